"""The words things are told apart by: ids, how bad, whose, how it stands. One word per thing, everywhere."""

from enum import StrEnum
from typing import NewType

WorkspaceId = NewType("WorkspaceId", str)
UserId = NewType("UserId", str)
ChannelId = NewType("ChannelId", str)
GroupId = NewType("GroupId", str)
DraftId = NewType("DraftId", str)
LetterId = NewType("LetterId", str)
EscalationId = NewType("EscalationId", int)
"""The 12 of ESC-12: numbered per workspace, so it is only a name together with its workspace."""


class Severity(StrEnum):
    """The seed's three, worst first."""

    CRITICAL = "Critical"
    HIGH = "High"
    MEDIUM = "Medium"


class TargetTeam(StrEnum):
    """The seed's five tiers above the first line."""

    L2_SUPPORT = "L2 Support"
    ENGINEERING = "Engineering"
    PRODUCT = "Product"
    SECURITY = "Security"
    LEADERSHIP = "Leadership"


class Status(StrEnum):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    DE_ESCALATED = "de-escalated"
    RESOLVED = "resolved"


class Move(StrEnum):
    """Whom an open escalation waits for; always exactly one."""

    TEAM = "team"
    REPORTER = "reporter"
    CUSTOMER = "customer"
    SOMEONE_ELSE = "someone else"


class ClockKind(StrEnum):
    """The promises: news from the team, word to the customer, an answer from the reporter; that Undo is offered.

    DECISION asks the next of those who may decide; WATCH whether what resolved itself has come back; MORNING is when
    somebody's list of what is due that day is written.
    """

    INTERNAL = "internal"
    CUSTOMER = "customer"
    QUESTION = "question"
    UNDO = "undo"
    DECISION = "decision"
    WATCH = "watch"
    MORNING = "morning"


class Frequency(StrEnum):
    ALWAYS = "always"
    INTERMITTENT = "intermittent"


class Growth(StrEnum):
    """Whether more and more have it."""

    GROWING = "growing"
    STEADY = "not growing"


class Depth(StrEnum):
    """How much it keeps those from their work who have it, worst first."""

    BLOCKED = "blocked"
    SLOWED = "slowed down"
    ANNOYED = "annoyed"


class Wanted(StrEnum):
    """What has to be there at the deadline."""

    UPDATE = "an update"
    SOLUTION = "a solution"


class Verdict(StrEnum):
    """What a decision says: of Product whether it is planned, of others whether they approve; or not yet."""

    APPROVED = "approved"
    DECLINED = "declined"
    PLANNED = "planned"
    NOT_PLANNED = "not planned"
    LATER = "later"


class EndReason(StrEnum):
    """Why something went back to support: the seed's four reasons, and two that keep the figures honest."""

    SOLVABLE = "Support can solve it"
    WORKAROUND = "Workaround found"
    ITSELF = "Resolved itself"
    LESS_SEVERE = "Less severe than thought"
    DUPLICATE = "Duplicate"
    OTHER_TEAM = "Not for this team"


class PatternKind(StrEnum):
    """The seed's three: many customers, back after it was fixed, growing worse for one."""

    MANY = "many customers"
    BACK = "came back"
    WORSE = "growing worse"


def label(id: EscalationId) -> str:
    """The name people use: ESC-12."""
    return f"ESC-{id}"


def at_most(text: str, length: int) -> str:
    """`text` in at most `length` letters, cut at a word where one ends near, with an ellipsis."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    word = cut.rfind(" ")
    return (cut[:word] if word > length * 2 // 3 else cut).rstrip(" ,.;:") + "…"
