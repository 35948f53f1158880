"""Brings a database to this code's schema. Alembic is imported only when there is something to do: it is 12 MB."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, inspect, text

import migrations
from escalation.errors import StorageError
from storage.copying import copy
from storage.engine import file_of, open_engines, told_plainly, where

if TYPE_CHECKING:
    from alembic.config import Config

# Replicas may start at once: the first migrates, the others wait for it, however long it takes.
POSTGRES_ALONE = (
    text("SET LOCAL statement_timeout = 0"),
    text("SELECT pg_advisory_xact_lock(7305823619)"),
)


def migrate(url: str | URL, *, copies: bool = True) -> None:
    """Makes the database or migrates it. An SQLite file with tables is copied first: `<file>.before-<revision>.db`."""
    engines = open_engines(url)
    try:
        with told_plainly(engines.write.url):
            if not _is_done(engines.write):
                if copies:
                    _back_up(engines.write)
                _upgrade(engines.write)
    finally:
        engines.close()


def is_current(engine: Engine) -> bool:
    """Whether the schema is at least what this code needs. A newer replica may have migrated it further."""
    with told_plainly(engine.url), engine.connect() as connection:
        return serves(revision_of(connection))


def serves(revision: str | None) -> bool:
    return revision is not None and revision >= head()


def revision_of(connection: Connection) -> str | None:
    """Which migration was the last; None before the first."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT max(version_num) FROM alembic_version")).scalar_one()
    return revision


@cache
def head() -> str:
    """The newest migration this code has. They are numbered by their files' names, so that none need be imported."""
    return max(file.name.partition("_")[0] for file in (_folder() / "versions").glob("[0-9]*.py"))


def alembic_config(connection: Connection) -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - see the first line

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_folder()).replace("%", "%%"))
    return config


def _folder() -> Path:
    return Path(str(migrations.__file__)).parent


def _is_done(engine: Engine) -> bool:
    with engine.connect() as connection:
        return _is_current(connection)


def _is_current(connection: Connection) -> bool:
    """Raises `StorageError` where a newer version was here."""
    revision = revision_of(connection)
    if revision is not None and revision > head():
        raise StorageError(
            f"{where(connection.engine.url)} was written by a newer version of this program (schema {revision}, this "
            f"one knows {head()}): start that version, or put back a backup from before it."
        )
    return revision == head()


def _back_up(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        if not inspect(connection).get_table_names():
            return
    path = file_of(engine.url)
    copy(path, path.with_name(f"{path.name}.before-{head()}.db"))


def _upgrade(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415 - see the first line

    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            for statement in POSTGRES_ALONE:
                connection.execute(statement)
        if not _is_current(connection):  # another replica was here while we waited
            command.upgrade(alembic_config(connection), "head")
