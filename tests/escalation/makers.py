"""A desk to try out: people, a policy, a clock moved by hand, and a messenger that never fails."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from escalation.desk import EscalationDesk
from escalation.drafts import Draft, MessageRef
from escalation.errors import NotAllowed, NothingToSay
from escalation.kinds import (
    ChannelId,
    ClockKind,
    DraftId,
    EscalationId,
    GroupId,
    Severity,
    Status,
    TargetTeam,
    UserId,
    WorkspaceId,
)
from escalation.letters import Claim, Dropped, Form, Letter, LetterState, LetterStatus, Parked, Sent
from escalation.models import Clock, Escalation, Event, News
from escalation.notices import Done, Morning, MorningList, Notice, ReminderDue
from escalation.people import Person
from escalation.policy import OfficeHours, Policy, TeamPolicy
from escalation.ports import DueClock, KeptDraft, Store
from escalation.rights import Viewer
from escalation.writers import NOBODY_WRITES, Writers
from tests.stores import Machine

ACME = WorkspaceId("T0ACME")
ENG, PRODUCT, SEC, SUPPORT = ChannelId("C0ENG"), ChannelId("C0PRODUCT"), ChannelId("C0SEC"), ChannelId("C0SUPPORT")
ENGINEERS, ON_SHIFT, GUARDS = GroupId("S0ENGINEERS"), GroupId("S0SHIFT"), GroupId("S0GUARDS")
CRITICAL, HIGH, MEDIUM = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM
NO_PROMISES = {ClockKind.UNDO, ClockKind.MORNING}
NEVER_DOWN = datetime(2000, 1, 1, tzinfo=UTC)


def berlin(text: str, *, zone: str = "Europe/Berlin") -> datetime:
    """`2026-03-27 16:00`, as a clock on a wall in Berlin shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def new_york(text: str) -> datetime:
    return berlin(text, zone="America/New_York")


MONDAY = berlin("2026-03-02 10:00")


def a_viewer(name: str, *, channels: tuple[str, ...] = (), groups: tuple[str, ...] | None = (), **more: Any) -> Viewer:
    person = Person(id=UserId(f"U0{name.upper()}"), name=name, **{"zone": "Europe/Berlin", **more})
    return Viewer(
        person=person,
        channels=frozenset(ChannelId(one) for one in channels),
        groups=None if groups is None else frozenset(GroupId(one) for one in groups),
    )


MAYA = a_viewer("Maya", channels=(SUPPORT,))  # reports
NORA = a_viewer("Nora", channels=(SUPPORT,), groups=(ON_SHIFT,))  # is on shift in support
TOM = a_viewer("Tom", channels=(SUPPORT,))  # leads support
ADA = a_viewer("Ada", channels=(ENG,), groups=(ENGINEERS,))  # an engineer
BEN = a_viewer("Ben", channels=(ENG,), groups=(ENGINEERS,))  # another one
LEA = a_viewer("Lea", channels=(ENG,))  # leads Engineering
PIA = a_viewer("Pia", channels=(PRODUCT,))  # works in Product, which names no group
SAM = a_viewer("Sam", channels=(SEC,), groups=(GUARDS,))  # leads Security
GUS = a_viewer("Gus", channels=(ENG,), groups=(ENGINEERS,), is_guest=True)
ZOE = a_viewer("Zoe")  # works here, and has no part in anything
EVERYONE = (MAYA, NORA, TOM, ADA, BEN, LEA, PIA, SAM, GUS, ZOE)

READERS = {
    channel: frozenset(one.person.id for one in EVERYONE if channel in one.channels) for channel in (ENG, PRODUCT, SEC)
}


def a_policy(*, zone: str = "Europe/Berlin", **changes: Any) -> Policy:
    teams = {
        TargetTeam.ENGINEERING: TeamPolicy(channel=ENG, group=ENGINEERS, lead=LEA.person.id),
        TargetTeam.PRODUCT: TeamPolicy(channel=PRODUCT),
        TargetTeam.SECURITY: TeamPolicy(channel=SEC, group=GUARDS, lead=SAM.person.id),
    }
    support = TeamPolicy(channel=SUPPORT, group=ON_SHIFT, lead=TOM.person.id)
    plain = Policy(office=OfficeHours(zone=zone), teams=teams, support=support)
    return plain.model_copy(update=changes)


def without_channels() -> Policy:
    return Policy(office=OfficeHours(zone="Europe/Berlin"))


def a_draft(severity: Severity | None = HIGH, target: TargetTeam | None = TargetTeam.ENGINEERING, **more: Any) -> Draft:
    issue = "Export returns 500 for Northwind"
    return Draft(text=issue, issue=issue, customers=("Northwind",), severity=severity, target=target, **more)


class Told(tuple[str, str, str]):
    """One letter that was delivered: in which form, where, and what it says."""

    __slots__ = ()


def what(notice: Notice) -> str:
    if isinstance(notice, Done):
        return notice.deed.value
    return f"reminder: {notice.clock.value}" if isinstance(notice, ReminderDue) else notice.kind


def told(form: str, where: str, says: str) -> Told:
    return Told((form, where, says))


def opened_for_engineering() -> list[Told]:
    """What everybody hears of a new one."""
    return [told("card", ENG, "opened"), told("brief", ENG, "opened"), told("direct", "U0MAYA", "opened")]


class Office:
    """The desk, what it keeps, the moment, and what was told so far."""

    def __init__(
        self, store: Store, machine: Machine, policy: Policy | None = None, *, writers: Writers = NOBODY_WRITES
    ) -> None:
        self.store = store
        self.policy = policy or a_policy()
        self.moment = MONDAY
        self.delivered: list[Letter] = []
        self.lists: dict[tuple[UserId, date], list[Morning]] = {}
        self._machine = machine
        self._numbers = count(1)
        self.desk = EscalationDesk(
            store=store,
            policies=lambda _: self.policy,
            now=lambda: self.moment,
            new_id=self._new_id,
            writers=writers,
        )

    def _new_id(self) -> str:
        return f"id{next(self._numbers):05}"

    # --- time

    def passes(self, **span: float) -> datetime:
        self.moment += timedelta(**span)
        return self.moment

    def waits(self, seconds: float) -> None:
        """Machine time: leases, pauses and pace."""
        self._machine.advance(seconds)

    # --- drafts and escalations

    def keeps(self, draft: Draft, *, by: Viewer = MAYA, **more: Any) -> DraftId:
        new = self.desk.new_draft()
        self.desk.keep_draft(ACME, KeptDraft(id=new, draft=draft, by=by.person.id, kept_at=self.moment, **more))
        return new

    def opens(
        self,
        severity: Severity | None = HIGH,
        target: TargetTeam | None = TargetTeam.ENGINEERING,
        *,
        by: Viewer = MAYA,
        **more: Any,
    ) -> EscalationId:
        """An escalation whose card and brief have arrived."""
        draft = a_draft(severity, target, **more)
        number = self.desk.open(self.keeps(draft, by=by), draft, by=by.person, workspace=ACME).id
        self.carry()
        return number

    def taken(self, severity: Severity = HIGH, *, by: Viewer = ADA, **more: Any) -> EscalationId:
        """One that somebody has."""
        number = self.opens(severity, **more)
        self.does("acknowledge", number, by)
        self.carry()
        return number

    def does(self, deed: str, number: EscalationId, by: Viewer, **more: Any) -> Escalation:
        done: Callable[..., Escalation] = getattr(self.desk, deed)
        return done(number, by, workspace=ACME, **more)

    # --- what is kept

    def row(self, number: EscalationId) -> Escalation:
        with self.store.read(ACME) as tx:
            return tx.load(number)

    def trail(self, number: EscalationId) -> list[Event]:
        with self.store.read(ACME) as tx:
            return list(tx.trail(number))

    def clocks(self, number: EscalationId) -> dict[ClockKind, Clock]:
        with self.store.read(ACME) as tx:
            return dict(tx.clocks(number))

    def due(self, number: EscalationId) -> dict[str, str | None]:
        """When each promise is asked about next, as a wall in Berlin shows it."""
        clocks = self.clocks(number)
        return {kind.value: wall(clock.due_at) for kind, clock in clocks.items() if kind not in NO_PROMISES}

    def letters(self, number: EscalationId | None = None) -> list[LetterStatus]:
        with self.store.read(ACME) as tx:
            return list(tx.letters(number))

    def everything(self) -> list[object]:
        """All that is kept of all escalations, to see that nothing changed."""
        with self.store.read(ACME) as tx:
            rows = tx.newest(statuses=tuple(Status), limit=100)
            kept = [(one, tx.clocks(one.id), tx.trail(one.id)) for one in rows]
            return [*kept, tx.letters()]

    @contextmanager
    def refuses(self, says: str) -> Iterator[None]:
        """The deed inside is refused in these words, and nothing is changed by it."""
        before = self.everything()
        with pytest.raises(NotAllowed) as refusal:
            yield
        assert str(refusal.value) == says
        assert self.everything() == before

    # --- what is told

    def carry(self) -> list[Told]:
        """Plays the messenger until nothing waits. Returns what was told, in the order it was written."""
        arrived: list[Letter] = []
        while (wait := self.store.next_letter_in()) is not None:
            self._machine.advance(wait + 0.01 if wait else 0)
            claims = self.store.claim_letters(owner="one", limit=50, lease=timedelta(seconds=60))
            arrived += [claim.letter for claim in claims if self.arrives(claim)]
        written = {one.letter.id: place for place, one in enumerate(self.letters())}
        arrived.sort(key=lambda letter: written[letter.id])
        return [told(one.form.value, str(one.lane), what(one.notice)) for one in arrived]

    def arrives(self, claim: Claim, *, parts: int = 1) -> bool:
        """Whether it was told: a list of what is done has nothing to say."""
        ts = claim.place.edits or f"ts-{claim.letter.id}"
        ref = MessageRef(channel=ChannelId(claim.letter.lane), ts=ts)
        if isinstance(claim.letter.notice, MorningList) and not self._draws(claim, claim.letter.notice):
            return False
        assert self.desk.arrived(claim, Sent(ref=ref), parts=parts)
        self.delivered.append(claim.letter)
        return True

    def _draws(self, claim: Claim, notice: MorningList) -> bool:
        """What stands in somebody's list as it goes out; one that has nothing to say stays away."""
        try:
            found = self.desk.by_letter(claim)
        except NothingToSay as settled:
            with self.store.begin(ACME) as tx:
                return not tx.settle(claim, Dropped(reason=str(settled)))
        assert isinstance(found, Morning)
        self.lists.setdefault((notice.person, notice.day), []).append(found)
        return True

    def listed(self, person: Viewer) -> list[list[str]]:
        """Each drawing of their newest list, oldest first: what it names, as `ESC-1 internal`."""
        days = [one for one in self.lists if one[0] == person.person.id]
        drawn = self.lists[max(days, key=lambda one: one[1])] if days else []
        return [[f"{one.escalation.label} {one.clock.value}" for one in morning.items] for morning in drawn]

    def refused(self, form: Form, code: str) -> None:
        """Slack takes the letters that come before the next of this form, and refuses that one for good."""
        assert self.desk.parked(self.on_its_way(form), Parked(reason=code, code=code))

    def on_its_way(self, form: Form) -> Claim:
        """Slack takes the letters that come before the next of this form; that one has left and not arrived."""
        while True:
            self._machine.advance(2)
            for claim in self.store.claim_letters(owner="one", limit=50, lease=timedelta(seconds=60)):
                if claim.letter.form is form:
                    return claim
                self.arrives(claim)

    def thread(self, number: EscalationId) -> list[str]:
        """The lines below the card, in the order they arrived."""
        return [what(one.notice) for one in self.delivered if one.form is Form.LINE and one.escalation == number]

    def notices(self, number: EscalationId, form: Form = Form.LINE) -> list[Notice]:
        return [one.letter.notice for one in self.letters(number) if one.letter.form is form]

    def last_line(self, number: EscalationId) -> Done:
        newest = self.notices(number)[-1]
        assert isinstance(newest, Done)
        return newest

    def reminders(self, number: EscalationId) -> list[ReminderDue]:
        """Each once, as it stands in the thread."""
        return [one for one in self.notices(number) if isinstance(one, ReminderDue)]

    def waiting(self, number: EscalationId) -> list[Told]:
        return [
            told(one.letter.form.value, str(one.letter.lane), what(one.letter.notice))
            for one in self.letters(number)
            if one.state is LetterState.WAITING
        ]

    # --- the beat

    def beat(self, *, up_since: datetime = NEVER_DOWN, wrote: News | None = None) -> int:
        """Asks about what is due. Returns how many reminders were written."""
        due = self.store.due_clocks(self.moment, limit=100)
        return sum(self.asks(one, up_since=up_since, wrote=wrote) for one in due)

    def asks(self, due: DueClock, *, up_since: datetime = NEVER_DOWN, wrote: News | None = None) -> bool:
        readers = READERS.get(self.row(due.escalation).channel or SUPPORT)
        return self.desk.remind(due, in_channel=readers, up_since=up_since, wrote=wrote)

    def walks(self, until: datetime, *, up_since: datetime = NEVER_DOWN) -> Iterator[datetime]:
        """From due moment to due moment, asking at each. Gives the moments."""
        while found := self.store.due_clocks(until, limit=1):
            self.moment = max(self.moment, found[0].due_at)
            self.beat(up_since=up_since)
            yield self.moment
        self.moment = max(self.moment, until)

    def lets_pass(self, until: datetime, *, up_since: datetime = NEVER_DOWN) -> None:
        """Lets time pass, and asks at every due moment on the way."""
        for _ in self.walks(until, up_since=up_since):
            pass


def wall(moment: datetime | None) -> str | None:
    return moment.astimezone(ZoneInfo("Europe/Berlin")).strftime("%a %H:%M") if moment else None


def called(reminder: ReminderDue) -> str:
    """Whom a reminder mentions, the group first. Who was told in the morning is not called again."""
    people = (one for one in reminder.people if one not in reminder.told)
    return " ".join([*([reminder.group] if reminder.group else []), *people])
