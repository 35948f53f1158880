"""What this customer brought us before, of the last twelve months: gathered once, as it stood when the new one came.

Never Security's, nor what was withdrawn, nor a duplicate, whose story goes on in another one.
"""

from datetime import datetime, timedelta

from escalation import refs
from escalation.drafts import Draft
from escalation.kinds import EscalationId
from escalation.models import Earlier, Escalation
from escalation.ports import Transaction

YEAR = timedelta(days=365)
MOST = 5
_MOST_CUSTOMERS = 5
_LOOKED_AT = 20


def gathered(
    tx: Transaction, draft: Draft, *, now: datetime, besides: EscalationId | None = None
) -> tuple[Earlier, ...]:
    """The newest of its customers, newest first."""
    found: dict[EscalationId, Escalation] = {}
    for name in draft.customers[:_MOST_CUSTOMERS]:
        found |= {one.id: one for one in tx.of_customer(name, since=now - YEAR, limit=_LOOKED_AT)}
    counted = [one for one in found.values() if one.id != besides and _counts(one)]
    newest = sorted(counted, key=lambda one: (one.opened_at, one.id), reverse=True)[:MOST]
    return tuple(_as_it_stands(one) for one in newest)


def keep(tx: Transaction, escalation: Escalation) -> None:
    """Where one of them becomes Security's, this is found that names it."""
    for one in escalation.earlier:
        tx.add_ref(escalation.id, refs.telling_of(one.id))


def without(escalation: Escalation, gone: EscalationId) -> Escalation:
    """What became Security's is named nowhere else."""
    return escalation.model_copy(update={"earlier": tuple(one for one in escalation.earlier if one.id != gone)})


def _counts(escalation: Escalation) -> bool:
    return not (escalation.is_secret or escalation.withdrawn or escalation.merged)


def _as_it_stands(escalation: Escalation) -> Earlier:
    return Earlier(
        id=escalation.id,
        opened_at=escalation.opened_at,
        severity=escalation.severity,
        target=escalation.target,
        headline=escalation.draft.headline,
        outcome=_outcome(escalation),
    )


def _outcome(escalation: Escalation) -> str:
    if escalation.is_closed:
        return f"{escalation.status}: {escalation.outcome}" if escalation.outcome else str(escalation.status)
    if escalation.decision and escalation.is_decided:
        return str(escalation.decision.verdict)
    return "still open"
