"""Looking at escalations: how one stands, what is open, and for whose eyes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum

from escalation import promises
from escalation.asks import waits_for_decision
from escalation.audience import keepers
from escalation.deskwork import is_left_behind, turned_away
from escalation.drafts import MessageRef
from escalation.errors import GiveUp, NotFound, NothingToSay
from escalation.folding import left_to_ask
from escalation.kinds import ClockKind, EscalationId, Severity, Status, UserId, WorkspaceId, label
from escalation.letters import IN_PRODUCTS, Claim, Form, Letter
from escalation.models import Clock, Escalation, Event
from escalation.mornings import Mornings
from escalation.notices import BriefChanged, Morning, MorningList, ReminderDue, Standing
from escalation.policy import Policy
from escalation.ports import Transaction
from escalation.record import Value
from escalation.rights import Viewer

NEVER = datetime.max.replace(tzinfo=UTC)
PAGE = 15
"""Rows on a page: three blocks each would still fit Slack's hundred."""


class Scope(StrEnum):
    MINE = "mine"
    TEAM = "team"
    ALL = "all"


class Row(Value):
    """An escalation, and what the person who looks owes on it. A moment that has passed is a broken promise."""

    escalation: Escalation
    owed_at: datetime | None = None
    owed: str = ""


class Page(Value):
    """`total` counts what is open; `unheard` the closed ones whose customer has yet to hear of it from the reader."""

    rows: tuple[Row, ...] = ()
    total: int = 0
    unheard: int = 0
    skip: int = 0

    @property
    def next(self) -> int | None:
        """Where the next page begins; None on the last one."""
        after = self.skip + len(self.rows)
        return after if after < self.total + self.unheard else None


Right = Callable[[Escalation, Viewer, Policy], None]
"""Raises `NotAllowed` where it is missing."""


class Looking(Mornings):
    """Reads only."""

    def show(self, id: EscalationId, *, workspace: WorkspaceId) -> Standing:
        """How it stands now. Raises `NotFound`."""
        with self._store.read(workspace) as tx:
            return self._standing(tx, id)

    def show_to(
        self, id: EscalationId, viewer: Viewer, *, right: Right | None = None, workspace: WorkspaceId
    ) -> tuple[Standing, bool]:
        """How it stands, and whether they may see all of it or its state only.

        `right` is needed for what they are about to do. Raises `NotFound` for what is not there and for what is not
        theirs, in the same words; `NotAllowed` without the right.
        """
        gone = NotFound(f"There is no {label(id)} that you can see here.")
        with self._store.read(workspace) as tx:
            try:
                standing = self._standing(tx, id)
            except NotFound:
                raise gone from None
            if self._may_see(tx, standing.escalation, viewer):
                if right:
                    policy = self._policy(tx)
                    right(standing.escalation, self._ranked(tx, viewer, policy), policy)
                return standing, True
            if standing.escalation.reporter == viewer.person.id and viewer.person.may_take_part:
                return standing, False
            raise gone

    def trail_for(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> Sequence[Event]:
        """Everything that was done to it, oldest first; nothing for who may not see all of it."""
        with self._store.read(workspace) as tx:
            return tx.trail(id) if self._may_see(tx, tx.load(id), viewer) else ()

    def list_for(self, viewer: Viewer, *, scope: Scope = Scope.ALL, skip: int = 0, workspace: WorkspaceId) -> Page:
        """What is open and theirs to see: what they owe first, overdue before due; then the newest.

        A closed one is there for as long as they owe its customer word. Raises `NotAllowed` for guests.
        """
        if not viewer.person.may_take_part:
            raise turned_away(viewer.person)
        person = viewer.person.id
        with self._store.read(workspace) as tx:
            policy, may_see = self._policy(tx), self._eyes(tx, viewer)
            rows = []
            for found in _open_ones(tx):
                seen = [one for one in found if _is_in(one, viewer, scope, may_see)]
                clocks = tx.clocks_of([one.id for one in seen if _may_owe(one, person, policy)])
                rows += [_row(one, clocks.get(one.id, {}), person, policy) for one in seen]
            unheard = [
                one
                for one in tx.last_rounds()
                if person in keepers(one, policy) and not one.customer_rests and _is_in(one, viewer, scope, may_see)
            ]
            clocks = tx.clocks_of([one.id for one in unheard])
            last = [_row(one, clocks[one.id], person, policy) for one in unheard]
        ordered = sorted([*rows, *last], key=_urgency)
        return Page(rows=tuple(ordered[skip : skip + PAGE]), total=len(rows), unheard=len(last), skip=skip)

    def card_at(self, ref: MessageRef, *, workspace: WorkspaceId) -> EscalationId | None:
        """The escalation whose card stands there now."""
        with self._store.read(workspace) as tx:
            found = tx.by_message(ref)
            return found if found is not None and tx.card(found) == ref else None

    def by_letter(self, claim: Claim) -> Standing | Morning | None:
        """How the escalation of a letter stands, or what its list has to say, for the one who carries it.

        Raises `GiveUp` for what was meant for where it no longer is: nothing new may be read there; `NothingToSay`
        for a list of what is done, for a call about what somebody has, and for a reminder that was answered before it
        could arrive.
        """
        letter = claim.letter
        if isinstance(letter.notice, MorningList):
            with self._store.read(letter.workspace) as tx:
                return self._morning(tx, letter, letter.notice)
        if letter.escalation is None:
            return None
        with self._store.read(letter.workspace) as tx:
            standing = self._standing(tx, letter.escalation)
            if is_left_behind(letter, standing.escalation) or _draws_over(tx, claim, standing):
                raise GiveUp("is not where the escalation is any more", code="handed_over")
            if _is_settled(tx, letter, standing.escalation):
                raise NothingToSay("answered, or taken")
        return standing

    def policy(self, workspace: WorkspaceId) -> Policy:
        with self._store.read(workspace) as tx:
            return self._policy(tx)


def _open_ones(tx: Transaction) -> Iterator[Sequence[Escalation]]:
    """All that are open, some at a time."""
    before: EscalationId | None = None
    while found := tx.newest(statuses=[Status.OPEN, Status.ACKNOWLEDGED], limit=200, before=before):
        yield found
        before = found[-1].id


def _is_settled(tx: Transaction, letter: Letter, escalation: Escalation) -> bool:
    """Whether what it asks was answered meanwhile, or what it would wake someone for was taken."""
    if letter.form in IN_PRODUCTS:
        return escalation.is_secret  # of Security nothing is written anywhere
    if letter.form is Form.PAGE:
        return escalation.status is not Status.OPEN or escalation.severity is not Severity.CRITICAL
    return isinstance(letter.notice, ReminderDue) and left_to_ask(tx.letters(escalation.id), letter) is not None


def _may_owe(escalation: Escalation, person: UserId, policy: Policy) -> bool:
    """Whether a clock of it may ask this person: for news, or for word to the customer."""
    return person == escalation.assignee or person in keepers(escalation, policy)


def _row(escalation: Escalation, clocks: Mapping[ClockKind, Clock], person: UserId, policy: Policy) -> Row:
    """What this person owes on it next, if anything: news when they have it, word when they keep the customer."""
    owes: list[tuple[datetime, str]] = []
    internal, customer = clocks.get(ClockKind.INTERNAL), clocks.get(ClockKind.CUSTOMER)
    if internal and internal.due_at and escalation.assignee == person:
        owed = "a decision" if waits_for_decision(escalation) else "news"
        owes.append((internal.unmet_since or internal.due_at, owed))
    word_by = promises.promised_by(escalation, customer, policy)
    if word_by and person in keepers(escalation, policy):
        owes.append((word_by, "word to the customer"))
    owed_at, owed = min(owes, default=(None, ""))
    return Row(escalation=escalation, owed_at=owed_at, owed=owed)


def _urgency(row: Row) -> tuple[bool, datetime, int]:
    """What is owed, by when; then the newest."""
    return row.owed_at is None, row.owed_at or NEVER, -row.escalation.id


def _draws_over(tx: Transaction, claim: Claim, standing: Standing) -> bool:
    """Whether it would draw anew what only a stub is left of: an older card, or a brief that another team got."""
    edits, escalation = claim.place.edits, standing.escalation
    if claim.letter.form is Form.EDIT:
        return standing.card is None or standing.card.ts != edits
    if not isinstance(claim.letter.notice, BriefChanged):
        return False
    there = [one.letter for one in tx.letters(escalation.id) if one.ref and one.ref.ts == edits]
    return any(is_left_behind(one, escalation) for one in there)


def _is_in(escalation: Escalation, viewer: Viewer, scope: Scope, may_see: Callable[[Escalation], bool]) -> bool:
    if not may_see(escalation):
        return False
    match scope:
        case Scope.MINE:
            return viewer.person.id in escalation.people
        case Scope.TEAM:
            return escalation.channel in viewer.channels
        case Scope.ALL:
            return True
