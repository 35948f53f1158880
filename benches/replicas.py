"""Letters claimed and settled a second by 1, 2 and 4 processes on one PostgreSQL, as replicas do it.

    .venv/bin/python benches/replicas.py

Each process takes sixteen lanes at a time, as the courier does, and settles each letter in a transaction of its own;
nothing is sent. Letters of one workspace, which has one writer at a time, and as many spread over sixteen. A real
PostgreSQL with durability off, on the same cores as the processes: read the ratios.
"""

import sys
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import insert

from benches.claims import START, a_letter
from benches.measuring import Child, Figure, folder, running, started_as, told
from escalation.drafts import MessageRef
from escalation.kinds import ChannelId, WorkspaceId
from escalation.letters import Letter, Sent
from storage.bound import table_of
from storage.engine import open_engines
from storage.migrate import migrate
from storage.store import SqlStore
from storage.tables import LaneRow, LetterRow, letter_row

LETTERS = 1_000
LANES_AT_ONCE = 16
PROCESSES = (1, 2, 4)
SPREADS = (1, 16)
GO = "go"


def written(url: str, *, workspaces: int) -> None:
    """Letters that may all go now, each in a lane of its own."""
    engines = open_engines(url)
    letters, lanes = [], []
    for number in range(LETTERS):
        workspace = WorkspaceId(f"T{number % workspaces}")
        letter: Letter = a_letter(f"{number}", f"C{number}").model_copy(update={"workspace": workspace})
        letters.append({"workspace": workspace, **letter_row(letter, written_at=START), "ready_at": START})
        lanes.append({"workspace": workspace, "lane": f"C{number}", "rank": int(letter.rank), "ready_at": START})
    with engines.write.begin() as connection:
        connection.execute(insert(table_of(LetterRow)), letters)
        connection.execute(insert(table_of(LaneRow)), lanes)
    engines.close()


def works(url: str, go: Path) -> None:
    """One replica: until no letter is left. Says how many it sent, and when it began and ended."""
    store = SqlStore(open_engines(url))
    store.next_letter_in()
    print("ready", flush=True)
    while not go.exists():
        time.sleep(0.002)
    began, count = time.monotonic(), 0
    while claims := store.claim_letters(owner=f"{go}{began}", limit=LANES_AT_ONCE, lease=timedelta(seconds=60)):
        for one in claims:
            with store.begin(one.letter.workspace) as tx:
                count += tx.settle(one, Sent(ref=MessageRef(channel=ChannelId(one.letter.lane), ts=one.letter.key)))
    print(f"sent {count} {began} {time.monotonic()}", flush=True)
    store.close()


def a_second(url: str, place: Path, *, processes: int) -> float:
    go = place / GO
    go.unlink(missing_ok=True)
    workers: list[Child] = []

    def start(left: int) -> Sequence[str]:
        if left == 0:
            go.touch()
            for one in workers:
                while not one.has_ended:
                    time.sleep(0.02)
            return [one.output.rpartition("sent ")[2] for one in workers]
        with running("benches.replicas", url, str(go), within=place) as worker:
            worker.until(lambda: "ready" in worker.output)
            workers.append(worker)
            return start(left - 1)

    told_by = [[float(part) for part in said.split()] for said in start(processes)]
    sent = sum(count for count, _, _ in told_by)
    if sent != LETTERS:
        raise RuntimeError(f"{sent:.0f} letters were settled, not {LETTERS}.")
    return sent / (max(ended for _, _, ended in told_by) - min(began for _, began, _ in told_by))


def main() -> None:
    started_as("replicas")
    from tests import stores  # noqa: PLC0415 - it needs pytest, which is not there without `make test`

    figures = []
    with folder() as place:
        for spread in SPREADS:
            alone = 0.0
            for processes in PROCESSES:
                url = stores.bare_postgres("bench_replicas")
                migrate(url)
                written(url, workspaces=spread)
                rate = a_second(url, place, processes=processes)
                alone = alone or rate
                name = f"sent_by_{processes}_of_{spread}_workspaces"
                figures += [Figure(name, rate, "a second"), Figure(f"{name}_to_1", rate / alone, "times")]
    told(*figures)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        works(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
