"""The whole job without a Slack account: the sandbox in the browser, and the bot inside it, on a fresh database."""

import asyncio
import calendar
import logging
import secrets
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

import app
from escalation.kinds import ChannelId, GroupId, TargetTeam, UserId
from escalation.people import SetUp, TeamSetUp
from running.identity import CannotStart
from running.scene import BEGINS, Scene, coming
from sandbox import Sandbox, SandboxSettings, Story, story
from sandbox.story import InstalledApp
from settings import Settings

PORT = 4500
TRIED = 50
WITH_MORE = replace(Story(), app=replace(InstalledApp(), scopes=(*story.BOT_SCOPES, "files:read", "users:read.email")))
"""Scopes that may be refused are granted here, so that it shows all it can."""
BEAT = 0.5
"""Seconds: whoever moves the clock should not have to wait for what it sets off."""
FAR = timedelta(days=400)
CLOCKS = 1000

SET_UP = SetUp(
    teams={
        TargetTeam.L2_SUPPORT: TeamSetUp(channel=ChannelId(story.L2_SUPPORT), group=GroupId(story.L2_GROUP)),
        TargetTeam.ENGINEERING: TeamSetUp(
            channel=ChannelId(story.ENG_ESCALATIONS), group=GroupId(story.ENG_ONCALL), lead=UserId(story.LEA)
        ),
        TargetTeam.PRODUCT: TeamSetUp(channel=ChannelId(story.PRODUCT_ESCALATIONS), lead=UserId(story.PRIYA)),
        TargetTeam.SECURITY: TeamSetUp(
            channel=ChannelId(story.SECURITY_ESCALATIONS), group=GroupId(story.SECURITY_ONCALL), lead=UserId(story.SAM)
        ),
        TargetTeam.LEADERSHIP: TeamSetUp(channel=ChannelId(story.LEADERSHIP_ESCALATIONS), lead=UserId(story.NORA)),
    },
    support=TeamSetUp(channel=ChannelId(story.SUPPORT), group=GroupId(story.SUPPORT_ONSHIFT), lead=UserId(story.NORA)),
    fallback=ChannelId(story.SUPPORT_LEADS),
    zone="Europe/Berlin",
    installer=UserId(story.KIM),
)
"""What the small invented company has chosen in Set up."""

TOOLS = """
[connectors.hubspot]
token = "sandbox"
currency = "USD"
api_url = "{url}/tools/crm"
[connectors.helpdesk]
kind = "intercom"
token = "sandbox"
webhook_secret = "{secret}"
write = true
reply = true
api_url = "{url}/tools/helpdesk"
[connectors.github]
token = "sandbox"
repos = "acme/app"
write = true
api_url = "{url}/tools/tracker"
[connectors.confluence]
token = "sandbox"
url = "{url}/tools/handbook"
[connectors.old_tracker]
kind = "github"
token = "sandbox"
repos = "acme/old"
api_url = "{url}/tools/old-tracker"
"""
"""Its other tools: what one of them does not know, or cannot say in time, is part of the story."""


@dataclass(frozen=True)
class Host:
    """What the page may ask of whoever runs the bot inside its sandbox."""

    bot: app.Bot
    over: asyncio.Event

    async def next_due(self) -> datetime | None:
        now = self.bot.moment.now()
        due = await self.bot.off_loop(self.bot.store.due_clocks, now + FAR, limit=CLOCKS)
        return next((one.due_at for one in due if one.due_at > now), None)

    def start_over(self) -> None:
        self.over.set()


@dataclass(frozen=True)
class Company:
    """The small company at its desk."""

    sandbox: Sandbox
    bot: app.Bot
    over: asyncio.Event


@asynccontextmanager
async def company(*, port: int = PORT, with_scene: bool = True) -> AsyncIterator[Company]:
    """The workspace, the bot inside it on a fresh database, and what happened there so far."""
    async with AsyncExitStack() as stack:
        sandbox = await _started(port)
        stack.push_async_callback(sandbox.stop)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="escalation-sandbox-")))
        config = folder / "escalation.toml"
        sandbox.helpdesk.secret = secrets.token_hex(16)
        config.write_text(TOOLS.format(url=sandbox.url, secret=sandbox.helpdesk.secret), encoding="utf-8")
        settings = settings_for(sandbox, folder / "sandbox.db", config).model_copy(update={"port": 0})
        async with sandbox.setting_the_scene(), _unlogged():
            now = sandbox.clock.now()
            sandbox.clock.advance(coming(calendar.MONDAY, BEGINS, now=now) - now)
            bot = await stack.enter_async_context(
                app.running(settings, set_up=SET_UP, patience=app.Patience(beat=BEAT))
            )
            sandbox.helpdesk.door = f"http://{settings.host}:{bot.port}/hooks/helpdesk"
            if with_scene:
                await Scene(sandbox, bot).play()
        sandbox.host = Host(bot, asyncio.Event())
        yield Company(sandbox, bot, sandbox.host.over)


@asynccontextmanager
async def _unlogged() -> AsyncIterator[None]:
    """What the story sets off is no news: the first line that a newcomer reads is where to look."""
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


async def run(because: str, *, port: int | None) -> None:
    """Until Ctrl-C. Takes the next free port when 4500 is taken, and says so. "Start over" keeps the port."""
    stop = asyncio.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(one, stop.set)
    asked = port or PORT
    taken = asked
    told = False
    while not stop.is_set():
        async with company(port=taken) as there:
            taken = there.sandbox.settings.port
            if not told:
                _greet(because, there.sandbox, asked)
                told = True
            await _either(stop, there.over)
            print("Stopping ..." if stop.is_set() else "Starting over ...", flush=True)


def _greet(because: str, sandbox: Sandbox, asked: int) -> None:
    print(f"Sandbox ({because}). {sandbox.url}", flush=True)
    if sandbox.settings.port != asked:
        print(f"Port {asked} is taken, so it is {sandbox.settings.port}.", flush=True)
    print("Type /escalate there, or press an example. Your own workspace: docs/connect.md. Ctrl-C stops.", flush=True)


async def _either(*events: asyncio.Event) -> None:
    waiting = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()


async def _started(port: int) -> Sandbox:
    for one in range(port, port + TRIED):
        sandbox = Sandbox(WITH_MORE, SandboxSettings(port=one))
        try:
            await sandbox.start()
        except OSError:
            await sandbox.stop()
        else:
            return sandbox
    raise CannotStart(f"No port from {port} to {port + TRIED - 1} is free. Name another: escalate sandbox --port 8123")


def settings_for(sandbox: Sandbox, database: Path, config: Path | None = None) -> Settings:
    """The settings of a bot inside this sandbox."""
    return Settings(
        bot_token=SecretStr(sandbox.bot_token),
        app_token=SecretStr(sandbox.app_token),
        api_url=sandbox.api_url,
        database_url=SecretStr(f"sqlite:///{database}"),
        clock_url=f"{sandbox.url}/sandbox/clock",
        config=config,
    )
