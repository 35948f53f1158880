"""The one way every product is asked over HTTP: pace, retries where they are harmless, limits, and named failures.

Nothing here logs or repeats an address, a header or a body: they may hold tokens and customers' words.
"""

import contextlib
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx2
import stamina
from aiolimiter import AsyncLimiter

from connectors.pauses import pause_of
from connectors.refusal_words import said_in
from escalation.facts import FailureKind
from escalation.sources import SourceFailed

log = logging.getLogger(__name__)

MOST_BYTES = 2_000_000
"""An answer may be this long. Longer ones are not read to the end."""

NOT_TAKEN = "something is missing, too long or not allowed"

TRIES = 2
SHORT_PAUSE = 1.0
"""A pause a product asks for is waited for only when it is this short, in seconds: people wait for the answer."""

FAILURES_IN_A_ROW = 3
REST = 60.0
"""Seconds for which a product is left alone after three failures in a row."""

LONGEST_REST = 900.0
"""Seconds for which a product that named its pause is left alone at most: allowances are counted anew sooner or later,
and somebody may have raised them."""

UNAUTHORIZED = frozenset({401, 403})
FORBIDDEN = 403
SAYS_ENOUGH = frozenset({401, 429})
"""Statuses that mean the same everywhere, whatever the body adds."""
TOO_MANY = frozenset({429})
PASSING = {408: True, 423: False, 477: False}
"""Statuses below 500 of what passes by itself: a request that took too long, a lock, and an account that HubSpot is
moving to another place. With whether what was asked may be done all the same."""
NOT_THERE = frozenset({404, 410})
NOTHING_LEFT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.InvalidURL)
"""Failures before the first byte of a request has left us."""

Params = Mapping[str, str | int]
Refusal = Callable[[Any], SourceFailed | None]
"""What an answer refuses in its own words, for products that do so under 200 or 400. None where it refuses nothing."""

Asks = Callable[[], "httpx2.Request"]

MOST_MOVES = 3
"""Times in a row that a product may answer with another address of its own."""

_PASSES = frozenset({FailureKind.RATE_LIMITED, FailureKind.UNAVAILABLE})
"""What a pause ends. Any other refusal is of what was asked, and of nothing that is asked next."""

_ABOUT_WHAT_WAS_ASKED = frozenset({FailureKind.NOT_THERE, FailureKind.NOT_CONFIGURED, FailureKind.REFUSED})


class _Forbidden(SourceFailed):
    """We are known there, and may not do what we asked; other things we may."""


def no_refusal(_: object) -> None:
    return None


@dataclass(frozen=True)
class Answer:
    told: Any
    headers: Mapping[str, str]


class Wire:
    """To one product. `seconds` is a clock that only runs forward; `pace` is requests in so many seconds."""

    def __init__(  # noqa: PLR0913 - each is one thing an address has
        self,
        *,
        client: Callable[[], httpx2.AsyncClient],
        base_url: str,
        auth: httpx2.Auth | None,
        headers: Mapping[str, str],
        pace: tuple[float, float],
        seconds: Callable[[], float],
        refusal: Refusal = no_refusal,
    ) -> None:
        self._client = client
        self._base = base_url.rstrip("/")
        self._auth = auth
        self._headers = {"Accept": "application/json", "User-Agent": "escalation-desk", **headers}
        self._pace = AsyncLimiter(*pace)
        self._seconds = seconds
        self._refusal = refusal
        self._failures = 0
        self._rests_until = 0.0
        self._rests_for = FailureKind.UNAVAILABLE, ""

    async def get(self, path: str, params: Params | None = None) -> Any:
        """The JSON of an answer. Raises `SourceFailed`."""
        return (await self.look(path, params)).told

    async def look(self, path: str, params: Params | None = None) -> Answer:
        """With its headers, for what products tell there. Raises `SourceFailed`."""
        return await self._again(lambda: self._request("GET", path, params=params))

    async def has(self, path: str) -> bool:
        """Whether it is there, and for us to see. Raises `SourceFailed` where that cannot be told."""
        try:
            await self.get(path)
        except SourceFailed as failure:
            if failure.kind is not FailureKind.NOT_THERE:
                raise
            return False
        return True

    async def search(self, path: str, body: Mapping[str, Any]) -> Any:
        """A POST that changes nothing, so that it may be tried again. Raises `SourceFailed`."""
        return (await self._again(lambda: self._request("POST", path, body=body))).told

    async def write(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        """Changes something there, and is made once: where it may have arrived, `SourceFailed.may_be_done` says so."""
        self._refuse_while_resting()
        try:
            answer = await self._once(self._request(method, path, body=body))
        except SourceFailed as failure:
            named = _of_a_write(failure)
            self._count(named)
            if named is failure:
                raise
            raise named from failure
        self._failures = 0
        return answer.told

    def _request(
        self, method: str, path: str, *, params: Params | None = None, body: Mapping[str, Any] | None = None
    ) -> httpx2.Request:
        url = f"{self._base}{path}"
        return self._client().build_request(method, url, params=params, json=body, headers=self._headers)

    async def _again(self, asks: Asks) -> Answer:
        self._refuse_while_resting()
        answer = Answer(None, {})
        try:
            async for attempt in stamina.retry_context(on=_wait_for, attempts=TRIES, wait_jitter=0.1):
                with attempt:
                    answer = await self._once(asks())
        except SourceFailed as failure:
            self._count(failure)
            raise
        self._failures = 0
        return answer

    def _refuse_while_resting(self) -> None:
        if (left := self._rests_until - self._seconds()) > 0:
            raise SourceFailed(*self._rests_for, after_seconds=left)

    def _count(self, failure: SourceFailed) -> None:
        """A refusal of what was asked says nothing about the next question; being away or shut does."""
        if (failure.after_seconds or 0.0) > SHORT_PAUSE:
            failure.after_seconds = min(failure.after_seconds or 0.0, LONGEST_REST)
            kind = failure.kind if failure.kind in _PASSES else FailureKind.RATE_LIMITED
            self._rest(failure.after_seconds, kind, "its pause is not over")
        if isinstance(failure, _Forbidden) or failure.kind in _ABOUT_WHAT_WAS_ASKED:
            self._failures = 0
            return
        self._failures += 1
        if self._failures >= FAILURES_IN_A_ROW:
            self._failures = 0
            failure.after_seconds = max(failure.after_seconds or 0.0, REST)
            said = f"left alone for a minute after {FAILURES_IN_A_ROW} failures in a row"
            self._rest(REST, FailureKind.UNAVAILABLE, said)

    def _rest(self, seconds: float, kind: FailureKind, said: str) -> None:
        until = self._seconds() + seconds
        if until > self._rests_until:
            self._rests_until, self._rests_for = until, (kind, said)

    async def _once(self, request: httpx2.Request) -> Answer:
        answer, body = await self._sent(request)
        for _ in range(MOST_MOVES):
            if (moved := _moved(answer)) is None:
                break
            answer, body = await self._sent(moved)
        if not answer.is_success:
            failure = _named(answer, body, self._refusal)
            with contextlib.suppress(SourceFailed):
                failure.told = said_in(_json(body))
            raise failure
        told = _json(body)
        if (refused := self._refusal(told)) is not None:
            refused.told = said_in(told)
            raise refused
        return Answer(told, answer.headers)

    async def _sent(self, request: httpx2.Request) -> tuple[httpx2.Response, bytes]:
        async with self._pace:
            try:
                answer = await self._client().send(request, auth=self._auth, stream=True)
                try:
                    return answer, await _body(answer)
                finally:
                    await answer.aclose()
            except httpx2.TimeoutException as failure:
                raise SourceFailed(FailureKind.TIMEOUT, may_be_done=_may_have_left(failure)) from failure
            except (httpx2.HTTPError, httpx2.InvalidURL) as failure:
                said, left = type(failure).__name__, _may_have_left(failure)
                raise SourceFailed(FailureKind.UNAVAILABLE, said, may_be_done=left) from failure


def _moved(answer: httpx2.Response) -> httpx2.Request | None:
    """To another address of the same product, as GitHub's do after a repository's renaming. Our token goes nowhere
    else, and a POST is not sent anew."""
    to, asked = answer.next_request, answer.request
    return to if to is not None and asked.method == "GET" and _origin(to.url) == _origin(asked.url) else None


def _origin(url: httpx2.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _may_have_left(failure: Exception) -> bool:
    return not isinstance(failure, NOTHING_LEFT)


def _of_a_write(failure: SourceFailed) -> SourceFailed:
    """What a product does not take is no answer that we cannot read."""
    if failure.kind is not FailureKind.BAD_ANSWER or failure.may_be_done:
        return failure
    refused = SourceFailed(FailureKind.REFUSED, ": ".join(one for one in (failure.said, NOT_TAKEN) if one))
    refused.told = failure.told
    return refused


def _named(answer: httpx2.Response, body: bytes, refusal: Refusal) -> SourceFailed:
    """A refusal by its status; where that says little, by its words, if the product has some."""
    said = None
    if not (answer.status_code in SAYS_ENOUGH or answer.is_server_error):
        with contextlib.suppress(SourceFailed):
            said = refusal(_json(body))
    if said is None:
        return _refused(answer)
    after, done = pause_of(answer.headers), said.may_be_done
    if after is None:
        after = said.after_seconds
    return SourceFailed(said.kind, f"{answer.status_code}", after_seconds=after, may_be_done=done)


async def _body(answer: httpx2.Response) -> bytes:
    found = bytearray()
    async for piece in answer.aiter_bytes():
        found += piece
        if len(found) > MOST_BYTES:
            raise SourceFailed(FailureKind.BAD_ANSWER, "longer than 2 MB", may_be_done=True)
    return bytes(found)


def _json(body: bytes) -> Any:
    try:
        return json.loads(body) if body else {}
    except (ValueError, RecursionError) as broken:
        raise SourceFailed(FailureKind.BAD_ANSWER, "not JSON", may_be_done=True) from broken


def _refused(answer: httpx2.Response) -> SourceFailed:
    status = answer.status_code
    if status in TOO_MANY or (status == FORBIDDEN and _is_over_its_limit(answer)):
        return SourceFailed(FailureKind.RATE_LIMITED, after_seconds=pause_of(answer.headers))
    if status in UNAUTHORIZED:
        return (_Forbidden if status == FORBIDDEN else SourceFailed)(FailureKind.AUTH, f"{status}")
    if status in NOT_THERE:
        return SourceFailed(FailureKind.NOT_THERE)
    if answer.is_server_error or status in PASSING:
        after, done = pause_of(answer.headers), PASSING.get(status, True)
        return SourceFailed(FailureKind.UNAVAILABLE, f"{status}", after_seconds=after, may_be_done=done)
    return SourceFailed(FailureKind.BAD_ANSWER, f"{status}")


def _is_over_its_limit(answer: httpx2.Response) -> bool:
    """Some products, GitHub for one, answer 403 to those who ask too often; Atlassian's Data Center names a pause of
    nothing in each of its answers."""
    names_a_pause = "Retry-After" in answer.headers and pause_of(answer.headers) != 0
    return names_a_pause or answer.headers.get("X-RateLimit-Remaining") == "0"


def _wait_for(failure: Exception) -> bool | float:
    """Whether asking once more may help, and after how many seconds where the product said so."""
    if not isinstance(failure, SourceFailed):
        return False
    if failure.after_seconds is not None:
        return failure.after_seconds if failure.after_seconds <= SHORT_PAUSE else False
    return failure.kind in {FailureKind.UNAVAILABLE, FailureKind.RATE_LIMITED}
