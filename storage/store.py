"""The store over SQLite or PostgreSQL: `escalation.ports.Store`. Synchronous; called from threads."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from threading import local

from sqlalchemy import Connection, func, select, update

from escalation.errors import StorageError
from escalation.letters import Claim, LetterState
from escalation.models import ClockKind, EscalationId, WorkspaceId
from escalation.ports import DueClock, Figures, Transaction
from storage.bound import MachineNow, machine_time
from storage.claims import Lease, claim, lease_left, next_in
from storage.engine import Engines, told_plainly
from storage.migrate import revision_of, serves
from storage.retention import forget
from storage.sharing import SharedCommit, Told
from storage.tables import IS_OPEN, IS_WATCHED, ClockRow, EscalationRow, LaneRow, LetterRow
from storage.transaction import SqlTransaction


class SqlStore:
    """Machine time (leases, pace, what was seen) is the database's, unless `machine_now` is handed in."""

    def __init__(self, engines: Engines, *, machine_now: MachineNow = None) -> None:
        self._engines = engines
        self._machine_now = machine_now
        self._of_thread = local()

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

    def due_clocks(self, now: datetime, *, limit: int) -> Sequence[DueClock]:
        query = (
            select(ClockRow.workspace, ClockRow.escalation, ClockRow.kind, ClockRow.due_at)
            .where(ClockRow.due_at.is_not(None), ClockRow.due_at <= now)
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
            return claim(connection, Lease(owner=owner, now=now, until=now + lease), limit=limit)

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

    def next_letter_in(self) -> float | None:
        with self._reading() as connection:
            return next_in(connection, machine_time(connection, self._machine_now))

    def prune(self, now: datetime) -> None:
        with self._writing() as connection:
            forget(connection, now=now, machine_now=machine_time(connection, self._machine_now))

    def figures(self, now: datetime) -> Figures:
        """Counts what is on its way, not what ever was: `letters` has no sent and no dropped ones."""
        with self._reading() as connection:
            oldest = connection.execute(
                select(func.min(LetterRow.written_at)).where(LetterRow.ready_at.is_not(None))
            ).scalar_one()
            waited = machine_time(connection, self._machine_now) - oldest if oldest else timedelta()
            by_state = select(LetterRow.state, func.count()).where(IS_WATCHED).group_by(LetterRow.state)
            open_ones = select(func.count()).select_from(EscalationRow).where(IS_OPEN)
            overdue = select(func.count()).select_from(ClockRow).where(ClockRow.due_at < now)
            return Figures(
                open_escalations=connection.execute(open_ones).scalar_one(),
                letters={LetterState(state): count for state, count in connection.execute(by_state)},
                overdue_clocks=connection.execute(overdue).scalar_one(),
                oldest_waiting_seconds=max(waited.total_seconds(), 0.0),
            )

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
