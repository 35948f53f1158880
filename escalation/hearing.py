"""What other products tell of linked tickets and issues: said in the thread, and counted where it counts.

A public reply by support is word to the customer, as if the button had been pressed. What the customer wrote is not
copied: it stands on the ticket, and the line leads there. Of a Security escalation all of it stays in its channel.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from escalation import audience, cadence
from escalation.audience import Post
from escalation.deeds import Deeds
from escalation.deskwork import where_it_goes_on
from escalation.drafts import Draft
from escalation.happenings import Happened, Happening, Heard
from escalation.kinds import ClockKind, DraftId, Move, Status, UserId, WorkspaceId
from escalation.letters import Form
from escalation.models import Clock, Contact, Escalation, Event
from escalation.notices import Deed, DraftOffered, Overheard
from escalation.people import Person
from escalation.policy import Policy
from escalation.ports import KeptDraft, Transaction
from escalation.record import Value
from escalation.refs import as_kept, number_of, refs_of
from escalation.replied import is_our_reply
from escalation.rights import Viewer

IN_A_ROW = timedelta(hours=1)
"""A conversation is told of once in this time, however many words go back and forth in it."""

AT_ONCE = timedelta(minutes=1)
"""A customer's answer reopens a ticket by itself: one line says it."""

AFTER_THE_END = timedelta(days=30)
"""For how long a closed escalation hears of its ticket, where no open one is about it."""

WORDS = frozenset({Happened.SUPPORT_ANSWERED, Happened.CUSTOMER_ANSWERED})
ISSUE_STANDS = frozenset({Happened.ISSUE_CLOSED, Happened.ISSUE_REOPENED})
OF_TICKETS = frozenset(Happened) - ISSUE_STANDS


class Offer(Value):
    """What a tagged ticket says, and whose it is; nobody's where that person is not known in Slack."""

    draft: Draft
    title: str = ""
    to: UserId | None = None


class Linked(NamedTuple):
    """An escalation that something is about; `is_own` where it names the ticket itself, and not who joined it."""

    escalation: Escalation
    is_own: bool


class Hearing(Deeds):
    """Each delivery counts once, and all that follows from it is one transaction."""

    def hear(self, heard: Heard, *, offer: Offer | None = None, workspace: WorkspaceId) -> int:
        """How many escalations it was news to. `offer` is what is offered of a ticket that was tagged.

        Most of what a product tells is about nothing that was escalated: nothing is kept of that.
        """
        with self._store.read(workspace) as tx:
            if not any(_may_matter(tx, one, self.now()) for one in heard.happenings):
                return 0
        with self._store.begin(workspace) as tx:
            are_new = [tx.first_time(key) for key in heard.keys]  # all are kept, whichever is known
            if not all(are_new):
                return 0
            news = [self._hear(tx, one, offer) for one in heard.happenings]
            return sum(news)

    def goes_by_number(self, heard: Heard, *, workspace: WorkspaceId) -> bool:
        """Whether it takes the other products to say whose ticket it is: a number is all that was given, and no product
        takes its notes. For a Security escalation nobody else is asked."""
        with self._store.read(workspace) as tx:
            linked = ((told, one) for told in heard.happenings for one in _linked(tx, told))
            return any(_is_by_number(one, told) and not (one.noted_in or one.is_secret) for told, one in linked)

    def _hear(self, tx: Transaction, told: Happening, offer: Offer | None) -> int:
        """What a product's clock says is still to come has happened now."""
        happening = told.model_copy(update={"at": min(told.at, self.now())})
        if happening.what is Happened.TICKET_TAGGED:
            self._offer(tx, happening, offer or Offer(draft=Draft(ticket=happening.url or happening.ref)))
            return 0
        policy = self._policy(tx)
        return sum(self._concerns(tx, one, happening, policy) for one in _about(tx, happening, self.now()))

    def _concerns(self, tx: Transaction, linked: Linked, happening: Happening, policy: Policy) -> bool:
        escalation = linked.escalation
        if happening.at <= escalation.opened_at:
            return False
        if not linked.is_own and happening.what in WORDS:
            return self._said_by_one_of_several(tx, escalation, happening, policy)
        match happening.what:
            case Happened.SUPPORT_ANSWERED:
                return self._word_was_sent(tx, escalation, happening, policy)
            case Happened.CUSTOMER_ANSWERED:
                return self._customer_wrote(tx, escalation, happening, policy)
            case Happened.TICKET_REOPENED:
                wrote = escalation.answered_at
                is_said = wrote is not None and abs(happening.at - wrote) <= AT_ONCE
                return not is_said and self._say(tx, escalation, happening, policy, person=escalation.keeper)
            case _:
                return self._say(tx, escalation, happening, policy, person=escalation.assignee)

    # --- word to the customer

    def _word_was_sent(self, tx: Transaction, escalation: Escalation, happening: Happening, policy: Policy) -> bool:
        """The customer heard from us, and their clock starts from then.

        What was said before the end is no word of it, and once they know of it their ticket is support's own again.
        """
        if is_our_reply(tx, escalation.id, happening):
            return False
        if escalation.told_at and happening.at <= escalation.told_at:
            return False
        if escalation.closed_at and (happening.at < escalation.closed_at or escalation.customer_rests):
            return False
        changed = escalation.model_copy(update={"told_at": happening.at})
        if changed.customer_knows or not changed.is_closed:
            self._start_customer(tx, changed, policy, since=happening.at)
        self._tell_word(tx, escalation, changed, happening, policy)
        return True

    def _tell_word(
        self, tx: Transaction, escalation: Escalation, changed: Escalation, happening: Happening, policy: Policy
    ) -> None:
        if self._was_said_lately(tx, escalation, Deed.CUSTOMER_TOLD):
            tx.save(changed)
            self._draw_card_again(tx, changed, happening, policy)
        else:
            name = f"{happening.who or 'Support'} ({happening.product})"
            by = Viewer(person=Person(id=UserId(""), name=name))
            self._did(tx, Deed.CUSTOMER_TOLD, changed, by, seen=happening)

    def _customer_wrote(self, tx: Transaction, escalation: Escalation, happening: Happening, policy: Policy) -> bool:
        """Whose move it was is the team's again; who was told of a fix has not been silent."""
        newest = max((one for one in (escalation.told_at, escalation.answered_at) if one), default=None)
        if newest and happening.at <= newest:
            return False
        changed = self._has_written(tx, escalation, happening, policy)
        if changed.customer_waits and not escalation.customer_waits:
            self._start_answer(tx, changed, policy)
        tx.save(changed)
        if not (_is_over(escalation) or self._was_said_lately(tx, escalation, Happened.CUSTOMER_ANSWERED)):
            self._say(tx, changed, happening, policy, person=escalation.keeper)
        if changed.is_closed:
            self._draw_endings_again(tx, changed)
        self._plan_morning(tx, changed, policy)
        return True

    def _has_written(self, tx: Transaction, escalation: Escalation, happening: Happening, policy: Policy) -> Escalation:
        changes: dict[str, object] = {"answered_at": happening.at}
        if escalation.is_silent:
            changes |= {"confirmed_at": None, "is_silent": False}
        if escalation.move is Move.CUSTOMER and not escalation.is_closed:
            changes |= {"move": Move.TEAM}
            if escalation.status is Status.ACKNOWLEDGED:
                self._start_news(tx, escalation, policy)
            self._go_on_with_customer(tx, escalation, policy)
        return escalation.model_copy(update=changes)

    def _start_answer(self, tx: Transaction, escalation: Escalation, policy: Policy) -> None:
        """Silence would have been a yes by itself; an answer wants to be read, and answered, in the usual time."""
        hours, now = policy.support_hours(zone=escalation.zone), self.now()
        rules = policy.severities[escalation.severity]
        due = cadence.first_due(ClockKind.CUSTOMER, escalation.severity, rules, after=now, hours=hours)
        tx.set_clock(Clock(escalation=escalation.id, kind=ClockKind.CUSTOMER, due_at=due, anchor=now))

    def _said_by_one_of_several(
        self, tx: Transaction, escalation: Escalation, happening: Happening, policy: Policy
    ) -> bool:
        """The ticket is of a customer who came along: word to them is no word to the others."""
        if happening.what is Happened.SUPPORT_ANSWERED:
            return self._one_of_several_heard(tx, escalation, happening, policy)
        is_news = happening.what is Happened.CUSTOMER_ANSWERED and not escalation.is_closed
        if not is_news or self._was_said_lately(tx, escalation, Happened.CUSTOMER_ANSWERED):
            return False
        return self._say(tx, escalation, happening, policy, person=escalation.keeper)

    def _one_of_several_heard(
        self, tx: Transaction, escalation: Escalation, happening: Happening, policy: Policy
    ) -> bool:
        """Their own promise counts from then. What was said before the end is no word of it."""
        if escalation.closed_at and (happening.at < escalation.closed_at or escalation.customer_rests):
            return False
        contacts = tuple(_heard(one, happening) for one in escalation.contacts)
        if contacts == escalation.contacts:
            return False
        changed = escalation.model_copy(update={"contacts": contacts})
        if changed.customer_knows or not changed.is_closed:
            self._start_customer(tx, changed, policy, since=happening.at)
        self._tell_word(tx, escalation, changed, happening, policy)
        return True

    # --- saying it

    def _say(
        self, tx: Transaction, escalation: Escalation, happening: Happening, policy: Policy, *, person: UserId | None
    ) -> bool:
        """A line in the thread, and in the trail. How an issue stands is said once, until it stands otherwise."""
        trail = tx.trail(escalation.id)
        if happening.what in ISSUE_STANDS and _is_known(trail, happening):
            return False
        after = {"product": happening.product, "ref": happening.ref, "stands": happening.status}
        after["there_at"] = happening.at.isoformat()
        tx.record(escalation.id, self._event(happening.what.value, after=after))
        called = None if escalation.is_secret else person
        overheard = Overheard(escalation=escalation, happening=happening, person=called)
        key, lane = f"overheard:{escalation.id}:{len(trail) + 1}", audience.home(escalation, policy)
        self._tell(tx, [Post(key=key, form=Form.LINE, lane=lane, notice=overheard)])
        return True

    def _was_said_lately(self, tx: Transaction, escalation: Escalation, kind: str) -> bool:
        """An end in between makes it news again."""
        said = [event.at for event in tx.trail(escalation.id) if event.kind == kind]
        since = max(one for one in (self.now() - IN_A_ROW, escalation.closed_at) if one)
        return bool(said) and said[-1] > since

    def _draw_card_again(self, tx: Transaction, changed: Escalation, happening: Happening, policy: Policy) -> None:
        """Quietly: what a conversation goes on to say is no line of its own."""
        said = f"Asked, and {happening.who or 'support'} told the customer."
        self._fold(tx, changed, {ClockKind.CUSTOMER}, said)
        edit = audience.card_again(changed, policy, number=len(tx.trail(changed.id)))
        self._tell(tx, [edit.model_copy(update={"key": f"{edit.key}:{happening.at.timestamp():.6f}"})])
        self._plan_morning(tx, changed, policy)
        if changed.is_closed:
            self._draw_endings_again(tx, changed)

    # --- what may become one

    def _offer(self, tx: Transaction, ticket: Happening, offer: Offer) -> None:
        """In a direct message to whoever has the ticket; where they are not known, to who leads support. Once a day."""
        to = offer.to or self._policy(tx).support.lead or tx.set_up().installer
        if to is None or not tx.first_time(f"offer:{ticket.source}:{ticket.ref}"):
            return
        draft = KeptDraft(id=DraftId(self._new_id()), draft=offer.draft, by=to, kept_at=self.now())
        tx.keep_draft(draft)
        offered = DraftOffered(draft=draft.id, ticket=ticket, title=offer.title, is_theirs=offer.to is not None)
        self._tell(tx, [Post(key=f"offer:{draft.id}", form=Form.DIRECT, lane=to, notice=offered)])


def _heard(contact: Contact, happening: Happening) -> Contact:
    """Who joined with that ticket has told their customer, if that is newer than what was known."""
    names = {as_kept(ref) for ref in happening.refs}
    is_theirs = not names.isdisjoint(refs_of(Draft(ticket=contact.ticket)))
    return (
        contact.model_copy(update={"told_at": happening.at})
        if is_theirs and happening.at > contact.waits_since
        else contact
    )


def _is_known(trail: Sequence[Event], happening: Happening) -> bool:
    """Whether the thread says so already, or something newer of the same issue."""
    stood = (one for one in reversed(trail) if one.kind in ISSUE_STANDS and one.after.get("ref") == happening.ref)
    if (last := next(stood, None)) is None:
        return False
    return last.kind == happening.what or happening.at < datetime.fromisoformat(str(last.after["there_at"]))


def _is_over(escalation: Escalation) -> bool:
    """They have written since the end already, and nobody waits for their silence."""
    wrote, closed = escalation.answered_at, escalation.closed_at
    has_written = wrote is not None and closed is not None and wrote >= closed
    is_settled = escalation.status is Status.DE_ESCALATED or escalation.confirmed_at is not None
    return has_written and is_settled and not escalation.is_silent


def _may_matter(tx: Transaction, happening: Happening, now: datetime) -> bool:
    return happening.what is Happened.TICKET_TAGGED or bool(_about(tx, happening, now))


def _about(tx: Transaction, happening: Happening, now: datetime) -> Sequence[Linked]:
    """Those it is linked to: the open ones, else the one that was closed last, for a while."""
    about = [one for one in _linked(tx, happening) if not (one.withdrawn or _is_elsewhere(one, happening))]
    still_open = [one for one in about if not one.is_closed]
    lately = [one for one in about if one.closed_at and now - one.closed_at <= AFTER_THE_END]
    chosen = still_open or sorted(lately, key=lambda one: one.id)[-1:]
    names = {as_kept(ref) for ref in happening.refs}
    return [Linked(one, is_own=not names.isdisjoint(refs_of(one.draft))) for one in chosen]


def _linked(tx: Transaction, happening: Happening) -> Sequence[Escalation]:
    numbers = dict.fromkeys(number for ref in happening.refs for number in tx.with_ref(ref))
    return list({one.id: one for one in (where_it_goes_on(tx, number) for number in numbers)}.values())


def _is_elsewhere(escalation: Escalation, happening: Happening) -> bool:
    """A number may be a ticket's in two products. It is that one's whose address was given, which takes its notes, or
    which alone has it; else nobody's."""
    if _is_by_number(escalation, happening):
        return happening.source != escalation.noted_in if escalation.noted_in else happening.is_shared
    if happening.what not in OF_TICKETS or not happening.url:
        return False
    given = urlsplit(escalation.draft.ticket or "").hostname
    return given is not None and given != urlsplit(happening.url).hostname


def _is_by_number(escalation: Escalation, happening: Happening) -> bool:
    return happening.what in OF_TICKETS and number_of(escalation.draft) in happening.refs
