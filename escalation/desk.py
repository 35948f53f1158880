"""Everything that can be done to an escalation. Each method loads, decides, saves and tells, in one transaction.

The desk is synchronous; what it tells leaves as letters, by `delivery.py`.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from escalation import audience, completing, promises, rights, triage
from escalation.audience import Post
from escalation.errors import NotAllowed, NotFound
from escalation.letters import Claim, Form, Letter, LetterState, Parked, Sent, rank_of
from escalation.models import (
    ClockKind,
    Draft,
    DraftId,
    Escalation,
    EscalationId,
    Event,
    LetterId,
    Person,
    SetUp,
    Severity,
    Status,
    TargetTeam,
    UserId,
    WorkspaceId,
    label,
)
from escalation.notices import (
    BriefContinued,
    CouldNotDeliver,
    Due,
    EscalationOpened,
    Standing,
    TestBrief,
    escalation_of,
)
from escalation.policy import Policy, is_id
from escalation.ports import DRAFT_LIFE, KeptDraft, Store, Transaction
from escalation.rights import Viewer

GUESTS = "Guests and people of other companies can't escalate. Please ask a full member of your workspace."


class EscalationDesk:
    """`policies` gives a workspace's policy as the file has it, channels by id; Set up is laid under it here."""

    def __init__(
        self,
        *,
        store: Store,
        policies: Callable[[WorkspaceId], Policy],
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._store = store
        self._policies = policies
        self.now = now
        self._new_id = new_id

    # --- drafts

    def new_draft(self) -> DraftId:
        return DraftId(self._new_id())

    def keep_draft(self, workspace: WorkspaceId, kept: KeptDraft) -> None:
        """Keeps what was typed so far. A draft that has become an escalation stays as it was."""
        with self._store.begin(workspace) as tx:
            if not self._was_opened(tx, kept.id):
                tx.keep_draft(kept)

    def draft(self, id: DraftId, *, by: UserId, workspace: WorkspaceId) -> KeptDraft:
        """Raises `NotFound` when it is older than a day, or somebody else's."""
        with self._store.read(workspace) as tx:
            return self._theirs(tx, id, by)

    def latest_draft(self, *, by: UserId, workspace: WorkspaceId) -> KeptDraft | None:
        with self._store.read(workspace) as tx:
            return tx.latest_draft(by, since=self.now() - DRAFT_LIFE)

    def forget_draft(self, id: DraftId, *, by: UserId, workspace: WorkspaceId) -> None:
        with self._store.begin(workspace) as tx:
            if self._theirs(tx, id, by).opened is None:
                tx.forget_draft(id)

    def _theirs(self, tx: Transaction, id: DraftId, by: UserId) -> KeptDraft:
        kept = tx.draft(id)
        if kept.by != by or kept.kept_at < self.now() - DRAFT_LIFE:
            raise NotFound("This draft is older than a day and is gone. Please start again.")
        return kept

    def _was_opened(self, tx: Transaction, id: DraftId) -> bool:
        try:
            return tx.draft(id).opened is not None
        except NotFound:
            return False

    # --- opening

    def open(self, id: DraftId, draft: Draft, *, by: Person, workspace: WorkspaceId) -> Escalation:
        """The draft becomes an escalation; the same draft again gives the same one back.

        Raises `NotAllowed` for guests and strangers, `NotFound` when the draft is gone.
        """
        if not by.may_take_part:
            raise NotAllowed(GUESTS)
        with self._store.begin(workspace) as tx:
            kept = self._theirs(tx, id, by.id)
            if kept.opened is not None:
                return tx.load(kept.opened)
            policy = self._policy(tx)
            escalation = self._opened(tx, kept, draft, by=by, policy=policy)
            due = self._promised(escalation, policy)
            tx.add(escalation)
            tx.record(escalation.id, self._event("opened", by=by.id, after={"severity": escalation.severity}))
            for clock in promises.clocks(escalation, due):
                tx.set_clock(clock)
            notice = self._notice(escalation, due, policy)
            self._tell(tx, audience.hears_opened(notice, policy, installer=tx.set_up().installer))
            tx.keep_draft(kept.model_copy(update={"opened": escalation.id}))
        return escalation

    def _opened(self, tx: Transaction, kept: KeptDraft, draft: Draft, *, by: Person, policy: Policy) -> Escalation:
        whole = completing.complete(draft)
        concluded = triage.triage(whole)
        shown = kept.triage or concluded
        severity, target = draft.severity or shown.severity.value, draft.target or shown.target.value
        zone, now = by.zone or policy.office.zone or "UTC", self.now()
        channel = policy.channel_for(target)
        return Escalation(
            id=tx.next_number(),
            workspace=tx.workspace,
            draft=whole,
            triage=shown.model_copy(update={"gaps": completing.gaps_of(whole, target=target, is_bug=concluded.is_bug)}),
            severity=severity,
            target=target,
            reporter=by.id,
            reporter_name=by.name,
            zone=zone,
            opened_at=now,
            channel=channel,
            deadline_at=whole.deadline_at or promises.deadline(severity, target, policy, now=now, zone=zone),
            deadline_assumed=whole.deadline_at is None,
        )

    def _notice(self, escalation: Escalation, due: Due, policy: Policy) -> EscalationOpened:
        group, person = audience.called(escalation.severity, escalation.target, policy)
        return EscalationOpened(escalation=escalation, due=due, calls_group=group, calls_person=person)

    def _promised(self, escalation: Escalation, policy: Policy) -> Due:
        return promises.promised(
            escalation.severity, escalation.target, policy, now=escalation.opened_at, zone=escalation.zone
        )

    # --- looking

    def show(self, id: EscalationId, *, workspace: WorkspaceId) -> Standing:
        """How it stands now. Raises `NotFound`."""
        with self._store.read(workspace) as tx:
            return self._standing(tx, id)

    def show_to(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> tuple[Standing, bool]:
        """How it stands, and whether they may see all of it or its state only.

        Raises `NotFound` for what is not there and for what is not theirs, in the same words.
        """
        gone = NotFound(f"There is no {label(id)} that you can see here.")
        with self._store.read(workspace) as tx:
            try:
                standing = self._standing(tx, id)
            except NotFound:
                raise gone from None
            if self._may_see(tx, standing.escalation, viewer):
                return standing, True
            if standing.escalation.reporter == viewer.person.id and viewer.person.may_take_part:
                return standing, False
            raise gone

    def list_for(self, viewer: Viewer, *, workspace: WorkspaceId) -> Sequence[Escalation]:
        """What is open and theirs to see, newest first, at most twenty. Raises `NotAllowed` for guests."""
        if not viewer.person.may_take_part:
            raise NotAllowed(GUESTS)
        with self._store.read(workspace) as tx:
            found = tx.newest(statuses=[Status.OPEN, Status.ACKNOWLEDGED], limit=1000)
            return [one for one in found if self._may_see(tx, one, viewer)][:20]

    def _may_see(self, tx: Transaction, escalation: Escalation, viewer: Viewer) -> bool:
        policy, person = self._policy(tx), viewer.person
        leading = person.is_admin or person.id in rights.leads(tx.set_up(), policy)
        seen_by = viewer.model_copy(update={"is_lead": leading})
        return rights.may_see(escalation, seen_by, security_lead=policy.team(TargetTeam.SECURITY).lead)

    def by_letter(self, claim: Claim) -> Standing | None:
        """How the escalation of a letter stands, for the one who carries it."""
        number = claim.letter.escalation
        return self.show(number, workspace=claim.letter.workspace) if number is not None else None

    def _standing(self, tx: Transaction, id: EscalationId) -> Standing:
        escalation, clocks = tx.load(id), tx.clocks(id)
        internal, customer = clocks.get(ClockKind.INTERNAL), clocks.get(ClockKind.CUSTOMER)
        asked_at = internal.due_at if internal else None
        is_open = escalation.status is Status.OPEN
        due = Due(
            acknowledge_by=asked_at if is_open else None,
            news_by=None if is_open else asked_at,
            remind_at=customer.due_at if customer else None,
        )
        return Standing(escalation=escalation, due=due, card=tx.card(id))

    def policy(self, workspace: WorkspaceId) -> Policy:
        with self._store.read(workspace) as tx:
            return self._policy(tx)

    def _policy(self, tx: Transaction) -> Policy:
        return self._policies(tx.workspace).for_workspace(tx.workspace, tx.set_up())

    # --- letters that arrived, or did not

    def arrived(self, claim: Claim, sent: Sent, *, parts: int) -> bool:
        """A letter was delivered. The rest of a long brief is written once its first part stands."""
        with self._store.begin(claim.letter.workspace) as tx:
            if not tx.settle(claim, sent):
                return False
            notice = claim.letter.notice
            if parts > 1 and isinstance(notice, EscalationOpened):
                self._tell(tx, _rest(notice, claim.letter, parts))
            return True

    def parked(self, claim: Claim, parked: Parked) -> bool:
        """A letter was refused for good. A card goes to the fallback, and its reporter is told; the rest waits."""
        with self._store.begin(claim.letter.workspace) as tx:
            if not tx.settle(claim, parked):
                return False
            notice = claim.letter.notice
            if claim.letter.form is Form.CARD and isinstance(notice, EscalationOpened):
                self._fall_back(tx, tx.load(notice.escalation.id), claim.letter, parked.reason)
            return True

    def _fall_back(self, tx: Transaction, escalation: Escalation, card: Letter, reason: str) -> None:
        policy = self._policy(tx)
        attempt = len([one for one in tx.letters(escalation.id) if one.letter.form is Form.CARD])
        place = _fallback(escalation, policy, failed=card.lane)
        notice = CouldNotDeliver(escalation=escalation, channel=card.lane, reason=reason, went_to=place or "")
        tx.record(escalation.id, self._event("not delivered", before={"channel": card.lane}, after={"channel": place}))
        if place:
            moved = escalation.model_copy(update={"channel": place if is_id(place) else None})
            tx.save(moved)
            opened = self._notice(moved, self._standing(tx, escalation.id).due, policy)
            self._tell(tx, [_card_to(place, opened, attempt + 1)])
        self._tell(tx, audience.hears_failure(notice, attempt=attempt, installer=tx.set_up().installer))

    def try_again(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> Escalation:
        """Sends the card anew to where its team is reached now.

        Raises `NotAllowed` when it stands already, or is not theirs to send.
        """
        with self._store.begin(workspace) as tx:
            escalation = tx.load(id)
            by = viewer.person.id
            if by != escalation.reporter and not self._may_see(tx, escalation, viewer):
                raise NotFound(f"There is no {label(id)} that you can see here.")
            if _is_posted_or_on_its_way(tx, id):
                raise NotAllowed(f"{escalation.label} has been posted, or is on its way.")
            self._send_card(tx, escalation, by=by)
            return escalation

    def _send_card(self, tx: Transaction, escalation: Escalation, *, by: UserId) -> None:
        policy = self._policy(tx)
        moved = escalation.model_copy(update={"channel": policy.channel_for(escalation.target)})
        tx.save(moved)
        tx.record(escalation.id, self._event("sent again", by=by, after={"channel": moved.channel}))
        attempt = len([one for one in tx.letters(escalation.id) if one.letter.form is Form.CARD]) + 1
        notice = self._notice(moved, self._standing(tx, escalation.id).due, policy)
        self._tell(tx, audience.card_and_brief(notice, policy, attempt=attempt))

    # --- set up

    def set_up(self, workspace: WorkspaceId) -> SetUp:
        with self._store.read(workspace) as tx:
            return tx.set_up()

    def choose(self, chosen: SetUp, *, by: Person, workspace: WorkspaceId) -> int:
        """Keeps what a lead chose, and sends escalations that waited for a channel. Returns how many those were.

        Raises `NotAllowed` for anyone but admins and leads.
        """
        with self._store.begin(workspace) as tx:
            before = tx.set_up()
            require_lead(by, before, self._policy(tx))
            installer, zone = before.installer or by.id, before.zone or by.zone
            after = chosen.model_copy(update={"installer": installer, "zone": zone})
            tx.keep_set_up(after)
            change = {"before": before.model_dump(mode="json"), "after": after.model_dump(mode="json")}
            tx.record_set_up(self._event("set up", by=by.id, **change))
            return self._send_waiting(tx, by=by.id)

    def _send_waiting(self, tx: Transaction, *, by: UserId) -> int:
        policy = self._policy(tx)
        waiting = [one for one in tx.newest(statuses=[Status.OPEN], limit=100) if one.channel is None]
        reachable = [one for one in waiting if policy.channel_for(one.target)]
        for escalation in reversed(reachable):
            self._send_card(tx, escalation, by=by)
        return len(reachable)

    def send_test_brief(self, team: TargetTeam, *, by: Person, workspace: WorkspaceId) -> str:
        """Puts a test brief on its way and returns the channel. Raises `NotAllowed`: no channel, or not a lead."""
        with self._store.begin(workspace) as tx:
            require_lead(by, tx.set_up(), self._policy(tx))
            channel = self._policy(tx).channel_for(team)
            if channel is None:
                raise NotAllowed(f"{team} has no channel yet. Choose one and save first.")
            notice = TestBrief(team=team, by=by.id)
            self._tell(tx, [Post(key=f"test:{self._new_id()}", form=Form.LONE, lane=channel, notice=notice)])
            return channel

    # --- for all of them

    def _tell(self, tx: Transaction, posts: Iterable[Post]) -> None:
        for post in posts:
            tx.write(self._letter(tx.workspace, post))

    def _letter(self, workspace: WorkspaceId, post: Post) -> Letter:
        return Letter(
            id=LetterId(self._new_id()),
            key=post.key,
            workspace=workspace,
            form=post.form,
            lane=post.lane,
            notice=post.notice,
            escalation=escalation_of(post.notice),
            rank=rank_of(post.form, _severity(post)),
        )

    def _event(self, kind: str, *, by: UserId | None = None, **changes: dict[str, object]) -> Event:
        return Event(kind=kind, at=self.now(), by=by, **changes)


def require_lead(person: Person, set_up: SetUp, policy: Policy) -> None:
    """Set up is for leads; workspace admins count as leads. Raises `NotAllowed`."""
    if person.is_admin or person.id in rights.leads(set_up, policy):
        return
    raise NotAllowed("Set up is for workspace admins, and for the leads they name there. Please ask one of them.")


def _severity(post: Post) -> Severity | None:
    return None if isinstance(post.notice, TestBrief) else post.notice.escalation.severity


def _fallback(escalation: Escalation, policy: Policy, *, failed: str) -> str | None:
    """The lead for Security, and never a channel; for the others the fallback, unless that is what failed."""
    place = policy.team(TargetTeam.SECURITY).lead if escalation.is_secret else policy.fallback
    return place if place != failed else None


def _card_to(place: str, notice: EscalationOpened, attempt: int) -> Post:
    return Post(key=f"card:{notice.escalation.id}:{attempt}", form=Form.CARD, lane=place, notice=notice)


def _rest(notice: EscalationOpened, first: Letter, parts: int) -> Iterable[Post]:
    for part in range(2, parts + 1):
        more = BriefContinued(escalation=notice.escalation, part=part, due=notice.due)
        yield Post(key=f"brief:{notice.escalation.id}:{part}", form=Form.LINE, lane=first.lane, notice=more)


def _is_posted_or_on_its_way(tx: Transaction, id: EscalationId) -> bool:
    return any(one.letter.form is Form.CARD and one.state is not LetterState.PARKED for one in tx.letters(id))
