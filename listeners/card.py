"""What is pressed on a card and in the messages around it."""

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond

from blocks import ids
from escalation.errors import NotAllowed
from escalation.kinds import EscalationId
from listeners.room import Payload, Room, where, who


def register(app: AsyncApp, room: Room) -> None:
    listeners = CardListeners(room)
    app.action(ids.Action.TRY_AGAIN)(listeners.try_again)
    app.action(ids.Action.OPEN_LINK)(listeners.follow)


class CardListeners:
    """Each press finds its escalation by number, in the workspace of the signed request."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def try_again(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext, respond: AsyncRespond) -> None:
        number = EscalationId(int(body["actions"][0]["value"]))
        viewer = await self._room.viewer(where(context), who(context), body)
        try:
            sent = await self._room.off_loop(self._room.desk.try_again, number, viewer, workspace=where(context))
        except NotAllowed as refusal:
            self._room.refuse(respond, refusal)
        else:
            self._room.poke()
            said = f"{sent.label} is on its way again. If it fails once more, you hear of it here."
            self._room.answer(respond, text=said)
        await ack()

    async def follow(self, ack: AsyncAck) -> None:
        """A link opens by itself; Slack tells us all the same."""
        await ack()
