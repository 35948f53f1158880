"""Looking at escalations: how one stands, what is open, and for whose eyes."""

from collections.abc import Sequence

from escalation.deskwork import GUESTS, DeskWork
from escalation.errors import NotAllowed, NotFound
from escalation.letters import Claim
from escalation.models import (
    Escalation,
    EscalationId,
    MessageRef,
    Status,
    WorkspaceId,
    label,
)
from escalation.notices import (
    Standing,
)
from escalation.policy import Policy
from escalation.rights import Viewer


class Looking(DeskWork):
    """Reads only."""

    def show(self, id: EscalationId, *, workspace: WorkspaceId) -> Standing:
        """How it stands now. Raises `NotFound`."""
        with self._store.read(workspace) as tx:
            return self._standing(tx, id)

    def show_to(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> tuple[Standing, bool]:
        """How it stands, and whether they may see all of it or its state only.

        Raises `NotFound` for what is not there and for what is not theirs, in the same words.
        """
        gone = NotFound(f"There is no {label(id)} that you can see here.")
        with self._store.read(workspace) as tx:
            try:
                standing = self._standing(tx, id)
            except NotFound:
                raise gone from None
            if self._may_see(tx, standing.escalation, viewer):
                return standing, True
            if standing.escalation.reporter == viewer.person.id and viewer.person.may_take_part:
                return standing, False
            raise gone

    def list_for(self, viewer: Viewer, *, workspace: WorkspaceId) -> Sequence[Escalation]:
        """What is open and theirs to see, newest first, at most twenty. Raises `NotAllowed` for guests."""
        if not viewer.person.may_take_part:
            raise NotAllowed(GUESTS)
        with self._store.read(workspace) as tx:
            found = tx.newest(statuses=[Status.OPEN, Status.ACKNOWLEDGED], limit=1000)
            return [one for one in found if self._may_see(tx, one, viewer)][:20]

    def card_at(self, ref: MessageRef, *, workspace: WorkspaceId) -> EscalationId | None:
        """The escalation whose card stands there now."""
        with self._store.read(workspace) as tx:
            found = tx.by_message(ref)
            return found if found is not None and tx.card(found) == ref else None

    def by_letter(self, claim: Claim) -> Standing | None:
        """How the escalation of a letter stands, for the one who carries it."""
        number = claim.letter.escalation
        return self.show(number, workspace=claim.letter.workspace) if number is not None else None

    def policy(self, workspace: WorkspaceId) -> Policy:
        with self._store.read(workspace) as tx:
            return self._policy(tx)
