"""Handle in support? The seed's two lists as criteria, each with the words of the text that fit it.

Both sides are told, so that whoever reads them can decide; escalating stays one click. Security and what is Critical
are never held back, nor is anything for one weak reason.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from escalation.documented import Documented
from escalation.drafts import Draft, Reason, Signals, Triage
from escalation.kinds import Severity, TargetTeam
from escalation.record import Value
from escalation.signals import BUSINESS, READS_LIKE, Claim, quoted

MOST = 3
"""Of each side; more would not be read in a form."""
_ENOUGH = 2


class Criterion(NamedTuple):
    """Fits where one of `any_of` is claimed and none of `unless`. A weak one is no reason by itself."""

    says: str
    any_of: tuple[Claim, ...]
    is_weak: bool = False
    unless: tuple[Claim, ...] = ()


# The strongest first.
HANDLE = (
    Criterion("It is solved already", (Claim.FIXED,)),
    Criterion("A known limit, with a documented way around it", (Claim.KNOWN_LIMITATION,)),
    Criterion("It is down elsewhere, not with us", (Claim.ELSEWHERE,)),
    Criterion("They have a workaround", (Claim.WORKAROUND,)),
    Criterion("They need guidance, not a fix", (Claim.HOW_TO,)),
    Criterion("A matter of set-up that support can resolve", (Claim.CONFIGURATION,)),
    Criterion("One account's access, which support can restore", (Claim.ACCOUNT,)),
    Criterion("One customer's bill", (Claim.BILLING,), is_weak=True),
    Criterion("It is a question", (Claim.QUESTION,), is_weak=True, unless=(Claim.HOW_TO,)),
)
_NOT_BLOCKED = "One customer, and not blocked"
_ALIKE = "It reads like what support settled before"

ESCALATE = (
    Criterion("Something is broken and needs a fix", (Claim.OUTAGE, Claim.DATA_LOSS, Claim.LOGIN, Claim.FAULT)),
    Criterion("It needs access that support does not have", (Claim.NEEDS_ACCESS,)),
    Criterion("It stops their work", (Claim.BLOCKED,)),
    Criterion("It hits several", (Claim.PATTERN_OF_3, Claim.MANY)),
    Criterion("A customer or a contract is at risk", (*BUSINESS, Claim.CANCELLATION)),
    Criterion("They have waited too long", (Claim.LONG_WAIT,)),
    Criterion("It keeps coming back", (Claim.RECURRING,)),
)


class Gate(Value):
    """What speaks for keeping it in support, and what for escalating it all the same."""

    handle: tuple[Reason, ...]
    escalate: tuple[Reason, ...] = ()


def gate(
    draft: Draft, concluded: Triage, known: Documented | None = None, *, late: Sequence[Reason] = ()
) -> Gate | None:
    """What is offered, or nothing. `known` is an answer that other products have, `late` a promise nearly broken.

    What needs another team by its text is offered only with an answer that says what to do.
    """
    severity = draft.severity or concluded.severity.value
    is_answered = known is not None and known.is_strong
    if severity is Severity.CRITICAL or TargetTeam.SECURITY in _teams(draft, concluded):
        return None
    if concluded.warrants and not is_answered:
        return None
    said = concluded.signals
    fits = [*([known.reason] if known else []), *_fitting(HANDLE, said), *_alike(concluded), *_not_blocked(draft, said)]
    is_strong = is_answered or any(not one.is_weak for one in _those(HANDLE, said))
    if not is_strong and len(fits) < _ENOUGH:
        return None
    return Gate(handle=tuple(fits[:MOST]), escalate=(*late, *_fitting(ESCALATE, said))[:MOST])


def _teams(draft: Draft, concluded: Triage) -> set[TargetTeam | None]:
    return {draft.target, concluded.target.value}


def _those(criteria: Sequence[Criterion], said: Signals) -> Iterator[Criterion]:
    return (one for one in criteria if said.has(*one.any_of) and not said.has(*one.unless))


def _fitting(criteria: Sequence[Criterion], said: Signals) -> Iterator[Reason]:
    for one in _those(criteria, said):
        yield Reason(rule=one.says, because=one.says, words=quoted(said.words, *one.any_of))


def _alike(concluded: Triage) -> Iterator[Reason]:
    """That it reads like what support settled before; a weak reason, as no word of it says so outright."""
    for one in concluded.warrants_because:
        if not concluded.warrants and one.because.startswith(READS_LIKE):
            yield Reason(rule=_ALIKE, because=_ALIKE, words=one.words)


def _not_blocked(draft: Draft, said: Signals) -> Iterator[Reason]:
    is_one = len(draft.customers) == 1 or draft.affected_count == 1
    if is_one and not said.has(Claim.BLOCKED, Claim.MANY):
        yield Reason(rule=_NOT_BLOCKED, because=_NOT_BLOCKED)
