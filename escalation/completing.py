"""A draft as it is sent: read once more after the person's corrections, with what its team will ask for."""

from collections.abc import Mapping

from escalation import gaps, intake, tiers
from escalation.drafts import Draft, Gap, Triage
from escalation.kinds import Severity, TargetTeam
from escalation.models import Escalation

# What reading may fill in again where nobody typed anything. Customers and choices are the person's alone.
READ_AGAIN = (
    "affected_count",
    "started",
    "frequency",
    "error",
    "environment",
    "workaround",
    "revenue",
    "arr",
    "deadline",
    *("why_now", "growth", "depth", "waiting_since", "until_critical", "reference", "key_contact", "customer_date"),
    "wanted",
)

AT_MOST = 3
"""Questions in the one view before posting."""


def complete(draft: Draft) -> Draft:
    """`draft` with its headline, and with facts from words that were typed into the form."""
    again = intake.read("\n".join(part for part in (draft.issue, draft.needed) if part))
    found = {name: getattr(again, name) for name in READ_AGAIN if not getattr(draft, name)}
    headline = (
        draft.headline if draft.headline and _says(draft.issue, draft.headline) else intake.read(draft.issue).headline
    )
    return draft.model_copy(update={**found, "headline": headline or draft.headline})


def reworded(draft: Draft, changes: Mapping[str, object]) -> Draft:
    """`draft` with another text: what was read from the first goes with it, what was typed beside it stays."""
    was = intake.read(draft.issue)
    gone = [name for name in READ_AGAIN if getattr(draft, name) == getattr(was, name)]
    bare = draft.model_copy(update={name: Draft.model_fields[name].default for name in gone} | dict(changes))
    return complete(bare).model_copy(update=changes)


def gaps_of(draft: Draft, *, target: TargetTeam, is_bug: bool | None) -> tuple[Gap, ...]:
    return gaps.find_gaps(draft, target=target, is_bug=is_bug)


def to_ask(draft: Draft, shown: Triage | None) -> tuple[Gap, ...]:
    """What the view of gaps asks, at most three. Critical and Security are never held back."""
    severity = draft.severity or (shown.severity.value if shown else None)
    target = draft.target or (shown.target.value if shown else TargetTeam.L2_SUPPORT)
    if severity is Severity.CRITICAL or target is TargetTeam.SECURITY:
        return ()
    whole = complete(draft)
    missing = gaps.find_gaps(whole, target=target, is_bug=shown.is_bug if shown else None)
    return (*tiers.why_past(whole, shown, target), *gaps.worth_asking(missing))[:AT_MOST]


def to_ask_for(escalation: Escalation, team: TargetTeam) -> tuple[Gap, ...]:
    """What another team will ask for, before it goes there. Critical and Security are never held back."""
    if escalation.severity is Severity.CRITICAL or TargetTeam.SECURITY in {team, escalation.target}:
        return ()
    missing = gaps.find_gaps(escalation.draft, target=team, is_bug=escalation.triage.is_bug)
    asked_before = {gap.name for gap in escalation.triage.gaps}
    return gaps.worth_asking(tuple(gap for gap in missing if gap.name not in asked_before))[:AT_MOST]


def _says(issue: str, headline: str) -> bool:
    return headline.rstrip("…").casefold()[:40] in issue.casefold()
