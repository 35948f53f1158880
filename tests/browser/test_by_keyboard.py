"""Without a mouse: every step of the newcomer's way, and focus that is where one expects it."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.window import Window

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def tabs_to(page: Page, name: str, *, back: bool = False) -> None:
    """Presses Tab until what has focus is called that."""
    called = "() => { const e = document.activeElement; return e.getAttribute('aria-label') || e.textContent.trim(); }"
    for _ in range(80):
        if name in str(await page.evaluate(called)):
            return
        await page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"Tab never came to {name!r}.")


async def test_the_newcomers_way_needs_no_mouse(window: Window) -> None:
    page, keys = window.page, window.page.keyboard
    await expect(page.get_by_label("Message, or a command")).to_be_focused()

    # The command is completed, the rest typed.
    await keys.type("/es")
    await expect(page.get_by_role("listbox", name="Commands")).to_be_visible()
    await keys.press("Enter")
    await keys.type("API returning 500 errors intermittently for Acme Corp")
    await keys.press("Enter")
    await expect(window.modal.get_by_label("What is wrong?")).to_be_focused()
    await tabs_to(page, "Post escalation")
    await keys.press("Enter")
    await window.sees("Before it goes out")
    await tabs_to(page, "Post as it is")
    await keys.press("Enter")
    await window.sees("ESC-4 is on its way.")
    await keys.press("Escape")
    await window.sees_no_modal()
    await expect(page.get_by_label("Message, or a command")).to_be_focused()

    # Someone else, another room, the card.
    await tabs_to(page, "Act as", back=True)
    await keys.type("Ada")
    await expect(page.get_by_label("Act as")).to_have_value("U0ADA")
    await tabs_to(page, "#eng-escalations")
    await keys.press("Enter")
    await expect(page.get_by_role("heading", name="#eng-escalations")).to_be_visible()
    card = window.card("API returning 500")
    await expect(card.get_by_role("button", name="Acknowledge")).to_be_visible()
    await card.get_by_role("button", name="Acknowledge").focus()
    await keys.press("Enter")
    await expect(card).to_contain_text("Ada has it")

    # A card's menu: arrows, Escape, and back where one was.
    more = card.get_by_role("button", name="More", exact=True)
    await more.focus()
    await keys.press("Enter")
    await expect(page.get_by_role("menuitem").first).to_be_focused()
    await keys.press("ArrowDown")
    await expect(page.get_by_role("menuitem").nth(1)).to_be_focused()
    await keys.press("Escape")
    await expect(more).to_be_focused()

    # The thread opens with its field, and closes to where it was opened.
    await card.locator(".replies").focus()
    await keys.press("Enter")
    await expect(page.get_by_label("Reply in thread")).to_be_focused()
    await keys.press("Escape")
    await expect(card.locator(".replies")).to_be_focused()


async def test_focus_stays_in_a_dialog_and_goes_to_what_is_wrong(window: Window) -> None:
    page, keys = window.page, window.page.keyboard
    await window.types("/escalate")
    await expect(window.modal).to_be_visible()

    await window.sends("Post escalation")

    wrong = window.modal.get_by_label("What is wrong?")
    await expect(wrong).to_be_focused()
    await expect(wrong).to_have_attribute("aria-invalid", "true")
    await expect(wrong).to_have_accessible_description("Please complete this required field.")
    for _ in range(30):
        await keys.press("Tab")
        outside = await page.evaluate(
            "() => document.activeElement !== document.body && !document.activeElement.closest('dialog')"
        )
        assert not outside
