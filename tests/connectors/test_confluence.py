"""What is particular to Confluence: Jira's ways in, its query language, and marks in what it finds."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import httpx2
import pytest

from connectors.product import Means
from connectors.register import set_up
from escalation.facts import Article, FailureKind, Found
from escalation.sources import Query, SourceFailed
from tests.connectors.example_confluence import EXAMPLE, PAGE
from tests.connectors.examples import QUERY, Played

BASIC = "Basic ZGVza0BhY21lLmV4YW1wbGU6czNjcmV0"
CQL = 'text ~ "500 checkout orders" AND type = page'
DATA_CENTER = "https://docs.acme.example/confluence"
SPACE_SAID = "space: write a space's key, such as DOCS in /wiki/spaces/DOCS; several between commas"


def answering(told: Any, **settings: object) -> Played:
    with_settings = replace(EXAMPLE, settings={**EXAMPLE.settings, **settings})
    return Played(with_settings, instead=lambda _: httpx2.Response(200, json=told))


async def found_in(played: Played, query: Query = QUERY) -> Found:
    found: Found = await played.connector("confluence").find_articles(query, limit=3)  # type: ignore[attr-defined]
    return found


async def test_it_searches_pages_for_all_words() -> None:
    played = Played(EXAMPLE)
    found = await found_in(played)
    (request,) = played.asked
    assert (request.method, request.url.path) == ("GET", "/wiki/rest/api/search")
    assert dict(request.url.params) == {"cql": CQL, "limit": "3"}
    assert request.headers["Authorization"] == BASIC
    assert found.searched_by == "by the telling words in the pages of all spaces it may read"
    assert found.truncated is False


@pytest.mark.parametrize(
    ("settings", "asks", "as_whom"),
    [
        ({"url": "https://acme.atlassian.net/wiki/"}, "https://acme.atlassian.net/wiki", BASIC),
        ({"cloud_id": "11-22"}, "https://api.atlassian.com/ex/confluence/11-22/wiki", BASIC),
        ({"cloud_id": "11-22", "email": None}, "https://api.atlassian.com/ex/confluence/11-22/wiki", "Bearer s3cret"),
        ({"api_url": "http://127.0.0.1:8080"}, "http://127.0.0.1:8080/wiki", BASIC),
        ({"url": DATA_CENTER, "email": None}, DATA_CENTER, "Bearer s3cret"),
        ({"url": "https://docs.acme.example/wiki", "email": None}, "https://docs.acme.example/wiki", "Bearer s3cret"),
    ],
)
async def test_each_way_in_has_its_address_and_its_credentials(
    settings: Mapping[str, object], asks: str, as_whom: str
) -> None:
    played = answering({"results": []}, **settings)
    await found_in(played)
    (request,) = played.asked
    assert str(request.url).partition("?")[0] == f"{asks}/rest/api/search"
    assert request.headers["Authorization"] == as_whom


async def test_a_data_center_is_asked_by_the_field_that_it_knows() -> None:
    played = answering({"results": []}, url=DATA_CENTER, email=None)
    await found_in(played)
    assert played.asked[0].url.params["cql"] == 'text ~ "500 checkout orders" AND type = page'


async def test_spaces_that_are_named_are_the_only_ones_searched() -> None:
    played = answering({"results": []}, space="DOCS, ~ada")
    found = await found_in(played)
    assert played.asked[0].url.params["cql"] == f'{CQL} AND space in ("DOCS", "~ada")'
    assert found.searched_by == "by the telling words in the pages of space DOCS, ~ada"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        (('x" OR type = attachment OR text ~ "y',), "x or type"),
        (("a\\", '" ORDER BY created --'), "a order by"),
        (("check*~?^:{}[]!&&||/", "-500", "NOT"), "check 500 not"),
    ],
)
async def test_typed_text_stays_text(typed: tuple[str, ...], asked: str) -> None:
    played = Played(EXAMPLE)
    await found_in(played, Query(terms=typed))
    assert played.asked[0].url.params["cql"] == f'text ~ "{asked}" AND type = page'


async def test_a_page_is_told_in_our_words_without_marks() -> None:
    (page,) = (await found_in(Played(EXAMPLE))).items
    assert page == Article(
        source="confluence",
        id="98765",
        url="https://acme.atlassian.net/wiki/spaces/DOCS/pages/98765/Checkout+500+errors",
        title="Checkout & 500 errors",
        updated_at=page.updated_at,
        snippet='When checkout says "500", restart <payments>.',
        collection="Runbooks",
    )
    assert str(page.updated_at) == "2026-11-20 10:00:00+00:00"


async def test_a_title_that_comes_with_marks_only_loses_them() -> None:
    told = {"results": [{**PAGE, "content": {"id": "98765"}}]}
    assert [item.title for item in (await found_in(answering(told))).items] == ["Checkout & 500 errors"]


async def test_what_confluence_leaves_empty_is_left_empty() -> None:
    told = {"results": [{"content": {"id": "98765"}, "title": "Checkout", "excerpt": None, "lastModified": None}]}
    assert (await found_in(answering(told))).items == (Article(source="confluence", id="98765", title="Checkout"),)


async def test_what_is_no_content_is_left_out() -> None:
    person = {"user": {"type": "known", "accountId": "5b10"}, "title": "Ada", "url": "/people/5b10", "content": None}
    told = {"results": [{"space": {"key": "DOCS"}, "title": "Runbooks", "url": "/spaces/DOCS"}, person, PAGE]}
    assert [item.id for item in (await found_in(answering(told))).items] == ["98765"]


@pytest.mark.parametrize(
    "base", ["https://api.atlassian.com/ex/confluence/11-22", "https://acme.atlassian.net.evil.example/wiki", None, 7]
)
async def test_links_lead_to_our_own_site_whatever_the_answer_says(base: object) -> None:
    (page,) = (await found_in(answering({"results": [PAGE], "_links": {"base": base}}, cloud_id="11-22"))).items
    assert page.url == "https://acme.atlassian.net/wiki/spaces/DOCS/pages/98765/Checkout+500+errors"


@pytest.mark.parametrize(
    ("told", "truncated"),
    [
        ({"totalSize": 3}, False),
        ({"totalSize": 4}, True),
        ({"_links": {"base": "https://acme.atlassian.net/wiki"}}, False),
        ({"_links": {"next": "/rest/api/search?cursor=x"}}, True),
    ],
)
async def test_it_says_when_there_is_more(*, told: dict[str, Any], truncated: bool) -> None:
    assert (await found_in(answering({"results": [PAGE], **told}))).truncated is truncated


async def test_check_asks_who_we_are() -> None:
    played = Played(EXAMPLE)
    assert (await played.connector("confluence").check()).identity == "Escalation Desk"
    assert [str(one.url) for one in played.asked] == ["https://acme.atlassian.net/wiki/rest/api/user/current"]


@pytest.mark.parametrize(
    ("told", "identity"),
    [
        ({"displayName": "", "publicName": "desk", "accountId": "5b12"}, "desk"),
        ({"displayName": None, "accountType": "app", "accountId": "5b12"}, "5b12"),
        ({"username": "desk", "userKey": "8a7f"}, "desk"),
    ],
)
async def test_a_name_that_is_kept_private_is_another_one(told: Mapping[str, Any], identity: str) -> None:
    assert (await answering({"type": "known", **told}).connector("confluence").check()).identity == identity


async def test_to_be_let_in_as_nobody_is_not_to_be_let_in() -> None:
    with pytest.raises(SourceFailed) as failure:
        await answering({"type": "anonymous", "displayName": "Anonymous"}).connector("confluence").check()
    assert failure.value.kind is FailureKind.AUTH


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"email": None}, "email is missing: the address of the account whose API token this is"),
        ({"space": 'DOCS") OR ("'}, SPACE_SAID),
    ],
)
def test_settings_that_cannot_work_say_what_to_write(settings: Mapping[str, object], says: str) -> None:
    means = Means(client=lambda: None, seconds=lambda: 0.0)  # type: ignore[arg-type, return-value]  # never asked
    made = set_up({"confluence": {**EXAMPLE.settings, **settings}}, named=lambda _: None, means=means)
    assert made.problems == (f"[connectors.confluence]: {says}",)
