"""A notice on its way out: to whom, in which form, and what became of it.

waiting ── claimed ──► sending ──► sent
   ▲                     │ ├─ put off: nothing left us, or Slack said it did nothing ──► waiting, later
   │                     │ ├─ no answer, or we died ──► unclear ── looked for: found ──► sent
   │                     │ │                                     └── not found ──► sent anew
   └── tried again ── parked ◄── refused for good
                      dropped: superseded, expired, nothing left to say, or the escalation was closed
"""

from datetime import timedelta
from enum import IntEnum, StrEnum

from pydantic import AwareDatetime

from escalation.drafts import MessageRef
from escalation.facts import Issue
from escalation.kinds import ChannelId, EscalationId, LetterId, Severity, UserId, WorkspaceId
from escalation.notices import Notice
from escalation.record import Record, Value

MESSAGE_EVENT = "escalation_notice"
"""The `event_type` in the metadata of every message we post."""


class Form(StrEnum):
    """What a letter looks like, and with that where it goes."""

    CARD = "card"  # a message of its own in a channel; its thread is the escalation's
    BRIEF = "brief"  # in the card's thread
    LINE = "line"  # in the card's thread
    EDIT = "edit"  # the card itself, drawn again from the row when it goes out
    FOLD = "fold"  # another message of ours, replaced by what it has become
    DIRECT = "direct"  # a person's direct messages
    LONE = "lone"  # a message in a channel that belongs to no escalation
    PAGE = "page"  # a call to whoever is on duty, outside Slack
    NOTE = "note"  # on a ticket, in the product that has it
    ISSUE = "issue"  # in a project tracker: a new one, or a link to one that is there
    REPLY = "reply"  # on a ticket, to the customer: only what a person approved


EDITING = (Form.EDIT, Form.FOLD)
"""Slack limits changing a message apart from posting one."""

IN_PRODUCTS = frozenset({Form.NOTE, Form.ISSUE, Form.REPLY})
"""What is written into the company's other tools."""

ELSEWHERE = IN_PRODUCTS | {Form.PAGE}
"""What goes to another product than Slack: its limits are none of Slack's, and it waits for no card."""


class LetterState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNCLEAR = "unclear"
    PARKED = "parked"
    DROPPED = "dropped"


PAGE_LANE = "page:"
NOTE_LANE = "note:"
ISSUE_LANE = "issue:"
REPLY_LANE = "reply:"
LANES_ELSEWHERE = (PAGE_LANE, NOTE_LANE, ISSUE_LANE, REPLY_LANE)
"""How lanes begin that are none of Slack's: a pause of Slack's does not hold them."""

UNSETTLED = (LetterState.WAITING, LetterState.SENDING, LetterState.UNCLEAR)


class Rank(IntEnum):
    """Who goes first in a busy channel: Critical, then briefs, answers to people, reminders, digests."""

    CRITICAL = 0
    BRIEF = 1
    ANSWER = 2
    REMINDER = 3
    DIGEST = 4


class Letter(Record):
    """One message to be. `key` is unique in the workspace: the same fact told twice is one letter.

    `lane` is the channel it goes to, or the person whose direct messages it goes to: what is paced together. A page's
    is its team's own, a note's its product's.
    `edits` is the message in that lane which a FOLD replaces.
    """

    id: LetterId
    key: str
    workspace: WorkspaceId
    form: Form
    lane: ChannelId | UserId
    notice: Notice
    escalation: EscalationId | None = None
    rank: Rank = Rank.ANSWER
    edits: str | None = None


class Place(Value):
    """Where a letter goes, as known when it is claimed. `edits` is what it replaces. Outside Slack it has none."""

    channel: ChannelId | None = None
    person: UserId | None = None
    thread: str | None = None
    edits: str | None = None


class Claim(Value):
    """A letter that is ours to send until the lease ends. `owner`, `tries` and `turn` fence the settling.

    `tries` counts towards giving up, this one included; `turn` counts every claim, those that Slack's own limits undid
    too. `look_first` says that an earlier try may have arrived; `since` is when the first began, in machine seconds.
    """

    letter: Letter
    place: Place
    owner: str
    tries: int
    turn: int = 0
    look_first: bool = False
    since: float = 0.0


class IssueRef(MessageRef):
    """Where a letter to a tracker arrived: the issue that is there now."""

    issue: Issue


class Sent(Value):
    ref: MessageRef


class PutOff(Value):
    """Nothing left us, and nothing was refused: it does not count towards giving up.

    `is_limit`: Slack's limit was met in one channel, which waits as a whole. Met in a second one soon after, it is the
    workspace's; `holds_workspace` says that Slack asked all of it to wait. Else the letter waits alone.
    """

    reason: str
    after: timedelta
    holds_workspace: bool = False
    is_limit: bool = False


class Uncertain(Value):
    """It may have arrived; look again `after`. A look that could not be made does not count as a try."""

    reason: str
    after: timedelta
    counts: bool = True


NOT_UNIQUE = "not_unique"
"""The code of a note whose ticket's number several tools have."""


class Parked(Value):
    """`told` is what another product says of it: for whoever wanted it, and never logged."""

    reason: str
    code: str = ""
    told: str = ""

    @property
    def why(self) -> str:
        """For whoever wanted it: with what the product says."""
        return f"{self.reason}. It says: {self.told}" if self.told else self.reason


class Dropped(Value):
    """Nothing left us, and nothing has to: what it would have told is settled."""

    reason: str


Outcome = Sent | PutOff | Uncertain | Parked | Dropped


class LetterStatus(Record):
    """What became of a letter written at `since`, for people who ask: `escalate letters`, App Home, tests."""

    letter: Letter
    state: LetterState
    tries: int = 0
    ref: MessageRef | None = None
    reason: str | None = None
    since: AwareDatetime | None = None


def rank_of(form: Form, severity: Severity | None, *, reminds: bool = False) -> Rank:
    """Critical first, whatever it is; then the brief and its card; then answers; then what we ask ourselves."""
    if severity is Severity.CRITICAL:
        return Rank.CRITICAL
    if form in {Form.CARD, Form.BRIEF}:
        return Rank.BRIEF
    return Rank.REMINDER if reminds else Rank.ANSWER
