"""Nothing lost, nothing said twice: real bots and a failing Slack for some minutes, then the reckoning.

    .venv/bin/python benches/chaos.py --minutes 10 --replicas 3 --kill --faults --database postgres
    .venv/bin/python benches/chaos.py --minutes 5 --kill --faults

N processes of `escalate run` over Socket Mode on a real PostgreSQL, or one on SQLite; our sandbox at Slack's pace, with
its clock moved through a day. Nine people open, acknowledge, update, change, de-escalate and undo all the while. With
`--faults` calls are refused, fail, hang before or after they were taken, or are cut off, sockets are dropped, and what
was pressed is delivered again. With `--kill` processes are killed as by kill -9 and started again; of several, one now
and then stands still for longer than its lease. Loopback only.

At the end all of that stops and what is on its way arrives. Then the sandbox's record of what it was sent is held
against what people did and what the database has: see tests/chaos/reckoning.py. The last line is the result; it exits
with 1 where anything was lost, doubled or out of order. `late` is from a letter's being kept to its standing in Slack.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benches.measuring import percentile, started_as
from tests import stores
from tests.chaos.reckoning import Findings, told_in
from tests.chaos.storm import Storm, Weather, storm

MOST_MINUTES = 60
MOST_REPLICAS = 8
MOST_ACTS = 50_000
CALM = 400.0
"""Seconds that everything has to arrive once nothing fails any more: several leases and pauses."""
TOLD_EVERY = 5.0
SHOWN = 50


def asked_for() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Nothing lost, nothing said twice, whatever fails.")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--replicas", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgres"))
    parser.add_argument("--kill", action="store_true", help="kill processes and start them again")
    parser.add_argument("--faults", action="store_true", help="let Slack fail")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chosen.database = chosen.database or ("postgres" if chosen.replicas > 1 else "sqlite")
    if not 0 < chosen.minutes <= MOST_MINUTES or not 0 < chosen.replicas <= MOST_REPLICAS:
        parser.error(f"at most {MOST_MINUTES} minutes and {MOST_REPLICAS} replicas")
    if chosen.database == "sqlite" and chosen.replicas > 1:
        parser.error("SQLite is one process's own")
    return chosen


def weather(chosen: argparse.Namespace) -> Weather:
    """A lease lasts a minute, so several processes are killed every half a minute, and one alone more often."""
    many = chosen.replicas > 1
    return Weather(
        seconds=chosen.minutes * 60,
        acts=MOST_ACTS,
        pause=0.5,
        cases=int(chosen.minutes * 8),
        day=timedelta(hours=24),
        fault_every=2.0 if chosen.faults else None,
        kill_every=(25.0 if many else 12.0) if chosen.kill else None,
        freezes=int(chosen.minutes // 3) if chosen.kill and many else 0,
        most_waiting=50,
    )


async def told(there: Storm) -> None:
    began = time.monotonic()
    while True:
        await asyncio.sleep(TOLD_EVERY)
        opened = sum(act.what == "opened" for act in there.crowd.diary.acts)
        print(
            f"{time.monotonic() - began:5.0f} s  people's clock +{there.sandbox.clock.offset},"
            f" {len(there.crowd.diary.acts)} acts, {opened} opened, {len(told_in(there.sandbox))} posts,"
            f" {there.on_its_way} on their way, {there.faults} faults, {there.replicas.killed} killed",
            file=sys.stderr,
            flush=True,
        )


async def run(chosen: argparse.Namespace, folder: Path) -> tuple[Findings, float]:
    database = stores.new_database(chosen.database, folder)
    async with storm(database, folder, replicas=chosen.replicas, seed=chosen.seed) as there:
        telling = asyncio.create_task(told(there))
        await there.rages(weather(chosen))
        await there.settles(seconds=CALM)
        telling.cancel()
        return await asyncio.to_thread(there.reckons), percentile(there.lateness() or [0.0], 99)


def main() -> int:
    chosen = asked_for()
    started_as("chaos")
    print(f"seed {chosen.seed}, {chosen.replicas} of {chosen.database}, {chosen.minutes:g} minutes", flush=True)
    with tempfile.TemporaryDirectory(prefix="escalation-chaos-") as folder:
        found, late = asyncio.run(run(chosen, Path(folder)))
    for one in found.all[:SHOWN]:
        print(f"  {one}")
    if found.disordered:
        print(f"out of order {len(found.disordered)}")
    print(f"lost {len(found.lost)} doubled {len(found.doubled)} late_p99_s {late:.1f} posts {found.posts}")
    return int(bool(found.all))


if __name__ == "__main__":
    sys.exit(main())
