"""To another team: what that team would ask for is asked once, and "Pass on as it is" is a good answer."""

import pytest

from sandbox import Message, Person, Sandbox, story
from tests.journeys.steps import arrives, escalates

PRODUCT = story.PRODUCT_ESCALATIONS

pytestmark = pytest.mark.usefixtures("bot")


async def reassigns(ada: Person, card: Message) -> None:
    await ada.selects("card.more", "Reassign", message_ts=card.ts)
    await ada.fills({"reassign.team": "Product"})
    await ada.submits()
    assert ada.modal is not None
    assert ada.modal.title == "Before it goes there"


async def test_what_is_answered_stands_on_the_new_teams_card(sandbox: Sandbox, maya: Person, ada: Person) -> None:
    await escalates(maya)
    await reassigns(ada, await arrives(sandbox))

    await ada.fills({"gap.details": "Pay by invoice at night"})
    await ada.submits()

    assert ada.modal is None
    [card] = await sandbox.until(lambda: sandbox.messages(PRODUCT))
    await sandbox.until(lambda: sandbox.thread(PRODUCT, card.ts))
    assert "Pay by invoice at night" in sandbox.thread(PRODUCT, card.ts)[0].words
    assert "use case" not in card.words


async def test_it_can_be_passed_on_as_it_is(sandbox: Sandbox, maya: Person, ada: Person) -> None:
    await escalates(maya)
    await reassigns(ada, await arrives(sandbox))

    await ada.presses("Pass on as it is")

    assert ada.modal is not None
    assert "ESC-1 is with Product now." in ada.modal.words
    [card] = await sandbox.until(lambda: sandbox.messages(PRODUCT))
    assert "use case" in card.words
