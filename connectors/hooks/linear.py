"""Linear's webhooks for issues. linear.app/developers/webhooks."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from connectors.hooks.way import Delivered, From, Told, Way, digest, is_hex_of
from connectors.product import moment, needed, one, reading, words
from escalation.facts import FailureKind
from escalation.happenings import Happened, Happening
from escalation.sources import SourceFailed

CLOSED = frozenset({"completed", "canceled", "duplicate"})
ENDS = ("completedAt", "canceledAt")


def _is_signed(secret: str, delivered: Delivered) -> bool:
    return is_hex_of(digest(secret, delivered.body), delivered.header("linear-signature"))


def _sent_at(_: Delivered, told: Told) -> datetime | None:
    return moment(told.get("webhookTimestamp"))


def _happenings(_: Delivered, told: Told, origin: From) -> Iterable[Happening]:
    if (told.get("type"), told.get("action")) != ("Issue", "update") or (what := _what(told)) is None:
        return
    issue = one(told, "data")
    at = moment(issue.get("updatedAt")) or moment(told.get("createdAt"))
    if at is None:
        raise SourceFailed(FailureKind.BAD_ANSWER, "no updatedAt")
    yield Happening(
        what=what,
        source=origin.source,
        product=WAY.product,
        refs=(needed(issue, "identifier"),),
        at=at,
        who=words(reading(told, "actor", "name")) or "",
        status=words(reading(issue, "state", "name")) or "",
        url=words(issue.get("url")) or words(told.get("url")),
    )


def _what(told: Told) -> Happened | None:
    """`updatedFrom` holds what changed, as it was before."""
    before = reading(told, "updatedFrom")
    if not isinstance(before, Mapping) or "stateId" not in before or not any(name in before for name in ENDS):
        return None
    is_closed, was_closed = words(reading(told, "data", "state", "type")) in CLOSED, _had_ended(before)
    if is_closed == was_closed:
        return None
    return Happened.ISSUE_CLOSED if is_closed else Happened.ISSUE_REOPENED


def _had_ended(before: Mapping[str, Any]) -> bool:
    return any(words(before.get(name)) for name in ENDS)


WAY = Way(
    product="Linear",
    is_signed=_is_signed,
    named=lambda delivered, _: delivered.header("linear-delivery"),
    happenings=_happenings,
    sent_at=_sent_at,
    within=timedelta(seconds=60),
)
