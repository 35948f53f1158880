"""The way back: which of the tools that are set up may be written to, and whose ticket a draft names."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

from escalation.drafts import Draft
from escalation.sources import (
    Capability,
    Connector,
    FindsTickets,
    RepliesToCustomers,
    WritesIssues,
    WritesTickets,
)
from escalation.writers import ReplyPlace, Tracker


class Named(NamedTuple):
    """A ticket as somebody named it, by its id in one product. A number could be any product's."""

    ticket: str
    is_link: bool


class WayBack:
    """Fits `Writers`."""

    def __init__(self, connectors: Iterable[Connector]) -> None:
        found = tuple(connectors)
        self.with_tickets = tuple(cast(FindsTickets, one) for one in found if Capability.TICKETS in one.can)
        self._trackers = {one.name: cast(WritesIssues, one) for one in found if Capability.WRITES_ISSUES in one.can}
        self._notes = {one.name: cast(WritesTickets, one) for one in found if Capability.WRITES_TICKETS in one.can}
        self._replies = {one.name: cast(RepliesToCustomers, one) for one in found if Capability.REPLIES in one.can}

    def taking_notes(self, name: str) -> WritesTickets | None:
        return self._notes.get(name)

    def replying(self, name: str) -> RepliesToCustomers | None:
        return self._replies.get(name)

    def filing(self, name: str) -> WritesIssues | None:
        return self._trackers.get(name)

    def trackers(self) -> Sequence[Tracker]:
        return tuple(Tracker(name=name, places=one.places) for name, one in self._trackers.items())

    def issue_in(self, tracker: str, typed: str) -> str | None:
        tool = self._trackers.get(tracker)
        return tool.issue_in(typed.strip()) if tool else None

    def of_ticket(self, draft: Draft) -> Sequence[str]:
        """All that the named number could be one of; else the one that the first link leads into."""
        typed = (draft.ticket or "").strip()
        named = [name for name, tool in self._notes.items() if typed and tool.ticket_in(typed)]
        return named or [name for link in draft.links for name, tool in self._notes.items() if tool.ticket_in(link)][:1]

    def replies_on(self, draft: Draft, *, noted_in: str) -> ReplyPlace | None:
        """A number that several tools could have is answered only where a note has shown whose it is."""
        names = self.of_ticket(draft)
        names = [noted_in] if noted_in in names else names
        tool = self._replies.get(names[0]) if len(names) == 1 else None
        named = named_by(tool, draft) if tool else None
        return ReplyPlace(tool=tool.name, ticket=named.ticket, longest=tool.longest_reply) if tool and named else None


def named_by(tool: WritesTickets, draft: Draft) -> Named | None:
    """The ticket of this tool that the draft names: in its own field, else by a link into the tool."""
    links = (link for link in draft.links if _is_link(link))
    found = ((ticket, typed) for typed in (draft.ticket or "", *links) if (ticket := tool.ticket_in(typed.strip())))
    return next((Named(ticket, is_link=_is_link(typed)) for ticket, typed in found), None)


def _is_link(typed: str) -> bool:
    return "://" in typed
