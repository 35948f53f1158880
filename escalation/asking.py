"""The beat's work: clocks whose moment has come are asked about, each in a transaction of its own."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime
from typing import TypeVar

from escalation.delivery import OffLoop
from escalation.desk import EscalationDesk
from escalation.errors import StorageError
from escalation.kinds import ChannelId, ClockKind, UserId
from escalation.models import Escalation, News
from escalation.notices import Standing
from escalation.policy import is_id
from escalation.ports import Directory, DueClock, Store
from escalation.reminding import TOGETHER

log = logging.getLogger(__name__)

AT_ONCE = 100
BESIDE = 8
"""So many are asked about beside each other: each waits for Slack, and none for the others."""

LOOK = 2.0
"""Seconds that a look at Slack may take. A call that nobody took must go out while Slack is down."""

T = TypeVar("T")


class Asking:
    """Any number of these may run beside each other: a clock is moved on by whoever is first."""

    def __init__(
        self,
        *,
        store: Store,
        desk: EscalationDesk,
        directory: Directory,
        off_loop: OffLoop,
        now: Callable[[], datetime],
        look: Callable[[Sequence[DueClock]], Awaitable[None]] | None = None,
    ) -> None:
        """`look` finds out, before anybody is asked, what was said on tickets meanwhile."""
        self._store = store
        self._desk = desk
        self._directory = directory
        self._off_loop = off_loop
        self._now = now
        self._look = look
        self._up_since = now()
        self._answers = True

    async def round(self) -> int:
        """Asks about what is due. Returns how many reminders were written."""
        found = await self._off_loop(self._store.due_clocks, self._now(), limit=AT_ONCE)
        if self._look and found:
            await self._look(found)
        self._answers = True
        at_most = asyncio.Semaphore(BESIDE)

        async def ask(due: DueClock) -> bool:
            async with at_most:
                return await self._ask(due)

        asked = await asyncio.gather(*(ask(due) for due in found), return_exceptions=True)
        for failure in asked:
            if isinstance(failure, BaseException):
                raise failure
        return sum(one for one in asked if isinstance(one, bool))

    async def _ask(self, due: DueClock) -> bool:
        try:
            return await self._asked(due)
        except StorageError:
            raise  # without a database none of the others can be asked either, and this was no good beat
        except Exception:
            # The top of one clock's turn: a fault of ours in it must not silence the others. It is due again at once.
            log.exception("a clock could not be asked about", extra={"clock": due.kind.value})
            return False

    async def _asked(self, due: DueClock) -> bool:
        if due.kind in {ClockKind.UNDO, ClockKind.MORNING}:
            return await self._off_loop(self._desk.remind, due, in_channel=None, up_since=self._up_since)
        standing = await self._off_loop(self._desk.before_asking, due)
        if standing is None:
            return False
        readers = await self._readers(due, standing.escalation)
        wrote = await self._wrote(due, standing) if self._asks_the_team(due, standing) else None
        asked = await self._off_loop(self._desk.remind, due, in_channel=readers, up_since=self._up_since, wrote=wrote)
        if asked:
            log.info("reminder written", extra={"clock": due.kind.value, "workspace": due.workspace})
        return asked

    def _asks_the_team(self, due: DueClock, standing: Standing) -> bool:
        """The customer's clock asks the team as well, where its question is near."""
        news_by = standing.due.news_by
        is_near = news_by is not None and news_by - self._now() <= TOGETHER
        return due.kind is ClockKind.INTERNAL or (due.kind is ClockKind.CUSTOMER and is_near)

    async def _readers(self, due: DueClock, escalation: Escalation) -> frozenset[UserId] | None:
        """Who can read where the reminder will stand; None where Slack does not tell."""
        channel = escalation.channel
        if channel is None or not is_id(channel):
            return None
        return await self._in_time(self._directory.members(due.workspace, ChannelId(channel)))

    async def _wrote(self, due: DueClock, standing: Standing) -> News | None:
        """What whoever has it said in the thread since the last news; the newest word, if any."""
        escalation = standing.escalation
        if standing.card is None or escalation.acknowledged_at is None:
            return None
        since = max(escalation.acknowledged_at, escalation.news.at if escalation.news else escalation.acknowledged_at)
        said = await self._in_time(self._directory.said_in_thread(due.workspace, standing.card, since=since))
        return next((one for one in reversed(said or ()) if one.by == escalation.assignee), None)

    async def _in_time(self, looking: Coroutine[object, object, T | None]) -> T | None:
        """None where Slack takes too long, and for the rest of the round, which would wait as long each time."""
        if not self._answers:
            looking.close()
            return None
        try:
            async with asyncio.timeout(LOOK):
                return await looking
        except TimeoutError:
            self._answers = False
            return None
