"""The same thing twice, at once or delivered again: it happens once."""

import asyncio

import pytest

from sandbox import Person, Sandbox, story
from tests.journeys.steps import CHECKOUT, OUTAGE, arrives, brief_of, doubled, escalates, hears


@pytest.mark.parametrize("database", ["sqlite", "postgres"], indirect=True)
@pytest.mark.usefixtures("bot")
async def test_post_pressed_twice_at_once_makes_one_escalation(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {OUTAGE}")

    await asyncio.gather(*(maya.submits() for _ in range(4)))
    await arrives(sandbox)
    await hears(sandbox, maya, "ESC-1 is with")
    await escalates(maya, "Exports time out for Northwind, no workaround")
    await hears(sandbox, maya, "ESC-2 is with")

    assert len(sandbox.messages(story.ENG_ESCALATIONS)) == 2
    assert doubled(sandbox) == []


@pytest.mark.usefixtures("bot")
async def test_a_sent_form_that_is_delivered_again_makes_one_escalation(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {OUTAGE}")
    await maya.submits()
    sandbox.dispatcher.redeliver(1)
    await sandbox.dispatcher.settled()

    await arrives(sandbox)
    await escalates(maya, "Exports time out for Northwind, no workaround")
    await hears(sandbox, maya, "ESC-2 is with")

    assert len(sandbox.messages(story.ENG_ESCALATIONS)) == 2


@pytest.mark.usefixtures("bot")
async def test_a_form_delivered_again_while_gaps_are_asked_does_not_go_past_them(
    sandbox: Sandbox, maya: Person
) -> None:
    await maya.types(f"/escalate {CHECKOUT}")
    await maya.submits()
    sandbox.dispatcher.redeliver(1)
    await sandbox.dispatcher.settled()

    assert maya.modal is not None
    await maya.fills({"gap.environment": "Firefox on the Pro plan"})
    await maya.submits()

    assert "Firefox on the Pro plan" in brief_of(sandbox, await arrives(sandbox))


@pytest.mark.usefixtures("bot")
async def test_two_presses_at_once_where_gaps_are_asked_make_one_escalation(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}")

    await asyncio.gather(maya.submits(), maya.submits())
    if maya.modal is not None:
        await maya.presses("Post as it is")
    await hears(sandbox, maya, "ESC-1 is with")

    assert len(sandbox.messages(story.ENG_ESCALATIONS)) == 1


@pytest.mark.usefixtures("bot")
async def test_post_as_it_is_pressed_twice_makes_one_escalation(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}")
    await maya.submits()
    view = sandbox.workspace.top_view(maya.id)
    assert view is not None

    await asyncio.gather(*(maya.presses("Post as it is") for _ in range(3)))
    await arrives(sandbox)
    await hears(sandbox, maya, "ESC-1 is with")

    assert len(sandbox.messages(story.ENG_ESCALATIONS)) == 1
    assert doubled(sandbox) == []


@pytest.mark.usefixtures("bot")
async def test_a_command_delivered_again_opens_one_form_and_keeps_one_draft(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)
    sandbox.dispatcher.redeliver(1)
    await sandbox.dispatcher.settled()

    assert len(sandbox.workspace.stacks[maya.id]) == 1
    await maya.submits()
    await maya.presses("Post as it is")
    await hears(sandbox, maya, "ESC-1 is with")
    await maya.closes()
    assert (await maya.types("/escalate", channel=story.SUPPORT)).words == ""


@pytest.mark.usefixtures("bot")
async def test_a_message_shortcut_delivered_again_opens_one_form(sandbox: Sandbox, maya: Person) -> None:
    said = await maya.types(CHECKOUT, channel=story.SUPPORT)
    await maya.uses_message_shortcut("escalate_message", channel=story.SUPPORT, ts=said.ts)
    sandbox.dispatcher.redeliver(1)
    await sandbox.dispatcher.settled()

    assert len(sandbox.workspace.stacks[maya.id]) == 1
