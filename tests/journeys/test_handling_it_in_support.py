"""Handle in support? The form offers it with its reasons; both ways on are one click, and what was typed stays."""

from typing import cast

import pytest

import app
from escalation.ports import Handled
from sandbox import Face, Person, Sandbox, story
from tests.journeys.steps import CUSTOMER, ISSUE, OUTAGE, SEVERITY, arrives, sends

HOW_TO = "How do I export the audit log for Acme Corp?"
OFFER = "This may be quicker in support."


def modal(person: Person) -> Face:
    assert person.modal is not None
    return person.modal


async def record(bot: app.Bot) -> list[Handled]:
    def look() -> list[Handled]:
        with bot.store.read(bot.identity.workspace) as tx:
            return list(tx.handled_since(bot.desk.now().replace(year=2000), limit=10))

    return cast("list[Handled]", await bot.off_loop(look))


async def test_handled_in_support_it_is_recorded_and_can_be_taken_up_again(
    bot: app.Bot, sandbox: Sandbox, maya: Person
) -> None:
    await maya.types(f"/escalate {HOW_TO}", channel=story.SUPPORT)
    assert OFFER in modal(maya).words
    assert 'They need guidance, not a fix: "How do I".' in modal(maya).words
    assert "Nothing in your text asks for another team." in modal(maya).words
    await maya.fills({CUSTOMER: "Acme Corp; Globex"}, dispatch=False)

    await maya.presses("Handle in support")

    assert "Recorded: handled in support. If it fails, type /escalate again" in modal(maya).words
    await maya.closes()
    (only,) = await record(bot)
    assert (only.by, only.draft.customers) == (maya.id, ("Acme Corp", "Globex"))
    assert sandbox.messages(story.L2_SUPPORT) == []

    offered = await maya.types("/escalate", channel=story.SUPPORT)
    await maya.closes()
    await maya.presses("Continue", message_ts=offered.ts, channel=story.SUPPORT)
    assert modal(maya).value(ISSUE) == HOW_TO
    assert OFFER not in modal(maya).words
    await sends(maya)
    assert "export the audit log" in (await arrives(sandbox, story.L2_SUPPORT)).words


async def test_escalating_anyway_is_one_click_and_keeps_what_was_typed(
    bot: app.Bot, sandbox: Sandbox, maya: Person
) -> None:
    await maya.types(f"/escalate {HOW_TO}", channel=story.SUPPORT)
    await maya.fills({CUSTOMER: "Globex"}, dispatch=False)

    await maya.presses("Escalate anyway")

    assert OFFER not in modal(maya).words
    assert modal(maya).value(CUSTOMER) == "Globex"
    await sends(maya)
    assert "Globex" in (await arrives(sandbox, story.L2_SUPPORT)).words
    assert await record(bot) == []


@pytest.mark.usefixtures("bot")
async def test_sent_past_the_offer_it_is_escalated(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {HOW_TO}", channel=story.SUPPORT)
    assert OFFER in modal(maya).words

    await sends(maya)

    assert "export the audit log" in (await arrives(sandbox, story.L2_SUPPORT)).words


@pytest.mark.usefixtures("bot")
async def test_a_colleague_s_message_is_offered_the_same(maya: Person, jonas: Person) -> None:
    said = await jonas.types(HOW_TO, channel=story.SUPPORT)

    await maya.uses_message_shortcut("escalate_message", channel=story.SUPPORT, ts=said.ts)

    assert OFFER in modal(maya).words
    await maya.presses("Handle in support")

    assert "Recorded: handled in support." in modal(maya).words


@pytest.mark.usefixtures("bot")
async def test_made_critical_it_is_no_longer_offered(maya: Person) -> None:
    await maya.types(f"/escalate {HOW_TO}", channel=story.SUPPORT)

    await maya.selects(SEVERITY, "Critical")

    assert OFFER not in modal(maya).words


@pytest.mark.usefixtures("bot")
async def test_an_outage_is_never_held_back(maya: Person) -> None:
    await maya.types(f"/escalate {OUTAGE}", channel=story.SUPPORT)

    assert OFFER not in modal(maya).words
