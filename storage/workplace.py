"""What belongs to the workspace as a whole: its set-up, its people, and which payloads it has seen."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Executable, bindparam, insert, select

from escalation.kinds import UserId
from escalation.models import Event
from escalation.people import Person, SetUp
from escalation.ports import Handled
from storage.bound import Bound, mine, table_of, upsert
from storage.tables import (
    DecisionRow,
    EventRow,
    PersonRow,
    SeenRow,
    WorkspaceRow,
    body,
    event_row,
    handled_row,
    person_row,
)

SEEN_LIFE = timedelta(days=1)
PERSON_LIFE = timedelta(days=1)
"""How long what Slack told us of a person is believed, before it is asked again."""

SET_UP = select(WorkspaceRow.set_up).where(mine(WorkspaceRow))
SET_UP_TRAIL = select(EventRow.body).where(mine(EventRow), EventRow.escalation.is_(None)).order_by(EventRow.seq)
ADD_EVENT = insert(table_of(EventRow))
ADD_HANDLED = insert(table_of(DecisionRow))
HANDLED = (
    select(DecisionRow.body)
    .where(mine(DecisionRow), DecisionRow.at >= bindparam("since"))
    .order_by(DecisionRow.at.desc(), DecisionRow.seq.desc())
    .limit(bindparam("limit"))
)
PERSON = select(PersonRow.body).where(
    mine(PersonRow), PersonRow.id == bindparam("person"), PersonRow.kept_at > bindparam("since")
)


class Workplace(Bound):
    def record_handled(self, handled: Handled) -> None:
        self._add(ADD_HANDLED, handled_row(handled))

    def handled_since(self, since: datetime, *, limit: int) -> Sequence[Handled]:
        found = self._ask(HANDLED, since=since, limit=limit).scalars()
        return tuple(Handled.model_validate(one) for one in found)

    def set_up(self) -> SetUp:
        found = self._one(SET_UP)
        return SetUp() if found is None or found.set_up is None else SetUp.model_validate(found.set_up)

    def keep_set_up(self, chosen: SetUp) -> None:
        self._put(WorkspaceRow, {"set_up": body(chosen)})

    def set_up_trail(self) -> Sequence[Event]:
        return tuple(Event.model_validate(one) for one in self._ask(SET_UP_TRAIL).scalars())

    def record_set_up(self, event: Event) -> None:
        self._add(ADD_EVENT, {"escalation": None, **event_row(event)})

    def first_time(self, key: str) -> bool:
        moments = {"seen_at": self._now, "forgotten": self._now - SEEN_LIFE}
        return self._add(_first_time(self._dialect), {"key": key, **moments}).first() is not None

    def person(self, id: UserId) -> Person | None:
        found = self._one(PERSON, person=id, since=self._now - PERSON_LIFE)
        return None if found is None else Person.model_validate(found.body)

    def keep_person(self, person: Person) -> None:
        self._put(PersonRow, person_row(person, kept_at=self._now))


@cache
def _first_time(dialect: str) -> Executable:
    seen = upsert(dialect, SeenRow)
    again = seen.on_conflict_do_update(
        index_elements=["workspace", "key"],
        set_={"seen_at": seen.excluded.seen_at},
        where=SeenRow.seen_at <= bindparam("forgotten"),
    )
    return again.returning(SeenRow.key)
