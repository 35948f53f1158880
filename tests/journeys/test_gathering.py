"""What other tools know comes into the thread and the brief, over real HTTP, and holds nobody up."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox import Person, Sandbox, story
from tests.journeys.conftest import Program
from tests.journeys.other_tools import FIRST, OTHERS, TITLE, Tool, answering, policy, shows
from tests.journeys.steps import CHECKOUT, LEAK, arrives, brief_of, escalates, said_in_thread, sends


@pytest.fixture
def tracker() -> Tool:
    return Tool()


@pytest.fixture
async def bot(program: Program, tracker: Tool, tmp_path: Path) -> AsyncIterator[None]:
    """With a tracker that answers, and a second one at a place where nobody is."""
    async with answering({"shop": tracker}) as url:
        file = policy(tmp_path, url, ("shop",))
        nobody = 'kind = "github"\ntoken = "env:GH"\nrepos = "acme/old"\napi_url = "http://127.0.0.1:9"\n'
        file.write_text(f"{file.read_text()}[connectors.other]\n{nobody}", encoding="utf-8")
        await program.starts(config=file, others=OTHERS)
        yield
        await program.ends()


@pytest.mark.usefixtures("bot")
async def test_a_lead_sees_at_home_which_tools_answer(sandbox: Sandbox, maya: Person, nora: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)
    await shows(sandbox, maya, "Not known")

    await maya.opens_home()
    await nora.opens_home()
    hers, the_leads = await sandbox.until(lambda: maya.home and nora.home and (maya.home, nora.home)) or (None, None)

    assert the_leads is not None
    assert "shop (github): answered, " in the_leads.words
    assert "other (github): is not available (ConnectError), " in the_leads.words
    assert hers is not None
    assert "github" not in hers.words


@pytest.mark.usefixtures("bot")
async def test_a_known_issue_comes_into_the_thread_and_the_brief(
    sandbox: Sandbox, maya: Person, tracker: Tool, caplog: pytest.LogCaptureFixture
) -> None:
    await maya.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)
    await shows(sandbox, maya, "Not known")
    await maya.selects(FIRST, ["shop:issue:acme/shop#81"], block_id=FIRST)
    await sends(maya)

    card = await arrives(sandbox)
    told = await said_in_thread(sandbox, card, "What other tools know")
    assert f"Tracker: {TITLE} (shop, open, ada)" in told.words
    assert "Searched: shop by the telling words in the issues of acme/shop, and has more." in told.words
    assert "Not known: other is not available (ConnectError)." in told.words
    await sandbox.until(
        lambda: (
            f"{TITLE} (shop, open, ada, updated 20 Nov 2026) https://github.com/acme/shop/issues/81"
            in brief_of(sandbox, card)
        )
    )
    assert "is:issue repo:acme/shop" in tracker.asked[0]
    assert "s3cret" not in caplog.text


@pytest.mark.usefixtures("bot")
async def test_a_tool_that_fails_is_named_and_holds_nobody_up(sandbox: Sandbox, maya: Person, tracker: Tool) -> None:
    tracker.status = 500

    await escalates(maya, CHECKOUT)

    card = await arrives(sandbox)
    told = await said_in_thread(sandbox, card, "nothing found in other tools")
    assert "shop is not available (500)" in told.words


@pytest.mark.usefixtures("bot")
async def test_of_security_no_other_tool_is_asked(sandbox: Sandbox, maya: Person, tracker: Tool) -> None:
    await escalates(maya, LEAK)
    card = await arrives(sandbox, story.SECURITY_ESCALATIONS)
    await maya.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)
    await shows(sandbox, maya, "Not known")
    await sends(maya)
    await said_in_thread(sandbox, await arrives(sandbox), "Not known")

    assert len(tracker.asked) == 1
    assert "other tools" not in brief_of(sandbox, card)
