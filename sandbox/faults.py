"""What is to go wrong on purpose, and for how many calls."""

import asyncio
import secrets
from dataclasses import dataclass
from typing import Any

KINDS = (
    "429",
    "500",
    "hang",
    "apply_then_hang",
    "hang_then_apply",
    "drop",
    "refuse_connection",
    "fatal_error",
    "error",
)
_CHANCE = secrets.SystemRandom()


@dataclass
class Fault:
    fault: str
    method: str = ""
    error: str = ""
    times: int = 1
    retry_after: int = 1
    after_applying: bool = False
    before_applying: bool = False
    channel: str = ""
    probability: float = 1.0

    def __post_init__(self) -> None:
        if self.fault not in KINDS:
            raise ValueError(f"{self.fault!r} is not a fault. There are: {', '.join(KINDS)}.")
        self.times, self.retry_after, self.probability = int(self.times), int(self.retry_after), float(self.probability)
        if self.fault == "refuse_connection":
            self.fault = "drop"
        if self.fault == "apply_then_hang":
            self.fault, self.after_applying = "hang", True
        if self.fault == "hang_then_apply":
            self.fault, self.before_applying = "hang", True

    def meets(self, method: str, arguments: dict[str, Any]) -> bool:
        if self.times <= 0 or (self.method and self.method != method):
            return False
        if self.channel and self.channel != str(arguments.get("channel", "")):
            return False
        return self.probability >= 1.0 or _CHANCE.random() < self.probability


class Faults:
    def __init__(self) -> None:
        self.waiting: list[Fault] = []
        self._release = asyncio.Event()

    def add(self, fault: Fault) -> None:
        self.waiting.append(fault)

    def take(self, method: str, arguments: dict[str, Any]) -> Fault | None:
        """The first fault set for such a call; each is used up call by call."""
        for fault in self.waiting:
            if fault.meets(method, arguments):
                fault.times -= 1
                self.waiting = [left for left in self.waiting if left.times > 0]
                return fault
        return None

    def clear(self) -> None:
        """Ends every fault, those that still hang too."""
        self.waiting.clear()
        self._release.set()
        self._release = asyncio.Event()

    async def hang(self) -> None:
        await self._release.wait()
