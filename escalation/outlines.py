"""One long field for each team, prefilled with a short outline, and how what was typed into it is read back.

A paste that ignores the outline is as welcome as one that follows it: what stands under no label is kept as it is.
Lines of the outline that nobody touched are empty, not answers.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from escalation.kinds import TargetTeam
from escalation.record import Value


class Line(Value):
    """One line of an outline: the label people see, the placeholder behind it, and the key it is read back as."""

    key: str
    label: str
    placeholder: str = ""
    joins: bool = False  # stands on the same line as the one before

    @property
    def text(self) -> str:
        return f"{self.label} {self.placeholder}".rstrip()


# What each team is asked for is the seed's "What to include", tier by tier; the words are for one paste on a phone.
OUTLINES: Mapping[TargetTeam, tuple[Line, ...]] = {
    TargetTeam.L2_SUPPORT: (
        Line(key="summary", label="Ticket in short:"),
        Line(key="tried", label="Tried, and what came of it:"),
        Line(key="customer", label="The customer:", placeholder="(plan, role, what they use it for)"),
    ),
    TargetTeam.ENGINEERING: (
        Line(key="start", label="1. Start:", placeholder="(account, role, plan)"),
        Line(key="do", label="2. Do:"),
        Line(key="expected", label="3. Expected:", placeholder="..."),
        Line(key="actual", label="Actual:", placeholder="...", joins=True),
        Line(key="error", label="Error, word for word:"),
        Line(key="example", label="Example:", placeholder="when, account ID, request ID"),
        Line(key="frequency", label="Always or sometimes?"),
        Line(key="ruled_out", label="Ruled out:", joins=True),
    ),
    TargetTeam.PRODUCT: (
        Line(key="use_case", label="Use case, in the customer's words:"),
        Line(key="impact", label="What it costs them:"),
        Line(key="asked", label="How many asked:"),
        Line(key="workaround", label="Workaround today:"),
        Line(key="competitors", label="Competitors named:"),
    ),
    TargetTeam.SECURITY: (
        Line(key="seen", label="What was seen:"),
        Line(key="affected", label="Who or what is affected:"),
        Line(key="contained", label="Contained so far:"),
        Line(key="urgency", label="How urgent, and why:"),
    ),
    TargetTeam.LEADERSHIP: (
        Line(key="situation", label="Situation, in three sentences:"),
        Line(key="revenue", label="Revenue:"),
        Line(key="tried", label="What was tried:"),
        Line(key="decision", label="Decision asked for, by when:"),
        Line(key="otherwise", label="If nothing happens:"),
        Line(key="recommend", label="We recommend:"),
    ),
}

FREE = "free"
"""The key of what stands under no label."""


def outline(team: TargetTeam) -> str:
    """The text a team's long field opens with."""
    lines: list[str] = []
    for line in OUTLINES[team]:
        if line.joins:
            lines[-1] = f"{lines[-1]} {line.text}"
        else:
            lines.append(line.text)
    return "\n".join(lines)


def read_outline(text: str, team: TargetTeam) -> Mapping[str, str]:
    """What was typed, by the outline's keys; what stands under no label as `free`. Untouched lines are left out."""
    if not text:
        return {}
    placeholders = {line.key: line.placeholder for line in OUTLINES[team]}
    answers: dict[str, str] = {}
    for key, typed in _pieces(text, team):
        if said := _without(placeholders.get(key, ""), typed):
            answers[key] = f"{answers[key]}\n{said}" if key in answers else said  # a label may stand twice
    return answers


def labelled(text: str, team: TargetTeam) -> tuple[tuple[str, str], ...]:
    """What was typed as (label, answer) in the outline's order; free text first, under no label."""
    answers = read_outline(text, team)
    free = (("", answers[FREE]),) if FREE in answers else ()
    return free + tuple(
        (re.sub(r"^\d\. ", "", line.label), answers[line.key]) for line in OUTLINES[team] if line.key in answers
    )


def _pieces(text: str, team: TargetTeam) -> Iterator[tuple[str, str]]:
    found = list(_labels(team).finditer(text))
    start = found[0].start() if found else len(text)
    yield FREE, text[:start].strip()
    by_label = _keys(team)
    ends = [*(one.start() for one in found[1:]), len(text)]
    for label, end in zip(found, ends, strict=False):
        yield by_label[_folded(label.group(1))], text[label.end() : end].strip()


@cache
def _keys(team: TargetTeam) -> Mapping[str, str]:
    return {_folded(line.label): line.key for line in OUTLINES[team]}


@cache
def _labels(team: TargetTeam) -> re.Pattern[str]:
    """Labels at a line's start, their number being optional; those that join a line, after a space too."""
    starts = "|".join(_label_pattern(line) for line in OUTLINES[team])
    joins = [re.escape(line.label) for line in OUTLINES[team] if line.joins]
    inner = rf"|(?<=\s)(?:{'|'.join(joins)})" if joins else ""
    return re.compile(rf"((?:^[ \t]*(?:{starts})){inner})", re.IGNORECASE | re.MULTILINE)


def _label_pattern(line: Line) -> str:
    number, _, bare = line.label.rpartition(". ")
    return (r"(?:\d+[.)][ \t]*)?" if number else "") + re.escape(bare)


def _folded(label: str) -> str:
    return re.sub(r"^\d+[.)]\s*", "", label.strip()).casefold()


def _without(placeholder: str, said: str) -> str:
    """Typed before or after the placeholder, or instead of it. "It hangs..." is not "..." with words before it."""
    if not placeholder or said == placeholder:
        return "" if placeholder else said
    return said.removeprefix(f"{placeholder} ").removesuffix(f" {placeholder}").strip()
