"""Behind the scenes: what passed both ways, the clock that knows what comes next, and starting over."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp

from sandbox import Sandbox
from sandbox.story import MAYA, SUPPORT


@dataclass
class Host:
    due: datetime | None = None
    started_over: int = 0

    async def next_due(self) -> datetime | None:
        return self.due

    def start_over(self) -> None:
        self.started_over += 1


@pytest.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(base_url=sandbox.url) as session:
        yield session


async def asked(http: aiohttp.ClientSession, path: str, **body: Any) -> Any:
    async with http.post(path, json=body) if body else http.get(path) as answer:
        return await answer.json()


async def test_what_was_sent_and_called_is_listed_newest_first_with_how_long_it_took(
    bot: AsyncApp, sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    async def escalates(ack: AsyncAck, client: Any) -> None:
        await client.chat_postMessage(channel=SUPPORT, text="On it")
        await ack()

    bot.command("/escalate")(escalates)
    await sandbox.person(MAYA).types("/escalate Exports time out", channel=SUPPORT)

    lines = (await asked(http, "/sandbox/traffic"))["lines"]
    called, sent = lines[0], next(line for line in lines if line["to_app"])
    assert (called["what"], called["channel"], called["to_app"]) == ("chat.postMessage", SUPPORT, False)
    assert (sent["what"], sent["trouble"], sent["to_app"]) == ("/escalate Exports time out", "", True)
    assert sent["took_ms"] >= called["took_ms"] >= 0
    whole = (await asked(http, f"/sandbox/traffic/{sent['id']}"))["whole"]
    assert whole["payload"]["text"] == "Exports time out"
    assert sandbox.bot_token not in str(await asked(http, f"/sandbox/traffic/{called['id']}"))


async def test_a_command_that_nobody_hears_is_listed_with_its_trouble(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    await sandbox.person(MAYA).types("/escalate Exports time out", channel=SUPPORT)

    (sent,) = (await asked(http, "/sandbox/traffic"))["lines"]
    assert sent["trouble"] == "no_connection"
    assert (await asked(http, "/sandbox/state"))["is_connected"] is False
    assert (await asked(http, "/sandbox/traffic/sent-99"))["ok"] is False


async def test_the_clock_goes_to_just_after_what_is_due_next(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    due = sandbox.clock.now() + timedelta(hours=3)
    sandbox.host = Host(due)

    moved = await asked(http, "/sandbox/clock", advance="next")

    assert due < datetime.fromisoformat(moved["now"]) < due + timedelta(minutes=5)


@pytest.mark.parametrize("host", [None, Host()])
async def test_where_nothing_is_due_the_clock_stays_and_says_so(
    sandbox: Sandbox, http: aiohttp.ClientSession, host: Host | None
) -> None:
    sandbox.host = host

    assert "Nothing is due" in (await asked(http, "/sandbox/clock", advance="next"))["error"]
    assert sandbox.clock.offset == timedelta(0)


async def test_starting_over_is_asked_of_whoever_runs_it(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    assert (await asked(http, "/sandbox/clock"))["is_hosted"] is False
    assert (await asked(http, "/sandbox/reset", now=True))["ok"] is False

    sandbox.host = host = Host()

    assert (await asked(http, "/sandbox/clock"))["is_hosted"] is True
    assert (await asked(http, "/sandbox/reset", now=True))["ok"] is True
    assert host.started_over == 1


async def test_the_page_waits_until_the_scene_is_set(sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
    async with sandbox.setting_the_scene():
        with pytest.raises(TimeoutError):
            await http.get("/sandbox/state", timeout=aiohttp.ClientTimeout(total=0.05))
    assert (await asked(http, "/sandbox/state"))["me"] == MAYA
