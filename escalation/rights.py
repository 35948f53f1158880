"""Who may see what. Decided from the row and the signed request, never from a button's value.

A Security escalation is seen in its channel and by its lead; for everyone else it does not exist.
"""

from escalation.models import ChannelId, Escalation, Person, SetUp, TargetTeam, UserId, Value
from escalation.policy import Policy


class Viewer(Value):
    """A person, the team channels they are in, and whether they lead here."""

    person: Person
    channels: frozenset[ChannelId] = frozenset()
    is_lead: bool = False


def leads(set_up: SetUp, policy: Policy) -> frozenset[UserId]:
    """Everyone named as a lead, in Set up or in the file, and whoever installed us."""
    named = [team.lead for team in (*set_up.teams.values(), set_up.support)]
    named += [team.lead for team in (*policy.teams.values(), policy.support)]
    return frozenset(one for one in (*named, set_up.installer) if one)


def may_see(escalation: Escalation, viewer: Viewer, *, security_lead: UserId | None) -> bool:
    """What one reported, holds or keeps the customer of, or whose channel one is in; leads see all but Security."""
    if not viewer.person.may_take_part:
        return False
    id = viewer.person.id  # noqa: A001 - it is one
    if escalation.target is TargetTeam.SECURITY:
        return id == security_lead or escalation.channel in viewer.channels
    has_part = id in {escalation.reporter, escalation.assignee, escalation.draft.contact}
    return has_part or viewer.is_lead or escalation.channel in viewer.channels
