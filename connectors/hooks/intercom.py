"""Intercom's webhooks for conversations and tickets. developers.intercom.com: webhook topics, signed notifications."""

from collections.abc import Iterable, Mapping
from typing import Any

from connectors.hooks.way import Delivered, From, Told, Way, digest, is_hex_of
from connectors.product import moment, needed, one, reading, rows, words
from escalation.facts import FailureKind
from escalation.happenings import Happened, Happening
from escalation.sources import SourceFailed

SCHEME = "sha1="
TICKET = "ticket-"
TAG = "escalate"
TAGGED = "conversation_part.tag.created"
TOPICS = {
    "conversation.user.replied": Happened.CUSTOMER_ANSWERED,
    "conversation.admin.replied": Happened.SUPPORT_ANSWERED,
    "conversation.admin.closed": Happened.TICKET_SOLVED,
    "conversation.admin.opened": Happened.TICKET_REOPENED,
    "ticket.contact.replied": Happened.CUSTOMER_ANSWERED,
    "ticket.admin.replied": Happened.SUPPORT_ANSWERED,
    "ticket.resolved": Happened.TICKET_SOLVED,
    TAGGED: Happened.TICKET_TAGGED,
}
"""Notes and what Fin answers have topics of their own, and are not among these."""


def _is_signed(secret: str, delivered: Delivered) -> bool:
    """With the app's client secret; SHA-1 is what Intercom offers."""
    scheme, given = (
        delivered.header("x-hub-signature")[: len(SCHEME)],
        delivered.header("x-hub-signature")[len(SCHEME) :],
    )
    return is_hex_of(digest(secret, delivered.body, "sha1"), given) and scheme == SCHEME


def _happenings(_: Delivered, told: Told, origin: From) -> Iterable[Happening]:
    topic = words(told.get("topic")) or ""
    what = TOPICS.get(topic)
    if what is None or (topic == TAGGED and TAG not in _tags(told)):
        return
    item, at = one(told, "data", "item"), moment(told.get("created_at"))
    if at is None:
        raise SourceFailed(FailureKind.BAD_ANSWER, "no created_at")
    about = item.get("ticket") if isinstance(item.get("ticket"), Mapping) else item
    yield Happening(
        what=what,
        source=origin.source,
        product=WAY.product,
        refs=_refs(about or item, is_ticket=topic.startswith("ticket.")),
        at=at,
        who=_who(item) if what is Happened.SUPPORT_ANSWERED else "",
        url=words(reading(item, "links", "conversation_web")),
    )


def _refs(told: Mapping[str, Any], *, is_ticket: bool) -> tuple[str, ...]:
    """A ticket has a number that people see, and an id that links and the API have."""
    number = needed(told, "id")
    if not is_ticket:
        return (number,)
    shown = words(told.get("ticket_id"))
    return tuple(dict.fromkeys(one for one in (shown, number, f"{TICKET}{number}") if one))


def _who(item: Mapping[str, Any]) -> str:
    parts = rows(item, "conversation_parts", "conversation_parts") or rows(item, "ticket_parts", "ticket_parts")
    admins = [part for part in parts if reading(part, "author", "type") == "admin"]
    return (words(reading(admins[-1], "author", "name")) or "") if admins else ""


def _tags(told: Told) -> set[str]:
    added = rows(told, "data", "item", "tags_added", "tags")
    return {(words(tag.get("name")) or "").lower() for tag in added}


WAY = Way(
    product="Intercom",
    is_signed=_is_signed,
    named=lambda _, told: words(told.get("id")) or "",
    happenings=_happenings,
)
