"""What keeps going by itself: threads for the database, tasks after an answer, the courier, the beat."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from typing import Any, ParamSpec, TypeVar

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from escalation.asking import Asking
from escalation.delivery import LANES_AT_ONCE, Delivery, OffLoop
from escalation.errors import StorageError
from escalation.letters import Claim
from escalation.ports import Store
from running.watch import Watch

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

BEAT = 1.0
"""Seconds. Everything that is due is a row; the beat only looks."""

FILLED_AT_ONCE = 50
"""Escalations of an earlier version made findable in one transaction: others write between two."""

IDLE = 1.0
"""Seconds between looks at the letters when nobody pokes: another replica may have written one."""


class Threads:
    """Runs the store's work in as many threads; for PostgreSQL. SQLite has one writer."""

    def __init__(self, count: int) -> None:
        self._pool = ThreadPoolExecutor(max_workers=count, thread_name_prefix="store")

    def __call__(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        return asyncio.get_running_loop().run_in_executor(self._pool, partial(function, *args, **kwargs))

    def close(self) -> None:
        self._pool.shutdown(wait=True)


class TaskSet:
    """Work after the answer. Kept, so that none is collected half way, and waited for at shutdown."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        _tell_failure("work after an answer failed", task)

    async def end(self, seconds: float) -> None:
        """Waits for what is under way, then cancels the rest."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()


def _tell_failure(what: str, task: asyncio.Task[None]) -> None:
    """A database that is away says why in a sentence; anything else is a fault of ours, and shows where."""
    failure = None if task.cancelled() else task.exception()
    if isinstance(failure, StorageError):
        log.error(what, extra={"why": str(failure)})
    elif failure:
        log.error(what, exc_info=failure)


class Courier:
    """Goes its round when poked, and once in a while. One at a time in a process; others run beside it.

    A letter that takes long holds up its own lane only: the round does not wait for it.
    """

    def __init__(self, *, delivery: Delivery, store: Store, off_loop: OffLoop) -> None:
        self._delivery = delivery
        self._store = store
        self._off_loop = off_loop
        self._poked = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()
        self._stopping = False

    def poke(self) -> None:
        self._poked.set()

    def stop(self) -> None:
        self._stopping = True
        self._poked.set()

    async def run(self) -> None:
        """Until stopped; then what is under way is settled, or left to its lease when this is cancelled."""
        try:
            while not self._stopping:
                self._poked.clear()
                wait = await self._one_round()
                if not self._stopping:
                    await self._rest(wait)
            await asyncio.gather(*self._under_way, return_exceptions=True)
        finally:
            for task in self._under_way:
                task.cancel()

    async def _one_round(self) -> float:
        """Seconds until there is something to do again."""
        room = LANES_AT_ONCE - len(self._under_way)
        try:
            for claim in await self._delivery.claim(room) if room else ():
                self._start(claim)
            soon = await self._off_loop(self._store.next_letter_in) if room else None
        except StorageError as failure:
            log.error("the round found no database", extra={"why": str(failure)})  # noqa: TRY400 - it says enough
            return IDLE
        except Exception:
            # The top of the round: a fault of ours must not end it. Nothing is lost: letters are rows.
            log.exception("the round failed, it goes on")
            return IDLE
        return IDLE if soon is None else min(soon, IDLE)

    def _start(self, claim: Claim) -> None:
        task = asyncio.create_task(self._delivery.carry(claim))
        self._under_way.add(task)
        task.add_done_callback(self._carried)

    def _carried(self, task: asyncio.Task[None]) -> None:
        """What comes after it in its lane may go now."""
        self._under_way.discard(task)
        _tell_failure("a letter could not be settled, its lease will end", task)
        self.poke()

    async def _rest(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(max(seconds, 0.01)):
                await self._poked.wait()
        except TimeoutError:
            return


class Beats:
    """APScheduler beats; what is due stands in the database, so it may be killed at any instant."""

    def __init__(  # noqa: PLR0913 - each is one part of the beat
        self,
        *,
        store: Store,
        courier: Courier,
        off_loop: OffLoop,
        now: Callable[[], datetime],
        refresh: Callable[[], Awaitable[None]],
        asking: Asking,
        watch: Watch,
        every: float,
    ) -> None:
        """`every` is the time between two beats, in seconds."""
        self.every = every
        self._store = store
        self._courier = courier
        self._off_loop = off_loop
        self._now = now
        self._refresh_policies = refresh
        self._asking = asking
        self.watch = watch
        self._last_good = time.monotonic()
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        options: dict[str, Any] = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._scheduler.add_job(self._beat, "interval", seconds=every, **options)
        self._scheduler.add_job(self._refresh, "interval", seconds=15, **options)
        self._scheduler.add_job(self._look, "interval", seconds=watch.every, **options)
        self._scheduler.add_job(self._prune, "interval", hours=1, **options)
        self._scheduler.add_job(self._fill_in, "interval", seconds=30, **options)

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    def is_late(self) -> bool:
        return time.monotonic() - self._last_good > 3 * self.every

    async def _beat(self) -> None:
        with _without_a_database("the beat"):
            await self._asking.round()
            self._courier.poke()
            self._last_good = time.monotonic()

    async def _refresh(self) -> None:
        """The scheduler awaits only what is a coroutine function itself; what was handed in need not be."""
        with contextlib.suppress(asyncio.CancelledError):  # as in the beat
            await self._refresh_policies()

    async def _look(self) -> None:
        with _without_a_database("the watch"):
            self.watch.saw(await self._off_loop(self._store.late, self._now()))

    async def _fill_in(self) -> None:
        """What an earlier version wrote, and writes while it still runs beside this one, in small steps."""
        with _without_a_database("filling in"):
            while await self._off_loop(self._store.fill_in, FILLED_AT_ONCE):
                pass

    async def _prune(self) -> None:
        with _without_a_database("forgetting"):
            await self._off_loop(self._store.prune, self._now())


@contextlib.contextmanager
def _without_a_database(what: str) -> Iterator[None]:
    """It comes again by itself, and by then the database may be back. The scheduler's end is no fault either."""
    try:
        yield
    except asyncio.CancelledError:
        return
    except StorageError as failure:
        log.error("%s found no database", what, extra={"why": str(failure)})  # noqa: TRY400 - it says enough
