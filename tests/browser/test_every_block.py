"""Block Kit, drawn: every block and every input the sandbox takes has a face, a name, and holds what is put in."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import expect

from sandbox import Message, Sandbox, SandboxSettings
from sandbox.forms import HOLDS
from sandbox.story import BOT, MAYA, SUPPORT
from sandbox.views import new_view, push_view
from tests.browser.test_for_everyone import EVERYTHING, looked_at
from tests.browser.window import Opens, Window
from tests.sandbox.pieces import actions, button, modal, plain, section, text_input

pytestmark = pytest.mark.asyncio(loop_scope="session")

Block = dict[str, Any]
OPTIONS = [
    {"text": plain(name), "value": name.lower(), "description": plain(f"All of {name}")} for name in ("One", "Two")
]


def rich(*elements: Block) -> Block:
    return {"type": "rich_text", "elements": list(elements)}


def said(text: str, **style: bool) -> Block:
    return {"type": "text", "text": text, **({"style": style} if style else {})}


LIST = {
    "type": "rich_text_list",
    "style": "bullet",
    "elements": [{"type": "rich_text_section", "elements": [said("a point")]}],
}
MESSAGE: list[Block] = [
    {"type": "header", "text": plain("A header")},
    {**section("*Bold* _slanted_ ~gone~ `code` <https://example.com|a link> <@U0ADA> <!date^1795440600^{time}|then>")},
    {"type": "section", "fields": [plain("a field"), plain("another field")]},
    {
        "type": "section",
        "text": plain("with a menu"),
        "accessory": {
            "type": "static_select",
            "action_id": "menu",
            "options": OPTIONS,
            "placeholder": plain("Choose one"),
        },
    },
    rich(
        {"type": "rich_text_section", "elements": [said("rich", bold=True), {"type": "emoji", "name": "eyes"}]},
        LIST,
        {"type": "rich_text_quote", "elements": [said("a quote")]},
        {"type": "rich_text_preformatted", "elements": [said("as it was")]},
    ),
    {"type": "context", "elements": [plain("small print")]},
    {"type": "divider"},
    {"type": "alert", "level": "warning", "text": plain("an alert")},
    actions(
        button("go", "A button", style="primary"),
        {"type": "overflow", "action_id": "more", "options": OPTIONS},
        {"type": "datepicker", "action_id": "day", "placeholder": plain("A day")},
    ),
]
# What a person puts into each kind of input, in the browser's own way.
FILLED: dict[str, tuple[Block, str, Any]] = {
    "plain_text_input": ({}, "fill", "words"),
    "email_text_input": ({}, "fill", "a@example.com"),
    "url_text_input": ({}, "fill", "https://example.com"),
    "number_input": ({"is_decimal_allowed": False}, "fill", "12"),
    "static_select": ({"options": OPTIONS}, "select", "two"),
    "users_select": ({}, "select", "U0ADA"),
    "channels_select": ({}, "select", SUPPORT),
    "conversations_select": ({}, "select", SUPPORT),
    "datepicker": ({}, "fill", "2026-12-01"),
    "timepicker": ({}, "fill", "14:30"),
    "datetimepicker": ({}, "fill", "2026-12-01T14:30"),
    "checkboxes": ({"options": OPTIONS}, "check", "Two"),
    "radio_buttons": ({"options": OPTIONS}, "check", "Two"),
    "multi_static_select": ({"options": OPTIONS}, "check", "Two"),
    "multi_users_select": ({}, "check", "Ada Okafor"),
    "multi_channels_select": ({}, "check", "#support"),
    "file_input": ({}, "files", "screen.png"),
}
HELD = {
    **{kind: value for kind, (_, how, value) in FILLED.items() if how in {"fill", "select"}},
    "datetimepicker": 1796131800,  # 14:30 in Berlin, where Maya is
    "checkboxes": ["two"],
    "radio_buttons": "two",
    "multi_static_select": ["two"],
    "multi_users_select": ["U0ADA"],
    "multi_channels_select": [SUPPORT],
}


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(settings=SandboxSettings(pace=False)) as running:
        yield running


async def test_every_block_of_a_message_is_drawn(sandbox: Sandbox, opens: Opens) -> None:
    sandbox.workspace.post(Message(ts=sandbox.workspace.stamp(), channel=SUPPORT, user=BOT, text="", blocks=MESSAGE))
    window = await opens(sandbox.url)

    drawn = window.page.locator("#messages article").last
    for words in (
        "A header",
        "a field",
        "with a menu",
        "rich",
        "a point",
        "a quote",
        "as it was",
        "small print",
        "an alert",
    ):
        await expect(drawn.get_by_text(words, exact=True).first).to_be_visible()
    await expect(drawn).to_contain_text("@Ada Okafor")
    await expect(drawn).to_contain_text("👀")
    await expect(drawn.get_by_text("(a ")).to_have_count(0)
    assert await looked_at(window, "message", EVERYTHING) == []


async def test_every_input_of_a_form_is_named_and_holds_what_is_put_in(sandbox: Sandbox, opens: Opens) -> None:
    inputs = [_input(kind, element) for kind, (element, _, _) in FILLED.items()]
    view = new_view(sandbox.workspace, modal(*inputs), MAYA, SUPPORT)
    push_view(sandbox.workspace, view)
    window = await opens(sandbox.url)

    for kind, (_, how, value) in FILLED.items():
        await _put(window, kind, how, value)
    await window.page.get_by_label("Asked plain_text_input").press("Tab")

    await sandbox.until(lambda: {kind: _held(sandbox, kind) for kind in HELD} == HELD)
    (file,) = _held(sandbox, "file_input")
    assert file["name"] == "screen.png"
    assert await looked_at(window, "form", EVERYTHING) == []


async def test_no_input_is_left_out() -> None:
    not_ours = {"rich_text_input", "external_select", "multi_external_select", "multi_conversations_select"}
    assert set(FILLED) == set(HOLDS) - not_ours


def _input(kind: str, element: Block) -> Block:
    return {
        **text_input(kind, kind, f"Asked {kind}"),
        "element": {"type": kind, "action_id": kind, **element},
        "optional": True,
    }


async def _put(window: Window, kind: str, how: str, value: str) -> None:
    box = window.modal.locator(f'[data-block="{kind}"]')
    match how:
        case "fill":
            await box.get_by_label(f"Asked {kind}").fill(value)
        case "select":
            await box.get_by_label(f"Asked {kind}").select_option(value)
        case "check":
            await box.get_by_role("group", name=f"Asked {kind}").or_(box).get_by_label(value).first.check()
        case _:
            await box.get_by_label(f"Asked {kind}").set_input_files(
                {"name": value, "mimeType": "image/png", "buffer": b"-"}
            )
            await expect(box.get_by_role("button", name=f"Remove {value}")).to_be_visible()


def _held(sandbox: Sandbox, kind: str) -> Any:
    shown = sandbox.person(MAYA).modal
    assert shown is not None
    return shown.value(kind)
