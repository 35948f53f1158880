"""What a message may hold: text, blocks, metadata. Shared by every way a message is written."""

import json
from collections.abc import Mapping
from typing import Any

from sandbox import limits
from sandbox.blocks_check import MESSAGE, faults_in
from sandbox.call import Call
from sandbox.errors import Refused

_PLAIN = (str, int, float, bool)


def blocks_of(call: Call) -> list[dict[str, Any]] | None:
    """The blocks of a message, copied and good; None when the argument is left out."""
    given = call.structure("blocks", refusal="invalid_blocks_format")
    return None if given is None else check_blocks(given)


def check_blocks(given: Any) -> list[dict[str, Any]]:
    if not isinstance(given, list):
        raise Refused("invalid_blocks_format")
    if len(given) > limits.MESSAGE_BLOCKS:
        told = f"[ERROR] no more than {limits.MESSAGE_BLOCKS} items allowed [json-pointer:/blocks]"
        raise Refused("msg_blocks_too_long", messages=[told], errors=["no more than 50 items allowed"])
    if faults := faults_in(given, MESSAGE):
        raise Refused("invalid_blocks", messages=faults, errors=[fault.removeprefix("[ERROR] ") for fault in faults])
    blocks: list[dict[str, Any]] = json.loads(json.dumps(given))
    return blocks


def attachments_of(call: Call) -> list[dict[str, Any]]:
    given = call.structure("attachments", refusal="invalid_attachments") or []
    if not isinstance(given, list):
        raise Refused("invalid_attachments")
    if len(given) > limits.MESSAGE_ATTACHMENTS:
        raise Refused("too_many_attachments")
    return given


def text_of(call: Call) -> str:
    text, markdown = call.text("text"), call.text("markdown_text")
    if markdown and (text or call.arguments.get("blocks")):
        raise Refused("markdown_text_conflict")
    if len(text) > limits.MESSAGE_TEXT or len(markdown) > limits.MARKDOWN_TEXT:
        raise Refused("msg_too_long")
    return text or markdown


def metadata_of(call: Call) -> dict[str, Any] | None:
    """None when left out; an empty object is an answer of its own (`chat.update` removes with it)."""
    given = call.structure("metadata", refusal="invalid_metadata_format")
    if given is None:
        return None
    if not isinstance(given, dict) or set(given) - {"event_type", "event_payload", "entities"}:
        raise Refused("invalid_metadata_format")
    if len(json.dumps(given).encode()) > limits.METADATA_BYTES:
        raise Refused("metadata_too_large")
    if not given:
        return {}
    payload = given.get("event_payload")
    if not (isinstance(given.get("event_type"), str) and given["event_type"] and isinstance(payload, dict)):
        raise Refused("invalid_metadata_format")
    if not all(_is_flat(value) for value in payload.values()):
        raise Refused("invalid_metadata_format")
    return given


def _is_flat(value: Any) -> bool:
    match value:
        case dict():
            return all(isinstance(inner, _PLAIN) for inner in value.values())
        case list():
            return all(isinstance(inner, _PLAIN) or _is_flat_object(inner) for inner in value)
        case _:
            return isinstance(value, _PLAIN)


def _is_flat_object(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(inner, _PLAIN) for inner in value.values())
