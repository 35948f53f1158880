"""The drawer with the traffic, and starting over, as the one who runs `escalate sandbox` has them."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.window import Opens, Window
from tests.journeys.conftest import ROOT

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """Of the sandbox in a process of its own, once it has said where it is."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "cli", "sandbox", "--port", "0",
        cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    said = (await process.stdout.readline()).decode()
    yield said.split()[-1]
    process.send_signal(signal.SIGINT)
    assert await process.wait() == 0


async def test_the_traffic_shows_what_was_sent_and_called_and_how_long_it_took(window: Window) -> None:
    await window.clicks("Traffic")
    await window.types("/escalate Exports time out for Northwind")
    await window.clicks("Cancel", window.modal)

    sent = window.page.locator(".line").filter(has_text="/escalate Exports time out").first
    await expect(sent.locator(".way")).to_have_text("sent")
    await expect(sent.locator(".took")).to_contain_text(" ms")
    await expect(window.page.locator(".line").filter(has_text="views.open").first.locator(".way")).to_have_text(
        "called"
    )
    await sent.locator("summary").click()
    await expect(sent.get_by_role("region")).to_contain_text('"text": "Exports time out for Northwind"')


async def test_starting_over_brings_the_morning_back_on_the_same_address(address: str, opens: Opens) -> None:
    window = await opens(address)
    await window.types("Nothing of this will stay")
    await expect(window.card("Nothing of this will stay")).to_be_visible()
    await window.moves_the_clock("+1 day")
    await expect(window.page.locator("#now")).to_contain_text("Wed")

    await window.clicks("Start over")

    await expect(window.page.locator("#now")).to_contain_text("Tue")
    await expect(window.card("Nothing of this will stay")).to_have_count(0)
    await expect(window.card("Hooli writes")).to_be_visible()
    await window.posts_the_first_example()
    await window.opens_room("D0MAYA")
    await window.sees("ESC-4 is with Engineering")
