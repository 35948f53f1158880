"""What the store in memory holds: the tables of `tables.py` as dictionaries of facts."""

import json
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from time import time_ns
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from escalation.drafts import MessageRef
from escalation.kinds import ClockKind, EscalationId
from escalation.letters import LANES_ELSEWHERE, UNSETTLED, Form, Letter, LetterState
from escalation.models import Clock, Escalation, Event
from escalation.people import Person, SetUp
from escalation.ports import Handled, KeptDraft
from storage.columns import to_json
from storage.order import Head, Limit, Pace, Unsettled, arrange, is_left, next_turn
from storage.tables import WATCHED

Fact = TypeVar("Fact", bound=BaseModel)
Lane = tuple[str, str]


@dataclass(frozen=True)
class KeptLetter:
    """What a row of the letters table holds."""

    seq: int
    letter: Letter
    state: LetterState
    written_at: datetime
    ready_at: datetime | None
    tries: int = 0
    turn: int = 0
    owner: str | None = None
    first_try_at: datetime | None = None
    look_first: bool = False
    thread: str | None = None
    ref: MessageRef | None = None
    done_at: datetime | None = None
    reason: str | None = None

    @property
    def lane(self) -> Lane:
        return self.letter.workspace, self.letter.lane

    @property
    def is_edit(self) -> bool:
        return self.letter.form is Form.EDIT

    @property
    def head(self) -> Head:
        """Only for a letter with nothing before it."""
        return Head(is_edit=self.is_edit, ready_at=self.ready_at or self.written_at, rank=self.letter.rank)


class Look(NamedTuple):
    """What is written before `until` may have been sent already, after `since`."""

    since: datetime
    until: datetime


@dataclass
class Kept:
    """Everything remembered. Keys begin with the workspace, values never change."""

    numbers: dict[str, int] = field(default_factory=dict)
    holds: dict[str, datetime] = field(default_factory=dict)
    limits: dict[str, Limit] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)
    set_ups: dict[str, SetUp] = field(default_factory=dict)
    drafts: dict[tuple[str, str], KeptDraft] = field(default_factory=dict)
    escalations: dict[tuple[str, int], Escalation] = field(default_factory=dict)
    trails: dict[tuple[str, int | None], tuple[Event, ...]] = field(default_factory=dict)
    clocks: dict[tuple[str, int, ClockKind], Clock] = field(default_factory=dict)
    letters: dict[int, KeptLetter] = field(default_factory=dict)
    paces: dict[Lane, Pace] = field(default_factory=dict)
    leases: dict[Lane, tuple[int, datetime]] = field(default_factory=dict)
    people: dict[tuple[str, str], tuple[datetime, Person]] = field(default_factory=dict)
    seen: dict[tuple[str, str], datetime] = field(default_factory=dict)
    handled: dict[str, tuple[Handled, ...]] = field(default_factory=dict)
    refs: dict[tuple[str, str, EscalationId], bool] = field(default_factory=dict)
    last_seq: int = 0

    def copy(self) -> "Kept":
        kept = replace(self)
        for part in fields(self):
            if part.name != "last_seq":
                setattr(kept, part.name, dict(getattr(self, part.name)))
        return kept

    def put(self, letter: KeptLetter) -> None:
        self.letters[letter.seq] = letter

    def last_moment(self) -> datetime | None:
        """When the last letter was written or done."""
        return max((one.done_at or one.written_at for one in self.letters.values()), default=None)

    def card(self, workspace: str, id: int | None) -> MessageRef | None:
        delivered = [one for one in self._cards(workspace, id) if one.state is LetterState.SENT]
        return max(delivered, key=lambda one: one.seq).ref if delivered else None

    def _cards(self, workspace: str, id: int | None) -> list[KeptLetter]:
        of_it = (one for one in self.letters.values() if one.letter.form is Form.CARD)
        return [one for one in of_it if (one.letter.workspace, one.letter.escalation) == (workspace, id)]

    def _write_below(self, workspace: str, id: int) -> MessageRef | None:
        cards = self._cards(workspace, id)
        delivered = max((one.seq for one in cards if one.state is LetterState.SENT), default=0)
        others = (one.seq for one in cards if one.state in WATCHED)
        return None if is_left(delivered, others) else self.card(workspace, id)

    def arrange(self, workspace: str, id: EscalationId, *, now: datetime) -> None:
        ours = [
            one
            for one in self.letters.values()
            if (one.letter.workspace, one.letter.escalation) == (workspace, id) and one.state in UNSETTLED
        ]
        letters = [
            Unsettled(one.seq, one.letter.form, one.letter.lane, one.state, one.look_first, one.thread) for one in ours
        ]
        for arranged in arrange(letters, self._write_below(workspace, id)):
            was = self.letters[arranged.seq]
            ready_at = was.ready_at
            if was.state is LetterState.WAITING:
                ready_at = (was.ready_at or now) if arranged.is_next else None
            letter = was.letter.model_copy(update={"lane": arranged.lane})
            self.put(replace(was, letter=letter, thread=arranged.thread, ready_at=ready_at))

    def lanes(self) -> list[Lane]:
        return sorted({one.lane for one in self.letters.values() if one.ready_at is not None})

    def turn_of(self, lane: Lane) -> datetime | None:
        """When the lane next has something to do: its lease ends, or a letter may go."""
        if lane in self.leases:
            return self.leases[lane][1]
        return next_turn([one.head for one in self._heads(lane)], self.paces.get(lane, Pace()))

    def has_turn(self, lane: Lane, now: datetime) -> bool:
        turn = self.turn_of(lane)
        return turn is not None and turn <= now and self.held_until(lane, now) <= now

    def held_until(self, lane: Lane, otherwise: datetime) -> datetime:
        """When a pause of Slack's ends for a lane; one of another product's is held by none."""
        return otherwise if lane[1].startswith(LANES_ELSEWHERE) else self.holds.get(lane[0], otherwise)

    def urgency(self, lane: Lane) -> tuple[int, datetime]:
        heads = [one.head for one in self._heads(lane)]
        return min(head.rank for head in heads), min(head.ready_at for head in heads)

    def best(self, lane: Lane, now: datetime) -> KeptLetter | None:
        pace = self.paces.get(lane, Pace())
        ready = [
            one
            for one in self._heads(lane)
            if one.head.ready_at <= now and (pace.opens_at(is_edit=one.is_edit) or now) <= now
        ]
        return min(ready, key=lambda one: (one.letter.rank, one.seq), default=None)

    def _heads(self, lane: Lane) -> list[KeptLetter]:
        return [one for one in self.letters.values() if one.lane == lane and one.ready_at is not None]


def as_read_back(fact: Fact) -> Fact:
    """A fact as a database would give it back: through JSON, cleaned."""
    return type(fact).model_validate(json.loads(to_json(fact.model_dump(mode="json"))))


def system_now() -> datetime:
    return datetime.fromtimestamp(time_ns() / 1_000_000_000, tz=UTC)
