"""What happened before the page opens: a Monday in the small company, played by its own people.

Everything is typed and pressed as anyone would, so nothing stands in the workspace that the bot does not know of.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import app
from escalation.asking import Asking
from escalation.kinds import TargetTeam
from sandbox import Message, Sandbox, story

ZONE = ZoneInfo("Europe/Berlin")
BEGINS = time(9, 0)
OPENS = time(9, 20)
"""The page opens on a Tuesday morning, whatever day it is: what office hours move stays the same for everyone."""

CHATTER = (
    (story.KIM, story.GENERAL, "Release 4.12 is out. Tell me if anything looks odd."),
    (story.NORA, story.SUPPORT, "Jonas and Maya are on shift. I am in the office until five."),
)
LOCKED_OUT = "Two admins of Initech cannot log in since 14:05, resetting the password did not help"
EXPORT = "Globex asks for an audit log export, today they copy it by hand every week"
MAILS = "Password reset mails come two hours late for Northwind, sending them again by hand helps, ticket 5120"
NOT_YET = "Hooli writes that their invoices of this month came twice. Has anyone else seen that?"
SKIP, TAKE = "Post as it is", "Acknowledge"

TRIES = 5
BETWEEN_TRIES = 4.0
"""Seconds, of the machine's."""


def coming(weekday: int, at: time, *, now: datetime) -> datetime:
    """The next such moment in the company's zone: the story's clock only moves forward."""
    here = now.astimezone(ZONE)
    first = datetime.combine(here.date() + timedelta(days=(weekday - here.weekday()) % 7), at, tzinfo=ZONE)
    return first if first >= here else first + timedelta(days=7)


@dataclass
class Scene:
    sandbox: Sandbox
    bot: app.Bot

    def __post_init__(self) -> None:
        bot = self.bot
        self._asking = Asking(
            store=bot.store, desk=bot.desk, directory=bot.people, off_loop=bot.off_loop, now=bot.moment.now
        )
        self._monday = self.sandbox.clock.now().astimezone(ZONE).date()

    async def play(self) -> None:
        """Three escalations, each in another state: taken by nobody, taken and asked for news, taken."""
        for person, room, words in CHATTER:
            await self.sandbox.person(person).types(words, room)
        self._it_is(time(9, 5))
        export = await self._escalates(story.MAYA, EXPORT, story.PRODUCT_ESCALATIONS, target=TargetTeam.PRODUCT)
        self._it_is(time(14, 30))
        locked_out = await self._escalates(story.MAYA, LOCKED_OUT, story.L2_SUPPORT, target=TargetTeam.L2_SUPPORT)
        self._it_is(time(14, 41))
        await self._takes(story.JONAS, locked_out)
        self._it_is(time(16, 0))
        mails = await self._escalates(story.JONAS, MAILS, story.ENG_ESCALATIONS, target=TargetTeam.ENGINEERING)
        self._it_is(time(16, 12))
        await self._takes(story.LEA, mails)
        self._it_is(time(17, 5))
        await self.sandbox.person(story.JONAS).types(NOT_YET, story.SUPPORT)
        self._it_is(time(9, 10), days=1)
        await self._asking.round()  # what the next beat would do; the page need not wait for it
        self.bot.courier.poke()
        await self.sandbox.until(lambda: len(self._replies(export)) > 1)
        self._it_is(OPENS, days=1)

    def _it_is(self, at: time, *, days: int = 0) -> None:
        """Moves on to that time on the story's Monday, or so many days after it."""
        wanted = datetime.combine(self._monday + timedelta(days=days), at, tzinfo=ZONE)
        move(self.sandbox, self.bot, wanted - self.sandbox.clock.now())

    async def _escalates(self, by: str, text: str, channel: str, *, target: TargetTeam) -> Message:
        person = self.sandbox.person(by)
        heard = len(person.dm)

        async def sends() -> None:
            if person.modal and person.modal.view.get("submit"):
                await person.submits()
            if person.modal and SKIP in person.modal.buttons:
                await person.presses(SKIP)

        await self._insists(lambda: person.types(f"/escalate {text}", story.SUPPORT), lambda: person.modal)
        await person.fills({"draft.target": target.value})
        await self._insists(sends, lambda: len(person.dm) > heard)
        if person.modal:
            await person.closes()
        return (
            await self.sandbox.until(lambda: [one for one in self.sandbox.messages(channel) if self._replies(one)])
        )[-1]

    async def _takes(self, by: str, card: Message) -> None:
        person, stood = self.sandbox.person(by), len(self._replies(card))

        async def takes() -> None:
            if TAKE in card.buttons:
                await person.presses(TAKE, channel=card.channel, message_ts=card.ts)

        await self._insists(takes, lambda: len(self._replies(card)) > stood)

    async def _insists(self, does: Callable[[], Awaitable[object]], came: Callable[[], object]) -> None:
        """As people do: again, where a busy machine let it fail. Raises `TimeoutError` when it never comes."""
        for _ in range(TRIES):
            await does()
            with suppress(TimeoutError):
                await self.sandbox.until(came, seconds=BETWEEN_TRIES)
                return
        await self.sandbox.until(came)

    def _replies(self, card: Message) -> list[Message]:
        return self.sandbox.thread(card.channel, card.ts)


def move(sandbox: Sandbox, bot: app.Bot, by: timedelta) -> None:
    """The bot would hear of it within a tenth of a second; here it knows at once."""
    sandbox.clock.advance(by)
    bot.moment.ahead = sandbox.clock.offset
    sandbox.changes.tell()
