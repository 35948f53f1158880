"""Whose ticket it is that was named: a link says it, a number is asked of everyone who may have it."""

import asyncio

from connectors.refusals import FOR_GOOD
from connectors.writers import WayBack, named_by
from escalation.drafts import Draft
from escalation.errors import GiveUp, NothingToSay
from escalation.facts import FailureKind, spelt
from escalation.letters import NOT_UNIQUE
from escalation.sources import FindsTickets, SourceFailed, WritesTickets


class _OtherFailed(SourceFailed):
    """Another tool than the one that is written to."""

    def __init__(self, name: str, failure: SourceFailed) -> None:
        super().__init__(failure.kind, after_seconds=failure.after_seconds)
        self.name = name


def asked_of(failure: SourceFailed, *, or_else: str) -> str:
    """Which tool it was that failed, as a sentence begins."""
    if isinstance(failure, _OtherFailed):
        return f"{spelt(failure.name)}, which may have a ticket of this number too,"
    return or_else


async def ticket_in(tool: WritesTickets, draft: Draft, way_back: WayBack) -> str:
    """The ticket as this tool calls it.

    Raises `NothingToSay` where another one has it, `GiveUp` where several do, `SourceFailed` where it cannot be asked.
    """
    named = named_by(tool, draft)
    if named is None:
        raise NothingToSay(f"{tool.name} is not written to any more")
    if named.is_link:
        return named.ticket
    others = [one for one in way_back.with_tickets if one.name != tool.name]
    if not await _has(tool, named.ticket):
        raise NothingToSay(f"{tool.name} has no ticket of this number")
    if any(await asyncio.gather(*(_may_have(one, named.ticket) for one in others))):
        said = "several tools have a ticket of this number. Put its link into Edit brief, under Ticket"
        raise GiveUp(said, code=NOT_UNIQUE)
    return named.ticket


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
