"""A store in memory, for tests: held to the same suite as the one in SQL, and able to fail as it does.

A transaction works on a copy, which takes the place of what was kept when the block ends well.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock

from escalation.letters import Claim, LetterState
from escalation.models import ClockKind, EscalationId, WorkspaceId
from escalation.ports import DRAFT_LIFE, DueClock, Figures, Transaction
from storage.bound import MachineNow
from storage.claims import Lease, place
from storage.memory_kept import Kept, KeptLetter, system_now
from storage.memory_transaction import MemoryTransaction
from storage.order import Pace
from storage.retention import LETTER_LIFE, stays
from storage.tables import OPEN, WATCHED
from storage.workplace import PERSON_LIFE, SEEN_LIFE


class MemoryStore:
    def __init__(self, *, machine_now: MachineNow = None) -> None:
        self._machine_now = machine_now or system_now
        self._kept = Kept()
        self._one_writer = Lock()

    @contextmanager
    def begin(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        with self._changing() as kept:
            transaction = MemoryTransaction(kept, workspace, now=self._machine_now(), writable=True)
            yield transaction
            transaction.finish()

    @contextmanager
    def read(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        yield MemoryTransaction(self._kept, workspace, now=self._machine_now(), writable=False)

    def due_clocks(self, now: datetime, *, limit: int) -> Sequence[DueClock]:
        due = sorted(
            (clock.due_at, workspace, escalation, kind)
            for (workspace, escalation, kind), clock in self._kept.clocks.items()
            if clock.due_at is not None and clock.due_at <= now
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
            free = [lane for lane in kept.lanes() if kept.has_turn(lane, now)]
            free.sort(key=kept.urgency)
            return [
                _claim(kept, best, Lease(owner=owner, now=now, until=now + lease))
                for lane in free[:limit]
                if (best := kept.best(lane, now))
            ]

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
        turns = [(lane, turn) for lane in self._kept.lanes() if (turn := self._kept.turn_of(lane))]
        moments = [max(turn, self._kept.holds.get(lane[0], turn)) for lane, turn in turns]
        return max((min(moments) - now).total_seconds(), 0.0) if moments else None

    def prune(self, now: datetime) -> None:
        machine_now = self._machine_now()
        with self._changing() as kept:
            kept.drafts = {key: one for key, one in kept.drafts.items() if one.kept_at > now - DRAFT_LIFE}
            kept.seen = {key: at for key, at in kept.seen.items() if at > machine_now - SEEN_LIFE}
            kept.people = {key: one for key, one in kept.people.items() if one[0] > machine_now - PERSON_LIFE}
            kept.letters = {
                seq: one
                for seq, one in kept.letters.items()
                if stays(one.letter.form) or one.done_at is None or one.done_at > now - LETTER_LIFE
            }

    def figures(self, now: datetime) -> Figures:
        kept = self._kept
        waiting = [one.written_at for one in kept.letters.values() if one.ready_at is not None]
        oldest = (self._machine_now() - min(waiting)).total_seconds() if waiting else 0.0
        return Figures(
            open_escalations=sum(one.status in OPEN for one in kept.escalations.values()),
            letters=Counter(one.state for one in kept.letters.values() if one.state in WATCHED),
            overdue_clocks=sum(one.due_at is not None and one.due_at < now for one in kept.clocks.values()),
            oldest_waiting_seconds=max(oldest, 0.0),
        )

    def check(self) -> None:
        """It is always there."""

    def close(self) -> None:
        """Nothing to close."""

    @contextmanager
    def _changing(self) -> Iterator[Kept]:
        with self._one_writer:
            kept = self._kept.copy()
            yield kept
            self._kept = kept


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
