"""What people do, on its way to the app: one try and an answer for what someone waits on, retries for events."""

import asyncio
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from sandbox.clock import machine

_REMEMBERED = 50
_DELIVERED = 200


@dataclass(frozen=True)
class Parcel:
    kind: str  # slash_commands, interactive or events_api, as Socket Mode names them
    payload: dict[str, Any]
    accepts_response: bool = False
    retry: int = 0
    reason: str = ""
    id: str = field(default_factory=lambda: secrets.token_hex(16))


@dataclass(frozen=True)
class Answer:
    """The acknowledgement, or why there was none."""

    body: dict[str, Any] = field(default_factory=dict)
    trouble: str = ""  # "", no_connection, timeout, or http_error
    no_retry: bool = False


@dataclass
class Delivery:
    """One try to hand a parcel over: when, in both times, and how it ended."""

    number: int
    parcel: Parcel
    at: float
    time: str
    took_ms: int | None = None
    trouble: str = ""
    answer: dict[str, Any] = field(default_factory=dict)


class Line(Protocol):
    """A way to the app."""

    @property
    def is_up(self) -> bool:
        """False when it is known that nobody listens."""

    async def deliver(self, parcel: Parcel) -> Answer: ...


class Dispatcher:
    def __init__(self, line: Line, retries: tuple[float, ...], now: Callable[[], datetime]) -> None:
        self.line = line
        self.retries = retries
        self.sent: deque[Parcel] = deque(maxlen=_REMEMBERED)
        self.delivered: deque[Delivery] = deque(maxlen=_DELIVERED)
        self._now = now
        self._count = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def ask(self, kind: str, payload: dict[str, Any], *, accepts_response: bool = False) -> Answer:
        parcel = Parcel(kind, payload, accepts_response=accepts_response)
        self.sent.append(parcel)
        return await self._deliver(parcel)

    async def tell(self, payload: dict[str, Any]) -> None:
        """An event. Comes back after the first try; the others happen on their own."""
        parcel = Parcel("events_api", payload)
        self.sent.append(parcel)
        answer = await self._deliver(parcel)
        if answer.trouble and not answer.no_retry:
            self._start(parcel, answer.trouble)

    async def _deliver(self, parcel: Parcel) -> Answer:
        self._count += 1
        kept = Delivery(number=self._count, parcel=parcel, at=machine(), time=self._now().isoformat())
        self.delivered.append(kept)
        answer = await self.line.deliver(parcel)
        kept.took_ms = round((machine() - kept.at) * 1000)
        kept.trouble, kept.answer = answer.trouble, answer.body
        return answer

    def redeliver(self, count: int) -> list[Parcel]:
        """Says the last things again, as Slack does when it believes they were not heard."""
        again = [replace(parcel, retry=parcel.retry + 1, reason="timeout") for parcel in list(self.sent)[-count:]]
        for parcel in again:
            self._keep(asyncio.create_task(self._once(parcel)))
        return again

    async def settled(self) -> None:
        """Waits for redeliveries and retries still under way."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, parcel: Parcel, reason: str) -> None:
        self._keep(asyncio.create_task(self._retry(parcel, reason)))

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _once(self, parcel: Parcel) -> None:
        await self._deliver(parcel)

    async def _retry(self, parcel: Parcel, reason: str) -> None:
        for number, pause in enumerate(self.retries, start=1):
            await asyncio.sleep(pause)
            answer = await self._deliver(replace(parcel, retry=number, reason=reason))
            if not answer.trouble or answer.no_retry:
                return
            reason = answer.trouble
