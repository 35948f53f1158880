"""When the database cannot be used, one sentence says why and what to do; what was kept stays good."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import IntegrityError

from escalation.drafts import Draft
from escalation.errors import StorageError
from escalation.letters import LetterState
from escalation.ports import Store
from storage.engine import open_engines, own
from storage.migrate import migrate
from storage.store import SqlStore
from storage.tables import LetterRow
from tests.storage.facts import ACME, a_card, a_draft, a_lone, an_escalation, claimed, deliver, opened, states, write
from tests.stores import Machine, empty_postgres, new_sqlite

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["sqlite", "postgres"])
def sql_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return empty_postgres() if request.param == "postgres" else new_sqlite(tmp_path)


@pytest.fixture
def sql_store(sql_url: str, machine: Machine) -> Iterator[SqlStore]:
    store = SqlStore(open_engines(sql_url), machine_now=machine.now)
    yield store
    store.close()


def failure_of(url: str) -> str:
    store = SqlStore(open_engines(url))
    try:
        with pytest.raises(StorageError) as failure:
            store.check()
    finally:
        store.close()
    return str(failure.value)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nonsense", "DATABASE_URL is not an address such as sqlite:///escalations.db."),
        ("mysql://localhost/x", "DATABASE_URL begins with mysql://: use sqlite:///… or postgresql://… ."),
        ("sqlite://", "DATABASE_URL names no file: use an address such as sqlite:///escalations.db."),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(url: str, sentence: str) -> None:
    with pytest.raises(StorageError) as failure:
        open_engines(url)

    assert str(failure.value) == sentence


def test_a_server_that_cannot_be_reached_is_named_without_its_password() -> None:
    said = failure_of("postgresql://desk:swordfish@127.0.0.1:1/desk")

    assert said == "Database desk on 127.0.0.1 cannot be reached: check DATABASE_URL and that the server runs."


def test_a_database_that_is_not_on_the_server_is_named(sql_url: str) -> None:
    if sql_url.startswith("sqlite"):
        said = failure_of("sqlite:////no/such/folder/desk.db")
        assert said == "/no/such/folder/desk.db cannot be opened: create its folder, or let this user write there."
    else:
        said = failure_of(sql_url.replace("/desk?", "/elsewhere?"))
        assert "Database elsewhere" in said
        assert "create the database" in said


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Call Northwind back. " * 100)

    with pytest.raises(StorageError, match=r"notes.txt is not an SQLite database: move it away"):
        migrate(f"sqlite:///{path}")
    assert path.read_text().startswith("Call Northwind back.")


def test_a_read_only_file_says_who_must_let_us_write(tmp_path: Path) -> None:
    path = new_sqlite(tmp_path).removeprefix("sqlite:///")
    with sqlite3.connect(path) as kept:
        kept.execute("PRAGMA journal_mode=DELETE")
    kept.close()
    store = SqlStore(open_engines(f"sqlite:///file:{path}?mode=ro&uri=true"))

    with pytest.raises(StorageError, match="cannot be written to: let this user write"):
        write(store, a_card())
    store.close()


def test_a_full_disk_says_so_and_keeps_what_was_there(tmp_path: Path) -> None:
    engines = open_engines(new_sqlite(tmp_path))
    store = SqlStore(engines)
    opened(store)
    with engines.write.begin() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))

    with pytest.raises(StorageError, match=r"disk of .*desk\.db is full: free some space"), store.begin(ACME) as tx:
        tx.keep_draft(a_draft(draft=Draft(text="x" * 1_000_000)))

    assert states(store) == {"card:1": LetterState.SENT}
    store.close()


def test_a_file_that_another_program_holds_is_said_to_be_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.BUSY", 0.05)
    url = new_sqlite(tmp_path)
    holder = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    store = SqlStore(open_engines(url))
    with store.read(ACME):
        holder.execute("BEGIN IMMEDIATE")

    with pytest.raises(StorageError, match="locked by another program"):
        write(store, a_card())
    holder.close()
    write(store, a_card())
    store.close()


def test_a_mistake_of_ours_is_not_called_a_broken_database(sql_store: SqlStore) -> None:
    with sql_store.begin(ACME) as tx:
        tx.add(an_escalation(1))

    with pytest.raises(IntegrityError) as failure, sql_store.begin(ACME) as tx:
        tx.add(an_escalation(1))
    assert "Northwind" not in str(failure.value)


def test_writing_goes_on_after_a_connection_was_used_for_reading(sql_store: SqlStore) -> None:
    for _ in range(3):
        with sql_store.read(ACME) as tx:
            tx.set_up()
        with sql_store.begin(ACME) as tx:
            tx.next_number()

    with sql_store.begin(ACME) as tx:
        assert tx.next_number() == 4


def test_a_letter_that_only_newer_code_can_read_waits_for_it(sql_store: SqlStore, machine: Machine) -> None:
    write(sql_store, a_lone("newer"), a_lone("ours"))
    body = a_lone("newer").model_dump(mode="json") | {"notice": {"kind": "of next year"}}
    with sql_store._engines.write.begin() as connection:
        connection.execute(update(LetterRow).where(LetterRow.key == "newer").values(body=body))

    rounds = [claimed(sql_store)]
    machine.advance(30)
    rounds.append(deliver(sql_store))
    wait = sql_store.next_letter_in()

    assert rounds == [[], ["ours"]]
    assert wait == 30


def test_one_process_serves_a_file_and_the_next_may_when_it_is_gone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    code = f"from storage.engine import own\nwith own({url!r}): print('serving', flush=True); input()"
    first = subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert first.stdout is not None
    assert first.stdin is not None
    assert first.stdout.readline() == "serving\n"

    with pytest.raises(StorageError, match=r"desk.db is already served by another process: stop that one first."):
        own(url).__enter__()
    first.kill()
    first.wait()
    first.stdin.close()
    first.stdout.close()

    with own(url):
        assert (tmp_path / "desk.db.lock").exists()


def test_a_folder_that_is_not_there_is_named_when_a_file_is_to_be_served() -> None:
    with pytest.raises(StorageError, match=r"/no/such/folder/desk.db cannot be opened"):
        own("sqlite:////no/such/folder/desk.db").__enter__()


def test_any_number_of_processes_serve_postgresql() -> None:
    with own("postgresql://desk@db/desk"), own("postgresql://desk@db/desk"):
        pass


def test_several_processes_number_and_write_without_losing_any(sql_url: str, sql_store: Store) -> None:
    code = (
        "from storage.engine import open_engines; from storage.store import SqlStore\n"
        "from tests.storage.facts import ACME, an_escalation, a_card\n"
        f"store = SqlStore(open_engines({sql_url!r}))\n"
        "for _ in range(15):\n"
        "    with store.begin(ACME) as tx:\n"
        "        number = tx.next_number()\n"
        "        tx.add(an_escalation(number))\n"
        "        tx.write(a_card(number, lane=f'C-{number}'))\n"
        "store.close()\n"
    )
    processes = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(3)]  # noqa: S603 - our own code

    assert [one.wait(timeout=60) for one in processes] == [0, 0, 0]
    assert sorted(states(sql_store)) == sorted(f"card:{n}" for n in range(1, 46))


def test_a_kill_in_the_middle_of_a_transaction_leaves_what_was_there_before(sql_url: str, sql_store: Store) -> None:
    write(sql_store, a_card(1))
    code = (
        "import os, signal; from storage.engine import open_engines; from storage.store import SqlStore\n"
        "from tests.storage.facts import ACME, a_card, claim, settle\n"
        f"store = SqlStore(open_engines({sql_url!r}))\n"
        "with store.begin(ACME) as tx:\n"
        "    assert tx.next_number() == 1\n"
        "    tx.write(a_card(2))\n"
        "    tx.finish()\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)  # noqa: S603 - our own code

    assert killed.returncode == -signal.SIGKILL
    assert states(sql_store) == {"card:1": LetterState.WAITING}
    with sql_store.begin(ACME) as tx:
        assert tx.next_number() == 1
    if sql_url.startswith("sqlite"):
        with sqlite3.connect(sql_url.removeprefix("sqlite:///")) as file:
            assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        file.close()
    assert deliver(sql_store) == ["card:1"]
