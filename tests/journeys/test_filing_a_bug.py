"""File a bug, over real HTTP: filled from the brief, filed once, and named where people look."""

from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from sandbox import Person, Sandbox
from tests.journeys.conftest import Program
from tests.journeys.steps import CHECKOUT, arrives, brief_of, card_with, escalates, hears


@pytest.fixture
async def bot(program: Program, sandbox: Sandbox, tmp_path: Path) -> None:
    """With a tracker that may be written to."""
    file = tmp_path / "escalation.toml"
    table = 'kind = "github"\ntoken = "env:GH"\nrepos = "acme/app"\nwrite = true\n'
    place = f'api_url = "{sandbox.url}/tools/tracker"\n'
    file.write_text(f"[connectors.tracker]\n{table}{place}", encoding="utf-8")
    await program.starts(config=file, others={"GH": SecretStr("s3cret")})


@pytest.mark.usefixtures("bot")
async def test_a_bug_is_filed_from_the_brief_and_another_issue_linked(
    sandbox: Sandbox, maya: Person, ada: Person
) -> None:
    await escalates(maya, CHECKOUT)
    card = await arrives(sandbox)
    (brief,) = [one for one in sandbox.thread(card.channel, card.ts) if "File a bug" in str(one.blocks)]

    await ada.presses("File a bug", message_ts=brief.ts, channel=card.channel)
    await ada.fills({"bug.title": "Checkout answers <b>500</b>", "bug.text": "1. Pay as @ada"})
    await ada.submits()

    await card_with(sandbox, card.channel, "acme/app#901")
    await sandbox.until(lambda: "Ada filed it as acme/app#901" in brief_of(sandbox, card))
    await sandbox.until(lambda: "Checkout answers <b>500</b> (tracker, open)" in brief_of(sandbox, card))
    (issue,) = sandbox.issue_tracker.issues
    assert issue["body"].startswith("```text\n1. Pay as @ada\n```")
    async with aiohttp.ClientSession() as session, session.get(issue["html_url"]) as page:
        assert "Checkout answers &lt;b&gt;500&lt;/b&gt;" in await page.text()

    await ada.presses("File a bug", message_ts=brief.ts, channel=card.channel)
    await ada.fills({"bug.existing": "acme/app#901"})
    await ada.submits()
    await sandbox.until(lambda: "Ada linked acme/app#901" in brief_of(sandbox, card))
    assert len(sandbox.issue_tracker.issues) == 1
    assert len(sandbox.issue_tracker.comments) == 1


@pytest.mark.usefixtures("bot")
async def test_an_issue_that_is_not_there_comes_back_to_whoever_linked_it(
    sandbox: Sandbox, maya: Person, ada: Person
) -> None:
    await escalates(maya, CHECKOUT)
    card = await arrives(sandbox)
    (brief,) = [one for one in sandbox.thread(card.channel, card.ts) if "File a bug" in str(one.blocks)]
    await ada.presses("File a bug", message_ts=brief.ts, channel=card.channel)
    await ada.fills({"bug.existing": "acme/app#404"})
    await ada.submits()
    told = await hears(sandbox, ada, "acme/app#404 could not be linked in tracker")
    assert "tracker does not have it" in told.words
