"""SQLite's one writer: a thread that does the store's work in the order it came, and commits together what waits."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, ParamSpec, TypeVar

from storage.store import SqlStore

P = ParamSpec("P")
T = TypeVar("T")

MOST = 64
"""Pieces of work that share a COMMIT, at most: each of them waits for the others."""

LONGEST = 0.02
"""Seconds after which no further one is taken in. Nobody is waited for: only what is there already is taken."""


class Work:
    """A function of someone who waits, and what became of it."""

    def __init__(self, function: Callable[[], Any], waiting: asyncio.Future[Any]) -> None:
        self._function = function
        self._waiting = waiting
        self._result: Any = None
        self._failure: BaseException | None = None

    def do(self) -> None:
        if self._waiting.cancelled():
            return
        try:
            self._result = _called(self._function)
        except BaseException as failure:  # noqa: BLE001 - it belongs to who waits
            self._failure = failure

    def answer(self, not_kept: BaseException | None) -> None:
        """In the event loop. What was not kept did not happen, whatever the function said."""
        if self._waiting.cancelled():
            return
        if failure := not_kept or self._failure:
            self._waiting.set_exception(failure)
        else:
            self._waiting.set_result(self._result)


class Writer:
    """Whoever awaits a call goes on when what it wrote is durable."""

    def __init__(self, store: SqlStore, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._seconds = seconds
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[Work] = deque()
        self._done: list[Work] = []
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")

    def __call__(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        answer: asyncio.Future[T] = self._loop.create_future()
        self._waiting.append(Work(partial(function, *args, **kwargs), answer))
        self._thread.submit(self._together)  # one for each: those whose work was taken along find nothing to do
        return answer

    def close(self) -> None:
        """What was taken in is done first."""
        self._thread.shutdown(wait=True)

    def _together(self) -> None:
        with self._store.sharing(self._answer) as shared:
            for work in self._what_waits():
                work.do()
                self._done.append(work)
                if not shared.is_open:
                    self._answer(None)

    def _what_waits(self) -> Iterator[Work]:
        end = self._seconds() + LONGEST
        for _ in range(MOST):
            if not self._waiting or self._seconds() > end:
                return
            yield self._waiting.popleft()

    def _answer(self, not_kept: BaseException | None) -> None:
        done, self._done = self._done, []
        self._loop.call_soon_threadsafe(_answer, done, not_kept)


def _called(function: Callable[[], T]) -> T:
    try:
        return function()
    except StopIteration as ended:
        raise RuntimeError("A generator's end left a function.") from ended  # no future takes the other


def _answer(done: list[Work], not_kept: BaseException | None) -> None:
    for work in done:
        work.answer(not_kept)
