"""What a customer's account says of severity and impact: with its product, never more than High, never as typed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from escalation import brief
from escalation.drafts import Triage
from escalation.facts import Account, Deal, Evidence, Money, Ticket, TicketStatus, key
from escalation.gate import gate
from escalation.intake import read
from escalation.kinds import Severity
from escalation.sla import Sla, SlaState
from escalation.stakes import Stakes, late_reasons, revenue, stakes, standing, with_stakes
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


MISSED = Ticket(
    source="zendesk",
    id="35436",
    title="Export",
    status=TicketStatus.OPEN,
    updated_at=datetime(2026, 11, 20, tzinfo=UTC),
    sla=Sla(state=SlaState.MISSED),
)
QUESTION = "How do I export the list? Northwind asks"
WISH = "Feature request from Northwind: please add a dark mode"


def weighed(text: str, *tickets: Ticket, refs: tuple[str, ...] = ("35436",)) -> Stakes | None:
    draft = read(text)
    found = Evidence(gathered_at=MONDAY, found=tickets, customer="Northwind", refs=refs)
    return stakes(found, draft, triage(draft), today=TODAY)


@pytest.mark.parametrize("text", [SLOW, QUESTION, WISH])
@pytest.mark.parametrize("state", [SlaState.MISSED, SlaState.AT_RISK])
def test_the_sla_of_the_named_ticket_suggests_high_whatever_the_text_says(text: str, state: SlaState) -> None:
    found = weighed(text, MISSED.model_copy(update={"sla": Sla(state=state)}))
    assert found == Stakes(late=(f"Zendesk: SLA {state}, ticket 35436",), raises_to=Severity.HIGH)
    assert found is not None
    assert found.sentence == f"Zendesk says SLA {state}, ticket 35436: suggest High."


def test_that_of_another_ticket_weighs_where_something_is_broken_as_an_account_does() -> None:
    raised = [weighed(text, MISSED, refs=()) for text in (SLOW, QUESTION)]
    assert [one and one.raises_to for one in raised] == [Severity.HIGH, None]


@pytest.mark.parametrize(
    "change",
    [
        {"sla": None},
        {"sla": Sla(state=SlaState.MET)},
        {"sla": Sla(state=SlaState.ACTIVE, due_at=datetime(2026, 11, 23, 18, tzinfo=UTC))},
        {"status": TicketStatus.SOLVED},
        {"status": TicketStatus.CLOSED},
    ],
)
def test_an_sla_that_is_kept_or_over_weighs_nothing(change: dict[str, object]) -> None:
    assert weighed(SLOW, MISSED.model_copy(update=change)) is None


def test_the_named_ticket_is_told_before_others_and_an_sla_before_the_account() -> None:
    draft = read(SLOW)
    other = MISSED.model_copy(update={"id": "1", "sla": Sla(state=SlaState.AT_RISK, name="Gold")})
    found = Evidence(gathered_at=MONDAY, found=(KEY, other, MISSED), customer="Northwind", refs=("35436",))
    told = stakes(found, draft, triage(draft), today=TODAY)
    assert told is not None
    assert [(one.rule, one.because) for one in told.reasons] == [
        ("SLA at risk", "Zendesk: SLA missed, ticket 35436"),
        ("SLA at risk", "Zendesk: SLA Gold at risk, ticket 1"),
        ("key customer", "HubSpot: Enterprise, renews 01 Dec 2026"),
    ]


def test_it_speaks_for_escalating_where_support_is_offered() -> None:
    draft = read(QUESTION)
    found = Evidence(gathered_at=MONDAY, found=(MISSED,), refs=("35436",))
    offered = gate(draft, triage(draft), late=late_reasons(found))
    assert offered is not None
    assert [one.because for one in offered.escalate] == ["Zendesk: SLA missed, ticket 35436"]


@pytest.mark.parametrize(
    ("sla", "said"), [("Gold", "SLA Gold"), ("SLA\n4 h", "SLA 4 h"), ("Premium sla", "Premium sla"), ("7", "SLA 7")]
)
def test_what_the_company_was_promised_is_told_beside_its_plan(sla: str, said: str) -> None:
    account = KEY.model_copy(update={"sla": sla})
    assert standing(evidence(account), ("Northwind",)) == f"Enterprise, {said} (HubSpot, updated 19 Nov 2026)"
    found, _ = of(SLOW, account)
    assert found is not None
    assert found.said == (f"HubSpot: Enterprise, renews 01 Dec 2026, {said}",)


def test_the_brief_says_it_under_time_in_queue_with_its_ticket_and_the_choice_stays(office: Office) -> None:
    draft = read(SLOW).model_copy(update={"severity": Severity.MEDIUM, "ticket": "35436"})
    kept = office.keeps(draft)
    found = Evidence(gathered_at=MONDAY, found=(MISSED,), customer="Northwind", refs=("35436",), theirs=(key(MISSED),))
    office.desk.keep_known(kept, found, by=MAYA.person.id, workspace=ACME)

    opened = office.desk.open(kept, draft, by=MAYA.person, workspace=ACME)

    assert (opened.severity, opened.triage.severity.value) == (Severity.MEDIUM, Severity.HIGH)
    made = brief.of(opened)
    assert made.impact.time_in_queue.endswith("SLA missed (ticket 35436, Zendesk, updated 20 Nov 2026)")
    assert any("Export (Zendesk, open, SLA missed" in one for one in made.supporting.tickets)


@pytest.mark.parametrize(
    ("hours", "state"),
    [(-1, SlaState.MISSED), (0, SlaState.MISSED), (2, SlaState.AT_RISK), (2.1, SlaState.ACTIVE)],
)
def test_where_only_its_end_is_told_the_moment_says_how_it_stands(hours: float, state: SlaState) -> None:
    sla = Sla(state=SlaState.ACTIVE, due_at=MONDAY + timedelta(hours=hours))
    assert sla.seen(MONDAY).state is state
