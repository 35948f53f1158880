"""At 390 px it is a phone: one column, nothing cut off, a few taps."""

import pytest
from playwright.async_api import expect

from running.trial import Company
from sandbox.story import ADA, ENG_ESCALATIONS
from tests.browser.window import Opens, Window

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def is_within_the_screen(window: Window) -> bool:
    return bool(await window.page.evaluate("() => document.scrollingElement.scrollWidth <= innerWidth"))


async def test_from_the_command_to_the_acknowledged_card(there: Company, opens: Opens) -> None:
    phone = await opens(there.sandbox.url, width=390, height=844)
    assert await is_within_the_screen(phone)

    await phone.types("/escalate API returning 500 errors intermittently for Acme Corp")
    await phone.sends("Post escalation")
    await phone.sends("Post as it is")
    await phone.clicks("Close", phone.modal.locator("footer"))
    await phone.sees_no_modal()
    assert await is_within_the_screen(phone)

    await phone.becomes(ADA)
    await phone.clicks("Show channels")
    await expect(phone.page.get_by_role("navigation")).to_be_in_viewport()
    await phone.opens_room(ENG_ESCALATIONS)
    await expect(phone.page.get_by_role("navigation")).not_to_be_in_viewport()
    card = phone.card("API returning 500")
    await phone.clicks("Acknowledge", card)
    await expect(card).to_contain_text("Ada has it")
    assert await is_within_the_screen(phone)

    await phone.opens_thread(card)
    await expect(phone.thread).to_be_in_viewport(ratio=0.99)
    await phone.sees_in_thread("What's Needed")
    assert await is_within_the_screen(phone)


async def test_the_traffic_lies_below_the_room_and_not_under_the_channels(there: Company, opens: Opens) -> None:
    phone = await opens(there.sandbox.url, width=390, height=844)

    await phone.clicks("Show channels")
    await phone.clicks("Traffic")

    await expect(phone.page.get_by_role("navigation")).not_to_be_in_viewport()
    await expect(phone.page.get_by_role("complementary", name="Traffic")).to_be_in_viewport(ratio=0.99)
    assert await is_within_the_screen(phone)
