"""Set up, from the command, from App Home and from a message that found no channel."""

import asyncio
import logging

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from blocks import gaps, ids
from blocks import setup as blocks
from escalation import rights
from escalation.desk import require_lead
from escalation.errors import NotAllowed
from escalation.kinds import TargetTeam
from escalation.people import TeamSetUp
from listeners.room import FOR_ONE_PERSONS_EYES, Payload, Room, name_in, values_of, where, who

log = logging.getLogger(__name__)

SECURITYS = f"setup.{TargetTeam.SECURITY}.channel"


def register(app: AsyncApp, room: Room) -> None:
    listeners = SetUpListeners(room)
    app.action(ids.Action.SET_UP)(listeners.open)
    app.action(ids.Action.TEST_BRIEF)(listeners.test)
    app.view(ids.View.SET_UP)(listeners.save)


class SetUpListeners:
    """Opens Set up, keeps what was chosen, sends test briefs."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def open(
        self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext, respond: AsyncRespond
    ) -> None:
        failure = await open_set_up(self._room, client, context, str(body["trigger_id"]), name_in(body))
        if failure and body.get("response_url"):
            self._room.answer(respond, text=failure)
        await ack()

    async def save(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        workspace = where(context)
        person = await self._room.person(workspace, who(context), name=name_in(body))
        before = await self._room.off_loop(self._room.desk.set_up, workspace)
        chosen = blocks.read(body["view"], before)
        shown = SECURITYS in values_of(body["view"])
        security = chosen.teams.get(TargetTeam.SECURITY, TeamSetUp()).channel if shown else None
        found = await self._room.people.channel(workspace, security) if security else None
        if found and not found.is_private:
            said = "Security's channel has to be private: this one is public, so nothing would be posted there."
            await ack(response_action="errors", errors={SECURITYS: said})
            return
        try:
            sent = await self._room.off_loop(self._room.desk.choose, chosen, by=person, workspace=workspace)
        except NotAllowed as refusal:
            await ack(response_action="update", view=gaps.done(str(refusal), title="Set up"))
            return
        self._room.tasks.start(self._room.policies.refresh(workspace))
        self._room.poke()
        waited = f" {sent} that waited for a channel are on their way." if sent else ""
        await ack(response_action="update", view=gaps.done(f"Saved.{waited}", title="Set up"))

    async def test(self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        """The answer stands in the form, as it has no message to be answered in."""
        team = TargetTeam(str(body["actions"][0]["selected_option"]["value"]))
        workspace = where(context)
        person = await self._room.person(workspace, who(context), name=name_in(body))
        try:
            await self._room.off_loop(self._room.desk.send_test_brief, team, by=person, workspace=workspace)
        except NotAllowed as refusal:
            said = str(refusal)
        else:
            self._room.poke()
            said = f"A test brief for {team} is on its way."
        try:
            async with asyncio.timeout(FOR_ONE_PERSONS_EYES):
                await client.views_push(trigger_id=str(body["trigger_id"]), view=gaps.done(said, title="Set up"))
        except (SlackApiError, TimeoutError, aiohttp.ClientError) as failure:
            log.warning("answer not shown", extra={"code": type(failure).__name__})
        await ack()


async def open_set_up(
    room: Room, client: AsyncWebClient, context: AsyncBoltContext, trigger: str, name: str
) -> str | None:
    """Opens it for admins and leads. Returns why not, in words for the person."""
    workspace = where(context)
    person = room.people.known_person(workspace, who(context)) or await room.person(workspace, who(context), name=name)
    chosen = await room.off_loop(room.desk.set_up, workspace)
    try:
        require_lead(person, chosen, room.policies.current(workspace))
        async with asyncio.timeout(FOR_ONE_PERSONS_EYES):
            groups = await room.groups(workspace)
            changed = await room.off_loop(room.desk.last_change, workspace)
            policy = await room.off_loop(room.desk.policy, workspace)
            theirs = rights.may_place_security(person, policy)
            view = blocks.modal(chosen, policy, groups=groups, changed=changed, with_security=theirs)
            await client.views_open(trigger_id=trigger, view=view)
    except NotAllowed as refusal:
        return str(refusal)
    except (SlackApiError, TimeoutError, aiohttp.ClientError):
        return "Set up could not be opened just now. Please try again."
    return None
