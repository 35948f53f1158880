"""Which of the company's other tools may be written to. By default none: each is switched on by itself."""

from collections.abc import Sequence
from typing import Protocol

from escalation.models import Draft


class Writers(Protocol):
    def of_ticket(self, draft: Draft) -> Sequence[str]:
        """The tools, by name, that may have the ticket which this draft names, and take notes on it."""


class NobodyWrites:
    """Nothing is switched on."""

    def of_ticket(self, draft: Draft) -> Sequence[str]:  # noqa: ARG002 - whatever it names
        return ()


NOBODY_WRITES = NobodyWrites()
