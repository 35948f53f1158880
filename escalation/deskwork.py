"""What every deed at the desk needs: the store, the policy in force, telling people, keeping the trail."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime

from escalation import audience, cadence, promises, rights
from escalation.audience import Post
from escalation.errors import NotAllowed
from escalation.letters import Form, Letter, LetterState, LetterStatus, rank_of
from escalation.models import (
    Clock,
    ClockKind,
    Escalation,
    EscalationId,
    Event,
    LetterId,
    MessageRef,
    Person,
    SetUp,
    Severity,
    Status,
    TargetTeam,
    UserId,
    WorkspaceId,
)
from escalation.notices import (
    BriefChanged,
    Deed,
    Done,
    Due,
    EscalationOpened,
    ReminderDue,
    ReminderFolded,
    Standing,
    TestBrief,
    escalation_of,
)
from escalation.policy import Policy
from escalation.ports import Store, Transaction
from escalation.rights import Viewer

FOLDED = {
    Deed.UPDATED: "answered with an update",
    Deed.NO_CHANGE: "answered: no change",
    Deed.SNOOZED: "put it off",
    Deed.CUSTOMER_TOLD: "told the customer",
    Deed.CONFIRMED: "heard from the customer that it works",
    Deed.ACKNOWLEDGED: "took it",
    Deed.REASSIGNED: "gave it to someone else",
    Deed.HANDED_OVER: "passed it on to another team",
    Deed.DE_ESCALATED: "de-escalated it",
    Deed.RESOLVED: "marked it resolved",
    Deed.WITHDRAWN: "withdrew it",
}
"""What a reminder that stood open becomes after a deed, in one line."""

ENDED = {
    Deed.DE_ESCALATED: "de-escalated it",
    Deed.RESOLVED: "marked it resolved",
    Deed.CUSTOMER_TOLD: "told the customer of the end",
}
"""Deeds after which something is left to do, as they are told when it was taken up again."""

CAME_LATE = "Asked; what came of it stands in the thread."

GUESTS = "Guests and people of other companies can't escalate. Please ask a full member of your workspace."


class DeskWork:
    """`policies` gives a workspace's policy as the file has it, channels by id; Set up is laid under it here."""

    def __init__(
        self,
        *,
        store: Store,
        policies: Callable[[WorkspaceId], Policy],
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._store = store
        self._policies = policies
        self.now = now
        self._new_id = new_id

    def _standing(self, tx: Transaction, id: EscalationId) -> Standing:
        escalation, clocks = tx.load(id), tx.clocks(id)
        internal, customer = clocks.get(ClockKind.INTERNAL), clocks.get(ClockKind.CUSTOMER)
        asked_at = internal.due_at if internal else None
        unmet_since = internal.unmet_since if internal and not escalation.is_closed else None
        if unmet_since and unmet_since > self.now():  # asked early, together with the customer's
            asked_at, unmet_since = unmet_since, None
        is_open = escalation.status is Status.OPEN
        customer_by = promised_by(escalation, customer, self._policy(tx))
        due = Due(
            acknowledge_by=asked_at if is_open else None,
            news_by=None if is_open else asked_at,
            remind_at=customer.due_at if customer else None,
            customer_by=customer_by,
            unmet_since=unmet_since,
            customer_is_late=customer_by is not None and customer_by <= self.now(),
        )
        return Standing(escalation=escalation, due=due, card=tx.card(id))

    def _policy(self, tx: Transaction) -> Policy:
        return self._policies(tx.workspace).for_workspace(tx.workspace, tx.set_up())

    def _may_see(self, tx: Transaction, escalation: Escalation, viewer: Viewer) -> bool:
        return self._eyes(tx, viewer)(escalation)

    def _eyes(self, tx: Transaction, viewer: Viewer) -> Callable[[Escalation], bool]:
        """What this person may see, worked out once for however many escalations."""
        policy = self._policy(tx)
        seen_by, security_lead = self._ranked(tx, viewer, policy), policy.team(TargetTeam.SECURITY).lead
        return lambda escalation: rights.may_see(escalation, seen_by, security_lead=security_lead)

    def _ranked(self, tx: Transaction, viewer: Viewer, policy: Policy) -> Viewer:
        """The viewer, and whether they lead here."""
        leading = viewer.person.is_admin or viewer.person.id in rights.leads(tx.set_up(), policy)
        return viewer.model_copy(update={"is_lead": leading})

    def _promised(self, escalation: Escalation, policy: Policy) -> Due:
        return promises.promised(
            escalation.severity, escalation.target, policy, now=escalation.opened_at, zone=escalation.zone
        )

    def _notice(self, escalation: Escalation, due: Due, policy: Policy) -> EscalationOpened:
        group, person = audience.called(escalation.severity, escalation.target, policy)
        return EscalationOpened(escalation=escalation, due=due, calls_group=group, calls_person=person)

    def _fold(self, tx: Transaction, escalation: Escalation, kinds: Collection[ClockKind], said: str) -> bool:
        """Reminders of these clocks that stand open become one line, or the question that is left of two.

        Those not sent yet are dropped. Returns whether the customer's question, still open, went with the team's.
        """
        is_lost = False
        for one, asks in _open_questions(tx.letters(escalation.id)):
            left = asks.difference(kinds)
            if left == asks:
                continue
            if one.state is not LetterState.WAITING:
                self._fold_to(tx, escalation, one, left, said)
            elif ClockKind.INTERNAL not in left:  # else it still asks the team, and is folded when it has arrived
                tx.drop(escalation.id, keys=[one.letter.key], reason="answered")
                is_lost = is_lost or ClockKind.CUSTOMER in left
        return is_lost

    def _fold_late(self, tx: Transaction, escalation: Escalation, letter: Letter) -> None:
        """A reminder that was on its way while it was answered, or asked again, has buttons for nothing."""
        for one, asks in _open_questions(tx.letters(escalation.id)):
            if one.letter.id == letter.id and asks != _asks(one):
                self._fold_to(tx, escalation, one, asks, CAME_LATE)

    def _fold_to(
        self, tx: Transaction, escalation: Escalation, one: LetterStatus, left: frozenset[ClockKind], said: str
    ) -> None:
        reminder, ref = one.letter.notice, one.ref
        if ref is None or not isinstance(reminder, ReminderDue):
            return
        key, notice = f"fold:{one.letter.id}", ReminderFolded(escalation=escalation, said=said)
        if not left:
            self._tell(tx, [Post(key=key, form=Form.FOLD, lane=ref.channel, notice=notice, edits=ref.ts)])
        for kind in left:
            half = audience.half(reminder, kind).model_copy(update={"said": said})
            self._tell(tx, [Post(key=f"{key}:{kind}", form=Form.FOLD, lane=ref.channel, notice=half, edits=ref.ts)])

    def _draw_endings_again(self, tx: Transaction, escalation: Escalation) -> None:
        """Lines that say what is left to do after the end: they follow the row, and the clock that ends Undo."""
        for letter, done, ref in _endings(tx.letters(escalation.id), since=escalation.closed_at):
            self._draw_ending_again(tx, escalation, letter, done, ref)

    def _draw_ending_again(
        self, tx: Transaction, escalation: Escalation, letter: Letter, done: Done, ref: MessageRef
    ) -> None:
        if not _follows(letter, escalation):
            return
        standing, undo = self._standing(tx, escalation.id), tx.clocks(escalation.id).get(ClockKind.UNDO)
        placed = done.model_copy(update={"is_direct": letter.form is Form.DIRECT})
        now = {"escalation": escalation, "due": standing.due, "undo_by": undo.due_at if undo else None}
        again = placed.model_copy(update=now)
        if again != placed:
            key = f"again:{letter.id}:{len(tx.trail(escalation.id))}:{again.undo_by is None}"
            self._tell(tx, [Post(key=key, form=Form.FOLD, lane=ref.channel, notice=again, edits=ref.ts)])

    def _draw_ending_late(self, tx: Transaction, escalation: Escalation, letter: Letter, ref: MessageRef) -> None:
        """A line about the end that was on its way while something was done about it."""
        done = letter.notice
        if not isinstance(done, Done) or done.deed not in ENDED or letter.form is Form.FOLD:
            return
        if escalation.closed_at and done.at >= escalation.closed_at:
            self._draw_ending_again(tx, escalation, letter, done, ref)
        elif done.escalation.is_closed:
            self._fold_ending(tx, escalation, letter, done, ref, "It was taken up again.")

    def _fold_endings(self, tx: Transaction, escalation: Escalation, said: str) -> None:
        """Taken up again: what was left to do after the end becomes a line without buttons."""
        if undo := tx.clocks(escalation.id).get(ClockKind.UNDO):
            tx.set_clock(undo.moved(None))
        for letter, done, ref in _endings(tx.letters(escalation.id)):
            self._fold_ending(tx, escalation, letter, done, ref, said)

    def _fold_ending(
        self, tx: Transaction, escalation: Escalation, letter: Letter, done: Done, ref: MessageRef, said: str
    ) -> None:
        if not _follows(letter, escalation):
            return
        notice = ReminderFolded(escalation=escalation, said=f"{done.by_name} had {ENDED[done.deed]}. {said}")
        post = Post(key=f"fold:{letter.id}", form=Form.FOLD, lane=ref.channel, notice=notice, edits=ref.ts)
        self._tell(tx, [post])

    def _tell(self, tx: Transaction, posts: Iterable[Post]) -> None:
        for post in posts:
            tx.write(self._letter(tx.workspace, post))

    def _letter(self, workspace: WorkspaceId, post: Post) -> Letter:
        return Letter(
            id=LetterId(self._new_id()),
            key=post.key,
            workspace=workspace,
            form=post.form,
            lane=post.lane,
            notice=post.notice,
            escalation=escalation_of(post.notice),
            rank=rank_of(post.form, _severity(post), reminds=isinstance(post.notice, ReminderDue)),
            edits=post.edits,
        )

    def _event(self, kind: str, *, by: UserId | None = None, **changes: Mapping[str, object]) -> Event:
        return Event(kind=kind, at=self.now(), by=by, **changes)


def keepers(escalation: Escalation, policy: Policy) -> tuple[UserId, ...]:
    """Who is asked for word to the customer: of Security's its lead, if there is one."""
    if not escalation.is_secret:
        return (escalation.keeper,)
    lead = policy.team(TargetTeam.SECURITY).lead
    return (lead,) if lead else ()


def promised_by(escalation: Escalation, clock: Clock | None, policy: Policy) -> datetime | None:
    """By when the customer was promised word; at the end, by when they are told of it."""
    if clock is None or clock.due_at is None or escalation.customer_knows:
        return None
    rules, hours = policy.severities[escalation.severity], policy.support_hours(zone=escalation.zone)
    if escalation.is_closed:
        return cadence.first_due(ClockKind.CUSTOMER, escalation.severity, rules, after=clock.anchor, hours=hours)
    return cadence.overdue_at(escalation.severity, rules, anchor=clock.anchor, hours=hours)


def as_trailed(escalation: Escalation) -> dict[str, object]:
    """What an event says of the row as it is afterwards: the newest event with a key holds."""
    return {
        "status": escalation.status,
        "severity": escalation.severity,
        "target": escalation.target,
        "assignee": escalation.assignee,
    }


def answered_by(done: Done) -> frozenset[ClockKind]:
    """Which reminders a deed answers. The team's end ends only its own; the customer still waits for word.

    What went to Security is no longer asked about where it was.
    """
    if not done.answers or done.deed not in FOLDED:
        return frozenset()
    if done.deed in {Deed.CUSTOMER_TOLD, Deed.CONFIRMED}:
        return frozenset({ClockKind.CUSTOMER})
    is_all = done.deed is Deed.WITHDRAWN or (done.deed is Deed.HANDED_OVER and done.escalation.is_secret)
    return frozenset(ClockKind) if is_all else frozenset({ClockKind.INTERNAL})


def is_left_behind(letter: Letter, escalation: Escalation) -> bool:
    """Whether it tells of before a hand-over: a thread is one team's, and of Security nobody else is to hear."""
    if isinstance(letter.notice, TestBrief):
        return False
    if letter.form is Form.FOLD and not isinstance(letter.notice, BriefChanged):
        return False
    told = letter.notice.escalation
    if letter.form is Form.DIRECT:
        return escalation.is_secret and not told.is_secret
    return told.target is not escalation.target


def _endings(
    letters: Sequence[LetterStatus], *, since: datetime | None = None
) -> Iterable[tuple[Letter, Done, MessageRef]]:
    """The lines about an end that have arrived, here and in direct messages."""
    for one in letters:
        done = one.letter.notice
        if one.ref is None or one.letter.form is Form.FOLD or not isinstance(done, Done):
            continue
        if done.deed in ENDED and done.escalation.is_closed and (since is None or done.at >= since):
            yield one.letter, done, one.ref


def _follows(letter: Letter, escalation: Escalation) -> bool:
    """Whether a line about an end is drawn again: not a stub, and nothing that a reporter keeps of Security."""
    is_reporters = letter.form is Form.DIRECT and escalation.is_secret
    return not is_reporters and not is_left_behind(letter, escalation)


def _open_questions(letters: Sequence[LetterStatus]) -> Iterable[tuple[LetterStatus, frozenset[ClockKind]]]:
    """Each reminder, newest first, with the clocks that nothing written later has answered or asked about anew."""
    settled: frozenset[ClockKind] = frozenset()
    for one in reversed(letters):
        notice = one.letter.notice
        if one.letter.form is Form.LINE and isinstance(notice, Done):
            settled |= answered_by(notice)
        if one.letter.form is Form.FOLD or not isinstance(notice, ReminderDue):
            continue
        yield one, _asks(one) - settled
        if one.letter.form is Form.LINE:
            settled |= _asks(one)


def _asks(reminder: LetterStatus) -> frozenset[ClockKind]:
    notice = reminder.letter.notice
    if not isinstance(notice, ReminderDue):
        return frozenset()
    return frozenset({ClockKind.INTERNAL, ClockKind.CUSTOMER} if notice.with_customer else {notice.clock})


def require_lead(person: Person, set_up: SetUp, policy: Policy) -> None:
    """Set up is for leads; workspace admins count as leads. Raises `NotAllowed`."""
    if person.is_admin or person.id in rights.leads(set_up, policy):
        return
    raise NotAllowed("Set up is for workspace admins, and for the leads they name there. Please ask one of them.")


def _severity(post: Post) -> Severity | None:
    return None if isinstance(post.notice, TestBrief) else post.notice.escalation.severity
