"""A join taken back: what it brought goes again, what was there before stays, and what was typed is given back."""

from datetime import datetime

from escalation import cadence, merging, promises, refs, rights
from escalation.audience import Post
from escalation.deeds import Deeds
from escalation.drafts import Draft
from escalation.errors import NotAllowed, NotFound
from escalation.kinds import ClockKind, DraftId, EscalationId, WorkspaceId
from escalation.letters import Form
from escalation.models import Added, Escalation
from escalation.notices import Deed, TakenOut
from escalation.policy import Policy
from escalation.ports import Transaction
from escalation.rights import Viewer
from escalation.undoing import is_offered


class TakingOut(Deeds):
    """Within ten minutes, as a de-escalation."""

    def take_out(self, id: EscalationId, viewer: Viewer, *, number: int, workspace: WorkspaceId) -> Escalation:
        """Within ten minutes, by whoever joined, or who has a part in it: as it was before, with the draft given back.

        Raises `NotAllowed` where that cannot be, `NotFound` where it is not theirs to see.
        """
        with self._store.begin(workspace) as tx:
            escalation, policy, seen_by = self._seen(tx, id, viewer)
            gone = next((one for one in escalation.added if one.number == number), None)
            if gone is None or viewer.person.id != gone.by:
                rights.require_part(escalation, seen_by, policy)
            return self._taken_out(tx, escalation, _to_take_out(escalation, gone, now=self.now()), viewer, policy)

    def _taken_out(
        self, tx: Transaction, escalation: Escalation, gone: Added, viewer: Viewer, policy: Policy
    ) -> Escalation:
        by = viewer.person
        others = [name for one in escalation.joined for name in tx.load(one).draft.customers]
        changes, added = merging.without(escalation.draft, escalation.added, gone, still=others)
        stay, _ = merging.contacts_apart(escalation.contacts, (gone.contact,))
        added = tuple(_taken(one, by.name or "somebody") if one.number == gone.number else one for one in added)
        alone = self._edited(escalation, changes, policy).model_copy(update={"contacts": stay, "added": added})
        for ref in _its_refs(alone, gone):
            tx.drop_ref(alone.id, ref)
        self._promise_without(tx, alone, gone, policy)
        done = self._did(tx, Deed.TAKEN_OUT, alone, viewer, note=gone.about, before=gone.by_name, answers=False)
        self._draw_joins_again(tx, done)
        self._offer_undo(tx, done)
        given_back = self._give_back(tx, gone)
        for person in dict.fromkeys((gone.by, gone.contact.person)):
            told = TakenOut(escalation=done, about=gone.about, by=by.id, by_name=by.name)
            told = told.model_copy(update={"draft": given_back}) if person == gone.by else told
            key = f"taken out:{done.id}:{gone.number}:{person}"
            self._tell(tx, [Post(key=key, form=Form.DIRECT, lane=person, notice=told)])
        return done

    def _promise_without(self, tx: Transaction, alone: Escalation, gone: Added, policy: Policy) -> None:
        """The customer's clock, where it stood for the promise that goes: it stands for those that stay."""
        clock = tx.clocks(alone.id).get(ClockKind.CUSTOMER)
        rules, hours = policy.severities[alone.severity], policy.support_hours(zone=alone.zone)
        theirs = cadence.first_due(
            ClockKind.CUSTOMER, alone.severity, rules, after=gone.contact.waits_since, hours=hours
        )
        if clock and clock.due_at == theirs:
            tx.set_clock(clock.moved(promises.next_word(alone, clock, policy, after=self.now())))

    def _give_back(self, tx: Transaction, gone: Added) -> DraftId | None:
        """What they had typed is theirs again, for a day."""
        try:
            kept = tx.draft(gone.draft)
        except NotFound:
            return None
        tx.keep_draft(kept.model_copy(update={"opened": None, "joined": False, "kept_at": self.now()}))
        return gone.draft


def _to_take_out(escalation: Escalation, gone: Added | None, *, now: datetime) -> Added:
    """Raises `NotAllowed` where it is too late, and says what to do instead."""
    if gone and gone.taken_out_by:
        raise NotAllowed(f"{gone.about} was taken out of {escalation.label} by {gone.taken_out_by} already.")
    if gone and escalation.is_closed:
        by = f" by {escalation.closed_by_name}" if escalation.closed_by_name else ""
        raise NotAllowed(f"{escalation.label} was {escalation.status}{by} meanwhile: {gone.about} stays in it.")
    if gone is None or not is_offered(escalation, gone, now):
        raise NotAllowed("Ten minutes have passed, so this can't be undone. Edit brief on the card changes customers.")
    return gone


def _taken(one: Added, by_name: str) -> Added:
    return one.model_copy(update={"taken_out_by": by_name})


def _its_refs(left: Escalation, gone: Added) -> set[str]:
    """What only the join is called by, of all that goes on here."""
    tickets = [ref for one in left.contacts for ref in refs.refs_of(Draft(ticket=one.ticket))]
    joins = [ref for one in left.added if not one.taken_out_by for ref in one.refs]
    return {*gone.refs} - {*refs.refs_of(left.draft), *tickets, *joins}
