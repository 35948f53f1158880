"""Whoever awaits the store on SQLite goes on when what they did is durable, in the order they came."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Awaitable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.exc import IntegrityError

from escalation.errors import NotFound
from escalation.kinds import DraftId, EscalationId, WorkspaceId
from running.writer import LONGEST, MOST, Writer
from storage.engine import Engines, open_engines
from storage.store import SqlStore
from tests.storage.facts import a_draft
from tests.stores import new_sqlite

ACME = WorkspaceId("T-ACME")
ROOT = Path(__file__).parents[2]


class Office:
    """A store, its writer, and what another connection sees. Its seconds pass when a test says so."""

    def __init__(self, folder: Path) -> None:
        self.url = new_sqlite(folder)
        self.engines: Engines = open_engines(self.url)
        self.store = SqlStore(self.engines)
        self.seconds = 0.0
        self.off_loop = Writer(self.store, seconds=lambda: self.seconds)
        self.commits = 0
        event.listen(self.engines.write, "commit", self._counts)
        self._may_begin = threading.Event()

    def _counts(self, _: Connection) -> None:
        self.commits += 1

    def seen(self) -> list[str]:
        with closing(sqlite3.connect(self.url.removeprefix("sqlite:///"))) as other:
            return [key for (key,) in other.execute("SELECT id FROM drafts ORDER BY rowid")]

    def keep(self, id: str) -> str:
        with self.store.begin(ACME) as tx:
            tx.keep_draft(a_draft(id))
        return id

    def is_refused(self, id: str) -> None:
        with self.store.begin(ACME) as tx:
            tx.keep_draft(a_draft(id))
            tx.load(EscalationId(404))

    def keeps_and_stumbles(self, id: str) -> None:
        self.keep(id)
        raise LookupError(id)

    def cannot_be_committed(self) -> None:
        with self.engines.write.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE parents (id INTEGER PRIMARY KEY)")
            connection.exec_driver_sql("CREATE TABLE orphans (p REFERENCES parents DEFERRABLE INITIALLY DEFERRED)")

    def leaves_an_orphan(self) -> None:
        with self.store.begin(ACME) as tx:
            tx._connection.exec_driver_sql("INSERT INTO orphans VALUES (1)")  # type: ignore[attr-defined]  # refused by COMMIT

    def holds_up(self) -> Awaitable[bool]:
        """What comes after this waits together, until `goes_on`."""
        return self.off_loop(self._may_begin.wait)

    def goes_on(self) -> None:
        self._may_begin.set()


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    made = Office(tmp_path)
    yield made
    made.goes_on()
    made.off_loop.close()
    made.store.close()


async def together(office: Office, *work: Awaitable[object]) -> list[object]:
    """What becomes of work that waited for the writer at the same time."""
    office.goes_on()
    async with asyncio.timeout(60):  # of a machine that is busy; whoever is told nothing would wait for ever
        return await asyncio.gather(*work, return_exceptions=True)


async def test_who_goes_on_finds_it_durable(office: Office) -> None:
    assert await office.off_loop(office.keep, "D1") == "D1"

    assert office.seen() == ["D1"]


async def test_what_waits_together_is_durable_by_one_commit_in_the_order_it_came(office: Office) -> None:
    first = office.holds_up()
    drafts = [f"D{number:02}" for number in range(30)]
    seen: list[list[str]] = []
    work = [office.off_loop(office.keep, draft) for draft in drafts]
    for one in work:
        asyncio.ensure_future(one).add_done_callback(lambda _: seen.append(office.seen()))

    assert await together(office, first, *work) == [True, *drafts]
    assert seen == [drafts] * 30
    assert office.commits == 1


async def test_one_alone_waits_for_nobody(office: Office) -> None:
    for number in range(3):
        await office.off_loop(office.keep, f"D{number}")

    assert office.commits == 3


async def test_one_that_is_refused_hears_it_alone(office: Office) -> None:
    first = office.holds_up()
    work = [
        office.off_loop(office.keep, "D1"),
        office.off_loop(office.is_refused, "D2"),
        office.off_loop(office.keep, "D3"),
    ]

    _, kept, refusal, also = await together(office, first, *work)

    assert (kept, also) == ("D1", "D3")
    assert isinstance(refusal, NotFound)
    assert office.seen() == ["D1", "D3"]


async def test_what_was_kept_stays_when_its_function_fails_afterwards(office: Office) -> None:
    first = office.holds_up()
    work = [office.off_loop(office.keeps_and_stumbles, "D1"), office.off_loop(office.keep, "D2")]

    _, stumbled, kept = await together(office, first, *work)

    assert isinstance(stumbled, LookupError)
    assert kept == "D2"
    assert office.seen() == ["D1", "D2"]


async def test_a_commit_that_fails_is_told_to_each(office: Office) -> None:
    office.cannot_be_committed()
    first = office.holds_up()
    work = [
        office.off_loop(office.keep, "D1"),
        office.off_loop(office.leaves_an_orphan),
        office.off_loop(office.is_refused, "D2"),
        office.off_loop(office.keep, "D3"),
    ]

    _, *heard = await together(office, first, *work)

    assert [type(one) for one in heard] == [IntegrityError] * 4
    assert office.seen() == []
    assert await office.off_loop(office.keep, "D4") == "D4"


async def test_who_reads_next_sees_what_they_wrote(office: Office) -> None:
    def read(id: str) -> str:
        with office.store.read(ACME) as tx:
            return tx.draft(DraftId(id)).id

    await office.off_loop(office.keep, "D1")

    assert await office.off_loop(read, "D1") == "D1"


async def test_nobody_waits_for_someone_who_reads_at_length(office: Office) -> None:
    may_end = threading.Event()

    def reads_at_length() -> bool:
        with office.store.read(ACME) as tx:
            return tx.draft(DraftId("D1")).id == "D1" and may_end.wait()

    first, kept, reading = office.holds_up(), office.off_loop(office.keep, "D1"), office.off_loop(reads_at_length)
    office.goes_on()
    await first

    assert await kept == "D1"  # while the other one reads
    may_end.set()
    assert await reading is True


async def test_no_more_than_so_many_share_a_commit(office: Office) -> None:
    first = office.holds_up()
    await together(office, first, *(office.off_loop(office.keep, f"D{number}") for number in range(2 * MOST)))

    # The one that held them up was the first of its round.
    assert office.commits == 3
    assert len(office.seen()) == 2 * MOST


async def test_what_takes_long_is_made_durable_before_more_is_taken_in(office: Office) -> None:
    def slowly(id: str) -> str:
        office.seconds += LONGEST * 0.6
        return office.keep(id)

    first = office.holds_up()
    await together(office, first, *(office.off_loop(slowly, f"D{number}") for number in range(6)))

    assert office.commits == 3


async def test_what_nobody_waits_for_any_more_is_not_begun(office: Office) -> None:
    first = office.holds_up()
    given_up = asyncio.ensure_future(office.off_loop(office.keep, "D1"))
    given_up.cancel()

    await together(office, first, office.off_loop(office.keep, "D2"))

    assert office.seen() == ["D2"]


async def test_who_gives_up_half_way_harms_no_other(office: Office) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slowly() -> None:
        begun.set()
        may_end.wait()
        office.keep("D1")

    given_up, other = asyncio.ensure_future(office.off_loop(slowly)), office.off_loop(office.keep, "D2")
    await asyncio.to_thread(begun.wait)
    given_up.cancel()
    may_end.set()

    assert await other == "D2"
    assert office.seen() == ["D1", "D2"]


async def test_a_generators_end_fails_its_own_function_only(office: Office) -> None:
    first = office.holds_up()
    work = [office.off_loop(next, iter(())), office.off_loop(office.keep, "D1")]

    _, ended, kept = await together(office, first, *work)

    assert isinstance(ended, RuntimeError)
    assert kept == "D1"


async def test_what_was_taken_in_is_done_when_it_closes_and_nothing_after(office: Office) -> None:
    first = office.holds_up()
    work = [office.off_loop(office.keep, f"D{number}") for number in range(3)]
    office.goes_on()
    office.off_loop.close()

    assert office.seen() == ["D0", "D1", "D2"]
    assert await asyncio.gather(first, *work) == [True, "D0", "D1", "D2"]
    with pytest.raises(RuntimeError):
        office.off_loop(office.keep, "D4")


KEEPS_ON = """
import asyncio, sys
from running.writer import Writer
from storage.engine import open_engines
from storage.store import SqlStore
from tests.storage.facts import ACME, a_draft

async def main():
    store = SqlStore(open_engines(sys.argv[1]))
    off_loop = Writer(store)

    def keep(id):
        with store.begin(ACME) as tx:
            tx.keep_draft(a_draft(id))

    async def goes_on(person):
        for number in range(100_000):
            await off_loop(keep, f"{person}-{number}")
            print(f"{person}-{number}", flush=True)

    await asyncio.gather(*(goes_on(person) for person in range(20)))

asyncio.run(main())
"""


@pytest.mark.parametrize("after", [1, 37, 400])
def test_a_kill_loses_nothing_that_someone_was_told_is_done(tmp_path: Path, after: int) -> None:
    url = new_sqlite(tmp_path)
    with subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", KEEPS_ON, url], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(after)]
        process.kill()
        told += [line for line in process.stdout if line.endswith("\n")]

    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
        kept = {key for (key,) in file.execute("SELECT id FROM drafts")}
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert {line.strip() for line in told} <= kept
    # Of what was not told, at most what each of the twenty had under way is there.
    assert len(kept) <= len(told) + 20
