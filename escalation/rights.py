"""Who may see what. Decided from the row and the signed request, never from a button's value.

A Security escalation is seen in its channel and by its lead; for everyone else it does not exist.
"""

from escalation.errors import NotAllowed
from escalation.kinds import ChannelId, GroupId, TargetTeam, UserId
from escalation.models import Escalation
from escalation.people import Person, SetUp
from escalation.policy import Policy
from escalation.record import Value


class Viewer(Value):
    """A person, the team channels and groups they are in, and whether they lead here.

    `groups` is None where Slack could not be asked. `press` names the press or form that brought them here, so that
    one delivered twice counts once.
    """

    person: Person
    channels: frozenset[ChannelId] = frozenset()
    groups: frozenset[GroupId] | None = frozenset()
    is_lead: bool = False
    press: str | None = None


def leads(set_up: SetUp, policy: Policy) -> frozenset[UserId]:
    """Everyone named as a lead, in Set up or in the file."""
    named = [team.lead for team in (*set_up.teams.values(), set_up.support)]
    named += [team.lead for team in (*policy.teams.values(), policy.support)]
    return frozenset(one for one in named if one)


def installs(person: Person, set_up: SetUp) -> bool:
    """Set up stays theirs; they lead only while nobody is named who does."""
    return person.is_admin or person.id == set_up.installer


def is_lead(person: Person, set_up: SetUp, policy: Policy) -> bool:
    named = leads(set_up, policy)
    return person.id in named if named else installs(person, set_up)


def may_place_security(person: Person, policy: Policy) -> bool:
    """Who leads Security sees all of it, so they are not named by any other lead: an admin names the first."""
    lead = policy.team(TargetTeam.SECURITY).lead
    return person.id == lead if lead else person.is_admin


def may_see(escalation: Escalation, viewer: Viewer, policy: Policy) -> bool:
    """What one reported, holds, decides, keeps a customer of, or is in the channel of; leads all but Security."""
    if not viewer.person.may_take_part:
        return False
    who, team = viewer.person.id, policy.team(escalation.target)
    if escalation.is_secret:
        return who == team.lead or escalation.channel in viewer.channels
    has_part = who in {*escalation.people, *team.deciders}
    return has_part or viewer.is_lead or escalation.channel in viewer.channels


def may_join(escalation: Escalation, viewer: Viewer, policy: Policy) -> bool:
    """Support too, whoever reported it: the same problem should not be escalated twice. Never Security's."""
    support = policy.support
    is_support = support.channel in viewer.channels or support.group in (viewer.groups or ())
    return not escalation.is_secret and (
        may_see(escalation, viewer, policy) or (viewer.person.may_take_part and is_support)
    )


def speaks_for_team(escalation: Escalation, viewer: Viewer, policy: Policy) -> bool:
    """Where a group is named the team is its members; where none is, whoever is in the team's channel.

    When Slack cannot be asked the press counts, but not for Security.
    """
    team = policy.team(escalation.target)
    if team.group is None:
        return escalation.channel in viewer.channels
    if viewer.groups is None:
        return not escalation.is_secret and escalation.channel in viewer.channels
    return team.group in viewer.groups


def is_unverified(escalation: Escalation, viewer: Viewer, policy: Policy) -> bool:
    """Whether a press counts only because Slack could not be asked who is in the team's group."""
    team = policy.team(escalation.target)
    known = {escalation.reporter, escalation.assignee, escalation.draft.contact, team.lead}
    is_asked = team.group is not None and viewer.groups is None
    return is_asked and not viewer.is_lead and viewer.person.id not in known


def require_team(escalation: Escalation, viewer: Viewer, policy: Policy) -> None:
    """The target team and leads, not the reporter. Raises `NotAllowed` saying who can."""
    team = policy.team(escalation.target)
    if viewer.person.may_take_part and viewer.person.id != escalation.reporter:
        if speaks_for_team(escalation, viewer, policy):
            return
        if viewer.person.id == team.lead or (viewer.is_lead and not escalation.is_secret):
            return
    who = "its group" if team.group else "the people in its channel"
    raise NotAllowed(f"This is for {escalation.target} to do: {who}, and leads.")


def require_decider(escalation: Escalation, viewer: Viewer, policy: Policy) -> None:
    """Those named to decide, who has it, the target team and leads; not the reporter. Raises `NotAllowed`."""
    who, team = viewer.person.id, policy.team(escalation.target)
    if viewer.person.may_take_part and who in {*team.deciders, escalation.assignee} and who != escalation.reporter:
        return
    require_team(escalation, viewer, policy)


def require_part(escalation: Escalation, viewer: Viewer, policy: Policy) -> None:
    """The target team, leads, the reporter, the assignee and the customer's contact. Raises `NotAllowed`."""
    if viewer.person.may_take_part and viewer.person.id in escalation.people:
        return
    try:
        require_team(escalation, viewer, policy)
    except NotAllowed:
        said = f"This is for {escalation.target}, leads, the reporter and whoever has it to do."
        raise NotAllowed(said) from None


def require_support(viewer: Viewer, policy: Policy) -> None:
    """The on-shift group where one is named, else whoever is in support's channel. Raises `NotAllowed`."""
    support = policy.support
    is_in_group = support.group is not None and viewer.groups is not None and support.group in viewer.groups
    is_in_channel = support.group is None and support.channel in viewer.channels
    if viewer.person.may_take_part and (is_in_group or is_in_channel or viewer.person.id == support.lead):
        return
    raise NotAllowed("Taking over a customer is for support: its on-shift group, or the people in its channel.")
