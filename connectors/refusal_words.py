"""What a product says of its refusal, as each of them writes it: for whoever wanted the write, and for no log."""

from collections.abc import Iterator, Mapping
from typing import Any

from escalation.kinds import at_most

LONGEST = 200
WITHIN = ("errors", "details")
"""Where what was wrong stands one by one. What stands around it says less."""

AROUND = ("message", "description")


def said_in(answer: Any) -> str:
    """In one line; empty where it says nothing that we know how to read."""
    try:
        said = [" ".join(one.split()) for one in _said(answer)]
    except RecursionError:
        return ""
    return at_most("; ".join(dict.fromkeys(said)), LONGEST).rstrip(".")


def _said(answer: Any) -> Iterator[str]:
    """Of a list each; of an object what it tells of its fields, else what it says itself."""
    match answer:
        case str():
            yield answer
        case list():
            for one in answer:
                yield from _said(one)
        case Mapping():
            yield from _one_by_one(answer) or _itself(answer)


def _one_by_one(answer: Mapping[str, Any]) -> list[str]:
    found = list(_said(answer.get("errorMessages")))
    for told in map(answer.get, WITHIN):
        if isinstance(told, Mapping):
            found += [
                one if isinstance(told[field], list) else f"{field}: {one}"
                for field in told
                for one in _said(told[field])
            ]
        elif isinstance(told, list):
            found += _said(told)
    return found


def _itself(answer: Mapping[str, Any]) -> list[str]:
    said = [text for name in AROUND if isinstance(text := answer.get(name), str) and text][:1]
    field, code = answer.get("field"), answer.get("code")
    return said or ([f"{field}: {code}"] if isinstance(field, str) and isinstance(code, str) else [])
