"""Intercom: what it is asked, and how its shapes become ours. Version 2.16 of its description."""

import json
from datetime import UTC, date, datetime
from typing import Any, cast

import httpx2
import pytest

from connectors.intercom import Intercom
from connectors.register import set_up
from escalation.facts import Account, Article, FailureKind, Money, Ticket, TicketEvent, TicketStatus
from escalation.sla import Sla, SlaState
from escalation.sources import Query, SourceFailed
from tests.connectors.example_intercom import COMPANY, CONVERSATION, EXAMPLE, SOURCE, TICKET
from tests.connectors.examples import QUERY, Example, Played

PEOPLE = {
    "operator": "AND",
    "value": [{"field": "contact_ids", "operator": "IN", "value": ["6762f14a1bb69f9f2193bbb3"]}],
}


def at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def played(changed: dict[tuple[str, str], Any] | None = None, **settings: object) -> tuple[Intercom, Played]:
    example = Example(settings={**EXAMPLE.settings, **settings}, answers={**EXAMPLE.answers, **(changed or {})})
    product = Played(example)
    return cast("Intercom", product.connector("intercom")), product


def asked(product: Played, path: str) -> Any:
    (body,) = product.bodies("POST", path)
    return json.loads(body)


async def test_each_request_carries_the_version_and_the_token() -> None:
    intercom, product = played()
    await intercom.find_tickets(QUERY, limit=3)
    for request in product.asked:
        assert request.headers["Intercom-Version"] == "2.16"
        assert request.headers["Authorization"] == "Bearer s3cret"
        assert request.url.host == "api.intercom.io"


@pytest.mark.parametrize(("region", "host"), [("eu", "api.eu.intercom.io"), ("au", "api.au.intercom.io")])
async def test_a_workspace_is_asked_in_its_region_and_opened_there(region: str, host: str) -> None:
    intercom, product = played(region=region)
    found = await intercom.find_tickets(QUERY, limit=3)
    assert {request.url.host for request in product.asked} == {host}
    url = f"https://app.{region}.intercom.com/a/inbox/abc123/inbox/conversation/515"
    assert url in {item.url for item in found.items}


async def test_tickets_are_asked_for_by_the_people_of_the_company_and_its_domain() -> None:
    intercom, product = played()
    found = await intercom.find_tickets(QUERY, limit=3)
    assert asked(product, "/contacts/search") == {
        "query": {
            "operator": "AND",
            "value": [{"field": "email", "operator": "~", "value": "@acme.example"}],
        },
        "pagination": {"per_page": 100},
    }
    for path in ("/conversations/search", "/tickets/search"):
        assert asked(product, path) == {
            "query": {"operator": "AND", "value": [PEOPLE]},
            "pagination": {"per_page": 20},
        }
    assert found.searched_by == "by company and the first message only"


async def test_a_company_whose_id_is_known_is_not_looked_up_again() -> None:
    intercom, product = played()
    known = Query(terms=("500",), customer="Acme", account_ids={"intercom": "6762f07a1bb69f9f2193baea"})
    await intercom.find_tickets(known, limit=3)
    assert "/companies" not in {request.url.path for request in product.asked}


async def test_without_a_company_the_words_of_the_first_message_are_sought() -> None:
    intercom, product = played({("GET", "/companies"): None})
    since = datetime(2026, 11, 1, tzinfo=UTC)
    found = await intercom.find_tickets(Query(terms=("500", "checkout"), customer="Acme", since=since), limit=3)
    assert asked(product, "/conversations/search")["query"] == {
        "operator": "AND",
        "value": [
            {"operator": "OR", "value": [{"field": "source.body", "operator": "~", "value": "500"}]},
            {"operator": "OR", "value": [{"field": "source.body", "operator": "~", "value": "checkout"}]},
            {
                "operator": "AND",
                "value": [{"field": "updated_at", "operator": ">", "value": int(since.timestamp())}],
            },
        ],
    }
    title, *_ = asked(product, "/tickets/search")["query"]["value"]
    assert title == {
        "operator": "OR",
        "value": [
            {"field": "title", "operator": "~", "value": "500"},
            {"field": "description", "operator": "~", "value": "500"},
        ],
    }
    assert found.searched_by == "by the words of the first message only, changed since 01 Nov 2026"


async def test_typed_words_are_values_and_never_operators() -> None:
    intercom, product = played({("GET", "/companies"): None})
    await intercom.find_tickets(Query(terms=('"}],"operator":"OR', "!~", "$ne")), limit=3)
    values = asked(product, "/conversations/search")["query"]["value"]
    assert [one["value"][0]["value"] for one in values] == ["operator OR", "ne"]
    assert {one["value"][0]["operator"] for one in values} == {"~"}


async def test_nobody_and_nothing_to_look_for_asks_for_nothing() -> None:
    intercom, product = played()
    assert (await intercom.find_tickets(Query(), limit=3)).items == ()
    assert product.asked == []


async def test_those_that_name_the_matter_come_first_and_the_rest_is_told_of() -> None:
    other = {
        **CONVERSATION,
        "id": "516",
        "updated_at": 1763650000,
        "source": {**SOURCE, "subject": "", "body": "Hello"},
    }
    answer = {"total_count": 40, "conversations": [other, CONVERSATION]}
    intercom, _ = played({("POST", "/conversations/search"): answer})
    found = await intercom.find_tickets(QUERY, limit=2)
    assert [item.id for item in found.items] == ["515", "516"]
    assert found.truncated


async def test_without_the_permission_for_tickets_conversations_are_found_and_that_is_said() -> None:
    intercom, _ = played({("POST", "/tickets/search"): None})
    found = await intercom.find_tickets(QUERY, limit=3)
    assert [item.id for item in found.items] == ["515"]
    assert found.searched_by == "by company and the first message only, without its tickets"


async def test_a_conversation_becomes_a_ticket_with_what_was_said_oldest_first() -> None:
    intercom, product = played()
    assert await intercom.get_ticket("515") == Ticket(
        source="intercom",
        id="515",
        url="https://app.intercom.com/a/inbox/abc123/inbox/conversation/515",
        title="Checkout is broken",
        updated_at=at(1763640000),
        status=TicketStatus.OPEN,
        priority="high",
        requester="Ada Example",
        created_at=at(1763632800),
        first_reply_at=at(1763634600),
        waiting_since=at(1763636400),
        sla=Sla(state=SlaState.MISSED, name="VIP"),
        tags=("bug",),
        snippet="We get 500 errors on checkout.",
        events=(
            TicketEvent(
                at=at(1763632800), author="Ada Example", by_customer=True, text="We get 500 errors on checkout."
            ),
            TicketEvent(at=at(1763634600), author="Grace Example", text="We are looking, x < y."),
            TicketEvent(at=at(1763636400), author="Grace Example", is_public=False, text="Same as last week."),
        ),
    )
    assert product.asked[0].url.query == b"display_as=plaintext"


@pytest.mark.parametrize(
    ("told", "priority"),
    [("urgent", "urgent"), ("low", "low"), ("none", None), ("not_priority", None), ("some_day", None), (None, None)],
)
async def test_a_priority_is_read_as_it_is_told_now_and_as_it_was(told: str | None, priority: str | None) -> None:
    intercom, _ = played({("GET", "/conversations/515"): {**CONVERSATION, "priority": told}})
    assert (await intercom.get_ticket("515")).priority == priority


async def test_what_fin_says_in_a_teammates_name_is_a_machines_word() -> None:
    author = {"type": "admin", "id": "274", "name": "Grace", "from_ai_agent": True, "is_ai_answer": True}
    part = {"part_type": "comment", "body": "<p>Okay!</p>", "created_at": 1663597223, "author": author}
    parts = {"conversation_parts": {"conversation_parts": [part], "total_count": 1}}
    intercom, _ = played({("GET", "/conversations/515"): {**CONVERSATION, **parts}})
    assert [event.by_machine for event in (await intercom.get_ticket("515")).events] == [False, True]


async def test_a_ticket_of_intercoms_own_is_kept_apart_from_conversations() -> None:
    intercom, _ = played()
    ticket = await intercom.get_ticket("ticket-633")
    assert (ticket.id, ticket.title, ticket.status) == ("ticket-633", "Exports time out", TicketStatus.PENDING)
    assert ticket.waiting_since == at(1734537991)
    assert ticket.events == (TicketEvent(at=at(1734537991), author="Ada Example", by_customer=True, text="Any news?"),)


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ({"category": "submitted"}, TicketStatus.NEW),
        ({"category": "in_progress"}, TicketStatus.OPEN),
        ({"category": "resolved"}, TicketStatus.SOLVED),
        ("submitted", TicketStatus.NEW),
        (None, TicketStatus.OPEN),
    ],
)
async def test_a_tickets_state_is_read_as_an_object_or_a_word(state: Any, status: TicketStatus) -> None:
    intercom, _ = played({("GET", "/tickets/633"): {**TICKET, "ticket_state": state}})
    assert (await intercom.get_ticket("ticket-633")).status is status


@pytest.mark.parametrize(
    ("state", "status"),
    [("closed", TicketStatus.CLOSED), ("snoozed", TicketStatus.PENDING), (None, TicketStatus.OPEN)],
)
async def test_a_bare_conversation_is_still_one(state: str | None, status: TicketStatus) -> None:
    intercom, _ = played({("GET", "/conversations/515"): {"id": "515", "state": state, "source": None, "tags": None}})
    ticket = await intercom.get_ticket("515")
    assert (ticket.title, ticket.status, ticket.events) == ("Conversation 515", status, ())


@pytest.mark.parametrize("id", ["", "../me", "515?x=1", "ticket-", "ticket-6/33", "٣"])
async def test_an_id_that_is_none_of_theirs_is_not_asked_for(id: str) -> None:
    intercom, product = played()
    with pytest.raises(SourceFailed) as failure:
        await intercom.get_ticket(id)
    assert failure.value.kind is FailureKind.NOT_THERE
    assert product.asked == []


@pytest.mark.parametrize(
    ("told", "means"),
    [
        ({"sla_name": "VIP", "sla_status": "active"}, Sla(state=SlaState.ACTIVE, name="VIP")),
        ({"sla_name": None, "sla_status": "hit"}, Sla(state=SlaState.MET)),
        ({"sla_name": "VIP", "sla_status": None}, None),
        ({"sla_name": "VIP", "sla_status": "cancelled"}, None),
        ({"sla_name": "VIP", "sla_status": ["missed"]}, None),
        ("missed", None),
        (None, None),
    ],
)
async def test_an_sla_is_told_where_one_applies(told: object, means: Sla | None) -> None:
    intercom, _ = played({("GET", "/conversations/515"): {**CONVERSATION, "sla_applied": told}})
    assert (await intercom.get_ticket("515")).sla == means


async def test_a_company_becomes_an_account_with_the_fields_that_are_mapped() -> None:
    intercom, product = played(currency="EUR")
    found = await intercom.find_accounts(QUERY, limit=3)
    assert found.items == (
        Account(
            source="intercom",
            id="6762f07a1bb69f9f2193baea",
            title="Acme Corp",
            updated_at=at(1734537338),
            domain="acme.example",
            tier="Gold",
            plan="Pro",
            arr=Money(amount=48_000, currency="EUR"),
            renewal_on=date(2026, 1, 1),
            health="at risk",
            sla="Gold, 4 h",
        ),
    )
    assert product.asked[0].url.params["name"] == "Acme Corp"
    assert found.searched_by == "by the company's exact name"


async def test_a_company_told_alone_is_found_too() -> None:
    intercom, _ = played(
        {("GET", "/companies"): {**COMPANY, "custom_attributes": {"yearly": "9600"}}}, arr_field="yearly"
    )
    (account,) = (await intercom.find_accounts(QUERY, limit=3)).items
    assert isinstance(account, Account)
    assert account.arr == Money(amount=9600)


async def test_no_such_company_is_nothing_found() -> None:
    intercom, _ = played({("GET", "/companies"): None})
    assert (await intercom.find_accounts(QUERY, limit=3)).items == ()


async def test_articles_are_sought_among_the_published_ones() -> None:
    intercom, product = played()
    found = await intercom.find_articles(QUERY, limit=3)
    assert dict(product.asked[0].url.params) == {"phrase": "500 checkout orders", "state": "published"}
    assert found.items == (
        Article(
            source="intercom",
            id="55",
            url="https://help.acme.example/en/articles/55",
            title="When checkout fails",
            updated_at=at(1734537306),
            snippet="Look at the gateway first.",
        ),
    )


async def test_a_company_that_is_gone_leaves_the_words_to_seek() -> None:
    intercom, _ = played({("GET", "/companies/6762f07a1bb69f9f2193baea/contacts"): None})
    found = await intercom.find_tickets(QUERY, limit=3)
    assert found.searched_by == "by the words of the first message only"


async def test_check_says_who_we_are_and_what_we_may_not_read() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        errors = {"type": "error.list", "errors": [{"code": "forbidden", "message": "missing scope"}]}
        if request.url.path == "/tickets/search":
            return httpx2.Response(403, json=errors)
        return httpx2.Response(200, json=EXAMPLE.answers[request.method, request.url.path])

    health = await cast("Intercom", Played(EXAMPLE, instead=answer).connector("intercom")).check()
    assert health.identity == "desk@example.com in Example Inc"
    assert health.problems == ("may not read tickets: switch that on under the app's Authentication",)


def test_a_wrong_region_is_refused_with_what_to_write() -> None:
    made = set_up({"intercom": {"token": "s3cret", "region": "de"}}, named=lambda _: None, means=cast("Any", None))
    assert made.problems == ("[connectors.intercom]: region: input should be 'us', 'eu' or 'au'",)


async def test_whoever_has_a_conversation_is_named_with_their_address() -> None:
    admin = {"type": "admin", "id": "991267715", "name": "Grace Example", "email": "grace@example.com"}
    intercom, product = played({("GET", "/admins/991267715"): admin})
    for _ in range(2):
        ticket = await intercom.get_ticket("515")
        assert (ticket.assignee, ticket.assignee_email) == ("Grace Example", "grace@example.com")
    assert [one.url.path for one in product.asked].count("/admins/991267715") == 1


async def test_what_a_bot_answers_is_said_by_a_machine() -> None:
    said = {"part_type": "comment", "body": "Have you tried logging out?", "created_at": 1763636400}
    parts = [
        {**said, "author": {"type": kind, "name": "-"}} for kind in ("admin", "bot", "team", "user", "lead", "contact")
    ]
    told = {**EXAMPLE.answers["GET", "/conversations/515"], "conversation_parts": {"conversation_parts": parts}}
    intercom, _ = played({("GET", "/conversations/515"): told})
    ticket = await intercom.get_ticket("515")
    machines = [(one.by_customer, one.by_machine) for one in ticket.events[1:]]
    assert machines == [(False, False), (False, True), (False, True), (True, False), (True, False), (True, False)]
