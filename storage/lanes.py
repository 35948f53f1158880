"""Lanes: what is paced together. Each row knows when it next has something to do, so that nobody has to look."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Executable, bindparam, func, literal_column, select, update

from storage.bound import mine, table_of, upsert
from storage.order import Head, Pace, next_turn
from storage.tables import LaneRow, LetterRow

# Spelled out: in GROUP BY, PostgreSQL would take two bound values for two different expressions.
IS_EDIT = LetterRow.form == literal_column("'edit'")
HEADS = (
    select(IS_EDIT, func.min(LetterRow.ready_at), func.min(LetterRow.rank))
    .where(mine(LetterRow), LetterRow.lane == bindparam("in_lane"), LetterRow.ready_at.is_not(None))
    .group_by(IS_EDIT)
)
TURN = (
    update(table_of(LaneRow))
    .where(mine(LaneRow), LaneRow.lane == bindparam("in_lane"))
    .values(sending=None, ready_at=bindparam("next_at"), rank=bindparam("next_rank"))
)
TAKE = (
    update(table_of(LaneRow))
    .where(mine(LaneRow), LaneRow.lane == bindparam("in_lane"))
    .values(
        sending=bindparam("letter"),
        ready_at=bindparam("until"),
        messages_at=bindparam("next_message"),
        edits_at=bindparam("next_edit"),
    )
)
_FREE = update(table_of(LaneRow)).where(
    mine(LaneRow), LaneRow.lane == bindparam("in_lane"), LaneRow.sending == bindparam("letter")
)
RELEASE = _FREE.values(sending=None)
HOLD_MESSAGES = _FREE.values(sending=None, messages_at=bindparam("held_until"))
HOLD_EDITS = _FREE.values(sending=None, edits_at=bindparam("held_until"))


class LaneName(NamedTuple):
    workspace: str
    lane: str

    @property
    def values(self) -> dict[str, Any]:
        return {"in_workspace": self.workspace, "in_lane": self.lane}


class Taken(NamedTuple):
    """A lane whose letter is under way until the lease ends."""

    name: LaneName
    letter: int
    pace: Pace


def take(connection: Connection, taken: Sequence[Taken], *, until: datetime) -> None:
    rows = [
        {
            **one.name.values,
            "letter": one.letter,
            "until": until,
            "next_message": one.pace.messages_at,
            "next_edit": one.pace.edits_at,
        }
        for one in taken
    ]
    connection.execute(TAKE, rows)


def release(connection: Connection, name: LaneName, *, letter: int, held_until: datetime | None, is_edit: bool) -> None:
    """The letter under way is done. Does nothing where the lane is already sending another."""
    values: Mapping[str, Any] = {**name.values, "letter": letter}
    if held_until is None:
        connection.execute(RELEASE, values)
    else:
        connection.execute(HOLD_EDITS if is_edit else HOLD_MESSAGES, {**values, "held_until": held_until})


def refresh(connection: Connection, name: LaneName, *, now: datetime) -> None:
    """Works out when the lane next has something to do. A lane that is sending is left to its lease."""
    lane = connection.execute(_locked(connection.dialect.name), name._asdict()).one()
    if lane.sending is not None and lane.ready_at > now:
        return
    heads = [
        Head(is_edit=bool(edit), ready_at=ready_at, rank=rank)
        for edit, ready_at, rank in connection.execute(HEADS, name.values)
        if ready_at is not None
    ]
    turn = next_turn(heads, Pace(messages_at=lane.messages_at, edits_at=lane.edits_at))
    rank = min((head.rank for head in heads), default=0)
    connection.execute(TURN, {**name.values, "next_at": turn, "next_rank": rank})


@cache
def _locked(dialect: str) -> Executable:
    """The lane's row, made where there is none, and ours until the transaction ends."""
    lane = upsert(dialect, LaneRow)
    kept = lane.on_conflict_do_update(index_elements=["workspace", "lane"], set_={"lane": lane.excluded.lane})
    return kept.returning(LaneRow.sending, LaneRow.ready_at, LaneRow.messages_at, LaneRow.edits_at)
