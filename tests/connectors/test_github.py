"""What is particular to GitHub: its search, its two states, and its ids."""

from typing import Any

import httpx2
import pytest

from escalation.facts import FailureKind, Found, Issue, IssueState
from escalation.sources import Query, SourceFailed
from tests.connectors.example_github import EXAMPLE, ISSUE
from tests.connectors.examples import QUERY, Played

SEARCH = ("GET", "/search/issues")


def answering(told: Any) -> Played:
    return Played(EXAMPLE, instead=lambda _: httpx2.Response(200, json=told))


async def found_in(played: Played, query: Query = QUERY) -> Found:
    found: Found = await played.connector("github").find_issues(query, limit=3)  # type: ignore[attr-defined]
    return found


async def got(played: Played, id: str) -> Issue:
    issue: Issue = await played.connector("github").get_issue(id)  # type: ignore[attr-defined]
    return issue


async def test_it_searches_issues_of_the_named_repositories_for_all_words_newest_first() -> None:
    played = Played(EXAMPLE)
    found = await found_in(played)
    (request,) = played.asked
    assert (request.method, request.url.path) == SEARCH
    assert dict(request.url.params) == {
        "q": "500 checkout orders is:issue repo:acme/shop",
        "sort": "updated",
        "per_page": "3",
    }
    assert request.headers["Authorization"] == "Bearer s3cret"
    assert request.headers["Accept"] == "application/vnd.github+json"
    assert request.headers["X-GitHub-Api-Version"] == "2022-11-28"
    assert found.searched_by == "by the telling words in the issues of acme/shop"


async def test_typed_text_can_name_no_other_repository() -> None:
    played = Played(EXAMPLE)
    await found_in(played, Query(terms=("NOT repo:other/one", '"is:public')))
    asked = played.asked[0].url.params["q"]
    assert asked == "not repo other one is:issue repo:acme/shop"


async def test_without_a_word_nothing_is_asked() -> None:
    played = Played(EXAMPLE)
    assert (await found_in(played, Query(terms=("…",)))).items == ()
    assert played.asked == []


async def test_an_issue_is_told_in_our_words() -> None:
    (issue,) = (await found_in(Played(EXAMPLE))).items
    assert issue == Issue(
        source="github",
        id="acme/shop#81",
        url="https://github.com/acme/shop/issues/81",
        title="Checkout answers 500",
        updated_at=issue.updated_at,
        state=IssueState.DOING,
        status="open",
        assignee="ada",
        labels=("bug", "checkout"),
    )
    assert str(issue.updated_at) == "2026-11-20 10:00:00+00:00"


@pytest.mark.parametrize(
    ("told", "state", "status"),
    [
        ({"assignee": None}, IssueState.TODO, "open"),
        ({"state_reason": "reopened"}, IssueState.DOING, "reopened"),
        ({"state": "closed", "state_reason": "completed"}, IssueState.DONE, "completed"),
        ({"state": "closed", "state_reason": None}, IssueState.DONE, "closed"),
        ({"state": "closed", "state_reason": "not_planned"}, IssueState.CANCELED, "not_planned"),
        ({"state": "closed", "state_reason": "duplicate"}, IssueState.CANCELED, "duplicate"),
    ],
)
async def test_its_two_states_and_their_reasons_are_four_of_ours(
    told: dict[str, Any], state: IssueState, status: str
) -> None:
    issue = await got(answering({**ISSUE, **told}), "acme/shop#81")
    assert (issue.state, issue.status) == (state, status)


@pytest.mark.parametrize(
    ("told", "truncated"),
    [
        ({"total_count": 1, "incomplete_results": False}, False),
        ({"total_count": 40, "incomplete_results": False}, True),
        ({"total_count": 1, "incomplete_results": True}, True),
    ],
)
async def test_it_says_when_there_is_more(told: dict[str, Any], truncated: bool) -> None:  # noqa: FBT001 - a table
    assert (await found_in(answering({**told, "items": [ISSUE]}))).truncated is truncated


async def test_an_id_is_known_however_its_letters_are_written() -> None:
    assert (await got(Played(EXAMPLE), "acme/shop#81")).id == "acme/shop#81"
    played = answering(ISSUE)
    assert (await got(played, "Acme/Shop#81")).id == "acme/shop#81"


@pytest.mark.parametrize("id", ["other/one#81", "acme/shop", "acme/shop#../../user", "acme/shop#٨١", "#81", ""])
async def test_an_id_of_no_repository_of_ours_is_not_asked_for(id: str) -> None:
    played = Played(EXAMPLE)
    with pytest.raises(SourceFailed) as failure:
        await got(played, id)
    assert (failure.value.kind, played.asked) == (FailureKind.NOT_THERE, [])


async def test_an_issue_that_was_deleted_is_not_there() -> None:
    with pytest.raises(SourceFailed) as failure:
        await got(Played(EXAMPLE, instead=lambda _: httpx2.Response(410)), "acme/shop#81")
    assert failure.value.kind is FailureKind.NOT_THERE


async def test_check_names_a_repository_that_the_token_may_not_read() -> None:
    answers = {**EXAMPLE.answers}
    del answers["GET", "/repos/acme/shop"]
    played = Played(type(EXAMPLE)(settings=EXAMPLE.settings, answers=answers))
    health = await played.connector("github").check()
    assert health.identity == "escalation-desk"
    assert health.problems == ("acme/shop is not there, or the token may not read it",)
