"""What is particular to GitHub: its search, its two states, and its ids."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest

from escalation.facts import FailureKind, Found, Issue, IssueState
from escalation.sources import Query, SourceFailed
from tests.connectors.example_github import EXAMPLE, HIT, ISSUE, PULL, REPOSITORY, user
from tests.connectors.examples import QUERY, Played
from tests.connectors.test_every_connector import BUG

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


def with_repos(*repos: str, **answers: httpx2.Response) -> Played:
    """Each repository answers a search for itself."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked = request.url.params["q"].rpartition("repo:")[2]
        return answers.get(asked.rpartition("/")[2], httpx2.Response(200, json={"total_count": 0, "items": []}))

    return Played(replace(EXAMPLE, settings={**EXAMPLE.settings, "repos": repos}), instead=answer)


async def test_each_repository_is_searched_by_itself_and_the_newest_of_all_come_first() -> None:
    """Two in one search are one, or none, or a mistake, by the version that answers."""
    newer = {**ISSUE, "html_url": "https://github.com/acme/site/issues/9", "updated_at": "2026-11-21T10:00:00Z"}
    played = with_repos(
        "acme/shop",
        "acme/site",
        shop=httpx2.Response(200, json={"total_count": 1, "items": [ISSUE]}),
        site=httpx2.Response(200, json={"total_count": 1, "items": [newer]}),
    )
    found = await found_in(played)
    assert [issue.url for issue in found.items] == [newer["html_url"], ISSUE["html_url"]]
    assert sorted(one.url.params["q"] for one in played.asked) == [
        "500 checkout orders is:issue repo:acme/shop",
        "500 checkout orders is:issue repo:acme/site",
    ]
    assert (found.searched_by, found.truncated) == (
        "by the telling words in the issues of acme/shop, acme/site",
        False,
    )


UNSEEN = httpx2.Response(
    422,
    json={
        "message": "Validation Failed",
        "errors": [{"message": "cannot be searched", "resource": "Search", "field": "q", "code": "invalid"}],
        "status": "422",
    },
)


async def test_a_repository_that_may_not_be_read_keeps_nothing_from_the_others() -> None:
    told = httpx2.Response(200, json={"total_count": 1, "items": [ISSUE]})
    found = await found_in(with_repos("acme/shop", "acme/gone", shop=told, gone=UNSEEN))
    assert len(found.items) == 1
    assert found.searched_by == "by the telling words in the issues of acme/shop; the token may not read acme/gone"


async def test_where_no_repository_may_be_read_it_is_not_set_up() -> None:
    with pytest.raises(SourceFailed, match="the token may read none of its repositories"):
        await found_in(with_repos("acme/gone", gone=UNSEEN))


async def test_any_other_refusal_of_a_search_is_named() -> None:
    with pytest.raises(SourceFailed) as failure:
        await found_in(with_repos("acme/shop", shop=httpx2.Response(422, json={"message": "Validation Failed"})))
    assert failure.value.kind is FailureKind.BAD_ANSWER


@pytest.mark.parametrize("labels", [["bug", {"name": "checkout"}, {"name": None}, {"id": 7}, ""], []])
async def test_labels_are_objects_or_names_alone(labels: list[Any]) -> None:
    issue = await got(answering({**ISSUE, "labels": labels}), "acme/shop#81")
    assert issue.labels == (("bug", "checkout") if labels else ())


@pytest.mark.parametrize(
    ("header", "ends"),
    [
        ("2026-12-31 10:00:00 UTC", datetime(2026, 12, 31, 10, tzinfo=UTC)),
        ("2026-12-31 03:00:00 -0700", datetime(2026, 12, 31, 10, tzinfo=UTC)),
        ("never", None),
        ("", None),
    ],
)
async def test_check_says_when_the_token_ends(header: str, ends: datetime | None) -> None:
    headers = {"GitHub-Authentication-Token-Expiration": header}
    played = Played(EXAMPLE, instead=lambda _: httpx2.Response(200, headers=headers, json={"login": "desk"}))
    assert (await played.connector("github").check()).expires_at == ends


async def test_a_repository_that_was_renamed_is_read_where_it_is_now() -> None:
    def moved(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/repos/acme/shop/issues/81":
            return httpx2.Response(301, headers={"Location": "https://api.github.com/repositories/7/issues/81"})
        return httpx2.Response(200, json=ISSUE)

    assert (await got(Played(EXAMPLE, instead=moved), "acme/shop#81")).title == "Checkout answers 500"


async def test_typed_text_can_name_no_other_repository() -> None:
    played = Played(EXAMPLE)
    await found_in(played, Query(terms=("NOT repo:other/one", '"is:public')))
    asked = played.asked[0].url.params["q"]
    assert asked == "not repo other one is:issue repo:acme/shop"


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
        ({"assignee": None, "assignees": []}, IssueState.TODO, "open"),
        ({"assignee": None, "assignees": None}, IssueState.TODO, "open"),
        ({"state_reason": "completed"}, IssueState.DOING, "open"),
        ({"state_reason": "reopened"}, IssueState.DOING, "reopened"),
        ({"state": "closed", "state_reason": "completed"}, IssueState.DONE, "completed"),
        ({"state": "closed", "state_reason": None}, IssueState.DONE, "closed"),
        ({"state": "closed", "state_reason": "not_planned"}, IssueState.CANCELED, "not_planned"),
        ({"state": "closed", "state_reason": "duplicate"}, IssueState.CANCELED, "duplicate"),
        ({"state": "closed", "state_reason": "reopened"}, IssueState.DONE, "closed"),
        ({"state": "closed", "state_reason": "one of tomorrow's"}, IssueState.DONE, "one of tomorrow's"),
    ],
)
async def test_its_two_states_and_their_reasons_are_four_of_ours(
    told: dict[str, Any], state: IssueState, status: str
) -> None:
    issue = await got(answering({**ISSUE, **told}), "acme/shop#81")
    assert (issue.state, issue.status) == (state, status)


async def test_whoever_an_issue_is_with_is_known_in_each_version_of_the_api() -> None:
    """The one of 2026-03-10 tells a list only."""
    told = {name: one for name, one in ISSUE.items() if name != "assignee"}
    issue = await got(answering({**told, "assignees": [user("lea", 8), user("ada", 7)]}), "acme/shop#81")
    assert (issue.assignee, issue.state) == ("lea", IssueState.DOING)


@pytest.mark.parametrize("named", [None, PULL["pull_request"]])
async def test_an_issue_that_names_a_pull_request_is_an_issue_all_the_same(named: Any) -> None:
    """As the description's own example of a search does. What is none has another link."""
    told = {"total_count": 2, "incomplete_results": False, "items": [{**HIT, "pull_request": named}, PULL]}
    assert [issue.id for issue in (await found_in(answering(told))).items] == ["acme/shop#81"]


@pytest.mark.parametrize(
    ("told", "truncated"),
    [
        ({"total_count": 1, "incomplete_results": False}, False),
        ({"total_count": 40, "incomplete_results": False}, True),
        ({"total_count": 1, "incomplete_results": True}, True),
    ],
)
async def test_it_says_when_there_is_more(*, told: dict[str, Any], truncated: bool) -> None:
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


@pytest.mark.parametrize(
    ("told", "write", "says"),
    [
        ({"has_issues": False}, False, ("issues are switched off in acme/shop",)),
        ({"archived": True}, True, ("acme/shop is archived: no bug can be filed there",)),
        ({"archived": True}, False, ()),
        ({"has_issues": None, "archived": None}, True, ()),
        ({"full_name": "acme/store"}, False, ("acme/shop is called acme/store now: write that",)),
        ({"full_name": "Acme/Shop"}, False, ()),
        ({"full_name": None}, False, ()),
    ],
)
async def test_check_names_a_repository_that_takes_no_issues_or_goes_by_another_name(
    *, told: dict[str, Any], write: bool, says: tuple[str, ...]
) -> None:
    answers = {**EXAMPLE.answers, ("GET", "/repos/acme/shop"): {**REPOSITORY, **told}}
    played = Played(type(EXAMPLE)(settings={**EXAMPLE.settings, "write": write}, answers=answers))
    assert (await played.connector("github").check()).problems == says


async def test_a_search_that_is_refused_as_the_last_of_its_minute_puts_a_bug_off_and_not_away() -> None:
    """What is asked next is refused for the pause alone, and not for what the search was."""
    used_up = {
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": f"{int(datetime(2026, 11, 23, 12, 1, tzinfo=UTC).timestamp())}",
        "Date": "Mon, 23 Nov 2026 12:00:00 GMT",
    }
    refused = {"message": "Validation Failed", "errors": [{"resource": "Search", "field": "q", "code": "invalid"}]}
    played = Played(EXAMPLE, instead=lambda _: httpx2.Response(422, json=refused, headers=used_up))
    github: Any = played.connector("github")
    with pytest.raises(SourceFailed):
        await github.find_issues(QUERY, limit=3)
    with pytest.raises(SourceFailed) as failure:
        await github.get_issue("acme/shop#81")
    assert (failure.value.kind, failure.value.after_seconds) == (FailureKind.RATE_LIMITED, 60.0)
    assert len(played.asked) == 1


async def test_a_pull_request_that_quotes_a_bug_is_not_taken_for_it() -> None:
    said = f"Fixes it. {BUG.mark}"
    played = answering([{**PULL, "body": said}, {**ISSUE, "body": None}, {**ISSUE, "number": 83, "body": said}])
    github: Any = played.connector("github")
    found = await github.find_created(BUG.model_copy(update={"place": "acme/shop"}))
    assert found.id == "acme/shop#83"
    assert dict(played.asked[0].url.params) == {
        "state": "all",
        "sort": "created",
        "direction": "desc",
        "per_page": "100",
    }
