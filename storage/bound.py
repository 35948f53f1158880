"""A connection bound to one workspace. Everything a transaction can do is built on this, and sees that workspace only.

Statements are built once, when their module is read, and run with values: building one anew costs more than running it.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Executable,
    Row,
    Table,
    bindparam,
    func,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite

from escalation.errors import StorageError
from escalation.kinds import WorkspaceId
from storage.columns import from_micros
from storage.tables import Base

MachineNow = Callable[[], datetime] | None

# SQLite tells the time to the millisecond. PostgreSQL's now() is when the transaction began, which may have waited.
SQLITE_NOW = text("SELECT CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER) * 1000")
POSTGRES_NOW = select(func.clock_timestamp())
# One writer at a time in each workspace, as SQLite has it in each file: no two of them can wait for each other.
POSTGRES_TURN = text("SELECT pg_advisory_xact_lock(hashtextextended(:workspace, 20))")

Upsert = sqlite.Insert | postgresql.Insert


class Bound:
    """One unit of work on one workspace."""

    def __init__(
        self, connection: Connection, workspace: WorkspaceId, *, machine_now: MachineNow, writable: bool
    ) -> None:
        self._connection = connection
        self._workspace = workspace
        self._machine_now = machine_now
        self._writable = writable
        self._moment: datetime | None = None
        if writable and connection.dialect.name == "postgresql":
            connection.execute(POSTGRES_TURN, {"workspace": workspace})

    @property
    def workspace(self) -> WorkspaceId:
        return self._workspace

    @property
    def _now(self) -> datetime:
        """Machine time, one moment for the whole transaction."""
        if self._moment is None:
            self._moment = machine_time(self._connection, self._machine_now)
        return self._moment

    def _ask(self, question: Executable, **values: Any) -> CursorResult[Any]:
        """Runs a statement built with `mine`."""
        return self._connection.execute(question, {**values, "in_workspace": self._workspace})

    def _one(self, question: Executable, **values: Any) -> Row[Any] | None:
        return self._ask(question, **values).one_or_none()

    def _change(self, statement: Executable, **values: Any) -> CursorResult[Any]:
        self._may_write()
        return self._ask(statement, **values)

    def _add(self, statement: Executable, values: Mapping[str, Any]) -> CursorResult[Any]:
        """Runs an insert, into this workspace."""
        self._may_write()
        return self._connection.execute(statement, {**values, "workspace": self._workspace})

    def _put(self, row: type[Base], values: Mapping[str, Any]) -> None:
        """Adds a row, or replaces the columns of the one with its primary key."""
        self._add(_replacing(self._dialect, row, tuple(values)), values)

    def _may_write(self) -> None:
        if not self._writable:
            raise StorageError("This was opened for reading: write inside `begin`.")

    @property
    def _dialect(self) -> str:
        return self._connection.dialect.name


def mine(row: Any) -> ColumnElement[bool]:
    """The condition that every statement here begins with: rows of the transaction's workspace."""
    condition: ColumnElement[bool] = row.workspace == bindparam("in_workspace")
    return condition


def table_of(row: type[Base]) -> Table:
    assert isinstance(row.__table__, Table)  # noqa: S101 - tells the type checker what every mapped class has
    return row.__table__


def upsert(dialect: str, row: type[Base]) -> Upsert:
    return sqlite.insert(table_of(row)) if dialect == "sqlite" else postgresql.insert(table_of(row))


def machine_time(connection: Connection, machine_now: MachineNow) -> datetime:
    """The database's time, so that replicas with clocks of their own agree; or what was handed in."""
    if machine_now is not None:
        return machine_now()
    if connection.dialect.name == "sqlite":
        return from_micros(connection.execute(SQLITE_NOW).scalar_one())
    now: datetime = connection.execute(POSTGRES_NOW).scalar_one()
    return now


@cache
def _replacing(dialect: str, row: type[Base], names: tuple[str, ...]) -> Upsert:
    added = upsert(dialect, row)
    keys = [column.name for column in table_of(row).primary_key]
    changed = {name: added.excluded[name] for name in names if name not in keys}
    return added.on_conflict_do_update(index_elements=keys, set_=changed)
