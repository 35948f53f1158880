"""The whole way through real Bolt over Socket Mode: a command, a modal, a brief, a button, a reaction, the Home tab."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from sandbox import Sandbox
from sandbox.story import ADA, ENG_ESCALATIONS, MAYA, SUPPORT
from tests.sandbox.pieces import actions, button, modal, section, text_input


def takes_escalations(bolt: AsyncApp) -> None:
    @bolt.command("/escalate")
    async def opens(ack: Any, body: dict[str, Any], client: Any) -> None:
        view = modal(text_input("issue", "issue.text", initial_value=body["text"]), text_input("customer", "customer"))
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack()

    @bolt.view("draft")
    async def posts(ack: Any, view: dict[str, Any], client: Any) -> None:
        values = view["state"]["values"]
        if values["customer"]["customer"]["value"] == "nobody":
            await ack(response_action="errors", errors={"customer": "Who is it about?"})
            return
        issue = values["issue"]["issue.text"]["value"]
        blocks = [section(issue), actions(button("take", "Acknowledge", value="ESC-1"))]
        await client.chat_postMessage(channel=ENG_ESCALATIONS, text=issue, blocks=blocks)
        await ack()

    @bolt.action("take")
    async def takes(ack: Any, body: dict[str, Any], client: Any) -> None:
        text = f"<@{body['user']['id']}> has it"
        await client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], text=text)
        await ack()


async def test_a_command_becomes_a_modal_then_a_message_then_a_taken_one(bot: AsyncApp, sandbox: Sandbox) -> None:
    takes_escalations(bot)
    maya, ada = sandbox.person(MAYA), sandbox.person(ADA)

    await maya.types("/escalate Exports time out for Northwind", channel=SUPPORT)
    assert maya.modal is not None
    assert maya.modal.value("issue") == "Exports time out for Northwind"

    refused = await maya.submits()
    assert refused.error == "Please complete this required field."
    await maya.fills({"customer": "nobody"})
    await maya.submits()
    assert maya.modal.errors == {"customer": "Who is it about?"}
    await maya.fills({"customer": "Northwind"})
    await maya.submits()
    assert maya.modal is None

    [card] = sandbox.messages(ENG_ESCALATIONS)
    assert card.buttons == ["Acknowledge"]
    await ada.presses("Acknowledge", channel=ENG_ESCALATIONS)
    assert sandbox.messages(ENG_ESCALATIONS)[0].text == f"<@{ADA}> has it"
