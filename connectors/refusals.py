"""What a product's refusal of a write means for the letter: later, looked for first, or never."""

from typing import NoReturn

from escalation.errors import GiveUp, TryAgain, Unclear
from escalation.facts import FailureKind, spelt
from escalation.letters import Claim
from escalation.sources import SourceFailed

WRITE_WITHIN = 24 * 3600.0
"""Seconds for which a write is tried. Then people are told to do it themselves."""

FOR_GOOD = frozenset(
    {
        FailureKind.AUTH,
        FailureKind.NOT_CONFIGURED,
        FailureKind.BAD_ANSWER,
        FailureKind.NOT_THERE,
        FailureKind.REFUSED,
    }
)
"""Refusals that trying again does not mend."""


class CannotReply(SourceFailed):
    """A product would not take a reply, or has not, and we can say why: `why` is a sentence without its full stop."""

    def __init__(self, why: str) -> None:
        super().__init__(FailureKind.REFUSED, why)
        self.why = why


MAY_BE_THERE = "it may be there all the same, so look first"


def refused(
    source: str, failure: SourceFailed, claim: Claim, *, now: float, wrote: bool = False, shown_within: float = 0.0
) -> NoReturn:
    """`now` is machine time, in seconds; `wrote` says that it was the write itself that failed.

    What may have arrived in a tool that takes long to show it is looked for soon only where it was tried soon: of later
    tries no look before may be taken for an answer.
    """
    said = f"{spelt(source)} {failure}"
    if wrote and failure.may_be_done:
        raise Unclear(said, after_seconds=min(now - claim.since, shown_within)) from failure
    if failure.kind in FOR_GOOD:
        raise GiveUp(said, code="refused", told=failure.told) from failure
    if now - claim.since >= WRITE_WITHIN:
        raise GiveUp(f"{said}, for a day", code="tried_enough") from failure
    raise TryAgain(said, after_seconds=failure.after_seconds) from failure


def unseen(source: str, failure: SourceFailed, claim: Claim, *, now: float) -> NoReturn:
    """What may have arrived could not be looked for. Whoever is told to write it is told to look before."""
    said = f"{spelt(source)} {failure}"
    if failure.kind in FOR_GOOD:
        raise GiveUp(f"{MAY_BE_THERE}: {said}", code="refused") from failure
    if now - claim.since >= WRITE_WITHIN:
        raise GiveUp(f"{MAY_BE_THERE}: {said}, for a day", code="tried_enough") from failure
    raise TryAgain(said, after_seconds=failure.after_seconds) from failure
