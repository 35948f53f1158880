"""From a draft to an escalation: what was typed is kept, and once sent it is opened, once."""

from escalation import audience, completing, earlier, known, promises, stakes, triage
from escalation.deskwork import as_trailed, turned_away
from escalation.documented import RULE as DOCUMENTED
from escalation.drafts import Draft, Triage
from escalation.errors import NotAllowed, NotFound
from escalation.facts import Evidence
from escalation.gate import Gate, gate
from escalation.kinds import DraftId, TargetTeam, UserId, WorkspaceId, label
from escalation.models import Escalation
from escalation.mornings import Mornings
from escalation.people import Person
from escalation.policy import Policy
from escalation.ports import DRAFT_LIFE, Handled, KeptDraft, Transaction


class Opening(Mornings):
    """Drafts, and what they become."""

    def new_draft(self) -> DraftId:
        return DraftId(self._new_id())

    def keep_draft(self, workspace: WorkspaceId, kept: KeptDraft) -> KeptDraft:
        """Keeps what was typed so far, and gives it with what came meanwhile. An opened one stays as it was.

        A blank one is not kept: it would be offered as unfinished, in the place of one that says something.
        """
        with self._store.begin(workspace) as tx:
            before = self._before(tx, kept.id)
            if before and before.opened is not None:
                return kept
            if before:
                meanwhile = {"handled_at": before.handled_at or kept.handled_at, "same": kept.same or before.same}
                of_others = {"evidence": before.evidence, "at_first": before.at_first} if before.evidence else {}
                kept = kept.model_copy(update=meanwhile | of_others)
            if kept.draft.is_blank:
                tx.forget_draft(kept.id)
            else:
                tx.keep_draft(kept)
        return kept

    def keep_known(self, id: DraftId, evidence: Evidence, *, by: UserId, workspace: WorkspaceId) -> KeptDraft | None:
        """What other products know so far, beside what is typed. None where it was sent, or is gone."""
        with self._store.begin(workspace) as tx:
            kept = self._before(tx, id)
            if kept is None or kept.by != by or kept.opened is not None:
                return None
            kept = known.with_evidence(kept, evidence)
            tx.keep_draft(kept)
        return kept

    def draft(self, id: DraftId, *, by: UserId, workspace: WorkspaceId) -> KeptDraft:
        """Raises `NotFound` when it is older than a day, or somebody else's."""
        with self._store.read(workspace) as tx:
            return self._theirs(tx, id, by)

    def latest_draft(self, *, by: UserId, workspace: WorkspaceId) -> KeptDraft | None:
        with self._store.read(workspace) as tx:
            return tx.latest_draft(by, since=self.now() - DRAFT_LIFE)

    def forget_draft(self, id: DraftId, *, by: UserId, workspace: WorkspaceId) -> None:
        with self._store.begin(workspace) as tx:
            if self._theirs(tx, id, by).opened is None:
                tx.forget_draft(id)

    def handle_in_support(self, id: DraftId, *, by: Person, workspace: WorkspaceId) -> KeptDraft:
        """It is handled in support, for the record with what spoke for each side. The text stays theirs for its day.

        Raises `NotAllowed` when it was posted, or may not be held back; `NotFound` when the draft is gone.
        """
        if not by.may_take_part:
            raise turned_away(by)
        with self._store.begin(workspace) as tx:
            kept = self._theirs(tx, id, by.id)
            if kept.opened is not None:
                raise NotAllowed(f"This was posted as {label(kept.opened)}.")
            if kept.handled_at is not None:
                return kept
            concluded = kept.triage or triage.triage(kept.draft, self._policy(tx).triage)
            reasons = known.offer(kept, concluded) or gate(kept.draft, concluded)
            if reasons is None:
                raise NotAllowed("This is not for support alone as it stands now. Post it.")
            tx.record_handled(
                Handled(
                    draft_id=id,
                    draft=kept.draft,
                    by=by.id,
                    by_name=by.name,
                    at=self.now(),
                    rule=_rule(reasons, concluded),
                    handle=reasons.handle,
                    escalate=reasons.escalate,
                )
            )
            handled = kept.model_copy(update={"handled_at": self.now()})
            tx.keep_draft(handled)
            return handled

    def _theirs(self, tx: Transaction, id: DraftId, by: UserId) -> KeptDraft:
        kept = tx.draft(id)
        if kept.by != by or kept.kept_at < self.now() - DRAFT_LIFE:
            raise NotFound("This draft is older than a day and is gone. Please start again.")
        return kept

    def _before(self, tx: Transaction, id: DraftId) -> KeptDraft | None:
        try:
            return tx.draft(id)
        except NotFound:
            return None

    def open(self, id: DraftId, draft: Draft, *, by: Person, workspace: WorkspaceId) -> Escalation:
        """The draft becomes an escalation; the same draft again gives the same one back.

        Raises `NotAllowed` for guests and strangers, `NotFound` when the draft is gone.
        """
        if not by.may_take_part:
            raise turned_away(by)
        with self._store.begin(workspace) as tx:
            kept = self._theirs(tx, id, by.id)
            if kept.opened is not None:
                return tx.load(kept.opened)
            policy = self._policy(tx)
            escalation = self._opened(tx, kept, draft, by=by, policy=policy)
            due = self._promised(escalation, policy)
            tx.add(escalation)
            earlier.keep(tx, escalation)
            tx.record(escalation.id, self._event("opened", by=by.id, after=as_trailed(escalation)))
            for clock in promises.clocks(escalation, due, policy):
                tx.set_clock(clock)
            self._plan_morning(tx, escalation, policy)
            notice = self._notice(escalation, due, policy)
            self._tell(tx, audience.hears_opened(notice, policy, installer=tx.set_up().installer))
            self._page_at_night(tx, escalation, policy, since=escalation.opened_at)
            self._note_opened(tx, escalation)
            tx.keep_draft(kept.model_copy(update={"opened": escalation.id}))
        return escalation

    def _opened(self, tx: Transaction, kept: KeptDraft, draft: Draft, *, by: Person, policy: Policy) -> Escalation:
        whole = completing.complete(draft)
        concluded = triage.triage(whole, policy.triage)
        shown = kept.triage or concluded
        severity, target = draft.severity or shown.severity.value, draft.target or shown.target.value
        zone, now = by.zone or policy.office.zone or "UTC", self.now()
        channel = policy.channel_for(target, shown.area)
        evidence = known.taken_along(kept, whole, target, now=now)
        weighed = stakes.with_stakes(shown.severity, stakes.stakes(evidence, whole, shown, today=now.date()))
        return Escalation(
            id=tx.next_number(),
            workspace=tx.workspace,
            draft=whole,
            outside=whole if target is TargetTeam.SECURITY else None,
            triage=shown.model_copy(
                update={
                    "gaps": completing.gaps_of(whole, target=target, is_bug=concluded.is_bug),
                    "severity": weighed,
                }
            ),
            severity=severity,
            target=target,
            sent_severity=severity,
            sent_target=target,
            handled_before=kept.handled_at is not None,
            files_bugs=bool(self._writers.trackers()) and target is not TargetTeam.SECURITY,
            reporter=by.id,
            reporter_name=by.name,
            zone=zone,
            opened_at=now,
            earlier=earlier.gathered(tx, whole, now=now),
            channel=channel,
            deadline_at=whole.deadline_at or promises.deadline(severity, target, policy, now=now, zone=zone),
            deadline_assumed=whole.deadline_at is None,
            evidence=evidence,
        )


def _rule(offered: Gate, concluded: Triage) -> str:
    """What suggested it: an answer that other products have, or the text."""
    first = offered.handle[0].rule
    return first if first == DOCUMENTED else concluded.warrants_because[0].rule
