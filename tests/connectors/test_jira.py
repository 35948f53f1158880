"""What is particular to Jira: three ways in, its query language, and states that each team names for itself."""

import json
from collections import ChainMap
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr

from connectors.product import Means
from connectors.register import set_up
from escalation.facts import FailureKind, Found, Issue, IssueState
from escalation.sources import Query, SourceFailed
from tests.connectors.example_jira import EXAMPLE, ISSUE
from tests.connectors.examples import QUERY, Played

BASIC = "Basic ZGVza0BhY21lLmV4YW1wbGU6czNjcmV0"
FIELDS = ["summary", "status", "priority", "assignee", "labels", "updated", "resolution"]
DATA_CENTER = replace(
    EXAMPLE,
    settings={"url": "https://jira.acme.example/jira/", "token": "s3cret", "project": ["ENG", "OPS"]},
    answers={
        ("GET", "/jira/rest/api/2/myself"): {"name": "desk", "displayName": "Escalation Desk"},
        ("GET", "/jira/rest/api/2/project/ENG"): {"key": "ENG"},
        ("POST", "/jira/rest/api/2/search"): {"startAt": 0, "maxResults": 3, "total": 1, "issues": [ISSUE]},
        ("GET", "/jira/rest/api/2/issue/ENG-42"): ISSUE,
    },
)


def with_settings(**settings: object) -> Played:
    return Played(replace(EXAMPLE, settings={**EXAMPLE.settings, **settings}))


def answering(told: Any, status: int = 200) -> Played:
    return Played(EXAMPLE, instead=lambda _: httpx2.Response(status, json=told))


async def found_in(played: Played, query: Query = QUERY) -> Found:
    found: Found = await played.connector("jira").find_issues(query, limit=3)  # type: ignore[attr-defined]
    return found


async def got(played: Played, id: str) -> Issue:
    issue: Issue = await played.connector("jira").get_issue(id)  # type: ignore[attr-defined]
    return issue


def problems(**settings: object) -> tuple[str, ...]:
    means = Means(client=lambda: None, seconds=lambda: 0.0)  # type: ignore[arg-type, return-value]  # never asked
    return set_up({"jira": {**EXAMPLE.settings, **settings}}, named=lambda _: None, means=means).problems


async def test_in_the_cloud_it_posts_a_bounded_query_for_all_words_newest_first() -> None:
    played = Played(EXAMPLE)
    found = await found_in(played)
    (request,) = played.asked
    assert (request.method, str(request.url)) == ("POST", "https://acme.atlassian.net/rest/api/3/search/jql")
    assert request.headers["Authorization"] == BASIC
    assert json.loads(request.content) == {
        "jql": 'project in ("ENG") AND text ~ "500 checkout orders" ORDER BY updated DESC',
        "fields": FIELDS,
        "maxResults": 3,
    }
    assert found.searched_by == "by the telling words in project ENG"


async def test_an_issue_of_which_little_is_told_goes_by_its_key() -> None:
    """Fields that a screen hides, or an account may not see, are left out of an answer."""
    told = {"isLast": True, "issues": [{"id": "10002", "key": "ED-1", "fields": {"updated": 1, "labels": None}}]}
    played = Played(EXAMPLE, instead=lambda _: httpx2.Response(200, json=told))
    (issue,) = (await found_in(played)).items
    assert isinstance(issue, Issue)
    assert (issue.id, issue.title, issue.state, issue.labels) == ("ED-1", "ED-1", IssueState.TODO, ())


@pytest.mark.parametrize("fields", [{}, {"fields": None}, {"fields": {}}])
async def test_an_issue_without_a_field_is_found_all_the_same(fields: dict[str, Any]) -> None:
    """Its description calls none of them required; the key is all that an issue goes by."""
    told = {"issues": [{"id": "10002", "key": "ED-1", **fields}, {"id": "10003"}], "isLast": True}
    assert [item.id for item in (await found_in(answering(told))).items] == ["ED-1"]
    assert (await got(answering({"key": "ENG-1", **fields}), "ENG-1")).title == "ENG-1"


async def test_a_token_with_scopes_goes_through_the_gateway_and_links_lead_to_the_site() -> None:
    played = Played(replace(EXAMPLE, settings={**EXAMPLE.settings, "cloud_id": "11-22"}), instead=lambda _: OK)
    (issue,) = (await found_in(played)).items
    (request,) = played.asked
    assert str(request.url) == "https://api.atlassian.com/ex/jira/11-22/rest/api/3/search/jql"
    assert request.headers["Authorization"] == BASIC
    assert issue.url == "https://acme.atlassian.net/browse/ENG-42"


OK = httpx2.Response(200, json={"issues": [ISSUE], "isLast": True})


@pytest.mark.parametrize(
    ("settings", "asks", "as_whom"),
    [
        ({"cloud_id": "11-22", "email": None}, "https://api.atlassian.com/ex/jira/11-22", "Bearer s3cret"),
        ({"cloud_id": "11-22", "api_url": "https://proxy.example"}, "https://proxy.example/ex/jira/11-22", BASIC),
        ({"api_url": "http://127.0.0.1:8080/jira"}, "http://127.0.0.1:8080/jira", BASIC),
    ],
)
async def test_each_way_in_has_its_address_and_its_credentials(
    settings: Mapping[str, object], asks: str, as_whom: str
) -> None:
    played = with_settings(**settings)
    played.instead = lambda _: httpx2.Response(200, json=ISSUE)
    await got(played, "ENG-42")
    (request,) = played.asked
    assert str(request.url) == f"{asks}/rest/api/3/issue/ENG-42?fields={'%2C'.join(FIELDS)}"
    assert request.headers["Authorization"] == as_whom


async def test_a_data_center_is_asked_in_its_own_version_with_its_own_token() -> None:
    played = Played(DATA_CENTER)
    found = await found_in(played)
    (request,) = played.asked
    assert (request.method, str(request.url)) == ("POST", "https://jira.acme.example/jira/rest/api/2/search")
    assert request.headers["Authorization"] == "Bearer s3cret"
    assert json.loads(request.content)["jql"].startswith('project in ("ENG", "OPS") AND ')
    assert [(item.id, item.url) for item in found.items] == [("ENG-42", "https://jira.acme.example/jira/browse/ENG-42")]
    assert (await got(Played(DATA_CENTER), "ENG-42")).id == "ENG-42"


async def test_without_a_project_all_that_it_may_read_is_searched() -> None:
    played = with_settings(project="")
    assert (await found_in(played)).searched_by == "by the telling words in all projects it may read"
    assert json.loads(played.asked[0].content)["jql"] == 'text ~ "500 checkout orders" ORDER BY updated DESC'


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        (('x" OR project = SECRET OR text ~ "y',), "x or project"),
        (("a\\", '" ORDER BY key --'), "a order by"),
        (("-500", "+(orders)", "check*~?^:{}[]!&&||/"), "500 orders check"),
        (("NOT", "AND", "OR"), "not and or"),
    ],
)
async def test_typed_text_stays_text(typed: tuple[str, ...], asked: str) -> None:
    played = Played(EXAMPLE)
    await found_in(played, Query(terms=typed))
    assert json.loads(played.asked[0].content)["jql"] == (
        f'project in ("ENG") AND text ~ "{asked}" ORDER BY updated DESC'
    )


async def test_an_issue_is_told_in_our_words() -> None:
    issue = await got(Played(EXAMPLE), "eng-42")
    assert issue == Issue(
        source="jira",
        id="ENG-42",
        url="https://acme.atlassian.net/browse/ENG-42",
        title="Checkout answers 500",
        updated_at=issue.updated_at,
        state=IssueState.DOING,
        status="In Review",
        priority="High",
        assignee="Ada Example",
        labels=("checkout", "regression"),
    )
    assert str(issue.updated_at) == "2026-11-20 10:00:00+00:00"


async def test_what_jira_leaves_empty_is_left_empty() -> None:
    fields = {"summary": "Checkout answers 500", "status": None, "priority": None, "assignee": None, "labels": None}
    issue = await got(answering({"key": "ENG-42", "fields": fields}), "ENG-42")
    assert (issue.state, issue.status, issue.priority) == (IssueState.TODO, "", None)
    assert (issue.assignee, issue.labels, issue.updated_at) == (None, (), None)


@pytest.mark.parametrize(
    ("category", "resolution", "state"),
    [
        ("new", None, IssueState.TODO),
        ("undefined", None, IssueState.TODO),
        ("indeterminate", None, IssueState.DOING),
        ("done", None, IssueState.DONE),
        ("done", {"name": "Done"}, IssueState.DONE),
        ("done", {"name": "Won't Do"}, IssueState.CANCELED),
        ("done", {"name": "Duplicate"}, IssueState.CANCELED),
        ("indeterminate", {"name": "Duplicate"}, IssueState.DOING),
    ],
)
async def test_its_state_is_that_of_the_statuss_category(category: str, resolution: Any, state: IssueState) -> None:
    status = {"name": "Whatever the team says", "statusCategory": {"key": category}}
    told = {**ISSUE, "fields": {**ISSUE["fields"], "status": status, "resolution": resolution}}
    assert (await got(answering(told), "ENG-42")).state is state


@pytest.mark.parametrize(
    ("told", "truncated"),
    [
        ({"isLast": True}, False),
        ({}, False),
        ({"nextPageToken": None}, False),
        ({"isLast": False, "nextPageToken": "CAEaAggD"}, True),
        ({"isLast": True, "nextPageToken": "CAEaAggD"}, False),
        ({"isLast": True, "warnings": [{"type": "CLAUSE_LIMIT_EXCEEDED", "message": "too many"}]}, False),
        ({"nextPageToken": "CAEaAggD"}, True),
        ({"startAt": 0, "maxResults": 3, "total": 3}, False),
        ({"startAt": 0, "maxResults": 3, "total": 4}, True),
    ],
)
async def test_it_says_when_there_is_more(*, told: dict[str, Any], truncated: bool) -> None:
    assert (await found_in(answering({"issues": [ISSUE], **told}))).truncated is truncated


@pytest.mark.parametrize("id", ["OPS-1", "ENG", "ENG-", "ENG-1/../../myself", "ENG-1?x", "42", ""])
async def test_an_id_of_no_project_of_ours_is_not_asked_for(id: str) -> None:
    played = Played(EXAMPLE)
    with pytest.raises(SourceFailed) as failure:
        await got(played, id)
    assert (failure.value.kind, played.asked) == (FailureKind.NOT_THERE, [])


@pytest.mark.parametrize(("status", "means"), [(400, FailureKind.BAD_ANSWER), (404, FailureKind.NOT_THERE)])
async def test_a_refused_query_repeats_none_of_its_words(status: int, means: FailureKind) -> None:
    told = {"errorMessages": ["The value 's3cret' does not exist for the field 'project'."], "errors": {}}
    with pytest.raises(SourceFailed) as failure:
        await found_in(answering(told, status))
    assert failure.value.kind is means
    assert "s3cret" not in str(failure.value)


async def test_check_names_a_project_that_the_account_may_not_read() -> None:
    health = await with_settings(project="ENG OPS").connector("jira").check()
    assert health.identity == "Escalation Desk"
    assert health.problems == ("there is no project OPS, or the account may not read it",)


@pytest.mark.parametrize(
    ("told", "identity"),
    [
        ({"accountId": "5b12", "displayName": None}, "5b12"),
        ({"accountId": "5b12", "displayName": ""}, "5b12"),
        ({"accountId": "5b12"}, "5b12"),
        ({"key": "JIRAUSER1", "name": "desk"}, "desk"),
    ],
)
async def test_an_account_that_keeps_its_name_private_is_known_by_another(told: Any, identity: str) -> None:
    played = Played(EXAMPLE, instead=lambda _: httpx2.Response(200, json=told))
    assert (await played.connector("jira").check()).identity == identity


def permission(key: str, *, is_given: bool) -> dict[str, Any]:
    told = {"id": "11", "key": key, "name": key.title(), "type": "PROJECT", "description": "What it lets do."}
    return {key: {**told, "havePermission": is_given}}


@pytest.mark.parametrize(
    ("permissions", "says"),
    [
        ({"CREATE_ISSUES": True, "LINK_ISSUES": True}, ()),
        ({"CREATE_ISSUES": False, "LINK_ISSUES": True}, ("the account may not create issues in ENG",)),
        ({"CREATE_ISSUES": True, "LINK_ISSUES": False}, ("the account may not link issues in ENG",)),
        (
            {"EDIT_ISSUES": True},
            ("the account may not create issues in ENG", "the account may not link issues in ENG"),
        ),
    ],
)
async def test_check_names_what_an_account_that_writes_may_not_do(
    permissions: Mapping[str, bool], says: tuple[str, ...]
) -> None:
    played = with_settings(write=True)
    told = [permission(key, is_given=is_given) for key, is_given in permissions.items()]
    answers = {**EXAMPLE.answers, ("GET", "/rest/api/3/mypermissions"): {"permissions": dict(ChainMap(*told))}}
    played.example = replace(played.example, answers=answers)
    assert (await played.connector("jira").check()).problems == says
    assert dict(played.asked[-1].url.params) == {"projectKey": "ENG", "permissions": "CREATE_ISSUES,LINK_ISSUES"}


async def test_a_data_center_is_asked_for_all_permissions_as_it_knows_no_other_way() -> None:
    told = {**permission("CREATE_ISSUES", is_given=True), **permission("LINK_ISSUES", is_given=False)}
    answers = {**DATA_CENTER.answers, ("GET", "/jira/rest/api/2/mypermissions"): {"permissions": told}}
    settings = {**DATA_CENTER.settings, "project": "ENG", "write": True}
    played = Played(replace(DATA_CENTER, settings=settings, answers=answers))
    assert (await played.connector("jira").check()).problems == ("the account may not link issues in ENG",)
    assert dict(played.asked[-1].url.params) == {"projectKey": "ENG"}


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"email": None}, "email is missing: the address of the account whose API token this is"),
        (
            {"url": "acme.atlassian.net"},
            "url: write an address that begins with https://",
        ),
        ({"project": 'ENG") OR ('}, "project: write a project's key, such as ENG; several between commas"),
        (
            {"cloud_id": "https://acme.atlassian.net"},
            "cloud_id: write the id alone, as https://YOUR-SITE.atlassian.net/_edge/tenant_info shows it",
        ),
    ],
)
def test_settings_that_cannot_work_say_what_to_write(settings: Mapping[str, object], says: str) -> None:
    assert problems(**settings) == (f"[connectors.jira]: {says}",)


def test_variables_alone_switch_it_on() -> None:
    given = {"JIRA_URL": "https://acme.atlassian.net", "JIRA_EMAIL": "desk@acme.example", "JIRA_TOKEN": "s3cret"}
    means = Means(client=lambda: None, seconds=lambda: 0.0)  # type: ignore[arg-type, return-value]  # never asked

    def named(name: str) -> Any:
        return SecretStr(given[name]) if name in given else None

    made = set_up({}, named=named, means=means)
    assert ([one.name for one in made.connectors], made.problems) == (["jira"], ())
