"""The card that a letter to another product links to: waited for once, and no longer, for Slack may be down."""

from collections.abc import Awaitable, Callable

from escalation.drafts import MessageRef
from escalation.errors import TryAgain
from escalation.kinds import WorkspaceId
from escalation.letters import Claim
from escalation.notices import Morning, Standing

WAIT_FOR_CARD = 3.0
"""Seconds a letter waits once for the card it links to."""

Stands = Callable[[Claim], Awaitable[Standing | Morning | None]]
LinkTo = Callable[[WorkspaceId, MessageRef | None], str | None]


def waited_for(card: MessageRef | None, claim: Claim) -> MessageRef | None:
    """`card`, or None where it did not come. Raises `TryAgain` the first time."""
    if card is None and claim.turn <= 1:
        raise TryAgain("its card is not there yet", after_seconds=WAIT_FOR_CARD)
    return card


class CardLink:
    """Where people talk about what a letter is about."""

    def __init__(self, *, standing: Stands, link_to: LinkTo) -> None:
        self._standing = standing
        self._link_to = link_to

    async def of(self, claim: Claim) -> str | None:
        """Raises `TryAgain` where the card is still to come."""
        standing = await self._standing(claim)
        card = standing.card if isinstance(standing, Standing) else None
        return self._link_to(claim.letter.workspace, waited_for(card, claim))
