"""The dozen pieces all surfaces are made of, each cut to Slack's limits.

What a person typed goes into plain text or into leaves of rich text, never into markup. `limits.py` has the bounds.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from blocks import limits
from escalation.kinds import at_most
from escalation.notices import Due
from escalation.record import Value

Block = dict[str, Any]
Part = str | Block
"""One run of a rich text line: typed words as they are, or a leaf made by one of the functions below."""
Line = Sequence[Part]


class Message(Value):
    """What is posted: `text` for notifications and screen readers, in Slack's markup; `blocks` for the eye."""

    text: str
    blocks: list[Block]


# --- text

# A zero-width space after each mark keeps Slack from pairing it; the words read the same.
_NOT_MARKUP = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;"} | {mark: f"{mark}\u200b" for mark in "*_~`"} | {"\0": ""}
)


def plain(text: str, *, most: int = limits.TEXT) -> Block:
    """Slack refuses empty text, so an empty one becomes a dash."""
    text = text.replace("\0", "")
    return {"type": "plain_text", "text": at_most(text, most) if text.strip() else "-", "emoji": True}


def escaped(text: str) -> str:
    """Typed words for a notification's text, which Slack reads as markup: no mention, link or style survives."""
    return text.translate(_NOT_MARKUP)


def notification(text: str) -> str:
    """Cut to its bound, and never through an entity or a moment, which would show its inner part."""
    return _HALF.sub("…", at_most(text, limits.MESSAGE_TEXT)) if len(text) > limits.MESSAGE_TEXT else text


_HALF = re.compile(r"(?:&[a-z]{0,4}|<[^<>]*)…$")


def pieces(text: str, most: int) -> Iterator[str]:
    """All of `text`, in parts of at most `most` letters, between lines or words where there are any."""
    while len(text) > most:
        end = max(text.rfind("\n", most // 2, most), text.rfind(" ", most * 4 // 5, most)) + 1 or most
        yield text[:end]
        text = text[end:]
    if text:
        yield text


# --- leaves of rich text


def bold(text: str) -> Block:
    return _leaf(text.replace("\0", "") or "-") | {"style": {"bold": True}}


def code(text: str) -> Block:
    return _leaf(text.replace("\0", "") or "-") | {"style": {"code": True}}


def link(url: str, text: str) -> Block:
    return {"type": "link", "url": at_most(url, limits.TEXT), "text": text}


def user(id: str) -> Block:
    return {"type": "user", "user_id": id}


def group(id: str) -> Block:
    return {"type": "usergroup", "usergroup_id": id}


def channel(id: str) -> Block:
    return {"type": "channel", "channel_id": id}


def when(moment: datetime, form: str = "{date_short_pretty} {time}") -> Block:
    """A moment in the reader's own time zone. `form` is Slack's; the fallback says UTC."""
    return {"type": "date", "timestamp": int(moment.timestamp()), "format": form, "fallback": _utc(moment)}


def when_text(moment: datetime, form: str = "{date_short_pretty} {time}") -> str:
    """The same for a notification's text."""
    return f"<!date^{int(moment.timestamp())}^{form}|{_utc(moment)}>"


def _utc(moment: datetime) -> str:
    return f"{moment:%a {moment.day} %b %H:%M} UTC"


def to_wake(due: Due) -> list[Part]:
    """That a ping may not be enough, and how someone is woken; nothing where people are at work."""
    if due.page is None:
        return []
    how = "on-call is paged too" if due.is_paged else "page on-call"
    return [f" Slack may not wake anyone: {how}", f" ({due.page})." if due.page else "."]


# --- rich text


def rich(*lines: Line) -> Block:
    """Lines of one paragraph."""
    leaves: list[Block] = []
    for line in lines:
        if leaves:
            leaves.append(_leaf("\n"))
        leaves.extend(_leaves(line))
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": leaves or [_leaf("-")]}]}


def quote(text: str) -> Block:
    return {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": list(_leaves([text]))}]}


def preformatted(text: str) -> Block:
    return {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": list(_leaves([text]))}]}


def items(lines: Sequence[Line], *, ordered: bool = False) -> Block:
    sections = [{"type": "rich_text_section", "elements": list(_leaves(line))} for line in lines]
    style = "ordered" if ordered else "bullet"
    return {"type": "rich_text", "elements": [{"type": "rich_text_list", "style": style, "elements": sections}]}


def _leaves(line: Line) -> Iterator[Block]:
    for part in line:
        if not isinstance(part, str):
            yield part
            continue
        part = part.replace("\0", "")  # noqa: PLW2901 - Slack has no use for it
        for start in range(0, len(part), limits.TEXT):
            yield _leaf(part[start : start + limits.TEXT])


def _leaf(text: str) -> Block:
    return {"type": "text", "text": text}


# --- blocks


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, most=limits.HEADER)}


def said(text: str) -> Block:
    """A section of words that are not markup."""
    return {"type": "section", "text": plain(text)}


def context(*texts: str) -> Block:
    return {"type": "context", "elements": [plain(text) for text in texts[: limits.CONTEXT_ELEMENTS]]}


def divider() -> Block:
    return {"type": "divider"}


def actions(*elements: Block, block_id: str | None = None) -> Block:
    block: Block = {"type": "actions", "elements": list(elements[: limits.ACTION_ELEMENTS])}
    return block | ({"block_id": block_id} if block_id else {})


def button(text: str, action: str, *, value: str = "", style: str | None = None, url: str | None = None) -> Block:
    element: Block = {"type": "button", "text": plain(text, most=limits.BUTTON_TEXT), "action_id": action}
    if value:
        element["value"] = value
    if style:
        element["style"] = style
    return element | ({"url": url} if url else {})


def option(text: str, value: str, description: str = "") -> Block:
    made: Block = {"text": plain(text, most=limits.OPTION_TEXT), "value": value[: limits.OPTION_VALUE]}
    return made | ({"description": plain(description, most=limits.OPTION_TEXT)} if description else {})


def overflow(action: str, options: Sequence[Block]) -> Block:
    return {"type": "overflow", "action_id": action, "options": list(options[: limits.OVERFLOW_OPTIONS])}


def field(
    name: str,
    label: str,
    element: Mapping[str, Any],
    *,
    hint: str = "",
    optional: bool = True,
    watched: bool = False,
) -> Block:
    """An input whose block and action are both called `name`. `watched` sends us each choice at once."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label, most=limits.LABEL),
        "element": {"action_id": name, **element},
        "optional": optional,
    }
    if hint:
        block["hint"] = plain(hint, most=limits.HINT)
    return block | ({"dispatch_action": True} if watched else {})


def text_input(
    initial: str = "", *, lines: bool = False, placeholder: str = "", most: int = limits.INPUT_TEXT
) -> Block:
    """`most` is how many letters may be typed; `initial` has no more."""
    element: Block = {"type": "plain_text_input", "multiline": lines, "max_length": most}
    if fitting := fitted(initial, lines=lines):
        element["initial_value"] = fitting
    return element | ({"placeholder": plain(placeholder, most=limits.PLACEHOLDER)} if placeholder else {})


def fitted(text: str, *, lines: bool) -> str:
    """What a field can open with of `text`: as many letters as it takes, and one line where it has no more."""
    text = text.replace("\0", "").strip()
    return (text if lines else " ".join(text.split()))[: limits.INPUT_TEXT].strip()


def select(options: Sequence[Block], *, chosen: str | None = None, placeholder: str = "Choose") -> Block:
    element: Block = {
        "type": "static_select",
        "options": list(options[: limits.OPTIONS]),
        "placeholder": plain(placeholder, most=limits.PLACEHOLDER),
    }
    initial = next((one for one in options if one["value"] == chosen), None)
    return element | ({"initial_option": initial} if initial else {})


def modal(  # noqa: PLR0913 - the parts of Slack's view
    callback: str,
    title: str,
    blocks: Sequence[Block],
    *,
    submit: str | None = None,
    close: str = "Cancel",
    metadata: str = "",
    told_when_closed: bool = False,
) -> Block:
    view: Block = {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title, most=limits.TITLE),
        "close": plain(close, most=limits.TITLE),
        "blocks": list(blocks[: limits.VIEW_BLOCKS]),
        "private_metadata": metadata,
        "notify_on_close": told_when_closed,
    }
    return view | ({"submit": plain(submit, most=limits.TITLE)} if submit else {})


def in_plain_words(message: Message) -> list[Block]:
    """The same words in the simplest blocks there are, for a Slack that refuses the others. Buttons are lost."""
    words = (text for block in message.blocks if block["type"] != "actions" for text in _words(block))
    return [said(text) for text in words][: limits.MESSAGE_BLOCKS] or [said(message.text)]


def _words(block: Block) -> Iterator[str]:
    """Each paragraph's words, mentions left out."""
    inner = block.get("elements") or ()
    if block["type"] in {"rich_text_section", "rich_text_quote", "rich_text_preformatted"}:
        yield "".join(str(leaf.get("text") or leaf.get("fallback") or "") for leaf in inner)
        return
    if isinstance(block.get("text"), dict):
        yield str(block["text"]["text"])
    for one in inner:
        if one.get("type") == "plain_text":
            yield str(one["text"])
        else:
            yield from _words(one)
