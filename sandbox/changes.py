"""Word that something in the workspace changed, for whoever waits on it: a test, or the live page."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Changes:
    def __init__(self) -> None:
        self.number = 0
        self.is_closed = False
        self._next = asyncio.Event()

    def close(self) -> None:
        """Lets go whoever still waits for what comes next."""
        self.is_closed = True
        self.tell()

    def tell(self) -> None:
        self.number += 1
        told, self._next = self._next, asyncio.Event()
        told.set()

    async def after(self, number: int) -> int:
        """Waits for anything newer than `number`."""
        while self.number <= number:
            await self._next.wait()
        return self.number

    async def until(self, claim: Callable[[], T], *, seconds: float) -> T:
        """Waits until the claim holds and returns what it said; looked at again after every change."""
        try:
            async with asyncio.timeout(seconds):
                while not (said := claim()):
                    await self._next.wait()
                return said
        except TimeoutError:
            # The claim may be about something outside the workspace that changed in silence.
            if said := claim():
                return said
            raise TimeoutError(f"Still not so after {seconds} s.") from None
