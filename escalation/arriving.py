"""What follows when a letter arrived, and when it did not: the fallback, the reporter told, trying again."""

from collections.abc import Iterable

from escalation import audience
from escalation.audience import Post
from escalation.deskwork import DeskWork
from escalation.errors import NotAllowed, NotFound
from escalation.letters import Claim, Form, Letter, LetterState, Parked, Sent
from escalation.models import (
    Escalation,
    EscalationId,
    TargetTeam,
    UserId,
    WorkspaceId,
    label,
)
from escalation.notices import (
    BriefContinued,
    CouldNotDeliver,
    EscalationOpened,
)
from escalation.policy import Policy, is_id
from escalation.ports import Transaction
from escalation.rights import Viewer


class Arriving(DeskWork):
    """Settles letters, and does what their end asks for."""

    def arrived(self, claim: Claim, sent: Sent, *, parts: int) -> bool:
        """A letter was delivered. The rest of a long brief is written once its first part stands."""
        with self._store.begin(claim.letter.workspace) as tx:
            if not tx.settle(claim, sent):
                return False
            notice = claim.letter.notice
            if parts > 1 and isinstance(notice, EscalationOpened):
                self._tell(tx, _rest(notice, claim.letter, parts))
            return True

    def parked(self, claim: Claim, parked: Parked) -> bool:
        """A letter was refused for good. A card goes to the fallback, and its reporter is told; the rest waits."""
        with self._store.begin(claim.letter.workspace) as tx:
            if not tx.settle(claim, parked):
                return False
            notice = claim.letter.notice
            if claim.letter.form is Form.CARD and isinstance(notice, EscalationOpened):
                self._fall_back(tx, tx.load(notice.escalation.id), claim.letter, parked.reason)
            return True

    def _fall_back(self, tx: Transaction, escalation: Escalation, card: Letter, reason: str) -> None:
        policy = self._policy(tx)
        attempt = len([one for one in tx.letters(escalation.id) if one.letter.form is Form.CARD])
        place = _fallback(escalation, policy, failed=card.lane)
        notice = CouldNotDeliver(escalation=escalation, channel=card.lane, reason=reason, went_to=place or "")
        tx.record(escalation.id, self._event("not delivered", before={"channel": card.lane}, after={"channel": place}))
        if place:
            moved = escalation.model_copy(update={"channel": place if is_id(place) else None})
            tx.save(moved)
            opened = self._notice(moved, self._standing(tx, escalation.id).due, policy)
            self._tell(tx, [_card_to(place, opened, attempt + 1)])
        self._tell(tx, audience.hears_failure(notice, attempt=attempt, installer=tx.set_up().installer))

    def try_again(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> Escalation:
        """Sends the card anew to where its team is reached now.

        Raises `NotAllowed` when it stands already, or is not theirs to send.
        """
        with self._store.begin(workspace) as tx:
            escalation = tx.load(id)
            by = viewer.person.id
            if by != escalation.reporter and not self._may_see(tx, escalation, viewer):
                raise NotFound(f"There is no {label(id)} that you can see here.")
            if _is_posted_or_on_its_way(tx, id):
                raise NotAllowed(f"{escalation.label} has been posted, or is on its way.")
            self._send_card(tx, escalation, by=by)
            return escalation

    def _send_card(self, tx: Transaction, escalation: Escalation, *, by: UserId) -> None:
        policy = self._policy(tx)
        moved = escalation.model_copy(update={"channel": policy.channel_for(escalation.target)})
        tx.save(moved)
        tx.record(escalation.id, self._event("sent again", by=by, after={"channel": moved.channel}))
        attempt = len([one for one in tx.letters(escalation.id) if one.letter.form is Form.CARD]) + 1
        notice = self._notice(moved, self._standing(tx, escalation.id).due, policy)
        self._tell(tx, audience.card_and_brief(notice, policy, attempt=attempt))


def _fallback(escalation: Escalation, policy: Policy, *, failed: str) -> str | None:
    """The lead for Security, and never a channel; for the others the fallback, unless that is what failed."""
    place = policy.team(TargetTeam.SECURITY).lead if escalation.is_secret else policy.fallback
    return place if place != failed else None


def _card_to(place: str, notice: EscalationOpened, attempt: int) -> Post:
    return Post(key=f"card:{notice.escalation.id}:{attempt}", form=Form.CARD, lane=place, notice=notice)


def _rest(notice: EscalationOpened, first: Letter, parts: int) -> Iterable[Post]:
    for part in range(2, parts + 1):
        more = BriefContinued(escalation=notice.escalation, part=part, due=notice.due)
        yield Post(key=f"brief:{notice.escalation.id}:{part}", form=Form.LINE, lane=first.lane, notice=more)


def _is_posted_or_on_its_way(tx: Transaction, id: EscalationId) -> bool:
    return any(one.letter.form is Form.CARD and one.state is not LetterState.PARKED for one in tx.letters(id))
