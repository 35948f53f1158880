"""The terminal tells the same story as the thread, without waiting."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

import cli
from escalation.kinds import ClockKind, Severity, TargetTeam
from escalation.policy import Policy
from running.simulate import Asked, simulate

MONDAY = datetime(2026, 11, 23, 8, 40, tzinfo=UTC)  # 09:40 in Berlin


def story(severity: Severity, *, taken_after: timedelta | None = None, hours: float = 24) -> list[Asked]:
    return list(
        simulate(
            Policy(),
            severity=severity,
            target=TargetTeam.ENGINEERING,
            start=MONDAY,
            lasts=timedelta(hours=hours),
            zone="Europe/Berlin",
            taken_after=taken_after,
        )
    )


def test_a_high_one_that_somebody_has_is_asked_about_on_the_seeds_cadence() -> None:
    told = [(f"{one.at:%H:%M}", one.clock, one.to) for one in story(Severity.HIGH, taken_after=timedelta(minutes=15))]

    assert told[:3] == [
        ("12:40", ClockKind.INTERNAL, "assignee and reporter"),
        ("16:40", ClockKind.CUSTOMER, "reporter"),
        ("16:55", ClockKind.INTERNAL, "assignee and lead"),
    ]


def test_a_critical_one_that_nobody_takes_is_never_silent_for_more_than_half_an_hour() -> None:
    moments = [one.at for one in story(Severity.CRITICAL) if one.clock is ClockKind.INTERNAL]

    assert moments[0] == MONDAY + timedelta(minutes=15)
    assert {later - earlier for earlier, later in pairwise(moments)} == {timedelta(minutes=30)}


def test_a_medium_one_is_in_each_ones_list_in_the_morning_and_asked_about_quietly() -> None:
    told = story(Severity.MEDIUM, taken_after=timedelta(minutes=15), hours=50)

    assert [(f"{one.at:%a %H:%M}", one.clock, one.to, one.why) for one in told] == [
        ("Tue 08:00", ClockKind.INTERNAL, "assignee", "the morning's list: news, due today"),
        ("Tue 08:00", ClockKind.CUSTOMER, "reporter", "the morning's list: word to the customer, due today"),
        ("Tue 08:40", ClockKind.INTERNAL, "the thread, nobody called", "news, and the customer is due word"),
        ("Wed 08:00", ClockKind.INTERNAL, "assignee", "the morning's list: news, due today"),
        ("Wed 08:00", ClockKind.CUSTOMER, "reporter", "the morning's list: word to the customer, due today"),
        ("Wed 08:40", ClockKind.CUSTOMER, "reporter", "the customer was promised word before now"),
        ("Wed 08:55", ClockKind.INTERNAL, "assignee and lead", "no news since it was last asked"),
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--team", "marketing"], "no such team; there are l2_support, engineering"),
        (["--zone", "Berlin"], "'Berlin' is no time zone. Try Europe/Berlin."),
        (["--severity", "huge"], "invalid"),
    ],
)
def test_what_is_wrongly_called_is_said_with_what_there_is(
    typed: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        outcome: object = cli.main(["simulate", *typed])
    except SystemExit as stopped:
        outcome = stopped.code

    assert outcome == cli.WRONG
    assert said in capsys.readouterr().err
