"""Jira's webhooks for issues, made by an administrator. developer.atlassian.com/cloud/jira/platform/webhooks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from connectors.hooks.way import Delivered, From, Told, Way, digest, is_hex_of
from connectors.product import moment, needed, one, reading, rows, words
from escalation.facts import FailureKind
from escalation.happenings import Happened, Happening
from escalation.sources import SourceFailed

SCHEME = "sha256="
UPDATED = "jira:issue_updated"
DONE = "done"
CLOSED_NAMES = frozenset({"done", "closed", "resolved"})
"""Of the status it had before Jira tells only the name; these are those it ships with."""


def _is_signed(secret: str, delivered: Delivered) -> bool:
    given = delivered.header("x-hub-signature")
    return is_hex_of(digest(secret, delivered.body), given[len(SCHEME) :]) and given.startswith(SCHEME)


def _happenings(_: Delivered, told: Told, origin: From) -> Iterable[Happening]:
    if told.get("webhookEvent") != UPDATED or (what := _what(told)) is None:
        return
    issue, at = one(told, "issue"), moment(told.get("timestamp"))
    if at is None:
        raise SourceFailed(FailureKind.BAD_ANSWER, "no timestamp")
    key = needed(issue, "key")
    yield Happening(
        what=what,
        source=origin.source,
        product=WAY.product,
        refs=(key,),
        at=at,
        who=words(reading(told, "user", "displayName")) or "",
        status=_status(issue),
        url=f"{origin.site}/browse/{key}",
    )


def _what(told: Told) -> Happened | None:
    """A status's category says whether it is done; where it was before is told by its name, and by the resolution."""
    changed = rows(told, "changelog", "items")
    status, resolution = _changed(changed, "status"), _changed(changed, "resolution")
    if status is None and resolution is None:
        return None
    is_done = reading(told, "issue", "fields", "status", "statusCategory", "key") == DONE
    was_named_done = (words(reading(status, "fromString")) or "").lower() in CLOSED_NAMES
    if is_done:
        return Happened.ISSUE_CLOSED if status is not None and not was_named_done else None
    was_resolved = resolution is not None and words(resolution.get("from")) and not words(resolution.get("to"))
    return Happened.ISSUE_REOPENED if status is not None and (was_named_done or was_resolved) else None


def _changed(items: Sequence[Mapping[str, Any]], field: str) -> Mapping[str, Any] | None:
    """By the field's id: its name is another one in another language. Older versions tell the name alone."""
    return next((item for item in items if (item.get("fieldId") or item.get("field")) == field), None)


def _status(issue: Mapping[str, Any]) -> str:
    status = words(reading(issue, "fields", "status", "name")) or ""
    resolution = words(reading(issue, "fields", "resolution", "name"))
    return f"{status}, {resolution}" if resolution and resolution != status else status


WAY = Way(
    product="Jira",
    is_signed=_is_signed,
    named=lambda delivered, _: delivered.header("x-atlassian-webhook-identifier"),
    happenings=_happenings,
    site=lambda settings: settings.url,
)
