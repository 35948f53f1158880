"""The seed's pattern rule: many customers with the same problem, one that came back, one customer that fares worse.

Read from what was escalated, in order; a person says whether it is one.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from escalation.drafts import Draft
from escalation.facts import company, same_company
from escalation.kinds import PatternKind, Severity, Status, label
from escalation.models import Escalation, Pattern

WINDOW = timedelta(days=30)
"""Within this the same issue from several customers is one, and one customer's troubles belong together."""

RETURNS = timedelta(days=90)
"""Within this after it was resolved, the same again is the same that came back."""

SEVERAL = 3
WRITTEN = ("also ", "a pattern with ")
"""How the words begin that a confirmed one brings into who is affected."""

WORST_LAST = tuple(reversed(Severity))


def find(escalation: Escalation, alike: Sequence[Escalation], theirs: Sequence[Escalation]) -> Pattern | None:
    """What it makes with others: `alike` are about the same, `theirs` of one of its customers; without itself.

    None where one of those was proposed as the same kind of pattern before: it is asked about once.
    """
    at = escalation.opened_at
    for found in (_many(escalation, alike, at), _back(alike, at), _worse(escalation, theirs, at)):
        if found and not is_known(found, (*alike, *theirs)):
            return found
    return None


def left_of(found: Pattern, escalation: Escalation, others: Sequence[Escalation]) -> Pattern | None:
    """What it still is when only `others` may be named; None where that is none. What was answered stays so."""
    again = _many(escalation, others, escalation.opened_at) if found.kind is PatternKind.MANY else None
    if found.is_one is None:
        return again
    answered = {"is_one": found.is_one, "by_name": found.by_name}
    return (again or _pattern(found.kind, "", others, _names(others, escalation))).model_copy(update=answered)


def also(draft: Draft, found: Pattern) -> str:
    """Whom it affects besides, as it is written into the brief when somebody confirms it."""
    theirs = [name for name in found.customers if name not in draft.customers]
    numbers = ", ".join(label(one) for one in found.escalations)
    if theirs:
        return f"{WRITTEN[0]}{', '.join(theirs)}" + (f" ({numbers})" if numbers else "")
    return f"{WRITTEN[1]}{numbers}" if numbers else ""


def _many(escalation: Escalation, alike: Sequence[Escalation], at: datetime) -> Pattern | None:
    near = sorted((one for one in alike if at - one.opened_at <= WINDOW), key=lambda one: one.id)
    names = _names(near, escalation)
    if not (near or escalation.contacts) or len(names) < SEVERAL:
        return None
    said = f"the same issue from {len(names)} customers within {WINDOW.days} days"
    return _pattern(PatternKind.MANY, said, near, names)


def _names(others: Sequence[Escalation], escalation: Escalation) -> tuple[str, ...]:
    """Each customer once, however written."""
    told = (name for one in (*others, escalation) for name in one.draft.customers)
    return tuple({company(name): name for name in told if company(name)}.values())


def _back(alike: Sequence[Escalation], at: datetime) -> Pattern | None:
    resolved = [(one.closed_at, one) for one in alike if one.status is Status.RESOLVED and one.closed_at]
    ended = [(closed_at, one.id, one) for closed_at, one in resolved if at - RETURNS <= closed_at <= at]
    if not ended:
        return None
    *_, newest = max(ended, key=lambda one: one[:2])
    return _pattern(PatternKind.BACK, f"again after {label(newest.id)} was resolved", [newest], newest.draft.customers)


def _worse(escalation: Escalation, theirs: Sequence[Escalation], at: datetime) -> Pattern | None:
    """One customer's third in one area: of the same area where the policy names some, else with the same team."""
    near = [one for one in theirs if _place(one) == _place(escalation) and at - one.opened_at <= WINDOW]
    each = (_worse_for(name, escalation, near) for name in escalation.draft.customers)
    return next((found for found in each if found), None)


def _worse_for(customer: str, escalation: Escalation, near: Sequence[Escalation]) -> Pattern | None:
    near = [one for one in near if any(same_company(customer, name) for name in one.draft.customers)]
    line = [*sorted(near, key=lambda one: (one.opened_at, one.id)), escalation][-SEVERAL:]
    ranks = [WORST_LAST.index(one.severity) for one in line]
    rises = ranks[-1] > ranks[0] and all(one <= after for one, after in pairwise(ranks))
    if len(line) < SEVERAL or not rises:
        return None
    said = f"{customer}'s third with {_place(escalation)} in {WINDOW.days} days, growing worse"
    return _pattern(PatternKind.WORSE, said, line[:-1], (customer,))


def _place(escalation: Escalation) -> str:
    return escalation.triage.area or escalation.target


def _pattern(kind: PatternKind, because: str, of: Sequence[Escalation], customers: Sequence[str]) -> Pattern:
    ids = tuple(sorted(one.id for one in of))
    return Pattern(kind=kind, because=because, escalations=ids, customers=tuple(customers))


def is_known(found: Pattern, others: Sequence[Escalation]) -> bool:
    """Whether one of them was proposed as the same kind of pattern."""
    asked = (one.pattern for one in others if one.id in found.escalations)
    return any(one.kind is found.kind for one in asked if one)
