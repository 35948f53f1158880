"""What was promised a customer about one ticket, as the support platform that runs the promise tells it."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from pydantic import AwareDatetime

from escalation.record import Record

SOON = timedelta(hours=2)
"""Before its end a promise counts as at risk: less than that, and no other team will keep it by itself."""


def titled(name: str) -> str:
    """SLA Gold; and where the company's own name says what it is, as it stands."""
    named = " ".join(name.split())
    return named if "sla" in named.casefold().split() else f"SLA {named}".strip()


class SlaState(StrEnum):
    ACTIVE = "active"
    AT_RISK = "at risk"
    MISSED = "missed"
    MET = "met"


class Sla(Record):
    """`name` is what the company calls it; `due_at` when it ends, where the product tells it."""

    state: SlaState
    name: str = ""
    due_at: AwareDatetime | None = None

    @property
    def is_late(self) -> bool:
        return self.state in {SlaState.AT_RISK, SlaState.MISSED}

    @property
    def said(self) -> str:
        """SLA at risk, due 20 Nov 11:30 UTC."""
        due = f", due {self.due_at.astimezone(UTC):%d %b %H:%M} UTC" if self.due_at else ""
        return f"{titled(self.name)} {self.state}{due}"

    def seen(self, now: datetime) -> "Sla":
        """As it stands at this moment: a product says when it ends, and not always that it has."""
        if self.state is not SlaState.ACTIVE or self.due_at is None or self.due_at - now > SOON:
            return self
        return self.model_copy(update={"state": SlaState.MISSED if self.due_at <= now else SlaState.AT_RISK})
