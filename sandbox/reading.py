"""What a person reads on a message or view, as plain lines: for tests, notifications and screen readers."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Block = dict[str, Any]
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


def words(blocks: list[Block], text: str = "") -> str:
    """Every word in the order it stands, one line a piece; the text alone where there are no blocks."""
    if not blocks:
        return plain(text)
    return "\n".join(line for block in blocks for line in _lines(block) if line)


def plain(mrkdwn: str) -> str:
    def shown(found: re.Match[str]) -> str:
        body, _, label = found[1].partition("|")
        return label or body.removeprefix("!")

    text = re.sub(r"<([^<>]+)>", shown, mrkdwn)
    for entity, letter in _ENTITIES.items():
        text = text.replace(entity, letter)
    return text


def _text(piece: Any) -> str:
    if isinstance(piece, str):
        return piece
    if not isinstance(piece, dict):
        return ""
    said = str(piece.get("text", ""))
    return plain(said) if piece.get("type") == "mrkdwn" else said


def _section(block: Block) -> list[str]:
    fields = [_text(field) for field in block.get("fields") or []]
    return [_text(block.get("text")), *fields, *_elements([block["accessory"]] if "accessory" in block else [])]


def _input(block: Block) -> list[str]:
    return [_text(block["label"]), *_elements([block["element"]]), _text(block.get("hint"))]


def _elements(elements: list[Block]) -> list[str]:
    lines = []
    for element in elements:
        if element["type"] in {"mrkdwn", "plain_text"}:
            lines.append(_text(element))
        elif element["type"] == "image":
            lines.append(str(element.get("alt_text", "")))
        else:
            lines += [_text(element.get("text")), *(_text(option["text"]) for option in element.get("options") or [])]
    return lines


def _rich(block: Block) -> list[str]:
    lines = []
    for part in block["elements"]:
        if part["type"] == "rich_text_list":
            lines += ["".join(_leaf(leaf) for leaf in item["elements"]) for item in part["elements"]]
        else:
            lines.append("".join(_leaf(leaf) for leaf in part["elements"]))
    return lines


def _leaf(leaf: Block) -> str:
    for name in ("text", "fallback", "url", "user_id", "usergroup_id", "channel_id", "range", "name"):
        if leaf.get(name):
            return str(leaf[name])
    return ""


def _container(block: Block) -> list[str]:
    inner = [line for child in block["child_blocks"] for line in _lines(child)]
    return [_text(block.get("title")), _text(block.get("subtitle")), *inner]


def _table(block: Block) -> list[str]:
    rows = [[_cell(cell) for cell in row] for row in block["rows"]]
    return [str(block.get("caption", "")), *(" | ".join(row) for row in rows)]


def _cell(cell: Block) -> str:
    return " ".join(_rich(cell)) if cell["type"] == "rich_text" else str(cell.get("text", cell.get("value", "")))


def _card(block: Block) -> list[str]:
    pieces = [_text(block.get(name)) for name in ("title", "subtitle", "body", "subtext")]
    return [*pieces, *_elements(block.get("actions") or [])]


def _only_text(block: Block) -> list[str]:
    return [_text(block.get("title")), _text(block.get("text"))]


_READ: Mapping[str, Callable[[Block], list[str]]] = {
    "section": _section,
    "input": _input,
    "context": lambda block: _elements(block["elements"]),
    "actions": lambda block: _elements(block["elements"]),
    "context_actions": lambda block: _elements(block["elements"]),
    "rich_text": _rich,
    "container": _container,
    "table": _table,
    "data_table": _table,
    "card": _card,
    "carousel": lambda block: [line for card in block["elements"] for line in _card(card)],
    "image": lambda block: [_text(block.get("title")), str(block.get("alt_text", ""))],
}


def _lines(block: Block) -> list[str]:
    return _READ.get(block["type"], _only_text)(block)


def button_texts(elements: Iterable[Block]) -> list[str]:
    return [_text(element["text"]) for element in elements if element["type"] == "button"]
