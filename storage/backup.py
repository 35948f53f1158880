"""A backup of an SQLite file while the bot runs, and putting one back. PostgreSQL has tools of its own for both."""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from sqlalchemy import URL

from escalation.errors import StorageError
from storage.copying import copy, must_be_sound
from storage.engine import file_of, must_be_there, open_engines, own, parse, told_plainly
from storage.migrate import migrate, revision_of
from storage.store import SqlStore

WITH_IT = ("-wal", "-shm")
"""What SQLite keeps beside a file that was not closed."""


def back_up(url: str, to: Path) -> None:
    """Raises `StorageError`; then there is no backup, and no half of one."""
    parsed = parse(url)
    if parsed.get_backend_name() != "sqlite":
        raise StorageError("This database is PostgreSQL: back it up with pg_dump. How: docs/deployment.md")
    must_be_there(parsed)
    if to.exists():
        raise StorageError(f"{to} is there already: name a new file, nothing is overwritten.")
    copy(file_of(parsed), to)


def restore(url: str, source: Path) -> Path | None:
    """Puts a backup in the database's place. Returns where what was there is now. The bot must be stopped.

    Raises `StorageError`; then everything is as it was.
    """
    parsed = parse(url)
    if parsed.get_backend_name() != "sqlite":
        raise StorageError("This database is PostgreSQL: use pg_restore, then `escalate restore` without a file.")
    if not source.is_file():
        raise StorageError(f"{source} is not there.")
    file = file_of(parsed)
    fresh = file.with_name(f"{file.name}.restoring")
    with own(url):
        must_be_sound(source, called=source)
        copy(source, fresh)
        try:
            _made_ready(fresh, called=source)
            aside = _put_aside(file) if file.exists() else None
            fresh.replace(file)
        except OSError as failure:
            raise StorageError(f"{file} cannot be replaced: {failure.strerror}. It is as it was.") from failure
        finally:
            for part in ("", *WITH_IT):
                fresh.with_name(f"{fresh.name}{part}").unlink(missing_ok=True)
    return aside


def was_restored(url: str) -> None:
    """For a PostgreSQL database that pg_restore has filled. No bot may run before this was done."""
    if parse(url).get_backend_name() == "sqlite":
        raise StorageError("Name the backup: escalate restore FILE")
    migrate(url)
    store = SqlStore(open_engines(url))
    try:
        store.mark_restored()
    finally:
        store.close()


def _made_ready(fresh: Path, *, called: Path) -> None:
    """On a copy of the backup, which stays as it is."""
    address = URL.create("sqlite", database=str(fresh))
    engines = open_engines(address)
    try:
        with told_plainly(address), engines.read.connect() as connection:
            if revision_of(connection) is None:
                raise StorageError(f"{called} is no backup of this program.")
        migrate(address, copies=False)
        SqlStore(engines).mark_restored()
    finally:
        engines.close()


def _put_aside(file: Path) -> Path:
    """A second name for what is there; a kill at any instant leaves the old file or the new one in place."""
    names = (file.with_name(f"{file.name}.before-restore-{number}.db") for number in count(1))
    aside = next(name for name in names if not name.exists())
    with suppress(sqlite3.Error), closing(sqlite3.connect(file)) as kept:
        kept.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # a damaged one is put aside as it is, with what is beside it
    try:
        os.link(file, aside)
    except OSError:
        try:
            shutil.copy2(file, aside)
        except OSError:
            aside.unlink(missing_ok=True)
            raise
    for part in WITH_IT:
        beside = file.with_name(f"{file.name}{part}")
        if beside.exists():
            beside.replace(aside.with_name(f"{aside.name}{part}"))
    return aside
