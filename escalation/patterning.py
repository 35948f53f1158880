"""A pattern is proposed once, in the brief's thread, and a person says whether it is one."""

from collections.abc import Iterable, Sequence

from escalation import pattern, refs, telling
from escalation.audience import Post, home
from escalation.deeds import Deeds
from escalation.drafts import Draft
from escalation.errors import NotAllowed
from escalation.kinds import EscalationId, Severity, WorkspaceId
from escalation.letters import Form
from escalation.models import Escalation, Pattern
from escalation.notices import Deed, PatternFound, ReminderFolded
from escalation.policy import Policy
from escalation.ports import Transaction
from escalation.rights import Viewer
from escalation.same import likeness

LOOKED_AT = 50
"""The newest that share words, or are of one customer: what is older makes no pattern with it."""


ASKED = "pattern:"
"""How the keys of the lines begin that ask."""


class Patterning(Deeds):
    """Security escalations make none: nothing is compared with them."""

    def look_for_pattern(self, id: EscalationId, *, workspace: WorkspaceId) -> Pattern | None:
        """After it was opened, or joined. Gives what was proposed now.

        Comparing takes its time, so that nobody waits to write meanwhile; what has changed by then is looked at again.
        """
        with self._store.read(workspace) as tx:
            escalation = tx.load(id)
            if not _may_make_one(escalation):
                return None
            found = pattern.find(escalation, _alike(tx, escalation), _theirs(tx, escalation))
        if found is None:
            return None
        with self._store.begin(workspace) as tx:
            escalation = tx.load(id)
            if not _may_make_one(escalation) or not _still_stands(tx, id, found):
                return None
            proposed = escalation.model_copy(update={"pattern": found})
            tx.save(proposed)
            for one in found.escalations:
                tx.add_ref(id, refs.telling_of(one))
            number = len(tx.trail(id))
            tx.record(id, self._event("pattern proposed", after={"pattern": found.kind}))
            notice = PatternFound(escalation=proposed, raises_to=_worse(escalation.severity))
            lane = home(proposed, self._policy(tx))
            self._tell(tx, [Post(key=f"{ASKED}{id}:{number}", form=Form.LINE, lane=lane, notice=notice)])
            return found

    def confirm_pattern(
        self, id: EscalationId, viewer: Viewer, *, raised: bool = False, workspace: WorkspaceId
    ) -> Escalation:
        """Its breadth is what all of them say; it is raised a step where whoever confirms it says so."""
        with self._store.begin(workspace) as tx:
            escalation, found, policy = self._to_answer(tx, id, viewer)
            others = [one for number in found.escalations if not (one := tx.load(number)).is_secret]
            changed = self._edited(escalation, _breadth(escalation.draft, found, others), policy)
            done = self._answered(tx, Deed.PATTERN, changed, viewer, is_one=True)
            if raised and (worse := _worse(escalation.severity)):
                done = self._with_severity(tx, done, viewer, policy, to=worse, reason=found.because)
            self._draw_brief_again(tx, done, number=len(tx.trail(id)))
            return done

    def confirm_and_raise(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> Escalation:
        return self.confirm_pattern(id, viewer, raised=True, workspace=workspace)

    def deny_pattern(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> Escalation:
        with self._store.begin(workspace) as tx:
            escalation, _, _ = self._to_answer(tx, id, viewer)
            return self._answered(tx, Deed.NO_PATTERN, escalation, viewer, is_one=False)

    def _to_answer(self, tx: Transaction, id: EscalationId, viewer: Viewer) -> tuple[Escalation, Pattern, Policy]:
        escalation, policy = self._for_part(tx, id, viewer)
        if escalation.pattern is None:
            raise NotAllowed(f"Nothing was proposed about {escalation.label}.")
        if escalation.pattern.is_one is not None:
            said = "confirmed as a pattern" if escalation.pattern.is_one else "said to be no pattern"
            raise NotAllowed(f"{escalation.label} was {said} by {escalation.pattern.by_name} already.")
        return escalation, escalation.pattern, policy

    def _answered(
        self, tx: Transaction, deed: Deed, escalation: Escalation, viewer: Viewer, *, is_one: bool
    ) -> Escalation:
        assert escalation.pattern is not None  # noqa: S101 - `_to_answer` has seen it
        answer = {"is_one": is_one, "by_name": viewer.person.name}
        told = escalation.model_copy(update={"pattern": escalation.pattern.model_copy(update=answer)})
        done = self._did(tx, deed, told, viewer, note=escalation.pattern.because, answers=False)
        for one in tx.letters(escalation.id)[::-1]:
            if one.letter.key.startswith(ASKED) and one.ref:
                folded = ReminderFolded(escalation=done, said=f"A pattern? {viewer.person.name}: see below.")
                self._replace(tx, one.ref, f"fold:{one.letter.id}", folded)
                break
        return done


def _may_make_one(escalation: Escalation) -> bool:
    return not (escalation.is_secret or escalation.is_closed or escalation.pattern)


def _still_stands(tx: Transaction, id: EscalationId, found: Pattern) -> bool:
    """None of them is Security's or withdrawn, and nobody was asked about the same meanwhile, here or there."""
    others = [tx.load(one) for one in found.escalations]
    if any(one.is_secret or one.withdrawn for one in others):
        return False
    asked = (tx.load(one).pattern for one in tx.with_ref(refs.telling_of(id)))
    return not (
        pattern.is_known(found, others) or any(one.kind is found.kind and id in one.escalations for one in asked if one)
    )


def _alike(tx: Transaction, escalation: Escalation) -> list[Escalation]:
    """About the same, open and closed, those withdrawn left out."""
    asked = telling.asked_by(escalation.draft)
    found = tx.alike(asked, limit=LOOKED_AT, is_open=False)
    return [one for one in _others(escalation, found) if likeness(escalation.draft, one.draft)]


def _theirs(tx: Transaction, escalation: Escalation) -> list[Escalation]:
    since = escalation.opened_at - pattern.WINDOW
    found = {
        one.id: one for name in escalation.draft.customers for one in tx.of_customer(name, since=since, limit=LOOKED_AT)
    }
    return _others(escalation, found.values())


def _others(escalation: Escalation, found: Iterable[Escalation]) -> list[Escalation]:
    return [one for one in found if one.id != escalation.id and not one.withdrawn]


def _worse(severity: Severity) -> Severity | None:
    """One step up; None where there is none."""
    order = list(Severity)
    return order[order.index(severity) - 1] if order.index(severity) else None


def _breadth(draft: Draft, found: Pattern, others: Sequence[Escalation]) -> dict[str, object]:
    """Whom it affects together with the others. Each customer stays with the one who keeps them informed there."""
    counts = [one.affected_count for one in (draft, *(other.draft for other in others)) if one.affected_count]
    return {
        "affected": "; ".join(part for part in (draft.affected, pattern.also(draft, found)) if part),
        "affected_count": sum(counts) if len(counts) > 1 else draft.affected_count,
    }
