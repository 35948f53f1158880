"""A database is made, migrated and taken back with its rows in it; one that is newer than the program is left alone."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    and_,
    inspect,
    text,
)

from escalation.errors import StorageError
from escalation.kinds import EscalationId, Status
from storage.engine import Engines, open_engines
from storage.migrate import _upgrade, alembic_config, head, is_current, migrate
from storage.store import SqlStore
from storage.tables import Base
from tests.storage.facts import ACME, a_card, an_escalation, deliver, opened, states, write
from tests.stores import START, bare_postgres

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with nothing in it."""
    return bare_postgres("empty") if request.param == "postgres" else f"sqlite:///{tmp_path / 'desk.db'}"


@pytest.fixture
def engines(url: str) -> Iterator[Engines]:
    opened_engines = open_engines(url)
    yield opened_engines
    opened_engines.close()


def step(connection: Connection, to: str) -> None:
    config = alembic_config(connection)
    (command.downgrade if to == "base" else command.upgrade)(config, to)


def set_revision(engines: Engines, revision: str) -> None:
    with engines.write.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


def test_a_new_database_is_made_and_ready(url: str, engines: Engines) -> None:
    assert not is_current(engines.read)
    with pytest.raises(StorageError, match="start the program once"):
        SqlStore(engines).check()

    migrate(url)

    assert is_current(engines.read)
    SqlStore(engines).check()


def _is_in_the_models(name: str | None, kind: str, _parents: object) -> bool:
    """Each engine indexes words in a way of its own, which models cannot say."""
    return not (name or "").startswith("words_found") and (kind, name) != ("index", "ix_words_words")


def test_the_models_are_what_the_migrations_make(url: str, engines: Engines) -> None:
    migrate(url)

    with engines.write.begin() as connection:
        opts = {"compare_type": True, "include_name": _is_in_the_models}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Base.metadata) == []


def test_migrating_again_changes_nothing(url: str, engines: Engines) -> None:
    migrate(url)
    store = SqlStore(engines)
    opened(store)

    migrate(url)

    assert list(states(store)) == ["card:1"]


def test_every_migration_goes_down_and_up_again_on_a_database_with_rows(url: str, engines: Engines) -> None:
    migrate(url)
    store = SqlStore(engines)
    opened(store)
    write(store, a_card(2))
    with engines.write.begin() as connection:
        revisions = [one.revision for one in ScriptDirectory.from_config(alembic_config(connection)).walk_revisions()]
        for revision in [*revisions[1:], "base"]:
            step(connection, revision)
        left = inspect(connection).get_table_names()
        for revision in reversed(revisions):
            step(connection, revision)

    assert left == ["alembic_version"]
    opened(store)
    with store.read(ACME) as tx:
        assert tx.newest(statuses=[Status.OPEN], limit=5) == (an_escalation(1),)


def test_a_migration_that_fails_leaves_the_database_as_it_was(url: str, engines: Engines) -> None:
    migrate(url)
    store = SqlStore(engines)
    opened(store)
    with pytest.raises(ZeroDivisionError), engines.write.begin() as connection:
        step(connection, "base")
        raise ZeroDivisionError

    store.check()
    with store.read(ACME) as tx:
        assert tx.load(EscalationId(1)) == an_escalation(1)


def test_a_database_newer_than_the_program_is_refused_at_start(url: str, engines: Engines) -> None:
    migrate(url)
    set_revision(engines, "9999")

    with pytest.raises(StorageError, match=r"newer version .*9999.*: start that version, or put back a backup"):
        migrate(url)


def test_a_replica_that_waited_while_a_newer_one_migrated_is_refused_too(url: str, engines: Engines) -> None:
    migrate(url)
    set_revision(engines, "9999")

    with pytest.raises(StorageError, match="newer version"):
        _upgrade(engines.write)


def test_a_replica_stays_ready_while_a_newer_one_has_migrated(url: str, engines: Engines) -> None:
    migrate(url)
    set_revision(engines, "9999")

    assert is_current(engines.read)
    SqlStore(engines).check()


def test_replicas_that_start_at_once_migrate_once(url: str, engines: Engines) -> None:
    code = f"from storage.migrate import migrate; migrate({url!r})"
    replicas = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(4)]  # noqa: S603 - our own code

    assert [one.wait(timeout=60) for one in replicas] == [0, 0, 0, 0]
    SqlStore(engines).check()


def revisions(engines: Engines) -> list[str]:
    """The oldest first."""
    with engines.write.begin() as connection:
        found = ScriptDirectory.from_config(alembic_config(connection)).walk_revisions()
        return [str(one.revision) for one in found][::-1]


def tables(connection: Connection) -> MetaData:
    """As they stand in the database now: all that code of that time knows."""
    found = MetaData()
    found.reflect(connection)
    found.remove(found.tables["alembic_version"])
    return found


def values_for(table: Table, round: int) -> dict[str, object]:
    """Of each kind something, in the columns that must be filled."""
    made: dict[str, object] = {}
    for column in table.columns:
        is_numbered = column.primary_key and len(table.primary_key) == 1 and column.type.python_type is int
        if column.nullable or is_numbered:
            continue
        kind = "body" if isinstance(column.type, JSON) else column.type.python_type.__name__
        at = START if isinstance(column.type, DateTime) else None
        made[column.name] = at or {"body": {}, "int": round, "bool": False, "str": f"{column.name}{round}"}[kind]
    return made


def test_replicas_of_the_version_before_go_on_while_a_newer_one_has_migrated(engines: Engines) -> None:
    """Each step is taken under code that knows the tables as they were: it adds, changes, finds and forgets rows."""
    steps = revisions(engines)
    for number, (before, after) in enumerate(pairwise(steps), start=1):
        with engines.write.begin() as connection:
            step(connection, before)
            known = tables(connection)
            step(connection, after)
        with engines.write.begin() as connection:
            for table in known.sorted_tables:
                given = values_for(table, number)
                connection.execute(table.insert().values(given))
                same = and_(*(table.c[name] == value for name, value in given.items() if name != "body"))
                connection.execute(table.update().where(same).values(given))
                found = connection.execute(table.select().where(same)).mappings().all()
                assert [{name: row[name] for name in given} for row in found] == [given]
                assert connection.execute(table.delete().where(same)).rowcount == 1

    assert len(steps) > 1


def alone(table: Table) -> set[tuple[str, ...]]:
    """The columns whose values may stand in one row only."""
    unique = (one for one in table.constraints if isinstance(one, UniqueConstraint | PrimaryKeyConstraint))
    named = [tuple(column.name for column in one.columns) for one in unique]
    return {*named, *(tuple(index.columns.keys()) for index in table.indexes if index.unique)}


def test_no_step_takes_anything_away_that_the_version_before_relies_on(engines: Engines) -> None:
    for before, after in pairwise(revisions(engines)):
        with engines.write.begin() as connection:
            step(connection, before)
            old = tables(connection)
            step(connection, after)
            new = tables(connection)
        for name, table in old.tables.items():
            now = new.tables[name]
            assert [one.name for one in table.columns if one.name not in now.columns] == []
            assert alone(now) == alone(table)


def test_the_newest_migration_is_known_without_loading_alembic(tmp_path: Path) -> None:
    code = "import sys, storage.migrate as m; print(m.head(), 'alembic' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    engines = open_engines(f"sqlite:///{tmp_path / 'desk.db'}")

    assert said.stdout.split() == [head(), "False"]
    with engines.write.connect() as connection:
        assert ScriptDirectory.from_config(alembic_config(connection)).get_heads() == [head()]
    engines.close()


def test_an_sqlite_file_with_tables_is_copied_before_it_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with sqlite3.connect(path) as older:
        older.execute("CREATE TABLE notes (words TEXT)")
        older.execute("INSERT INTO notes VALUES ('of an older version')")
    older.close()
    copy = tmp_path / f"desk.db.before-{head()}.db"
    copy.write_text("left behind by an attempt that failed")

    migrate(f"sqlite:///{path}")

    with sqlite3.connect(copy) as kept:
        rows = kept.execute("SELECT words FROM notes").fetchall()
    kept.close()
    assert rows == [("of an older version",)]


def test_a_new_or_current_sqlite_file_is_not_copied(tmp_path: Path) -> None:
    for _ in range(2):
        migrate(f"sqlite:///{tmp_path / 'desk.db'}")

    assert [one.name for one in tmp_path.iterdir() if "before" in one.name] == []


def test_letters_written_before_a_restart_go_out_after_it(url: str) -> None:
    migrate(url)
    first = SqlStore(open_engines(url))
    write(first, a_card())
    first.close()
    migrate(url)
    second = SqlStore(open_engines(url))

    assert deliver(second) == ["card:1"]
    second.close()
