"""What may stand in a rich_text block."""

from collections.abc import Mapping
from typing import Any

from sandbox import limits
from sandbox.shapes import Findings, Rule, Shape, anything, by_type, choice, flag, integer, items, string

_STYLE = Shape(
    dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), flag)
)
_ANY_NUMBER = 10_000
_ID = string(limits.ID)
_LEAF: Mapping[str, Rule] = {"type": anything, "style": _STYLE}
_LEAVES: Mapping[str, Rule] = {
    "text": Shape({**_LEAF, "text": string(limits.TEXT_OBJECT)}, required=("text",)),
    "link": Shape(
        {**_LEAF, "url": string(limits.URL), "text": string(limits.TEXT_OBJECT), "unsafe": flag}, required=("url",)
    ),
    "emoji": Shape({**_LEAF, "name": _ID, "unicode": _ID, "skin_tone": integer(1, 6), "url": string(limits.URL)}),
    "user": Shape({**_LEAF, "user_id": _ID}, required=("user_id",)),
    "usergroup": Shape({**_LEAF, "usergroup_id": _ID}, required=("usergroup_id",)),
    "channel": Shape({**_LEAF, "channel_id": _ID}, required=("channel_id",)),
    "team": Shape({**_LEAF, "team_id": _ID}, required=("team_id",)),
    "broadcast": Shape({**_LEAF, "range": choice("here", "channel", "everyone")}, required=("range",)),
    "color": Shape({**_LEAF, "value": _ID}, required=("value",)),
    "date": Shape(
        {
            **_LEAF,
            "timestamp": integer(0, 99_999_999_999),
            "format": _ID,
            "url": string(limits.URL),
            "fallback": string(limits.TEXT_OBJECT),
        },
        required=("timestamp", "format"),
    ),
}
_LINE = items(by_type(_LEAVES), _ANY_NUMBER, least=0)
_BORDER = integer(0, 1)
_SECTION = Shape({"type": anything, "elements": _LINE}, required=("elements",))
_PARTS: Mapping[str, Rule] = {
    "rich_text_section": _SECTION,
    "rich_text_preformatted": Shape(
        {
            "type": anything,
            "elements": items(by_type(_LEAVES, frozenset({"text", "link"})), _ANY_NUMBER),
            "border": _BORDER,
            "language": _ID,
        },
        required=("elements",),
    ),
    "rich_text_quote": Shape({"type": anything, "elements": _LINE, "border": _BORDER}, required=("elements",)),
    "rich_text_list": Shape(
        {
            "type": anything,
            "elements": items(by_type({"rich_text_section": _SECTION}), _ANY_NUMBER),
            "style": choice("bullet", "ordered"),
            "indent": integer(0, limits.LIST_INDENT),
            "offset": integer(0, _ANY_NUMBER),
            "border": _BORDER,
        },
        required=("elements", "style"),
    ),
}
PARTS = items(by_type(_PARTS), _ANY_NUMBER)


def rich_text(findings: Findings, value: Any, at: str) -> None:
    Shape({"type": anything, "block_id": _ID, "elements": PARTS}, required=("elements",))(findings, value, at)
