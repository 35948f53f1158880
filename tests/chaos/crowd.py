"""Many people at once: they open, acknowledge, write, change, de-escalate and undo, each in their own time.

What they did is kept with how it was answered, so that it can be held against what stands in Slack at the end. Every
text carries a mark of its own. All chance comes from the seed.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Any, NamedTuple

from sandbox import Face, Message, NotThere, Person, Sandbox, story
from tests.chaos.chance import chance_of

REPORTERS = (story.MAYA, story.JONAS, story.NORA, story.KIM)
EVERYONE = (*REPORTERS, story.ADA, story.BEN, story.LEA, story.PRIYA, story.SAM)
TEAM_ROOMS = (
    story.L2_SUPPORT,
    story.ENG_ESCALATIONS,
    story.PRODUCT_ESCALATIONS,
    story.SECURITY_ESCALATIONS,
    story.LEADERSHIP_ESCALATIONS,
)
TEAMS = ("L2 Support", "Engineering", "Product", "Security", "Leadership")
SEVERITIES = ("Critical", "High", "Medium")
REPORTS = (
    "API returns 500 on checkout for Acme Corp, {}, no workaround",
    "Exports time out for Northwind since the release, {}, twelve users wait",
    "Initech threatens to cancel over late answers, {}, their CEO wrote",
    "Hooli cannot log in since 09:10, {}, all of their agents",
)
MARK = re.compile(r"case-\d{5}-x")
A_MOMENT = 2.0
"""Seconds that somebody looks at a thread before they turn to something else."""


class Answer(StrEnum):
    """What a person knows of what they did."""

    DONE = "done"  # the form was taken
    PRESSED = "pressed"  # heard; whether it was also allowed is told to them alone, which may fail
    UNKNOWN = "unknown"  # "something went wrong": it may have been done or not


class Act(NamedTuple):
    what: str
    by: str
    answer: Answer
    mark: str = ""
    number: int = 0
    began: int = 0
    ended: int = 0
    """The newest calls in the sandbox's record when it was pressed, and when it was answered."""


@dataclass
class Diary:
    """What everyone did. A mark is never used twice."""

    acts: list[Act] = field(default_factory=list)
    marks: int = 0

    def mark(self) -> str:
        self.marks += 1
        return f"case-{self.marks:05d}-x"

    def write(self, act: Act) -> None:
        self.acts.append(act)


# A button's action, and what a sent form behind it is called in the diary.
PRESSED_ONCE = {
    "card.acknowledge": "acknowledged",
    "card.de_escalate": "de-escalated",
    "card.reopen": "reopened",
    "thread.undo": "undone",
    "reminder.no_change": "no change",
    "reminder.snooze": "snoozed",
    "customer.told": "customer told",
    "customer.confirmed": "customer confirmed",
}
OPENS_A_FORM = {"card.post_update": "updated", "card.resolve": "resolved"}
LIKELY = {
    "card.acknowledge": 8,
    "card.post_update": 4,
    "card.de_escalate": 4,
    "card.resolve": 2,
    "card.reopen": 1,
    "thread.undo": 6,
    "reminder.no_change": 5,
    "reminder.snooze": 3,
    "customer.told": 5,
    "customer.confirmed": 1,
    "card.more": 4,
}


class Button(NamedTuple):
    message: Message
    action: str
    number: int


class Member:
    """One person of the crowd, at their own screen."""

    def __init__(self, sandbox: Sandbox, id: str, diary: Diary, chance: Random) -> None:
        self.person: Person = sandbox.person(id)
        self.id = id
        self._sandbox = sandbox
        self._diary = diary
        self._chance = chance

    async def does_something(self, *, may_open: bool) -> None:
        """One act, whatever is in front of them. What is gone by the time they press it was not done."""
        opens = may_open and self.id in REPORTERS and self._chance.random() < 0.35
        try:
            await (self.escalates() if opens else self.presses_something())
        except NotThere:
            pass  # drawn again under their hand
        finally:
            self._closes()

    async def escalates(self) -> None:
        """What counts is the mark in the form that is sent: a command delivered again may open an earlier one."""
        text = self._chance.choice(REPORTS).format(self._diary.mark())
        await self.person.types(f"/escalate {text}", channel=story.SUPPORT)
        if self.person.modal is None:
            return
        team, severity = self._chance.choice(TEAMS), self._chance.choice(SEVERITIES)
        await self.person.fills({"draft.target": team, "draft.severity": severity}, dispatch=False)
        mark = _mark_in(self.person.modal)
        shown = await self.person.submits()
        modal = self.person.modal
        if not shown.error and modal is not None and modal.title == "Before it goes out":
            shown = await self.person.presses("Post as it is")
        self._diary.write(Act("opened", self.id, Answer.UNKNOWN if shown.error else Answer.DONE, mark))

    async def presses_something(self) -> None:
        buttons = self._buttons()
        if not buttons:
            return
        weights = [LIKELY[one.action] for one in buttons]
        await self._uses(self._chance.choices(buttons, weights)[0])

    def _buttons(self) -> list[Button]:
        """All they could press: on cards and in threads of their rooms, and in their direct messages."""
        rooms = [room for room in TEAM_ROOMS if self.id in self._sandbox.workspace.channels[room].members]
        messages = [one for room in rooms for one in self._sandbox.workspace.channels[room].messages[-80:]]
        messages += self.person.dm[-20:]
        return [found for one in messages if one.by_bot for found in _pressable(one)]

    async def _uses(self, button: Button) -> None:
        where: dict[str, Any] = {"message_ts": button.message.ts, "channel": button.message.channel}
        if button.action == "card.more":
            await self._changes_severity(button, where)
        elif what := PRESSED_ONCE.get(button.action):
            answer = await self._presses_once(what, button)
            if what == "de-escalated" and answer is Answer.PRESSED and self._chance.random() < 0.5:
                await self._thinks_better_of_it(button)
        else:
            await self.person.presses(button.action, **where)
            field = "update.text" if button.action == "card.post_update" else "resolve.cause"
            await self._sends(OPENS_A_FORM[button.action], {field: "found {}, fixing it"})

    async def _thinks_better_of_it(self, button: Button) -> None:
        self._closes()
        channel, thread = button.message.channel, button.message.thread_ts or button.message.ts

        def undo() -> Message | None:
            said = self._sandbox.thread(channel, thread)
            return next((one for one in reversed(said) if "Undo" in one.buttons), None)

        try:
            line = await self._sandbox.until(undo, seconds=A_MOMENT)
        except TimeoutError:
            return
        assert line is not None
        await self._presses_once("undone", Button(line, "thread.undo", button.number))

    async def _presses_once(self, what: str, button: Button) -> Answer:
        began, message = self._newest_call, button.message
        shown = await self.person.presses(button.action, message_ts=message.ts, channel=message.channel)
        answer = Answer.UNKNOWN if shown.error else Answer.PRESSED
        self._wrote(what, answer, "", button.number, began=began)
        return answer

    async def _changes_severity(self, button: Button, where: dict[str, Any]) -> None:
        await self.person.selects("card.more", f"severity:{button.number}", **where)
        to = self._chance.choice(SEVERITIES)
        await self._sends("severity changed", {"severity.to": to, "severity.reason": "seen {}, so be it"})

    async def _sends(self, what: str, values: dict[str, str]) -> None:
        """A small form, if it opened. One that was refused stays open or says why: then nothing was done.

        Which escalation it is about the form says: it may be one that a press delivered again has opened.
        """
        modal = self.person.modal
        if modal is None or not set(values) <= set(modal.inputs):
            return
        mark, began = self._diary.mark(), self._newest_call
        await self.person.fills({name: text.format(mark) for name, text in values.items()}, dispatch=False)
        number = int(self.person.modal["private_metadata"].partition(":")[0]) if self.person.modal else 0
        shown = await self.person.submits()
        if shown.error:
            answer = Answer.UNKNOWN
        elif self.person.modal is not None:
            answer = Answer.PRESSED
        else:
            answer = Answer.DONE
        self._wrote(what, answer, mark, number, began=began)

    def _wrote(self, what: str, answer: Answer, mark: str, number: int, *, began: int) -> None:
        self._diary.write(Act(what, self.id, answer, mark, number, began, self._newest_call))

    @property
    def _newest_call(self) -> int:
        entries = self._sandbox.record.entries
        return entries[-1].number if entries else 0

    def _closes(self) -> None:
        """Whatever is open, as by closing the window: the app hears nothing."""
        self._sandbox.workspace.stacks.pop(self.id, None)


def _mark_in(form: Face | None) -> str:
    found = MARK.search(" ".join(str(value) for value in form.values.values())) if form else None
    return found[0] if found else ""


def _pressable(message: Message) -> list[Button]:
    found = []
    for block in message.blocks:
        for element in block.get("elements") or ():
            action = element.get("action_id")
            if action in LIKELY:
                found.append(Button(message, action, _number(element)))
    return found


def _number(element: dict[str, Any]) -> int:
    value = element.get("value") or next((one["value"] for one in element.get("options") or ()), "0")
    return int(str(value).rpartition(":")[2] if ":" in str(value) else value)


class Crowd:
    """Everyone at once, until told to stop."""

    def __init__(self, sandbox: Sandbox, *, seed: int, people: tuple[str, ...] = EVERYONE) -> None:
        self.diary = Diary()
        self.members = [Member(sandbox, one, self.diary, chance_of(f"{seed} {one}")) for one in people]
        self.is_over = False

    async def works(
        self, *, acts: int, pause: float, may_open: Callable[[], bool], waits: Callable[[], Awaitable[None]]
    ) -> None:
        """At most so many acts in all. `waits` is awaited before each, for as long as there is enough on its way."""
        left = acts

        async def one(member: Member, chance: Random) -> None:
            nonlocal left
            while left > 0 and not self.is_over:
                left -= 1
                await waits()
                await member.does_something(may_open=may_open())
                await asyncio.sleep(chance.uniform(0.2, 1.8) * pause)

        async with asyncio.TaskGroup() as group:
            for member in self.members:
                group.create_task(one(member, chance_of(f"pause {member.id}")))
