"""What follows when a letter arrived, and when it did not: the fallback, the reporter told, trying again."""

from collections.abc import Iterable

from escalation import audience
from escalation.audience import Post
from escalation.deskwork import is_left_behind, require_open
from escalation.errors import NotAllowed, NotFound
from escalation.folding import left_to_ask
from escalation.kinds import ClockKind, EscalationId, TargetTeam, WorkspaceId, label
from escalation.letters import IN_PRODUCTS, Claim, Dropped, Form, Letter, LetterState, Parked, Sent
from escalation.models import Escalation
from escalation.noted import Noted
from escalation.notices import (
    BriefContinued,
    CouldNotDeliver,
    Deed,
    Done,
    DraftOffered,
    EscalationOpened,
    Joined,
    MorningList,
    MovedAway,
    Paged,
    PatternFound,
    ReminderDue,
    ReplyApproved,
    TestBrief,
)
from escalation.people import Person
from escalation.policy import Policy, is_id
from escalation.ports import Transaction
from escalation.replied import WITH_SECURITY, Replied
from escalation.rights import Viewer

LOST = "card lost"
ON_CARD = (Form.BRIEF, Form.LINE, Form.EDIT)
CARD_IS_GONE = ("thread_lost", "message_not_found", "not_private")
"""Slack's words, and our messenger's, for a card that somebody deleted, or that more people can read than may."""


class Arriving(Noted, Replied):
    """Settles letters, and does what their end asks for."""

    def arrived(self, claim: Claim, sent: Sent, *, parts: int) -> bool:
        """A letter was delivered. The rest of a long brief is written once its first part stands."""
        with self._store.begin(claim.letter.workspace) as tx:
            if not tx.settle(claim, sent):
                return False
            letter = claim.letter
            if letter.escalation is None:
                self._draw_list_late(tx, letter, sent.ref)
            elif letter.form is Form.PAGE:
                self._tell_paged(tx, tx.load(letter.escalation), claim)
            elif isinstance(letter.notice, ReplyApproved) and letter.form is Form.REPLY:
                self._replied(tx, tx.load(letter.escalation), letter.notice)
            elif letter.form in IN_PRODUCTS:
                self._taken_in(tx, tx.load(letter.escalation), letter, sent)
            else:
                self._go_on(tx, tx.load(letter.escalation), letter, sent, parts=parts)
            return True

    def _go_on(self, tx: Transaction, escalation: Escalation, letter: Letter, sent: Sent, *, parts: int) -> None:
        """What the arrival of a message asks for next."""
        notice = letter.notice
        escalation = self._placed(tx, escalation, letter, sent)
        self._draw_brief_late(tx, escalation, letter, sent.ref)
        if _is_gone(letter, escalation):
            self._stub(tx, escalation, letter, sent)
        elif isinstance(notice, ReminderDue):
            self._fold_late(tx, escalation, letter)
        elif isinstance(notice, PatternFound):
            self._draw_pattern_late(tx, escalation, notice)
        elif isinstance(notice, Done | Joined):
            self._draw_ending_late(tx, escalation, letter, sent.ref)
            self._draw_join_again(tx, escalation, letter, sent.ref)
        elif isinstance(notice, EscalationOpened) and letter.form is Form.CARD:
            if not escalation.is_closed:
                self._tell(tx, audience.hears_arrived(notice, letter.lane))
        elif isinstance(notice, EscalationOpened) and parts > 1 and not is_left_behind(letter, escalation):
            self._tell(tx, _rest(notice, letter, parts))

    def _placed(self, tx: Transaction, escalation: Escalation, letter: Letter, sent: Sent) -> Escalation:
        """A channel that was known by its name only is known by its id, once a card stands there.

        Rights ask who is in it, and nobody is in a name.
        """
        channel = escalation.channel
        if letter.form is not Form.CARD or channel is None or is_id(channel) or letter.lane != channel:
            return escalation
        placed = escalation.model_copy(update={"channel": sent.ref.channel})
        tx.save(placed)
        return placed

    def _stub(self, tx: Transaction, escalation: Escalation, letter: Letter, sent: Sent) -> None:
        """It was on its way when the escalation went to another team: nothing of it stays to be read or pressed."""
        deeds = [one.letter.notice for one in tx.letters(escalation.id) if isinstance(one.letter.notice, Done)]
        by = next((one.by_name for one in reversed(deeds) if one.deed is Deed.HANDED_OVER), "")
        stub = MovedAway(escalation=escalation, by_name=by, to=escalation.target)
        self._replace(tx, sent.ref, f"stub:{escalation.id}:{letter.id}", stub)

    def parked(self, claim: Claim, parked: Parked) -> bool:
        """A letter was refused for good. A card goes to the fallback, and its reporter is told; the rest waits."""
        with self._store.begin(claim.letter.workspace) as tx:
            if not tx.settle(claim, parked):
                return False
            letter, notice = claim.letter, claim.letter.notice
            if isinstance(notice, MorningList):
                return True  # each of it is asked about aloud at its own moment
            if isinstance(notice, DraftOffered):
                return True  # the ticket still has its tag
            if isinstance(notice, TestBrief):
                if letter.form is Form.LONE:
                    failed = notice.model_copy(update={"channel": letter.lane, "reason": parked.reason})
                    self._tell(tx, [Post(key=f"failed:{letter.id}", form=Form.DIRECT, lane=notice.by, notice=failed)])
                return True
            escalation = tx.load(notice.escalation.id)
            if not is_left_behind(letter, escalation):
                self._make_do(tx, escalation, claim, parked)
            return True

    def dropped(self, claim: Claim, dropped: Dropped) -> bool:
        """A letter had nothing to say any more. A customer's question that went with the team's is put anew."""
        with self._store.begin(claim.letter.workspace) as tx:
            letter = claim.letter
            left = left_to_ask(tx.letters(letter.escalation), letter) if letter.escalation else None
            if not tx.settle(claim, dropped):
                return False
            if letter.escalation and letter.form is Form.LINE and left and ClockKind.CUSTOMER in left:
                escalation = tx.load(letter.escalation)
                if not escalation.is_closed:
                    self._ask_customer_anew(tx, escalation)
            if isinstance(letter.notice, ReplyApproved) and letter.form is Form.REPLY:
                self._not_replied(tx, tx.load(letter.notice.escalation.id), letter, letter.notice, WITH_SECURITY)
            elif letter.escalation and letter.form in IN_PRODUCTS:
                self._has_it_not(tx, tx.load(letter.escalation), letter)
            return True

    def _make_do(self, tx: Transaction, escalation: Escalation, claim: Claim, parked: Parked) -> None:
        """Without what was refused: a card goes elsewhere, a call is made by people, a lost thread is told of."""
        letter = claim.letter
        if letter.form is Form.PAGE:
            self._tell_paged(tx, escalation, claim, reason=parked.reason)
        elif isinstance(letter.notice, ReplyApproved) and letter.form is Form.REPLY:
            self._not_replied(tx, escalation, letter, letter.notice, parked.why, parked.code)
        elif letter.form in IN_PRODUCTS:
            self._not_taken_in(tx, escalation, letter, parked)
        elif letter.form is Form.CARD:
            self._fall_back(tx, escalation, letter, parked.reason)
        elif letter.form in ON_CARD and parked.code in CARD_IS_GONE:
            self._lose_card(tx, escalation, claim, parked.reason)

    def _tell_paged(self, tx: Transaction, escalation: Escalation, claim: Claim, *, reason: str = "") -> None:
        """What became of a call. Where it did not get through, people have to make it.

        Of a call to the team it was taken from, while it was being made, the new one is told nothing.
        """
        if is_left_behind(claim.letter, escalation):
            return
        team = self._policy(tx).team(escalation.target)
        tx.record(escalation.id, self._event("not paged" if reason else "paged"))
        how = {"page": team.page, "lead": team.lead} if reason else {}
        told = Paged(escalation=escalation, reason=reason, **how)
        self._tell(tx, audience.hears_paged(told, self._policy(tx), call=claim))

    def _lose_card(self, tx: Transaction, escalation: Escalation, claim: Claim, reason: str) -> None:
        """The card was deleted, or all can read it: its thread is no place. The reporter hears of it once, and may
        send it anew."""
        gone = claim.place.thread or claim.place.edits
        tx.record(escalation.id, self._event(LOST, before={"card": gone}))
        notice = CouldNotDeliver(escalation=escalation, channel=claim.letter.lane, reason=reason)
        attempt = _cards(tx, escalation.id)
        self._tell(tx, audience.hears_failure(notice, self._policy(tx), attempt=attempt, installer=None))

    def _fall_back(self, tx: Transaction, escalation: Escalation, card: Letter, reason: str) -> None:
        policy = self._policy(tx)
        attempt = _cards(tx, escalation.id)
        place = _fallback(escalation, policy, failed=card.lane)
        notice = CouldNotDeliver(escalation=escalation, channel=card.lane, reason=reason, went_to=place or "")
        tx.record(escalation.id, self._event("not delivered", before={"channel": card.lane}, after={"channel": place}))
        if place:
            moved = escalation.model_copy(update={"channel": place if is_id(place) else None})
            tx.save(moved)
            opened = self._notice(moved, self._standing(tx, escalation.id).due, policy)
            self._tell(tx, [_card_to(place, opened, attempt + 1)])
        self._tell(tx, audience.hears_failure(notice, policy, attempt=attempt, installer=tx.set_up().installer))

    def try_again(self, id: EscalationId, viewer: Viewer, *, workspace: WorkspaceId) -> Escalation:
        """Sends the card anew to where its team is reached now.

        Raises `NotAllowed` when it stands already, was closed, or is not theirs to send.
        """
        with self._store.begin(workspace) as tx:
            escalation = tx.load(id)
            if viewer.person.id != escalation.reporter and not self._may_see(tx, escalation, viewer):
                raise NotFound(f"There is no {label(id)} that you can see here.")
            if _is_posted_or_on_its_way(tx, id):
                raise NotAllowed(f"{escalation.label} has been posted, or is on its way.")
            require_open(escalation)
            self._send_card(tx, escalation, by=viewer.person)
            return escalation

    def _send_card(self, tx: Transaction, escalation: Escalation, *, by: Person) -> None:
        """Where it went for want of a better place, only a stub stays."""
        policy = self._policy(tx)
        if card := tx.card(escalation.id):
            key = f"stub:{escalation.id}:{card.channel}:{card.ts}:{len(tx.trail(escalation.id))}"
            self._replace(tx, card, key, MovedAway(escalation=escalation, by_name=by.name, to=escalation.target))
        moved = escalation.model_copy(update={"channel": policy.channel_for(escalation.target, escalation.triage.area)})
        tx.save(moved)
        tx.record(escalation.id, self._event("sent again", by=by.id, after={"channel": moved.channel}))
        notice = self._notice(moved, self._standing(tx, escalation.id).due, policy)
        attempt, again = _cards(tx, escalation.id) + 1, not _brief_waits(tx, escalation.id)
        self._tell(tx, audience.card_and_brief(notice, policy, attempt=attempt, again=again))


def _is_gone(letter: Letter, escalation: Escalation) -> bool:
    """Left behind where somebody could still read or press it. The reporter may keep what they were told before."""
    if not is_left_behind(letter, escalation) or (letter.form is Form.DIRECT and letter.lane == escalation.reporter):
        return False
    return escalation.is_secret or letter.form in {Form.CARD, Form.EDIT}


def _fallback(escalation: Escalation, policy: Policy, *, failed: str) -> str | None:
    """The lead for Security, and never a channel; for the others the fallback, unless that is what failed."""
    place = policy.team(TargetTeam.SECURITY).lead if escalation.is_secret else policy.fallback
    return place if place != failed else None


def _card_to(place: str, notice: EscalationOpened, attempt: int) -> Post:
    return Post(key=f"card:{notice.escalation.id}:{attempt}", form=Form.CARD, lane=place, notice=notice)


def _rest(notice: EscalationOpened, first: Letter, parts: int) -> Iterable[Post]:
    for part in range(2, parts + 1):
        more = BriefContinued(escalation=notice.escalation, part=part, due=notice.due)
        yield Post(key=f"{first.key}:{part}", form=Form.LINE, lane=first.lane, notice=more)


def _cards(tx: Transaction, id: EscalationId) -> int:
    return len([one for one in tx.letters(id) if one.letter.form is Form.CARD])


def _brief_waits(tx: Transaction, id: EscalationId) -> bool:
    """A brief that has gone nowhere yet follows the next card; one that has stays where it is."""
    return any(one.letter.form is Form.BRIEF and one.state is LetterState.WAITING for one in tx.letters(id))


def _is_posted_or_on_its_way(tx: Transaction, id: EscalationId) -> bool:
    lost = {event.before.get("card") for event in tx.trail(id) if event.kind == LOST}
    cards = [one for one in tx.letters(id) if one.letter.form is Form.CARD and one.state is not LetterState.PARKED]
    return any(one.ref is None or one.ref.ts not in lost for one in cards)
