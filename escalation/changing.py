"""Changing what the row says: severity, the brief, evidence."""

from escalation import audience
from escalation.asks import asked_of, asks_decision, waits_for_decision
from escalation.audience import Post
from escalation.deeds import SECURITY_KEEPS, Deeds
from escalation.errors import NotAllowed
from escalation.facts import Evidence
from escalation.letters import Form
from escalation.models import (
    Escalation,
    EscalationId,
    Severity,
    WorkspaceId,
)
from escalation.notices import ContactAsked, Deed, Gathered
from escalation.policy import Policy
from escalation.ports import Transaction
from escalation.rights import Viewer

# What people call the fields that the edit form shows.
FIELD_NAMES = {
    "affected": "who and how many",
    "contact": "customer contact",
    "deadline_at": "deadline",
    "documents": "documentation",
    "expectation": "what they expect",
    "last_update": "last update to the customer",
    "needed": "what is needed",
    "queue_time": "since when",
    "revenue": "revenue at risk",
    "risk": "escalation risk",
    "threads": "internal discussion",
    "tried": "what was tried",
    "workflow_impact": "what they cannot do",
}


class Changing(Deeds):
    """Clocks follow in the same transaction."""

    def change_severity(
        self, id: EscalationId, viewer: Viewer, *, to: Severity, reason: str = "", workspace: WorkspaceId
    ) -> Escalation:
        """Clocks are planned anew in the same transaction. Lowering needs a reason."""
        with self._store.begin(workspace) as tx:
            escalation, policy = self._for_part(tx, id, viewer)
            order = list(Severity)
            if to is escalation.severity:
                raise NotAllowed(f"{escalation.label} is {to} already.")
            if order.index(to) > order.index(escalation.severity) and not reason.strip():
                raise NotAllowed("Say in a few words why it is less severe.")
            changed = escalation.model_copy(update={"severity": to, "chosen_by": viewer.person.name})
            self._plan_anew(tx, changed, policy)
            before, is_raised = str(escalation.severity), order.index(to) < order.index(escalation.severity)
            group = policy.team(escalation.target).group if is_raised else None
            return self._did(tx, Deed.SEVERITY, changed, viewer, note=reason, before=before, group=group)

    def edit_brief(
        self, id: EscalationId, viewer: Viewer, *, changes: dict[str, object], workspace: WorkspaceId
    ) -> Escalation:
        """Fields of the draft, typed again; the card follows, the thread says what changed."""
        with self._store.begin(workspace) as tx:
            escalation, policy = self._for_part(tx, id, viewer)
            if escalation.is_secret and changes.get("contact"):
                raise NotAllowed(SECURITY_KEEPS)
            changed = self._edited(escalation, changes, policy)
            changed = self._asked_anew(tx, escalation, changed, policy)
            number = len(tx.trail(id)) + 1
            self._ask_contact(tx, escalation, changed, number=number)
            self._draw_brief_again(tx, changed, number=number)
            note = ", ".join(FIELD_NAMES.get(name, name) for name in sorted(changes))
            done = self._did(tx, Deed.EDITED, changed, viewer, note=note)
            if not waits_for_decision(escalation):
                self._ask_decider(tx, done, policy)
            return done

    def _asked_anew(self, tx: Transaction, before: Escalation, after: Escalation, policy: Policy) -> Escalation:
        """Another ask is not answered by the decision on the one before; one that asks to decide has its deciders."""
        if after.is_closed or asked_of(before.draft, before.target) == asked_of(after.draft, after.target):
            return after
        if after.is_decided:
            after = after.model_copy(update={"decision": None})
            self._start_news(tx, after, policy)
        if asks_decision(before) != asks_decision(after) or before.is_decided:
            self._start_deciders(tx, after, policy)
        return after

    def _ask_contact(self, tx: Transaction, before: Escalation, after: Escalation, *, number: int) -> None:
        """Whoever is named now to keep the customer informed hears of it."""
        contact = after.draft.contact
        if contact and contact not in {before.draft.contact, after.reporter}:
            asked = ContactAsked(escalation=after, due=self._standing(tx, after.id).due)
            key = f"contact:{after.id}:{contact}:{number}"
            self._tell(tx, [Post(key=key, form=Form.DIRECT, lane=contact, notice=asked)])

    def keep_gathered(self, id: EscalationId, evidence: Evidence, *, workspace: WorkspaceId) -> bool:
        """What other products knew when it was opened, once: a message in its thread, and its places in the brief.

        Where all were asked and none knows of it, that is no news. Of Security nothing is asked, and nothing kept.
        """
        with self._store.begin(workspace) as tx:
            escalation = tx.load(id)
            if escalation.evidence is not None or escalation.is_secret:
                return False
            known = escalation.model_copy(update={"evidence": evidence})
            tx.save(known)
            missing = [one.source for one in evidence.missing]
            tx.record(id, self._event("gathered", after={"found": len(evidence.found), "missing": missing}))
            if evidence.found:
                self._draw_brief_again(tx, known, number=len(tx.trail(id)))
            if evidence.found or evidence.missing:
                told = Gathered(escalation=known, evidence=evidence)
                self._tell(tx, audience.hears_gathered(told, self._policy(tx)))
            return True

    def add_evidence(self, id: EscalationId, viewer: Viewer, *, text: str, workspace: WorkspaceId) -> Escalation:
        with self._store.begin(workspace) as tx:
            escalation, _ = self._for_part(tx, id, viewer, closed=True, reporter_too=True)
            documents = "\n".join(part for part in (escalation.draft.documents, text) if part)
            changed = escalation.model_copy(
                update={"draft": escalation.draft.model_copy(update={"documents": documents})}
            )
            return self._did(tx, Deed.EVIDENCE, changed, viewer, note=text)
