"""What a note on a ticket says, in plain words, the same for each product."""

from collections.abc import Callable, Mapping

from escalation.kinds import Status, at_most
from escalation.letters import Letter
from escalation.models import Escalation
from escalation.notices import NoteKind, TicketNote
from escalation.sources import Note

LONGEST = 2500
"""Letters of someone's text that a note carries; every product takes as much. The thread has the whole."""


def mark(letter: Letter) -> str:
    """The number people know, and the letter it is: the same letter written again is known by it."""
    return f"{letter.notice.escalation.label} · {letter.id}" if isinstance(letter.notice, TicketNote) else letter.id


def note_of(letter: Letter, told: TicketNote, *, link: str | None) -> Note:
    lines = (*SAYS[told.about](told), *([f"Thread in Slack: {link}"] if link else []))
    return Note(lines=lines, mark=mark(letter), at=told.at)


Said = Callable[[TicketNote], tuple[str, ...]]


def _opened(note: TicketNote) -> tuple[str, ...]:
    esc = note.escalation
    return (f"{esc.label}: escalated to {esc.target}{_by(note)}. Severity {esc.severity}.",)


def _severity(note: TicketNote) -> tuple[str, ...]:
    why = f" Why: {_cut(note.text)}" if note.text else ""
    return (f"{note.escalation.label} is {note.escalation.severity} now, before {note.before}{_by(note)}.{why}",)


def _updated(note: TicketNote) -> tuple[str, ...]:
    return (f"{note.escalation.label}, news from {note.escalation.target}{_by(note)}:", *_lines(note.text))


def _ended(note: TicketNote) -> tuple[str, ...]:
    esc = note.escalation
    if esc.withdrawn:
        return (f"{esc.label} was withdrawn{_by(note)}. Nobody works on it.",)
    if esc.status is Status.RESOLVED:
        return (f"{esc.label} was resolved{_by(note)}.", *_named("Cause", esc))
    return (f"{esc.label} went back to support, de-escalated{_by(note)}.", *_named("Why", esc))


def _reason(note: TicketNote) -> tuple[str, ...]:
    return (f"{note.escalation.label}, why it went back to support{_by(note)}: {_cut(note.escalation.outcome)}",)


def _again(note: TicketNote) -> tuple[str, ...]:
    esc = note.escalation
    return (f"{esc.label} was taken up again{_by(note)}. It is with {esc.target}, severity {esc.severity}.",)


SAYS: Mapping[NoteKind, Said] = {
    NoteKind.OPENED: _opened,
    NoteKind.SEVERITY: _severity,
    NoteKind.UPDATED: _updated,
    NoteKind.ENDED: _ended,
    NoteKind.REASON: _reason,
    NoteKind.AGAIN: _again,
}


def _by(note: TicketNote) -> str:
    return f" by {note.by_name}" if note.by_name else ""


def _named(what: str, escalation: Escalation) -> tuple[str, ...]:
    return (f"{what}: {_cut(escalation.outcome)}",) if escalation.outcome else ()


def _cut(text: str) -> str:
    return at_most(" ".join(text.split()), LONGEST)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in at_most(text, LONGEST).splitlines() if line.strip())
