"""A day in a company whose Slack fails and whose bots die: everything at once, then calm, then the reckoning.

Used by a short test and by a long bench. Every count and time has a bound; all chance comes from the seed. What people
do, and when Slack fails, follows the seed in kind and order; how it meets the processes is the machine's to say.
"""

import asyncio
import calendar
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from escalation.kinds import EscalationId, Status, WorkspaceId
from escalation.letters import UNSETTLED
from running.scene import OPENS, coming
from sandbox import Sandbox, SandboxSettings, story
from sandbox.clock import machine
from storage.engine import open_engines
from storage.store import SqlStore
from storage.tables import LetterRow
from tests.chaos.chance import chance_of
from tests.chaos.crowd import Crowd
from tests.chaos.reckoning import Findings, Kept, Reckoning, cards_say, told_in
from tests.chaos.replicas import PROGRAM, Replicas

HERE = WorkspaceId(story.TEAM_ID)
EVERY_CALL = 10**9
"""Of the sandbox's record, nothing is forgotten."""
# What goes wrong, where, and how often of a hundred. A call that hangs holds its channel for ten seconds.
FAULTS = (
    ("429", "chat.postMessage", 14),
    ("500", "chat.postMessage", 14),
    ("drop", "chat.postMessage", 12),
    ("fatal_error", "chat.postMessage", 8),
    ("hang", "chat.postMessage", 4),
    ("apply_then_hang", "chat.postMessage", 8),
    ("429", "chat.update", 6),
    ("500", "chat.update", 6),
    ("apply_then_hang", "chat.update", 2),
    ("500", "conversations.replies", 5),
    ("429", "conversations.history", 5),
    ("drop", "conversations.replies", 4),
    ("500", "views.open", 6),
    ("500", "", 6),
)
HELD_BACK = 10
"""Pauses that each person waits for where a lot is on its way."""
FROZEN_FOR = 75.0
"""Seconds: longer than a lease, so that another takes over what it holds."""


@dataclass(frozen=True)
class Weather:
    """How bad it gets. Seconds are the machine's; `day` is how far people's clock is moved in all."""

    seconds: float
    acts: int
    pause: float = 1.0
    cases: int = 400
    day: timedelta = timedelta(hours=24)
    fault_every: float | None = 1.5
    kill_every: float | None = 15.0
    freezes: int = 0
    most_waiting: int = 120


@dataclass
class Storm:
    sandbox: Sandbox
    replicas: Replicas
    store: SqlStore
    crowd: Crowd
    seed: int
    faults: int = 0
    on_its_way: int = 0
    stopped: asyncio.Event = field(default_factory=asyncio.Event)

    async def rages(self, weather: Weather) -> None:
        """Until everyone has done what they came for, or the time is up. What was hurt then stays so."""
        tasks = [
            asyncio.create_task(one)
            for one in (
                self._clock(weather),
                self._counts(),
                *([self._faults(weather.fault_every)] if weather.fault_every else []),
                *([self._kills(weather.kill_every)] if weather.kill_every else []),
                *([self._freezes(weather)] if weather.freezes else []),
            )
        ]
        working = asyncio.create_task(self._people(weather))
        try:
            done, _ = await asyncio.wait(
                [working, *tasks], timeout=weather.seconds, return_when=asyncio.FIRST_EXCEPTION
            )
            for one in done:
                one.result()
        finally:
            self.crowd.is_over = True
            self.stopped.set()
            await asyncio.gather(working, *tasks)

    async def _people(self, weather: Weather) -> None:
        async def waits() -> None:
            """What people do goes on all the while, only less of it: answers are what ends reminders."""
            if self.on_its_way > weather.most_waiting:
                await self._passes(weather.pause * HELD_BACK)

        def may_open() -> bool:
            return sum(act.what == "opened" for act in self.crowd.diary.acts) < weather.cases

        await self.crowd.works(acts=weather.acts, pause=weather.pause, may_open=may_open, waits=waits)
        self.stopped.set()

    async def _clock(self, weather: Weather) -> None:
        """Forward only: small steps, and now and then an hour at once."""
        chance, began = chance_of(f"{self.seed} clock"), machine()
        moved = timedelta()
        while await self._passes(chance.uniform(1, 3)):
            aim = weather.day * min((machine() - began) / weather.seconds, 1)
            if chance.random() < 0.7 and aim > moved:
                self.sandbox.clock.advance(aim - moved)
                moved = aim

    async def _faults(self, every: float) -> None:
        chance = chance_of(f"{self.seed} faults")
        while await self._passes(chance.uniform(0.3, 1.7) * every):
            self.faults += 1
            kind = chance.random()
            if kind < 0.04:
                self.sandbox.socket_mode.drop()
            elif kind < 0.10:
                self.sandbox.dispatcher.redeliver(chance.randint(1, 5))
            else:
                [(fault, method, _)] = chance.choices(FAULTS, [often for _, _, often in FAULTS])
                self.sandbox.fails(fault, method=method, times=chance.randint(1, 2), retry_after=chance.randint(1, 3))

    async def _kills(self, every: float) -> None:
        chance = chance_of(f"{self.seed} kills")
        while await self._passes(chance.uniform(0.4, 1.6) * every):
            one = chance.choice(self.replicas.everyone)
            if not one.is_frozen:
                await self.replicas.kill(one)
                await self._passes(chance.uniform(0, 2))
                await self.replicas.start_one(one)

    async def _freezes(self, weather: Weather) -> None:
        chance = chance_of(f"{self.seed} freezes")
        for _ in range(weather.freezes):
            if not await self._passes(chance.uniform(0.1, 0.9) * (weather.seconds / weather.freezes - FROZEN_FOR)):
                return
            one = chance.choice(self.replicas.everyone)
            one.freeze()
            await self._passes(FROZEN_FOR)
            one.thaw()

    async def _counts(self) -> None:
        while await self._passes(1):
            self.on_its_way = await asyncio.to_thread(self.unsettled)

    async def _passes(self, seconds: float) -> bool:
        """Whether the storm goes on after so long."""
        try:
            async with asyncio.timeout(seconds):
                await self.stopped.wait()
        except TimeoutError:
            return True
        return False

    # --- calm

    async def settles(self, *, seconds: float) -> None:
        """Nothing fails any more, everything runs, until nothing is on its way. After `seconds` it is as it is."""
        self.sandbox.api.faults.clear()
        await self.replicas.all_run()
        end, calm = machine() + seconds, 0
        while machine() < end and calm < 3:
            await asyncio.sleep(0.5)
            waits = await asyncio.to_thread(self.unsettled) + await asyncio.to_thread(self.overdue)
            calm = 0 if waits else calm + 1

    def unsettled(self) -> int:
        counts = self.store.figures(self.sandbox.clock.now()).letters
        return sum(counts.get(state, 0) for state in UNSETTLED)

    def overdue(self) -> int:
        return len(self.store.due_clocks(self.sandbox.clock.now() - timedelta(seconds=5), limit=100))

    def reckons(self) -> Findings:
        with self.store.read(HERE) as tx:
            rows = {one.id: one for one in tx.newest(statuses=tuple(Status), limit=100_000)}
            kept = Kept(letters=tx.letters(), trails={one: tx.trail(one) for one in rows}, overdue=self.overdue())

        def is_closed(id: EscalationId) -> bool:
            return rows[id].is_closed

        found = Reckoning(self.sandbox, kept, self.crowd.diary.acts).findings()
        found.lost += cards_say(self.sandbox, kept.letters, is_closed)
        return found

    def lateness(self) -> list[float]:
        """Seconds from a letter's being kept to its standing in Slack, for each. One machine: its clocks agree."""
        with self.store._engines.read.connect() as connection:
            written = dict(connection.execute(select(LetterRow.id, LetterRow.written_at)).tuples().all())
        began = (self.sandbox.clock.now() - self.sandbox.clock.offset).timestamp() - machine()
        return [
            max(began + one.at - written[one.letter].timestamp(), 0.0)
            for one in told_in(self.sandbox)
            if one.letter in written
        ]


@asynccontextmanager
async def storm(
    database: str, folder: Path, *, replicas: int, seed: int, pace: bool = True, program: Sequence[str] = PROGRAM
) -> AsyncIterator[Storm]:
    """The company on a Tuesday morning, its bots started; all of it ended when the block ends."""
    settings = SandboxSettings(pace=pace, trigger_seconds=30, event_retries=(0.0, 1.0, 2.0))
    async with Sandbox(settings=settings) as sandbox:
        sandbox.record.kept = EVERY_CALL
        now = sandbox.clock.now()
        sandbox.clock.advance(coming(calendar.TUESDAY, OPENS, now=now) - now)
        running = Replicas.of(sandbox, database, folder, count=replicas, program=program)
        store = SqlStore(open_engines(database))
        try:
            await running.start()
            yield Storm(sandbox, running, store, Crowd(sandbox, seed=seed), seed)
        finally:
            await running.end()
            store.close()
