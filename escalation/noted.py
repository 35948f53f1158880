"""What follows when another tool took what we wrote there, and when it did not."""

from escalation.audience import Post
from escalation.folding import Folding
from escalation.letters import Form, Letter
from escalation.models import Escalation
from escalation.notices import NoteKind, TicketNote
from escalation.ports import Transaction

TOLD_OF = frozenset({NoteKind.OPENED, NoteKind.ENDED})
"""Notes that the trail names; the others tell what stands there already."""


class Noted(Folding):
    def _taken_in(self, tx: Transaction, escalation: Escalation, letter: Letter) -> None:
        """The note with the outcome ticks the closing step, unless it was taken up again meanwhile."""
        note = letter.notice
        if not isinstance(note, TicketNote) or escalation.is_secret:
            return
        if note.about in TOLD_OF:
            tx.record(escalation.id, self._event("ticket noted", after={"tool": note.source, "about": note.about}))
        is_the_end = note.about is NoteKind.ENDED and note.escalation.closed_at == escalation.closed_at
        at = self.now() if is_the_end else escalation.ticket_noted_at
        self._keep(tx, escalation, noted_in=note.source, ticket_noted_at=at)

    def _not_taken_in(self, tx: Transaction, escalation: Escalation, letter: Letter, reason: str) -> None:
        """Its reporter is told, once for its course and once for its end; of Security nobody is."""
        note = letter.notice
        if not isinstance(note, TicketNote) or escalation.is_secret:
            return
        tx.record(escalation.id, self._event("ticket not noted", after={"tool": note.source, "about": note.about}))
        told = note.model_copy(update={"escalation": escalation, "reason": reason})
        when = letter.key if note.about is NoteKind.ENDED else f"{escalation.id}:{note.source}"
        self._tell(tx, [Post(key=f"not noted:{when}", form=Form.DIRECT, lane=escalation.reporter, notice=told)])
        if escalation.noted_in == note.source:
            self._keep(tx, escalation, noted_in="")

    def _keep(self, tx: Transaction, escalation: Escalation, **changes: object) -> None:
        known = escalation.model_copy(update=changes)
        if known == escalation:
            return
        tx.save(known)
        if known.is_closed:
            self._draw_endings_again(tx, known)
