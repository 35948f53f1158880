"""Where in `escalation.toml` a key stands. The TOML reader of the standard library gives values without lines."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

Path = tuple[str, ...]


def of_keys(text: str) -> dict[Path, int]:
    """The line of every table and key of a text that is known to be TOML.

    Lines are read one at a time; one that is not TOML by itself is the beginning of a longer value, and is read
    together with those after it. So the reader itself says where a value ends.
    """
    lines: dict[Path, int] = {}
    table: Path = ()
    first, pending = 1, ""
    for number, line in enumerate(text.split("\n"), start=1):  # TOML knows no other line ends
        first = first if pending else number
        pending += line + "\n"
        try:
            read = tomllib.loads(pending)
        except tomllib.TOMLDecodeError:
            continue
        is_header = pending.lstrip().startswith("[")
        paths = [*_paths(read)]
        if is_header and paths:
            table = paths[-1]
        for path in paths:
            lines.setdefault(path if is_header else (*table, *path), first)
        pending = ""
    return lines


def line_of(path: Path, lines: Mapping[Path, int]) -> int:
    """The line of the key, or of the nearest table around it that has one."""
    return next((lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in lines), 1)


def where(broken: tomllib.TOMLDecodeError) -> str:
    """`line 3, column 5: …` of a text that is not TOML."""
    found = re.fullmatch(r"(?s)(.*) \(at (line \d+, column \d+|end of document)\)", str(broken))
    what, place = (found[1], found[2]) if found else (str(broken), "somewhere")
    return f"{place}: this is not TOML. {what}."


def _paths(read: Mapping[str, Any]) -> Iterator[Path]:
    for key, value in read.items():
        yield (key,)
        inner = value[-1] if isinstance(value, list) and value else value
        if isinstance(inner, dict):
            yield from ((key, *path) for path in _paths(inner))
