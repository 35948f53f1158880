"""Group commit on SQLite: units of work that wait for the one writer share one transaction, and one durable COMMIT.

Most of what a short transaction takes is its COMMIT, which waits for the disk. What each unit could rely on when it had
one of its own still holds:

- A unit that raises is undone alone: it began at a SAVEPOINT. The first needs none, for there is nothing before it; so
  a unit that comes alone costs what it always did.
- A unit sees what those before it did, and shares their fate: when COMMIT fails none of them is kept, and each is told.
- Nobody is told that something is kept before it is durable, and nobody else sees it before.
- Readers have connections of their own. What is open is committed before one reads, so that it sees all that came
  before it and nothing that may still be undone, and so that nobody waits for a slow reader to be told.
- A kill leaves all that a COMMIT made durable; of what was not committed nothing, and nobody was told of it.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, RootTransaction
from sqlalchemy.exc import SQLAlchemyError

from storage.engine import told_plainly, undone_with

Told = Callable[[BaseException | None], None]
"""Hears that all units since it last heard are durable, or why none of them is."""


class SharedCommit:
    """The units of one thread, from one COMMIT to the next."""

    def __init__(self, engine: Engine, told: Told) -> None:
        self._engine = engine
        self._told = told
        self._open: RootTransaction | None = None
        self._is_within_unit = False

    @property
    def is_open(self) -> bool:
        """Whether some unit waits for its COMMIT."""
        return self._open is not None

    @contextmanager
    def unit(self) -> Iterator[Connection]:
        """Units follow each other. One within another would be undone with it, or worse, without: it is refused."""
        if self._is_within_unit:
            raise RuntimeError("This thread is within a transaction already: end that one first.")
        self._is_within_unit = True
        try:
            with self._later(self._open.connection) if self._open else self._first() as connection:
                yield connection
        finally:
            self._is_within_unit = False

    def commit(self) -> None:
        """What was done is durable when this returns. Does nothing within a unit: half of one is never kept."""
        if self._open is None or self._is_within_unit:
            return
        transaction, self._open = self._open, None
        with ExitStack() as ending:
            ending.push(self._tell)
            with told_plainly(self._engine.url), transaction.connection, transaction:  # whose end is COMMIT
                self._must_be_whole(transaction.connection)

    def _tell(self, _kind: object, failure: BaseException | None, _trace: object) -> None:
        """How the commit ended, to whoever waits for it; a failure is raised all the same."""
        self._told(failure)

    def _must_be_whole(self, connection: Connection) -> None:
        """The driver's commit is silent where SQLite has undone the transaction, and a function passed over that."""
        driver: Any = connection.connection.driver_connection
        if not driver.in_transaction:
            raise undone_with(None, self._engine.url)

    @contextmanager
    def _first(self) -> Iterator[Connection]:
        connection = self._engine.connect()
        try:
            transaction = connection.begin()
            yield connection
        except BaseException:
            connection.close()
            raise
        self._open = transaction

    @contextmanager
    def _later(self, connection: Connection) -> Iterator[Connection]:
        connection.exec_driver_sql("SAVEPOINT unit")
        try:
            yield connection
            connection.exec_driver_sql("RELEASE unit")
        except BaseException as failure:
            self._undo(connection, failure)
            raise

    def _undo(self, connection: Connection, failure: BaseException) -> None:
        try:
            connection.exec_driver_sql("ROLLBACK TO unit")
            connection.exec_driver_sql("RELEASE unit")
        except SQLAlchemyError:
            # After some faults, a full disk is one, SQLite has undone the whole transaction and its savepoints.
            self._open = None
            with connection:
                self._told(undone_with(failure, self._engine.url))
