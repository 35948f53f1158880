"""Start-up and memory of one process with 100,000 open, against an empty database.

    .venv/bin/python benches/much.py

`escalate run` in Socket Mode on SQLite, against the sandbox in another process. From its start until it says that it is
ready, the median of some starts that take turns, and its resident memory some seconds later.
"""

import sys
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import text

from benches.claims import fill
from benches.company import environ
from benches.measuring import Figure, answers, folder, free_port, median, running, started_as, told
from sandbox import story
from storage.engine import open_engines

OPEN = 100_000
STARTS = 3
IDLE = 5.0
BOUND = 2
TABLES = ("escalations", "clocks", "letters", "lanes")


class Start(NamedTuple):
    ready: float
    memory: float


def filled(url: str) -> None:
    """As the workspace's own, and nothing of it due: what is measured is what is there, not what is asked."""
    engines = open_engines(url)
    fill(engines.write, OPEN)
    with engines.write.begin() as connection:
        for table in TABLES:
            connection.execute(text(f"UPDATE {table} SET workspace = '{story.TEAM_ID}'"))  # noqa: S608 - ours
        connection.execute(text("UPDATE clocks SET due_at = due_at + 60000000 * 60 * 24 * 3650"))
    engines.close()


def one_start(place: Path, api: str, url: str) -> Start:
    port = free_port()
    told_it = {**environ(place, api=api, port=port), "DATABASE_URL": url}
    began = time.monotonic()
    with running("cli", "run", within=place, environ=told_it) as bot:
        bot.until(lambda: answers(f"http://127.0.0.1:{port}/readyz"))
        ready = time.monotonic() - began
        time.sleep(IDLE)
        return Start(ready, bot.resident)


def main() -> None:
    started_as("much")
    from tests import stores  # noqa: PLC0415 - it needs pytest, which is not there without `make test`

    with folder() as place:
        urls = {}
        for name in ("empty", "much"):
            (place / name).mkdir()
            urls[name] = stores.new_sqlite(place / name)
        filled(urls["much"])
        port = free_port()
        api = f"http://127.0.0.1:{port}"
        with running("benches.company", str(port), within=place) as company:
            company.until(lambda: answers(f"{api}/sandbox/clock"))
            starts = [{name: one_start(place, api, url) for name, url in urls.items()} for _ in range(STARTS)]
    ready = {name: median([one[name].ready for one in starts]) for name in urls}
    memory = {name: median([one[name].memory for one in starts]) for name in urls}
    told(
        Figure("ready_empty", ready["empty"], "s"),
        Figure(f"ready_{OPEN}", ready["much"], "s"),
        Figure("memory_empty", memory["empty"], "MB"),
        Figure(f"memory_{OPEN}", memory["much"], "MB", at_most=120),
        Figure(f"ready_{OPEN}_to_empty", ready["much"] / ready["empty"], "times", at_most=BOUND),
    )


if __name__ == "__main__":
    main()
