"""From a draft to an escalation: what was typed is kept, and once sent it is opened, once."""

from escalation import audience, completing, promises, triage
from escalation.deskwork import GUESTS, as_trailed
from escalation.errors import NotAllowed, NotFound
from escalation.models import (
    Draft,
    DraftId,
    Escalation,
    Person,
    UserId,
    WorkspaceId,
)
from escalation.mornings import Mornings
from escalation.policy import Policy
from escalation.ports import DRAFT_LIFE, KeptDraft, Transaction


class Opening(Mornings):
    """Drafts, and what they become."""

    def new_draft(self) -> DraftId:
        return DraftId(self._new_id())

    def keep_draft(self, workspace: WorkspaceId, kept: KeptDraft) -> None:
        """Keeps what was typed so far. A draft that has become an escalation stays as it was.

        A blank one is not kept: it would be offered as unfinished, in the place of one that says something.
        """
        with self._store.begin(workspace) as tx:
            if self._was_opened(tx, kept.id):
                return
            if kept.draft.is_blank:
                tx.forget_draft(kept.id)
            else:
                tx.keep_draft(kept)

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

    def _theirs(self, tx: Transaction, id: DraftId, by: UserId) -> KeptDraft:
        kept = tx.draft(id)
        if kept.by != by or kept.kept_at < self.now() - DRAFT_LIFE:
            raise NotFound("This draft is older than a day and is gone. Please start again.")
        return kept

    def _was_opened(self, tx: Transaction, id: DraftId) -> bool:
        try:
            return tx.draft(id).opened is not None
        except NotFound:
            return False

    def open(self, id: DraftId, draft: Draft, *, by: Person, workspace: WorkspaceId) -> Escalation:
        """The draft becomes an escalation; the same draft again gives the same one back.

        Raises `NotAllowed` for guests and strangers, `NotFound` when the draft is gone.
        """
        if not by.may_take_part:
            raise NotAllowed(GUESTS)
        with self._store.begin(workspace) as tx:
            kept = self._theirs(tx, id, by.id)
            if kept.opened is not None:
                return tx.load(kept.opened)
            policy = self._policy(tx)
            escalation = self._opened(tx, kept, draft, by=by, policy=policy)
            due = self._promised(escalation, policy)
            tx.add(escalation)
            tx.record(escalation.id, self._event("opened", by=by.id, after=as_trailed(escalation)))
            for clock in promises.clocks(escalation, due, policy):
                tx.set_clock(clock)
            self._plan_morning(tx, escalation, policy)
            notice = self._notice(escalation, due, policy)
            self._tell(tx, audience.hears_opened(notice, policy, installer=tx.set_up().installer))
            tx.keep_draft(kept.model_copy(update={"opened": escalation.id}))
        return escalation

    def _opened(self, tx: Transaction, kept: KeptDraft, draft: Draft, *, by: Person, policy: Policy) -> Escalation:
        whole = completing.complete(draft)
        concluded = triage.triage(whole, policy.triage)
        shown = kept.triage or concluded
        severity, target = draft.severity or shown.severity.value, draft.target or shown.target.value
        zone, now = by.zone or policy.office.zone or "UTC", self.now()
        channel = policy.channel_for(target, shown.area)
        return Escalation(
            id=tx.next_number(),
            workspace=tx.workspace,
            draft=whole,
            triage=shown.model_copy(update={"gaps": completing.gaps_of(whole, target=target, is_bug=concluded.is_bug)}),
            severity=severity,
            target=target,
            sent_severity=severity,
            sent_target=target,
            reporter=by.id,
            reporter_name=by.name,
            zone=zone,
            opened_at=now,
            channel=channel,
            deadline_at=whole.deadline_at or promises.deadline(severity, target, policy, now=now, zone=zone),
            deadline_assumed=whole.deadline_at is None,
        )
