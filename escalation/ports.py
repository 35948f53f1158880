"""What the core needs from outside, as small Protocols in its own words. Whoever fits one need not inherit.

The store is synchronous and runs in threads; the messenger and the directory are asynchronous.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol, Self

from pydantic import AwareDatetime

from escalation.drafts import Draft, MessageRef, Reason, Triage
from escalation.facts import Evidence
from escalation.kinds import (
    ChannelId,
    ClockKind,
    DraftId,
    EscalationId,
    GroupId,
    LetterId,
    Status,
    TargetTeam,
    UserId,
    WorkspaceId,
)
from escalation.letters import Claim, Letter, LetterState, LetterStatus, Outcome
from escalation.models import Clock, Escalation, Event, News
from escalation.people import Channel, Person, SetUp
from escalation.record import Record, Value
from escalation.same import Alike

DRAFT_LIFE = timedelta(hours=24)
"""How long what someone typed is kept, from the first moment."""


LATE_CLOCK = timedelta(minutes=2)
"""How long after its moment a clock should have been asked about: the beat comes every second."""

LATE_LETTER = timedelta(minutes=10)
"""How long a letter may be on its way before people should know. Slack's longest pauses are shorter."""

LOOKED_BACK = 5_000
"""Numbers of a workspace, back from its newest, among which closed ones with the same words are looked for."""


class KeptDraft(Record):
    """A draft on the server. `opened` is the escalation it has become; `asked_gaps` that the gap view was shown.

    `asked_with` is the press it was shown for: that press, delivered again, is answered with it again. `triage` is
    what was suggested when the form was first shown, `expanded` that "Add detail" was pressed. `handled_at` is when it
    was handled in support instead, `is_past_gate` that escalating it anyway was chosen before. `same` are the open
    ones that it may repeat, `asked_same` that this was shown before posting, `same_with` the press it was shown for;
    `joined` that it went on in `opened`.

    `looked_in` are the other products that were asked when the form opened, `evidence` what they know so far. By key,
    `at_first` are its facts that came first, `ticks` those that somebody ticked or unticked.
    """

    id: DraftId
    draft: Draft
    by: UserId
    kept_at: datetime
    opened: EscalationId | None = None
    asked_gaps: bool = False
    asked_with: str = ""
    triage: Triage | None = None
    expanded: bool = False
    handled_at: datetime | None = None
    is_past_gate: bool = False
    looked_in: tuple[str, ...] = ()
    evidence: Evidence | None = None
    at_first: tuple[str, ...] = ()
    ticks: Mapping[str, bool] = {}
    same: tuple[Alike, ...] = ()
    asked_same: bool = False
    same_with: str = ""
    joined: bool = False


class Handled(Record):
    """A draft that was handled in support instead: who decided so, what it said, and what spoke for each side.

    `rule` is the one that suggested it.
    """

    draft_id: DraftId
    draft: Draft
    by: UserId
    by_name: str = ""
    at: AwareDatetime
    rule: str = ""
    handle: tuple[Reason, ...]
    escalate: tuple[Reason, ...] = ()


class DueClock(Value):
    """A clock whose moment has come, found across workspaces."""

    workspace: WorkspaceId
    escalation: EscalationId
    kind: ClockKind
    due_at: datetime


class Late(Value):
    """Promises that are overdue and unsent: clocks that nobody asked about, letters that could leave and have not."""

    clocks: int = 0
    letters: int = 0

    def __bool__(self) -> bool:
        return bool(self.clocks or self.letters)


class Figures(Value):
    """What the operator watches. Security escalations are counted like the others, and named nowhere.

    `letters` counts what is on its way or parked; what was sent or dropped has no end and is not counted.
    """

    open_escalations: int = 0
    letters: Mapping[LetterState, int] = {}
    overdue_clocks: int = 0
    oldest_waiting_seconds: float = 0.0
    late: Late = Late()


class Transaction(Protocol):
    """One unit of work on one workspace: every query under it is bound to that workspace.

    All `load…` and `draft` calls raise `NotFound`. Nothing is kept unless the block that opened it ends well.
    """

    @property
    def workspace(self) -> WorkspaceId: ...

    def keep_draft(self, kept: KeptDraft) -> None:
        """Adds it, or replaces the one with its id."""

    def draft(self, id: DraftId) -> KeptDraft:
        """The draft, locked for this transaction. Raises `NotFound` when it is gone or never was."""

    def latest_draft(self, by: UserId, *, since: datetime) -> KeptDraft | None:
        """The newest draft of theirs that was not opened, kept after `since`."""

    def forget_draft(self, id: DraftId) -> None: ...

    def next_number(self) -> EscalationId:
        """The next free number of this workspace, without gaps under concurrency."""

    def add(self, escalation: Escalation) -> None: ...

    def load(self, id: EscalationId) -> Escalation:
        """The escalation, locked for this transaction. Raises `NotFound`."""

    def save(self, escalation: Escalation) -> None: ...

    def newest(
        self, *, statuses: Sequence[Status], limit: int, before: EscalationId | None = None
    ) -> Sequence[Escalation]:
        """Newest first, paged by number."""

    def with_ref(self, ref: str) -> Sequence[EscalationId]:
        """Which are called that in another product, open and closed, newest first; Security's are among them."""

    def add_ref(self, id: EscalationId, ref: str) -> None:
        """From now on it is also found by this: an issue that was filed from it, a ticket that was found."""

    def drop_ref(self, id: EscalationId, ref: str) -> None:
        """From now on it is found by this no more: a name that was added, and that its own draft does not have."""

    def of_customer(self, name: str, *, since: datetime, limit: int) -> Sequence[Escalation]:
        """The newest of this customer opened from then on, under any way to write their name; none of Security's."""

    def alike(self, words: Sequence[str], *, limit: int, is_open: bool) -> Sequence[Escalation]:
        """Those with at least two of the words (of one word: that), newest first; none of Security's.

        Words are as `telling` gives them. `is_open` leaves out what is closed; else it is among the newest
        `LOOKED_BACK` numbers of the workspace. Best are few words: what it costs
        follows how many have them.
        """

    def record(self, id: EscalationId, event: Event) -> None:
        """Adds a line to the trail, which is never changed."""

    def trail(self, id: EscalationId) -> Sequence[Event]: ...

    def set_clock(self, clock: Clock) -> None:
        """Adds it, or replaces the one of its kind. A clock without a due moment rests."""

    def clocks(self, id: EscalationId) -> Mapping[ClockKind, Clock]: ...

    def clocks_of(self, ids: Collection[EscalationId]) -> Mapping[EscalationId, Mapping[ClockKind, Clock]]:
        """The clocks of a few hundred at once; those without any are left out."""

    def of_person(self, id: UserId) -> Sequence[Escalation]:
        """Open ones, and closed ones whose customer's clock runs, in which this person is named; newest first."""

    def last_rounds(self) -> Sequence[Escalation]:
        """Closed ones whose customer's clock still runs, newest first."""

    def write(self, letter: Letter) -> bool:
        """Puts a letter on its way; False when its key was there already, and nothing happened."""

    def drop(self, id: EscalationId, *, keys: Sequence[str], reason: str) -> int:
        """Drops waiting letters of an escalation by key. Returns how many."""

    def card(self, id: EscalationId) -> MessageRef | None:
        """Where the escalation's newest delivered card stands."""

    def by_message(self, ref: MessageRef) -> EscalationId | None:
        """The escalation whose letter stands there."""

    def letters(self, id: EscalationId | None = None, *, state: LetterState | None = None) -> Sequence[LetterStatus]:
        """In the order written; of one escalation, or of the whole workspace."""

    def undelivered(self) -> Sequence[LetterStatus]:
        """Those parked and those on their way, in the order written."""

    def keyed(self, keys: Collection[str]) -> Mapping[str, LetterStatus]:
        """The letters with these keys, those that there are."""

    def retry(self, id: LetterId) -> bool:
        """A parked letter waits again. False when it was not parked."""

    def settle(self, claim: Claim, outcome: Outcome) -> bool:
        """What became of a claimed letter. False when the claim is no longer ours: then do nothing more."""

    def record_handled(self, handled: Handled) -> None:
        """Adds a decision to the record, which is never changed."""

    def handled_since(self, since: datetime, *, limit: int) -> Sequence[Handled]:
        """What was handled in support from then on, newest first."""

    def set_up(self) -> SetUp: ...

    def keep_set_up(self, chosen: SetUp) -> None: ...

    def set_up_trail(self) -> Sequence[Event]: ...

    def record_set_up(self, event: Event) -> None: ...

    def first_time(self, key: str) -> bool:
        """True once a key, for a day: a payload that Slack delivers again is known."""

    def person(self, id: UserId) -> Person | None: ...

    def keep_person(self, person: Person) -> None: ...


class Store(Protocol):
    """What we remember. Each verb that names no workspace looks at all, or at the one that this process serves."""

    def serving(self, workspace: WorkspaceId) -> Self:
        """The same store for whoever serves this workspace only: nothing of another is claimed, asked or counted.

        Another's process may use the same database, and its letters are not to leave by our hand.
        """

    def begin(self, workspace: WorkspaceId) -> AbstractContextManager[Transaction]:
        """One transaction, kept when the block ends well and undone when it raises. Writers exclude each other."""

    def read(self, workspace: WorkspaceId) -> AbstractContextManager[Transaction]:
        """The same view for reading only; writing through it is an error."""

    def workspaces(self) -> Sequence[WorkspaceId]:
        """Those that something was ever opened or set up in, by name."""

    def due_clocks(self, now: datetime, *, limit: int) -> Sequence[DueClock]:
        """Clocks whose moment is at or before `now`, oldest first, over all workspaces."""

    def claim_letters(self, *, owner: str, limit: int, lease: timedelta) -> Sequence[Claim]:
        """At most one letter from each of at most `limit` free lanes, Critical first, leased to `owner`.

        A letter waits behind earlier unsettled letters of its escalation in its lane, and behind its escalation's
        card; letters into a thread wait until there is a card. One that was being sent when its lease ended comes
        back with `look_first`. Committed before this returns: nothing has left us until then.
        """

    def undelivered_in(self) -> Sequence[WorkspaceId]:
        """The workspaces with letters that have not arrived."""

    def lease_left(self, claim: Claim) -> timedelta:
        """How long a letter is still ours to send; nothing once its lease has ended or another has taken it over."""

    def next_letter_in(self) -> float | None:
        """Seconds until a letter can next be claimed, 0 when now, None when none waits."""

    def prune(self, now: datetime) -> None:
        """Forgets drafts after a day, deduplication keys after a day, letters 30 days after the last of an escalation.

        While it is open all are kept, as they may have to be found. Cards are kept for good: their thread is the
        escalation's. Parked letters wait for someone to look.
        """

    def fill_in(self, limit: int) -> int:
        """Makes up to so many escalations of an earlier version findable. Returns how many there were."""

    def mark_restored(self) -> None:
        """After a backup was put back: nothing is said twice, and no number is given twice.

        What is on its way, and what is written in the next day, is looked for in Slack from the last moment that the
        backup knows, before it is sent. Numbers that may have been given since are left out.
        """

    def figures(self, now: datetime) -> Figures: ...

    def late(self, now: datetime) -> Late:
        """What `LATE_CLOCK` and `LATE_LETTER` have passed for. What it costs follows what is due, not what is open."""

    def check(self) -> None:
        """Raises `StorageError` when the database cannot be reached, or its schema is not what this code needs."""

    def close(self) -> None: ...


class Messenger(Protocol):
    """Carries letters to people."""

    async def deliver(self, claim: Claim) -> MessageRef:
        """Raises `TryAgain` (nothing left us), `Unclear` (it may have arrived) or `GiveUp`."""

    async def find(self, claim: Claim) -> MessageRef | None:
        """Looks for what may have arrived, by the letter's id. Raises `TryAgain` when it cannot look now."""

    def parts(self, claim: Claim) -> int:
        """How many messages the letter's fact needs; more than one only for a long brief."""


class Directory(Protocol):
    """Who and what is in the workspace. Answers come from a cache where they can.

    Every method answers None where Slack cannot be asked: that costs the feature only.
    """

    async def person(self, workspace: WorkspaceId, id: UserId) -> Person | None: ...

    async def channel(self, workspace: WorkspaceId, id: str) -> Channel | None:
        """By id, or by name with or without #."""

    async def members(self, workspace: WorkspaceId, channel: ChannelId) -> frozenset[UserId] | None: ...

    async def said_in_thread(
        self, workspace: WorkspaceId, card: MessageRef, *, since: datetime
    ) -> Sequence[News] | None:
        """What people, not apps, wrote below a card after `since`, oldest first."""

    async def group_members(self, workspace: WorkspaceId, group: GroupId) -> frozenset[UserId] | None: ...


class TeamReach(Record):
    """Whether a team can be reached, for a lead's eyes."""

    team: TargetTeam
    channel: str | None
    problem: str | None = None
