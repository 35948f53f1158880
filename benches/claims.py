"""What the beat costs when much is open: claiming letters and finding due clocks, 100 due among 1 k and among 100 k.

    .venv/bin/python benches/claims.py [postgres]

On SQLite as the program opens it, in a fresh folder; with `postgres` also on a real PostgreSQL (durability off, as the
tests start it). Each open escalation has two clocks and a card that was sent; 100 letters wait, each in a lane of its
own. Wall time of one call, the median of many; what matters is the ratio between the two sizes.
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
LANES_AT_ONCE = 16
CLAIMS = (
    ("claim_16", LANES_AT_ONCE, LANES_AT_ONCE),
    ("claim_100", DUE, DUE - LANES_AT_ONCE),
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


def measured(store: SqlStore, machine: Machine) -> dict[str, float]:
    """Milliseconds of one call each: all 100 at once, sixteen lanes as the courier takes them, none, and the clocks."""
    spent: dict[str, list[float]] = {"claim_100": [], "claim_16": [], "claim_none": [], "due_clocks": [], "next_in": []}
    for number in range(ROUNDS):
        machine.moment += timedelta(minutes=5)
        write_due(store, number)
        for name, limit, expected in CLAIMS:
            took, claims = milliseconds(partial(store.claim_letters, owner="bench", limit=limit, lease=LEASE))
            if len(claims) != expected:
                raise RuntimeError(f"{name}: {len(claims)} letters were claimed, not {expected}.")
            spent[name].append(took)
            settle(store, claims)
        took, _ = milliseconds(store.next_letter_in)
        spent["next_in"].append(took)
        took, due = milliseconds(lambda: store.due_clocks(START, limit=DUE))
        if len(due) != DUE:
            raise RuntimeError(f"{len(due)} clocks were due, not {DUE}.")
        spent["due_clocks"].append(took)
    return {name: median(values) for name, values in spent.items()}


def compared(name: str, few_at: str, many_at: str) -> list[Figure]:
    found = []
    for url, count in ((few_at, FEW), (many_at, MANY)):
        machine = Machine()
        engines = open_engines(url)
        store = SqlStore(engines, machine_now=machine.now)
        fill(engines.write, count)
        found.append(measured(store, machine))
        store.close()
        print(f"  {name}, {count:>7} open: " + ", ".join(f"{key} {took:.2f} ms" for key, took in found[-1].items()))
    few, many = found
    return [Figure(f"{name}_{key}_{MANY}_to_{FEW}", many[key] / few[key], "times", at_most=BOUND) for key in few]


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
