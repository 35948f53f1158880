"""Whoever is named to keep the customer informed, asked of Slack: a full member, or the field says what to do."""

from blocks.detail import CONTACT
from escalation.kinds import Severity, TargetTeam
from escalation.people import Person

NO_MEMBER = "Choose a full member of your workspace."
NOT_ASKED = "Slack did not say in time who this is. Please send it again, or leave the field empty."


def problems(named: Person, severity: Severity | None, target: TargetTeam) -> dict[str, str]:
    """What Slack did not answer in time keeps nothing back that is Critical or Security's."""
    cannot_wait = severity is Severity.CRITICAL or target is TargetTeam.SECURITY
    if named.may_take_part or (named.is_unknown and cannot_wait):
        return {}
    return {CONTACT: NOT_ASKED if named.is_unknown else NO_MEMBER}
