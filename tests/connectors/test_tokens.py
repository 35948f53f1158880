"""How products let us in: what a request carries, when a token is asked for, and what never shows."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx2
import pytest
from pydantic import SecretStr

from connectors.tokens import HOUR, RENEW_BEFORE, ClientCredentials, Token, basic
from escalation.facts import FailureKind
from escalation.sources import SourceFailed

SECRET = SecretStr("s3cret")
TOKEN_URL = "https://login.example.com/oauth2/token"
THINGS = "https://api.example.com/things"


@dataclass
class Product:
    """Gives tokens named t1, t2, …; lets in those in `valid`, or all; and a clock that tests move."""

    valid: Sequence[str] | None = None
    token_answer: httpx2.Response | None = None
    lasts: float | None = 600
    as_json: bool = False
    tokens: list[httpx2.Request] = field(default_factory=list)
    things: list[str] = field(default_factory=list)
    now: float = 0.0

    def __post_init__(self) -> None:
        fields: dict[str, str | SecretStr] = {"client_id": "desk", "client_secret": SECRET}
        self.auth = ClientCredentials(TOKEN_URL, fields, seconds=lambda: self.now, as_json=self.as_json)
        self.client = httpx2.AsyncClient(transport=httpx2.MockTransport(self.answer), auth=self.auth)

    async def answer(self, request: httpx2.Request) -> httpx2.Response:
        await asyncio.sleep(0)  # lets the others go on, as a network does
        if str(request.url) == TOKEN_URL:
            self.tokens.append(request)
            given = {"access_token": f"t{len(self.tokens)}", "expires_in": self.lasts}
            return self.token_answer or httpx2.Response(200, json=given)
        token = request.headers["Authorization"].removeprefix("Bearer ")
        self.things.append(token)
        return httpx2.Response(200 if self.valid is None or token in self.valid else 401)


async def sent(auth: httpx2.Auth) -> httpx2.Headers:
    found: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        found.append(request)
        return httpx2.Response(200)

    async with httpx2.AsyncClient(transport=httpx2.MockTransport(answer), auth=auth) as client:
        await client.get(THINGS)
    return found[0].headers


@pytest.mark.parametrize(
    ("auth", "header", "carries"),
    [
        (Token(SECRET), "Authorization", "Bearer s3cret"),
        (Token(SECRET, scheme=""), "Authorization", "s3cret"),
        (Token(SECRET, scheme="", header="x-api-token"), "x-api-token", "s3cret"),
        (basic("ada@example.com", SECRET), "Authorization", "Basic YWRhQGV4YW1wbGUuY29tOnMzY3JldA=="),
    ],
)
async def test_a_request_carries_the_token_as_its_product_wants_it(
    auth: httpx2.Auth, header: str, carries: str
) -> None:
    assert (await sent(auth))[header] == carries
    assert "s3cret" not in repr(auth)


@pytest.mark.parametrize("as_json", [False, True])
async def test_a_token_is_asked_for_as_its_product_reads(*, as_json: bool) -> None:
    product = Product(as_json=as_json)
    await product.client.get(THINGS)
    (request,) = product.tokens
    assert request.method == "POST"
    if as_json:
        wanted = b'{"grant_type":"client_credentials","client_id":"desk","client_secret":"s3cret"}'
        assert (request.headers["Content-Type"], request.content) == ("application/json", wanted)
    else:
        wanted = b"grant_type=client_credentials&client_id=desk&client_secret=s3cret"
        assert (request.headers["Content-Type"], request.content) == ("application/x-www-form-urlencoded", wanted)


async def test_many_requests_at_once_share_one_token() -> None:
    product = Product()
    answers = await asyncio.gather(*(product.client.get(THINGS) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert (len(product.tokens), set(product.things)) == (1, {"t1"})


@pytest.mark.parametrize(("lasts", "end"), [(600, 600.0), (None, HOUR)])
async def test_a_token_is_renewed_shortly_before_its_end(lasts: float | None, end: float) -> None:
    product = Product(lasts=lasts)
    for moment in (0.0, end - RENEW_BEFORE - 0.001, end - RENEW_BEFORE):
        product.now = moment
        await product.client.get(THINGS)
    assert product.things == ["t1", "t1", "t2"]


async def test_a_token_that_is_refused_early_is_renewed_once() -> None:
    product = Product(valid=["t2"])
    answer = await product.client.get(THINGS)
    assert (answer.status_code, product.things) == (200, ["t1", "t2"])


async def test_many_refused_at_once_renew_it_once() -> None:
    product = Product(valid=["t2"])
    answers = await asyncio.gather(*(product.client.get(THINGS) for _ in range(5)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(product.tokens) == 2


async def test_a_new_token_that_is_refused_too_is_the_answer() -> None:
    product = Product(valid=[])
    answer = await product.client.get(THINGS)
    assert (answer.status_code, len(product.things), len(product.tokens)) == (401, 2, 2)


@pytest.mark.parametrize(
    ("answer", "means"),
    [
        (httpx2.Response(400, json={"error": "invalid_client", "s3cret": 1}), FailureKind.AUTH),
        (httpx2.Response(401, text="s3cret"), FailureKind.AUTH),
        (httpx2.Response(429, text="s3cret"), FailureKind.RATE_LIMITED),
        (httpx2.Response(503, text="s3cret"), FailureKind.UNAVAILABLE),
        (httpx2.Response(200, text="s3cret"), FailureKind.BAD_ANSWER),
        (httpx2.Response(200, json=["s3cret"]), FailureKind.BAD_ANSWER),
        (httpx2.Response(200, json={"token_type": "s3cret"}), FailureKind.BAD_ANSWER),
        (httpx2.Response(200, json={"access_token": "s3cret", "expires_in": "soon"}), FailureKind.BAD_ANSWER),
        (httpx2.Response(200, json={"access_token": None}), FailureKind.BAD_ANSWER),
    ],
)
async def test_no_token_is_a_named_failure_that_shows_no_secret(answer: httpx2.Response, means: FailureKind) -> None:
    product = Product(token_answer=answer)
    with pytest.raises(SourceFailed) as failure:
        await product.client.get(THINGS)
    assert failure.value.kind is means
    assert "s3cret" not in f"{failure.value!s}{failure.value!r}{product.auth!r}{vars(product.auth)!r}"
    assert product.things == []


async def test_after_a_failure_the_next_request_asks_for_a_token_anew() -> None:
    product = Product(token_answer=httpx2.Response(503))
    with pytest.raises(SourceFailed):
        await product.client.get(THINGS)
    product.token_answer = None
    assert (await product.client.get(THINGS)).status_code == 200


async def test_a_request_given_up_while_it_waits_for_a_token_holds_up_no_other() -> None:
    product = Product()
    given_up = asyncio.create_task(product.client.get(THINGS))
    while not given_up.done() and not product.tokens:
        await asyncio.sleep(0)
        given_up.cancel()
    await asyncio.gather(given_up, return_exceptions=True)
    assert (await product.client.get(THINGS)).status_code == 200
