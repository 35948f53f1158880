"""Escalate, or handle in support? The seed's two lists as one table; escalating stays one click either way."""

from typing import NamedTuple

from escalation.drafts import Reason, Signals
from escalation.signals import BUSINESS, EMERGENCY, MOST_REASONS, SECURITY, WISHES, Claim, quoted


class WarrantRule(NamedTuple):
    """Whether it warrants an escalation where one of `any_of` is claimed and none of `unless`."""

    warrants: bool
    because: str
    any_of: tuple[Claim, ...]
    unless: tuple[Claim, ...] = ()


_ESCALATE, _SUPPORT = True, False
_GOING_ON = (Claim.RECURRING, Claim.LONG_WAIT)

# What must never be held back stands first, then what support can do, then the seed's other reasons to escalate.
RULES = (
    WarrantRule(_ESCALATE, "is a security concern", SECURITY),
    WarrantRule(_ESCALATE, "puts the customer or a contract at risk", BUSINESS),
    WarrantRule(_ESCALATE, "means production is down or data is at risk", EMERGENCY, (Claim.FIXED, Claim.WISH)),
    WarrantRule(_SUPPORT, "says that it is solved", (Claim.FIXED,), _GOING_ON),
    WarrantRule(_SUPPORT, "is down elsewhere, and not with us", (Claim.ELSEWHERE,), (Claim.FAULT,)),
    WarrantRule(_ESCALATE, "hits several customers", (Claim.PATTERN_OF_3,)),
    WarrantRule(_ESCALATE, "asks for something the product does not do", (Claim.WISH,), (Claim.KNOWN_LIMITATION,)),
    WarrantRule(_SUPPORT, "is a known limit or has a documented answer", (Claim.KNOWN_LIMITATION,), _GOING_ON),
    WarrantRule(_SUPPORT, "is a question that guidance answers", (Claim.HOW_TO,)),
    WarrantRule(
        _SUPPORT,
        "is one account's access, which support can restore",
        (Claim.ACCOUNT,),
        (Claim.MANY, Claim.SLOW, *_GOING_ON),
    ),
    WarrantRule(_ESCALATE, "is a fault that needs a fix", (Claim.FAULT, Claim.LOGIN)),
    WarrantRule(_ESCALATE, "blocks the customer", (Claim.BLOCKED,)),
    WarrantRule(_SUPPORT, "is a question", (Claim.QUESTION,), (*_GOING_ON, *WISHES)),
    WarrantRule(_ESCALATE, "has come back or waited too long", _GOING_ON),
    WarrantRule(_ESCALATE, "is a customer whom nobody answers", (Claim.UNHEARD,)),
    WarrantRule(_ESCALATE, "hits several", (Claim.MANY,)),
    WarrantRule(_ESCALATE, "is a gap that causes pain", WISHES),
    WarrantRule(_SUPPORT, "is a matter of set-up", (Claim.CONFIGURATION,)),
    WarrantRule(_SUPPORT, "is one customer's bill", (Claim.BILLING,), (Claim.SYMPTOM,)),
    WarrantRule(
        _ESCALATE, "needs a closer look than support can take", (Claim.SYMPTOM, Claim.SLOW, Claim.NEEDS_ACCESS)
    ),
    WarrantRule(_ESCALATE, "is something that is reported", (Claim.CIRCUMSTANCE, Claim.OUGHT)),
)
_IN_DOUBT = Reason(rule="in doubt", because="nothing says that support can solve it")


def warrants_escalation(signals: Signals) -> tuple[bool, tuple[Reason, ...]]:
    """The answer of the first rule that applies, and the reasons that agree with it."""
    said = frozenset(signals.words)
    spoke = [rule for rule in RULES if not said.isdisjoint(rule.any_of) and said.isdisjoint(rule.unless)]
    if not spoke:
        return True, (_IN_DOUBT,)
    agreeing = [rule for rule in spoke if rule.warrants is spoke[0].warrants]
    reasons = tuple(
        Reason(rule=rule.because, because=rule.because, words=quoted(signals.words, *rule.any_of))
        for rule in agreeing[:MOST_REASONS]
    )
    return spoke[0].warrants, reasons
