"""A brief as a tracker wants it: what happens, how to see it, where, the exact error, and whom it hits."""

from collections.abc import Iterator

from escalation import brief as briefs
from escalation.brief_model import NOT_APPLICABLE, UNKNOWN
from escalation.models import Escalation

NOTHING = frozenset({UNKNOWN, NOT_APPLICABLE, ""})


def title(escalation: Escalation) -> str:
    return " ".join((escalation.draft.headline or escalation.draft.issue).split())


def text(escalation: Escalation) -> str:
    """Only what is known: engineers ask for the rest in the thread."""
    return "\n\n".join(_sections(escalation))


def _sections(escalation: Escalation) -> Iterator[str]:
    brief = briefs.of(escalation)
    yield from _known(("", brief.issue))
    steps = [step for step in brief.reproduction.steps if step not in NOTHING]
    if steps:
        numbered = (f"{number}. {step}" for number, step in enumerate(steps, start=1))
        yield "\n".join(("Steps to reproduce:", *numbered))
    reproduction, impact = brief.reproduction, brief.impact
    found = (
        ("Expected: ", reproduction.expected),
        ("Actual: ", reproduction.actual),
        ("Environment: ", reproduction.environment),
        ("Error, word for word: ", escalation.draft.error or ""),
        ("Impact: ", impact.workflow_impact),
        ("Customers affected: ", impact.customers_affected),
        ("Started: ", escalation.draft.started or ""),
    )
    lines = [line for line in (next(_known(one), "") for one in found) if line]
    if lines:
        yield "\n".join(lines)


def _known(*facts: tuple[str, str]) -> Iterator[str]:
    yield from (f"{label}{said}" for label, said in facts if said.strip() not in NOTHING)
