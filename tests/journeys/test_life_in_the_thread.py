"""From the card to the last word: acknowledged, asked, answered, raised, put off, de-escalated, undone, resolved."""

import asyncio
from datetime import timedelta

import pytest

from sandbox import Message, Person, Sandbox, story
from tests.journeys.steps import arrives, escalates, hears, hears_privately, said_in_thread

ENGINEERING = story.ENG_ESCALATIONS

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
async def card(sandbox: Sandbox, maya: Person) -> Message:
    """A High escalation that stands in Engineering's channel."""
    await escalates(maya)
    return await arrives(sandbox)


async def shows(sandbox: Sandbox, words: str) -> str:
    """The card's words, once these are among them."""
    await sandbox.until(lambda: words in sandbox.messages(ENGINEERING)[0].words)
    return sandbox.messages(ENGINEERING)[0].words


async def test_a_high_escalation_is_told_alike_in_thread_card_messages_and_list(
    sandbox: Sandbox, card: Message, maya: Person, ada: Person
) -> None:
    await ada.presses("Acknowledge", message_ts=card.ts, channel=ENGINEERING)
    await said_in_thread(sandbox, card, "Ada has it.")
    await shows(sandbox, "Ada has it since")
    await hears(sandbox, maya, "Ada (Engineering) has ESC-1.")

    sandbox.clock.advance(timedelta(hours=4))
    asked = await said_in_thread(sandbox, card, "any news on ESC-1?")
    await ada.presses("Post update", message_ts=asked.ts, channel=ENGINEERING)
    await ada.fills({"update.text": "rolling back 4.12", "update.for_customer": "cause found, fix being prepared"})
    await ada.submits()
    await said_in_thread(sandbox, card, "rolling back 4.12")
    await said_in_thread(sandbox, card, "Asked, and Ada answered with an update.")
    await shows(sandbox, "rolling back 4.12")
    await hears(sandbox, maya, "rolling back 4.12")

    await maya.selects("card.more", "severity:1", message_ts=card.ts, channel=ENGINEERING)
    await maya.fills({"severity.to": "Critical", "severity.reason": "two more customers"})
    await maya.submits()
    await said_in_thread(sandbox, card, "Maya changed it from High to Critical.")
    assert (await shows(sandbox, "Critical:")).startswith("🔴 Critical")

    sandbox.clock.advance(timedelta(hours=2))
    asked = await said_in_thread(sandbox, card, "any news on ESC-1?")
    await ada.presses("Snooze", message_ts=asked.ts, channel=ENGINEERING)
    await said_in_thread(sandbox, card, "Ada put the question off.")
    await said_in_thread(sandbox, card, "Asked, and Ada put it off.")

    await ada.presses("De-escalate", message_ts=card.ts, channel=ENGINEERING)
    assert ada.modal is not None
    assert ada.modal.title == "Why back to support?"
    await ada.closes()
    ended = await said_in_thread(sandbox, card, "Ada de-escalated ESC-1.")
    assert (await shows(sandbox, "De-escalated:")).startswith("De-escalated: ")
    told = await hears(sandbox, maya, "Ada de-escalated ESC-1.")
    assert told.buttons == ["Undo", "Draft customer update", "Customer updated", "Write what we learned"]

    await maya.presses("Undo", message_ts=ended.ts, channel=ENGINEERING)
    await said_in_thread(sandbox, card, "Maya took that back. Reminders run again.")
    await shows(sandbox, "Ada has it since")

    await ada.presses("Mark resolved", message_ts=card.ts, channel=ENGINEERING)
    await ada.fills({"resolve.cause": "bad deploy 4.12, rolled back"})
    await ada.submits()
    await said_in_thread(sandbox, card, "Ada marked ESC-1 resolved: bad deploy 4.12, rolled back.")
    assert "bad deploy 4.12" in await shows(sandbox, "Resolved:")
    owed = (await maya.types("/escalate list")).words
    assert owed.startswith("Nothing open, 1 closed whose customer waits for word from you")

    await ada.presses("Reopen", message_ts=card.ts, channel=ENGINEERING)
    await said_in_thread(sandbox, card, "Ada reopened ESC-1. Nobody has it.")
    await shows(sandbox, "nobody has it")
    assert "ESC-1" in (await maya.types("/escalate list")).words


async def test_the_teams_reminders_end_with_the_click_and_the_customers_go_on(
    sandbox: Sandbox, card: Message, ada: Person
) -> None:
    await ada.presses("Acknowledge", message_ts=card.ts, channel=ENGINEERING)
    await said_in_thread(sandbox, card, "Ada has it.")
    await ada.presses("De-escalate", message_ts=card.ts, channel=ENGINEERING)
    ended = await said_in_thread(sandbox, card, "Ada de-escalated ESC-1.")

    sandbox.clock.advance(timedelta(days=3))
    await said_in_thread(sandbox, card, "Acme Corp has heard nothing since")

    below = [one.words for one in sandbox.thread(ENGINEERING, card.ts) if one.ts > ended.ts]
    assert [words for words in below if "news on ESC-1" in words] == []


async def test_undo_leaves_after_ten_minutes_and_the_line_stays(sandbox: Sandbox, card: Message, ada: Person) -> None:
    await ada.presses("De-escalate", message_ts=card.ts, channel=ENGINEERING)
    ended = await said_in_thread(sandbox, card, "Ada de-escalated ESC-1.")
    assert "Undo" in ended.buttons

    sandbox.clock.advance(timedelta(minutes=10))
    await sandbox.until(lambda: "Undo until" not in newest(sandbox, ended).words)

    now = newest(sandbox, ended)
    assert now.words.startswith("Ada de-escalated ESC-1.")
    assert now.buttons == ["Draft customer update", "Customer updated", "Write what we learned"]


def newest(sandbox: Sandbox, message: Message) -> Message:
    """A line of the thread as it stands now."""
    return next(one for one in sandbox.thread(ENGINEERING, message.thread_ts or "") if one.ts == message.ts)


async def test_a_fix_is_told_to_the_customer_confirmed_and_every_step_ticked(
    sandbox: Sandbox, card: Message, maya: Person, ada: Person
) -> None:
    await ada.presses("Acknowledge", message_ts=card.ts, channel=ENGINEERING)
    await said_in_thread(sandbox, card, "Ada has it.")
    await ada.presses("Mark resolved", message_ts=card.ts, channel=ENGINEERING)
    await ada.submits()
    ended = await said_in_thread(sandbox, card, "Ada marked ESC-1 resolved")
    assert "1 closed whose customer waits for word from you" in (await maya.types("/escalate list")).words

    told = await hears(sandbox, maya, "Ada marked ESC-1 resolved")
    await maya.presses("Customer updated", message_ts=told.ts, channel=told.channel)
    asked = await said_in_thread(sandbox, card, "Maya told Acme Corp.")
    assert asked.buttons == ["Customer confirmed", "Reopen"]
    assert "Nothing is open" in (await maya.types("/escalate list")).words

    await ada.presses("Write what we learned", message_ts=ended.ts, channel=ENGINEERING)
    await ada.fills({"reason.learning": "Roll out on Tuesdays only."})
    await ada.submits()
    await maya.presses("Customer confirmed", message_ts=asked.ts, channel=ENGINEERING)
    await said_in_thread(sandbox, card, "Acme Corp confirmed that it works.")
    await sandbox.until(lambda: "✓ Learned: Roll out on Tuesdays only." in newest(sandbox, ended).words)
    await sandbox.until(lambda: ", confirmed (" in newest(sandbox, ended).words)
    await sandbox.until(lambda: newest(sandbox, asked).buttons == [])
    assert ", confirmed " in await shows(sandbox, ", confirmed ")

    happened = (await maya.types("/escalate show ESC-1")).words
    done = ["opened it", "took it", "marked it resolved", "told the customer", "heard from the customer that it works"]
    assert [what for what in done if what not in happened] == []


async def test_a_question_that_the_team_answered_in_the_thread_asks_only_whether_that_counts(
    sandbox: Sandbox, card: Message, ada: Person
) -> None:
    await ada.presses("Acknowledge", message_ts=card.ts, channel=ENGINEERING)
    await said_in_thread(sandbox, card, "Ada has it.")
    sandbox.clock.advance(timedelta(hours=1))
    await ada.types("found it, bad deploy", channel=ENGINEERING, thread=card.ts)

    sandbox.clock.advance(timedelta(hours=3))
    asked = await said_in_thread(sandbox, card, "Count that as the news on ESC-1?")
    assert "found it, bad deploy" in asked.words

    await ada.presses("Count it", message_ts=asked.ts, channel=ENGINEERING)
    await said_in_thread(sandbox, card, "News from Ada.")
    await shows(sandbox, "found it, bad deploy")


async def test_eyes_on_the_card_acknowledge_it_and_taken_away_they_never_did(
    sandbox: Sandbox, card: Message, ada: Person
) -> None:
    await ada.reacts("eyes", ENGINEERING, card.ts)
    await said_in_thread(sandbox, card, "Ada has it.")

    await ada.unreacts("eyes", ENGINEERING, card.ts)
    await said_in_thread(sandbox, card, "Ada took the acknowledgement back. Nobody has it.")


async def test_of_two_who_press_at_once_the_second_hears_who_was_first(
    sandbox: Sandbox, card: Message, ada: Person, lea: Person
) -> None:
    await asyncio.gather(*(one.presses("Acknowledge", message_ts=card.ts, channel=ENGINEERING) for one in (ada, lea)))
    await said_in_thread(sandbox, card, "has it.")

    def refused() -> list[str]:
        mine = [one for person in (ada, lea) for one in person.sees(ENGINEERING) if one.only_for == person.id]
        return [one.words for one in mine]

    await sandbox.until(refused)
    first = "Ada" if "Ada has it." in (await said_in_thread(sandbox, card, "has it.")).words else "Lea"
    assert refused() == [f"{first} took it just now. Use More > Reassign to take over."]


async def test_who_reported_it_cannot_take_it(sandbox: Sandbox, card: Message, maya: Person) -> None:
    await maya.presses("Acknowledge", message_ts=card.ts, channel=ENGINEERING)

    assert await hears_privately(sandbox, maya) == "This is for Engineering to do: its group, and leads."
    assert "nobody has it" in sandbox.messages(ENGINEERING)[0].words


async def test_nobody_took_it_so_the_group_is_called_and_then_the_lead(sandbox: Sandbox, card: Message) -> None:
    sandbox.clock.advance(timedelta(hours=1))
    first = await said_in_thread(sandbox, card, "Nobody has ESC-1 yet.")
    assert "Acknowledge" in first.buttons

    sandbox.clock.advance(timedelta(hours=1, minutes=1))
    await said_in_thread(sandbox, card, "Asked, and asked again below.")
    again = await said_in_thread(sandbox, card, f"{story.LEA} Nobody has ESC-1")
    assert again.ts != first.ts
