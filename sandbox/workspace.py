"""Everything that stands in the workspace, and who can see what of it. No rules of the Web API are decided here."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.changes import Changes
from sandbox.clock import SandboxClock
from sandbox.errors import Refused
from sandbox.forms import Form, elements, nested
from sandbox.reading import button_texts, words
from sandbox.story import BOT, Colleague, Group, Story

_MICRO = 1_000_000


@dataclass
class Message:
    ts: str
    channel: str
    user: str
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str | None = None
    is_broadcast: bool = False
    metadata: dict[str, Any] | None = None
    edited: dict[str, str] | None = None
    subtype: str | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    only_for: str | None = None
    forms: dict[str, Form] = field(default_factory=dict)

    @property
    def by_bot(self) -> bool:
        return self.user == BOT

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def at_top(self) -> bool:
        return not self.is_reply or self.is_broadcast

    @property
    def words(self) -> str:
        """All that is written on it, buttons too."""
        return words(self.blocks, self.text)

    @property
    def buttons(self) -> list[str]:
        return button_texts(element for _, element in elements(self.blocks))

    def form_of(self, user: str) -> Form:
        form = self.forms.setdefault(user, Form())
        form.redraw(self.blocks)
        return form


@dataclass
class Channel:
    id: str
    name: str
    members: list[str]
    purpose: str = ""
    is_private: bool = False
    is_archived: bool = False
    is_ext_shared: bool = False
    is_general: bool = False
    im_with: str | None = None
    created: int = 0
    messages: list[Message] = field(default_factory=list)

    @property
    def is_im(self) -> bool:
        return self.im_with is not None

    @property
    def kind(self) -> str:
        if self.is_im:
            return "im"
        return "private_channel" if self.is_private else "public_channel"

    def find(self, ts: str) -> Message | None:
        return next((message for message in reversed(self.messages) if message.ts == ts), None)

    def replies(self, ts: str) -> list[Message]:
        return [message for message in self.messages if message.thread_ts == ts and message.ts != ts]


@dataclass
class View:
    id: str
    user: str
    body: dict[str, Any]
    hash: str
    root: str
    previous: str | None = None
    form: Form = field(default_factory=Form)
    errors: dict[str, str] = field(default_factory=dict)
    trouble: str = ""
    # Where the person stood when it was opened, for inputs that default to it.
    channel: str | None = None

    @property
    def blocks(self) -> list[dict[str, Any]]:
        blocks: list[dict[str, Any]] = self.body["blocks"]
        return blocks


class Workspace:
    def __init__(self, story: Story, clock: SandboxClock, changes: Changes) -> None:
        self.story = story
        self.clock = clock
        self.changes = changes
        self.people: dict[str, Colleague] = {person.id: person for person in story.people}
        self.people[BOT] = Colleague(BOT, story.app.handle, story.app.name, "App", "UTC", is_bot=True)
        self.groups: dict[str, Group] = {group.id: group for group in story.groups}
        born = int(clock.now().timestamp())
        self.channels: dict[str, Channel] = {
            room.id: Channel(
                id=room.id,
                name=room.name,
                members=list(room.members),
                purpose=room.purpose,
                is_private=room.is_private,
                is_archived=room.is_archived,
                is_ext_shared=room.is_ext_shared,
                is_general=room.is_general,
                created=born,
            )
            for room in story.rooms
        }
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.notes: list[dict[str, str]] = []
        self.read_marks: dict[tuple[str, str], str] = {}
        self._last_stamp = 0

    def now(self) -> datetime:
        return self.clock.now()

    def stamp(self) -> str:
        """A fresh `ts`: later than every one before it, and never given twice."""
        self._last_stamp = max(self._last_stamp + 1, int(self.now().timestamp() * _MICRO))
        return f"{self._last_stamp // _MICRO}.{self._last_stamp % _MICRO:06d}"

    def note(self, what: str, detail: str) -> None:
        """Something Slack would keep silent about, though the app is wrong."""
        self.notes.append({"time": self.now().isoformat(), "what": what, "detail": detail})

    # Who can see what.

    def visible_to_bot(self, channel_id: str) -> Channel:
        channel = self.channels.get(channel_id)
        if channel is None or ((channel.is_private or channel.is_im) and BOT not in channel.members):
            raise Refused("channel_not_found")
        return channel

    def joined_by_bot(self, channel_id: str) -> Channel:
        channel = self.visible_to_bot(channel_id)
        if BOT not in channel.members:
            raise Refused("not_in_channel")
        return channel

    def can_see(self, user: str, channel: Channel) -> bool:
        if user in channel.members:
            return True
        person = self.people[user]
        outsider = person.is_restricted or person.is_stranger
        return not (channel.is_private or channel.is_im or outsider)

    def dm(self, user: str) -> Channel:
        """The direct messages between the app and a person; they exist from the first time someone asks."""
        channel_id = f"D{user[1:]}"
        if channel_id not in self.channels:
            born = int(self.now().timestamp())
            self.channels[channel_id] = Channel(id=channel_id, name="", members=[user, BOT], im_with=user, created=born)
        return self.channels[channel_id]

    def named(self, name: str) -> Channel | None:
        return next((c for c in self.channels.values() if c.name and c.name == name.removeprefix("#")), None)

    # What changes.

    def post(self, message: Message) -> Message:
        if message.thread_ts is not None:
            message.thread_ts = self._thread_of(message)
        label_blocks(message.blocks)
        self.channels[message.channel].messages.append(message)
        self.changes.tell()
        return message

    def _thread_of(self, reply: Message) -> str | None:
        parent = self.channels[reply.channel].find(reply.thread_ts or "")
        if parent is None or parent.only_for is not None:
            return None  # Slack says nothing and posts it in the channel.
        parent.thread_ts = parent.thread_ts or parent.ts
        return parent.thread_ts

    def remove(self, message: Message) -> None:
        self.channels[message.channel].messages.remove(message)
        self.changes.tell()

    def top_view(self, user: str) -> View | None:
        stack = self.stacks.get(user)
        return stack[-1] if stack else None

    def find_view(self, *, view_id: str = "", external_id: str = "") -> View | None:
        every = [view for stack in self.stacks.values() for view in stack] + list(self.homes.values())
        for view in every:
            if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
                return view
        return None


def label_blocks(blocks: list[dict[str, Any]]) -> None:
    """Slack names what came without a name."""
    for block in nested(blocks):
        block.setdefault("block_id", secrets.token_urlsafe(4))
        elements = [block.get("element"), block.get("accessory"), *_listed(block)]
        for element in elements:
            if isinstance(element, dict) and element.get("type") not in _NAMELESS:
                element.setdefault("action_id", secrets.token_urlsafe(4))


_NAMELESS = {"image", "mrkdwn", "plain_text"}


def _listed(block: dict[str, Any]) -> list[Any]:
    listed = block.get("elements") if block["type"] in {"actions", "context_actions"} else block.get("actions")
    return listed if isinstance(listed, list) else []
