"""What support platforms and CRMs share: an account's own fields, and what a ticket's talk tells."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar

from connectors.product import ConnectorSettings, day, reading, words
from escalation.facts import DAY, FailureKind, Money, Ticket, TicketEvent
from escalation.sources import AccountField, SourceFailed

T = TypeVar("T")

KEEP = 600.0
"""Seconds for which what changes slowly is not asked again."""

LOOKED_AT = 20
"""Tickets of a customer that are looked through for those which name the matter."""

_NOT_OF_WORDS = re.compile(r"[^\w.@-]+|_{2,}")
_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*://)?(?:[^/@]*@)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)(?=[/:?#]|$)", re.IGNORECASE)


FIELDS = ("arr_field", "tier_field", "plan_field", "renewal_field", "health_field", "sla_field")


class AccountFields(ConnectorSettings):
    """Which fields hold what differs from company to company; empty for none. `currency` is the amounts' ISO code."""

    arr_field: str = "arr"
    tier_field: str = "tier"
    plan_field: str = "plan"
    renewal_field: str = "renewal_date"
    health_field: str = "health"
    sla_field: str = "sla"
    currency: str = ""

    @property
    def mapping(self) -> dict[str, str]:
        """The field each setting names."""
        return {key: name for key in FIELDS if (name := getattr(self, key))}

    def own(self) -> tuple[str, ...]:
        """The fields to ask for."""
        return tuple(dict.fromkeys(self.mapping.values()))

    @property
    def chosen(self) -> dict[str, str]:
        """Those that somebody wrote down. That a shipped name is not there is no mistake of anyone."""
        return {key: name for key, name in self.mapping.items() if key in self.model_fields_set}

    async def misnamed(self, listing: Callable[[], Awaitable[Iterable[AccountField]]]) -> tuple[str, ...]:
        """What is to be said of chosen fields that are not there; nothing where the list may not be read."""
        listed = await optional(listing()) if self.chosen else None
        if not listed:
            return ()
        known = {field.name for field in listed}
        wrong = {key: name for key, name in self.chosen.items() if name not in known}
        return tuple(f"accounts have no field {name}, which {key} names" for key, name in wrong.items())

    def read(self, told: Any) -> dict[str, Any]:
        """The values of an `Account` that stand in these fields."""
        return {
            "arr": money(reading(told, self.arr_field), self.currency),
            "tier": words(reading(told, self.tier_field)),
            "plan": words(reading(told, self.plan_field)),
            "renewal_on": day(reading(told, self.renewal_field)),
            "health": words(reading(told, self.health_field)),
            "sla": words(reading(told, self.sla_field)),
        }


class Kept(Generic[T]):
    """Answers that change slowly, kept for ten minutes. A failure is not kept. `seconds` only runs forward."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._kept: dict[str, tuple[float, T]] = {}

    async def get(self, key: str, ask: Callable[[], Awaitable[T]]) -> T:
        self._kept = {key: one for key, one in self._kept.items() if self._seconds() < one[0]}
        if key not in self._kept:
            answer = await ask()
            self._kept[key] = (self._seconds() + KEEP, answer)
        return self._kept[key][1]


def money(value: Any, currency: str | None = "") -> Money | None:
    """Whole units of an amount, which many products tell as text. None for what is no amount."""
    try:
        return Money(amount=round(float(words(value) or "")), currency=currency or "")
    except (ValueError, OverflowError):
        return None


def domain_of(address: Any) -> str | None:
    """acme.example, from a web address or a domain."""
    found = _HOST.match(words(address) or "")
    return found[1].lower() if found else None


def plain_words(terms: Iterable[str]) -> tuple[str, ...]:
    """Words and names only: what a product could read as an order, such as a quotation mark or a colon, is gone."""
    bare = (" ".join(_NOT_OF_WORDS.sub(" ", term).split()).strip("-.@ ") for term in terms)
    return tuple(dict.fromkeys(one for one in bare if one))


async def by_name(name: str, ask: Callable[[str], Awaitable[Sequence[T]]]) -> Sequence[T]:
    """Who bears the name as it was typed; or, where nobody does, without its last word, such as Inc."""
    typed = " ".join(name.split())
    shorter = typed.rpartition(" ")[0].rstrip(" ,")
    return await ask(typed) or (await ask(shorter) if shorter else ())


def fields_of(
    told: Iterable[Mapping[str, Any]],
    has: Any,
    *,
    called: tuple[str, str, str],
    is_own: Callable[[Mapping[str, Any]], bool],
) -> tuple[AccountField, ...]:
    """`called` are what the product calls a field's name, label and type; `has` is one account's fields."""
    name, label, kind = called
    return tuple(
        AccountField(
            name=field,
            label=words(one.get(label)) or "",
            kind=words(one.get(kind)) or "",
            value=words(reading(has, field)),
            is_own=is_own(one),
        )
        for one in told
        if (field := words(one.get(name)))
    )


def first_reply(events: Sequence[TicketEvent]) -> TicketEvent | None:
    """The first answer a customer could see."""
    return next((one for one in events if one.is_public and not one.by_customer), None)


def unanswered(events: Sequence[TicketEvent]) -> TicketEvent | None:
    """The first of the customer's words that nobody has answered. `events` are oldest first."""
    found = None
    for one in events:
        if one.is_public:
            found = (found or one) if one.by_customer else None
    return found


def about(tickets: Iterable[Ticket], terms: Sequence[str]) -> tuple[Ticket, ...]:
    """Those that name the matter first, the newest first among equals."""
    sought = [term.casefold() for term in terms]

    def rank(ticket: Ticket) -> tuple[int, float]:
        text = f"{ticket.title}\n{ticket.snippet}".casefold()
        newness = ticket.updated_at.timestamp() if ticket.updated_at else 0.0
        return -sum(term in text for term in sought), -newness

    return tuple(sorted(tickets, key=rank))


def of_late(how: str, since: datetime | None) -> str:
    """How tickets were searched, and back to which day."""
    return f"{how}, changed since {since:{DAY}}" if since else how


async def optional(asking: Awaitable[T] | Callable[[], Awaitable[T]]) -> T | None:
    """The answer, or None where it could not be had: for what enriches an answer that is good without it.

    Beside others it is handed in as a call: cancelled before it begins, nothing is left half made.
    """
    try:
        return await (asking() if callable(asking) else asking)
    except SourceFailed:
        return None


async def lacking(probes: Mapping[str, Awaitable[Any]], *, shown_by: FailureKind = FailureKind.AUTH) -> tuple[str, ...]:
    """Which of these sentences hold: those whose question is refused. Raises `SourceFailed` for any other failure.

    Asked at once, so that one refusal is not taken for three in a row.
    """
    answers = await asyncio.gather(*probes.values(), return_exceptions=True)
    for answer in answers:
        if isinstance(answer, BaseException) and not (isinstance(answer, SourceFailed) and answer.kind is shown_by):
            raise answer
    return tuple(said for said, answer in zip(probes, answers, strict=True) if isinstance(answer, SourceFailed))
