"""Linear: linear.app/developers, its GraphQL schema. All goes to one address, so one answer has all that is asked."""

from typing import Any

from tests.connectors.examples import Example

ISSUE: dict[str, Any] = {
    "identifier": "ENG-42",
    "title": "Checkout answers 500",
    "url": "https://linear.app/acme/issue/ENG-42/checkout-answers-500",
    "updatedAt": "2026-11-20T10:00:00.000Z",
    "priorityLabel": "Urgent",
    "state": {"name": "In Review", "type": "started"},
    "assignee": {"displayName": "ada"},
    "labels": {"nodes": [{"name": "Bug"}, {"name": "Checkout"}]},
}
WHO: dict[str, Any] = {
    "viewer": {"name": "Escalation Desk"},
    "organization": {"name": "Acme"},
    "teams": {"nodes": [{"id": "t1", "key": "ENG"}]},
}
FOUND: dict[str, Any] = {"searchIssues": {"nodes": [ISSUE], "pageInfo": {"hasNextPage": False}}}

EXAMPLE = Example(
    settings={"api_key": "s3cret", "team": "ENG"},
    answers={("POST", "/graphql"): {"data": {**WHO, **FOUND, "issue": ISSUE}}},
    known="ENG-42",
)
