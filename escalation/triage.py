"""The suggestions about one draft, put together: does it warrant escalating, how bad, whose, and what is missing."""

from collections.abc import Iterable

from escalation import gaps, impact, intake, likeness, own_words, routing, severity, warrant
from escalation.drafts import Draft, Reason, SeveritySuggestion, Signals, TargetSuggestion, Triage
from escalation.kinds import Severity, TargetTeam
from escalation.policy import TriagePolicy
from escalation.signals import BROKEN, MOST_REASONS, SECURITY, SUPPORTABLE, Claim, breadth

_HANDLED = "support can handle it"
_MALFUNCTIONS = (*BROKEN, Claim.SLOW)
# Where support looks first, a bill or an account that is not as it should be needs no steps.
_NO_MALFUNCTION = (Claim.BILLING, Claim.CANCELLATION, Claim.ACCOUNT, Claim.UNHEARD)
# The names of gaps as scripts know them.
_MISSING = {
    "customer": "customer",
    "affected count": "affected_count",
    "since when": "started",
    "deadline": "deadline",
    "steps": "reproduction",
}


SHIPPED = TriagePolicy()
"""No words of the company's own."""


def triage(draft: Draft, policy: TriagePolicy = SHIPPED) -> Triage:
    """What we conclude from `draft`. What a person chose in it is theirs; these stay suggestions."""
    signals = impact.assess(draft)
    said = own_words.find_own_words(draft, policy)
    warrants, because = warrant.warrants_escalation(signals)
    how_bad = severity.assess(signals, draft)
    whose = routing.target_team(signals, draft)
    if like := likeness.read_alike(draft, signals):
        if warrants is not like.outcome.warrants:
            warrants, because = like.outcome.warrants, (like.reason,)
        how_bad, whose = like.severity(how_bad), like.target(whose)
    if is_critical := own_words.severity_by_policy(said, signals):
        warrants, because = True, (is_critical, *(because if warrants else ()))[:MOST_REASONS]
    if not warrants:
        how_bad, whose = _of_support(how_bad, whose, because)
    how_bad = own_words.with_severity(how_bad, is_critical)
    whose = _by_area(whose, said, policy)
    by_reading = like.outcome.is_bug if like and whose.value is like.outcome.team else None
    is_bug = _is_bug(signals, warrants=warrants, target=whose.value) if by_reading is None else by_reading
    return Triage(
        warrants=warrants,
        warrants_because=because,
        severity=how_bad,
        target=whose,
        is_bug=is_bug,
        signals=signals,
        gaps=gaps.find_gaps(draft, target=draft.target or whose.value, is_bug=is_bug),
        area=said.area,
    )


def _by_area(whose: TargetSuggestion, said: own_words.OwnWords, policy: TriagePolicy) -> TargetSuggestion:
    reason = own_words.team_by_policy(said, policy, whose.value)
    return own_words.with_team(whose, reason, policy.areas[said.area].team if said.area else None)


def _of_support(
    how_bad: SeveritySuggestion, whose: TargetSuggestion, because: tuple[Reason, ...]
) -> tuple[SeveritySuggestion, TargetSuggestion]:
    """Where support can handle it, whoever escalates anyway goes to senior support, at Medium."""
    if how_bad.value is not Severity.MEDIUM:
        how_bad = SeveritySuggestion(value=Severity.MEDIUM, reasons=because, runner_up=how_bad.value)
    if whose.value is not TargetTeam.L2_SUPPORT:
        whose = TargetSuggestion(value=TargetTeam.L2_SUPPORT, reasons=because, runner_up=whose.value)
    return how_bad, whose


def _is_bug(signals: Signals, *, warrants: bool, target: TargetTeam) -> bool | None:
    """Whether it is a malfunction that needs steps; None where another matter is more than that."""
    if not warrants or target in {TargetTeam.PRODUCT, TargetTeam.LEADERSHIP}:
        return False
    if target is TargetTeam.SECURITY:
        return False if signals.has(Claim.COMPLIANCE) and not signals.has(Claim.EXPOSURE, Claim.VULNERABILITY) else None
    if signals.has(Claim.OUTAGE) and not signals.has(Claim.DATA_LOSS):
        return None
    return target is TargetTeam.ENGINEERING or (signals.has(*_MALFUNCTIONS) and not signals.has(*_NO_MALFUNCTION))


def sentences(found: Triage, draft: Draft) -> tuple[str, str]:
    """The hints beside severity and team."""
    return severity.sentence(found.severity, found.signals, draft), routing.sentence(found.target)


def answer(id: str, text: str, policy: TriagePolicy = SHIPPED) -> dict[str, object]:
    """One line of `escalate triage --jsonl`."""
    draft = intake.read(text, policy.names)
    found = triage(draft, policy)
    signals = found.signals
    return {
        "id": id,
        "headline": draft.headline,
        "issue": draft.issue,
        "impact": _impact(found, draft),
        "warrants": found.warrants,
        "severity": str(found.severity.value),
        "target": str(found.target.value),
        "customers": list(draft.customers),
        "affected_count": draft.affected_count,
        "started": draft.started,
        "is_bug": found.is_bug,
        "frequency": str(draft.frequency) if draft.frequency else None,
        "churn": signals.has(Claim.CHURN, Claim.CANCELLATION),
        "sla": signals.has(Claim.SLA),
        "security": signals.has(*SECURITY) or found.target.value is TargetTeam.SECURITY,
        "arr": draft.arr,
        "deadline": draft.deadline,
        "segment": draft.segment,
        "missing": [_MISSING[gap.name] for gap in found.gaps if gap.name in _MISSING],
        "reasons": list(_told((*found.warrants_because, *found.severity.reasons, *found.target.reasons))),
    }


def _told(reasons: Iterable[Reason]) -> Iterable[str]:
    return dict.fromkeys(map(told, reasons))


def told(reason: Reason) -> str:
    """A reason as a sentence's end: "returns 500" is a fault on our side; your policy: "checkout" means Critical."""
    said = f'"{reason.words}" {reason.because}' if reason.words else reason.because
    return f"your policy: {said}" if reason.by_policy else said


def _impact(found: Triage, draft: Draft) -> str:
    """The impact in one line; what is unknown is left out."""
    parts = (
        breadth(found.signals, draft),
        f"since: {draft.started}" if draft.started else "",
        f"{draft.revenue} at risk" if draft.revenue else "",
        "workaround known" if found.signals.has(Claim.WORKAROUND) else "",
        _HANDLED if found.signals.has(*SUPPORTABLE) and not found.warrants else "",
    )
    return ", ".join(part for part in parts if part)
