"""What happens in the workspace that an app can subscribe to."""

from typing import Any

from sandbox import payloads, rendering
from sandbox.dispatch import Dispatcher
from sandbox.errors import NotThere
from sandbox.story import BOT
from sandbox.workspace import Channel, Message, Workspace


class Events:
    def __init__(self, workspace: Workspace, dispatcher: Dispatcher) -> None:
        self._workspace = workspace
        self._dispatcher = dispatcher

    async def home_opened(self, user: str, tab: str) -> None:
        view = self._workspace.homes.get(user) if tab == "home" else None
        shown = rendering.view(view, self._workspace) if view else None
        await self._tell(payloads.home_opened(user, self._workspace.dm(user), tab, shown))

    async def reaction(self, kind: str, user: str, name: str, message: Message) -> None:
        if BOT in self._workspace.channels[message.channel].members:
            await self._tell(payloads.reaction(kind, user, name, message))

    async def join(self, user: str, channel: Channel) -> None:
        if channel.is_archived:
            raise NotThere(f"#{channel.name} is archived.")
        if user in channel.members:
            return
        channel.members.append(user)
        self._workspace.changes.tell()
        if BOT in channel.members:
            await self._tell(payloads.member_joined(channel, user, self._workspace))

    async def archive(self, user: str, channel: Channel) -> None:
        channel.is_archived = True
        self._workspace.changes.tell()
        if BOT in channel.members:
            await self._tell({"type": "channel_archive", "channel": channel.id, "user": user})

    async def _tell(self, body: dict[str, Any]) -> None:
        if body["type"] in self._workspace.story.app.events:
            await self._dispatcher.tell(payloads.event(self._workspace, body))
