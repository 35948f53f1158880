"""The four examples of the document this began with, as it would have them."""

from escalation.completing import to_ask
from escalation.gaps import find_gaps
from escalation.intake import read
from escalation.kinds import Frequency, Severity, TargetTeam
from escalation.signals import Claim
from escalation.triage import triage

URGENT = {Severity.CRITICAL, Severity.HIGH}


def test_500s_for_one_customer_are_an_intermittent_bug_for_engineering() -> None:
    draft = read("API returning 500 errors intermittently for Acme Corp")
    found = triage(draft)
    assert (found.target.value, found.is_bug, found.warrants) == (TargetTeam.ENGINEERING, True, True)
    assert found.severity.value in URGENT
    assert (draft.customers, draft.frequency) == (("Acme Corp",), Frequency.INTERMITTENT)


def test_missing_rows_for_three_customers_ask_whether_they_are_lost() -> None:
    draft = read("Data export is missing rows \u2014 3 customers reported this week")
    found = triage(draft)
    assert found.target.value is TargetTeam.ENGINEERING
    assert found.severity.value in URGENT
    assert (draft.affected_count, draft.started) == (3, "reported this week")
    assert found.gaps[0].question == "Is the data lost, or only not exported?"


def test_a_login_loop_of_a_whole_plan_is_engineerings() -> None:
    draft = read("SSO login loop affecting all Enterprise customers")
    found = triage(draft)
    assert found.target.value is TargetTeam.ENGINEERING
    assert found.severity.value in URGENT
    assert draft.segment == "all Enterprise customers"


def test_churn_over_a_missing_feature_is_leaderships_and_asks_whose() -> None:
    draft = read("Customer threatening to churn over missing audit log feature")
    found = triage(draft)
    assert (found.target.value, found.target.runner_up) == (TargetTeam.LEADERSHIP, TargetTeam.PRODUCT)
    assert (found.severity.value, found.signals.has(Claim.CHURN)) == (Severity.HIGH, True)
    assert to_ask(draft, found)[0].question == "Which customer is it for?"
    assert "customer" in {gap.name for gap in find_gaps(draft, target=TargetTeam.LEADERSHIP, is_bug=False)}
