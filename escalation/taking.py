"""Who has it: acknowledging, taking back, reassigning, handing over to another team."""

from collections.abc import Mapping

from escalation import audience, lifecycle, rights
from escalation.deeds import SECURITY_KEEPS, ago
from escalation.errors import NotAllowed
from escalation.kinds import ClockKind, EscalationId, Status, TargetTeam, UserId, WorkspaceId
from escalation.letters import ELSEWHERE, IN_PRODUCTS, Form, LetterState, LetterStatus
from escalation.models import Escalation
from escalation.notices import Deed, MovedAway, ReminderDue
from escalation.people import Person
from escalation.policy import Policy
from escalation.ports import Transaction
from escalation.rights import Viewer
from escalation.undoing import UNDO
from escalation.unnaming import Unnaming

OF_A_PLACE = frozenset({Form.CARD, Form.BRIEF, Form.LINE, Form.EDIT, Form.PAGE})
NOT_OF_SECURITY = (IN_PRODUCTS - {Form.REPLY}) | {Form.DIRECT}
"""What was to be read by others than the team, and is not once it is Security's. Its carrier gives a reply back."""


class Taking(Unnaming):
    """The internal clock starts when someone has it, and the ladder when nobody does."""

    def acknowledge(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> Escalation:
        """The internal clock starts here; until now only the ladder spoke."""
        with self._store.begin(workspace) as tx:
            escalation, policy = self._for_team(tx, id, viewer)
            if escalation.status is Status.ACKNOWLEDGED and escalation.acknowledged_at:
                if escalation.assignee == viewer.person.id:
                    raise NotAllowed(f"You have {escalation.label} already.")
                since = ago(self.now() - escalation.acknowledged_at)
                raise NotAllowed(f"{escalation.assignee_name} took it {since}. Use More > Reassign to take over.")
            taken = self._taken(escalation, viewer.person)
            self._start_news(tx, taken, policy)
            return self._did(tx, Deed.ACKNOWLEDGED, taken, viewer)

    def take_back(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> Escalation | None:
        """Their own acknowledgement, within ten minutes; None when it is not theirs or too late."""
        with self._store.begin(workspace) as tx:
            escalation = tx.load(id)
            since = escalation.acknowledged_at
            is_theirs = escalation.assignee == viewer.person.id and escalation.status is Status.ACKNOWLEDGED
            is_theirs = is_theirs and escalation.decision is None
            if not is_theirs or since is None or self.now() - since > UNDO:
                return None
            back = lifecycle.move(escalation, Status.OPEN, assignee=None, assignee_name="", acknowledged_at=None)
            self._start_ladder(tx, back, self._policy(tx))
            return self._did(tx, Deed.TAKEN_BACK, back, viewer)

    def reassign(
        self, id: EscalationId, viewer: Viewer, *, to: Person, to_is_inside: bool = False, workspace: WorkspaceId
    ) -> Escalation:
        """To a person of any team's choosing; they have it from now on. Of Security's, to one in its channel.

        `to_is_inside` says that they are known to be in the escalation's channel.
        """
        with self._store.begin(workspace) as tx:
            escalation, policy = self._for_part(tx, id, viewer)
            if not to.may_take_part:
                raise NotAllowed(f"{to.name} is a guest, an app, or from another company. Choose a full member.")
            if escalation.is_secret and not to_is_inside and to.id != policy.team(TargetTeam.SECURITY).lead:
                raise NotAllowed("Choose someone in Security's channel.")
            if to.id == escalation.assignee:
                raise NotAllowed(f"{to.name} has {escalation.label} already.")
            before = escalation.assignee_name or "nobody"
            if escalation.status is Status.OPEN:
                changed = self._taken(escalation, to)
            else:
                changed = escalation.model_copy(
                    update={"assignee": to.id, "assignee_name": to.name, "unanswered": 0, "no_changes": 0}
                )
            self._start_news(tx, changed, policy)
            return self._did(tx, Deed.REASSIGNED, changed, viewer, before=before)

    def hand_over(
        self,
        id: EscalationId,
        viewer: Viewer,
        *,
        to: TargetTeam,
        changes: Mapping[str, object] | None = None,
        workspace: WorkspaceId,
    ) -> Escalation:
        """To another team: the card moves, a stub stays, clocks and history go along.

        `changes` are fields of the draft that the new team would have asked for.
        """
        with self._store.begin(workspace) as tx:
            escalation, policy = self._for_part(tx, id, viewer)
            if to is escalation.target:
                raise NotAllowed(f"{escalation.label} is with {to} already.")
            channel = policy.channel_for(to, escalation.triage.area)
            if channel is None and not _reaches_a_lead(to, policy):
                raise NotAllowed(f"{to} has no channel yet, so nobody would see it. A lead can choose one in Set up.")
            self._leave_stub(tx, escalation, viewer.person, to)
            self._drop_waiting(tx, escalation, to)
            nobody: dict[str, object] = {
                "assignee": None,
                "assignee_name": "",
                "acknowledged_at": None,
                "unanswered": 0,
                "no_changes": 0,
            }
            nobody |= {"chosen_by": viewer.person.name, "decision": None}
            fit = _released(escalation) if escalation.is_secret else escalation
            if to is TargetTeam.SECURITY:
                nobody |= {"outside": escalation.draft}
            placed = fit.model_copy(update={"target": to, "channel": channel, **nobody})
            moved = self._assumed_anew(self._edited(placed, changes or {}, policy), policy)
            if moved.status is not Status.OPEN:
                moved = lifecycle.move(moved, Status.OPEN)
            self._start_ladder(tx, moved, policy)
            self._start_deciders(tx, moved, policy)
            tx.save(moved)
            if moved.is_secret:
                self._name_nowhere_else(tx, moved.id)
            attempt = len([one for one in tx.letters(id) if one.letter.form is Form.CARD]) + 1
            notice = self._notice(moved, self._standing(tx, id).due, policy)
            self._tell(tx, audience.card_and_brief(notice, policy, attempt=attempt, again=True))
            note = _decided(escalation)
            before = str(escalation.target)
            done = self._did(tx, Deed.HANDED_OVER, moved, viewer, note=note, before=before, card=False, was=escalation)
            self._ask_decider(tx, done, policy)
            return done

    def _leave_stub(self, tx: Transaction, escalation: Escalation, by: Person, to: TargetTeam) -> None:
        """Where the card stood. Handed to Security, nothing of ours stays readable there or with others."""
        card = tx.card(escalation.id)
        stub = MovedAway(escalation=escalation, by_name=by.name, to=to)
        gone = [card] if card else []
        if to is TargetTeam.SECURITY:
            shown = [one for one in tx.letters(escalation.id) if one.letter.form not in ELSEWHERE]
            gone = [one.ref for one in shown if one.ref and not _is_to(one, escalation.reporter)]
        number = len(tx.trail(escalation.id))
        for ref in dict.fromkeys(gone):
            self._replace(tx, ref, f"stub:{escalation.id}:{ref.channel}:{ref.ts}:{number}", stub)

    def _drop_waiting(self, tx: Transaction, escalation: Escalation, to: TargetTeam) -> None:
        """What was meant for where it was stays unsaid; the customer's question is put anew where it goes."""
        waiting = [
            one.letter
            for one in tx.letters(escalation.id, state=LetterState.WAITING)
            if one.letter.form in OF_A_PLACE or (one.letter.form in NOT_OF_SECURITY and to is TargetTeam.SECURITY)
        ]
        tx.drop(escalation.id, keys=[one.key for one in waiting], reason="handed to another team")
        asked = [one.notice for one in waiting if isinstance(one.notice, ReminderDue)]
        if any(one.clock is ClockKind.CUSTOMER or one.with_customer for one in asked):
            self._ask_customer_anew(tx, escalation)

    def take_over_customer(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> Escalation:
        """Someone in support keeps the customer from now on. The clock goes on: the customer's wait did not end."""
        with self._store.begin(workspace) as tx:
            escalation, policy, _ = self._seen(tx, id, viewer)
            rights.require_support(viewer, policy)
            if viewer.person.id == escalation.keeper:
                raise NotAllowed("You keep this customer already.")
            if escalation.is_secret:
                raise NotAllowed(SECURITY_KEEPS)
            kept = {"contact": viewer.person.id, "contact_name": viewer.person.name}
            changed = escalation.model_copy(update={"draft": escalation.draft.model_copy(update=kept)})
            return self._did(tx, Deed.TAKEN_OVER, changed, viewer, before=escalation.keeper_name)


def _decided(escalation: Escalation) -> str:
    """What was decided where it was, unless that was Security."""
    decision = escalation.decision
    if decision is None or not escalation.is_decided or escalation.is_secret:
        return ""
    return f"{decision.verdict}. {decision.text}"


def _released(escalation: Escalation) -> Escalation:
    """Without what was said inside Security: what was written into the draft, its news, its words for the customer."""
    said = {"news": None, "for_customer": None, "outcome": "", "learning": ""}
    return escalation.model_copy(update={"draft": escalation.for_others, "outside": None, **said})


def _reaches_a_lead(team: TargetTeam, policy: Policy) -> bool:
    """Security without a channel is told its lead's direct messages."""
    return team is TargetTeam.SECURITY and policy.team(team).lead is not None


def _is_to(letter: LetterStatus, person: UserId) -> bool:
    return letter.letter.form is Form.DIRECT and letter.letter.lane == person
