"""Notes on the ticket, over real HTTP: written once, seen there, and the closing step ticked by itself."""

from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from sandbox import Person, Sandbox, story
from tests.journeys.conftest import Program
from tests.journeys.steps import CHECKOUT, LEAK, arrives, card_with, escalates, hears, said_in_thread

NUMBER = "4711"


@pytest.fixture
async def bot(program: Program, sandbox: Sandbox, tmp_path: Path) -> None:
    """With a support desk that takes notes."""
    file = tmp_path / "escalation.toml"
    table = f'kind = "hubspot"\ntoken = "env:DESK"\nwrite = true\napi_url = "{sandbox.url}/tools/desk"\n'
    file.write_text(f"[connectors.desk]\n{table}", encoding="utf-8")
    await program.starts(config=file, others={"DESK": SecretStr("s3cret")})


async def noted(sandbox: Sandbox, words: str) -> list[str]:
    """The notes on the ticket, once the newest has these words."""
    await sandbox.until(lambda: words in "".join(sandbox.support_desk.on(NUMBER)[-1:]))
    return sandbox.support_desk.on(NUMBER)


@pytest.mark.usefixtures("bot")
async def test_a_ticket_hears_of_its_escalation_and_of_the_outcome(sandbox: Sandbox, maya: Person, ada: Person) -> None:
    await escalates(maya, CHECKOUT, ticket=NUMBER)
    card = await arrives(sandbox)
    (first,) = await noted(sandbox, "escalated to Engineering by Maya")
    assert f"/archives/{story.ENG_ESCALATIONS}/p" in first

    await ada.presses("Acknowledge", message_ts=card.ts, channel=card.channel)
    await card_with(sandbox, card.channel, "Ada has it")
    await ada.presses("Mark resolved", message_ts=card.ts, channel=card.channel)
    await ada.fills({"resolve.cause": "<b>Bad</b> deploy, rolled back"})
    await ada.submits()

    notes = await noted(sandbox, "was resolved by Ada")
    assert len(notes) == 2
    assert "Cause: &lt;b&gt;Bad&lt;/b&gt; deploy, rolled back" in notes[-1]
    await said_in_thread(sandbox, card, f"✓ Ticket {NUMBER} updated in desk")
    async with aiohttp.ClientSession() as session, session.get(f"{sandbox.url}/tools/desk/tickets/{NUMBER}") as page:
        shown = await page.text()
    assert "Cause: &lt;b&gt;Bad&lt;/b&gt; deploy" in shown


@pytest.mark.usefixtures("bot")
async def test_of_security_no_ticket_hears(sandbox: Sandbox, maya: Person) -> None:
    await escalates(maya, LEAK, ticket=NUMBER)
    await arrives(sandbox, story.SECURITY_ESCALATIONS)
    await escalates(maya, CHECKOUT, ticket="4712")
    await sandbox.until(lambda: bool(sandbox.support_desk.on("4712")))
    assert sandbox.support_desk.on(NUMBER) == []


@pytest.mark.usefixtures("bot")
async def test_a_desk_that_refuses_is_told_to_the_reporter(sandbox: Sandbox, maya: Person) -> None:
    sandbox.support_desk.refuses = True
    await escalates(maya, CHECKOUT, ticket=NUMBER)
    told = await hears(sandbox, maya, "could not be written")
    assert "desk does not let us in (403)" in told.words
