"""Drafts, escalations, their trails and their clocks."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import chain

from sqlalchemy import Executable, Text, and_, bindparam, cast, delete, insert, select, update

from escalation.errors import NotFound
from escalation.findable import findable
from escalation.kinds import ClockKind, DraftId, EscalationId, Status, UserId, label
from escalation.models import Clock, Escalation, Event
from escalation.ports import KeptDraft
from storage.bound import mine, table_of, upsert
from storage.finding import BODIES, Finding
from storage.tables import (
    OPEN,
    ClockRow,
    DraftRow,
    EscalationRow,
    EventRow,
    WorkspaceRow,
    clock_row,
    draft_row,
    escalation_row,
    event_row,
)

BEYOND_ALL = 2**31 - 1

DRAFT = select(DraftRow.body).where(mine(DraftRow), DraftRow.id == bindparam("draft"))
LATEST_DRAFT = (
    select(DraftRow.body)
    .where(mine(DraftRow), DraftRow.by == bindparam("person"))
    .where(DraftRow.opened.is_(None), DraftRow.kept_at > bindparam("since"))
    .order_by(DraftRow.kept_at.desc(), DraftRow.id.desc())
    .limit(1)
)
FORGET_DRAFT = delete(DraftRow).where(mine(DraftRow), DraftRow.id == bindparam("draft"))
ADD_ESCALATION = insert(table_of(EscalationRow))
ESCALATION = select(EscalationRow.body).where(mine(EscalationRow), EscalationRow.id == bindparam("escalation"))
_SAVE = (
    update(table_of(EscalationRow))
    .where(mine(EscalationRow), EscalationRow.id == bindparam("escalation"))
    .values(status=bindparam("to_status"), body=bindparam("to_body"))
)
# Nearly always what it is found by has not changed: then this is all there is to do.
SAVE_AS_FOUND = _SAVE.where(EscalationRow.found_by == bindparam("was_found_by"))
SAVE_ESCALATION = _SAVE.values(found_by=bindparam("to_found_by"))
NEWEST = (
    select(EscalationRow.id)
    .where(mine(EscalationRow), EscalationRow.status == bindparam("status"), EscalationRow.id < bindparam("before"))
    .order_by(EscalationRow.id.desc())
    .limit(bindparam("limit"))
)
ADD_EVENT = insert(table_of(EventRow))
TRAIL = (
    select(EventRow.body).where(mine(EventRow), EventRow.escalation == bindparam("escalation")).order_by(EventRow.seq)
)
CLOCKS = (
    select(ClockRow.body).where(mine(ClockRow), ClockRow.escalation == bindparam("escalation")).order_by(ClockRow.kind)
)
CLOCKS_OF = (
    select(ClockRow.body)
    .where(mine(ClockRow), ClockRow.escalation.in_(bindparam("ids", expanding=True)))
    .order_by(ClockRow.escalation, ClockRow.kind)
)
LAST_ROUNDS = (
    select(EscalationRow.body)
    .join(ClockRow, and_(ClockRow.workspace == EscalationRow.workspace, ClockRow.escalation == EscalationRow.id))
    .where(mine(EscalationRow), mine(ClockRow), EscalationRow.status.in_([Status.DE_ESCALATED, Status.RESOLVED]))
    .where(ClockRow.kind == ClockKind.CUSTOMER, ClockRow.due_at.is_not(None))
    .order_by(EscalationRow.id.desc())
)


# The whole row is looked through for the person's id, in quotes: most rows need not be read as facts then.
NAMES = cast(EscalationRow.body, Text).contains(bindparam("quoted"))
OPEN_OF = (
    select(EscalationRow.body)
    .where(mine(EscalationRow), EscalationRow.status.in_(OPEN), NAMES)
    .order_by(EscalationRow.id.desc())
)
LAST_ROUNDS_OF = LAST_ROUNDS.where(NAMES)


class Cases(Finding):
    """Locking: on both engines a workspace has one writer at a time, so what was loaded stays as it was."""

    def keep_draft(self, kept: KeptDraft) -> None:
        self._put(DraftRow, draft_row(kept))

    def draft(self, id: DraftId) -> KeptDraft:
        found = self._one(DRAFT, draft=id)
        if found is None:
            raise draft_gone()
        return KeptDraft.model_validate(found.body)

    def latest_draft(self, by: UserId, *, since: datetime) -> KeptDraft | None:
        found = self._one(LATEST_DRAFT, person=by, since=since)
        return None if found is None else KeptDraft.model_validate(found.body)

    def forget_draft(self, id: DraftId) -> None:
        self._change(FORGET_DRAFT, draft=id)

    def next_number(self) -> EscalationId:
        return EscalationId(self._add(_next_number(self._dialect), {"last_number": 1}).scalar_one())

    def add(self, escalation: Escalation) -> None:
        self._add(ADD_ESCALATION, escalation_row(escalation))
        self._make_findable(escalation, findable(escalation))

    def load(self, id: EscalationId) -> Escalation:
        found = self._one(ESCALATION, escalation=id)
        if found is None:
            raise no_such(id)
        return Escalation.model_validate(found.body)

    def save(self, escalation: Escalation) -> None:
        row = escalation_row(escalation)
        values = {"escalation": row["id"], "to_status": row["status"], "to_body": row["body"]}
        if self._change(SAVE_AS_FOUND, **values, was_found_by=row["found_by"]).rowcount:
            return
        if not self._change(SAVE_ESCALATION, **values, to_found_by=row["found_by"]).rowcount:
            raise no_such(escalation.id)
        self._make_findable(escalation, findable(escalation))

    def newest(
        self, *, statuses: Sequence[Status], limit: int, before: EscalationId | None = None
    ) -> Sequence[Escalation]:
        # One short look into the index per status: a single query would sort every escalation that ever closed.
        end = BEYOND_ALL if before is None else before
        each = (self._ask(NEWEST, status=status, before=end, limit=limit).scalars() for status in set(statuses))
        ids = sorted(chain.from_iterable(each), reverse=True)[:limit]
        bodies = self._ask(BODIES, ids=ids).scalars()
        return tuple(Escalation.model_validate(body) for body in bodies)

    def record(self, id: EscalationId, event: Event) -> None:
        self._add(ADD_EVENT, {"escalation": id, **event_row(event)})

    def trail(self, id: EscalationId) -> Sequence[Event]:
        return tuple(Event.model_validate(body) for body in self._ask(TRAIL, escalation=id).scalars())

    def set_clock(self, clock: Clock) -> None:
        self._put(ClockRow, clock_row(clock))

    def clocks(self, id: EscalationId) -> Mapping[ClockKind, Clock]:
        clocks = (Clock.model_validate(body) for body in self._ask(CLOCKS, escalation=id).scalars())
        return {clock.kind: clock for clock in clocks}

    def clocks_of(self, ids: Collection[EscalationId]) -> Mapping[EscalationId, Mapping[ClockKind, Clock]]:
        found: defaultdict[EscalationId, dict[ClockKind, Clock]] = defaultdict(dict)
        for body in self._ask(CLOCKS_OF, ids=list(ids)).scalars():
            clock = Clock.model_validate(body)
            found[clock.escalation][clock.kind] = clock
        return found

    def of_person(self, id: UserId) -> Sequence[Escalation]:
        bodies = chain.from_iterable(
            self._ask(query, quoted=f'"{id}"').scalars() for query in (OPEN_OF, LAST_ROUNDS_OF)
        )
        named = (one for body in bodies if id in (one := Escalation.model_validate(body)).people)
        return tuple(sorted(named, key=lambda one: -one.id))

    def last_rounds(self) -> Sequence[Escalation]:
        return tuple(Escalation.model_validate(body) for body in self._ask(LAST_ROUNDS).scalars())


@cache
def _next_number(dialect: str) -> Executable:
    counted = {"last_number": WorkspaceRow.last_number + 1}
    number = upsert(dialect, WorkspaceRow).on_conflict_do_update(index_elements=["workspace"], set_=counted)
    return number.returning(WorkspaceRow.last_number)


def draft_gone() -> NotFound:
    return NotFound("This draft is gone: drafts are kept for a day. Please start again.")


def no_such(id: EscalationId) -> NotFound:
    return NotFound(f"There is no {label(id)} here.")
