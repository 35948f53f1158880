"""What time it is in the story, and how much machine time has passed. The only file here that asks the computer."""

import re
import time
from datetime import UTC, datetime, timedelta

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


class SandboxClock:
    """The moment people see: machine time plus every advance so far. It only moves forward."""

    def __init__(self) -> None:
        self.offset = timedelta(0)
        self._latest = datetime.now(UTC)

    def now(self) -> datetime:
        # The computer's own clock may be set back under us; the story's is not.
        self._latest = max(self._latest, datetime.now(UTC) + self.offset)
        return self._latest

    def advance(self, by: timedelta) -> datetime:
        if by < timedelta(0):
            raise ValueError("The clock only moves forward.")
        self.offset += by
        return self.now()


def machine() -> float:
    """Seconds that only count up: triggers, pace, acknowledgements."""
    return time.monotonic()


def unix() -> int:
    """What the other side compares a signature's age with."""
    return int(time.time())


def read_duration(text: str) -> timedelta:
    """`30s`, `15m`, `4h`, `1d`."""
    found = re.fullmatch(r"(\d{1,6})([smhd])", text.strip())
    if found is None:
        raise ValueError(f"{text!r} is not a duration. Write it like 30s, 15m, 4h or 1d.")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})
