"""Socket Mode: web sockets the app opened to us; each payload goes to one of them and is acknowledged by its id."""

import asyncio
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from sandbox import limits
from sandbox.dispatch import Answer, Parcel
from sandbox.errors import Refused
from sandbox.story import APP_ID

_HEARTBEAT = 20.0
_LIVES_SECONDS = 3600


@dataclass(eq=False)
class Connection:
    socket: web.WebSocketResponse
    transport: asyncio.Transport | None
    waiting: dict[str, asyncio.Future[Answer]] = field(default_factory=dict)


class SocketMode:
    def __init__(self, ack_seconds: float, changed: Callable[[], None]) -> None:
        self._changed = changed
        self.ack_seconds = ack_seconds
        self.connections: list[Connection] = []
        self._tickets: set[str] = set()
        self._turn = 0

    def ticket(self) -> str:
        if len(self.connections) >= limits.SOCKETS:
            raise Refused("too_many_websockets")
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        return ticket

    async def connect(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=401, text="invalid ticket")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=_HEARTBEAT)
        await socket.prepare(request)
        connection = Connection(socket, request.transport)
        self.connections.append(connection)
        try:
            await socket.send_json(self._hello(request.host))
            self._changed()
            await self._listen(connection)
        finally:
            self._forget(connection)
        return socket

    def _hello(self, host: str) -> dict[str, Any]:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "connection_info": {"app_id": APP_ID},
            "debug_info": {"host": host, "build_number": 1, "approximate_connection_time": _LIVES_SECONDS},
        }

    async def _listen(self, connection: Connection) -> None:
        async for frame in connection.socket:
            if frame.type != WSMsgType.TEXT:
                continue
            try:
                said = json.loads(frame.data)
            except ValueError:
                continue
            waiting = connection.waiting.get(str(said.get("envelope_id")))
            if waiting is not None and not waiting.done():
                body = said.get("payload")
                waiting.set_result(Answer(body=body if isinstance(body, dict) else {}))

    def _forget(self, connection: Connection) -> None:
        if connection in self.connections:
            self.connections.remove(connection)
        for waiting in connection.waiting.values():
            if not waiting.done():
                waiting.set_result(Answer(trouble="timeout"))
        self._changed()

    @property
    def is_up(self) -> bool:
        return bool(self._alive())

    async def deliver(self, parcel: Parcel) -> Answer:
        connection = self._next()
        if connection is None:
            return Answer(trouble="no_connection")
        waiting: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        connection.waiting[parcel.id] = waiting
        try:
            await connection.socket.send_json(_envelope(parcel))
            async with asyncio.timeout(self.ack_seconds):
                return await waiting
        except (TimeoutError, ConnectionError):
            return Answer(trouble="timeout")
        finally:
            connection.waiting.pop(parcel.id, None)

    def _next(self) -> Connection | None:
        alive = self._alive()
        if not alive:
            return None
        self._turn += 1
        return alive[self._turn % len(alive)]

    def _alive(self) -> list[Connection]:
        return [connection for connection in self.connections if not connection.socket.closed]

    async def say_disconnect(self, reason: str) -> None:
        """Asks every connection to go and come again, as Slack does about once an hour."""
        for connection in list(self.connections):
            await connection.socket.send_json(
                {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
            )

    def drop(self) -> int:
        """Cuts every connection without a word."""
        dropped = list(self.connections)
        for connection in dropped:
            self._forget(connection)
            if connection.transport is not None:
                connection.transport.abort()
        return len(dropped)

    async def close(self) -> None:
        for connection in list(self.connections):
            await connection.socket.close()


def _envelope(parcel: Parcel) -> dict[str, Any]:
    envelope: dict[str, Any] = {
        "envelope_id": parcel.id,
        "type": parcel.kind,
        "payload": parcel.payload,
        "accepts_response_payload": parcel.accepts_response,
    }
    if parcel.kind == "events_api" or parcel.retry:
        envelope |= {"retry_attempt": parcel.retry, "retry_reason": parcel.reason}
    return envelope
