"""What is forgotten, and when."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete

from escalation.letters import Form
from escalation.ports import DRAFT_LIFE
from storage.tables import DraftRow, LetterRow, PersonRow, SeenRow
from storage.workplace import PERSON_LIFE, SEEN_LIFE

LETTER_LIFE = timedelta(days=30)


def stays(form: Form) -> bool:
    """A card is kept as long as its escalation: it is where the thread hangs."""
    return form is Form.CARD


def forget(connection: Connection, *, now: datetime, machine_now: datetime) -> None:
    """`now` is people's time, for what they typed; machine time is for what only machines ask again.

    A parked letter stays until someone looks at it, and a card for good.
    """
    connection.execute(delete(DraftRow).where(DraftRow.kept_at <= now - DRAFT_LIFE))
    connection.execute(delete(SeenRow).where(SeenRow.seen_at <= machine_now - SEEN_LIFE))
    connection.execute(delete(PersonRow).where(PersonRow.kept_at <= machine_now - PERSON_LIFE))
    connection.execute(delete(LetterRow).where(LetterRow.done_at <= now - LETTER_LIFE, LetterRow.form != Form.CARD))
