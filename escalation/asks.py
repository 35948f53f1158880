"""What a brief asks of its team, and whether that is a decision. To the seed, investigate, fix and decide differ."""

import re
from collections.abc import Mapping

from escalation.drafts import Draft
from escalation.kinds import TargetTeam, Verdict
from escalation.models import Escalation
from escalation.outlines import read_outline

ASKS: Mapping[TargetTeam, str] = {
    TargetTeam.L2_SUPPORT: "take a deeper look and tell us what you find",
    TargetTeam.ENGINEERING: "find the cause and fix it",
    TargetTeam.PRODUCT: "decide whether it is planned, and for when",
    TargetTeam.SECURITY: "check what is exposed and contain it",
    TargetTeam.LEADERSHIP: "decide what we may offer",
}
"""What we assume when nobody said it."""

DECIDERS = frozenset({TargetTeam.PRODUCT, TargetTeam.LEADERSHIP})
"""Teams that are asked to decide, in whatever words."""

_DECIDE = re.compile(
    r"(?:^|[.;:,!?]\s*|\b(?:and|please)\s+)(?:decide|approve|sign off on|authori[sz]e)\b"
    r"|\bdecide (?:whether|if|on|between)\b|\b(?:make|take|need|want)s? (?:a|the|your) (?:\w+ )?decision\b",
    re.IGNORECASE,
)
"""Someone is told to decide; that customers cannot authorize payments asks for no decision."""

ANSWERS: Mapping[TargetTeam, tuple[Verdict, Verdict]] = {
    **dict.fromkeys(TargetTeam, (Verdict.APPROVED, Verdict.DECLINED)),
    TargetTeam.PRODUCT: (Verdict.PLANNED, Verdict.NOT_PLANNED),
}
"""Yes and no, as each team says them."""


_VERB = re.compile(
    r"\b(?:investigat\w*|find|fix\w*|mend|repair|decid\w*|decision|approv\w*|declin\w*|confirm|explain|restor\w*|"
    r"recover|roll\w*|revert|refund|credit|plan\w*|priorit\w*|build|add|ship|deploy|change|tell|answer|say|reproduce|"
    r"check (?:whether|if|the|why|for|what|who)|contain|revoke|rotate|block|call|join|review|sign|grant|allow|raise|"
    r"extend|delete|export|unlock|reset|enable|disable|release|offer|waive|send|provide|write|replace|move|merge)\b",
    re.IGNORECASE,
)


def is_vague(ask: str) -> bool:
    """Whether it leaves open what to do: "help", "please look asap". In another alphabet it is taken as said."""
    return ask.isascii() and not _VERB.search(ask)


def asked_of(draft: Draft, target: TargetTeam) -> tuple[str, bool]:
    """What is needed of the team, and whether we had to assume it."""
    stated = draft.needed or read_outline(draft.details.get(target, ""), target).get("decision")
    return (stated, False) if stated else (ASKS[target], True)


def asks_decision(escalation: Escalation) -> bool:
    """Whether it is answered by deciding. What Security decides stays in its thread, so it is never asked this way."""
    return is_for_deciding(escalation.draft, escalation.target)


def is_for_deciding(draft: Draft, target: TargetTeam) -> bool:
    """The same of a draft, before it is opened for `target`."""
    if target is TargetTeam.SECURITY:
        return False
    ask, _ = asked_of(draft, target)
    return target in DECIDERS or _DECIDE.search(ask) is not None


def waits_for_decision(escalation: Escalation) -> bool:
    """Whether somebody still has to decide; one that was put off waits for its day."""
    return not escalation.is_closed and not escalation.is_decided and asks_decision(escalation)
