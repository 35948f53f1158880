"""What a person does: types, presses, fills, sends. Each waits for the app's acknowledgement, as their client would."""

from collections.abc import Mapping
from typing import Any

from sandbox import payloads, rendering
from sandbox.acknowledged import after_command, after_submission
from sandbox.errors import NotThere
from sandbox.events import Events
from sandbox.forms import Key
from sandbox.pressing import FAILED, Pressing
from sandbox.screen import Face, Shown, channel_of_member, channel_seen, find, message_seen, messages_seen
from sandbox.typed import escaped
from sandbox.values import refusals
from sandbox.wires import Wires
from sandbox.workspace import Message, View

_NO_ANSWER = {
    "timeout": 'failed with the error "operation_timeout"',
    "no_connection": "failed because the app did not respond",
    "http_error": 'failed with the error "dispatch_failed"',
}


class Person:
    def __init__(self, id: str, wires: Wires) -> None:
        self.id = id
        self._wires = wires
        self._workspace = wires.workspace
        self._events = Events(wires.workspace, wires.dispatcher)
        self._hand = Pressing(id, wires)

    @property
    def _is_stranger(self) -> bool:
        return self._workspace.people[self.id].is_stranger

    # What is in front of them.

    @property
    def modal(self) -> Face | None:
        view = self._workspace.top_view(self.id)
        return Face(view, rendering.view(view, self._workspace)) if view else None

    @property
    def home(self) -> Face | None:
        view = self._workspace.homes.get(self.id)
        return Face(view, rendering.view(view, self._workspace)) if view else None

    def sees(self, channel: str, *, thread: str | None = None) -> list[Message]:
        """Every message in front of them, oldest first: replies and what only they see too. Or one thread's replies."""
        found = messages_seen(self.id, channel_seen(self._workspace, self.id, channel))
        return found if thread is None else [m for m in found if m.thread_ts == thread and m.ts != thread]

    @property
    def dm(self) -> list[Message]:
        """Their direct messages with the app."""
        return list(self._workspace.dm(self.id).messages)

    # Typing.

    async def types(
        self,
        text: str,
        channel: str | None = None,
        *,
        thread: str | None = None,
        files: list[dict[str, Any]] | None = None,
    ) -> Shown:
        """A message, or a command when it begins with a slash."""
        room = channel_of_member(self._workspace, self.id, channel or self._workspace.story.home_room)
        if text.startswith("/"):
            return await self._commands(text, room.id, thread)
        message = self._workspace.post(
            Message(
                ts=self._workspace.stamp(),
                channel=room.id,
                user=self.id,
                text=escaped(text, self._workspace, with_labels=False),
                thread_ts=thread,
                files=files or [],
            )
        )
        return Shown(text=message.text, ts=message.ts)

    async def _commands(self, typed: str, channel: str, thread: str | None) -> Shown:
        name, _, text = typed.partition(" ")
        # In a channel shared with another company, its people have their own commands, not ours.
        known = {one.name for one in self._workspace.story.app.commands}
        if name not in known or self._is_stranger:
            return Shown(error=f"{name} is not a valid command. In Slack, all messages that start with / are commands.")
        if thread is not None:
            return Shown(error=f"{name} is not supported in threads. Sorry!")
        room = self._workspace.channels[channel]
        said = escaped(text.strip(), self._workspace, with_labels=True)
        payload = payloads.command(self._workspace, self.id, room, name, said)
        payload["response_url"] = self._wires.urls.issue(self.id, channel)
        payload["trigger_id"] = self._wires.triggers.issue(self.id, channel=channel)
        answer = await self._wires.dispatcher.ask("slash_commands", payload, accepts_response=True)
        if answer.trouble:
            return self._shown(Shown(error=f"{name} {_NO_ANSWER[answer.trouble]}"))
        return self._shown(after_command(self._workspace, self.id, channel, answer.body))

    # Modals.

    def _top(self) -> View:
        view = self._workspace.top_view(self.id)
        if view is None:
            raise NotThere(f"{self._workspace.people[self.id].real_name} has no modal open.")
        return view

    async def fills(self, values: Mapping[str | Key, Any], *, dispatch: bool = True) -> None:
        """Values by action_id, block_id or both. An option by its value or text; None empties.

        Without `dispatch` the app hears nothing yet, as while someone is still typing.
        """
        for wanted, value in values.items():
            view = self._top()
            block_id, action_id = wanted if isinstance(wanted, tuple) else (None, wanted)
            block, element = find(view.blocks, action_id, block_id=block_id)
            await self._hand.put(view, block, element, value)
            if dispatch:
                await self._hand.dispatch(view, block, element)

    async def suggests(
        self, id: str, query: str, *, message_ts: str | None = None, channel: str | None = None
    ) -> list[dict[str, Any]]:
        """The options an external menu offers while this is typed."""
        place = self._hand.place(id, message_ts, channel)
        block, element = find(place.blocks, id)
        return await self._hand.suggested(place, (block["block_id"], element["action_id"]), element, query)

    async def submits(self) -> Shown:
        """Presses the modal's button. Errors stay on `modal.errors`, by block."""
        view = self._top()
        if not view.body.get("submit"):
            raise NotThere("This modal has no button to send it.")
        view.trouble, view.errors = "", refusals(view)
        self._workspace.changes.tell()
        if view.errors:
            return Shown(error="; ".join(view.errors.values()))
        payload = payloads.submission(self._workspace, view, self._asked_urls(view))
        payload["trigger_id"] = self._wires.triggers.issue(self.id, view=view.id, channel=view.channel)
        answer = await self._wires.dispatcher.ask("interactive", payload, accepts_response=True)
        return after_submission(self._workspace, view, answer)

    def _asked_urls(self, view: View) -> list[dict[str, str]]:
        urls = []
        for block in view.blocks:
            element = block.get("element") or {}
            chosen = view.form.values.get((block["block_id"], element.get("action_id", "")), {})
            channel = chosen.get("selected_conversation") or chosen.get("selected_channel")
            if element.get("response_url_enabled") and channel:
                url = self._wires.urls.issue(self.id, channel)
                ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
                urls.append({**ids, "channel_id": channel, "response_url": url})
        return urls

    async def closes(self, *, everything: bool = False) -> None:
        """Presses Cancel, or the cross that closes everything; the app hears of it where it asked to."""
        view = self._top()
        clears = everything or bool(view.body.get("clear_on_close"))
        stack = self._workspace.stacks[self.id]
        gone = list(reversed(stack)) if clears else [view]
        self._workspace.stacks[self.id] = [kept for kept in stack if kept not in gone]
        self._workspace.changes.tell()
        for closed in gone:
            if closed.body.get("notify_on_close"):
                payload = payloads.closed(self._workspace, closed, is_cleared=clears)
                await self._wires.dispatcher.ask("interactive", payload)

    # Pressing and choosing.

    async def presses(
        self,
        wanted: str,
        *,
        message_ts: str | None = None,
        channel: str | None = None,
        block_id: str | None = None,
        value: str | None = None,
    ) -> Shown:
        """A button by action_id or by what it says: on a message, else the open modal, else the newest in sight."""
        place = self._hand.place(wanted, message_ts, channel)
        block, element = find(place.blocks, wanted, block_id=block_id, value=value)
        return await self._hand.press(place, block, element)

    async def selects(
        self,
        wanted: str,
        value: Any,
        *,
        message_ts: str | None = None,
        channel: str | None = None,
        block_id: str | None = None,
    ) -> Shown:
        """A choice in a menu, by the option's value or text; a date, a person, or a list where it takes many."""
        place = self._hand.place(wanted, message_ts, channel)
        block, element = find(place.blocks, wanted, block_id=block_id)
        return await self._hand.choose(place, block, element, value)

    # Shortcuts, Home, reactions, rooms.

    async def uses_shortcut(self, callback_id: str) -> Shown:
        self._knows(callback_id, of_message=False)
        payload = payloads.shortcut(self._workspace, self.id, callback_id)
        return await self._uses(payload, None)

    async def uses_message_shortcut(self, callback_id: str, *, channel: str | None = None, ts: str) -> Shown:
        self._knows(callback_id, of_message=True)
        message = message_seen(self._workspace, self.id, channel, ts)
        if message.only_for is not None:
            raise NotThere("There are no shortcuts on a message that only one person sees.")
        payload = payloads.message_shortcut(self._workspace, self.id, callback_id, message)
        payload["response_url"] = self._wires.urls.issue(
            self.id, message.channel, message_ts=message.ts, thread_ts=message.thread_ts
        )
        return await self._uses(payload, message.channel)

    async def _uses(self, payload: dict[str, Any], channel: str | None) -> Shown:
        payload["trigger_id"] = self._wires.triggers.issue(self.id, channel=channel)
        answer = await self._wires.dispatcher.ask("interactive", payload)
        return self._shown(FAILED if answer.trouble else Shown())

    def _knows(self, callback_id: str, *, of_message: bool) -> None:
        known = {s.callback_id for s in self._workspace.story.app.shortcuts if s.of_message == of_message}
        known = set() if self._is_stranger else known
        if callback_id not in known:
            raise NotThere(f"{callback_id!r} is not in the menu. There are: {', '.join(sorted(known))}.")

    async def opens_home(self, tab: str = "home") -> Face | None:
        await self._events.home_opened(self.id, tab)
        return self.home

    async def reacts(self, name: str, channel: str, ts: str) -> None:
        message = message_seen(self._workspace, self.id, channel, ts)
        channel_of_member(self._workspace, self.id, channel)
        if self.id not in message.reactions.setdefault(name, []):
            message.reactions[name].append(self.id)
            self._workspace.changes.tell()
            await self._events.reaction("reaction_added", self.id, name, message)

    async def unreacts(self, name: str, channel: str, ts: str) -> None:
        message = message_seen(self._workspace, self.id, channel, ts)
        if self.id not in message.reactions.get(name, []):
            raise NotThere(f"There is no {name!r} of theirs here.")
        message.reactions[name].remove(self.id)
        if not message.reactions[name]:
            del message.reactions[name]
        self._workspace.changes.tell()
        await self._events.reaction("reaction_removed", self.id, name, message)

    async def joins(self, channel: str) -> None:
        await self._events.join(self.id, channel_seen(self._workspace, self.id, channel))

    async def invites(self, user: str, channel: str) -> None:
        """Brings someone into a room this person is in; the app too, by its user id."""
        await self._events.join(user, channel_of_member(self._workspace, self.id, channel))

    async def archives(self, channel: str) -> None:
        await self._events.archive(self.id, channel_of_member(self._workspace, self.id, channel))

    def deletes(self, channel: str, ts: str) -> None:
        """Takes back a message of their own; an owner may take back anyone's."""
        message = message_seen(self._workspace, self.id, channel, ts)
        if message.user != self.id and not self._workspace.people[self.id].is_owner:
            raise NotThere("Only its author can delete that.")
        self._workspace.remove(message)

    def _shown(self, shown: Shown) -> Shown:
        self._workspace.changes.tell()
        return shown
