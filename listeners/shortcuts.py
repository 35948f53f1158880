"""The two shortcuts. The one on a message is the only way in from a thread, where Slack refuses commands."""

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from blocks import ids, private
from escalation.drafts import Draft, Source
from escalation.intake import read
from escalation.kinds import ChannelId, UserId
from escalation.masking import masked
from listeners.conversations import last_messages, put_in, quoted, with_names
from listeners.forms import Opened, Opening, open_form
from listeners.room import Payload, Room, where, who


def register(app: AsyncApp, room: Room) -> None:
    listeners = ShortcutListeners(room)
    app.shortcut(ids.Shortcut.GLOBAL)(listeners.anywhere)
    app.shortcut(ids.Shortcut.MESSAGE)(listeners.on_message)


class ShortcutListeners:
    """Both open the form; the one on a message brings the message along."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def anywhere(self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext) -> None:
        await open_form(self._room, client, self._opening(body, context, Draft()))
        await ack()

    async def on_message(
        self, ack: AsyncAck, body: Payload, client: AsyncWebClient, context: AsyncBoltContext, respond: AsyncRespond
    ) -> None:
        source = _source(body)
        opening = self._opening(
            body,
            context,
            read(_text(body["message"]), self._room.names(where(context))).model_copy(update={"source": source}),
        )
        opened = await open_form(self._room, client, opening)
        if opened.view:
            self._room.tasks.start(self._look_around(body, client, opening, opened))
        elif opened.failure:
            self._room.tasks.start(_given_back(opened.failure, opening, respond))
        await ack()

    def _opening(self, body: Payload, context: AsyncBoltContext, draft: Draft) -> Opening:
        return Opening(
            id=self._room.desk.new_draft(),
            draft=draft,
            by=who(context),
            workspace=where(context),
            trigger=str(body["trigger_id"]),
        )

    async def _look_around(self, body: Payload, client: AsyncWebClient, opening: Opening, opened: Opened) -> None:
        """After the form is open: is the conversation private, what else stands in the thread, who wrote it."""
        source = opening.draft.source
        person = await self._room.people.person(opening.workspace, opening.by)
        if source is None or (person and not person.may_take_part):
            return
        place = await self._room.people.channel(opening.workspace, source.channel)
        thread = body["message"].get("thread_ts")
        messages = await last_messages(client, source.channel, str(thread)) if thread else ()
        found = source.model_copy(
            update={
                "is_private": place is None or place.is_private or place.is_direct,
                "channel_name": place.name if place else source.channel_name,
                "messages": await with_names(self._room, messages or source.messages, opening.workspace),
            }
        )
        await put_in(self._room, client, opening, found, opened)


async def _given_back(failure: str, opening: Opening, respond: AsyncRespond) -> None:
    answer = private.form_failed(failure, text=opening.draft.issue, draft=opening.id)
    await respond(**answer, response_type="ephemeral", replace_original=False)


def _source(body: Payload) -> Source:
    message, channel = body["message"], body.get("channel") or {}
    author = message.get("user")
    return Source(
        channel=ChannelId(str(channel.get("id", ""))),
        channel_name=str(channel.get("name") or ""),
        permalink=_permalink(body),
        messages=(quoted(message),),
        author=UserId(str(author)) if author else None,
        is_private=str(channel.get("name") or "") in {"directmessage", "privategroup"},
    )


def _permalink(body: Payload) -> str:
    """Built from the payload: the workspace's domain, the channel, the moment; a reply names its thread too."""
    domain = (body.get("team") or {}).get("domain")
    channel, message = (body.get("channel") or {}).get("id"), body["message"]
    if not domain or not channel:
        return ""
    link = f"https://{domain}.slack.com/archives/{channel}/p{str(message['ts']).replace('.', '')}"
    thread = message.get("thread_ts")
    return f"{link}?thread_ts={thread}&cid={channel}" if thread and thread != message["ts"] else link


def _text(message: Payload) -> str:
    return masked(str(message.get("text") or ""))
