"""What the beat costs when much is open: claiming letters and finding due clocks, 100 due among ever more.

    .venv/bin/python benches/claims.py [postgres] [1000 100000 ...]

On SQLite as the program opens it, in a fresh folder; with `postgres` also on a real PostgreSQL (durability off, as the
tests start it). 1,000 and 100,000 open, unless other numbers are named; a million take some minutes and four gigabytes
for each database. Each open escalation has two clocks and a card that was sent; 100 letters wait, each in a lane of its
own. Wall time of one call, the median of many rounds in which the sizes take turns; what matters is their ratio.
"""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import Engine, insert, select, text

from benches.measuring import Figure, folder, median, started_as, told
from escalation.drafts import Draft, MessageRef, SeveritySuggestion, TargetSuggestion, Triage
from escalation.kinds import ChannelId, ClockKind, EscalationId, LetterId, Severity, TargetTeam, UserId, WorkspaceId
from escalation.letters import Claim, Form, Letter, LetterState, Sent
from escalation.models import Clock, Escalation
from escalation.notices import TestBrief
from storage.bound import table_of
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

SIZES = (1_000, 100_000)
BY_ROWS = 1_000
"""So many are written as the store writes them. The others are copies, made by the database."""
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
    """100 clocks are due at the start, the others later."""
    rows: dict[Any, list[dict[str, Any]]] = {EscalationRow: [], ClockRow: [], LetterRow: []}
    for number in range(1, min(count, BY_ROWS) + 1):
        rows[EscalationRow].append(escalation_row(open_one(number)))
        rows[ClockRow] += [clock_row(clock) for clock in _clocks(number)]
        rows[LetterRow].append(_sent_card(number))
    rows[LaneRow] = [{"lane": f"C0LANE{lane}", "rank": 0} for lane in range(DUE)]
    with engine.begin() as connection:
        for table, found in rows.items():
            connection.execute(insert(table.__table__), [{"workspace": HERE, **one} for one in found])
    there = BY_ROWS
    while there < count:
        there += _copied(engine, there, most=count - there)
    with engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()


def _copied(engine: Engine, there: int, *, most: int) -> int:
    """All but those that are due, once more under new numbers. Returns how many."""
    by, last = there - DUE, min(there, DUE + most)
    changed: dict[Any, dict[str, Any]] = {
        EscalationRow: {"id": EscalationRow.id + by},
        ClockRow: {"escalation": ClockRow.escalation + by},
        LetterRow: {
            "id": LetterRow.id.concat(f"-{by}"),
            "key": LetterRow.key.concat(f"-{by}"),
            "escalation": LetterRow.escalation + by,
        },
    }
    numbers = {EscalationRow: EscalationRow.id, ClockRow: ClockRow.escalation, LetterRow: LetterRow.escalation}
    with engine.begin() as connection:
        if engine.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        for row, new in changed.items():
            columns = [one for one in table_of(row).columns if one.name != "seq"]
            found = select(*(new.get(one.name, one) for one in columns)).where(numbers[row].between(DUE + 1, last))
            connection.execute(insert(row).from_select([one.name for one in columns], found))
    return last - DUE


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


def compared(name: str, found_at: Mapping[int, str]) -> list[Figure]:
    """All sizes in turns, so that whatever else the machine does falls on each of them."""
    machine = Machine()
    stores = {}
    for count, url in found_at.items():
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
            f"  {name}, {count:>7} open: " + ", ".join(f"{call} {took:.2f} ms" for call, took in found[count].items()),
            flush=True,
        )
    few, *more = found
    return [
        Figure(f"{name}_{call}_{many}_to_{few}", found[many][call] / took, "times", at_most=BOUND)
        for many in more
        for call, took in found[few].items()
    ]


def main() -> None:
    started_as("claims")
    from tests import stores  # noqa: PLC0415 - it needs pytest, which is not there without `make test`

    sizes = sorted(int(one) for one in sys.argv[1:] if one.isdigit()) or SIZES
    with folder() as place:
        urls = {}
        for count in sizes:
            (place / f"{count}").mkdir()
            urls[count] = stores.new_sqlite(place / f"{count}")
        figures = compared("sqlite", urls)
    if "postgres" in sys.argv[1:]:
        urls = {count: stores.bare_postgres(f"bench_{count}") for count in sizes}
        for url in urls.values():
            migrate(url)
        figures += compared("postgres", urls)
    told(*reversed(figures))


if __name__ == "__main__":
    main()
