"""A clock's moment has come: who is asked, in which words, and when it asks again. One transaction a clock.

Until someone acknowledged, the internal clock runs the ladder: the group again, then the lead, then everyone who can
help. Afterwards it asks the assignee on the severity's cadence; the second time without an answer, the lead as well.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from escalation import audience, cadence, promises
from escalation.asks import waits_for_decision
from escalation.audience import keepers
from escalation.errors import NotFound
from escalation.kinds import ClockKind, Severity, Status, TargetTeam, UserId
from escalation.models import Clock, Escalation, News
from escalation.notices import Due, ReminderDue, Standing
from escalation.policy import OfficeHours, Policy, TeamPolicy
from escalation.ports import LATE_CLOCK, DueClock, Transaction
from escalation.undoing import Undoing

TOGETHER = timedelta(minutes=30)
"""Two clocks due within this are one message."""

SECOND = 2


class Reminding(Undoing):
    """What the beat asks of the desk."""

    def before_asking(self, due: DueClock) -> Standing | None:
        """How it stands, so that it can be looked up who reads there and whether the team wrote meanwhile."""
        with self._store.read(due.workspace) as tx:
            try:
                return self._standing(tx, due.escalation)
            except NotFound:
                return None

    def remind(
        self,
        due: DueClock,
        *,
        in_channel: frozenset[UserId] | None,
        up_since: datetime,
        wrote: News | None = None,
    ) -> bool:
        """Writes the reminder and moves the clock on. False when another was faster, or there is nothing to ask.

        What fell due before `up_since` fell due while we were down; it is said once, late and honestly, at the next
        opening if nobody is at work. Where the team `wrote` in the thread, nobody is mentioned: it is asked whether
        that counts.
        """
        with self._store.begin(due.workspace) as tx:
            escalation, policy = tx.load(due.escalation), self._policy(tx)
            clocks = tx.clocks(escalation.id)
            clock = clocks.get(due.kind)
            if clock is None or clock.due_at is None or clock.due_at != due.due_at or clock.due_at > self.now():
                return False
            if clock.kind is ClockKind.UNDO:
                self._end_undo(tx, escalation, clock)
                return False
            clocks = self._after_the_morning(tx, escalation, clocks, policy)
            if clock.kind is ClockKind.MORNING:
                return False
            reminder = self._asked_in_hours(tx, escalation, clocks[clock.kind], policy)
            self._plan_morning(tx, escalation, policy)
            if reminder is None:
                return False
            reminder = reminder.model_copy(update={"late": _due(clock) < up_since - LATE_CLOCK})
            is_news = reminder.clock is ClockKind.INTERNAL and escalation.status is Status.ACKNOWLEDGED
            if wrote and is_news and not waits_for_decision(escalation):
                keeper = reminder.people[-1:] if reminder.with_customer else ()
                reminder = reminder.model_copy(update={"wrote": wrote, "people": keeper})
            told = self._told_this_morning(tx, reminder, clocks, policy)
            self._fold_older(tx, reminder)
            number, rounds = len(tx.trail(escalation.id)) + 1, tx.clocks(escalation.id)[clock.kind].round
            tx.record(escalation.id, self._event("reminded", after={"clocks": _kinds(reminder), "round": rounds}))
            asks = reminder.model_copy(update={"told": told})
            self._tell(tx, audience.hears_reminder(asks, policy, number=number, in_channel=in_channel))
            return True

    def _after_the_morning(
        self, tx: Transaction, escalation: Escalation, clocks: Mapping[ClockKind, Clock], policy: Policy
    ) -> Mapping[ClockKind, Clock]:
        """The clocks, once the lists are written that are due by now: before anything is asked that stands in them."""
        morning = clocks.get(ClockKind.MORNING)
        if morning is None or morning.due_at is None or morning.due_at > self.now():
            return clocks
        self._gather(tx, escalation, policy)
        return tx.clocks(escalation.id)

    def _asked_in_hours(
        self, tx: Transaction, escalation: Escalation, clock: Clock, policy: Policy
    ) -> ReminderDue | None:
        """What the clock asks, which moves on by it; None where nobody works, or there is nothing to ask."""
        works_at = cadence.move_into(self.now(), self._hours(clock.kind, escalation, policy))
        if works_at > self.now():
            tx.set_clock(clock.moved(works_at).model_copy(update={"missed_at": _due(clock)}))
            return None
        if clock.kind is ClockKind.CUSTOMER and escalation.customer_rests:
            self._take_for_confirmed(tx, escalation, clock, policy)
            return None
        reminder, after = self._asks(tx, escalation, clock, policy)
        tx.set_clock(after)
        return reminder

    def _fold_older(self, tx: Transaction, reminder: ReminderDue) -> None:
        if reminder.clock is not ClockKind.DECISION:  # who was asked to decide before may still do so
            self._fold(tx, reminder.escalation, _kinds(reminder), "Asked, and asked again below.")

    def _end_undo(self, tx: Transaction, escalation: Escalation, clock: Clock) -> None:
        """The button leaves, the line stays."""
        tx.set_clock(clock.moved(None))
        self._note_ended(tx, escalation)
        self._draw_endings_again(tx, escalation)
        self._draw_joins_again(tx, escalation)
        self._offer_undo(tx, escalation)

    def _take_for_confirmed(self, tx: Transaction, escalation: Escalation, clock: Clock, policy: Policy) -> None:
        """They were told of the fix and have said nothing against it."""
        settled = escalation.model_copy(update={"confirmed_at": self.now(), "is_silent": True})
        tx.save(settled)
        tx.set_clock(clock.moved(None))
        tx.record(escalation.id, self._event("customer silent", after={"confirmed_at": self.now().isoformat()}))
        self._draw_endings_again(tx, settled)
        number = len(tx.trail(escalation.id))
        self._tell(tx, [audience.card_again(settled, policy, number=number)])

    def _asks(
        self, tx: Transaction, escalation: Escalation, clock: Clock, policy: Policy
    ) -> tuple[ReminderDue | None, Clock]:
        match clock.kind:
            case ClockKind.WATCH:
                return self._watched(tx, escalation, clock), clock.moved(None)
            case ClockKind.DECISION:
                return self._next_decider(escalation, clock, policy)
            case ClockKind.CUSTOMER:
                return self._word_to_customer(tx, escalation, clock, policy)
            case _:
                return self._of_the_team(tx, escalation, clock, policy)

    def _word_to_customer(
        self, tx: Transaction, escalation: Escalation, clock: Clock, policy: Policy
    ) -> tuple[ReminderDue | None, Clock]:
        internal = tx.clocks(escalation.id).get(ClockKind.INTERNAL)
        is_apart = escalation.contacts or self._is_broken(escalation, clock, policy)
        if is_apart or not self._is_about_to_ask(escalation, internal, policy):
            return self._customer(escalation, clock, policy)
        return self._together(tx, escalation, clock, policy)

    def _of_the_team(
        self, tx: Transaction, escalation: Escalation, clock: Clock, policy: Policy
    ) -> tuple[ReminderDue | None, Clock]:
        if escalation.is_closed:
            return None, clock.model_copy(update={"due_at": None})
        if escalation.status is Status.OPEN:
            return self._nobody_has_it(tx, escalation, clock, policy)
        return self._any_news(tx, escalation, clock, policy)

    def _is_about_to_ask(self, escalation: Escalation, internal: Clock | None, policy: Policy) -> bool:
        """Whether the team is asked within half an hour as well, and is at work: then the two are one message."""
        if escalation.status is not Status.ACKNOWLEDGED or internal is None or internal.due_at is None:
            return False
        if not keepers(escalation, policy):
            return False
        return internal.due_at - self.now() <= TOGETHER and self._works(ClockKind.INTERNAL, escalation, policy)

    def _works(self, kind: ClockKind, escalation: Escalation, policy: Policy) -> bool:
        return cadence.is_open(self.now(), self._hours(kind, escalation, policy))

    def _is_broken(self, escalation: Escalation, customer: Clock, policy: Policy) -> bool:
        """A broken promise to the customer speaks for itself: it calls other people, and has other buttons."""
        rules, hours = policy.severities[escalation.severity], policy.support_hours(zone=escalation.zone)
        since = promises.waits_since(escalation, customer)
        broken = cadence.overdue_at(escalation.severity, rules, anchor=since, hours=hours)
        return broken is not None and broken <= max(self.now(), customer.due_at or self.now())

    def _together(
        self, tx: Transaction, escalation: Escalation, customer: Clock, policy: Policy
    ) -> tuple[ReminderDue, Clock]:
        """The team's question, with the customer's beside it; both clocks move on."""
        internal = tx.clocks(escalation.id)[ClockKind.INTERNAL]
        reminder, after = self._any_news(tx, escalation, internal, policy)
        tx.set_clock(after)
        return reminder, tx.clocks(escalation.id).get(ClockKind.CUSTOMER, customer)

    # --- the team

    def _nobody_has_it(
        self, tx: Transaction, escalation: Escalation, clock: Clock, policy: Policy
    ) -> tuple[ReminderDue, Clock]:
        step, team, now = clock.round + 1, policy.team(escalation.target), self.now()
        rules = policy.severities[escalation.severity]
        hours = policy.hours_for(escalation.target, zone=escalation.zone)
        following = cadence.next_ask(escalation.severity, rules, asked=step, after=now, hours=hours)
        at_the_end = step > len(rules.acknowledge) - 1
        people = _asked(team, at_the_end=at_the_end, step=step)
        if at_the_end and escalation.severity is Severity.CRITICAL:
            people = tuple(dict.fromkeys((*people, *_all_who_can_help(escalation, policy))))
            self._page(tx, escalation, policy, since=clock.anchor)
        reminder = ReminderDue(
            escalation=escalation,
            clock=ClockKind.INTERNAL,
            due_at=_due(clock),
            round=step,
            people=people,
            group=team.group if step == 1 else None,
            next_at=following,
            is_overdue=at_the_end,
            page=team.page if at_the_end else None,
        )
        return reminder, _unanswered(clock, following, round=step)

    def _any_news(
        self, tx: Transaction, escalation: Escalation, clock: Clock, policy: Policy
    ) -> tuple[ReminderDue, Clock]:
        unanswered, team = escalation.unanswered + 1, policy.team(escalation.target)
        tx.save(escalation.model_copy(update={"unanswered": unanswered}))
        lead = (team.lead,) if unanswered >= SECOND and team.lead else ()
        put_off_by = escalation.decision.by if escalation.decision else None
        people = tuple(dict.fromkeys(one for one in (escalation.assignee, put_off_by, *lead) if one))
        with_customer = self._takes_along(tx, escalation, policy)
        following = self._next(ClockKind.INTERNAL, escalation, clock, policy, after=clock.due_at)
        keeper = keepers(escalation, policy) if with_customer else ()
        reminder = ReminderDue(
            escalation=escalation,
            clock=ClockKind.INTERNAL,
            due_at=_due(clock),
            round=unanswered,
            due=Due(customer_by=promises.promised_by(escalation, _customers(tx, escalation, clock), policy)),
            people=(*people, *keeper),
            next_at=following,
            is_overdue=unanswered >= SECOND,
            with_customer=with_customer,
        )
        return reminder, _unanswered(clock, following, round=clock.round + 1)

    def _next_decider(self, escalation: Escalation, clock: Clock, policy: Policy) -> tuple[ReminderDue | None, Clock]:
        """Who was asked first has not decided: the next one too."""
        step, deciders = clock.round + 1, audience.deciders(escalation, policy)
        if not waits_for_decision(escalation) or step >= len(deciders):
            return None, clock.moved(None)
        following = promises.next_decider(escalation, policy, asked=step + 1, now=self.now())
        reminder = ReminderDue(
            escalation=escalation,
            clock=ClockKind.DECISION,
            due_at=_due(clock),
            round=step,
            people=(deciders[step],),
            next_at=following,
        )
        return reminder, clock.moved(following, round=step)

    def _watched(self, tx: Transaction, escalation: Escalation, clock: Clock) -> ReminderDue | None:
        """It resolved itself, and whoever said so was watching it until now."""
        if escalation.watched_by is None or not escalation.is_closed:
            return None
        tx.save(escalation.model_copy(update={"watched_until": None}))
        watcher = (escalation.watched_by,)
        return ReminderDue(escalation=escalation, clock=ClockKind.WATCH, due_at=_due(clock), people=watcher)

    def _takes_along(self, tx: Transaction, escalation: Escalation, policy: Policy) -> bool:
        """Whether the customer's clock is due within half an hour: then it speaks here, and moves on too."""
        customer = tx.clocks(escalation.id).get(ClockKind.CUSTOMER)
        if customer is None or customer.due_at is None or customer.due_at - self.now() > TOGETHER:
            return False
        if not keepers(escalation, policy) or escalation.contacts:
            return False
        if self._is_broken(escalation, customer, policy) or not self._works(ClockKind.CUSTOMER, escalation, policy):
            return False
        following = self._next(ClockKind.CUSTOMER, escalation, customer, policy, after=customer.due_at)
        tx.set_clock(customer.moved(following, round=customer.round + 1))
        return True

    # --- the customer

    def _customer(self, escalation: Escalation, clock: Clock, policy: Policy) -> tuple[ReminderDue, Clock]:
        """Due asks who keeps the customer; overdue the on-shift group as well, one window later support's lead.

        Of Security's only its own people are asked.
        """
        step = clock.round + 1
        people = promises.asked_for_word(escalation, clock, policy, by=self.now() + TOGETHER)
        due = Due(customer_by=promises.promised_by(escalation, clock, policy))
        overdue = self._is_broken(escalation, clock, policy)
        group = policy.support.group if overdue else None
        if escalation.is_secret:
            group = None if people else policy.team(TargetTeam.SECURITY).group
        elif overdue and step > SECOND and policy.support.lead:
            people = (*people, policy.support.lead)
        following = self._next(ClockKind.CUSTOMER, escalation, clock, policy)
        reminder = ReminderDue(
            escalation=escalation,
            clock=ClockKind.CUSTOMER,
            due_at=_due(clock),
            round=step,
            due=due,
            people=tuple(dict.fromkeys(people)),
            group=group,
            next_at=following,
            is_overdue=overdue,
        )
        return reminder, clock.moved(following, round=step)

    # --- when

    def _next(
        self, kind: ClockKind, escalation: Escalation, clock: Clock, policy: Policy, *, after: datetime | None = None
    ) -> datetime:
        """The next slot still to come: after a week offline there is one reminder, not eighty-four."""
        hours = self._hours(kind, escalation, policy)
        rules, now = policy.severities[escalation.severity], max(after or self.now(), self.now())
        if kind is ClockKind.CUSTOMER:
            return promises.next_word(escalation, clock, policy, after=now)
        return cadence.next_due(kind, escalation.severity, rules, anchor=clock.anchor, now=now, hours=hours)

    def _hours(self, kind: ClockKind, escalation: Escalation, policy: Policy) -> OfficeHours:
        """Word to the customer keeps support's hours, everything else the team's."""
        if kind is ClockKind.CUSTOMER:
            hours = policy.support_hours(zone=escalation.zone)
        else:
            hours = policy.hours_for(escalation.target, zone=escalation.zone)
        return cadence.hours_of(escalation.severity, hours)


def _asked(team: TeamPolicy, *, at_the_end: bool, step: int) -> tuple[UserId, ...]:
    """The first step is the group's; where none is named, and from the second step on, the lead's."""
    is_leads = at_the_end or step > 1 or team.group is None
    return (team.lead,) if is_leads and team.lead else ()


def _all_who_can_help(escalation: Escalation, policy: Policy) -> tuple[UserId, ...]:
    """A Security escalation does not exist for support's lead, and its reporter sees nothing of its thread."""
    if escalation.is_secret:
        return ()
    return (escalation.reporter, policy.support.lead) if policy.support.lead else (escalation.reporter,)


def _kinds(reminder: ReminderDue) -> tuple[ClockKind, ...]:
    return (ClockKind.INTERNAL, ClockKind.CUSTOMER) if reminder.with_customer else (reminder.clock,)


def _due(clock: Clock) -> datetime:
    """The moment it asks about: what was missed, not the opening at which it is said."""
    if clock.due_at is None:
        raise ValueError("a clock at rest asks nothing")
    return clock.missed_at or clock.due_at


def _unanswered(clock: Clock, following: datetime | None, *, round: int) -> Clock:
    """Moved on to its next question; what it asked for first is missing still."""
    return clock.moved(following, round=round).model_copy(update={"unmet_since": clock.unmet_since or _due(clock)})


def _customers(tx: Transaction, escalation: Escalation, clock: Clock) -> Clock:
    """The one that keeps the customer's promise."""
    return tx.clocks(escalation.id).get(ClockKind.CUSTOMER, clock)
