"""Through senior support first? Only where the policy says so; never for a Critical, and never for Security.

Whether a person belongs to senior support is asked of its group, by whoever calls us; where nobody knows, it is not
asked of them.
"""

from collections.abc import Collection

from escalation import gaps
from escalation.drafts import Draft, Gap, Reason, TargetSuggestion, Triage
from escalation.kinds import Severity, TargetTeam, UserId
from escalation.policy import Tiers

_BEYOND = frozenset({TargetTeam.ENGINEERING, TargetTeam.PRODUCT})
_RULES = {Tiers.ADVISE: "usually goes through L2 first", Tiers.INSIST: "goes through L2 first"}
_ROUTE = "They confirm and pass it on."


def through_l2(
    concluded: Triage, draft: Draft, *, tiers: Tiers, seniors: Collection[UserId] | None, reporter: UserId
) -> Triage:
    """With senior support suggested first, the team itself next. `seniors` is None where nobody knows who they are."""
    ours = concluded.target
    severity = draft.severity or concluded.severity.value
    is_theirs = seniors is None or reporter in seniors
    if tiers is Tiers.OFF or is_theirs or ours.value not in _BEYOND or severity is Severity.CRITICAL:
        return concluded
    because = Reason(rule=_RULES[tiers], because=_RULES[tiers], by_policy=True)
    first = TargetSuggestion(value=TargetTeam.L2_SUPPORT, reasons=(because, *ours.reasons), runner_up=ours.value)
    asked = draft.target or first.value
    found = gaps.find_gaps(draft, target=asked, is_bug=concluded.is_bug)
    return concluded.model_copy(update={"target": first, "gaps": found})


def is_through_l2(suggestion: TargetSuggestion) -> bool:
    return bool(suggestion.reasons) and suggestion.reasons[0].rule in _RULES.values()


def sentence(suggestion: TargetSuggestion, severity: Severity) -> str:
    """The hint beside the team; empty where this route was not suggested."""
    if not is_through_l2(suggestion):
        return ""
    if severity is Severity.CRITICAL:
        return f"A Critical goes straight there: choose {suggestion.runner_up}."
    rule, *because = suggestion.reasons
    why = "".join(f' Then {suggestion.runner_up}: "{one.words}" {one.because}.' for one in because[:1] if one.words)
    return f"{rule.because[:1].upper()}{rule.because[1:]}. {_ROUTE}{why}"


def is_past_l2(suggestion: TargetSuggestion, target: TargetTeam) -> bool:
    """It was to go through them first, and somebody chose the team itself."""
    return is_through_l2(suggestion) and target in _BEYOND


def is_passed_on(suggestion: TargetSuggestion, *, sent: TargetTeam | None, now: TargetTeam) -> bool:
    """It went to them first and from there to the team it was for: as it was meant."""
    went_there = is_through_l2(suggestion) and sent is TargetTeam.L2_SUPPORT
    return went_there and now is suggestion.runner_up


def insists(suggestion: TargetSuggestion) -> bool:
    return bool(suggestion.reasons) and suggestion.reasons[0].rule == _RULES[Tiers.INSIST]


def why_past(draft: Draft, shown: Triage | None, target: TargetTeam) -> tuple[Gap, ...]:
    """Where the policy insists, a line is asked for; without one the card says that there is none."""
    if shown is None or draft.past_l2 or not (insists(shown.target) and is_past_l2(shown.target, target)):
        return ()
    question = f"This goes through L2 first. Why straight to {target}?"
    return (Gap(field="past_l2", name="why not L2 first", question=question, weight=3),)
