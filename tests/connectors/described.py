"""Calls as their vendors' own descriptions have them: what may stand in a query and in a body, and what must.

GitHub's of both its versions and of Enterprise Server 3.17 to 3.19, Jira Cloud's third, Confluence Cloud's first.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx2

NUMBER, TEXT, ANY = r"[0-9]{1,3}", r".+", "anything"
MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"
PAGES = {"per_page": r"[1-9][0-9]?|100", "page": NUMBER}


@dataclass(frozen=True)
class Call:
    """`query` are patterns by name, `body` types by name, one within the other; `needs` those that must be there."""

    query: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None
    needs: frozenset[str] = frozenset()

    def faults(self, request: httpx2.Request) -> Iterator[str]:
        """What a server that takes nothing else would refuse."""
        params = dict(request.url.params)
        if len(params) < len(request.url.params.multi_items()):
            yield "a parameter stands there twice"
        for name, value in params.items():
            if name not in self.query or not re.fullmatch(self.query[name], value):
                yield f"{name}={value}"
        told = _json_of(request)
        if told is None or (told and self.body is None):
            yield "it takes no such body"
        yield from _others(told or {}, self.body or {})
        yield from (f"{name} is missing" for name in sorted(self.needs - {*params, *(told or {})}))


def _json_of(request: httpx2.Request) -> Any:
    """None where it is something else."""
    if not request.content:
        return {}
    return json.loads(request.content) if request.headers["Content-Type"] == "application/json" else None


def _others(told: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[str]:
    for name, value in told.items():
        wanted = known.get(name)
        if isinstance(wanted, Mapping):
            yield from _others(value, wanted) if isinstance(value, Mapping) else [f"{name} is no object"]
        elif wanted is None or (wanted is not ANY and not isinstance(value, wanted)):
            yield f"{name}: {value!r}"


def call(query: Mapping[str, str] | None = None, body: Mapping[str, Any] | None = None, *, needs: str = "") -> Call:
    return Call(query=query or {}, body=body, needs=frozenset(needs.split()))


SORTS = "comments|reactions|reactions-.+|interactions|created|updated"
FOUND = {"q": TEXT, "sort": SORTS, "order": "asc|desc", "search_type": "semantic|hybrid", **PAGES}
LISTED = {"state": "open|closed|all", "sort": "created|updated|comments", "direction": "asc|desc", "since": MOMENT}
NAMED = dict.fromkeys(("milestone", "assignee", "type", "creator", "mentioned", "labels"), TEXT)
GITHUBS_ISSUE = {"title": str, "body": str, "labels": list, "assignees": list, "milestone": int, "type": str}

GITHUB = {
    "GET /user": call(),
    "GET /repos/{}/{}": call(),
    "GET /search/issues": call(FOUND, needs="q"),
    "GET /repos/{}/{}/issues": call({**LISTED, **NAMED, **PAGES}),
    "POST /repos/{}/{}/issues": call(body=GITHUBS_ISSUE, needs="title"),
    "GET /repos/{}/{}/issues/{}": call(),
    "GET /repos/{}/{}/issues/{}/comments": call({"since": MOMENT, **PAGES}),
    "POST /repos/{}/{}/issues/{}/comments": call(body={"body": str}, needs="body"),
}

EXPANDED = {"expand": TEXT}
ALLOWED = {"projectKey": TEXT, "projectId": NUMBER, "issueKey": TEXT, "issueId": NUMBER, "permissions": "[A-Z_,]+"}
ASKED = {"jql": str, "fields": list, "maxResults": int, "nextPageToken": str, "expand": str, "fieldsByKeys": bool}
ONE = {"fields": TEXT, "fieldsByKeys": "true|false", "properties": TEXT, "updateHistory": "true|false", **EXPANDED}
UPDATE = {"fields": ANY, "update": ANY, "historyMetadata": ANY, "properties": list, "transition": ANY}
LINKED = {"url": str, "title": str, "summary": str, "icon": ANY, "status": ANY}
LINK = {"globalId": str, "application": ANY, "relationship": str, "object": LINKED}

JIRA = {
    "GET /rest/api/3/myself": call(EXPANDED),
    "GET /rest/api/3/project/{}": call(EXPANDED),
    "GET /rest/api/3/mypermissions": call(ALLOWED, needs="permissions"),
    "POST /rest/api/3/search/jql": call(body={**ASKED, "properties": list, "reconcileIssues": list}, needs="jql"),
    "GET /rest/api/3/issue/{}": call(ONE),
    "POST /rest/api/3/issue": call({"updateHistory": "true|false"}, UPDATE, needs="fields"),
    "POST /rest/api/3/issue/{}/remotelink": call(body=LINK, needs="object"),
}

PAGED = {"cursor": TEXT, "next": "true|false", "limit": NUMBER, "start": NUMBER}
CONFLUENCE = {
    "GET /wiki/rest/api/user/current": call(EXPANDED),
    "GET /wiki/rest/api/search": call({"cql": TEXT, "cqlcontext": TEXT, **PAGED, **EXPANDED}, needs="cql"),
}

DESCRIBED: Mapping[str, Mapping[str, Call]] = {"github": GITHUB, "jira": JIRA, "confluence": CONFLUENCE}


def described(kind: str, request: httpx2.Request) -> str:
    """The name of the call that a request is; empty where there is none."""
    asked = f"{request.method} {request.url.path}"
    return next((name for name in DESCRIBED[kind] if re.fullmatch(name.replace("{}", "[^/]+"), asked)), "")
