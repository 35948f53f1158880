"""The same problem once: looked for before it is posted, and joined with one press instead of posted again."""

from collections.abc import Mapping, Sequence

from escalation import brought, completing, merging, refs, rights, telling
from escalation.audience import Post
from escalation.deeds import Deeds
from escalation.deskwork import GUESTS, where_it_goes_on
from escalation.drafts import Draft
from escalation.errors import NotAllowed, NotFound
from escalation.kinds import DraftId, EscalationId, TargetTeam, WorkspaceId, label
from escalation.letters import Form
from escalation.models import Added, Contact, Escalation
from escalation.notices import Deed, Joined
from escalation.ports import DRAFT_LIFE, KeptDraft, Transaction
from escalation.rights import Viewer
from escalation.same import Alike, same
from escalation.undoing import UNDO

BROUGHT = ("customers", "affected_count", "arr", "revenue", "segment")
"""What a draft adds to the one that it goes on in."""

LOOKED_AT = 30
"""Candidates that are compared: what the index finds first, the newest."""


class Joining(Deeds):
    """Security escalations are never looked for, and nothing is looked for on behalf of one."""

    def may_repeat(self, kept: KeptDraft, *, workspace: WorkspaceId) -> bool:
        """Whether there is any open one to compare it with, whoever may see it."""
        with self._store.read(workspace) as tx:
            return bool(_named(tx, kept.draft) or _alike(tx, kept.draft))

    def same_as(self, kept: KeptDraft, viewer: Viewer, *, workspace: WorkspaceId) -> tuple[Alike, ...]:
        """Open ones that may be the same problem, as far as this person may see them."""
        draft = kept.draft
        if _is_for_security(kept):
            return ()
        with self._store.read(workspace) as tx:
            policy, seen_by = self._policy(tx), self._ranked(tx, viewer, self._policy(tx))
            named = _named(tx, draft)
            found = {one.id: one for one in (*(one for one, _ in named.values()), *_alike(tx, draft))}
            seen = [one for one in found.values() if not one.is_closed and rights.may_join(one, seen_by, policy)]
            return same(draft, seen, named={number: ref for number, (_, ref) in named.items()})

    def keep_same(self, id: DraftId, found: Sequence[Alike], *, workspace: WorkspaceId) -> KeptDraft | None:
        """Kept with the draft, whatever was typed meanwhile. None when it is gone, or was sent."""
        with self._store.begin(workspace) as tx:
            try:
                kept = tx.draft(id)
            except NotFound:
                return None
            if kept.opened is not None:
                return None
            tx.keep_draft(shown := kept.model_copy(update={"same": tuple(found)}))
            return shown

    def join(self, id: DraftId, into: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> Escalation:
        """The draft's customers go on in an open one, and the draft is done with; the same draft joins once.

        Raises `NotAllowed` where that cannot be, `NotFound` for what is gone or not theirs to see.
        """
        if not viewer.person.may_take_part:
            raise NotAllowed(GUESTS)
        with self._store.begin(workspace) as tx:
            kept = tx.draft(id)
            if kept.by != viewer.person.id or kept.kept_at < self.now() - DRAFT_LIFE:
                raise NotFound("This draft is older than a day and is gone. Please start again.")
            if kept.opened is not None:
                if kept.joined:
                    return tx.load(kept.opened)
                raise NotAllowed(f"This was posted as {label(kept.opened)}.")
            draft = completing.complete(kept.draft)
            joined = self._joined(tx, self._to_join(tx, into, kept, viewer), kept.id, draft, viewer)
            tx.keep_draft(kept.model_copy(update={"opened": joined.id, "joined": True}))
            return joined

    def _to_join(self, tx: Transaction, into: EscalationId, kept: KeptDraft, viewer: Viewer) -> Escalation:
        """The one it goes on in: where that was merged meanwhile, the one that goes on."""
        gone = NotFound(f"There is no {label(into)} that you can see here.")
        try:
            escalation = where_it_goes_on(tx, into)
        except NotFound:
            raise gone from None
        policy = self._policy(tx)
        if not rights.may_join(escalation, self._ranked(tx, viewer, policy), policy):
            raise gone
        if _is_for_security(kept):
            raise NotAllowed("Security's escalations are kept apart: each one goes on by itself.")
        if escalation.is_closed:
            by = f" by {escalation.closed_by_name}" if escalation.closed_by_name else ""
            raise NotAllowed(
                f"{escalation.label} was {escalation.status}{by} meanwhile. Post yours, or reopen that one."
            )
        return escalation

    def _joined(self, tx: Transaction, into: Escalation, id: DraftId, draft: Draft, viewer: Viewer) -> Escalation:
        policy, by = self._policy(tx), viewer.person
        changes, changed = merging.merged(into.draft, draft, into=into.id)
        contact = Contact(
            person=draft.contact or by.id,
            name="" if draft.contact else by.name,
            customers=draft.customers,
            report=draft.issue or draft.text,
            ticket=draft.ticket,
            joined_at=self.now(),
        )
        whole = self._edited(into, changes, policy)
        if contact.person != into.keeper:
            whole = whole.model_copy(update={"contacts": (*into.contacts, contact)})
        added = Added(
            number=len(tx.trail(into.id)) + 1,
            draft=id,
            by=by.id,
            by_name=by.name,
            contact=contact,
            brought=Draft(**{name: getattr(draft, name) for name in BROUGHT}),
            changed=changed,
            refs=refs.refs_of(draft),
            was_unknown=into.draft.customer_unknown,
        )
        latest = (one for one in into.added if self.now() - one.at < UNDO)
        whole = whole.model_copy(update={"added": (*latest, added)})
        for ref in added.refs:
            tx.add_ref(into.id, ref)
        about = added.about
        ticket = f" (ticket {draft.ticket})" if draft.ticket else ""
        done = self._did(
            tx, Deed.ADDED, whole, viewer, note=f"{about}{ticket}", before=brought.told(draft), answers=False
        )
        self._offer_undo(tx, done)
        told = Joined(escalation=done, contact=contact, due=self._promised(done, policy, now=self.now()))
        told = told.model_copy(update={"join": added.number})
        for person in dict.fromkeys((by.id, contact.person)):
            key = f"joined:{done.id}:{len(tx.trail(done.id))}:{person}"
            mine = told.model_copy(update={"undo_by": added.at + UNDO}) if person == by.id else told
            self._tell(tx, [Post(key=key, form=Form.DIRECT, lane=person, notice=mine)])
        return done


def _is_for_security(kept: KeptDraft) -> bool:
    """Chosen, or suggested where nobody has chosen yet."""
    target = kept.draft.target or (kept.triage.target.value if kept.triage else None)
    return target is TargetTeam.SECURITY


def _named(tx: Transaction, draft: Draft) -> Mapping[EscalationId, tuple[Escalation, str]]:
    """Which bear a ticket or a link of the draft's, each with the first one."""
    found: dict[EscalationId, tuple[Escalation, str]] = {}
    for ref in refs.refs_of(draft):
        for one in tx.with_ref(ref)[:LOOKED_AT]:
            standing = where_it_goes_on(tx, one)
            found.setdefault(standing.id, (standing, ref))
    return found


def _alike(tx: Transaction, draft: Draft) -> Sequence[Escalation]:
    return tx.alike(telling.asked_by(draft), limit=LOOKED_AT, is_open=True)
