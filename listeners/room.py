"""What every listener is given: the desk, who is who, and how to work without keeping Slack waiting."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from slack_bolt.context.async_context import AsyncBoltContext

from escalation.delivery import OffLoop
from escalation.desk import EscalationDesk
from escalation.models import ChannelId, MessageRef, Person, TargetTeam, UserId, WorkspaceId
from escalation.policy import Policy, is_id
from escalation.ports import Directory
from escalation.rights import Viewer

Payload = Mapping[str, Any]
"""What Slack sent, as it came. `Any` ends in the file that reads it."""

FOR_ONE_PERSONS_EYES = 2.0
"""Seconds that a call may take which shows something to one person now. It may fail with no harm."""


class Tasks(Protocol):
    """Work that goes on after the answer; counted, and ended at shutdown."""

    def start(self, work: Coroutine[Any, Any, None]) -> None: ...


class People(Directory, Protocol):
    def known_person(self, workspace: WorkspaceId, id: UserId) -> Person | None:
        """What is remembered, without asking."""

    async def groups(self, workspace: WorkspaceId) -> Mapping[str, str] | None: ...


class Policies(Protocol):
    def current(self, workspace: WorkspaceId) -> Policy:
        """The workspace's policy as last read, without waiting."""

    async def refresh(self, workspace: WorkspaceId) -> None: ...


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

    async def person(self, workspace: WorkspaceId, id: UserId, *, name: str = "") -> Person:
        """Who this is; where Slack cannot be asked, what the request itself says of them."""
        found = await self.people.person(workspace, id)
        return found or Person(id=id, name=name)

    async def groups(self, workspace: WorkspaceId) -> Mapping[str, str] | None:
        """The workspace's user groups, handle by id."""
        return await self.people.groups(workspace)

    async def viewer(self, workspace: WorkspaceId, id: UserId, *, name: str = "") -> Viewer:
        """The person, and which of the teams' channels they are in as far as Slack tells."""
        policy = self.policies.current(workspace)
        named = {policy.team(team).channel for team in TargetTeam} | {policy.fallback}
        channels = frozenset(
            [
                ChannelId(channel)
                for channel in named
                if channel and is_id(channel) and id in (await self.people.members(workspace, ChannelId(channel)) or ())
            ]
        )
        return Viewer(person=await self.person(workspace, id, name=name), channels=channels)


def who(context: AsyncBoltContext) -> UserId:
    """The person who did it, from the signed request."""
    return UserId(str(context.user_id))


def where(context: AsyncBoltContext) -> WorkspaceId:
    """The workspace we are installed in. In a shared channel the person's own may be another."""
    installed = context.authorize_result
    return WorkspaceId(str(installed.team_id if installed else context.team_id))


def values_of(view: Payload) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """A view's state, as plain dicts: slack-sdk's own model fails on files and moments."""
    values: Mapping[str, Mapping[str, Mapping[str, Any]]] = (view.get("state") or {}).get("values") or {}
    return values


def name_in(body: Payload) -> str:
    """The person's name, as far as the request says it."""
    user = body.get("user") or {}
    return str(body.get("user_name") or user.get("name") or user.get("username") or "")
