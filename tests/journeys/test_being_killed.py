"""Killed at any instant, as by kill -9 or a power cut: after the next start nothing is lost and nothing said twice."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from sandbox import Person, Sandbox, story
from sandbox.faults import Fault
from tests import operators
from tests.journeys.steps import (
    CHECKOUT,
    a_minute_passes,
    arrives,
    brief_of,
    doubled,
    hears,
    letters,
    posts,
    sends,
)

POLICY = """
[office]
fallback = "#support-leads"
[teams.l2_support]
channel = "#l2-support"
[teams.engineering]
channel = "#eng-escalations"
"""


@pytest.fixture
def way() -> str:
    return "socket"


@pytest.fixture
def environment(sandbox: Sandbox, database: str, tmp_path: Path, port: int) -> dict[str, str]:
    return {**operators.environment(sandbox, database, tmp_path, policy=POLICY), "PORT": str(port)}


@asynccontextmanager
async def running(environment: dict[str, str], sandbox: Sandbox) -> AsyncIterator[asyncio.subprocess.Process]:
    """`escalate run`, connected. What is still alive at the end is killed."""
    before = set(sandbox.socket_mode.connections)
    command = [sys.executable, "-m", "cli", "run"]
    log = asyncio.subprocess.DEVNULL
    bot = await asyncio.create_subprocess_exec(*command, env=environment, cwd=operators.ROOT, stdout=log, stderr=log)
    try:
        await sandbox.until(lambda: set(sandbox.socket_mode.connections) - before, seconds=30)
        yield bot
    finally:
        if bot.returncode is None:
            bot.kill()
        await bot.wait()


def used(fault: Fault) -> Callable[[], bool]:
    return lambda: fault.times == 0


# Where Slack stops answering, one start after the other: each is killed there.
POINTS = (
    ("hang", story.ENG_ESCALATIONS),  # before the card left
    ("apply_then_hang", story.ENG_ESCALATIONS),  # after it arrived
    ("hang", story.ENG_ESCALATIONS),  # before the brief left
    ("apply_then_hang", story.ENG_ESCALATIONS),  # after it arrived
    ("apply_then_hang", "D0MAYA"),  # after the reporter heard
)


async def test_killed_five_times_in_a_row_it_goes_on_where_it_was(
    sandbox: Sandbox, environment: dict[str, str], database: str, maya: Person
) -> None:
    for number, (fault, channel) in enumerate(POINTS):
        sandbox.fails(fault, method="chat.postMessage", channel=channel)
        point = sandbox.api.faults.waiting[-1]
        sandbox.fails("hang", method="chat.postMessage", channel="D0MAYA")  # may overtake the brief: kept for its turn
        async with running(environment, sandbox) as bot:
            if number == 0:
                await maya.types(f"/escalate {CHECKOUT}")
                await sends(maya)
            await sandbox.until(used(point))
            bot.kill()
            await bot.wait()
        sandbox.api.faults.clear()
        a_minute_passes(database)

    async with running(environment, sandbox):
        assert "API returns 500" in brief_of(sandbox, await arrives(sandbox))
        await hears(sandbox, maya, "ESC-1 is with Engineering")

    assert len(letters(posts(sandbox))) == 3
    assert doubled(sandbox) == []


async def test_killed_with_the_form_open_what_was_typed_is_kept_and_the_form_still_works(
    sandbox: Sandbox, environment: dict[str, str], maya: Person
) -> None:
    async with running(environment, sandbox) as bot:
        await maya.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)
        bot.kill()
        await bot.wait()
    assert "trouble connecting" in (await maya.submits()).error

    async with running(environment, sandbox):
        await sends(maya)
        await arrives(sandbox)


async def test_sigterm_ends_it_cleanly_and_what_was_under_way_is_not_lost(
    sandbox: Sandbox, environment: dict[str, str], maya: Person
) -> None:
    async with running(environment, sandbox) as bot:
        await maya.types(f"/escalate {CHECKOUT}")
        await sends(maya)
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(20):
            assert await bot.wait() == 0

    async with running(environment, sandbox):
        await arrives(sandbox)
        await hears(sandbox, maya, "ESC-1 is with Engineering")

    assert doubled(sandbox) == []


async def test_sigterm_does_not_wait_for_a_slack_that_hangs(
    sandbox: Sandbox, environment: dict[str, str], database: str, maya: Person
) -> None:
    async with running(environment, sandbox) as bot:
        await maya.types(f"/escalate {CHECKOUT}")
        sandbox.fails("apply_then_hang", method="chat.postMessage")
        await sends(maya)
        await sandbox.until(lambda: sandbox.messages(story.ENG_ESCALATIONS))
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(9):
            assert await bot.wait() == 0

    sandbox.api.faults.clear()
    a_minute_passes(database)
    async with running(environment, sandbox):
        await arrives(sandbox)
        await hears(sandbox, maya, "ESC-1 is with Engineering")

    assert doubled(sandbox) == []
