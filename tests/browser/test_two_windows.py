"""Two people at once: what one does the other sees, without asking for it."""

import pytest
from playwright.async_api import expect

from running.trial import Company
from sandbox.story import ADA, ENG_ESCALATIONS, MAYA
from tests.browser.window import Opens

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_what_one_does_the_other_sees(there: Company, opens: Opens) -> None:
    maya, ada = await opens(there.sandbox.url), await opens(there.sandbox.url)
    await ada.becomes(ADA)
    await ada.opens_room(ENG_ESCALATIONS)

    await maya.posts_the_first_example()

    card = ada.card("API returning 500")
    await ada.clicks("Acknowledge", card)
    await expect(maya.page.locator(f'[data-room="D{MAYA[1:]}"] .count')).to_contain_text("unread")
    await maya.opens_room(f"D{MAYA[1:]}")
    await maya.sees("Ada (Engineering) has ESC-4.")
    await maya.clicks("Open in channel")
    await expect(maya.page.get_by_role("heading", name="#eng-escalations")).to_be_visible()
    await expect(maya.card("API returning 500")).to_contain_text("Ada has it")


async def test_each_reads_times_in_their_own_zone(there: Company, opens: Opens) -> None:
    maya, ada = await opens(there.sandbox.url), await opens(there.sandbox.url)
    await ada.becomes(ADA)

    await expect(maya.page.locator("#now")).to_contain_text("09:2")
    await expect(ada.page.locator("#now")).to_contain_text("08:2")


async def test_a_reply_and_a_reaction_show_at_once(there: Company, opens: Opens) -> None:
    maya, jonas = await opens(there.sandbox.url), await opens(there.sandbox.url)
    await jonas.becomes("U0JONAS")
    asked = maya.card("Hooli writes")

    await maya.clicks("Message menu", asked)
    await maya.page.get_by_role("menuitem", name="React with eyes").click()
    await expect(jonas.card("Hooli writes").locator(".reactions")).to_contain_text("👀 1")

    await jonas.clicks("Message menu", jonas.card("Hooli writes"))
    await jonas.page.get_by_role("menuitem", name="Reply in thread").click()
    await jonas.page.get_by_label("Reply in thread").fill("Two more say so")
    await jonas.page.keyboard.press("Enter")
    await maya.opens_thread(asked)
    await maya.sees_in_thread("Two more say so")


async def test_a_message_is_escalated_from_its_menu(there: Company, opens: Opens) -> None:
    maya = await opens(there.sandbox.url)

    await maya.clicks("Message menu", maya.card("Hooli writes"))
    await maya.page.get_by_role("menuitem", name="Escalate this message").click()

    await expect(maya.modal.get_by_label("What is wrong?")).to_have_value(
        "Hooli writes that their invoices of this month came twice. Has anyone else seen that?"
    )
