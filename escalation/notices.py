"""What happened, told as a fact and stored as one. How it looks is decided when it goes out, in `blocks/`.

A notice carries the escalation as it was: the brief people approved is the brief that is posted.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from escalation.drafts import MessageRef
from escalation.facts import Evidence
from escalation.happenings import Happening
from escalation.kinds import ClockKind, DraftId, EscalationId, GroupId, Severity, TargetTeam, UserId
from escalation.models import Contact, Escalation, News
from escalation.record import Record


class Due(Record):
    """When each promise is next due, as told to people at that moment.

    The reporter is reminded at `remind_at`, or reads of it in their list that morning, at `listed_at`; the customer
    was promised word by `customer_by`, and `customer_is_late` when that has passed. What the team was first asked for
    at `unmet_since` has not come. Where it cannot wait and nobody may be at work, `page` is how to wake someone,
    empty where no way is named; `is_paged` that whoever is on duty is called by us.
    """

    acknowledge_by: AwareDatetime | None = None
    news_by: AwareDatetime | None = None
    remind_at: AwareDatetime | None = None
    listed_at: AwareDatetime | None = None
    customer_by: AwareDatetime | None = None
    unmet_since: AwareDatetime | None = None
    customer_is_late: bool = False
    page: str | None = None
    is_paged: bool = False


class Standing(Record):
    """How an escalation stands at a moment, and where its card is."""

    escalation: Escalation
    due: Due = Due()
    card: MessageRef | None = None


class Owed(Record):
    """What one person owes: news or a decision on an escalation, or word to its customer. `by` may have passed."""

    escalation: Escalation
    clock: ClockKind
    by: AwareDatetime
    is_overdue: bool = False
    card: MessageRef | None = None


class Morning(Record):
    """What waits for one person at a moment, the oldest first; `total` counts those too that are not shown."""

    items: tuple[Owed, ...] = ()
    total: int = 0


class EscalationOpened(Record):
    kind: Literal["opened"] = "opened"
    escalation: Escalation
    due: Due = Due()
    calls_group: GroupId | None = None
    calls_person: UserId | None = None


class BriefContinued(Record):
    """Part `part` of a brief that is longer than one message."""

    kind: Literal["brief continued"] = "brief continued"
    escalation: Escalation
    part: int
    due: Due = Due()


class CouldNotDeliver(Record):
    """A card did not reach its channel. `went_to` is where it goes instead, empty when nowhere."""

    kind: Literal["could not deliver"] = "could not deliver"
    escalation: Escalation
    channel: str
    reason: str
    went_to: str = ""


class NoChannelYet(Record):
    """Nobody has set up a channel: the brief goes to its reporter and to the person who installed us."""

    kind: Literal["no channel yet"] = "no channel yet"
    escalation: Escalation
    due: Due = Due()


class TestBrief(Record):
    """A lead tried out one team's channel in Set up. `reason` says why it did not reach `channel`."""

    __test__ = False
    kind: Literal["test brief"] = "test brief"
    team: TargetTeam
    by: UserId
    channel: str = ""
    reason: str = ""


class ContactAsked(Record):
    """A member of support was named to keep the customer informed, and is asked."""

    kind: Literal["contact asked"] = "contact asked"
    escalation: Escalation
    due: Due = Due()


class Joined(Record):
    """Someone joined an open one with their customers, instead of escalating the same again.

    Until `undo_by` they can take back the `join` of that number.
    """

    kind: Literal["joined"] = "joined"
    escalation: Escalation
    contact: Contact
    due: Due = Due()
    join: int | None = None
    undo_by: AwareDatetime | None = None


class TakenOut(Record):
    """A join was taken back: whoever had joined hears it, and has their `draft` again, where it is still there."""

    kind: Literal["taken out"] = "taken out"
    escalation: Escalation
    about: str
    by: UserId
    by_name: str
    draft: DraftId | None = None


class PatternFound(Record):
    """It may be a pattern: a person is asked. `raises_to` is one step up, where there is one."""

    kind: Literal["pattern found"] = "pattern found"
    escalation: Escalation
    raises_to: Severity | None = None


class ReminderDue(Record):
    """A clock asks, for the `round`th time. `people` and `group` are mentioned, the one whose move it is first.

    `is_overdue` says that a promise is broken; `late` that we were down when it was due; `wrote` that the team has
    said something in the thread, which may be the news. `said` is what came of the question it was asked with. Those
    `told` have read of it in their list that morning: they are named, and not called.
    """

    kind: Literal["reminder due"] = "reminder due"
    escalation: Escalation
    clock: ClockKind
    due_at: AwareDatetime
    round: int = 1
    due: Due = Due()
    people: tuple[UserId, ...] = ()
    group: GroupId | None = None
    next_at: AwareDatetime | None = None
    is_overdue: bool = False
    late: bool = False
    with_customer: bool = False
    page: str | None = None
    wrote: News | None = None
    said: str = ""
    told: tuple[UserId, ...] = ()


class Paged(Record):
    """Whoever is on duty is called outside Slack, and then told of in the thread.

    `reason` says why the call did not get through; then `page` is how people may make it, and `lead` is mentioned.
    """

    kind: Literal["paged"] = "paged"
    escalation: Escalation
    reason: str = ""
    page: str | None = None
    lead: UserId | None = None


class NoteKind(StrEnum):
    """What a note on a ticket tells."""

    OPENED = "opened"
    SEVERITY = "severity changed"
    UPDATED = "updated"
    ENDED = "ended"
    REASON = "reason given"
    AGAIN = "taken up again"


class TicketNote(Record):
    """A note for support's colleagues on the ticket, in the tool that has it. Customers cannot see it.

    `source` is the tool, by its name in the policy. `reason` says why it was not taken: then people are told, and
    `is_unsure` that it is to be said first whose ticket it is.
    """

    kind: Literal["ticket note"] = "ticket note"
    escalation: Escalation
    source: str
    about: NoteKind
    at: AwareDatetime
    by_name: str = ""
    text: str = ""
    before: str = ""
    reason: str = ""
    is_unsure: bool = False


class IssueWanted(Record):
    """Someone files a bug in a tracker, or links the issue `existing`. `place` is its project, team or repository.

    `reason` says why that could not be done: then whoever wanted it is told.
    """

    kind: Literal["issue wanted"] = "issue wanted"
    escalation: Escalation
    source: str
    place: str = ""
    title: str = ""
    text: str = ""
    existing: str = ""
    by: UserId
    by_name: str
    at: AwareDatetime
    reason: str = ""


class ReplyApproved(Record):
    """A person approved exactly this text, for the customer on this ticket to read.

    `source` is the tool that has the ticket, by its name in the policy. `reason` says why the text has not gone out:
    then people are told. `may_be_there` says that nobody could find out whether it has.
    """

    kind: Literal["reply approved"] = "reply approved"
    escalation: Escalation
    source: str
    ticket: str
    text: str
    by: UserId
    by_name: str
    at: AwareDatetime
    reason: str = ""
    may_be_there: bool = False


class Gathered(Record):
    """What other products know of it, and which could not be asked."""

    kind: Literal["gathered"] = "gathered"
    escalation: Escalation
    evidence: Evidence


class Overheard(Record):
    """Something happened to a linked ticket or issue in another product. `person` is mentioned."""

    kind: Literal["overheard"] = "overheard"
    escalation: Escalation
    happening: Happening
    person: UserId | None = None


class DraftOffered(Record):
    """A ticket was tagged in its product to be escalated, and `draft` is what it says.

    `is_theirs` says that it is offered to the one who has the ticket, and not to who leads support for want of them.
    """

    kind: Literal["draft offered"] = "draft offered"
    draft: DraftId
    ticket: Happening
    title: str = ""
    is_theirs: bool = False


class MorningList(Record):
    """What a person owes by the end of their day, where that is counted in days. What it is, the rows say.

    Its day is from `begins_at` to `ends_at`. It is `overtaken` by the next one.
    """

    kind: Literal["morning list"] = "morning list"
    person: UserId
    day: date
    begins_at: AwareDatetime
    ends_at: AwareDatetime
    overtaken: bool = False


class Deed(StrEnum):
    """What people do to an escalation once it is open."""

    ACKNOWLEDGED = "acknowledged"
    TAKEN_BACK = "taken back"
    TAKEN_OVER = "taken over"
    UPDATED = "updated"
    NO_CHANGE = "no change"
    DECIDED = "decided"
    DECIDED_LATER = "decided later"
    SNOOZED = "snoozed"
    SEVERITY = "severity changed"
    REASSIGNED = "reassigned"
    HANDED_OVER = "handed to another team"
    EDITED = "brief edited"
    EVIDENCE = "evidence added"
    CUSTOMER_TOLD = "customer told"
    CONFIRMED = "customer confirmed"
    DE_ESCALATED = "de-escalated"
    UNDONE = "undone"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"
    REASON = "reason given"
    ADDED = "customer joined"
    TAKEN_OUT = "customer taken out"
    PATTERN = "pattern confirmed"
    NO_PATTERN = "no pattern"
    JOINED = "duplicate joined"
    PARTED = "duplicate parted"
    FILED = "bug filed"
    LINKED = "issue linked"


class Done(Record):
    """Someone did something to an escalation. It is as it was after that; `note` is what they wrote.

    `group` and `person` are mentioned: the team when it became more severe, whoever has it after an undo. `answers`
    says that the reminders it is about are settled by it. Until `undo_by` it can be taken back with one press; a
    `join` by its number. `is_direct` says of a message drawn again that it stands in someone's direct messages, outside
    the thread. Word to the customer that was sent from here stands `sent_on` a ticket, in the tool `sent_in`.
    """

    kind: Literal["done"] = "done"
    escalation: Escalation
    deed: Deed
    by: UserId
    by_name: str
    at: AwareDatetime
    due: Due = Due()
    note: str = ""
    before: str = ""
    lead: UserId | None = None
    group: GroupId | None = None
    person: UserId | None = None
    answers: bool = True
    undo_by: AwareDatetime | None = None
    join: int | None = None
    is_direct: bool = False
    sent_on: str = ""
    sent_in: str = ""


class CardChanged(Record):
    """The card no longer says what is so. It is drawn again from the row when it goes out."""

    kind: Literal["card changed"] = "card changed"
    escalation: Escalation


class BriefChanged(Record):
    """The brief was edited: its messages are drawn again, part by part."""

    kind: Literal["brief changed"] = "brief changed"
    escalation: Escalation
    part: int


class ReminderFolded(Record):
    """A reminder was answered or overtaken: it becomes one line without buttons."""

    kind: Literal["reminder folded"] = "reminder folded"
    escalation: Escalation
    said: str


class MovedAway(Record):
    """The card's stub, where an escalation went to another team."""

    kind: Literal["moved away"] = "moved away"
    escalation: Escalation
    by_name: str
    to: TargetTeam


ALONE = TestBrief | MorningList | DraftOffered
"""Notices that are about no escalation."""

Notice = Annotated[
    EscalationOpened
    | BriefContinued
    | CouldNotDeliver
    | NoChannelYet
    | TestBrief
    | ContactAsked
    | Joined
    | TakenOut
    | PatternFound
    | ReminderDue
    | Paged
    | TicketNote
    | IssueWanted
    | ReplyApproved
    | Gathered
    | Overheard
    | DraftOffered
    | MorningList
    | Done
    | CardChanged
    | BriefChanged
    | ReminderFolded
    | MovedAway,
    Field(discriminator="kind"),
]


def escalation_of(notice: Notice) -> EscalationId | None:
    """The escalation a notice is about; a test brief, a morning's list and what is offered are about none."""
    return None if isinstance(notice, ALONE) else notice.escalation.id
