"""Why it went back to support: for the record, to be watched, or because it goes on in another one."""

from datetime import date, datetime

from escalation import cadence, merging, rights
from escalation.deeds import Deeds
from escalation.errors import NotAllowed, NotFound
from escalation.kinds import ClockKind, EndReason, EscalationId, Status, WorkspaceId, label
from escalation.models import Clock, Contact, Escalation
from escalation.notices import Deed
from escalation.policy import Policy
from escalation.ports import Transaction
from escalation.rights import Viewer


class Explaining(Deeds):
    """It is de-escalated already. A cause that nobody knows is asked for again on a day somebody names."""

    def give_reason(  # noqa: PLR0913 - what the form asks
        self,
        id: EscalationId,
        viewer: Viewer,
        *,
        reason: EndReason | None = None,
        learning: str = "",
        cause: str = "",
        watch_until: date | None = None,
        duplicate_of: EscalationId | None = None,
        workspace: WorkspaceId,
    ) -> Escalation:
        """`cause` or `watch_until` goes with what resolved itself, `duplicate_of` with a duplicate."""
        with self._store.begin(workspace) as tx:
            escalation, policy = self._for_part(tx, id, viewer, closed=True)
            _require_reason_fits(escalation, reason)
            outcome = _outcome(reason, cause, duplicate_of) or escalation.outcome
            changed = escalation.model_copy(update={"outcome": outcome, "learning": learning or escalation.learning})
            if reason:
                changed = self._watch(tx, changed, viewer, None if cause else watch_until, policy)
            if duplicate_of:
                changed = self._merge(tx, changed, viewer, duplicate_of)
            note = ". ".join(part for part in (outcome.rstrip(".") if reason else "", learning) if part)
            return self._did(tx, Deed.REASON, changed, viewer, note=note, before=reason or "")

    # --- watching what resolved itself

    def _watch(
        self, tx: Transaction, escalation: Escalation, viewer: Viewer, until: date | None, policy: Policy
    ) -> Escalation:
        """Until that day; a reason without one ends the watch that was kept."""
        self._end_watch(tx, escalation.id)
        if until is None:
            return escalation.model_copy(update={"watched_until": None, "watched_by": None})
        asks_at = self._morning_of(until, policy.hours_for(escalation.target, zone=escalation.zone))
        tx.set_clock(Clock(escalation=escalation.id, kind=ClockKind.WATCH, due_at=asks_at, anchor=self.now()))
        return escalation.model_copy(update={"watched_until": asks_at, "watched_by": viewer.person.id})

    def _end_watch(self, tx: Transaction, id: EscalationId) -> None:
        if clock := tx.clocks(id).get(ClockKind.WATCH):
            tx.set_clock(clock.moved(None))

    # --- one problem, two escalations

    def _merge(self, tx: Transaction, escalation: Escalation, viewer: Viewer, into: EscalationId) -> Escalation:
        """Its customers hear from the other one from here; who waited longer sets the next word."""
        kept = self._other(tx, escalation, viewer, into)
        policy = self._policy(tx)
        changes, merged = merging.merged(kept.draft, escalation.draft, into=into)
        self._promise_the_earlier(tx, escalation, kept, policy)
        along = {"joined": (*kept.joined, escalation.id), "contacts": (*kept.contacts, *escalation.contacts)}
        whole = self._edited(kept, changes, policy).model_copy(update=along)
        note = ", ".join(merged.customers)
        self._did(tx, Deed.JOINED, whole, viewer, note=note, before=escalation.label)
        return escalation.model_copy(update={"merged": merged})

    def _promise_the_earlier(self, tx: Transaction, escalation: Escalation, kept: Escalation, policy: Policy) -> None:
        heard = escalation.told_at or escalation.opened_at
        ours, theirs = tx.clocks(escalation.id).get(ClockKind.CUSTOMER), tx.clocks(kept.id).get(ClockKind.CUSTOMER)
        if theirs and theirs.due_at and heard < theirs.anchor:
            rules, hours = policy.severities[kept.severity], policy.support_hours(zone=kept.zone)
            due = cadence.next_due(ClockKind.CUSTOMER, kept.severity, rules, anchor=heard, now=self.now(), hours=hours)
            tx.set_clock(theirs.model_copy(update={"due_at": min(due, theirs.due_at), "anchor": heard}))
        if ours:
            tx.set_clock(ours.moved(None))

    def _other(self, tx: Transaction, escalation: Escalation, viewer: Viewer, into: EscalationId) -> Escalation:
        """The one it goes on in. Raises `NotAllowed` where that cannot be, `NotFound` where they may not see it."""
        if into == escalation.id:
            raise NotAllowed("Name another one: this is the one that ends.")
        gone = NotFound(f"There is no {label(into)} that you can see here.")
        try:
            kept = tx.load(into)
        except NotFound:
            raise gone from None
        if not self._may_see(tx, kept, viewer):
            raise gone
        if kept.is_secret or escalation.is_secret:
            raise NotAllowed("Security's escalations are kept apart: each one goes on by itself.")
        policy = self._policy(tx)
        rights.require_part(kept, self._ranked(tx, viewer, policy), policy)
        if kept.is_closed:
            raise NotAllowed(f"{kept.label} is {kept.status}. Name one that is open.")
        return kept

    def _part(
        self, tx: Transaction, escalation: Escalation, viewer: Viewer
    ) -> tuple[datetime | None, tuple[Contact, ...]]:
        """Taken up again: each one it went on in is as it was without it. Gives when its customers last heard there.

        Those who joined it come back with it, and with what they told their customers meanwhile.

        What went to Security meanwhile is left as it is: nobody outside is to change it.
        """
        was, child, heard = escalation.merged, escalation, None
        contacts = escalation.contacts
        while was is not None:
            kept = tx.load(was.into)
            if kept.is_secret:
                break
            others = [tx.load(one) for one in kept.joined if one != child.id]
            still = [name for one in others for name in one.draft.customers]
            changes = merging.apart(kept.draft, was, still=still)
            stay, contacts = merging.contacts_apart(kept.contacts, contacts)
            alone = self._edited(kept, changes, self._policy(tx)).model_copy(update={"contacts": stay})
            if child is escalation:
                alone = alone.model_copy(update={"joined": tuple(one for one in kept.joined if one != child.id)})
            heard = kept.told_at or heard
            note = ", ".join(was.customers)
            self._did(tx, Deed.PARTED, alone, viewer, note=note, before=escalation.label)
            was, child = (was.model_copy(update={"into": kept.merged.into}) if kept.merged else None), kept
        return heard, contacts


def _require_reason_fits(escalation: Escalation, reason: EndReason | None) -> None:
    """What was learned goes with any end; a reason with a de-escalation, and one only with what ended for good."""
    if not escalation.is_closed:
        raise NotAllowed(f"{escalation.label} was taken up again meanwhile.")
    if reason and (escalation.status is not Status.DE_ESCALATED or escalation.withdrawn):
        state = "withdrawn" if escalation.withdrawn else escalation.status
        raise NotAllowed(f"{escalation.label} is {state}, so there is no reason to give.")
    if reason and escalation.merged:
        raise NotAllowed(f"{escalation.label} goes on in {label(escalation.merged.into)} already.")


def _outcome(reason: EndReason | None, cause: str, duplicate_of: EscalationId | None) -> str:
    if reason is None:
        return ""
    if duplicate_of:
        return f"{reason} of {label(duplicate_of)}"
    return f"{reason}: {cause}" if cause else str(reason)
