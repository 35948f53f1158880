"""Too late, too slow, not there: what a person sees then, and that nothing they typed is lost."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import expect

from running import trial
from running.trial import Company
from sandbox import Sandbox, SandboxSettings
from tests.browser.window import Opens, Window
from tests.journeys.conftest import Program

pytestmark = pytest.mark.asyncio(loop_scope="session")

TYPED = "/escalate Exports time out for Northwind"


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(settings=SandboxSettings(pace=False)) as running:
        yield running


async def test_a_form_that_came_too_late_can_be_opened_again(there: Company, window: Window) -> None:
    there.sandbox.triggers.seconds = 0
    await window.types(TYPED)
    await window.sees("Only visible to you")
    await window.sees_no_modal()

    there.sandbox.triggers.seconds = 3
    await window.clicks("Open the form")

    await expect(window.modal.get_by_label("What is wrong?")).to_have_value("Exports time out for Northwind")


async def test_a_form_that_nobody_answers_says_so_and_keeps_what_was_typed(there: Company, window: Window) -> None:
    await window.types(TYPED)
    await expect(window.modal).to_be_visible()
    await window.fills("Ticket", "4711")

    there.sandbox.socket_mode.ack_seconds = 0
    await window.sends("Post escalation")
    await window.sees("We had some trouble connecting. Try again?")
    there.sandbox.socket_mode.ack_seconds = 3

    await expect(window.modal.get_by_label("Ticket")).to_have_value("4711")


async def test_while_the_bot_is_away_the_page_says_so_and_afterwards_all_goes_on(
    sandbox: Sandbox, opens: Opens, tmp_path: Path
) -> None:
    program = Program(sandbox, trial.settings_for(sandbox, tmp_path / "desk.db"))
    await program.starts()
    window = await opens(sandbox.url)
    await window.types(TYPED)
    await expect(window.modal).to_be_visible()

    await program.ends()
    await window.sends("Post escalation")
    await window.sees("We had some trouble connecting. Try again?")
    await window.sees("The app is not connected")

    await program.starts()
    await window.sees_no("The app is not connected")
    await window.sends("Post escalation")
    await window.sends("Post as it is")
    await window.sees("ESC-1 is on its way.")
    await window.clicks("Close", window.modal.locator("footer"))
    await window.opens_room("D0MAYA")
    await window.sees("ESC-1 is with Engineering")
    await program.ends()


async def test_a_command_that_nobody_hears_is_said(sandbox: Sandbox, opens: Opens) -> None:
    window = await opens(sandbox.url)

    await window.types(TYPED)

    await expect(window.page.get_by_role("alert")).to_have_text("/escalate failed because the app did not respond")
