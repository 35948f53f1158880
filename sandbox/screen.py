"""What one person has in front of them; reaching for anything else is `NotThere`."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.errors import NotThere
from sandbox.forms import elements, options_of
from sandbox.reading import button_texts, words
from sandbox.values import as_python
from sandbox.workspace import Channel, Message, View, Workspace

Block = dict[str, Any]
Element = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """What a person was shown in answer to what they did, besides modals: those are `Person.modal`."""

    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    is_ephemeral: bool = False
    error: str = ""
    ts: str = ""

    @property
    def words(self) -> str:
        return self.error or words(self.blocks, self.text)


class Face:
    """A modal or a Home tab, as the person who looks at it would speak of it."""

    def __init__(self, view: View, shown: dict[str, Any]) -> None:
        self._view = view
        self.view = shown
        self.errors = dict(view.errors)
        self.trouble = view.trouble

    def __getitem__(self, name: str) -> Any:
        return self.view[name]

    @property
    def id(self) -> str:
        return self._view.id

    @property
    def title(self) -> str:
        return str((self.view.get("title") or {}).get("text", ""))

    @property
    def blocks(self) -> list[Block]:
        return self._view.blocks

    @property
    def words(self) -> str:
        """All that is written on it."""
        return words(self.blocks)

    @property
    def buttons(self) -> list[str]:
        return button_texts(element for _, element in elements(self.blocks))

    @property
    def inputs(self) -> list[str]:
        """The action ids of what can be filled in, in order."""
        return [element["action_id"] for block, element in elements(self.blocks) if block["type"] == "input"]

    @property
    def values(self) -> dict[str, Any]:
        return {action_id: as_python(state) for (_, action_id), state in self._view.form.values.items()}

    def value(self, id: str) -> Any:
        """By action_id or block_id: a text, an option's value, an id, or a list of them."""
        for (block_id, action_id), state in self._view.form.values.items():
            if id in {block_id, action_id}:
                return as_python(state)
        raise NotThere(f"No input {id!r} here. There are: {', '.join(self.values)}.")

    def options(self, id: str) -> list[str]:
        return [str(option["value"]) for option in options_of(find(self.blocks, id)[1])]


def find(
    blocks: list[Block], wanted: str, *, block_id: str | None = None, value: str | None = None
) -> tuple[Block, Element]:
    """An element by its action_id, its block's id, or what its button says."""
    seen = []
    for block, element in elements(blocks):
        said = str((element.get("text") or {}).get("text", ""))
        is_meant = block_id in {None, block["block_id"]} and wanted in {element["action_id"], block["block_id"], said}
        if is_meant and (value is None or element.get("value") == value or element["type"] != "button"):
            return block, element
        seen.append(said or element["action_id"])
    raise NotThere(f"{wanted!r} is not there. There are: {', '.join(seen) or 'no elements'}.")


def channel_seen(workspace: Workspace, user: str, id: str) -> Channel:
    channel = workspace.channels.get(id) or workspace.named(id)
    if channel is None or not workspace.can_see(user, channel):
        raise NotThere(f"{workspace.people[user].real_name} sees no channel {id!r}.")
    return channel


def channel_of_member(workspace: Workspace, user: str, id: str) -> Channel:
    channel = channel_seen(workspace, user, id)
    if user not in channel.members:
        raise NotThere(f"{workspace.people[user].real_name} is not a member of #{channel.name}.")
    if channel.is_archived:
        raise NotThere(f"#{channel.name} is archived.")
    return channel


def messages_seen(user: str, channel: Channel) -> list[Message]:
    return [message for message in channel.messages if message.only_for in {None, user}]


def message_seen(workspace: Workspace, user: str, channel_id: str | None, ts: str) -> Message:
    """By ts; without a channel, wherever this person can see it."""
    if channel_id is not None:
        channels = [channel_seen(workspace, user, channel_id)]
    else:
        channels = [channel for channel in workspace.channels.values() if workspace.can_see(user, channel)]
    for channel in channels:
        for message in messages_seen(user, channel):
            if message.ts == ts:
                return message
    raise NotThere(f"{workspace.people[user].real_name} sees no message {ts!r}.")


def message_with(workspace: Workspace, user: str, wanted: str, channel_id: str | None) -> Message:
    """The newest message in front of this person that has such an element."""
    if channel_id is not None:
        channels = [channel_seen(workspace, user, channel_id)]
    else:
        channels = [channel for channel in workspace.channels.values() if workspace.can_see(user, channel)]
    found = [message for channel in channels for message in messages_seen(user, channel)]
    for message in sorted(found, key=lambda m: float(m.ts), reverse=True):
        try:
            find(message.blocks, wanted)
        except NotThere:
            continue
        return message
    raise NotThere(f"{workspace.people[user].real_name} sees nothing with {wanted!r}.")
