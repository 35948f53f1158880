"""What other products call it: a ticket's number, an issue's key, the address where it stands.

Two that name the same ticket are about the same problem. A page that many reports point at, as a status page or an
article, is no name: only addresses of tickets, issues and conversations are.
"""

import re
from collections.abc import Iterable

from escalation.drafts import Draft
from escalation.kinds import EscalationId, label

MOST_KEPT = 12
"""Names kept of one escalation: a text full of links is a list, not a name."""

_IN_LINKS = (re.compile(r"/([\w.-]+/[\w.-]+)/issues/(\d+)\b"), re.compile(r"/(?:browse|issue)/([A-Z][A-Z0-9]+-\d+)\b"))
_AS_TICKET = (re.compile(r"^([A-Z][A-Z0-9]+-\d+)$"), re.compile(r"^#?(\d+)$|(?<!issues)/(\d+)/?(?:[?#].*)?$"))
_NUMBER = re.compile(r"#?(\d+)")
_ADDRESS = re.compile(r"(?i:https?)://(?:www\.)?(?P<place>[^\s/?#]+/[^\s?#]+)")
# Where products keep what has a number: a ticket, a case, a conversation, a thread.
_OF_A_CASE = re.compile(
    r"/(?:tickets?|cases?|issues?|browse|requests?|conversations?|inbox|archives|threads?|bugs?|incidents?)/"
    r"(?=\S*\d)",
    re.IGNORECASE,
)


def named(ticket: str, links: Iterable[str]) -> tuple[str, ...]:
    """What tickets and issues are called in their products. A number is one only where a ticket was named."""
    of_ticket = (pattern.search(ticket.strip()) for pattern in (*_IN_LINKS, *_AS_TICKET))
    of_links = (pattern.search(link) for link in links for pattern in _IN_LINKS)
    found = ("#".join(part for part in match.groups() if part) for match in (*of_ticket, *of_links) if match)
    return tuple(dict.fromkeys(found))


def number_of(draft: Draft) -> str:
    """The ticket's, where nothing but a number was given: any product may have one. Else empty."""
    found = _NUMBER.fullmatch((draft.ticket or "").strip())
    return found[1] if found else ""


def refs_of(draft: Draft) -> tuple[str, ...]:
    """All names under which this is found again, each as it is kept."""
    ticket = draft.ticket or ""
    places = (_place(ticket, is_ticket=True), *(_place(link) for link in draft.links))
    found = (*named(ticket, draft.links), *(place for place in places if place))
    words = ticket.strip() if not found and len(ticket.split()) == 1 else ""
    return tuple(dict.fromkeys(kept for one in (*found, words) if (kept := as_kept(one))))[:MOST_KEPT]


def telling_of(id: EscalationId) -> str:
    """By this is found again what names that escalation. No product's own name has a blank in it."""
    return f"tells of {label(id)}"


def as_kept(ref: str) -> str:
    """One way to write each name: #4711 and 4711 are one ticket, ENG-7 and eng-7 one issue."""
    place = _place(ref.strip(), is_ticket=True)
    return place or ref.strip().removeprefix("#").casefold()


def _place(address: str, *, is_ticket: bool = False) -> str:
    """An address without what changes from one who copies it to the next."""
    found = _ADDRESS.match(address.strip())
    if not found or not (is_ticket or _OF_A_CASE.search(address)):
        return ""
    return found["place"].rstrip("/").casefold()
