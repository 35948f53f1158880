"""Set up: where each team is reached, chosen in Slack by those who may."""

from collections.abc import Iterator

from escalation import rights
from escalation.arriving import Arriving
from escalation.audience import Post
from escalation.deskwork import require_lead
from escalation.errors import NotAllowed
from escalation.kinds import EscalationId, Status, TargetTeam, WorkspaceId
from escalation.letters import Form
from escalation.models import Escalation, Event
from escalation.notices import (
    TestBrief,
)
from escalation.people import Person, SetUp, TeamSetUp
from escalation.ports import Transaction

SECURITYS_OWN = "Where Security is reached is for Security's lead to choose; while it has none, for a workspace admin."


class SettingUp(Arriving):
    """Choices are kept for the workspace; what waited for a channel goes out."""

    def set_up(self, workspace: WorkspaceId) -> SetUp:
        with self._store.read(workspace) as tx:
            return tx.set_up()

    def last_change(self, workspace: WorkspaceId) -> Event | None:
        with self._store.read(workspace) as tx:
            return next(reversed(tx.set_up_trail()), None)

    def choose(self, chosen: SetUp, *, by: Person, workspace: WorkspaceId) -> int:
        """Keeps what a lead chose, and sends escalations that waited for a channel. Returns how many those were.

        Raises `NotAllowed` for anyone but admins and leads, and of Security's place for all but its lead.
        """
        with self._store.begin(workspace) as tx:
            before, policy = tx.set_up(), self._policy(tx)
            require_lead(by, before, policy)
            if _securitys(chosen) != _securitys(before) and not rights.may_place_security(by, policy):
                raise NotAllowed(SECURITYS_OWN)
            installer, zone = before.installer or by.id, before.zone or by.zone
            after = chosen.model_copy(update={"installer": installer, "zone": zone})
            tx.keep_set_up(after)
            change = {"before": before.model_dump(mode="json"), "after": after.model_dump(mode="json")}
            tx.record_set_up(self._event("set up", by=by.id, **change))
            return self._send_waiting(tx, by=by)

    def _send_waiting(self, tx: Transaction, *, by: Person) -> int:
        policy = self._policy(tx)
        waiting = (one for one in _open_ones(tx) if one.channel is None)
        reachable = [one for one in waiting if policy.channel_for(one.target, one.triage.area)]
        for escalation in reversed(reachable):
            self._send_card(tx, escalation, by=by)
        return len(reachable)

    def send_test_brief(self, team: TargetTeam, *, by: Person, workspace: WorkspaceId) -> str:
        """Puts a test brief on its way and returns the channel. Raises `NotAllowed`: no channel, or not a lead."""
        with self._store.begin(workspace) as tx:
            require_lead(by, tx.set_up(), self._policy(tx))
            channel = self._policy(tx).channel_for(team)
            if channel is None:
                raise NotAllowed(f"{team} has no channel yet. Choose one and save first.")
            notice = TestBrief(team=team, by=by.id)
            self._tell(tx, [Post(key=f"test:{self._new_id()}", form=Form.LONE, lane=channel, notice=notice)])
            return channel


def _open_ones(tx: Transaction) -> Iterator[Escalation]:
    """All that nobody has, newest first."""
    before: EscalationId | None = None
    while found := tx.newest(statuses=[Status.OPEN], limit=100, before=before):
        yield from found
        before = found[-1].id


def _securitys(chosen: SetUp) -> TeamSetUp:
    return chosen.teams.get(TargetTeam.SECURITY, TeamSetUp())
