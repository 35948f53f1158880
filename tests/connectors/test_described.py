"""Each request holds against its vendor's description, however strictly somebody takes it."""

import contextlib
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import httpx2
import pytest

from escalation.sources import Link, SourceFailed
from tests.connectors.described import DESCRIBED, call, described
from tests.connectors.examples import QUERY, Example, Played
from tests.connectors.test_every_connector import BUG
from tests.connectors.written import TRACKERS, example_of

LINK = Link(url=f"{BUG.link}", title="Escalation ESC-12", mark=BUG.mark, letter=BUG.letter, at=BUG.at)


@pytest.fixture(params=sorted(DESCRIBED))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def calls(tool: Any, example: Example) -> list[Callable[[], Any]]:
    if not hasattr(tool, "find_issues"):
        return [tool.check, lambda: tool.find_articles(QUERY, limit=5)]
    bug = BUG.model_copy(update={"place": tool.places[0]})
    return [
        tool.check,
        lambda: tool.find_issues(QUERY, limit=5),
        lambda: tool.get_issue(example.known),
        lambda: tool.create_issue(bug),
        lambda: tool.find_created(bug),
        lambda: tool.link_issue(example.known, LINK),
    ]


async def asked_by(kind: str) -> list[httpx2.Request]:
    """All that it asks and writes; how that is answered is not what counts here."""
    example = example_of(kind) if kind in TRACKERS else import_module(f"tests.connectors.example_{kind}").EXAMPLE
    played = Played(example)
    for made in calls(played.connector(kind), example):
        with contextlib.suppress(SourceFailed):
            await made()
    return played.asked


async def test_all_that_is_asked_and_written_is_described(kind: str) -> None:
    asked = await asked_by(kind)
    names = [described(kind, request) for request in asked]
    assert set(names) == set(DESCRIBED[kind])
    assert [
        (name, fault)
        for name, request in zip(names, asked, strict=True)
        for fault in DESCRIBED[kind][name].faults(request)
    ] == []


async def test_each_request_says_who_asks_and_what_it_reads(kind: str) -> None:
    for request in await asked_by(kind):
        assert request.headers["User-Agent"] == "escalation-desk"
        assert request.headers["Accept"] in {"application/json", "application/vnd.github+json"}
        assert request.headers["Authorization"].startswith(("Bearer ", "Basic "))


SEARCH = call({"q": ".+", "per_page": "[0-9]+"}, {"title": str, "object": {"url": str}}, needs="q")


@pytest.mark.parametrize(
    ("query", "body", "fault"),
    [
        ({"q": "x"}, {"title": "x", "object": {"url": "x"}}, []),
        ({}, {}, ["q is missing"]),
        ({"q": "x", "size": "3"}, {}, ["size=3"]),
        ({"q": "x", "size": ""}, {}, ["size="]),
        ({"q": ["x", "y"]}, {}, ["a parameter stands there twice"]),
        ({"q": "x", "per_page": "many"}, {}, ["per_page=many"]),
        ({"q": "x"}, {"title": 7}, ["title: 7"]),
        ({"q": "x"}, {"state": "open"}, ["state: 'open'"]),
        ({"q": "x"}, {"object": {"href": "x"}}, ["href: 'x'"]),
        ({"q": "x"}, {"object": []}, ["object is no object"]),
    ],
)
def test_what_is_not_described_is_a_fault(query: Mapping[str, Any], body: Any, fault: list[str]) -> None:
    request = httpx2.Request("POST", "https://api.example", params=query, json=body)
    assert list(SEARCH.faults(request)) == fault


@pytest.mark.parametrize("sent", [{"json": {"title": "x"}}, {"data": {"title": "x"}}])
def test_a_body_where_none_is_described_is_a_fault(sent: Mapping[str, Any]) -> None:
    request = httpx2.Request("POST", "https://api.example", params={"q": "x"}, **sent)
    assert "it takes no such body" in list(call({"q": ".+"}).faults(request))
