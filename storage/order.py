"""Who goes next, and how fast: the rules both stores keep. No SQL here, and no time of its own.

Within an escalation: the card, then what stands in its thread, in the order written; direct messages wait for the card
too, but only until it is settled. Edits of the card are a stream of their own. Between escalations nothing waits.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from escalation.drafts import MessageRef
from escalation.letters import ELSEWHERE, Form, LetterState

ON_CARD = frozenset({Form.BRIEF, Form.LINE, Form.EDIT})
"""The forms that need a delivered card."""

# Slack takes about one message a second and channel, short bursts apart, and fifty edits a minute.
MESSAGE_EVERY = timedelta(seconds=1)
MESSAGE_BURST = 3
EDIT_EVERY = timedelta(seconds=1.2)


LIMITS_TOGETHER = timedelta(seconds=10)
"""Limits met in two channels within this time are one limit: the workspace's."""


class Limit(NamedTuple):
    """Where and when Slack last limited a channel of the workspace."""

    lane: str
    at: datetime

    def is_the_workspaces(self, lane: str, now: datetime) -> bool:
        """With another one in this lane now."""
        return self.lane != lane and now - self.at <= LIMITS_TOGETHER


class Unsettled(NamedTuple):
    """A letter under way, as its order needs it. `thread` is the card it was last meant for."""

    seq: int
    form: Form
    lane: str
    state: LetterState
    look_first: bool
    thread: str | None

    @property
    def may_move(self) -> bool:
        """Only what certainly did not leave us. What may have arrived is looked for where it was sent.

        What never had a thread may have been sent in a life that a backup has undone: below the card, once found.
        """
        return self.state is LetterState.WAITING and not (self.look_first and self.thread)


class Arranged(NamedTuple):
    seq: int
    lane: str
    thread: str | None
    is_next: bool


class Head(NamedTuple):
    """The earliest letter of one kind in a lane with nothing before it in its escalation."""

    is_edit: bool
    ready_at: datetime
    rank: int


class Pace(NamedTuple):
    """When a lane next takes a message, and an edit. Empty means at once."""

    messages_at: datetime | None = None
    edits_at: datetime | None = None

    def opens_at(self, *, is_edit: bool) -> datetime | None:
        return self.edits_at if is_edit else self.messages_at

    def after_sending(self, now: datetime, *, is_edit: bool) -> "Pace":
        if is_edit:
            return self._replace(edits_at=now + EDIT_EVERY)
        # The generic cell rate algorithm: a lane that was silent has MESSAGE_BURST messages to spare.
        slack = MESSAGE_EVERY * (MESSAGE_BURST - 1)
        spent = max(self.messages_at + slack, now) if self.messages_at else now
        return self._replace(messages_at=spent + MESSAGE_EVERY - slack)

    def held_until(self, moment: datetime, *, is_edit: bool) -> "Pace":
        return self._replace(**{"edits_at" if is_edit else "messages_at": moment})


def arrange(letters: Iterable[Unsettled], card: MessageRef | None) -> list[Arranged]:
    """Where one escalation's unsettled letters go, and which of them have nothing before them.

    `letters` come in the order written; `card` is the one to write below: the newest delivered, unless it `is_left`.
    Without one, what may still move belongs below the next.
    What cannot go for want of a card does not stand in the way of anything: the next card may come from behind it.
    """
    arranged = []
    busy: set[tuple[str, bool]] = set()
    card_ahead = False
    for letter in letters:
        needs_card = letter.form in ON_CARD
        lane, thread = letter.lane, letter.thread
        if needs_card and letter.may_move:
            lane, thread = (str(card.channel), card.ts) if card else (lane, None)
        stuck = needs_card and thread is None
        stream = (lane, letter.form is Form.EDIT)
        waits_for_card = card_ahead and letter.form not in ELSEWHERE  # where Slack is down, a call gets through
        arranged.append(Arranged(letter.seq, lane, thread, not (stuck or waits_for_card or stream in busy)))
        if not stuck:
            busy.add(stream)
        card_ahead = card_ahead or letter.form is Form.CARD
    return arranged


def is_left(delivered: int, cards: Iterable[int]) -> bool:
    """Whether a newer card than the one delivered is on its way, or was refused: nothing new goes below the older one.

    Otherwise what is meant for Security would be read where it was moved away from. Cards are told by their `seq`.
    """
    return any(seq > delivered for seq in cards)


def next_turn(heads: Sequence[Head], pace: Pace) -> datetime | None:
    """When a lane next has something to send; None when nothing waits in it."""
    turns = [max(head.ready_at, pace.opens_at(is_edit=head.is_edit) or head.ready_at) for head in heads]
    return min(turns, default=None)
