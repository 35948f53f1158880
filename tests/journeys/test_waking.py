"""At night a Critical wakes whoever is on duty: over real HTTP, whatever their product answers."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from pydantic import SecretStr

from sandbox import Person, Sandbox
from tests.journeys.conftest import Program
from tests.journeys.steps import OUTAGE, arrives, escalates, hears

NIGHT = timedelta(hours=14)


@dataclass
class OnCall:
    """A paging product. It answers with these, in order, and with 202 from then on; "hang" is no answer at all."""

    answers: list[int | str] = field(default_factory=list)
    heard: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""

    async def call(self, request: web.Request) -> web.Response:
        self.heard.append(await request.json())
        answer = self.answers.pop(0) if self.answers else 202
        if isinstance(answer, int):
            return web.Response(status=answer, headers={"Retry-After": "0"})
        assert request.transport is not None
        request.transport.close()
        return web.Response()


@pytest.fixture
async def on_call() -> AsyncIterator[OnCall]:
    product, served = OnCall(), web.Application()
    served.add_routes([web.post("/page/{key}", product.call)])
    runner = web.AppRunner(served)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    product.url = f"http://{host}:{port}/page/s3cret"
    yield product
    await runner.cleanup()


@pytest.fixture
async def at_night(program: Program, sandbox: Sandbox, on_call: OnCall, tmp_path: Path) -> None:
    file = tmp_path / "escalation.toml"
    file.write_text('[teams.engineering]\npage_webhook = "env:PAGE_ENGINEERING"\npage = "+49 30 1234567"\n')
    sandbox.clock.advance(NIGHT)
    await program.starts(config=file, others={"PAGE_ENGINEERING": SecretStr(on_call.url)})


@pytest.mark.usefixtures("at_night")
async def test_whoever_is_on_duty_is_called_once_and_the_thread_says_so(
    sandbox: Sandbox, maya: Person, on_call: OnCall, caplog: pytest.LogCaptureFixture
) -> None:
    await escalates(maya, OUTAGE)

    card = await arrives(sandbox, replies=2)
    assert "on-call is paged too (+49 30 1234567)" in card.words
    assert sandbox.thread(card.channel, card.ts)[-1].words == "On-call for Engineering was paged, outside Slack."
    (call,) = on_call.heard
    assert call["title"].startswith("ESC-1 Critical: ")
    assert call["link"].endswith(f"/archives/{card.channel}/p{card.ts.replace('.', '')}")
    assert "s3cret" not in caplog.text


@pytest.mark.usefixtures("at_night")
async def test_a_busy_one_is_called_again_and_knows_it_for_the_same(
    sandbox: Sandbox, maya: Person, on_call: OnCall
) -> None:
    on_call.answers += [503, 429, "hang", 500]

    await escalates(maya, OUTAGE)
    await sandbox.until(lambda: len(on_call.heard) == 5)

    card = await arrives(sandbox, replies=2)
    assert len({one["dedup_key"] for one in on_call.heard}) == 1
    said = [one.words for one in sandbox.thread(card.channel, card.ts)]
    assert len([words for words in said if "was paged" in words]) == 1


@pytest.mark.usefixtures("at_night")
async def test_a_call_that_is_refused_is_left_to_people(sandbox: Sandbox, maya: Person, on_call: OnCall) -> None:
    on_call.answers.append(404)

    await escalates(maya, OUTAGE)

    said = await hears(sandbox, maya, "could not be paged")
    assert said.words == (
        "ESC-1: on-call for Engineering could not be paged: the webhook answered 404. Please call: +49 30 1234567"
    )
    card = await arrives(sandbox, replies=2)
    line = sandbox.thread(card.channel, card.ts)[-1].words
    assert line.endswith(
        "On-call for Engineering could not be paged: the webhook answered 404. Please call: +49 30 1234567"
    )


async def test_by_day_nobody_is_called_who_is_at_work(
    program: Program, sandbox: Sandbox, maya: Person, on_call: OnCall, tmp_path: Path
) -> None:
    file = tmp_path / "escalation.toml"
    file.write_text(f'[teams.engineering]\npage_webhook = "{on_call.url}"\n')
    await program.starts(config=file)

    await escalates(maya, OUTAGE)
    await arrives(sandbox)
    await hears(sandbox, maya, "ESC-1")

    assert on_call.heard == []
