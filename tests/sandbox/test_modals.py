"""Modals and the Home tab: triggers that run out, stacks three deep, and typed words that outlive a redraw."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import NotThere, Sandbox
from sandbox.story import MAYA
from tests.sandbox.pieces import actions, button, modal, plain, section, text_input

SEVERITIES = {
    "type": "input",
    "block_id": "severity",
    "label": plain("Severity"),
    "element": {
        "type": "static_select",
        "action_id": "severity",
        "options": [{"text": plain(name), "value": name.lower()} for name in ("High", "Medium")],
    },
}


def error_of(refused: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(refused.value.response["error"])


@pytest.fixture
async def triggers(bot: AsyncApp) -> list[str]:
    """The trigger ids of the commands typed so far."""
    seen: list[str] = []

    @bot.command("/escalate")
    async def remember(ack: Any, body: dict[str, Any]) -> None:
        seen.append(body["trigger_id"])
        await ack()

    return seen


async def test_a_trigger_opens_one_modal(triggers: list[str], client: AsyncWebClient, sandbox: Sandbox) -> None:
    await sandbox.person(MAYA).types("/escalate x")
    await client.views_open(trigger_id=triggers[0], view=modal(section("Hello")))

    with pytest.raises(SlackApiError) as again:
        await client.views_open(trigger_id=triggers[0], view=modal(section("Hello")))
    with pytest.raises(SlackApiError) as unknown:
        await client.views_open(trigger_id="1.2.3", view=modal(section("Hello")))

    assert error_of(again) == "exchanged_trigger_id"
    assert error_of(unknown) == "invalid_trigger_id"


async def test_a_trigger_runs_out(triggers: list[str], client: AsyncWebClient, sandbox: Sandbox) -> None:
    await sandbox.person(MAYA).types("/escalate x")
    sandbox.triggers.seconds = 0.0

    with pytest.raises(SlackApiError) as late:
        await client.views_open(trigger_id=triggers[0], view=modal(section("Hello")))

    assert error_of(late) == "expired_trigger_id"


async def test_what_was_typed_stays_while_the_ids_stay(
    triggers: list[str], client: AsyncWebClient, sandbox: Sandbox
) -> None:
    maya = sandbox.person(MAYA)
    await maya.types("/escalate x")
    first = modal(text_input("issue", "text", initial_value="read"), text_input("customer", "text"), SEVERITIES)
    opened = await client.views_open(trigger_id=triggers[0], view=first)
    await maya.fills({"issue": "typed", "customer": "Acme", "severity": "High"})

    second = modal(text_input("issue", "text", initial_value="new"), text_input("customer", "other"), SEVERITIES)
    updated = await client.views_update(view_id=opened["view"]["id"], hash=opened["view"]["hash"], view=second)

    assert maya.modal is not None
    assert maya.modal.values == {"text": "typed", "other": None, "severity": "high"}
    assert updated["view"]["state"]["values"]["issue"]["text"]["value"] == "typed"
    with pytest.raises(SlackApiError) as stale:
        await client.views_update(view_id=opened["view"]["id"], hash=opened["view"]["hash"], view=second)
    assert error_of(stale) == "hash_conflict"


async def test_a_stack_is_three_deep(bot: AsyncApp, sandbox: Sandbox) -> None:
    errors: list[str] = []

    @bot.command("/escalate")
    async def opens(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=modal(actions(button("more", "More"))))
        await ack()

    @bot.action("more")
    async def pushes(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        try:
            await client.views_push(trigger_id=body["trigger_id"], view=modal(actions(button("more", "More"))))
        except SlackApiError as refused:
            errors.append(refused.response["error"])
        await ack()

    maya = sandbox.person(MAYA)
    await maya.types("/escalate x")
    for _ in range(3):
        await maya.presses("More")

    assert errors == ["push_limit_reached"]
    await maya.closes()
    await maya.closes()
    assert maya.modal is not None
    assert maya.modal["previous_view_id"] is None


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "a long title": (
        modal(section("x"), title=plain("x" * 25)),
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]",
    ),
    "inputs without a button": (
        {key: value for key, value in modal(text_input("a", "b")).items() if key != "submit"},
        "[ERROR] missing required field: submit [json-pointer:/view]",
    ),
    "too much private metadata": (
        modal(section("x"), private_metadata="x" * 3001),
        "[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]",
    ),
    "too many blocks": (
        modal(*[{"type": "divider"}] * 101),
        "[ERROR] no more than 100 items allowed [json-pointer:/view/blocks]",
    ),
    "a table": (
        modal({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}),
        "[ERROR] unsupported type: table [json-pointer:/view/blocks/0/type]",
    ),
}


@pytest.mark.parametrize("case", BAD)
async def test_a_wrong_view_is_refused_with_the_place_that_is_wrong(
    triggers: list[str], client: AsyncWebClient, sandbox: Sandbox, case: str
) -> None:
    await sandbox.person(MAYA).types("/escalate x")
    view, said = BAD[case]

    with pytest.raises(SlackApiError) as refused:
        await client.views_open(trigger_id=triggers[0], view=view)

    assert error_of(refused) == "invalid_arguments"
    assert refused.value.response["response_metadata"]["messages"] == [said]


async def test_a_view_has_a_size_and_an_external_id_one_owner(
    triggers: list[str], client: AsyncWebClient, sandbox: Sandbox
) -> None:
    await sandbox.person(MAYA).types("/escalate x")
    await sandbox.person("U0JONAS").types("/escalate x")
    await client.views_open(trigger_id=triggers[0], view=modal(section("x"), external_id="one"))

    with pytest.raises(SlackApiError) as large:
        await client.views_open(trigger_id=triggers[1], view=modal(*[section("x" * 2900)] * 90))
    with pytest.raises(SlackApiError) as taken:
        await client.views_open(trigger_id=triggers[1], view=modal(section("x"), external_id="one"))

    assert error_of(large) == "view_too_large"
    assert error_of(taken) == "duplicate_external_id"


async def test_errors_for_fields_that_are_not_there_are_shown_to_nobody_but_noted(
    bot: AsyncApp, triggers: list[str], client: AsyncWebClient, sandbox: Sandbox
) -> None:
    @bot.view("draft")
    async def sends_back(ack: Any) -> None:
        await ack(response_action="errors", errors={"elsewhere": "Say more"})

    maya = sandbox.person(MAYA)
    await maya.types("/escalate x")
    await client.views_open(trigger_id=triggers[0], view=modal(text_input("issue", "text")))
    await maya.fills({"issue": "typed"})
    await maya.submits()

    assert maya.modal is not None
    assert maya.modal.errors == {}
    assert sandbox.notes[0]["what"] == "errors_for_unknown_blocks"


async def test_an_acknowledgement_can_update_push_and_clear(
    bot: AsyncApp, triggers: list[str], client: AsyncWebClient, sandbox: Sandbox
) -> None:
    answers: list[dict[str, Any]] = [
        {"response_action": "update", "view": modal(section("Second"), title=plain("Second"))},
        {"response_action": "push", "view": modal(section("Third"), title=plain("Third"))},
        {"response_action": "clear"},
    ]

    @bot.view("draft")
    async def follows(ack: Any) -> None:
        await ack(**answers.pop(0))

    maya = sandbox.person(MAYA)
    await maya.types("/escalate x")
    await client.views_open(trigger_id=triggers[0], view=modal(section("First")))
    titles = []
    for _ in range(2):
        await maya.submits()
        titles.append(maya.modal.title if maya.modal else "")
    await maya.submits()

    assert titles == ["Second", "Third"]
    assert maya.modal is None


async def test_closing_is_told_where_the_view_asked_for_it(
    bot: AsyncApp, triggers: list[str], client: AsyncWebClient, sandbox: Sandbox
) -> None:
    closed: list[dict[str, Any]] = []

    @bot.view_closed("draft")
    async def hears(ack: Any, body: dict[str, Any]) -> None:
        closed.append(body)
        await ack()

    maya = sandbox.person(MAYA)
    await maya.types("/escalate x")
    await client.views_open(trigger_id=triggers[0], view=modal(section("x"), notify_on_close=True))
    await maya.closes()

    assert [body["is_cleared"] for body in closed] == [False]


async def test_an_external_menu_asks_the_app_for_its_options(
    bot: AsyncApp, triggers: list[str], client: AsyncWebClient, sandbox: Sandbox
) -> None:
    @bot.options("account")
    async def offers(ack: Any, payload: dict[str, Any]) -> None:
        await ack(options=[{"text": plain(f"{payload['value']} Corp"), "value": payload["value"].lower()}])

    maya = sandbox.person(MAYA)
    element = {"type": "external_select", "action_id": "account", "min_query_length": 2}
    block = {"type": "input", "block_id": "account", "label": plain("Account"), "element": element}
    await maya.types("/escalate x")
    await client.views_open(trigger_id=triggers[0], view=modal(block))

    assert await maya.suggests("account", "A") == []
    [offered] = await maya.suggests("account", "Acme")
    await maya.fills({"account": offered["value"]})
    assert maya.modal is not None
    assert maya.modal.value("account") == "acme"


async def test_the_home_tab_is_published_per_person(bot: AsyncApp, sandbox: Sandbox) -> None:
    @bot.event("app_home_opened")
    async def shows(event: dict[str, Any], client: AsyncWebClient) -> None:
        view = {"type": "home", "blocks": [section(f"Yours, <@{event['user']}>"), actions(button("go", "Go"))]}
        await client.views_publish(user_id=event["user"], view=view)

    maya = sandbox.person(MAYA)
    home = await maya.opens_home()

    assert home is not None
    assert home.buttons == ["Go"]
    assert sandbox.person("U0ADA").home is None


async def test_nobody_can_press_or_fill_what_is_not_there(
    triggers: list[str], client: AsyncWebClient, sandbox: Sandbox
) -> None:
    maya = sandbox.person(MAYA)
    with pytest.raises(NotThere, match="no modal"):
        await maya.submits()
    await maya.types("/escalate x")
    await client.views_open(trigger_id=triggers[0], view=modal(SEVERITIES))
    with pytest.raises(NotThere, match="high, medium"):
        await maya.fills({"severity": "Enormous"})
    with pytest.raises(NotThere):
        await maya.presses("Acknowledge")
