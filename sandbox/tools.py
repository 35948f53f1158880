"""What an invented company's other tools answer, over real HTTP: a CRM that speaks as HubSpot does, a handbook that
speaks as Confluence does and knows about logins, and two trackers that speak as GitHub does, of which the older one is
slow about logins and fails about exports.

Only what an app asks when a form is opened or an escalation posted; everything else is 404, as from a product that
does not have it.
"""

import asyncio
from typing import Any

from aiohttp import web

TOO_LONG = 20.0
"""Seconds after which the slow one answers, when nobody waits any more."""

ACME: dict[str, Any] = {
    "id": "9001",
    "properties": {
        "name": "Acme Corp",
        "domain": "acme.example",
        "arr": "410000",
        "plan": "Enterprise",
        "renewal_date": "2027-01-31",
        "hubspot_owner_id": "7",
        "hs_lastmodifieddate": "2026-11-19T15:00:00Z",
    },
    "updatedAt": "2026-11-19T15:00:00Z",
}
DEAL = {
    "id": "551",
    "properties": {"dealname": "200 more seats", "amount": "90000", "dealstage": "contractsent", "closedate": None},
}
OWNER = {"id": "7", "firstName": "Tara", "lastName": "Quinn", "email": "tara@example.com"}
TICKET: dict[str, Any] = {
    "id": "4711",
    "properties": {"subject": "Reports fail at night", "hs_lastmodifieddate": "2026-11-30T15:20:00Z"},
    "updatedAt": "2026-11-30T15:20:00Z",
    "associations": {"notes": {"results": [{"id": "1"}]}, "emails": {"results": [{"id": "2"}, {"id": "3"}]}},
}
NOTE = {
    "id": "1",
    "properties": {
        "hs_note_body": "We tried to run the report again with one region only, no change.",
        "hs_timestamp": "2026-11-30T09:40:00Z",
        "hubspot_owner_id": "7",
    },
}
EMAILS = [
    {
        "id": "2",
        "properties": {
            "hs_email_text": "We see it too and are looking into it. You hear from us by Tuesday noon.",
            "hs_email_direction": "EMAIL",
            "hs_email_from_firstname": "Jonas",
            "hs_timestamp": "2026-11-30T10:05:00Z",
        },
    },
    {
        "id": "3",
        "properties": {
            "hs_email_text": "Any news? It happened again.",
            "hs_email_direction": "INCOMING_EMAIL",
            "hs_email_from_firstname": "Kay",
            "hs_timestamp": "2026-11-30T15:20:00Z",
        },
    },
]
KNOWN_ISSUE = {
    "number": 812,
    "title": "API answers 500 when a report runs at the same time",
    "state": "open",
    "state_reason": None,
    "assignee": {"login": "lea"},
    "labels": [{"name": "bug"}],
    "updated_at": "2026-11-20T10:00:00Z",
}
PAGE: dict[str, Any] = {
    "content": {"id": "98765", "type": "page", "status": "current", "title": "Clear the SSO cache"},
    "title": "Clear the SSO cache",
    "excerpt": "When a login loops back to the sign-in page after a change of domain, clear the SSO cache.",
    "url": "/seen",
    "resultGlobalContainer": {"title": "Runbooks", "displayUrl": "/spaces/RUN"},
    "lastModified": "2026-11-03T10:00:00.000Z",
}
KNOWN_BY = ("500",)
WRITTEN_ABOUT = ("login", "sso")
SLOW_ABOUT = ("sso", "login")
FAILS_ABOUT = ("rows",)


def routes() -> list[web.RouteDef]:
    return [
        web.get("/tools/tracker/search/issues", _known_issues),
        web.get("/tools/old-tracker/search/issues", _old_issues),
        web.post("/tools/crm/crm/objects/2026-03/companies/search", _companies),
        web.post("/tools/crm/crm/objects/2026-03/0-3/search", _deals),
        web.post("/tools/crm/crm/objects/2026-03/tickets/search", _nothing),
        web.get("/tools/crm/crm/objects/2026-03/tickets/4711", _ticket),
        web.post("/tools/crm/crm/objects/2026-03/notes/batch/read", _notes),
        web.post("/tools/crm/crm/objects/2026-03/emails/batch/read", _emails),
        web.get("/tools/crm/crm/owners/2026-03/7", _owner),
        web.get("/tools/handbook/rest/api/search", _pages),
        web.get("/tools/handbook/seen", _seen),
        web.get("/tools/seen/{what}", _seen),
    ]


async def _known_issues(request: web.Request) -> web.Response:
    issue = {**KNOWN_ISSUE, "html_url": f"http://{request.host}/tools/seen/issue-812"}
    return _issues([issue] if _is_about(request, KNOWN_BY) else [])


async def _old_issues(request: web.Request) -> web.Response:
    if _is_about(request, FAILS_ABOUT):
        return web.Response(status=500)
    if _is_about(request, SLOW_ABOUT):
        await asyncio.sleep(TOO_LONG)
    return _issues([])


def _is_about(request: web.Request, words: tuple[str, ...]) -> bool:
    asked = request.query.get("q", "").casefold().split()
    return any(word in asked for word in words)


async def _pages(request: web.Request) -> web.Response:
    asked = request.query.get("cql", "").casefold().replace('"', " ").split()
    found = [PAGE] if any(word in asked for word in WRITTEN_ABOUT) else []
    base = f"http://{request.host}/tools/handbook"
    return web.json_response({"results": found, "totalSize": len(found), "_links": {"base": base}})


async def _companies(request: web.Request) -> web.Response:
    asked = str((await request.json()).get("query", "")).casefold()
    return _records([ACME] if asked and asked in ACME["properties"]["name"].casefold() else [])


async def _deals(_request: web.Request) -> web.Response:
    return _records([DEAL])


async def _nothing(_request: web.Request) -> web.Response:
    return _records([])


async def _ticket(_request: web.Request) -> web.Response:
    return web.json_response(TICKET)


async def _notes(_request: web.Request) -> web.Response:
    return _records([NOTE])


async def _emails(_request: web.Request) -> web.Response:
    return _records(EMAILS)


async def _owner(_request: web.Request) -> web.Response:
    return web.json_response(OWNER)


async def _seen(_request: web.Request) -> web.Response:
    said = "In your company this link opens the issue, the account or the article in the tool it is from."
    return web.Response(text=said)


def _issues(found: list[dict[str, Any]]) -> web.Response:
    return web.json_response({"total_count": len(found), "incomplete_results": False, "items": found})


def _records(found: list[dict[str, Any]]) -> web.Response:
    return web.json_response({"total": len(found), "results": found})
