"""Is it the same problem? What was told, against candidates that an index has found; best first, each with its reason.

The same ticket is certain. All else is likely at best, and says which words it stands on: a person decides.
"""

from collections.abc import Iterable, Mapping, Sequence

from pydantic import AwareDatetime
from rapidfuzz import fuzz, process

from escalation.drafts import Draft
from escalation.facts import same_company
from escalation.kinds import EscalationId, Severity, TargetTeam, at_most
from escalation.models import Escalation
from escalation.record import Record
from escalation.telling import MOST_ASKED, Telling, told_as

MOST = 3
"""As many as a person looks at before posting."""

ALIKE = 86
"""From here on, in a hundred, two words are one with a slip or another ending."""

SAME_ERROR = 90
"""The same for the text of an error: times and ids in it differ."""

WHOLE_ERROR = 3
"""Telling words of an error that is named in full: "returns 500" is on half of all reports."""

ENOUGH = 2 / 3
"""So much of what one says must the other say too; of an own customer's, less."""

ENOUGH_FOR_CUSTOMER = 1 / 2
FEWEST = 3
"""Words they share, unless one of them is a code, or one says no more than the other."""

MOST_SAID = 4


class Alike(Record):
    """One that may be the same problem, as people are shown it, and `why`."""

    id: EscalationId
    title: str
    target: TargetTeam
    severity: Severity
    since: AwareDatetime
    has_it: str = ""
    why: str
    is_certain: bool = False


def same(draft: Draft, candidates: Iterable[Escalation], *, named: Mapping[EscalationId, str]) -> tuple[Alike, ...]:
    """At most three: those that bear a ticket of this draft (`named`, with which), then the likely ones, best first."""
    certain, likely = [], []
    ours = Telling(draft)
    for one in candidates:
        if ref := named.get(one.id):
            certain.append(_shown(one, f"same ticket {at_most(ref, 80)}", is_certain=True))
        elif found := compared(ours, Telling(one.draft)):
            likely.append((found[0], one.id, _shown(one, found[1])))
    likely.sort(key=lambda one: one[:2], reverse=True)
    return (*certain, *(one for *_, one in likely))[:MOST]


def likeness(draft: Draft, other: Draft) -> tuple[float, str] | None:
    return compared(Telling(draft), Telling(other))


def compared(one: Telling, another: Telling) -> tuple[float, str] | None:
    """How much alike, and why; None where it is not likely the same problem."""
    if error := _same_error(one, another):
        return 2.0, f'same error: "{at_most(error, 80)}"'
    draft, other, ours, theirs = one.draft, another.draft, one.words, another.words
    if not ours or not theirs or _contradict(one, another):
        return None
    short, whole = min((ours[:MOST_ASKED], theirs), (theirs[:MOST_ASKED], ours), key=lambda one: len(one[0]))
    shared = [word for word in short if _is_in(word, whole)]
    customer = _shared_customer(draft, other)
    enough = ENOUGH_FOR_CUSTOMER if customer else ENOUGH
    part = len(shared) / max(len(short), 2)
    is_little = len(shared) < FEWEST and part < 1 and not one.codes & another.codes
    if is_little or part < enough:
        return None
    in_order = sorted(shared, key=lambda word: ours.index(word) if word in ours else len(ours))
    said = ", ".join(told_as(draft, other, in_order)[:MOST_SAID])
    about = f"also for {at_most(customer, 60)}, " if customer else ""
    return part + (0.1 if customer else 0) + len(shared) / 100, f"{about}both say: {said}"


def _shown(escalation: Escalation, why: str, *, is_certain: bool = False) -> Alike:
    draft = escalation.draft
    return Alike(
        id=escalation.id,
        title=at_most(" ".join((draft.headline or draft.issue or draft.text).split()), 150),
        target=escalation.target,
        severity=escalation.severity,
        since=escalation.opened_at,
        has_it=escalation.assignee_name,
        why=why,
        is_certain=is_certain,
    )


def _same_error(one: Telling, another: Telling) -> str:
    if min(len(one.of_error), len(another.of_error)) < WHOLE_ERROR or _contradict(one, another):
        return ""
    ours, theirs = one.draft.error or "", another.draft.error or ""
    return ours if fuzz.ratio(ours.casefold(), theirs.casefold()) >= SAME_ERROR else ""


def _contradict(one: Telling, another: Telling) -> bool:
    """Both name codes, and none that is the other's."""
    return bool(one.codes and another.codes and not one.codes & another.codes)


def _is_in(word: str, words: Sequence[str]) -> bool:
    return word in words or process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=ALIKE) is not None


def _shared_customer(draft: Draft, other: Draft) -> str:
    return next((one for one in draft.customers for name in other.customers if same_company(one, name)), "")
