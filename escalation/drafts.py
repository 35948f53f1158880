"""What we were told so far, and what is concluded from it.

    Draft       what we were told so far           Suggestion  what we conclude, with reasons
    Triage      all suggestions about one draft    Gap         what a brief needs and we were not told

Text is as a person typed it, never markup.
"""

from collections.abc import Mapping

from pydantic import AwareDatetime, Field

from escalation.kinds import ChannelId, Depth, Frequency, Growth, Severity, TargetTeam, UserId, Wanted
from escalation.record import Record


class MessageRef(Record):
    """A message that stands in Slack."""

    channel: ChannelId
    ts: str


class QuotedMessage(Record):
    """A colleague's message that came along with the draft."""

    author: str
    text: str
    ts: str
    author_id: UserId | None = None


class Source(Record):
    """The conversation a draft was started from by the message shortcut, or that its text links to."""

    channel: ChannelId
    channel_name: str = ""
    permalink: str = ""
    is_private: bool = False
    is_linked: bool = False
    messages: tuple[QuotedMessage, ...] = ()
    author: UserId | None = None


class FileRef(Record):
    """A screenshot or log that the reporter put in; it stays where Slack keeps it."""

    id: str
    name: str = ""
    permalink: str = ""


class Draft(Record):
    """What we were told so far. Every field may be empty; nothing here is a conclusion of ours.

    The first group is read from the text by `intake.read` and may be corrected in the modal; the second is only ever
    typed. `details` has one long text per team, so that switching the team loses nothing.
    """

    text: str = ""
    headline: str = ""
    issue: str = ""
    customers: tuple[str, ...] = ()
    segment: str | None = None
    affected_count: int | None = None
    started: str | None = None
    frequency: Frequency | None = None
    error: str | None = None
    environment: str | None = None
    workaround: str | None = None
    tried: tuple[str, ...] = ()
    revenue: str | None = None
    arr: int | None = Field(default=None, description="Yearly revenue of the named customer, in whole currency units.")
    deadline: str | None = None
    links: tuple[str, ...] = ()
    ticket: str | None = None
    why_now: str | None = Field(default=None, description="What makes it more than support's usual work.")
    growth: Growth | None = None
    depth: Depth | None = None
    waiting_since: str | None = Field(default=None, description="Since when the customer waits for us.")
    until_critical: str | None = Field(default=None, description="How long it can go on before it is critical.")
    reference: str | None = Field(default=None, description="Whether it is a reference customer.")
    key_contact: str | None = Field(default=None, description="Who decides or asks on the customer's side.")
    customer_date: str | None = Field(default=None, description="The date the customer named, beside the ask's own.")
    wanted: Wanted | None = None
    past_l2: str | None = Field(default=None, description="Why it goes past senior support.")

    customer_unknown: bool = False
    severity: Severity | None = None
    target: TargetTeam | None = None
    needed: str | None = None
    deadline_at: AwareDatetime | None = None
    details: Mapping[TargetTeam, str] = {}
    workflow_impact: str | None = None
    affected: str | None = None
    queue_time: str | None = None
    last_update: str | None = None
    expectation: str | None = None
    risk: str | None = None
    threads: str | None = None
    documents: str | None = None
    contact: UserId | None = None
    contact_name: str = ""
    source: Source | None = None
    quotes: tuple[QuotedMessage, ...] = ()
    files: tuple[FileRef, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Nothing was said; choices alone say nothing."""
        return self.model_copy(update={"severity": None, "target": None, "customer_unknown": False}) == Draft()


class Reason(Record):
    """Why a rule spoke: `words` of the text it stood on (empty when it stood on none), and the sentence's rest.

    Shown as: "returns 500" is a fault on our side. `by_policy`: it is the company's own rule, and is named as that.
    """

    rule: str
    because: str
    words: str = ""
    by_policy: bool = False


class SeveritySuggestion(Record):
    value: Severity
    reasons: tuple[Reason, ...]
    assumed: bool = False
    runner_up: Severity | None = None


class TargetSuggestion(Record):
    value: TargetTeam
    reasons: tuple[Reason, ...]
    assumed: bool = False
    runner_up: TargetTeam | None = None


class Signals(Record):
    """What the text is about, as claims that stand on words of it. Each key of `words` is a claim that holds."""

    words: Mapping[str, str] = {}

    def has(self, *claims: str) -> bool:
        return any(claim in self.words for claim in claims)


class Gap(Record):
    """Something a brief needs and we were not told. `field` is a field of Draft, and of the modal."""

    field: str
    name: str
    question: str
    weight: int = 1


class Triage(Record):
    """What we conclude from a draft, each part with its reasons. `area` is one of the policy's, by name."""

    warrants: bool
    warrants_because: tuple[Reason, ...]
    severity: SeveritySuggestion
    target: TargetSuggestion
    is_bug: bool | None
    signals: Signals = Signals()
    gaps: tuple[Gap, ...] = ()
    area: str | None = None
