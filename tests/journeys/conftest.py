"""The whole program inside the sandbox, for each journey: over Socket Mode and signed HTTP, on a fresh database."""

import calendar
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

import app
from escalation.people import SetUp
from running.scene import OPENS, coming
from running.trial import SET_UP
from sandbox import Person, Sandbox, SandboxSettings, story
from settings import Settings
from tests.stores import new_database

ROOT = Path(__file__).parents[2]
IN_A_HURRY = app.Patience(answer=3, settle=timedelta(seconds=0.2), beat=0.1)


@pytest.fixture(params=["socket", "http"])
def way(request: pytest.FixtureRequest) -> str:
    """How Slack reaches the bot."""
    return str(request.param)


@pytest.fixture
def database(tmp_path: Path) -> str:
    return new_database("sqlite", tmp_path)


@pytest.fixture
def port() -> Iterator[int]:
    """One that the bot may listen on whenever it starts: as long as it is held, nobody else is given it."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.fixture
async def sandbox(way: str, port: int) -> AsyncIterator[Sandbox]:
    url = f"http://127.0.0.1:{port}/slack/events" if way == "http" else None
    settings = SandboxSettings(pace=False, trigger_seconds=30, event_retries=(0.0, 0.0, 0.0), request_url=url)
    async with Sandbox(settings=settings) as running:
        now = running.clock.now()
        running.clock.advance(coming(calendar.TUESDAY, OPENS, now=now) - now)  # in the evening nobody is asked for news
        yield running


@dataclass
class Program:
    """The bot, started when a journey says so, and as often; ended with the journey at the latest."""

    sandbox: Sandbox
    settings: Settings
    serves: bool = False
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def starts(self, *, set_up: SetUp | None = SET_UP, **changes: Any) -> app.Bot:
        settings = self.settings.model_copy(update=changes)
        running = app.running(settings, set_up=set_up, serve=self.serves, patience=IN_A_HURRY)
        bot = await self._stack.enter_async_context(running)
        if settings.mode == "socket":
            await self.sandbox.connected()
        return bot

    async def ends(self) -> None:
        await self._stack.aclose()


@pytest.fixture
async def program(sandbox: Sandbox, way: str, port: int, database: str) -> AsyncIterator[Program]:
    settings = Settings(
        bot_token=SecretStr(sandbox.bot_token),
        app_token=SecretStr(sandbox.app_token) if way == "socket" else None,
        signing_secret=SecretStr(sandbox.signing_secret) if way == "http" else None,
        api_url=sandbox.api_url,
        database_url=SecretStr(database),
        port=port,
        clock_url=f"{sandbox.url}/sandbox/clock",
    )
    running = Program(sandbox, settings, serves=way == "http")
    yield running
    await running.ends()


@pytest.fixture
async def bot(program: Program) -> app.Bot:
    """The bot in a workspace where everything is set up."""
    return await program.starts()


def _colleague(id: str) -> Callable[[Sandbox], Person]:
    def person(sandbox: Sandbox) -> Person:
        return sandbox.person(id)

    return person


maya = pytest.fixture(name="maya")(_colleague(story.MAYA))
jonas = pytest.fixture(name="jonas")(_colleague(story.JONAS))
ada = pytest.fixture(name="ada")(_colleague(story.ADA))
lea = pytest.fixture(name="lea")(_colleague(story.LEA))
nora = pytest.fixture(name="nora")(_colleague(story.NORA))
sam = pytest.fixture(name="sam")(_colleague(story.SAM))
kim = pytest.fixture(name="kim")(_colleague(story.KIM))
gus = pytest.fixture(name="gus")(_colleague(story.GUS))
otto = pytest.fixture(name="otto")(_colleague(story.OTTO))
