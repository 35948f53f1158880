"""De-escalate, undo, resolve, reopen, withdraw, and the reason afterwards."""

from datetime import timedelta

from escalation import lifecycle
from escalation.errors import NotAllowed
from escalation.explaining import Explaining
from escalation.kinds import ClockKind, EscalationId, Status, WorkspaceId, label
from escalation.models import Clock, Escalation
from escalation.notices import Deed
from escalation.people import Person
from escalation.ports import Transaction
from escalation.rights import Viewer
from escalation.undoing import UNDO

WITHDRAW = timedelta(minutes=30)


class Ending(Explaining):
    """The team's reminders end at once; the customer's clock makes its last round."""

    def de_escalate(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> Escalation:
        """At once: the team's reminders end in this transaction; the customer's clock makes its last round."""
        with self._store.begin(workspace) as tx:
            escalation, policy = self._for_part(tx, id, viewer)
            closed = self._closed(escalation, Status.DE_ESCALATED, viewer.person)
            self._last_round(tx, closed, policy)
            now = self.now()
            tx.set_clock(Clock(escalation=id, kind=ClockKind.UNDO, due_at=now + UNDO, anchor=now))
            return self._did(tx, Deed.DE_ESCALATED, closed, viewer)

    def undo(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> Escalation:
        """Within ten minutes of the de-escalation. Afterwards it can only be reopened."""
        with self._store.begin(workspace) as tx:
            escalation, policy = self._for_part(tx, id, viewer, closed=True)
            if escalation.status is not Status.DE_ESCALATED or escalation.withdrawn:
                raise NotAllowed(f"{escalation.label} is {escalation.status}; there is no de-escalation to take back.")
            if escalation.closed_at and self.now() - escalation.closed_at > UNDO:
                raise NotAllowed("Ten minutes have passed, so this can't be undone. Use Reopen on the card.")
            to = Status.ACKNOWLEDGED if escalation.assignee else Status.OPEN
            ended: dict[str, object] = {"closed_at": None, "closed_by": None, "closed_by_name": "", "outcome": ""}
            ended |= self._take_up(tx, escalation, viewer)
            again = lifecycle.move(escalation, to, **ended)
            self._start_anew(tx, again, policy)
            done = self._did(tx, Deed.UNDONE, again, viewer)
            self._ask_decider(tx, done, policy)
            return done

    def resolve(self, id: EscalationId, viewer: Viewer, *, cause: str = "", workspace: WorkspaceId) -> Escalation:
        with self._store.begin(workspace) as tx:
            escalation, policy = self._for_part(tx, id, viewer)
            closed = self._closed(escalation, Status.RESOLVED, viewer.person, outcome=cause)
            self._last_round(tx, closed, policy)
            return self._did(tx, Deed.RESOLVED, closed, viewer, note=cause)

    def reopen(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> Escalation:
        """In the same thread. Nobody has it then, so the ladder runs from the start."""
        with self._store.begin(workspace) as tx:
            escalation, policy = self._for_part(tx, id, viewer, closed=True)
            if not escalation.is_closed:
                raise NotAllowed(f"{escalation.label} is {escalation.status}, so there is nothing to reopen.")
            fresh: dict[str, object] = {
                "closed_at": None,
                "closed_by": None,
                "closed_by_name": "",
                "outcome": "",
                "withdrawn": False,
            }
            fresh |= {"confirmed_at": None, "is_silent": False, "learning": "", "decision": None}
            if escalation.decision and escalation.for_customer and escalation.for_customer.at == escalation.decision.at:
                fresh |= {"for_customer": None}
            nobody = {"assignee": None, "assignee_name": "", "acknowledged_at": None, "unanswered": 0, "no_changes": 0}
            fresh |= self._take_up(tx, escalation, viewer)
            again = lifecycle.move(escalation, Status.OPEN, **fresh, **nobody)
            self._start_anew(tx, again, policy)
            done = self._did(tx, Deed.REOPENED, again, viewer)
            self._ask_decider(tx, done, policy)
            return done

    def _take_up(self, tx: Transaction, escalation: Escalation, viewer: Viewer) -> dict[str, object]:
        """What its end set going ends: nobody watches it, and it goes on by itself. Gives what changes in its row."""
        self._end_watch(tx, escalation.id)
        heard, contacts = self._part(tx, escalation, viewer)
        told = max((one for one in (heard, escalation.told_at) if one), default=None)
        return {"watched_until": None, "watched_by": None, "merged": None, "told_at": told, "contacts": contacts}

    def withdraw(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> Escalation:
        """By the reporter, within thirty minutes, before anyone took it. It counts in no figure."""
        with self._store.begin(workspace) as tx:
            escalation, _ = self._for_part(tx, id, viewer)
            is_early = self.now() - escalation.opened_at <= WITHDRAW
            if viewer.person.id != escalation.reporter or escalation.status is not Status.OPEN or not is_early:
                said = "Only its reporter can withdraw it, within 30 minutes and before anyone took it."
                raise NotAllowed(f"{said} De-escalate does the same later.")
            if escalation.joined or escalation.contacts:
                named = [label(one) for one in escalation.joined] + [one.name for one in escalation.contacts]
                others = ", ".join(named)
                raise NotAllowed(f"{others} was joined to it, and its customers wait here. De-escalate it instead.")
            closed = self._closed(escalation, Status.DE_ESCALATED, viewer.person, withdrawn=True)
            for clock in tx.clocks(id).values():
                tx.set_clock(clock.moved(None))
            return self._did(tx, Deed.WITHDRAWN, closed, viewer)

    def customer_confirmed(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> Escalation:
        """The customer says that the fix works. Whoever was not told before has heard of it by that."""
        with self._store.begin(workspace) as tx:
            escalation, _ = self._for_part(tx, id, viewer, closed=True)
            if escalation.status is not Status.RESOLVED:
                raise NotAllowed(f"{escalation.label} is {escalation.status}. A customer confirms what is resolved.")
            if escalation.confirmed_at and not escalation.is_silent:
                raise NotAllowed(f"The customer of {escalation.label} has confirmed it already.")
            told = escalation.told_at if escalation.customer_knows else self.now()
            confirmed = {"confirmed_at": self.now(), "is_silent": False, "told_at": told}
            if clock := tx.clocks(id).get(ClockKind.CUSTOMER):
                tx.set_clock(clock.moved(None))
            return self._did(tx, Deed.CONFIRMED, escalation.model_copy(update=confirmed), viewer)

    def _closed(self, escalation: Escalation, to: Status, by: Person, **changes: object) -> Escalation:
        closing = {"closed_at": self.now(), "closed_by": by.id, "closed_by_name": by.name}
        return lifecycle.move(escalation, to, **closing, **changes)
