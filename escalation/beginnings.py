"""Where in a text a pattern can begin: only there it is tried, which keeps reading quick.

How a match can begin is read off the pattern's own text, so the tables need not say it. Nothing is known here of what
is looked for.
"""

import re
from functools import lru_cache

from escalation.readable import folded

LETTERS = 6
"""So many letters of a beginning are read off a pattern."""
# Stand in for a place in front of the letters, as no letter of a pattern does.
_AT_BORDER, _AFTER_NO_WORD = "\x02", "\x03"
_MARKS = (_AT_BORDER, _AFTER_NO_WORD)
_ANYTHING = frozenset({("", False)})
_NOTHING = frozenset({("", True)})
# Nothing is asked behind one of many letters: what may follow would be too much to list.
_DIGITS = frozenset((digit, False) for digit in "0123456789")
_MARKS_OF_GROUPS = re.compile(r"(?:\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\\[()|])*([()|])")
_LETTERS = re.compile(r"[^\\\[\](){}.^$?*+|]+(?![?*+{])")
_RANGE = re.compile("[0-9]-[0-9]|[a-z]-[a-z]")
_LOOKS_BACK_AT_WORD = ("(?<!\\w)", "(?<![\\w")
# A word, and the one sign behind it; in plain letters each match begins where a word does.
_PLAIN_START = re.compile(r"[^\W_]+[\W_]?|(?s:.)")
# The same for scripts that set no blanks between words: each letter beyond ASCII may begin one.
_START = re.compile(r"(?s:(?<![^\W_]).)|[^\x00-\x7f]")
_NOT = "n't"

Ways = frozenset[tuple[str, bool]]
"""The first letters of what a part of a pattern matches, and whether the next part says how they go on."""


@lru_cache(maxsize=4)
def word_starts(low: str) -> list[int]:
    """Where words begin in `low`, or "n't" does. The few texts at hand are kept."""
    starts = [found.start() for found in (_PLAIN_START if low.isascii() else _START).finditer(low)]
    if _NOT not in low:
        return starts
    return sorted({*starts, *(found.start() for found in re.finditer(_NOT, low))})


def beginnings(pattern: str, *, at_words: bool = False) -> frozenset[str] | None:
    """How matches of `pattern` begin, in a few letters; None where it does not say, or not at a word's start.

    With `at_words`, nothing but matches at the start of a word is asked for.
    """
    ways = {begin for begin, _ in _Reader(pattern).alternatives()}
    if not at_words and not all(_is_at_word(begin) for begin in ways):
        return None
    begins = {folded(begin.lstrip("".join(_MARKS))) for begin in ways}
    if "" in begins:
        return None
    return frozenset(begin for begin in begins if not any(begin[:end] in begins for end in range(1, len(begin))))


def _is_at_word(begin: str) -> bool:
    """Whether it stands where `word_starts` looks. A border before a sign is the end of a word, no start."""
    if begin.startswith(_AT_BORDER):
        return begin[1:2].isalnum()
    return begin.startswith(_AFTER_NO_WORD) or not begin[:1].isascii()


class _Reader:
    """Reads as much of a pattern as says how it begins. What it does not know may be anything."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def alternatives(self) -> Ways:
        ways = set(self._sequence())
        while self._takes("|"):
            ways |= self._sequence()
        return frozenset(ways)

    def _sequence(self) -> Ways:
        ways = _NOTHING
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            if not any(goes_on for _, goes_on in ways):
                self._pass_over()
                break
            ways = _joined(ways, self._repeated(self._part()))
        return ways

    def _pass_over(self, to: str = "|)") -> None:
        """What says no more of how it begins: the rest of a sequence, or of a group."""
        depth = 0
        for mark in _MARKS_OF_GROUPS.finditer(self._pattern, self._at):
            self._at = mark.start(1)
            if not depth and mark[1] in to:
                return
            depth += (mark[1] == "(") - (mark[1] == ")")
        self._at = len(self._pattern)

    def _part(self) -> Ways:
        letter = self._pattern[self._at]
        self._at += 1
        match letter:
            case "(":
                return self._group()
            case "[":
                return self._one_of()
            case "\\":
                return self._escape()
            case "^" | "$":
                return _NOTHING
            case ".":
                return _ANYTHING
            case _:
                self._at -= 1
                return frozenset({(self._letters(), True)})

    def _letters(self) -> str:
        """As many letters as stand for themselves, without one that is optional or repeated."""
        run = _LETTERS.match(self._pattern, self._at)
        letters = run[0] if run else self._pattern[self._at]
        self._at += len(letters)
        return letters

    def _group(self) -> Ways:
        looks_back_at_word = self._pattern.startswith(_LOOKS_BACK_AT_WORD, self._at - 1)
        is_look = bool(self._takes("?=", "?!", "?<=", "?<!"))
        if is_look:
            self._pass_over(to=")")
            self._at += 1
            return frozenset({(_AFTER_NO_WORD, True)}) if looks_back_at_word else _NOTHING
        is_plain = bool(self._takes("?:", "?i:")) or self._takes_name() or self._pattern[self._at] != "?"
        inner = self.alternatives()
        self._at += 1
        return inner if is_plain else _ANYTHING

    def _one_of(self) -> Ways:
        end = self._pattern.index("]", self._at + 1)
        inner, self._at = self._pattern[self._at : end].replace("\\s", " ").removesuffix("-"), end + 1
        if _RANGE.fullmatch(inner):
            return frozenset((chr(code), False) for code in range(ord(inner[0]), ord(inner[2]) + 1))
        if not inner or not all(letter.isalnum() or letter in " :" for letter in inner):
            return _ANYTHING
        return frozenset((letter, True) for letter in inner)

    def _escape(self) -> Ways:
        letter = self._pattern[self._at]
        self._at += 1
        if letter == "b":
            return frozenset({(_AT_BORDER, True)})
        if letter == "d":
            return _DIGITS
        if letter == "s":
            return frozenset({(" ", True)})
        return _ANYTHING if letter.isalnum() else frozenset({(letter, True)})

    def _repeated(self, ways: Ways) -> Ways:
        """`ways` with what stands behind the part: optional, or several times."""
        if self._takes("?"):
            ways |= _NOTHING
        elif self._takes("*"):
            ways = _ended(ways) | _NOTHING
        elif self._takes("+"):
            ways = _ended(ways)
        elif self._takes("{"):
            end = self._pattern.index("}", self._at)
            may_be_left_out = self._pattern[self._at] == "0"
            self._at = end + 1
            ways = _ended(ways) | (_NOTHING if may_be_left_out else frozenset())
        self._takes("?")
        return ways

    def _takes(self, *marks: str) -> str:
        for mark in marks:
            if self._pattern.startswith(mark, self._at):
                self._at += len(mark)
                return mark
        return ""

    def _takes_name(self) -> bool:
        if not self._takes("?P<"):
            return False
        self._at = self._pattern.index(">", self._at) + 1
        return True


def _joined(ways: Ways, following: Ways) -> Ways:
    joined: set[tuple[str, bool]] = set()
    for begin, goes_on in ways:
        if not goes_on:
            joined.add((begin, False))
            continue
        for rest, more in following:
            letters = begin + rest.lstrip("".join(_MARKS)) if begin else rest
            most = LETTERS + letters.startswith(_MARKS)
            joined.add((letters[:most], more and len(letters) < most))
    return frozenset(joined)


def _ended(ways: Ways) -> Ways:
    return frozenset((begin, False) for begin, _ in ways)
