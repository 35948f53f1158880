"""A pattern and the words it cannot do without: a text with none of them is not searched, which keeps reading quick.

Only the notation; what is looked for stands with those who look.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache

from escalation.beginnings import LETTERS, beginnings, word_starts


class Cue:
    """`pattern` is compiled when a text first needs it: most texts need few of the hundreds there are."""

    def __init__(self, keys: tuple[str, ...], said: str, *, at_words: bool = False) -> None:
        self.keys = keys
        self.said = said
        self._at_words = at_words
        self.number = len(CUES)
        CUES.append(self)
        for kept in (tries, _numbers, _by_beginning):
            kept.cache_clear()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.said)

    @cached_property
    def begins(self) -> frozenset[str] | None:
        """How matches begin, if that is known and they stand at the start of words."""
        return beginnings(self.said, at_words=self._at_words)

    def search(self, low: str, text: str | None = None) -> re.Match[str] | None:
        """The first place in `low`, a folded text, or in `text` itself where capitals matter."""
        return next(self.finditer(low, text), None)

    def finditer(self, low: str, text: str | None = None) -> Iterator[re.Match[str]]:
        """All places, one after the other."""
        if self.begins is None:
            return self.pattern.finditer(low if text is None else text) if stands_in(self.keys, low) else iter(())
        places = tries(low).get(self.number)
        return self._matches(places, low, low if text is None else text) if places else iter(())

    def is_asked_first(self, places: Sequence[int]) -> bool:
        """Whether looking for its keys costs less than trying it at `places`."""
        return len(places) * _KEYS_FOR_ONE_TRY > len(self.keys)

    def _matches(self, places: Sequence[int], low: str, searched: str) -> Iterator[re.Match[str]]:
        if self.is_asked_first(places) and not stands_in(self.keys, low):
            return
        end = 0
        for at in places:
            if at >= end and (found := self.pattern.match(searched, at)):
                if not end and not stands_in(self.keys, low):
                    return
                yield found
                end = found.end()


CUES: list[Cue] = []
_KEYS_FOR_ONE_TRY = 2  # as measured


@lru_cache(maxsize=4)
def tries(low: str) -> Mapping[int, Sequence[int]]:
    """Where in `low` each cue may begin, by its number. Found for all at once; the few texts at hand are kept."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for at in word_starts(low):
        for number in _numbers(low[at : at + LETTERS]):
            places[number].append(at)
    return dict(places)


@lru_cache(maxsize=8192)
def _numbers(start: str) -> tuple[int, ...]:
    """The cues that may begin with `start`. Kept for the words that are common."""
    by_beginning = _by_beginning()
    return tuple(number for end in range(1, len(start) + 1) for number in by_beginning.get(start[:end], ()))


@cache
def _by_beginning() -> Mapping[str, Sequence[int]]:
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(CUES):
        for begin in one.begins or ():
            numbers[begin].append(number)
    return dict(numbers)


def cue(keys: str, pattern: str) -> Cue:
    """`keys` are separated by `|`; a blank belongs to its key."""
    return Cue(tuple(keys.split("|")), pattern)


def stands_in(keys: tuple[str, ...], low: str) -> bool:
    for key in keys:  # noqa: SIM110 - a generator costs more than all it asks
        if key in low:
            return True
    return False


DIGITS = "0|1|2|3|4|5|6|7|8|9"
