"""Jira Cloud: developer.atlassian.com/cloud/jira/platform/rest/v3, issue search and issues."""

from typing import Any

from tests.connectors.examples import Example

SITE = "https://acme.atlassian.net"


def user(name: str, id: str) -> dict[str, Any]:
    """As it is told to those who may not see what the account keeps private."""
    return {
        "self": f"{SITE}/rest/api/3/user?accountId={id}",
        "accountId": id,
        "accountType": "atlassian",
        "avatarUrls": {"48x48": f"{SITE}/avatar/{id}.png"},
        "displayName": name,
        "emailAddress": None,
        "timeZone": None,
        "active": True,
    }


ISSUE: dict[str, Any] = {
    "expand": "renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations",
    "id": "10042",
    "self": f"{SITE}/rest/api/3/issue/10042",
    "key": "ENG-42",
    "fields": {
        "summary": "Checkout answers 500",
        "status": {
            "self": f"{SITE}/rest/api/3/status/3",
            "description": "",
            "iconUrl": f"{SITE}/images/icons/statuses/generic.png",
            "name": "In Review",
            "id": "3",
            "statusCategory": {
                "self": f"{SITE}/rest/api/3/statuscategory/4",
                "id": 4,
                "key": "indeterminate",
                "colorName": "yellow",
                "name": "In Progress",
            },
        },
        "priority": {
            "self": f"{SITE}/rest/api/3/priority/2",
            "iconUrl": f"{SITE}/images/icons/priorities/high.svg",
            "name": "High",
            "id": "2",
        },
        "assignee": user("Ada Example", "5b10"),
        "labels": ["checkout", "regression"],
        "updated": "2026-11-20T10:00:00.000+0000",
        "resolution": None,
    },
}
PROJECT = {
    "self": f"{SITE}/rest/api/3/project/10000",
    "id": "10000",
    "key": "ENG",
    "name": "Engineering",
    "projectTypeKey": "software",
    "simplified": False,
    "style": "classic",
    "isPrivate": False,
    "lead": user("Lea Example", "5b11"),
    "issueTypes": [{"id": "10004", "name": "Bug", "subtask": False}],
    "properties": {},
}

EXAMPLE = Example(
    settings={"url": SITE, "email": "desk@acme.example", "token": "s3cret", "project": "ENG"},
    answers={
        ("GET", "/rest/api/3/myself"): {
            **user("Escalation Desk", "5b12"),
            "groups": {"size": 1, "items": []},
            "applicationRoles": {"size": 1, "items": []},
            "expand": "groups,applicationRoles",
        },
        ("GET", "/rest/api/3/project/ENG"): PROJECT,
        ("POST", "/rest/api/3/search/jql"): {"isLast": True, "issues": [ISSUE]},
        ("GET", "/rest/api/3/issue/ENG-42"): ISSUE,
    },
    known="ENG-42",
)
