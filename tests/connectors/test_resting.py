"""A product that fails is left alone for a minute; one that only refuses is not."""

import httpx2
import pytest

from connectors.product import Means
from connectors.wire import Wire
from escalation.facts import FailureKind
from escalation.sources import SourceFailed


class Product:
    """Answers with the status that stands in its path."""

    def __init__(self) -> None:
        self.seconds = 0.0
        client = httpx2.AsyncClient(transport=httpx2.MockTransport(self.answer))
        means = Means(client=lambda: client, seconds=lambda: self.seconds)
        self.wire: Wire = means.wire("https://example.com", auth=None, pace=(1000, 1))

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(int(request.url.path.removeprefix("/")), json={})

    async def fails(self, status: int) -> FailureKind:
        with pytest.raises(SourceFailed) as failure:
            await self.wire.get(f"/{status}")
        return failure.value.kind


@pytest.mark.parametrize("status", [401, 500])
async def test_three_failures_in_a_row_are_followed_by_a_minute_of_rest(status: int) -> None:
    product = Product()
    for _ in range(3):
        await product.fails(status)
    assert await product.fails(200) is FailureKind.UNAVAILABLE
    product.seconds = 60.0
    assert await product.wire.get("/200") == {}


@pytest.mark.parametrize("status", [403, 404])
async def test_what_is_refused_or_not_there_does_not_shut_the_rest_out(status: int) -> None:
    product = Product()
    for _ in range(5):
        await product.fails(status)
    assert await product.wire.get("/200") == {}
