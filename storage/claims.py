"""Taking letters to send: the best one of each free lane, leased.

What it costs follows what is due, not what is open.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from pydantic import ValidationError
from sqlalchemy import BindParameter, Connection, Row, String, and_, bindparam, exists, or_, select, update

from escalation.kinds import ChannelId, UserId, WorkspaceId
from escalation.letters import LANES_ELSEWHERE, Claim, Form, Letter, LetterState, Place, Rank
from storage.bound import mine, table_of
from storage.lanes import LaneName, Taken, refresh, take
from storage.order import Pace
from storage.tables import LaneRow, LetterRow, WorkspaceRow, letter_of

UNREADABLE = timedelta(minutes=1)
"""How long a letter waits that newer code wrote and this code cannot read: a replica of that code will take it."""

NOW: BindParameter[datetime] = bindparam("now")
ONLY: BindParameter[str | None] = bindparam("only", type_=String())
SERVED = or_(ONLY.is_(None), LaneRow.workspace == ONLY)
ON_HOLD = and_(
    *(LaneRow.lane.not_like(f"{begins}%") for begins in LANES_ELSEWHERE),
    exists().where(WorkspaceRow.workspace == LaneRow.workspace, WorkspaceRow.hold_until > NOW),
)
ALLOWED = or_(
    and_(LetterRow.form != Form.EDIT, or_(LaneRow.messages_at.is_(None), LaneRow.messages_at <= NOW)),
    and_(LetterRow.form == Form.EDIT, or_(LaneRow.edits_at.is_(None), LaneRow.edits_at <= NOW)),
)
BEST = (
    select(LetterRow.seq)
    .where(LetterRow.workspace == LaneRow.workspace, LetterRow.lane == LaneRow.lane)
    .where(LetterRow.ready_at.is_not(None), LetterRow.ready_at <= NOW, ALLOWED)
    .order_by(LetterRow.rank, LetterRow.seq)
    .limit(1)
    .correlate(LaneRow)
    .scalar_subquery()
)
# Free lanes with something to do, Critical first, each with its best letter. Other claimers' lanes are passed over.
# The ranks are listed so that SQLite walks their index in order; it would sort every due lane otherwise.
DUE_LANES = (
    select(LaneRow.workspace, LaneRow.lane, LaneRow.messages_at, LaneRow.edits_at, BEST.label("seq"))
    .where(LaneRow.rank.in_(tuple(Rank)), LaneRow.ready_at.is_not(None), LaneRow.ready_at <= NOW, ~ON_HOLD)
    .where(SERVED)
    .order_by(LaneRow.rank, LaneRow.ready_at)
    .limit(bindparam("limit"))
    .with_for_update(of=LaneRow, skip_locked=True)
)
# A letter that a transaction is changing just now is passed over: claiming never waits.
LETTERS = (
    select(table_of(LetterRow))
    .where(LetterRow.seq.in_(bindparam("seqs", expanding=True)))
    .where(LetterRow.ready_at.is_not(None), LetterRow.ready_at <= NOW)
    .order_by(LetterRow.rank, LetterRow.seq)
    .with_for_update(skip_locked=True)
)
START = (
    update(table_of(LetterRow))
    .where(LetterRow.seq == bindparam("at_seq"))
    .values(
        state=LetterState.SENDING,
        owner=bindparam("to_owner"),
        tries=bindparam("to_tries"),
        turn=bindparam("to_turn"),
        look_first=bindparam("to_look_first"),
        first_try_at=bindparam("to_first_try"),
        ready_at=bindparam("to_ready"),
    )
)
POSTPONE = (
    update(table_of(LetterRow)).where(LetterRow.seq == bindparam("at_seq")).values(ready_at=bindparam("to_ready"))
)
LEASED_UNTIL = (
    select(LetterRow.ready_at)
    .where(mine(LetterRow), LetterRow.id == bindparam("of_id"), LetterRow.state == LetterState.SENDING)
    .where(LetterRow.owner == bindparam("of_owner"), LetterRow.turn == bindparam("of_turn"))
)
FIRST_LANE = (
    select(LaneRow.ready_at).where(LaneRow.ready_at.is_not(None), ~ON_HOLD, SERVED).order_by(LaneRow.ready_at).limit(1)
)
FIRST_HOLD = (
    select(WorkspaceRow.hold_until)
    .where(WorkspaceRow.hold_until > NOW, or_(ONLY.is_(None), WorkspaceRow.workspace == ONLY))
    .where(exists().where(LaneRow.workspace == WorkspaceRow.workspace, LaneRow.ready_at.is_not(None)))
    .order_by(WorkspaceRow.hold_until)
    .limit(1)
)


class Lease(NamedTuple):
    """`only` is the one workspace that its owner serves; None for all."""

    owner: str
    now: datetime
    until: datetime
    only: WorkspaceId | None = None


def claim(connection: Connection, lease: Lease, *, limit: int) -> Sequence[Claim]:
    lanes = connection.execute(DUE_LANES, {"now": lease.now, "limit": limit, "only": lease.only}).all()
    paces = {LaneName(lane.workspace, lane.lane): Pace(lane.messages_at, lane.edits_at) for lane in lanes}
    seqs = [lane.seq for lane in lanes if lane.seq is not None]
    rows = connection.execute(LETTERS, {"seqs": seqs, "now": lease.now}).all() if seqs else ()
    readable = [(row, letter) for row in rows if (letter := _read(connection, row, lease.now))]
    claims = [_claim(row, letter, lease) for row, letter in readable]
    taken = [_taken(row, paces[LaneName(row.workspace, row.lane)], lease) for row, _ in readable]
    if taken:
        starts = [_start(row, one, lease) for (row, _), one in zip(readable, claims, strict=True)]
        connection.execute(START, starts)
        take(connection, taken, until=lease.until)
    for name in sorted(paces.keys() - {one.name for one in taken}):
        refresh(connection, name, now=lease.now)
    return claims


def lease_left(connection: Connection, claim: Claim, *, now: datetime) -> timedelta:
    ours = {"of_id": claim.letter.id, "of_owner": claim.owner, "of_turn": claim.turn}
    until = connection.execute(LEASED_UNTIL, {**ours, "in_workspace": claim.letter.workspace}).scalar_one_or_none()
    return max(until - now, timedelta()) if until else timedelta()


def next_in(connection: Connection, now: datetime, *, only: WorkspaceId | None) -> float | None:
    """Looks at two ends only: the first lane that is not on hold, and the first hold that ends."""
    first = connection.execute(FIRST_LANE, {"now": now, "only": only}).scalar_one_or_none()
    if first is not None and first <= now:
        return 0.0
    held = connection.execute(FIRST_HOLD, {"now": now, "only": only}).scalar_one_or_none()
    moments = [moment for moment in (first, held) if moment is not None]
    return (min(moments) - now).total_seconds() if moments else None


def _read(connection: Connection, row: Row[Any], now: datetime) -> Letter | None:
    try:
        return letter_of(row.body, lane=row.lane)
    except ValidationError:
        connection.execute(POSTPONE, {"at_seq": row.seq, "to_ready": now + UNREADABLE})
        return None


def _claim(row: Row[Any], letter: Letter, lease: Lease) -> Claim:
    return Claim(
        letter=letter,
        place=place(letter, row.thread),
        owner=lease.owner,
        tries=row.tries + 1,
        turn=row.turn + 1,
        # Someone was sending it and never said how it went, or it went unanswered.
        look_first=row.look_first or row.state == LetterState.SENDING,
        since=(row.first_try_at or lease.now).timestamp(),
    )


def place(letter: Letter, thread: str | None) -> Place:
    match letter.form:
        case Form.DIRECT:
            return Place(person=UserId(letter.lane))
        case Form.EDIT:
            return Place(channel=ChannelId(letter.lane), edits=thread)
        case Form.BRIEF | Form.LINE:
            return Place(channel=ChannelId(letter.lane), thread=thread)
        case Form.CARD | Form.LONE:
            return Place(channel=ChannelId(letter.lane))
        case Form.FOLD:
            return Place(channel=ChannelId(letter.lane), edits=letter.edits)
        case Form.PAGE | Form.NOTE | Form.ISSUE | Form.REPLY:
            return Place()


def _taken(row: Row[Any], pace: Pace, lease: Lease) -> Taken:
    paced = pace.after_sending(lease.now, is_edit=row.form == Form.EDIT)
    return Taken(LaneName(row.workspace, row.lane), row.seq, paced)


def _start(row: Row[Any], claim: Claim, lease: Lease) -> dict[str, Any]:
    return {
        "at_seq": row.seq,
        "to_owner": claim.owner,
        "to_tries": claim.tries,
        "to_turn": claim.turn,
        "to_look_first": claim.look_first,
        "to_first_try": row.first_try_at or lease.now,
        "to_ready": lease.until,
    }
