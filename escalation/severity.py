"""How bad is it? Read from the impact alone, never from the tone of the text."""

from typing import NamedTuple

from escalation.drafts import Draft, Reason, SeveritySuggestion, Signals
from escalation.kinds import Severity
from escalation.signals import (
    BROKEN,
    BUSINESS,
    MOST_REASONS,
    READS_LIKE,
    SECURITY,
    SUPPORTABLE,
    WISHES,
    Claim,
    breadth,
    quoted,
)

CRITICAL, HIGH, MEDIUM = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM


class SeverityRule(NamedTuple):
    """Applies where one of `any_of` is claimed, one of each of `along` too, and none of `unless`."""

    severity: Severity
    because: str
    any_of: tuple[Claim, ...]
    along: tuple[tuple[Claim, ...], ...] = ()
    unless: tuple[Claim, ...] = ()

    def applies(self, said: frozenset[str]) -> bool:
        return (
            not said.isdisjoint(self.any_of)
            and said.isdisjoint(self.unless)
            and not any(said.isdisjoint(claims) for claims in self.along)
        )


_SOLVED = (Claim.FIXED,)
_OURS_TOO = (Claim.FAULT,)  # what is told of us beside it counts by itself
_GOING_ON = (Claim.RECURRING, Claim.LONG_WAIT)
_QUESTIONS = (Claim.HOW_TO, Claim.KNOWN_LIMITATION)
_MALFUNCTION = (Claim.FAULT, Claim.SYMPTOM, Claim.LOGIN)

# Worst first: the first rule that applies decides.
RULES = (
    SeverityRule(
        CRITICAL, "is data seen by someone it does not belong to", (Claim.EXPOSURE,), unless=(Claim.CREDENTIALS,)
    ),
    SeverityRule(
        HIGH,
        "is a security matter without a known exposure",
        (Claim.CREDENTIALS, Claim.VULNERABILITY, Claim.COMPLIANCE, Claim.ABUSE),
    ),
    SeverityRule(CRITICAL, "means that the service cannot be used", (Claim.OUTAGE,), unless=(*_SOLVED, Claim.WISH)),
    SeverityRule(CRITICAL, "is data lost or missing", (Claim.DATA_LOSS,), unless=(*_SOLVED, Claim.WISH)),
    SeverityRule(
        CRITICAL,
        "keeps many from signing in",
        (Claim.LOGIN,),
        ((Claim.MANY,),),
        (*_SOLVED, Claim.ACCOUNT, Claim.WORKAROUND),
    ),
    SeverityRule(HIGH, "puts a customer or a contract at risk", BUSINESS),
    SeverityRule(HIGH, "is a customer who ends it after waiting", (Claim.CANCELLATION,), (_GOING_ON,)),
    SeverityRule(MEDIUM, "is solved already", _SOLVED, unless=_GOING_ON),
    SeverityRule(MEDIUM, "is down elsewhere, and not with us", (Claim.ELSEWHERE,), unless=_OURS_TOO),
    SeverityRule(MEDIUM, "is a question", _QUESTIONS),
    SeverityRule(MEDIUM, "is one account's access", (Claim.ACCOUNT,), unless=(Claim.MANY, Claim.SLOW)),
    SeverityRule(HIGH, "blocks customers until we build it", WISHES, ((Claim.BLOCKED, Claim.REVENUE),)),
    SeverityRule(MEDIUM, "is a wish", (Claim.WISH,)),
    SeverityRule(MEDIUM, "has a workaround", (Claim.WORKAROUND,)),
    SeverityRule(MEDIUM, "can wait, as they say themselves", (Claim.CAN_WAIT,), unless=(Claim.BLOCKED,)),
    SeverityRule(HIGH, "stops the customer's work", (Claim.BLOCKED,)),
    SeverityRule(HIGH, "hits several at once", (Claim.MANY,), ((*_MALFUNCTION, Claim.SLOW, Claim.BILLING),)),
    SeverityRule(
        MEDIUM,
        "is a billing matter",
        (Claim.BILLING,),
        unless=(Claim.FAULT, Claim.LOGIN, Claim.SLOW, Claim.RECURRING, Claim.CANCELLATION),
    ),
    SeverityRule(HIGH, "came back or has waited too long", _GOING_ON, ((*_MALFUNCTION, Claim.SLOW),)),
    SeverityRule(MEDIUM, "concerns one user", (Claim.ONE_USER,)),
    SeverityRule(HIGH, "keeps a customer from signing in", (Claim.LOGIN,)),
    SeverityRule(HIGH, "is a function that does not work", (Claim.FAULT,)),
    SeverityRule(HIGH, "is a customer whom nobody answers", (Claim.UNHEARD,)),
    SeverityRule(MEDIUM, "is a question", (Claim.QUESTION,), unless=_GOING_ON),
    SeverityRule(MEDIUM, "is something the product does not do", (Claim.FEATURE_GAP,)),
    SeverityRule(MEDIUM, "is slow but usable", (Claim.SLOW,)),
    SeverityRule(MEDIUM, "is a billing matter", (Claim.BILLING,)),
    SeverityRule(HIGH, "is something that cannot be done", (Claim.SYMPTOM,)),
    SeverityRule(HIGH, "came back or has waited too long", _GOING_ON),
    SeverityRule(MEDIUM, "says how it ought to be, and not what is wrong", (Claim.OUGHT,)),
    SeverityRule(HIGH, "is where something happens that they report", (Claim.CIRCUMSTANCE,)),
)
_NOTHING_SAID = Reason(rule="nothing stated", because="the text doesn't say how bad it is")
# Rules that speak of the same thing from two sides: where both stand on words, we take the higher and say so.
_TORN = ((Claim.ONE_USER, Claim.FAULT), (Claim.SLOW, Claim.FAULT))


def assess(signals: Signals, draft: Draft) -> SeveritySuggestion:
    """The severity, with the reason that decided and the others that speak for it."""
    said = frozenset(signals.words)
    spoke = [rule for rule in RULES if rule.applies(said)]
    if not spoke:
        return SeveritySuggestion(value=MEDIUM, reasons=(_NOTHING_SAID,), assumed=True)
    first = spoke[0]
    agreeing = [rule for rule in spoke if rule.severity is first.severity]
    reasons = tuple(_reason(rule, signals) for rule in agreeing[:MOST_REASONS])
    others = [rule.severity for rule in spoke if rule.severity is not first.severity]
    unsure = first.severity is not CRITICAL and draft.workaround is None and _is_unsure(first, signals)
    return SeveritySuggestion(
        value=first.severity, reasons=reasons, assumed=unsure, runner_up=others[0] if others else None
    )


def _reason(rule: SeverityRule, signals: Signals) -> Reason:
    return Reason(rule=rule.because, because=rule.because, words=quoted(signals.words, *rule.any_of))


def _is_unsure(first: SeverityRule, signals: Signals) -> bool:
    """Whether it stands on a weak sign alone, or words speak for a lower severity as well."""
    if first.severity is not HIGH or signals.has(*BUSINESS):
        return False
    if any(signals.has(one) and signals.has(other) for one, other in _TORN):
        return True
    return signals.has(Claim.SYMPTOM, Claim.CIRCUMSTANCE) and not signals.has(
        Claim.FAULT, Claim.LOGIN, Claim.MANY, Claim.BLOCKED, *_GOING_ON
    )


def sentence(suggestion: SeveritySuggestion, signals: Signals, draft: Draft) -> str:
    """The hint beside the severity: what was read, how many, and whether there is a way around it."""
    if suggestion.reasons and suggestion.reasons[0].by_policy:
        return f'Suggested {suggestion.value}: your rule "{suggestion.reasons[0].words}".'
    if not suggestion.reasons or not suggestion.reasons[0].words:
        because = suggestion.reasons[0].because if suggestion.reasons else _NOTHING_SAID.because
        return f"Suggested {suggestion.value}: {because}."
    if suggestion.reasons[0].because.startswith(READS_LIKE):
        return f'Suggested {suggestion.value}: "{suggestion.reasons[0].words}" {suggestion.reasons[0].because}.'
    if suggestion.assumed and suggestion.value is not MEDIUM:
        return f"Suggested {suggestion.value}, to be safe: the text doesn't say if there is a workaround."
    words = suggestion.reasons[0].words
    how_many = breadth(signals, draft)
    said = [f'"{words}"', "" if how_many.strip('"') in words else how_many, _way_around(signals, draft)]
    told = [part for part in said if part]
    if len(told) == 1:
        return f"Suggested {suggestion.value}: {told[0]} {suggestion.reasons[0].because}."
    return f"Suggested {suggestion.value}: {', '.join(told)}."


def _way_around(signals: Signals, draft: Draft) -> str:
    if not signals.has(*BROKEN) or signals.has(*SUPPORTABLE, *SECURITY, *BUSINESS, *WISHES):
        return ""
    return "with a workaround" if draft.workaround or signals.has(Claim.WORKAROUND) else "no workaround named"
