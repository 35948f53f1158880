"""Why it went back to support: for the record, to be watched, or because it goes on in another one."""

from datetime import date

from escalation import merging
from escalation.deeds import Deeds
from escalation.errors import NotAllowed, NotFound
from escalation.models import Clock, ClockKind, EndReason, Escalation, EscalationId, WorkspaceId, label
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
            if not escalation.is_closed:
                raise NotAllowed(f"{escalation.label} was taken up again meanwhile.")
            outcome = _outcome(reason, cause, duplicate_of) or escalation.outcome
            changed = escalation.model_copy(
                update={"outcome": outcome, "learning": learning or escalation.learning, "watched_until": None}
            )
            if watch_until and not cause:
                changed = self._watch(tx, changed, viewer, watch_until, policy)
            else:
                self._end_watch(tx, id)
            if duplicate_of:
                changed = self._merge(tx, changed, viewer, duplicate_of)
            note = ". ".join(part for part in (outcome.rstrip(".") if reason else "", learning) if part)
            return self._did(tx, Deed.REASON, changed, viewer, note=note, before=reason or "")

    # --- watching what resolved itself

    def _watch(
        self, tx: Transaction, escalation: Escalation, viewer: Viewer, until: date, policy: Policy
    ) -> Escalation:
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
        draft, merged = merging.merged(kept.draft, escalation.draft, into=into)
        ours, theirs = tx.clocks(escalation.id).get(ClockKind.CUSTOMER), tx.clocks(into).get(ClockKind.CUSTOMER)
        if ours and theirs and ours.due_at and theirs.due_at and ours.anchor < theirs.anchor:
            tx.set_clock(theirs.model_copy(update={"due_at": min(ours.due_at, theirs.due_at), "anchor": ours.anchor}))
        if ours:
            tx.set_clock(ours.moved(None))
        note = ", ".join(merged.customers)
        self._did(tx, Deed.JOINED, kept.model_copy(update={"draft": draft}), viewer, note=note, before=escalation.label)
        return escalation.model_copy(update={"merged": merged})

    def _other(self, tx: Transaction, escalation: Escalation, viewer: Viewer, into: EscalationId) -> Escalation:
        """The one it goes on in. Raises `NotAllowed` where that cannot be, `NotFound` where they may not see it."""
        if into == escalation.id:
            raise NotAllowed("Name another one: this is the one that ends.")
        if escalation.merged:
            raise NotAllowed(f"It was joined to {label(escalation.merged.into)} already.")
        gone = NotFound(f"There is no {label(into)} that you can see here.")
        try:
            kept = tx.load(into)
        except NotFound:
            raise gone from None
        if not self._may_see(tx, kept, viewer):
            raise gone
        if kept.is_secret != escalation.is_secret:
            raise NotAllowed("Security's escalations are kept apart from the others.")
        if kept.is_closed:
            raise NotAllowed(f"{kept.label} is {kept.status}. Name one that is open.")
        return kept

    def _part(self, tx: Transaction, escalation: Escalation, viewer: Viewer) -> None:
        """Taken up again: the other one is as it was, and the customers hear from here."""
        if escalation.merged is None:
            return
        kept = tx.load(escalation.merged.into)
        parted = kept.model_copy(update={"draft": merging.apart(kept.draft, escalation.merged)})
        note = ", ".join(escalation.merged.customers)
        self._did(tx, Deed.PARTED, parted, viewer, note=note, before=escalation.label)


def _outcome(reason: EndReason | None, cause: str, duplicate_of: EscalationId | None) -> str:
    if reason is None:
        return ""
    if duplicate_of:
        return f"{reason} of {label(duplicate_of)}"
    return f"{reason}: {cause}" if cause else str(reason)
