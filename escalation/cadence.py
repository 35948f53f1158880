"""When is it due? Business time: spans added to moments, and the next slot of each clock.

Moments are UTC in and out. Hours are elapsed time, counted in UTC, because aware `datetime + timedelta` is
wall-clock arithmetic and gives 3 or 5 hours for 4 across a change of clocks. Business days are local: the same
time of day as the anchor's, so that they do not drift with posts that went out late. What falls outside working
time is moved to the next opening, never dropped. A Critical runs around the clock.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from typing import assert_never
from zoneinfo import ZoneInfo

from escalation.kinds import ClockKind, Severity
from escalation.policy import CustomerCadence, OfficeHours, SeverityPolicy, Span, business_days
from escalation.policy import hours as in_hours

# A question's second and third moment go further: to the on-shift group, then to support's lead.
QUESTIONS: Mapping[Severity, Span] = {
    Severity.CRITICAL: in_hours(0.5),
    Severity.HIGH: in_hours(2),
    Severity.MEDIUM: business_days(1),
}
NOBODY_HAS_IT = in_hours(0.5)
SILENCE = business_days(2)
"""How long a customer who was told of a fix may say nothing until that counts as confirmed."""

_A_DAY = timedelta(days=1)
_SATURDAY = 5
_FRIDAY = 4


def first_due(
    kind: ClockKind, severity: Severity, policy: SeverityPolicy, *, after: datetime, hours: OfficeHours
) -> datetime:
    """When a clock that starts at `after` asks for the first time."""
    return next_due(kind, severity, policy, anchor=after, now=after, hours=hours)


def next_due(
    kind: ClockKind, severity: Severity, policy: SeverityPolicy, *, anchor: datetime, now: datetime, hours: OfficeHours
) -> datetime:
    """The first slot after `now`, counted from `anchor`. Slots that passed while we were down are skipped."""
    hours = hours_of(severity, hours)
    match kind:
        case ClockKind.INTERNAL:
            return next_slot(policy.internal, anchor=anchor, now=now, hours=hours)
        case ClockKind.QUESTION:
            return next_slot(QUESTIONS[severity], anchor=anchor, now=now, hours=hours)
        case ClockKind.CUSTOMER:
            return _next_word(policy.customer, anchor=anchor, now=now, hours=hours)
        case ClockKind.UNDO | ClockKind.DECISION | ClockKind.WATCH | ClockKind.MORNING:
            raise ValueError(f"A clock of kind {kind} has no cadence.")
        case _:
            assert_never(kind)


def overdue_at(severity: Severity, policy: SeverityPolicy, *, anchor: datetime, hours: OfficeHours) -> datetime:
    """By when the customer, who last heard at `anchor`, was promised word."""
    return _overdue(policy.customer, anchor=anchor, hours=hours_of(severity, hours))


def next_ask(
    severity: Severity, policy: SeverityPolicy, *, asked: int, after: datetime, hours: OfficeHours
) -> datetime | None:
    """When nobody took it: the next step of the ladder, `asked` steps having been gone, the last of them at `after`.

    At the end a Critical is called out every half hour and a High at the pace of its news; a Medium rests.
    """
    hours = hours_of(severity, hours)
    if asked < len(policy.acknowledge):
        return add(after, policy.acknowledge[asked], hours)
    match severity:
        case Severity.CRITICAL:
            return add(after, NOBODY_HAS_IT, hours)
        case Severity.HIGH:
            return add(after, policy.internal, hours)
        case Severity.MEDIUM:
            return None
        case _:
            assert_never(severity)


def half_way(severity: Severity, *, now: datetime, deadline: datetime, hours: OfficeHours) -> datetime:
    """When half of the time to a deadline has gone; no sooner than a Critical that nobody has is called out again."""
    gone = max((deadline - now) / 2, NOBODY_HAS_IT.elapsed)
    return move_into(now + gone, hours_of(severity, hours))


def opening_on(day: date, hours: OfficeHours) -> datetime:
    """When people come in on that day, or at the next opening where nobody works. Round the clock has mornings too."""
    return _at(next(_working_days(day, hours)), hours.opens, hours)


def morning_of(moment: datetime, hours: OfficeHours) -> datetime | None:
    """When people come in on the day of `moment`; None where it lies before that, or nobody works that day."""
    day = _today(moment, hours)
    opens = _at(day, hours.opens, hours)
    return opens if works(day, hours) and opens <= _utc(moment) else None


def day_of(moment: datetime, hours: OfficeHours) -> date:
    """The date where those hours are kept."""
    return _today(moment, hours)


def bounds_of(day: date, hours: OfficeHours) -> tuple[datetime, datetime]:
    """When a day begins there, and when the next one does."""
    return _at(day, time(), hours), _at(day + _A_DAY, time(), hours)


def deadline_for(severity: Severity, *, now: datetime, hours: OfficeHours) -> datetime:
    """The deadline we assume when none was given: now, today's closing, this week's last closing."""
    match severity:
        case Severity.CRITICAL:
            return _utc(now)
        case Severity.HIGH:
            closing = _at(_today(now, hours), hours.closes, hours)
            return closing if works(_today(now, hours), hours) and closing > now else next_opening(now, hours)
        case Severity.MEDIUM:
            return _end_of_week(now, hours)
        case _:
            assert_never(severity)


def hours_of(severity: Severity, hours: OfficeHours) -> OfficeHours:
    """Whose hours a clock keeps: nobody's when it is Critical."""
    return hours.model_copy(update={"always": True}) if severity is Severity.CRITICAL else hours


def add(after: datetime, span: Span, hours: OfficeHours) -> datetime:
    """`span` later, in working time. A business day that starts outside working time starts at the next opening."""
    if not span.business_days:
        return move_into(_utc(after) + span.elapsed, hours)
    return next(islice(_days_after(after, hours), span.business_days - 1, None))


def next_slot(span: Span, *, anchor: datetime, now: datetime, hours: OfficeHours) -> datetime:
    """The first of the moments `span` apart from each other, counted from `anchor`, that lies after `now`.

    A slot that was moved to an opening starts the row anew there; otherwise Tuesday would ask at 09:00, moved from
    the night, and at 09:10 again.
    """
    anchor, now = _utc(anchor), _utc(now)
    if span.business_days:
        slots = islice(_days_after(anchor, hours), span.business_days - 1, None, span.business_days)
        return next(slot for slot in slots if slot > now)
    if hours.always:
        gone = max((now - anchor) // span.elapsed, 0)
        return anchor + (gone + 1) * span.elapsed
    slot = add(anchor, span, hours)
    while slot <= now:
        closing = _at(_today(slot, hours), hours.closes, hours)
        gone = (min(now, closing) - slot) // span.elapsed
        slot = move_into(slot + max(gone, 1) * span.elapsed, hours)
    return slot


def move_into(moment: datetime, hours: OfficeHours) -> datetime:
    """The moment itself in working time, else the next opening. Closing time is outside: people have left."""
    moment = _utc(moment)
    return moment if is_open(moment, hours) else next_opening(moment, hours)


def next_opening(moment: datetime, hours: OfficeHours) -> datetime:
    """The first opening after `moment`. Who works around the clock still has mornings."""
    openings = (_at(day, hours.opens, hours) for day in _working_days(_today(moment, hours), hours))
    return next(opening for opening in openings if opening > moment)


def is_open(moment: datetime, hours: OfficeHours) -> bool:
    if hours.always:
        return True
    day = _today(moment, hours)
    return works(day, hours) and _at(day, hours.opens, hours) <= moment < _at(day, hours.closes, hours)


def works(day: date, hours: OfficeHours) -> bool:
    """Whether people work on this local day."""
    if hours.always:
        return True
    return day.weekday() < _SATURDAY if hours.holidays is None else day in _calendar(hours.holidays, day.year)


def _next_word(cadence: CustomerCadence, *, anchor: datetime, now: datetime, hours: OfficeHours) -> datetime:
    """The customer is due, then overdue, and then every `due` again until someone writes."""
    due = add(anchor, cadence.due, hours)
    overdue = _overdue(cadence, anchor=anchor, hours=hours)
    if due > now:
        return due
    return overdue if overdue > now else next_slot(cadence.due, anchor=overdue, now=now, hours=hours)


def _overdue(cadence: CustomerCadence, *, anchor: datetime, hours: OfficeHours) -> datetime:
    due = add(anchor, cadence.due, hours)
    if cadence.due.elapsed and cadence.overdue.elapsed:
        # Counted on from where `due` was moved to: nobody is late at the opening at which they are first reminded.
        return move_into(due + (cadence.overdue.elapsed - cadence.due.elapsed), hours)
    return max(due, add(anchor, cadence.overdue, hours))


def _end_of_week(now: datetime, hours: OfficeHours) -> datetime:
    """Closing time on Friday, or on the last working day before a Friday off. On Friday evening: next week's."""
    today = _today(now, hours)
    friday = today + timedelta(days=(_FRIDAY - today.weekday()) % 7)
    while True:
        day = next(friday - timedelta(days=back) for back in range(366) if works(friday - timedelta(days=back), hours))
        if (closing := _at(day, hours.closes, hours)) > now:
            return closing
        friday += timedelta(days=7)


def _days_after(anchor: datetime, hours: OfficeHours) -> Iterator[datetime]:
    """One business day after the anchor, two, and so on, each at the anchor's local time."""
    start = move_into(anchor, hours).astimezone(_zone(hours))
    same_time = start.time().replace(fold=0)
    for day in _working_days(start.date() + _A_DAY, hours):
        yield move_into(_at(day, same_time, hours), hours)


def _working_days(first: date, hours: OfficeHours) -> Iterator[date]:
    day = first
    while True:
        if works(day, hours):
            yield day
        day += _A_DAY


def _today(moment: datetime, hours: OfficeHours) -> date:
    return _utc(moment).astimezone(_zone(hours)).date()


def _at(day: date, clock: time, hours: OfficeHours) -> datetime:
    return _in_utc(day, clock, hours.zone or "UTC")


@lru_cache(maxsize=1024)
def _in_utc(day: date, clock: time, zone: str) -> datetime:
    """A local time of day in UTC. One that a change of clocks leaves out, such as 02:30, becomes 03:30.

    Kept, because openings and closings of the same few days are asked for all the time.
    """
    return datetime.combine(day, clock, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _zone(hours: OfficeHours) -> ZoneInfo:
    return ZoneInfo(hours.zone or "UTC")


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A moment has a zone. A naive one would be read in the server's.")
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


@lru_cache(maxsize=64)
def _calendar(place: str, year: int) -> frozenset[date]:
    """The working days of one year in one place.

    Kept as a finished set, because the library's own objects fill themselves while they are asked, which two threads
    must not see half done. Imported here: it costs memory that a desk without holidays need not spend.
    """
    from holidays import country_holidays  # noqa: PLC0415 - said above

    country, _, region = place.partition("-")
    known = country_holidays(country, subdiv=region or None, years=year)
    first = date(year, 1, 1)
    days = (first + timedelta(days=count) for count in range((date(year + 1, 1, 1) - first).days))
    return frozenset(day for day in days if known.is_working_day(day))
