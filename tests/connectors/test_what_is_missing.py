"""Whatever a product leaves out or leaves empty: a fault of ours it is never."""

import asyncio
import copy
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest

from connectors.register import KINDS
from escalation.sources import SourceFailed
from tests.connectors.examples import Example, Played, Route
from tests.connectors.test_every_connector import calls

Path = Sequence[str | int]
INSTEAD: tuple[Any, ...] = (None, {}, 7)


def places(told: Any, path: Path = ()) -> Iterator[Path]:
    """Each value in an answer; of a list's entries the first."""
    if isinstance(told, dict):
        for key, value in told.items():
            yield from ((*path, key), *places(value, (*path, key)))
    elif isinstance(told, list) and told:
        yield from ((*path, 0), *places(told[0], (*path, 0)))


def with_instead(told: Any, path: Path, value: Any) -> Any:
    changed = copy.deepcopy(told)
    *above, last = path
    inner = changed
    for key in above:
        inner = inner[key]
    inner[last] = value
    return changed


async def askers(kind: str, example: Example, route: Route) -> list[int]:
    """Which of the connector's calls ask for this."""
    found = []
    for number in range(len(calls(kind, Played(example)))):
        played = Played(example)
        await calls(kind, played)[number]()
        if route in [(one.method, one.url.path) for one in played.asked]:
            found.append(number)
    return found


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("value", INSTEAD, ids=repr)
async def test_any_value_of_an_answer_may_be_empty_or_of_another_type(kind: str, value: Any) -> None:
    example: Example = import_module(f"tests.connectors.example_{kind}").EXAMPLE
    faults = []
    for route, told in example.answers.items():
        numbers = await askers(kind, example, route)
        for path in places(told):
            changed = {**example.answers, route: with_instead(told, path, value)}
            for number in numbers:
                call = calls(kind, Played(replace(example, answers=changed)))[number]
                came = (await asyncio.gather(call(), return_exceptions=True))[0]
                if isinstance(came, Exception) and not isinstance(came, SourceFailed):
                    faults.append(f"{route} {path}: {came!r}")
    assert faults == []
