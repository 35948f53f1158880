"""What the beat costs when much is open: claiming letters and finding due clocks, 100 due among 1 k and among 100 k.

    .venv/bin/python benches/claims.py [postgres]

On SQLite as the program opens it, in a fresh folder; with `postgres` also on a real PostgreSQL (durability off, as the
tests start it). Each open escalation has two clocks and a card that was sent; 100 letters wait, each in a lane of its
own. Wall time of one call, the median of many rounds that take turns; what matters is the ratio of the two sizes.
"""

import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import Engine, insert

from benches.measuring import Figure, folder, median, started_as, told
from escalation.letters import Claim, Form, Letter, LetterState, Sent
from escalation.models import (
    ChannelId,
    Clock,
    ClockKind,
    Draft,
    Escalation,
    EscalationId,
    LetterId,
    MessageRef,
    Severity,
    SeveritySuggestion,
    TargetSuggestion,
    TargetTeam,
    Triage,
    UserId,
    WorkspaceId,
)
from escalation.notices import TestBrief
from storage.engine import open_engines
from storage.migrate import migrate
from storage.store import SqlStore
from storage.tables import (
    ClockRow,
    EscalationRow,
    LaneRow,
    LetterRow,
    clock_row,
    escalation_row,
    letter_row,
)

FEW, MANY = 1_000, 100_000
DUE = 100
ROUNDS = 40
WARM = 5
"""Rounds that are not counted: both pages and statements are read for the first time."""
LANES_AT_ONCE = 16
CLAIMS = (
    ("claim_16", LANES_AT_ONCE, LANES_AT_ONCE),
    ("claim_84", DUE, DUE - LANES_AT_ONCE),
    ("claim_none", DUE, 0),
)
BOUND = 2
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HERE = WorkspaceId("T0BENCH")
MAYA = UserId("U0MAYA")
LEASE = timedelta(seconds=60)
PIECE = 5_000


class Machine:
    """Machine time that moves when the bench moves it, so that no pace is waited for."""

    def __init__(self) -> None:
        self.moment = START

    def now(self) -> datetime:
        return self.moment


def open_one(number: int) -> Escalation:
    return Escalation(
        id=EscalationId(number),
        workspace=HERE,
        draft=Draft(text="Exports time out for Northwind", headline="Exports time out", issue="Exports time out"),
        triage=Triage(
            warrants=True,
            warrants_because=(),
            severity=SeveritySuggestion(value=Severity.HIGH, reasons=()),
            target=TargetSuggestion(value=TargetTeam.ENGINEERING, reasons=()),
            is_bug=True,
        ),
        severity=Severity.HIGH,
        target=TargetTeam.ENGINEERING,
        reporter=MAYA,
        opened_at=START,
        channel=ChannelId("C0ENG"),
    )


def a_letter(key: str, lane: str, form: Form = Form.LONE) -> Letter:
    return Letter(
        id=LetterId(f"L-{key}"),
        key=key,
        workspace=HERE,
        form=form,
        lane=ChannelId(lane),
        notice=TestBrief(team=TargetTeam.ENGINEERING, by=MAYA),
    )


def fill(engine: Engine, count: int) -> None:
    """Rows as the store writes them, in bulk: 100 clocks are due at the start, the others later."""
    for begin in range(1, count + 1, PIECE):
        numbers = range(begin, min(begin + PIECE, count + 1))
        rows: dict[Any, list[dict[str, Any]]] = {EscalationRow: [], ClockRow: [], LetterRow: [], LaneRow: []}
        for number in numbers:
            rows[EscalationRow].append(escalation_row(open_one(number)))
            rows[ClockRow] += [clock_row(clock) for clock in _clocks(number)]
            rows[LetterRow].append(_sent_card(number))
        if begin == 1:
            rows[LaneRow] = [{"lane": f"C0LANE{lane}", "rank": 0} for lane in range(DUE)]
        with engine.begin() as connection:
            for table, found in rows.items():
                if found:
                    connection.execute(insert(table.__table__), [{"workspace": HERE, **one} for one in found])
    with engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def _clocks(number: int) -> Sequence[Clock]:
    due = START - timedelta(minutes=1) if number <= DUE else START + timedelta(minutes=number)
    later = START + timedelta(days=1, minutes=number)
    return (
        Clock(escalation=EscalationId(number), kind=ClockKind.INTERNAL, due_at=due, anchor=START),
        Clock(escalation=EscalationId(number), kind=ClockKind.CUSTOMER, due_at=later, anchor=START),
    )


def _sent_card(number: int) -> dict[str, Any]:
    row = letter_row(a_letter(f"card:{number}", "C0ENG", Form.CARD), written_at=START)
    sent = {"state": LetterState.SENT, "channel": "C0ENG", "ts": f"{number}.000100", "done_at": START}
    return {**row, **sent, "escalation": number}


def write_due(store: SqlStore, round_: int) -> None:
    with store.begin(HERE) as tx:
        for lane in range(DUE):
            tx.write(a_letter(f"due:{round_}:{lane}", f"C0LANE{lane}"))


def settle(store: SqlStore, claims: Sequence[Claim]) -> None:
    with store.begin(HERE) as tx:
        for one in claims:
            tx.settle(one, Sent(ref=MessageRef(channel=ChannelId(one.letter.lane), ts=f"ts-{one.letter.key}")))


def milliseconds(call: Callable[[], Any]) -> tuple[float, Any]:
    before = time.perf_counter()
    made = call()
    return (time.perf_counter() - before) * 1000, made


def one_round(store: SqlStore, machine: Machine, number: int) -> dict[str, float]:
    """Milliseconds of one call each: sixteen lanes as the courier takes them, the rest, none, and the clocks."""
    spent = {}
    machine.moment += timedelta(minutes=5)
    write_due(store, number)
    for name, limit, expected in CLAIMS:
        spent[name], claims = milliseconds(partial(store.claim_letters, owner="bench", limit=limit, lease=LEASE))
        if len(claims) != expected:
            raise RuntimeError(f"{name}: {len(claims)} letters were claimed, not {expected}.")
        settle(store, claims)
    spent["next_in"], _ = milliseconds(store.next_letter_in)
    spent["due_clocks"], due = milliseconds(lambda: store.due_clocks(START, limit=DUE))
    if len(due) != DUE:
        raise RuntimeError(f"{len(due)} clocks were due, not {DUE}.")
    return spent


def compared(name: str, few_at: str, many_at: str) -> list[Figure]:
    """Both sizes in turns, so that whatever else the machine does falls on both."""
    machine = Machine()
    stores = {}
    for url, count in ((few_at, FEW), (many_at, MANY)):
        engines = open_engines(url)
        fill(engines.write, count)
        stores[count] = SqlStore(engines, machine_now=machine.now)
    rounds = [{count: one_round(store, machine, number) for count, store in stores.items()} for number in range(ROUNDS)]
    found = {
        count: {call: median([one[count][call] for one in rounds[WARM:]]) for call in rounds[0][count]}
        for count in stores
    }
    for count, store in stores.items():
        store.close()
        print(
            f"  {name}, {count:>7} open: " + ", ".join(f"{call} {took:.2f} ms" for call, took in found[count].items())
        )
    few, many = found[FEW], found[MANY]
    return [Figure(f"{name}_{call}_{MANY}_to_{FEW}", many[call] / few[call], "times", at_most=BOUND) for call in few]


def main() -> None:
    started_as("claims")
    from tests import stores  # noqa: PLC0415 - it needs pytest, which is not there without `make test`

    with folder() as place:
        (place / "few").mkdir()
        (place / "many").mkdir()
        figures = compared("sqlite", stores.new_sqlite(place / "few"), stores.new_sqlite(place / "many"))
        if "postgres" in sys.argv[1:]:
            few, many = stores.bare_postgres("bench_few"), stores.bare_postgres("bench_many")
            migrate(few)
            migrate(many)
            figures += compared("postgres", few, many)
    told(*reversed(figures))


if __name__ == "__main__":
    main()
