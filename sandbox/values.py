"""A person's answer to one input: what may be put in, and what their client says before it lets them send."""

import re
from collections.abc import Iterable
from typing import Any

from sandbox.errors import NotThere
from sandbox.forms import HOLDS, MANY, OF_OPTIONS, options_of
from sandbox.uploads import uploaded
from sandbox.workspace import View, Workspace

Element = dict[str, Any]
_REQUIRED = "Please complete this required field."
_PICKED = {
    "selected_date": r"\d{4}-\d{2}-\d{2}",
    "selected_time": r"([01]\d|2[0-3]):[0-5]\d",
    "selected_date_time": r"\d{10}",
}


def put_in(element: Element, wanted: Any, workspace: Workspace, offered: list[dict[str, Any]] | None = None) -> Any:
    """The value as the state holds it. `offered` are the options an external menu has just been given."""
    held, _ = HOLDS[element["type"]]
    if wanted is None or wanted in ("", []):
        return [] if held in MANY else None
    if held == "rich_text_value":
        return wanted if isinstance(wanted, dict) else _rich(str(wanted))
    if held == "files":
        return [uploaded(one, workspace.story.team_domain) for one in _listed(wanted)]
    if held in OF_OPTIONS:
        choices = options_of(element) if offered is None else offered
        picked = [_option(choices, one) for one in _listed(wanted)]
        return picked if held in MANY else picked[0]
    if held in MANY:
        return [_known(held, one, workspace) for one in _listed(wanted)]
    return _single(held, wanted, workspace)


def _single(held: str, wanted: Any, workspace: Workspace) -> Any:
    if held in _PICKED:
        if re.fullmatch(_PICKED[held], str(wanted)) is None:
            raise NotThere(f"{wanted!r} cannot be picked here.")
        return int(wanted) if held == "selected_date_time" else str(wanted)
    return str(wanted) if held == "value" else _known(held, wanted, workspace)


def _listed(wanted: Any) -> list[Any]:
    return list(wanted) if isinstance(wanted, (list, tuple, set)) else [wanted]


def _option(choices: Iterable[dict[str, Any]], wanted: Any) -> dict[str, Any]:
    offered = []
    for option in choices:
        if str(wanted) in {option.get("value"), option["text"]["text"]}:
            return option
        offered.append(str(option.get("value")))
    raise NotThere(f"{wanted!r} is not offered. There are: {', '.join(offered) or 'no options'}.")


def _known(held: str, wanted: Any, workspace: Workspace) -> Any:
    if held.startswith("selected_user") and wanted not in workspace.people:
        raise NotThere(f"Nobody here is called {wanted!r}.")
    if held.startswith(("selected_channel", "selected_conversation")) and wanted not in workspace.channels:
        raise NotThere(f"There is no channel {wanted!r}.")
    return wanted


def _rich(text: str) -> dict[str, Any]:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


def as_python(state: dict[str, Any]) -> Any:
    """An option as its value, everything else as it is."""
    value = state[HOLDS[state["type"]][0]]
    if isinstance(value, dict) and "value" in value and "text" in value:
        return value["value"]
    if isinstance(value, list):
        return [one["value"] if isinstance(one, dict) and "value" in one else one for one in value]
    return value


def refusals(view: View) -> dict[str, str]:
    """What the client itself refuses to send, by block."""
    found: dict[str, str] = {}
    for block in view.blocks:
        if block["type"] != "input":
            continue
        value = view.form.get((block["block_id"], block["element"]["action_id"]))
        if value in (None, "", []):
            if not block.get("optional"):
                found[block["block_id"]] = _REQUIRED
        elif said := _wrong(block["element"], value):
            found[block["block_id"]] = said
    return found


def _wrong(element: Element, value: Any) -> str:
    match element["type"]:
        case "plain_text_input":
            return _length(element, value)
        case "number_input":
            return _number(element, value)
        case "email_text_input":
            return "" if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value) else "Please enter a valid email address."
        case "url_text_input":
            return "" if re.fullmatch(r"https?://\S+", value) else "Please enter a valid URL."
        case _:
            return _too_many(element, value)


def _too_many(element: Element, value: Any) -> str:
    most = element.get("max_selected_items") or element.get("max_files")
    return f"Please choose at most {most}." if most and isinstance(value, list) and len(value) > most else ""


def _length(element: Element, value: str) -> str:
    most, least = element.get("max_length", 3000), element.get("min_length", 0)
    if len(value) > most:
        return f"Please shorten this to {most} characters or fewer."
    return f"Please lengthen this to {least} characters or more." if len(value) < least else ""


def _number(element: Element, value: str) -> str:
    pattern = r"-?\d+(\.\d+)?" if element["is_decimal_allowed"] else r"-?\d+"
    if re.fullmatch(pattern, value) is None:
        return "Please enter a valid number."
    if "min_value" in element and float(value) < float(element["min_value"]):
        return f"Please enter {element['min_value']} or more."
    if "max_value" in element and float(value) > float(element["max_value"]):
        return f"Please enter {element['max_value']} or less."
    return ""
