"""Where the rules have only weak signs, or a text reads all too clearly like something else: what is concluded then.

A sign of security or of a customer at risk is never outweighed; what a person chose is theirs in any case.
"""

import re
from typing import NamedTuple

from escalation import impact
from escalation.drafts import Draft, Reason, SeveritySuggestion, Signals, TargetSuggestion
from escalation.experience import OUTCOMES, Kind, Outcome, likeness
from escalation.kinds import at_most
from escalation.signals import BUSINESS, READS_LIKE, SECURITY, Claim

_WEAK = frozenset(
    {
        *(Claim.CIRCUMSTANCE, Claim.SYMPTOM, Claim.FAULT, Claim.SLOW, Claim.RECURRING, Claim.LONG_WAIT),
        *(Claim.MANY, Claim.REVENUE, Claim.DEADLINE, Claim.DEMAND),
        *(Claim.OUGHT, Claim.QUESTION, Claim.NEEDS_ACCESS, Claim.CONFIGURATION, Claim.BILLING),
    }
)
_NEVER_OUTWEIGHED = frozenset({*SECURITY, *BUSINESS, Claim.PATTERN_OF_3})
_ALL_TOO_CLEAR = 0.999
_SENTENCE_END = re.compile(r"[.!?] ")
_PROBABLY = 0.5
_SURE = 0.8
_CLEAR = 0.9
# What is held back, or goes to a private channel, for more than a mere likeness.
_PRIVATE = (Kind.EXPOSURE, Kind.SECURITY, Kind.RISK)
_OF_WEIGHT = (Kind.SUPPORT, *_PRIVATE)
_LONGEST = 60


class Like(NamedTuple):
    """What follows from how a text reads, beside what the rules said of it."""

    outcome: Outcome
    reason: Reason
    is_sure: bool

    def severity(self, by_rules: SeveritySuggestion) -> SeveritySuggestion:
        value = self.outcome.severity
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
    if not said or not _NEVER_OUTWEIGHED.isdisjoint(said):
        return None
    text = impact.text_of(draft)
    found = likeness(text)
    if not found or not (said <= _WEAK or found.certainty > _ALL_TOO_CLEAR):
        return None
    outcome = OUTCOMES[found.kind]
    if found.certainty < (_SURE if found.kind in _OF_WEIGHT else _PROBABLY):
        return None
    if Claim.FAULT in said and (
        found.certainty < _CLEAR
        or found.kind in _PRIVATE
        or _is_told_first(signals.words[Claim.FAULT], found.phrase, text)
    ):
        return None  # a fault is told outright
    because = f"{READS_LIKE}{outcome.reads_like}"
    reason = Reason(rule=because, because=because, words=_as_typed(found.phrase, text))
    return Like(outcome, reason, found.certainty > _SURE)


def _is_told_first(fault: str, phrase: str, text: str) -> bool:
    """Whether a sentence ends between the fault and what reads like another matter: then that comes of the fault."""
    low = text.lower()
    return _SENTENCE_END.search(text, low.find(fault.lower()), max(0, low.find(phrase))) is not None


def _as_typed(phrase: str, text: str) -> str:
    """`phrase` as it stands in `text`, with the words beside it, for a single one says little."""
    around = rf"(?:[\w'\u2019-]+ )?(?<![\w'\u2019]){re.escape(phrase)}(?![\w'\u2019])(?: [\w'\u2019-]+)?"
    found = re.search(around, text, re.IGNORECASE)
    return at_most(found[0], _LONGEST) if found else phrase
