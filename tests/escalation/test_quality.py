"""What makes a brief come back unread: found, said kindly where it can be mended, and never in the way."""

from datetime import timedelta
from typing import Any

import pytest

from escalation.asks import is_vague
from escalation.drafts import Draft
from escalation.kinds import Frequency, Severity, TargetTeam
from escalation.policy import OfficeHours
from escalation.promises import stands
from escalation.quality import CHECKS, Moment, Remark, Written, remarks, score
from tests.escalation.makers import berlin

ENGINEERING = TargetTeam.ENGINEERING
STEPS = (
    "1. Start: as an admin on the Pro plan\n2. Do: press Export on report 4711\n"
    "3. Expected: a CSV Actual: nothing comes\nAlways or sometimes? always\nRuled out: other browsers"
)
GOOD = Draft(
    issue='Export ends in "timed out after 30 s". It began with 4.12.',
    customers=("Northwind",),
    affected_count=20,
    frequency=Frequency.ALWAYS,
    error="timed out after 30 s",
    environment="Chrome 126, Pro plan",
    tried=("Cleared the cache: no change",),
    needed="Find the cause and fix it, by Monday",
    deadline="by Monday",
    details={ENGINEERING: STEPS},
)
NO_STEPS: dict[TargetTeam, str] = {}


def steps_with(step: str) -> dict[TargetTeam, str]:
    return {ENGINEERING: STEPS.replace("press Export on report 4711", step)}


def said(moment: Moment = Moment.FINE, *, is_bug: bool = True, **changes: Any) -> list[str]:
    written = Written(GOOD.model_copy(update=changes), ENGINEERING, moment)
    return [one.name for one in remarks(written, is_bug=is_bug).values()]


def test_of_a_good_brief_nothing_is_said() -> None:
    assert said() == []
    assert score(Written(GOOD, ENGINEERING), is_bug=True) == 100


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"affected_count": None}, "impact without a number"),
        (
            {"issue": "The export is not working.", "error": None, "documents": "a log"},
            "not working, without the error",
        ),
        ({"issue": "It hangs. " * 6}, "more than five sentences"),
        ({"details": {ENGINEERING: STEPS.replace("Start: as an admin on the Pro plan", "")}}, "steps without a start"),
        ({"details": {ENGINEERING: "1. press Export\n2. wait"}}, "steps without a start"),
        ({"frequency": None, "details": {ENGINEERING: STEPS.replace("? always", "?")}}, "no frequency"),
        ({"details": {ENGINEERING: STEPS.replace("other browsers", "")}}, "nothing ruled out"),
        ({"details": steps_with("try to export report 4711")}, "a step that says too little"),
        ({"details": steps_with("press Export on some report")}, "steps without exact values"),
        ({"details": steps_with('press Export on "Sales" with any data')}, "steps without exact values"),
        ({"details": {ENGINEERING: STEPS.replace("nothing comes", "")}}, "a line of the outline left open"),
        ({"error": None}, "no evidence"),
        ({"environment": None}, "no environment"),
        (
            {"environment": "Chrome 126", "details": {ENGINEERING: STEPS.replace(" on the Pro plan", "")}},
            "plan or feature flags not named",
        ),
        ({"tried": ("Restarted the service",)}, "a step without its result"),
        ({"needed": None}, "no ask"),
        ({"needed": "Please look at it asap"}, "a vague ask"),
        ({"deadline": None}, "no deadline"),
        ({"moment": Moment.PAST}, "a deadline that has passed"),
        ({"moment": Moment.OUTSIDE}, "a deadline outside office hours"),
    ],
)
def test_each_thing_that_makes_a_brief_fail_is_said(changes: dict[str, Any], name: str) -> None:
    assert said(**changes) == [name]


def test_every_check_has_an_example_above() -> None:
    (cases,) = (mark.args[1] for mark in test_each_thing_that_makes_a_brief_fail_is_said.pytestmark)
    assert {check.name for check in CHECKS} == {name for _, name in cases}


@pytest.mark.parametrize(
    "changes",
    [
        {"affected_count": None, "affected": "about 140 users"},
        {"affected_count": None, "customers": ("Northwind", "Globex")},
        {"issue": "The export is not working, it says timed out after 30 s"},
        {"details": {ENGINEERING: "1. Log in as a viewer\n2. press Export on report 4711\nRuled out: other browsers"}},
        {"environment": "Chrome 126, beta flag on"},
        {
            "issue": "Export ends at once, same in Firefox.",
            "details": {ENGINEERING: STEPS.replace("other browsers", "")},
        },
        {"error": None, "links": ("https://logs.example.com/4711",)},
        {"tried": ("Restarted the service, it came back after an hour",)},
        {"needed": "Decide whether we may credit a month"},
        {"needed": "原因を調べてください"},
    ],
)
def test_what_is_good_enough_is_left_alone(changes: dict[str, Any]) -> None:
    assert said(**changes) == []


def test_steps_are_asked_of_faults_only_and_not_before_somebody_wrote_some() -> None:
    bare: dict[str, Any] = {"details": NO_STEPS, "frequency": None, "environment": None}

    assert said(**bare) == ["no environment"]
    assert said(**bare, is_bug=False) == []


@pytest.mark.parametrize(
    ("team", "typed", "left_open"),
    [
        (TargetTeam.L2_SUPPORT, "Ticket in short: SSO loops\nTried, and what came of it: cache, same", "The customer"),
        (TargetTeam.PRODUCT, "Use case, in the customer's words: audits\nWhat it costs them: a day", "How many asked"),
        (TargetTeam.SECURITY, "What was seen: invoices of others", "Who or what is affected"),
        (TargetTeam.LEADERSHIP, "Situation, in three sentences: they leave", "Revenue"),
    ],
)
def test_each_team_s_outline_is_asked_for_whole_once_it_was_begun(team: TargetTeam, typed: str, left_open: str) -> None:
    begun = remarks(Written(Draft(issue="x", details={team: typed}), team), is_bug=False)
    assert begun["details"].says == f'They work with this too: "{left_open}". A few words are enough.'

    for other in ({team: "pasted as it came"}, {}):
        assert "details" not in remarks(Written(Draft(issue="x", details=other), team), is_bug=False)


def test_a_field_hears_one_thing_at_a_time_and_the_step_is_named() -> None:
    draft = GOOD.model_copy(update={"needed": None, "deadline": None, "tried": ("Restarted the service",)})
    found = remarks(Written(draft, ENGINEERING), is_bug=True)

    assert found == {
        "tried": Remark(
            "a step without its result",
            "tried",
            'What came of "Restarted the service"? With its result nobody tries it again.',
        ),
        "needed": Remark("no ask", "needed", "Investigate, fix or decide? Say which, and by when."),
    }


def test_the_less_there_is_the_lower_it_scores() -> None:
    bare = Written(Draft(issue="Export is broken"), ENGINEERING)
    half = Written(GOOD.model_copy(update={"details": NO_STEPS, "environment": None, "needed": None}), ENGINEERING)

    assert score(bare, is_bug=True) < score(half, is_bug=True) < 100


@pytest.mark.parametrize("ask", ["help", "please advise", "urgent!!", "look into it", "need your support asap"])
def test_an_ask_without_a_verb_for_the_team_is_vague(ask: str) -> None:
    assert is_vague(ask)


# Whether anybody can keep the deadline

HOURS = OfficeHours(zone="Europe/Berlin")
MONDAY = berlin("2026-03-02 10:00")


@pytest.mark.parametrize(
    ("deadline", "severity", "how"),
    [
        (None, Severity.HIGH, Moment.FINE),
        (MONDAY + timedelta(hours=3), Severity.HIGH, Moment.FINE),
        (berlin("2026-03-02 18:00"), Severity.HIGH, Moment.FINE),
        (MONDAY, Severity.HIGH, Moment.PAST),
        (berlin("2026-03-02 22:00"), Severity.HIGH, Moment.OUTSIDE),
        (berlin("2026-03-07 11:00"), Severity.MEDIUM, Moment.OUTSIDE),
        (berlin("2026-03-07 11:00"), Severity.CRITICAL, Moment.FINE),
    ],
)
def test_a_deadline_is_weighed_against_the_team_s_hours(deadline: Any, severity: Severity, how: Moment) -> None:
    assert stands(deadline, severity, HOURS, now=MONDAY) is how
