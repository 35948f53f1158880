"""Changing what the row says: severity, the brief, evidence."""

from escalation import audience, brief, earlier
from escalation.asks import asked_of, asks_decision, waits_for_decision
from escalation.audience import Post
from escalation.deeds import SECURITY_KEEPS, Deeds
from escalation.errors import NotAllowed
from escalation.facts import Evidence
from escalation.kinds import EscalationId, Severity, WorkspaceId
from escalation.letters import Form
from escalation.models import Escalation
from escalation.notices import ContactAsked, Deed, Gathered
from escalation.policy import Policy
from escalation.ports import Transaction
from escalation.redrawing import shown_of
from escalation.rights import Viewer

GATHERED = "gathered"

# What people call the fields that the edit form shows.
FIELD_NAMES = {
    "affected": "who and how many",
    "contact": "customer contact",
    **dict.fromkeys(("customers", "segment", "customer_unknown"), "customer"),
    "customer_date": "the customer's own date",
    "deadline_at": "deadline",
    "depth": "how hard it hits them",
    "details": "what the team works with",
    "documents": "documentation",
    "expectation": "what they expect",
    "issue": "what is wrong",
    "growth": "whether it grows",
    "key_contact": "key contact",
    "last_update": "last update to the customer",
    "needed": "what is needed",
    "queue_time": "since when",
    "reference": "reference customer",
    "revenue": "revenue at risk",
    "risk": "escalation risk",
    "threads": "internal discussion",
    "tried": "what was tried",
    "until_critical": "how long until it is critical",
    "waiting_since": "how long the customer waits",
    "wanted": "update or solution",
    "why_now": "why now",
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
            return self._with_severity(tx, escalation, viewer, policy, to=to, reason=reason)

    def edit_brief(
        self, id: EscalationId, viewer: Viewer, *, changes: dict[str, object], workspace: WorkspaceId
    ) -> Escalation:
        """Fields of the draft, typed again; the card follows, the thread says what changed."""
        with self._store.begin(workspace) as tx:
            escalation, policy = self._for_part(tx, id, viewer)
            if escalation.is_secret and changes.get("contact"):
                raise NotAllowed(SECURITY_KEEPS)
            changed = self._edited(escalation, changes, policy)
            if "customers" in changes:
                before = earlier.gathered(tx, changed.draft, now=self.now(), besides=id)
                changed = changed.model_copy(update={"earlier": before})
                earlier.keep(tx, changed)
            changed = self._asked_anew(tx, escalation, changed, policy)
            number = len(tx.trail(id)) + 1
            self._ask_contact(tx, escalation, changed, number=number)
            self._draw_brief_again(tx, changed, number=number)
            note = ", ".join(dict.fromkeys(FIELD_NAMES[name] for name in sorted(changes) if name in FIELD_NAMES))
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
        """What other products know, once: a message in its thread, and its places in the brief.

        What was ticked in the form is there already; `evidence` is the whole or what came later. Where all were asked
        and none knows of it, that is no news. Of Security nothing is asked, and nothing kept.
        """
        with self._store.begin(workspace) as tx:
            escalation = tx.load(id)
            if escalation.is_secret or any(one.kind == GATHERED for one in tx.trail(id)):
                return False
            before = escalation.evidence
            whole = before.with_more(evidence) if before else evidence
            known = escalation.model_copy(update={"evidence": whole})
            tx.save(known)
            missing = [one.source for one in whole.missing]
            tx.record(id, self._event(GATHERED, after={"found": len(whole.found), "missing": missing}))
            number = len(tx.trail(id))
            if shown_of(known) != shown_of(escalation):
                self._draw_brief_again(tx, known, number=number)
            if brief.revenue(known.draft, whole) != brief.revenue(known.draft, before):
                self._tell(tx, [audience.card_again(known, self._policy(tx), number=number)])
            if whole.found or whole.missing:
                told = Gathered(escalation=known, evidence=whole)
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
