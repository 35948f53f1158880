"""100 clocks due among ever more open: found, moved on, asked about; and the same by APScheduler's own job store.

    .venv/bin/python benches/beat.py [postgres] [1000 10000 ...]

`moves`: what is due is found, and each of the 100 moved on in a durable transaction of its own. `beat`: `Asking.round`
as the program runs it, with all that a reminder takes: how things stand, who is asked, the letters; nobody in Slack is
asked. `job store`: `AsyncIOScheduler` on `SQLAlchemyJobStore`, from its look at the table to the last of 100 interval
jobs run, which do nothing; so it is `moves` that it stands against. `stall` is how long the event loop stood still, and
with it every answer to Slack. SQLite with the settings that the program uses; with `postgres` also a real server
(durability off, as the tests start it).
"""

import asyncio
import logging
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import insert, select

from benches.claims import DUE, HERE, START, fill
from benches.measuring import Figure, folder, median, started_as, told
from escalation.asking import Asking
from escalation.desk import EscalationDesk
from escalation.kinds import ClockKind, EscalationId
from escalation.models import Clock
from escalation.policy import Policy
from running.rounds import Threads
from running.writer import Writer
from storage.engine import open_engines
from storage.migrate import migrate
from storage.store import SqlStore

SIZES = (1_000, 100_000)
ROUNDS = 6
WARM = 1
BOUND = 2
PIECE = 10_000
FAR = timedelta(days=300)
NOW = START + timedelta(minutes=1)


class Spent(NamedTuple):
    """Milliseconds: until all was done, and the longest that the loop stood still meanwhile."""

    whole: float
    stall: float


@asynccontextmanager
async def measured() -> AsyncIterator[list[Spent]]:
    """What the block took stands in the list once it ends."""
    gaps, spent = [0.0], list[Spent]()

    async def ticks() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.001)
            gaps.append((time.perf_counter() - before) * 1000 - 1)

    ticking = asyncio.create_task(ticks())
    await asyncio.sleep(0)
    before = time.perf_counter()
    yield spent
    whole = (time.perf_counter() - before) * 1000
    await asyncio.sleep(0.002)
    ticking.cancel()
    spent.append(Spent(whole, max(gaps)))


class Nobody:
    """A Slack that is not asked."""

    async def members(self, *_: object) -> None:
        return None

    async def said_in_thread(self, *_: object, **__: object) -> None:
        return None


class Ours:
    def __init__(self, url: str, count: int) -> None:
        engines = open_engines(url)
        fill(engines.write, count)
        self._store = SqlStore(engines)
        self._off_loop = Writer(self._store) if url.startswith("sqlite") else Threads(8)
        ids = iter(range(10**9))
        desk = EscalationDesk(
            store=self._store, policies=lambda _: Policy(), now=lambda: NOW, new_id=lambda: f"L{count}-{next(ids)}"
        )
        nobody: Any = Nobody()
        self._asking = Asking(store=self._store, desk=desk, directory=nobody, off_loop=self._off_loop, now=lambda: NOW)

    async def beats(self) -> Spent:
        await self._off_loop(self._makes_due)
        async with measured() as spent:
            asked = await self._asking.round()
        if asked != DUE:
            raise RuntimeError(f"{asked} reminders were written, not {DUE}.")
        return spent[0]

    async def moves(self) -> Spent:
        await self._off_loop(self._makes_due)
        async with measured() as spent:
            for due in await self._off_loop(self._store.due_clocks, NOW, limit=DUE):
                await self._off_loop(self._sets, due.escalation, NOW + FAR)
        return spent[0]

    def _makes_due(self) -> None:
        for number in range(1, DUE + 1):
            self._sets(EscalationId(number), START - timedelta(minutes=1))

    def _sets(self, number: EscalationId, due: datetime) -> None:
        with self._store.begin(HERE) as tx:
            tx.set_clock(Clock(escalation=number, kind=ClockKind.INTERNAL, due_at=due, anchor=START))

    def close(self) -> None:
        self._off_loop.close()
        self._store.close()


RAN: list[int] = []


async def job(number: int, *_: object) -> None:
    RAN.append(number)


class Theirs:
    def __init__(self, url: str, count: int) -> None:
        self._engines = open_engines(url)
        self._kept = SQLAlchemyJobStore(engine=self._engines.write)
        self._scheduler = AsyncIOScheduler(timezone=UTC, jobstores={"default": self._kept})
        self._count = count

    async def starts(self) -> None:
        self._scheduler.start(paused=True)
        far = datetime.now(UTC) + FAR
        options: dict[str, Any] = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        for number in range(DUE):
            arguments = [number, "T0BENCH", "internal", "ESC"]
            self._scheduler.add_job(
                job, "interval", days=1, args=arguments, id=f"due-{number}", next_run_time=far, **options
            )
        table = self._kept.jobs_t
        with self._engines.write.begin() as connection:
            state = connection.execute(select(table.c.job_state).limit(1)).scalar_one()
            for begin in range(DUE, self._count, PIECE):
                rows = [
                    {"id": f"job-{number}", "next_run_time": far.timestamp() + number, "job_state": state}
                    for number in range(begin, min(begin + PIECE, self._count))
                ]
                connection.execute(insert(table), rows)

    async def beats(self) -> Spent:
        """It was started paused, so that it wakes up when it is measured and not before."""
        self._scheduler.pause()
        for number in range(DUE):
            self._scheduler.modify_job(f"due-{number}", next_run_time=datetime.now(UTC) - timedelta(seconds=1))
        RAN.clear()
        async with measured() as spent:
            self._scheduler.resume()
            while len(RAN) < DUE:  # noqa: ASYNC110 - until the loop has run them all
                await asyncio.sleep(0)
        return spent[0]

    def close(self) -> None:
        self._scheduler.shutdown(wait=False)
        self._engines.close()


async def compared(name: str, ours_at: Mapping[int, str], theirs_at: Mapping[int, str]) -> list[Figure]:
    ours = {count: Ours(url, count) for count, url in ours_at.items()}
    theirs = {count: Theirs(url, count) for count, url in theirs_at.items()}
    for store in theirs.values():
        await store.starts()
    measures = {
        **{("beat", count): one.beats for count, one in ours.items()},
        **{("moves", count): one.moves for count, one in ours.items()},
        **{("job store", count): one.beats for count, one in theirs.items()},
    }
    rounds = [{which: await measure() for which, measure in measures.items()} for _ in range(ROUNDS)]
    took = {which: median([one[which].whole for one in rounds[WARM:]]) for which in measures}
    for (what, count), spent in took.items():
        stall = median([one[what, count].stall for one in rounds[WARM:]])
        print(f"  {name}, {what:<9} {count:>8} open: {spent:8.1f} ms, stall {stall:.1f} ms", flush=True)
    for mine in ours.values():
        mine.close()
    for store in theirs.values():
        store.close()
    few, *more = ours
    grown = [(what, many) for what in ("moves", "beat") for many in more]
    return [
        *(Figure(f"{name}_job_store_to_moves_{n}", took["job store", n] / took["moves", n], "times") for n in ours),
        *(
            Figure(f"{name}_{what}_{n}_to_{few}", took[what, n] / took[what, few], "times", at_most=BOUND)
            for what, n in grown
        ),
    ]


def main() -> None:
    started_as("beat")
    from tests import stores  # noqa: PLC0415 - it needs pytest, which is not there without `make test`

    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    sizes = sorted(int(one) for one in sys.argv[1:] if one.isdigit()) or SIZES
    with folder() as place:
        urls = {}
        for count in sizes:
            (place / f"{count}").mkdir()
            urls[count] = stores.new_sqlite(place / f"{count}")
        jobs = {count: f"sqlite:///{place / f'jobs-{count}.db'}" for count in sizes}
        figures = asyncio.run(compared("sqlite", urls, jobs))
    if "postgres" in sys.argv[1:]:
        urls = {count: stores.bare_postgres(f"beat_{count}") for count in sizes}
        for url in urls.values():
            migrate(url)
        jobs = {count: stores.bare_postgres(f"jobs_{count}") for count in sizes}
        figures += asyncio.run(compared("postgres", urls, jobs))
    told(*reversed(figures))


if __name__ == "__main__":
    main()
