"""A store in memory, for tests: held to the same suite as the one in SQL, and able to fail as it does.

A transaction works on a copy, which takes the place of what was kept when the block ends well.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import Self

from escalation.kinds import ClockKind, EscalationId, WorkspaceId
from escalation.letters import IN_PRODUCTS, Claim, LetterState
from escalation.ports import DRAFT_LIFE, LATE_CLOCK, LATE_LETTER, DueClock, Figures, Late, Transaction
from storage.bound import MachineNow
from storage.claims import Lease, place
from storage.memory_kept import Kept, KeptLetter, Look, system_now
from storage.memory_transaction import MemoryTransaction
from storage.order import Pace
from storage.restoring import LOOKED_FOR, NUMBERS_LEFT_OUT
from storage.retention import LETTER_LIFE, stays
from storage.tables import OPEN, WATCHED
from storage.workplace import PERSON_LIFE, SEEN_LIFE


@dataclass
class Everything:
    """What is kept now; each transaction puts another in its place."""

    kept: Kept = field(default_factory=Kept)


class MemoryStore:
    def __init__(self, *, machine_now: MachineNow = None) -> None:
        self._machine_now = machine_now or system_now
        self._everything = Everything()
        self._one_writer = Lock()
        self.only: WorkspaceId | None = None

    def serving(self, workspace: WorkspaceId) -> Self:
        bound = copy(self)
        bound.only = workspace
        return bound

    @property
    def _kept(self) -> Kept:
        return self._everything.kept

    def _serves(self, workspace: str) -> bool:
        return self.only in {None, workspace}

    @contextmanager
    def begin(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        with self._changing() as kept:
            transaction = MemoryTransaction(kept, workspace, now=self._machine_now(), writable=True)
            yield transaction
            transaction.finish()

    @contextmanager
    def read(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        yield MemoryTransaction(self._kept, workspace, now=self._machine_now(), writable=False)

    def workspaces(self) -> Sequence[WorkspaceId]:
        known = {*self._kept.numbers, *self._kept.set_ups, *self._kept.holds}
        return tuple(WorkspaceId(one) for one in sorted(known))

    def due_clocks(self, now: datetime, *, limit: int) -> Sequence[DueClock]:
        due = sorted(
            (clock.due_at, workspace, escalation, kind)
            for (workspace, escalation, kind), clock in self._kept.clocks.items()
            if clock.due_at is not None and clock.due_at <= now and self._serves(workspace)
        )
        return tuple(
            DueClock(
                workspace=WorkspaceId(workspace),
                escalation=EscalationId(escalation),
                kind=ClockKind(kind),
                due_at=due_at,
            )
            for due_at, workspace, escalation, kind in due[:limit]
        )

    def claim_letters(self, *, owner: str, limit: int, lease: timedelta) -> Sequence[Claim]:
        with self._changing() as kept:
            now = self._machine_now()
            free = [lane for lane in kept.lanes() if kept.has_turn(lane, now) and self._serves(lane[0])]
            free.sort(key=kept.urgency)
            return [
                _claim(kept, best, Lease(owner=owner, now=now, until=now + lease))
                for lane in free[:limit]
                if (best := kept.best(lane, now))
            ]

    def undelivered_in(self) -> Sequence[WorkspaceId]:
        return sorted({one.letter.workspace for one in self._letters() if one.state in WATCHED})

    def lease_left(self, claim: Claim) -> timedelta:
        ours = (claim.letter.id, LetterState.SENDING, claim.owner, claim.turn)
        ends = (
            one.ready_at
            for one in self._kept.letters.values()
            if (one.letter.id, one.state, one.owner, one.turn) == ours
        )
        until = next(ends, None)
        return max(until - self._machine_now(), timedelta()) if until else timedelta()

    def next_letter_in(self) -> float | None:
        now = self._machine_now()
        lanes = (lane for lane in self._kept.lanes() if self._serves(lane[0]))
        turns = [(lane, turn) for lane in lanes if (turn := self._kept.turn_of(lane))]
        moments = [max(turn, self._kept.held_until(lane, turn)) for lane, turn in turns]
        return max((min(moments) - now).total_seconds(), 0.0) if moments else None

    def prune(self, now: datetime) -> None:
        machine_now = self._machine_now()
        with self._changing() as kept:
            kept.drafts = {key: one for key, one in kept.drafts.items() if one.kept_at > now - DRAFT_LIFE}
            kept.seen = {key: at for key, at in kept.seen.items() if at > machine_now - SEEN_LIFE}
            kept.people = {key: one for key, one in kept.people.items() if one[0] > machine_now - PERSON_LIFE}
            before = machine_now - LETTER_LIFE
            is_kept = {(workspace, one.id) for (workspace, _), one in kept.escalations.items() if one.status in OPEN}
            is_kept |= {
                (one.letter.workspace, one.letter.escalation)
                for one in kept.letters.values()
                if one.letter.escalation and one.done_at and one.done_at > before
            }
            kept.letters = {
                seq: one
                for seq, one in kept.letters.items()
                if stays(one.letter.form)
                or one.done_at is None
                or one.done_at > before
                or (one.letter.workspace, one.letter.escalation) in is_kept
            }

    def fill_in(self, limit: int) -> int:  # noqa: ARG002 - part of the port: nothing here is from an earlier version
        return 0

    def mark_restored(self) -> None:
        with self._changing() as kept:
            look = Look(kept.last_moment() or self._machine_now(), self._machine_now() + LOOKED_FOR)
            for workspace in kept.numbers.keys() | kept.set_ups.keys() | kept.holds.keys() | kept.limits.keys():
                kept.numbers[workspace] = kept.numbers.get(workspace, 0) + NUMBERS_LEFT_OUT
                kept.looks[workspace] = look
            for letter in [one for one in kept.letters.values() if one.state in WATCHED]:
                first_try_at = letter.first_try_at or letter.written_at
                kept.put(replace(letter, look_first=True, first_try_at=first_try_at))

    def figures(self, now: datetime) -> Figures:
        waiting = [one.written_at for one in self._letters() if one.ready_at is not None]
        oldest = (self._machine_now() - min(waiting)).total_seconds() if waiting else 0.0
        return Figures(
            open_escalations=sum(
                one.status in OPEN for key, one in self._kept.escalations.items() if self._serves(key[0])
            ),
            letters=Counter(one.state for one in self._letters() if one.state in WATCHED),
            overdue_clocks=sum(due_at < now for due_at in self._due()),
            oldest_waiting_seconds=max(oldest, 0.0),
            late=self.late(now),
        )

    def late(self, now: datetime) -> Late:
        written_before = self._machine_now() - LATE_LETTER
        waiting = (one for one in self._letters() if one.ready_at is not None and one.letter.form not in IN_PRODUCTS)
        return Late(
            clocks=sum(due_at <= now - LATE_CLOCK for due_at in self._due()),
            letters=sum(one.written_at <= written_before for one in waiting),
        )

    def _letters(self) -> Iterator[KeptLetter]:
        return (one for one in self._kept.letters.values() if self._serves(one.letter.workspace))

    def _due(self) -> Iterator[datetime]:
        """The moments of the clocks that run."""
        clocks = (one for key, one in self._kept.clocks.items() if self._serves(key[0]))
        return (one.due_at for one in clocks if one.due_at is not None)

    def check(self) -> None:
        """It is always there."""

    def close(self) -> None:
        """Nothing to close."""

    @contextmanager
    def _changing(self) -> Iterator[Kept]:
        with self._one_writer:
            kept = self._kept.copy()
            yield kept
            self._everything.kept = kept


def _claim(kept: Kept, was: KeptLetter, lease: Lease) -> Claim:
    first_try_at = was.first_try_at or lease.now
    started = replace(
        was,
        state=LetterState.SENDING,
        owner=lease.owner,
        tries=was.tries + 1,
        turn=was.turn + 1,
        look_first=was.look_first or was.state is LetterState.SENDING,
        first_try_at=first_try_at,
        ready_at=lease.until,
    )
    kept.put(started)
    kept.leases[was.lane] = (was.seq, lease.until)
    kept.paces[was.lane] = kept.paces.get(was.lane, Pace()).after_sending(lease.now, is_edit=was.is_edit)
    return Claim(
        letter=was.letter,
        place=place(was.letter, was.thread),
        owner=lease.owner,
        tries=started.tries,
        turn=started.turn,
        look_first=started.look_first,
        since=first_try_at.timestamp(),
    )
