"""What is particular to Linear: one address for all, variables for all that was typed, and errors under any status."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import graphql
import httpx2
import pytest

from connectors.linear import CREATE, FIND, GET, INNER_ID, LINK, TEAM, WHO
from connectors.product import Means
from connectors.register import set_up
from escalation.facts import FailureKind, Found, Issue, IssueState
from escalation.sources import Query, SourceFailed
from tests.connectors.example_linear import EXAMPLE, FOUND, ISSUE
from tests.connectors.example_linear import WHO as ME
from tests.connectors.examples import QUERY, Played

SCHEMA = graphql.build_schema(Path(__file__).with_name("linear.graphql").read_text(encoding="utf-8"))


def with_settings(**settings: object) -> Played:
    return Played(replace(EXAMPLE, settings={**EXAMPLE.settings, **settings}))


def answering(told: Any, status: int = 200) -> Played:
    return Played(EXAMPLE, instead=lambda _: httpx2.Response(status, json=told))


async def found_in(played: Played, query: Query = QUERY) -> Found:
    found: Found = await played.connector("linear").find_issues(query, limit=3)  # type: ignore[attr-defined]
    return found


async def got(played: Played, id: str = "ENG-42") -> Issue:
    issue: Issue = await played.connector("linear").get_issue(id)  # type: ignore[attr-defined]
    return issue


def asked(played: Played) -> Any:
    (request,) = played.asked
    return json.loads(request.content)


@pytest.mark.parametrize("query", [WHO, FIND, GET, TEAM, CREATE, INNER_ID, LINK])
def test_each_query_is_one_that_its_schema_allows(query: str) -> None:
    assert graphql.validate(SCHEMA, graphql.parse(query)) == []


async def test_it_posts_its_query_with_the_bare_key() -> None:
    played = Played(EXAMPLE)
    found = await found_in(played)
    (request,) = played.asked
    assert (request.method, str(request.url)) == ("POST", "https://api.linear.app/graphql")
    assert request.headers["Authorization"] == "s3cret"
    assert request.headers["Content-Type"] == "application/json"
    assert asked(played) == {
        "query": FIND,
        "variables": {
            "term": "500 checkout orders",
            "first": 3,
            "filter": {"team": {"key": {"in": ["ENG"]}}},
        },
    }
    assert found.searched_by == "by its most telling words in titles and descriptions of team ENG"


async def test_an_oauth_token_goes_as_a_bearer_token() -> None:
    played = with_settings(api_key="lin_oauth_s3cret")
    await found_in(played)
    assert played.asked[0].headers["Authorization"] == "Bearer lin_oauth_s3cret"


async def test_without_a_team_all_that_the_key_may_read_are_searched() -> None:
    played = with_settings(team="")
    assert (
        await found_in(played)
    ).searched_by == "by its most telling words in titles and descriptions of all teams it may read"
    assert asked(played)["variables"] == {"term": "500 checkout orders", "first": 3}


async def test_typed_text_is_never_a_part_of_the_query() -> None:
    played = Played(EXAMPLE)
    await found_in(played, Query(terms=('") { viewer { email } } #', "$first", "-label:bug")))
    assert asked(played)["query"] == FIND
    assert asked(played)["variables"]["term"] == "viewer email first"


async def test_an_issue_is_told_in_our_words() -> None:
    played = Played(EXAMPLE)
    issue = await got(played, "eng-42")
    assert asked(played) == {"query": GET, "variables": {"id": "ENG-42"}}
    assert issue == Issue(
        source="linear",
        id="ENG-42",
        url="https://linear.app/acme/issue/ENG-42/checkout-answers-500",
        title="Checkout answers 500",
        updated_at=issue.updated_at,
        state=IssueState.DOING,
        status="In Review",
        priority="Urgent",
        assignee="ada",
        labels=("Bug", "Checkout"),
    )
    assert str(issue.updated_at) == "2026-11-20 10:00:00+00:00"


async def test_what_linear_leaves_empty_is_left_empty() -> None:
    told = {**ISSUE, "priorityLabel": "No priority", "assignee": None, "labels": {"nodes": []}, "updatedAt": None}
    issue = await got(answering({"data": {"issue": told}}))
    assert (issue.priority, issue.assignee, issue.labels, issue.updated_at) == (None, None, (), None)


@pytest.mark.parametrize(
    ("type_", "state"),
    [
        ("triage", IssueState.TODO),
        ("backlog", IssueState.TODO),
        ("unstarted", IssueState.TODO),
        ("started", IssueState.DOING),
        ("completed", IssueState.DONE),
        ("canceled", IssueState.CANCELED),
        ("duplicate", IssueState.CANCELED),
        ("something new", IssueState.TODO),
    ],
)
async def test_its_state_is_that_of_the_states_type(type_: str, state: IssueState) -> None:
    told = {**ISSUE, "state": {"name": "Whatever the team says", "type": type_}}
    issue = await got(answering({"data": {"issue": told}}))
    assert (issue.state, issue.status) == (state, "Whatever the team says")


async def test_it_says_when_there_is_more() -> None:
    more = {"searchIssues": {**FOUND["searchIssues"], "pageInfo": {"hasNextPage": True}}}
    assert (await found_in(answering({"data": FOUND}))).truncated is False
    assert (await found_in(answering({"data": more}))).truncated is True


@pytest.mark.parametrize("id", ["OPS-1", "ENG", "ENG-", '42") { id }', "b5b3e6b0-0000-4000-8000-000000000000", ""])
async def test_an_id_of_no_team_of_ours_is_not_asked_for(id: str) -> None:
    played = Played(EXAMPLE)
    with pytest.raises(SourceFailed) as failure:
        await got(played, id)
    assert (failure.value.kind, played.asked) == (FailureKind.NOT_THERE, [])


def error(message: str = "s3cret", **extensions: object) -> dict[str, Any]:
    return {"errors": [{"message": message, "path": ["issue"], "extensions": extensions}], "data": None}


@pytest.mark.parametrize("status", [200, 400])
@pytest.mark.parametrize(
    ("told", "means"),
    [
        (error(code="AUTHENTICATION_ERROR", type="authentication error"), FailureKind.AUTH),
        (error(type="authentication error"), FailureKind.AUTH),
        (error(code="FORBIDDEN", type="forbidden"), FailureKind.AUTH),
        (error(code="RATELIMITED", type="ratelimited"), FailureKind.RATE_LIMITED),
        (error(code="INTERNAL_SERVER_ERROR"), FailureKind.UNAVAILABLE),
        (error("Entity not found: Issue", code="INPUT_ERROR", type="invalid input"), FailureKind.NOT_THERE),
        (error(code="GRAPHQL_VALIDATION_FAILED"), FailureKind.BAD_ANSWER),
        ({"errors": [{"message": "s3cret"}]}, FailureKind.BAD_ANSWER),
        ({"errors": [{"message": "s3cret", "extensions": None}], "data": {"issue": ISSUE}}, FailureKind.BAD_ANSWER),
        ({"errors": "s3cret"}, FailureKind.BAD_ANSWER),
    ],
)
async def test_each_error_has_its_name_under_any_status(
    told: Mapping[str, Any], means: FailureKind, status: int
) -> None:
    with pytest.raises(SourceFailed) as failure:
        await got(answering(told, status))
    assert failure.value.kind is means
    assert "s3cret" not in str(failure.value)


async def test_an_issue_of_null_is_not_there() -> None:
    with pytest.raises(SourceFailed) as failure:
        await got(answering({"data": {"issue": None}}))
    assert failure.value.kind is FailureKind.NOT_THERE


async def test_an_empty_list_of_errors_is_none() -> None:
    assert (await got(answering({"errors": [], "data": {"issue": ISSUE}}))).id == "ENG-42"


async def test_check_says_who_we_are_and_names_a_team_that_the_key_may_not_read() -> None:
    played = with_settings(team="ENG, OPS")
    health = await played.connector("linear").check()
    assert asked(played) == {"query": WHO, "variables": {"teams": {"key": {"in": ["ENG", "OPS"]}}}}
    assert health.identity == "Escalation Desk in Acme"
    assert health.problems == ("there is no team OPS, or the key may not read it",)


async def test_check_without_a_team_asks_for_none() -> None:
    played = with_settings(team=())
    played.instead = lambda _: httpx2.Response(200, json={"data": ME})
    assert (await played.connector("linear").check()).problems == ()
    assert asked(played)["variables"] == {}


def test_a_team_that_is_no_key_says_what_to_write() -> None:
    means = Means(client=lambda: None, seconds=lambda: 0.0)  # type: ignore[arg-type, return-value]  # never asked
    made = set_up({"linear": {"api_key": "s3cret", "team": "Team Eins!"}}, named=lambda _: None, means=means)
    said = "team: write a team's key, such as ENG in ENG-123; several between commas"
    assert made.problems == (f"[connectors.linear]: {said}",)
