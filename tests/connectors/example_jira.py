"""Jira Cloud: developer.atlassian.com/cloud/jira/platform/rest/v3, issue search and issues."""

from typing import Any

from tests.connectors.examples import Example

ISSUE: dict[str, Any] = {
    "expand": "renderedFields,names,schema",
    "id": "10042",
    "self": "https://acme.atlassian.net/rest/api/3/issue/10042",
    "key": "ENG-42",
    "fields": {
        "summary": "Checkout answers 500",
        "status": {
            "self": "https://acme.atlassian.net/rest/api/3/status/3",
            "name": "In Review",
            "id": "3",
            "statusCategory": {"id": 4, "key": "indeterminate", "colorName": "yellow", "name": "In Progress"},
        },
        "priority": {"id": "2", "name": "High"},
        "assignee": {"accountId": "5b10", "displayName": "Ada Example", "active": True},
        "labels": ["checkout", "regression"],
        "updated": "2026-11-20T10:00:00.000+0000",
        "resolution": None,
    },
}

EXAMPLE = Example(
    settings={"url": "https://acme.atlassian.net", "email": "desk@acme.example", "token": "s3cret", "project": "ENG"},
    answers={
        ("GET", "/rest/api/3/myself"): {"accountId": "5b10", "displayName": "Escalation Desk", "active": True},
        ("GET", "/rest/api/3/project/ENG"): {"id": "10000", "key": "ENG", "name": "Engineering"},
        ("POST", "/rest/api/3/search/jql"): {"issues": [ISSUE], "isLast": True},
        ("GET", "/rest/api/3/issue/ENG-42"): ISSUE,
    },
    known="ENG-42",
)
