"""What a customer's account says of severity and impact: with its product, never more than High, never as typed."""

from datetime import UTC, date, datetime

import pytest

from escalation import brief
from escalation.drafts import Triage
from escalation.facts import Account, Deal, Evidence, Money, key
from escalation.intake import read
from escalation.kinds import Severity
from escalation.stakes import Stakes, revenue, stakes, with_stakes
from escalation.triage import triage
from tests.escalation.makers import ACME, MAYA, Office

TODAY = date(2026, 11, 23)
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
SLOW = "The dashboard is very slow for Northwind"
BROKEN = "Export does not work for Northwind"
PLAIN = Account(source="hubspot", id="17", title="Northwind, Inc.", updated_at=datetime(2026, 11, 19, tzinfo=UTC))
KEY = PLAIN.model_copy(update={"tier": "Enterprise", "renewal_on": date(2026, 12, 1)})


def evidence(*accounts: Account) -> Evidence:
    return Evidence(gathered_at=MONDAY, found=accounts, customer="Northwind", theirs=tuple(map(key, accounts)))


def of(text: str, *accounts: Account) -> tuple[Stakes | None, Triage]:
    draft = read(text)
    concluded = triage(draft)
    return stakes(evidence(*accounts), draft, concluded, today=TODAY), concluded


@pytest.mark.parametrize(
    ("account", "said"),
    [
        ({"tier": "Enterprise"}, "HubSpot: Enterprise"),
        ({"plan": "Premium support"}, "HubSpot: Premium support"),
        ({"arr": Money(amount=410_000, currency="USD")}, "HubSpot: 410,000 USD a year"),
        ({"renewal_on": date(2026, 12, 1)}, "HubSpot: renews 01 Dec 2026"),
        ({"open_deals": (Deal(name="200 seats"),)}, "HubSpot: 1 open deal"),
        ({"health": "At risk"}, "HubSpot: health At risk"),
    ],
)
def test_each_of_these_makes_a_key_customer(account: dict[str, object], said: str) -> None:
    found, _ = of(SLOW, PLAIN.model_copy(update=account))
    assert found == Stakes(said=(said,), raises_to=Severity.HIGH)


@pytest.mark.parametrize(
    "account",
    [
        {},
        {"tier": "Free", "plan": "Starter", "health": "Good"},
        {"arr": Money(amount=99_999)},
        {"renewal_on": date(2027, 6, 1)},
        {"renewal_on": date(2026, 11, 1)},
        {"title": "Northwind Travel", "tier": "Enterprise"},
    ],
)
def test_none_of_these_does(account: dict[str, object]) -> None:
    assert of(SLOW, PLAIN.model_copy(update=account))[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "How do I export the list? Northwind asks",
        "The dashboard is slow for Northwind, as a workaround they use the old one",
        "Feature request from Northwind: please add a dark mode",
        "Production is down for Northwind",
        BROKEN,
    ],
)
def test_what_is_no_fault_can_wait_or_is_high_already_is_not_raised(text: str) -> None:
    found, concluded = of(text, KEY)
    assert found is not None
    assert found.raises_to is None
    assert with_stakes(concluded.severity, found).value is concluded.severity.value


def test_the_form_says_it_in_a_sentence_with_the_product() -> None:
    found, _ = of(SLOW, KEY)
    assert found is not None
    assert found.sentence == "HubSpot says Enterprise, renews 01 Dec 2026: suggest High."


def test_a_higher_suggestion_tells_its_reason_first_and_what_it_was() -> None:
    found, concluded = of(SLOW, KEY)
    suggested = with_stakes(concluded.severity, found)
    assert (suggested.value, suggested.runner_up) == (Severity.HIGH, Severity.MEDIUM)
    assert suggested.reasons[0].because == "HubSpot: Enterprise, renews 01 Dec 2026"


def test_where_it_agrees_it_is_one_more_reason() -> None:
    found, concluded = of(BROKEN, KEY)
    suggested = with_stakes(concluded.severity, found)
    assert suggested.value is concluded.severity.value
    assert suggested.reasons[-1].because == "HubSpot: Enterprise, renews 01 Dec 2026"


def test_revenue_names_what_hangs_on_it_and_how_old_that_is() -> None:
    deals = (Deal(name="200 seats", amount=Money(amount=90_000, currency="USD")),)
    account = KEY.model_copy(update={"arr": Money(amount=410_000, currency="USD"), "open_deals": deals})
    said = "410,000 USD a year, renews 01 Dec 2026, open deals: 90,000 USD (HubSpot, updated 19 Nov 2026)"
    assert revenue(evidence(account), ("Northwind",)) == said


def test_what_was_ticked_in_the_form_is_in_the_brief_and_leaves_the_choice_alone(office: Office) -> None:
    account = KEY.model_copy(update={"arr": Money(amount=410_000, currency="USD"), "owner": "Tara Quinn"})
    draft = read(SLOW).model_copy(update={"severity": Severity.MEDIUM})
    kept = office.keeps(draft)
    office.desk.keep_known(kept, evidence(account), by=MAYA.person.id, workspace=ACME)

    opened = office.desk.open(kept, draft, by=MAYA.person, workspace=ACME)

    assert (opened.severity, opened.triage.severity.value) == (Severity.MEDIUM, Severity.HIGH)
    made = brief.of(opened)
    assert made.impact.revenue_at_risk.startswith("410,000 USD a year, renews 01 Dec 2026 (HubSpot, updated")
    assert "Enterprise, account owner Tara Quinn (HubSpot, updated 19 Nov 2026)" in made.impact.customers_affected
