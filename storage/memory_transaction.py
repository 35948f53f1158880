"""One unit of work on one workspace, in memory: what `transaction.py` does in SQL."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from escalation.drafts import MessageRef
from escalation.kinds import ClockKind, DraftId, EscalationId, LetterId, Status, UserId
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
from escalation.models import Clock, Escalation, Event
from escalation.people import Person, SetUp
from escalation.ports import Handled, KeptDraft
from storage.cases import draft_gone, no_such
from storage.columns import clean
from storage.memory_finding import MemoryFinding
from storage.memory_kept import KeptLetter, as_read_back
from storage.order import Limit, Pace
from storage.outbox import SUPERSEDED, lane_hold
from storage.tables import OPEN, WATCHED
from storage.workplace import PERSON_LIFE, SEEN_LIFE


class MemoryTransaction(MemoryFinding):
    def keep_draft(self, kept: KeptDraft) -> None:
        self._changed.drafts[self.workspace, clean(kept.id)] = as_read_back(kept)

    def draft(self, id: DraftId) -> KeptDraft:
        found = self._all.drafts.get((self.workspace, clean(id)))
        if found is None:
            raise draft_gone()
        return found

    def latest_draft(self, by: UserId, *, since: datetime) -> KeptDraft | None:
        theirs = [
            kept
            for (workspace, _), kept in self._all.drafts.items()
            if workspace == self.workspace and kept.by == by and kept.opened is None and kept.kept_at > since
        ]
        return max(theirs, key=lambda kept: (kept.kept_at, kept.id), default=None)

    def forget_draft(self, id: DraftId) -> None:
        self._changed.drafts.pop((self.workspace, clean(id)), None)

    def next_number(self) -> EscalationId:
        numbers = self._changed.numbers
        numbers[self.workspace] = numbers.get(self.workspace, 0) + 1
        return EscalationId(numbers[self.workspace])

    def add(self, escalation: Escalation) -> None:
        self._changed.escalations[self.workspace, escalation.id] = as_read_back(escalation)

    def load(self, id: EscalationId) -> Escalation:
        found = self._all.escalations.get((self.workspace, id))
        if found is None:
            raise no_such(id)
        return found

    def save(self, escalation: Escalation) -> None:
        self.load(escalation.id)
        self.add(escalation)

    def newest(
        self, *, statuses: Sequence[Status], limit: int, before: EscalationId | None = None
    ) -> Sequence[Escalation]:
        asked = [
            escalation
            for (workspace, number), escalation in self._all.escalations.items()
            if workspace == self.workspace and escalation.status in statuses and (before is None or number < before)
        ]
        return tuple(sorted(asked, key=lambda escalation: -escalation.id)[:limit])

    def record(self, id: EscalationId, event: Event) -> None:
        self._record(id, event)

    def trail(self, id: EscalationId) -> Sequence[Event]:
        return self._all.trails.get((self.workspace, id), ())

    def record_handled(self, handled: Handled) -> None:
        all_of_it = self._changed.handled
        all_of_it[self.workspace] = (*all_of_it.get(self.workspace, ()), as_read_back(handled))

    def handled_since(self, since: datetime, *, limit: int) -> Sequence[Handled]:
        found = [one for one in reversed(self._all.handled.get(self.workspace, ())) if one.at >= since]
        return tuple(sorted(found, key=lambda one: one.at, reverse=True)[:limit])

    def set_clock(self, clock: Clock) -> None:
        self._changed.clocks[self.workspace, clock.escalation, clock.kind] = as_read_back(clock)

    def clocks(self, id: EscalationId) -> Mapping[ClockKind, Clock]:
        of_it = {kind: self._all.clocks.get((self.workspace, id, kind)) for kind in sorted(ClockKind)}
        return {kind: clock for kind, clock in of_it.items() if clock is not None}

    def clocks_of(self, ids: Collection[EscalationId]) -> Mapping[EscalationId, Mapping[ClockKind, Clock]]:
        return {one: found for one in ids if (found := self.clocks(one))}

    def of_person(self, id: UserId) -> Sequence[Escalation]:
        running = [*self.newest(statuses=OPEN, limit=len(self._all.escalations)), *self.last_rounds()]
        return tuple(sorted((one for one in running if clean(id) in one.people), key=lambda one: -one.id))

    def last_rounds(self) -> Sequence[Escalation]:
        closed = self.newest(statuses=[Status.DE_ESCALATED, Status.RESOLVED], limit=len(self._all.escalations))
        customers = ((one, self.clocks(one.id).get(ClockKind.CUSTOMER)) for one in closed)
        return tuple(one for one, clock in customers if clock and clock.due_at)

    def write(self, letter: Letter) -> bool:
        clean_letter = as_read_back(letter)
        if any(one.letter.key == clean_letter.key for one in self._letters()):
            return False
        if letter.form is Form.EDIT:
            older = (one for one in self._letters(letter.escalation) if one.is_edit)
            self._drop(older, reason=SUPERSEDED)
        self._changed.last_seq += 1
        ready_at = self._now if letter.escalation is None else None
        look = self._all.looks.get(self.workspace)
        since = look.since if look and look.until > self._now else None
        new = KeptLetter(
            self._all.last_seq,
            clean_letter,
            LetterState.WAITING,
            written_at=self._now,
            ready_at=ready_at,
            look_first=since is not None,
            first_try_at=since,
        )
        self._put(new)
        return True

    def drop(self, id: EscalationId, *, keys: Sequence[str], reason: str) -> int:
        asked = {clean(key) for key in keys}
        return self._drop((one for one in self._letters(id) if one.letter.key in asked), reason=reason)

    def card(self, id: EscalationId) -> MessageRef | None:
        return self._all.card(self.workspace, id)

    def by_message(self, ref: MessageRef) -> EscalationId | None:
        there = (
            one.letter.escalation
            for one in self._letters()
            if one.ref and (one.ref.channel, one.ref.ts) == (ref.channel, ref.ts)
        )
        return next((found for found in there if found is not None), None)

    def letters(self, id: EscalationId | None = None, *, state: LetterState | None = None) -> Sequence[LetterStatus]:
        asked = (one for one in self._letters(id) if state is None or one.state is state)
        return tuple(_status(one) for one in asked)

    def undelivered(self) -> Sequence[LetterStatus]:
        return tuple(_status(one) for one in self._letters() if one.state in WATCHED)

    def keyed(self, keys: Collection[str]) -> Mapping[str, LetterStatus]:
        asked = {clean(key) for key in keys}
        return {one.letter.key: _status(one) for one in self._letters() if one.letter.key in asked}

    def retry(self, id: LetterId) -> bool:
        parked = [one for one in self._letters() if one.letter.id == id and one.state is LetterState.PARKED]
        for one in parked:
            self._put(replace(one, state=LetterState.WAITING, tries=0, ready_at=self._now))
        return bool(parked)

    def settle(self, claim: Claim, outcome: Outcome) -> bool:
        fence = (LetterState.SENDING, claim.owner, claim.tries, claim.turn)
        of_claim = (one for one in self._letters() if one.letter.id == claim.letter.id)
        ours = next((one for one in of_claim if (one.state, one.owner, one.tries, one.turn) == fence), None)
        if ours is None:
            return False
        self._release(ours, outcome)
        self._put(_settled(replace(ours, owner=None, reason=None), outcome, self._now))
        return True

    def set_up(self) -> SetUp:
        return self._all.set_ups.get(self.workspace, SetUp())

    def keep_set_up(self, chosen: SetUp) -> None:
        self._changed.set_ups[self.workspace] = as_read_back(chosen)

    def set_up_trail(self) -> Sequence[Event]:
        return self._all.trails.get((self.workspace, None), ())

    def record_set_up(self, event: Event) -> None:
        self._record(None, event)

    def first_time(self, key: str) -> bool:
        seen_at = self._changed.seen.get((self.workspace, clean(key)))
        if seen_at is not None and seen_at > self._now - SEEN_LIFE:
            return False
        self._changed.seen[self.workspace, clean(key)] = self._now
        return True

    def person(self, id: UserId) -> Person | None:
        kept_at, person = self._all.people.get((self.workspace, clean(id)), (None, None))
        return person if kept_at is not None and kept_at > self._now - PERSON_LIFE else None

    def keep_person(self, person: Person) -> None:
        self._changed.people[self.workspace, clean(person.id)] = (self._now, as_read_back(person))

    def finish(self) -> None:
        for escalation in sorted(self._unarranged):
            self._all.arrange(self.workspace, escalation, now=self._now)

    def _record(self, id: EscalationId | None, event: Event) -> None:
        trail = self._changed.trails.get((self.workspace, id), ())
        self._changed.trails[self.workspace, id] = (*trail, as_read_back(event))

    def _letters(self, id: EscalationId | None = None) -> Sequence[KeptLetter]:
        mine = (one for one in self._all.letters.values() if one.letter.workspace == self.workspace)
        return [one for one in mine if id is None or one.letter.escalation == id]

    def _put(self, letter: KeptLetter) -> None:
        self._changed.put(letter)
        if letter.letter.escalation is not None:
            self._unarranged.add(letter.letter.escalation)

    def _drop(self, which: Iterable[KeptLetter], *, reason: str) -> int:
        dropped = [one for one in which if one.state is LetterState.WAITING]
        for one in dropped:
            self._put(replace(one, state=LetterState.DROPPED, reason=clean(reason), ready_at=None, done_at=self._now))
        return len(dropped)

    def _release(self, letter: KeptLetter, outcome: Outcome) -> None:
        kept = self._changed
        held_until = lane_hold(outcome, self._now)
        if kept.leases.get(letter.lane, (None, None))[0] == letter.seq:
            del kept.leases[letter.lane]
            if held_until is not None:
                pace = kept.paces.get(letter.lane, Pace())
                kept.paces[letter.lane] = pace.held_until(held_until, is_edit=letter.is_edit)
        if isinstance(outcome, PutOff) and (outcome.holds_workspace or self._is_limited(letter, outcome)):
            until = self._now + outcome.after
            kept.holds[self.workspace] = max(kept.holds.get(self.workspace, until), until)

    def _is_limited(self, letter: KeptLetter, outcome: PutOff) -> bool:
        if not outcome.is_limit or letter.letter.form in EDITING:
            return False
        lane, limits = letter.letter.lane, self._changed.limits
        last, limits[self.workspace] = limits.get(self.workspace), Limit(lane, self._now)
        return last is not None and last.is_the_workspaces(lane, self._now)


def _status(one: KeptLetter) -> LetterStatus:
    return LetterStatus(
        letter=one.letter, state=one.state, tries=one.tries, ref=one.ref, reason=one.reason, since=one.written_at
    )


def _settled(letter: KeptLetter, outcome: Outcome, now: datetime) -> KeptLetter:
    match outcome:
        case Sent(ref=ref):
            return replace(letter, state=LetterState.SENT, ref=ref, ready_at=None, done_at=now, look_first=False)
        case PutOff(reason=reason, after=after):
            waiting = replace(letter, state=LetterState.WAITING, ready_at=now + after, reason=clean(reason))
            return replace(waiting, tries=letter.tries - 1, look_first=False)
        case Uncertain(reason=reason, after=after, counts=counts):
            unclear = replace(letter, state=LetterState.UNCLEAR, ready_at=now + after, reason=clean(reason))
            return replace(unclear, look_first=True, tries=letter.tries - (not counts))
        case Parked(reason=reason):
            return replace(letter, state=LetterState.PARKED, ready_at=None, reason=clean(reason))
        case Dropped(reason=reason):
            gone = replace(letter, state=LetterState.DROPPED, ready_at=None, reason=clean(reason))
            return replace(gone, done_at=now, look_first=False)
        case _:
            assert_never(outcome)
