"""Writes notes on tickets, each once: what may have arrived is looked for by its mark before it is written again."""

from collections.abc import Callable
from typing import cast

from connectors.card_link import CardLink
from connectors.note_text import note_of
from connectors.refusals import refused, unseen
from connectors.whose import asked_of, ticket_in
from connectors.writers import WayBack
from escalation.drafts import MessageRef
from escalation.errors import GiveUp, NothingToSay
from escalation.kinds import ChannelId
from escalation.letters import Claim
from escalation.notices import TicketNote
from escalation.sources import SourceFailed, WritesTickets


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
            unseen(asked_of(failure, or_else=_note(claim).source), failure, claim, now=self._machine_time())
        except (NothingToSay, GiveUp):
            return None  # its reason is told when it is to be written
        return _standing_at(claim) if is_there else None

    async def deliver(self, claim: Claim) -> MessageRef:
        told = _note(claim)
        note = note_of(claim.letter, told, link=await self._card_link.of(claim))
        try:
            tool, ticket = await self._place(told)
        except SourceFailed as failure:
            refused(asked_of(failure, or_else=_note(claim).source), failure, claim, now=self._machine_time())
        try:
            await tool.add_note(ticket, note)
        except SourceFailed as failure:
            refused(told.source, failure, claim, now=self._machine_time(), wrote=True)
        return _standing_at(claim)

    async def _place(self, note: TicketNote) -> tuple[WritesTickets, str]:
        """The tool and the ticket it has. Raises what `ticket_in` does."""
        tool = self._way_back.taking_notes(note.source)
        if tool is None:
            raise NothingToSay(f"{note.source} is not written to any more")
        return tool, await ticket_in(tool, note.escalation.draft, self._way_back)


def _note(claim: Claim) -> TicketNote:
    return cast(TicketNote, claim.letter.notice)


def _standing_at(claim: Claim) -> MessageRef:
    return MessageRef(channel=ChannelId(claim.letter.lane), ts=claim.letter.id)
