"""Facts to keep, small and alike, so that a test names only what it is about."""

from datetime import timedelta
from typing import Any

from escalation.drafts import Draft, MessageRef, SeveritySuggestion, TargetSuggestion, Triage
from escalation.kinds import (
    ChannelId,
    ClockKind,
    DraftId,
    EscalationId,
    LetterId,
    Severity,
    TargetTeam,
    UserId,
    WorkspaceId,
)
from escalation.letters import Claim, Form, Letter, LetterState, LetterStatus, Outcome, Rank, Sent
from escalation.models import Clock, Escalation
from escalation.notices import EscalationOpened, TestBrief
from escalation.ports import KeptDraft, Store
from tests.stores import START

ACME = WorkspaceId("T-ACME")
GLOBEX = WorkspaceId("T-GLOBEX")
MAYA = UserId("U-MAYA")
TOM = UserId("U-TOM")
ENG = ChannelId("C-ENG")
OPS = ChannelId("C-OPS")
LEASE = timedelta(seconds=60)


def an_escalation(number: int = 1, *, workspace: WorkspaceId = ACME, **changes: Any) -> Escalation:
    triage = Triage(
        warrants=True,
        warrants_because=(),
        severity=SeveritySuggestion(value=Severity.HIGH, reasons=()),
        target=TargetSuggestion(value=TargetTeam.ENGINEERING, reasons=()),
        is_bug=True,
    )
    plain = Escalation(
        id=EscalationId(number),
        workspace=workspace,
        draft=Draft(text="Exports time out for Northwind"),
        triage=triage,
        severity=Severity.HIGH,
        target=TargetTeam.ENGINEERING,
        reporter=MAYA,
        opened_at=START,
    )
    return plain.model_copy(update=changes)


def a_draft(id: str = "D1", **changes: Any) -> KeptDraft:
    return KeptDraft(id=DraftId(id), draft=Draft(text="Exports time out"), by=MAYA, kept_at=START).model_copy(
        update=changes
    )


def a_clock(number: int = 1, *, kind: ClockKind = ClockKind.INTERNAL, minutes: float | None = 0) -> Clock:
    due_at = None if minutes is None else START + timedelta(minutes=minutes)
    return Clock(escalation=EscalationId(number), kind=kind, due_at=due_at, anchor=START)


def a_letter(key: str, form: Form, *, of: int | None = 1, lane: str = ENG, **changes: Any) -> Letter:
    workspace = changes.pop("workspace", ACME)
    notice = (
        TestBrief(team=TargetTeam.ENGINEERING, by=MAYA)
        if of is None
        else EscalationOpened(escalation=an_escalation(of, workspace=workspace))
    )
    return Letter(
        id=LetterId(f"L-{key}"),
        key=key,
        workspace=workspace,
        form=form,
        lane=ChannelId(lane),
        notice=notice,
        escalation=None if of is None else EscalationId(of),
        rank=changes.pop("rank", Rank.ANSWER),
    )


def a_card(of: int = 1, *, lane: str = ENG, **changes: Any) -> Letter:
    return a_letter(changes.pop("key", f"card:{of}"), Form.CARD, of=of, lane=lane, **changes)


def a_line(key: str, *, of: int = 1, **changes: Any) -> Letter:
    return a_letter(key, Form.LINE, of=of, **changes)


def an_edit(n: int, *, of: int = 1, **changes: Any) -> Letter:
    return a_letter(f"edit:{of}:{n}", Form.EDIT, of=of, **changes)


def a_direct(key: str, *, of: int = 1, to: UserId = MAYA) -> Letter:
    return a_letter(key, Form.DIRECT, of=of, lane=to)


def a_lone(key: str, *, lane: str = ENG, **changes: Any) -> Letter:
    return a_letter(key, Form.LONE, of=None, lane=lane, **changes)


def write(store: Store, *letters: Letter, workspace: WorkspaceId = ACME) -> None:
    with store.begin(workspace) as tx:
        for letter in letters:
            assert tx.write(letter)


def claim(store: Store, *, owner: str = "one", limit: int = 10) -> list[Claim]:
    return list(store.claim_letters(owner=owner, limit=limit, lease=LEASE))


def claimed(store: Store, *, owner: str = "one", limit: int = 10) -> list[str]:
    """The keys of the letters that can be taken now. They are under way then."""
    return [one.letter.key for one in claim(store, owner=owner, limit=limit)]


def settle(store: Store, one: Claim, outcome: Outcome | None = None) -> bool:
    with store.begin(one.letter.workspace) as tx:
        return tx.settle(one, outcome or sent(one))


def sent(one: Claim) -> Sent:
    return Sent(ref=standing(one.letter))


def standing(letter: Letter) -> MessageRef:
    """Where a letter stands once it was sent by `deliver`."""
    return MessageRef(channel=ChannelId(letter.lane), ts=f"ts-{letter.key}")


def deliver(store: Store, *, limit: int = 10) -> list[str]:
    """Sends what can go now, once round. Returns the keys."""
    claims = claim(store, limit=limit)
    for one in claims:
        assert settle(store, one)
    return [one.letter.key for one in claims]


def opened(store: Store, number: int = 1, *, lane: str = ENG) -> MessageRef:
    """An escalation whose card stands."""
    card = a_card(number, lane=lane)
    with store.begin(ACME) as tx:
        tx.add(an_escalation(number))
        tx.write(card)
    assert card.key in deliver(store)
    return standing(card)


def states(store: Store, *, workspace: WorkspaceId = ACME) -> dict[str, LetterState]:
    return {one.letter.key: one.state for one in statuses(store, workspace=workspace)}


def status(store: Store, key: str) -> LetterStatus:
    return next(one for one in statuses(store) if one.letter.key == key)


def statuses(store: Store, *, workspace: WorkspaceId = ACME) -> list[LetterStatus]:
    with store.read(workspace) as tx:
        return list(tx.letters())
