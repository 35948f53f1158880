"""What Intercom is asked for: filters over its conversations and tickets."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from connectors.customers import plain_words
from escalation.sources import Query

TERMS = 3
"""Of a search by words alone all must be in the first message, so a few are enough to find none."""

Filter = Mapping[str, Any]


def wanted(query: Query, people: Sequence[str], fields: Sequence[str]) -> Iterable[Filter]:
    """By whom, where that is known, or else by words in these fields. Groups of filters all: none stands alone."""
    if people:
        yield all_of(is_("contact_ids", "IN", list(people)))
    else:
        for term in plain_words(query.terms)[:TERMS]:
            yield any_of(*(is_(field, "~", term) for field in fields))
    if query.since:
        yield all_of(is_("updated_at", ">", int(query.since.timestamp())))


def how(*, by_people: bool, with_tickets: bool) -> str:
    how = "by company and the first message only" if by_people else "by the words of the first message only"
    return how if with_tickets else f"{how}, without its tickets"


def is_(field: str, operator: str, value: Any) -> Filter:
    return {"field": field, "operator": operator, "value": value}


def all_of(*filters: Filter) -> Filter:
    return {"operator": "AND", "value": list(filters)}


def any_of(*filters: Filter) -> Filter:
    return {"operator": "OR", "value": list(filters)}
