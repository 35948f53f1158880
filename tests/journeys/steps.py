"""What people do again and again in these journeys, and how one reads what became of it."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import Table, create_engine, select, update

import app
from escalation.letters import LetterStatus
from sandbox import Message, Person, Sandbox, Shown, story
from sandbox.record import Entry
from storage.tables import LaneRow, LetterRow, WorkspaceRow

CHECKOUT = "API returns 500 on checkout for Acme Corp since Monday, blocks all orders, no workaround"
OUTAGE = "Production is down for all customers since 09:10, nobody can log in"
LEAK = "Security: a user of Globex saw invoices of Initech, their data is exposed"

ISSUE, CUSTOMER, SEVERITY, TEAM = "draft.issue", "draft.customer", "draft.severity", "draft.target"


async def escalates(person: Person, text: str = CHECKOUT, **chosen: Any) -> Shown:
    """The command, what is chosen in the form, and sent past the view of gaps."""
    await person.types(f"/escalate {text}", channel=story.SUPPORT)
    await person.fills({f"draft.{name}": value for name, value in chosen.items()})
    return await sends(person)


async def sends(person: Person) -> Shown:
    shown = await person.submits()
    if person.modal is not None and person.modal.title == "Before it goes out":
        shown = await person.presses("Post as it is")
        await person.closes()
    return shown


async def arrives(sandbox: Sandbox, channel: str = story.ENG_ESCALATIONS, *, replies: int = 1) -> Message:
    """The newest card in a channel, once its brief stands in its thread."""

    def stands() -> Message | None:
        cards = [one for one in sandbox.messages(channel) if one.metadata]
        return cards[-1] if cards and len(sandbox.thread(channel, cards[-1].ts)) >= replies else None

    found = await sandbox.until(stands)
    assert found is not None
    return found


def brief_of(sandbox: Sandbox, card: Message) -> str:
    """All parts of the brief, in order."""
    return "\n".join(reply.words for reply in sandbox.thread(card.channel, card.ts))


async def hears(sandbox: Sandbox, person: Person, words: str) -> Message:
    """Their newest direct message with these words, once it is there."""

    def said() -> Message | None:
        return next((one for one in reversed(person.dm) if words in one.words), None)

    found = await sandbox.until(said)
    assert found is not None
    return found


async def hears_privately(sandbox: Sandbox, person: Person, channel: str = story.ENG_ESCALATIONS) -> str:
    """What only they see in the channel."""

    def said() -> Message | None:
        return next((one for one in reversed(person.sees(channel)) if one.only_for == person.id), None)

    found = await sandbox.until(said)
    assert found is not None
    return found.words


async def is_told(sandbox: Sandbox, person: Person, words: str, channel: str = story.SUPPORT) -> None:
    """The newest thing they see in a channel has these words, once it is there."""

    def told() -> bool:
        seen = person.sees(channel)
        return bool(seen) and words in seen[-1].words

    await sandbox.until(told)


def posts(sandbox: Sandbox) -> list[Entry]:
    """Every message of ours that Slack took, whether its answer reached us or not."""
    return [entry for entry in sandbox.record.of("chat.postMessage") if entry.applied]


def letters(entries: Iterable[Entry]) -> Counter[str]:
    """How often each letter was posted."""
    return Counter(str((entry.metadata or {}).get("event_payload", {}).get("letter")) for entry in entries)


def doubled(sandbox: Sandbox) -> list[str]:
    return [letter for letter, times in letters(posts(sandbox)).items() if times > 1]


def time_passes(bot: app.Bot, sandbox: Sandbox, by: timedelta) -> None:
    """The story's clock moves on. The bot would hear of it within a quarter of a second; here it knows at once."""
    sandbox.clock.advance(by)
    bot.moment.ahead = sandbox.clock.offset


async def card_with(sandbox: Sandbox, channel: str, words: str) -> Message:
    """The first card in the channel that says so, once one does."""

    def stands() -> Message | None:
        return next((one for one in sandbox.messages(channel) if words in one.words), None)

    found = await sandbox.until(stands)
    assert found is not None
    return found


async def comes_to(bot: app.Bot, claim: Callable[[Sequence[LetterStatus]], bool]) -> None:
    """Waits until the letters kept are so: what Slack has seen is not settled yet."""

    def look() -> bool:
        with bot.store.read(bot.identity.workspace) as tx:
            return claim(tx.letters())

    async with asyncio.timeout(20):
        while not await bot.off_loop(look):
            pass


MINUTE = timedelta(seconds=61)
MACHINE_TIMES = (
    (LetterRow, "ready_at", "first_try_at"),
    (LaneRow, "ready_at", "messages_at"),
    (WorkspaceRow, "hold_until"),
)


def a_minute_passes(database: str) -> None:
    """Of machine time, for leases, pauses and pace: as if all of it had been written a minute ago."""
    engine = create_engine(database)
    with engine.begin() as connection:
        for row, *columns in MACHINE_TIMES:
            table = cast("Table", row.__table__)
            keys = list(table.primary_key)
            for found in connection.execute(select(table)).mappings().all():
                earlier = {name: found[name] - MINUTE for name in columns if found[name] is not None}
                if earlier:
                    where = [key == found[key.name] for key in keys]
                    connection.execute(update(table).where(*where).values(**earlier))
    engine.dispose()


async def said_in_thread(sandbox: Sandbox, card: Message, words: str) -> Message:
    """The newest line in the card's thread with these words, once it is there."""

    def said() -> Message | None:
        return next((one for one in reversed(sandbox.thread(card.channel, card.ts)) if words in one.words), None)

    found = await sandbox.until(said)
    assert found is not None
    return found
