"""On SQLite, what waits for the writer is made durable together; each unit of it is still kept whole, or not at all."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError, OperationalError

from escalation.errors import NotFound, StorageError
from escalation.kinds import DraftId, EscalationId
from escalation.ports import Transaction
from storage.engine import Engines, open_engines
from storage.store import SqlStore
from tests.storage.facts import ACME, GLOBEX, LEASE, a_card, a_draft, a_lone, an_escalation, states, write
from tests.stores import Machine, new_sqlite

ROOT = Path(__file__).parents[2]


class Office:
    """A store, what another connection sees of it, and what it has told of what was shared."""

    def __init__(self, folder: Path, machine: Machine) -> None:
        self.url = new_sqlite(folder)
        self.engines: Engines = open_engines(self.url)
        self.store = SqlStore(self.engines, machine_now=machine.now)
        self.told: list[tuple[BaseException | None, list[str]]] = []
        """Each time it told: why not, if so, and what stood in the file at that moment."""

    def hears(self, failure: BaseException | None) -> None:
        self.told.append((failure, self.seen()))

    def seen(self) -> list[str]:
        with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as other:
            return [key for (key,) in other.execute("SELECT key FROM letters ORDER BY seq")]


@pytest.fixture
def office(tmp_path: Path, machine: Machine) -> Iterator[Office]:
    made = Office(tmp_path, machine)
    yield made
    made.store.close()


def refused(store: SqlStore, key: str) -> None:
    """Writes, and then is refused."""
    with pytest.raises(NotFound), store.begin(ACME) as tx:
        tx.write(a_lone(key))
        tx.load(EscalationId(404))


def a_row_that_commit_refuses(tx: Transaction) -> None:
    connection = tx._connection  # type: ignore[attr-defined]  # the real one, to make its COMMIT fail
    connection.exec_driver_sql("CREATE TABLE parents (id INTEGER PRIMARY KEY)")
    connection.exec_driver_sql("CREATE TABLE orphans (p REFERENCES parents DEFERRABLE INITIALLY DEFERRED)")
    connection.exec_driver_sql("INSERT INTO orphans VALUES (1)")


def leave_little_room(office: Office) -> None:
    """The disk is full after a few pages more."""
    with office.engines.write.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 20}")


def test_nothing_is_told_and_nothing_seen_before_all_of_it_is_durable(office: Office) -> None:
    with office.store.sharing(office.hears):
        write(office.store, a_lone("one"))
        write(office.store, a_lone("two"), workspace=GLOBEX)
        assert office.told == []
        assert office.seen() == []

    assert office.told == [(None, ["one", "two"])]


def test_a_transaction_of_several_waits_for_the_disk_once(office: Office) -> None:
    commits: list[object] = []
    event.listen(office.engines.write, "commit", commits.append)
    with office.store.sharing(office.hears):
        for number in range(5):
            write(office.store, a_lone(f"{number}"))

    assert len(commits) == 1


def test_a_unit_alone_needs_no_savepoint(office: Office) -> None:
    said: list[str] = []
    event.listen(office.engines.write, "before_cursor_execute", lambda *told: said.append(told[2]))
    with office.store.sharing(office.hears):
        write(office.store, a_lone("one"))

    assert [one for one in said if not one.startswith(("SELECT", "INSERT", "UPDATE"))] == ["BEGIN IMMEDIATE"]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_that_is_refused_is_undone_alone(office: Office, place: int) -> None:
    with office.store.sharing(office.hears):
        for number in range(3):
            if number == place:
                refused(office.store, f"{number}")
            else:
                write(office.store, a_lone(f"{number}"))

    assert office.told == [(None, [f"{number}" for number in range(3) if number != place])]


def test_where_all_are_refused_nothing_is_open_and_nothing_told(office: Office) -> None:
    with office.store.sharing(office.hears) as shared:
        refused(office.store, "one")
        assert not shared.is_open
        refused(office.store, "two")
        assert not shared.is_open

    assert office.told == []
    assert office.seen() == []


def test_the_second_transaction_of_a_function_sees_what_the_first_did(office: Office) -> None:
    with office.store.sharing(office.hears):
        with office.store.begin(ACME) as tx:
            tx.keep_draft(a_draft("D1"))
        with office.store.begin(ACME) as tx:
            assert tx.draft(DraftId("D1")) == a_draft("D1")
        numbers = []
        for _ in range(3):
            with office.store.begin(ACME) as tx:
                numbers.append(tx.next_number())

    assert numbers == [1, 2, 3]


def test_whoever_reads_sees_all_that_came_before_and_it_is_durable(office: Office) -> None:
    with office.store.sharing(office.hears):
        write(office.store, a_lone("one"))
        assert list(states(office.store)) == ["one"]
        assert office.told == [(None, ["one"])]
        write(office.store, a_lone("two"))
        assert office.store.next_letter_in() == 0
        assert office.told == [(None, ["one"]), (None, ["one", "two"])]

    assert len(office.told) == 2


def test_reading_within_a_transaction_keeps_no_half_of_it(office: Office) -> None:
    with office.store.sharing(office.hears):
        write(office.store, a_lone("before"))
        with pytest.raises(NotFound), office.store.begin(ACME) as tx:
            tx.write(a_lone("half"))
            assert states(office.store) == {}
            tx.load(EscalationId(404))

    assert office.told == [(None, ["before"])]


def test_letters_are_claimed_once_though_nothing_is_durable_between(office: Office) -> None:
    with office.store.sharing(office.hears):
        write(office.store, a_lone("one"), a_lone("two", lane="C-2"))
        first = office.store.claim_letters(owner="one", limit=1, lease=LEASE)
        second = office.store.claim_letters(owner="one", limit=5, lease=LEASE)
        third = office.store.claim_letters(owner="one", limit=5, lease=LEASE)

    assert sorted(claim.letter.key for claim in (*first, *second)) == ["one", "two"]
    assert list(third) == []


def test_one_transaction_within_another_is_refused_and_both_are_undone(office: Office) -> None:
    with office.store.sharing(office.hears):
        write(office.store, a_lone("before"))
        with pytest.raises(RuntimeError, match="end that one first"), office.store.begin(ACME) as tx:
            tx.write(a_lone("outer"))
            with office.store.begin(ACME) as inner:
                inner.write(a_lone("inner"))

    assert office.told == [(None, ["before"])]


def test_when_the_commit_fails_none_is_kept_and_it_is_told_once(office: Office) -> None:
    with office.store.sharing(office.hears):
        write(office.store, a_lone("one"))
        with office.store.begin(ACME) as tx:
            tx.write(a_lone("two"))
            a_row_that_commit_refuses(tx)
        write(office.store, a_lone("three"))

    ((failure, seen),) = office.told
    assert isinstance(failure, IntegrityError)
    assert seen == []


def test_after_a_commit_that_failed_the_next_are_kept(office: Office) -> None:
    with office.store.sharing(office.hears), office.store.begin(ACME) as tx:
        a_row_that_commit_refuses(tx)
    with office.store.sharing(office.hears):
        write(office.store, a_lone("next"))

    assert office.told[1:] == [(None, ["next"])]


def test_whoever_reads_is_told_that_what_they_wrote_before_could_not_be_kept(office: Office) -> None:
    with office.store.sharing(office.hears):
        with office.store.begin(ACME) as tx:
            a_row_that_commit_refuses(tx)
        with pytest.raises(IntegrityError):
            states(office.store)

    assert [type(failure) for failure, _ in office.told] == [IntegrityError]


def test_a_full_disk_undoes_all_of_it_and_each_hears_why(office: Office) -> None:
    leave_little_room(office)
    with office.store.sharing(office.hears) as shared:
        write(office.store, a_lone("one"))
        with pytest.raises(StorageError, match="is full"), office.store.begin(ACME) as tx:
            for number in range(200):
                tx.add(an_escalation(number))
        assert not shared.is_open
        write(office.store, a_lone("small enough"))

    (failure, seen), after = office.told
    assert isinstance(failure, StorageError)
    assert str(failure).startswith(f"The disk of {office.engines.where} is full")
    assert seen == []
    assert after == (None, ["small enough"])


def test_a_function_that_passes_over_a_full_disk_is_not_told_that_it_is_kept(office: Office) -> None:
    leave_little_room(office)
    with office.store.sharing(office.hears), office.store.begin(ACME) as tx, suppress(OperationalError):
        for number in range(200):
            tx.add(an_escalation(number))

    ((failure, _),) = office.told
    assert isinstance(failure, StorageError)
    assert str(failure).endswith("has undone what was being written: try again.")


def test_when_another_program_holds_the_file_each_hears_it_and_nothing_stays_open(office: Office) -> None:
    with closing(sqlite3.connect(office.url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        with office.engines.write.begin() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=1")
        other.execute("BEGIN IMMEDIATE")
        with office.store.sharing(office.hears) as shared:
            with pytest.raises(StorageError, match="is locked by another program"):
                write(office.store, a_lone("one"))
            assert not shared.is_open
            other.execute("ROLLBACK")
            write(office.store, a_lone("two"))

    assert office.told == [(None, ["two"])]


def test_a_kill_before_the_commit_leaves_none_of_it(office: Office) -> None:
    write(office.store, a_card(1))
    code = (
        "import os, signal; from storage.engine import open_engines; from storage.store import SqlStore\n"
        "from tests.storage.facts import a_lone, write\n"
        f"store = SqlStore(open_engines({office.url!r}))\n"
        "with store.sharing(print):\n"
        "    write(store, a_lone('one'))\n"
        "    write(store, a_lone('two'))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True)  # noqa: S603 - our own code

    assert killed.returncode == -signal.SIGKILL
    assert killed.stdout == b""
    assert list(states(office.store)) == ["card:1"]
    write(office.store, a_lone("next"))
