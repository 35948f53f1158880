"""A brief as a value: the seed's sections, and beneath each what the seed names beside its template.

How it is written from a draft is `brief.py`'s work; this is what its renderings and its JSON schema are made of.
"""

from collections.abc import Iterator
from datetime import datetime

from pydantic import Field

from escalation.kinds import Severity, TargetTeam
from escalation.record import Value

UNKNOWN = "Unknown"
NOT_APPLICABLE = "Not applicable"


def _beside(title: str, description: str) -> str | None:
    """A field for what stands beside the template, under `title`; left out while it is unknown."""
    said: str | None = Field(None, title=title, description=description, exclude_if=lambda value: value is None)
    return said


class Section(Value):
    """What stands under one heading."""

    @property
    def beside(self) -> Iterator[tuple[str, str]]:
        """What is known beside the template, each with its label."""
        known = ((field.title, getattr(self, name)) for name, field in type(self).model_fields.items())
        return ((title, said) for title, said in known if title and said)


class BriefImpact(Section):
    customers_affected: str = Field(UNKNOWN, description="Who and how many.")
    workflow_impact: str = Field(UNKNOWN, description="What they cannot do.")
    revenue_at_risk: str = Field(UNKNOWN, description="Yearly revenue or deals at risk, as stated.")
    time_in_queue: str = Field(UNKNOWN, description="How long this has been an issue.")
    growing: str | None = _beside("Growing", "Whether more and more have it.")
    depth: str | None = _beside("Depth", "Whether they are blocked, slowed down or annoyed.")
    waiting_since: str | None = _beside("Customer waiting since", "Since when they wait for us.")
    until_critical: str | None = _beside("Until it is critical", "How long it can go on before it is critical.")
    reference_customer: str | None = _beside("Reference customer", "Whether others look to them.")


class Reproduction(Value):
    """Applies to bugs; otherwise each field says Not applicable."""

    steps: tuple[str, ...] = (UNKNOWN,)
    expected: str = UNKNOWN
    actual: str = UNKNOWN
    environment: str = UNKNOWN


class Communication(Section):
    last_update: str = Field(UNKNOWN, description="When the customer last heard from us, and what.")
    expectation: str = Field(UNKNOWN, description="What they expect, and by when.")
    risk: str = Field(UNKNOWN, description="Whether they will escalate further.")
    key_contact: str | None = _beside("Key contact", "Who decides or asks on the customer's side.")


class Needed(Section):
    ask: str = Field(UNKNOWN, description="The specific ask: investigate, fix, decide or approve.")
    deadline: str = Field(UNKNOWN, description="When a resolution or an update is needed; says when it is assumed.")
    by_then: str | None = _beside("Needed by then", "Whether an update will do, or a solution is needed.")
    customers_date: str | None = _beside("The customer's own date", "The date the customer named, beside the ask's.")


class Supporting(Value):
    tickets: tuple[str, ...] = (UNKNOWN,)
    threads: tuple[str, ...] = (UNKNOWN,)
    documentation: tuple[str, ...] = (UNKNOWN,)
    earlier: tuple[str, ...] = Field(
        (),
        description="What this customer brought us before, of the last twelve months, each with its outcome.",
        exclude_if=lambda value: not value,
    )


class Brief(Section):
    """An escalation brief. `headline`, `issue`, `impact` and `target` say the most in the fewest words."""

    headline: str
    issue: str
    impact: BriefImpact
    target: TargetTeam
    severity: Severity
    reported_by: str
    date: str = Field(description="The day it was opened, in the reporter's time zone, ISO 8601.")
    reference: str | None = Field(None, description="ESC and its number, once it is opened.")
    why_now: str | None = _beside("Why now", "What makes it more than support's usual work.")
    past_l2: str | None = _beside("Why not L2 first", "Why it went past senior support.")
    tried: tuple[str, ...] = (UNKNOWN,)
    reproduction: Reproduction = Reproduction()
    communication: Communication = Communication()
    needed: Needed = Needed()
    supporting: Supporting = Supporting()
    completeness: int | None = Field(
        None, description="How much of what makes a brief good it has, of 100. For figures, never on a card."
    )


class Heading(Value):
    """What stands above the brief and is not in the draft. `moment` is when it was opened, or is now."""

    severity: Severity
    target: TargetTeam
    reported_by: str
    moment: datetime
    is_bug: bool | None = None
    zone: str = "UTC"
    deadline_at: datetime | None = None
    deadline_assumed: bool = False
    reference: str | None = None
    completeness: int | None = None
