"""The doors behind the scenes: the clock, what passed between workspace and app, and starting over."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Protocol

from aiohttp import web

from sandbox.answering import body_of, no
from sandbox.clock import read_duration
from sandbox.page_state import clock
from sandbox.traffic import Traffic
from sandbox.workspace import Workspace

_NOT_HERE = 409
_NEXT = "next"
_JUST_AFTER = timedelta(seconds=1)


class Host(Protocol):
    """Whoever runs an app inside the sandbox, and can tell of it or begin anew."""

    async def next_due(self) -> datetime | None:
        """The next moment at which the app will speak by itself."""

    def start_over(self) -> None:
        """Begins again, soon: the workspace as it was born, and nothing kept."""


class Backstage:
    def __init__(self, workspace: Workspace, traffic: Traffic, host: Callable[[], Host | None]) -> None:
        self._workspace = workspace
        self._traffic = traffic
        self._host = host

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/sandbox/clock", self.clock),
            web.post("/sandbox/clock", self.advance),
            web.get("/sandbox/traffic", self.traffic),
            web.get("/sandbox/traffic/{id}", self.whole),
            web.post("/sandbox/reset", self.start_over),
        ]

    async def clock(self, _request: web.Request) -> web.Response:
        return web.json_response({**clock(self._workspace), "is_hosted": self._host() is not None})

    async def advance(self, request: web.Request) -> web.Response:
        asked = str((await body_of(request)).get("advance", ""))
        try:
            by = await self._to_the_next() if asked == _NEXT else read_duration(asked)
            self._workspace.clock.advance(by)
        except ValueError as wrong:
            return no(str(wrong))
        self._workspace.changes.tell()
        return web.json_response(clock(self._workspace))

    async def _to_the_next(self) -> timedelta:
        host = self._host()
        due = await host.next_due() if host else None
        if due is None:
            raise ValueError("Nothing is due: there is nothing to be reminded of.")
        return max(due + _JUST_AFTER - self._workspace.now(), timedelta(0))

    async def traffic(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "lines": self._traffic.lines()})

    async def whole(self, request: web.Request) -> web.Response:
        found: dict[str, Any] | None = self._traffic.whole(request.match_info["id"])
        return web.json_response({"ok": True, "whole": found}) if found else no("That is no longer kept.", _NOT_HERE)

    async def start_over(self, _request: web.Request) -> web.Response:
        host = self._host()
        if host is None:
            return no("Whoever started this sandbox has to start it again.", _NOT_HERE)
        host.start_over()
        return web.json_response({"ok": True})
