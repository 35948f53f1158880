"""What a database is told after a backup was put back in its place: it may know less than has been said."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select, update

from storage.tables import IS_WATCHED, LetterRow, WorkspaceRow

NUMBERS_LEFT_OUT = 100
"""So many escalations may have been opened since the backup: their cards stand in Slack, and their buttons carry
their numbers."""
LOOKED_FOR = timedelta(days=1)
"""How long what is written is looked for first: what fell due since the backup is told within it."""

LAST_MOMENT = select(func.max(func.coalesce(LetterRow.done_at, LetterRow.written_at)))


def mark(connection: Connection, *, machine_now: datetime) -> None:
    last: datetime | None = connection.execute(LAST_MOMENT).scalar_one()
    connection.execute(
        update(WorkspaceRow).values(
            last_number=WorkspaceRow.last_number + NUMBERS_LEFT_OUT,
            look_since=last or machine_now,
            look_until=machine_now + LOOKED_FOR,
        )
    )
    tried = func.coalesce(LetterRow.first_try_at, LetterRow.written_at)
    connection.execute(update(LetterRow).where(IS_WATCHED).values(look_first=True, first_try_at=tried))
