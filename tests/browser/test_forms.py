"""Forms that lie on one another: a step back, and the cross that closes them all."""

import pytest
from playwright.async_api import expect

from tests.browser.window import Window

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_back_leads_to_the_form_below_as_it_was_left(window: Window) -> None:
    await window.types("/escalate Exports time out for Northwind")
    await window.fills("Ticket", "4711")
    await window.sends("Post escalation")
    await expect(window.modal.get_by_role("heading", name="Before it goes out")).to_be_visible()

    await window.clicks("Back", window.modal.locator("header"))

    await expect(window.modal.get_by_role("heading", name="New escalation")).to_be_visible()
    await expect(window.modal.get_by_label("Ticket")).to_have_value("4711")


async def test_the_cross_closes_every_form_and_what_was_typed_is_kept(window: Window) -> None:
    await window.types("/escalate Exports time out for Northwind")
    await window.sends("Post escalation")
    await expect(window.modal.get_by_role("heading", name="Before it goes out")).to_be_visible()

    await window.clicks("Close", window.modal.locator("header"))
    await window.sees_no_modal()

    await window.types("/escalate")
    await window.clicks("Cancel", window.modal)
    await window.clicks("Continue")
    await expect(window.modal.get_by_label("What is wrong?")).to_have_value("Exports time out for Northwind")
