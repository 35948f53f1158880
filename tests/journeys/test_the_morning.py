"""Two that can wait until tomorrow: one list for each in the morning, worked off from there, and a silent thread."""

from datetime import timedelta

import pytest

import app
from sandbox import Message, Person, Sandbox, story
from tests.journeys.steps import arrives, doubled, escalates, hears, time_passes

ENGINEERING = story.ENG_ESCALATIONS
LISTS = "for you: "


async def taken(sandbox: Sandbox, ada: Person, number: int) -> Message:
    """The newest card, once Ada has it."""
    await sandbox.until(lambda: len(sandbox.messages(ENGINEERING)) == number)
    card = await arrives(sandbox)
    await ada.presses("Acknowledge", message_ts=card.ts, channel=ENGINEERING)
    await sandbox.until(lambda: f"ESC-{number}" in card_words(sandbox, card))
    await sandbox.until(lambda: "Ada has it since" in card_words(sandbox, card))
    return card


def card_words(sandbox: Sandbox, card: Message) -> str:
    return next(one.words for one in sandbox.messages(ENGINEERING) if one.ts == card.ts)


def asked_in(sandbox: Sandbox, card: Message) -> list[str]:
    return [one.words for one in sandbox.thread(ENGINEERING, card.ts) if "any news on" in one.words]


@pytest.fixture
async def cards(bot: app.Bot, sandbox: Sandbox, maya: Person, ada: Person) -> list[Message]:
    """Taken at ten and at noon, from two customers."""
    time_passes(bot, sandbox, timedelta(hours=1))
    await escalates(maya, "Export is slow for Acme Corp since Monday", customer="Acme Corp", severity="Medium")
    first = await taken(sandbox, ada, 1)
    time_passes(bot, sandbox, timedelta(hours=2))
    await escalates(maya, "Search is slow for Globex since Monday", customer="Globex", severity="Medium")
    second = await taken(sandbox, ada, 2)
    assert [one for one in ada.dm if LISTS in one.words] == []
    time_passes(bot, sandbox, timedelta(hours=21))  # nine in the morning
    return [first, second]


async def test_a_morning_is_worked_off_in_one_list_and_the_threads_stay_silent(
    bot: app.Bot, sandbox: Sandbox, cards: list[Message], maya: Person, ada: Person
) -> None:
    list_ = await hears(sandbox, ada, "2 wait for you: ESC-1 (news), ESC-2 (news).")
    assert list_.buttons == ["Post update", "No change", "Open in channel"] * 2
    hers = await hears(sandbox, maya, "2 wait for you: ESC-1 (word to the customer), ESC-2 (word to the customer).")
    assert ": Acme Corp" in hers.words
    assert ": Globex" in hers.words

    await ada.presses("No change", message_ts=list_.ts, channel=list_.channel, value="2")
    left = await hears(sandbox, ada, "1 waits for you: ESC-1 (news).")
    assert left.ts == list_.ts

    await ada.presses("Post update", message_ts=list_.ts, channel=list_.channel)
    await ada.fills({"update.text": "The query has an index now"})
    await ada.submits()
    done = await hears(sandbox, ada, "All done for this morning.")
    assert (done.ts, done.buttons) == (list_.ts, [])

    await maya.presses("Customer updated", message_ts=hers.ts, channel=hers.channel, value="2")
    await hears(sandbox, maya, "1 waits for you: ESC-1 (word to the customer).")

    time_passes(bot, sandbox, timedelta(hours=4))  # past both moments: only Maya's word to Acme Corp is missing
    first, second = cards
    await sandbox.until(lambda: "Acme Corp is due word" in sandbox.thread(ENGINEERING, first.ts)[-1].words)
    assert "@Maya" not in sandbox.thread(ENGINEERING, first.ts)[-1].words
    assert asked_in(sandbox, first) + asked_in(sandbox, second) == []
    assert [one.ts for one in maya.dm if LISTS in one.words] == [hers.ts]
    assert doubled(sandbox) == []


async def test_what_nobody_answers_is_asked_quietly_that_day_and_aloud_on_the_next(
    bot: app.Bot, sandbox: Sandbox, cards: list[Message], ada: Person
) -> None:
    first_list = await hears(sandbox, ada, "2 wait for you")
    time_passes(bot, sandbox, timedelta(hours=1))
    await sandbox.until(lambda: asked_in(sandbox, cards[0]))
    assert asked_in(sandbox, cards[0])[0].startswith("Ada, any news on ESC-1?")

    time_passes(bot, sandbox, timedelta(hours=23))
    await hears(sandbox, ada, "2 wait for you: ESC-1 (news, since ")
    await sandbox.until(lambda: "newer one" in next(one.words for one in ada.dm if one.ts == first_list.ts))
    time_passes(bot, sandbox, timedelta(hours=1))
    await sandbox.until(
        lambda: any("no news on ESC-1 since" in one.words for one in sandbox.thread(ENGINEERING, cards[0].ts))
    )
