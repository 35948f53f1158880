"""The Web API as a server: who may call, how fast, with which scopes, what is to go wrong, and what is written down."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from sandbox import chat, conversations, users, views
from sandbox.call import Call, Method, missing
from sandbox.errors import Refused
from sandbox.faults import Fault, Faults
from sandbox.pace import Pace
from sandbox.record import Entry, Record
from sandbox.response_urls import ResponseUrls
from sandbox.socket_mode import SocketMode
from sandbox.triggers import Triggers
from sandbox.workspace import Workspace

_OPEN_TO_ALL = {"api.test"}
_FOR_APP_TOKENS = "apps.connections.open"
METHODS: Mapping[str, Method] = {**chat.METHODS, **conversations.METHODS, **users.METHODS, **views.METHODS}


@dataclass(frozen=True)
class Tokens:
    bot: str
    app: str


class WebApi:
    def __init__(
        self,
        workspace: Workspace,
        tokens: Tokens,
        socket_mode: SocketMode,
        triggers: Triggers,
        response_urls: ResponseUrls,
    ) -> None:
        self.workspace = workspace
        self.tokens = tokens
        self.socket_mode = socket_mode
        self.triggers = triggers
        self.response_urls = response_urls
        self.faults = Faults()
        self.record = Record(workspace.now)
        self.pace: Pace | None = None
        self.scopes = frozenset(workspace.story.app.scopes)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        token = _token(request, arguments)
        entry = self.record.open(method, arguments, _metadata(arguments))
        try:
            fault = self.faults.take(method, arguments)
            if fault is None:
                return self._answered(entry, method, arguments, token)
            entry.fault = fault.fault
            return await self._faulty(fault, entry, request, token)
        finally:
            self.record.close(entry)
            self.workspace.changes.tell()

    def _answered(self, entry: Entry, method: str, arguments: dict[str, Any], token: str) -> web.Response:
        try:
            wait = self._allow(method, arguments, token)
            if wait:
                entry.ok, entry.error = False, "ratelimited"
                return _too_fast(wait)
            answer = {"ok": True, **self._run(method, arguments)}
            entry.applied = True
        except Refused as refusal:
            answer = refusal.answer()
        entry.ok, entry.error = answer["ok"], answer.get("error", "")
        entry.ts = str(answer.get("ts") or answer.get("message_ts") or entry.ts)
        entry.channel = str(answer.get("channel")) if isinstance(answer.get("channel"), str) else entry.channel
        return web.json_response(answer, headers=self._headers(method))

    def _allow(self, method: str, arguments: dict[str, Any], token: str) -> int:
        """Raises what Slack would refuse before looking at the arguments; else the seconds to wait, mostly none."""
        if method not in METHODS and method != _FOR_APP_TOKENS:
            raise Refused("unknown_method", req_method=method)
        if method not in _OPEN_TO_ALL:
            self._knows(method, token)
        wait = self.pace.wait(method, str(arguments.get("channel", ""))) if self.pace else 0
        scope = METHODS[method].scope if method in METHODS else ""
        if not wait and scope and scope not in self.scopes:
            raise missing(scope, self.scopes)
        return wait

    def _knows(self, method: str, token: str) -> None:
        if not token:
            raise Refused("not_authed")
        if token not in {self.tokens.bot, self.tokens.app}:
            raise Refused("invalid_auth")
        expected = self.tokens.app if method == _FOR_APP_TOKENS else self.tokens.bot
        if token != expected:
            raise Refused("not_allowed_token_type")

    def _run(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        if method == _FOR_APP_TOKENS:
            base = self.response_urls.base_url.replace("http://", "ws://", 1)
            return {"url": f"{base}/link/?ticket={self.socket_mode.ticket()}"}
        call = Call(
            method=method,
            arguments=arguments,
            workspace=self.workspace,
            triggers=self.triggers,
            response_urls=self.response_urls,
            scopes=self.scopes,
        )
        return METHODS[method].run(call)

    def _headers(self, method: str) -> dict[str, str]:
        accepted = METHODS[method].scope if method in METHODS else ""
        return {"x-oauth-scopes": ",".join(sorted(self.scopes)), "x-accepted-oauth-scopes": accepted}

    async def _faulty(self, fault: Fault, entry: Entry, request: web.Request, token: str) -> web.StreamResponse:
        answer = None
        if fault.after_applying:
            answer = self._answered(entry, entry.method, entry.arguments, token)
            self.workspace.changes.tell()
        match fault.fault:
            case "429":
                entry.ok, entry.error = False, "ratelimited"
                return _too_fast(fault.retry_after)
            case "500":
                return web.Response(status=500, text="Internal Server Error")
            case "hang":
                self.workspace.changes.tell()  # that it came is seen now, not when it ends
                await self.faults.hang()
                if fault.before_applying:
                    answer = self._answered(entry, entry.method, entry.arguments, token)
                return answer or web.Response(status=504)
            case "drop":
                if request.transport is not None:
                    request.transport.abort()
                return web.Response(status=500)
            case _:
                entry.ok, entry.error = False, fault.error or fault.fault
                return web.json_response({"ok": False, "error": entry.error})


def _too_fast(seconds: int) -> web.Response:
    headers = {"Retry-After": str(seconds)}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)


async def _arguments(request: web.Request) -> dict[str, Any]:
    arguments: dict[str, Any] = dict(request.query)
    body = await request.text()
    if not body:
        return arguments
    if request.content_type == "application/json":
        try:
            sent = json.loads(body)
        except ValueError:
            return arguments
        return {**arguments, **sent} if isinstance(sent, dict) else arguments
    return {**arguments, **dict(parse_qsl(body, keep_blank_values=True))}


def _token(request: web.Request, arguments: dict[str, Any]) -> str:
    given = str(arguments.pop("token", "") or "")
    header = request.headers.get("Authorization", "")
    return header.removeprefix("Bearer ").strip() or given


def _metadata(arguments: dict[str, Any]) -> Any:
    metadata = arguments.get("metadata")
    if not isinstance(metadata, str):
        return metadata
    try:
        return json.loads(metadata)
    except ValueError:
        return None
