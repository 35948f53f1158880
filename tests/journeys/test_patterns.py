"""The third customer with the same: the thread asks whether it is a pattern, and one press says so."""

import pytest

from sandbox import Person, Sandbox, story
from tests.journeys.steps import arrives, card_with, escalates

pytestmark = pytest.mark.usefixtures("bot")

EXPORT = "Invoice export returns 502 for {}, nothing is downloaded"


async def test_the_same_from_three_customers_is_asked_about_and_confirmed(
    sandbox: Sandbox, maya: Person, ada: Person
) -> None:
    for customer in ("Acme Corp", "Globex", "Initech"):
        await escalates(maya, EXPORT.format(customer), severity="Medium", target="Engineering")
        await arrives(sandbox)
    card = await card_with(sandbox, story.ENG_ESCALATIONS, "Initech")

    def asked() -> str:
        return "\n".join(one.words for one in sandbox.thread(card.channel, card.ts))

    assert await sandbox.until(lambda: "ESC-3 may be a pattern: the same issue from 3 customers" in asked())
    assert "With ESC-1, ESC-2. Customers: Acme Corp, Globex, Initech." in asked()
    question = next(one for one in sandbox.thread(card.channel, card.ts) if "may be a pattern" in one.words)

    await ada.presses("Confirm, raise to High", message_ts=question.ts, channel=question.channel)

    assert await sandbox.until(lambda: "confirmed a pattern" in asked() and "from Medium to High." in asked())
    assert await sandbox.until(lambda: "may be a pattern" not in asked())
    assert sandbox.notes == []


async def test_a_reporter_finds_duplicate_of_another_in_their_menu(sandbox: Sandbox, maya: Person) -> None:
    await escalates(maya, EXPORT.format("Acme Corp"))
    await arrives(sandbox)
    await escalates(maya, EXPORT.format("Globex"))
    card = await card_with(sandbox, story.ENG_ESCALATIONS, "Globex")
    told = await sandbox.until(
        lambda: next((one for one in reversed(maya.dm) if one.words.startswith("ESC-2 is with")), None)
    )
    assert told is not None

    await maya.selects("card.more", "Duplicate of another", message_ts=told.ts, channel=told.channel)
    assert maya.modal is not None
    await maya.fills({"reason.of": "ESC-1"})
    await maya.submits()

    def said() -> str:
        return "\n".join(one.words for one in sandbox.thread(card.channel, card.ts))

    assert await sandbox.until(lambda: "goes on in ESC-1" in said())
