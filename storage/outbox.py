"""Letters inside a transaction: written, arranged, settled, looked up.

What a change lets go next is worked out once, at the end of the transaction, for the escalations and lanes it touched.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache, cached_property
from typing import Any, assert_never

from sqlalchemy import ColumnElement, Executable, bindparam, or_, select, update

from escalation.drafts import MessageRef
from escalation.kinds import EscalationId, LetterId
from escalation.letters import (
    EDITING,
    Claim,
    Dropped,
    Form,
    Letter,
    LetterState,
    LetterStatus,
    Outcome,
    Parked,
    PutOff,
    Sent,
    Uncertain,
)
from storage.bound import Bound, mine, table_of, upsert
from storage.lanes import LaneName, refresh, release
from storage.order import Limit, Unsettled, arrange, is_left
from storage.tables import (
    IS_CARD,
    IS_WATCHED,
    LetterRow,
    WorkspaceRow,
    letter_of,
    letter_row,
    message_ref,
)

SUPERSEDED = "superseded"

OF_ESCALATION = LetterRow.escalation == bindparam("of_escalation")
CARD = (
    select(LetterRow.channel, LetterRow.ts, LetterRow.seq)
    .where(mine(LetterRow), OF_ESCALATION, IS_CARD)
    .order_by(LetterRow.seq.desc())
    .limit(1)
)
BY_MESSAGE = (
    select(LetterRow.escalation)
    .where(mine(LetterRow), LetterRow.channel == bindparam("in_channel"), LetterRow.ts == bindparam("at_ts"))
    .where(LetterRow.escalation.is_not(None))
    .limit(1)
)
KEYED = select(table_of(LetterRow)).where(mine(LetterRow), LetterRow.key.in_(bindparam("of_keys", expanding=True)))
LIMIT = select(WorkspaceRow.limited_lane, WorkspaceRow.limited_at).where(mine(WorkspaceRow))
LOOKING = select(WorkspaceRow.look_since).where(mine(WorkspaceRow), WorkspaceRow.look_until > bindparam("at"))
UNDELIVERED = select(table_of(LetterRow)).where(mine(LetterRow), IS_WATCHED).order_by(LetterRow.seq)
UNSETTLED_OF = (
    select(LetterRow.seq, LetterRow.form, LetterRow.lane, LetterRow.state, LetterRow.look_first)
    .add_columns(LetterRow.thread, LetterRow.ready_at)
    .where(mine(LetterRow), OF_ESCALATION, IS_WATCHED)
    .where(or_(LetterRow.state != LetterState.PARKED, LetterRow.form == Form.CARD))
    .order_by(LetterRow.seq)
)
ARRANGE = (
    update(table_of(LetterRow))
    .where(mine(LetterRow), LetterRow.seq == bindparam("at_seq"))
    .values(lane=bindparam("to_lane"), thread=bindparam("to_thread"), ready_at=bindparam("to_ready"))
)
RETRY = (
    update(table_of(LetterRow))
    .where(mine(LetterRow), LetterRow.id == bindparam("of_id"), LetterRow.state == LetterState.PARKED)
    .values(state=LetterState.WAITING, tries=0, ready_at=bindparam("to_ready"))
    .returning(LetterRow.escalation, LetterRow.lane)
)
SETTLE = (
    update(table_of(LetterRow))
    .where(mine(LetterRow), LetterRow.id == bindparam("of_id"), LetterRow.state == LetterState.SENDING)
    .where(LetterRow.owner == bindparam("of_owner"), LetterRow.tries == bindparam("of_tries"))
    .where(LetterRow.turn == bindparam("of_turn"))
    .values(
        owner=None,
        state=bindparam("to_state"),
        ready_at=bindparam("to_ready"),
        done_at=bindparam("to_done"),
        reason=bindparam("to_reason"),
        channel=bindparam("to_channel"),
        ts=bindparam("to_ts"),
        look_first=bindparam("to_look_first"),
        tries=LetterRow.tries - bindparam("uncounted"),
    )
    .returning(LetterRow.seq, LetterRow.escalation, LetterRow.lane)
)


def _drop(*which: ColumnElement[bool]) -> Executable:
    return (
        update(table_of(LetterRow))
        .where(mine(LetterRow), OF_ESCALATION, IS_WATCHED, LetterRow.state == LetterState.WAITING, *which)
        .values(state=LetterState.DROPPED, reason=bindparam("to_reason"), ready_at=None, done_at=bindparam("to_done"))
        .returning(LetterRow.lane)
    )


DROP_KEYS = _drop(LetterRow.key.in_(bindparam("keys", expanding=True)))
DROP_EDITS = _drop(LetterRow.form == Form.EDIT, LetterRow.seq < bindparam("before"))


class Outbox(Bound):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._unarranged: set[EscalationId] = set()
        self._stale_lanes: set[str] = set()

    def write(self, letter: Letter) -> bool:
        # Nothing is before a letter that belongs to no escalation; the others are arranged at the end.
        ready_at = self._now if letter.escalation is None else None
        since = self._look_since
        looked_for = {"look_first": since is not None, "first_try_at": since}
        row = {**letter_row(letter, written_at=self._now), **looked_for, "ready_at": ready_at}
        seq = self._add(_new_letter(self._dialect), row).scalar_one_or_none()
        if seq is None:
            return False
        if letter.form is Form.EDIT and letter.escalation is not None:
            self._drop(DROP_EDITS, letter.escalation, reason=SUPERSEDED, before=seq)
        self._touch(letter.escalation, letter.lane)
        return True

    def drop(self, id: EscalationId, *, keys: Sequence[str], reason: str) -> int:
        return self._drop(DROP_KEYS, id, reason=reason, keys=list(keys))

    def card(self, id: EscalationId) -> MessageRef | None:
        found = self._one(CARD, of_escalation=id)
        return None if found is None else message_ref(found.channel, found.ts)

    def by_message(self, ref: MessageRef) -> EscalationId | None:
        found = self._one(BY_MESSAGE, in_channel=ref.channel, at_ts=ref.ts)
        return None if found is None else EscalationId(found.escalation)

    def letters(self, id: EscalationId | None = None, *, state: LetterState | None = None) -> Sequence[LetterStatus]:
        query = select(table_of(LetterRow)).where(mine(LetterRow)).order_by(LetterRow.seq)
        if id is not None:
            query = query.where(LetterRow.escalation == id)
        if state is not None:
            query = query.where(LetterRow.state == state)
        return tuple(_status(row) for row in self._ask(query))

    def undelivered(self) -> Sequence[LetterStatus]:
        return tuple(_status(row) for row in self._ask(UNDELIVERED))

    def keyed(self, keys: Collection[str]) -> Mapping[str, LetterStatus]:
        return {row.key: _status(row) for row in self._ask(KEYED, of_keys=list(keys))}

    def retry(self, id: LetterId) -> bool:
        found = self._change(RETRY, of_id=id, to_ready=self._now).one_or_none()
        if found is None:
            return False
        self._touch(found.escalation, found.lane)
        return True

    def settle(self, claim: Claim, outcome: Outcome) -> bool:
        fence = {"of_id": claim.letter.id, "of_owner": claim.owner, "of_tries": claim.tries, "of_turn": claim.turn}
        row = self._change(SETTLE, **fence, **_settled(claim, outcome, self._now)).one_or_none()
        if row is None:
            return False
        lane = LaneName(self.workspace, row.lane)
        is_edit = claim.letter.form is Form.EDIT
        release(self._connection, lane, letter=row.seq, held_until=lane_hold(outcome, self._now), is_edit=is_edit)
        if isinstance(outcome, PutOff) and (outcome.holds_workspace or self._is_limited(claim, outcome, row.lane)):
            self._add(_hold(self._dialect), {"last_number": 0, "hold_until": self._now + outcome.after})
        self._touch(row.escalation, row.lane)
        return True

    def _is_limited(self, claim: Claim, outcome: PutOff, lane: str) -> bool:
        """Whether this limit and the last one are the workspace's. It is kept either way."""
        if not outcome.is_limit or claim.letter.form in EDITING:
            return False
        last = self._one(LIMIT)
        self._put(WorkspaceRow, {"limited_lane": lane, "limited_at": self._now})
        if last is None or last.limited_lane is None:
            return False
        return Limit(last.limited_lane, last.limited_at).is_the_workspaces(lane, self._now)

    @cached_property
    def _look_since(self) -> datetime | None:
        """From when on what is written now may have been sent already, in a life that a backup has undone."""
        found = self._one(LOOKING, at=self._now)
        return None if found is None else found.look_since

    def finish(self) -> None:
        """What has to be true before this is kept: every letter knows whether it is next, every lane when."""
        for escalation in sorted(self._unarranged):
            self._arrange(escalation)
        for lane in sorted(self._stale_lanes):
            refresh(self._connection, LaneName(self.workspace, lane), now=self._now)

    def _touch(self, escalation: int | None, lane: str) -> None:
        self._stale_lanes.add(lane)
        if escalation is not None:
            self._unarranged.add(EscalationId(escalation))

    def _drop(self, which: Executable, escalation: EscalationId, *, reason: str, **values: Any) -> int:
        lanes = self._change(which, of_escalation=escalation, to_reason=reason, to_done=self._now, **values).all()
        for (lane,) in lanes:
            self._touch(escalation, lane)
        return len(lanes)

    def _write_below(self, escalation: EscalationId, cards: Sequence[int]) -> MessageRef | None:
        found = self._one(CARD, of_escalation=escalation)
        return None if found is None or is_left(found.seq, cards) else message_ref(found.channel, found.ts)

    def _arrange(self, escalation: EscalationId) -> None:
        found = self._ask(UNSETTLED_OF, of_escalation=escalation).all()
        rows = {row.seq: row for row in found if row.state != LetterState.PARKED}
        letters = [
            Unsettled(row.seq, Form(row.form), row.lane, LetterState(row.state), row.look_first, row.thread)
            for row in rows.values()
        ]
        changes = []
        for letter in arrange(
            letters, self._write_below(escalation, [row.seq for row in found if row.form == Form.CARD])
        ):
            row = rows[letter.seq]
            ready_at = row.ready_at
            if row.state == LetterState.WAITING:
                ready_at = (row.ready_at or self._now) if letter.is_next else None
            if (letter.lane, letter.thread, ready_at) == (row.lane, row.thread, row.ready_at):
                continue
            to = {"to_lane": letter.lane, "to_thread": letter.thread, "to_ready": ready_at}
            changes.append({"in_workspace": self.workspace, "at_seq": letter.seq, **to})
            self._stale_lanes |= {row.lane, letter.lane}
        if changes:
            self._connection.execute(ARRANGE, changes)


def _settled(claim: Claim, outcome: Outcome, now: datetime) -> dict[str, Any]:
    """The columns of a settled letter."""
    stays = {"to_ready": None, "to_done": None, "to_reason": None, "to_channel": None, "to_ts": None, "uncounted": 0}
    match outcome:
        case Sent(ref=ref):
            stands = {"to_channel": ref.channel, "to_ts": ref.ts, "to_done": now, "to_look_first": False}
            return {**stays, **stands, "to_state": LetterState.SENT}
        case PutOff(reason=reason, after=after):
            waits = {"to_ready": now + after, "to_reason": reason, "to_look_first": False, "uncounted": 1}
            return {**stays, **waits, "to_state": LetterState.WAITING}
        case Uncertain(reason=reason, after=after, counts=counts):
            waits = {"to_ready": now + after, "to_reason": reason, "to_look_first": True, "uncounted": int(not counts)}
            return {**stays, **waits, "to_state": LetterState.UNCLEAR}
        case Parked(reason=reason):
            # Tried again, it is looked for first where an earlier try may have arrived.
            return {**stays, "to_reason": reason, "to_look_first": claim.look_first, "to_state": LetterState.PARKED}
        case Dropped(reason=reason):
            gone = {"to_done": now, "to_reason": reason, "to_look_first": False}
            return {**stays, **gone, "to_state": LetterState.DROPPED}
        case _:
            assert_never(outcome)


def lane_hold(outcome: Outcome, now: datetime) -> datetime | None:
    """Slack's own limit for one channel holds what else would go there; a failure of one letter does not."""
    if isinstance(outcome, PutOff) and outcome.is_limit:
        return now + outcome.after
    return None


def _status(row: Any) -> LetterStatus:
    return LetterStatus(
        letter=letter_of(row.body, lane=row.lane),
        state=LetterState(row.state),
        tries=row.tries,
        ref=message_ref(row.channel, row.ts),
        reason=row.reason,
        since=row.written_at,
    )


@cache
def _new_letter(dialect: str) -> Executable:
    new = upsert(dialect, LetterRow).on_conflict_do_nothing(index_elements=["workspace", "key"])
    return new.returning(LetterRow.seq)


@cache
def _hold(dialect: str) -> Executable:
    """Slack asked the workspace to wait. Of two such moments the later one counts."""
    hold = upsert(dialect, WorkspaceRow)
    until = hold.excluded.hold_until
    return hold.on_conflict_do_update(
        index_elements=["workspace"],
        set_={"hold_until": until},
        where=WorkspaceRow.hold_until.is_(None) | (WorkspaceRow.hold_until < until),
    )
