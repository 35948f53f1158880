"""Cadences that are counted in days are gathered: each person has one list, on the morning of the day it falls due.

Nothing of Security stands in a list, a Critical waits for no morning, and what nobody has is asked for on the ladder.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import chain

from escalation import cadence, promises
from escalation.audience import Post, keepers
from escalation.drafts import MessageRef
from escalation.errors import NothingToSay
from escalation.kinds import ClockKind, Status, UserId
from escalation.letters import Form, Letter, LetterState, LetterStatus
from escalation.models import Clock, Escalation
from escalation.notices import Morning, MorningList, Owed, ReminderDue
from escalation.paging import Paging
from escalation.policy import OfficeHours, Policy
from escalation.ports import Transaction
from escalation.record import Value

SHOWN = 12
"""Things one list shows, each with its buttons."""

LISTS_BACK = 30
"""Days for which a list is drawn again when something of it is done: as long as letters are kept."""

ON_ITS_WAY = (LetterState.SENDING, LetterState.UNCLEAR)
UNTOLD = (LetterState.PARKED, LetterState.DROPPED)


class Asked(Value):
    """Whom a running clock asks that counts in days, and when they come in on its day; None where that is later."""

    clock: Clock
    person: UserId
    hours: OfficeHours
    opens: datetime | None


class Mornings(Paging):
    """What is in a list is read from the rows when it goes out, and again when something of it was done."""

    def _plan_morning(self, tx: Transaction, escalation: Escalation, policy: Policy) -> None:
        """The next morning on which somebody is told of it; none where nothing of it is counted in days."""
        clocks, now = tx.clocks(escalation.id), self.now()
        openings = (one.opens for one in _asked(escalation, clocks, policy))
        due_at = min((opens for opens in openings if opens and opens > now), default=None)
        planned = clocks.get(ClockKind.MORNING)
        if due_at != (planned.due_at if planned else None):
            tx.set_clock(Clock(escalation=escalation.id, kind=ClockKind.MORNING, due_at=due_at, anchor=now))

    def _gather(self, tx: Transaction, escalation: Escalation, policy: Policy) -> None:
        """Its morning has come: whoever is asked today has a list, and at its own moment each clock asks quietly."""
        now = self.now()
        for one in _asked(escalation, tx.clocks(escalation.id), policy):
            if one.opens and one.opens <= now and cadence.is_open(now, one.hours):
                self._write_list(tx, one.person, one.hours)
                tx.set_clock(one.clock.model_copy(update={"gathered_for": one.clock.due_at}))
        self._plan_morning(tx, escalation, policy)

    def _write_list(self, tx: Transaction, person: UserId, hours: OfficeHours) -> None:
        """One a day, however much falls due. An older one has no buttons any more."""
        day = cadence.day_of(self.now(), hours)
        begins_at, ends_at = cadence.bounds_of(day, hours)
        notice = MorningList(person=person, day=day, begins_at=begins_at, ends_at=ends_at)
        post = Post(key=_key(person, day), form=Form.DIRECT, lane=person, notice=notice)
        if not tx.write(self._letter(tx.workspace, post)):
            return
        for older in _lists(tx, person, day - timedelta(days=1)):
            if older.ref and isinstance(older.letter.notice, MorningList):
                self._overtake(tx, older.ref, older.letter, older.letter.notice)

    def _told_this_morning(
        self, tx: Transaction, reminder: ReminderDue, clocks: Mapping[ClockKind, Clock], policy: Policy
    ) -> tuple[UserId, ...]:
        """Who of those a reminder asks has all of it in a list that reached them. Of what is late nobody has.

        `clocks` are as they were before they asked.
        """
        if reminder.clock is ClockKind.DECISION or reminder.escalation.is_secret:
            return ()
        team = reminder.people[:-1] if reminder.with_customer else reminder.people
        kinds = [(person, reminder.clock, reminder.is_overdue) for person in team]
        if reminder.with_customer:
            kinds.append((reminder.people[-1], ClockKind.CUSTOMER, False))
        untold = {
            person
            for person, kind, is_overdue in kinds
            if is_overdue or not self._has_in_list(tx, person, clocks.get(kind), reminder.escalation, policy)
        }
        return tuple(dict.fromkeys(person for person in reminder.people if person not in untold))

    def _has_in_list(
        self, tx: Transaction, person: UserId, clock: Clock | None, escalation: Escalation, policy: Policy
    ) -> bool:
        """Not in one that was refused or had nothing to say, nor in one of a day that ends earlier elsewhere."""
        if clock is None or clock.due_at is None or clock.gathered_for != clock.due_at:
            return False
        key = _key(person, cadence.day_of(self.now(), _hours(clock.kind, escalation, policy)))
        found = tx.keyed([key]).get(key)
        if found is None or found.state in UNTOLD or not isinstance(found.letter.notice, MorningList):
            return False
        return clock.due_at < found.letter.notice.ends_at

    # --- what stands in it

    def _waits_for(self, tx: Transaction, notice: MorningList) -> Morning:
        policy, person = self._policy(tx), notice.person
        theirs = {one.id: one for one in tx.of_person(person) if person in _people(one, policy)}
        clocks = tx.clocks_of(list(theirs)) if theirs else {}
        owed = [
            one
            for number, escalation in theirs.items()
            for one in _owed(escalation, clocks.get(number, {}), notice, policy)
        ]
        owed.sort(key=lambda one: (one.by, one.escalation.id, one.clock))
        shown = (one.model_copy(update={"card": tx.card(one.escalation.id)}) for one in owed[:SHOWN])
        return Morning(items=tuple(shown), total=len(owed))

    def _morning(self, tx: Transaction, letter: Letter, notice: MorningList) -> Morning:
        """Raises `NothingToSay` where all was done before it left, its day is over, or the next one was written."""
        if notice.overtaken:
            return Morning()
        found, is_new = self._waits_for(tx, notice), letter.form is Form.DIRECT
        if is_new and (not found.items or self.now() >= notice.ends_at):
            raise NothingToSay("nothing waits any more")
        if _newest_since(tx, notice).letter.key != _key(notice.person, notice.day):
            raise NothingToSay("a newer list was written")
        return found

    # --- drawn again

    def _draw_lists_again(
        self,
        tx: Transaction,
        was: Escalation,
        escalation: Escalation,
        *,
        policy: Policy,
        number: int,
        kinds: Collection[ClockKind],
    ) -> None:
        """After a deed about these clocks: whoever was asked by them, or is now.

        `number` tells one escalation's deeds apart.
        """
        today = max(cadence.day_of(self.now(), _hours(kind, escalation, policy)) for kind in GATHERED)
        asked = [_whom(kind, one, policy) for kind in kinds for one in (was, escalation)]
        for person in dict.fromkeys(chain(*asked)):
            newest = next(iter(_lists(tx, person, today)), None)
            if newest and newest.ref:
                self._replace(tx, newest.ref, f"list:{newest.letter.id}:{escalation.id}:{number}", newest.letter.notice)
            elif newest and newest.state in ON_ITS_WAY:
                tx.first_time(_mark(newest.letter))

    def _draw_list_late(self, tx: Transaction, letter: Letter, ref: MessageRef) -> None:
        """A list that was on its way while something of it was done, or the next one was written."""
        notice = letter.notice
        if not isinstance(notice, MorningList) or letter.form is not Form.DIRECT:
            return
        if _newest_since(tx, notice).letter.id != letter.id:
            self._overtake(tx, ref, letter, notice)
        elif not tx.first_time(_mark(letter)):
            self._replace(tx, ref, f"list:{letter.id}:late", notice)

    def _overtake(self, tx: Transaction, ref: MessageRef, letter: Letter, notice: MorningList) -> None:
        overtaken = notice.model_copy(update={"overtaken": True})
        self._replace(tx, ref, f"overtaken:{letter.id}", overtaken, is_once=True)


GATHERED = (ClockKind.INTERNAL, ClockKind.CUSTOMER)


def _asked(escalation: Escalation, clocks: Mapping[ClockKind, Clock], policy: Policy) -> Iterator[Asked]:
    for kind in GATHERED:
        clock = clocks.get(kind)
        if clock is None or clock.due_at is None:
            continue
        hours = _hours(kind, escalation, policy)
        for person in _whom(kind, escalation, policy):
            yield Asked(clock=clock, person=person, hours=hours, opens=cadence.morning_of(clock.due_at, hours))


def _whom(kind: ClockKind, escalation: Escalation, policy: Policy) -> tuple[UserId, ...]:
    """Who is asked in the morning: whoever has it for news, whoever keeps the customer for word to them."""
    if not promises.is_gathered(kind, escalation, policy):
        return ()
    if kind is ClockKind.CUSTOMER:
        joined = () if escalation.is_secret else (one.person for one in escalation.contacts)
        return () if escalation.customer_rests else tuple(dict.fromkeys((*keepers(escalation, policy), *joined)))
    is_theirs = escalation.status is Status.ACKNOWLEDGED and escalation.assignee
    return (escalation.assignee,) if is_theirs and escalation.assignee else ()


def _people(escalation: Escalation, policy: Policy) -> tuple[UserId, ...]:
    return tuple(person for kind in GATHERED for person in _whom(kind, escalation, policy))


def _hours(kind: ClockKind, escalation: Escalation, policy: Policy) -> OfficeHours:
    if kind is ClockKind.CUSTOMER:
        return policy.support_hours(zone=escalation.zone)
    return policy.hours_for(escalation.target, zone=escalation.zone)


def _owed(
    escalation: Escalation, clocks: Mapping[ClockKind, Clock], notice: MorningList, policy: Policy
) -> Iterator[Owed]:
    """What is due in the list's day, and what was asked for before and has not come."""
    for one in _asked(escalation, clocks, policy):
        clock, due_at = one.clock, one.clock.due_at
        if one.person != notice.person or due_at is None:
            continue
        by, is_missing = clock.unmet_since or due_at, clock.unmet_since is not None
        if clock.kind is ClockKind.CUSTOMER:
            by, is_missing = promises.promised_by(escalation, clock, policy) or due_at, clock.round > 0
        if min(by, due_at) < notice.ends_at or is_missing:
            yield Owed(escalation=escalation, clock=clock.kind, by=by, is_overdue=by < notice.begins_at)


def _lists(tx: Transaction, person: UserId, day: date) -> Iterator[LetterStatus]:
    """Their lists of that day and before, the newest first."""
    keys = [_key(person, day - timedelta(days=back)) for back in range(LISTS_BACK + 1)]
    found = tx.keyed(keys)
    return (found[key] for key in keys if key in found)


def _newest_since(tx: Transaction, notice: MorningList) -> LetterStatus:
    """Their newest list, which may be this one."""
    return next(_lists(tx, notice.person, notice.day + timedelta(days=LISTS_BACK)))


def _key(person: UserId, day: date) -> str:
    return f"morning:{person}:{day.isoformat()}"


def _mark(letter: Letter) -> str:
    return f"list changed:{letter.id}"
