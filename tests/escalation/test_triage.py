"""The suggestions together, and the line that scripts read."""

import time

import pytest

from escalation.intake import read
from escalation.kinds import Frequency, Severity, TargetTeam
from escalation.triage import answer, sentences, triage


def test_an_intermittent_error_for_one_customer() -> None:
    draft = read("API returning 500 errors intermittently for Acme Corp")
    found = triage(draft)

    assert (draft.customers, draft.frequency) == (("Acme Corp",), Frequency.INTERMITTENT)
    assert (found.warrants, found.severity.value, found.target.value) == (True, Severity.HIGH, TargetTeam.ENGINEERING)
    assert found.is_bug
    assert found.gaps[0].name == "steps"


def test_missing_rows_reported_by_three_customers() -> None:
    draft = read("Data export is missing rows — 3 customers reported this week")
    found = triage(draft)

    assert (draft.affected_count, found.target.value, found.is_bug) == (3, TargetTeam.ENGINEERING, True)
    assert found.severity.value in {Severity.CRITICAL, Severity.HIGH}
    assert draft.started is not None
    assert "this week" in draft.started


def test_a_login_loop_for_a_whole_plan() -> None:
    draft = read("SSO login loop affecting all Enterprise customers")
    found = triage(draft)

    assert (draft.segment, found.severity.value) == ("all Enterprise customers", Severity.CRITICAL)
    assert found.target.value is TargetTeam.ENGINEERING


def test_a_churn_over_something_missing() -> None:
    found = triage(read("Customer threatening to churn over missing audit log feature"))

    assert (found.target.value, found.target.runner_up) == (TargetTeam.LEADERSHIP, TargetTeam.PRODUCT)
    assert found.severity.value is Severity.HIGH
    assert "customer" in [gap.name for gap in found.gaps]


def test_what_support_can_handle_is_medium_for_l2() -> None:
    found = triage(read("How do I change the logo?"))

    assert (found.warrants, found.severity.value, found.target.value) == (False, Severity.MEDIUM, TargetTeam.L2_SUPPORT)
    assert found.warrants_because[0].words == "How do I"


def test_gaps_are_those_of_the_team_that_was_chosen() -> None:
    draft = read("Sync fails for Acme").model_copy(update={"target": TargetTeam.PRODUCT})

    assert "use case" in [gap.name for gap in triage(draft).gaps]


def test_both_hints_are_sentences() -> None:
    draft = read("Checkout returns error 500 for Acme")

    assert sentences(triage(draft), draft) == (
        'Suggested High: "returns error 500", one customer, no workaround named.',
        'Suggested Engineering: "returns error 500" is a fault on our side.',
    )


def test_the_answer_has_the_agreed_keys() -> None:
    assert list(answer("7", "Sync fails for Acme")) == [
        "id",
        "headline",
        "issue",
        "impact",
        "warrants",
        "severity",
        "target",
        "customers",
        "affected_count",
        "started",
        "is_bug",
        "frequency",
        "churn",
        "sla",
        "security",
        "arr",
        "deadline",
        "segment",
        "missing",
        "reasons",
    ]


def test_the_answer_names_what_is_missing() -> None:
    assert set(answer("7", "Sync fails for Acme")["missing"]) == {"started", "deadline", "reproduction"}  # type: ignore[call-overload]


def test_the_answer_flags_what_is_at_stake() -> None:
    line = answer("8", "Acme ($90K ARR) will not renew: P1 SLA breached twice")

    assert (line["churn"], line["sla"], line["security"], line["arr"]) == (True, True, False, 90_000)


def test_asking_how_to_cancel_counts_as_churn_but_support_answers() -> None:
    line = answer("9", "How do I cancel my subscription?")

    assert (line["churn"], line["warrants"], line["target"]) == (True, False, "L2 Support")


def test_the_same_text_is_always_judged_the_same() -> None:
    text = "Three clients cannot pay since noon"

    assert answer("1", text) == answer("1", text)


@pytest.mark.parametrize("text", ["", "🔥", "x" * 30_000, "error " * 5_000, "for Acme and " * 3_000])
def test_no_text_takes_long(text: str) -> None:
    before = time.process_time()
    triage(read(text))

    assert time.process_time() - before < 1
