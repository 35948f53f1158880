"""Lost, or only not exported? What is missing may still be there: asked, because it decides how bad it is."""

import re
from typing import NamedTuple

from escalation.cues import stands_in
from escalation.drafts import Draft, Gap, SeveritySuggestion
from escalation.kinds import Severity

_READ = 4000
_MISSING = ("missing", "incomplete", "fewer", "not all", "lacks", "omit", "skips", "skipped", "left out", "cut off")
_SETTLED = re.compile(
    r"\b(?:lost|loses|losing|deleted|gone|wiped|erased|corrupt\w*|overwritten|vanished|disappear\w*|nothing\sis\slost|"
    r"still\s(?:there|in\sthe|in\sour|visible)|not\s(?:exported|imported|synced|shown))\b",
    re.IGNORECASE,
)


class Way(NamedTuple):
    """A way by which data goes, by the letters of its words; what was not done where only that failed."""

    keys: tuple[str, ...]
    done: str


WAYS = (
    Way(("export", "csv", "download"), "exported"),
    Way(("import", "upload"), "imported"),
    Way(("sync",), "synced"),
    Way(("report", "dashboard", "list"), "shown"),
)


def doubt_of(draft: Draft) -> str:
    """What may only not have been done with the data: "exported"; empty where that is said, or nothing is missing."""
    low = draft.issue[:_READ].lower()
    if not stands_in(_MISSING, low) or _SETTLED.search(low):
        return ""
    return next((way.done for way in WAYS if stands_in(way.keys, low)), "")


def in_doubt(draft: Draft, *, is_bug: bool | None) -> tuple[Gap, ...]:
    done = doubt_of(draft) if is_bug else ""
    if not done:
        return ()
    question = f"Is the data lost, or only not {done}?"
    return (Gap(field="issue", name=f"lost, or only not {done}", question=question, weight=3),)


def hint(draft: Draft, suggested: SeveritySuggestion, *, is_bug: bool | None) -> str:
    """What the severity turns on, said beside it."""
    done = doubt_of(draft) if is_bug and suggested.value is Severity.CRITICAL else ""
    otherwise = suggested.runner_up or Severity.HIGH
    return f" Lost, or only not {done}? If nothing is lost, choose {otherwise}." if done else ""
