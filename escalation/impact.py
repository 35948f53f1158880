"""What does the text claim? Each claim stands on words of it; a claim that only its negation says does not count.

How bad a claim is, and whose, is decided elsewhere.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from escalation.beginnings import word_starts
from escalation.cues import stands_in, tries
from escalation.drafts import Draft, Signals
from escalation.kinds import at_most
from escalation.readable import bounded, folded, readable
from escalation.signals import Claim
from escalation.statements import find_statement
from escalation.wordings import Wording
from escalation.wordings_abroad import ABROAD
from escalation.wordings_in_other_scripts import OTHER_SCRIPTS
from escalation.wordings_of_agents import AGENTS
from escalation.wordings_of_design import DESIGN
from escalation.wordings_of_effects import EFFECTS
from escalation.wordings_of_exposure import EXPOSURE
from escalation.wordings_of_faults import FAULTS
from escalation.wordings_of_lost_data import LOST_DATA
from escalation.wordings_of_others import OTHERS
from escalation.wordings_of_outages import OUTAGES
from escalation.wordings_of_questions import SOLVABLE
from escalation.wordings_of_reach import REACH
from escalation.wordings_of_risk import BUSINESS
from escalation.wordings_of_security import SECURITY
from escalation.wordings_of_symptoms import SYMPTOMS
from escalation.wordings_of_wishes import WISHES

WORDINGS = (
    *(*EXPOSURE, *SECURITY, *BUSINESS, *OUTAGES, *LOST_DATA, *FAULTS, *SYMPTOMS, *EFFECTS, *OTHERS),
    *(*REACH, *SOLVABLE, *WISHES, *DESIGN, *AGENTS, *ABROAD, *OTHER_SCRIPTS),
)
PATTERN = 3
_LONGEST = 60
_AT_STAKE = (Claim.CHURN, Claim.LEGAL, Claim.SLA, Claim.REVENUE)
_NOUNS = ("churn", "sla")
_ALSO_FEATURES = (Claim.PRESS, Claim.EXECUTIVE, Claim.EXCEPTION)
_DECIDING = frozenset(Claim) - {
    Claim.MANY,
    Claim.PATTERN_OF_3,
    Claim.ONE_USER,
    Claim.REVENUE,
    Claim.DEADLINE,
    Claim.DEMAND,
    Claim.WORKAROUND,
}
_TOLD = (Claim.OUTAGE, Claim.DATA_LOSS, Claim.LOGIN, Claim.FAULT)
_REPORTED = frozenset({*_TOLD, Claim.SYMPTOM, Claim.SLOW, Claim.RECURRING, Claim.LONG_WAIT})
_OF_THE_PRODUCT = frozenset({Claim.FAULT, Claim.SYMPTOM, Claim.FEATURE_GAP, Claim.BLOCKED, Claim.CIRCUMSTANCE})
_SENTENCE_END = re.compile(r"[.!?] ")
# Where it is about one's own settings, bill or access, a question stays one whatever was told before it.
_OF_ONES_OWN = frozenset({Claim.CONFIGURATION, Claim.BILLING, Claim.CANCELLATION, Claim.ACCOUNT})
# Whoever asks so suspects a setting.
_BY_MISTAKE = re.compile(r"(?:am i|did i|i doing|by any setting|any settings|is there a|where)\b", re.IGNORECASE)
_FOLLOWS = re.compile(r",?\s(?:so|hence|therefore|thus|which means|that is why|that's why)\s(?:that\s)?(?:\w+\s){0,3}")
_OF_SOMETHING = frozenset(
    {"is", "are", "was", "were", "has", "have", "had", "been", "went", "goes", "seems", "down", "offline"}
)
_LEAVES_OPEN = frozenset(
    {
        *("a", "an", "the", "this", "our", "their", "your", "my", "his", "her", "its", "any", "every", "each", "all"),
        *("wrong", "incorrect", "no", "not", "never", "can't", "cannot", "couldn't", "unable", "to", "of", "on", "in"),
        *("for", "at", "with", "from", "by", "and", "or", "is", "are", "was", "were", "be", "been", "has", "have"),
    }
)
# A channel's name says nothing of the matter: "#bugs-classroom".
_CHANNEL = re.compile(r"#[^\W\d][\w-]*")
# Says only that there is one; which it is stands beside it.
_BARE = frozenset({"error", "errors", "an error", "the error", "error message", "error code"})
_REST_OF_WORD = re.compile(r"[^\W_]*(?:['\u2019][^\W_]+)?")
_NEXT_WORD = re.compile(r" [\w'\u2019-]+")
_MORE_WORDS = 3
_BEFORE = 40
_BEGINNING = (0,)
# With the number of its cue, where that says at which words it may begin.
_NUMBERED = tuple((one.cue.number if one.cue.begins and not one.opens else -1, one) for one in WORDINGS)


def text_of(draft: Draft) -> str:
    """What is read of `draft`: its issue in one line, and of a very long one the beginning and the end."""
    return " ".join(bounded(draft.issue or readable(draft.text)).split())


def assess(draft: Draft) -> Signals:
    """The claims of what `draft` says, in the order of the tables, each with the first words it stood on."""
    text = text_of(draft)
    low = _CHANNEL.sub(lambda name: "#" + "_" * (len(name[0]) - 1), folded(text))
    said: dict[str, tuple[int, int]] = {}
    may_begin = tries(low)
    for number, wording in _NUMBERED:
        places = may_begin.get(number) if number >= 0 else _BEGINNING if wording.opens else word_starts(low)
        if places and wording.claim not in said and (found := _place(wording, places, low)):
            said[wording.claim] = found
    said = _weighed(said, text, low)
    if _DECIDING.isdisjoint(said) and (told := find_statement(low)):
        said |= {Claim.CIRCUMSTANCE: told}
    words = {claim: _quoted(text, *place) for claim, place in said.items()}
    if draft.error and words.get(Claim.FAULT, "").lower() in _BARE:
        words[Claim.FAULT] = at_most(draft.error, _LONGEST)
    words |= {claim: said for claim, said in _of_facts(draft) if claim not in words}
    return Signals(words=_without_features(words, text))


def _weighed(said: dict[str, tuple[int, int]], text: str, low: str) -> dict[str, tuple[int, int]]:
    """Without the claims that what else is told, and before them, makes another thing of."""
    if _is_told_before(said, text):
        del said[Claim.WISH]
    if Claim.HOW_TO in said and _OF_ONES_OWN.isdisjoint(said) and _is_asked_after_a_fault(said, text):
        del said[Claim.HOW_TO]
    if Claim.ELSEWHERE in said:
        said = _without_theirs(said, low)
    if Claim.UNHEARD in said:
        said = {claim: place for claim, place in said.items() if not _is_of_our_answers(claim, place, said, text)}
    if Claim.ACCOUNT in said and Claim.WISH in said and _overlap(said[Claim.ACCOUNT], said[Claim.WISH]):
        del said[Claim.WISH]
    if said.get(Claim.QUESTION, _BEGINNING)[0] and not _REPORTED.isdisjoint(said):
        del said[Claim.QUESTION]
    if Claim.OUGHT in said and _SENTENCE_END.search(text, 0, said[Claim.OUGHT][0]):
        del said[Claim.OUGHT]  # after what happens they tell what was expected
    return said


def _without_theirs(said: Mapping[str, tuple[int, int]], low: str) -> dict[str, tuple[int, int]]:
    """Somebody else's outage is none of ours, nor what follows from it; what is told of us beside it may be."""
    there = said[Claim.ELSEWHERE]
    theirs = {Claim.LOGIN, *(claim for claim in (Claim.OUTAGE, Claim.FAULT) if _is_of(said.get(claim), there, low))}
    return {claim: place for claim, place in said.items() if claim not in theirs}


def _is_of_our_answers(
    claim: Claim | str, place: tuple[int, int], said: Mapping[str, tuple[int, int]], text: str
) -> bool:
    """Whether a fault stands only in the sentence that says how we answer: what does not respond there is us."""
    first, last = sorted((said[Claim.UNHEARD], place))
    return claim in _OF_THE_PRODUCT and not _SENTENCE_END.search(text, first[0], last[0])


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _is_of(place: tuple[int, int] | None, there: tuple[int, int], low: str) -> bool:
    """Whether it is the same words, or their consequence: "Okta is down, so nobody there can …"."""
    if place is None:
        return False
    return _overlap(place, there) or (there[1] <= place[0] and _FOLLOWS.fullmatch(low, there[1], place[0]) is not None)


def _is_told_before(said: Mapping[str, tuple[int, int]], text: str) -> bool:
    """Whether a fault is told and a wish only in a later sentence: then they wish that it be mended."""
    if Claim.WISH not in said:
        return False
    told = min((said[claim][0] for claim in _TOLD if claim in said), default=len(text))
    return _SENTENCE_END.search(text, told, said[Claim.WISH][0]) is not None


def _is_asked_after_a_fault(said: Mapping[str, tuple[int, int]], text: str) -> bool:
    """Whether a fault is told first and the question only follows: then they ask what to do about it."""
    told = min((said[claim][0] for claim in _TOLD if claim in said), default=len(text))
    return not _BY_MISTAKE.match(text, said[Claim.HOW_TO][0]) and (
        _SENTENCE_END.search(text, told, said[Claim.HOW_TO][0]) is not None
    )


def _place(wording: Wording, places: Sequence[int], low: str) -> tuple[int, int] | None:
    """Where `wording` is found first, at the start of a word or at "n't"."""
    cue, denied = wording.cue, wording.denied
    if cue.is_asked_first(places) and not stands_in(cue.keys, low):
        return None
    for start in places:
        found = cue.pattern.match(low, start)
        if not found or (denied and denied.pattern.search(low[max(0, start - _BEFORE) : start])):
            continue
        if not stands_in(cue.keys, low):
            break
        return start, found.end()
    return None


def _quoted(text: str, start: int, end: int) -> str:
    """The words as they stand; where they lack what they are said of, with the word before: "bills are gone"."""
    end = _end_of_words(text, end)
    first, blank, _ = text[start:end].partition(" ")
    if (not blank or first.lower() in _OF_SOMETHING) and text[max(0, start - 2) : start - 1].isalnum():
        start = text.rfind(" ", 0, start - 1) + 1
    return at_most(text[_start_of_word(text, start) : end].strip(" .,;:-!?"), _LONGEST)


def _end_of_words(text: str, end: int) -> int:
    """Where they can be left: after a whole word, and not after one that says nothing without the next."""
    whole = _REST_OF_WORD.match(text, end)
    end = whole.end() if whole and text[max(0, end - 1) : end].isalnum() else end
    for _ in range(_MORE_WORDS):
        last = text[text.rfind(" ", 0, end) + 1 : end].lower()
        following = _NEXT_WORD.match(text, end)
        if last not in _LEAVES_OPEN or not following:
            break
        end = following.end()
    return end


def _start_of_word(text: str, at: int) -> int:
    """Where the word around `at` begins: "n't work" is told as "doesn't work"."""
    while at and text[at - 1].isalpha() and text[at].isalpha():
        at -= 1
    return at


def _of_facts(draft: Draft) -> Iterable[tuple[Claim, str]]:
    """What the facts say by themselves: a count, several names, money, a date, an error, a way around it."""
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
    told = {Claim.DEADLINE: draft.deadline, Claim.FAULT: draft.error, Claim.WORKAROUND: draft.workaround}
    yield from ((claim, at_most(said, _LONGEST)) for claim, said in told.items() if said)


def _without_features(words: dict[str, str], text: str) -> dict[str, str]:
    """A wish that mentions the press, a manager or a credit means the product's, unless more is at stake.

    Where the wish opens the text, "churn risk" and "SLA breach" are what it is to show.
    """
    if text.startswith(words.get(Claim.WISH) or "\0"):
        words = {claim: said for claim, said in words.items() if not said.lower().startswith(_NOUNS)}
    if Claim.WISH not in words or any(claim in words for claim in _AT_STAKE):
        return words
    if words.get(Claim.EXCEPTION, "").startswith(words[Claim.WISH]):  # "asks for two months of credit"
        return {claim: said for claim, said in words.items() if claim is not Claim.WISH}
    return {claim: said for claim, said in words.items() if claim not in _ALSO_FEATURES}
