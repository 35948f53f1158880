"""Where the rules have only weak signs, or a text reads all too clearly like something else: what is concluded then.

A sign of security or of a customer at risk is never outweighed; what a person chose is theirs in any case.
"""

import re
from typing import NamedTuple

from escalation import impact
from escalation.drafts import Draft, Reason, SeveritySuggestion, Signals, TargetSuggestion
from escalation.experience import OUTCOMES, Kind, Likeness, Outcome, likeness
from escalation.kinds import Severity, TargetTeam, at_most
from escalation.readable import folded
from escalation.signals import READS_LIKE, Claim

_WEAK = frozenset(
    {
        *(Claim.CIRCUMSTANCE, Claim.SYMPTOM, Claim.FAULT, Claim.SLOW, Claim.RECURRING, Claim.LONG_WAIT),
        *(Claim.MANY, Claim.REVENUE, Claim.DEADLINE, Claim.DEMAND),
        *(Claim.OUGHT, Claim.QUESTION, Claim.NEEDS_ACCESS, Claim.CONFIGURATION, Claim.BILLING),
    }
)
# What may be outweighed beside the weak signs, where it is all too clear: none of what is broken, at risk or exposed.
_MILD = frozenset(
    {
        *(Claim.HOW_TO, Claim.KNOWN_LIMITATION, Claim.ACCOUNT, Claim.WISH, Claim.FEATURE_GAP, Claim.WORKAROUND),
        *(Claim.UNHEARD, Claim.CAN_WAIT, Claim.ONE_USER, Claim.FIXED, Claim.CANCELLATION),
    }
)
_ALL_TOO_CLEAR = 0.99
_SENTENCE_END = re.compile(r"[.!?] ")
_PROBABLY = 0.5
_SURE = 0.8
_CLEAR = 0.9
# What is held back, or goes to a private channel, for more than a mere likeness.
_OF_WEIGHT = (Kind.SUPPORT, Kind.EXPOSURE, Kind.SECURITY, Kind.RISK)
_NEEDED = {**dict.fromkeys(_OF_WEIGHT, _ALL_TOO_CLEAR), Kind.SUPPORT: _SURE}
_LONGEST = 60


class Like(NamedTuple):
    """What follows from how a text reads, beside what the rules said of it."""

    outcome: Outcome
    reason: Reason
    is_sure: bool

    def severity(self, by_rules: SeveritySuggestion) -> SeveritySuggestion:
        is_secret = self.outcome.team is TargetTeam.SECURITY
        value = Severity.HIGH if is_secret else self.outcome.severity  # no exposure is known by a mere likeness
        if value is by_rules.value:
            return by_rules
        return SeveritySuggestion(
            value=value,
            reasons=(self.reason,),
            assumed=not self.is_sure,
            runner_up=by_rules.value,
        )

    def target(self, by_rules: TargetSuggestion) -> TargetSuggestion:
        value = self.outcome.team
        if value is by_rules.value:
            return by_rules
        return TargetSuggestion(value=value, reasons=(self.reason,), assumed=not self.is_sure, runner_up=by_rules.value)


def read_alike(draft: Draft, signals: Signals) -> Like | None:
    """What `draft` reads like, where that is asked for; nothing where the rules stand on more."""
    said = frozenset(signals.words)
    if not said or not said <= _WEAK | _MILD:
        return None
    text = impact.text_of(draft)
    found = likeness(text)
    if not found or not _is_enough(found, signals, text):
        return None
    outcome = OUTCOMES[found.kind]
    because = f"{READS_LIKE}{outcome.reads_like}"
    reason = Reason(rule=because, because=because, words=_as_typed(found.phrase, text))
    return Like(outcome, reason, found.certainty > _SURE)


def _is_enough(found: Likeness, signals: Signals, text: str) -> bool:
    """Nothing is held back or sent to a private channel for a mere likeness, nor where a fault is told outright."""
    said = frozenset(signals.words)
    if not said <= _WEAK and (found.certainty < _ALL_TOO_CLEAR or found.kind in _OF_WEIGHT):
        return False
    if found.certainty < _NEEDED.get(found.kind, _PROBABLY):
        return False
    if Claim.FAULT not in said:
        return True
    return (
        found.kind not in _OF_WEIGHT
        and found.certainty >= _CLEAR
        and not _is_told_first(signals.words[Claim.FAULT], found.phrase, text)
    )


def _is_told_first(fault: str, phrase: str, text: str) -> bool:
    """Whether a sentence ends between the fault and what reads like another matter: then that comes of the fault."""
    low = folded(text)
    other = low.find(phrase)
    return other < 0 or _SENTENCE_END.search(text, low.find(folded(fault)), other) is not None


def _as_typed(phrase: str, text: str) -> str:
    """`phrase` as it stands in `text`, with the words beside it, for a single one says little; or nothing."""
    said = r"\W{1,3}".join(map(re.escape, phrase.split()))
    around = rf"(?:[\w'-]+ )?(?<![\w']){said}(?![\w'])(?: [\w'-]+)?"
    found = re.search(around, folded(text))
    return at_most(text[slice(*found.span())], _LONGEST) if found else ""
