"""What people do, on its way to the app: one try and an answer for what someone waits on, retries for events."""

import asyncio
import secrets
from collections import deque
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

_REMEMBERED = 50


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


class Line(Protocol):
    """A way to the app."""

    async def deliver(self, parcel: Parcel) -> Answer: ...


class Dispatcher:
    def __init__(self, line: Line, retries: tuple[float, ...]) -> None:
        self.line = line
        self.retries = retries
        self.sent: deque[Parcel] = deque(maxlen=_REMEMBERED)
        self._tasks: set[asyncio.Task[None]] = set()

    async def ask(self, kind: str, payload: dict[str, Any], *, accepts_response: bool = False) -> Answer:
        parcel = Parcel(kind, payload, accepts_response=accepts_response)
        self.sent.append(parcel)
        return await self.line.deliver(parcel)

    async def tell(self, payload: dict[str, Any]) -> None:
        """An event. Comes back after the first try; the others happen on their own."""
        parcel = Parcel("events_api", payload)
        self.sent.append(parcel)
        answer = await self.line.deliver(parcel)
        if answer.trouble and not answer.no_retry:
            self._start(parcel, answer.trouble)

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
        await self.line.deliver(parcel)

    async def _retry(self, parcel: Parcel, reason: str) -> None:
        for number, pause in enumerate(self.retries, start=1):
            await asyncio.sleep(pause)
            answer = await self.line.deliver(replace(parcel, retry=number, reason=reason))
            if not answer.trouble or answer.no_retry:
                return
            reason = answer.trouble
