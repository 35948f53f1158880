"""Whole stories, from due moment to due moment: nights, weekends, a month's end, and both changes of the clocks.

The lists are worked out by hand from the table of follow-ups: Critical every 2 hours, word to the customer due after 2
and overdue after 4; High 4, and 4 to 8; Medium daily, and after 1 to 2 business days. Nobody took it: Critical after 15
minutes the group, after 30 more everyone who can help, then every half hour; High an hour and an hour, then every 4;
Medium a day and a day. Berlin's clocks changed on 29 March 2026, New York's change on 1 November 2026.
"""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from escalation.kinds import EscalationId, Severity
from tests.escalation.makers import ADA, CRITICAL, HIGH, MEDIUM, Office, a_policy, berlin, called, new_york

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
Story = list[tuple[str, str, str]]


def story(
    office: Office,
    severity: Severity,
    *,
    opened: datetime,
    taken: datetime | None = None,
    until: datetime,
    zone: str = BERLIN,
) -> Story:
    """What is asked of whom when nobody answers, by the clock on the wall."""
    office.policy, office.moment = a_policy(zone=zone), opened
    number = office.opens(severity)
    if taken:
        office.lets_pass(taken)
        office.does("acknowledge", number, ADA)
    office.lets_pass(until)
    return told(office, number, zone)


def told(office: Office, number: EscalationId, zone: str) -> Story:
    moments = [one.at.astimezone(ZoneInfo(zone)) for one in office.trail(number) if one.kind == "reminded"]
    asked = sorted(zip(moments, office.reminders(number), strict=True), key=lambda one: (one[0], one[1].clock.value))
    return [(f"{at:%a %d %b %H:%M}", one.clock.value, called(one)) for at, one in asked]


def at(moments: Iterable[str], clock: str, to: str) -> Story:
    return [(moment, clock, to) for moment in moments]


def by_the_clock(day: str, hours: Iterable[int], minute: int = 0) -> list[str]:
    return [f"{day} {hour:02}:{minute:02}" for hour in hours]


def in_order(*parts: Story, days: list[str]) -> Story:
    return sorted(
        (line for part in parts for line in part), key=lambda line: (days.index(line[0][:10]), line[0], line[1])
    )


# Critical: around the clock


def test_a_critical_that_somebody_has_over_a_weekend_in_which_the_clocks_go_forward(any_office: Office) -> None:
    days = ["Sat 28 Mar", "Sun 29 Mar", "Mon 30 Mar", "Tue 31 Mar"]
    odd = range(1, 24, 2)

    assert story(
        any_office,
        CRITICAL,
        opened=berlin("2026-03-28 22:00"),
        taken=berlin("2026-03-28 22:10"),
        until=berlin("2026-03-31 22:00"),
    ) == in_order(
        # Two hours after ten it is midnight, two more and it is three: the hour from two to three was left out.
        at(["Sun 29 Mar 00:00"], "internal", "U0ADA U0MAYA"),
        at(["Sun 29 Mar 03:00"], "customer", "S0SHIFT U0MAYA"),
        at(["Sun 29 Mar 03:10"], "internal", "U0ADA U0LEA"),
        at(by_the_clock("Sun 29 Mar", range(5, 24, 2)), "customer", "S0SHIFT U0MAYA U0TOM"),
        at(by_the_clock("Sun 29 Mar", range(5, 24, 2), 10), "internal", "U0ADA U0LEA"),
        at(by_the_clock("Mon 30 Mar", odd), "customer", "S0SHIFT U0MAYA U0TOM"),
        at(by_the_clock("Mon 30 Mar", odd, 10), "internal", "U0ADA U0LEA"),
        at(by_the_clock("Tue 31 Mar", range(1, 22, 2)), "customer", "S0SHIFT U0MAYA U0TOM"),
        at(by_the_clock("Tue 31 Mar", range(1, 22, 2), 10), "internal", "U0ADA U0LEA"),
        days=days,
    )


def test_a_critical_that_somebody_has_over_a_months_end_at_which_the_clocks_go_back(any_office: Office) -> None:
    days = ["Sat 31 Oct", "Sun 01 Nov"]

    assert story(
        any_office,
        CRITICAL,
        opened=new_york("2026-10-31 22:00"),
        taken=new_york("2026-10-31 22:10"),
        until=new_york("2026-11-01 22:00"),
        zone=NEW_YORK,
    ) == in_order(
        # Four hours after ten it is one for the second time.
        at(["Sun 01 Nov 00:00"], "internal", "U0ADA U0MAYA"),
        at(["Sun 01 Nov 01:00"], "customer", "S0SHIFT U0MAYA"),
        at(["Sun 01 Nov 01:10"], "internal", "U0ADA U0LEA"),
        at(by_the_clock("Sun 01 Nov", range(3, 22, 2)), "customer", "S0SHIFT U0MAYA U0TOM"),
        at(by_the_clock("Sun 01 Nov", range(3, 22, 2), 10), "internal", "U0ADA U0LEA"),
        days=days,
    )


def test_a_critical_that_nobody_takes_calls_out_every_half_hour_through_the_night_of_the_change(
    any_office: Office,
) -> None:
    days = ["Sat 28 Mar", "Sun 29 Mar"]
    everyone = "U0LEA U0MAYA U0TOM"
    sunday = [0, 1, *range(3, 12)]

    assert story(any_office, CRITICAL, opened=berlin("2026-03-28 21:20"), until=berlin("2026-03-29 12:00")) == in_order(
        at(["Sat 28 Mar 21:35"], "internal", "S0ENGINEERS"),
        at(["Sat 28 Mar 22:05", "Sat 28 Mar 22:35", "Sat 28 Mar 23:05", "Sat 28 Mar 23:35"], "internal", everyone),
        at(by_the_clock("Sun 29 Mar", sunday, 5), "internal", everyone),
        at(by_the_clock("Sun 29 Mar", sunday, 35), "internal", everyone),
        at(["Sat 28 Mar 23:20"], "customer", "U0MAYA"),
        at(["Sun 29 Mar 01:20"], "customer", "S0SHIFT U0MAYA"),
        at(by_the_clock("Sun 29 Mar", range(4, 12, 2), 20), "customer", "S0SHIFT U0MAYA U0TOM"),
        days=days,
    )


# High: office hours


def test_a_high_that_somebody_has_from_thursday_afternoon_over_the_weekend_of_the_change(any_office: Office) -> None:
    assert story(
        any_office,
        HIGH,
        opened=berlin("2026-03-26 16:00"),
        taken=berlin("2026-03-26 16:30"),
        until=berlin("2026-03-31 18:00"),
    ) == [
        ("Fri 27 Mar 09:00", "internal", "U0ADA U0MAYA"),  # both moved from the evening
        ("Fri 27 Mar 13:00", "customer", "S0SHIFT U0MAYA"),
        ("Fri 27 Mar 13:00", "internal", "U0ADA U0LEA"),
        ("Fri 27 Mar 17:00", "customer", "S0SHIFT U0MAYA U0TOM"),
        ("Fri 27 Mar 17:00", "internal", "U0ADA U0LEA"),
        ("Mon 30 Mar 09:00", "customer", "S0SHIFT U0MAYA U0TOM"),
        ("Mon 30 Mar 09:00", "internal", "U0ADA U0LEA"),
        ("Mon 30 Mar 13:00", "customer", "S0SHIFT U0MAYA U0TOM"),
        ("Mon 30 Mar 13:00", "internal", "U0ADA U0LEA"),
        ("Mon 30 Mar 17:00", "customer", "S0SHIFT U0MAYA U0TOM"),
        ("Mon 30 Mar 17:00", "internal", "U0ADA U0LEA"),
        ("Tue 31 Mar 09:00", "customer", "S0SHIFT U0MAYA U0TOM"),
        ("Tue 31 Mar 09:00", "internal", "U0ADA U0LEA"),
        ("Tue 31 Mar 13:00", "customer", "S0SHIFT U0MAYA U0TOM"),
        ("Tue 31 Mar 13:00", "internal", "U0ADA U0LEA"),
        ("Tue 31 Mar 17:00", "customer", "S0SHIFT U0MAYA U0TOM"),
        ("Tue 31 Mar 17:00", "internal", "U0ADA U0LEA"),
    ]


def test_a_high_that_nobody_takes_from_friday_afternoon_over_a_months_end_and_the_change(any_office: Office) -> None:
    assert story(
        any_office,
        HIGH,
        opened=new_york("2026-10-30 15:00"),
        until=new_york("2026-11-03 14:00"),
        zone=NEW_YORK,
    ) == [
        ("Fri 30 Oct 16:00", "internal", "S0ENGINEERS"),
        ("Fri 30 Oct 17:00", "internal", "U0LEA"),
        ("Mon 02 Nov 09:00", "customer", "U0MAYA"),  # due on Friday at seven in the evening
        ("Mon 02 Nov 09:00", "internal", "U0LEA"),
        ("Mon 02 Nov 13:00", "customer", "S0SHIFT U0MAYA"),
        ("Mon 02 Nov 13:00", "internal", "U0LEA"),
        ("Mon 02 Nov 17:00", "customer", "S0SHIFT U0MAYA U0TOM"),
        ("Mon 02 Nov 17:00", "internal", "U0LEA"),
        ("Tue 03 Nov 09:00", "customer", "S0SHIFT U0MAYA U0TOM"),
        ("Tue 03 Nov 09:00", "internal", "U0LEA"),
        ("Tue 03 Nov 13:00", "customer", "S0SHIFT U0MAYA U0TOM"),
        ("Tue 03 Nov 13:00", "internal", "U0LEA"),
    ]


# Medium: business days, at the time of day at which it began


def test_a_medium_that_somebody_has_keeps_its_time_of_day_over_the_weekend_of_the_change(any_office: Office) -> None:
    assert story(
        any_office,
        MEDIUM,
        opened=berlin("2026-03-26 14:20"),
        taken=berlin("2026-03-26 14:30"),
        until=berlin("2026-04-01 18:00"),
    ) == [
        ("Fri 27 Mar 14:20", "internal", ""),  # both have it in their list since nine
        ("Mon 30 Mar 14:20", "customer", "S0SHIFT U0MAYA"),
        ("Mon 30 Mar 14:30", "internal", "U0ADA U0LEA"),
        ("Tue 31 Mar 14:20", "customer", "S0SHIFT U0MAYA U0TOM"),
        ("Tue 31 Mar 14:30", "internal", "U0ADA U0LEA"),
        ("Wed 01 Apr 14:20", "customer", "S0SHIFT U0MAYA U0TOM"),
        ("Wed 01 Apr 14:30", "internal", "U0ADA U0LEA"),
    ]


def test_a_medium_that_nobody_takes_over_a_months_end_and_the_change(any_office: Office) -> None:
    assert story(
        any_office,
        MEDIUM,
        opened=new_york("2026-10-29 17:30"),
        until=new_york("2026-11-04 18:00"),
        zone=NEW_YORK,
    ) == [
        ("Fri 30 Oct 17:30", "customer", ""),  # she has it in her list since nine
        ("Fri 30 Oct 17:30", "internal", "S0ENGINEERS"),
        ("Mon 02 Nov 17:30", "customer", "S0SHIFT U0MAYA"),
        ("Mon 02 Nov 17:30", "internal", "U0LEA"),
        ("Tue 03 Nov 17:30", "customer", "S0SHIFT U0MAYA U0TOM"),
        ("Wed 04 Nov 17:30", "customer", "S0SHIFT U0MAYA U0TOM"),
    ]


def test_a_medium_opened_on_saturday_begins_on_monday_morning(any_office: Office) -> None:
    assert story(
        any_office,
        MEDIUM,
        opened=berlin("2026-03-28 11:00"),
        taken=berlin("2026-03-28 11:05"),
        until=berlin("2026-04-01 08:00"),
    ) == [("Tue 31 Mar 09:00", "internal", "")]  # in their lists, written at that moment


# Office hours, whoever has it and whenever it began


@pytest.mark.parametrize("severity", [HIGH, MEDIUM])
@pytest.mark.parametrize("hour", [0, 8, 13, 17, 23])
@pytest.mark.parametrize("day", [6, 8])  # Friday, Sunday
@pytest.mark.parametrize("is_taken", [True, False], ids=["taken", "nobody has it"])
def test_nothing_but_a_critical_asks_outside_office_hours(
    office: Office, severity: Severity, hour: int, day: int, *, is_taken: bool
) -> None:
    office.moment = berlin(f"2026-03-{day:02} {hour:02}:40")
    number = office.opens(severity)
    if is_taken:
        office.does("acknowledge", number, ADA)
    walked = [one.astimezone(ZoneInfo(BERLIN)) for one in office.walks(berlin("2026-03-13 12:00"))]
    assert walked
    assert [one for one in walked if one.weekday() > 4 or not 9 <= one.hour < 18] == []
