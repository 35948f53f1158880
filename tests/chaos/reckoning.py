"""Was everything told, once, and in order? Read from the sandbox's own record of what it was sent, call by call.

Held against it: what people did and how they were answered, and the letters and trails in the database. A call that
was taken counts, whether its answer reached us or not.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from escalation.kinds import ClockKind, EscalationId
from escalation.letters import Form, Letter, LetterState, LetterStatus
from escalation.models import Event
from escalation.notices import Deed, Done, EscalationOpened, ReminderDue, ReminderFolded
from sandbox import Message, Sandbox
from sandbox.reading import words
from sandbox.record import Entry
from tests.chaos.crowd import Act, Answer

ENDED = frozenset({Deed.DE_ESCALATED, Deed.RESOLVED, Deed.WITHDRAWN})
TAKEN_UP = frozenset({Deed.UNDONE, Deed.REOPENED})
FOR_THE_TEAM = frozenset({ClockKind.INTERNAL, ClockKind.DECISION})
REDRAWN = frozenset({Form.EDIT, Form.FOLD})
DONE_FOR_GOOD = frozenset({LetterState.SENT, LetterState.DROPPED})
FOREVER = 10**12


@dataclass(frozen=True)
class Told:
    """A message of ours that Slack took."""

    letter: str
    channel: str
    ts: str
    thread: str
    words: str
    at: float
    number: int


@dataclass(frozen=True)
class Kept:
    """What the database says at the end."""

    letters: Sequence[LetterStatus]
    trails: Mapping[EscalationId, Sequence[Event]]
    overdue: int = 0


@dataclass
class Findings:
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    disordered: list[str] = field(default_factory=list)
    posts: int = 0

    @property
    def all(self) -> list[str]:
        told = (("lost", self.lost), ("doubled", self.doubled), ("out of order", self.disordered))
        return [f"{kind}: {one}" for kind, found in told for one in found]


def told_in(sandbox: Sandbox) -> list[Told]:
    """Every message that Slack took, in the order it took them."""
    return [_told(one) for one in sandbox.record.of("chat.postMessage") if one.applied]


def _told(entry: Entry) -> Told:
    said = entry.arguments
    return Told(
        letter=letter_in(entry),
        channel=entry.channel,
        ts=entry.ts,
        thread=str(said.get("thread_ts") or ""),
        words=words(_blocks(said), str(said.get("text") or "")),
        at=entry.at,
        number=entry.number,
    )


def letter_in(entry: Entry) -> str:
    return str((entry.metadata or {}).get("event_payload", {}).get("letter", ""))


def _blocks(said: Mapping[str, Any]) -> list[dict[str, Any]]:
    blocks = said.get("blocks") or []
    found: list[dict[str, Any]] = json.loads(blocks) if isinstance(blocks, str) else blocks
    return found


class Reckoning:
    def __init__(self, sandbox: Sandbox, kept: Kept, acts: Sequence[Act]) -> None:
        self._sandbox = sandbox
        self._kept = kept
        self._acts = acts
        self._told = told_in(sandbox)
        self._by_letter: dict[str, list[Told]] = defaultdict(list)
        for one in self._told:
            self._by_letter[one.letter].append(one)
        self._letters = {str(one.letter.id): one for one in kept.letters}
        self._seq = {letter: place for place, letter in enumerate(self._letters)}

    def findings(self) -> Findings:
        found = Findings(posts=len(self._told))
        self._each_letter_once(found)
        self._each_line_of_the_trail_once(found)
        self._what_people_did(found)
        self._each_thread_in_order(found)
        self._no_reminder_after_an_end(found)
        self._no_reminder_begun_after_an_end(found)
        self._what_stands_is_what_is_so(found)
        return found

    # --- letters

    def _each_letter_once(self, found: Findings) -> None:
        for letter, posts in self._by_letter.items():
            if len(posts) > 1:
                found.doubled.append(f"{self._name(letter)} was posted {len(posts)} times")
            if letter not in self._letters:
                found.doubled.append(f"a message of letter {letter!r}, which nobody wrote")
        drawn = {(one.channel, one.ts) for one in self._sandbox.record.of("chat.update") if one.applied}
        for letter, one in self._letters.items():
            self._one_letter(found, one, self._by_letter.get(letter, []), drawn)
        if self._kept.overdue:
            found.lost.append(f"{self._kept.overdue} clocks are overdue and nobody was asked")

    def _one_letter(
        self, found: Findings, one: LetterStatus, posts: Sequence[Told], drawn: Collection[tuple[str, str]]
    ) -> None:
        name = self._name(one.letter.id)
        if one.state not in DONE_FOR_GOOD:
            found.lost.append(f"{name} is still {one.state}: {one.reason or 'no reason'}")
        elif one.letter.form in REDRAWN:
            if one.state is LetterState.SENT and one.ref and (one.ref.channel, one.ref.ts) not in drawn:
                found.lost.append(f"{name} is called sent, and nothing was drawn again")
        elif one.state is LetterState.SENT and not self._stands(one):
            found.lost.append(f"{name} is called sent, and does not stand where it should")
        elif one.state is LetterState.DROPPED and posts:
            found.doubled.append(f"{name} was dropped, and yet was posted")

    def _stands(self, one: LetterStatus) -> bool:
        """There, as what it is, and in its escalation's thread."""
        message = self._message(one)
        if message is None or (message.metadata or {}).get("event_payload", {}).get("letter") != one.letter.id:
            return False
        return one.letter.form not in {Form.BRIEF, Form.LINE} or message.is_reply

    def _message(self, one: LetterStatus) -> Message | None:
        channel = self._sandbox.workspace.channels.get(one.ref.channel) if one.ref else None
        return channel.find(one.ref.ts) if channel and one.ref else None

    def _name(self, id: str) -> str:
        one = self._letters.get(id)
        return f"{one.letter.key} ({one.letter.notice.kind})" if one else id

    # --- the trail, and people

    def _each_line_of_the_trail_once(self, found: Findings) -> None:
        """A deed is one line in its thread; so is a reminder, unless it was answered before it left."""
        lines = [one for one in self._kept.letters if one.letter.form is Form.LINE]
        deeds = Counter((_of(one.letter), _deed(one.letter)) for one in lines)
        reminders = Counter(_of(one.letter) for one in lines if isinstance(one.letter.notice, ReminderDue))
        for number, trail in self._kept.trails.items():
            happened = Counter(event.kind for event in trail)
            for deed in Deed:
                _same(found, happened[deed.value], deeds[number, deed], f"ESC-{number}, lines that say {deed}")
            _same(found, happened["reminded"], reminders[number], f"ESC-{number}, reminders")

    def _what_people_did(self, found: Findings) -> None:
        marked = [one for one in self._told if one.thread or self._is(one.letter, Form.CARD)]
        for act in self._acts:
            if act.mark:
                times = sum(self._tells_of(act, one) for one in marked)
                if times == 0 and act.answer is Answer.DONE:
                    found.lost.append(f"{act.by} {act.what} {act.mark}: taken, and never told")
                if times > 1:
                    found.doubled.append(f"{act.by} {act.what} {act.mark}: told {times} times")
        self._no_more_than_was_pressed(found)

    def _tells_of(self, act: Act, told: Told) -> bool:
        """A card of what was opened, a line of what was done."""
        if act.mark not in told.words:
            return False
        if act.what == "opened":
            return self._is(told.letter, Form.CARD)
        status = self._letters.get(told.letter)
        return status is not None and _deed(status.letter) == act.what

    def _no_more_than_was_pressed(self, found: Findings) -> None:
        pressed = Counter((act.number, act.what, act.by) for act in self._acts if act.number)
        lines: Counter[tuple[int, str, str]] = Counter()
        for one in self._told:
            status = self._letters.get(one.letter)
            if status and status.letter.form is Form.LINE and isinstance(status.letter.notice, Done):
                done = status.letter.notice
                lines[int(done.escalation.id), done.deed.value, str(done.by)] += 1
        for key, times in lines.items():
            if times > pressed[key]:
                number, what, by = key
                found.doubled.append(f"ESC-{number}, {by} {what}: told {times} times, pressed {pressed[key]} times")

    # --- order

    def _each_thread_in_order(self, found: Findings) -> None:
        """Card, brief, then lines as they were written: by the order in which Slack took them."""
        for number, posts in self._threads().items():
            order = [self._seq[one.letter] for one in posts]
            if order != sorted(order):
                found.disordered.append(f"ESC-{number}: {', '.join(self._name(one.letter) for one in posts)}")

    def _threads(self) -> Mapping[EscalationId, Sequence[Told]]:
        threads: dict[EscalationId, list[Told]] = defaultdict(list)
        for one in self._told:
            status = self._letters.get(one.letter)
            if status and status.letter.escalation and status.letter.form in {Form.CARD, Form.BRIEF, Form.LINE}:
                threads[status.letter.escalation].append(one)
        return threads

    def _no_reminder_after_an_end(self, found: Findings) -> None:
        for number, posts in self._threads().items():
            is_ended = False
            for one in posts:
                notice = self._letters[one.letter].letter.notice
                if isinstance(notice, Done):
                    is_ended = notice.deed in ENDED or (is_ended and notice.deed not in TAKEN_UP)
                elif is_ended and _is_for_the_team(self._letters[one.letter].letter):
                    found.disordered.append(f"ESC-{number}: {self._name(one.letter)} below its end")

    def _no_reminder_begun_after_an_end(self, found: Findings) -> None:
        """Once the end was acknowledged to whoever pressed it, no try of a reminder for the team begins.

        That a try began later is certain where an earlier call for the same letter came in later already.
        """
        calls = self._calls_for_reminders()
        for number, since, until in self._ends():
            for letter in calls:
                if self._letters[letter].letter.escalation == number:
                    late = [one for one in calls[letter] if since < one.number < until]
                    if any(one.method == "chat.postMessage" for one in late[1:]):
                        found.disordered.append(f"ESC-{number}: {self._name(letter)}, begun after its end")

    def _ends(self) -> Iterable[tuple[int, int, int]]:
        """Escalation, and between which calls it was certainly ended: one press, and the line that tells of it."""
        told = Counter(
            (int(done.escalation.id), str(done.by))
            for one in self._kept.letters
            if one.letter.form is Form.LINE and isinstance(done := one.letter.notice, Done) and done.deed in ENDED
        )
        ends = [one for one in self._acts if one.what in ENDED and one.answer is not Answer.UNKNOWN]
        pressed = Counter((one.number, one.by) for one in self._acts if one.what in ENDED)
        for act in ends:
            if told[act.number, act.by] == pressed[act.number, act.by] == 1:
                again = [one.began for one in self._acts if one.number == act.number and one.what in TAKEN_UP]
                yield act.number, act.ended, min((one for one in again if one > act.began), default=FOREVER)

    def _calls_for_reminders(self) -> Mapping[str, Sequence[Entry]]:
        """Posts of each reminder for the team, taken or not, and the look-ups between them in its thread."""
        posts: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._sandbox.record.of("chat.postMessage"):
            status = self._letters.get(letter_in(entry))
            if status and status.letter.form is Form.LINE and _is_for_the_team(status.letter):
                posts[letter_in(entry)].append(entry)
        looks: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._sandbox.record.of("conversations.replies"):
            if entry.arguments.get("include_all_metadata"):
                looks[str(entry.arguments.get("ts"))].append(entry)
        for found in posts.values():
            first, last = found[0].number, found[-1].number
            between = looks[str(found[0].arguments.get("thread_ts"))]
            found += [one for one in between if first < one.number < last]
            found.sort(key=lambda one: one.number)
        return posts

    # --- what was drawn again

    def _what_stands_is_what_is_so(self, found: Findings) -> None:
        """Cards say how it ended; what was answered has no buttons."""
        newest: dict[tuple[str, str], LetterStatus] = {}
        for one in self._kept.letters:
            if one.letter.form in REDRAWN and one.state is LetterState.SENT and one.ref:
                newest[one.ref.channel, one.ref.ts] = one
        for (channel, ts), one in newest.items():
            message = self._sandbox.workspace.channels[channel].find(ts)
            if message is None:
                found.lost.append(f"{self._name(one.letter.id)}: its message is gone")
            elif isinstance(one.letter.notice, ReminderFolded) and message.buttons:
                found.lost.append(f"{self._name(one.letter.id)}: still asks with buttons")

    def _is(self, letter: str, form: Form) -> bool:
        return letter in self._letters and self._letters[letter].letter.form is form


def cards_say(
    sandbox: Sandbox, letters: Iterable[LetterStatus], is_closed: Callable[[EscalationId], bool]
) -> list[str]:
    """Cards that do not say whether their escalation is closed."""
    wrong = []
    for one in letters:
        if not isinstance(one.letter.notice, EscalationOpened) or one.letter.form is not Form.CARD or not one.ref:
            continue
        message = sandbox.workspace.channels[one.ref.channel].find(one.ref.ts)
        number = one.letter.notice.escalation.id
        if message is not None and ("Reopen" in message.buttons) != is_closed(number):
            wrong.append(f"ESC-{number}: its card says {message.buttons}")
    return wrong


def _deed(letter: Letter) -> str | None:
    return letter.notice.deed.value if isinstance(letter.notice, Done) else None


def _is_for_the_team(letter: Letter) -> bool:
    return isinstance(letter.notice, ReminderDue) and letter.notice.clock in FOR_THE_TEAM


def _of(letter: Letter) -> EscalationId | None:
    return letter.escalation


def _same(found: Findings, happened: int, told: int, what: str) -> None:
    if told < happened:
        found.lost.append(f"{what}: {told} of {happened}")
    if told > happened:
        found.doubled.append(f"{what}: {told} of {happened}")
