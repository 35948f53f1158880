"""The whole job without a Slack account: the sandbox in the browser, and the bot inside it, on a fresh database."""

import asyncio
import signal
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from pydantic import SecretStr

import app
from escalation.models import ChannelId, GroupId, SetUp, TargetTeam, TeamSetUp, UserId
from running.identity import CannotStart
from sandbox import Sandbox, SandboxSettings, story
from settings import Settings

PORT = 4500
TRIED = 50

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


async def run(because: str, *, port: int | None) -> None:
    """Until Ctrl-C. Takes the next free port when 4500 is taken, and says so."""
    stop = asyncio.Event()
    for one in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(one, stop.set)
    async with AsyncExitStack() as stack:
        sandbox = await _started(port or PORT)
        stack.push_async_callback(sandbox.stop)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="escalation-sandbox-")))
        await stack.enter_async_context(
            app.running(settings_for(sandbox, folder / "sandbox.db"), set_up=SET_UP, serve=False)
        )
        print(f"Sandbox ({because}). {sandbox.url}", flush=True)
        if sandbox.settings.port != (port or PORT):
            print(f"Port {port or PORT} is taken, so it is {sandbox.settings.port}.", flush=True)
        print(
            "Type /escalate there, or press an example. Your own workspace: docs/connect.md. Ctrl-C stops.", flush=True
        )
        await stop.wait()
        print("Stopping ...", flush=True)


async def _started(port: int) -> Sandbox:
    for one in range(port, port + TRIED):
        sandbox = Sandbox(settings=SandboxSettings(port=one))
        try:
            await sandbox.start()
        except OSError:
            await sandbox.stop()
        else:
            return sandbox
    raise CannotStart(f"No port from {port} to {port + TRIED - 1} is free. Name another: escalate sandbox --port 8123")


def settings_for(sandbox: Sandbox, database: Path) -> Settings:
    """The settings of a bot inside this sandbox."""
    return Settings(
        bot_token=SecretStr(sandbox.bot_token),
        app_token=SecretStr(sandbox.app_token),
        api_url=sandbox.api_url,
        database_url=SecretStr(f"sqlite:///{database}"),
        clock_url=f"{sandbox.url}/sandbox/clock",
    )
