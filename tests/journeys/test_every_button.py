"""Every name that Slack can send back is listened to: a message posted last year still carries it."""

from collections.abc import Mapping
from typing import Any

import pytest
from slack_bolt.request.async_request import AsyncBoltRequest

import app
from blocks import ids
from sandbox import Person, Sandbox, payloads, rendering, story
from sandbox.workspace import View
from tests.journeys.steps import arrives, escalates


@pytest.fixture
def way() -> str:
    return "socket"


async def answered(bot: app.Bot, payload: Mapping[str, Any]) -> int:
    """Bolt says 404 where nobody listens, and 500 where we fail."""
    response = await bot.bolt.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=dict(payload)))
    return int(response.status)


@pytest.fixture
async def pressed(sandbox: Sandbox, maya: Person, bot: app.Bot) -> dict[str, Any]:
    """A press on a card that stands, without its action."""
    assert bot.connection is not None
    await escalates(maya)
    card = await arrives(sandbox)
    payload = payloads.message_action(sandbox.workspace, maya.id, card)
    payload["trigger_id"] = sandbox.triggers.issue(maya.id)
    payload["response_url"] = f"{sandbox.url}/response/none"
    return payload


VALUES = {
    ids.Action.OPEN_FORM: "a draft long gone",
    ids.Action.DISMISS_DRAFT: "a draft long gone",
    ids.Action.NEXT_PAGE: "mine:20",
    ids.Action.UNDO_JOIN: "1:1",
    ids.Action.COUNT_IT: "1:1764000000.000000",
}
CHOSEN = {
    ids.Action.TEST_BRIEF: "Engineering",
    ids.Action.MORE: "copy:1",
    ids.Action.CHOOSE_REASON: "Resolved itself",
}
OF_ESC_1 = {
    "id": "V1",
    "private_metadata": f"1:{story.ENG_ESCALATIONS}",
    "blocks": [{"type": "section", "block_id": "gap.team.Product"}],
}
IN_A_SMALL_FORM = {ids.Action.CHOOSE_REASON, ids.Action.HAND_OVER_AS_IT_IS, ids.Action.SEND_REPLY}
IN_THE_FORM = {
    ids.Action.CHOOSE_TEAM,
    ids.Action.CHOOSE_SEVERITY,
    ids.Action.ADD_DETAIL,
    ids.Action.HANDLE_IN_SUPPORT,
    ids.Action.ESCALATE_ANYWAY,
    ids.Action.POST_AS_IT_IS,
    ids.Action.JOIN,
    ids.Action.TEST_BRIEF,
}


async def test_every_press_is_answered(bot: app.Bot, sandbox: Sandbox, maya: Person, pressed: dict[str, Any]) -> None:
    found = {}
    for action in ids.Action:
        press = await pressed_in_a_form(sandbox, maya) if action in IN_THE_FORM else pressed
        press = {**press, "view": OF_ESC_1} if action in IN_A_SMALL_FORM else press
        chosen = {"selected_option": {"value": CHOSEN[action]}} if action in CHOSEN else {}
        button = {"type": "button", "action_id": action.value, "block_id": "b", "value": VALUES.get(action, "1")}
        found[action] = await answered(bot, {**press, "actions": [{**button, **chosen}]})

    assert found == dict.fromkeys(ids.Action, 200)


async def pressed_in_a_form(sandbox: Sandbox, maya: Person) -> dict[str, Any]:
    sandbox.workspace.stacks.pop(maya.id, None)
    await maya.types("/escalate Exports time out for Northwind")
    view = sandbox.workspace.top_view(maya.id)
    assert view is not None
    press = payloads.view_action(sandbox.workspace, view)
    return {**press, "trigger_id": sandbox.triggers.issue(maya.id, view=view.id)}


async def test_every_choice_in_a_cards_menu_is_answered(bot: app.Bot, pressed: dict[str, Any]) -> None:
    found = {}
    for what in ids.More:
        chosen = {"type": "overflow", "action_id": ids.Action.MORE.value, "block_id": "b"}
        action = {**chosen, "selected_option": {"value": f"{what.value}:1"}}
        found[what] = await answered(bot, {**pressed, "actions": [action]})

    assert found == dict.fromkeys(ids.More, 200)


VIEWS: Mapping[ids.View, Mapping[str, Mapping[str, Any]]] = {
    ids.View.SEVERITY: {"severity.to": {"selected_option": {"value": "Critical"}}},
    ids.View.DECIDE: {"decision.verdict": {"selected_option": {"value": "approved"}}},
    ids.View.DECIDE_AGAIN: {"decision.verdict": {"selected_option": {"value": "declined"}}},
}


async def test_every_form_that_is_sent_is_answered(
    bot: app.Bot, sandbox: Sandbox, maya: Person, pressed: dict[str, Any]
) -> None:
    found = {}
    body = {"type": "modal", "title": {"type": "plain_text", "text": "A form"}, "blocks": []}
    for name in ids.View:
        shown = rendering.view(View(id="V1", user=maya.id, body=body, hash="1", root="V1"), sandbox.workspace)
        values = {block: {block: state} for block, state in VIEWS.get(name, {}).items()}
        shown |= {
            "blocks": OF_ESC_1["blocks"],
            "callback_id": name.value,
            "private_metadata": "1",
            "state": {"values": values},
        }
        submitted = {**pressed, "type": "view_submission", "view": shown}
        found[name] = await answered(bot, {part: submitted[part] for part in submitted if part != "container"})

    assert found == dict.fromkeys(ids.View, 200)


async def test_every_shortcut_is_answered(
    bot: app.Bot, sandbox: Sandbox, maya: Person, pressed: dict[str, Any]
) -> None:
    message = await arrives(sandbox)
    made = {
        ids.Shortcut.MESSAGE: payloads.message_shortcut(
            sandbox.workspace, maya.id, ids.Shortcut.MESSAGE.value, message
        ),
        ids.Shortcut.GLOBAL: payloads.shortcut(sandbox.workspace, maya.id, ids.Shortcut.GLOBAL.value),
    }
    around = {"trigger_id": pressed["trigger_id"], "response_url": pressed["response_url"]}

    found = {name: await answered(bot, {**made[name], **around}) for name in ids.Shortcut}

    assert found == dict.fromkeys(ids.Shortcut, 200)


async def test_a_name_that_is_nobodys_is_not_answered(bot: app.Bot, pressed: dict[str, Any]) -> None:
    button = {"type": "button", "action_id": "nobody", "block_id": "b", "value": "1"}

    assert await answered(bot, {**pressed, "actions": [button]}) == 404
