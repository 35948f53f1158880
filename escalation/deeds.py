"""What every deed in a thread has in common: rights, clocks, and telling. The deeds themselves are the rooms above.

Each is a change of the row, a line of the trail, an edit of the card and a line in the thread. Two at once: the first
counts, the second hears who it was.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from escalation import audience, cadence, completing, lifecycle, promises, rights
from escalation.deskwork import as_trailed, require_open, turned_away
from escalation.errors import NotAllowed, NotFound, Repeated
from escalation.folding import FOLDED, answered_by
from escalation.happenings import Happening
from escalation.kinds import ClockKind, EscalationId, GroupId, Move, Severity, Status, UserId, label
from escalation.models import Clock, Escalation
from escalation.mornings import GATHERED
from escalation.notices import Deed, Done, ReplyApproved
from escalation.people import Person
from escalation.policy import OfficeHours, Policy
from escalation.ports import Transaction
from escalation.rights import Viewer
from escalation.undoing import UNDO, Undoing

LATEST = timedelta(days=60)
"""How far off a question can be put."""

THIRD_TIME = 3

SECURITY_KEEPS = "Security keeps the customers of its escalations informed."

CAN_BE_UNDONE = frozenset({Deed.DE_ESCALATED, Deed.ADDED})
"""With one press, in the line that tells of it."""

MENTIONS_ASSIGNEE = frozenset({Deed.UNDONE, Deed.REOPENED, Deed.REASSIGNED})


class Deeds(Undoing):
    """Rights come from the row and the signed request, never from a button."""

    # --- clocks

    def _start_news(
        self, tx: Transaction, escalation: Escalation, policy: Policy, *, due_at: datetime | None = None
    ) -> None:
        """The team has spoken: its clock starts afresh, unless what it was asked to decide is decided."""
        hours = policy.hours_for(escalation.target, zone=escalation.zone)
        rules, now = policy.severities[escalation.severity], self.now()
        due = due_at or cadence.first_due(ClockKind.INTERNAL, escalation.severity, rules, after=now, hours=hours)
        rests = None if escalation.is_decided else _not_before(escalation, due, now)
        tx.set_clock(Clock(escalation=escalation.id, kind=ClockKind.INTERNAL, due_at=rests, anchor=now))

    def _start_ladder(self, tx: Transaction, escalation: Escalation, policy: Policy) -> None:
        now = self.now()
        due = promises.promised(escalation.severity, escalation.target, policy, now=now, zone=escalation.zone)
        clock = Clock(escalation=escalation.id, kind=ClockKind.INTERNAL, due_at=due.acknowledge_by, anchor=now)
        tx.set_clock(clock)
        self._page_at_night(tx, escalation, policy, since=now)

    def _ask_decider(self, tx: Transaction, escalation: Escalation, policy: Policy) -> None:
        """Told to the first of them once the deed itself is told, which settles what was asked before."""
        if not self._is_put_off(escalation):
            number, due = len(tx.trail(escalation.id)) + 1, self._standing(tx, escalation.id).due
            self._tell(tx, audience.asks_decider(escalation, due, policy, number=number))

    def _is_put_off(self, escalation: Escalation) -> bool:
        until = escalation.decision.until if escalation.decision else None
        return until is not None and until > self.now()

    def _start_deciders(self, tx: Transaction, escalation: Escalation, policy: Policy) -> None:
        """The first was asked with the card; the others follow until one of them decides."""
        due = promises.next_decider(escalation, policy, asked=1, now=self.now())
        if due or ClockKind.DECISION in tx.clocks(escalation.id):
            clock = Clock(escalation=escalation.id, kind=ClockKind.DECISION, due_at=due, anchor=self.now())
            tx.set_clock(clock)

    def _morning_of(self, day: date, hours: OfficeHours) -> datetime:
        """When people come in on a day that somebody named. Raises `NotAllowed` for one gone by or far off."""
        opens = cadence.opening_on(day, hours)
        if not self.now() < opens <= self.now() + LATEST:
            raise NotAllowed(f"Choose a day after today, within the next {LATEST.days} days.")
        return opens

    def _start_customer(
        self, tx: Transaction, escalation: Escalation, policy: Policy, *, since: datetime | None = None
    ) -> None:
        """Once they are told of the end, nobody is reminded any more; of a fix, they have two days to say no.

        `since` is when they heard, where that was not just now.
        """
        now, hours = since or self.now(), policy.support_hours(zone=escalation.zone)
        rules = policy.severities[escalation.severity]
        due_at: datetime | None = cadence.first_due(
            ClockKind.CUSTOMER, escalation.severity, rules, after=now, hours=hours
        )
        if escalation.is_closed:
            waits = escalation.status is Status.RESOLVED and escalation.confirmed_at is None
            due_at = cadence.add(now, cadence.SILENCE, hours) if waits else None
        clock = Clock(escalation=escalation.id, kind=ClockKind.CUSTOMER, due_at=due_at, anchor=now)
        if escalation.contacts and not escalation.is_closed:  # of whom only some have heard
            clock = clock.model_copy(update={"anchor": escalation.told_at or escalation.opened_at})
            clock = clock.moved(promises.next_word(escalation, clock, policy, after=now))
        tx.set_clock(clock)

    def _last_round(self, tx: Transaction, escalation: Escalation, policy: Policy) -> None:
        """The team's clock rests. The customer is still due word, one window from now."""
        self._rest(tx, escalation)
        hours, now = policy.support_hours(zone=escalation.zone), self.now()
        rules = policy.severities[escalation.severity]
        due = cadence.first_due(ClockKind.CUSTOMER, escalation.severity, rules, after=now, hours=hours)
        tx.set_clock(Clock(escalation=escalation.id, kind=ClockKind.CUSTOMER, due_at=due, anchor=now))

    def _rest(self, tx: Transaction, escalation: Escalation) -> None:
        """Nobody in the team is asked any more."""
        clocks = tx.clocks(escalation.id)
        for kind in (ClockKind.INTERNAL, ClockKind.DECISION):
            if clock := clocks.get(kind):
                tx.set_clock(clock.moved(None, round=0).model_copy(update={"unmet_since": None}))

    def _start_anew(self, tx: Transaction, escalation: Escalation, policy: Policy) -> None:
        if escalation.status is Status.ACKNOWLEDGED:
            self._start_news(tx, escalation, policy)
        else:
            self._start_ladder(tx, escalation, policy)
        self._start_deciders(tx, escalation, policy)
        self._go_on_with_customer(tx, escalation, policy)

    def _go_on_with_customer(self, tx: Transaction, escalation: Escalation, policy: Policy) -> None:
        """Their promise counts from when they last heard, as if it was never closed; once told of the end, anew."""
        was = tx.load(escalation.id)
        goes_on = not was.customer_knows and not was.withdrawn
        anchor = (escalation.told_at or escalation.opened_at) if goes_on else self.now()
        rules, hours = policy.severities[escalation.severity], policy.support_hours(zone=escalation.zone)
        due = cadence.next_due(
            ClockKind.CUSTOMER, escalation.severity, rules, anchor=anchor, now=self.now(), hours=hours
        )
        tx.set_clock(Clock(escalation=escalation.id, kind=ClockKind.CUSTOMER, due_at=due, anchor=anchor))

    def _plan_anew(self, tx: Transaction, escalation: Escalation, policy: Policy) -> None:
        """After a change of severity: the next slot by the new cadence, counted from where each clock counts."""
        if escalation.status is Status.OPEN:
            self._start_ladder(tx, escalation, policy)
        now, rules = self.now(), policy.severities[escalation.severity]
        team, support = (
            policy.hours_for(escalation.target, zone=escalation.zone),
            policy.support_hours(zone=escalation.zone),
        )
        clocks = tx.clocks(escalation.id)
        kinds = (ClockKind.CUSTOMER,) if escalation.status is Status.OPEN else (ClockKind.INTERNAL, ClockKind.CUSTOMER)
        for kind in kinds:
            hours = team if kind is ClockKind.INTERNAL else support
            clock = clocks.get(kind)
            if clock is None or clock.due_at is None:
                continue
            due = cadence.next_due(kind, escalation.severity, rules, anchor=clock.anchor, now=now, hours=hours)
            if kind is ClockKind.INTERNAL:
                due = _not_before(escalation, due, now)
            tx.set_clock(clock.moved(due, round=0))

    def _capped(self, escalation: Escalation, policy: Policy, next_by: datetime | None) -> datetime | None:
        """What the team named replaces the cadence's next moment, at most three of its steps away."""
        if next_by is None or next_by <= self.now():
            return None
        hours = policy.hours_for(escalation.target, zone=escalation.zone)
        rules, latest = policy.severities[escalation.severity], self.now()
        for _ in range(THIRD_TIME):
            latest = cadence.first_due(ClockKind.INTERNAL, escalation.severity, rules, after=latest, hours=hours)
        return cadence.move_into(min(next_by, latest), cadence.hours_of(escalation.severity, hours))

    # --- for all of them

    def _for_team(
        self, tx: Transaction, id: EscalationId, viewer: Viewer, *, assignee_too: bool = False
    ) -> tuple[Escalation, Policy]:
        """`assignee_too`: also whoever was given it from outside the team."""
        escalation, policy, seen_by = self._seen(tx, id, viewer)
        if not (assignee_too and viewer.person.id == escalation.assignee):
            rights.require_team(escalation, seen_by, policy)
        require_open(escalation)
        return escalation, policy

    def _for_part(
        self, tx: Transaction, id: EscalationId, viewer: Viewer, *, closed: bool = False, reporter_too: bool = False
    ) -> tuple[Escalation, Policy]:
        """`reporter_too`: also where it is a Security escalation, of which its reporter sees the state only."""
        escalation, policy, seen_by = self._seen(tx, id, viewer, reporter_too=reporter_too)
        rights.require_part(escalation, seen_by, policy)
        if not closed:
            require_open(escalation)
        return escalation, policy

    def _seen(
        self, tx: Transaction, id: EscalationId, viewer: Viewer, *, reporter_too: bool = False
    ) -> tuple[Escalation, Policy, Viewer]:
        """A Security escalation does not exist for those who may not see it. Raises `Repeated` for the same press."""
        escalation, policy = tx.load(id), self._policy(tx)
        if viewer.person.is_unknown:
            raise turned_away(viewer.person)
        if viewer.press and not tx.first_time(f"press:{viewer.press}"):
            raise Repeated(f"{label(id)}: delivered again")
        is_reporters = reporter_too and viewer.person.id == escalation.reporter
        if escalation.is_secret and not is_reporters and not self._may_see(tx, escalation, viewer):
            raise NotFound(f"There is no {label(id)} that you can see here.")
        return escalation, policy, self._ranked(tx, viewer, policy)

    def _taken(self, escalation: Escalation, by: Person) -> Escalation:
        changes = {"assignee": by.id, "assignee_name": by.name, "acknowledged_at": self.now(), "unanswered": 0}
        return lifecycle.move(escalation, Status.ACKNOWLEDGED, **changes, move=Move.TEAM)

    def _edited(self, escalation: Escalation, changes: Mapping[str, object], policy: Policy) -> Escalation:
        """What follows from the draft follows the edit: the headline, the deadline, and what is still not known.

        Another text is read again; what was typed beside it stands.
        """
        before = escalation.draft
        draft = completing.reworded(before, changes) if "issue" in changes else before.model_copy(update=changes)
        gaps = completing.gaps_of(draft, target=escalation.target, is_bug=escalation.triage.is_bug)
        following: dict[str, object] = {"draft": draft, "triage": escalation.triage.model_copy(update={"gaps": gaps})}
        if "deadline_at" in changes:
            following |= {"deadline_at": draft.deadline_at, "deadline_assumed": draft.deadline_at is None}
        edited = escalation.model_copy(update=following)
        return self._assumed_anew(edited, policy) if "deadline_at" in changes else edited

    def _assumed_anew(self, escalation: Escalation, policy: Policy) -> Escalation:
        """Where nobody named a deadline, the one that is assumed as severity and team are now."""
        if not escalation.deadline_assumed:
            return escalation
        zone, severity = escalation.zone, escalation.severity
        assumed = promises.deadline(severity, escalation.target, policy, now=self.now(), zone=zone)
        return escalation.model_copy(update={"deadline_at": assumed})

    def _with_severity(
        self, tx: Transaction, escalation: Escalation, viewer: Viewer, policy: Policy, *, to: Severity, reason: str
    ) -> Escalation:
        """Clocks and what was assumed follow; where it is raised the group is called."""
        placed = escalation.model_copy(update={"severity": to, "chosen_by": viewer.person.name})
        changed = self._assumed_anew(placed, policy)
        self._plan_anew(tx, changed, policy)
        order = list(Severity)
        is_raised = order.index(to) < order.index(escalation.severity)
        group = policy.team(escalation.target).group if is_raised else None
        before = str(escalation.severity)
        return self._did(tx, Deed.SEVERITY, changed, viewer, note=reason, before=before, group=group)

    def _is_team(self, escalation: Escalation, viewer: Viewer, policy: Policy) -> bool:
        try:
            rights.require_team(escalation, viewer, policy)
        except NotAllowed:
            return escalation.assignee == viewer.person.id
        return True

    def _did(  # noqa: PLR0913 - what a deed tells
        self,
        tx: Transaction,
        deed: Deed,
        escalation: Escalation,
        viewer: Viewer,
        *,
        note: str = "",
        before: str = "",
        lead: UserId | None = None,
        group: GroupId | None = None,
        card: bool = True,
        answers: bool = True,
        seen: Happening | None = None,
        reply: ReplyApproved | None = None,
        was: Escalation | None = None,
    ) -> Escalation:
        """Keeps it and tells it: row, trail, card, thread, people, and the reminders that it `answers`.

        Where nobody pressed anything it was `seen` in another product, or a `reply` of theirs arrived there. `was` is
        how it stood before, where it has been saved meanwhile.
        """
        by, policy, was = viewer.person, self._policy(tx), was or tx.load(escalation.id)
        escalation = self._still_noted(escalation)
        tx.save(escalation)
        number = len(tx.trail(escalation.id)) + 1
        after = as_trailed(escalation) | ({"note": note} if note else {})
        if rights.is_unverified(was, self._ranked(tx, viewer, policy), policy):
            after["rights"] = "not verified"
        if seen:
            after |= {"seen_in": seen.product, "ref": seen.ref, "who": seen.who}
        if reply:
            after |= {"sent_in": reply.source, "ref": reply.ticket}
        tx.record(escalation.id, self._event(deed.value, by=by.id or None, before={"was": before}, after=after))
        if deed in {Deed.UNDONE, Deed.REOPENED}:
            self._fold_endings(tx, escalation, f"{by.name} took it up again, see below.")
        due = self._standing(tx, escalation.id).due
        # What the reporter adds is no answer of the team's, so whoever has it is called to read it.
        calls_assignee = deed in MENTIONS_ASSIGNEE or (deed is Deed.UPDATED and not answers)
        done = Done(
            escalation=escalation,
            deed=deed,
            by=by.id,
            by_name=by.name,
            at=self.now(),
            due=due,
            note=note,
            before=before,
            lead=lead,
            group=group,
            person=escalation.assignee if calls_assignee and escalation.assignee != by.id else None,
            answers=answers,
            undo_by=self.now() + UNDO if deed in CAN_BE_UNDONE else None,
            join=escalation.added[-1].number if deed is Deed.ADDED else None,
            **({"sent_in": reply.source, "sent_on": reply.ticket} if reply else {}),
        )
        self._fold_reminders(tx, done)
        self._tell(tx, audience.hears_done(done, policy, number=number, card=card, kept_by=was.keeper))
        self._note_done(tx, done, was=was, number=number)
        if escalation.is_closed:
            self._draw_endings_again(tx, escalation)
            self._draw_joins_again(tx, escalation)
        self._plan_morning(tx, escalation, policy)
        answered = answered_by(done).intersection(GATHERED)
        is_elsewhere = escalation.is_closed or deed is Deed.HANDED_OVER
        kinds = answered if answered and not is_elsewhere else GATHERED
        self._draw_lists_again(tx, was, escalation, policy=policy, number=number, kinds=kinds)
        return escalation

    def _fold_reminders(self, tx: Transaction, done: Done) -> None:
        """What a deed answers becomes one line. A customer's question that was not sent with it is put anew."""
        if kinds := answered_by(done):
            said = f"Asked, and {done.by_name} {FOLDED[done.deed]}."
            if self._fold(tx, done.escalation, kinds, said) and not done.escalation.is_closed:
                self._ask_customer_anew(tx, done.escalation)


def _not_before(escalation: Escalation, due: datetime, now: datetime) -> datetime:
    """A decision that was put off until a day is not asked for in between, whatever happens."""
    until = escalation.decision.until if escalation.decision else None
    return max(due, until) if until and until > now else due


def ago(since: timedelta) -> str:
    minutes = int(since.total_seconds() // 60)
    if minutes < 1:
        return "just now"
    return f"{minutes} min ago" if minutes < 60 else f"{minutes // 60} h ago"  # noqa: PLR2004 - minutes in an hour
