"""The invented company's tracker, as far as an app writes into it: issues are filed, listed, shown and commented on.

Speaks as GitHub does, for its repository acme/app. `/acme/app/issues/901` shows an issue as engineers see it.
"""

from html import escape
from typing import Any

from aiohttp import web

REPO = "/tools/tracker/repos/acme/app"
FIRST = 901
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>body{{font:16px/1.5 system-ui;margin:2rem auto;max-width:46rem;padding:0 1rem}}
pre{{background:#f6f8fa;padding:1rem;white-space:pre-wrap;overflow-wrap:anywhere}}</style>
<h1>{title} <small>#{number}</small></h1><p>In the tracker, acme/app. As it was written:</p>{said}</html>"""


class IssueTracker:
    def __init__(self) -> None:
        self.issues: list[dict[str, Any]] = []
        self.comments: list[tuple[int, str]] = []

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post(f"{REPO}/issues", self._file),
            web.get(f"{REPO}/issues", self._list),
            web.get(REPO + "/issues/{number:[0-9]+}", self._get),
            web.get(REPO + "/issues/{number:[0-9]+}/comments", self._said),
            web.post(REPO + "/issues/{number:[0-9]+}/comments", self._comment),
            web.get("/acme/app/issues/{number:[0-9]+}", self._page),
        ]

    async def _file(self, request: web.Request) -> web.Response:
        told, number = await request.json(), FIRST + len(self.issues)
        issue = {"number": number, "title": told["title"], "body": told["body"], "state": "open", "labels": []}
        self.issues.append({**issue, "html_url": f"http://{request.host}/acme/app/issues/{number}"})
        return web.json_response(self.issues[-1], status=201)

    async def _list(self, _request: web.Request) -> web.Response:
        return web.json_response(self.issues[::-1])

    async def _get(self, request: web.Request) -> web.Response:
        return web.json_response(self._found(request))

    async def _said(self, request: web.Request) -> web.Response:
        number = self._found(request)["number"]
        return web.json_response([{"body": body} for about, body in self.comments if about == number])

    async def _comment(self, request: web.Request) -> web.Response:
        self.comments.append((self._found(request)["number"], str((await request.json())["body"])))
        return web.json_response({}, status=201)

    async def _page(self, request: web.Request) -> web.Response:
        issue = self._found(request)
        said = [issue["body"], *(body for about, body in self.comments if about == issue["number"])]
        shown = "".join(f"<pre>{escape(one)}</pre>" for one in said)
        page = PAGE.format(title=escape(issue["title"]), number=issue["number"], said=shown)
        return web.Response(text=page, content_type="text/html")

    def _found(self, request: web.Request) -> dict[str, Any]:
        number = int(request.match_info["number"])
        found = next((one for one in self.issues if one["number"] == number), None)
        if found is None:
            raise web.HTTPNotFound
        return found
