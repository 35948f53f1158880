"""HubSpot: what it is asked, and how its records become ours. Version 2026-03 of its descriptions."""

import json
from datetime import UTC, date, datetime
from typing import Any, cast

import httpx2
import pytest

from connectors.hubspot import HubSpot
from escalation.facts import Account, Deal, FailureKind, Money, Ticket, TicketEvent, TicketStatus
from escalation.sources import Query, SourceFailed
from tests.connectors.example_hubspot import COMPANY, EXAMPLE, TICKET
from tests.connectors.examples import QUERY, Example, Played

COMPANIES = ("POST", "/crm/objects/2026-03/companies/search")
DEALS = ("POST", "/crm/objects/2026-03/0-3/search")
TICKETS = ("POST", "/crm/objects/2026-03/tickets/search")
ONE_TICKET = ("GET", "/crm/objects/2026-03/tickets/1145814089")
NOTES = ("POST", "/crm/objects/2026-03/notes/batch/read")
PAGES = "https://app-eu1.hubspot.com/contacts/62515/record"
NONE: Any = {"total": 0, "results": []}
REQUIRED = {"after", "filterGroups", "properties", "sorts", "limit"}


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 20, hour, minute, tzinfo=UTC)


def played(changed: dict[tuple[str, str], Any] | None = None, **settings: object) -> tuple[HubSpot, Played]:
    example = Example(settings={**EXAMPLE.settings, **settings}, answers={**EXAMPLE.answers, **(changed or {})})
    product = Played(example)
    return cast("HubSpot", product.connector("hubspot")), product


def asked(product: Played, route: tuple[str, str]) -> list[Any]:
    return [json.loads(body) for body in product.bodies(*route)]


def equals(name: str, value: str) -> dict[str, str]:
    return {"propertyName": name, "operator": "EQ", "value": value}


async def test_a_company_becomes_an_account_with_its_owner_and_open_deals() -> None:
    hubspot, product = played()
    found = await hubspot.find_accounts(QUERY, limit=3)
    assert found.items == (
        Account(
            source="hubspot",
            id="512",
            url=f"{PAGES}/0-2/512",
            title="Acme Corp",
            updated_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
            domain="acme.example",
            tier="Gold",
            arr=Money(amount=120_000, currency="EUR"),
            owner="Grace Example",
            renewal_on=date(2027, 1, 31),
            health="at risk",
            sla="Gold, 4 h",
            open_deals=(
                Deal(
                    name="Acme renewal",
                    amount=Money(amount=130_000, currency="USD"),
                    stage="Contract sent",
                    close_on=date(2027, 1, 31),
                    url=f"{PAGES}/0-3/901",
                ),
            ),
        ),
    )
    assert {request.headers["Authorization"] for request in product.asked} == {"Bearer s3cret"}


async def test_a_company_is_sought_with_all_the_keys_hubspot_wants() -> None:
    hubspot, product = played(arr_field="contract_value", health_field="")
    found = await hubspot.find_accounts(QUERY, limit=3)
    assert asked(product, COMPANIES) == [
        {
            "query": "Acme Corp",
            "filterGroups": [],
            "properties": [
                "name",
                "domain",
                "hubspot_owner_id",
                "hs_lastmodifieddate",
                "contract_value",
                "tier",
                "plan",
                "renewal_date",
                "sla",
            ],
            "sorts": [],
            "limit": 4,
            "after": "0",
        }
    ]
    assert asked(product, DEALS) == [
        {
            "filterGroups": [{"filters": [equals("associations.company", "512"), equals("hs_is_closed", "false")]}],
            "properties": ["dealname", "amount", "deal_currency_code", "dealstage", "closedate"],
            "sorts": ["closedate"],
            "limit": 5,
            "after": "0",
        }
    ]
    assert found.searched_by == "by the company's name"


async def test_a_search_stays_within_hubspots_3000_characters_however_many_fields_there_are() -> None:
    told = [{"name": f"hs_analytics_of_some_sort_{number}", "label": "x", "type": "string"} for number in range(300)]
    hubspot, product = played({("GET", "/crm/properties/2026-03/companies"): {"results": told}})
    assert len(await hubspot.account_fields("Acme Corp")) == 300
    assert [len(body) < 3000 for body in product.bodies(*COMPANIES)] == [True]
    (read,) = asked(product, ("POST", "/crm/objects/2026-03/companies/batch/read"))
    assert (read["inputs"], len(read["properties"])) == ([{"id": "512"}], 300)


async def test_of_a_long_talk_the_newest_notes_are_read_in_whatever_order_they_are_told() -> None:
    told = [{"id": str(number), "type": "ticket_to_note"} for number in range(150, 0, -1)]
    hubspot, product = played({ONE_TICKET: {**TICKET, "associations": {"notes": {"results": told}}}})
    await hubspot.get_ticket("1145814089")
    (read,) = asked(product, NOTES)
    assert {int(single["id"]) for single in read["inputs"]} == set(range(51, 151))


async def test_an_owner_without_any_name_is_left_out() -> None:
    queue = {"id": "41629779", "type": "QUEUE", "archived": False}
    hubspot, _ = played({("GET", "/crm/owners/2026-03/41629779"): queue})
    assert (await hubspot.get_ticket("1145814089")).assignee is None


async def test_a_company_without_a_name_goes_by_its_domain() -> None:
    company = {**COMPANY, "properties": {"name": None, "domain": "acme.example"}}
    hubspot, _ = played({COMPANIES: {"total": 1, "results": [company]}})
    (account,) = (await hubspot.find_accounts(QUERY, limit=3)).items
    assert account.title == "acme.example"


async def test_what_a_customer_turns_over_is_not_what_they_pay_us() -> None:
    company = {**COMPANY, "properties": {"name": "Acme Corp", "annualrevenue": "90000000"}}
    hubspot, _ = played({COMPANIES: {"total": 1, "results": [company]}})
    (account,) = (await hubspot.find_accounts(QUERY, limit=3)).items
    assert isinstance(account, Account)
    assert (account.arr, account.owner, account.domain) == (None, None, None)


async def test_a_company_is_found_by_domain_alone() -> None:
    hubspot, product = played()
    found = await hubspot.find_accounts(Query(domain="acme.example"), limit=3)
    assert asked(product, COMPANIES)[0]["filterGroups"] == [{"filters": [equals("domain", "acme.example")]}]
    assert (len(found.items), found.searched_by) == (1, "by the company's domain")


async def test_a_name_nobody_bears_is_sought_without_its_last_word() -> None:
    hubspot, product = played({COMPANIES: NONE})
    assert (await hubspot.find_accounts(QUERY, limit=3)).items == ()
    assert [body["query"] for body in asked(product, COMPANIES)] == ["Acme Corp", "Acme"]


async def test_an_account_without_deals_that_may_be_read_is_still_found_and_that_is_said() -> None:
    hubspot, _ = played({DEALS: None, ("GET", "/crm/owners/2026-03/41629779"): None})
    found = await hubspot.find_accounts(QUERY, limit=3)
    (account,) = found.items
    assert isinstance(account, Account)
    assert (account.open_deals, account.owner) == ((), None)
    assert found.searched_by == "by the company's name, without open deals"


async def test_a_missing_scope_for_deals_leaves_tickets_to_be_found() -> None:
    companies = [{**COMPANY, "id": number} for number in ("512", "513", "514")]

    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == DEALS[1]:
            return httpx2.Response(403, json={"status": "error", "category": "MISSING_SCOPES"})
        told = EXAMPLE.answers[request.method, request.url.path]
        return httpx2.Response(200, json={"results": companies} if request.url.path == COMPANIES[1] else told)

    hubspot = cast("HubSpot", Played(EXAMPLE, instead=answer).connector("hubspot"))
    assert len((await hubspot.find_accounts(QUERY, limit=3)).items) == 3
    assert len((await hubspot.find_tickets(QUERY, limit=3)).items) == 1


async def test_more_companies_than_were_wanted_are_told_of() -> None:
    hubspot, _ = played({COMPANIES: {"total": 2, "results": [COMPANY, {**COMPANY, "id": "513"}]}})
    found = await hubspot.find_accounts(QUERY, limit=1)
    assert (len(found.items), found.truncated) == (1, True)


async def test_an_owner_and_the_pipelines_are_asked_for_once_in_ten_minutes() -> None:
    hubspot, product = played()
    await hubspot.find_accounts(QUERY, limit=3)
    await hubspot.find_accounts(QUERY, limit=3)
    slow = [one.url.path for one in product.asked if one.method == "GET"]
    assert sorted(slow) == [
        "/account-info/2026-03/details",
        "/crm/owners/2026-03/41629779",
        "/crm/pipelines/2026-03/deals",
    ]


async def test_tickets_of_a_company_are_the_newest_of_it() -> None:
    hubspot, product = played()
    since = datetime(2026, 11, 1, tzinfo=UTC)
    found = await hubspot.find_tickets(
        Query(terms=("500",), account_ids={"hubspot": "512"}, since=since, customer="Acme"), limit=3
    )
    (body,) = asked(product, TICKETS)
    assert body["filterGroups"] == [
        {
            "filters": [
                equals("associations.company", "512"),
                {"propertyName": "hs_lastmodifieddate", "operator": "GTE", "value": "1793491200000"},
            ]
        }
    ]
    assert (body["sorts"], body["limit"], body["after"]) == (["-hs_lastmodifieddate"], 20, "0")
    assert body.keys() == REQUIRED
    assert asked(product, COMPANIES) == []
    assert [item.id for item in found.items] == ["1145814089"]
    assert found.searched_by == "by company, changed since 01 Nov 2026"


async def test_a_company_is_looked_up_by_its_domain_or_its_exact_name() -> None:
    hubspot, product = played()
    await hubspot.find_tickets(QUERY, limit=3)
    assert asked(product, COMPANIES)[0]["filterGroups"] == [
        {"filters": [equals("domain", "acme.example")]},
        {"filters": [equals("name", "Acme Corp")]},
    ]


async def test_without_a_company_the_words_are_sought() -> None:
    hubspot, product = played({COMPANIES: NONE})
    found = await hubspot.find_tickets(QUERY, limit=3)
    (body,) = asked(product, TICKETS)
    assert (body["query"], body["filterGroups"]) == ("500 checkout", [])
    assert found.searched_by == "by the words of the ticket"


@pytest.mark.parametrize("typed", ['"checkout"', "checkout*", "NOT(checkout)", "check:out\\"])
async def test_typed_words_are_values_and_never_orders(typed: str) -> None:
    hubspot, product = played({COMPANIES: NONE})
    await hubspot.find_tickets(Query(terms=(typed,), customer=typed), limit=3)
    (body,) = asked(product, TICKETS)
    assert not set('"*():\\') & set(body["query"])
    assert asked(product, COMPANIES)[0]["filterGroups"] == [{"filters": [equals("name", typed)]}]


async def test_a_ticket_is_read_with_its_notes_and_mail_oldest_first() -> None:
    hubspot, product = played()
    assert await hubspot.get_ticket("1145814089") == Ticket(
        source="hubspot",
        id="1145814089",
        url=f"{PAGES}/0-5/1145814089",
        title="Checkout answers 500",
        updated_at=at(11, 30),
        status=TicketStatus.OPEN,
        priority="HIGH",
        assignee="Grace Example",
        created_at=at(10),
        first_reply_at=at(10, 20),
        waiting_since=at(11, 30),
        snippet="We get 500 errors on checkout.",
        events=(
            TicketEvent(at=at(10, 10), author="Grace Example", is_public=False, text="Same as ENG-81."),
            TicketEvent(at=at(10, 20), author="support@example.com", text="We are looking."),
            TicketEvent(at=at(11, 30), author="Ada Example", by_customer=True, text="Any news?"),
        ),
    )
    request = next(one for one in product.asked if one.url.path == ONE_TICKET[1])
    assert request.url.params["associations"] == "notes,emails"
    assert request.url.params["properties"].startswith("subject,content,hs_pipeline_stage,")
    assert asked(product, NOTES) == [
        {
            "inputs": [{"id": "31"}],
            "properties": ["hs_note_body", "hs_timestamp", "hubspot_owner_id"],
            "propertiesWithHistory": [],
        }
    ]


async def test_a_ticket_whose_mail_may_not_be_read_tells_since_when_it_waits() -> None:
    hubspot, _ = played({NOTES: None, ("POST", "/crm/objects/2026-03/emails/batch/read"): None})
    ticket = await hubspot.get_ticket("1145814089")
    assert (ticket.events, ticket.waiting_since, ticket.first_reply_at) == ((), at(11, 30), None)


@pytest.mark.parametrize(
    ("stage", "status"),
    [
        ("1", TicketStatus.NEW),
        ("2", TicketStatus.PENDING),
        ("3", TicketStatus.OPEN),
        ("77", TicketStatus.CLOSED),
        ("unheard of", TicketStatus.OPEN),
        (None, TicketStatus.OPEN),
    ],
)
async def test_a_stage_says_how_a_ticket_stands(stage: str | None, status: TicketStatus) -> None:
    hubspot, _ = played({ONE_TICKET: {"id": "1145814089", "properties": {"hs_pipeline_stage": stage}}})
    assert (await hubspot.get_ticket("1145814089")).status is status


async def test_without_the_pipelines_hubspots_own_stages_count() -> None:
    hubspot, _ = played(
        {
            ("GET", "/crm/pipelines/2026-03/tickets"): None,
            ONE_TICKET: {**TICKET, "properties": {"hs_pipeline_stage": "4"}},
        }
    )
    ticket = await hubspot.get_ticket("1145814089")
    assert (ticket.status, ticket.title, ticket.waiting_since) == (TicketStatus.CLOSED, "Ticket 1145814089", None)


async def test_pages_are_told_by_hubspot_or_by_the_number_of_the_account() -> None:
    told = {**TICKET, "url": "https://app.hubspot.com/somewhere"}
    hubspot, _ = played({ONE_TICKET: told})
    assert (await hubspot.get_ticket("1145814089")).url == "https://app.hubspot.com/somewhere"
    hubspot, _ = played({("GET", "/account-info/2026-03/details"): None}, portal_id="7")
    assert (await hubspot.get_ticket("1145814089")).url == "https://app.hubspot.com/contacts/7/record/0-5/1145814089"
    hubspot, _ = played({("GET", "/account-info/2026-03/details"): None})
    assert (await hubspot.get_ticket("1145814089")).url is None


@pytest.mark.parametrize("id", ["", "1/associations", "../notes/1", "x"])
async def test_an_id_that_is_none_of_theirs_is_not_asked_for(id: str) -> None:
    hubspot, product = played()
    with pytest.raises(SourceFailed) as failure:
        await hubspot.get_ticket(id)
    assert failure.value.kind is FailureKind.NOT_THERE
    assert product.asked == []


async def test_check_names_the_account_and_the_scopes_that_are_missing() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.path in {TICKETS[1], DEALS[1], "/crm/owners/2026-03"}:
            error = {"status": "error", "category": "MISSING_SCOPES", "message": "no", "correlationId": "x"}
            return httpx2.Response(403, json=error)
        return httpx2.Response(200, json=EXAMPLE.answers[request.method, request.url.path])

    health = await cast("HubSpot", Played(EXAMPLE, instead=answer).connector("hubspot")).check()
    assert health.identity == "account 62515"
    assert health.problems == (
        "the scope crm.objects.deals.read is missing",
        "the scope tickets is missing",
        "the scope crm.objects.owners.read is missing",
    )
