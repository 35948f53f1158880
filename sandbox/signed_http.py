"""Signed HTTP: everything is posted to one request URL, with Slack's v0 signature."""

import asyncio
import hashlib
import hmac
import json
import secrets
from typing import Any
from urllib.parse import urlencode

import aiohttp

from sandbox.clock import unix
from sandbox.dispatch import Answer, Parcel

_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"
_GOOD = 300
_REASONS = {"timeout": "http_timeout", "http_error": "http_error", "no_connection": "connection_failed"}


class SignedHttp:
    def __init__(self, url: str, secret: str, ack_seconds: float) -> None:
        self.url = url
        self.secret = secret
        self.ack_seconds = ack_seconds
        self._session: aiohttp.ClientSession | None = None

    @property
    def is_up(self) -> bool:
        return True  # nobody knows before it is tried

    async def deliver(self, parcel: Parcel) -> Answer:
        match parcel.kind:
            case "slash_commands":
                body, kind = urlencode(parcel.payload), _FORM
            case "interactive":
                body, kind = urlencode({"payload": json.dumps(parcel.payload)}), _FORM
            case _:
                body, kind = json.dumps(parcel.payload), _JSON
        headers = {}
        if parcel.retry:
            reason = _REASONS.get(parcel.reason, "unknown_error")
            headers = {"X-Slack-Retry-Num": str(parcel.retry), "X-Slack-Retry-Reason": reason}
        return await self._post(body, kind, headers)

    async def verify(self) -> bool:
        """What Slack does when a request URL is entered: a challenge, and a look at the certificate."""
        challenge = secrets.token_urlsafe(16)
        asked = {"type": "url_verification", "token": "sandbox", "challenge": challenge}
        answer = await self._post(json.dumps(asked), _JSON, {})
        told = answer.body.get("challenge") or answer.body.get("text")
        checked = await self._post(urlencode({"ssl_check": "1", "token": "sandbox"}), _FORM, {})
        return told == challenge and not checked.trouble

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    def signed(self, body: str) -> dict[str, str]:
        moment = str(unix())
        base = f"v0:{moment}:{body}".encode()
        signature = hmac.new(self.secret.encode(), base, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={signature}"}

    async def _post(self, body: str, kind: str, headers: dict[str, str]) -> Answer:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        sent = {"Content-Type": kind, "User-Agent": "Sandboxbot 1.0", **self.signed(body), **headers}
        try:
            async with (
                asyncio.timeout(self.ack_seconds),
                self._session.post(self.url, data=body.encode(), headers=sent) as response,
            ):
                text = await response.text()
                no_retry = response.headers.get("X-Slack-No-Retry") == "1"
                if response.status >= _GOOD:
                    return Answer(trouble="http_error", no_retry=no_retry)
                return Answer(body=_read(text, response.content_type))
        except TimeoutError:
            return Answer(trouble="timeout")
        except aiohttp.ClientError:
            return Answer(trouble="no_connection")


def _read(text: str, content_type: str) -> dict[str, Any]:
    if not text.strip():
        return {}
    if content_type == _JSON:
        try:
            body = json.loads(text)
        except ValueError:
            return {"text": text}
        return body if isinstance(body, dict) else {}
    return {"text": text}
