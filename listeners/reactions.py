"""👀 on a card is an acknowledgement; taken away within ten minutes, it never was one."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from blocks import ids
from escalation.drafts import MessageRef
from escalation.errors import NotAllowed
from escalation.kinds import ChannelId, EscalationId
from listeners.room import Payload, Room, where, who


def register(app: AsyncApp, room: Room) -> None:
    listeners = ReactionListeners(room)
    app.event("reaction_added")(listeners.added)
    app.event("reaction_removed")(listeners.removed)


class ReactionListeners:
    """Other emoji, and reactions on anything but a card, are none of our business."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def added(self, event: Payload, context: AsyncBoltContext) -> None:
        if event.get("reaction") == ids.EYES:
            self._room.tasks.start(self._acknowledge(event, context))

    async def removed(self, event: Payload, context: AsyncBoltContext) -> None:
        if event.get("reaction") == ids.EYES:
            self._room.tasks.start(self._take_back(event, context))

    async def _acknowledge(self, event: Payload, context: AsyncBoltContext) -> None:
        number = await self._card(event, context)
        if number is None:
            return
        viewer = await self._room.viewer(where(context), who(context), _reacted_in(event))
        try:
            await self._room.off_loop(self._room.desk.acknowledge, number, viewer, workspace=where(context))
        except NotAllowed:
            return  # a look by someone who cannot take it, or too late, is just a look
        self._room.poke()

    async def _take_back(self, event: Payload, context: AsyncBoltContext) -> None:
        number = await self._card(event, context)
        if number is None:
            return
        viewer = await self._room.viewer(where(context), who(context), _reacted_in(event))
        await self._room.off_loop(self._room.desk.take_back, number, viewer, workspace=where(context))
        self._room.poke()

    async def _card(self, event: Payload, context: AsyncBoltContext) -> EscalationId | None:
        item = event.get("item") or {}
        if item.get("type") != "message":
            return None
        ref = MessageRef(channel=ChannelId(str(item["channel"])), ts=str(item["ts"]))
        return await self._room.off_loop(self._room.desk.card_at, ref, workspace=where(context))


def _reacted_in(event: Payload) -> Payload:
    """Whoever reacts to a message can read where it stands."""
    return {"channel": {"id": event["item"]["channel"]}}
