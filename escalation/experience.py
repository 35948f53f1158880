"""What reports that read alike turned out to be: how often words, and pairs of words, stood in reports of each kind.

Asked where no rule has a strong sign, and where a text reads so much like one kind that weak signs do not outweigh it.
The counts stand in `experience.tsv`, one phrase a line; `benches/learn.py` takes them from labelled reports.
"""

import csv
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

from escalation.kinds import Severity, TargetTeam

_CRITICAL, _HIGH, _MEDIUM = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM
_L2, _ENGINEERING, _PRODUCT = TargetTeam.L2_SUPPORT, TargetTeam.ENGINEERING, TargetTeam.PRODUCT


class Kind(StrEnum):
    """What a report can turn out to be. The columns of `experience.tsv`."""

    SUPPORT = "support"
    EXPOSURE = "exposure"
    SECURITY = "security"
    RISK = "risk"
    WISH = "wish"
    BLOCKING_WISH = "blocking wish"
    ACCOUNT = "account"
    OUTAGE = "outage"
    FAULT = "fault"
    SMALL_FAULT = "small fault"


class Outcome(NamedTuple):
    """What follows from a kind. `is_bug` is None where the kind does not say it."""

    severity: Severity
    team: TargetTeam
    is_bug: bool | None
    reads_like: str
    warrants: bool = True


OUTCOMES: Mapping[Kind, Outcome] = {
    Kind.SUPPORT: Outcome(_MEDIUM, _L2, is_bug=False, reads_like="a matter that support can settle", warrants=False),
    Kind.EXPOSURE: Outcome(_CRITICAL, TargetTeam.SECURITY, is_bug=None, reads_like="data seen by others"),
    Kind.SECURITY: Outcome(_HIGH, TargetTeam.SECURITY, is_bug=None, reads_like="a matter of security"),
    Kind.RISK: Outcome(_HIGH, TargetTeam.LEADERSHIP, is_bug=False, reads_like="a customer at risk"),
    Kind.WISH: Outcome(_MEDIUM, _PRODUCT, is_bug=False, reads_like="a wish"),
    Kind.BLOCKING_WISH: Outcome(_HIGH, _PRODUCT, is_bug=False, reads_like="a gap that holds customers up"),
    Kind.ACCOUNT: Outcome(_MEDIUM, _L2, is_bug=False, reads_like="a matter of one account"),
    Kind.OUTAGE: Outcome(_CRITICAL, _ENGINEERING, is_bug=None, reads_like="an outage, or data lost"),
    Kind.FAULT: Outcome(_HIGH, _ENGINEERING, is_bug=True, reads_like="a fault on our side"),
    Kind.SMALL_FAULT: Outcome(_MEDIUM, _ENGINEERING, is_bug=True, reads_like="a fault that leaves them working"),
}
TABLE = "experience.tsv"
FEWEST_REPORTS = 2
"""A phrase of one report alone says nothing of others."""
_SMOOTHED_BY = 0.4
"""Added to each count, so that a phrase no report of a kind had speaks against it without ruling it out."""
_FEWEST_KNOWN = 13
_TELLING = 4
_PARTS = re.compile(r"#[\w-]+|[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\d+|[?!.]")
_ADDRESS = re.compile(r"\S*@\S+|https?://\S+|www\.\S+")
_STOP, _NUMBER = ".", "#"


class Likeness(NamedTuple):
    """The kind a text reads most like, how sure that is (0 to 1), and the phrase of it that says so most."""

    kind: Kind
    certainty: float
    phrase: str


class _Counted(NamedTuple):
    """`phrases`: by phrase, what it adds to the kinds it stood in. `each`: what every phrase costs a kind."""

    before: Sequence[float]
    each: Sequence[float]
    phrases: Mapping[str, Sequence[tuple[int, float]]]


def phrases(text: str) -> dict[str, None]:
    """The words of `text` and its pairs of words, in order. A capital within a sentence makes a name, which is none."""
    words = list(_words(text))
    pairs = [f"{one} {other}" for one, other in pairwise(words) if _STOP not in (one, other)]
    return dict.fromkeys([*(word for word in words if word != _STOP), *pairs])


def _words(text: str) -> list[str]:
    found: list[str] = []
    begins = True
    for part in _PARTS.findall(_ADDRESS.sub(".", text)):
        if part in "?!.":
            found.append(part)
            begins = True
            continue
        is_name = part.startswith("#") or (not begins and len(part) > 1 and part[0].isupper() and not part.isupper())
        found.append(_STOP if is_name else _NUMBER if part[0].isdigit() else part.lower().replace("\u2019", "'"))
        begins = False
    return found


def likeness(text: str) -> Likeness | None:
    """What `text` reads like, or nothing where too few of its words are known."""
    counted = _counted()
    said = phrases(text)
    known = [phrase for phrase in said if phrase in counted.phrases]
    if sum(" " not in phrase for phrase in known) < _FEWEST_KNOWN:
        return None
    scores = [before + len(known) * each for before, each in zip(counted.before, counted.each, strict=True)]
    for phrase in known:
        for at, more in counted.phrases[phrase]:
            scores[at] += more
    best = max(range(len(scores)), key=scores.__getitem__)
    certainty = 1 / sum(math.exp(score - scores[best]) for score in scores)
    return Likeness(list(Kind)[best], certainty, _most_telling(known, best, scores, counted))


def _most_telling(known: Sequence[str], best: int, scores: Sequence[float], counted: _Counted) -> str:
    """The phrase that puts the kind furthest before the next one; words as short as "the" tell nothing to a reader."""
    second = max((at for at in range(len(scores)) if at != best), key=scores.__getitem__)

    def lead(phrase: str) -> float:
        more = dict(counted.phrases[phrase])
        return more.get(best, 0.0) - more.get(second, 0.0)

    readable = [phrase for phrase in known if _NUMBER not in phrase and max(map(len, phrase.split())) >= _TELLING]
    return max(readable, key=lead, default="")


def is_common(word: str) -> bool:
    """Whether `word`, in small letters, stood in reports: a plain word, and no name that nobody knows."""
    return word in _counted().phrases


@cache
def _counted() -> _Counted:
    lines = (resources.files(__package__) / TABLE).read_text("utf-8").splitlines()
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    header, reports = next(rows), next(rows)
    if header[1:] != list(Kind):
        raise ValueError(f"{TABLE}: the columns are {header[1:]}, and not those of Kind")
    counts = {row[0]: [int(count or 0) for count in row[1:]] for row in rows}
    whole = [sum(count[at] for count in counts.values()) for at in range(len(Kind))]
    size = _SMOOTHED_BY * len(counts)
    of_kind = [int(count) for count in reports[1:]]
    return _Counted(
        before=[math.log((count + 1) / (sum(of_kind) + len(of_kind))) for count in of_kind],
        each=[math.log(_SMOOTHED_BY / (one + size)) for one in whole],
        phrases={
            phrase: tuple((at, math.log1p(one / _SMOOTHED_BY)) for at, one in enumerate(count) if one)
            for phrase, count in counts.items()
        },
    )


def table_of(labelled: Sequence[tuple[Kind, str]]) -> list[list[str]]:
    """The rows of `experience.tsv`: the header, how many reports there were of each kind, and each phrase's counts."""
    kinds = list(Kind)
    stood = {kind: Counter[str]() for kind in kinds}
    for kind, text in labelled:
        stood[kind].update(phrases(text).keys())
    reports = Counter(kind for kind, _ in labelled)
    whole = sum(stood.values(), Counter[str]())
    known = sorted(phrase for phrase, count in whole.items() if count >= FEWEST_REPORTS)
    rows = [[phrase, *(str(stood[kind][phrase] or "") for kind in kinds)] for phrase in known]
    return [["phrase", *kinds], ["reports", *(str(reports[kind]) for kind in kinds)], *rows]
