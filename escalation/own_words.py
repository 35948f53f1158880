"""What the company's own words say of a draft. They come before our rules, and are named as the company's.

Two things they cannot do: take a matter away from Security, and make a question into an escalation.
"""

from typing import NamedTuple

from escalation.drafts import Draft, Reason, SeveritySuggestion, Signals, TargetSuggestion
from escalation.kinds import Severity, TargetTeam
from escalation.policy import TriagePolicy
from escalation.readable import bounded, folded, readable
from escalation.signals import BROKEN, MOST_REASONS, SECURITY, WISHES, Claim

_ASKED_ONLY = (Claim.HOW_TO, Claim.QUESTION, Claim.FIXED, *WISHES)
_NOTHING = TriagePolicy()


class OwnWords(NamedTuple):
    """What was found: a word that means Critical, and the first area, in the file's order, that is spoken of."""

    critical: str = ""
    area: str | None = None
    word: str = ""


def find_own_words(draft: Draft, policy: TriagePolicy) -> OwnWords:
    if not (policy.critical or policy.areas):
        return OwnWords()
    low = folded(" ".join(bounded(draft.issue or readable(draft.text)).split()))
    critical = next((found.meaning for found in policy.worst.find(low)), "")
    said = {found.meaning: low[found.start : found.end] for found in reversed(list(policy.places.find(low)))}
    area = next((name for name in policy.areas if name in said), None)
    return OwnWords(critical, area, said[area] if area else "")


def severity_by_policy(said: OwnWords, signals: Signals) -> Reason | None:
    """Critical, unless it only asks, wishes or says that it is solved."""
    if not said.critical or (signals.has(*_ASKED_ONLY) and not signals.has(*BROKEN, *SECURITY, Claim.SLOW)):
        return None
    rule = f'your policy: "{said.critical}" means Critical'
    return Reason(rule=rule, because="means Critical", words=said.critical, by_policy=True)


def team_by_policy(said: OwnWords, policy: TriagePolicy, ours: TargetTeam) -> Reason | None:
    area = policy.areas.get(said.area or "")
    if area is None or area.team is None or ours is TargetTeam.SECURITY:
        return None
    rule = f"your policy: {said.area} is {area.team}'s"
    return Reason(rule=rule, because=f"is {said.area}, which is {area.team}'s", words=said.word, by_policy=True)


def with_severity(ours: SeveritySuggestion, reason: Reason | None) -> SeveritySuggestion:
    """Our own reasons follow where they agree; where they do not, ours is the runner-up."""
    if reason is None:
        return ours
    agrees = ours.value is Severity.CRITICAL
    reasons = (reason, *ours.reasons)[:MOST_REASONS] if agrees else (reason,)
    return SeveritySuggestion(
        value=Severity.CRITICAL, reasons=reasons, runner_up=ours.runner_up if agrees else ours.value
    )


def with_team(ours: TargetSuggestion, reason: Reason | None, team: TargetTeam | None) -> TargetSuggestion:
    if reason is None or team is None:
        return ours
    agrees = ours.value is team
    reasons = (reason, *ours.reasons)[:MOST_REASONS] if agrees else (reason,)
    return TargetSuggestion(value=team, reasons=reasons, runner_up=ours.runner_up if agrees else ours.value)
