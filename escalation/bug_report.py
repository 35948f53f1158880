"""A brief as a tracker wants it: what happens, how to see it, where, the exact error, and whom it hits."""

from collections.abc import Iterable, Iterator, Sequence

from escalation import brief as briefs
from escalation.brief_model import NOT_APPLICABLE, UNKNOWN
from escalation.kinds import at_most
from escalation.models import Escalation

NOTHING = frozenset({UNKNOWN, NOT_APPLICABLE, ""})
ELSEWHERE = "The brief has the rest, in the thread."


def title(escalation: Escalation) -> str:
    return " ".join((escalation.draft.headline or escalation.draft.issue).split())


def text(escalation: Escalation, *, most: int) -> str:
    """Only what is known: engineers ask for the rest in the thread. In at most so many letters: what is longest, as a
    rule the issue, is cut first, so that each of the others stands."""
    sections = [section for section in _sections(escalation) if section]
    whole = _put(sections)
    if len(whole) <= most:
        return whole
    parts = [part for section in sections for part in section]
    around = len(_put([*sections, (ELSEWHERE,)])) - sum(map(len, parts))
    each = _share([len(part) for part in parts], most - around)
    return _put([*([at_most(part, each) for part in section] for section in sections), (ELSEWHERE,)])


def _share(lengths: Sequence[int], room: int) -> int:
    """The most that each may have, so that all of them have room."""
    for number, length in enumerate(sorted(lengths)):
        each = room // (len(lengths) - number)
        if length > each:
            return each
        room -= length
    return room


def _put(sections: Iterable[Sequence[str]]) -> str:
    return "\n\n".join("\n".join(section) for section in sections)


def _sections(escalation: Escalation) -> Iterator[Sequence[str]]:
    """Each of parts, which stand below each other."""
    brief = briefs.of(escalation)
    yield tuple(_known(("", brief.issue)))
    steps = [step for step in brief.reproduction.steps if step not in NOTHING]
    if steps:
        numbered = (f"{number}. {step}" for number, step in enumerate(steps, start=1))
        yield ("\n".join(("Steps to reproduce:", *numbered)),)
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
    yield tuple(line for line in (next(_known(one), "") for one in found) if line)


def _known(*facts: tuple[str, str]) -> Iterator[str]:
    yield from (f"{label}{said}" for label, said in facts if said.strip() not in NOTHING)
