"""Zendesk's webhooks for ticket events. developer.zendesk.com: verifying webhooks, and ticket event types."""

import base64
import hmac
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from connectors.hooks.way import Delivered, From, Told, Way, digest
from connectors.product import moment, needed, one, reading, words
from escalation.facts import FailureKind
from escalation.happenings import Happened, Happening
from escalation.sources import SourceFailed

SIGNATURE = "x-zendesk-webhook-signature"
TIMESTAMP = "x-zendesk-webhook-signature-timestamp"
EVENTS = "zen:event-type:ticket."
DONE = frozenset({"solved", "closed"})
WORKED_ON = frozenset({"new", "open", "pending", "hold"})
"""Neither done nor put away: what is deleted, archived or scrubbed is told as a status, too."""

TAG = "escalate"


def _is_signed(secret: str, delivered: Delivered) -> bool:
    signed = delivered.header(TIMESTAMP).encode() + delivered.body
    wanted = base64.b64encode(digest(secret, signed))
    return hmac.compare_digest(wanted, delivered.header(SIGNATURE).strip().encode())


def _sent_at(delivered: Delivered, _: Told) -> datetime | None:
    return moment(delivered.header(TIMESTAMP))


def _happenings(_: Delivered, told: Told, origin: From) -> Iterable[Happening]:
    event = (words(told.get("type")) or "").removeprefix(EVENTS)
    if (what := _what(event, reading(told, "event"))) is None:
        return
    number, at = needed(one(told, "detail"), "id"), moment(told.get("time"))
    if at is None:
        raise SourceFailed(FailureKind.BAD_ANSWER, "no time")
    yield Happening(
        what=what,
        source=origin.source,
        product=WAY.product,
        refs=(number,),
        at=at,
        who=_who(what, told),
        status=(words(reading(told, "event", "current")) or "").lower(),
        url=f"{origin.site}/agent/tickets/{number}",
    )


def _what(event: str, told: object) -> Happened | None:
    if not isinstance(told, Mapping):
        return None
    match event:
        case "comment_added":
            return _said(told)
        case "status_changed":
            return _stands(str(told.get("previous")).lower(), str(told.get("current")).lower())
        case "tags_changed":
            return Happened.TICKET_TAGGED if TAG in set(_tags(told.get("tags_added"))) else None
        case _:
            return None


def _said(told: Mapping[str, object]) -> Happened | None:
    """A private comment is nobody's word to the customer."""
    if reading(told, "comment", "is_public") is not True:
        return None
    is_staff = reading(told, "comment", "author", "is_staff")
    return Happened.SUPPORT_ANSWERED if is_staff is True else Happened.CUSTOMER_ANSWERED


def _stands(before: str, now: str) -> Happened | None:
    if now in DONE:
        return Happened.TICKET_SOLVED if before in WORKED_ON else None
    return Happened.TICKET_REOPENED if before in DONE and now in WORKED_ON else None


def _tags(told: object) -> Iterator[str]:
    for tag in told if isinstance(told, list) else ():
        yield str(tag).lower()


def _who(what: Happened, told: Told) -> str:
    is_ours = what is Happened.SUPPORT_ANSWERED
    return (words(reading(told, "event", "comment", "author", "name")) or "") if is_ours else ""


WAY = Way(
    product="Zendesk",
    is_signed=_is_signed,
    named=lambda _, told: words(told.get("id")) or "",
    happenings=_happenings,
    sent_at=_sent_at,
    site=lambda settings: f"https://{settings.subdomain}.zendesk.com",
)
