"""The notation of the tables of wordings: a claim, the keys of a phrase, and the phrase.

The tables stand beside this file, one for each matter; finding them in a text is `impact.py`'s work.
"""

import re
from typing import NamedTuple

from escalation.cues import Cue
from escalation.signals import Claim


class Wording(NamedTuple):
    """What `cue` finds makes the claim, unless `denied` stands just before it. One that `opens` begins the text."""

    claim: Claim
    cue: Cue
    denied: Cue | None
    opens: bool = False


CANT = (
    "(?:can'?t|can ?not|could(?:n't| not)|unable to|not able to|impossible to|no longer able to|(?:are|is|was|"
    "were)n't able to|unsuccessful in|not possible to|fail(?:s|ed|ing)? to|not been able to)"
)
"""Somebody tries and does not succeed; part of a phrase."""

SOON = r"(?:immediately|instantly|right away|straight away|at once|in real[- ]time|promptly)\b"
"""Not so, and it is late rather than broken; part of a phrase."""

_DENIED = Cue(
    (),
    r"(?:\b(?:not|no|never|without|isn't|aren't|wasn't|don't think|if|avoid\w*|prevent\w*|unlike|stop|whether|"
    r"when there is|kein\w*|nicht|pas|non|não|nunca|sem|sin)\s(?:\w+\s){0,2}|\bnon-)$",
)
_NOT_YET = Cue(
    (),
    r"\b(?:if|when|until|once|whether)\s(?:\w+\s){0,5}$|\b(?:not|never|isn't|aren't|wasn't|get|getting|bring|how|"
    r"after|want|need\w*|"
    r"please|be)\s(?:\w+\s){0,2}$",
)
# Nothing is broken that is only counted, watched or set: "calculate SLA breach credits".
_NO_BREACH = Cue(
    (),
    rf"{_DENIED.said}|\b(?:add|calculate|track|monitor\w*|configure|set|define|create|show\w*|display\w*|alert\w*|"
    r"notif\w+|automat\w+|report|reports|field|column|widget|estimate\w*|avoid\w*|how)\s(?:\w+\s){0,5}$|"
    r"\b(?:when|if|before|once)\s(?:an?|the|our|their)\s$",
)
# Words that make the next ones the name of a part of our product, or a wish for one.
_AS_FEATURE = Cue(
    (),
    r"\b(?:add|adding|show|track|calculate|column|report|reports|dashboard|metric|field|chart|export|overview|"
    r"coverage)\s(?:of\s|for\s|an?\s|the\s|both\s)?(?:\w+\s){0,2}$|\b(?:predict\w*|identif\w+|detect\w*|flag\w*|"
    r"find\w*|forecast\w*|analy[sz]\w*|segment|filter|list|which|who|when)\s(?:\w+\s){0,5}$",
)

# What somebody wishes for, or sets up so, is no leak.
ON_PURPOSE = Cue(
    (),
    r"\b(?:make|making|option|allow|allowing|let|add|want\w*|like|ability|feature|wish|please|permission|should|"
    r"would|need\w*|not|isn't|aren't|if|admins?(?! (?:panel|page|area|account|console|interface|login))|owners?|"
    r"managers?|way)\s(?:[\w']+\s){0,6}$",
)


def said(claim: Claim, keys: str, pattern: str = "@", *, denied: Cue | None = None) -> Wording:
    """A wording. `@` in `pattern` is any of `keys`; it starts at a word, or at "n't"."""
    words = tuple(keys.split("|"))
    of_keys = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    whole = pattern.replace("@", f"(?:{of_keys})")
    return Wording(claim, Cue(words, whole, at_words=True), denied)


def opening(claim: Claim, keys: str, pattern: str = "@") -> Wording:
    """A wording that counts only where the text begins with it: a heading, a title."""
    return said(claim, keys, pattern)._replace(opens=True)


def denied(claim: Claim, keys: str, pattern: str = "@") -> Wording:
    """A wording that does not count where "not", "no", "if" and the like stand before it."""
    return said(claim, keys, pattern, denied=_DENIED)


def settled(claim: Claim, keys: str, pattern: str = "@") -> Wording:
    """A wording that does not count for what is only hoped for, asked, or denied: "until it's solved"."""
    return said(claim, keys, pattern, denied=_NOT_YET)


def as_threat(claim: Claim, keys: str, pattern: str = "@") -> Wording:
    """A wording that does not count as the name of a feature: "add a churn report"."""
    return said(claim, keys, pattern, denied=_AS_FEATURE)


def as_promise(claim: Claim, keys: str, pattern: str = "@") -> Wording:
    """A wording of a broken promise, which is neither denied nor a thing to watch or to set."""
    return said(claim, keys, pattern, denied=_NO_BREACH)
