"""Confluence Cloud: developer.atlassian.com/cloud/confluence/rest/v1, search and users."""

from typing import Any

from tests.connectors.examples import Example

SITE = "https://acme.atlassian.net/wiki"

PAGE: dict[str, Any] = {
    "content": {
        "id": "98765",
        "type": "page",
        "status": "current",
        "title": "Checkout & 500 errors",
        "childTypes": {},
        "macroRenderedOutput": {},
        "restrictions": {},
        "_expandable": {"container": "", "space": "/rest/api/space/DOCS", "version": "", "body": ""},
        "_links": {
            "webui": "/spaces/DOCS/pages/98765/Checkout+500+errors",
            "self": f"{SITE}/rest/api/content/98765",
            "tinyui": "/x/zYEB",
        },
    },
    "title": "@@@hl@@@Checkout@@@endhl@@@ &amp; @@@hl@@@500@@@endhl@@@ errors",
    "excerpt": "When @@@hl@@@checkout@@@endhl@@@ says\n &quot;@@@hl@@@500@@@endhl@@@&quot;, restart &lt;payments&gt;.",
    "url": "/spaces/DOCS/pages/98765/Checkout+500+errors",
    "resultGlobalContainer": {"title": "Runbooks", "displayUrl": "/spaces/DOCS"},
    "breadcrumbs": [],
    "entityType": "content",
    "iconCssClass": "aui-icon content-type-page",
    "lastModified": "2026-11-20T10:00:00.000Z",
    "friendlyLastModified": "3 days ago",
    "score": 0.0,
}

EXAMPLE = Example(
    settings={"url": "https://acme.atlassian.net", "email": "desk@acme.example", "token": "s3cret"},
    answers={
        ("GET", "/wiki/rest/api/user/current"): {
            "type": "known",
            "accountId": "5b12",
            "accountType": "atlassian",
            "email": "",
            "publicName": "desk",
            "profilePicture": {"path": "/wiki/aa-avatar/5b12", "width": 48, "height": 48, "isDefault": True},
            "displayName": "Escalation Desk",
            "timeZone": None,
            "isExternalCollaborator": False,
            "_expandable": {"operations": "", "personalSpace": ""},
            "_links": {"self": f"{SITE}/rest/api/user?accountId=5b12", "base": SITE, "context": "/wiki"},
        },
        ("GET", "/wiki/rest/api/search"): {
            "results": [PAGE],
            "start": 0,
            "limit": 3,
            "size": 1,
            "totalSize": 1,
            "archivedResultCount": 0,
            "cqlQuery": "",
            "searchDuration": 12,
            "_links": {"base": SITE, "context": "/wiki", "self": f"{SITE}/rest/api/search?cql=text"},
        },
    },
)
