"""What the README promises a newcomer, click by click."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

import cli
from sandbox.story import ADA, ENG_ESCALATIONS, MAYA
from tests.browser.window import Window

pytestmark = pytest.mark.asyncio(loop_scope="session")

README = (Path(cli.__file__).parent / "README.md").read_text(encoding="utf-8")


async def test_the_five_clicks_end_with_ada_asked_for_news_and_maya_to_tell_the_customer(window: Window) -> None:
    steps = re.findall(r"^\d\. (.+)$", README, re.MULTILINE)
    named = [re.findall(r"\*\*(.+?)\*\*", step) for step in steps]
    assert named == [
        ["API returning 500 errors intermittently for Acme Corp"],
        ["Post escalation", "Post as it is", "Close"],
        ["You are", "#eng-escalations"],
        ["Acknowledge"],
        ["+4 h"],
    ]

    await window.clicks(named[0][0])
    await window.sends("Post escalation")
    await window.sends("Post as it is")
    await window.clicks("Close", window.modal.locator("footer"))
    await window.becomes(ADA)
    await window.opens_room(ENG_ESCALATIONS)
    card = window.card("API returning 500")
    await window.clicks("Acknowledge", card)
    await expect(card).to_contain_text("Ada has it")
    await window.moves_the_clock("+4 h")
    await window.opens_thread(card)
    await window.sees_in_thread(", any news on ESC-4?")
    await window.sees_in_thread(", Acme Corp is due word by")


async def test_maya_hears_that_ada_has_it(window: Window) -> None:
    await window.posts_the_first_example()
    await window.clicks("Acknowledge", await window.goes_to_engineering_as(ADA))
    await window.becomes(MAYA)
    await window.opens_room(f"D{MAYA[1:]}")
    await window.sees("Ada (Engineering) has ESC-4.")
