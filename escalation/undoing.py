"""Undo of a join: under its line in the thread and what whoever joined was told, for ten minutes, and not after an end.

What was on its way while that changed is drawn again when it arrives.
"""

from datetime import datetime, timedelta

from escalation.drafts import MessageRef
from escalation.folding import Folding, follows
from escalation.kinds import ClockKind
from escalation.letters import Form, Letter
from escalation.models import Added, Clock, Escalation
from escalation.notices import Done, Joined, ReminderFolded
from escalation.ports import Transaction

UNDO = timedelta(minutes=10)
"""How long an acknowledgement, a de-escalation or a join can be taken back."""


class Undoing(Folding):
    """Whether it can be taken back is said by the row; a button that stands too long is refused."""

    def _offer_undo(self, tx: Transaction, escalation: Escalation) -> None:
        """Until the first of them ends. An end has an Undo of its own, and its clock."""
        now = self.now()
        ends = [one.at + UNDO for one in escalation.added if is_offered(escalation, one, now)]
        if not escalation.is_closed and (ends or ClockKind.UNDO in tx.clocks(escalation.id)):
            due_at = min(ends, default=None)
            tx.set_clock(Clock(escalation=escalation.id, kind=ClockKind.UNDO, due_at=due_at, anchor=now))

    def _draw_joins_again(self, tx: Transaction, escalation: Escalation) -> None:
        for one in tx.letters(escalation.id) if escalation.added else ():
            if one.ref:
                self._draw_join_again(tx, escalation, one.letter, one.ref)

    def _draw_join_again(self, tx: Transaction, escalation: Escalation, letter: Letter, ref: MessageRef) -> None:
        """Taken back it becomes a line; once that cannot be any more, its button leaves."""
        notice = letter.notice
        if letter.form is Form.FOLD or not isinstance(notice, Done | Joined) or notice.join is None:
            return
        added = next((one for one in escalation.added if one.number == notice.join), None)
        if not follows(letter, escalation) or (added and is_offered(escalation, added, self.now())):
            return
        if added and added.taken_out_by:
            said = f"{added.about} joined {escalation.label}, and {added.taken_out_by} took that back."
            folded = ReminderFolded(escalation=escalation, said=said)
            self._replace(tx, ref, f"fold:{letter.id}", folded, is_once=True)
        elif notice.undo_by and (letter.form is Form.LINE or isinstance(notice, Joined)):
            ended = notice.model_copy(update={"undo_by": None})
            self._replace(tx, ref, f"undo ended:{letter.id}", ended, is_once=True)


def is_offered(escalation: Escalation, added: Added, now: datetime) -> bool:
    return not escalation.is_closed and not added.taken_out_by and now - added.at < UNDO
