"""What is particular to Notion: a search of titles only, data sources for texts, and titles under any name."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import httpx2
import pytest

from connectors.notion import REMEMBERED
from connectors.product import Means
from connectors.register import set_up
from escalation.facts import Article, FailureKind, Found
from escalation.sources import Query, SourceFailed
from tests.connectors.example_notion import EXAMPLE, ME, RUNBOOKS, SOURCE, listing, page
from tests.connectors.examples import QUERY, Played, Route

SEARCH = ("POST", "/v1/search")
ASK_SOURCE = ("POST", f"/v1/data_sources/{RUNBOOKS}/query")
READ_SOURCE = ("GET", f"/v1/data_sources/{RUNBOOKS}")
TITLES = "by titles only, of what is shared with the connection"
FILTER = {
    "or": [
        {"property": "Name", "title": {"contains": "500"}},
        {"property": "Name", "title": {"contains": "checkout"}},
        {"property": "Symptom", "rich_text": {"contains": "500"}},
        {"property": "Symptom", "rich_text": {"contains": "checkout"}},
    ]
}


def playing(answers: Mapping[Route, Any], *, sources: object = RUNBOOKS) -> Played:
    settings = {"token": "s3cret", "data_sources": sources}
    return Played(replace(EXAMPLE, settings=settings, answers={**EXAMPLE.answers, **answers}))


def searching(told: Any) -> Played:
    return playing({SEARCH: told}, sources="")


async def found_in(played: Played, *terms: str, limit: int = 3) -> Found:
    query = Query(terms=terms or QUERY.terms)
    found: Found = await played.connector("notion").find_articles(query, limit=limit)  # type: ignore[attr-defined]
    return found


def without(*gone: Route) -> Played:
    return Played(replace(EXAMPLE, answers={key: one for key, one in EXAMPLE.answers.items() if key not in gone}))


def routes(played: Played) -> list[Route]:
    return [(one.method, one.url.path) for one in played.asked]


async def test_it_searches_titles_word_by_word_and_says_so() -> None:
    played = playing({}, sources="")
    found = await found_in(played)
    assert routes(played) == [SEARCH] * 3
    assert [json.loads(one.content) for one in played.asked] == [
        {"query": word, "filter": {"property": "object", "value": "page"}, "page_size": 3}
        for word in ("500", "checkout", "orders")
    ]
    (request, *_) = played.asked
    assert request.url.host == "api.notion.com"
    assert request.headers["Authorization"] == "Bearer s3cret"
    assert request.headers["Notion-Version"] == "2026-03-11"
    assert found.searched_by == TITLES


async def test_a_named_data_source_is_asked_for_the_texts_in_its_properties() -> None:
    played = Played(EXAMPLE)
    found = await found_in(played, "500", "checkout")
    (body,) = played.bodies(*ASK_SOURCE)
    assert json.loads(body) == {
        "filter": FILTER,
        "sorts": [{"timestamp": "last_edited_time", "direction": "descending"}],
        "page_size": 25,
    }
    assert found.searched_by == f"{TITLES}, and by the properties with text of Runbooks"
    assert [(item.title, item.collection) for item in found.items if isinstance(item, Article)] == [
        ("Checkout 500", None),
        ("Payments", "Runbooks"),
    ]


async def test_a_page_found_twice_is_told_once_with_where_it_is() -> None:
    played = playing({SEARCH: listing(page(2, "Payments")), ASK_SOURCE: listing(page(2, "Payments"))})
    (item,) = (await found_in(played)).items
    assert isinstance(item, Article)
    assert (item.title, item.collection) == ("Payments", "Runbooks")


async def test_pages_with_most_of_the_words_come_first() -> None:
    titles = ("Orders", "Checkout: 500 for orders", "Holidays", "500 at checkout")
    told = listing(*(page(number, title) for number, title in enumerate(titles)))
    found = await found_in(searching(told))
    assert [item.title for item in found.items] == ["Checkout: 500 for orders", "500 at checkout", "Orders"]
    assert found.truncated is True


async def test_a_search_that_notion_broke_off_has_more() -> None:
    told = listing(page(1, "500 at checkout"))
    assert (await found_in(searching(told))).truncated is False
    broken_off = {"type": "incomplete", "incomplete_reason": "query_result_limit_reached"}
    assert (await found_in(searching({**told, "request_status": broken_off}))).truncated is True


async def test_what_a_data_source_is_like_is_remembered_for_ten_minutes() -> None:
    played = Played(EXAMPLE)
    now = 0.0
    client = httpx2.AsyncClient(transport=httpx2.MockTransport(played.answer))
    means = Means(client=lambda: client, seconds=lambda: now)
    (connector,) = set_up({"notion": dict(EXAMPLE.settings)}, named=lambda _: None, means=means).connectors
    counted = []
    for moment in (0.0, REMEMBERED - 1, REMEMBERED):
        now = moment
        await connector.find_articles(Query(terms=("500",)), limit=3)  # type: ignore[attr-defined]
        counted.append(routes(played).count(READ_SOURCE))
    assert counted == [1, 1, 2]


@pytest.mark.parametrize("gone", [(READ_SOURCE, ASK_SOURCE), (ASK_SOURCE,)])
async def test_a_data_source_that_is_not_shared_is_said_and_the_rest_is_searched(gone: Sequence[Route]) -> None:
    found = await found_in(without(*gone))
    assert [item.title for item in found.items] == ["Checkout 500"]
    assert found.searched_by == f"{TITLES}; 1 of its data sources could not be read"


async def test_a_page_is_told_in_our_words() -> None:
    symptom = {"type": "rich_text", "rich_text": [{"plain_text": "Orders fail"}, {"plain_text": " with 500."}]}
    cause = {"type": "rich_text", "rich_text": [{"plain_text": "A full disk."}]}
    told = page(1, "Payments")
    told["properties"] = {"Cause": cause, "Symptom": symptom, "Note": {"type": "rich_text"}, **told["properties"]}
    (item,) = (await found_in(searching(listing(told)))).items
    assert item == Article(
        source="notion",
        id="00000000-0000-4000-8000-000000000001",
        url="https://www.notion.so/1",
        title="Payments",
        updated_at=item.updated_at,
        snippet="Orders fail with 500.",
    )
    assert str(item.updated_at) == "2026-11-20 10:00:00+00:00"


@pytest.mark.parametrize(
    "told",
    [
        page(2, "Checkout", in_trash=True),
        page(2, "Checkout", archived=True),
        page(2, ""),
        page(2, "Checkout", properties={}),
        page(2, "Checkout", properties=None),
        page(2, "Checkout", object="data_source"),
        {"object": "page", "id": "00000000-0000-4000-8000-000000000002"},
        {**page(2, "Checkout"), "id": None},
    ],
)
async def test_what_is_in_the_trash_or_has_no_title_is_left_out(told: Mapping[str, Any]) -> None:
    found = await found_in(searching(listing(told, page(1, "Checkout 500"))))
    assert [item.title for item in found.items] == ["Checkout 500"]


async def test_a_title_in_pieces_under_any_name_is_put_together() -> None:
    pieces = [{"plain_text": "Check"}, {"plain_text": "out 500"}]
    told = page(1, "", properties={"Aufgabe": {"id": "title", "type": "title", "title": pieces}})
    assert [item.title for item in (await found_in(searching(listing(told)))).items] == ["Checkout 500"]


async def test_it_says_when_there_is_more() -> None:
    assert (await found_in(searching(listing(page(1, "Checkout"))))).truncated is False
    assert (await found_in(searching(listing(page(1, "Checkout"), has_more=True)))).truncated is True


async def test_a_data_source_with_very_many_texts_is_asked_for_its_title_and_some_of_them() -> None:
    many = {f"Text {number}": {"type": "rich_text"} for number in range(200)}
    played = playing({READ_SOURCE: {**SOURCE, "properties": {**many, **SOURCE["properties"]}}})
    await found_in(played, "500")
    (body,) = played.bodies(*ASK_SOURCE)
    filters = json.loads(body)["filter"]["or"]
    assert (len(filters), filters[0]) == (10, {"property": "Name", "title": {"contains": "500"}})


async def test_check_says_who_we_are_and_names_a_data_source_that_is_not_shared() -> None:
    health = await without(READ_SOURCE).connector("notion").check()
    assert health.identity == "Escalation Desk in Acme"
    assert health.problems == (f"data source {RUNBOOKS} is not there, or not shared with the connection",)


@pytest.mark.parametrize(
    ("me", "identity"),
    [({**ME, "bot": {}}, "Escalation Desk"), ({**ME, "name": None, "bot": None}, ME["id"])],
)
async def test_a_connection_without_a_name_is_told_by_its_id(me: Mapping[str, Any], identity: str) -> None:
    assert (await playing({("GET", "/v1/users/me"): me}).connector("notion").check()).identity == identity


LIMITED = httpx2.Response(429, headers={"Retry-After": "30"}, json={"object": "error", "code": "rate_limited"})
HIDDEN = httpx2.Response(403, json={"object": "error", "code": "restricted_resource", "message": "s3cret"})
INVALID = httpx2.Response(400, json={"object": "error", "code": "validation_error", "message": "s3cret"})


@pytest.mark.parametrize(
    ("answer", "means", "seconds"),
    [
        (LIMITED, FailureKind.RATE_LIMITED, 30.0),
        (HIDDEN, FailureKind.AUTH, None),
        (INVALID, FailureKind.BAD_ANSWER, None),
    ],
)
async def test_each_refusal_has_its_name(answer: httpx2.Response, means: FailureKind, seconds: float | None) -> None:
    def instead(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)

    with pytest.raises(SourceFailed) as failure:
        await found_in(Played(EXAMPLE, instead=instead))
    assert (failure.value.kind, failure.value.after_seconds) == (means, seconds)
    assert "s3cret" not in str(failure.value)


@pytest.mark.parametrize("written", ["runbooks", "https://www.notion.so/acme/x", f"{RUNBOOKS}/query", "1234"])
def test_an_id_that_is_none_says_what_to_write(written: str) -> None:
    means = Means(client=lambda: None, seconds=lambda: 0.0)  # type: ignore[arg-type, return-value]  # never asked
    tables = {"notion": {"token": "s3cret", "data_sources": written}}
    made = set_up(tables, named=lambda _: None, means=means)
    said = "write the id of a data source, 32 digits and letters a to f; several between commas"
    assert made.problems == (f"[connectors.notion]: data_sources: {said}",)


async def test_an_id_is_taken_with_and_without_dashes() -> None:
    played = playing({}, sources=RUNBOOKS.replace("-", ""))
    await found_in(played)
    assert READ_SOURCE in routes(played)
