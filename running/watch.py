"""The watch: promises that stay overdue and unsent although the beat comes every second."""

import time
from collections.abc import Callable

from escalation.ports import Late

PATIENCE = 300.0
"""Seconds. After an outage all that fell due is late at once, and some thousands of promises are asked in this time."""
LOOKS = 20
"""How often it is looked in that time."""


class Watch:
    """Told now and then what is late; says so when it has been for too long. `seconds` is monotonic."""

    def __init__(self, *, patience: float = PATIENCE, seconds: Callable[[], float] = time.monotonic) -> None:
        self.every = patience / LOOKS
        self._patience = patience
        self._seconds = seconds
        self._late = Late()
        self._since: float | None = None

    def saw(self, late: Late) -> None:
        self._late = late
        if not late:
            self._since = None
        elif self._since is None:
            self._since = self._seconds()

    def problem(self) -> str | None:
        if self._since is None or self._seconds() - self._since < self._patience:
            return None
        return f"{said_of(self._late)} for more than {self._patience:.0f} s. More: escalate doctor."


def said_of(late: Late) -> str:
    """`3 promises and 2 letters are overdue and unsent`."""
    counted = [(late.clocks, "promise"), (late.letters, "letter")]
    named = " and ".join(f"{count} {word}{'s' if count > 1 else ''}" for count, word in counted if count)
    return f"{named} {'is' if late.clocks + late.letters == 1 else 'are'} overdue and unsent"
