"""Who hears what: each notice as the letters it becomes, before they have an id.

Security is told inside its channel, else to its lead; the reporter hears its state only.
"""

from collections.abc import Iterator

from escalation.letters import Form
from escalation.models import ChannelId, Escalation, GroupId, Severity, TargetTeam, UserId, Value
from escalation.notices import ContactAsked, CouldNotDeliver, EscalationOpened, NoChannelYet, Notice
from escalation.policy import Policy


class Post(Value):
    """A letter to be: what, in which form, to which channel or person. `key` names the fact, for all time."""

    key: str
    form: Form
    lane: ChannelId | UserId
    notice: Notice


def home(escalation: Escalation, policy: Policy) -> ChannelId | UserId:
    """Where the card goes: the team's channel, else the person who can do most about there being none."""
    if escalation.channel:
        return escalation.channel
    if escalation.is_secret and (lead := policy.team(TargetTeam.SECURITY).lead):
        return lead
    return escalation.reporter


def hears_opened(notice: EscalationOpened, policy: Policy, *, installer: UserId | None) -> Iterator[Post]:
    """Card, then the brief in its thread, then the reporter; who was named as the contact is asked."""
    escalation = notice.escalation
    yield from card_and_brief(notice, policy, attempt=1)
    if escalation.channel is None and not escalation.is_secret:
        early = NoChannelYet(escalation=escalation, due=notice.due)
        for person in dict.fromkeys(one for one in (escalation.reporter, installer) if one):
            yield Post(key=f"early:{escalation.id}:{person}", form=Form.DIRECT, lane=person, notice=early)
    else:
        yield Post(key=f"opened:{escalation.id}", form=Form.DIRECT, lane=escalation.reporter, notice=notice)
    if escalation.draft.contact and escalation.draft.contact != escalation.reporter:
        asked = ContactAsked(escalation=escalation, due=notice.due)
        lane = escalation.draft.contact
        yield Post(key=f"contact:{escalation.id}:{lane}", form=Form.DIRECT, lane=lane, notice=asked)


def card_and_brief(notice: EscalationOpened, policy: Policy, *, attempt: int) -> Iterator[Post]:
    """The brief is one letter however often the card has to try a channel: it follows the card that arrived."""
    number, lane = notice.escalation.id, home(notice.escalation, policy)
    yield Post(key=f"card:{number}:{attempt}", form=Form.CARD, lane=lane, notice=notice)
    yield Post(key=f"brief:{number}", form=Form.BRIEF, lane=lane, notice=notice)


def hears_failure(notice: CouldNotDeliver, *, attempt: int, installer: UserId | None) -> Iterator[Post]:
    """The reporter always; who installed us where it went nowhere. Of a Security one they learn nothing but that."""
    escalation = notice.escalation
    people = (escalation.reporter, None if notice.went_to else installer)
    for person in dict.fromkeys(one for one in people if one):
        key = f"failed:{escalation.id}:{attempt}:{person}"
        yield Post(key=key, form=Form.DIRECT, lane=person, notice=notice)


def called(severity: Severity, target: TargetTeam, policy: Policy) -> tuple[GroupId | None, UserId | None]:
    """Whom the card mentions: Critical and Security the group, Leadership its first decider, else nobody."""
    team = policy.team(target)
    if target is TargetTeam.LEADERSHIP:
        return None, (team.deciders[0] if team.deciders else team.lead)
    if severity is Severity.CRITICAL or target is TargetTeam.SECURITY:
        return team.group, None
    return None, None
