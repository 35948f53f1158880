"""Who must act: the seed's tiers, with Security before all others."""

import pytest

from escalation import impact, routing
from escalation.drafts import TargetSuggestion
from escalation.intake import read
from escalation.kinds import TargetTeam
from escalation.warrant import warrants_escalation

L2, ENGINEERING, PRODUCT = TargetTeam.L2_SUPPORT, TargetTeam.ENGINEERING, TargetTeam.PRODUCT
SECURITY, LEADERSHIP = TargetTeam.SECURITY, TargetTeam.LEADERSHIP


def routed(text: str) -> TargetSuggestion:
    draft = read(text)
    return routing.target_team(impact.assess(draft), draft)


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("API returning 500 errors intermittently for Acme Corp", ENGINEERING),
        ("Data export is missing rows — 3 customers reported this week", ENGINEERING),
        ("SSO login loop affecting all Enterprise customers", ENGINEERING),
        ("Customer threatening to churn over missing audit log feature", LEADERSHIP),
        ("Der Export bricht mit Fehler 500 ab", ENGINEERING),
        ("Their lawyer asks for a written statement", LEADERSHIP),
        ("Acme will not renew unless we refund the outage", LEADERSHIP),
        ("Acme threatens to leave after a data breach exposed their customers", SECURITY),
        ("Someone runs a phishing page on our domain", SECURITY),
        ("Is the product HIPAA compliant? Acme has a compliance concern", SECURITY),
        ("There should be an option to archive tags", PRODUCT),
        ("As an admin, I want to lock a folder", PRODUCT),
        ("How can I rename a folder?", L2),
        ("Password reset needed", L2),
        ("Charged twice for one seat", L2),
        ("Acme", L2),
    ],
)
def test_the_team_follows_from_what_is_said(text: str, team: TargetTeam) -> None:
    assert routed(text).value is team


def test_product_is_next_where_a_customer_leaves_over_something_missing() -> None:
    assert routed("Customer threatening to churn over missing audit log feature").runner_up is PRODUCT


def test_the_hint_quotes_the_reason() -> None:
    assert routing.sentence(routed("Checkout returns error 500")) == (
        'Suggested Engineering: "returns error 500" is a fault on our side.'
    )


def test_the_hint_names_security_where_it_is_close() -> None:
    hint = routing.sentence(routed("Records of several customers have disappeared"))

    assert hint == "Suggested Engineering. If other customers' data was seen, choose Security."


@pytest.mark.parametrize(
    ("text", "warrants"),
    [
        ("How do I invite a colleague?", False),
        ("I forgot my password", False),
        ("The docs say that this is a known limitation", False),
        ("It was a wrong setting, solved by changing it", False),
        ("Charged twice for one seat", False),
        ("Sync fails for Acme", True),
        ("Customer data leaked", True),
        ("Acme is about to cancel their contract", True),
        ("5 customers ask how to do it", True),
        ("Nobody answered ticket 4711 for three weeks", True),
        ("Production is down", True),
    ],
)
def test_what_support_can_solve_does_not_warrant_an_escalation(text: str, *, warrants: bool) -> None:
    assert warrants_escalation(impact.assess(read(text)))[0] is warrants


def test_whatever_is_in_doubt_may_be_escalated() -> None:
    warrants, because = warrants_escalation(impact.assess(read("Acme")))

    assert warrants
    assert because[0].because == "nothing says that support can solve it"
