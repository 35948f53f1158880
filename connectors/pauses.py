"""How long a product asks us to stay away, as each of them says it."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

RESETS = (
    ("X-RateLimit-Remaining", "X-RateLimit-Reset"),
    ("X-RateLimit-Requests-Remaining", "X-RateLimit-Requests-Reset"),
    ("X-RateLimit-Complexity-Remaining", "X-RateLimit-Complexity-Reset"),
)
"""What is left of an allowance, and when it begins anew: Intercom's and GitHub's in seconds since 1970, Linear's two in
milliseconds, Jira's and Confluence's as ISO 8601."""

MILLISECONDS = 100_000_000_000
"""Seconds since 1970 stay below this for three thousand years."""


def pause_of(headers: Mapping[str, str]) -> float | None:
    """Seconds; None where nothing was said. Moments count from the product's own clock, and not from ours."""
    if (asked := _number(headers.get("Retry-After"))) is not None:
        return asked
    now = _moment(headers.get("Date"))
    until = [moment for moment in (_moment(headers.get("Retry-After")), *_resets(headers)) if moment]
    return max(0.0, (max(until) - now).total_seconds()) if until and now else None


def _resets(headers: Mapping[str, str]) -> list[datetime]:
    """Of the allowances that are used up."""
    told = [headers.get(reset) for left, reset in RESETS if _number(headers.get(left)) == 0]
    return [moment for one in told if (moment := _counted(_number(one)) or _written(one))]


def _counted(since_1970: float | None) -> datetime | None:
    if since_1970 is None:
        return None
    seconds = since_1970 / 1000 if since_1970 > MILLISECONDS else since_1970
    return datetime.fromtimestamp(seconds, UTC) if seconds < MILLISECONDS else None


def _written(value: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _number(value: str | None) -> float | None:
    try:
        found = float(value or "")
    except ValueError:
        return None
    return max(0.0, found) if math.isfinite(found) else None


def _moment(value: str | None) -> datetime | None:
    """As HTTP writes it."""
    try:
        found = parsedate_to_datetime(value or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
