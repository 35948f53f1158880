"""The two ways in: Socket Mode, which we open and keep open, and HTTP, which Slack calls."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

log = logging.getLogger(__name__)

PING_EVERY = 3.0
"""Seconds. A connection that broke is noticed at the next one; until then people's commands go unheard."""
LOOK_EVERY = 5.0
GIVEN_UP_AFTER = 30.0
"""Seconds without a connection after which the client is built anew: it can go silent without noticing."""
LAST_ANSWERS = 3.0
PASSES = {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
"""What Slack says when it is unwell; everything else it says of us."""


class SocketConnection:
    """Socket Mode with a watchman. Requests under way are answered before it closes."""

    def __init__(self, *, bolt: AsyncApp, app_token: str, seconds: Callable[[], float]) -> None:
        """`seconds` is a clock that only ever goes forward."""
        self._bolt = bolt
        self._app_token = app_token
        self._seconds = seconds
        self._handler: AsyncSocketModeHandler | None = None
        self._watching: asyncio.Task[None] | None = None
        self._under_way = 0
        self._is_closing = False

    async def open(self) -> None:
        """Raises what slack-sdk raises when Slack refuses us. A Slack that is away is asked until it answers."""
        self._handler = self._new_handler()
        client: Any = self._handler.client
        try:
            await self._ask(client)
            await _connected(self._handler)
        except BaseException:
            await self._end(self._handler)
            raise
        self._watching = asyncio.create_task(self._watch())

    async def _ask(self, client: Any) -> None:
        """Asked beforehand, as slack-sdk would go on for ever with a token that is refused."""
        try:
            client.wss_uri = await client.issue_new_wss_url()
        except SlackApiError as refused:
            code = refused.response.get("error") if isinstance(refused.response.data, dict) else None
            if code and code not in PASSES:
                raise
        except (aiohttp.ClientError, SlackClientError, TimeoutError, AttributeError) as failure:
            # The last is slack-sdk's own, on an answer that is not JSON.
            log.warning("Slack cannot be reached", extra={"why": type(failure).__name__})

    async def is_up(self) -> bool:
        return self._handler is not None and await self._handler.client.is_connected()

    async def close(self) -> None:
        self._is_closing = True
        if self._watching:
            self._watching.cancel()
        waited = 0.0
        while self._under_way and waited < LAST_ANSWERS:
            await asyncio.sleep(0.05)
            waited += 0.05
        if self._handler:
            await self._end(self._handler)

    def _new_handler(self) -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(
            self._bolt,
            self._app_token,
            logger=logging.getLogger("slack_sdk.socket_mode"),
            web_client=self._bolt.client,
            ping_interval=PING_EVERY,
        )
        answer = handler.handle

        async def counted(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
            if self._is_closing:
                return  # not answered, so Slack gives it to another connection
            self._under_way += 1
            try:
                await answer(client, request)  # type: ignore[arg-type]
            finally:
                self._under_way -= 1

        handler.client.socket_mode_request_listeners[:] = [counted]
        return handler

    async def _watch(self) -> None:
        down_since: float | None = None
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                down_since = await self._look(down_since)
            except Exception:
                # The top of the watch: a later look tries again, and readiness says it is down meanwhile.
                log.exception("Socket Mode could not be connected")
                down_since = None

    async def _look(self, down_since: float | None) -> float | None:
        """Since when it has been down, if it is."""
        if await self.is_up():
            return None
        down_since = down_since if down_since is not None else self._seconds()
        if self._seconds() - down_since < GIVEN_UP_AFTER:
            return down_since
        await self._build_anew()
        return None

    async def _build_anew(self) -> None:
        log.warning("Socket Mode is down, connecting anew")
        old, self._handler = self._handler, self._new_handler()
        if old:
            await self._end(old)
        await _connected(self._handler)

    async def _end(self, handler: AsyncSocketModeHandler) -> None:
        """Ends its tasks too; slack-sdk leaves one that would go on reconnecting."""
        client: Any = handler.client
        client.auto_reconnect_enabled = False
        await handler.close_async()  # type: ignore[no-untyped-call]


async def _connected(handler: AsyncSocketModeHandler) -> None:
    """Not for ever: slack-sdk goes on trying the address it was first given. The watch asks for a new one."""
    try:
        async with asyncio.timeout(GIVEN_UP_AFTER):
            await handler.connect_async()  # type: ignore[no-untyped-call]
    except TimeoutError:
        log.warning("Socket Mode is not connected yet")
