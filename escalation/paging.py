"""Waking someone outside Slack: a Critical that nobody has is called out once, for each time its team is asked.

At once where nobody may be at work; else at the end of the ladder.
"""

from datetime import datetime

from escalation import promises
from escalation.audience import Post
from escalation.kinds import ChannelId, Severity
from escalation.letters import PAGE_LANE, Form
from escalation.models import Escalation
from escalation.notices import Paged
from escalation.noting import Noting
from escalation.policy import Policy
from escalation.ports import Transaction


class Paging(Noting):
    """`since` is when the team was first asked to take it, which tells one call from the next."""

    def _page_at_night(self, tx: Transaction, escalation: Escalation, policy: Policy, *, since: datetime) -> None:
        zone = escalation.zone
        if promises.to_wake(escalation.severity, escalation.target, policy, now=self.now(), zone=zone) is not None:
            self._page(tx, escalation, policy, since=since)

    def _page(self, tx: Transaction, escalation: Escalation, policy: Policy, *, since: datetime) -> None:
        if escalation.severity is not Severity.CRITICAL or not policy.team(escalation.target).page_webhook:
            return
        lane = ChannelId(f"{PAGE_LANE}{escalation.target.name.lower()}")
        key = f"page:{escalation.id}:{escalation.target.name.lower()}:{since.timestamp():.6f}"
        call = Paged(escalation=escalation)
        self._tell(tx, [Post(key=key, form=Form.PAGE, lane=lane, notice=call, is_once=True)])
