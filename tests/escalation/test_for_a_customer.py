"""What a support agent types on a customer's behalf, each beside its near misses."""

import pytest

from escalation.drafts import Triage
from escalation.intake import read
from escalation.kinds import Severity, TargetTeam
from escalation.signals import Claim
from escalation.triage import triage

CRITICAL, HIGH, MEDIUM = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM
L2, ENGINEERING, PRODUCT = TargetTeam.L2_SUPPORT, TargetTeam.ENGINEERING, TargetTeam.PRODUCT
SECURITY, LEADERSHIP = TargetTeam.SECURITY, TargetTeam.LEADERSHIP


def judged(text: str) -> Triage:
    return triage(read(text))


@pytest.mark.parametrize(
    ("text", "customers"),
    [
        ("All routes are gone from Lindholm Travel's planner", ("Lindholm Travel",)),
        ("Fenwick's nightly sync stopped. Not sure on whose side", ("Fenwick",)),
        ("The token of Fenwick stands in a public wiki", ("Fenwick",)),
        ("Our SLA with Lindholm says two hours", ("Lindholm",)),
        ("It was raised by Lindholm twice this week: the map is grey", ("Lindholm",)),
        ("😡 Harbour Foods has been waiting for three weeks", ("Harbour Foods",)),
        ("Lindholm keeps losing routes", ("Lindholm",)),
        ("fenwick can't log in: the page turns in circles", ("fenwick",)),
        ("Les routes de Moulin Vert sont vides", ("Moulin Vert",)),
        ("Wir verlieren Lindholm als Kunden", ("Lindholm",)),
        ("Harbour & Sohn droht mit Kündigung", ("Harbour & Sohn",)),
        ("Users of Harbour Credit Union see a grey map", ("Harbour Credit Union",)),
        ("Customer Lindholm: the planner finds nothing", ("Lindholm",)),
        ("The planner skips a line, Harbour Foods noticed it", ("Harbour Foods",)),
        ("The end of Monday Morning is missing", ()),
        ("Checkout's broken for everybody", ()),
        ("Let's look at today's routes", ()),
        ("The key of the map is wrong, the file of yesterday as well", ()),
        ("checkout can't open the map", ()),
        ("**URGENT** Route Import cannot open", ()),
        ("🚨 Both API and website requests fail", ()),
    ],
)
def test_a_name_is_a_customer_s_by_what_belongs_to_it(text: str, customers: tuple[str, ...]) -> None:
    assert read(text).customers == customers


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Grey map for 12 of the 300 drivers at Lindholm", 12),
        ("2 out of 40 agents see it", 2),
        ("The whole team of 6 is locked out", 6),
        ("3 reports today that codes come late", 3),
        ("Five enterprise prospects asked for it", 5),
        ("The 300 drivers of Lindholm see a grey map", 300),
        ("3 reports show a wrong total", None),
        ("Page 2 of 40 is empty", None),
    ],
)
def test_those_who_have_it_are_counted_not_those_there_are(text: str, count: int | None) -> None:
    assert read(text).affected_count == count


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Lindholm asks for two months of credit for the outage, may we grant it?", LEADERSHIP),
        ("Our SLA with Lindholm says 2 hours, it took 9. They want the penalty", LEADERSHIP),
        ("Their CIO says no signature before the planner prints", LEADERSHIP),
        ("Lindholm amenaza con cancelar el contrato", LEADERSHIP),
        ("They were told in spring that bulk planning would ship in summer. Now they plan by hand", PRODUCT),
        ("Lindholm wants the planner to work offline", PRODUCT),
        ("Lindholm want to see churn per region on the map", PRODUCT),
        ("Fenwick wants a dark map for night shifts", PRODUCT),
        ("Somebody wrote to them in our name asking for their password", SECURITY),
        ("Harbour Clinic can see the names of another clinic in the list", SECURITY),
        ("Lindholm asks whether we sign their DPA", SECURITY),
        ("Somebody logged into their account from two countries", SECURITY),
        ("Anyone with the share link can edit the map", SECURITY),
        ("They don't know where to upload the certificate", L2),
        ("How can Lindholm move its drivers to the new depot?", L2),
        ("Fenwick needs two accounts merged", L2),
        ("Lindholm wants the planner to work again", ENGINEERING),
        ("The map shows the names of another month", ENGINEERING),
        ("The form for asking for the password does not load", ENGINEERING),
    ],
)
def test_what_is_asked_for_says_whose_it_is(text: str, team: TargetTeam) -> None:
    assert judged(text).target.value is team


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Nobody at Lindholm can open the app", CRITICAL),
        ("All EU customers see a blank page after login", CRITICAL),
        ("The API answers 503 to all requests", CRITICAL),
        ("Nobody at Lindholm can open attachments", HIGH),
        ("The export answers 503 to all export requests of reports", HIGH),
        ("The import hangs for big files. Lindholm splits them, that works", MEDIUM),
        ("Os relatórios não carregam, contornam exportando", MEDIUM),
    ],
)
def test_what_nobody_can_use_is_critical_and_what_has_a_way_around_is_not(text: str, severity: Severity) -> None:
    assert judged(text).severity.value is severity


def test_a_feature_called_churn_is_no_threat() -> None:
    assert not judged("Lindholm want to see churn per region").signals.has(Claim.CHURN)
    assert judged("Lindholm want to churn").signals.has(Claim.CHURN)
