"""Asking one product over HTTP: its pace, the one more try, its pauses, its rest, and what each failure is called."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr

from connectors.tokens import Token
from connectors.wire import (
    FAILURES_IN_A_ROW,
    LONGEST_REST,
    MOST_BYTES,
    MOST_MOVES,
    REST,
    SHORT_PAUSE,
    Refusal,
    Wire,
    no_refusal,
)
from escalation.facts import FailureKind
from escalation.sources import SourceFailed

Answer = httpx2.Response | Exception
OK = httpx2.Response(200, json={"ok": True})
AWAY = httpx2.Response(503)


@dataclass
class Product:
    """Gives its answers one after another, the last one for ever; and a clock that tests move."""

    answers: Sequence[Answer]
    asked: list[httpx2.Request] = field(default_factory=list)
    now: float = 0.0

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        given = self.answers[min(len(self.asked), len(self.answers) - 1)]
        self.asked.append(request)
        if isinstance(given, Exception):
            raise given
        return httpx2.Response(given.status_code, headers=given.headers, content=given.content)

    def wire(
        self,
        *,
        pace: tuple[float, float] = (100, 1),
        base_url: str = "https://api.example.com/v1/",
        refusal: Refusal = no_refusal,
    ) -> Wire:
        client = httpx2.AsyncClient(transport=httpx2.MockTransport(self.answer))
        return Wire(
            client=lambda: client,
            base_url=base_url,
            auth=Token(SecretStr("s3cret")),
            headers={"X-Version": "7"},
            pace=pace,
            seconds=lambda: self.now,
            refusal=refusal,
        )


async def failure_of(call: Callable[[], Any]) -> SourceFailed:
    with pytest.raises(SourceFailed) as failure:
        await call()
    return failure.value


async def failing(wire: Wire, times: int = FAILURES_IN_A_ROW) -> None:
    for _ in range(times):
        await failure_of(lambda: wire.get("/things"))


async def test_a_request_carries_our_name_the_token_and_the_products_own_headers() -> None:
    product = Product([OK])
    assert await product.wire().get("/things", {"q": "a b&c", "limit": 3}) == {"ok": True}
    (request,) = product.asked
    assert (request.method, str(request.url)) == ("GET", "https://api.example.com/v1/things?q=a+b%26c&limit=3")
    assert request.headers["Authorization"] == "Bearer s3cret"
    assert request.headers["User-Agent"] == "escalation-desk"
    assert request.headers["Accept"] == "application/json"
    assert request.headers["X-Version"] == "7"


async def test_a_search_is_posted_as_json() -> None:
    product = Product([OK])
    await product.wire().search("/search", {"query": "500"})
    (request,) = product.asked
    assert (request.method, request.headers["Content-Type"]) == ("POST", "application/json")
    assert request.content == b'{"query":"500"}'


@pytest.mark.parametrize("first", [AWAY, httpx2.Response(500), httpx2.Response(429), httpx2.ConnectError("refused")])
async def test_a_product_that_is_away_for_a_moment_is_asked_once_more(first: Answer) -> None:
    product = Product([first, OK])
    assert await product.wire().get("/things") == {"ok": True}
    assert len(product.asked) == 2


async def test_it_is_asked_twice_at_most() -> None:
    product = Product([AWAY])
    assert (await failure_of(lambda: product.wire().get("/things"))).kind is FailureKind.UNAVAILABLE
    assert len(product.asked) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 422, 302])
async def test_what_was_refused_is_not_asked_again(status: int) -> None:
    product = Product([httpx2.Response(status)])
    await failure_of(lambda: product.wire().get("/things"))
    assert len(product.asked) == 1


HERE, ELSEWHERE = "https://api.example.com/v1/moved", "https://elsewhere.example.com/v1/things"


async def test_a_product_that_moved_a_thing_is_followed_to_its_new_place() -> None:
    product = Product([httpx2.Response(301, headers={"Location": HERE}), OK])
    assert await product.wire().get("/things") == {"ok": True}
    assert [str(one.url) for one in product.asked] == ["https://api.example.com/v1/things", HERE]
    assert product.asked[1].headers["Authorization"] == "Bearer s3cret"


async def test_nobody_is_followed_to_another_product_or_for_ever() -> None:
    away = Product([httpx2.Response(302, headers={"Location": ELSEWHERE}), OK])
    assert (await failure_of(lambda: away.wire().get("/things"))).kind is FailureKind.BAD_ANSWER
    assert len(away.asked) == 1
    around = Product([httpx2.Response(302, headers={"Location": HERE})])
    assert (await failure_of(lambda: around.wire().get("/things"))).kind is FailureKind.BAD_ANSWER
    assert len(around.asked) == 1 + MOST_MOVES


async def test_a_search_is_not_posted_anew_to_another_place() -> None:
    product = Product([httpx2.Response(307, headers={"Location": HERE}), OK])
    assert (await failure_of(lambda: product.wire().search("/search", {}))).kind is FailureKind.BAD_ANSWER
    assert len(product.asked) == 1


async def test_what_took_too_long_is_not_asked_again() -> None:
    product = Product([httpx2.ReadTimeout("slow")])
    assert (await failure_of(lambda: product.wire().get("/things"))).kind is FailureKind.TIMEOUT
    assert len(product.asked) == 1


@pytest.mark.parametrize(
    ("status", "headers", "means"),
    [
        (401, {}, FailureKind.AUTH),
        (403, {}, FailureKind.AUTH),
        (403, {"X-RateLimit-Remaining": "0"}, FailureKind.RATE_LIMITED),
        (403, {"Retry-After": "60"}, FailureKind.RATE_LIMITED),
        (403, {"Retry-After": "0", "X-RateLimit-Remaining": "15"}, FailureKind.AUTH),
        (401, {"Retry-After": "0", "X-RateLimit-Remaining": "15"}, FailureKind.AUTH),
        (401, {"Retry-After": "60", "X-RateLimit-Remaining": "0"}, FailureKind.AUTH),
        (429, {}, FailureKind.RATE_LIMITED),
        (404, {}, FailureKind.NOT_THERE),
        (410, {}, FailureKind.NOT_THERE),
        (422, {}, FailureKind.BAD_ANSWER),
        (302, {"Location": "https://elsewhere.example.com"}, FailureKind.BAD_ANSWER),
        (500, {}, FailureKind.UNAVAILABLE),
        (503, {"Retry-After": "60"}, FailureKind.UNAVAILABLE),
        (408, {}, FailureKind.UNAVAILABLE),
        (423, {}, FailureKind.UNAVAILABLE),
        (477, {"Retry-After": "86400"}, FailureKind.UNAVAILABLE),
    ],
)
async def test_each_status_has_its_name(status: int, headers: dict[str, str], means: FailureKind) -> None:
    product = Product([httpx2.Response(status, headers=headers, text="s3cret words")])
    failure = await failure_of(lambda: product.wire().get("/things"))
    assert failure.kind is means
    assert "s3cret" not in f"{failure!s}{failure!r}"


@pytest.mark.parametrize(
    ("asked_for", "seconds", "times"),
    [
        ("0", 0.0, 2),
        (str(SHORT_PAUSE), SHORT_PAUSE, 2),
        ("30", 30.0, 1),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None, 2),
    ],
)
async def test_only_a_short_pause_is_waited_for(asked_for: str, seconds: float | None, times: int) -> None:
    product = Product([httpx2.Response(429, headers={"Retry-After": asked_for})])
    failure = await failure_of(lambda: product.wire().get("/things"))
    assert (failure.kind, failure.after_seconds) == (FailureKind.RATE_LIMITED, seconds)
    assert len(product.asked) == times


async def test_a_product_that_named_a_pause_is_not_asked_before_its_end() -> None:
    product = Product([httpx2.Response(429, headers={"Retry-After": "30"}), OK])
    wire = product.wire()
    await failing(wire, times=1)

    product.now = 29.9
    failure = await failure_of(lambda: wire.get("/things"))
    assert str(failure) == "asks for a pause (its pause is not over)"
    assert failure.after_seconds == pytest.approx(0.1)
    assert len(product.asked) == 1

    product.now = 30.0
    assert await wire.get("/things") == {"ok": True}


async def test_a_pause_of_hours_is_tried_again_after_a_quarter_of_one() -> None:
    product = Product([httpx2.Response(429, headers={"Retry-After": "86400"}), OK])
    wire = product.wire()
    await failing(wire, times=1)
    product.now = LONGEST_REST
    assert await wire.get("/things") == {"ok": True}


@pytest.mark.parametrize("body", [b"<html>", b"{", b"\xff\xfe", b"[" * 100_000])
async def test_what_is_not_json_is_named_and_not_repeated(body: bytes) -> None:
    product = Product([httpx2.Response(200, content=body)])
    failure = await failure_of(lambda: product.wire().get("/things"))
    assert str(failure) == "answered something we cannot read (not JSON)"


async def test_an_answer_without_a_body_is_empty() -> None:
    assert await Product([httpx2.Response(204)]).wire().get("/things") == {}


@pytest.mark.parametrize(("length", "is_read"), [(MOST_BYTES, True), (MOST_BYTES + 1, False)])
async def test_an_answer_longer_than_we_read_is_no_answer(*, length: int, is_read: bool) -> None:
    product = Product([httpx2.Response(200, content=b'"' + b"a" * (length - 2) + b'"')])
    if is_read:
        assert len(await product.wire().get("/things")) == length - 2
    else:
        failure = await failure_of(lambda: product.wire().get("/things"))
        assert str(failure) == "answered something we cannot read (longer than 2 MB)"


async def test_after_three_failures_in_a_row_a_product_is_left_alone_for_a_minute() -> None:
    product = Product([AWAY])
    wire = product.wire()
    await failing(wire, times=FAILURES_IN_A_ROW - 1)
    assert (await failure_of(lambda: wire.get("/things"))).after_seconds == REST
    asked = len(product.asked)

    product.now = REST - 0.001
    failure = await failure_of(lambda: wire.get("/things"))
    assert (failure.kind, len(product.asked)) == (FailureKind.UNAVAILABLE, asked)
    assert "left alone for a minute" in str(failure)

    product.now = REST
    await failure_of(lambda: wire.get("/things"))
    assert len(product.asked) > asked


async def test_one_answer_between_failures_starts_the_count_anew() -> None:
    product = Product([AWAY, AWAY, AWAY, AWAY, OK, AWAY])
    wire = product.wire()
    await failing(wire, times=2)
    await wire.get("/things")
    await failing(wire, times=2)
    asked = len(product.asked)
    await failure_of(lambda: wire.get("/things"))
    assert len(product.asked) == asked + 2


async def test_what_a_product_does_not_have_is_no_failure_of_the_product() -> None:
    product = Product([httpx2.Response(404)])
    wire = product.wire()
    await failing(wire, times=2 * FAILURES_IN_A_ROW)
    assert len(product.asked) == 2 * FAILURES_IN_A_ROW


@pytest.mark.parametrize(("answer", "is_there"), [(OK, True), (httpx2.Response(404), False)])
async def test_whether_something_is_there_can_be_asked(*, answer: Answer, is_there: bool) -> None:
    assert await Product([answer]).wire().has("/things") is is_there


async def test_what_is_refused_may_be_there_or_not() -> None:
    failure = await failure_of(lambda: Product([httpx2.Response(403)]).wire().has("/things"))
    assert failure.kind is FailureKind.AUTH


async def test_no_more_is_asked_at_once_than_the_product_allows() -> None:
    product = Product([OK])
    wire = product.wire(pace=(2, 3600))
    asking = [asyncio.create_task(wire.get("/things")) for _ in range(5)]
    for _ in range(1000):
        await asyncio.sleep(0)
    assert (len(product.asked), [task.done() for task in asking].count(False)) == (2, 3)
    for task in asking:
        task.cancel()
    await asyncio.gather(*asking, return_exceptions=True)


def refusing(kind: FailureKind) -> Refusal:
    return lambda told: SourceFailed(kind) if isinstance(told, dict) and "errors" in told else None


@pytest.mark.parametrize("status", [200, 400])
async def test_a_refusal_in_words_counts_under_any_status(status: int) -> None:
    product = Product([httpx2.Response(status, json={"errors": []})])
    ask = product.wire(refusal=refusing(FailureKind.AUTH)).search("/graphql", {})
    assert (await failure_of(lambda: ask)).kind is FailureKind.AUTH


@pytest.mark.parametrize(("status", "means"), [(401, FailureKind.AUTH), (503, FailureKind.UNAVAILABLE)])
async def test_a_status_that_says_enough_goes_before_words(status: int, means: FailureKind) -> None:
    product = Product([httpx2.Response(status, json={"errors": []})])
    ask = product.wire(refusal=refusing(FailureKind.NOT_THERE)).search("/graphql", {})
    assert (await failure_of(lambda: ask)).kind is means


async def test_an_unreadable_refusal_is_named_by_its_status() -> None:
    product = Product([httpx2.Response(400, text="<html>")])
    ask = product.wire(refusal=refusing(FailureKind.AUTH)).search("/graphql", {})
    assert str(await failure_of(lambda: ask)) == "answered something we cannot read (400)"
