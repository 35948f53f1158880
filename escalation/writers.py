"""Which of the company's other tools may be written to. By default none: each is switched on by itself."""

from collections.abc import Sequence
from typing import Protocol

from escalation.drafts import Draft
from escalation.record import Value


class Tracker(Value):
    """A tracker that may be written to, and where in it: the keys of its projects or teams, or its repositories."""

    name: str
    places: tuple[str, ...]


class ReplyPlace(Value):
    """A ticket whose customer may be answered from here, in the tool that has it.

    `longest` is how many bytes a reply may have there, where that is less than people can type.
    """

    tool: str
    ticket: str
    longest: int | None = None


class Writers(Protocol):
    def trackers(self) -> Sequence[Tracker]: ...

    def issue_in(self, tracker: str, typed: str) -> str | None:
        """The issue that a key or a link names, as that tracker calls it; None where it cannot have it."""

    def of_ticket(self, draft: Draft) -> Sequence[str]:
        """The tools, by name, that may have the ticket which this draft names, and take notes on it."""

    def replies_on(self, draft: Draft, *, noted_in: str) -> ReplyPlace | None:
        """The ticket which this draft names, where replies may be sent and it is clear which tool has it.

        `noted_in` is the tool that took a note on it.
        """


class NobodyWrites:
    """Nothing is switched on."""

    def trackers(self) -> Sequence[Tracker]:
        return ()

    def issue_in(self, tracker: str, typed: str) -> str | None:  # noqa: ARG002 - whatever it names
        return None

    def of_ticket(self, draft: Draft) -> Sequence[str]:  # noqa: ARG002 - whatever it names
        return ()

    def replies_on(self, draft: Draft, *, noted_in: str) -> None:
        """Whatever it names."""


NOBODY_WRITES = NobodyWrites()
