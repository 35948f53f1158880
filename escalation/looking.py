"""Looking at escalations: how one stands, what is open, and for whose eyes."""

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum

from escalation.deskwork import GUESTS, DeskWork, is_left_behind
from escalation.errors import GiveUp, NotAllowed, NotFound
from escalation.letters import Claim, Form
from escalation.models import (
    ClockKind,
    Escalation,
    EscalationId,
    MessageRef,
    Status,
    UserId,
    Value,
    WorkspaceId,
    label,
)
from escalation.notices import (
    BriefChanged,
    Standing,
)
from escalation.policy import Policy
from escalation.ports import Transaction
from escalation.rights import Viewer

PAGE = 15
"""Rows on a page: three blocks each would still fit Slack's hundred."""


class Scope(StrEnum):
    MINE = "mine"
    TEAM = "team"
    ALL = "all"


class Row(Value):
    """An open escalation, and what the person who looks owes on it, by when."""

    escalation: Escalation
    owed_at: datetime | None = None
    owed: str = ""


class Page(Value):
    rows: tuple[Row, ...] = ()
    total: int = 0
    skip: int = 0

    @property
    def next(self) -> int | None:
        """Where the next page begins; None on the last one."""
        after = self.skip + len(self.rows)
        return after if after < self.total else None


class Looking(DeskWork):
    """Reads only."""

    def show(self, id: EscalationId, *, workspace: WorkspaceId) -> Standing:
        """How it stands now. Raises `NotFound`."""
        with self._store.read(workspace) as tx:
            return self._standing(tx, id)

    def show_to(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> tuple[Standing, bool]:
        """How it stands, and whether they may see all of it or its state only.

        Raises `NotFound` for what is not there and for what is not theirs, in the same words.
        """
        gone = NotFound(f"There is no {label(id)} that you can see here.")
        with self._store.read(workspace) as tx:
            try:
                standing = self._standing(tx, id)
            except NotFound:
                raise gone from None
            if self._may_see(tx, standing.escalation, viewer):
                return standing, True
            if standing.escalation.reporter == viewer.person.id and viewer.person.may_take_part:
                return standing, False
            raise gone

    def list_for(self, viewer: Viewer, *, scope: Scope = Scope.ALL, skip: int = 0, workspace: WorkspaceId) -> Page:
        """What is open and theirs to see: what they owe first, overdue before due; then the newest.

        Raises `NotAllowed` for guests.
        """
        if not viewer.person.may_take_part:
            raise NotAllowed(GUESTS)
        with self._store.read(workspace) as tx:
            may_see = self._eyes(tx, viewer)
            seen = [one for one in self._open_ones(tx) if _is_in(one, viewer, scope, may_see)]
            rows = [self._row(tx, one, viewer.person.id) for one in seen]
        rows.sort(key=lambda row: (row.owed_at is None, row.owed_at or row.escalation.opened_at, -row.escalation.id))
        return Page(rows=tuple(rows[skip : skip + PAGE]), total=len(rows), skip=skip)

    def _open_ones(self, tx: Transaction) -> Iterator[Escalation]:
        before: EscalationId | None = None
        while found := tx.newest(statuses=[Status.OPEN, Status.ACKNOWLEDGED], limit=200, before=before):
            yield from found
            before = found[-1].id

    def _row(self, tx: Transaction, escalation: Escalation, person: UserId) -> Row:
        """What this person owes on it next, if anything: news when they have it, word when they keep the customer."""
        if person not in {escalation.assignee, escalation.reporter, escalation.draft.contact}:
            return Row(escalation=escalation)
        clocks = tx.clocks(escalation.id)
        owes = []
        if escalation.assignee == person:
            owes.append((clocks.get(ClockKind.INTERNAL), "news"))
        if escalation.keeper == person:
            owes.append((clocks.get(ClockKind.CUSTOMER), "word to the customer"))
        due = [(clock.due_at, what) for clock, what in owes if clock and clock.due_at]
        owed_at, owed = min(due, default=(None, ""))
        return Row(escalation=escalation, owed_at=owed_at, owed=owed)

    def card_at(self, ref: MessageRef, *, workspace: WorkspaceId) -> EscalationId | None:
        """The escalation whose card stands there now."""
        with self._store.read(workspace) as tx:
            found = tx.by_message(ref)
            return found if found is not None and tx.card(found) == ref else None

    def by_letter(self, claim: Claim) -> Standing | None:
        """How the escalation of a letter stands, for the one who carries it.

        Raises `GiveUp` for what was meant for where it no longer is: nothing new may be read there.
        """
        letter = claim.letter
        if letter.escalation is None:
            return None
        with self._store.read(letter.workspace) as tx:
            standing = self._standing(tx, letter.escalation)
            if is_left_behind(letter, standing.escalation) or _draws_over(tx, claim, standing):
                raise GiveUp("is not where the escalation is any more", code="handed_over")
        return standing

    def policy(self, workspace: WorkspaceId) -> Policy:
        with self._store.read(workspace) as tx:
            return self._policy(tx)


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
            return viewer.person.id in {escalation.reporter, escalation.assignee, escalation.draft.contact}
        case Scope.TEAM:
            return escalation.channel in viewer.channels
        case Scope.ALL:
            return True
