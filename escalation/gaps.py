"""What will they ask for? The facts each team needs that we were not told, those that delay the most first."""

import re
from collections.abc import Callable
from typing import NamedTuple

from escalation import doubts
from escalation.drafts import Draft, Gap
from escalation.kinds import TargetTeam
from escalation.outlines import read_outline

ASKED = 2
"""Gaps of this weight or more are worth asking before it goes out; of them the first `MOST_ASKED`."""
MOST_ASKED = 3


class Need(NamedTuple):
    """One fact a team works with. `known` says whether the draft has it."""

    field: str
    name: str
    question: str
    weight: int
    known: Callable[[Draft], bool]


_STEPS = re.compile(r"(?:\bsteps?\sto\s(?:re)?produce|(?:^|\s)1[.)]\s.{3,400}?\s2[.)]\s)", re.IGNORECASE | re.DOTALL)
_EXPECTED = re.compile(r"\b(?:expected|should|actual|instead)\b", re.IGNORECASE)
_READ = 4000


def has_full_steps(draft: Draft) -> bool:
    """Whether it can be done again from the draft: steps, what was expected, and where."""
    if not draft.environment:
        return False
    text = draft.issue[:_READ]
    return bool(_STEPS.search(text) and _EXPECTED.search(text))


def _details(team: TargetTeam) -> Callable[[Draft], bool]:
    return lambda draft: bool(draft.details.get(team, "").strip())


def _counted(draft: Draft) -> bool:
    return draft.affected_count is not None or bool(draft.affected) or bool(draft.customers)


_CUSTOMER = Need(
    "customers", "customer", "Which customer is it for?", 3, lambda draft: bool(draft.customers or draft.segment)
)
_COUNT = Need("affected", "affected count", "How many customers or users have it?", 2, _counted)
_SINCE = Need("started", "since when", "Since when is it so?", 2, lambda draft: bool(draft.started or draft.queue_time))
_DEADLINE = Need(
    "deadline_at",
    "deadline",
    "By when does the customer need news or a fix?",
    1,
    lambda draft: bool(draft.deadline or draft.deadline_at),
)
_NEEDED = Need(
    "needed", "the ask", "What do you need from them: investigate, fix, decide?", 1, lambda draft: bool(draft.needed)
)
_TRIED = Need("tried", "what was tried", "What did you try, and what came of it?", 1, lambda draft: bool(draft.tried))
_LAST_WORD = Need(
    "last_update",
    "last word to the customer",
    "When did the customer last hear from us, and what?",
    1,
    lambda draft: bool(draft.last_update),
)
_EXPECTATION = Need(
    "expectation",
    "what the customer expects",
    "What does the customer expect, and by when?",
    1,
    lambda draft: bool(draft.expectation),
)
_WORKAROUND = Need(
    "workaround", "workaround", "What do they do today instead, if anything?", 1, lambda draft: bool(draft.workaround)
)
_TICKET = Need("ticket", "ticket", "Which ticket is it (number or link)?", 1, lambda draft: bool(draft.ticket))
_REVENUE = Need(
    "revenue", "revenue", "What is the customer worth a year?", 3, lambda draft: bool(draft.arr or draft.revenue)
)
_COMMON = (_CUSTOMER, _COUNT, _SINCE, _DEADLINE)

# What each team asks back for most, by the seed's tiers; a fact that any team needs has its own weight here.
NEEDS: dict[TargetTeam, tuple[Need, ...]] = {
    TargetTeam.L2_SUPPORT: (*_COMMON, _TRIED._replace(weight=2), _TICKET, _LAST_WORD),
    TargetTeam.ENGINEERING: (
        *_COMMON,
        Need(
            "error",
            "exact error",
            "What does the error say, word for word?",
            1,
            lambda draft: bool(draft.error) or _details(TargetTeam.ENGINEERING)(draft),
        ),
        Need(
            "environment",
            "environment",
            "Which plan, browser or version is it?",
            2,
            lambda draft: bool(draft.environment),
        ),
        Need(
            "frequency",
            "how often",
            "Does it happen always or sometimes?",
            1,
            lambda draft: draft.frequency is not None,
        ),
        _TRIED,
        _LAST_WORD,
    ),
    TargetTeam.PRODUCT: (
        *_COMMON,
        Need(
            "details", "use case", "What do they want to do with it, in their words?", 3, _details(TargetTeam.PRODUCT)
        ),
        _WORKAROUND,
        _REVENUE._replace(weight=1),
        _NEEDED,
    ),
    TargetTeam.SECURITY: (
        *_COMMON,
        Need(
            "details",
            "what was contained",
            "What was seen, and what was done to contain it?",
            3,
            _details(TargetTeam.SECURITY),
        ),
    ),
    TargetTeam.LEADERSHIP: (
        *(need._replace(weight=2) if need is _DEADLINE else need for need in _COMMON),
        _NEEDED._replace(weight=3, question="Which decision do you ask for?"),
        _REVENUE,
        _TRIED,
        Need(
            "risk", "what happens without it", "What happens if nothing is decided?", 2, lambda draft: bool(draft.risk)
        ),
        _EXPECTATION,
    ),
}
_STEPS_NEED = Need(
    "details",
    "steps",
    "How can they see it themselves: start, steps, expected, actual?",
    3,
    lambda draft: any(text.strip() for text in draft.details.values()) or has_full_steps(draft),
)


_GAPS = {
    need: Gap(field=need.field, name=need.name, question=need.question, weight=need.weight)
    for needs in (*NEEDS.values(), (_STEPS_NEED,))
    for need in needs
}


# Where the long field's outline asks for the same, by the key of its line.
_IN_OUTLINE = {
    "affected": "affected",
    "error": "error",
    "frequency": "frequency",
    "needed": "decision",
    "revenue": "revenue",
    "risk": "otherwise",
    "tried": "tried",
    "workaround": "workaround",
}


def find_gaps(draft: Draft, *, target: TargetTeam, is_bug: bool | None) -> tuple[Gap, ...]:
    """What `target` will ask for and is not known, heaviest first. Steps are asked for a bug, whoever gets it."""
    needs = (*((_STEPS_NEED,) if is_bug else ()), *NEEDS[target])
    answers = read_outline(draft.details.get(target, ""), target)
    open_ones = (need for need in needs if not (need.known(draft) or answers.get(_IN_OUTLINE.get(need.field, ""))))
    gaps = (*doubts.in_doubt(draft, is_bug=is_bug), *(_gap(need, draft) for need in open_ones))
    return tuple(sorted(gaps, key=lambda gap: -gap.weight))


def worth_asking(gaps: tuple[Gap, ...]) -> tuple[Gap, ...]:
    """The few that are asked once, before it goes out."""
    return tuple(gap for gap in gaps if gap.weight >= ASKED)[:MOST_ASKED]


def _gap(need: Need, draft: Draft) -> Gap:
    told_unknown = need is _CUSTOMER and draft.customer_unknown
    return _GAPS[need].model_copy(update={"weight": 0}) if told_unknown else _GAPS[need]
