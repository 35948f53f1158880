"""The round: letters whose turn it is are claimed, sent, and settled. The intent is kept before the first byte leaves.

An answer that did not come is never taken for a no: the letter is looked for by its id before it is sent again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import ParamSpec, Protocol, TypeVar

from escalation.desk import EscalationDesk
from escalation.errors import GiveUp, NothingToSay, TryAgain, Unclear
from escalation.kinds import label
from escalation.letters import ELSEWHERE, Claim, Dropped, Outcome, Parked, PutOff, Sent, Uncertain
from escalation.ports import Messenger, Store

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

LEASE = timedelta(seconds=60)
"""Far longer than a post may take (10 s), so that a slow one is not taken over while it is under way."""

SETTLE = timedelta(seconds=15)
"""How long Slack may take to show a message it has accepted; only then is "not found" an answer."""

ENOUGH = timedelta(seconds=20)
"""The least that must be left of a lease, besides `SETTLE`, to begin a post: twice as long as one may take."""

MOST_TRIES = 8
MOST_DOUBLINGS = 9
LONGEST_WAIT = timedelta(minutes=5)
LANES_AT_ONCE = 16


class OffLoop(Protocol):
    """Runs a synchronous function in a thread, so that the event loop stays free."""

    def __call__(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]: ...


class Delivery:
    """Carries letters. Any number of these may run beside each other: a lane is leased to one at a time."""

    def __init__(  # noqa: PLR0913 - each is one part of the round
        self,
        *,
        store: Store,
        desk: EscalationDesk,
        messenger: Messenger,
        off_loop: OffLoop,
        owner: str,
        chance: Callable[[], float],
        settle: timedelta = SETTLE,
    ) -> None:
        """`chance` gives a number from 0 to 1, for waits that replicas do not share."""
        self._store = store
        self._desk = desk
        self._messenger = messenger
        self._off_loop = off_loop
        self._owner = owner
        self._chance = chance
        self._settle_time = settle

    async def claim(self, limit: int) -> Sequence[Claim]:
        """Takes at most `limit` letters to carry, one a lane."""
        return await self._off_loop(self._store.claim_letters, owner=self._owner, limit=limit, lease=LEASE)

    async def carry(self, claim: Claim) -> None:
        outcome = await self._attempt(claim)
        settled = await self._settle(claim, outcome)
        log.info(
            "letter %s" if settled else "letter %s, but another had taken it over",
            type(outcome).__name__.lower(),
            extra=_fields(claim, outcome),
        )

    async def _attempt(self, claim: Claim) -> Outcome:
        try:
            found = await self._look(claim)
            if found is None and claim.tries > MOST_TRIES:
                return Parked(reason="it was never said whether it arrived", code="tried_enough")
            return found or await self._send(claim)
        except Exception as fault:
            # A fault of ours in one letter must not hold up the others. It may have left us, so it is looked for.
            log.exception("a letter could not be carried", extra={"letter": claim.letter.id})
            return self._unclear(claim, f"a fault of ours ({type(fault).__name__})")

    async def _look(self, claim: Claim) -> Outcome | None:
        """Whether an earlier try arrived. Not looked is not "not found": it stays unclear while Slack won't let us."""
        if not claim.look_first:
            return None
        try:
            found = await self._messenger.find(claim)
        except TryAgain as busy:
            wait = timedelta(seconds=busy.after_seconds or self._settle_time.total_seconds())
            return Uncertain(reason=str(busy), after=wait, counts=False)
        except GiveUp as refused:
            return Parked(reason=str(refused), code=refused.code, told=refused.told)
        return Sent(ref=found) if found else None

    async def _send(self, claim: Claim) -> Outcome:
        """Only while the letter is surely ours, and shown by Slack before it can be anyone else's.

        A process that stood still, or a Slack that took its time, must not post what another has taken over.
        """
        left = await self._off_loop(self._store.lease_left, claim) - SETTLE
        if left < ENOUGH:
            return PutOff(reason="it took too long to begin", after=timedelta())
        try:
            async with asyncio.timeout(left.total_seconds()):
                return await self._deliver(claim)
        except TimeoutError:
            return self._unclear(claim, "it took too long")

    async def _deliver(self, claim: Claim) -> Outcome:
        try:
            return Sent(ref=await self._messenger.deliver(claim))
        except NothingToSay as settled:
            return Dropped(reason=str(settled))
        except TryAgain as busy:
            return self._put_off(claim, busy)
        except GiveUp as refused:
            return Parked(reason=str(refused), code=refused.code, told=refused.told)
        except Unclear as unclear:
            return self._unclear(claim, str(unclear), after=timedelta(seconds=unclear.after_seconds))

    def _unclear(self, claim: Claim, reason: str, *, after: timedelta = timedelta()) -> Outcome:
        """The last try is looked for like the others: only what was not found may go elsewhere."""
        if claim.tries > MOST_TRIES:
            return Parked(reason=f"{reason} ({claim.tries} tries)", code="tried_enough")
        return Uncertain(reason=reason, after=max(after, self._settle_time))

    def _put_off(self, claim: Claim, busy: TryAgain) -> Outcome:
        """Slack's own time where it named one; else doubling from a second to five minutes, a little by chance.

        Neither counts towards giving up: nothing was refused, and an outage of a night must lose no letter.
        """
        if busy.after_seconds is not None:
            wait = timedelta(seconds=busy.after_seconds + self._chance())
            whole = busy.whole_workspace
            is_limit = not whole and claim.letter.form not in ELSEWHERE  # their pauses are none of Slack's
            return PutOff(reason=str(busy), after=wait, holds_workspace=whole, is_limit=is_limit)
        doubled = timedelta(seconds=2 ** min(claim.turn - 1, MOST_DOUBLINGS))
        return PutOff(reason=str(busy), after=min(doubled, LONGEST_WAIT) * (0.5 + self._chance()))

    async def _settle(self, claim: Claim, outcome: Outcome) -> bool:
        match outcome:
            case Sent():
                parts = self._messenger.parts(claim)
                return await self._off_loop(self._desk.arrived, claim, outcome, parts=parts)
            case Parked():
                return await self._off_loop(self._desk.parked, claim, outcome)
            case Dropped():
                return await self._off_loop(self._desk.dropped, claim, outcome)
            case _:
                return await self._off_loop(self._desk.put_off, claim, outcome)


def _fields(claim: Claim, outcome: Outcome) -> dict[str, object]:
    """Enough to find the letter; never a word of it. A Security escalation is not named."""
    letter = claim.letter
    escalation = getattr(letter.notice, "escalation", None)
    named = escalation is not None and not escalation.is_secret and letter.escalation is not None
    return {
        "letter": letter.id,
        "form": letter.form.value,
        "notice": letter.notice.kind,
        "tries": claim.tries,
        "workspace": letter.workspace,
        **({"escalation": label(letter.escalation)} if named and letter.escalation is not None else {}),
        **({"ts": outcome.ref.ts} if isinstance(outcome, Sent) else {"reason": outcome.reason}),
    }
