"""What an operator types beside a running bot, or instead of one: letters, backup, restore. No Slack needed."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import cli
from escalation.letters import LetterState, Parked
from storage.engine import open_engines
from storage.store import SqlStore
from tests.storage.facts import (
    ACME,
    ENG,
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
from tests.stores import new_sqlite

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


def _file(store: SqlStore) -> str:
    return str(store._engines.write.url.database)
