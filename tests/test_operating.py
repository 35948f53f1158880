"""What an operator types beside a running bot, or instead of one: letters, backup, restore. No Slack needed."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command

import cli
from escalation.letters import LetterState, Parked
from storage.engine import open_engines, own
from storage.migrate import alembic_config
from storage.restoring import NUMBERS_LEFT_OUT
from storage.store import SqlStore
from tests.storage.facts import (
    ACME,
    ENG,
    GLOBEX,
    OPS,
    a_card,
    a_line,
    a_lone,
    an_escalation,
    claim,
    deliver,
    settle,
    states,
    write,
)
from tests.stores import empty_postgres, new_sqlite

ROOT = Path(cli.__file__).parent
Terminal = pytest.CaptureFixture[str]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    url = new_sqlite(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    return url


@pytest.fixture
def store(database: str) -> Iterator[SqlStore]:
    """The bot's."""
    running = SqlStore(open_engines(database))
    yield running
    running.close()


def parked(store: SqlStore) -> None:
    """A card that Slack refused, and a test brief that is not wanted either."""
    with store.begin(ACME) as tx:
        tx.add(an_escalation(1))
        tx.write(a_card(1, lane=ENG))
        tx.write(a_lone("test", lane=OPS))
    for one in claim(store):
        settle(store, one, Parked(reason="is archived"))


# escalate letters


@pytest.mark.usefixtures("database")
def test_where_every_letter_arrived_it_says_so(capsys: Terminal) -> None:
    assert cli.main(["letters"]) == 0
    assert capsys.readouterr().out == "Every letter has arrived.\n"


def test_each_letter_that_was_refused_is_one_line_without_a_customers_word(store: SqlStore, capsys: Terminal) -> None:
    parked(store)

    assert cli.main(["letters", "--parked"]) == 1

    first, second, what_to_do = capsys.readouterr().out.splitlines()
    assert first.split()[:4] == ["L-card:1", "ESC-1", ENG, "opened"]
    assert second.split()[:3] == ["L-test", "-", OPS]
    assert first.endswith("is archived")
    assert f"{datetime.now(UTC):%Y-%m-%d}" in first  # noqa: TID251 - the command's own time
    assert what_to_do.endswith("escalate letters --resend-all")
    assert "Northwind" not in first


def test_one_is_sent_again_by_the_beginning_of_its_id(store: SqlStore, capsys: Terminal) -> None:
    parked(store)

    assert cli.main(["letters", "--resend", "L-t"]) == 0

    assert capsys.readouterr().out == "L-test  waits again.\n"
    assert states(store) == {"card:1": LetterState.PARKED, "test": LetterState.WAITING}


def test_all_are_sent_again_and_then_there_is_nothing_left(store: SqlStore, capsys: Terminal) -> None:
    parked(store)

    assert cli.main(["letters", "--resend-all"]) == 0

    assert len(deliver(store)) == 2
    assert cli.main(["letters"]) == 0
    assert cli.main(["letters", "--resend-all"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "No letter is parked."


def test_an_id_that_names_none_or_several_sends_nothing(store: SqlStore, capsys: Terminal) -> None:
    parked(store)

    assert cli.main(["letters", "--resend", "L-", "nothing", "L-test"]) == 2

    assert capsys.readouterr().err.splitlines() == [
        "L-: more than one letter begins with this.",
        "nothing: no parked letter begins with this.",
    ]
    assert set(states(store).values()) == {LetterState.PARKED}


def test_what_waits_behind_a_refused_card_is_told_once_it_is_late(store: SqlStore, capsys: Terminal) -> None:
    parked(store)
    write(store, a_line("line"))
    late = datetime.now(UTC) - timedelta(hours=1)  # noqa: TID251 - the database tells the time here
    with sqlite3.connect(_file(store)) as kept:
        kept.execute("UPDATE letters SET written_at = ?", (int(late.timestamp() * 1_000_000),))
    kept.close()

    assert cli.main(["letters"]) == 1
    assert "waits for what goes before it" in capsys.readouterr().out


def test_a_database_that_is_not_there_is_named_and_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Terminal
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "sqlite:///elsewhere.db")

    assert cli.main(["letters"]) == 2

    assert capsys.readouterr().err == ("elsewhere.db is not there: start the program once, or correct DATABASE_URL.\n")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_locked_is_one_sentence_and_nothing_is_lost(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch, capsys: Terminal
) -> None:
    parked(store)
    monkeypatch.setattr("storage.engine.BUSY", 0.05)
    holder = sqlite3.connect(_file(store), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    assert cli.main(["letters", "--resend-all"]) == 2

    said = capsys.readouterr().err
    assert said.endswith("is locked by another program: close what holds it open and try again.\n")
    assert len(said.splitlines()) == 1
    holder.close()
    assert set(states(store).values()) == {LetterState.PARKED}


@pytest.mark.parametrize("wrong", [["--resend"], ["--resend", "L-test", "--resend-all"]])
def test_letters_called_wrongly_says_how_it_is_called(wrong: list[str], capsys: Terminal) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["letters", *wrong])
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: escalate letters")


def test_where_the_database_holds_two_workspaces_each_line_says_which(store: SqlStore, capsys: Terminal) -> None:
    parked(store)
    write(store, a_lone("theirs", workspace=GLOBEX), workspace=GLOBEX)
    settle(store, next(one for one in claim(store)), Parked(reason="is archived"))

    assert cli.main(["letters"]) == 1

    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[:-1]] == [ACME, ACME, GLOBEX]


def test_on_postgresql_it_is_the_same(monkeypatch: pytest.MonkeyPatch, capsys: Terminal) -> None:
    url = empty_postgres()
    monkeypatch.setenv("DATABASE_URL", url)
    running = SqlStore(open_engines(url))
    parked(running)

    answers = [cli.main(["letters"]), cli.main(["letters", "--resend-all"]), len(deliver(running))]

    assert answers == [1, 0, 2]
    assert cli.main(["letters"]) == 0
    assert capsys.readouterr().out.endswith("Every letter has arrived.\n")
    running.close()


# escalate run


def test_a_database_that_a_newer_version_has_written_is_refused_in_one_sentence(
    store: SqlStore, tmp_path: Path
) -> None:
    write(store, a_card(1))
    store.close()
    changed(tmp_path / "desk.db", "UPDATE alembic_version SET version_num = '9999'")
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'desk.db'}",
        "SLACK_BOT_TOKEN": "xoxb-1-2-abc",
        "SLACK_APP_TOKEN": "xapp-1-2-abc",
        "SLACK_API_URL": "http://127.0.0.1:9/api/",
    }

    done = subprocess.run(
        [sys.executable, "-m", "cli", "run"], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert "written by a newer version of this program (schema 9999" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(states_in(tmp_path / "desk.db")) == ["card:1"]


# escalate backup


def test_a_backup_made_while_the_bot_runs_is_whole_private_and_leaves_nothing_beside_it(
    store: SqlStore, tmp_path: Path, capsys: Terminal
) -> None:
    parked(store)
    with store.begin(ACME) as tx:
        tx.write(a_line("not yet kept"))
        assert cli.main(["backup", "copy.db"]) == 0

    assert capsys.readouterr().out.startswith("copy.db is written and checked, ")
    assert states_in(tmp_path / "copy.db") == {"card:1": LetterState.PARKED, "test": LetterState.PARKED}
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    assert sorted(one.name for one in tmp_path.glob("copy*")) == ["copy.db"]
    assert len(states(store)) == 3


@pytest.mark.usefixtures("database")
def test_a_backup_overwrites_nothing(tmp_path: Path, capsys: Terminal) -> None:
    (tmp_path / "copy.db").write_text("something dear")

    assert cli.main(["backup", "copy.db"]) == 2

    assert capsys.readouterr().err == "copy.db is there already: name a new file, nothing is overwritten.\n"
    assert (tmp_path / "copy.db").read_text() == "something dear"


@pytest.mark.usefixtures("database")
def test_a_backup_into_a_folder_that_is_not_there_names_it(capsys: Terminal) -> None:
    assert cli.main(["backup", "no/such/copy.db"]) == 2
    assert capsys.readouterr().err == "no/such/copy.db cannot be written: No such file or directory.\n"


def test_a_backup_that_finds_the_disk_full_is_one_sentence_and_no_half_of_a_file(
    store: SqlStore, tmp_path: Path
) -> None:
    parked(store)
    # No file of the process may grow beyond this, as on a full disk.
    code = (
        "import resource, signal, sys, cli\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))\n"
        "sys.exit(cli.main(['backup', 'copy.db']))\n"
    )
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATABASE_URL": f"sqlite:///{_file(store)}"}
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(("The disk of copy.db is full", "copy.db cannot be read or written: check its disk"))
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.glob("copy*")) == []
    assert set(states(store).values()) == {LetterState.PARKED}


def test_a_damaged_database_is_not_backed_up_as_if_it_were_whole(
    store: SqlStore, tmp_path: Path, capsys: Terminal
) -> None:
    parked(store)
    store.close()
    damage(Path(_file(store)))

    assert cli.main(["backup", "copy.db"]) == 2

    assert "desk.db is damaged" in capsys.readouterr().err.replace(f"{tmp_path}/", "")
    assert list(tmp_path.glob("copy*")) == []


def test_postgresql_is_backed_up_with_its_own_tools(monkeypatch: pytest.MonkeyPatch, capsys: Terminal) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://desk@127.0.0.1:1/desk")

    assert cli.main(["backup", "copy.db"]) == 2

    assert "pg_dump" in capsys.readouterr().err


# escalate restore


def test_a_backup_put_back_is_what_was_kept_then_and_what_was_there_is_kept_aside(
    store: SqlStore, tmp_path: Path, capsys: Terminal
) -> None:
    write(store, a_card(1))
    cli.main(["backup", "copy.db"])
    write(store, a_card(2))
    store.close()

    assert cli.main(["restore", "copy.db"]) == 0

    assert "desk.db.before-restore-1.db" in capsys.readouterr().out
    assert list(states_in(tmp_path / "desk.db")) == ["card:1"]
    assert list(states_in(tmp_path / "desk.db.before-restore-1.db")) == ["card:1", "card:2"]
    assert sorted(one.name for one in tmp_path.glob("*restoring*")) == []
    assert cli.main(["restore", "copy.db"]) == 0
    assert (tmp_path / "desk.db.before-restore-2.db").exists()


def test_on_a_new_machine_there_is_nothing_to_put_aside(store: SqlStore, tmp_path: Path, capsys: Terminal) -> None:
    write(store, a_card(1))
    cli.main(["backup", "copy.db"])
    store.close()
    for one in tmp_path.glob("desk.db*"):
        one.unlink()
    capsys.readouterr()

    assert cli.main(["restore", "copy.db"]) == 0

    assert capsys.readouterr().out.startswith("Restored.")
    assert list(states_in(tmp_path / "desk.db")) == ["card:1"]


def test_nothing_is_put_back_under_a_running_bot(store: SqlStore, tmp_path: Path, capsys: Terminal) -> None:
    write(store, a_card(1))
    cli.main(["backup", "copy.db"])
    write(store, a_card(2))

    with own(f"sqlite:///{_file(store)}"):
        assert cli.main(["restore", "copy.db"]) == 2

    assert "already served by another process: stop that one first" in capsys.readouterr().err
    assert list(states_in(tmp_path / "desk.db")) == ["card:1", "card:2"]


@pytest.mark.parametrize("what", ["damaged", "of another program", "of a newer version", "no database", "not there"])
def test_what_is_no_good_backup_is_refused_and_the_database_stays(
    store: SqlStore, tmp_path: Path, what: str, capsys: Terminal
) -> None:
    write(store, a_card(1))
    copy = tmp_path / "copy.db"
    cli.main(["backup", "copy.db"])
    store.close()
    match what:
        case "damaged":
            damage(copy)
        case "of another program":
            copy.unlink()
            changed(copy, "CREATE TABLE notes (words TEXT)")
        case "of a newer version":
            changed(copy, "UPDATE alembic_version SET version_num = '9999'")
        case "no database":
            copy.write_text("Call Northwind back. " * 100)
        case _:
            copy.unlink()
    capsys.readouterr()

    assert cli.main(["restore", "copy.db"]) == 2

    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)
    assert list(states_in(tmp_path / "desk.db")) == ["card:1"]
    assert (
        sorted(one.name for one in tmp_path.glob("desk*")) == ["desk.db", "desk.db.lock"][: 1 + (what != "not there")]
    )


def test_a_backup_of_an_older_version_is_brought_up_and_stays_as_it_is(store: SqlStore, tmp_path: Path) -> None:
    write(store, a_card(1))
    cli.main(["backup", "copy.db"])
    store.close()
    engines = open_engines(f"sqlite:///{tmp_path / 'copy.db'}")
    with engines.write.begin() as connection:
        command.downgrade(alembic_config(connection), "0001")
    engines.close()
    before = (tmp_path / "copy.db").read_bytes()

    assert cli.main(["restore", "copy.db"]) == 0

    assert (tmp_path / "copy.db").read_bytes() == before
    assert list(states_in(tmp_path / "desk.db")) == ["card:1"]


@pytest.mark.usefixtures("database")
def test_restore_without_a_file_asks_for_one(capsys: Terminal) -> None:
    assert cli.main(["restore"]) == 2
    assert capsys.readouterr().err == "Name the backup: escalate restore FILE\n"


def test_what_pg_restore_has_filled_is_made_ready_by_restore_without_a_file(
    monkeypatch: pytest.MonkeyPatch, capsys: Terminal
) -> None:
    url = empty_postgres()
    monkeypatch.setenv("DATABASE_URL", url)
    filled = SqlStore(open_engines(url))
    with filled.begin(ACME) as tx:
        assert tx.next_number() == 1
    write(filled, a_lone("waiting"))

    assert cli.main(["restore", "copy.dump"]) == 2
    assert "pg_restore" in capsys.readouterr().err
    assert cli.main(["restore"]) == 0

    assert claim(filled)[0].look_first
    with filled.begin(ACME) as tx:
        assert tx.next_number() > NUMBERS_LEFT_OUT
    filled.close()


def _file(store: SqlStore) -> str:
    return str(store._engines.write.url.database)


def states_in(path: Path) -> dict[str, LetterState]:
    found = SqlStore(open_engines(f"sqlite:///{path}"))
    try:
        return states(found)
    finally:
        found.close()


def damage(path: Path) -> None:
    """Every page but the first is overwritten in its middle."""
    page, content = 4096, bytearray(path.read_bytes())
    for start in range(page, len(content), page):
        content[start : start + 64] = b"\xff" * 64
    path.write_bytes(content)


def changed(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as file:
        file.execute(statement)
    file.close()
