"""Typed text made readable: chat markup becomes plain words, blanks become single, and the work stays bounded.

What a text means is not asked here.
"""

import html
import re

ENOUGH = 4000
"""Letters that are read of a longer text, most from its beginning, some from its end: who it is for stands there."""
_FROM_THE_END = 600

_MARKUP = re.compile(r"<([@#!]?)([^<>|\n]{1,2000})(?:\|([^<>\n]{0,500}))?>")
_FOLDED = str.maketrans({"\u2019": "'", "\u2018": "'", "\u00b4": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " "})
_INVISIBLE = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LOOKS_LIKE_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|slack://)", re.IGNORECASE)


def readable(text: str) -> str:
    """`text` as a person would read it aloud: `<@U1|ada>` is `@ada`, `&amp;` is `&`."""
    if "<" in text:
        text = _MARKUP.sub(_said, text)
    if "&" in text:
        text = html.unescape(text)
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _said(found: re.Match[str]) -> str:
    kind, target, label = found.groups()
    match kind:
        case "@":
            return f"@{label or target}"
        case "#":
            return f"#{label or target}"
        case "!":
            return f"@{(label or target.split('^')[0]).lstrip('@')}"
    if not _LOOKS_LIKE_ADDRESS.match(target):
        return found[0]  # not chat markup: `<div>`, `a < b > c`
    address = target.removeprefix("mailto:").removeprefix("tel:")
    return address if not label or label == address else f"{label} ({address})"


def tidied(text: str) -> str:
    """Lines kept, blanks within them single, empty lines at most one."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def bounded(text: str) -> str:
    """What is read of a text. A pasted log may be endless; its beginning and end say what it is about."""
    if len(text) <= ENOUGH:
        return text
    return f"{text[: ENOUGH - _FROM_THE_END]}\n{text[-_FROM_THE_END:]}"


def folded(text: str) -> str:
    """`text` in lower case and with plain quotes, letter for letter: places found in it are places in `text`."""
    text = text.translate(_FOLDED)
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
