"""What does the text claim? Each claim stands on words of it; a claim that only its negation says does not count.

How bad a claim is, and whose, is decided elsewhere.
"""

import re
from collections.abc import Iterable, Iterator

from escalation.models import Draft, Signals, at_most
from escalation.readable import bounded, folded, readable
from escalation.signals import Claim
from escalation.wordings import Wording
from escalation.wordings_abroad import ABROAD
from escalation.wordings_of_faults import BROKEN
from escalation.wordings_of_reach import REACH
from escalation.wordings_of_risk import BUSINESS, SECURITY
from escalation.wordings_of_wishes import SOLVABLE, WISHES

WORDINGS = (*SECURITY, *BUSINESS, *BROKEN, *REACH, *SOLVABLE, *WISHES, *ABROAD)
PATTERN = 3
_START = 4


def _places_of_keys() -> dict[str, tuple[int, ...]]:
    places: dict[str, list[int]] = {}
    for place, wording in enumerate(WORDINGS):
        for key in wording.keys:
            places.setdefault(key, []).append(place)
    return {key: tuple(at) for key, at in places.items()}


_PLACES = _places_of_keys()
_SHORT_KEYS = tuple((key, at) for key, at in _PLACES.items() if len(key) < _START)
_KEYS = {
    start: tuple((key, at) for key, at in _PLACES.items() if key.startswith(start))
    for start in {key[:_START] for key in _PLACES if len(key) >= _START}
}
_LONGEST = 60
_AT_STAKE = (Claim.CHURN, Claim.LEGAL, Claim.SLA, Claim.REVENUE)
_ALSO_FEATURES = (Claim.PRESS, Claim.EXECUTIVE, Claim.EXCEPTION)
_BEFORE = 40


def assess(draft: Draft) -> Signals:
    """The claims of what `draft` says, in the order of the tables, each with the first words it stood on."""
    text = " ".join(bounded(draft.issue or readable(draft.text)).split())
    low = folded(text)
    words: dict[str, str] = {}
    for place in sorted(_worth_a_look(low)):
        wording = WORDINGS[place]
        if wording.claim not in words and (found := _words(wording, text, low)):
            words[wording.claim] = found
    words |= {claim: said for claim, said in _of_facts(draft) if claim not in words}
    return Signals(words=_without_features(words))


def _worth_a_look(low: str) -> set[int]:
    """The places in `WORDINGS` of which a key stands in `low`. Keys are looked up by how they begin, not one by one."""
    places = {place for key, at in _SHORT_KEYS if key in low for place in at}
    for start in _KEYS.keys() & {low[at : at + _START] for at in range(len(low) - _START + 1)}:
        for key, at in _KEYS[start]:
            if key in low:
                places.update(at)
    return places


def _words(wording: Wording, text: str, low: str) -> str:
    for found in _at_words(wording.pattern, low):
        if wording.denied and wording.denied.search(low[max(0, found.start() - _BEFORE) : found.start()]):
            continue
        return at_most(text[_start_of_word(text, found.start()) : found.end()].strip(" .,;:-!?"), _LONGEST)
    return ""


def _at_words(pattern: re.Pattern[str], low: str) -> Iterator[re.Match[str]]:
    """Where `pattern` stands from the start of a word, or from its "n't". Asking afterwards is what keeps it quick."""
    found = pattern.search(low)
    while found:
        at = found.start()
        if not at or not low[at - 1].isalnum() or low.startswith("n't", at) or not low[at].isascii():
            yield found
        found = pattern.search(low, at + 1)


def _start_of_word(text: str, at: int) -> int:
    """Where the word around `at` begins: "n't work" is told as "doesn't work"."""
    while at and text[at - 1].isalpha() and text[at].isalpha():
        at -= 1
    return at


def _of_facts(draft: Draft) -> Iterable[tuple[Claim, str]]:
    """What the facts say by themselves: a count, several names, money, a date, a workaround typed later."""
    count = draft.affected_count or 0
    names = len(draft.customers)
    if max(count, names) >= PATTERN:
        yield Claim.PATTERN_OF_3, f"{count} affected" if count >= PATTERN else ", ".join(draft.customers[:PATTERN])
    if max(count, names) > 1:
        yield Claim.MANY, f"{count} affected" if count > 1 else ", ".join(draft.customers[:PATTERN])
    elif draft.segment:
        yield Claim.MANY, draft.segment
    if count == 1:
        yield Claim.ONE_USER, "one"
    if draft.arr or draft.revenue:
        yield Claim.REVENUE, draft.revenue or str(draft.arr)
    if draft.deadline:
        yield Claim.DEADLINE, draft.deadline
    if draft.workaround:
        yield Claim.WORKAROUND, at_most(draft.workaround, _LONGEST)


def _without_features(words: dict[str, str]) -> dict[str, str]:
    """A wish that mentions the press, a manager or a credit means the product's, unless more is at stake."""
    if Claim.WISH not in words or any(claim in words for claim in _AT_STAKE):
        return words
    return {claim: said for claim, said in words.items() if claim not in _ALSO_FEATURES}
