"""Slack's bounds, held against what we show: plain dicts in, a list of broken rules out.

The figures are Slack's (docs.slack.dev, Block Kit and method pages), written down here a second time on purpose: the
table in `blocks/limits.py` is what the program believes. slack-sdk's own models check less (no lengths of section
fields, options or initial values), so what passes here is read back through them too.
"""

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

LETTERS = {
    "block_id": 255,
    "action_id": 255,
    "text": 3000,
    "header": 150,
    "field": 2000,
    "label": 2000,
    "hint": 2000,
    "placeholder": 150,
    "initial value": 3000,
    "option": 75,
    "option value": 150,
    "button": 75,
    "button value": 2000,
    "url": 3000,
    "title, submit, close": 24,
    "private_metadata": 3000,
    "callback_id": 255,
    "message text": 3000,  # Slack's hard bound is 4,000
}
ITEMS = {
    "blocks of a message": 50,
    "blocks of a view": 100,
    "fields": 10,
    "context": 10,
    "actions": 25,
    "overflow": 5,
    "static_select": 100,
    "checkboxes": 10,
    "files": 10,
}
BYTES_OF_A_VIEW = 250_000

EVERYWHERE = {"actions", "context", "divider", "header", "rich_text", "section"}
ON_SURFACE = {"message": EVERYWHERE, "modal": EVERYWHERE | {"input"}, "home": EVERYWHERE}
# What a block must have, and what it may have besides `type` and `block_id`.
BLOCKS: Mapping[str, tuple[set[str], set[str]]] = {
    "actions": ({"elements"}, set()),
    "context": ({"elements"}, set()),
    "divider": (set(), set()),
    "header": ({"text"}, set()),
    "input": ({"label", "element"}, {"hint", "optional", "dispatch_action"}),
    "rich_text": ({"elements"}, set()),
    "section": ({"text"}, {"fields", "accessory"}),
}
ELEMENTS: Mapping[str, tuple[set[str], set[str]]] = {
    "button": ({"text", "action_id"}, {"value", "style", "url"}),
    "checkboxes": ({"action_id", "options"}, {"initial_options"}),
    "conversations_select": ({"action_id"}, {"placeholder", "initial_conversation", "filter"}),
    "datepicker": ({"action_id"}, {"initial_date", "placeholder"}),
    "datetimepicker": ({"action_id"}, {"initial_date_time"}),
    "file_input": ({"action_id"}, {"max_files"}),
    "overflow": ({"action_id", "options"}, set()),
    "plain_text_input": ({"action_id"}, {"multiline", "max_length", "initial_value", "placeholder"}),
    "static_select": ({"action_id", "options"}, {"placeholder", "initial_option"}),
    "users_select": ({"action_id"}, {"placeholder", "initial_user"}),
}
INPUTS = set(ELEMENTS) - {"button", "overflow"}
PRESSED = {
    "button",
    "checkboxes",
    "conversations_select",
    "datepicker",
    "datetimepicker",
    "overflow",
    "static_select",
    "users_select",
}
LEAVES: Mapping[str, tuple[set[str], set[str]]] = {
    "text": ({"text"}, {"style"}),
    "link": ({"url"}, {"text", "style"}),
    "user": ({"user_id"}, set()),
    "usergroup": ({"usergroup_id"}, set()),
    "channel": ({"channel_id"}, set()),
    "date": ({"timestamp", "format"}, {"fallback", "url"}),
}
PARAGRAPHS = {"rich_text_section", "rich_text_quote", "rich_text_preformatted"}

Thing = Mapping[str, Any]


def broken_in_message(message: Any) -> list[str]:
    """What Slack would refuse, or show as something else, in a `Message` or in a private answer."""
    text, blocks = (message["text"], message["blocks"]) if isinstance(message, dict) else (message.text, message.blocks)
    found = [*_length(text, "message text", "text"), *_markup(text), *_blocks(blocks, "message")]
    if len(blocks) > ITEMS["blocks of a message"]:
        found.append(f"{len(blocks)} blocks")
    return [*found, *_read_back(blocks)]


def broken_in_view(view: Thing) -> list[str]:
    kind, blocks = str(view.get("type")), list(view["blocks"])
    found = [*_blocks(blocks, kind)]
    if len(blocks) > ITEMS["blocks of a view"]:
        found.append(f"{len(blocks)} blocks")
    if len(json.dumps(view).encode()) > BYTES_OF_A_VIEW:
        found.append("larger than 250 KB")
    if kind == "modal":
        found += _of_modal(view)
    return [*found, *_read_back(blocks), *_view_read_back(view)]


def _of_modal(view: Thing) -> Iterator[str]:
    for part in ("title", "submit", "close"):
        if part in view:
            yield from _plain(view[part], "title, submit, close", part)
    if "title" not in view:
        yield "no title"
    if "submit" not in view and any(block["type"] == "input" for block in view["blocks"]):
        yield "an input without submit"
    yield from _length(view.get("private_metadata", "-") or "-", "private_metadata", "private_metadata")
    yield from _length(view["callback_id"], "callback_id", "callback_id")


# --- blocks


def _blocks(blocks: Iterable[Thing], surface: str) -> Iterator[str]:
    ids: list[str] = []
    if not blocks:
        yield "no blocks"
    for number, block in enumerate(blocks):
        at = f"{number} {block.get('type')}"
        if block.get("type") not in ON_SURFACE[surface]:
            yield f"{at}: not on a {surface}"
            continue
        if "block_id" in block:
            yield from _length(block["block_id"], "block_id", at)
            ids.append(block["block_id"])
        yield from _shape(block, BLOCKS, at, also={"block_id"})
        yield from _of_block(block, at)
    yield from (f"block_id twice: {one}" for one in {one for one in ids if ids.count(one) > 1})


def _of_block(block: Thing, at: str) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield from _plain(block["text"], "header", at)
        case "section":
            yield from _section(block, at)
        case "context":
            yield from _count(block["elements"], "context", at)
            yield from (broken for one in block["elements"] for broken in _plain(one, "text", at))
        case "actions":
            yield from _actions(block["elements"], at)
        case "input":
            yield from _input(block, at)
        case "rich_text":
            yield from _rich(block["elements"], at)


def _section(block: Thing, at: str) -> Iterator[str]:
    yield from _plain(block["text"], "text", at)
    yield from _count(block.get("fields", [None]), "fields", at)
    if "accessory" in block:
        yield from _element(block["accessory"], at, PRESSED)


def _input(block: Thing, at: str) -> Iterator[str]:
    yield from _plain(block["label"], "label", at)
    if "hint" in block:
        yield from _plain(block["hint"], "hint", at)
    yield from _element(block["element"], at, INPUTS)


def _actions(elements: list[Thing], at: str) -> Iterator[str]:
    yield from _count(elements, "actions", at)
    for one in elements:
        yield from _element(one, at, PRESSED)
    names = [one.get("action_id") for one in elements]
    if len(set(names)) < len(names):
        yield f"{at}: action_id twice"


def _rich(elements: list[Thing], at: str) -> Iterator[str]:
    for one in elements:
        if one["type"] == "rich_text_list":
            yield from _rich(one["elements"], at)
        elif one["type"] not in PARAGRAPHS:
            yield f"{at}: {one['type']} is no paragraph"
        elif not one["elements"]:
            yield f"{at}: an empty paragraph"
        else:
            for leaf in one["elements"]:
                yield from _leaf(leaf, at)


def _leaf(leaf: Thing, at: str) -> Iterator[str]:
    yield from _shape(leaf, LEAVES, at)
    if leaf["type"] == "text":  # a blank between two leaves is a text too
        yield from _length(leaf["text"] if leaf["text"].strip(" \n") or not leaf["text"] else "-", "text", at)
    if leaf["type"] == "link":
        yield from _length(leaf["url"], "url", at)
    if leaf["type"] == "date" and not isinstance(leaf["timestamp"], int):
        yield f"{at}: a moment is whole seconds"


# --- elements


def _element(element: Thing, at: str, allowed: set[str]) -> Iterator[str]:
    kind = element.get("type")
    if kind not in allowed:
        yield f"{at}: {kind} does not go here"
        return
    yield from _shape(element, ELEMENTS, at)
    yield from _length(element["action_id"], "action_id", at)
    if "placeholder" in element:
        yield from _plain(element["placeholder"], "placeholder", at)
    match kind:
        case "button":
            yield from _button(element, at)
        case "plain_text_input":
            yield from _text_input(element, at)
        case "datetimepicker" if not 10**9 <= element.get("initial_date_time", 10**9) < 10**10:
            yield f"{at}: a moment has ten digits"
        case "file_input" if not 1 <= element.get("max_files", 1) <= ITEMS["files"]:
            yield f"{at}: too many files"
        case "checkboxes" | "overflow" | "static_select":
            yield from _options(element, at)


def _text_input(element: Thing, at: str) -> Iterator[str]:
    initial = element.get("initial_value", "-")
    yield from _length(initial, "initial value", at)
    if not element.get("multiline") and "\n" in initial:
        yield f"{at}: several lines in a field of one"


def _options(element: Thing, at: str) -> Iterator[str]:
    options = element["options"]
    yield from _count(options, element["type"], at)
    for option in options:
        yield from _plain(option["text"], "option", at)
        yield from _length(option["value"], "option value", at)
        if "description" in option:
            yield from _plain(option["description"], "option", at)
    values = [option["value"] for option in options]
    if len(set(values)) < len(values):
        yield f"{at}: an option twice"
    for chosen in [*element.get("initial_options", ()), *filter(None, [element.get("initial_option")])]:
        if chosen not in options:
            yield f"{at}: chosen, but no option"
    if element.get("initial_options") == []:
        yield f"{at}: no option chosen is said by leaving it out"


def _button(button: Thing, at: str) -> Iterator[str]:
    yield from _plain(button["text"], "button", at)
    if "value" in button:
        yield from _length(button["value"], "button value", at)
    if "url" in button:
        yield from _length(button["url"], "url", at)
    if button.get("style", "primary") not in {"primary", "danger"}:
        yield f"{at}: no such style"


# --- the smallest parts


def _shape(
    thing: Thing, known: Mapping[str, tuple[set[str], set[str]]], at: str, also: Iterable[str] = ()
) -> list[str]:
    if thing.get("type") not in known:
        return [f"{at}: unknown type {thing.get('type')}"]
    required, optional = known[thing["type"]]
    missing, surplus = required - set(thing), set(thing) - required - optional - {"type", *also}
    return [
        *(f"{at}: {name} is missing" for name in sorted(missing)),
        *(f"{at}: unknown {name}" for name in sorted(surplus)),
    ]


def _plain(text: Thing, bound: str, at: str) -> Iterator[str]:
    if text.get("type") != "plain_text":
        yield f"{at}: {bound} is {text.get('type')}, which Slack reads as markup"
    yield from _length(text["text"], bound, at)


def _length(text: str, bound: str, at: str) -> list[str]:
    found = []
    if not text.strip():
        found.append(f"{at}: {bound} is empty")
    if len(text) > LETTERS[bound]:
        found.append(f"{at}: {bound} has {len(text)} letters, {LETTERS[bound]} are allowed")
    if "\0" in text:
        found.append(f"{at}: {bound} has a NUL")
    return found


def _count(items: list[Any], bound: str, at: str) -> list[str]:
    return [] if 1 <= len(items) <= ITEMS[bound] else [f"{at}: {len(items)} in {bound}"]


# What we put into a notification ourselves: moments, and mentions of people and groups by id.
_OURS = re.compile(r"<!date\^\d+\^[^|<>]*\|[^|<>]*>|<@[UW][A-Z0-9]+>|<!subteam\^S[A-Z0-9]+>")
_PAIRS = re.compile(r"[*_~`](?![\u200b…])")


def _markup(text: str) -> Iterator[str]:
    """Slack reads the notification's text as markup: only our own may be in it."""
    rest = _OURS.sub("", text)
    if "<" in rest:
        yield f"text: markup in {rest[rest.index('<') :][:40]!r}"
    if found := re.search(r"&(?!amp;|lt;|gt;)", rest):
        yield f"text: half an entity in {rest[found.start() :][:10]!r}"
    if found := _PAIRS.search(rest):
        yield f"text: style in {rest[found.start() :][:40]!r}"


# --- slack-sdk's own models


def _read_back(blocks: Iterable[Thing]) -> Iterator[str]:
    """Every block is one that slack-sdk knows, and says the same again. Of unknown ones it only says so in its log."""
    logging.getLogger("slack_sdk").setLevel(logging.ERROR)
    for block in blocks:
        parsed = Block.parse(dict(block))
        if parsed is None:
            yield f"slack-sdk does not know {block.get('type')}"
        elif (again := parsed.to_dict()) != block:
            yield f"slack-sdk reads another {block.get('type')}: {again} from {block}"


def _view_read_back(view: Thing) -> Iterator[str]:
    again = View(**view).to_dict()
    if len(again["blocks"]) != len(view["blocks"]) or None in again["blocks"]:
        yield "slack-sdk loses blocks of the view"
