"""A decision is an answer: approved or declined, planned or not planned, or put off until a day."""

from datetime import date

from escalation import asks, rights
from escalation.deeds import Deeds
from escalation.deskwork import require_open
from escalation.errors import NotAllowed
from escalation.kinds import EscalationId, Status, Verdict, WorkspaceId
from escalation.models import Decision, Escalation
from escalation.notices import Deed
from escalation.policy import Policy
from escalation.ports import Transaction
from escalation.rights import Viewer


class Deciding(Deeds):
    """A decision ends the team's clock; one put off is asked for again on its day, and not in between."""

    def decide(  # noqa: PLR0913 - what the form asks
        self,
        id: EscalationId,
        viewer: Viewer,
        *,
        verdict: Verdict,
        text: str,
        conditions: str = "",
        for_customer: str = "",
        again: bool = False,
        workspace: WorkspaceId,
    ) -> Escalation:
        """`for_customer` is what they may hear of it. Only `again` replaces a decision that was made."""
        with self._store.begin(workspace) as tx:
            escalation, _ = self._for_decider(tx, id, viewer)
            if escalation.decision and escalation.is_decided and not again:
                by, was = escalation.decision.by_name, escalation.decision.verdict
                raise NotAllowed(f"{by} has decided {escalation.label} already: {was}. More > Change decision.")
            if verdict not in asks.ANSWERS[escalation.target]:
                raise NotAllowed(
                    f"{escalation.label} is with {escalation.target} now, who decide otherwise. Open it again."
                )
            decision = self._made(viewer, verdict, text, conditions=conditions)
            said = decision.as_news(for_customer) if for_customer else None  # older words are not about this decision
            decided = self._held(escalation, viewer).model_copy(
                update={"decision": decision, "for_customer": said, "no_changes": 0, "unanswered": 0}
            )
            self._rest(tx, decided)
            return self._did(tx, Deed.DECIDED, decided, viewer, note=text)

    def decide_later(
        self, id: EscalationId, viewer: Viewer, *, until: date, text: str = "", workspace: WorkspaceId
    ) -> Escalation:
        """Asked again on that day in the team's hours, or at the next opening where nobody works then."""
        with self._store.begin(workspace) as tx:
            escalation, policy = self._for_decider(tx, id, viewer)
            if escalation.is_decided:
                raise NotAllowed(f"{escalation.label} is decided already. More > Change decision.")
            opens = self._morning_of(until, policy.hours_for(escalation.target, zone=escalation.zone))
            decision = self._made(viewer, Verdict.LATER, text).model_copy(update={"until": opens})
            later = self._held(escalation, viewer).model_copy(update={"decision": decision, "unanswered": 0})
            self._rest(tx, later)
            self._start_news(tx, later, policy, due_at=opens)
            return self._did(tx, Deed.DECIDED_LATER, later, viewer, note=text)

    def _for_decider(self, tx: Transaction, id: EscalationId, viewer: Viewer) -> tuple[Escalation, Policy]:
        escalation, policy, seen_by = self._seen(tx, id, viewer)
        rights.require_decider(escalation, seen_by, policy)
        require_open(escalation)
        if not asks.asks_decision(escalation):
            raise NotAllowed(f"{escalation.label} asks for no decision. Use Post update.")
        return escalation, policy

    def _made(self, viewer: Viewer, verdict: Verdict, text: str, *, conditions: str = "") -> Decision:
        by = viewer.person
        return Decision(verdict=verdict, text=text, conditions=conditions, at=self.now(), by=by.id, by_name=by.name)

    def _held(self, escalation: Escalation, viewer: Viewer) -> Escalation:
        """Whoever decides what nobody has, has it."""
        return self._taken(escalation, viewer.person) if escalation.status is Status.OPEN else escalation
