"""Signed `/escalate` requests over kept connections, as many as asked for and no more. Loopback only.

Requests are written and signed before the clock starts, so that the generator costs little while it measures.
"""

import asyncio
import hashlib
import hmac
import time
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

LOOPBACK = "127.0.0.1"
MOST = 20_000
"""Requests in one run, at most."""
LONGEST = 120.0
"""Seconds that one run may take, at most."""
GOOD = b"HTTP/1.1 200"


class Request(NamedTuple):
    trigger: str
    data: bytes


class Sent(NamedTuple):
    """When it was written and when the whole answer was there, in monotonic nanoseconds."""

    trigger: str
    at: int
    answered: int
    good: bool


def requests(texts: Sequence[str], *, label: str, secret: str, workspaces: int, people: int) -> list[Request]:
    """One for each text, over that many workspaces with that many people in each."""
    if len(texts) > MOST:
        raise ValueError(f"At most {MOST} requests in one run.")
    return [
        _request(text, f"{label}.{number}", secret, team=number % workspaces, person=number // workspaces % people)
        for number, text in enumerate(texts)
    ]


def _request(text: str, trigger: str, secret: str, *, team: int, person: int) -> Request:
    body = urlencode(
        {
            "token": "unused",
            "team_id": f"T0BENCH{team:02}",
            "team_domain": "bench",
            "channel_id": "C0SUPPORT",
            "channel_name": "support",
            "user_id": f"U0BENCH{team:02}{person:02}",
            "user_name": "maya",
            "command": "/escalate",
            "text": text,
            "api_app_id": "A0BENCH",
            "is_enterprise_install": "false",
            "response_url": "http://127.0.0.1:9/response",
            "trigger_id": trigger,
        }
    ).encode()
    moment = str(int(time.time()))
    signature = hmac.new(secret.encode(), b"v0:" + moment.encode() + b":" + body, hashlib.sha256).hexdigest()
    head = (
        f"POST /slack/events HTTP/1.1\r\nHost: {LOOPBACK}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\nX-Slack-Request-Timestamp: {moment}\r\n"
        f"X-Slack-Signature: v0={signature}\r\n\r\n"
    )
    return Request(trigger, head.encode() + body)


class Caller(asyncio.Protocol):
    """One kept connection, one request at a time."""

    def __init__(self) -> None:
        self._out: asyncio.WriteTransport | None = None
        self._read = b""
        self._waiting: asyncio.Future[bool] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:  # type: ignore[explicit-override]
        self._out = transport  # type: ignore[assignment]  # a TCP transport writes

    @property
    def is_open(self) -> bool:
        return self._out is not None and not self._out.is_closing()

    def connection_lost(self, exc: Exception | None) -> None:  # type: ignore[explicit-override]
        if self._waiting and not self._waiting.done():
            self._waiting.set_exception(ConnectionError("The bot closed the connection.") if exc is None else exc)

    def data_received(self, data: bytes) -> None:  # type: ignore[explicit-override]
        self._read += data
        head, found, body = self._read.partition(b"\r\n\r\n")
        if not found or not self._waiting:
            return
        if _is_whole(head.lower(), body):
            self._read = b""
            self._waiting.set_result(head.startswith(GOOD))

    async def ask(self, request: Request) -> Sent:
        assert self._out is not None  # noqa: S101 - it is connected
        self._waiting = asyncio.get_running_loop().create_future()
        at = time.monotonic_ns()
        self._out.write(request.data)
        good = await self._waiting
        return Sent(request.trigger, at, time.monotonic_ns(), good)

    def close(self) -> None:
        if self._out:
            self._out.close()


def _is_whole(head: bytes, body: bytes) -> bool:
    if b"transfer-encoding: chunked" in head:
        return body.endswith(b"0\r\n\r\n")
    length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
    return len(body) >= length


async def _callers(port: int, count: int) -> list[Caller]:
    loop = asyncio.get_running_loop()
    return [(await loop.create_connection(Caller, LOOPBACK, port))[1] for _ in range(count)]


async def as_fast_as_possible(port: int, given: Sequence[Request], *, at_once: int) -> list[Sent]:
    """So many under way all the time."""
    callers = await _callers(port, at_once)
    waiting = iter(given)
    answered: list[Sent] = []

    async def goes_on(caller: Caller) -> None:
        for request in waiting:  # the next one only after the answer
            answered.append(await caller.ask(request))  # noqa: PERF401 - they are kept in the order they come

    async with asyncio.timeout(LONGEST):
        await asyncio.gather(*(goes_on(one) for one in callers))
    for one in callers:
        one.close()
    return answered


async def steadily(port: int, given: Sequence[Request], *, a_second: float) -> list[Sent]:
    """At even distances, whether or not the earlier ones were answered."""
    free: list[Caller] = []
    everyone: list[Caller] = []
    answered: list[Sent] = []

    async def one_of(request: Request) -> None:
        while free and not free[-1].is_open:
            free.pop()  # closed over there, having been idle
        if not free:
            free.extend(await _callers(port, 1))
            everyone.append(free[-1])
        caller = free.pop()
        answered.append(await caller.ask(request))
        free.append(caller)

    async with asyncio.timeout(LONGEST), asyncio.TaskGroup() as under_way:
        began = time.monotonic()
        for number, request in enumerate(given):
            await asyncio.sleep(max(0.0, began + number / a_second - time.monotonic()))
            under_way.create_task(one_of(request))
    for one in everyone:
        one.close()
    return answered


async def all_at_once(port: int, given: Sequence[Request]) -> list[Sent]:
    callers = await _callers(port, len(given))
    async with asyncio.timeout(LONGEST):
        answered = await asyncio.gather(*(one.ask(request) for one, request in zip(callers, given, strict=True)))
    for one in callers:
        one.close()
    return list(answered)
