"""One element under someone's hand: which one is meant, what it holds, what it offers, and word of it to the app."""

from typing import Any

from sandbox import payloads
from sandbox.acknowledged import options_in
from sandbox.errors import NotThere
from sandbox.forms import HOLDS, Form, Key, options_of
from sandbox.screen import Shown, channel_of_member, find, message_seen, message_with
from sandbox.values import put_in
from sandbox.wires import Wires
from sandbox.workspace import Message, View

Block = dict[str, Any]
Place = View | Message

FAILED = Shown(error="That did not work. Try again?")  # the small warning beside a button nobody answered for
_LETTERS_FIRST = 3  # how many a person types before an external menu asks, unless it says otherwise
_PRESSED = {"button", "workflow_button", "icon_button"}
_KEPT = ("text", "value", "placeholder", "style")


class Pressing:
    def __init__(self, user: str, wires: Wires) -> None:
        self.user = user
        self.wires = wires

    def place(self, wanted: str, message_ts: str | None, channel: str | None) -> Place:
        """Where it is: the message named, else the open modal, else the Home tab, else the newest message in sight."""
        workspace = self.wires.workspace
        if message_ts is not None:
            return message_seen(workspace, self.user, channel, message_ts)
        if channel is not None:
            return message_with(workspace, self.user, wanted, channel)
        view = workspace.top_view(self.user)
        if view is not None:
            return view
        home = workspace.homes.get(self.user)
        return home if home is not None and _has(home, wanted) else message_with(workspace, self.user, wanted, None)

    def form(self, place: Place) -> Form:
        return place.form if isinstance(place, View) else place.form_of(self.user)

    async def put(self, place: Place, block: Block, element: Block, value: Any) -> None:
        if element["type"] not in HOLDS:
            raise NotThere(f"{element['action_id']!r} cannot be filled in.")
        form, key = self.form(place), (block["block_id"], element["action_id"])
        if "external" in element["type"]:
            await self._look_for(place, key, element, value)
        form.put(key, element, put_in(element, value, self.wires.workspace, form.offers.get(key)))
        if isinstance(place, View):
            place.errors.pop(block["block_id"], None)
        self.wires.workspace.changes.tell()

    async def _look_for(self, place: Place, key: Key, element: Block, value: Any) -> None:
        """Types what is wanted into an external menu that has not offered it yet."""
        for wanted in value if isinstance(value, list) else [value]:
            offers = self.form(place).offers.get(key, [])
            if wanted and wanted not in {name for o in offers for name in (o["value"], o["text"]["text"])}:
                await self.suggested(place, key, element, str(wanted))

    async def suggested(self, place: Place, key: Key, element: Block, query: str) -> list[Block]:
        if len(query) < int(element.get("min_query_length", _LETTERS_FIRST)):
            return []
        payload = payloads.suggestion(self._stands(place), key, query)
        answer = await self.wires.dispatcher.ask("interactive", payload, accepts_response=True)
        options = [] if answer.trouble else options_in(self.wires.workspace, answer.body)
        self.form(place).offer(key, options)
        return options

    async def press(self, place: Place, block: Block, element: Block) -> Shown:
        if element["type"] not in _PRESSED:
            raise NotThere(f"{element['action_id']!r} is not a button.")
        return await self._tell(place, block, element, {})

    async def choose(self, place: Place, block: Block, element: Block, value: Any) -> Shown:
        if element["type"] == "overflow":
            return await self._tell(place, block, element, {"selected_option": _picked(element, value)})
        await self.put(place, block, element, value)
        return await self.dispatch(place, block, element)

    async def dispatch(self, place: Place, block: Block, element: Block) -> Shown:
        """Tells the app of a value, unless it is one of a form that waits to be sent."""
        if block["type"] == "input" and not block.get("dispatch_action"):
            return Shown()
        return await self._tell(place, block, element, self.form(place).values[block["block_id"], element["action_id"]])

    async def _tell(self, place: Place, block: Block, element: Block, chosen: Block) -> Shown:
        payload = self._stands(place)
        if isinstance(place, View):
            payload["trigger_id"] = self.wires.triggers.issue(self.user, view=place.id, channel=place.channel)
        else:
            channel_of_member(self.wires.workspace, self.user, place.channel)
            payload["trigger_id"] = self.wires.triggers.issue(self.user, channel=place.channel)
            payload["response_url"] = self.wires.urls.issue(
                self.user, place.channel, message_ts=place.ts, thread_ts=place.thread_ts
            )
        kept = {name: element[name] for name in _KEPT if name in element}
        ids = {"type": element["type"], "block_id": block["block_id"], "action_id": element["action_id"]}
        payload["actions"] = [{**kept, **chosen, **ids, "action_ts": self.wires.workspace.stamp()}]
        answer = await self.wires.dispatcher.ask("interactive", payload)
        self.wires.workspace.changes.tell()
        return FAILED if answer.trouble else Shown()

    def _stands(self, place: Place) -> dict[str, Any]:
        if isinstance(place, View):
            return payloads.view_action(self.wires.workspace, place)
        return payloads.message_action(self.wires.workspace, self.user, place)


def _picked(element: Block, value: Any) -> Block:
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
