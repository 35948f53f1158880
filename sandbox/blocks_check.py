"""Which blocks may stand where, what each must look like, and what must be unique among them."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from sandbox import limits
from sandbox.elements_check import ELEMENTS, ID, IN_ACTIONS, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION
from sandbox.forms import elements_of, nested
from sandbox.rich_text_check import rich_text
from sandbox.shapes import (
    Findings,
    Rule,
    Shape,
    anything,
    anything_in_an_object,
    at_least_one_of,
    by_type,
    choice,
    flag,
    integer,
    items,
    string,
    text,
)

Block = dict[str, Any]

MESSAGE = "message"
MODAL = "modal"
HOME = "home"
MOST = {MESSAGE: limits.MESSAGE_BLOCKS, MODAL: limits.VIEW_BLOCKS, HOME: limits.VIEW_BLOCKS}

_ANYWHERE = frozenset({MESSAGE, MODAL, HOME})
# Blocks not named here may stand anywhere.
_SURFACES = {
    "alert": frozenset({MODAL}),
    "markdown": frozenset({MESSAGE}),
    "table": frozenset({MESSAGE}),
    "context_actions": frozenset({MESSAGE}),
    "plan": frozenset({MESSAGE}),
    "task_card": frozenset({MESSAGE}),
    "container": frozenset({MESSAGE}),
    "data_visualization": frozenset({MESSAGE}),
    "data_table": frozenset({MESSAGE, HOME}),
    "card": frozenset({MESSAGE, HOME}),
    "carousel": frozenset({MESSAGE, HOME}),
}
_BASE: Mapping[str, Rule] = {"type": anything, "block_id": ID}
_IMAGE: Mapping[str, Rule] = {
    "type": anything,
    "image_url": string(limits.URL),
    "slack_file": anything_in_an_object,
    "alt_text": string(limits.ALT_TEXT),
}
_IMAGE_FROM = at_least_one_of("image_url", "slack_file")
_IMAGE_ELEMENT = Shape(_IMAGE, required=("alt_text",), also=(_IMAGE_FROM,))
_ACCESSORIES: Mapping[str, Rule] = {**ELEMENTS, "image": _IMAGE_ELEMENT}
_CONTEXT: Mapping[str, Rule] = {
    "image": _IMAGE_ELEMENT,
    "plain_text": text(limits.TEXT_OBJECT),
    "mrkdwn": text(limits.TEXT_OBJECT),
}
_CELL = by_type(
    {
        "raw_text": Shape({"type": anything, "text": string(limits.TABLE_CHARACTERS, least=0)}, required=("text",)),
        "raw_number": Shape(
            {"type": anything, "value": anything, "text": string(limits.TABLE_CHARACTERS, least=0)}, required=("value",)
        ),
        "rich_text": rich_text,
    }
)
_ROW = items(_CELL, limits.TABLE_COLUMNS)
_PARTS_OF_A_CHART = items(
    Shape(
        {"label": string(limits.CHART_LABEL), "value": anything},
        required=("label", "value"),
    ),
    limits.CHART_PARTS,
)
_POINTS = items(Shape({"label": string(limits.CHART_LABEL), "value": anything}), limits.CHART_CATEGORIES)
_DRAWN = Shape(
    {
        "type": anything,
        "series": items(
            Shape({"name": string(limits.CHART_LABEL), "data": _POINTS}, required=("name", "data")), limits.CHART_PARTS
        ),
        "axis_config": Shape(
            {
                "categories": items(string(limits.CHART_LABEL), limits.CHART_CATEGORIES),
                "x_label": string(limits.CHART_AXIS_LABEL),
                "y_label": string(limits.CHART_AXIS_LABEL),
            }
        ),
    },
    required=("series",),
)
_CHART = by_type(
    {
        "pie": Shape({"type": anything, "segments": _PARTS_OF_A_CHART}, required=("segments",)),
        "line": _DRAWN,
        "bar": _DRAWN,
        "area": _DRAWN,
    }
)
_CARD = Shape(
    {
        **_BASE,
        "hero_image": anything_in_an_object,
        "icon": anything_in_an_object,
        "title": text(limits.CARD_TITLE),
        "subtitle": text(limits.CARD_TITLE),
        "body": text(limits.CARD_BODY),
        "subtext": text(limits.CARD_BODY),
        "actions": items(by_type(ELEMENTS, frozenset({"button"})), limits.CARD_ACTIONS),
    },
    also=(at_least_one_of("title", "hero_image", "body", "actions"),),
)
_TASK = Shape(
    {
        **_BASE,
        "task_id": ID,
        "title": string(limits.CARD_TITLE),
        "status": choice("pending", "in_progress", "complete", "error"),
        "details": anything,
        "output": anything,
        "sources": anything,
    },
    required=("task_id", "title"),
)


def _inner(findings: Findings, value: Any, at: str) -> None:
    by_type({kind: rule for kind, rule in BLOCKS.items() if kind not in {"container", "layout"}})(findings, value, at)


BLOCKS: Mapping[str, Rule] = {
    "section": Shape(
        {
            **_BASE,
            "text": text(limits.TEXT_OBJECT),
            "fields": items(text(limits.SECTION_FIELD), limits.SECTION_FIELDS),
            "accessory": by_type(_ACCESSORIES, IN_SECTION | {"image"}),
            "expand": flag,
        },
        also=(at_least_one_of("text", "fields"),),
    ),
    "header": Shape(
        {**_BASE, "text": text(limits.HEADER, plain=True), "level": integer(1, limits.HEADER_LEVELS)},
        required=("text",),
    ),
    "divider": Shape(_BASE),
    "image": Shape(
        {**_BASE, **_IMAGE, "title": text(limits.ALT_TEXT, plain=True)}, required=("alt_text",), also=(_IMAGE_FROM,)
    ),
    "context": Shape({**_BASE, "elements": items(by_type(_CONTEXT), limits.CONTEXT_ELEMENTS)}, required=("elements",)),
    "actions": Shape(
        {**_BASE, "elements": items(by_type(ELEMENTS, IN_ACTIONS), limits.ACTIONS_ELEMENTS)}, required=("elements",)
    ),
    "context_actions": Shape(
        {**_BASE, "elements": items(by_type(ELEMENTS, IN_CONTEXT_ACTIONS), limits.CONTEXT_ACTIONS_ELEMENTS)},
        required=("elements",),
    ),
    "input": Shape(
        {
            **_BASE,
            "label": text(limits.INPUT_LABEL, plain=True),
            "element": by_type(ELEMENTS, IN_INPUT),
            "hint": text(limits.INPUT_LABEL, plain=True),
            "optional": flag,
            "dispatch_action": flag,
        },
        required=("label", "element"),
    ),
    "rich_text": rich_text,
    "markdown": Shape({**_BASE, "text": string(limits.MARKDOWN_TEXT)}, required=("text",)),
    "table": Shape(
        {
            **_BASE,
            "rows": items(_ROW, limits.TABLE_ROWS),
            "column_settings": items(anything, limits.TABLE_COLUMNS),
        },
        required=("rows",),
    ),
    "data_table": Shape(
        {
            **_BASE,
            "caption": string(limits.TEXT_OBJECT),
            "rows": items(_ROW, limits.DATA_TABLE_ROWS, least=limits.DATA_TABLE_ROWS_LEAST),
            "page_size": integer(1, limits.DATA_TABLE_PAGE),
            "row_header_column_index": integer(0, limits.TABLE_COLUMNS),
        },
        required=("caption", "rows"),
    ),
    "data_visualization": Shape(
        {**_BASE, "title": string(limits.CHART_TITLE), "chart": _CHART}, required=("title", "chart")
    ),
    "alert": Shape(
        {
            **_BASE,
            "text": text(limits.ALERT),
            "level": choice("default", "info", "warning", "error", "success"),
        },
        required=("text",),
    ),
    "card": _CARD,
    "carousel": Shape({**_BASE, "elements": items(by_type({"card": _CARD}), limits.CAROUSEL)}, required=("elements",)),
    "container": Shape(
        {
            **_BASE,
            "title": text(limits.CONTAINER_TITLE),
            "subtitle": text(limits.CONTAINER_TITLE),
            "icon": anything_in_an_object,
            "child_blocks": items(_inner, limits.CONTAINER_BLOCKS),
            "width": string(limits.ID),
            "is_collapsible": flag,
            "default_collapsed": flag,
        },
        required=("child_blocks",),
    ),
    "layout": Shape(
        {
            **_BASE,
            "label": string(limits.LAYOUT_LABEL),
            "rows": items(anything, limits.LAYOUT_ROWS),
            "is_label_visible": flag,
            "grid_lines": anything,
            "fallback": anything,
        },
        required=("label", "rows"),
    ),
    "plan": Shape({**_BASE, "title": string(limits.CARD_TITLE), "tasks": items(_TASK, limits.PLAN_TASKS)}),
    "task_card": _TASK,
    "video": Shape(
        {
            **_BASE,
            "title": text(limits.VIDEO_TITLE, plain=True),
            "author_name": string(limits.VIDEO_AUTHOR),
            "alt_text": string(limits.ALT_TEXT),
            "thumbnail_url": string(limits.URL),
            "video_url": string(limits.URL),
            "title_url": string(limits.URL),
            "description": text(limits.INPUT_LABEL, plain=True),
            "provider_name": string(limits.ID),
            "provider_icon_url": string(limits.URL),
        },
        required=("title", "alt_text", "thumbnail_url", "video_url"),
    ),
}


def faults_in(blocks: Any, surface: str, at: str = "/blocks") -> list[str]:
    """Slack's sentences about these blocks; none if they may stand on this surface."""
    findings = Findings()
    items(by_type(BLOCKS), MOST[surface], least=0)(findings, blocks, at)
    if findings.messages:
        return findings.messages
    _surfaces(findings, blocks, surface, at)
    _unique(findings, blocks, at)
    _together(findings, blocks, at)
    return findings.messages


def _surfaces(findings: Findings, blocks: list[Block], surface: str, at: str) -> None:
    for index, block in enumerate(blocks):
        for inside in nested([block]):
            kind = inside["type"]
            if surface not in _SURFACES.get(kind, _ANYWHERE):
                findings.add(f"unsupported type: {kind}", f"{at}/{index}/type")
            if surface != MODAL and any(element["type"] == "file_input" for element in elements_of(inside)):
                findings.add("unsupported type: file_input", f"{at}/{index}/element/type")


def _unique(findings: Findings, blocks: list[Block], at: str) -> None:
    block_ids = Counter(block["block_id"] for block in nested(blocks) if "block_id" in block)
    for name in (name for name, times in block_ids.items() if times > 1):
        findings.add(f"`block_id` {name} already exists", at)
    for index, block in enumerate(blocks):
        for inside in nested([block]):
            ids = Counter(e["action_id"] for e in elements_of(inside) if "action_id" in e)
            for name in (name for name, times in ids.items() if times > 1):
                findings.add(f"`action_id` {name} already exists for this block", f"{at}/{index}")
    focused = [e for block in nested(blocks) for e in elements_of(block) if e.get("focus_on_load")]
    if len(focused) > 1:
        findings.add("only one element can have focus_on_load", at)


def _together(findings: Findings, blocks: list[Block], at: str) -> None:
    kinds = Counter(block["type"] for block in nested(blocks))
    if kinds["table"] + kinds["data_table"] > limits.TABLES_PER_MESSAGE:
        findings.add("only one table is allowed", at)
    if kinds["data_visualization"] > limits.CHARTS_PER_MESSAGE:
        findings.add(f"no more than {limits.CHARTS_PER_MESSAGE} data_visualization blocks allowed", at)
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > limits.MARKDOWN_TEXT:
        findings.add(f"markdown must be less than {limits.MARKDOWN_TEXT + 1} characters together", at)
    for index, block in enumerate(blocks):
        if block["type"] in {"table", "data_table"}:
            _table(findings, block, f"{at}/{index}")


def _table(findings: Findings, block: Block, at: str) -> None:
    cells = [cell for row in block["rows"] for cell in row]
    if sum(len(str(cell.get("text") or json.dumps(cell.get("elements", "")))) for cell in cells) > (
        limits.TABLE_CHARACTERS
    ):
        findings.add(f"cells must be less than {limits.TABLE_CHARACTERS + 1} characters together", at)
    if block["type"] == "data_table":
        if len({len(row) for row in block["rows"]}) > 1:
            findings.add("all rows must have the same length", f"{at}/rows")
        if any(cell["type"] == "rich_text" for cell in block["rows"][0]):
            findings.add("rich_text is not allowed in the header row", f"{at}/rows/0")
