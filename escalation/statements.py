"""Does a text report something, though no word of it is known? Asked when no other sign is found: the weakest there is.

A question is none, nor is a name or a heading of a few words.
"""

import re

_FEWEST = 5
_LETTERS = 10
_QUOTED_WORDS = 5
_ASKS = ("?", "\uff1f", "\u061f")
# Scripts that set no blanks between words; there, letters are counted.
_NO_BLANKS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_WORDS = re.compile(r"[^\W\d_][\w'\u2019-]*")


def find_statement(low: str) -> tuple[int, int] | None:
    """Where `low` (folded) begins to tell: its first words, to be quoted."""
    if any(mark in low for mark in _ASKS):
        return None
    if len(_NO_BLANKS.findall(low)) >= _LETTERS:
        return 0, len(low)
    words = list(_WORDS.finditer(low))
    return (words[0].start(), words[_QUOTED_WORDS - 1].end()) if len(words) >= _FEWEST else None
