"""Who and what is in the workspace, asked of Slack and remembered for ten minutes. What it will not tell is None."""

import logging
import math
from collections.abc import Awaitable, Callable, Hashable
from datetime import UTC, datetime
from typing import Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from connectors.slack_answers import asked
from escalation.drafts import MessageRef
from escalation.errors import GiveUp, TryAgain, Unclear
from escalation.kinds import ChannelId, GroupId, UserId, WorkspaceId
from escalation.masking import masked
from escalation.models import News
from escalation.people import Channel, Person
from escalation.policy import is_id
from escalation.readable import readable

log = logging.getLogger(__name__)
T = TypeVar("T")

REMEMBERED = 600.0
"""Seconds."""
CHANNELS_REMEMBERED = 30.0
MOST = 10_000
"""Answers kept at once; then all are forgotten, which costs only new questions."""
PAGE = 200
MEMBERS = 1000
"""People on one page of a channel's, the most that Slack gives: a large channel is to be known in a press's time."""


class SlackDirectory:
    """Fits `Directory`. `machine_time` counts seconds."""

    def __init__(
        self,
        *,
        client_for: Callable[[WorkspaceId], AsyncWebClient],
        machine_time: Callable[[], float],
        keep: Callable[[WorkspaceId, Person], Awaitable[None]] | None = None,
        kept: Callable[[WorkspaceId, UserId], Awaitable[Person | None]] | None = None,
    ) -> None:
        """`keep` and `kept` remember people beyond this process, for when Slack cannot be asked."""
        self._client_for = client_for
        self._machine_time = machine_time
        self._keep = keep
        self._kept = kept
        self._known: dict[Hashable, tuple[float, Any]] = {}

    async def person(self, workspace: WorkspaceId, id: UserId) -> Person | None:
        async def ask() -> Person:
            answer = await asked(self._client_for(workspace).users_info(user=id))
            found = person_from(answer["user"], workspace)
            if self._keep:
                await self._keep(workspace, found)
            return found

        found = await self._remembered((workspace, "person", id), ask)
        return found or (await self._kept(workspace, id) if self._kept else None)

    def known_person(self, workspace: WorkspaceId, id: UserId) -> Person | None:
        """What is remembered, without asking: for the moment before a form opens."""
        kept = self._known.get((workspace, "person", id))
        return kept[1] if kept and isinstance(kept[1], Person) else None

    async def last_known_person(self, workspace: WorkspaceId, id: UserId) -> Person | None:
        """As they were when Slack last told, however long ago; for when it takes too long to ask."""
        return self.known_person(workspace, id) or (await self._kept(workspace, id) if self._kept else None)

    async def channel(self, workspace: WorkspaceId, id: str) -> Channel | None:
        if not is_id(id):
            return await self._by_name(workspace, id.removeprefix("#"))

        async def ask() -> Channel:
            answer = await asked(self._client_for(workspace).conversations_info(channel=id))
            return channel_from(answer["channel"])

        return await self._remembered((workspace, "channel", id), ask, seconds=CHANNELS_REMEMBERED)

    async def members(self, workspace: WorkspaceId, channel: ChannelId) -> frozenset[UserId] | None:
        async def ask() -> frozenset[UserId]:
            client = self._client_for(workspace)
            found = [
                one async for one in _pages(client.conversations_members, "members", channel=channel, limit=MEMBERS)
            ]
            return frozenset(UserId(str(one)) for one in found)

        key = (workspace, "members", channel)
        return await self._remembered(key, ask, seconds=CHANNELS_REMEMBERED, believed=REMEMBERED)

    async def by_email(self, workspace: WorkspaceId, email: str) -> UserId | None:
        """None too where the app may not look people up by their address. It is not logged, and not remembered."""
        try:
            answer = await asked(self._client_for(workspace).users_lookupByEmail(email=email))
        except (GiveUp, TryAgain, Unclear) as failure:
            log.info("nobody found by address", extra={"reason": str(failure)})
            return None
        found = person_from(answer["user"], workspace)
        return found.id if found.may_take_part else None

    async def group_members(self, workspace: WorkspaceId, group: GroupId) -> frozenset[UserId] | None:
        async def ask() -> frozenset[UserId]:
            answer = await asked(self._client_for(workspace).usergroups_users_list(usergroup=group))
            return frozenset(UserId(str(one)) for one in answer.get("users") or ())

        return await self._remembered((workspace, "group", group), ask, believed=REMEMBERED)

    def known_group(self, workspace: WorkspaceId, group: GroupId) -> frozenset[UserId] | None:
        """Its members as far as they are remembered, without asking."""
        kept = self._known.get((workspace, "group", group))
        return kept[1] if kept else None

    async def said_in_thread(self, workspace: WorkspaceId, card: MessageRef, *, since: datetime) -> list[News] | None:
        """Not remembered: it is asked when it matters."""
        oldest = f"{since.timestamp():.6f}"
        try:
            answer = await asked(
                self._client_for(workspace).conversations_replies(
                    channel=card.channel, ts=card.ts, oldest=oldest, limit=PAGE
                )
            )
        except (GiveUp, TryAgain, Unclear) as failure:
            log.info("thread not read", extra={"reason": str(failure)})
            return None
        said = [
            one
            for one in answer.get("messages") or ()
            if _is_persons(one, card) and float(one["ts"]) > since.timestamp()
        ]
        return [await self._news(workspace, one) for one in said]

    async def _news(self, workspace: WorkspaceId, message: dict[str, Any]) -> News:
        author = UserId(str(message["user"]))
        person = await self.person(workspace, author)
        at = datetime.fromtimestamp(float(message["ts"]), UTC)
        text = readable(masked(str(message.get("text") or "")))
        return News(text=text, at=at, by=author, by_name=person.name if person else "")

    async def groups(self, workspace: WorkspaceId) -> dict[str, str] | None:
        """The workspace's user groups: handle by id."""

        async def ask() -> dict[str, str]:
            answer = await asked(self._client_for(workspace).usergroups_list())
            return {str(one["id"]): str(one.get("handle") or one["id"]) for one in answer.get("usergroups") or ()}

        return await self._remembered((workspace, "groups"), ask)

    async def _by_name(self, workspace: WorkspaceId, name: str) -> Channel | None:
        async def ask() -> dict[str, Channel]:
            types = "public_channel,private_channel"
            call = self._client_for(workspace).conversations_list
            found = _pages(call, "channels", types=types, limit=PAGE, exclude_archived=False)
            return {one.name: one async for one in _channels(found)}

        names = await self._remembered((workspace, "names"), ask, seconds=CHANNELS_REMEMBERED)
        return names.get(name) if names else None

    async def _remembered(
        self,
        key: Hashable,
        ask: Callable[[], Awaitable[T]],
        *,
        seconds: float = REMEMBERED,
        believed: float = math.inf,
    ) -> T | None:
        """Not asked again for `seconds`; where Slack does not tell, the last answer counts until it is `believed` old.

        Rights come of who is in a group or a channel, so of those an old answer is none.
        """
        now = self._machine_time()
        kept = self._known.get(key)
        if kept and now - kept[0] < seconds:
            found: T = kept[1]
            return found
        try:
            answer = await ask()
        except (GiveUp, TryAgain, Unclear) as failure:
            # Going on is safe: an old answer is the best there is, and none costs that feature only.
            log.info("Slack did not tell", extra={"asked": str(key), "reason": str(failure)})
            return kept[1] if kept and now - kept[0] < believed else None
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[key] = (now, answer)
        return answer


def person_from(user: dict[str, Any], workspace: WorkspaceId) -> Person:
    profile = user.get("profile") or {}
    name = profile.get("display_name") or user.get("real_name") or profile.get("real_name") or user.get("name") or ""
    team = user.get("team_id")
    return Person(
        id=UserId(str(user["id"])),
        name=str(name),
        zone=user.get("tz") or None,
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        is_stranger=bool(user.get("is_stranger"))
        or (bool(team) and team != workspace and not user.get("enterprise_user")),
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_bot=bool(user.get("is_bot")),
    )


def channel_from(channel: dict[str, Any]) -> Channel:
    return Channel(
        id=ChannelId(str(channel["id"])),
        name=str(channel.get("name") or ""),
        is_private=bool(channel.get("is_private")),
        is_archived=bool(channel.get("is_archived")),
        is_shared=bool(channel.get("is_ext_shared") or channel.get("is_pending_ext_shared")),
        is_member=bool(channel.get("is_member", True)),
        is_direct=bool(channel.get("is_im") or channel.get("is_mpim")),
    )


def _is_persons(message: dict[str, Any], card: MessageRef) -> bool:
    return bool(message.get("user")) and not message.get("bot_id") and message.get("ts") != card.ts


async def _pages(call: Callable[..., Awaitable[Any]], key: str, **arguments: Any) -> Any:
    while True:
        answer = await asked(call(**arguments))
        for one in answer.get(key) or ():
            yield one
        arguments["cursor"] = (answer.get("response_metadata") or {}).get("next_cursor")
        if not arguments["cursor"]:
            return


async def _channels(found: Any) -> Any:
    async for one in found:
        yield channel_from(one)
