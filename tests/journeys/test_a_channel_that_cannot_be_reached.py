"""Nowhere to go: archived, private, shared, revoked, never chosen. Nothing is lost, and the reporter hears why."""

from pathlib import Path

import pytest

import app
from escalation.kinds import ChannelId, TargetTeam, UserId
from escalation.people import SetUp, TeamSetUp
from running.trial import SET_UP
from sandbox import Person, Sandbox, story
from tests.journeys.conftest import Program
from tests.journeys.steps import (
    CHECKOUT,
    LEAK,
    a_minute_passes,
    arrives,
    brief_of,
    comes_to,
    doubled,
    escalates,
    hears,
    is_told,
    posts,
)

WITH_LEAD = TeamSetUp(lead=UserId(story.SAM))


@pytest.fixture
def way() -> str:
    return "socket"


def engineering_in(channel: str) -> SetUp:
    place = TeamSetUp(channel=ChannelId(channel), lead=UserId(story.LEA))
    return SET_UP.model_copy(update={"teams": {**SET_UP.teams, TargetTeam.ENGINEERING: place}})


@pytest.mark.parametrize(
    ("channel", "why"),
    [
        (story.OLD_ESCALATIONS, "is archived"),
        (story.ENG_PRIVATE, "invite me"),
        (story.SHARED_GLOBEX, "is shared with another company"),
        ("C0NEVERWAS", "is not there"),
    ],
)
async def test_it_goes_to_the_fallback_and_the_reporter_hears_why(
    program: Program, sandbox: Sandbox, maya: Person, channel: str, why: str
) -> None:
    await program.starts(set_up=engineering_in(channel))

    await escalates(maya)

    card = await arrives(sandbox, story.SUPPORT_LEADS)
    told = await hears(sandbox, maya, "saved but not posted")
    assert "API returns 500" in brief_of(sandbox, card)
    assert why in told.words
    assert story.SUPPORT_LEADS in told.words
    assert told.buttons == ["Try again", "Choose a channel"]
    assert doubled(sandbox) == []


async def test_a_refused_channel_is_tried_again_once_it_takes_messages(
    program: Program, sandbox: Sandbox, maya: Person, ada: Person
) -> None:
    await program.starts(set_up=engineering_in(story.ENG_PRIVATE).model_copy(update={"fallback": None}))
    await escalates(maya)
    told = await hears(sandbox, maya, "saved but not posted")

    await ada.invites(story.BOT, story.ENG_PRIVATE)
    await maya.presses("Try again", message_ts=told.ts)

    card = await arrives(sandbox, story.ENG_PRIVATE)
    assert "API returns 500" in brief_of(sandbox, card)
    await hears(sandbox, maya, "ESC-1 is with Engineering")


async def test_trying_again_in_vain_says_why_once_more(program: Program, sandbox: Sandbox, maya: Person) -> None:
    await program.starts(set_up=engineering_in(story.OLD_ESCALATIONS).model_copy(update={"fallback": None}))
    await escalates(maya)
    told = await hears(sandbox, maya, "saved but not posted")

    await maya.presses("Try again", message_ts=told.ts)

    await sandbox.until(lambda: len([one for one in maya.dm if "saved but not posted" in one.words]) == 2)


async def test_what_stands_in_the_fallback_is_not_sent_again(program: Program, sandbox: Sandbox, maya: Person) -> None:
    await program.starts(set_up=engineering_in(story.OLD_ESCALATIONS))
    await escalates(maya)
    await arrives(sandbox, story.SUPPORT_LEADS)
    told = await hears(sandbox, maya, "saved but not posted")

    await maya.presses("Try again", message_ts=told.ts)

    said = await sandbox.until(lambda: next((one for one in maya.sees(told.channel) if one.only_for), None))
    assert said is not None
    assert "has been posted" in said.words


async def test_another_channel_is_chosen_and_it_goes_there(
    program: Program, sandbox: Sandbox, maya: Person, kim: Person
) -> None:
    await program.starts(set_up=engineering_in(story.OLD_ESCALATIONS).model_copy(update={"fallback": None}))
    await escalates(maya)
    told = await hears(sandbox, maya, "saved but not posted")
    at_installers = await hears(sandbox, kim, "saved but not posted")

    await kim.presses("Choose a channel", message_ts=at_installers.ts)
    await kim.fills({"setup.Engineering.channel": story.ENG_ESCALATIONS})
    await kim.submits()
    await maya.presses("Try again", message_ts=told.ts)

    await arrives(sandbox)


async def test_a_public_channel_is_joined(program: Program, sandbox: Sandbox, maya: Person) -> None:
    await program.starts(set_up=engineering_in(story.UNJOINED))

    await escalates(maya)

    await arrives(sandbox, story.UNJOINED)
    assert story.BOT in sandbox.workspace.channels[story.UNJOINED].members
    assert sandbox.messages(story.SUPPORT_LEADS) == []


@pytest.mark.parametrize(
    "channel", [story.OLD_ESCALATIONS, story.ENG_PRIVATE, story.SHARED_GLOBEX, story.UNJOINED, story.ENG_ESCALATIONS]
)
async def test_security_goes_to_its_lead_and_never_to_the_fallback(
    program: Program, sandbox: Sandbox, maya: Person, sam: Person, channel: str
) -> None:
    place = WITH_LEAD.model_copy(update={"channel": ChannelId(channel)})
    await program.starts(set_up=SET_UP.model_copy(update={"teams": {**SET_UP.teams, TargetTeam.SECURITY: place}}))

    await escalates(maya, LEAK)

    card = await hears(sandbox, sam, "Globex")
    told = await hears(sandbox, maya, "ESC-1")
    await sandbox.until(lambda: sandbox.thread(card.channel, card.ts))
    assert sandbox.messages(story.SUPPORT_LEADS) == []
    assert "Globex" not in told.words
    assert {entry.channel for entry in posts(sandbox)} <= {card.channel, told.channel}


async def test_once_securitys_channel_is_public_nothing_more_of_it_is_said_there(
    program: Program, sandbox: Sandbox, maya: Person, sam: Person
) -> None:
    await program.starts(set_up=SET_UP)
    await escalates(maya, LEAK)
    card = await arrives(sandbox, story.SECURITY_ESCALATIONS)
    await sandbox.until(lambda: sandbox.thread(card.channel, card.ts))
    before = len(sandbox.thread(card.channel, card.ts))

    sandbox.workspace.channels[story.SECURITY_ESCALATIONS].is_private = False
    await sam.presses("Acknowledge", message_ts=card.ts)

    told = await hears(sandbox, sam, "is public")
    assert "Globex" not in told.words
    assert len(sandbox.thread(card.channel, card.ts)) == before


async def test_a_public_channel_is_not_taken_for_security_in_set_up(program: Program, kim: Person) -> None:
    await program.starts(set_up=SetUp(installer=UserId(story.KIM)))
    await kim.types("/escalate setup", channel=story.SUPPORT)

    await kim.fills({"setup.Security.channel": story.ENG_ESCALATIONS})
    await kim.submits()

    assert kim.modal is not None
    assert "Security's channel has to be private" in str(kim.modal.errors)


async def test_security_without_a_channel_goes_to_its_lead(
    program: Program, sandbox: Sandbox, maya: Person, sam: Person
) -> None:
    await program.starts(set_up=SET_UP.model_copy(update={"teams": {TargetTeam.SECURITY: WITH_LEAD}}))

    await escalates(maya, LEAK)

    card = await hears(sandbox, sam, "Globex")
    await sandbox.until(lambda: sandbox.thread(card.channel, card.ts))
    await hears(sandbox, maya, "ESC-1 is with Security")


async def test_security_that_reaches_nobody_does_not_say_that_it_did(
    program: Program, sandbox: Sandbox, maya: Person, kim: Person
) -> None:
    await program.starts(set_up=SetUp(installer=UserId(story.KIM)))

    await escalates(maya, LEAK)

    hers = await hears(sandbox, maya, "ESC-1 is saved")
    theirs = await hears(sandbox, kim, "ESC-1 is saved")
    assert hers.buttons == theirs.buttons == ["Choose a channel"]
    assert "Globex" not in "".join(one.words for one in kim.dm)
    assert not [one for one in maya.dm if "is with Security" in one.words]


async def test_without_any_channel_the_brief_waits_with_its_reporter_and_goes_out_once_one_is_chosen(
    program: Program, sandbox: Sandbox, maya: Person, kim: Person
) -> None:
    await program.starts(set_up=None)
    await escalates(maya)
    told = await hears(sandbox, maya, "No channel is set up for Engineering yet")
    assert told.buttons == ["Choose a channel"]
    await hears(sandbox, maya, "Issue Description")

    await kim.types("/escalate setup", channel=story.SUPPORT)
    await kim.fills({"setup.L2 Support.channel": story.L2_SUPPORT, "setup.Engineering.channel": story.ENG_ESCALATIONS})
    await kim.submits()
    assert kim.modal is not None
    assert kim.modal.words == "Saved. 1 that waited for a channel are on their way."

    card = await arrives(sandbox)
    assert "API returns 500" in brief_of(sandbox, card)
    assert doubled(sandbox) == []


async def test_one_channel_is_the_fallback_of_all_teams_but_security(
    program: Program, sandbox: Sandbox, maya: Person
) -> None:
    only = {TargetTeam.L2_SUPPORT: TeamSetUp(channel=ChannelId(story.L2_SUPPORT))}
    await program.starts(set_up=SetUp(teams=only, installer=UserId(story.KIM)))

    await escalates(maya)

    await arrives(sandbox, story.L2_SUPPORT)


async def test_a_revoked_token_loses_nothing_and_it_goes_out_once_we_are_let_in_again(
    program: Program, sandbox: Sandbox, maya: Person, database: str
) -> None:
    bot = await program.starts()
    await maya.types(f"/escalate {CHECKOUT}")
    sandbox.fails("error", error="token_revoked", times=10_000)
    await maya.submits()
    await maya.submits()
    await comes_to(bot, lambda all_: "token_revoked" in (all_[0].reason or "") if all_ else False)

    sandbox.api.faults.clear()
    a_minute_passes(database)

    assert "API returns 500" in brief_of(sandbox, await arrives(sandbox))
    await hears(sandbox, maya, "ESC-1 is with Engineering")


async def test_a_card_whose_thread_is_gone_before_the_brief_came_is_told_and_can_be_sent_again(
    program: Program, sandbox: Sandbox, maya: Person, kim: Person
) -> None:
    await program.starts()
    await escalates(maya)
    card = await sandbox.until(lambda: next(iter(sandbox.messages(story.ENG_ESCALATIONS)), None))
    assert card is not None
    kim.deletes(story.ENG_ESCALATIONS, card.ts)

    told = await hears(sandbox, maya, "lost the card")
    await maya.presses("Try again", message_ts=told.ts)

    again = await arrives(sandbox)
    assert again.ts != card.ts
    assert "API returns 500" in brief_of(sandbox, again)
    assert len(sandbox.messages(story.ENG_ESCALATIONS)) == 1


async def test_a_test_brief_that_cannot_arrive_is_told_to_who_sent_it(
    program: Program, sandbox: Sandbox, kim: Person
) -> None:
    await program.starts(set_up=engineering_in(story.OLD_ESCALATIONS))
    await kim.types("/escalate setup", channel=story.SUPPORT)

    await kim.selects("setup.test", "Engineering")

    told = await hears(sandbox, kim, "test brief")
    assert "is archived" in told.words


async def test_a_policy_file_names_channels_and_locks_them(
    program: Program, sandbox: Sandbox, maya: Person, kim: Person, tmp_path: Path
) -> None:
    file = tmp_path / "escalation.toml"
    file.write_text('[teams.engineering]\nchannel = "#leadership-escalations"\n', encoding="utf-8")
    await program.starts(config=file)

    await escalates(maya)
    await arrives(sandbox, story.LEADERSHIP_ESCALATIONS)
    await kim.types("/escalate setup", channel=story.SUPPORT)

    assert kim.modal is not None
    assert f"Channel: {story.LEADERSHIP_ESCALATIONS} (set in the file)" in kim.modal.words
    assert "setup.Engineering.channel" not in kim.modal.inputs
    assert "setup.Product.channel" in kim.modal.inputs


@pytest.mark.usefixtures("bot")
async def test_set_up_is_refused_to_everyone_but_leads_and_admins(maya: Person, nora: Person, kim: Person) -> None:
    shown = await maya.types("/escalate setup", channel=story.SUPPORT)
    assert shown.words.startswith("Set up is for workspace admins")
    assert maya.modal is None

    for lead in (nora, kim):
        await lead.types("/escalate setup", channel=story.SUPPORT)
        assert lead.modal is not None
        assert lead.modal.title == "Set up"


async def test_choose_a_channel_is_refused_to_a_reporter_who_leads_nothing(
    program: Program, sandbox: Sandbox, maya: Person
) -> None:
    await program.starts(set_up=engineering_in(story.OLD_ESCALATIONS))
    await escalates(maya)
    told = await hears(sandbox, maya, "saved but not posted")

    await maya.presses("Choose a channel", message_ts=told.ts)

    await is_told(sandbox, maya, "Set up is for workspace admins", told.channel)
    assert maya.modal is None


@pytest.mark.usefixtures("bot")
async def test_a_test_brief_arrives_and_belongs_to_no_escalation(sandbox: Sandbox, kim: Person) -> None:
    await kim.types("/escalate setup", channel=story.SUPPORT)

    await kim.selects("setup.test", "Product")

    await sandbox.until(lambda: sandbox.messages(story.PRODUCT_ESCALATIONS))
    [said] = sandbox.messages(story.PRODUCT_ESCALATIONS)
    assert said.words.startswith("Test brief for Product")
    assert list((said.metadata or {})["event_payload"]) == ["letter"]
    assert kim.modal is not None
    assert "A test brief for Product is on its way." in kim.modal.words


async def test_what_set_up_shows_comes_back_as_it_was(bot: app.Bot, sandbox: Sandbox, kim: Person) -> None:
    before = bot.desk.set_up(bot.identity.workspace)
    await kim.types("/escalate setup", channel=story.SUPPORT)

    await kim.submits()

    assert bot.desk.set_up(bot.identity.workspace) == before
    assert sandbox.notes == []
