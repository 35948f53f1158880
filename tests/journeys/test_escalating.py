"""The whole way: a command, a form filled from its text, a card with its brief, and word to the reporter."""

import pytest

import app
from sandbox import Person, Sandbox, story
from tests.journeys.conftest import Program
from tests.journeys.steps import CHECKOUT, OUTAGE, arrives, brief_of, escalates, hears

ENGINEERING = story.ENG_ESCALATIONS


@pytest.mark.parametrize("database", ["sqlite", "postgres"], indirect=True)
@pytest.mark.usefixtures("bot")
async def test_a_command_becomes_a_card_with_its_brief_and_word_to_the_reporter(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)
    assert maya.modal is not None
    assert maya.modal.value("draft.issue") == CHECKOUT
    assert maya.modal.value("draft.customer") == "Acme Corp"
    assert (maya.modal.value("draft.severity"), maya.modal.value("draft.target")) == ("High", "Engineering")

    await maya.submits()
    await maya.presses("Post as it is")

    card = await arrives(sandbox)
    told = await hears(sandbox, maya, "ESC-1 is with Engineering")
    assert card.words.startswith("🟠 High: API returns 500 on checkout for Acme Corp")
    assert "Customers affected: Acme Corp" in brief_of(sandbox, card)
    assert "Open in channel" in told.buttons


@pytest.mark.usefixtures("bot")
async def test_every_message_carries_its_escalation_and_its_letter_and_nothing_else(
    sandbox: Sandbox, maya: Person
) -> None:
    await escalates(maya)
    card = await arrives(sandbox)
    told = await hears(sandbox, maya, "ESC-1")

    messages = [card, *sandbox.thread(ENGINEERING, card.ts), told]
    found = [one.metadata or {} for one in messages]
    assert {one["event_type"] for one in found} == {"escalation_notice"}
    assert {tuple(one["event_payload"]) for one in found} == {("escalation", "letter")}
    assert {one["event_payload"]["escalation"] for one in found} == {"ESC-1"}
    assert len({one["event_payload"]["letter"] for one in found}) == len(messages)


@pytest.mark.usefixtures("bot")
async def test_a_text_with_issue_and_customer_is_posted_in_two_taps(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}")

    await maya.submits()
    await maya.presses("Post as it is")

    assert (await arrives(sandbox)).words.startswith("🟠 High")
    assert maya.modal is not None
    assert maya.modal.words == "ESC-1 is on its way. You get a message with the link."


@pytest.mark.usefixtures("bot")
async def test_what_was_posted_leaves_nothing_open_behind_it(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}")
    await maya.submits()
    await maya.presses("Post as it is")

    await maya.closes()
    assert maya.modal is None
    assert sandbox.notes == []


@pytest.mark.usefixtures("bot")
async def test_a_critical_one_calls_the_teams_group_and_a_high_one_nobody(sandbox: Sandbox, maya: Person) -> None:
    await escalates(maya, OUTAGE)
    critical = await arrives(sandbox)
    await escalates(maya)
    high = await sandbox.until(
        lambda: next((one for one in sandbox.messages(ENGINEERING) if "High" in one.words), None)
    )

    assert f"{story.ENG_ONCALL} ESC-1 needs you." in critical.words
    assert high is not None
    assert story.ENG_ONCALL not in high.words


async def test_numbers_go_on_after_a_restart(bot: app.Bot, sandbox: Sandbox, maya: Person, program: Program) -> None:
    assert bot.identity.workspace == sandbox.story.team_id
    await escalates(maya)
    await arrives(sandbox)
    await program.ends()
    await program.starts()

    await escalates(maya, "Exports time out for Northwind, no workaround")
    await hears(sandbox, maya, "ESC-2 is with")
