"""Who is it for? Customers are found by where their names stand: labelled, at the end, after "for", before "reports".

Nothing is looked up; a name that only might be one is left out, for the modal asks.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from escalation.customer_phrases import BETWEEN_DASHES, WITHIN
from escalation.experience import is_common
from escalation.names import (
    LINK,
    LONGEST,
    NAME,
    NAMES,
    SUFFIX,
    SUFFIXES_WITH_DOT,
    WORD,
    is_company,
    parted,
    same,
)
from escalation.not_customers import COMPANY_WORDS, PLAIN, PRODUCTS, VERBS
from escalation.readable import folded
from escalation.subjects import find_subjects, small_subject
from escalation.vocabulary import Vocabulary

MOST = 12
_FEW = 2
_NO_NAME = PLAIN | PRODUCTS
_LOOKED_BACK = 30

# Several capitals within a sentence: a name when a company's word ends it, or when it does what customers do.
_CAPITALS = re.compile(
    rf"\s(?<=[a-z,]\s)(?P<names>{WORD}(?:\s(?:{LINK}\s)?{WORD}){{1,5}}{SUFFIX}?)"
    r"(?P<does>\s(?:will|won't|would|says?|said|reports? that|can't|cannot|has asked|have asked|noticed|"
    r"found|wants?|threatens?|have|has|had|needs?|invokes?|demands?|insists?|complains?|"
    r"complained|escalated|expects?|refuses?)\b)?"
)
# The end of the text, where an agent puts the name: in brackets, after a dash, after the last full stop, after "for".
_IN_BRACKETS = re.compile(rf"[(\[](?P<names>{NAMES})[)\]]\s*$")
_AFTER_DASH = re.compile(rf"\s[-\u2013\u2014]+\s(?P<names>{NAMES})\s*$")
_AFTER_STOP = re.compile(rf"(?:[.!?。)\"”…:]|\.\.\.)\s+(?P<names>{NAMES})\s*$|\n(?P<line>{NAMES})\s*$")
# Behind a comma stands more than names: a place, a browser, who signs.
_AFTER_COMMA = re.compile(rf"\s(?P<last>[a-z][\w'\u2019-]+),\s(?P<names>{NAME})\s*$")
_SMALL_FOR = re.compile(
    r"(?P<stop>[.!?,;)\"]\s+|\s[-\u2013\u2014]\s+|^|\s)(?:for|at|customer|client)\s"
    r"(?P<names>(?:(?!\s(?:for|at)\s)[^.!?;:()\n]){2,60})$"
)
# "- acme toys", "(acme toys)", "? acme": small letters, and nothing but the name.
_SMALL_LAST = re.compile(
    r"(?:\s[-\u2013\u2014]{1,2}\s|[.!?)]\s|(?P<comma>,)\s|\s(?P<open>[(\[]))(?P<names>[^\W\d_][\w'&-]*(?:\s(?:[\w'-]+|&)){0,3})"
    r"(?(open)[)\]])\s*$"
)

_NO_SMALL_NAME = frozenset(".!?;:()")
_LIKE_A_WORD = re.compile(r"(?:ing|tion|tions|ed|ment|ly|ness|able)$")
# A name is written with a capital and small letters behind it; "I" and "USD" are written so by everyone.
_WITH_CAPITAL = re.compile(r"(?<=[a-z,] )([A-Z][a-z]\w*)")
_SHORTEST_ALONE = 5
_ENDS_A_NAME = frozenset("_&'\u2019@+-")
_TAILS = (_IN_BRACKETS, _AFTER_DASH, _AFTER_STOP, _AFTER_COMMA, _SMALL_FOR, _SMALL_LAST)

_JOB = re.compile(r"\b(?:C[A-Z]O|VP|SVP|Head of|Director|Manager|Engineer|President|Founder|Owner)\b")
_FAREWELLS = frozenset(
    {
        "best",
        "regards",
        "thanks",
        "thank",
        "cheers",
        "sincerely",
        "br",
        "kind",
        "grüße",
        "gruß",
        "saludos",
        "cordialement",
        "ciao",
        "yours",
        "many",
    }
)
# "with Contoso Mail", "in Order Group": what is used stands after these, not who uses it.
_OF_TOOLS = frozenset(
    {"after", "with", "via", "using", "in", "into", "on", "through", "like", "use", "uses", "the", "and"}
)


_NOBODY = Vocabulary(())
_ROW = re.compile(NAMES)


def find_customers(text: str, low: str, names: Vocabulary = _NOBODY) -> tuple[str, ...]:
    """The customers `text` names, in its order, each once. `low` is the same text folded.

    Where `names`, the customers we know, are spoken of, a guess counts only if it stands in a row with one of them.
    """
    known = list(names.find(low))
    if not known:
        return _guessed(text, low)
    at = {found.meaning: found.start for found in reversed(known)}
    for row in _ROW.finditer(text):
        if any(found.start < row.end() and row.start() < found.end for found in known):
            beside = (name for name in parted(row[0], is_tail=False) if not next(names.find(folded(name)), None))
            at |= {name: text.find(name) for name in beside}
    return tuple(sorted(at, key=lambda name: at[name])[:MOST])


def _guessed(text: str, low: str) -> tuple[str, ...]:
    found: list[str] = []
    for names, is_tail in _places(text, low):
        for name in parted(names, is_tail=is_tail):
            if not any(same(name, other) for other in found):
                found.append(name)
        if len(found) >= MOST:
            break
    if not found and (name := small_subject(text)):
        found.append(name)
    return tuple(sorted(found[:MOST], key=text.find))


def customer_tail(text: str) -> str:
    """The end of `text` that only says whom it is for, such as ` - Acme Corp`; or nothing."""
    return _tail(text[-LONGEST * 2 :]).whole


def _places(text: str, low: str) -> Iterable[tuple[str, bool]]:
    """What stands where names stand, and whether that is the end of the text."""
    if at_the_end := _tail(text[-LONGEST * 2 :]).names:
        yield at_the_end, True
    for cue in WITHIN:
        yield from ((found[found.lastgroup or 0], False) for found in cue.finditer(low, text))
    for found in _CAPITALS.finditer(text):
        if (found["does"] or is_company(found["names"])) and _is_a_doer(text[: found.start()]):
            yield found["names"], False
    yield from ((found["names"], False) for found in BETWEEN_DASHES.finditer(low, text) if is_company(found["names"]))
    yield from ((names, False) for names in find_subjects(text))


def _is_a_doer(before: str) -> bool:
    """Whether the word before a name lets it be a customer: it is no part of the name, and no "with" or "in"."""
    last = before[-_LOOKED_BACK:].rpartition(" ")[2].strip(",")
    return last[:1].islower() and last not in _OF_TOOLS


class _Tail(NamedTuple):
    whole: str = ""
    names: str = ""


@lru_cache(maxsize=4)
def _tail(end: str) -> _Tail:
    """The names a text ends with. The headline asks for them once more."""
    for pattern in _TAILS:
        found = pattern.search(end) if _may_end(end.rstrip(), pattern) else None
        if found and (names := _of_tail(found, pattern)):
            return _Tail(end[found.start() + (1 if pattern is _AFTER_STOP else 0) :], names)
    return _Tail()


def _may_end(end: str, pattern: re.Pattern[str]) -> bool:
    """Whether the last letter allows it at all: most texts end with a full stop, most names do not."""
    last = end[-1:]
    if pattern is _IN_BRACKETS:
        return last in {")", "]"}
    if pattern is _SMALL_FOR:
        return last not in _NO_SMALL_NAME
    if pattern is _SMALL_LAST:
        return last.islower() or last in {")", "]"}
    return last.isalnum() or last in _ENDS_A_NAME or end.endswith(SUFFIXES_WITH_DOT)


def _of_tail(found: re.Match[str], pattern: re.Pattern[str]) -> str:
    groups = found.groupdict()
    names = groups.get("names") or groups.get("line") or ""
    if pattern is _IN_BRACKETS and (spelt_out := _spelt_out(names, found.string[: found.start()])):
        return spelt_out
    if pattern in (_SMALL_FOR, _SMALL_LAST):
        return names if _is_small_tail(found, pattern) else ""
    if pattern is _AFTER_STOP and not _stands_alone(names):
        return ""
    if pattern is _AFTER_COMMA and not (found["last"] not in _FAREWELLS and _stands_alone(names)):
        return ""
    return names


def _is_small_tail(found: re.Match[str], pattern: re.Pattern[str]) -> bool:
    if pattern is _SMALL_LAST:
        return _is_small_and_alone(found["names"]) and (not found["comma"] or is_company(found["names"]))
    stop = found["stop"].strip()
    if not stop and _has_capitals(found.string[: found.start()]) and not is_company(found["names"]):
        return False
    return _is_small_name(found["names"], after_stop=bool(stop))


def _spelt_out(short: str, before: str) -> str:
    """The name in front of its own initials: "Quarry Hill Bank (QHB)" is one customer, by the longer name."""
    words = before.split()[-len(short) :] if short.isupper() and len(short) > 1 else []
    return " ".join(words) if "".join(word[0] for word in words) == short else ""


def _has_capitals(text: str) -> bool:
    """Whether a word within a sentence has a capital: whoever types that types a name with one too."""
    return any(word[1].lower() not in PRODUCTS for word in _WITH_CAPITAL.finditer(text))


def _stands_alone(names: str) -> bool:
    """After a full stop a name is the whole rest; one plain word there is a greeting or a heading."""
    words = names.split()
    return (
        len(names) <= LONGEST
        and not _JOB.search(names)
        and not (words[0].lower().strip(",") in _FAREWELLS and len(words) <= _FEW)
        and not any(word.lower().strip(".,") in VERBS - COMPANY_WORDS for word in words)
    )


def _is_small_name(names: str, *, after_stop: bool) -> bool:
    """Small letters after "for" at the end: a company's name, not "for the past week" or "for testing"."""
    words = [word.strip("'\",").removesuffix("'s") for word in names.lower().split()]
    if not words or len(words) > (5 if after_stop else 4) or (names != names.lower() and not is_company(names)):
        return False
    if any(word in VERBS or word[:1].isdigit() for word in words) or words[0] in PLAIN:
        return False
    if words[-1].strip(".") in COMPANY_WORDS:
        return True
    if any(word in _NO_NAME or (is_common(word) and not after_stop) for word in words):
        return False
    return after_stop or (len(words) <= _FEW and not _LIKE_A_WORD.search(words[-1]))


def _is_small_and_alone(names: str) -> bool:
    """A company's word ends it, or it is one word that is no other we know."""
    words = names.split()
    if names != names.lower() or (not is_company(names) and any(word in VERBS or word in PLAIN for word in words)):
        return False
    if len(words) > 1:
        return is_company(names) and not any(word in PRODUCTS for word in words)
    is_known = names in _NO_NAME or is_common(names)
    return len(names) >= _SHORTEST_ALONE and not is_known and not _LIKE_A_WORD.search(names)
