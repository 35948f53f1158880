"""App Home: drawn when someone opens it."""

import asyncio
import logging
from collections.abc import Sequence

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from blocks import home as blocks
from blocks import ids
from escalation.desk import require_lead
from escalation.errors import NotAllowed
from escalation.kinds import TargetTeam, WorkspaceId
from escalation.people import Person
from escalation.policy import is_id
from escalation.ports import TeamReach
from listeners.room import FOR_ONE_PERSONS_EYES, Payload, Room, where, who

log = logging.getLogger(__name__)


def register(app: AsyncApp, room: Room) -> None:
    home = HomeListener(room)
    app.event("app_home_opened")(home.opened)
    app.action(ids.Action.HOME_PAGE)(home.turn)
    app.action(ids.Action.HOME_FIRST)(home.turn)


class HomeListener:
    """Publishes after the acknowledgement: nobody waits for it with a timer."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def opened(self, event: Payload, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        if event.get("tab", "home") == "home":
            self._room.tasks.start(self._publish(client, context))

    async def turn(self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        self._room.tasks.start(self._publish(client, context, skip=int(body["actions"][0]["value"])))
        await ack()

    async def _publish(self, client: AsyncWebClient, context: AsyncBoltContext, *, skip: int = 0) -> None:
        workspace = where(context)
        viewer = await self._room.viewer(workspace, who(context), {})
        try:
            found = await self._room.off_loop(self._room.desk.list_for, viewer, skip=skip, workspace=workspace)
        except NotAllowed as refusal:
            view = blocks.for_guests(str(refusal))
        else:
            leads = await self._leads(viewer.person, workspace)
            reach = await reach_of(self._room, workspace) if leads else ()
            tools = self._room.tool_states() if leads else ((), ())
            view = blocks.view(found, reach, tools, now=self._room.desk.now(), command=self._room.command, leads=leads)
        try:
            async with asyncio.timeout(FOR_ONE_PERSONS_EYES):
                await client.views_publish(user_id=viewer.person.id, view=view)
        except (SlackApiError, TimeoutError, aiohttp.ClientError) as failure:
            log.warning("Home not drawn", extra={"code": type(failure).__name__})

    async def _leads(self, person: Person, workspace: WorkspaceId) -> bool:
        chosen = await self._room.off_loop(self._room.desk.set_up, workspace)
        try:
            require_lead(person, chosen, self._room.policies.current(workspace))
        except NotAllowed:
            return False
        return True


async def reach_of(room: Room, workspace: WorkspaceId) -> Sequence[TeamReach]:
    """Whether each team can be reached, and why not."""
    policy = room.policies.current(workspace)
    return [await _reach(room, workspace, team, policy.channel_for(team)) for team in TargetTeam]


async def _reach(room: Room, workspace: WorkspaceId, team: TargetTeam, channel: str | None) -> TeamReach:
    if channel is None:
        return TeamReach(team=team, channel=None, problem="no channel is chosen")
    found = await room.people.channel(workspace, channel)
    if found is None:
        known = (
            "I can't see this channel: invite me"
            if is_id(channel)
            else "there is no channel of this name that I can see"
        )
        return TeamReach(team=team, channel=channel, problem=known)
    problems = (
        (found.is_archived, "it is archived"),
        (found.is_shared, "it is shared with another company"),
        (found.is_private and not found.is_member, "I am not in it: invite me"),
        (
            team is TargetTeam.SECURITY and not found.is_private,
            "it is public, so nothing is posted there: Security's has to be private",
        ),
    )
    return TeamReach(team=team, channel=channel, problem=next((said for holds, said in problems if holds), None))
