"""What a person does: types, presses, fills, sends. Each waits for the app's acknowledgement, as their client would."""

from collections.abc import Mapping
from typing import Any

from sandbox import payloads, rendering
from sandbox.acknowledged import after_command, after_submission, options_in
from sandbox.dispatch import Dispatcher
from sandbox.errors import NotThere
from sandbox.events import Events
from sandbox.forms import HOLDS, Key, options_of
from sandbox.response_urls import ResponseUrls
from sandbox.screen import (
    Face,
    Shown,
    channel_of_member,
    channel_seen,
    find,
    message_seen,
    message_with,
    messages_seen,
)
from sandbox.triggers import Triggers
from sandbox.typed import escaped
from sandbox.values import put_in, refusals
from sandbox.workspace import Message, View, Workspace

_FAILED = "That did not work. Try again?"  # the small warning beside a button nobody answered for
_LETTERS_FIRST = 3  # how many a person types before an external menu asks, unless it says otherwise
_NO_ANSWER = {
    "timeout": 'failed with the error "operation_timeout"',
    "no_connection": "failed because the app did not respond",
    "http_error": 'failed with the error "dispatch_failed"',
}


class Person:
    def __init__(
        self,
        id: str,
        workspace: Workspace,
        dispatcher: Dispatcher,
        triggers: Triggers,
        response_urls: ResponseUrls,
    ) -> None:
        self.id = id
        self._workspace = workspace
        self._dispatcher = dispatcher
        self._triggers = triggers
        self._urls = response_urls
        self._events = Events(workspace, dispatcher)

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
        if name not in self._workspace.story.app.commands or self._is_stranger:
            return Shown(error=f"{name} is not a valid command. In Slack, all messages that start with / are commands.")
        if thread is not None:
            return Shown(error=f"{name} is not supported in threads. Sorry!")
        room = self._workspace.channels[channel]
        said = escaped(text.strip(), self._workspace, with_labels=True)
        payload = payloads.command(self._workspace, self.id, room, name, said)
        payload["response_url"] = self._urls.issue(self.id, channel)
        payload["trigger_id"] = self._triggers.issue(self.id, channel=channel)
        answer = await self._dispatcher.ask("slash_commands", payload, accepts_response=True)
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
            if element["type"] not in HOLDS:
                raise NotThere(f"{wanted!r} cannot be filled in.")
            await self._put(view, block, element, value)
            if dispatch and (block["type"] != "input" or block.get("dispatch_action")):
                await self._act_in_view(view, block, element)

    async def _put(self, view: View, block: dict[str, Any], element: dict[str, Any], value: Any) -> None:
        key = (block["block_id"], element["action_id"])
        if "external" in element["type"]:
            await self._look_for(view, key, element, value)
        view.form.put(key, element, put_in(element, value, self._workspace, view.form.offers.get(key)))
        view.errors.pop(block["block_id"], None)
        self._workspace.changes.tell()

    async def _look_for(self, place: View | Message, key: Key, element: dict[str, Any], value: Any) -> None:
        """Types what is wanted into an external menu that has not offered it yet."""
        form = place.form if isinstance(place, View) else place.form_of(self.id)
        for wanted in value if isinstance(value, list) else [value]:
            seen = {name for o in form.offers.get(key, []) for name in (o["value"], o["text"]["text"])}
            if wanted and wanted not in seen:
                await self._suggested(place, key, element, str(wanted))

    async def suggests(
        self, id: str, query: str, *, message_ts: str | None = None, channel: str | None = None
    ) -> list[dict[str, Any]]:
        """The options an external menu offers while this is typed."""
        place = self._place(id, message_ts, channel)
        block, element = find(place.blocks, id)
        return await self._suggested(place, (block["block_id"], element["action_id"]), element, query)

    async def _suggested(
        self, place: View | Message, key: Key, element: dict[str, Any], query: str
    ) -> list[dict[str, Any]]:
        if len(query) < int(element.get("min_query_length", _LETTERS_FIRST)):
            return []
        if isinstance(place, View):
            payload, form = payloads.view_action(self._workspace, place), place.form
        else:
            payload, form = payloads.message_action(self._workspace, self.id, place), place.form_of(self.id)
        payload = payloads.suggestion(payload, key, query)
        answer = await self._dispatcher.ask("interactive", payload, accepts_response=True)
        options = [] if answer.trouble else options_in(self._workspace, answer.body)
        form.offer(key, options)
        return options

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
        payload["trigger_id"] = self._triggers.issue(self.id, view=view.id, channel=view.channel)
        answer = await self._dispatcher.ask("interactive", payload, accepts_response=True)
        return after_submission(self._workspace, view, answer)

    def _asked_urls(self, view: View) -> list[dict[str, str]]:
        urls = []
        for block in view.blocks:
            element = block.get("element") or {}
            chosen = view.form.values.get((block["block_id"], element.get("action_id", "")), {})
            channel = chosen.get("selected_conversation") or chosen.get("selected_channel")
            if element.get("response_url_enabled") and channel:
                url = self._urls.issue(self.id, channel)
                ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
                urls.append({**ids, "channel_id": channel, "response_url": url})
        return urls

    async def closes(self) -> None:
        """Presses Cancel; the app hears of it where it asked to."""
        view = self._top()
        clears = bool(view.body.get("clear_on_close"))
        stack = self._workspace.stacks[self.id]
        gone = list(reversed(stack)) if clears else [view]
        self._workspace.stacks[self.id] = [kept for kept in stack if kept not in gone]
        self._workspace.changes.tell()
        for closed in gone:
            if closed.body.get("notify_on_close"):
                payload = payloads.closed(self._workspace, closed, is_cleared=clears)
                await self._dispatcher.ask("interactive", payload)

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
        place = self._place(wanted, message_ts, channel)
        block, element = find(place.blocks, wanted, block_id=block_id, value=value)
        if element["type"] not in {"button", "workflow_button", "icon_button"}:
            raise NotThere(f"{wanted!r} is not a button.")
        return await self._act(place, block, element, {})

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
        place = self._place(wanted, message_ts, channel)
        block, element = find(place.blocks, wanted, block_id=block_id)
        if element["type"] == "overflow":
            return await self._act(place, block, element, {"selected_option": _picked(element, value)})
        if element["type"] not in HOLDS:
            raise NotThere(f"{wanted!r} is not a menu.")
        if isinstance(place, View):
            await self._put(place, block, element, value)
            if block["type"] == "input" and not block.get("dispatch_action"):
                return Shown()
            return await self._act_in_view(place, block, element)
        form, key = place.form_of(self.id), (block["block_id"], element["action_id"])
        if "external" in element["type"]:
            await self._look_for(place, key, element, value)
        form.put(key, element, put_in(element, value, self._workspace, form.offers.get(key)))
        if block["type"] == "input" and not block.get("dispatch_action"):
            return Shown()
        return await self._act(place, block, element, form.values[key])

    def _place(self, wanted: str, message_ts: str | None, channel: str | None) -> View | Message:
        if message_ts is not None:
            return message_seen(self._workspace, self.id, channel, message_ts)
        view = self._workspace.top_view(self.id)
        if view is not None and channel is None:
            return view
        home = self._workspace.homes.get(self.id)
        if home is not None and channel is None and _has(home, wanted):
            return home
        return message_with(self._workspace, self.id, wanted, channel)

    async def _act_in_view(self, view: View, block: dict[str, Any], element: dict[str, Any]) -> Shown:
        return await self._act(view, block, element, view.form.values[block["block_id"], element["action_id"]])

    async def _act(
        self, place: View | Message, block: dict[str, Any], element: dict[str, Any], chosen: dict[str, Any]
    ) -> Shown:
        if isinstance(place, View):
            payload = payloads.view_action(self._workspace, place)
            payload["trigger_id"] = self._triggers.issue(self.id, view=place.id, channel=place.channel)
        else:
            channel_of_member(self._workspace, self.id, place.channel)
            payload = payloads.message_action(self._workspace, self.id, place)
            payload["trigger_id"] = self._triggers.issue(self.id, channel=place.channel)
            payload["response_url"] = self._urls.issue(
                self.id, place.channel, message_ts=place.ts, thread_ts=place.thread_ts
            )
        kept = {name: element[name] for name in ("text", "value", "placeholder", "style") if name in element}
        ids = {"type": element["type"], "block_id": block["block_id"], "action_id": element["action_id"]}
        payload["actions"] = [{**kept, **chosen, **ids, "action_ts": self._workspace.stamp()}]
        answer = await self._dispatcher.ask("interactive", payload)
        return self._shown(Shown(error=_FAILED) if answer.trouble else Shown())

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
        payload["response_url"] = self._urls.issue(
            self.id, message.channel, message_ts=message.ts, thread_ts=message.thread_ts
        )
        return await self._uses(payload, message.channel)

    async def _uses(self, payload: dict[str, Any], channel: str | None) -> Shown:
        payload["trigger_id"] = self._triggers.issue(self.id, channel=channel)
        answer = await self._dispatcher.ask("interactive", payload)
        return self._shown(Shown(error=_FAILED) if answer.trouble else Shown())

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


def _picked(element: dict[str, Any], value: Any) -> dict[str, Any]:
    for option in options_of(element):
        if value in {option.get("value"), option["text"]["text"]}:
            return option
    raise NotThere(f"{value!r} is not offered.")


def _has(view: View, wanted: str) -> bool:
    try:
        find(view.blocks, wanted)
    except NotThere:
        return False
    return True
