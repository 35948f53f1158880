"""Who must act? The seed's tiers as a table; Security bypasses all others."""

from typing import NamedTuple

from escalation.drafts import Draft, Reason, Signals, TargetSuggestion
from escalation.kinds import TargetTeam
from escalation.signals import BUSINESS, MOST_REASONS, SECURITY, WISHES, Claim, quoted

_L2, _ENGINEERING, _PRODUCT = TargetTeam.L2_SUPPORT, TargetTeam.ENGINEERING, TargetTeam.PRODUCT


class RoutingRule(NamedTuple):
    """Applies where one of `any_of` is claimed, one of `along` too where it names any, and none of `unless`."""

    team: TargetTeam
    because: str
    any_of: tuple[Claim, ...]
    along: tuple[Claim, ...] = ()
    unless: tuple[Claim, ...] = ()

    def applies(self, said: frozenset[str]) -> bool:
        return (
            not said.isdisjoint(self.any_of)
            and said.isdisjoint(self.unless)
            and not (self.along and said.isdisjoint(self.along))
        )


_QUESTIONS = (Claim.HOW_TO, Claim.KNOWN_LIMITATION)
_WAITED = (Claim.LONG_WAIT, Claim.RECURRING)

# The order is who goes before whom: the first rule that applies decides, the next team is the runner-up.
RULES = (
    RoutingRule(TargetTeam.SECURITY, "is a security or privacy matter", SECURITY),
    RoutingRule(TargetTeam.LEADERSHIP, "puts a customer, a contract or our name at risk", BUSINESS),
    RoutingRule(
        TargetTeam.LEADERSHIP,
        "is a customer who ends it after waiting",
        (Claim.CANCELLATION,),
        _WAITED,
    ),
    RoutingRule(_L2, "is solved already", (Claim.FIXED,), unless=_WAITED),
    RoutingRule(_ENGINEERING, "is our service being down", (Claim.OUTAGE,), unless=(Claim.WISH,)),
    RoutingRule(_ENGINEERING, "is data we lost or broke", (Claim.DATA_LOSS,), unless=(Claim.WISH,)),
    RoutingRule(_L2, "is down elsewhere, and not with us", (Claim.ELSEWHERE,), unless=(Claim.FAULT,)),
    RoutingRule(_ENGINEERING, "keeps people out of our product", (Claim.LOGIN,), unless=(Claim.ACCOUNT, *_QUESTIONS)),
    RoutingRule(_PRODUCT, "asks for something new", (Claim.WISH,)),
    RoutingRule(_L2, "is about one account's access", (Claim.ACCOUNT,), unless=(Claim.MANY, Claim.SLOW)),
    RoutingRule(_L2, "is a question support can answer", _QUESTIONS),
    RoutingRule(_PRODUCT, "is something the product does not do", (Claim.FEATURE_GAP,), unless=(Claim.FAULT,)),
    RoutingRule(_ENGINEERING, "is a fault on our side", (Claim.FAULT,)),
    RoutingRule(_PRODUCT, "is something the product does not do", (Claim.FEATURE_GAP,)),
    RoutingRule(_L2, "is a question support can answer", (Claim.QUESTION,), unless=_WAITED),
    RoutingRule(_L2, "is about how we answer, and not about the product", (Claim.UNHEARD,)),
    RoutingRule(_L2, "is a matter of one account's bill", (Claim.BILLING, Claim.CANCELLATION)),
    RoutingRule(_ENGINEERING, "is slow on our side", (Claim.SLOW,)),
    RoutingRule(
        _ENGINEERING, "does not work for more than one", (Claim.SYMPTOM,), (Claim.MANY, Claim.BLOCKED, *_WAITED)
    ),
    RoutingRule(_L2, "is a matter of set-up", (Claim.CONFIGURATION,)),
    RoutingRule(_ENGINEERING, "does not work", (Claim.SYMPTOM,)),
    RoutingRule(_ENGINEERING, "needs access that support does not have", (Claim.NEEDS_ACCESS,)),
    RoutingRule(_ENGINEERING, "keeps coming back", (Claim.RECURRING,)),
    RoutingRule(_PRODUCT, "says how it ought to be, and not what is wrong", (Claim.OUGHT,)),
    RoutingRule(_ENGINEERING, "is where something happens that they report", (Claim.CIRCUMSTANCE,)),
    RoutingRule(_L2, "has an open cause", (Claim.MANY, Claim.BLOCKED, Claim.LONG_WAIT)),
)
_UNCLEAR = Reason(rule="unclear cause", because="the cause is unclear, so senior support looks first")
# Words that may mean that someone saw what is not theirs, though none says it.
_NEAR_SECURITY = (Claim.DATA_LOSS,)


def target_team(signals: Signals, draft: Draft) -> TargetSuggestion:
    """The team, with the reason that decided; the runner-up is the next team that has a reason."""
    said = frozenset(signals.words)
    spoke = [rule for rule in RULES if rule.applies(said)]
    if not spoke:
        return TargetSuggestion(value=_L2, reasons=(_UNCLEAR,), assumed=True)
    first = spoke[0]
    agreeing = [rule for rule in spoke if rule.team is first.team]
    reasons = tuple(_reason(rule, signals) for rule in agreeing[:MOST_REASONS])
    others = [rule.team for rule in spoke if rule.team is not first.team]
    close_by = _close_by(first.team, signals, draft)
    runner_up = close_by if close_by is TargetTeam.SECURITY or not others else others[0]
    return TargetSuggestion(value=first.team, reasons=reasons, runner_up=runner_up)


def _reason(rule: RoutingRule, signals: Signals) -> Reason:
    return Reason(rule=rule.because, because=rule.because, words=quoted(signals.words, *rule.any_of))


def _close_by(team: TargetTeam, signals: Signals, draft: Draft) -> TargetTeam | None:
    """A churn over something missing is Product's next, and access gone wrong may be Security's."""
    if team is TargetTeam.LEADERSHIP:
        return _PRODUCT if signals.has(*WISHES) else _ENGINEERING
    several = len(draft.customers) > 1 or signals.has(Claim.MANY)
    return TargetTeam.SECURITY if team is _ENGINEERING and several and signals.has(*_NEAR_SECURITY) else None


def sentence(suggestion: TargetSuggestion) -> str:
    """The hint beside the team; where Security is close, it says when to choose it."""
    if suggestion.runner_up is TargetTeam.SECURITY:
        return f"Suggested {suggestion.value}. If other customers' data was seen, choose Security."
    reason = suggestion.reasons[0] if suggestion.reasons else _UNCLEAR
    if reason.by_policy:
        return f'Suggested {suggestion.value}: your rule "{reason.words}" {reason.because}.'
    said = f'"{reason.words}" {reason.because}' if reason.words else reason.because
    return f"Suggested {suggestion.value}: {said}."
