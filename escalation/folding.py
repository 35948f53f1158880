"""What becomes of messages that still ask for something when it has been done: one line, or the question that is left.

A reminder folds when it was answered or asked again; the line about an end follows what is left to do after it.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from escalation import audience
from escalation.deskwork import is_left_behind
from escalation.drafts import MessageRef
from escalation.kinds import ClockKind
from escalation.letters import Form, Letter, LetterState, LetterStatus
from escalation.models import Escalation
from escalation.notices import Deed, Done, ReminderDue, ReminderFolded
from escalation.ports import Transaction
from escalation.redrawing import Redrawing

FOLDED = {
    Deed.UPDATED: "answered with an update",
    Deed.NO_CHANGE: "answered: no change",
    Deed.SNOOZED: "put it off",
    Deed.DECIDED: "decided",
    Deed.DECIDED_LATER: "decides later",
    Deed.CUSTOMER_TOLD: "told the customer",
    Deed.CONFIRMED: "heard from the customer that it works",
    Deed.ACKNOWLEDGED: "took it",
    Deed.REASSIGNED: "gave it to someone else",
    Deed.HANDED_OVER: "passed it on to another team",
    Deed.DE_ESCALATED: "de-escalated it",
    Deed.RESOLVED: "marked it resolved",
    Deed.WITHDRAWN: "withdrew it",
    Deed.REASON: "wrote down why",
    Deed.REOPENED: "took it up again",
}
"""What a reminder that stood open becomes after a deed, in one line."""

ASK_THE_TEAM = frozenset({ClockKind.INTERNAL, ClockKind.DECISION})
"""The clocks that ask the team."""

DECIDE = frozenset({Deed.DECIDED, Deed.DECIDED_LATER, Deed.DE_ESCALATED, Deed.RESOLVED, Deed.HANDED_OVER})
"""Deeds after which nobody has to decide now."""

ENDED = {
    Deed.DE_ESCALATED: "de-escalated it",
    Deed.RESOLVED: "marked it resolved",
    Deed.CUSTOMER_TOLD: "told the customer of the end",
}
"""Deeds after which something is left to do, as they are told when it was taken up again."""

CAME_LATE = "Asked; what came of it stands in the thread."


class Folding(Redrawing):
    """Only messages that have arrived are replaced; what was on its way is folded when it does."""

    def _fold(self, tx: Transaction, escalation: Escalation, kinds: Collection[ClockKind], said: str) -> bool:
        """Reminders of these clocks that stand open become one line, or the question that is left of two.

        Those not sent yet are dropped. Returns whether the customer's question, still open, went with the team's.
        """
        is_lost = False
        for one, asks in _open_questions(tx.letters(escalation.id)):
            left = asks.difference(kinds)
            if left == asks:
                continue
            if one.state is not LetterState.WAITING:
                self._fold_to(tx, escalation, one, left, said)
            elif not left & ASK_THE_TEAM:  # else it still asks the team, and is folded when it has arrived
                tx.drop(escalation.id, keys=[one.letter.key], reason="answered")
                is_lost = is_lost or ClockKind.CUSTOMER in left
        return is_lost

    def _ask_customer_anew(self, tx: Transaction, escalation: Escalation) -> None:
        clock = tx.clocks(escalation.id).get(ClockKind.CUSTOMER)
        if clock is not None:
            tx.set_clock(clock.moved(self.now(), round=max(clock.round - 1, 0)))

    def _fold_late(self, tx: Transaction, escalation: Escalation, letter: Letter) -> None:
        """A reminder that was on its way while it was answered, or asked again, has buttons for nothing."""
        for one, asks in _open_questions(tx.letters(escalation.id)):
            if one.letter.id == letter.id and asks != _asks(one):
                self._fold_to(tx, escalation, one, asks, CAME_LATE)

    def _fold_to(
        self, tx: Transaction, escalation: Escalation, one: LetterStatus, left: frozenset[ClockKind], said: str
    ) -> None:
        reminder, ref = one.letter.notice, one.ref
        if ref is None or not isinstance(reminder, ReminderDue):
            return
        if not left:
            self._replace(tx, ref, f"fold:{one.letter.id}", ReminderFolded(escalation=escalation, said=said))
        for kind in left:
            half = audience.half(reminder, kind).model_copy(update={"said": said})
            self._replace(tx, ref, f"fold:{one.letter.id}:{kind}", half)

    def _draw_endings_again(self, tx: Transaction, escalation: Escalation) -> None:
        """Lines that say what is left to do after the end: they follow the row, and the clock that ends Undo."""
        for letter, done, ref in _endings(tx.letters(escalation.id), since=escalation.closed_at):
            self._draw_ending_again(tx, escalation, letter, done, ref)

    def _draw_ending_again(
        self, tx: Transaction, escalation: Escalation, letter: Letter, done: Done, ref: MessageRef
    ) -> None:
        if not follows(letter, escalation):
            return
        standing, undo = self._standing(tx, escalation.id), tx.clocks(escalation.id).get(ClockKind.UNDO)
        placed = done.model_copy(update={"is_direct": letter.form is Form.DIRECT})
        now = {"escalation": escalation, "due": standing.due, "undo_by": undo.due_at if undo else None}
        again = placed.model_copy(update=now)
        if again != placed:
            key = f"again:{letter.id}:{len(tx.trail(escalation.id))}:{again.undo_by is None}"
            self._replace(tx, ref, key, again)

    def _draw_ending_late(self, tx: Transaction, escalation: Escalation, letter: Letter, ref: MessageRef) -> None:
        """A line about the end that was on its way while something was done about it."""
        done = letter.notice
        if not isinstance(done, Done) or done.deed not in ENDED or letter.form is Form.FOLD:
            return
        if escalation.closed_at and done.at >= escalation.closed_at:
            self._draw_ending_again(tx, escalation, letter, done, ref)
        elif done.escalation.is_closed:
            self._fold_ending(tx, escalation, letter, done, ref, "It was taken up again.")

    def _fold_endings(self, tx: Transaction, escalation: Escalation, said: str) -> None:
        """Taken up again: what was left to do after the end becomes a line without buttons."""
        if undo := tx.clocks(escalation.id).get(ClockKind.UNDO):
            tx.set_clock(undo.moved(None))
        for letter, done, ref in _endings(tx.letters(escalation.id)):
            self._fold_ending(tx, escalation, letter, done, ref, said)

    def _fold_ending(
        self, tx: Transaction, escalation: Escalation, letter: Letter, done: Done, ref: MessageRef, said: str
    ) -> None:
        if not follows(letter, escalation):
            return
        notice = ReminderFolded(escalation=escalation, said=f"{done.by_name} had {ENDED[done.deed]}. {said}")
        self._replace(tx, ref, f"fold:{letter.id}", notice, is_once=True)


def answered_by(done: Done) -> frozenset[ClockKind]:
    """Which reminders a deed answers. The team's end ends only its own; the customer still waits for word.

    What went to Security is no longer asked about where it was.
    """
    if not done.answers or done.deed not in FOLDED:
        return frozenset()
    if done.deed in {Deed.CUSTOMER_TOLD, Deed.CONFIRMED}:
        return frozenset({ClockKind.CUSTOMER})
    if done.deed in {Deed.REASON, Deed.REOPENED}:
        joined = done.deed is Deed.REASON and done.escalation.merged is not None
        return frozenset({ClockKind.WATCH, *({ClockKind.CUSTOMER} if joined else ())})
    if done.deed is Deed.WITHDRAWN or (done.deed is Deed.HANDED_OVER and done.escalation.is_secret):
        return frozenset(ClockKind)
    return frozenset({ClockKind.INTERNAL, *({ClockKind.DECISION} if done.deed in DECIDE else ())})


def _endings(
    letters: Sequence[LetterStatus], *, since: datetime | None = None
) -> Iterable[tuple[Letter, Done, MessageRef]]:
    """The lines about an end that have arrived, here and in direct messages."""
    for one in letters:
        done = one.letter.notice
        if one.ref is None or one.letter.form is Form.FOLD or not isinstance(done, Done):
            continue
        if done.deed in ENDED and done.escalation.is_closed and (since is None or done.at >= since):
            yield one.letter, done, one.ref


def follows(letter: Letter, escalation: Escalation) -> bool:
    """Whether a line about an end is drawn again: not a stub, and nothing that a reporter keeps of Security."""
    is_reporters = letter.form is Form.DIRECT and escalation.is_secret
    return not is_reporters and not is_left_behind(letter, escalation)


def _open_questions(letters: Sequence[LetterStatus]) -> Iterable[tuple[LetterStatus, frozenset[ClockKind]]]:
    """Each reminder, newest first, with the clocks that nothing written later has answered or asked about anew."""
    settled: frozenset[ClockKind] = frozenset()
    for one in reversed(letters):
        notice = one.letter.notice
        if one.letter.form is Form.LINE and isinstance(notice, Done):
            settled |= answered_by(notice)
        if one.letter.form is Form.FOLD or not isinstance(notice, ReminderDue):
            continue
        yield one, _asks(one) - settled
        if one.letter.form is Form.LINE:
            settled |= _asks(one) - {ClockKind.DECISION}  # whoever was asked to decide first may still do so


def left_to_ask(letters: Sequence[LetterStatus], letter: Letter) -> frozenset[ClockKind] | None:
    """What a reminder that has not arrived still has to ask; None where it goes out as it was written.

    Where the team has answered it does not go out: of two questions the customer's is put anew.
    """
    for one, left in _open_questions(letters):
        if one.letter.id == letter.id and left != _asks(one) and not left & ASK_THE_TEAM:
            return left
    return None


def _asks(reminder: LetterStatus) -> frozenset[ClockKind]:
    notice = reminder.letter.notice
    if not isinstance(notice, ReminderDue):
        return frozenset()
    return frozenset({ClockKind.INTERNAL, ClockKind.CUSTOMER} if notice.with_customer else {notice.clock})
