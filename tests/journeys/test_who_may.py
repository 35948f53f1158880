"""Guests, people of other companies and bots: refused at every door, with a sentence that says who can."""

from typing import Any

import pytest

from sandbox import Person, Sandbox, payloads, story
from sandbox.dispatch import Answer
from tests.journeys.steps import CHECKOUT, ISSUE, arrives, escalates, hears, posts

pytestmark = pytest.mark.usefixtures("bot")

REFUSED = "Guests and people of other companies can't escalate. Please ask a full member of your workspace."


async def sends_command(sandbox: Sandbox, user: str, text: str) -> Answer:
    """As Slack would for someone whose own client has no such command; they may have one all the same."""
    room = sandbox.workspace.channels[story.SHARED_GLOBEX]
    payload: dict[str, Any] = payloads.command(sandbox.workspace, user, room, "/escalate", text)
    payload["trigger_id"] = sandbox.triggers.issue(user, channel=room.id)
    payload["response_url"] = f"{sandbox.url}/response/none"
    return await sandbox.dispatcher.ask("slash_commands", payload, accepts_response=True)


async def test_a_guests_form_is_turned_away_and_their_next_command_answered(sandbox: Sandbox, gus: Person) -> None:
    await gus.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)
    await sandbox.until(lambda: gus.modal and gus.modal.words == REFUSED)
    await gus.closes()

    assert (await gus.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)).words == REFUSED
    assert gus.modal is None


async def test_a_guest_who_sends_the_form_is_refused(sandbox: Sandbox, gus: Person) -> None:
    sandbox.fails("hang", method="views.update")
    await gus.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)
    assert gus.modal is not None
    assert gus.modal.value(ISSUE) == CHECKOUT

    await gus.submits()
    if gus.modal and gus.modal.title == "Before it goes out":
        await gus.submits()

    assert gus.modal is not None
    assert gus.modal.words == REFUSED
    assert posts(sandbox) == []


@pytest.mark.parametrize("text", ["list", "list all"])
async def test_a_guest_sees_no_list(gus: Person, text: str) -> None:
    assert (await gus.types(f"/escalate {text}", channel=story.SUPPORT)).words == REFUSED


async def test_a_guest_sees_no_escalation_even_where_they_read_the_channel(
    sandbox: Sandbox, maya: Person, gus: Person
) -> None:
    await escalates(maya)
    await arrives(sandbox)

    shown = await gus.types("/escalate show ESC-1", channel=story.SUPPORT)

    assert "API returns 500" not in shown.words


@pytest.mark.parametrize("id", [story.GUS, story.OTTO])
async def test_home_shows_a_guest_and_a_stranger_nothing(sandbox: Sandbox, maya: Person, id: str) -> None:
    await escalates(maya)
    await arrives(sandbox)
    person = sandbox.person(id)

    await person.opens_home()

    home = await sandbox.until(lambda: person.home)
    assert home is not None
    assert home.words == REFUSED


async def test_home_shows_a_member_what_is_open_and_a_lead_which_teams_can_be_reached(
    sandbox: Sandbox, maya: Person, nora: Person
) -> None:
    await escalates(maya)
    await arrives(sandbox)

    await maya.opens_home()
    await nora.opens_home()
    hers, the_leads = await sandbox.until(lambda: maya.home and nora.home and (maya.home, nora.home)) or (None, None)

    assert hers is not None
    assert "ESC-1" in hers.words
    assert "Set up" not in hers.buttons
    assert the_leads is not None
    assert f"Engineering: {story.ENG_ESCALATIONS}, reachable" in the_leads.words


@pytest.mark.parametrize("text", ["list", "show ESC-1", "setup", CHECKOUT])
async def test_a_stranger_gets_nothing_whatever_they_type(sandbox: Sandbox, maya: Person, text: str) -> None:
    await escalates(maya)
    await hears(sandbox, maya, "ESC-1 is with")
    before = len(posts(sandbox))

    answer = await sends_command(sandbox, story.OTTO, text)
    stranger = sandbox.person(story.OTTO)
    await sandbox.until(lambda: stranger.modal is None or stranger.modal.words == REFUSED)

    assert "API returns 500" not in str(answer.body)
    assert answer.trouble == ""
    assert len(posts(sandbox)) == before


async def test_a_bot_cannot_escalate(sandbox: Sandbox) -> None:
    await sends_command(sandbox, story.BOT, CHECKOUT)
    bot = sandbox.person(story.BOT)

    await sandbox.until(lambda: bot.modal and bot.modal.words == REFUSED)


@pytest.mark.parametrize("way", ["http"], indirect=True)
async def test_a_request_that_is_not_signed_is_refused(sandbox: Sandbox, maya: Person) -> None:
    sandbox._http.secret = "somebody else's"

    assert "failed" in (await maya.types(f"/escalate {CHECKOUT}")).error
    assert maya.modal is None
