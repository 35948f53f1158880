"""The words of a report that tell it from others: no common ones, no names of customers, each in one form."""

import re
from collections.abc import Iterable
from functools import cached_property

from escalation.drafts import Draft

CODE = re.compile(r"\b(?:[A-Z]{2,}[-_]?\d{2,}|[1-5]\d\d|[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:Error|Exception))\b")
_IN_ADDRESSES = re.compile(r"://|www\.|\w@\w")
# Words that every report is full of, and that tell none from another.
_COMMON_WORDS = """
    about after again all also and any are been before being both but came can cannot could customer customers did
    does doing done down each error errors even every fail fails failing failed for from get gets getting got had has
    have having help here how https into issue issues its just keep keeps last like long made make many may more most
    much must need needs new not now off once one only other our out over please problem problems same says see seen
    should since some still such than that the their them then there these they this those through time times today
    too under until use used user users using very via want wants was were what when where which while who why will
    with without work working works would yesterday you your
"""
COMMON = frozenset(_COMMON_WORDS.split())

# Words of screens and accounts: two reports that share these have not said the same.
_PLACES = {
    *("account", "accounts", "change", "changed", "changes", "display", "displayed"),
    *("page", "pages", "show", "showing", "shown", "shows"),
}

_UNTOLD = COMMON | _PLACES

LONGEST = 24
"""Letters of a word; what is longer is a key or an id."""

SHORTEST = 3
MOST_KEPT = 60
MOST_ASKED = 8

_TOKEN = re.compile(r"[^\W_]+")
_ENDINGS = ("ing", "ed", "s", "e")
_STEM = 4
"""What is left of a word when its ending goes has at least so many letters."""

_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")


class Telling:
    """What a report tells, each part worked out once, when it is first asked for."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    @cached_property
    def words(self) -> tuple[str, ...]:
        return words_of(self.draft)

    @cached_property
    def codes(self) -> frozenset[str]:
        return codes_of(self.draft)

    @cached_property
    def of_error(self) -> tuple[str, ...]:
        return words_of(Draft(error=self.draft.error)) if self.draft.error else ()


def words_of(draft: Draft) -> tuple[str, ...]:
    """The words it is found by, in the order told."""
    return _words(_told(draft), but=draft.customers)


def asked_by(draft: Draft) -> tuple[str, ...]:
    """The few words by which others like it are looked for: codes first, then its headline's, then the rest."""
    return tuple(dict.fromkeys((*sorted(codes_of(draft)), *words_of(draft))))[:MOST_ASKED]


def codes_of(draft: Draft) -> frozenset[str]:
    """Codes of errors and products that it names, as the words they are found by."""
    return frozenset(word for code in CODE.findall(without_addresses(_told(draft))) for word in _words(code, but=()))


def told_as(draft: Draft, other: Draft, words: Iterable[str]) -> tuple[str, ...]:
    """The words as they were told, by the one or else by the other."""
    said: dict[str, str] = {}
    for token in _TOKEN.findall(without_addresses(f"{_told(draft)}\n{_told(other)}")):
        for part in _parts(token):
            said.setdefault(stem(part), part)
    return tuple(said.get(word, word) for word in words)


def _told(draft: Draft) -> str:
    return "\n".join((draft.headline, draft.issue or draft.text, draft.error or ""))


def without_addresses(text: str) -> str:
    """An address is full of words that were not said."""
    return " ".join(part for part in text.split() if not _IN_ADDRESSES.search(part))


def stem(word: str) -> str:
    """A word without its ending: exports, exported and exporting are one."""
    plain = word.casefold()
    ending = next((end for end in _ENDINGS if plain.endswith(end) and len(plain) - len(end) >= _STEM), "")
    short = plain.removesuffix(ending)
    return short.removesuffix("e") if ending in {"s", "ed"} and len(short) > _STEM else short


def _words(text: str, *, but: Iterable[str]) -> tuple[str, ...]:
    names = {stem(word) for name in but for word in _TOKEN.findall(name)}
    tokens = (part for token in _TOKEN.findall(without_addresses(text)) for part in _parts(token))
    found: dict[str, None] = {}
    for token in tokens:
        if token.casefold() not in _UNTOLD and (word := stem(token)) not in names:
            found[word] = None
            if len(found) == MOST_KEPT:
                break
    return tuple(found)


def _parts(token: str) -> Iterable[str]:
    """A word; of a script that puts no spaces between words, its pairs of signs."""
    if _WITHOUT_SPACES.search(token):
        return (token[at : at + 2] for at in range(min(len(token), MOST_KEPT) - 1))
    return (token,) if SHORTEST <= len(token) <= LONGEST else ()
