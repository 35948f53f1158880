"""The shortcuts: on a message, wherever it stands, and from anywhere."""

import pytest

from sandbox import Person, Sandbox, story
from tests.journeys.steps import CHECKOUT, ISSUE, LEAK, arrives, brief_of, escalates, sends

pytestmark = pytest.mark.usefixtures("bot")

MESSAGE, ANYWHERE = "escalate_message", "escalate_global"


async def test_a_message_in_a_channel_fills_the_form(sandbox: Sandbox, maya: Person, jonas: Person) -> None:
    said = await jonas.types(CHECKOUT, channel=story.SUPPORT)

    await maya.uses_message_shortcut(MESSAGE, channel=story.SUPPORT, ts=said.ts)

    assert maya.modal is not None
    assert maya.modal.value(ISSUE) == CHECKOUT
    await sends(maya)
    card = await arrives(sandbox)
    link = f"https://northstar-sandbox.slack.com/archives/{story.SUPPORT}/p{said.ts.replace('.', '')}"
    assert link in brief_of(sandbox, card)


async def test_from_inside_a_thread_its_messages_can_be_taken_along(
    sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    first = await jonas.types("Checkout is slow for Acme Corp", channel=story.SUPPORT)
    reply = await jonas.types(CHECKOUT, channel=story.SUPPORT, thread=first.ts)
    last = await maya.types("They lose orders by the minute", channel=story.SUPPORT, thread=first.ts)

    await maya.uses_message_shortcut(MESSAGE, channel=story.SUPPORT, ts=reply.ts)
    modal = await sandbox.until(lambda: maya.modal if maya.modal and "Take along" in maya.modal.words else None)
    assert modal is not None
    assert modal.options("draft.thread") == [first.ts, reply.ts, last.ts]
    assert modal.value(ISSUE) == CHECKOUT
    await maya.selects("draft.thread", [last.ts])
    await sends(maya)

    brief = brief_of(sandbox, await arrives(sandbox))
    link = f"/archives/{story.SUPPORT}/p{reply.ts.replace('.', '')}?thread_ts={first.ts}&cid={story.SUPPORT}"
    assert "They lose orders by the minute" in brief
    assert link in brief


async def test_what_is_typed_while_the_thread_is_read_stays(sandbox: Sandbox, maya: Person) -> None:
    first = await maya.types(CHECKOUT, channel=story.SUPPORT)
    await maya.types("They lose orders by the minute", channel=story.SUPPORT, thread=first.ts)

    await maya.uses_message_shortcut(MESSAGE, channel=story.SUPPORT, ts=first.ts)
    await maya.fills({"draft.ticket": "4711"}, dispatch=False)
    await sandbox.until(lambda: maya.modal and "Take along" in maya.modal.words)

    assert maya.modal is not None
    assert maya.modal.value("draft.ticket") == "4711"


async def test_the_first_message_of_a_thread_brings_its_thread_along(sandbox: Sandbox, maya: Person) -> None:
    first = await maya.types(CHECKOUT, channel=story.SUPPORT)
    await maya.types("Since the deploy", channel=story.SUPPORT, thread=first.ts)

    await maya.uses_message_shortcut(MESSAGE, channel=story.SUPPORT, ts=first.ts)

    await sandbox.until(lambda: maya.modal and "Since the deploy" in maya.modal.words)


async def test_a_private_conversation_is_named_as_such_before_it_becomes_readable(
    sandbox: Sandbox, nora: Person
) -> None:
    said = await nora.types(CHECKOUT, channel=story.SUPPORT_LEADS)

    await nora.uses_message_shortcut(MESSAGE, channel=story.SUPPORT_LEADS, ts=said.ts)

    await sandbox.until(lambda: nora.modal and "This comes from a private conversation." in nora.modal.words)


async def test_a_channel_we_are_not_in_costs_the_thread_and_nothing_else(sandbox: Sandbox, ada: Person) -> None:
    first = await ada.types(CHECKOUT, channel=story.ENG_PRIVATE)
    reply = await ada.types("Globex too", channel=story.ENG_PRIVATE, thread=first.ts)

    await ada.uses_message_shortcut(MESSAGE, channel=story.ENG_PRIVATE, ts=reply.ts)
    await sandbox.until(lambda: ada.modal and "This comes from a private conversation." in ada.modal.words)

    assert ada.modal is not None
    assert ada.modal.value(ISSUE) == "Globex too"


async def test_a_form_that_could_not_be_opened_gives_the_message_back(sandbox: Sandbox, maya: Person) -> None:
    said = await maya.types(CHECKOUT, channel=story.SUPPORT)
    sandbox.fails("500", method="views.open")

    await maya.uses_message_shortcut(MESSAGE, channel=story.SUPPORT, ts=said.ts)
    answer = await sandbox.until(lambda: next((one for one in maya.sees(story.SUPPORT) if one.buttons), None))
    assert answer is not None
    assert CHECKOUT in answer.words
    await maya.presses("Open the form", message_ts=answer.ts, channel=story.SUPPORT)

    assert maya.modal is not None
    assert maya.modal.value(ISSUE) == CHECKOUT


async def test_the_card_itself_can_be_escalated_again(sandbox: Sandbox, maya: Person, ada: Person) -> None:
    await escalates(maya, CHECKOUT)
    card = await arrives(sandbox)

    await ada.uses_message_shortcut(MESSAGE, channel=story.ENG_ESCALATIONS, ts=card.ts)

    assert ada.modal is not None
    assert "API returns 500" in ada.modal.value(ISSUE)


async def test_from_anywhere_the_form_opens_empty_and_is_sent(sandbox: Sandbox, sam: Person) -> None:
    await sam.uses_shortcut(ANYWHERE)
    assert sam.modal is not None
    assert sam.modal.value(ISSUE) is None
    await sam.fills({ISSUE: LEAK, "draft.customer": "Globex", "draft.target": "Security"})
    await sam.submits()

    assert "Globex" in (await arrives(sandbox, story.SECURITY_ESCALATIONS)).words
