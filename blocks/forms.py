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
