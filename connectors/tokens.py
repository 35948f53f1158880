"""How products let us in: a token, a name with a password, or a token that is asked for and renewed."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator, Mapping

import httpx2
from pydantic import SecretStr

from escalation.facts import FailureKind
from escalation.sources import SourceFailed

RENEW_BEFORE = 60.0
"""Seconds before its end at which a token is renewed."""

HOUR = 3600.0
"""How long a token lasts where the product does not say, in seconds."""

UNAUTHORIZED = 401
TOO_MANY = 429


class Token(httpx2.Auth):
    """The same header on each request: `Authorization: Bearer …`, or as the product wants it."""

    def __init__(self, token: SecretStr, *, scheme: str = "Bearer", header: str = "Authorization") -> None:
        self._token = token
        self._scheme = scheme
        self._header = header

    # `typing.override` came with Python 3.12.
    def auth_flow(  # type: ignore[explicit-override]
        self, request: httpx2.Request
    ) -> Generator[httpx2.Request, httpx2.Response, None]:
        request.headers[self._header] = f"{self._scheme} {self._token.get_secret_value()}".strip()
        yield request


def basic(name: str, password: SecretStr) -> httpx2.Auth:
    return httpx2.BasicAuth(name, password.get_secret_value())


class ClientCredentials(httpx2.Auth):
    """OAuth 2's client credentials: one POST for a token, kept until shortly before its end.

    A 401 is answered once with a new token. `seconds` is a clock that only runs forward. `as_json` for products that
    read the request as JSON and not as a form.
    """

    def __init__(
        self,
        url: str,
        fields: Mapping[str, str | int | SecretStr],
        *,
        seconds: Callable[[], float],
        as_json: bool = False,
    ) -> None:
        self._url = url
        self._fields = fields
        self._seconds = seconds
        self._as_json = as_json
        self._token = ""
        self._until = 0.0
        self._lock = asyncio.Lock()

    async def async_auth_flow(  # type: ignore[explicit-override]
        self, request: httpx2.Request
    ) -> AsyncGenerator[httpx2.Request, httpx2.Response]:
        async with self._lock:
            if not self._token or self._seconds() >= self._until:
                await self._keep((yield self._asked()))
            token = self._token
        request.headers["Authorization"] = f"Bearer {token}"
        answer = yield request
        if answer.status_code != UNAUTHORIZED:
            return
        async with self._lock:
            if self._token == token:  # nobody renewed it meanwhile
                await self._keep((yield self._asked()))
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request

    def _asked(self) -> httpx2.Request:
        fields = {
            name: one.get_secret_value() if isinstance(one, SecretStr) else one for name, one in self._fields.items()
        }
        fields = {"grant_type": "client_credentials", **fields}
        headers = {"Accept": "application/json"}
        if self._as_json:
            return httpx2.Request("POST", self._url, json=fields, headers=headers)
        return httpx2.Request("POST", self._url, data=fields, headers=headers)

    async def _keep(self, answer: httpx2.Response) -> None:
        if not answer.is_success:
            raise SourceFailed(_why(answer), f"no token, {answer.status_code}")
        await answer.aread()
        try:
            told = answer.json()
            token, lasts = str(told["access_token"] or ""), float(told.get("expires_in") or HOUR)
        except (ValueError, KeyError, TypeError, AttributeError) as broken:
            raise SourceFailed(FailureKind.BAD_ANSWER, "no token in it") from broken
        if not token:
            raise SourceFailed(FailureKind.BAD_ANSWER, "no token in it")
        self._token, self._until = token, self._seconds() + lasts - RENEW_BEFORE


def _why(refused: httpx2.Response) -> FailureKind:
    """Credentials that are wrong stay wrong; a product that is busy or away does not say that they are."""
    if refused.status_code == TOO_MANY:
        return FailureKind.RATE_LIMITED
    return FailureKind.UNAVAILABLE if refused.is_server_error else FailureKind.AUTH
