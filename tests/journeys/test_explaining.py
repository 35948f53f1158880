"""Why it went back to support: the form follows the reason; a duplicate goes on in the other one."""

from datetime import timedelta

import pytest

from sandbox import Message, Person, Sandbox, story
from tests.journeys.steps import CHECKOUT, card_with, escalates

ENGINEERING = story.ENG_ESCALATIONS
OTHER = "Checkout fails with an internal server error for Globex, nobody there can pay"

pytestmark = pytest.mark.usefixtures("bot")


async def card_of(sandbox: Sandbox, words: str) -> Message:
    return await card_with(sandbox, ENGINEERING, words)


async def goes_back(ada: Person, card: Message, reason: str, **typed: str) -> None:
    """De-escalates it, and sends the form with this reason and these words."""
    await ada.presses("De-escalate", message_ts=card.ts, channel=ENGINEERING)
    await ada.selects("reason.why", reason)
    await ada.fills({f"reason.{name}": words for name, words in typed.items()})
    await ada.submits()


async def says(sandbox: Sandbox, card: Message, words: str) -> Message:
    def said() -> Message | None:
        return next((one for one in sandbox.thread(ENGINEERING, card.ts) if words in one.words), None)

    found = await sandbox.until(said)
    assert found is not None
    return found


async def test_a_duplicate_brings_its_customer_into_the_other_and_undo_takes_it_out(
    sandbox: Sandbox, maya: Person, jonas: Person, ada: Person
) -> None:
    await escalates(maya, CHECKOUT)
    kept = await card_of(sandbox, "Acme Corp")
    await escalates(jonas, OTHER, customer="Globex", target="Engineering")
    double = await card_of(sandbox, "Globex")

    await goes_back(ada, double, "Duplicate", of="esc-1")

    await card_of(sandbox, "Acme Corp +1")
    await says(sandbox, kept, "joined ESC-2 to this: the same problem. Globex came along.")
    await sandbox.until(lambda: [one for one in jonas.dm if "Globex goes on in ESC-1." in one.words])

    closing = await says(sandbox, double, "Closing ESC-2")
    await ada.presses("Undo", message_ts=closing.ts, channel=ENGINEERING)
    await says(sandbox, kept, "took ESC-2 out again")
    await sandbox.until(lambda: "+1" not in sandbox.messages(ENGINEERING)[0].words)


async def test_a_wrong_number_is_said_at_its_field_and_nothing_is_joined(
    sandbox: Sandbox, maya: Person, ada: Person
) -> None:
    await escalates(maya, CHECKOUT)
    card = await card_of(sandbox, "Acme Corp")
    await goes_back(ada, card, "Duplicate", of="ESC-99")

    assert ada.modal is not None
    assert ada.modal.errors == {"reason.of": "There is no ESC-99 that you can see here."}


async def test_what_resolved_itself_is_asked_about_on_the_day_named(
    sandbox: Sandbox, maya: Person, ada: Person
) -> None:
    await escalates(maya, CHECKOUT)
    card = await card_of(sandbox, "Acme Corp")
    await ada.presses("De-escalate", message_ts=card.ts, channel=ENGINEERING)
    await ada.fills({"reason.learning": "Look at the queue first"})
    await ada.selects("reason.why", "Resolved itself")
    assert ada.modal is not None
    assert ada.modal.value("reason.learning") == "Look at the queue first"
    await ada.submits()
    assert list(ada.modal.errors) == ["reason.cause"]
    thursday = sandbox.clock.now().date() + timedelta(days=3)
    await ada.fills({"reason.until": thursday.isoformat()})
    await ada.submits()
    await card_of(sandbox, "Watched until")

    sandbox.clock.advance(timedelta(days=3))
    asked = await says(sandbox, card, "Has it come back?")
    await ada.presses("Write the cause", message_ts=asked.ts, channel=ENGINEERING)
    await ada.fills({"reason.cause": "The queue was full"})
    await ada.submits()

    await card_of(sandbox, "Resolved itself: The queue was full.")
