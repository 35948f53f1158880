"""The addresses an app may answer to for a while after someone used it: five posts in thirty minutes."""

import secrets
from dataclasses import dataclass

from sandbox import limits
from sandbox.clock import machine
from sandbox.errors import Refused


@dataclass
class ResponseUrl:
    user: str
    channel: str
    issued: float
    of_action: bool
    message_ts: str | None = None
    thread_ts: str | None = None
    uses: int = 0


class ResponseUrls:
    def __init__(self) -> None:
        self.base_url = ""
        self._issued: dict[str, ResponseUrl] = {}

    def issue(self, user: str, channel: str, *, message_ts: str | None = None, thread_ts: str | None = None) -> str:
        key = secrets.token_urlsafe(18)
        self._issued[key] = ResponseUrl(
            user, channel, machine(), of_action=message_ts is not None, message_ts=message_ts, thread_ts=thread_ts
        )
        return f"{self.base_url}/response/{key}"

    def use(self, key: str) -> ResponseUrl:
        url = self._issued.get(key)
        if url is None:
            raise Refused("invalid_url")
        if machine() - url.issued > limits.RESPONSE_URL_SECONDS:
            raise Refused("expired_url")
        if url.uses >= limits.RESPONSE_URL_USES:
            raise Refused("used_url")
        url.uses += 1
        return url
