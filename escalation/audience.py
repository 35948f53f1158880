"""Who hears what: each notice as the letters it becomes, before they have an id.

Security is told inside its channel, else to its lead; the reporter hears its state only, and who installed us no more
than that it has no channel.
"""

from collections.abc import Iterator

from escalation.asks import waits_for_decision
from escalation.kinds import ChannelId, ClockKind, GroupId, Severity, Status, TargetTeam, UserId
from escalation.letters import Claim, Form
from escalation.models import Escalation
from escalation.notices import (
    CardChanged,
    ContactAsked,
    CouldNotDeliver,
    Deed,
    Done,
    Due,
    EscalationOpened,
    Gathered,
    NoChannelYet,
    Notice,
    Paged,
    ReminderDue,
)
from escalation.policy import Policy
from escalation.record import Value


class Post(Value):
    """A letter to be: what, in which form, to which channel or person. `key` names the fact, for all time.

    `is_once` says that the same fact may come by again, and is told once; every other key has to be new.
    """

    key: str
    form: Form
    lane: ChannelId | UserId
    notice: Notice
    edits: str | None = None
    is_once: bool = False


def home(escalation: Escalation, policy: Policy) -> ChannelId | UserId:
    """Where the card goes: the team's channel, else the person who can do most about there being none."""
    if escalation.channel:
        return escalation.channel
    if escalation.is_secret and (lead := policy.team(TargetTeam.SECURITY).lead):
        return lead
    return escalation.reporter


def keepers(escalation: Escalation, policy: Policy) -> tuple[UserId, ...]:
    """Who is asked for word to the customer: of Security's its lead, if there is one."""
    if not escalation.is_secret:
        return (escalation.keeper,)
    lead = policy.team(TargetTeam.SECURITY).lead
    return (lead,) if lead else ()


def deciders(escalation: Escalation, policy: Policy) -> tuple[UserId, ...]:
    """Who may be asked to decide, in order. Nobody decides on what they asked for themselves."""
    return tuple(one for one in policy.team(escalation.target).deciders if one != escalation.reporter)


def hears_opened(notice: EscalationOpened, policy: Policy, *, installer: UserId | None) -> Iterator[Post]:
    """Card, then the brief in its thread; who was named as the contact is asked. The reporter hears when it arrived."""
    escalation = notice.escalation
    yield from card_and_brief(notice, policy, attempt=1)
    yield from asks_decider(escalation, notice.due, policy, number=1)
    if not escalation.channel and home(escalation, policy) == escalation.reporter:
        early = NoChannelYet(escalation=escalation, due=notice.due)
        # Of a Security one too: it says nothing but that a channel is missing, and else it would reach nobody at all.
        for person in dict.fromkeys(one for one in (escalation.reporter, installer) if one):
            yield Post(key=f"early:{escalation.id}:{person}", form=Form.DIRECT, lane=person, notice=early)
    if escalation.keeper != escalation.reporter:
        asked = ContactAsked(escalation=escalation, due=notice.due)
        lane = escalation.keeper
        yield Post(key=f"contact:{escalation.id}:{lane}", form=Form.DIRECT, lane=lane, notice=asked)


def asks_decider(escalation: Escalation, due: Due, policy: Policy, *, number: int) -> Iterator[Post]:
    """The first who is to decide gets the card by direct message, with its buttons: they may not read the channel.

    `number` tells one escalation's questions apart.
    """
    _, person = called(escalation, policy)
    if person is None or person == home(escalation, policy) or not waits_for_decision(escalation):
        return
    asked = ReminderDue(
        escalation=escalation,
        clock=ClockKind.DECISION,
        due_at=escalation.opened_at,
        round=0,
        due=due,
        people=(person,),
    )
    yield Post(key=f"decide:{escalation.id}:{number}", form=Form.DIRECT, lane=person, notice=asked)


def card_and_brief(notice: EscalationOpened, policy: Policy, *, attempt: int, again: bool = False) -> Iterator[Post]:
    """The brief is one letter however often the card has to try a channel: it follows the card that arrived.

    `again` says that it goes to another team, which needs a brief of its own.
    """
    number, lane = notice.escalation.id, home(notice.escalation, policy)
    yield Post(key=f"card:{number}:{attempt}", form=Form.CARD, lane=lane, notice=notice)
    brief = f"brief:{number}:card {attempt}" if again else f"brief:{number}"
    yield Post(key=brief, form=Form.BRIEF, lane=lane, notice=notice, is_once=not again)


def hears_arrived(notice: EscalationOpened, lane: ChannelId | UserId) -> Iterator[Post]:
    """The reporter, once, when the card stands with somebody else."""
    reporter = notice.escalation.reporter
    if lane != reporter:
        key = f"opened:{notice.escalation.id}"
        yield Post(key=key, form=Form.DIRECT, lane=reporter, notice=notice, is_once=True)


def hears_failure(notice: CouldNotDeliver, policy: Policy, *, attempt: int, installer: UserId | None) -> Iterator[Post]:
    """The reporter and the team's lead always; who installed us where it went nowhere, unless it is Security's."""
    escalation = notice.escalation
    lead = policy.team(escalation.target).lead
    people = (escalation.reporter, lead, None if notice.went_to or escalation.is_secret else installer)
    for person in dict.fromkeys(one for one in people if one):
        key = f"failed:{escalation.id}:{attempt}:{person}"
        yield Post(key=key, form=Form.DIRECT, lane=person, notice=notice, is_once=True)


def hears_gathered(gathered: Gathered, policy: Policy) -> Iterator[Post]:
    """Whoever reads the thread; nobody is called for it."""
    escalation = gathered.escalation
    key, lane = f"gathered:{escalation.id}", home(escalation, policy)
    yield Post(key=key, form=Form.LINE, lane=lane, notice=gathered)


def hears_paged(paged: Paged, policy: Policy, *, call: Claim) -> Iterator[Post]:
    """The thread; where the call did not get through, directly also those who can make it. Of Security the lead."""
    escalation, key = paged.escalation, f"paged:{call.letter.id}:{call.turn}"
    yield Post(key=key, form=Form.LINE, lane=home(escalation, policy), notice=paged)
    people = (paged.lead, None if escalation.is_secret else escalation.reporter) if paged.reason else ()
    for person in dict.fromkeys(one for one in people if one):
        yield Post(key=f"{key}:{person}", form=Form.DIRECT, lane=person, notice=paged)


def called(escalation: Escalation, policy: Policy) -> tuple[GroupId | None, UserId | None]:
    """Whom the card mentions: Critical and Security the group; the first who is to decide; else nobody."""
    to_decide = waits_for_decision(escalation)
    return would_call(escalation.severity, escalation.target, policy, reporter=escalation.reporter, to_decide=to_decide)


def would_call(
    severity: Severity, target: TargetTeam, policy: Policy, *, reporter: UserId, to_decide: bool
) -> tuple[GroupId | None, UserId | None]:
    """The same for one that `reporter` has not sent yet; `to_decide`: it asks for a decision."""
    team = policy.team(target)
    is_urgent = target is not TargetTeam.LEADERSHIP and (severity is Severity.CRITICAL or target is TargetTeam.SECURITY)
    first = next((one for one in team.deciders if one != reporter), None) if to_decide else None
    if first is None and target is TargetTeam.LEADERSHIP and team.lead not in {None, reporter}:
        return None, team.lead
    return (team.group if is_urgent else None), first


# What the reporter hears by direct message, when somebody else did it.
REPORTER_HEARS = frozenset(
    {
        Deed.ACKNOWLEDGED,
        Deed.REASSIGNED,
        Deed.TAKEN_OVER,
        Deed.HANDED_OVER,
        Deed.UPDATED,
        Deed.DECIDED,
        Deed.DECIDED_LATER,
        Deed.SEVERITY,
        Deed.DE_ESCALATED,
        Deed.UNDONE,
        Deed.RESOLVED,
        Deed.REOPENED,
        Deed.ADDED,
        Deed.TAKEN_OUT,
        Deed.JOINED,
        Deed.PARTED,
    }
)


def hears_done(done: Done, policy: Policy, *, number: int, card: bool, kept_by: UserId | None = None) -> Iterator[Post]:
    """The card drawn again, a line in the thread, the reporter, and who was given it, as they may not read there.

    `number` tells one escalation's deeds apart; `kept_by` is who kept the customer until then.
    """
    escalation = done.escalation
    key, lane = f"{escalation.id}:{number}", home(escalation, policy)
    if card:
        yield card_again(escalation, policy, number=number)
    yield Post(key=f"line:{key}", form=Form.LINE, lane=lane, notice=done)
    told = done.model_copy(update={"note": ""}) if escalation.is_secret else done
    given_to = escalation.assignee if done.deed is Deed.REASSIGNED and not escalation.is_secret else None
    relieved = kept_by if done.deed is Deed.TAKEN_OVER else None
    joined = () if escalation.is_secret else tuple(one.person for one in escalation.contacts)
    people = (escalation.reporter, escalation.keeper, given_to, relieved, *joined)
    for person in dict.fromkeys(one for one in people if one):
        is_heard = done.deed in REPORTER_HEARS or (done.deed is Deed.REASON and escalation.merged is not None)
        if is_heard and person != done.by and not (escalation.is_secret and _is_content(done.deed)):
            yield Post(key=f"hears:{key}:{person}", form=Form.DIRECT, lane=person, notice=told)


def card_again(escalation: Escalation, policy: Policy, *, number: int) -> Post:
    key, changed = f"edit:{escalation.id}:{number}", CardChanged(escalation=escalation)
    return Post(key=key, form=Form.EDIT, lane=home(escalation, policy), notice=changed)


def _is_content(deed: Deed) -> bool:
    """Of a Security escalation its reporter hears the state, and not what was said."""
    return deed in {Deed.UPDATED, Deed.SEVERITY}


def hears_reminder(
    reminder: ReminderDue, policy: Policy, *, number: int, in_channel: frozenset[UserId] | None
) -> Iterator[Post]:
    """In the thread, and directly to whoever is asked and cannot read there; where Slack did not tell, to all who are.

    The card follows, so that it never names a moment that has passed. What nobody took and what is overdue to the
    customer is always heard by the reporter. Who was told of it this morning is not told again. Of Security nothing
    leaves the thread.
    """
    escalation, lane = reminder.escalation, home(reminder.escalation, policy)
    key = f"{escalation.id}:{number}"
    is_ladder = reminder.clock is ClockKind.INTERNAL and escalation.status is Status.OPEN
    is_broken = reminder.is_overdue and (is_ladder or reminder.clock is ClockKind.CUSTOMER)
    if reminder.clock in {ClockKind.INTERNAL, ClockKind.WATCH} or reminder.is_overdue:
        yield card_again(escalation, policy, number=number)
    yield Post(key=f"remind:{key}", form=Form.LINE, lane=lane, notice=reminder)
    if escalation.is_secret:
        return
    readers = in_channel if escalation.channel else frozenset({UserId(lane)})
    strangers = [one for one in reminder.people if one not in reminder.told and (readers is None or one not in readers)]
    always = [escalation.reporter] if is_broken and lane != escalation.reporter else []
    if reminder.clock is ClockKind.DECISION:
        always = list(reminder.people)
    for person in dict.fromkeys((*strangers, *always)):
        yield Post(key=f"remind:{key}:{person}", form=Form.DIRECT, lane=person, notice=_for_one(reminder, person))


def _for_one(reminder: ReminderDue, person: UserId) -> ReminderDue:
    """Where two clocks speak at once, each hears of their own: the last of the people is asked for the customer."""
    if not reminder.with_customer:
        return reminder
    *team, keeper = reminder.people
    if person != keeper:
        return half(reminder, ClockKind.INTERNAL)
    return reminder if person in team else half(reminder, ClockKind.CUSTOMER)


def half(reminder: ReminderDue, kind: ClockKind) -> ReminderDue:
    """One of the two questions, on its own."""
    if not reminder.with_customer:
        return reminder
    *team, keeper = reminder.people
    alone = reminder.model_copy(update={"with_customer": False, "people": tuple(team)})
    if kind is ClockKind.INTERNAL:
        return alone
    word = {"clock": ClockKind.CUSTOMER, "people": (keeper,), "is_overdue": False, "wrote": None}
    return alone.model_copy(update=word)
