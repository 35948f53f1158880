"""A slip of the finger on Join: one press takes the customer out again, and gives what was typed back."""

import asyncio
from datetime import timedelta

import pytest

from sandbox import Message, Person, Sandbox, story
from tests.journeys.steps import ISSUE, arrives, escalates, hears, hears_privately, said_in_thread
from tests.journeys.test_joining import AGAIN, NEEDED, shows

pytestmark = pytest.mark.usefixtures("bot")

JOINED = "Globex has the same problem"
TAKEN_BACK = "Globex joined ESC-1, and {} took that back."
DM = "Globex joined ESC-1, with Engineering."


async def joins(sandbox: Sandbox, jonas: Person) -> Message:
    """The card that Jonas's customer has joined, with what he had typed."""
    card = await arrives(sandbox)
    await jonas.types(f"/escalate {AGAIN}", channel=story.SUPPORT)
    await jonas.fills({NEEDED: "Roll it back"}, dispatch=False)
    await shows(sandbox, jonas, "Maybe escalated already")
    await jonas.presses("Join ESC-1")
    await said_in_thread(sandbox, card, JOINED)
    return card


async def test_who_joined_takes_it_back_and_has_the_form_again_as_it_was(
    sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    await escalates(maya)
    card = await joins(sandbox, jonas)
    told = await hears(sandbox, jonas, DM)
    assert "Undo until" in told.words

    await jonas.presses("Undo", message_ts=told.ts, channel=told.channel)

    assert "The rest stays as it was." in (await said_in_thread(sandbox, card, "Jonas took Globex out again")).words
    await said_in_thread(sandbox, card, TAKEN_BACK.format("Jonas"))
    assert await sandbox.until(lambda: "Globex" not in sandbox.messages(story.ENG_ESCALATIONS)[-1].words)
    await hears(sandbox, maya, "Jonas took Globex out again")
    back = await hears(sandbox, jonas, "You took Globex out of ESC-1 again.")
    await jonas.presses("Open the form", message_ts=back.ts, channel=back.channel)
    assert jonas.modal is not None
    assert (jonas.modal.value(ISSUE), jonas.modal.value(NEEDED)) == (AGAIN, "Roll it back")


async def test_another_one_takes_it_back_in_the_thread_and_they_hear_it(
    sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    await escalates(maya)
    card = await joins(sandbox, jonas)
    line = await said_in_thread(sandbox, card, JOINED)
    told = await hears(sandbox, jonas, DM)

    await maya.presses("Undo", message_ts=line.ts, channel=line.channel)

    await said_in_thread(sandbox, card, "Maya took Globex out again (joined by Jonas).")
    await hears(sandbox, jonas, "Maya took Globex out of ESC-1 again.")
    folded = await hears(sandbox, jonas, TAKEN_BACK.format("Maya"))
    assert (folded.ts, "Undo" in folded.words) == (told.ts, False)


async def test_after_ten_minutes_the_button_leaves_and_the_customer_stays(
    sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    await escalates(maya)
    card = await joins(sandbox, jonas)
    await said_in_thread(sandbox, card, "Undo until")
    await hears(sandbox, jonas, "Undo until")

    sandbox.clock.advance(timedelta(minutes=10))

    assert await sandbox.until(
        lambda: "Undo" not in "".join(one.words for one in sandbox.thread(card.channel, card.ts))
    )
    assert await sandbox.until(lambda: "Undo" not in "".join(one.words for one in jonas.dm))
    assert "+1" in sandbox.messages(story.ENG_ESCALATIONS)[-1].words


async def test_two_presses_at_once_take_it_out_once(sandbox: Sandbox, maya: Person, jonas: Person) -> None:
    await escalates(maya)
    card = await joins(sandbox, jonas)
    line = await said_in_thread(sandbox, card, "Undo until")

    await asyncio.gather(*(maya.presses("Undo", message_ts=line.ts, channel=line.channel) for _ in range(2)))

    assert "Globex was taken out of ESC-1 by Maya already." in await hears_privately(sandbox, maya)
    await said_in_thread(sandbox, card, TAKEN_BACK.format("Maya"))
    lines = [one for one in sandbox.thread(card.channel, card.ts) if "took Globex out again" in one.words]
    assert len(lines) == 1
