"""The page as people see it: Debian's Chromium, found by name, and the sandbox with the bot in it in this process."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from running import trial
from running.trial import Company
from tests.browser.chromium import found, launched
from tests.browser.window import Opens, Window

ONE_LOOP: Final = "session"
HERE = Path(__file__).parent
# Without a browser one test says so, in one line, and fails in CI; the others are not even collected.
collect_ignore = [] if found() else [one.name for one in HERE.glob("test_*.py") if one.name != "test_chromium.py"]
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def chromium() -> str:
    path = found()
    if path is None:
        pytest.skip("no Chromium on this machine; on Debian: apt install chromium")
    return path


@pytest_asyncio.fixture(scope="session", loop_scope=ONE_LOOP)
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with launched(chromium) as running:
        yield running


@pytest_asyncio.fixture(loop_scope=ONE_LOOP)
async def there() -> AsyncIterator[Company]:
    """The small company, on the Tuesday morning on which its page opens."""
    async with trial.company(port=0) as company:
        yield company


@pytest_asyncio.fixture(loop_scope=ONE_LOOP)
async def opens(browser: Browser) -> AsyncIterator[Opens]:
    """Opens a window at an address. What its script complains of is a failure of the test."""
    complaints: list[str] = []
    async with AsyncExitStack() as stack:

        async def one(url: str, *, width: int = 1200, height: int = 800, dark: bool = False) -> Window:
            context = await browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
                has_touch=width < 500,
                reduced_motion="reduce",
            )
            stack.push_async_callback(context.close)
            page = await context.new_page()
            page.on("pageerror", lambda error: complaints.append(str(error)))
            await page.goto(url)
            window = Window(page)
            await window.is_ready()
            return window

        yield one
    assert complaints == []


@pytest_asyncio.fixture(loop_scope=ONE_LOOP)
async def window(there: Company, opens: Opens) -> Window:
    """Maya's, wide, as it opens."""
    return await opens(there.sandbox.url)
