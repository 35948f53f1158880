"""What follows when another tool took what we wrote there, and when it did not."""

from escalation import audience
from escalation.audience import Post
from escalation.facts import Issue
from escalation.kinds import UserId
from escalation.letters import NOT_UNIQUE, Form, IssueRef, Letter, Parked, Sent
from escalation.models import Escalation
from escalation.notices import Deed, Done, IssueWanted, NoteKind, TicketNote
from escalation.ports import Transaction
from escalation.undoing import Undoing

TOLD_OF = frozenset({NoteKind.OPENED, NoteKind.ENDED})
"""Notes that the trail names; the others tell what stands there already."""


class Noted(Undoing):
    def _taken_in(self, tx: Transaction, escalation: Escalation, letter: Letter, sent: Sent) -> None:
        match letter.notice:
            case TicketNote() as note:
                self._noted(tx, escalation, note)
            case IssueWanted() as wanted if isinstance(sent.ref, IssueRef):
                self._filed(tx, escalation, wanted, sent.ref.issue)
            case _:
                return

    def _noted(self, tx: Transaction, escalation: Escalation, note: TicketNote) -> None:
        """The note with the outcome ticks the closing step, unless it was taken up again meanwhile."""
        if escalation.is_secret:
            return
        if note.about in TOLD_OF:
            tx.record(escalation.id, self._event("ticket noted", after={"tool": note.source, "about": note.about}))
        is_the_end = note.about is NoteKind.ENDED and note.escalation.closed_at == escalation.closed_at
        at = self.now() if is_the_end else escalation.ticket_noted_at
        self._keep(tx, escalation, noted_in=note.source, ticket_noted_at=at)

    def _filed(self, tx: Transaction, escalation: Escalation, wanted: IssueWanted, issue: Issue) -> None:
        """The thread, the card and the brief name it."""
        others = (one for one in escalation.issues if (one.source, one.id) != (issue.source, issue.id))
        known = escalation.model_copy(update={"issues": (*others, issue)})
        tx.save(known)
        for name in (issue.id, issue.url):
            if name:
                tx.add_ref(escalation.id, name)
        deed = Deed.LINKED if wanted.existing else Deed.FILED
        tx.record(escalation.id, self._event(deed.value, by=wanted.by, after={"issue": issue.id, "tool": issue.source}))
        self._draw_brief_again(tx, known, number=len(tx.trail(escalation.id)))
        due, number = self._standing(tx, escalation.id).due, len(tx.trail(escalation.id))
        done = Done(escalation=known, deed=deed, by=wanted.by, by_name=wanted.by_name, at=self.now(), due=due)
        self._tell(tx, audience.hears_done(done, self._policy(tx), number=number, card=True))

    def _not_taken_in(self, tx: Transaction, escalation: Escalation, letter: Letter, parked: Parked) -> None:
        """Who can mend it is told: of a note its reporter, of an issue whoever wanted it; of Security nobody."""
        if escalation.is_secret:
            return
        match letter.notice:
            case TicketNote() as note:
                self._not_noted(tx, escalation, letter, note, parked)
            case IssueWanted() as wanted:
                tx.record(escalation.id, self._event("not filed", by=wanted.by, after={"tool": wanted.source}))
                told = wanted.model_copy(update={"escalation": escalation, "reason": parked.why})
                self._tell_one(tx, f"not filed:{letter.id}:{len(tx.trail(escalation.id))}", wanted.by, told)
            case _:
                return

    def _has_it_not(self, tx: Transaction, escalation: Escalation, letter: Letter) -> None:
        """Nothing was written, and nothing will be: what is left to do after the end is a person's again."""
        note = letter.notice
        if isinstance(note, TicketNote) and escalation.noted_in == note.source and not escalation.is_secret:
            self._keep(tx, escalation, noted_in="")

    def _not_noted(
        self, tx: Transaction, escalation: Escalation, letter: Letter, note: TicketNote, parked: Parked
    ) -> None:
        """Told once for its course, and once for its end; whose ticket it is, once for all tools that may have it."""
        tx.record(escalation.id, self._event("ticket not noted", after={"tool": note.source, "about": note.about}))
        when = letter.key if note.about is NoteKind.ENDED else f"{escalation.id}:{note.source}"
        is_unsure = parked.code == NOT_UNIQUE
        if is_unsure:
            when = f"{escalation.id}:unsure:{note.about is NoteKind.ENDED}:{note.escalation.draft.ticket}"
        told = note.model_copy(update={"escalation": escalation, "reason": parked.why, "is_unsure": is_unsure})
        self._tell_one(tx, f"not noted:{when}", escalation.reporter, told)
        if escalation.noted_in == note.source:
            self._keep(tx, escalation, noted_in="")

    def _tell_one(self, tx: Transaction, key: str, person: UserId, told: TicketNote | IssueWanted) -> None:
        self._tell(tx, [Post(key=key, form=Form.DIRECT, lane=person, notice=told, is_once=True)])

    def _keep(self, tx: Transaction, escalation: Escalation, **changes: object) -> None:
        known = escalation.model_copy(update=changes)
        if known == escalation:
            return
        tx.save(known)
        if known.is_closed:
            self._draw_endings_again(tx, known)
