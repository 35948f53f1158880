"""A token that is asked for: once, as the product wants it, and again when it is refused."""

import json

import httpx2
import pytest
from pydantic import SecretStr

from connectors.product import Means
from connectors.tokens import ClientCredentials
from connectors.wire import Wire
from escalation.facts import FailureKind
from escalation.sources import SourceFailed

URL = "https://example.com/oauth/tokens"


class Office:
    """Gives out tokens, and lets in whoever brings the newest."""

    def __init__(self, status: int = 200) -> None:
        self.status = status
        self.given = 0
        self.asked: list[httpx2.Request] = []
        self.seconds = 0.0

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/oauth/tokens":
            self.asked.append(request)
            self.given += 1
            return httpx2.Response(self.status, json={"access_token": f"token-{self.given}", "expires_in": 600})
        is_newest = request.headers["Authorization"] == f"Bearer token-{self.given}"
        return httpx2.Response(200 if is_newest else 401, json={})

    def wire(self, *, as_json: bool = False) -> Wire:
        fields: dict[str, str | int | SecretStr] = {
            "client_id": "desk",
            "client_secret": SecretStr("s3cret"),
            "expires_in": 600,
        }
        client = httpx2.AsyncClient(transport=httpx2.MockTransport(self.answer))
        means = Means(client=lambda: client, seconds=lambda: self.seconds)
        auth = ClientCredentials(URL, fields, seconds=means.seconds, as_json=as_json)
        return means.wire("https://example.com", auth=auth)


async def test_one_token_serves_until_shortly_before_its_end() -> None:
    office = Office()
    wire = office.wire()
    for office.seconds in (0.0, 539.0, 540.0):
        await wire.get("/things")
    assert office.given == 2


async def test_a_token_that_is_refused_is_replaced_once() -> None:
    office = Office()
    wire = office.wire()
    await wire.get("/things")
    office.given += 1  # somebody else was given a newer one
    await wire.get("/things")
    assert office.given == 3


async def test_it_is_asked_for_as_json_or_as_a_form() -> None:
    as_json, as_form = Office(), Office()
    await as_json.wire(as_json=True).get("/things")
    await as_form.wire().get("/things")
    wanted = {"grant_type": "client_credentials", "client_id": "desk", "client_secret": "s3cret", "expires_in": 600}
    assert json.loads(as_json.asked[0].content) == wanted
    assert (
        as_form.asked[0].content == b"grant_type=client_credentials&client_id=desk&client_secret=s3cret&expires_in=600"
    )
    assert {one.headers["Accept"] for one in (*as_json.asked, *as_form.asked)} == {"application/json"}


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, FailureKind.AUTH),
        (401, FailureKind.AUTH),
        (429, FailureKind.RATE_LIMITED),
        (503, FailureKind.UNAVAILABLE),
    ],
)
async def test_a_token_that_cannot_be_had_has_its_reason(status: int, kind: FailureKind) -> None:
    with pytest.raises(SourceFailed) as failure:
        await Office(status).wire().get("/things")
    assert failure.value.kind is kind
    assert "s3cret" not in str(failure.value)
