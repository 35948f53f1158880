"""What other tools know comes into the thread and the brief, over real HTTP, and holds nobody up."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from pydantic import SecretStr

from sandbox import Message, Person, Sandbox, story
from tests.connectors.example_github import EXAMPLE
from tests.journeys.conftest import Program
from tests.journeys.steps import CHECKOUT, LEAK, arrives, brief_of, escalates

TITLE = "<!channel> & *Checkout* answers 500"


@dataclass
class Tracker:
    """GitHub's search, as far as it is asked here. `status` is what it answers with."""

    status: int = 200
    asked: list[str] = field(default_factory=list)
    url: str = ""

    async def search(self, request: web.Request) -> web.Response:
        self.asked.append(request.query["q"])
        if self.status != web.HTTPOk.status_code:
            return web.Response(status=self.status)
        answer: dict[str, Any] = dict(EXAMPLE.answers["GET", "/search/issues"])
        return web.json_response({**answer, "items": [{**answer["items"][0], "title": TITLE}]})


@pytest.fixture
async def tracker() -> AsyncIterator[Tracker]:
    product, served = Tracker(), web.Application()
    served.add_routes([web.get("/search/issues", product.search)])
    runner = web.AppRunner(served)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    product.url = f"http://{host}:{port}"
    yield product
    await runner.cleanup()


@pytest.fixture
async def bot(program: Program, tracker: Tracker, tmp_path: Path) -> None:
    """With a tracker that answers, and a second one at a place where nobody is."""
    file = tmp_path / "escalation.toml"
    file.write_text(
        f'[connectors.github]\ntoken = "env:GH"\nrepos = "acme/shop"\napi_url = "{tracker.url}"\n'
        '[connectors.other]\nkind = "github"\ntoken = "env:GH"\nrepos = "acme/old"\napi_url = "http://127.0.0.1:9"\n',
        encoding="utf-8",
    )
    await program.starts(config=file, others={"GH": SecretStr("s3cret")})


@pytest.mark.usefixtures("bot")
async def test_a_lead_sees_at_home_which_tools_answer(sandbox: Sandbox, maya: Person, nora: Person) -> None:
    await escalates(maya, CHECKOUT)
    await said_in_thread(sandbox, await arrives(sandbox), "What other tools know")

    await maya.opens_home()
    await nora.opens_home()
    hers, the_leads = await sandbox.until(lambda: maya.home and nora.home and (maya.home, nora.home)) or (None, None)

    assert the_leads is not None
    assert "github: answered, " in the_leads.words
    assert "other (github): is not available (ConnectError), " in the_leads.words
    assert hers is not None
    assert "github" not in hers.words


async def said_in_thread(sandbox: Sandbox, card: Message, words: str) -> Message:
    def said() -> Message | None:
        return next((one for one in sandbox.thread(card.channel, card.ts) if words in one.words), None)

    found = await sandbox.until(said)
    assert found is not None
    return found


@pytest.mark.usefixtures("bot")
async def test_a_known_issue_comes_into_the_thread_and_the_brief(
    sandbox: Sandbox, maya: Person, tracker: Tracker, caplog: pytest.LogCaptureFixture
) -> None:
    await escalates(maya, CHECKOUT)

    card = await arrives(sandbox)
    told = await said_in_thread(sandbox, card, "What other tools know")
    assert f"Tracker: {TITLE} (github, open, ada)" in told.words
    assert "Searched: github by the telling words in the issues of acme/shop, and has more." in told.words
    assert "Not known: other is not available (ConnectError)." in told.words
    await sandbox.until(
        lambda: f"{TITLE} (github, open, ada) https://github.com/acme/shop/issues/81" in brief_of(sandbox, card)
    )
    assert "is:issue repo:acme/shop" in tracker.asked[0]
    assert "s3cret" not in caplog.text


@pytest.mark.usefixtures("bot")
async def test_a_tool_that_fails_is_named_and_holds_nobody_up(sandbox: Sandbox, maya: Person, tracker: Tracker) -> None:
    tracker.status = 500

    await escalates(maya, CHECKOUT)

    card = await arrives(sandbox)
    told = await said_in_thread(sandbox, card, "nothing found in other tools")
    assert "github is not available (500)" in told.words


@pytest.mark.usefixtures("bot")
async def test_of_security_no_other_tool_is_asked(sandbox: Sandbox, maya: Person, tracker: Tracker) -> None:
    await escalates(maya, LEAK)
    card = await arrives(sandbox, story.SECURITY_ESCALATIONS)
    await escalates(maya, CHECKOUT)
    await said_in_thread(sandbox, await arrives(sandbox), "What other tools know")

    assert len(tracker.asked) == 1
    assert "other tools" not in brief_of(sandbox, card)
