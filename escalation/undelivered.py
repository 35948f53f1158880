"""Letters that have not arrived, for the operator: which they are, and which of them may be sent again.

What something later has overtaken is not sent again but dropped: a second card, or a question asked anew since.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from escalation.deskwork import is_left_behind
from escalation.errors import NotAllowed
from escalation.kinds import ClockKind, LetterId, WorkspaceId, label
from escalation.letters import Form, Letter, LetterState, LetterStatus
from escalation.models import Escalation
from escalation.notices import ALONE, BriefContinued, CouldNotDeliver, NoChannelYet, ReminderDue
from escalation.ports import LATE_LETTER, Store, Transaction
from escalation.record import Value


class Undelivered(Value):
    """A letter without a word of what it says. Of a Security escalation neither number nor place is told.

    `overtaken` says why it is not to be sent again.
    """

    id: LetterId
    workspace: WorkspaceId
    about: str
    to: str
    kind: str
    state: LetterState
    since: datetime
    reason: str = ""
    overtaken: str = ""


def undelivered(store: Store, *, now: datetime) -> Sequence[Undelivered]:
    """What is parked, and what has been on its way for too long, in the order written. `now` is machine time."""
    found: list[Undelivered] = []
    for workspace in store.undelivered_in():
        with store.read(workspace) as tx:
            found += [_told(tx, one, now) for one in tx.undelivered() if _is_to_be_told(one, now)]
    return found


def resend(store: Store, one: Undelivered) -> str:
    """The letter waits again; where an earlier try may have arrived it is looked for first.

    Returns what has overtaken it, if anything: then it is dropped. Raises `NotAllowed` for one that is not parked.
    """
    with store.begin(one.workspace) as tx:
        kept = next((status.letter for status in tx.undelivered() if status.letter.id == one.id), None)
        if kept is None or not tx.retry(one.id):
            raise NotAllowed("it is not parked: it has arrived, or is on its way")
        overtaken = _overtaken(tx, kept)
        if overtaken and kept.escalation is not None:
            tx.drop(kept.escalation, keys=[kept.key], reason=overtaken)
        return overtaken


def _is_to_be_told(one: LetterStatus, now: datetime) -> bool:
    return one.state is LetterState.PARKED or (one.since is not None and one.since <= now - LATE_LETTER)


def _told(tx: Transaction, one: LetterStatus, now: datetime) -> Undelivered:
    letter = one.letter
    is_secret = _was_secret(letter) or (letter.escalation is not None and tx.load(letter.escalation).is_secret)
    about = label(letter.escalation) if letter.escalation is not None else "-"
    return Undelivered(
        id=letter.id,
        workspace=letter.workspace,
        about="Security" if is_secret else about,
        to="not shown" if is_secret else letter.lane,
        kind=letter.notice.kind,
        state=one.state,
        since=one.since or now,
        reason=one.reason or "",
        overtaken=_overtaken(tx, letter) if one.state is LetterState.PARKED else "",
    )


def _was_secret(letter: Letter) -> bool:
    notice = letter.notice
    return not isinstance(notice, ALONE) and notice.escalation.is_secret


# --- what something later has overtaken


class Known(NamedTuple):
    """A parked letter, its escalation as it stands, those written after it, and whether the card stands."""

    letter: Letter
    escalation: Escalation
    later: Sequence[Letter]
    has_card: bool


def _overtaken(tx: Transaction, letter: Letter) -> str:
    if letter.escalation is None:
        return ""
    written = [one.letter for one in tx.letters(letter.escalation)]
    later = written[[one.id for one in written].index(letter.id) + 1 :]
    known = Known(letter, tx.load(letter.escalation), later, has_card=tx.card(letter.escalation) is not None)
    return next((why for applies, why in OVERTAKEN if applies(known)), "")


def _went_on(known: Known) -> bool:
    return is_left_behind(known.letter, known.escalation)


def _is_replaced(known: Known) -> bool:
    """There is one card, one brief and one state of each message; the newest is the one that counts."""
    form, edits = known.letter.form, known.letter.edits
    if form not in {Form.CARD, Form.BRIEF, Form.EDIT, Form.FOLD}:
        return False
    return any((one.form, one.edits) == (form, edits) for one in known.later)


def _is_of_an_older_brief(known: Known) -> bool:
    return isinstance(known.letter.notice, BriefContinued) and any(one.form is Form.BRIEF for one in known.later)


def _was_asked_again(known: Known) -> bool:
    asked = known.letter.notice
    again = (one for one in known.later if (one.form, one.lane) == (known.letter.form, known.letter.lane))
    return isinstance(asked, ReminderDue) and any(
        isinstance(one.notice, ReminderDue) and one.notice.clock is asked.clock for one in again
    )


def _is_answered(known: Known) -> bool:
    """A closed one asks its team nothing more; its customer's last round goes on."""
    notice = known.letter.notice
    return isinstance(notice, ReminderDue) and known.escalation.is_closed and notice.clock is not ClockKind.CUSTOMER


def _is_mended(known: Known) -> bool:
    return isinstance(known.letter.notice, CouldNotDeliver | NoChannelYet) and known.has_card


def _was_given_back(known: Known) -> bool:
    """They may have sent it by hand since, in other words."""
    return known.letter.form is Form.REPLY


OVERTAKEN: tuple[tuple[Callable[[Known], bool], str], ...] = (
    (_went_on, "it went to another team since"),
    (_is_replaced, "a later one took its place"),
    (_is_of_an_older_brief, "a later one took its place"),
    (_was_asked_again, "it was asked again since"),
    (_is_answered, "it was closed since"),
    (_is_mended, "the card stands"),
    (_was_given_back, "whoever approved it has it back"),
)
