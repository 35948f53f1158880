"""What a person has typed and chosen in the inputs of a view or a message, as their client would hold it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]
Element = dict[str, Any]
Key = tuple[str, str]

# For each element that holds a value: the field of the state, and the field that fills it at first.
HOLDS = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", ""),
}
OF_OPTIONS = {"selected_option", "selected_options"}
MANY = {"selected_options", "selected_users", "selected_channels", "selected_conversations", "files"}


def nested(blocks: list[Block]) -> Iterator[Block]:
    """Every block, those inside containers and layouts too."""
    for block in blocks:
        yield block
        yield from nested(block.get("child_blocks") or [])
        for row in block.get("rows") or [] if block.get("type") == "layout" else []:
            yield from nested([child for child in _cells(row) if isinstance(child, dict)])


def _cells(row: Any) -> list[Any]:
    if isinstance(row, dict):
        return row.get("blocks") or row.get("elements") or row.get("columns") or []
    return row if isinstance(row, list) else []


def elements_of(block: Block) -> list[Element]:
    match block["type"]:
        case "input":
            return [block["element"]]
        case "section":
            return [block["accessory"]] if "accessory" in block else []
        case "actions" | "context_actions":
            return list(block["elements"])
        case "card":
            return list(block.get("actions") or [])
        case "carousel":
            return [element for card in block["elements"] for element in card.get("actions") or []]
        case _:
            return []


def elements(blocks: list[Block]) -> Iterator[tuple[Block, Element]]:
    for block in nested(blocks):
        for element in elements_of(block):
            if "action_id" in element:
                yield block, element


def options_of(element: Element) -> list[dict[str, Any]]:
    grouped = [option for group in element.get("option_groups") or [] for option in group["options"]]
    return list(element.get("options") or []) + grouped


def first_value(element: Element) -> Any:
    held, initial = HOLDS[element["type"]]
    return element.get(initial, [] if held in MANY else None)


@dataclass
class Form:
    values: dict[Key, dict[str, Any]] = field(default_factory=dict)
    # What external menus have offered here, newest last.
    offers: dict[Key, list[dict[str, Any]]] = field(default_factory=dict)

    def redraw(self, blocks: list[Block]) -> None:
        """What was typed stays while block_id and action_id stay; an initial value only counts for a new input."""
        before, self.values = self.values, {}
        for block, element in elements(blocks):
            if element["type"] not in HOLDS:
                continue
            key = (block["block_id"], element["action_id"])
            kept = before.get(key)
            if kept is not None and kept["type"] == element["type"] and _still_offered(kept, element):
                self.values[key] = kept
            else:
                self.put(key, element, first_value(element))

    def put(self, key: Key, element: Element, value: Any) -> None:
        held, _ = HOLDS[element["type"]]
        self.values[key] = {"type": element["type"], held: value}

    def get(self, key: Key) -> Any:
        state = self.values[key]
        return state[HOLDS[state["type"]][0]]

    def offer(self, key: Key, options: list[dict[str, Any]]) -> None:
        self.offers[key] = [*self.offers.get(key, []), *options]

    def state(self) -> dict[str, Any]:
        values: dict[str, dict[str, Any]] = {}
        for (block_id, action_id), value in self.values.items():
            values.setdefault(block_id, {})[action_id] = dict(value)
        return {"values": values}


def _still_offered(kept: dict[str, Any], element: Element) -> bool:
    held, _ = HOLDS[element["type"]]
    if held not in OF_OPTIONS or "external" in element["type"]:
        return True
    offered = {option["value"] for option in options_of(element)}
    chosen = kept[held] if held in MANY else [kept[held]]
    return all(option is None or option["value"] in offered for option in chosen)
