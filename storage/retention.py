"""What is forgotten, and when."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, exists
from sqlalchemy.orm import aliased

from escalation.letters import Form
from escalation.ports import DRAFT_LIFE
from storage.tables import OPEN, DraftRow, EscalationRow, LetterRow, PersonRow, SeenRow
from storage.workplace import PERSON_LIFE, SEEN_LIFE

LETTER_LIFE = timedelta(days=30)
"""How long letters stay after the last word about a closed escalation; those of none, after they were sent."""


def stays(form: Form) -> bool:
    """A card is kept as long as its escalation: it is where the thread hangs."""
    return form is Form.CARD


def _done_before() -> ColumnElement[bool]:
    """All that was said of one escalation goes together, once nothing more is: while it is open somebody may hand it
    to Security, and then each message of it has to be found.
    """
    later = aliased(LetterRow)
    of_it = and_(later.workspace == LetterRow.workspace, later.escalation == LetterRow.escalation)
    is_open = exists().where(
        EscalationRow.workspace == LetterRow.workspace,
        EscalationRow.id == LetterRow.escalation,
        EscalationRow.status.in_(OPEN),
    )
    is_spoken_of = exists().where(of_it, later.done_at > bindparam("before"))
    return and_(LetterRow.done_at <= bindparam("before"), LetterRow.form != Form.CARD, ~is_open, ~is_spoken_of)


FORGET_LETTERS = delete(LetterRow).where(_done_before()).execution_options(synchronize_session=False)


def forget(connection: Connection, *, now: datetime, machine_now: datetime) -> None:
    """`now` is people's time, for what they typed; machine time is for what only machines ask again.

    A parked letter stays until someone looks at it, and a card for good.
    """
    connection.execute(delete(DraftRow).where(DraftRow.kept_at <= now - DRAFT_LIFE))
    connection.execute(delete(SeenRow).where(SeenRow.seen_at <= machine_now - SEEN_LIFE))
    connection.execute(delete(PersonRow).where(PersonRow.kept_at <= machine_now - PERSON_LIFE))
    connection.execute(FORGET_LETTERS, {"before": machine_now - LETTER_LIFE})
