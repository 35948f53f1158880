"""Writes notes on tickets, each once: what may have arrived is looked for by its mark before it is written again."""

import asyncio
from collections.abc import Callable
from typing import cast

from connectors.card_link import CardLink
from connectors.note_text import note_of
from connectors.refusals import FOR_GOOD, refused, unseen
from connectors.writers import WayBack, named_by
from escalation.drafts import MessageRef
from escalation.errors import GiveUp, NothingToSay
from escalation.facts import FailureKind, spelt
from escalation.kinds import ChannelId
from escalation.letters import NOT_UNIQUE, Claim
from escalation.notices import TicketNote
from escalation.sources import FindsTickets, SourceFailed, WritesTickets


class NoteTaker:
    """Fits `Carrier`. `machine_time` gives seconds since 1970."""

    def __init__(
        self,
        *,
        way_back: WayBack,
        card_link: CardLink,
        machine_time: Callable[[], float],
    ) -> None:
        self._way_back = way_back
        self._card_link = card_link
        self._machine_time = machine_time

    async def find(self, claim: Claim) -> MessageRef | None:
        try:
            tool, ticket = await self._place(_note(claim))
            is_there = await tool.has_note(ticket, claim.letter.id)
        except SourceFailed as failure:
            unseen(_asked(failure, claim), failure, claim, now=self._machine_time())
        except (NothingToSay, GiveUp):
            return None  # its reason is told when it is to be written
        return _standing_at(claim) if is_there else None

    async def deliver(self, claim: Claim) -> MessageRef:
        told = _note(claim)
        note = note_of(claim.letter, told, link=await self._card_link.of(claim))
        try:
            tool, ticket = await self._place(told)
        except SourceFailed as failure:
            refused(_asked(failure, claim), failure, claim, now=self._machine_time())
        try:
            await tool.add_note(ticket, note)
        except SourceFailed as failure:
            refused(told.source, failure, claim, now=self._machine_time(), wrote=True)
        return _standing_at(claim)

    async def _place(self, note: TicketNote) -> tuple[WritesTickets, str]:
        """The tool and the ticket it has. Raises `NothingToSay` where another one has it, `GiveUp` where several do.

        A link says whose it is. A number is asked of everyone who may have it.
        """
        tool = self._way_back.taking_notes(note.source)
        named = named_by(tool, note.escalation.draft) if tool else None
        if tool is None or named is None:
            raise NothingToSay(f"{note.source} is not written to any more")
        if named.is_link:
            return tool, named.ticket
        others = [one for one in self._way_back.with_tickets if one.name != tool.name]
        if not await _has(tool, named.ticket):
            raise NothingToSay(f"{note.source} has no ticket of this number")
        if any(await asyncio.gather(*(_may_have(one, named.ticket) for one in others))):
            said = "several tools have a ticket of this number. Put its link into Edit brief, under Ticket"
            raise GiveUp(said, code=NOT_UNIQUE)
        return tool, named.ticket


class _OtherFailed(SourceFailed):
    """Another tool than the one that is written to."""

    def __init__(self, name: str, failure: SourceFailed) -> None:
        super().__init__(failure.kind, after_seconds=failure.after_seconds)
        self.name = name


def _asked(failure: SourceFailed, claim: Claim) -> str:
    if isinstance(failure, _OtherFailed):
        return f"{spelt(failure.name)}, which may have a ticket of this number too,"
    return _note(claim).source


async def _has(tool: FindsTickets, ticket: str) -> bool:
    try:
        await tool.get_ticket(ticket)
    except SourceFailed as failure:
        if failure.kind is not FailureKind.NOT_THERE:
            raise
        return False
    return True


async def _may_have(other: FindsTickets, ticket: str) -> bool:
    """Where another tool cannot be asked now, it is asked later; one that lets nobody in has it not."""
    try:
        return await _has(other, ticket)
    except SourceFailed as failure:
        if failure.kind in FOR_GOOD:
            return False
        raise _OtherFailed(other.name, failure) from failure


def _note(claim: Claim) -> TicketNote:
    return cast(TicketNote, claim.letter.notice)


def _standing_at(claim: Claim) -> MessageRef:
    return MessageRef(channel=ChannelId(claim.letter.lane), ts=claim.letter.id)
