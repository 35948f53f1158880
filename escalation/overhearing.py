"""Beside what products tell: what is looked up there, before the customer's clock asks, and of a ticket to be offered.

Nobody waits for it longer than a moment. What cannot be asked in that time is as if it had said nothing.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeVar, cast

from escalation.delivery import OffLoop
from escalation.desk import EscalationDesk
from escalation.drafts import Draft
from escalation.evidence import query_of
from escalation.facts import FailureKind, Ticket, TicketEvent, spelt
from escalation.happenings import Happened, Happening, Heard
from escalation.hearing import Offer
from escalation.intake import read
from escalation.kinds import ClockKind, EscalationId, UserId, WorkspaceId
from escalation.models import Escalation
from escalation.ports import DueClock
from escalation.refs import number_of
from escalation.reminding import TOGETHER
from escalation.sources import Capability, Connector, FindsTickets, SourceFailed

log = logging.getLogger(__name__)

T = TypeVar("T")
Key = tuple[WorkspaceId, EscalationId]

SPEAK_OF_IT = frozenset({ClockKind.CUSTOMER, ClockKind.INTERNAL})
"""The clocks that may ask for word to the customer."""

HAS_IT_NOT = frozenset({FailureKind.NOT_THERE, FailureKind.AUTH, FailureKind.NOT_CONFIGURED})
"""Answers of a product that has no such ticket, or none that we could ever see."""

WITHIN = 1.5
"""Seconds that all products together have: the next beat is not to be late."""


class Overhearing:
    """`told_by` are the connectors whose products tell by themselves: those are not asked."""

    def __init__(
        self,
        *,
        connectors: Sequence[Connector],
        told_by: Collection[str],
        desk: EscalationDesk,
        off_loop: OffLoop,
        by_email: Callable[[WorkspaceId, str], Awaitable[UserId | None]],
        now: Callable[[], datetime],
    ) -> None:
        self._tickets = {one.name: cast(FindsTickets, one) for one in connectors if Capability.TICKETS in one.can}
        self._silent = [one for name, one in self._tickets.items() if name not in told_by]
        self._desk = desk
        self._off_loop = off_loop
        self._by_email = by_email
        self._now = now

    async def take_in(self, heard: Heard, *, workspace: WorkspaceId) -> None:
        """Kept when this returns. Raises `StorageError`: then the product is to tell it again."""
        tagged = next((one for one in heard.happenings if one.what is Happened.TICKET_TAGGED), None)
        offer = await self._offered(tagged, workspace) if tagged else None
        if len(self._tickets) > 1:
            heard = await self._told_apart(heard, workspace)
        await self._off_loop(self._desk.hear, heard, offer=offer, workspace=workspace)

    # --- whose a number is

    async def _told_apart(self, heard: Heard, workspace: WorkspaceId) -> Heard:
        """Where nobody is asked, a number may be anybody's."""
        if await self._off_loop(self._desk.goes_by_number, heard, workspace=workspace):
            told = await asyncio.gather(*(self._with_doubt(one) for one in heard.happenings))
        else:
            told = [one.model_copy(update={"is_shared": True}) for one in heard.happenings]
        return heard.model_copy(update={"happenings": tuple(told)})

    async def _with_doubt(self, told: Happening) -> Happening:
        """A product that does not say in time whether it has such a ticket may have it."""
        others = [one for name, one in self._tickets.items() if name != told.source]
        asked = (self._may_have(one, ref) for one in others for ref in told.refs)
        has = await _first(_any(asked))
        return told.model_copy(update={"is_shared": has is not False})

    async def _may_have(self, other: FindsTickets, ref: str) -> bool:
        try:
            await other.get_ticket(ref)
        except SourceFailed as failure:
            return failure.kind not in HAS_IT_NOT
        return True

    # --- before the customer's clock asks

    async def look(self, due: Iterable[DueClock]) -> None:
        """Whether support, or the customer, said something on the tickets of those whose word is due."""
        if not self._silent:
            return
        asked = {(one.workspace, one.escalation): one for one in due if one.kind in SPEAK_OF_IT}
        for one, found in await _in_time({key: self._found(one) for key, one in asked.items()}):
            if found:
                await self._off_loop(self._desk.hear, Heard(keys=(), happenings=found), workspace=one[0])

    async def _found(self, due: DueClock) -> tuple[Happening, ...]:
        standing = await self._off_loop(self._desk.before_asking, due)
        if standing is None or standing.escalation.is_secret or not self._is_near(standing.due.remind_at):
            return ()
        asked = list(self._worth_asking(standing.escalation))
        tickets = await asyncio.gather(*(self._asked(one, ref) for one, ref in asked))
        since, said = _since(standing.escalation), list[Happening]()
        for ticket, (connector, ref) in zip(tickets, asked, strict=True):
            if ticket:
                said += _said(ticket, ref, spelt(connector.kind), since=since)
        if len(self._tickets) > 1 and number_of(standing.escalation.draft) and not standing.escalation.noted_in:
            said = await asyncio.gather(*(self._with_doubt(one) for one in said))
        return tuple(sorted(said, key=lambda one: one.at))

    def _worth_asking(self, escalation: Escalation) -> Iterator[tuple[FindsTickets, str]]:
        """Where a product takes the notes on a ticket, its number is no other's."""
        number = number_of(escalation.draft) if escalation.noted_in else ""
        for one in self._silent:
            refs = query_of(escalation.draft, now=self._now()).refs
            yield from ((one, ref) for ref in refs if ref != number or one.name == escalation.noted_in)

    def _is_near(self, remind_at: datetime | None) -> bool:
        """The team's question takes the customer's along where both are near."""
        return remind_at is not None and remind_at - self._now() <= TOGETHER

    async def _asked(self, connector: FindsTickets, ref: str) -> Ticket | None:
        """Going on is safe: the reminder is written as if nobody had been asked."""
        try:
            return await connector.get_ticket(ref)
        except SourceFailed as failure:
            log.info("a ticket was not read", extra={"connector": connector.name, "why": failure.kind.value})
            return None

    # --- what is offered

    async def _offered(self, tagged: Happening, workspace: WorkspaceId) -> Offer:
        connector = self._tickets.get(tagged.source)
        name = tagged.url or tagged.ref
        if connector is None:
            return Offer(draft=Draft(ticket=name))
        ticket = await _first(self._asked(connector, tagged.refs[-1]))
        if ticket is None:
            return Offer(draft=Draft(ticket=name))
        email = ticket.assignee_email
        to = await _first(self._by_email(workspace, email)) if email else None
        first = next((event.text for event in ticket.events if event.by_customer), ticket.snippet)
        text = f"{ticket.title}\n\n{first}" if first and first != ticket.title else ticket.title
        draft = read(text).model_copy(update={"ticket": ticket.url or name})
        return Offer(draft=draft, title=ticket.title, to=to)


def _since(escalation: Escalation) -> datetime:
    return escalation.told_at or escalation.opened_at


def _said(ticket: Ticket, ref: str, product: str, *, since: datetime) -> Iterator[Happening]:
    """The newest word of each side that the other could read. The desk knows which of them it has heard of."""
    public = [one for one in ticket.events if one.is_public and not one.by_machine and one.at > since]
    for what, by_customer in ((Happened.CUSTOMER_ANSWERED, True), (Happened.SUPPORT_ANSWERED, False)):
        if event := _newest(one for one in public if one.by_customer is by_customer):
            yield Happening(
                what=what,
                source=ticket.source,
                product=product,
                refs=tuple(dict.fromkeys((ticket.id, ref))),
                at=event.at,
                who="" if by_customer else event.author,
                url=ticket.url,
            )


def _newest(events: Iterable[TicketEvent]) -> TicketEvent | None:
    return max(events, key=lambda one: one.at, default=None)


async def _in_time(
    asked: dict[Key, Awaitable[tuple[Happening, ...]]],
) -> Sequence[tuple[Key, tuple[Happening, ...]]]:
    """What came within the time that all of them have together. A fault in one silences no reminder."""
    tasks = {key: asyncio.ensure_future(one) for key, one in asked.items()}
    if not tasks:
        return ()
    _, late = await asyncio.wait(tasks.values(), timeout=WITHIN)
    for task in late:
        task.cancel()
    await asyncio.gather(*tasks.values(), return_exceptions=True)
    came = [(key, task) for key, task in tasks.items() if not task.cancelled()]
    for fault in (task.exception() for _, task in came):
        if fault is not None:
            log.error("tickets could not be looked at", exc_info=fault)
    return [(key, task.result()) for key, task in came if task.exception() is None]


async def _any(asked: Iterable[Awaitable[bool]]) -> bool:
    return any(await asyncio.gather(*asked))


async def _first(asked: Awaitable[T | None]) -> T | None:
    try:
        async with asyncio.timeout(WITHIN):
            return await asked
    except TimeoutError:
        return None
