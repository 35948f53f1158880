"""The two shortcuts. The one on a message is the only way in from a thread, where Slack refuses commands."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from blocks import ids, private
from escalation.errors import NotFound
from escalation.intake import read
from escalation.models import ChannelId, Draft, QuotedMessage, Source, UserId, WorkspaceId
from escalation.ports import KeptDraft
from escalation.readable import readable
from listeners.forms import Opened, Opening, draw_again, open_form
from listeners.room import FOR_ONE_PERSONS_EYES, Payload, Room, where, who

log = logging.getLogger(__name__)

LAST_MESSAGES = 10


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
        if source is None:
            return
        place = await self._room.people.channel(opening.workspace, source.channel)
        messages = await _thread(body["message"], client, source.channel)
        named = await self._with_names(messages or source.messages, opening.workspace)
        found = source.model_copy(
            update={
                "is_private": place is None or place.is_private or place.is_direct,
                "channel_name": place.name if place else source.channel_name,
                "messages": named,
            }
        )
        await self._put_in(found, client, opening, opened)

    async def _put_in(self, source: Source, client: AsyncWebClient, opening: Opening, opened: Opened) -> None:
        """Into the draft as it is by now: the person may have typed meanwhile, or be done with the form."""
        try:
            kept = await self._kept(opening)
            kept = kept.model_copy(update={"draft": kept.draft.model_copy(update={"source": source})})
            await self._room.off_loop(self._room.desk.keep_draft, opening.workspace, kept)
            kept = await self._kept(opening)
        except NotFound:
            return
        if kept.opened is None and kept.handled_at is None:
            await draw_again(self._room, client, kept, opening.workspace, str(opened.view), hash=opened.hash)

    async def _kept(self, opening: Opening) -> KeptDraft:
        return await self._room.off_loop(self._room.desk.draft, opening.id, by=opening.by, workspace=opening.workspace)

    async def _with_names(self, messages: Sequence[QuotedMessage], workspace: WorkspaceId) -> tuple[QuotedMessage, ...]:
        named = []
        for one in messages:
            author = await self._room.people.person(workspace, one.author_id) if one.author_id else None
            named.append(one.model_copy(update={"author": author.name}) if author else one)
        return tuple(named)


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
        messages=(_quoted(message),),
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


def _quoted(message: Payload) -> QuotedMessage:
    author = message.get("user")
    return QuotedMessage(
        author=str(message.get("username") or author or "someone"),
        author_id=UserId(str(author)) if author else None,
        text=readable(_text(message)),
        ts=str(message["ts"]),
    )


def _text(message: Payload) -> str:
    return str(message.get("text") or "")


async def _thread(message: Payload, client: AsyncWebClient, channel: str) -> tuple[QuotedMessage, ...]:
    """The thread's last messages; none where we may not read it, which costs the ticking only."""
    thread = message.get("thread_ts")
    if not thread:
        return ()
    try:
        async with asyncio.timeout(FOR_ONE_PERSONS_EYES):
            answer: Any = await client.conversations_replies(channel=channel, ts=str(thread), limit=200)
    except (SlackApiError, TimeoutError, aiohttp.ClientError) as failure:
        log.info("thread not read", extra={"code": type(failure).__name__})
        return ()
    return tuple(_quoted(one) for one in answer.get("messages") or ())[-LAST_MESSAGES:]
