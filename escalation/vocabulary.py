"""Words and phrases that mean something to one company, found in a text whatever their case. The longest counts."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from escalation.readable import folded

_WORD = re.compile(r"\w+")


class Found(NamedTuple):
    start: int
    end: int
    meaning: str


class Vocabulary:
    """Looked up word by word, so that a long list costs a text no more than a short one.

    `inflected`: the plural of a phrase means the same.
    """

    def __init__(self, meanings: Iterable[tuple[str, str]], *, inflected: bool = False) -> None:
        self._ends = re.compile(r"(?:e?s)?(?!\w)" if inflected else r"(?!\w)")
        by_first: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for phrase, meaning in meanings:
            low = " ".join(folded(phrase).split())
            if first := _WORD.match(low):
                by_first[_root(first[0]) if inflected else first[0]].append((low, meaning))
        self._inflected = inflected
        self._by_first = {first: sorted(all_of, key=lambda one: -len(one[0])) for first, all_of in by_first.items()}

    def find(self, low: str) -> Iterator[Found]:
        """Each place in `low`, a folded text in one line, once."""
        end = 0
        for word in _WORD.finditer(low) if self._by_first else ():
            if word.start() >= end and (found := self._at(low, word)):
                yield found
                end = found.end

    def _at(self, low: str, word: re.Match[str]) -> Found | None:
        at = word.start()
        for phrase, meaning in self._by_first.get(_root(word[0]) if self._inflected else word[0], ()):
            if low.startswith(phrase, at) and self._ends.match(low, at + len(phrase)):
                return Found(at, at + len(phrase), meaning)
        return None


def _root(word: str) -> str:
    """The same for a word and for its plural; what only looks like one is told apart when compared in full."""
    return word.rstrip("es")
