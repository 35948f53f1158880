"""When is it due? Business time, the clocks' slots, and the deadline we assume."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation import cadence
from escalation.kinds import ClockKind, Severity
from escalation.policy import CADENCES, CustomerCadence, OfficeHours, SeverityPolicy, Span, business_days, parse_span

BERLIN = OfficeHours(zone="Europe/Berlin", holidays="DE-BE")
NEW_YORK = OfficeHours(zone="America/New_York", holidays="US")
KOLKATA = OfficeHours(zone="Asia/Kolkata", opens=time(10), closes=time(19, 30))
TEL_AVIV = OfficeHours(zone="Asia/Jerusalem", holidays="IL")
AROUND_THE_CLOCK = OfficeHours(zone="Europe/Berlin", always=True)

CRITICAL, HIGH, MEDIUM = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM

offices = st.sampled_from([BERLIN, NEW_YORK, KOLKATA, TEL_AVIV, OfficeHours(zone="Australia/Lord_Howe"), OfficeHours()])
THREE_YEARS_FROM = datetime(2025, 1, 1, tzinfo=UTC)
moments = st.timedeltas(timedelta(0), timedelta(days=3 * 365)).map(lambda gone: THREE_YEARS_FROM + gone)
elapsed = st.integers(1, 30 * 60).map(lambda minutes: Span(elapsed=timedelta(minutes=minutes)))
spans = elapsed | st.integers(1, 12).map(business_days)


def berlin(text: str, *, fold: int = 0) -> datetime:
    """`2026-03-27 16:00`, as a clock on a wall in Berlin shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Berlin"), fold=fold).astimezone(UTC)


def new_york(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("America/New_York")).astimezone(UTC)


def in_working_time(moment: datetime, hours: OfficeHours) -> bool:
    """Told another way than the program does it: by the wall clock there."""
    there = moment.astimezone(ZoneInfo(hours.zone or "UTC"))
    return hours.opens <= there.time() < hours.closes and cadence.works(there.date(), hours)


# Adding to a moment


def test_hours_are_elapsed_time_while_people_are_at_work() -> None:
    assert cadence.add(berlin("2026-03-25 10:00"), parse_span("4h"), BERLIN) == berlin("2026-03-25 14:00")


def test_what_falls_into_the_night_is_moved_to_the_morning() -> None:
    assert cadence.add(berlin("2026-03-25 16:00"), parse_span("4h"), BERLIN) == berlin("2026-03-26 09:00")


def test_what_falls_on_closing_time_is_moved_to_the_morning() -> None:
    assert cadence.add(berlin("2026-03-25 14:00"), parse_span("4h"), BERLIN) == berlin("2026-03-26 09:00")


def test_what_falls_into_the_weekend_is_moved_to_monday_across_the_change_of_clocks() -> None:
    assert cadence.add(berlin("2026-03-27 16:00"), parse_span("4h"), BERLIN) == berlin("2026-03-30 09:00")


def test_two_business_days_after_friday_is_tuesday_at_the_same_local_time() -> None:
    assert cadence.add(berlin("2026-03-27 16:00"), parse_span("2bd"), BERLIN) == berlin("2026-03-31 16:00")


def test_business_days_step_over_thanksgiving() -> None:
    day_before = new_york("2026-11-25 11:00")
    assert cadence.add(day_before, parse_span("2bd"), NEW_YORK) == new_york("2026-11-30 11:00")


def test_a_regional_holiday_counts_in_its_region_only() -> None:
    womens_day_eve = berlin("2027-03-05 10:00")
    bavaria = BERLIN.model_copy(update={"holidays": "DE-BY"})
    assert cadence.add(womens_day_eve, parse_span("1bd"), BERLIN) == berlin("2027-03-09 10:00")
    assert cadence.add(womens_day_eve, parse_span("1bd"), bavaria) == berlin("2027-03-08 10:00")


def test_business_days_cross_the_end_of_a_month_and_of_a_year() -> None:
    assert cadence.add(berlin("2026-12-31 10:00"), parse_span("1bd"), BERLIN) == berlin("2027-01-04 10:00")
    assert cadence.add(berlin("2026-04-30 10:00"), parse_span("1bd"), BERLIN) == berlin("2026-05-04 10:00")


def test_a_business_day_that_begins_on_saturday_begins_on_monday_morning() -> None:
    assert cadence.add(berlin("2026-03-28 11:00"), parse_span("1bd"), BERLIN) == berlin("2026-03-31 09:00")


def test_israel_works_from_sunday_to_thursday() -> None:
    thursday = datetime(2026, 5, 14, 10, tzinfo=ZoneInfo("Asia/Jerusalem"))
    assert cadence.add(thursday, parse_span("1bd"), TEL_AVIV) == thursday + timedelta(days=3)


@pytest.mark.parametrize("evening", ["2026-03-28 23:00", "2026-10-24 23:00"])
def test_around_the_clock_four_hours_are_four_hours_on_both_nights_that_change_the_clocks(evening: str) -> None:
    start = datetime.fromisoformat(evening).replace(tzinfo=ZoneInfo("Europe/Berlin"))
    later = cadence.add(start, parse_span("4h"), AROUND_THE_CLOCK)
    assert later - start.astimezone(UTC) == timedelta(hours=4)


def test_a_local_time_that_the_change_of_clocks_leaves_out_is_asked_an_hour_later_that_day_only() -> None:
    anchor = berlin("2026-03-27 02:30")
    slots = [cadence.add(anchor, business_days(count), AROUND_THE_CLOCK) for count in (1, 2, 3)]
    assert slots == [berlin("2026-03-28 02:30"), berlin("2026-03-29 03:30"), berlin("2026-03-30 02:30")]


def test_the_second_half_past_two_of_autumn_comes_back_as_half_past_two() -> None:
    twice = berlin("2026-10-25 02:30", fold=1)
    assert cadence.add(twice, parse_span("1bd"), AROUND_THE_CLOCK) == berlin("2026-10-26 02:30")


def test_a_moment_without_a_zone_is_refused() -> None:
    zoneless = berlin("2026-03-25 10:00").replace(tzinfo=None)
    with pytest.raises(ValueError, match="has a zone"):
        cadence.add(zoneless, parse_span("4h"), BERLIN)


@given(offices, moments, spans)
def test_whatever_is_added_lands_in_working_time_and_later(hours: OfficeHours, after: datetime, span: Span) -> None:
    later = cadence.add(after, span, hours)
    assert in_working_time(later, hours)
    assert later > after
    assert later.tzinfo is UTC


@given(offices, moments, moments, spans)
def test_who_started_earlier_is_never_due_later(hours: OfficeHours, one: datetime, two: datetime, span: Span) -> None:
    assert cadence.add(min(one, two), span, hours) <= cadence.add(max(one, two), span, hours)


@given(offices, moments)
def test_moving_into_working_time_never_drops_and_does_nothing_twice(hours: OfficeHours, moment: datetime) -> None:
    moved = cadence.move_into(moment, hours)
    assert moved >= moment
    assert in_working_time(moved, hours)
    assert cadence.move_into(moved, hours) == moved
    assert (moved == moment) == in_working_time(moment, hours)


@given(offices, moments)
def test_the_next_opening_is_the_start_of_a_working_day(hours: OfficeHours, moment: datetime) -> None:
    opening = cadence.next_opening(moment, hours)
    there = opening.astimezone(ZoneInfo(hours.zone or "UTC"))
    assert there.time() == hours.opens
    assert cadence.works(there.date(), hours)
    assert opening > moment


# The slots of a clock


def test_a_critical_is_asked_about_every_two_hours_through_the_night() -> None:
    opened = berlin("2026-03-27 23:10")
    asked = [opened]
    for _ in range(3):
        asked.append(
            cadence.next_due(
                ClockKind.INTERNAL, CRITICAL, CADENCES[CRITICAL], anchor=opened, now=asked[-1], hours=BERLIN
            )
        )
    assert [moment - opened for moment in asked[1:]] == [timedelta(hours=2), timedelta(hours=4), timedelta(hours=6)]


def test_a_high_moved_to_the_morning_starts_its_row_anew_there() -> None:
    anchor = berlin("2026-03-25 13:10")
    now, asked = anchor, []
    for _ in range(4):
        now = cadence.next_slot(parse_span("4h"), anchor=anchor, now=now, hours=BERLIN)
        asked.append(now)
    assert asked == [
        berlin("2026-03-25 17:10"),
        berlin("2026-03-26 09:00"),
        berlin("2026-03-26 13:00"),
        berlin("2026-03-26 17:00"),
    ]


def test_a_medium_keeps_the_anchors_time_of_day_however_late_its_reminders_went_out() -> None:
    anchor = berlin("2026-03-26 14:20")
    late = berlin("2026-03-27 16:45")
    due = cadence.next_due(ClockKind.INTERNAL, MEDIUM, CADENCES[MEDIUM], anchor=anchor, now=late, hours=BERLIN)
    assert due == berlin("2026-03-30 14:20")


def test_after_a_week_offline_there_is_one_next_reminder() -> None:
    anchor, back = berlin("2026-03-16 10:00"), berlin("2026-03-23 11:30")
    due = cadence.next_due(ClockKind.INTERNAL, CRITICAL, CADENCES[CRITICAL], anchor=anchor, now=back, hours=BERLIN)
    assert due == berlin("2026-03-23 12:00")


def test_every_second_business_day_stays_every_second_one() -> None:
    anchor = berlin("2026-03-24 10:00")
    due = cadence.next_slot(parse_span("2bd"), anchor=anchor, now=berlin("2026-03-27 10:00"), hours=BERLIN)
    assert due == berlin("2026-03-30 10:00")


@given(offices, moments, st.timedeltas(timedelta(), timedelta(days=40)), spans)
def test_the_next_slot_is_in_the_future_and_in_working_time(
    hours: OfficeHours, anchor: datetime, gone: timedelta, span: Span
) -> None:
    slot = cadence.next_slot(span, anchor=anchor, now=anchor + gone, hours=hours)
    assert slot > anchor + gone
    assert in_working_time(slot, hours)


@given(offices, moments, st.integers(0, 60 * 24 * 10), st.integers(30, 2000))
def test_skipping_what_passed_lands_where_asking_one_by_one_would(
    hours: OfficeHours, anchor: datetime, gone: int, minutes: int
) -> None:
    span, now = Span(elapsed=timedelta(minutes=minutes)), anchor + timedelta(minutes=gone)
    slot = cadence.add(anchor, span, hours)
    while slot <= now:
        slot = cadence.add(slot, span, hours)
    assert cadence.next_slot(span, anchor=anchor, now=now, hours=hours) == slot


@given(moments, st.timedeltas(timedelta(), timedelta(days=400)), elapsed)
def test_around_the_clock_slots_are_whole_spans_from_the_anchor(anchor: datetime, gone: timedelta, span: Span) -> None:
    slot = cadence.next_slot(span, anchor=anchor, now=anchor + gone, hours=AROUND_THE_CLOCK)
    assert (slot - anchor) % span.elapsed == timedelta()
    assert timedelta() < slot - (anchor + gone) <= span.elapsed


# Word to the customer, and questions


def test_the_customer_is_due_then_overdue_then_due_again() -> None:
    heard = berlin("2026-03-25 09:00")
    asked = [heard]
    for _ in range(4):
        asked.append(
            cadence.next_due(
                ClockKind.CUSTOMER, CRITICAL, CADENCES[CRITICAL], anchor=heard, now=asked[-1], hours=BERLIN
            )
        )
    assert [(moment - heard) / timedelta(hours=1) for moment in asked[1:]] == [2, 4, 6, 8]
    assert cadence.overdue_at(CRITICAL, CADENCES[CRITICAL], anchor=heard, hours=BERLIN) == asked[2]


def test_nobody_is_overdue_at_the_opening_at_which_they_are_first_reminded() -> None:
    heard = berlin("2026-03-25 16:00")
    due = cadence.first_due(ClockKind.CUSTOMER, HIGH, CADENCES[HIGH], after=heard, hours=BERLIN)
    overdue = cadence.next_due(ClockKind.CUSTOMER, HIGH, CADENCES[HIGH], anchor=heard, now=due, hours=BERLIN)
    assert (due, overdue) == (berlin("2026-03-26 09:00"), berlin("2026-03-26 13:00"))


def test_a_customer_of_a_medium_is_due_after_one_business_day_and_overdue_after_two() -> None:
    heard = berlin("2026-03-27 15:00")
    due = cadence.first_due(ClockKind.CUSTOMER, MEDIUM, CADENCES[MEDIUM], after=heard, hours=BERLIN)
    overdue = cadence.overdue_at(MEDIUM, CADENCES[MEDIUM], anchor=heard, hours=BERLIN)
    assert (due, overdue) == (berlin("2026-03-30 15:00"), berlin("2026-03-31 15:00"))


def test_hours_and_business_days_may_be_mixed() -> None:
    mixed = SeverityPolicy(
        internal=parse_span("4h"), customer=CustomerCadence(due=parse_span("4h"), overdue=parse_span("1bd"))
    )
    overdue = cadence.overdue_at(HIGH, mixed, anchor=berlin("2026-03-25 10:00"), hours=BERLIN)
    assert overdue == berlin("2026-03-26 10:00")


@given(offices, moments, st.sampled_from(Severity), st.timedeltas(timedelta(), timedelta(days=20)))
def test_the_customers_clock_always_has_a_future(
    hours: OfficeHours, heard: datetime, severity: Severity, gone: timedelta
) -> None:
    now = heard + gone
    due = cadence.next_due(ClockKind.CUSTOMER, severity, CADENCES[severity], anchor=heard, now=now, hours=hours)
    assert due > now
    overdue = cadence.overdue_at(severity, CADENCES[severity], anchor=heard, hours=hours)
    assert overdue > cadence.first_due(ClockKind.CUSTOMER, severity, CADENCES[severity], after=heard, hours=hours)


@pytest.mark.parametrize(
    ("severity", "due"),
    [(CRITICAL, "2026-03-25 17:20"), (HIGH, "2026-03-26 09:00"), (MEDIUM, "2026-03-26 16:50")],
)
def test_a_question_waits_for_its_answer_by_severity(severity: Severity, due: str) -> None:
    asked = berlin("2026-03-25 16:50")
    first = cadence.first_due(ClockKind.QUESTION, severity, CADENCES[severity], after=asked, hours=BERLIN)
    assert first == berlin(due)


# Nobody took it


def test_a_critical_climbs_its_ladder_by_night_and_is_then_called_out_every_half_hour() -> None:
    moment, asked = berlin("2026-03-28 01:00"), []
    for step in range(4):
        following = cadence.next_ask(CRITICAL, CADENCES[CRITICAL], asked=step, after=moment, hours=BERLIN)
        assert following is not None
        asked.append((following - moment) / timedelta(minutes=1))
        moment = following
    assert asked == [15, 30, 30, 30]


def test_the_ladder_of_a_high_moves_into_office_hours_and_goes_on_at_the_pace_of_its_news() -> None:
    first = cadence.next_ask(HIGH, CADENCES[HIGH], asked=0, after=berlin("2026-03-27 17:30"), hours=BERLIN)
    assert first == berlin("2026-03-30 09:00")
    third = cadence.next_ask(HIGH, CADENCES[HIGH], asked=2, after=berlin("2026-03-30 10:00"), hours=BERLIN)
    assert third == berlin("2026-03-30 14:00")


def test_the_ladder_of_a_medium_ends_with_the_lead() -> None:
    assert cadence.next_ask(MEDIUM, CADENCES[MEDIUM], asked=2, after=berlin("2026-03-27 17:30"), hours=BERLIN) is None


# The deadline we assume


@pytest.mark.parametrize(
    ("severity", "now", "deadline"),
    [
        (CRITICAL, "2026-03-28 03:00", "2026-03-28 03:00"),
        (HIGH, "2026-03-25 11:00", "2026-03-25 18:00"),
        (HIGH, "2026-03-25 07:00", "2026-03-25 18:00"),
        (HIGH, "2026-03-25 18:00", "2026-03-26 09:00"),
        (HIGH, "2026-03-28 11:00", "2026-03-30 09:00"),
        (MEDIUM, "2026-03-25 11:00", "2026-03-27 18:00"),
        (MEDIUM, "2026-03-27 18:00", "2026-04-02 18:00"),  # the Friday after is Good Friday
        (MEDIUM, "2026-03-28 11:00", "2026-04-02 18:00"),
        (MEDIUM, "2026-04-03 11:00", "2026-04-10 18:00"),
    ],
)
def test_a_deadline_nobody_gave_is_assumed_by_severity(severity: Severity, now: str, deadline: str) -> None:
    assert cadence.deadline_for(severity, now=berlin(now), hours=BERLIN) == berlin(deadline)


def test_who_works_around_the_clock_still_has_a_closing_time_for_deadlines() -> None:
    saturday = berlin("2026-03-28 11:00")
    assert cadence.deadline_for(HIGH, now=saturday, hours=AROUND_THE_CLOCK) == berlin("2026-03-28 18:00")
    assert cadence.deadline_for(MEDIUM, now=saturday, hours=AROUND_THE_CLOCK) == berlin("2026-04-03 18:00")


@given(offices, moments, st.sampled_from(Severity))
def test_an_assumed_deadline_is_never_in_the_past(hours: OfficeHours, now: datetime, severity: Severity) -> None:
    assert cadence.deadline_for(severity, now=now, hours=hours) >= now


# Office hours


def test_office_hours_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(ValueError, match="end after they begin"):
        OfficeHours(opens=time(18), closes=time(9))


def test_who_works_around_the_clock_works_on_christmas() -> None:
    assert cadence.works(date(2026, 12, 25), AROUND_THE_CLOCK)
    assert not cadence.works(date(2026, 12, 25), BERLIN)
