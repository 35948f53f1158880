"""One call of the Web API: its arguments, however they were sent, read the way Slack reads them."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.errors import Refused
from sandbox.response_urls import ResponseUrls
from sandbox.triggers import Triggers
from sandbox.workspace import Workspace

_TRUE = {True, "true", "True", "1"}


@dataclass(frozen=True)
class Call:
    method: str
    arguments: dict[str, Any]
    workspace: Workspace
    triggers: Triggers
    response_urls: ResponseUrls
    scopes: frozenset[str]

    def text(self, name: str, otherwise: str = "") -> str:
        value = self.arguments.get(name)
        return otherwise if value is None else str(value)

    def required(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise Refused("invalid_arguments", messages=[f"[ERROR] missing required field: {name}"])
        return value

    def flag(self, name: str, *, otherwise: bool = False) -> bool:
        value = self.arguments.get(name)
        return otherwise if value is None or value == "" else value in _TRUE

    def number(self, name: str, otherwise: int, most: int) -> int:
        value = self.text(name)
        if not value or value == "0":
            return otherwise
        if not value.isdigit() or int(value) > most:
            raise Refused("invalid_limit" if name == "limit" else "invalid_arguments")
        return int(value)

    def structure(self, name: str, *, refusal: str) -> Any:
        """JSON given as JSON, or as a string of it; None when left out."""
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise Refused(refusal) from None

    def listed(self, name: str) -> list[str]:
        value = self.arguments.get(name)
        if isinstance(value, list):
            return [str(item) for item in value]
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def needs(self, *scopes: str) -> None:
        """Any one of these scopes will do."""
        if not self.scopes.intersection(scopes):
            raise missing(scopes[0], self.scopes)


def missing(scope: str, granted: frozenset[str]) -> Refused:
    return Refused("missing_scope", needed=scope, provided=",".join(sorted(granted)))


@dataclass(frozen=True)
class Method:
    run: Callable[[Call], dict[str, Any]]
    scope: str = ""


def page(call: Call, everything: list[Any], most: int, otherwise: int) -> tuple[list[Any], str]:
    """One page of a list and the cursor of the next."""
    size = call.number("limit", otherwise, most)
    cursor = call.text("cursor")
    if cursor and not (cursor.startswith("next:") and cursor[5:].isdigit()):
        raise Refused("invalid_cursor")
    start = int(cursor[5:]) if cursor else 0
    following = start + size
    return everything[start:following], f"next:{following}" if following < len(everything) else ""
