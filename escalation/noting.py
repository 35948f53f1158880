"""Notes for support's colleagues on the ticket: opened, severity, the team's news, and the outcome.

Of Security nothing is ever written. A note goes to each tool that may have the ticket; the one that has it takes it.
"""

from collections.abc import Mapping

from escalation.audience import Post
from escalation.deskwork import DeskWork
from escalation.kinds import ChannelId
from escalation.letters import NOTE_LANE, Form
from escalation.models import Escalation
from escalation.notices import Deed, Done, NoteKind, TicketNote
from escalation.ports import Transaction

NOTED: Mapping[Deed, NoteKind] = {
    Deed.SEVERITY: NoteKind.SEVERITY,
    Deed.UPDATED: NoteKind.UPDATED,
    Deed.EDITED: NoteKind.OPENED,
    Deed.REASON: NoteKind.REASON,
    Deed.RESOLVED: NoteKind.ENDED,
    Deed.WITHDRAWN: NoteKind.ENDED,
    Deed.UNDONE: NoteKind.AGAIN,
    Deed.REOPENED: NoteKind.AGAIN,
}
"""Deeds of which a ticket may hear. A de-escalation is one once its reason is given, or Undo has ended."""


class Noting(DeskWork):
    def _note_opened(self, tx: Transaction, escalation: Escalation) -> None:
        note = self._note_of(escalation, NoteKind.OPENED, by_name=escalation.reporter_name)
        self._note(tx, note, key="opened")

    def _still_noted(self, escalation: Escalation) -> Escalation:
        """A tool that is not written to any more, or has not the ticket that is named now, gets no further notes."""
        is_lost = escalation.noted_in and escalation.noted_in not in self._writers.of_ticket(escalation.draft)
        return escalation.model_copy(update={"noted_in": ""}) if is_lost else escalation

    def _note_done(self, tx: Transaction, done: Done, *, was: Escalation, number: int) -> None:
        about = NOTED.get(done.deed)
        if about is None or not _is_worth_a_note(done, was):
            return
        if about in {NoteKind.ENDED, NoteKind.REASON} and self._note_ended(tx, done.escalation):
            return
        if about is NoteKind.AGAIN and not self._is_ended_there(tx, was):
            return
        note = self._note_of(done.escalation, about, by_name=done.by_name, text=done.note, before=done.before)
        self._note(tx, note, key=str(number))

    def _note_ended(self, tx: Transaction, escalation: Escalation) -> bool:
        """The outcome, once for each end. Returns whether it is told by this."""
        if not escalation.is_closed or self._is_ended_there(tx, escalation):
            return False
        note = self._note_of(escalation, NoteKind.ENDED, by_name=escalation.closed_by_name, text=escalation.outcome)
        self._note(tx, note, key=_end(escalation))
        return True

    def _is_ended_there(self, tx: Transaction, escalation: Escalation) -> bool:
        sources = self._writers.of_ticket(escalation.draft)
        return bool(tx.keyed([_key(escalation, source, _end(escalation)) for source in sources]))

    def _note_of(
        self, escalation: Escalation, about: NoteKind, *, by_name: str, text: str = "", before: str = ""
    ) -> TicketNote:
        """To no tool yet."""
        note = {"by_name": by_name, "text": text, "before": before}
        return TicketNote(escalation=escalation, source="", about=about, at=self.now(), **note)

    def _note(self, tx: Transaction, note: TicketNote, *, key: str) -> None:
        escalation = note.escalation
        if escalation.is_secret:
            return
        for source in self._writers.of_ticket(escalation.draft):
            lane, told = ChannelId(f"{NOTE_LANE}{source}"), note.model_copy(update={"source": source})
            self._tell(tx, [Post(key=_key(escalation, source, key), form=Form.NOTE, lane=lane, notice=told)])


def _key(escalation: Escalation, source: str, key: str) -> str:
    return f"note:{escalation.id}:{source}:{key}"


def _end(escalation: Escalation) -> str:
    """One end of it: reopened and closed again it ends anew."""
    return f"end {escalation.closed_at.timestamp():.6f}" if escalation.closed_at else "end"


def _is_worth_a_note(done: Done, was: Escalation) -> bool:
    """Of what is said only the team's news; of an edit only that it names another ticket; a reason that is new."""
    escalation = done.escalation
    match done.deed:
        case Deed.UPDATED:
            return escalation.news is not None and escalation.news != was.news
        case Deed.EDITED:
            return (escalation.draft.ticket, escalation.draft.links) != (was.draft.ticket, was.draft.links)
        case Deed.REASON:
            return escalation.outcome != was.outcome
        case _:
            return True
