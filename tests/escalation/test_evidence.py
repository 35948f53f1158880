"""Asking other products at once: what came is kept, what is late or failing is named, and nobody waits for it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from escalation.drafts import Draft
from escalation.evidence import gather, query_of, settled
from escalation.facts import (
    Account,
    AnyFact,
    Evidence,
    FailureKind,
    Found,
    Issue,
    IssueState,
    Ticket,
    TicketEvent,
    TicketMoment,
    TicketStatus,
)
from escalation.intake import read
from escalation.sla import Sla, SlaState
from escalation.sources import Capability, Category, Health, Query, SourceFailed

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
QUERY = Query(terms=("500", "checkout"), customer="Acme Corp")
SOON = 0.2


@dataclass
class Product:
    """Answers with these, after `first` is done; or fails."""

    name: str
    can: frozenset[Capability]
    items: tuple[AnyFact, ...] = ()
    failure: Exception | None = None
    first: Callable[[], Awaitable[object]] | None = None
    asked: list[Query] = field(default_factory=list)
    by_id: AnyFact | None = None
    kind: str = "product"
    category: Category = Category.CRM

    async def check(self) -> Health:
        return Health(identity=self.name)

    async def find(self, query: Query, *, limit: int) -> Found:
        self.asked.append(query)
        if self.first:
            await self.first()
        if self.failure:
            raise self.failure
        return Found(items=self.items[:limit], searched_by="by name")

    find_accounts = find_issues = find_articles = find_tickets = find

    async def get(self, id: str) -> AnyFact:
        if self.by_id:
            return self.by_id
        found = next((one for one in self.items if one.id == id), None)
        if found is None:
            raise SourceFailed(FailureKind.NOT_THERE)
        return found

    get_ticket = get_issue = get


def a_crm(*accounts: Account, **more: object) -> Product:
    return Product("crm", frozenset({Capability.ACCOUNTS}), accounts, **more)  # type: ignore[arg-type]


def a_desk(*tickets: Ticket, **more: object) -> Product:
    return Product("desk", frozenset({Capability.TICKETS}), tickets, **more)  # type: ignore[arg-type]


def a_tracker(*issues: Issue, **more: object) -> Product:
    return Product("tracker", frozenset({Capability.ISSUES}), issues, **more)  # type: ignore[arg-type]


ACME = Account(source="crm", id="17", title="ACME, Inc.", domain="acme.example")
BUG = Issue(source="tracker", id="ENG-7", title="500 on checkout", state=IssueState.DOING)
TICKET = Ticket(source="desk", id="4711", title="Cannot pay", status=TicketStatus.OPEN)


async def gathered(*products: Product, within: float = SOON, query: Query = QUERY) -> Evidence:
    return await gather(products, query, now=lambda: NOW, within=within)


async def never() -> None:
    await asyncio.Event().wait()


async def test_what_each_knows_is_kept_with_how_it_was_searched() -> None:
    found = await gathered(a_crm(ACME), a_desk(TICKET), a_tracker(BUG))
    assert set(found.found) == {ACME, BUG, TICKET}
    assert set(found.searched) == {"crm by name", "desk by name", "tracker by name"}
    assert found.missing == ()


async def test_each_product_that_was_asked_is_seen_with_what_it_failed_with_and_its_pause() -> None:
    seen: list[tuple[str, str | None, float | None]] = []
    busy = SourceFailed(FailureKind.RATE_LIMITED, after_seconds=30.0)
    products = (a_crm(ACME), a_desk(failure=busy), a_tracker(first=never), Product("wiki", frozenset()))
    await gather(products, QUERY, now=lambda: NOW, within=SOON, saw=lambda *told: seen.append(told))
    assert sorted(seen) == [
        ("crm", None, None),
        ("desk", "asks for a pause", 30.0),
        ("tracker", "did not answer in 0.2 s", None),
    ]


async def test_tickets_are_asked_for_by_the_account_that_bears_the_customers_name() -> None:
    other = Account(source="crm", id="18", title="Acme Travel", domain="travel.example")
    desk = a_desk()
    await gathered(a_crm(other, ACME), desk)
    (asked,) = desk.asked
    assert (asked.domain, asked.account_ids) == ("acme.example", {"crm": "17"})


async def test_tickets_do_not_wait_for_a_crm_that_hangs() -> None:
    found = await gathered(a_crm(ACME, first=never), a_desk(TICKET))
    assert found.found == (TICKET,)
    assert [one.source for one in found.missing] == ["crm"]


async def test_two_that_hang_and_one_that_fails_are_named_and_the_others_kept() -> None:
    fails = a_crm(failure=SourceFailed(FailureKind.UNAVAILABLE, "500"))
    found = await gathered(
        fails, a_desk(first=never), a_tracker(BUG), Product("wiki", frozenset({Capability.ARTICLES}), first=never)
    )
    assert found.found == (BUG,)
    assert {one.source: one.why for one in found.missing} == {
        "crm": "is not available (500)",
        "desk": "did not answer in 0.2 s",
        "wiki": "did not answer in 0.2 s",
    }


async def test_a_fault_in_one_connector_is_named_without_its_words() -> None:
    found = await gathered(a_tracker(failure=RuntimeError("Acme's secret")), a_desk(TICKET))
    assert [(one.source, one.why) for one in found.missing] == [("tracker", "answered something we cannot read")]


async def test_what_is_late_is_ended() -> None:
    ended: list[bool] = []

    async def hangs() -> None:
        try:
            await never()
        finally:
            ended.append(True)

    await gathered(a_tracker(first=hangs))
    assert ended == [True]


async def test_without_a_customer_no_crm_is_asked() -> None:
    crm = a_crm(ACME)
    await gathered(crm, query=QUERY.model_copy(update={"customer": None}))
    assert crm.asked == []


@pytest.mark.parametrize(
    ("text", "customer", "terms"),
    [
        ("API returns 500 errors on checkout for Acme Corp since Monday", "Acme Corp", ("500", "checkout")),
        ("SSO login loops with ERR_4031 at Globex", "Globex", ("login", "loops")),
        ("Hilfe", None, ("hilfe",)),
        ("", None, ()),
    ],
)
def test_it_looks_for_the_customer_and_the_telling_words(
    text: str, customer: str | None, terms: tuple[str, ...]
) -> None:
    query = query_of(read(text), now=NOW)
    assert query.customer == customer
    assert set(terms) <= set(query.terms)
    assert not [word for word in query.terms if customer and word in customer.casefold()]
    assert len(query.terms) <= 5


def test_tickets_count_that_changed_in_the_last_ninety_days() -> None:
    assert query_of(read("API returns 500 errors for Acme Corp"), now=NOW).since == (NOW - timedelta(days=90)).replace(
        hour=0
    )


async def test_a_ticket_that_was_named_is_asked_for_by_its_number() -> None:
    query = QUERY.model_copy(update={"refs": ("4711", "9")})
    desk = a_desk(TICKET)
    found = await gathered(desk, query=query)
    assert found.found == (TICKET,)
    assert found.searched == ("desk for 4711, for 9, and by name",)
    assert found.missing == ()


SPOKE = (TicketEvent(at=NOW, author="Grace", text="We are on it"),)
MAIN = TICKET.model_copy(update={"url": "https://acme.zendesk.com/agent/tickets/4711", "events": SPOKE})
OTHER = MAIN.model_copy(update={"source": "other", "url": "https://app.intercom.com/a/inbox/x/conversation/4711"})


@pytest.mark.parametrize(
    ("ticket", "theirs"),
    [
        ("#4711", set()),
        (MAIN.url, {"desk"}),
        ("https://help.acme.example/hc/requests/4711", set()),
    ],
)
async def test_of_a_number_that_two_tools_have_none_is_taken_for_theirs(ticket: str, theirs: set[str]) -> None:
    query = query_of(Draft(issue="Cannot pay", ticket=ticket), now=NOW)
    both = await gathered(a_desk(MAIN), Product("other", frozenset({Capability.TICKETS}), (OTHER,)), query=query)
    assert {one.source for one in both.of(Ticket)} == {"desk", "other"}
    assert {one.partition(":")[0] for one in both.theirs} == theirs
    alone = await gathered(a_desk(MAIN), Product("other", frozenset({Capability.TICKETS})), query=query)
    assert {one.partition(":")[0] for one in alone.theirs} == {"desk"}


async def test_a_tool_that_answers_late_that_it_has_the_number_too_makes_one_doubt() -> None:
    query = query_of(Draft(issue="Cannot pay", ticket="4711"), now=NOW)
    first = await gathered(a_desk(MAIN), query=query)
    later = await gathered(Product("other", frozenset({Capability.TICKETS}), (OTHER,)), query=query)
    assert (settled(first, query).theirs, settled(first.with_more(later), query).theirs) == (first.theirs, ())


@pytest.mark.parametrize(
    ("named", "refs"),
    [
        ("4711", ("4711",)),
        ("#4711", ("4711",)),
        ("https://acme.zendesk.com/agent/tickets/4711", ("4711",)),
        ("https://acme.atlassian.net/browse/ENG-12", ("ENG-12",)),
        ("https://github.com/acme/shop/issues/81", ("acme/shop#81",)),
        ("not known", ()),
        ("", ()),
    ],
)
def test_what_people_paste_is_called_as_its_product_calls_it(named: str, refs: tuple[str, ...]) -> None:
    assert query_of(read("API returns 500").model_copy(update={"ticket": named}), now=NOW).refs == refs


async def test_only_the_account_of_the_customers_name_is_kept_where_there_is_one() -> None:
    other = Account(source="crm", id="18", title="Acme Robotics GmbH")
    assert (await gathered(a_crm(other, ACME))).found == (ACME,)
    assert (await gathered(a_crm(other))).found == (other,)


async def test_a_named_ticket_keeps_what_only_its_own_page_tells_and_no_conversation() -> None:
    waits = TICKET.model_copy(
        update={"waiting_since": NOW, "requester": "jo@acme.example", "events": (TicketEvent(at=NOW, text="long"),)}
    )
    desk = a_desk(TICKET)
    desk.by_id = waits
    (kept,) = (await gathered(desk, query=QUERY.model_copy(update={"refs": ("4711",)}))).of(Ticket)
    assert kept == TICKET.model_copy(update={"waiting_since": NOW})


async def test_a_key_that_stands_in_another_product_is_masked_in_all_that_is_kept_of_it() -> None:
    key = f"sk_live_{'q7' * 10}9xY4"
    note = TicketEvent(at=NOW, author="Nora", text=f"We tried {key} with curl, still 500", is_public=False)
    ticket = Ticket(
        source="desk", id="4711", title=f"Key {key} fails", snippet=key, status=TicketStatus.OPEN, events=(note,)
    )
    issue = Issue(source="tracker", id="ENG-1", title=f"500 with {key}", state=IssueState.TODO)

    evidence = await gathered(
        a_desk(ticket), a_tracker(issue), query=QUERY.model_copy(update={"refs": ("4711", "ENG-1")})
    )

    (tried,) = evidence.of(TicketMoment)
    assert tried.text == "We tried [Stripe key ending 9xY4] with curl, still 500"
    assert [one.title for one in (*evidence.of(Ticket), *evidence.of(Issue))] == [
        "Key [Stripe key ending 9xY4] fails",
        "500 with [Stripe key ending 9xY4]",
    ]
    assert key not in evidence.model_dump_json()


@pytest.mark.parametrize(
    "text",
    [
        "Webhook fails, see https://x.example.com/a?apikey=SECRETKEYVALUE",
        "Exports fail, see https://github.com/acme/shop/pull/81 and www.acme.example/monitors/123456",
        "Login fails for jane.doe@northwind.com",
        "Login fails with token abcdefghijklmnopqrstuvwxyzabcdef",
    ],
)
def test_no_address_key_or_person_is_looked_for(text: str) -> None:
    query = query_of(read(text), now=NOW)
    said = " ".join((*query.terms, *query.refs)).casefold()
    assert [word for word in ("secret", "apikey", "github", "81", "123456", "jane", "abcdef") if word in said] == []


async def test_a_fault_is_logged_by_its_kind_alone(caplog: pytest.LogCaptureFixture) -> None:
    await gathered(a_tracker(failure=RuntimeError("Acme's secret")))
    (line,) = [one for one in caplog.records if one.name == "escalation.evidence"]
    assert (line.__dict__["source"], line.__dict__["fault"]) == ("tracker", "RuntimeError")
    assert "secret" not in caplog.text


async def test_a_promise_is_kept_as_it_stands_when_it_was_asked() -> None:
    ticket = Ticket(
        source="desk", id="9", title="500", status=TicketStatus.OPEN, sla=Sla(state=SlaState.ACTIVE, due_at=NOW)
    )
    desk = Product("desk", frozenset({Capability.TICKETS}), items=(ticket,))
    (kept,) = (await gather([desk], QUERY, now=lambda: NOW, within=SOON)).of(Ticket)
    assert kept.sla is not None
    assert kept.sla.said == "SLA missed, due 02 Mar 09:00 UTC"


def test_a_tool_that_is_asked_again_is_named_once_with_what_it_was_asked_last() -> None:
    first = Evidence(gathered_at=NOW, searched=("desk for 4711", "old tracker by the telling words"))
    later = Evidence(gathered_at=NOW, searched=("desk for 4711, and by name", "crm by the company's name"))
    assert first.with_more(later).searched == (
        "desk for 4711, and by name",
        "old tracker by the telling words",
        "crm by the company's name",
    )
