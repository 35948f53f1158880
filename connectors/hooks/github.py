"""GitHub's webhooks for issues. docs.github.com/en/webhooks: validating deliveries, and the event issues."""

from collections.abc import Iterable

from connectors.hooks.way import Delivered, From, Told, Way, digest, is_hex_of
from connectors.product import moment, needed, one, reading, words
from escalation.facts import FailureKind
from escalation.happenings import Happened, Happening
from escalation.sources import SourceFailed

SCHEME = "sha256="
ACTIONS = {"closed": Happened.ISSUE_CLOSED, "reopened": Happened.ISSUE_REOPENED}


def _is_signed(secret: str, delivered: Delivered) -> bool:
    given = delivered.header("x-hub-signature-256")
    return is_hex_of(digest(secret, delivered.body), given[len(SCHEME) :]) and given.startswith(SCHEME)


def _happenings(delivered: Delivered, told: Told, origin: From) -> Iterable[Happening]:
    what = ACTIONS.get(str(told.get("action")))
    if delivered.header("x-github-event") != "issues" or what is None:
        return
    issue = one(told, "issue")
    at = moment(issue.get("updated_at"))
    if at is None:
        raise SourceFailed(FailureKind.BAD_ANSWER, "no updated_at")
    yield Happening(
        what=what,
        source=origin.source,
        product=WAY.product,
        refs=(f"{needed(told, 'repository', 'full_name')}#{needed(issue, 'number')}",),
        at=at,
        who=words(reading(told, "sender", "login")) or "",
        status=(words(issue.get("state_reason")) or "").replace("_", " "),
        url=words(issue.get("html_url")),
    )


WAY = Way(
    product="GitHub",
    is_signed=_is_signed,
    named=lambda delivered, _: delivered.header("x-github-delivery"),
    happenings=_happenings,
)
