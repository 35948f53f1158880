"""Accessibility, looked at by axe: every screen, light and dark, wide and on a phone."""

from collections.abc import Awaitable, Callable

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from running.trial import Company
from sandbox.story import ENG_ESCALATIONS
from tests.browser.window import Opens, Window

pytestmark = pytest.mark.asyncio(loop_scope="session")

Way = Callable[[Window], Awaitable[None]]


async def first_screen(window: Window) -> None:
    await window.sees("Hooli writes")


async def commands(window: Window) -> None:
    await window.page.get_by_label("Message, or a command").fill("/e")
    await expect(window.page.get_by_role("listbox", name="Commands")).to_be_visible()


async def form_with_errors(window: Window) -> None:
    await window.types("/escalate")
    await window.sends("Post escalation")
    await window.sees("Please complete this required field.")


async def card_with_its_menu(window: Window) -> None:
    await window.page.locator(f'[data-room="{ENG_ESCALATIONS}"]').dispatch_event("click")
    card = window.card("Password reset mails")
    await card.get_by_role("button", name="More", exact=True).click()
    await expect(window.page.get_by_role("menuitem").first).to_be_visible()


async def thread(window: Window) -> None:
    await window.page.locator(f'[data-room="{ENG_ESCALATIONS}"]').dispatch_event("click")
    await window.opens_thread(window.card("Password reset mails"))


async def home(window: Window) -> None:
    await window.page.locator('[data-room="D0MAYA"]').dispatch_event("click")
    await window.page.get_by_role("tab", name="Home").click()
    await window.sees("What you owe comes first.")


async def traffic(window: Window) -> None:
    await window.page.locator("#open-traffic").dispatch_event("click")
    await window.page.locator(".line summary").first.click()
    await expect(window.page.locator(".line pre").first).to_contain_text("arguments")


SCREENS: list[Way] = [first_screen, commands, form_with_errors, card_with_its_menu, thread, home, traffic]
EVERYTHING = {"resultTypes": ["violations"]}
COLOURS = {**EVERYTHING, "runOnly": ["color-contrast"]}


@pytest.mark.parametrize(("width", "height"), [(1200, 800), (390, 844)], ids=["wide", "phone"])
async def test_no_screen_shuts_anyone_out(there: Company, opens: Opens, width: int, height: int) -> None:
    found: list[str] = []
    for screen in SCREENS:
        window = await opens(there.sandbox.url, width=width, height=height)
        await screen(window)
        found += await looked_at(window, screen.__name__, EVERYTHING)
        await window.page.emulate_media(color_scheme="dark")
        found += await looked_at(window, screen.__name__, COLOURS)
        await window.page.close()
        there.sandbox.workspace.stacks.clear()
    assert "\n\n".join(found) == ""


async def looked_at(window: Window, screen: str, options: dict[str, list[str]]) -> list[str]:
    """What axe finds, and where."""
    answer = await Axe().run(window.page, options=options)
    return [
        f"{screen}: {one['id']} ({one['impact']}) at {node['target']}. {node['failureSummary']}"
        for one in answer.response["violations"]
        for node in one["nodes"]
    ]
