"""The sandbox that `make run` starts: it is born with a story, which begins anew when asked, and stays in it."""

import asyncio
import calendar
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from running import trial
from running.scene import BEGINS, ZONE, coming
from running.trial import Company
from sandbox import Message
from sandbox.story import ADA, ENG_ESCALATIONS, JONAS, L2_SUPPORT, MAYA, PRODUCT_ESCALATIONS
from tests.journeys.conftest import ROOT


@pytest.fixture
async def there() -> AsyncIterator[Company]:
    async with trial.company(port=0) as company:
        yield company


def card(there: Company, channel: str) -> Message:
    (found,) = [one for one in there.sandbox.messages(channel) if one.metadata]
    return found


async def test_it_opens_on_a_tuesday_morning_with_three_escalations_in_different_states(there: Company) -> None:
    now = there.sandbox.clock.now().astimezone(ZONE)
    assert f"{now:%a %H:%M}" == "Tue 09:20"

    asked, untaken, taken = (card(there, one) for one in (L2_SUPPORT, PRODUCT_ESCALATIONS, ENG_ESCALATIONS))
    assert "nobody has it" in untaken.words
    assert "Lea has it" in taken.words
    reminded = [one.text for one in there.sandbox.thread(PRODUCT_ESCALATIONS, untaken.ts)][1]
    assert reminded.startswith("Maya, Globex is due word")  # her list of the morning has called her
    await there.sandbox.until(lambda: [m for m in there.sandbox.thread(L2_SUPPORT, asked.ts) if "any news" in m.text])


async def test_the_first_line_that_is_read_says_where_to_look(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "cli", "sandbox", "--port", "0",
        cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    assert process.stdout is not None
    first = (await process.stdout.readline()).decode()
    process.send_signal(signal.SIGINT)
    await process.communicate()

    assert first.startswith("Sandbox (as asked). http://127.0.0.1:")


async def test_lists_and_home_are_not_empty(there: Company) -> None:
    maya = there.sandbox.person(MAYA)

    await maya.opens_home()
    listed = await maya.types("/escalate list")

    home = await there.sandbox.until(lambda: maya.home)
    assert home is not None
    assert [one for one in ("ESC-1", "ESC-2", "ESC-3") if one not in home.words] == []
    assert "ESC-1" in listed.words
    assert "You owe" in home.words


async def test_the_next_due_moment_is_the_first_one_ahead(there: Company) -> None:
    host = trial.Host(there.bot, there.over)

    due = await host.next_due()

    assert due is not None
    assert timedelta(0) < due - there.sandbox.clock.now() < timedelta(days=1)


async def test_starting_over_leaves_nothing_of_what_was_done(there: Company) -> None:
    await there.sandbox.person(ADA).types("Has anyone tried this?", ENG_ESCALATIONS)
    assert there.sandbox.host is not None

    there.sandbox.host.start_over()

    assert there.over.is_set()
    async with trial.company(port=0) as again:
        assert [one.words for one in again.sandbox.messages(ENG_ESCALATIONS)] == [card(again, ENG_ESCALATIONS).words]


@pytest.mark.parametrize("day", range(14))
def test_the_story_begins_on_a_monday_to_come_and_never_turns_the_clock_back(day: int) -> None:
    now = datetime(2026, 10, 19, 13, 0, tzinfo=UTC) + timedelta(days=day)

    begins = coming(calendar.MONDAY, BEGINS, now=now).astimezone(ZONE)

    assert f"{begins:%a %H:%M}" == "Mon 09:00"
    assert timedelta(0) <= begins - now < timedelta(days=7, hours=1)


async def test_what_happens_in_the_helpdesk_is_in_the_thread(there: Company) -> None:
    taken = card(there, ENG_ESCALATIONS)

    def said(words: str) -> list[Message]:
        return [one for one in there.sandbox.thread(ENG_ESCALATIONS, taken.ts) if words in one.words]

    async with aiohttp.ClientSession() as http:
        for deed in ("note", "reply", "answer"):
            async with http.post(f"{there.sandbox.url}/tools/helpdesk/do/{deed}") as page:
                assert "it answered 200" in await page.text()
        await there.sandbox.until(lambda: said("Jonas Weber (Intercom) told Northwind."))
        async with http.post(f"{there.sandbox.url}/tools/helpdesk/do/tag"):
            jonas = there.sandbox.person(JONAS)
            await there.sandbox.until(
                lambda: [m for m in jonas.dm if "Ticket 5120 was tagged to be escalated" in m.words]
            )
    assert not said("Still two hours late")
