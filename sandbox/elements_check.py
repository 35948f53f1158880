"""The elements people press and fill, as tables: which fields they have, how long, and where they may stand."""

from collections.abc import Mapping
from typing import Any

from sandbox import limits
from sandbox.forms import options_of
from sandbox.shapes import (
    Findings,
    Rule,
    Shape,
    anything,
    anything_in_an_object,
    at_least_one_of,
    choice,
    flag,
    integer,
    items,
    matching,
    one_of,
    string,
    text,
)

ID = string(limits.ID)
CONFIRM = Shape(
    {
        "title": text(limits.CONFIRM_TITLE, plain=True),
        "text": text(limits.CONFIRM_TEXT),
        "confirm": text(limits.CONFIRM_BUTTON, plain=True),
        "deny": text(limits.CONFIRM_BUTTON, plain=True),
        "style": choice("primary", "danger"),
    },
    required=("title", "text", "confirm", "deny"),
)


def _option(*, plain: bool, with_url: bool = False) -> Shape:
    fields: dict[str, Rule] = {
        "text": text(limits.OPTION_TEXT, plain=plain),
        "value": string(limits.OPTION_VALUE),
        "description": text(limits.OPTION_TEXT, plain=plain),
    }
    if with_url:
        fields["url"] = string(limits.URL)
    return Shape(fields, required=("text", "value"))


OPTION = _option(plain=True)
CHOICE = _option(plain=False)  # radio buttons and checkboxes may speak mrkdwn
OVERFLOW_OPTION = _option(plain=True, with_url=True)
OPTION_GROUP = Shape(
    {"label": text(limits.OPTION_TEXT, plain=True), "options": items(OPTION, limits.OPTIONS)},
    required=("label", "options"),
)


def _initial_is_offered(findings: Findings, element: Any, at: str) -> None:
    try:
        offered = {str(option["value"]) for option in options_of(element)}
        chosen = [element["initial_option"]] if "initial_option" in element else element.get("initial_options", [])
        missing = [option for option in chosen if option["value"] not in offered]
    except (KeyError, TypeError):
        return  # said already, where the option itself is wrong
    if missing:
        name = "initial_option" if "initial_option" in element else "initial_options"
        findings.add(f"{name} must be one of the provided options", f"{at}/{name}")


def _values_differ(findings: Findings, element: Any, at: str) -> None:
    try:
        values = [option["value"] for option in options_of(element)]
    except (KeyError, TypeError):
        return
    if len(values) != len(set(map(str, values))):
        findings.add("option values must be unique", f"{at}/options")


def _least_under_most(findings: Findings, element: Any, at: str) -> None:
    least, most = element.get("min_length"), element.get("max_length")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        findings.add("min_length must not be greater than max_length", f"{at}/min_length")
    initial = element.get("initial_value")
    if isinstance(most, int) and isinstance(initial, str) and len(initial) > most:
        findings.add(f"must be less than {most + 1} characters", f"{at}/initial_value")


_TYPE: Mapping[str, Rule] = {"type": anything, "action_id": ID}
_FOCUS: Mapping[str, Rule] = {"focus_on_load": flag}
_HINTED: Mapping[str, Rule] = {"placeholder": text(limits.PLACEHOLDER, plain=True), **_FOCUS}
_CONFIRMED: Mapping[str, Rule] = {"confirm": CONFIRM}
_DISPATCH = Shape(
    {"trigger_actions_on": items(choice("on_enter_pressed", "on_character_entered"), 2)},
    required=("trigger_actions_on",),
)
_SELECT: Mapping[str, Rule] = {**_TYPE, **_HINTED, **_CONFIRMED}
_STATIC: Mapping[str, Rule] = {
    **_SELECT,
    "options": items(OPTION, limits.OPTIONS),
    "option_groups": items(OPTION_GROUP, limits.OPTION_GROUPS),
}
_MOST: Mapping[str, Rule] = {"max_selected_items": integer(1, limits.OPTIONS)}
_EXTERNAL: Mapping[str, Rule] = {**_SELECT, "min_query_length": integer(0, limits.ID)}
_CONVERSATIONS: Mapping[str, Rule] = {
    **_SELECT,
    "default_to_current_conversation": flag,
    "filter": Shape(
        {
            "include": items(choice("im", "mpim", "private", "public"), 4),
            "exclude_external_shared_channels": flag,
            "exclude_bot_users": flag,
        },
        also=(at_least_one_of("include", "exclude_external_shared_channels", "exclude_bot_users"),),
    ),
}
_CHOICES: Mapping[str, Rule] = {**_TYPE, **_CONFIRMED, **_FOCUS, "options": items(CHOICE, limits.CHOICES)}
_TYPED: Mapping[str, Rule] = {**_TYPE, **_HINTED, "dispatch_action_config": _DISPATCH}
_DATE = matching(r"\d{4}-\d{2}-\d{2}", "a date like 2026-12-31")
_TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "a time like 23:59")
_EPOCH = integer(1_000_000_000, 9_999_999_999)
_NAME = string(limits.ID)
_NAMES = items(_NAME, limits.OPTIONS, least=0)
_OFFERED = (one_of("options", "option_groups"), _initial_is_offered)
_BUTTON: Mapping[str, Rule] = {**_TYPE, "text": text(limits.BUTTON_TEXT, plain=True)}

ELEMENTS: Mapping[str, Rule] = {
    "button": Shape(
        {
            **_BUTTON,
            **_CONFIRMED,
            "url": string(limits.URL),
            "value": string(limits.BUTTON_VALUE, least=0),
            "style": choice("primary", "danger"),
            "accessibility_label": string(limits.BUTTON_TEXT),
            "agent_prompt": string(limits.AGENT_PROMPT),
        },
        required=("text",),
    ),
    "workflow_button": Shape(
        {
            **_BUTTON,
            "workflow": anything_in_an_object,
            "style": choice("primary", "danger"),
            "accessibility_label": string(limits.BUTTON_TEXT),
        },
        required=("text", "workflow"),
    ),
    "overflow": Shape(
        {**_TYPE, **_CONFIRMED, "options": items(OVERFLOW_OPTION, limits.OVERFLOW_OPTIONS)},
        required=("options",),
        also=(_values_differ,),
    ),
    "static_select": Shape({**_STATIC, "initial_option": OPTION}, also=_OFFERED),
    "multi_static_select": Shape(
        {**_STATIC, **_MOST, "initial_options": items(OPTION, limits.OPTIONS, least=0)}, also=_OFFERED
    ),
    "external_select": Shape({**_EXTERNAL, "initial_option": OPTION}),
    "multi_external_select": Shape(
        {**_EXTERNAL, **_MOST, "initial_options": items(OPTION, limits.OPTIONS, least=0)},
    ),
    "users_select": Shape({**_SELECT, "initial_user": _NAME}),
    "multi_users_select": Shape({**_SELECT, **_MOST, "initial_users": _NAMES}),
    "channels_select": Shape({**_SELECT, "initial_channel": _NAME, "response_url_enabled": flag}),
    "multi_channels_select": Shape({**_SELECT, **_MOST, "initial_channels": _NAMES}),
    "conversations_select": Shape({**_CONVERSATIONS, "initial_conversation": _NAME, "response_url_enabled": flag}),
    "multi_conversations_select": Shape({**_CONVERSATIONS, **_MOST, "initial_conversations": _NAMES}),
    "radio_buttons": Shape(
        {**_CHOICES, "initial_option": CHOICE}, required=("options",), also=(_initial_is_offered, _values_differ)
    ),
    "checkboxes": Shape(
        {**_CHOICES, "initial_options": items(CHOICE, limits.CHOICES)},
        required=("options",),
        also=(_initial_is_offered, _values_differ),
    ),
    "datepicker": Shape({**_SELECT, "initial_date": _DATE}),
    "timepicker": Shape({**_SELECT, "initial_time": _TIME, "timezone": _NAME}),
    "datetimepicker": Shape({**_TYPE, **_CONFIRMED, **_FOCUS, "initial_date_time": _EPOCH}),
    "plain_text_input": Shape(
        {
            **_TYPED,
            "initial_value": string(limits.TYPED, least=0),
            "multiline": flag,
            "min_length": integer(0, limits.TYPED),
            "max_length": integer(1, limits.TYPED),
        },
        also=(_least_under_most,),
    ),
    "email_text_input": Shape({**_TYPED, "initial_value": string(limits.TYPED)}),
    "url_text_input": Shape({**_TYPED, "initial_value": string(limits.TYPED)}),
    "number_input": Shape(
        {
            **_TYPED,
            "is_decimal_allowed": flag,
            "initial_value": string(limits.ID),
            "min_value": string(limits.ID),
            "max_value": string(limits.ID),
        },
        required=("is_decimal_allowed",),
    ),
    "rich_text_input": Shape(
        {**_TYPED, "initial_value": anything_in_an_object, "max_lines": integer(1, limits.RICH_TEXT_LINES)},
        required=("action_id",),
    ),
    "file_input": Shape(
        {**_TYPE, "filetypes": items(string(limits.ID), limits.OPTIONS), "max_files": integer(1, limits.FILES)}
    ),
    "feedback_buttons": Shape(
        {**_TYPE, "positive_button": anything_in_an_object, "negative_button": anything_in_an_object},
        required=("positive_button", "negative_button"),
    ),
    "icon_button": Shape(
        {
            **_TYPE,
            **_CONFIRMED,
            "icon": string(limits.ID),
            "text": text(limits.BUTTON_TEXT, plain=True),
            "value": string(limits.BUTTON_VALUE, least=0),
            "accessibility_label": string(limits.BUTTON_TEXT),
            "visible_to_user_ids": _NAMES,
        },
        required=("icon", "text"),
    ),
}

_MULTI = frozenset(kind for kind in ELEMENTS if kind.startswith("multi_"))
_SINGLE = frozenset({"static_select", "external_select", "users_select", "channels_select", "conversations_select"})
_WRITTEN = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})
_PICKED = frozenset({"radio_buttons", "checkboxes", "datepicker", "timepicker"})

IN_SECTION = frozenset({"button", "workflow_button", "overflow"}) | _MULTI | _SINGLE | _PICKED
IN_ACTIONS = (
    frozenset({"button", "workflow_button", "overflow", "datetimepicker", "rich_text_input"}) | _SINGLE | _PICKED
)
IN_INPUT = frozenset({"datetimepicker", "rich_text_input", "file_input"}) | _WRITTEN | _MULTI | _SINGLE | _PICKED
IN_CONTEXT_ACTIONS = frozenset({"feedback_buttons", "icon_button"})
