"""A small language for saying what a piece of JSON must look like, and Slack's sentences for when it does not."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

_SHOWN = 40


class Findings:
    """What is wrong and where, in the order it was met."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    def add(self, what: str, at: str) -> None:
        self.messages.append(f"[ERROR] {what} [json-pointer:{at}]")


Rule = Callable[[Findings, Any, str], None]


@dataclass(frozen=True)
class Shape:
    """An object with these fields and no others."""

    fields: Mapping[str, Rule]
    required: tuple[str, ...] = ()
    also: tuple[Rule, ...] = field(default=())

    def __call__(self, findings: Findings, value: Any, at: str) -> None:
        if not isinstance(value, dict):
            findings.add("must provide an object", at)
            return
        for name in self.required:
            if value.get(name) is None:
                findings.add(f"missing required field: {name}", at)
        for name, part in value.items():
            self._field(findings, str(name), part, at)
        for rule in self.also:
            rule(findings, value, at)

    def _field(self, findings: Findings, name: str, part: Any, at: str) -> None:
        if name not in self.fields:
            findings.add(f"invalid additional property: {name[:_SHOWN]}", at)
        elif part is not None:
            self.fields[name](findings, part, f"{at}/{name}")
        elif name not in self.required:
            findings.add("must not be null", f"{at}/{name}")


def string(most: int, least: int = 1) -> Rule:
    def rule(findings: Findings, value: Any, at: str) -> None:
        if not isinstance(value, str):
            findings.add("must provide a string", at)
        elif len(value) > most:
            findings.add(f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            findings.add(f"must be more than {least - 1} characters", at)

    return rule


def text(most: int, *, plain: bool = False) -> Rule:
    kinds = ("plain_text",) if plain else ("plain_text", "mrkdwn")

    def rule(findings: Findings, value: Any, at: str) -> None:
        if not isinstance(value, dict):
            findings.add("must provide an object", at)
        elif value.get("type") not in kinds:
            expected = "plain_text" if plain else "plain_text or mrkdwn"
            findings.add(f"must be {expected}", f"{at}/type")
        elif value["type"] == "mrkdwn" and "emoji" in value:
            findings.add("invalid additional property: emoji", at)
        else:
            shape(findings, value, at)

    shape = Shape(
        {"type": choice(*kinds), "text": _spoken(most), "emoji": flag, "verbatim": flag}, required=("type", "text")
    )
    return rule


def _spoken(most: int) -> Rule:
    within = string(most)

    def rule(findings: Findings, value: Any, at: str) -> None:
        before = len(findings.messages)
        within(findings, value, at)
        if len(findings.messages) == before and not value.strip():
            findings.add("must be more than 0 characters", at)

    return rule


def flag(findings: Findings, value: Any, at: str) -> None:
    if not isinstance(value, bool):
        findings.add("must provide a boolean", at)


def anything(_findings: Findings, _value: Any, _at: str) -> None:
    pass


def anything_in_an_object(findings: Findings, value: Any, at: str) -> None:
    if not isinstance(value, dict):
        findings.add("must provide an object", at)


def integer(least: int, most: int) -> Rule:
    def rule(findings: Findings, value: Any, at: str) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            findings.add("must provide an integer", at)
        elif not least <= value <= most:
            findings.add(f"must be between {least} and {most}", at)

    return rule


def choice(*values: str) -> Rule:
    def rule(findings: Findings, value: Any, at: str) -> None:
        if value not in values:
            findings.add(f"must be one of: {', '.join(values)}", at)

    return rule


def matching(pattern: str, what: str) -> Rule:
    def rule(findings: Findings, value: Any, at: str) -> None:
        if not isinstance(value, str) or re.fullmatch(pattern, value) is None:
            findings.add(f"must be {what}", at)

    return rule


def items(each: Rule, most: int, least: int = 1) -> Rule:
    def rule(findings: Findings, value: Any, at: str) -> None:
        if not isinstance(value, list):
            findings.add("must provide an array", at)
            return
        if len(value) > most:
            findings.add(f"no more than {most} items allowed", at)
        if len(value) < least:
            findings.add(f"no fewer than {least} items allowed", at)
        for index, part in enumerate(value):
            each(findings, part, f"{at}/{index}")

    return rule


def by_type(shapes: Mapping[str, Rule], only: frozenset[str] | None = None) -> Rule:
    """An object that says its own type; `only` names those that may stand here."""

    def rule(findings: Findings, value: Any, at: str) -> None:
        if not isinstance(value, dict):
            findings.add("must provide an object", at)
            return
        kind = str(value.get("type"))
        if kind not in shapes or (only is not None and kind not in only):
            findings.add(f"unsupported type: {kind[:_SHOWN]}", f"{at}/type")
            return
        shapes[kind](findings, value, at)

    return rule


def one_of(*names: str) -> Rule:
    def rule(findings: Findings, value: Any, at: str) -> None:
        given = [name for name in names if value.get(name) is not None]
        if len(given) != 1:
            findings.add(f"must define exactly one of: {', '.join(names)}", at)

    return rule


def at_least_one_of(*names: str) -> Rule:
    def rule(findings: Findings, value: Any, at: str) -> None:
        if not any(value.get(name) for name in names):
            findings.add(f"missing required field: {names[0]}", at)

    return rule
