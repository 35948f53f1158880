"""Starting what was put together: delivery, the beat, then the doors; and ending it in the other order."""

import asyncio
import contextlib
import socket
import time

import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_sdk.errors import SlackApiError

from escalation.asking import Asking
from escalation.errors import StorageError
from escalation.intake import read
from escalation.triage import triage
from running import watch
from running.bot import Bot, Patience
from running.connection import SocketConnection
from running.identity import CannotStart
from running.rounds import Beats, Courier
from running.serving import Metrics, Pages
from settings import Settings

FIRST_TEXT = "API returns 500 errors for Acme Corp since Monday, 3 customers blocked, no workaround, $40k a year"
LAST_ANSWERS = 3.0
LAST_TASKS = 3.0
"""Seconds for work that serves one person's eyes; nothing is lost with it."""


async def started(
    bot: Bot, settings: Settings, stack: contextlib.AsyncExitStack, *, serve: bool, patience: Patience
) -> None:
    """Delivery first, then the beat, then the doors: nothing is taken in before it can be sent out."""
    triage(read(FIRST_TEXT))  # patterns are compiled when first used; the first person should not wait for that
    stack.push_async_callback(bot.tasks.end, LAST_TASKS)
    carrying = asyncio.create_task(bot.courier.run())
    stack.push_async_callback(_stopped, bot.courier, carrying)
    asking = Asking(
        store=bot.store,
        desk=bot.desk,
        directory=bot.people,
        off_loop=bot.off_loop,
        now=bot.moment.now,
        look=bot.overhearing.look,
    )
    beats = Beats(
        asking=asking,
        store=bot.store,
        courier=bot.courier,
        off_loop=bot.off_loop,
        now=bot.moment.now,
        refresh=lambda: bot.policies.refresh(bot.identity.workspace),
        watch=watch.Watch(patience=patience.late),
        every=patience.beat,
    )
    stack.callback(beats.stop)
    beats.start()
    if settings.mode == "socket" and settings.app_token:
        await _connected(bot, settings.app_token.get_secret_value(), stack)
    if serve:
        await _served(bot, settings, beats, stack)


async def _stopped(courier: Courier, carrying: asyncio.Task[None]) -> None:
    """A letter under way is settled; one that is not is found by its lease after the next start."""
    courier.stop()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LAST_ANSWERS):
            await asyncio.shield(carrying)
    carrying.cancel()


async def _connected(bot: Bot, app_token: str, stack: contextlib.AsyncExitStack) -> None:
    connection = SocketConnection(bolt=bot.bolt, app_token=app_token, seconds=time.monotonic)
    try:
        await connection.open()
    except SlackApiError as refused:
        code = refused.response.get("error") if isinstance(refused.response.data, dict) else refused
        said = f"SLACK_APP_TOKEN: Slack refuses it ({code}). It needs the scope connections:write, and Socket Mode on."
        raise CannotStart(said) from refused
    bot.connection = connection
    stack.push_async_callback(connection.close)


async def _served(bot: Bot, settings: Settings, beats: Beats, stack: contextlib.AsyncExitStack) -> None:
    metrics = Metrics()

    async def problems() -> list[str]:
        return await _problems(bot, beats)

    async def figures() -> bytes:
        return metrics.text(await bot.off_loop(bot.store.figures, bot.moment.now()))

    slack = AsyncSlackRequestHandler(bot.bolt) if settings.mode == "http" else None
    pages = Pages(slack=slack, webhooks=bot.hooks, problems=problems, metrics=figures)  # type: ignore[arg-type]  # Bolt types it loosely
    listening = _listen(settings.host, settings.port)
    bot.port = listening.getsockname()[1]
    config = uvicorn.Config(pages, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=3)
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    serving = asyncio.create_task(server.serve(sockets=[listening]))

    async def end() -> None:
        server.should_exit = True
        await serving

    stack.push_async_callback(end)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # from here on callers wait in line, rather than being turned away until the server runs
    except OSError as taken:
        listening.close()
        raise CannotStart(f"HOST {host} and PORT {port} cannot be used: {taken.strerror}. Set another PORT.") from taken
    return listening


async def _problems(bot: Bot, beats: Beats) -> list[str]:
    found = []
    try:
        await bot.off_loop(bot.store.check)
    except StorageError as failure:
        found.append(str(failure))
    if bot.connection is not None and not await bot.connection.is_up():
        found.append("Slack's connection is down.")
    if beats.is_late():
        found.append(f"The last good beat is more than {3 * beats.every:.0f} s ago.")
    if late := beats.watch.problem():
        found.append(late)
    return found
