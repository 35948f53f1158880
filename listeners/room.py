"""What every listener is given: the desk, who is who, and how to work without keeping Slack waiting."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import aiohttp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackClientError

from blocks import kit
from escalation.delivery import OffLoop
from escalation.desk import EscalationDesk
from escalation.drafts import Draft, MessageRef
from escalation.facts import Evidence
from escalation.kinds import ChannelId, GroupId, TargetTeam, UserId, WorkspaceId
from escalation.masking import masked
from escalation.models import Escalation
from escalation.people import Person
from escalation.policy import Policy, is_id
from escalation.ports import Directory
from escalation.rights import Viewer
from escalation.sources import ToolState
from escalation.vocabulary import Vocabulary

Payload = Mapping[str, Any]
"""What Slack sent, as it came. `Any` ends in the file that reads it."""

Deed = Callable[..., Escalation]
"""A method of the desk that does something to one escalation, given its number, who asks, and what they typed."""

log = logging.getLogger(__name__)
T = TypeVar("T")

WHO_IS_WHO = 0.8
"""Seconds that asking Slack about people may take before an answer."""

FOR_A_STRANGER = 2.0
"""Seconds that it may take about somebody nobody remembers: until it is told, they are turned away."""

FOR_ONE_PERSONS_EYES = 2.0
"""Seconds that a call may take which shows something to one person now. It may fail with no harm."""


ToolStates = tuple[Sequence[ToolState], Sequence[str]]
"""How each tool stood when it was last asked, and what keeps others from being asked at all."""


class Tasks(Protocol):
    """Work that goes on after the answer; counted, and ended at shutdown."""

    def start(self, work: Coroutine[Any, Any, None]) -> None: ...


class People(Directory, Protocol):
    def known_person(self, workspace: WorkspaceId, id: UserId) -> Person | None:
        """What is remembered, without asking."""

    def known_group(self, workspace: WorkspaceId, group: GroupId) -> frozenset[UserId] | None:
        """Its members as far as they are remembered, without asking."""

    async def last_known_person(self, workspace: WorkspaceId, id: UserId) -> Person | None:
        """The same, or what is kept in the database."""

    async def groups(self, workspace: WorkspaceId) -> Mapping[str, str] | None: ...


class Policies(Protocol):
    def current(self, workspace: WorkspaceId) -> Policy:
        """The workspace's policy as last read, without waiting."""

    async def refresh(self, workspace: WorkspaceId) -> None: ...


class Tools(Protocol):
    """The other products."""

    def looked_in(self, draft: Draft) -> tuple[str, ...]:
        """Who would be asked about it; nobody where there is nothing to look for."""

    async def about(
        self,
        draft: Draft,
        *,
        workspace: WorkspaceId,
        known: Evidence | None = None,
        at_first: Callable[[Evidence], None] = ...,
    ) -> Evidence | None:
        """What they know; None where none is set up. Of what is `known` only who has not answered yet is asked."""


@dataclass(frozen=True)
class Room:
    desk: EscalationDesk
    people: People
    policies: Policies
    off_loop: OffLoop
    tasks: Tasks
    poke: Callable[[], None]
    command: str
    takes_files: Callable[[], bool]
    link_to: Callable[[WorkspaceId, MessageRef | None], str | None]
    tools: Tools
    tool_states: Callable[[], ToolStates]

    def answer(self, respond: AsyncRespond, **said: Any) -> None:
        """Answers a press, to the one who pressed. Nobody waits for it: it goes beside the acknowledgement."""
        self.tasks.start(_answered(respond, {"response_type": "ephemeral", "replace_original": False, **said}))

    def refuse(self, respond: AsyncRespond, refusal: Exception) -> None:
        """Why not, and who can. People's names in it are words, never markup."""
        self.answer(respond, text=kit.escaped(str(refusal)))

    def names(self, workspace: WorkspaceId) -> Vocabulary:
        """Of the customers that the workspace's policy knows."""
        return self.policies.current(workspace).triage.names

    async def person(self, workspace: WorkspaceId, id: UserId, *, name: str = "", team: str = "") -> Person:
        """Who this is. Slow to tell, Slack is believed as it told before; where it has not, nobody knows yet.

        Where it cannot be asked at all, what the request itself says of them counts.
        """
        asked = self._asked(self.people.person(workspace, id))
        await asyncio.wait([asked], timeout=WHO_IS_WHO)
        if not asked.done() and (kept := await self.people.last_known_person(workspace, id)):
            return kept
        await asyncio.wait([asked], timeout=FOR_A_STRANGER - WHO_IS_WHO)
        is_late = not asked.done()
        found = None if is_late else asked.result()
        return found or Person(id=id, name=name, is_stranger=bool(team) and team != workspace, is_unknown=is_late)

    async def groups(self, workspace: WorkspaceId) -> Mapping[str, str] | None:
        """The workspace's user groups, handle by id."""
        return await self._in_time(self.people.groups(workspace))

    async def viewer(self, workspace: WorkspaceId, id: UserId, body: Payload, *, counts_once: bool = False) -> Viewer:
        """The person, and which of the teams' channels and groups they are in as far as Slack tells.

        The channel of the signed request counts too: whoever presses there can read there. `counts_once` is for deeds:
        the same press delivered again does nothing.
        """
        policy = self.policies.current(workspace)
        person, channels, groups = await asyncio.gather(
            self.person(workspace, id, name=name_in(body), team=team_in(body)),
            self._channels_of(workspace, id, policy),
            self._groups_of(workspace, id, policy),
        )
        pressed_in = channel_in(body)
        return Viewer(
            person=person,
            channels=channels | {pressed_in} if pressed_in else channels,
            groups=groups,
            press=press_in(body) if counts_once else None,
        )

    async def _channels_of(self, workspace: WorkspaceId, id: UserId, policy: Policy) -> frozenset[ChannelId]:
        named = {policy.team(team).channel for team in TargetTeam} | {policy.fallback, policy.support.channel}
        named |= {area.channel for area in policy.triage.areas.values()}
        channels = [ChannelId(channel) for channel in named if channel and is_id(channel)]
        found = await asyncio.gather(*(self._in_time(self.people.members(workspace, one)) for one in channels))
        return frozenset(one for one, members in zip(channels, found, strict=True) if members and id in members)

    async def _groups_of(self, workspace: WorkspaceId, id: UserId, policy: Policy) -> frozenset[GroupId] | None:
        """Which of the teams' groups they are in; None where Slack does not tell."""
        named = {policy.team(team).group for team in TargetTeam} | {policy.support.group}
        groups = [group for group in named if group]
        found = await asyncio.gather(*(self._in_time(self.people.group_members(workspace, one)) for one in groups))
        if any(members is None for members in found):
            return None
        return frozenset(one for one, members in zip(groups, found, strict=True) if members and id in members)

    async def _in_time(self, asked: Awaitable[T | None]) -> T | None:
        """What Slack does not tell in time it does not tell: a person waits for the answer with a timer."""
        told = self._asked(asked)
        await asyncio.wait([told], timeout=WHO_IS_WHO)
        return told.result() if told.done() else None

    def _asked(self, asked: Awaitable[T]) -> asyncio.Future[T]:
        """The asking goes on beside, whoever waits: the next press finds the answer remembered."""
        told: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self.tasks.start(_finish(asked, told))
        return told


async def _answered(respond: AsyncRespond, said: dict[str, Any]) -> None:
    try:
        async with asyncio.timeout(FOR_ONE_PERSONS_EYES):
            await respond(**said)
    except (TimeoutError, aiohttp.ClientError, SlackClientError, OSError) as failure:
        # It was for one person's eyes, now; what they did or did not do stands in the thread and on the card.
        log.warning("an answer did not arrive", extra={"code": type(failure).__name__})


async def _finish(asked: Awaitable[T], told: asyncio.Future[T]) -> None:
    found = await asked
    if not told.done():
        told.set_result(found)


def who(context: AsyncBoltContext) -> UserId:
    """The person who did it, from the signed request."""
    return UserId(str(context.user_id))


def where(context: AsyncBoltContext) -> WorkspaceId:
    """The workspace we are installed in. In a shared channel the person's own may be another."""
    installed = context.authorize_result
    return WorkspaceId(str(installed.team_id if installed else context.team_id))


def values_of(view: Payload) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """A view's state, as plain dicts: slack-sdk's own model fails on files and moments. Typed secrets are masked."""
    values: Mapping[str, Mapping[str, Mapping[str, Any]]] = (view.get("state") or {}).get("values") or {}
    return {
        block: {action: _without_secrets(said) for action, said in actions.items()} for block, actions in values.items()
    }


def _without_secrets(said: Mapping[str, Any]) -> Mapping[str, Any]:
    typed = said.get("value")
    return {**said, "value": masked(typed)} if isinstance(typed, str) else said


def press_in(body: Payload) -> str | None:
    """What tells one press or sent form from another: Slack's trigger, the same when it is delivered again."""
    trigger = body.get("trigger_id")
    return str(trigger) if trigger else None


def channel_in(body: Payload) -> ChannelId | None:
    """Where the pressed message stands; of a form, where the message stood whose button opened it."""
    view = body.get("view") or {}
    _, _, opened_from = str(view.get("private_metadata") or "").partition(":")
    channel = (body.get("channel") or {}).get("id") or opened_from
    return ChannelId(str(channel)) if channel else None


def team_in(body: Payload) -> str:
    """The person's own workspace, where the request says it: in a shared channel it may be another company's."""
    return str((body.get("user") or {}).get("team_id") or "")


def name_in(body: Payload) -> str:
    """The person's name, as far as the request says it."""
    user = body.get("user") or {}
    return str(body.get("user_name") or user.get("name") or user.get("username") or "")
