"""The door for other products' webhooks: `POST /hooks/NAME`, where NAME is the connector's in the policy.

It says nothing to strangers, and logs no word of what it was sent. Where the database is away it answers that it should
come again, which products do.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from connectors.hooks.way import Delivered, Hook, Refused, Unreadable
from escalation.errors import StorageError
from escalation.happenings import Heard

log = logging.getLogger(__name__)

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

PATH = "/hooks/"
LARGEST = 4 * 1024 * 1024
"""Bytes. An event of one issue or ticket is a small part of that."""

READ_WITHIN = 10.0
COME_AGAIN = b"20"
"""Seconds, after which it is worth trying again."""


class TooLarge(Exception):
    """More than any of these products tells at once."""

    def __init__(self) -> None:
        super().__init__(f"it is larger than {LARGEST} bytes")


ANSWERS: Mapping[type[Exception], HTTPStatus] = {
    Refused: HTTPStatus.UNAUTHORIZED,
    Unreadable: HTTPStatus.BAD_REQUEST,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    TimeoutError: HTTPStatus.REQUEST_TIMEOUT,
    StorageError: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""What is answered where it was not taken in."""


class Hooks:
    """An ASGI application for everything below `PATH`."""

    def __init__(
        self,
        hooks: Iterable[Hook],
        *,
        take_in: Callable[[Heard], Awaitable[None]],
        machine_now: Callable[[], datetime],
    ) -> None:
        """`take_in` keeps what was told, or raises `StorageError`; after it nothing is lost."""
        self._hooks = {hook.name: hook for hook in hooks}
        self._take_in = take_in
        self._machine_now = machine_now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        hook = self._hooks.get(str(scope["path"]).removeprefix(PATH))
        if hook is None or scope["method"] not in {"POST", "HEAD"}:
            await _answer(send, HTTPStatus.NOT_FOUND)
            return
        if scope["method"] == "HEAD":  # Intercom takes an address only where this is answered
            await _answer(send, HTTPStatus.OK)
            return
        try:
            await self._taken_in(hook, scope, receive)
        except tuple(ANSWERS) as why:
            # Going on is safe: what was not taken in comes again, or was never to be.
            log.warning("a webhook was not taken in", extra={"connector": hook.name, "why": str(why)})
            await _answer(send, next(status for kind, status in ANSWERS.items() if isinstance(why, kind)))
        else:
            await _answer(send, HTTPStatus.OK)

    async def _taken_in(self, hook: Hook, scope: Scope, receive: Receive) -> None:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        heard = hook.hear(Delivered(headers, await _body(headers, receive)), now=self._machine_now())
        if heard.happenings:
            await self._take_in(heard)
            kinds = ", ".join(sorted({one.what.value for one in heard.happenings}))
            log.info("a webhook was taken in", extra={"connector": hook.name, "told": kinds})


async def _body(headers: Mapping[str, str], receive: Receive) -> bytes:
    """Raises `TooLarge`, before it is read where the sender says so, and `TimeoutError`."""
    declared = headers.get("content-length", "")
    if declared.isdigit() and int(declared) > LARGEST:
        raise TooLarge
    read = bytearray()
    async with asyncio.timeout(READ_WITHIN):
        while True:
            part = await receive()
            read += part.get("body", b"")
            if len(read) > LARGEST:
                raise TooLarge
            if not part.get("more_body"):
                return bytes(read)


async def _answer(send: Send, status: HTTPStatus) -> None:
    """Nothing but the number."""
    comes_again = status is HTTPStatus.SERVICE_UNAVAILABLE
    headers = [(b"content-length", b"0"), *([(b"retry-after", COME_AGAIN)] if comes_again else [])]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
