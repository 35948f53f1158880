"""From which status an escalation may go to which. The only place that writes one."""

from collections.abc import Mapping
from typing import Any

from escalation.errors import WrongStatus
from escalation.kinds import Status
from escalation.models import Escalation

FOLLOWS: Mapping[Status, frozenset[Status]] = {
    Status.OPEN: frozenset({Status.ACKNOWLEDGED, Status.DE_ESCALATED, Status.RESOLVED}),
    Status.ACKNOWLEDGED: frozenset({Status.OPEN, Status.DE_ESCALATED, Status.RESOLVED}),  # open: taken back
    Status.DE_ESCALATED: frozenset({Status.OPEN, Status.ACKNOWLEDGED}),  # undone, or taken up again
    Status.RESOLVED: frozenset({Status.OPEN}),
}


def move(escalation: Escalation, to: Status, **changes: Any) -> Escalation:
    """`escalation` in its new status, with what changes along. Raises `WrongStatus`."""
    if to not in FOLLOWS[escalation.status]:
        raise WrongStatus(was=escalation.status, wanted=to)
    return escalation.model_copy(update={**changes, "status": to})
