"""What the doctor finds: a mark, what it is about, and what to do. How to say that Slack would not tell."""

from collections.abc import Awaitable, Callable, Collection
from enum import StrEnum
from typing import NamedTuple, TypeVar

from connectors.slack_answers import UNKNOWN_METHOD
from escalation.errors import GiveUp, TryAgain, Unclear
from running.logs import hide_secrets

UNTOLD = frozenset({*UNKNOWN_METHOD, "missing_scope"})
"""Refusals that say nothing about what was asked for. A missing scope has a line of its own."""


class Mark(StrEnum):
    """How a check went, first on its line. Only the last one fails."""

    OK = "ok"
    NOTE = "note"
    UNKNOWN = "unknown"
    WRONG = "!! fix"


class Finding(NamedTuple):
    mark: Mark
    about: str
    said: str

    @property
    def line(self) -> str:
        return hide_secrets(f"{self.mark:<8}{self.about}: {self.said}")


T = TypeVar("T", bound=Finding | None)


def not_told(about: str, why: object) -> Finding:
    return Finding(Mark.UNKNOWN, about, f"could not check: {why}.")


async def looked_at(
    about: str,
    looking: Awaitable[T],
    *,
    refused: Callable[[GiveUp | TryAgain], str],
    untold: Collection[str] = UNTOLD,
) -> T | Finding:
    """The finding; `refused` says what a refusal means, and the remedy."""
    try:
        return await looking
    except GiveUp as no:
        if no.code in untold:
            unknown = no.code in UNKNOWN_METHOD
            return not_told(about, "this Slack does not know how" if unknown else f"Slack says {no.code}")
        return Finding(Mark.WRONG, about, refused(no))
    except (TryAgain, Unclear) as failure:
        if isinstance(failure, TryAgain) and failure.code:
            return Finding(Mark.WRONG, about, refused(failure))
        return not_told(about, f"{failure}; run this again in a minute")
