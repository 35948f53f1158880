"""What a ticket's talk tells a brief: when the customer last heard from us, since when they wait, what was tried.

A line of each is offered; the conversation stays where it is.
"""

from collections.abc import Iterator

from escalation.facts import Ticket, TicketEvent, TicketMoment, Told
from escalation.kinds import at_most
from escalation.phrases import find_tried, sentences
from escalation.readable import bounded, folded, readable

LINE = 160
"""Letters of what was said."""

MOST_TRIED = 3
WHEN = "%d %b %Y, %H:%M UTC"


def moments(ticket: Ticket) -> Iterator[TicketMoment]:
    """Of a ticket's events, oldest first: what a brief asks for."""
    ours = [one for one in ticket.events if not one.by_customer]
    if heard := [one for one in ours if one.is_public and one.text.strip()]:
        yield _moment(ticket, Told.LAST_UPDATE, heard[-1], _line(heard[-1].text))
    if ticket.waiting_since:
        waits = TicketEvent(at=ticket.waiting_since, by_customer=True)
        yield _moment(ticket, Told.WAITING, waits, f"{ticket.waiting_since:{WHEN}}")
    tried = [(event, said) for event in ours for said in _tried(event.text)]
    for number, (event, said) in enumerate(tried[-MOST_TRIED:]):
        yield _moment(ticket, Told.TRIED, event, said, number)


def _tried(text: str) -> tuple[str, ...]:
    said = bounded(readable(text))
    told = [one.strip() for one in sentences(said) if one.strip()]
    return tuple(_line(one) for one in find_tried(told, folded(said.replace("\n", " "))))


def _moment(ticket: Ticket, told: Told, event: TicketEvent, text: str, number: int = 0) -> TicketMoment:
    return TicketMoment(
        source=ticket.source,
        id=f"{ticket.id}:{told.name.lower()}:{number}",
        url=ticket.url,
        title=f"{told}: {text}",
        updated_at=event.at,
        told=told,
        ticket=ticket.id,
        author=event.author,
        text=text,
    )


def _line(text: str) -> str:
    return at_most(" ".join(readable(text).split()), LINE)
