"""What is particular to Guru: two kinds of tokens, cards in HTML, and what its experts have verified."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import httpx2
import pytest

from connectors.product import Means
from connectors.register import set_up
from escalation.facts import Article, FailureKind, Found
from escalation.sources import Query, SourceFailed
from tests.connectors.example_guru import CARD, EXAMPLE
from tests.connectors.examples import QUERY, Example, Played

NEAREST_FIRST = {"sortField": "relevancy", "sortOrder": "DESC"}
OF_A_COLLECTION = replace(EXAMPLE, settings={"user": "c1c1-c1", "token": "s3cret"})
USER_SAID = "user: write the address that the token's owner signs in with, or the id of the token's collection"


def answering(told: Any) -> Played:
    return Played(EXAMPLE, instead=lambda _: httpx2.Response(200, json=told))


def replaced_by(told: Any) -> Played:
    return Played(OF_A_COLLECTION, instead=lambda _: httpx2.Response(200, json=told))


async def found_in(played: Played, query: Query = QUERY, *, limit: int = 3) -> Found:
    found: Found = await played.connector("guru").find_articles(query, limit=limit)  # type: ignore[attr-defined]
    return found


async def test_it_searches_cards_by_words_with_a_persons_token() -> None:
    played = Played(EXAMPLE)
    found = await found_in(played)
    (request,) = played.asked
    assert (request.method, request.url.host, request.url.path) == ("GET", "api.getguru.com", "/api/v1/search/query")
    assert dict(request.url.params) == {"searchTerms": "500 checkout orders", "maxResults": "4", **NEAREST_FIRST}
    assert request.headers["Authorization"] == "Basic ZGVza0BhY21lLmV4YW1wbGU6czNjcmV0"
    assert found.searched_by == "by its most telling words in the cards of all collections it may read"
    assert found.truncated is False


async def test_a_collections_token_finds_in_its_collection_only_and_says_so() -> None:
    played = Played(OF_A_COLLECTION)
    found = await found_in(played)
    assert played.asked[0].headers["Authorization"] == "Basic YzFjMS1jMTpzM2NyZXQ="
    assert found.searched_by == "by its most telling words in the cards of its collection"


async def test_no_more_cards_are_asked_for_than_guru_gives() -> None:
    played = Played(EXAMPLE)
    await found_in(played, limit=100)
    assert played.asked[0].url.params["maxResults"] == "50"


async def test_typed_text_is_words_only() -> None:
    played = Played(EXAMPLE)
    await found_in(played, Query(terms=('"checkout" AND', "-500&maxResults=50", "title:x")))
    assert dict(played.asked[0].url.params) == {
        "searchTerms": "checkout and 500",
        "maxResults": "4",
        **NEAREST_FIRST,
    }


async def test_a_card_is_told_in_our_words_without_html() -> None:
    (card,) = (await found_in(Played(EXAMPLE))).items
    assert card == Article(
        source="guru",
        id="11111111-2222-4333-8444-555555555555",
        url="https://app.getguru.com/card/iqAbC123/Checkout-answers-500",
        title="Checkout answers 500",
        updated_at=card.updated_at,
        snippet="What to do Restart payments & wait.",
        verified=True,
        collection="Runbooks",
    )
    assert str(card.updated_at) == "2026-11-20 10:00:00+00:00"


@pytest.mark.parametrize(
    ("state", "verified"),
    [("TRUSTED", True), ("NEEDS_VERIFICATION", False), ("STALE", False), ("SOMETHING_NEW", None), (None, None)],
)
async def test_it_says_whether_a_card_is_verified(*, state: str | None, verified: bool | None) -> None:
    (card,) = (await found_in(answering([{**CARD, "verificationState": state}]))).items
    assert isinstance(card, Article)
    assert card.verified is verified


async def test_what_guru_leaves_empty_is_left_empty() -> None:
    told = {"id": "x", "preferredPhrase": "Checkout", "slug": None, "content": None, "collection": None}
    assert (await found_in(answering([told]))).items == (Article(source="guru", id="x", title="Checkout"),)


async def test_archived_cards_and_cards_without_a_title_are_left_out() -> None:
    told = [{**CARD, "archived": True}, {**CARD, "preferredPhrase": ""}, {**CARD, "preferredPhrase": None}, CARD]
    assert len((await found_in(answering(told))).items) == 1


async def test_it_says_when_there_is_more() -> None:
    cards = [{**CARD, "id": str(number)} for number in range(4)]
    found = await found_in(answering(cards))
    assert ([item.id for item in found.items], found.truncated) == (["0", "1", "2"], True)
    assert (await found_in(answering(cards[:3]))).truncated is False


@pytest.mark.parametrize(("example", "whose"), [(EXAMPLE, "desk@acme.example"), (OF_A_COLLECTION, "c1c1-c1")])
async def test_check_tries_the_token_as_guru_says_one_should(example: Example, whose: str) -> None:
    played = Played(example)
    assert (await played.connector("guru").check()).identity == f"{whose} in Acme"
    assert [one.url.path for one in played.asked] == ["/api/v1/teams"]


async def test_a_collections_team_may_come_alone() -> None:
    health = await replaced_by({"id": "t1", "status": "ACTIVE", "name": "Acme"}).connector("guru").check()
    assert health.identity == "c1c1-c1 in Acme"


async def test_where_no_card_is_found_guru_answers_nothing_at_all() -> None:
    found = await found_in(Played(EXAMPLE, instead=lambda _: httpx2.Response(204)))
    assert (found.items, found.truncated) == ((), False)


async def test_a_collection_of_no_team_is_no_answer() -> None:
    with pytest.raises(SourceFailed) as failure:
        await replaced_by([]).connector("guru").check()
    assert failure.value.kind is FailureKind.BAD_ANSWER


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"user": "desk@acme.example:s3cret"}, USER_SAID),
        ({"user": " "}, USER_SAID),
        (
            {"api_url": "api.getguru.com"},
            "api_url: write an address that begins with https://",
        ),
    ],
)
def test_settings_that_cannot_work_say_what_to_write(settings: Mapping[str, object], says: str) -> None:
    means = Means(client=lambda: None, seconds=lambda: 0.0)  # type: ignore[arg-type, return-value]  # never asked
    made = set_up({"guru": {**EXAMPLE.settings, **settings}}, named=lambda _: None, means=means)
    assert made.problems == (f"[connectors.guru]: {says}",)
