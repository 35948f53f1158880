"""What we promise when an escalation opens: who is asked by when, and by when the customer hears."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from escalation import asks, audience, cadence
from escalation.kinds import ClockKind, Severity, TargetTeam, UserId
from escalation.models import Clock, Escalation
from escalation.notices import Due
from escalation.policy import OfficeHours, Policy
from escalation.quality import Moment


def promised(severity: Severity, target: TargetTeam, policy: Policy, *, now: datetime, zone: str) -> Due:
    """All promises of an escalation opened at `now` by someone in `zone`."""
    rules = policy.severities[severity]
    hours, support = policy.hours_for(target, zone=zone), policy.support_hours(zone=zone)
    return Due(
        acknowledge_by=cadence.next_ask(severity, rules, asked=0, after=now, hours=hours),
        news_by=cadence.first_due(ClockKind.INTERNAL, severity, rules, after=now, hours=hours),
        remind_at=cadence.first_due(ClockKind.CUSTOMER, severity, rules, after=now, hours=support),
        customer_by=cadence.overdue_at(severity, rules, anchor=now, hours=support),
        **how_to_wake(severity, target, policy, now=now, zone=zone),
    )


def clocks(escalation: Escalation, due: Due, policy: Policy) -> Iterator[Clock]:
    """The clocks as an escalation opens. Until someone has acknowledged, the internal one runs the ladder."""
    number, started = escalation.id, escalation.opened_at
    yield Clock(escalation=number, kind=ClockKind.INTERNAL, due_at=due.acknowledge_by, anchor=started)
    yield Clock(escalation=number, kind=ClockKind.CUSTOMER, due_at=due.remind_at, anchor=started)
    if following := next_decider(escalation, policy, asked=1, now=started):
        yield Clock(escalation=number, kind=ClockKind.DECISION, due_at=following, anchor=started)


def stands(deadline: datetime | None, severity: Severity, hours: OfficeHours, *, now: datetime) -> Moment:
    """Whether anybody can keep a chosen deadline: it may have passed, or lie where nobody works."""
    if deadline is None:
        return Moment.FINE
    if deadline <= now:
        return Moment.PAST
    is_open = cadence.is_open(deadline, cadence.hours_of(severity, hours))
    return Moment.FINE if is_open or cadence.is_open(deadline - _JUST_BEFORE, hours) else Moment.OUTSIDE


_JUST_BEFORE = timedelta(minutes=1)  # "by closing time" is a time people work until


def is_gathered(kind: ClockKind, escalation: Escalation, policy: Policy) -> bool:
    """Whether what this clock asks is counted in days, so that it stands in a list. Never of Critical or Security."""
    rules = policy.severities[escalation.severity]
    spans = {ClockKind.INTERNAL: rules.internal, ClockKind.CUSTOMER: rules.customer.due}
    is_apart = escalation.is_secret or escalation.severity is Severity.CRITICAL
    return kind in spans and spans[kind].business_days > 0 and not is_apart


def listed_at(escalation: Escalation, due: Due, policy: Policy, *, now: datetime) -> datetime | None:
    """The morning on which whoever keeps the customer is first reminded, where that is by a list."""
    if due.remind_at is None or not is_gathered(ClockKind.CUSTOMER, escalation, policy):
        return None
    opens = cadence.morning_of(due.remind_at, policy.support_hours(zone=escalation.zone))
    return opens if opens and opens > now else None


def next_decider(escalation: Escalation, policy: Policy, *, asked: int, now: datetime) -> datetime | None:
    """When the next one is asked to decide: half of the time to the deadline is each one's own. None after the last."""
    if not asks.waits_for_decision(escalation) or asked >= len(audience.deciders(escalation, policy)):
        return None
    put_off = escalation.decision.until if escalation.decision else None
    if put_off and put_off > now:
        return None
    hours = policy.hours_for(escalation.target, zone=escalation.zone)
    deadline = escalation.deadline_at or now
    return cadence.half_way(escalation.severity, now=now, deadline=deadline, hours=hours)


def waits_since(escalation: Escalation, clock: Clock) -> datetime:
    """From when the word counts that is due first: each one who joined has customers with a promise of their own."""
    return min((clock.anchor, *(one.waits_since for one in escalation.contacts)))


def next_word(escalation: Escalation, clock: Clock, policy: Policy, *, after: datetime) -> datetime:
    """When word to a customer is next asked for, to whichever of them it is due first."""
    rules, hours = policy.severities[escalation.severity], policy.support_hours(zone=escalation.zone)
    anchors = (clock.anchor, *(one.waits_since for one in escalation.contacts))
    return min(
        cadence.next_due(ClockKind.CUSTOMER, escalation.severity, rules, anchor=anchor, now=after, hours=hours)
        for anchor in anchors
    )


def asked_for_word(escalation: Escalation, clock: Clock, policy: Policy, *, by: datetime) -> tuple[UserId, ...]:
    """Whose customers are due word by then; all of them where it was put off or moved for all."""
    keepers = audience.keepers(escalation, policy)
    if escalation.is_secret:
        return keepers
    rules, hours = policy.severities[escalation.severity], policy.support_hours(zone=escalation.zone)
    since = [(one, clock.anchor) for one in keepers] + [(one.person, one.waits_since) for one in escalation.contacts]
    due = [
        person
        for person, anchor in since
        if cadence.first_due(ClockKind.CUSTOMER, escalation.severity, rules, after=anchor, hours=hours) <= by
    ]
    return tuple(dict.fromkeys(due or [person for person, _ in since]))


def promised_by(escalation: Escalation, clock: Clock | None, policy: Policy) -> datetime | None:
    """By when the customer was promised word; at the end, by when they are told of it."""
    if clock is None or clock.due_at is None or escalation.customer_rests:
        return None
    rules, hours = policy.severities[escalation.severity], policy.support_hours(zone=escalation.zone)
    if escalation.is_closed:
        return cadence.first_due(ClockKind.CUSTOMER, escalation.severity, rules, after=clock.anchor, hours=hours)
    return cadence.overdue_at(escalation.severity, rules, anchor=waits_since(escalation, clock), hours=hours)


def to_wake(severity: Severity, target: TargetTeam, policy: Policy, *, now: datetime, zone: str) -> str | None:
    """How to wake someone for a Critical outside the team's hours: a ping may reach nobody."""
    if severity is not Severity.CRITICAL or cadence.is_open(now, policy.hours_for(target, zone=zone)):
        return None
    return policy.team(target).page or ""


def how_to_wake(
    severity: Severity, target: TargetTeam, policy: Policy, *, now: datetime, zone: str
) -> Mapping[str, Any]:
    """The part of `Due` that says it."""
    page = to_wake(severity, target, policy, now=now, zone=zone)
    return {"page": page, "is_paged": page is not None and policy.team(target).page_webhook is not None}


def deadline(severity: Severity, target: TargetTeam, policy: Policy, *, now: datetime, zone: str) -> datetime:
    """The deadline assumed when none was given."""
    return cadence.deadline_for(severity, now=now, hours=policy.hours_for(target, zone=zone))
