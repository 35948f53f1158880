"""Zendesk: what it is asked, and how its shapes become ours."""

import base64
import json
from datetime import UTC, date, datetime
from typing import Any, cast

import httpx2
import pytest

from connectors.register import set_up
from connectors.zendesk import Zendesk
from escalation.facts import Account, Article, FailureKind, Money, Ticket, TicketEvent, TicketStatus
from escalation.sla import Sla, SlaState
from escalation.sources import Note, Query, SourceFailed
from tests.connectors.example_zendesk import ADA, EXAMPLE, ORGANIZATION, SLAS, TICKET
from tests.connectors.examples import QUERY, Example, Played
from tests.connectors.written import Holding

SEARCH, NAMES = ("GET", "/api/v2/search"), ("GET", "/api/v2/organizations/autocomplete")
NOBODY: Any = {"organizations": [], "count": 0}
OLD_WAY: dict[str, Any] = {"subdomain": "example", "email": "desk@example.com", "api_token": "s3cret"}


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 20, hour, minute, tzinfo=UTC)


def played(changed: dict[tuple[str, str], Any] | None = None, **settings: object) -> tuple[Zendesk, Played]:
    example = Example(settings=settings or EXAMPLE.settings, answers={**EXAMPLE.answers, **(changed or {})})
    product = Played(example)
    return cast("Zendesk", product.connector("zendesk")), product


def searches(product: Played) -> list[str]:
    return [one.url.params["query"] for one in product.asked if one.url.path == "/api/v2/search"]


async def test_a_token_is_asked_for_with_the_clients_credentials() -> None:
    zendesk, product = played()
    await zendesk.check()
    assert [json.loads(body) for body in product.bodies("POST", "/oauth/tokens")] == [
        {
            "grant_type": "client_credentials",
            "client_id": "desk",
            "client_secret": "s3cret",
            "scope": "read",
            "expires_in": 3600,
        }
    ]
    assert {one.headers.get("Authorization") for one in product.asked[1:]} == {
        "Bearer gErypPlm4dOVgGRvA1ZzMH5MQ3nLo8bo"
    }
    assert {one.url.host for one in product.asked} == {"example.zendesk.com"}


async def test_an_older_api_token_still_lets_us_in() -> None:
    zendesk, product = played(**OLD_WAY)
    await zendesk.check()
    assert base64.b64decode(product.asked[0].headers["Authorization"].removeprefix("Basic ")) == (
        b"desk@example.com/token:s3cret"
    )


async def test_tickets_are_sought_by_organization_and_words_and_then_by_organization_alone() -> None:
    zendesk, product = played()
    found = await zendesk.find_tickets(QUERY, limit=3)
    assert searches(product) == [
        'type:ticket organization:"Acme Corp" "500" "checkout"',
        'type:ticket organization:"Acme Corp"',
    ]
    request = next(one for one in product.asked if one.url.path == "/api/v2/search")
    assert dict(request.url.params) | {"query": ""} == {
        "query": "",
        "sort_by": "updated_at",
        "sort_order": "desc",
        "include": "tickets(users,slas)",
        "per_page": "20",
    }
    assert [item.id for item in found.items] == ["35436", "35300"]
    assert found.searched_by == "by organization and the words of all comments"
    assert not found.truncated


async def test_an_organization_zendesk_does_not_have_is_sought_by_its_domain() -> None:
    zendesk, product = played({NAMES: NOBODY})
    since = datetime(2026, 11, 1, 12, 30, tzinfo=UTC)
    found = await zendesk.find_tickets(QUERY.model_copy(update={"since": since, "terms": ()}), limit=3)
    assert searches(product) == ["type:ticket requester:*@acme.example updated>2026-11-01T12:30:00Z"]
    assert found.searched_by == "by the requester's domain, changed since 01 Nov 2026"


async def test_without_a_customer_the_words_alone_are_sought() -> None:
    zendesk, product = played()
    found = await zendesk.find_tickets(Query(terms=("500", "checkout", "orders")), limit=1)
    assert searches(product) == ['type:ticket "500" "checkout"']
    assert found.searched_by == "by the words of all comments"
    assert found.truncated


async def test_of_several_organizations_the_one_that_is_known_is_asked_for() -> None:
    other = {**ORGANIZATION, "id": 1, "name": "Acme Corporate Travel"}
    zendesk, product = played({NAMES: {"organizations": [other, ORGANIZATION]}})
    await zendesk.find_tickets(Query(customer="Acme", account_ids={"zendesk": "509974"}), limit=3)
    await zendesk.find_tickets(Query(customer="Acme"), limit=3)
    assert searches(product) == [
        'type:ticket organization:"Acme Corp"',
        'type:ticket organization:"Acme Corporate Travel" organization:"Acme Corp"',
    ]


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("status:closed", '"status closed"'),
        ("-checkout", '"checkout"'),
        ('" requester:me "', '"requester me"'),
        ("*", ""),
        ("NOT", '"NOT"'),
        ("(created>2020)", '"created 2020"'),
        ("a\\b", '"a b"'),
    ],
)
async def test_typed_words_are_never_read_as_orders(typed: str, sent: str) -> None:
    zendesk, product = played()
    await zendesk.find_tickets(Query(terms=(typed,), customer=f"{typed} Acme"), limit=3)
    assert searches(product)[0] == f'type:ticket organization:"Acme Corp" {sent}'.strip()


async def test_an_organizations_name_cannot_end_its_quotation() -> None:
    zendesk, product = played({NAMES: {"organizations": [{"id": 1, "name": 'Acme" status:closed \\'}]}})
    await zendesk.find_tickets(Query(customer="Acme"), limit=3)
    assert searches(product) == ['type:ticket organization:"Acme status:closed"']


async def test_a_domain_cannot_order_anything() -> None:
    zendesk, product = played({NAMES: NOBODY})
    found = await zendesk.find_tickets(Query(customer="Acme", domain='acme.example" OR status:new'), limit=3)
    assert (searches(product), found.items) == ([], ())


async def test_a_ticket_is_read_with_its_talk() -> None:
    zendesk, product = played()
    assert await zendesk.get_ticket("35436") == Ticket(
        source="zendesk",
        id="35436",
        url="https://example.zendesk.com/agent/tickets/35436",
        title="Checkout answers 500",
        updated_at=at(11, 30),
        status=TicketStatus.OPEN,
        priority="high",
        requester="Ada Example",
        assignee="Grace Example",
        assignee_email="grace@example.com",
        created_at=at(10),
        first_reply_at=at(10, 20),
        waiting_since=at(11, 30),
        sla=Sla(state=SlaState.ACTIVE, due_at=at(12, 30)),
        tags=("checkout", "enterprise"),
        snippet="We get 500 errors on checkout.",
        events=(
            TicketEvent(at=at(10), author="Ada Example", by_customer=True, text="We get 500 errors on checkout."),
            TicketEvent(at=at(10, 10), author="Grace Example", is_public=False, text="Same as ENG-81."),
            TicketEvent(at=at(10, 20), author="Grace Example", text="We are looking."),
            TicketEvent(at=at(11, 30), author="Ada Example", by_customer=True, text="Any news?"),
        ),
    )
    asked = sorted(one.url.raw_path.decode() for one in product.asked if one.method == "GET")
    assert asked == [
        "/api/v2/tickets/35436/comments?sort_order=desc&per_page=100&include=users",
        "/api/v2/tickets/35436?include=users%2Cslas",
    ]


async def test_of_a_long_ticket_the_newest_comments_are_read_and_its_first_words() -> None:
    path = "/api/v2/tickets/35436/comments"
    newest = list(reversed(EXAMPLE.answers["GET", path]["comments"][2:]))
    talk = {**EXAMPLE.answers["GET", path], "comments": newest, "next_page": "https://example.zendesk.com/x?page=2"}
    zendesk, _ = played({("GET", path): talk})
    ticket = await zendesk.get_ticket("35436")
    assert [event.text for event in ticket.events] == [
        "We get 500 errors\non checkout.",
        "We are looking.",
        "Any news?",
    ]
    assert (ticket.first_reply_at, ticket.waiting_since) == (None, at(11, 30))


@pytest.mark.parametrize(
    ("status", "means"),
    [
        ("new", TicketStatus.NEW),
        ("hold", TicketStatus.PENDING),
        ("pending", TicketStatus.PENDING),
        ("solved", TicketStatus.SOLVED),
        ("closed", TicketStatus.CLOSED),
    ],
)
async def test_each_status_has_its_place(status: str, means: TicketStatus) -> None:
    zendesk, _ = played({("GET", "/api/v2/tickets/35436"): {"ticket": {**TICKET, "status": status}}})
    assert (await zendesk.get_ticket("35436")).status is means


SLAS_ALONE = ("GET", "/api/v2/tickets/35436/slas/policy_metrics")


def runs_out(hour: int) -> Sla:
    return Sla(state=SlaState.ACTIVE, due_at=at(hour))


async def test_a_ticket_that_comes_without_its_slas_is_asked_for_them() -> None:
    metrics = [
        {"breach_at": "2026-11-20T14:00:00Z", "stage": "active", "metric": "next_reply_time", "hours": 2},
        {"breach_at": "2026-06-30T03:07:32Z", "stage": "achieved", "metric": "first_reply_time", "days": -141},
    ]
    zendesk, product = played(
        {("GET", "/api/v2/tickets/35436"): {"ticket": TICKET}, SLAS_ALONE: {"policy_metrics": metrics}}
    )
    assert (await zendesk.get_ticket("35436")).sla == runs_out(14)
    assert SLAS_ALONE[1] in [one.url.path for one in product.asked]


async def test_a_plan_without_slas_costs_nobody_the_ticket() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == SLAS_ALONE[1]:
            return httpx2.Response(403, json={"error": "Forbidden", "description": "You do not have access"})
        told: Any = {"ticket": TICKET} if request.url.path.endswith("/35436") else {"comments": []}
        return httpx2.Response(200, json=told)

    ticket = await cast("Zendesk", Played(EXAMPLE, instead=answer).connector("zendesk")).get_ticket("35436")
    assert (ticket.title, ticket.sla) == ("Checkout answers 500", None)


@pytest.mark.parametrize("status", ["solved", "closed"])
async def test_of_a_ticket_that_is_done_no_sla_is_asked(status: str) -> None:
    zendesk, product = played({("GET", "/api/v2/tickets/35436"): {"ticket": {**TICKET, "status": status}}})
    assert (await zendesk.get_ticket("35436")).sla is None
    assert SLAS_ALONE[1] not in [one.url.path for one in product.asked]


async def test_a_ticket_that_was_searched_for_has_its_sla() -> None:
    hit = {**TICKET, "result_type": "ticket", "slas": {"policy_metrics": [SLAS["policy_metrics"][1]]}}
    zendesk, _ = played({SEARCH: {"results": [hit], "count": 1}})
    (found,) = (await zendesk.find_tickets(QUERY, limit=3)).items
    assert isinstance(found, Ticket)
    assert found.sla == runs_out(18)


@pytest.mark.parametrize("typed", ["{{ticket.requester.email}}", "{% if a %}", "{{{a}}}", "Cause: {{dc.greeting}}."])
async def test_zendesk_fills_nothing_in_in_what_a_note_quotes(typed: str) -> None:
    product = Holding("zendesk")
    await product.tool.add_note("35436", Note(lines=(typed,), mark="ESC-1 · x", at=at(10)))
    (said,) = [body["ticket"]["comment"]["html_body"] for body in product.writes]
    assert "{{" not in said
    assert "{%" not in said
    assert typed in said.replace("\u2060", "")


@pytest.mark.parametrize(
    "told",
    [
        None,
        "active",
        {"policy_metrics": None},
        {"policy_metrics": {"stage": "active"}},
        {"policy_metrics": []},
        {"policy_metrics": [None, 7, {"stage": "active", "breach_at": None}, {"stage": "active", "breach_at": {}}]},
        {"policy_metrics": [{"stage": "paused", "breach_at": "2026-11-20T12:30:00Z"}]},
        {"policy_metrics": [{"stage": "achieved", "breach_at": "2026-11-20T12:30:00Z"}]},
    ],
)
async def test_a_ticket_without_a_target_that_runs_has_no_sla(told: object) -> None:
    zendesk, _ = played({("GET", "/api/v2/tickets/35436"): {"ticket": {**TICKET, "slas": told}}})
    assert (await zendesk.get_ticket("35436")).sla is None


async def test_a_bare_ticket_is_still_one() -> None:
    bare = {"id": 35436, "subject": None, "description": None, "tags": None, "requester_id": 7, "priority": None}
    talk = {"comments": [{"author_id": 7, "body": "Hello", "created_at": "2026-11-20T10:00:00Z"}, {"id": 2}]}
    path = "/api/v2/tickets/35436"
    zendesk, _ = played({("GET", path): {"ticket": bare}, ("GET", f"{path}/comments"): talk})
    ticket = await zendesk.get_ticket("35436")
    assert (ticket.title, ticket.requester, ticket.tags, ticket.updated_at) == ("Ticket 35436", None, (), None)
    assert ticket.events == (TicketEvent(at=at(10), by_customer=True, text="Hello"),)


@pytest.mark.parametrize("id", ["", "../users/me", "1.json", "1?x", "x"])
async def test_an_id_that_is_none_of_theirs_is_not_asked_for(id: str) -> None:
    zendesk, product = played()
    with pytest.raises(SourceFailed) as failure:
        await zendesk.get_ticket(id)
    assert failure.value.kind is FailureKind.NOT_THERE
    assert product.asked == []


async def test_an_organization_becomes_an_account_with_the_fields_that_are_mapped() -> None:
    zendesk, product = played(**{**OLD_WAY, "currency": "USD"})
    found = await zendesk.find_accounts(QUERY, limit=3)
    assert found.items == (
        Account(
            source="zendesk",
            id="509974",
            url="https://example.zendesk.com/agent/organizations/509974",
            title="Acme Corp",
            updated_at=datetime(2026, 10, 1, 9, tzinfo=UTC),
            domain="acme.example",
            tier="tier_gold",
            arr=Money(amount=120_000, currency="USD"),
            renewal_on=date(2027, 1, 31),
            sla="gold_4h",
        ),
    )
    assert dict(product.asked[0].url.params) == {"name": "Acme Corp"}


async def test_an_organization_is_looked_up_once_in_ten_minutes() -> None:
    zendesk, product = played()
    await zendesk.find_accounts(QUERY, limit=3)
    await zendesk.find_tickets(QUERY, limit=3)
    assert [one.url.path for one in product.asked].count(NAMES[1]) == 1


async def test_a_name_of_one_letter_is_not_looked_up() -> None:
    zendesk, product = played()
    assert (await zendesk.find_accounts(Query(customer=" X "), limit=3)).items == ()
    assert product.asked == []


async def test_articles_are_sought_in_the_help_center() -> None:
    zendesk, product = played(**OLD_WAY)
    found = await zendesk.find_articles(QUERY, limit=3)
    assert dict(product.asked[0].url.params) == {"query": "500 checkout orders", "per_page": "3"}
    assert found.items == (
        Article(
            source="zendesk",
            id="35467",
            url="https://example.zendesk.com/hc/en-us/articles/35467",
            title="When checkout fails",
            updated_at=datetime(2026, 9, 1, 9, tzinfo=UTC),
            snippet="Look at the checkout gateway first.",
        ),
    )


async def test_a_name_that_zendesk_does_not_know_is_refused_although_it_answers() -> None:
    nobody = {"user": {"id": None, "name": "Anonymous user", "role": "end-user"}}
    zendesk, _ = played({("GET", "/api/v2/users/me"): nobody})
    with pytest.raises(SourceFailed) as failure:
        await zendesk.check()
    assert failure.value.kind is FailureKind.AUTH


async def test_who_we_are_is_read_where_no_role_is_told() -> None:
    me = {"user": {"id": 35436, "name": "Johnny Agent", "email": "desk@example.com", "authenticity_token": "t"}}
    zendesk, _ = played({("GET", "/api/v2/users/me"): me})
    health = await zendesk.check()
    assert (health.identity, health.problems) == ("desk@example.com at example.zendesk.com", ())


async def test_check_says_what_we_may_not_do() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/api/v2/search":
            return httpx2.Response(403, json={"error": "Forbidden", "description": "Missing scopes: read"})
        if request.url.path == "/api/v2/users/me":
            return httpx2.Response(200, json={"user": ADA})
        return httpx2.Response(200, json=EXAMPLE.answers[request.method, request.url.path])

    health = await cast("Zendesk", Played(EXAMPLE, instead=answer).connector("zendesk")).check()
    assert health.identity == "ada@acme.example at example.zendesk.com"
    assert health.problems == (
        "may not search: give the client the scope read",
        "is no agent, and sees only what is public",
    )


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            {"subdomain": "https://example.zendesk.com", "client_id": "desk", "client_secret": "s3cret"},
            "subdomain: write only what stands before .zendesk.com, such as acme",
        ),
        (
            {"subdomain": "example", "client_id": "desk", "client_secret": "s3cret", "scope": "read", "write": True},
            'scope: write = true needs "read tickets:write"',
        ),
        (
            {"subdomain": "example", "client_secret": "s3cret"},
            "give client_id and client_secret of a confidential OAuth client, or email and an older api_token",
        ),
    ],
)
def test_what_is_missing_is_named_and_no_secret_is_shown(table: dict[str, object], said: str) -> None:
    made = set_up({"zendesk": table}, named=lambda _: None, means=cast("Any", None))
    assert made.problems == (f"[connectors.zendesk]: {said}",)


@pytest.mark.parametrize(("more", "scope"), [({}, "read"), ({"write": True}, "read tickets:write")])
async def test_a_token_is_asked_for_no_more_than_it_needs(more: dict[str, object], scope: str) -> None:
    product = Played(Example(settings={**EXAMPLE.settings, **more}, answers=EXAMPLE.answers))
    await product.connector("zendesk").check()
    (asked,) = product.bodies("POST", "/oauth/tokens")
    assert json.loads(asked)["scope"] == scope
