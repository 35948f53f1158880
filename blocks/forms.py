"""What the small forms have in common: how one is made for an escalation, and how its fields are read back."""

from collections.abc import Mapping
from typing import Any

from blocks import ids, kit
from blocks.draft import Values
from blocks.kit import Block
from escalation.models import Escalation

Said = Mapping[str, Mapping[str, Any]]
"""What stands in a form, by block; each has one element."""


def form(
    view: ids.View, title: str, escalation: Escalation, blocks: list[Block], *, submit: str, close: str = "Cancel"
) -> Block:
    """Its metadata is the escalation's number."""
    return kit.modal(view, title, blocks, submit=submit, close=close, metadata=str(escalation.id))


def typed_in(values: Values) -> Said:
    return {block: next(iter(actions.values()), {}) for block, actions in values.items()}


def text_of(said: Said, block: str) -> str:
    return str(said.get(block, {}).get("value") or "").strip()


def choice(said: Said, block: str) -> str:
    return str((said.get(block, {}).get("selected_option") or {}).get("value") or "")


_STATES = {
    "plain_text_input": ("initial_value", "value"),
    "users_select": ("initial_user", "selected_user"),
    "conversations_select": ("initial_conversation", "selected_conversation"),
    "static_select": ("initial_option", "selected_option"),
    "datetimepicker": ("initial_date_time", "selected_date_time"),
}


def touched(view: Mapping[str, Any]) -> Said:
    """What stands in the fields that no longer say what they opened with."""
    said = typed_in((view.get("state") or {}).get("values") or {})
    opened = {block["block_id"]: block["element"] for block in view.get("blocks") or () if "element" in block}
    return {block: state for block, state in said.items() if not _is_as_opened(opened.get(block), state)}


def _is_as_opened(element: Mapping[str, Any] | None, state: Mapping[str, Any]) -> bool:
    if element is None or element.get("type") not in _STATES:
        return False
    initial, current = _STATES[element["type"]]
    return bool(_value(element.get(initial)) == _value(state.get(current)))


def _value(stands: Any) -> Any:
    """An option is known by its value; an emptied field is as good as none."""
    return stands.get("value") if isinstance(stands, Mapping) else stands or None
