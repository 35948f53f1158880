"""What Slack's client holds of a view that nobody has touched, and after somebody has: its `state.values`."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from blocks.kit import Block

Values = dict[str, dict[str, dict[str, Any]]]
# What a client sends of each element, and what the element calls its first value.
STATES = {
    "plain_text_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "checkboxes": ("selected_options", "initial_options"),
    "file_input": ("files", ""),
}


def as_typed(view: Block, changes: Mapping[str, Any] | None = None) -> Values:
    """The state of `view` as opened; `changes` are what was typed or chosen since, by block."""
    values: Values = {}
    for block, element in elements(view):
        name, initial = STATES[element["type"]]
        empty: Any = [] if element["type"] in {"checkboxes", "file_input"} else None
        value = deepcopy(element.get(initial, empty))
        if changes and block in changes:
            value = _chosen(element, changes[block])
        values[block] = {element["action_id"]: {"type": element["type"], name: value}}
    assert not set(changes or {}) - set(values), "a field that the view does not show"
    return values


def _chosen(element: Block, value: Any) -> Any:
    """Menus send the option as the view had it."""
    if element["type"] == "static_select" and value is not None:
        return next(one for one in element["options"] if one["value"] == value)
    if element["type"] == "checkboxes":
        return [one for one in element["options"] if one["value"] in value]
    return value or None if element["type"] == "plain_text_input" else value


def redrawn(view: Block, values: Values) -> Values:
    """The state after `view` replaced the one that held `values`: a block that keeps its ids keeps its value."""
    return {block: values.get(block, fresh) for block, fresh in as_typed(view).items()}


def elements(view: Block) -> Iterator[tuple[str, Block]]:
    """Every element that holds a value, by its block."""
    for block in view["blocks"]:
        for element in (block.get("element"), block.get("accessory"), *block.get("elements", ())):
            if element and element.get("type") in STATES and "block_id" in block:
                yield block["block_id"], element


def element(view: Block, block: str) -> Block:
    return dict(elements(view))[block]


def labels(view: Block) -> list[str]:
    return [block["label"]["text"] for block in view["blocks"] if block["type"] == "input"]


def spoken(blocks: Any) -> str:
    """All words in `blocks`, in order."""
    if isinstance(blocks, dict):
        own = blocks.get("text") if isinstance(blocks.get("text"), str) else ""
        return f"{own}{''.join(spoken(one) for key, one in blocks.items() if key != 'text' or not own)}"
    return "".join(spoken(one) for one in blocks) if isinstance(blocks, list) else ""


def lines(blocks: list[Block]) -> list[str]:
    """A message as rows on a screen that is wide enough: a heading, each line of text, a row of buttons, a context."""
    rows: list[str] = []
    for block in blocks:
        match block["type"]:
            case "actions":
                rows.append(
                    " ".join(f"[{one['text']['text'] if 'text' in one else '...'}]" for one in block["elements"])
                )
            case "context":
                rows.append(" ".join(str(one["text"]) for one in block["elements"]))
            case "rich_text":
                rows += "".join(_leaf(leaf) for part in block["elements"] for leaf in part["elements"]).split("\n")
            case "header" | "section":
                rows += str(block["text"]["text"]).split("\n")
            case _:
                rows.append("---")
    return rows


def _leaf(leaf: Block) -> str:
    match leaf["type"]:
        case "date":
            return str(leaf["fallback"])
        case "user":
            return f"@{leaf['user_id']}"
        case "usergroup":
            return f"@{leaf['usergroup_id']}"
        case "channel":
            return f"#{leaf['channel_id']}"
        case _:
            return str(leaf["text"])
