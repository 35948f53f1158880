"""Sends customers what a person approved for them, once: a reply that may have arrived is looked for by its words.

The customer reads those words and nothing beside them, so there is no mark to look for.
"""

import unicodedata
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import NoReturn, cast

from connectors.card_link import Stands
from connectors.refusals import CannotReply, refused
from connectors.whose import asked_of, ticket_in
from connectors.writers import WayBack
from escalation.drafts import MessageRef
from escalation.errors import GiveUp, NothingToSay, TryAgain
from escalation.facts import FailureKind, spelt
from escalation.kinds import ChannelId
from escalation.letters import Claim
from escalation.notices import ReplyApproved
from escalation.replied import MAY_BE_THERE
from escalation.sources import RepliesToCustomers, SourceFailed

REPLY_WITHIN = timedelta(hours=1)
"""How long after its approval a reply may still go out. Then it is given back to whoever approved it.

It says what was so when it was read, and often a time by which there will be more; half the shortest window in which
customers are promised word is left to send it by hand.
"""

SHOWN_WITHIN = 60.0
"""Seconds a product may take to show what it took, each time. Until then "not found" is no answer."""

CLOCKS_DIFFER = timedelta(minutes=5)
"""How far a product's clock may be off from ours."""


class Replier:
    """Fits `Carrier`. `now` is the moment; `machine_time` gives seconds since 1970."""

    def __init__(
        self,
        *,
        way_back: WayBack,
        standing: Stands,
        now: Callable[[], datetime],
        machine_time: Callable[[], float],
    ) -> None:
        self._way_back = way_back
        self._standing = standing
        self._now = now
        self._machine_time = machine_time

    async def find(self, claim: Claim) -> MessageRef | None:
        reply = _reply(claim)
        try:
            if await self._is_there(reply):
                return _standing_at(claim)
        except (NothingToSay, GiveUp):
            return None  # its reason is told when it is to be sent
        except SourceFailed as failure:
            if self._is_too_late(reply):
                return None  # and given back, unsent
            whose = asked_of(failure, or_else=reply.source)
            raise TryAgain(f"{whose} {failure}", after_seconds=failure.after_seconds) from failure
        left = SHOWN_WITHIN * (claim.tries - 1) - (self._machine_time() - claim.since)
        if left > 0:
            raise TryAgain(f"{spelt(reply.source)} may still show it", after_seconds=left)
        return None

    async def deliver(self, claim: Claim) -> MessageRef:
        reply = _reply(claim)
        await self._standing(claim)  # of Security nothing goes out any more
        if self._is_too_late(reply):
            await self._give_back(claim)
        try:
            tool, ticket = await self._place(reply)
            if claim.turn > 1 and await _says(tool, ticket, reply):
                return _standing_at(claim)
        except NothingToSay as gone:
            raise GiveUp(str(gone), code="refused") from gone
        except SourceFailed as failure:
            self._refused(failure, claim)
        try:
            await tool.add_reply(ticket, reply.text)
        except SourceFailed as failure:
            self._refused(failure, claim, wrote=True)
        return _standing_at(claim)

    async def _place(self, reply: ReplyApproved) -> tuple[RepliesToCustomers, str]:
        """Raises what `ticket_in` does; also where the ticket is not the one of which it was approved."""
        tool = self._way_back.replying(reply.source)
        if tool is None:
            raise NothingToSay(f"{spelt(reply.source)} takes no replies from here any more")
        ticket = await ticket_in(tool, reply.escalation.draft, self._way_back)
        if ticket != reply.ticket:
            raise NothingToSay(f"{spelt(reply.source)} has another ticket there now")
        return tool, ticket

    async def _is_there(self, reply: ReplyApproved) -> bool:
        tool, ticket = await self._place(reply)
        return await _says(tool, ticket, reply)

    def _is_too_late(self, reply: ReplyApproved) -> bool:
        return self._now() - reply.at >= REPLY_WITHIN

    async def _give_back(self, claim: Claim) -> NoReturn:
        reply = _reply(claim)
        if claim.look_first and not await _can_tell(self._is_there(reply)):
            raise GiveUp(f"{spelt(reply.source)} never said whether it took it", code=MAY_BE_THERE)
        raise GiveUp(f"{spelt(reply.source)} did not take it within an hour", code="too_late")

    def _refused(self, failure: SourceFailed, claim: Claim, *, wrote: bool = False) -> NoReturn:
        source = _reply(claim).source
        if failure.kind in {FailureKind.BAD_ANSWER, FailureKind.REFUSED} and not failure.may_be_done:
            why = failure.why if isinstance(failure, CannotReply) else "The ticket may be closed there"
            raise GiveUp(f"{spelt(source)} did not take it. {why}", code="refused", told=failure.told) from failure
        refused(asked_of(failure, or_else=source), failure, claim, now=self._machine_time(), wrote=wrote)


async def _says(tool: RepliesToCustomers, ticket: str, reply: ReplyApproved) -> bool:
    said = await tool.replies(ticket, since=reply.at - CLOCKS_DIFFER)
    return same(reply.text) in map(same, said)


async def _can_tell(asked: Awaitable[bool]) -> bool:
    try:
        await asked
    except SourceFailed:
        return False
    except (NothingToSay, GiveUp):
        return True
    return True


def same(text: str) -> str:
    """A text as its product may give it back: lines broken elsewhere, blanks and signs of another width."""
    signs = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in signs if not (sign.isspace() or unicodedata.category(sign) in {"Cf", "Cc"}))


def _reply(claim: Claim) -> ReplyApproved:
    return cast(ReplyApproved, claim.letter.notice)


def _standing_at(claim: Claim) -> MessageRef:
    return MessageRef(channel=ChannelId(claim.letter.lane), ts=claim.letter.id)
