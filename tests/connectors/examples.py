"""For each product: how it is set up in tests, and what it answers, by method and path, in its vendor's shapes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

import httpx2

from connectors.product import Means
from connectors.register import set_up
from escalation.sources import Connector, Query

Route = tuple[str, str]
"""Method and path, such as `("GET", "/search/issues")`."""

TOKENS = ("/oauth/tokens", "/oauth2/token")
"""How addresses end where a token is asked for."""

QUERY = Query(
    terms=("500", "checkout", "orders"),
    customer="Acme Corp",
    domain="acme.example",
)


@dataclass(frozen=True)
class Example:
    """`settings` are the keys of its table; `answers` what it says; `known` an id that `get_…` finds."""

    settings: Mapping[str, object]
    answers: Mapping[Route, Any]
    known: str = ""
    secrets: Sequence[str] = ("s3cret",)


@dataclass
class Played:
    """A product that answers from an example, or the same to everything; what it was asked, and its clock."""

    example: Example
    instead: Callable[[httpx2.Request], httpx2.Response] | None = None
    asked: list[httpx2.Request] = field(default_factory=list)
    now: float = 0.0

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        found = self.example.answers.get((request.method, request.url.path))
        is_token = request.url.path.endswith(TOKENS)
        if self.instead is not None and not is_token:
            return self.instead(request)
        return httpx2.Response(404) if found is None else httpx2.Response(200, json=found)

    def bodies(self, method: str, path: str) -> list[str]:
        return [one.content.decode() for one in self.asked if (one.method, one.url.path) == (method, path)]

    def connector(self, kind: str) -> Connector:
        client = httpx2.AsyncClient(transport=httpx2.MockTransport(self.answer))
        means = Means(client=lambda: client, seconds=lambda: self.now)
        made = set_up({kind: dict(self.example.settings)}, named=lambda _: None, means=means)
        assert made.problems == ()
        (connector,) = made.connectors
        return connector


def paths_of(answer: Any) -> Iterable[tuple[Any, ...]]:
    """To each field, however deep."""
    pairs = answer.items() if isinstance(answer, dict) else enumerate(answer) if isinstance(answer, list) else ()
    for key, value in pairs:
        yield (key,)
        yield from ((key, *deeper) for deeper in paths_of(value))


def put(answer: Any, path: tuple[Any, ...], value: Any) -> Any:
    """The same answer, but with this value there."""
    first, *rest = path
    copied = copy(answer)
    copied[first] = put(answer[first], tuple(rest), value) if rest else value
    return copied
