"""Links in a text that lead to a conversation in Slack: where colleagues already talk about the same thing."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from escalation.kinds import ChannelId

_MESSAGE = re.compile(r"/archives/([CG][A-Z0-9]{2,30})/p(\d{10})(\d{6})/?")
_MOMENT = re.compile(r"\d{10}\.\d{6}")
HOST = ".slack.com"


class Discussion(NamedTuple):
    """A thread, by its first message as far as the link tells it."""

    link: str
    channel: ChannelId
    thread: str


def discussion_at(link: str) -> Discussion | None:
    """None for a link that leads elsewhere, or into a direct conversation."""
    try:
        address = urlsplit(link)
        is_slack = (address.hostname or "").endswith(HOST)
        named = parse_qs(address.query).get("thread_ts", [""])[0]
    except ValueError:
        return None
    found = _MESSAGE.fullmatch(address.path) if is_slack else None
    if found is None:
        return None
    thread = named if _MOMENT.fullmatch(named) else f"{found[2]}.{found[3]}"
    return Discussion(link=link, channel=ChannelId(found[1]), thread=thread)


def discussions(links: Iterable[str]) -> tuple[Discussion, ...]:
    return tuple(found for link in links if (found := discussion_at(link)))
