"""How the database is opened, who owns it, and what to say when it cannot be used.

SQLite: one connection writes, in transactions that take the write lock at once (`BEGIN IMMEDIATE`: the driver's own
begin loses updates, a plain one fails with "database is locked"); four read and cannot write. PostgreSQL: one pool.
"""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from escalation.errors import StorageError
from storage.columns import to_json

BUSY = 5.0
"""Seconds to wait for another process that writes to the same SQLite file."""
QUEUE = 15.0
"""Seconds to wait for a connection of ours. Longer than any statement may take."""
POSTGRES_LIMITS = "-c timezone=UTC -c statement_timeout=10s -c idle_in_transaction_session_timeout=20s"

# The first fragment found in the driver's message decides. `{where}` is the file, or the server and database.
TROUBLES = (
    ("unable to open database file", "{where} cannot be opened: create its folder, or let this user write there."),
    ("readonly database", "{where} cannot be written to: let this user write to the file and its folder."),
    ("read-only transaction", "{where} takes no writes: point DATABASE_URL at the primary server."),
    ("disk is full", "The disk of {where} is full: free some space and start again."),
    ("No space left on device", "The disk of {where} is full: free some space on the server."),
    ("could not extend file", "The disk of {where} is full: free some space on the server."),
    ("not a database", "{where} is not an SQLite database: move it away, or point DATABASE_URL elsewhere."),
    ("malformed", "{where} is damaged: put the latest backup in its place."),
    ("disk I/O error", "{where} cannot be read or written: check its disk, and keep it off network folders."),
    ("database is locked", "{where} is locked by another program: close what holds it open and try again."),
    ("authentication failed", "{where} refused the user or password: check both in DATABASE_URL."),
    ("no password supplied", "{where} asks for a password: put it in DATABASE_URL."),
    ("too many clients", "{where} has no connection left: raise max_connections, or run fewer replicas."),
    ("connection slots", "{where} has no connection left: raise max_connections, or run fewer replicas."),
    ("statement timeout", "{where} is too slow to answer: look at its load and its locks."),
    ("lock timeout", "{where} is too slow to answer: look at its load and its locks."),
    ("permission denied", "{where} does not let this user do that: grant it the tables and the schema."),
    ("no such table", "{where} has no tables yet: start the program once, it makes them."),
    ("no such column", "{where} is older than this program: start the program once, it migrates."),
    ('" does not exist', "{where} is not there, or not yet migrated: create the database and start the program once."),
    ("deadlock", "{where} could not decide who goes first: try again."),
)
UNREACHABLE = "{where} cannot be reached: check DATABASE_URL and that the server runs."
UNDONE = "{where} has undone what was being written: try again."
BUSY_HERE = "{where} is busy: every connection has been in use for {seconds:.0f} seconds."


@dataclass(frozen=True)
class Engines:
    """What opens transactions: `write` one at a time on SQLite, `read` beside it. On PostgreSQL they are one pool."""

    write: Engine
    read: Engine

    @property
    def where(self) -> str:
        return where(self.write.url)

    def close(self) -> None:
        self.write.dispose()
        self.read.dispose()


def open_engines(url: str | URL) -> Engines:
    """Connects to nothing yet."""
    parsed = parse(url)
    if parsed.get_backend_name() == "postgresql":
        pool = _postgres(parsed)
        return Engines(write=pool, read=pool)
    return Engines(
        write=_sqlite(parsed, begin="BEGIN IMMEDIATE", pragmas=("journal_mode=WAL", "synchronous=FULL"), connections=1),
        read=_sqlite(parsed, begin="BEGIN", pragmas=("query_only=ON",), connections=4),
    )


def parse(url: str | URL) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as wrong:
        raise StorageError("DATABASE_URL is not an address such as sqlite:///escalations.db.") from wrong
    if parsed.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername != "sqlite":
        raise StorageError(f"DATABASE_URL begins with {parsed.drivername}://: use sqlite:///… or postgresql://… .")
    if parsed.database in {None, "", ":memory:"}:
        raise StorageError("DATABASE_URL names no file: use an address such as sqlite:///escalations.db.")
    return parsed


def file_of(url: URL) -> Path:
    return Path((url.database or "").removeprefix("file:"))


def must_be_there(url: URL) -> None:
    if url.get_backend_name() == "sqlite" and not file_of(url).is_file():
        raise StorageError(f"{file_of(url)} is not there: start the program once, or correct DATABASE_URL.")


def where(url: URL) -> str:
    """The database's name for people: never its password, nor its user."""
    if url.get_backend_name() == "sqlite":
        return str(file_of(url))
    host = url.host or url.query.get("host") or "localhost"
    return f"Database {url.database} on {host}"


@contextmanager
def told_plainly(url: URL) -> Iterator[None]:
    """Turns what the driver says into one sentence with a remedy. A mistake of ours in SQL stays as it is."""
    try:
        yield
    except (PoolTimeout, DBAPIError, sqlite3.Error) as trouble:
        sentence = _sentence(trouble, url)
        if sentence is None:
            raise
        raise StorageError(sentence) from trouble


def undone_with(failure: BaseException | None, url: URL) -> StorageError:
    """What those hear whose work was undone by another's failure."""
    return StorageError(_sentence(failure, url) or UNDONE.format(where=where(url)))


def _sentence(trouble: BaseException | None, url: URL) -> str | None:
    place = where(url)
    if isinstance(trouble, PoolTimeout):
        return BUSY_HERE.format(where=place, seconds=QUEUE)
    said = str(trouble.orig if isinstance(trouble, DBAPIError) else trouble)
    for fragment, sentence in TROUBLES:
        if fragment in said:
            return sentence.format(where=place)
    is_lost = url.get_backend_name() == "postgresql" and isinstance(trouble, OperationalError | InterfaceError)
    return UNREACHABLE.format(where=place) if is_lost else None


@contextmanager
def own(url: str) -> Iterator[None]:
    """Keeps an SQLite file for one serving process, by a lock on `<file>.lock` that even a kill takes away.

    Terminal commands do not ask: they read and write beside it. PostgreSQL serves any number.
    """
    parsed = parse(url)
    if parsed.get_backend_name() != "sqlite":
        yield
        return
    path = file_of(parsed)
    try:
        lock = path.with_name(f"{path.name}.lock").open("a")
    except OSError as refused:
        raise StorageError(f"{path} cannot be opened: create its folder, or let this user write there.") from refused
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            raise StorageError(f"{path} is already served by another process: stop that one first.") from taken
        yield


def _postgres(url: URL) -> Engine:
    return create_engine(
        url,
        pool_size=8,
        max_overflow=2,
        pool_timeout=QUEUE,
        pool_pre_ping=True,
        hide_parameters=True,
        json_serializer=to_json,
        connect_args={"connect_timeout": 5, "options": POSTGRES_LIMITS, "application_name": "escalation-desk"},
    )


def _sqlite(url: URL, *, begin: str, pragmas: tuple[str, ...], connections: int) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=QUEUE,
        hide_parameters=True,
        json_serializer=to_json,
        connect_args={"isolation_level": None, "timeout": BUSY, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        for pragma in (*pragmas, "foreign_keys=ON", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
