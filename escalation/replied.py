"""What follows when a customer got the reply that a person approved, and when they did not."""

from datetime import timedelta

from escalation import audience
from escalation.audience import Post
from escalation.deeds import Deeds
from escalation.happenings import Happening
from escalation.kinds import EscalationId
from escalation.letters import Claim, Form, Letter, LetterState, LetterStatus, Outcome, Uncertain
from escalation.models import Escalation
from escalation.notices import Deed, ReplyApproved
from escalation.people import Person
from escalation.ports import Transaction
from escalation.rights import Viewer

MAY_BE_THERE = "may_be_there"
"""The code of a reply of which nobody could find out whether it has arrived."""

NOBODY_KNOWS = frozenset({MAY_BE_THERE, "tried_enough"})

SAY_SO_AFTER = timedelta(minutes=10)
"""How long a reply waits for its product before the thread is told that the customer has not heard."""

ECHO = timedelta(minutes=2)
"""How far a product's clock may be ahead of ours, where it tells of the reply it just took from us."""

HAS_LEFT = frozenset({LetterState.SENDING, LetterState.UNCLEAR})


class Replied(Deeds):
    def _replied(self, tx: Transaction, escalation: Escalation, reply: ReplyApproved) -> None:
        """The customer has it: that is word to them, as if whoever approved it had sent it by hand.

        What was approved before the end is no word of it; those who joined with tickets of their own have not read it.
        """
        is_of_before = escalation.closed_at is not None and reply.at < escalation.closed_at
        heard = reply.at if is_of_before else self.now()
        told_at = max(heard, escalation.told_at or heard)
        changed = escalation.model_copy(update={"told_at": told_at})
        if changed.customer_knows or not changed.is_closed:
            self._start_customer(tx, changed, self._policy(tx))
        by = Viewer(person=Person(id=reply.by, name=reply.by_name))
        self._did(tx, Deed.CUSTOMER_TOLD, changed, by, note=reply.text, reply=reply)

    def _not_replied(
        self, tx: Transaction, escalation: Escalation, letter: Letter, reply: ReplyApproved, reason: str, code: str = ""
    ) -> None:
        """Whoever approved it gets it back, and the customer's clock runs on."""
        after = {"tool": reply.source, "ref": reply.ticket}
        tx.record(escalation.id, self._event("not replied", by=reply.by, after=after))
        unknown = code in NOBODY_KNOWS
        said = f"{reply.source} never said whether it took it" if unknown else reason
        told = reply.model_copy(update={"escalation": escalation, "reason": said, "may_be_there": unknown})
        key = f"not replied:{letter.id}"
        self._tell(tx, [Post(key=key, form=Form.DIRECT, lane=reply.by, notice=told, is_once=True)])

    def put_off(self, claim: Claim, outcome: Outcome) -> bool:
        """A letter waits, for whatever reason. A reply that has waited for long is told of in the thread, once."""
        with self._store.begin(claim.letter.workspace) as tx:
            if not tx.settle(claim, outcome):
                return False
            reply = claim.letter.notice
            if isinstance(reply, ReplyApproved) and self.now() - reply.at >= SAY_SO_AFTER:
                waits = reply.model_copy(update={"may_be_there": isinstance(outcome, Uncertain)})
                self._say_that_it_waits(tx, tx.load(reply.escalation.id), claim.letter, waits)
            return True

    def _say_that_it_waits(self, tx: Transaction, escalation: Escalation, letter: Letter, reply: ReplyApproved) -> None:
        told = reply.model_copy(update={"escalation": escalation, "text": ""})
        lane = audience.home(escalation, self._policy(tx))
        post = Post(key=f"reply waits:{letter.id}", form=Form.LINE, lane=lane, notice=told, is_once=True)
        self._tell(tx, [post])


WITH_SECURITY = "Security has it now, and keeps its customers informed"


def is_our_reply(tx: Transaction, id: EscalationId, happening: Happening) -> bool:
    """Whether a product tells of a reply that it has from us: that counts when its letter is settled, and once."""
    if any(_may_be(one, happening) for one in tx.letters(id)):
        return True
    told = [event for event in tx.trail(id) if event.kind == Deed.CUSTOMER_TOLD]
    return bool(told) and told[-1].after.get("sent_in") == happening.source and happening.at <= told[-1].at + ECHO


def _may_be(one: LetterStatus, happening: Happening) -> bool:
    """Whether it is on its way there, and has left us."""
    reply = one.letter.notice
    if not isinstance(reply, ReplyApproved) or one.letter.form is not Form.REPLY or one.state not in HAS_LEFT:
        return False
    return reply.source == happening.source and happening.at >= reply.at - ECHO
