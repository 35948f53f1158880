"""What every deed at the desk needs: the store, the policy in force, telling people, keeping the trail."""

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from escalation import audience, promises, rights
from escalation.audience import Post
from escalation.drafts import MessageRef
from escalation.errors import NotAllowed
from escalation.kinds import ClockKind, EscalationId, LetterId, Severity, Status, UserId, WorkspaceId
from escalation.letters import IN_PRODUCTS, Form, Letter, rank_of
from escalation.models import Escalation, Event
from escalation.notices import (
    ALONE,
    BriefChanged,
    Due,
    EscalationOpened,
    MorningList,
    Notice,
    ReminderDue,
    Standing,
    escalation_of,
)
from escalation.people import Person, SetUp
from escalation.policy import Policy
from escalation.ports import Store, Transaction
from escalation.rights import Viewer
from escalation.writers import NOBODY_WRITES, Writers

log = logging.getLogger(__name__)

KEY_TAKEN = "a letter was left out: its key was taken"
LETTERS = UUID("5f0e9e0c-6f0b-4c53-9a39-6f6f1f2d7a51")
GUESTS = "Guests and people of other companies can't escalate. Please ask a full member of your workspace."

UNKNOWN = "I could not check with Slack who you are just now. Please try again in a moment."


def turned_away(person: Person) -> NotAllowed:
    """Why somebody has no part here at all."""
    return NotAllowed(UNKNOWN if person.is_unknown else GUESTS)


class DeskWork:
    """`policies` gives a workspace's policy as the file has it, channels by id; Set up is laid under it here."""

    def __init__(
        self,
        *,
        store: Store,
        policies: Callable[[WorkspaceId], Policy],
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        writers: Writers = NOBODY_WRITES,
    ) -> None:
        """`writers` says which of the company's other tools may be written to."""
        self._store = store
        self._policies = policies
        self.now = now
        self._new_id = new_id
        self._writers = writers

    def _standing(self, tx: Transaction, id: EscalationId) -> Standing:
        escalation, clocks = tx.load(id), tx.clocks(id)
        internal, customer = clocks.get(ClockKind.INTERNAL), clocks.get(ClockKind.CUSTOMER)
        asked_at = internal.due_at if internal else None
        unmet_since = internal.unmet_since if internal and not escalation.is_closed else None
        if unmet_since and unmet_since > self.now():  # asked early, together with the customer's
            asked_at, unmet_since = unmet_since, None
        is_open = escalation.status is Status.OPEN
        policy = self._policy(tx)
        customer_by = promises.promised_by(escalation, customer, policy)
        due = Due(
            acknowledge_by=asked_at if is_open else None,
            news_by=None if is_open else asked_at,
            remind_at=customer.due_at if customer else None,
            customer_by=customer_by,
            unmet_since=unmet_since,
            customer_is_late=customer_by is not None and customer_by <= self.now(),
            **(self._how_to_wake(escalation, policy) if is_open else {}),
        )
        return Standing(escalation=escalation, due=due, card=tx.card(id))

    def _how_to_wake(self, escalation: Escalation, policy: Policy) -> Mapping[str, Any]:
        zone = escalation.zone
        return promises.how_to_wake(escalation.severity, escalation.target, policy, now=self.now(), zone=zone)

    def _policy(self, tx: Transaction) -> Policy:
        return self._policies(tx.workspace).for_workspace(tx.workspace, tx.set_up())

    def _may_see(self, tx: Transaction, escalation: Escalation, viewer: Viewer) -> bool:
        return self._eyes(tx, viewer)(escalation)

    def _eyes(self, tx: Transaction, viewer: Viewer) -> Callable[[Escalation], bool]:
        """What this person may see, worked out once for however many escalations."""
        policy = self._policy(tx)
        seen_by = self._ranked(tx, viewer, policy)
        return lambda escalation: rights.may_see(escalation, seen_by, policy)

    def _ranked(self, tx: Transaction, viewer: Viewer, policy: Policy) -> Viewer:
        """The viewer, and whether they lead here."""
        return viewer.model_copy(update={"is_lead": rights.is_lead(viewer.person, tx.set_up(), policy)})

    def _promised(self, escalation: Escalation, policy: Policy, *, now: datetime | None = None) -> Due:
        """As it opened, or to whoever comes to it `now`."""
        at = now or escalation.opened_at
        return promises.promised(escalation.severity, escalation.target, policy, now=at, zone=escalation.zone)

    def _notice(self, escalation: Escalation, due: Due, policy: Policy) -> EscalationOpened:
        group, person = (None, None) if escalation.is_closed else audience.called(escalation, policy)
        listed_at = promises.listed_at(escalation, due, policy, now=self.now())
        due = due.model_copy(update={"listed_at": listed_at})
        return EscalationOpened(escalation=escalation, due=due, calls_group=group, calls_person=person)

    def _tell(self, tx: Transaction, posts: Iterable[Post]) -> None:
        """A key that had to be new and is not is a fault of ours: told aloud, as the letter is lost by it."""
        for post in posts:
            letter = self._letter(tx.workspace, post)
            if not tx.write(letter) and not post.is_once:
                log.error(KEY_TAKEN, extra={"letter": letter.id, "form": letter.form.value, "notice": post.notice.kind})

    def _replace(self, tx: Transaction, ref: MessageRef, key: str, notice: Notice, *, is_once: bool = False) -> None:
        """A message of ours that stands becomes what it tells now."""
        post = Post(key=key, form=Form.FOLD, lane=ref.channel, notice=notice, edits=ref.ts, is_once=is_once)
        self._tell(tx, [post])

    def _letter(self, workspace: WorkspaceId, post: Post) -> Letter:
        return Letter(
            id=letter_id(workspace, post.key),
            key=post.key,
            workspace=workspace,
            form=post.form,
            lane=post.lane,
            notice=post.notice,
            escalation=escalation_of(post.notice),
            rank=rank_of(post.form, _severity(post), reminds=isinstance(post.notice, ReminderDue | MorningList)),
            edits=post.edits,
        )

    def _event(self, kind: str, *, by: UserId | None = None, **changes: Mapping[str, object]) -> Event:
        return Event(kind=kind, at=self.now(), by=by, **changes)


def letter_id(workspace: WorkspaceId, key: str) -> LetterId:
    """The same fact has the same id: told again after a backup was put back, it is found where it stands."""
    return LetterId(uuid5(LETTERS, f"{workspace} {key}").hex)


def as_trailed(escalation: Escalation) -> dict[str, object]:
    """What an event says of the row as it is afterwards: the newest event with a key holds."""
    return {
        "status": escalation.status,
        "severity": escalation.severity,
        "target": escalation.target,
        "assignee": escalation.assignee,
        **({"verdict": escalation.decision.verdict} if escalation.decision else {}),
    }


def is_left_behind(letter: Letter, escalation: Escalation) -> bool:
    """Whether it tells of before a hand-over: a thread is one team's, and of Security nobody else is to hear."""
    if isinstance(letter.notice, ALONE) or letter.form in IN_PRODUCTS:
        return False
    if letter.form is Form.FOLD and not isinstance(letter.notice, BriefChanged):
        return False
    told = letter.notice.escalation
    if letter.form is Form.DIRECT:
        return escalation.is_secret and not told.is_secret
    return told.target is not escalation.target


def where_it_goes_on(tx: Transaction, id: EscalationId) -> Escalation:
    """The escalation; where it was merged, however often, the one it goes on in. Raises `NotFound`."""
    escalation = tx.load(id)
    while escalation.merged:
        escalation = tx.load(escalation.merged.into)
    return escalation


def require_open(escalation: Escalation) -> None:
    if escalation.is_closed:
        by = f" by {escalation.closed_by_name}" if escalation.closed_by_name else ""
        raise NotAllowed(f"{escalation.label} was {escalation.status}{by}. Reopen it to take it up again.")


def require_lead(person: Person, set_up: SetUp, policy: Policy) -> None:
    """Set up is for leads, workspace admins, and whoever installed us. Raises `NotAllowed`."""
    if rights.installs(person, set_up) or person.id in rights.leads(set_up, policy):
        return
    raise NotAllowed("Set up is for workspace admins, and for the leads they name there. Please ask one of them.")


def _severity(post: Post) -> Severity | None:
    return None if isinstance(post.notice, ALONE) else post.notice.escalation.severity
