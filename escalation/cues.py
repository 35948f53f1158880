"""A pattern and the words it cannot do without: a text with none of them is not searched, which keeps reading quick.

Only the notation; what is looked for stands with those who look.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Cue(NamedTuple):
    keys: tuple[str, ...]
    pattern: re.Pattern[str]

    def search(self, low: str) -> re.Match[str] | None:
        """The first place in `low`, a folded text."""
        return self.pattern.search(low) if stands_in(self.keys, low) else None

    def finditer(self, low: str) -> Iterator[re.Match[str]]:
        """All places in `low`, a folded text."""
        return self.pattern.finditer(low) if stands_in(self.keys, low) else iter(())


def cue(keys: str, pattern: str) -> Cue:
    """`keys` are separated by `|`; a blank belongs to its key."""
    return Cue(tuple(keys.split("|")), re.compile(pattern))


def stands_in(keys: tuple[str, ...], low: str) -> bool:
    for key in keys:  # noqa: SIM110 - a generator costs more than all it asks
        if key in low:
            return True
    return False


DIGITS = "0|1|2|3|4|5|6|7|8|9"
