"""What happened, told as a fact and stored as one. How it looks is decided when it goes out, in `blocks/`.

A notice carries the escalation as it was: the brief people approved is the brief that is posted.
"""

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, TypeAdapter

from escalation.models import ClockKind, Escalation, EscalationId, GroupId, MessageRef, Record, TargetTeam, UserId


class Due(Record):
    """When each promise is next due, as told to people at that moment.

    The reporter is reminded at `remind_at`; the customer was promised word by `customer_by`.
    """

    acknowledge_by: AwareDatetime | None = None
    news_by: AwareDatetime | None = None
    remind_at: AwareDatetime | None = None
    customer_by: AwareDatetime | None = None


class Standing(Record):
    """How an escalation stands at a moment, and where its card is."""

    escalation: Escalation
    due: Due = Due()
    card: MessageRef | None = None


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
    """A lead tried out one team's channel in Set up."""

    __test__ = False
    kind: Literal["test brief"] = "test brief"
    team: TargetTeam
    by: UserId


class ContactAsked(Record):
    """A member of support was named to keep the customer informed, and is asked."""

    kind: Literal["contact asked"] = "contact asked"
    escalation: Escalation
    due: Due = Due()


class ReminderDue(Record):
    """A clock asks. `late_since` is when we were down, where the moment passed then."""

    kind: Literal["reminder due"] = "reminder due"
    escalation: Escalation
    clock: ClockKind
    due_at: AwareDatetime
    late_since: AwareDatetime | None = None


Notice = Annotated[
    EscalationOpened | BriefContinued | CouldNotDeliver | NoChannelYet | TestBrief | ContactAsked | ReminderDue,
    Field(discriminator="kind"),
]
NOTICE: TypeAdapter[Notice] = TypeAdapter(Notice)


def escalation_of(notice: Notice) -> EscalationId | None:
    """The escalation a notice is about; a test brief is about none."""
    return None if isinstance(notice, TestBrief) else notice.escalation.id
