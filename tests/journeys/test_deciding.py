"""A decision is asked for, put off, made and changed; whoever keeps the customer hears of it with a first text."""

from datetime import timedelta

import pytest

from sandbox import Message, Person, Sandbox, story
from tests.journeys.steps import card_with, escalates, hears, hears_privately

BOARD = story.LEADERSHIP_ESCALATIONS
CREDIT = "Globex, $410k a year, threatens to leave over three outages; may we credit 3 months?"

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
async def card(sandbox: Sandbox, maya: Person) -> Message:
    await escalates(maya, CREDIT, customer="Globex", target="Leadership")
    [found] = await sandbox.until(lambda: sandbox.messages(BOARD))
    return found


async def shows(sandbox: Sandbox, words: str) -> Message:
    return await card_with(sandbox, BOARD, words)


async def answers(nora: Person, button: str, card: Message, **typed: str) -> None:
    """Presses a button of the card, and sends the form with these words."""
    await nora.presses(button, message_ts=card.ts, channel=card.channel)
    await nora.fills({f"decision.{name}": words for name, words in typed.items()})
    await nora.submits()


@pytest.mark.usefixtures("bot", "card")
async def test_a_decision_made_in_a_direct_message_is_told_everywhere(
    sandbox: Sandbox, maya: Person, nora: Person
) -> None:
    asked = await hears(sandbox, nora, "ESC-1 waits for your decision")
    assert "Globex" in asked.words

    await answers(nora, "Approve", asked, text="Two months, not three", for_customer="We credit two months.")

    await shows(sandbox, "Approved: Two months, not three.")
    heard = await hears(sandbox, maya, "Nora decided: approved.")
    assert "There is a decision: We credit two months." in heard.words
    await hears(sandbox, nora, "Asked, and Nora decided.")

    await maya.presses("Draft customer update", message_ts=heard.ts, channel=heard.channel)
    await maya.submits()
    await shows(sandbox, "Last heard")


async def test_put_off_it_is_asked_for_on_its_day_and_decided_then(
    sandbox: Sandbox, card: Message, nora: Person
) -> None:
    monday = sandbox.clock.now().date() + timedelta(days=7 - sandbox.clock.now().weekday())
    await answers(nora, "Decide later", card, until=monday.isoformat(), text="Legal answers then")
    await shows(sandbox, "Decision later: ")

    sandbox.clock.advance(timedelta(days=(monday - sandbox.clock.now().date()).days, hours=12))
    await sandbox.until(lambda: any("put it off until today" in one.words for one in sandbox.thread(BOARD, card.ts)))

    await answers(nora, "Decline", card, text="No credit")
    await shows(sandbox, "Declined: No credit.")


async def test_the_reporter_is_told_before_they_type_that_others_decide(sandbox: Sandbox, maya: Person) -> None:
    await escalates(maya, "Globex asks whether we plan SAML this year", customer="Globex", target="Product")
    [found] = await sandbox.until(lambda: sandbox.messages(story.PRODUCT_ESCALATIONS))

    await maya.joins(found.channel)
    await maya.presses("Planned", message_ts=found.ts, channel=found.channel)

    said = await hears_privately(sandbox, maya, found.channel)
    assert said == "This is for Product to do: the people in its channel, and leads."
    assert maya.modal is None


async def test_a_decision_can_be_changed_by_who_may_decide(sandbox: Sandbox, card: Message, nora: Person) -> None:
    await answers(nora, "Approve", card, text="Three months")
    made = await shows(sandbox, "Approved: Three months.")

    await nora.selects("card.more", "Change decision", message_ts=made.ts)
    await nora.fills({"decision.verdict": "declined", "decision.text": "No credit after all"})
    await nora.submits()

    await shows(sandbox, "Declined: No credit after all.")


async def test_without_a_line_nothing_is_decided(sandbox: Sandbox, card: Message, nora: Person) -> None:
    await answers(nora, "Approve", card, text="   ")

    assert nora.modal is not None
    assert nora.modal.errors == {"decision.text": "Say in a line what you decided."}
    assert "Approved" not in sandbox.messages(BOARD)[0].words
