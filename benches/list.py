"""What a list costs when much is open: a page of it for a reporter, an engineer and a lead, 1,000 open against 100.

    .venv/bin/python benches/list.py

On SQLite as the program opens it, in a fresh folder. Half of what is open has been taken by one engineer, all of it
was reported by one person. Wall time of one call, the median of many; `/escalate list` answers within the second that
Slack gives a command, and App Home is drawn from the same page.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benches.measuring import Figure, folder, median, started_as, told
from benches.texts import texts
from escalation import intake
from escalation.kinds import TargetTeam

FEW, MANY = 100, 1_000
ROUNDS = 15
A_SECOND = 1_000


def measured(place: Path, count: int) -> dict[str, float]:
    """Milliseconds of a page for each of the three."""
    from storage.engine import open_engines  # noqa: PLC0415 - with the tests' helpers, which need pytest
    from storage.store import SqlStore  # noqa: PLC0415 - the same
    from tests import stores  # noqa: PLC0415 - the same
    from tests.escalation.makers import ACME, ADA, HIGH, LEA, MAYA, Office  # noqa: PLC0415 - the same

    place.mkdir()
    machine = stores.Machine()
    store = SqlStore(open_engines(stores.new_sqlite(place)), machine_now=machine.now)
    office = Office(store, machine)
    for number, text in enumerate(texts(count)):
        draft = intake.read(text).model_copy(update={"severity": HIGH, "target": TargetTeam.ENGINEERING})
        opened = office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME)
        if number % 2:
            office.does("acknowledge", opened.id, ADA)
    found = {}
    for name, viewer in (("lead", LEA), ("engineer", ADA), ("reporter", MAYA)):
        took = []
        for _ in range(ROUNDS):
            before = time.perf_counter()
            total = office.desk.list_for(viewer, workspace=ACME).total
            took.append((time.perf_counter() - before) * 1000)
            if total != count:
                raise RuntimeError(f"{total} are listed, not {count}.")
        found[name] = median(took)
    store.close()
    return found


def main() -> None:
    started_as("list")
    with folder() as place:
        few, many = measured(place / "few", FEW), measured(place / "many", MANY)
    for name, took in few.items():
        print(f"  {name}: {took:.0f} ms of {FEW} open, {many[name]:.0f} ms of {MANY}")
    told(*(Figure(f"list_{name}_{MANY}", took, "ms", at_most=A_SECOND) for name, took in many.items()))


if __name__ == "__main__":
    main()
