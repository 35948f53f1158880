"""Asking six tools at once: against the slowest of them, and against the deadline where two never answer.

    .venv/bin/python benches/gathering.py

Real connectors over real HTTP on this machine; each tool answers after a time of its own. The first answer is when
facts stand in the form; the whole is when the place below it is final.
"""

import asyncio
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aiohttp import web
from pydantic import SecretStr

from benches.measuring import LOOPBACK, Figure, median, percentile, started_as, told
from connectors.outside import Outside
from connectors.product import Means
from connectors.register import set_up
from escalation.evidence import gather, query_of
from escalation.intake import read
from escalation.sources import Connector

ROUNDS = 20
TEXT = "API returns 500 on checkout for Acme Corp since Monday, blocks all orders"
ANSWER_AFTER: Mapping[str, float] = {"a": 0.05, "b": 0.1, "c": 0.15, "d": 0.2, "e": 0.3, "f": 0.4}
NEVER = 60.0
DEADLINE = 1.0


async def _answers(request: web.Request) -> web.Response:
    """The last two hang where the path says so."""
    name, is_patient = request.match_info["name"], request.match_info["how"] == "all"
    hangs = name in {"e", "f"} and not is_patient
    await asyncio.sleep(NEVER if hangs else ANSWER_AFTER[name])
    issue = {
        "number": 1,
        "title": "Checkout answers 500",
        "state": "open",
        "html_url": f"http://{request.host}/{name}/1",
        "updated_at": "2026-11-20T10:00:00Z",
    }
    return web.json_response({"total_count": 1, "incomplete_results": False, "items": [issue]})


async def _served() -> tuple[web.AppRunner, str]:
    served = web.Application()
    served.add_routes([web.get("/{how}/{name}/search/issues", _answers)])
    runner = web.AppRunner(served, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, LOOPBACK, 0).start()
    return runner, f"http://{LOOPBACK}:{runner.addresses[0][1]}"


def _connectors(url: str, how: str, means: Means) -> tuple[Connector, ...]:
    tables = {
        name: {"kind": "github", "token": "bench", "repos": f"acme/{name}", "api_url": f"{url}/{how}/{name}"}
        for name in ANSWER_AFTER
    }
    return set_up(tables, named=lambda _: SecretStr("bench"), means=means).connectors


async def _one(connectors: tuple[Connector, ...]) -> tuple[float, float, int]:
    """Seconds to the first answer, seconds to the whole, and how many were named as missing."""
    begun, first = time.perf_counter(), list[float]()
    query = query_of(read(TEXT))
    evidence = await gather(
        connectors,
        query,
        now=lambda: datetime.now(UTC),
        within=DEADLINE,
        at_first=lambda _: first.append(time.perf_counter() - begun),
    )
    return first[0], time.perf_counter() - begun, len(evidence.missing)


async def _measured() -> list[Figure]:
    runner, url = await _served()
    try:
        async with Outside() as outside:
            means = Means(client=outside.client, seconds=lambda: 0.0)  # no pauses: each round is the first
            everyone = [await _one(_connectors(url, "all", means)) for _ in range(ROUNDS)]
            hanging = [await _one(_connectors(url, "some", means)) for _ in range(ROUNDS)]
    finally:
        await runner.cleanup()
    slowest, fastest = max(ANSWER_AFTER.values()), min(ANSWER_AFTER.values())
    whole, late = [one[1] for one in everyone], [one[1] for one in hanging]
    return [
        Figure("missing_of_two_that_hang", median([one[2] for one in hanging]), "tools", at_least=2),
        Figure("first_answer_against_the_fastest", median([one[0] for one in everyone]) - fastest, "s more"),
        Figure("first_answer_where_two_hang", median([one[0] for one in hanging]), "s"),
        Figure("whole_against_the_slowest", median(whole) / slowest, "times", at_most=1.5),
        Figure("past_the_deadline_p50", median(late) - DEADLINE, "s", at_most=0.25),
        Figure("past_the_deadline_p95", percentile(late, 95) - DEADLINE, "s", at_most=0.25),
    ]


def main() -> None:
    started_as("gathering")
    told(*asyncio.run(_measured()))


if __name__ == "__main__":
    main()
