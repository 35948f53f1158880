"""The store over SQLite or PostgreSQL: `escalation.ports.Store`. Synchronous; called from threads."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from datetime import datetime, timedelta
from threading import local
from typing import Self

from sqlalchemy import ColumnElement, Connection, bindparam, func, literal_column, select, update

from escalation.errors import StorageError
from escalation.kinds import ClockKind, EscalationId, WorkspaceId
from escalation.letters import IN_PRODUCTS, Claim, LetterState
from escalation.ports import LATE_CLOCK, LATE_LETTER, DueClock, Figures, Late, Transaction
from storage.bound import MachineNow, machine_time
from storage.claims import Lease, claim, lease_left, next_in
from storage.engine import Engines, must_be_there, open_engines, parse, told_plainly
from storage.migrate import revision_of, serves
from storage.restoring import mark
from storage.retention import forget
from storage.sharing import SharedCommit, Told
from storage.tables import IS_OPEN, IS_UNFOUND, IS_WATCHED, ClockRow, EscalationRow, LaneRow, LetterRow, WorkspaceRow
from storage.transaction import SqlTransaction

# Both walk a partial index of what has a moment, so that a million open ones cost nothing.
LATE_CLOCKS = (
    select(func.count()).select_from(ClockRow).where(ClockRow.due_at.is_not(None), ClockRow.due_at <= bindparam("due"))
)
LATE_LETTERS = (
    select(func.count())
    .select_from(LetterRow)
    .where(LetterRow.ready_at.is_not(None), LetterRow.written_at <= bindparam("written"))
    # Another product that is away is no reason to turn Slack away.
    .where(*(LetterRow.form != literal_column(f"'{form}'") for form in sorted(IN_PRODUCTS)))
)


@contextmanager
def opened(url: str) -> Iterator["SqlStore"]:
    """A database that is there and migrated, for terminal commands: connecting to a file that is not there makes it."""
    must_be_there(parse(url))
    store = SqlStore(open_engines(url))
    try:
        store.check()
        yield store
    finally:
        store.close()


class SqlStore:
    """Machine time (leases, pace, what was seen) is the database's, unless `machine_now` is handed in."""

    def __init__(self, engines: Engines, *, machine_now: MachineNow = None) -> None:
        self._engines = engines
        self._machine_now = machine_now
        self._of_thread = local()
        self.only: WorkspaceId | None = None

    def serving(self, workspace: WorkspaceId) -> Self:
        bound = copy(self)
        bound.only = workspace
        return bound

    @contextmanager
    def sharing(self, told: Told) -> Iterator[SharedCommit]:
        """On SQLite: what this thread writes until the block ends is committed together, and told of."""
        shared = self._of_thread.shared = SharedCommit(self._engines.write, told)
        try:
            yield shared
        finally:
            self._of_thread.shared = None
            with suppress(Exception):  # `told` has heard of it
                shared.commit()

    @contextmanager
    def begin(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        with self._writing() as connection:
            transaction = SqlTransaction(connection, workspace, machine_now=self._machine_now, writable=True)
            yield transaction
            transaction.finish()

    @contextmanager
    def read(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        with self._reading() as connection:
            yield SqlTransaction(connection, workspace, machine_now=self._machine_now, writable=False)

    def workspaces(self) -> Sequence[WorkspaceId]:
        with self._reading() as connection:
            found = connection.execute(select(WorkspaceRow.workspace).order_by(WorkspaceRow.workspace)).scalars()
            return tuple(WorkspaceId(one) for one in found)

    def due_clocks(self, now: datetime, *, limit: int) -> Sequence[DueClock]:
        query = (
            select(ClockRow.workspace, ClockRow.escalation, ClockRow.kind, ClockRow.due_at)
            .where(ClockRow.due_at.is_not(None), ClockRow.due_at <= now, *self._served(ClockRow))
            .order_by(ClockRow.due_at, ClockRow.workspace, ClockRow.escalation, ClockRow.kind)
            .limit(limit)
        )
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return tuple(
            DueClock(
                workspace=WorkspaceId(workspace),
                escalation=EscalationId(escalation),
                kind=ClockKind(kind),
                due_at=due_at,
            )
            for workspace, escalation, kind, due_at in rows
            if due_at is not None
        )

    def claim_letters(self, *, owner: str, limit: int, lease: timedelta) -> Sequence[Claim]:
        with self._writing() as connection:
            now = machine_time(connection, self._machine_now)
            return claim(connection, Lease(owner=owner, now=now, until=now + lease, only=self.only), limit=limit)

    def lease_left(self, claim: Claim) -> timedelta:
        with self._reading() as connection:
            return lease_left(connection, claim, now=machine_time(connection, self._machine_now))

    def shorten_leases(self, to: timedelta) -> None:
        """For whoever has just become the only process that sends: nobody is under way with the letters leased before.

        They are looked for `to` from now, when Slack is sure to show what it took.
        """
        with self._writing() as connection:
            until = machine_time(connection, self._machine_now) + to
            leased = LetterRow.state == LetterState.SENDING, LetterRow.ready_at > until
            connection.execute(update(LetterRow).where(*leased).values(ready_at=until))
            connection.execute(
                update(LaneRow).where(LaneRow.sending.is_not(None), LaneRow.ready_at > until).values(ready_at=until)
            )

    def undelivered_in(self) -> Sequence[WorkspaceId]:
        query = (
            select(LetterRow.workspace)
            .where(IS_WATCHED, *self._served(LetterRow))
            .distinct()
            .order_by(LetterRow.workspace)
        )
        with self._reading() as connection:
            return tuple(WorkspaceId(one) for one in connection.execute(query).scalars())

    def next_letter_in(self) -> float | None:
        with self._reading() as connection:
            return next_in(connection, machine_time(connection, self._machine_now), only=self.only)

    def prune(self, now: datetime) -> None:
        with self._writing() as connection:
            forget(connection, now=now, machine_now=machine_time(connection, self._machine_now))

    def fill_in(self, limit: int) -> int:
        query = select(EscalationRow.workspace).where(IS_UNFOUND, *self._served(EscalationRow)).limit(1)
        with self._reading() as connection:
            workspace = connection.execute(query).scalar_one_or_none()
        if workspace is None:
            return 0
        with self._writing() as connection:
            machine = self._machine_now
            return SqlTransaction(connection, WorkspaceId(workspace), machine_now=machine, writable=True).fill_in(limit)

    def mark_restored(self) -> None:
        with self._writing() as connection:
            mark(connection, machine_now=machine_time(connection, self._machine_now))

    def figures(self, now: datetime) -> Figures:
        """Counts what is on its way, not what ever was: `letters` has no sent and no dropped ones."""
        with self._reading() as connection:
            oldest = connection.execute(
                select(func.min(LetterRow.written_at)).where(LetterRow.ready_at.is_not(None), *self._served(LetterRow))
            ).scalar_one()
            waited = machine_time(connection, self._machine_now) - oldest if oldest else timedelta()
            states = select(LetterRow.state, func.count()).where(IS_WATCHED).group_by(LetterRow.state)
            by_state = states.where(*self._served(LetterRow))
            open_ones = select(func.count()).select_from(EscalationRow).where(IS_OPEN, *self._served(EscalationRow))
            overdue = select(func.count()).select_from(ClockRow).where(ClockRow.due_at < now, *self._served(ClockRow))
            return Figures(
                open_escalations=connection.execute(open_ones).scalar_one(),
                letters={LetterState(state): count for state, count in connection.execute(by_state)},
                overdue_clocks=connection.execute(overdue).scalar_one(),
                oldest_waiting_seconds=max(waited.total_seconds(), 0.0),
                late=self._late(connection, now),
            )

    def late(self, now: datetime) -> Late:
        with self._reading() as connection:
            return self._late(connection, now)

    def _late(self, connection: Connection, now: datetime) -> Late:
        written = machine_time(connection, self._machine_now) - LATE_LETTER
        return Late(
            clocks=connection.execute(
                LATE_CLOCKS.where(*self._served(ClockRow)), {"due": now - LATE_CLOCK}
            ).scalar_one(),
            letters=connection.execute(LATE_LETTERS.where(*self._served(LetterRow)), {"written": written}).scalar_one(),
        )

    def _served(self, row: type[ClockRow | LetterRow | EscalationRow]) -> Sequence[ColumnElement[bool]]:
        return () if self.only is None else (row.workspace == self.only,)

    def check(self) -> None:
        with self._reading() as connection:
            current = revision_of(connection)
        if not serves(current):
            raise StorageError(f"{self._engines.where} is not migrated yet: start the program once, it migrates.")

    def close(self) -> None:
        self._engines.close()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        shared = self._shared
        with (
            told_plainly(self._engines.write.url),
            shared.unit() if shared else self._engines.write.begin() as connection,
        ):
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """On PostgreSQL the same pool as for writing, with the server refusing writes."""
        if shared := self._shared:
            shared.commit()
        engine = self._engines.read
        with told_plainly(engine.url), engine.connect() as connection:
            yield connection.execution_options(postgresql_readonly=True)

    @property
    def _shared(self) -> SharedCommit | None:
        return getattr(self._of_thread, "shared", None)
