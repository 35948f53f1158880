"""The conversation that a draft is from, or that its text links to: read once the form is open, to be quoted from."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from escalation.discussions import discussions
from escalation.drafts import QuotedMessage, Source
from escalation.errors import NotFound
from escalation.kinds import ChannelId, UserId, WorkspaceId
from escalation.masking import masked
from escalation.ports import KeptDraft
from escalation.readable import readable
from listeners.forms import Opened, Opening, draw_again
from listeners.room import FOR_ONE_PERSONS_EYES, Payload, Room

log = logging.getLogger(__name__)

LAST_MESSAGES = 10


async def follow_link(room: Room, client: AsyncWebClient, opening: Opening, opened: Opened) -> None:
    """The first linked thread of a public channel that the bot is in. What stands in a private one is not for everyone
    who sees the form, and whoever typed the link need not be a member. Nothing is read for anyone but a full member of
    the workspace: a guest's form is turned away at the same time, and is not to come back with it."""
    named = next(iter(discussions(opening.draft.links)), None)
    if named is None or opening.draft.source is not None:
        return
    person = await room.people.person(opening.workspace, opening.by)
    if person is None or not person.may_take_part:
        return
    place = await room.people.channel(opening.workspace, named.channel)
    if place is None or place.is_private or place.is_direct:
        return
    messages = await last_messages(client, named.channel, named.thread)
    if messages:
        source = Source(
            channel=named.channel,
            channel_name=place.name,
            permalink=named.link,
            is_linked=True,
            messages=await with_names(room, messages, opening.workspace),
        )
        await put_in(room, client, opening, source, opened)


async def put_in(room: Room, client: AsyncWebClient, opening: Opening, source: Source, opened: Opened) -> None:
    """Into the draft as it is by now: the person may have typed meanwhile, or be done with the form."""
    try:
        kept = await _kept(room, opening)
        kept = kept.model_copy(update={"draft": kept.draft.model_copy(update={"source": source})})
        await room.off_loop(room.desk.keep_draft, opening.workspace, kept)
        kept = await _kept(room, opening)
    except NotFound:
        return
    if kept.opened is None and kept.handled_at is None:
        await draw_again(room, client, kept, opening.workspace, str(opened.view), hash=opened.hash)


async def _kept(room: Room, opening: Opening) -> KeptDraft:
    return await room.off_loop(room.desk.draft, opening.id, by=opening.by, workspace=opening.workspace)


async def with_names(
    room: Room, messages: Sequence[QuotedMessage], workspace: WorkspaceId
) -> tuple[QuotedMessage, ...]:
    named = []
    for one in messages:
        author = await room.people.person(workspace, one.author_id) if one.author_id else None
        named.append(one.model_copy(update={"author": author.name}) if author else one)
    return tuple(named)


async def last_messages(client: AsyncWebClient, channel: ChannelId, thread: str) -> tuple[QuotedMessage, ...]:
    """None where we may not read it, which costs the ticking only."""
    try:
        async with asyncio.timeout(FOR_ONE_PERSONS_EYES):
            answer: Any = await client.conversations_replies(channel=channel, ts=thread, limit=200)
    except (SlackApiError, TimeoutError, aiohttp.ClientError) as failure:
        log.info("thread not read", extra={"code": type(failure).__name__})
        return ()
    return tuple(quoted(one) for one in answer.get("messages") or ())[-LAST_MESSAGES:]


def quoted(message: Payload) -> QuotedMessage:
    author = message.get("user")
    return QuotedMessage(
        author=str(message.get("username") or author or "someone"),
        author_id=UserId(str(author)) if author else None,
        text=readable(masked(str(message.get("text") or ""))),
        ts=str(message["ts"]),
    )
