"""From the form to the last word, as people click it, with the moved clock."""

import pytest
from playwright.async_api import Locator, expect

from sandbox.story import ADA, ENG_ESCALATIONS, MAYA
from tests.browser.window import Window

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def line(window: Window) -> Locator:
    """The newest line of the open thread."""
    return window.thread.locator("article").last


async def test_an_escalation_lives_from_the_form_to_being_reopened(window: Window, line: Locator) -> None:
    await window.posts_the_first_example()
    card = await window.goes_to_engineering_as(ADA)
    await window.opens_thread(card)
    await window.clicks("Acknowledge", card)
    await expect(line).to_contain_text("Ada has it.")

    # Reminded, and answered.
    await window.moves_the_clock("+4 h")
    await expect(line).to_contain_text("any news on ESC-4?")
    await window.clicks("Post update", line)
    await window.fills("What is new?", "rolling back 4.12")
    await window.sends("Post update")
    await window.sees_no_modal()
    await expect(card).to_contain_text("rolling back 4.12")
    await window.sees_in_thread("Asked, and Ada answered with an update.")

    # Raised by the reporter, asked sooner, put off.
    await window.becomes(MAYA)
    await window.opens_room(ENG_ESCALATIONS)
    await window.picks("Change severity", card)
    await window.chooses("Severity", "Critical")
    await window.fills("Why?", "two more customers")
    await window.sends("Change severity")
    await expect(card).to_contain_text("🔴 Critical")
    await window.becomes(ADA)
    await window.opens_thread(card)
    await window.moves_the_clock("Next due")
    await window.moves_the_clock("+1 h")
    question = window.thread.locator("article").filter(has_text="any news on ESC-4?").last
    await window.clicks("Snooze", question)
    await window.sees_in_thread("Ada put the question off.")

    # Back to support, and taken back by Maya.
    await window.clicks("De-escalate", card)
    await window.sees("Already de-escalated.")
    await window.clicks("Skip", window.modal)
    await expect(card).to_contain_text("De-escalated:")
    await window.becomes(MAYA)
    await window.opens_thread(card)
    await window.clicks("Undo", window.thread)
    await window.sees_in_thread("Maya took that back.")
    await expect(card).to_contain_text("Ada has it")

    # Resolved, and reopened.
    await window.becomes(ADA)
    await window.opens_thread(card)
    await window.clicks("Mark resolved", card)
    await window.fills("What was it?", "bad deploy 4.12, rolled back")
    await window.sends("Mark resolved")
    await expect(card).to_contain_text("Resolved:")
    await window.clicks("Reopen", card)
    await expect(card).to_contain_text("nobody has it")
    await expect(line).to_contain_text("Ada reopened ESC-4.")


async def test_the_clock_goes_to_the_next_due_moment_and_someone_is_asked(window: Window) -> None:
    await window.becomes("U0LEA")
    await window.opens_room(ENG_ESCALATIONS)
    card = window.card("Password reset mails")

    for _ in range(6):  # before it, others are asked elsewhere
        await window.moves_the_clock("Next due")

    await window.opens_thread(card)
    await window.sees_in_thread("any news on ESC-3?")
