"""A copy of an SQLite file, made while others write to it: whole, checked and on the disk, or not there at all."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL

from escalation.errors import StorageError
from storage.engine import told_plainly

UNFINISHED = ".unfinished"
PRIVATE = 0o600
"""What customers said is in it: for this user only."""


def copy(source: Path, to: Path) -> None:
    """Makes `to`, or replaces it. Raises `StorageError`; what is unfinished is taken away then.

    `VACUUM INTO` reads one moment and holds up no writer. A copy in steps starts over with each foreign write.
    """
    unfinished = to.with_name(f"{to.name}{UNFINISHED}")
    try:
        with _about(to):
            unfinished.unlink(missing_ok=True)
            os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        with _about(source), closing(_opened(source)) as kept:
            kept.execute("PRAGMA schema_version").fetchone()  # what is wrong with the source is said of the source
            _vacuum(kept, source, unfinished, to)
        must_be_sound(unfinished, called=to)
        with _about(to):
            _on_disk(unfinished)
            unfinished.replace(to)
            _on_disk(to.absolute().parent)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise


def _vacuum(kept: sqlite3.Connection, source: Path, unfinished: Path, to: Path) -> None:
    try:
        kept.execute("VACUUM INTO ?", (str(unfinished),))
    except sqlite3.DatabaseError:
        must_be_sound(source, called=source)  # SQLite has many words for a source that is damaged
        with _about(to):
            raise


def must_be_sound(path: Path, *, called: Path) -> None:
    """Raises `StorageError` for a file that is no database, or a damaged one."""
    with _about(called), closing(_opened(path)) as kept:
        (said,) = kept.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok":
        raise StorageError(f"{called} is damaged ({said}): use a backup that is not.")


def _opened(path: Path) -> sqlite3.Connection:
    """Never makes a file."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)


@contextmanager
def _about(path: Path) -> Iterator[None]:
    """What goes wrong here is this file's fault, unless it says otherwise."""
    try:
        with told_plainly(URL.create("sqlite", database=str(path))):
            yield
    except OSError as refused:
        raise StorageError(f"{path} cannot be written: {refused.strerror}.") from refused


def _on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
