"""An escalation: a draft the desk has opened, its promises, and its trail.

Moments are aware datetimes in UTC. Text is as a person typed it, never markup.
"""

from collections.abc import Mapping

from pydantic import AwareDatetime, Field

from escalation.drafts import Draft, Triage
from escalation.facts import Evidence, Issue
from escalation.kinds import (
    ChannelId,
    ClockKind,
    DraftId,
    EscalationId,
    Move,
    PatternKind,
    Severity,
    Status,
    TargetTeam,
    UserId,
    Verdict,
    WorkspaceId,
    label,
)
from escalation.record import Record


class News(Record):
    """Something said about an escalation: what, when, and by whom."""

    text: str
    at: AwareDatetime
    by: UserId
    by_name: str = ""


class Decision(Record):
    """What a decide or approve ask was answered with. `until` is the moment at which one put off is asked for again."""

    verdict: Verdict
    text: str
    at: AwareDatetime
    by: UserId
    by_name: str = ""
    conditions: str = ""
    until: AwareDatetime | None = None

    def as_news(self, text: str) -> News:
        """`text`, said by whoever decided, when they did."""
        return News(text=text, at=self.at, by=self.by, by_name=self.by_name)


class Merged(Record):
    """What a duplicate brought into the one it goes on in, so that it can be taken out again."""

    into: EscalationId
    customers: tuple[str, ...] = ()
    count: int | None = None
    arr: int | None = None
    revenue: str | None = None
    segment: str | None = None


class Earlier(Record):
    """An escalation of the same customer, as it stood when a later one was opened."""

    id: EscalationId
    opened_at: AwareDatetime
    severity: Severity
    target: TargetTeam
    headline: str = ""
    outcome: str = ""


class Contact(Record):
    """Who keeps the customers informed that came along when they joined, and what they had reported.

    `told_at` is when those customers last heard from us: their promise counts from then.
    """

    person: UserId
    name: str = ""
    customers: tuple[str, ...] = ()
    report: str = ""
    ticket: str | None = None
    joined_at: AwareDatetime
    told_at: AwareDatetime | None = None

    @property
    def waits_since(self) -> AwareDatetime:
        return self.told_at or self.joined_at


class Added(Record):
    """A join as it can be taken back: what it `brought`, and what that `changed` here.

    `number` is its place in the trail, `draft` what whoever joined had typed, `refs` what other products call it.
    """

    number: int
    draft: DraftId
    by: UserId
    by_name: str
    contact: Contact
    brought: Draft
    changed: Merged
    refs: tuple[str, ...] = ()
    was_unknown: bool = False
    taken_out_by: str = ""

    @property
    def at(self) -> AwareDatetime:
        return self.contact.joined_at

    @property
    def about(self) -> str:
        return ", ".join(self.contact.customers) or self.brought.segment or "One more customer"

    @property
    def leans(self) -> bool:
        """Whether it counts otherwise without those that came before it."""
        had, took = self.brought, self.changed
        is_whole = (had.customers, had.segment, had.revenue) == (took.customers, took.segment, took.revenue)
        return not (is_whole and had.customers)


class Pattern(Record):
    """What an escalation makes with earlier ones, and whether a person says that it `is_one`; None while asked."""

    kind: PatternKind
    because: str
    escalations: tuple[EscalationId, ...]
    customers: tuple[str, ...] = ()
    is_one: bool | None = None
    by_name: str = ""


class Escalation(Record):
    """A draft the desk has opened. Its place in Slack is known to its letters, its deadlines to its clocks."""

    id: EscalationId
    workspace: WorkspaceId
    draft: Draft
    outside: Draft | None = Field(default=None, description="Of Security's: the draft as it was when it went there.")
    triage: Triage
    severity: Severity
    target: TargetTeam
    reporter: UserId
    opened_at: AwareDatetime
    status: Status = Status.OPEN
    move: Move = Move.TEAM
    assignee: UserId | None = None
    assignee_name: str = ""
    acknowledged_at: AwareDatetime | None = None
    closed_at: AwareDatetime | None = None
    closed_by: UserId | None = None
    closed_by_name: str = ""
    chosen_by: str = Field(default="", description="Who last changed severity or team; empty: its reporter.")
    sent_severity: Severity | None = Field(default=None, description="As it was sent from the form.")
    sent_target: TargetTeam | None = Field(default=None, description="As it was sent from the form.")
    handled_before: bool = Field(default=False, description="It was handled in support first, and came back.")
    withdrawn: bool = False
    outcome: str = Field(default="", description="Why it was de-escalated, or the cause that was mended.")
    learning: str = ""
    watched_until: AwareDatetime | None = Field(
        default=None, description="It resolved itself, nobody knows why: when it is asked about again."
    )
    watched_by: UserId | None = None
    merged: Merged | None = Field(default=None, description="It was a duplicate, and goes on in another one.")
    joined: tuple[EscalationId, ...] = Field(default=(), description="Duplicates that go on here.")
    pattern: Pattern | None = Field(default=None, description="What it was proposed to be, once.")
    contacts: tuple[Contact, ...] = Field(default=(), description="Who joined it with customers of their own.")
    added: tuple[Added, ...] = Field(default=(), description="The latest joins, as they can be taken back.")
    news: News | None = None
    for_customer: News | None = Field(default=None, description="The only words of the team that drafts may use.")
    decision: Decision | None = None
    no_changes: int = Field(default=0, description="No-change answers in a row.")
    unanswered: int = Field(default=0, description="Reminders to the team since it last spoke.")
    told_at: AwareDatetime | None = Field(default=None, description="When the customer last heard from us.")
    answered_at: AwareDatetime | None = Field(default=None, description="When the customer last wrote on the ticket.")
    confirmed_at: AwareDatetime | None = Field(
        default=None, description="Since when a resolved one counts as confirmed by its customer."
    )
    is_silent: bool = Field(default=False, description="It counts as confirmed because they said nothing against it.")
    evidence: Evidence | None = Field(default=None, description="What other products know of it.")
    earlier: tuple[Earlier, ...] = Field(default=(), description="What its customers brought us before.")
    files_bugs: bool = Field(default=False, description="When it was opened, a tracker could be written to.")
    issues: tuple[Issue, ...] = Field(default=(), description="Filed or linked in a tracker, by people here.")
    noted_in: str = Field(default="", description="The tool that takes notes on its ticket; empty: none does.")
    ticket_noted_at: AwareDatetime | None = Field(
        default=None, description="When its ticket's tool took the note with the outcome."
    )
    channel: ChannelId | None = None
    deadline_at: AwareDatetime | None = None
    deadline_assumed: bool = False
    reporter_name: str = ""
    zone: str = "UTC"

    @property
    def label(self) -> str:
        return label(self.id)

    @property
    def keeper(self) -> UserId:
        """Who keeps the customer informed. Of a Security escalation nobody else is to know."""
        return self.reporter if self.is_secret else self.draft.contact or self.reporter

    @property
    def keeper_name(self) -> str:
        """Who keeps the customer informed, as everybody may read it."""
        if self.is_secret:
            return "Security"
        if self.keeper != self.reporter:
            return self.draft.contact_name or "Their contact in support"
        return self.reporter_name or "Support"

    @property
    def for_others(self) -> Draft:
        """What another team may be given of it: of Security's, what was known before, and nothing written inside."""
        if not self.is_secret:
            return self.draft
        known = self.outside or self.draft.model_copy(update={"threads": None, "documents": None, "tried": ()})
        details = {team: text for team, text in known.details.items() if team is not TargetTeam.SECURITY}
        return known.model_copy(update={"details": details})

    @property
    def people(self) -> frozenset[UserId]:
        """Who is named in it: whoever has it, who reported it, who was made the contact."""
        joined = (one.person for one in self.contacts)
        return frozenset(one for one in (self.assignee, self.reporter, self.draft.contact, *joined) if one)

    @property
    def is_closed(self) -> bool:
        return self.status in {Status.DE_ESCALATED, Status.RESOLVED}

    @property
    def is_decided(self) -> bool:
        """A decision was asked for and made, not put off: the team owes no news on it."""
        return self.decision is not None and self.decision.verdict is not Verdict.LATER

    @property
    def customer_knows(self) -> bool:
        """The customer has heard from us that it is closed, and so have those who joined."""
        heard = (self.told_at, *(one.told_at for one in self.contacts))
        return self.closed_at is not None and all(at is not None and at >= self.closed_at for at in heard)

    @property
    def customer_waits(self) -> bool:
        """They were told that it is resolved, and have written since: their silence says nothing any more."""
        wrote = self.told_at is not None and self.answered_at is not None and self.answered_at > self.told_at
        return wrote and self.customer_knows and self.status is Status.RESOLVED and self.confirmed_at is None

    @property
    def customer_rests(self) -> bool:
        """They have heard that it is closed, and nobody owes them another word."""
        return self.customer_knows and not self.customer_waits

    @property
    def known(self) -> Evidence | None:
        """What other products know of it, with what was filed or linked there first."""
        if not self.issues:
            return self.evidence
        ours = {(one.source, one.id) for one in self.issues}
        known = self.evidence or Evidence(gathered_at=self.opened_at)
        others = (one for one in known.found if not (isinstance(one, Issue) and (one.source, one.id) in ours))
        return known.model_copy(update={"found": (*self.issues, *others)})

    @property
    def ticket_knows(self) -> bool:
        """The outcome stands on the ticket."""
        return (
            self.closed_at is not None and self.ticket_noted_at is not None and self.ticket_noted_at >= self.closed_at
        )

    @property
    def is_secret(self) -> bool:
        """Security escalations do not exist for anyone outside their channel."""
        return self.target is TargetTeam.SECURITY


class Clock(Record):
    """A promise with one next due moment. `anchor` is the fact it counts from, so that day cadences do not drift."""

    escalation: EscalationId
    kind: ClockKind
    due_at: AwareDatetime | None
    anchor: AwareDatetime
    round: int = 0
    missed_at: AwareDatetime | None = Field(
        default=None, description="It fell due while we were down, and then nobody worked: asked at the opening."
    )
    unmet_since: AwareDatetime | None = Field(
        default=None, description="When it first asked for what has not come yet. A new promise starts without it."
    )
    gathered_for: AwareDatetime | None = Field(
        default=None, description="The due moment that stood in somebody's list that morning: it is asked quietly."
    )

    def moved(self, due_at: AwareDatetime | None, *, round: int | None = None) -> "Clock":
        """With another due moment; what was missed is settled by that."""
        return self.model_copy(
            update={"due_at": due_at, "round": self.round if round is None else round, "missed_at": None}
        )


class Event(Record):
    """One line of the trail: who did what, and what it changed."""

    kind: str
    at: AwareDatetime
    by: UserId | None = None
    before: Mapping[str, object] = {}
    after: Mapping[str, object] = {}
