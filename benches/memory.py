"""What one process takes in memory: after its start, idle, and after 200 escalations; and what its imports take.

    .venv/bin/python benches/memory.py

`escalate run` in Socket Mode with SQLite, against the sandbox in another process. Resident memory as Linux counts it,
shared pages in full. Then `weigh.py` says what each of the program's parts adds when it is imported.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benches.company import PEOPLE, Hands, environ, posts
from benches.measuring import Child, Figure, answers, folder, free_port, running, started_as, told

ESCALATIONS = 200
EACH_TELLS = 3
"""Messages an escalation makes at least: card, brief, and word to its reporter."""
IDLE = 5.0
LONGEST = 180.0
BOUND = 120


def filled(bot: Child, api: str) -> int:
    """200 escalations, and their messages as far as the pace lets them out. Returns how many arrived."""
    for number in range(ESCALATIONS):
        Hands(api, PEOPLE[number % len(PEOPLE)]).escalates(number)
    end = time.monotonic() + LONGEST
    while (arrived := len(posts(api))) < EACH_TELLS * ESCALATIONS and time.monotonic() < end:
        time.sleep(1)
        if bot.has_ended:
            raise RuntimeError(bot.output[-3000:])
    return arrived


def main() -> None:
    started_as("memory")
    with folder() as place:
        company_port, port = free_port(), free_port()
        api = f"http://127.0.0.1:{company_port}"
        with running("benches.company", str(company_port), within=place) as company:
            company.until(lambda: answers(f"{api}/sandbox/clock"))
            with running("cli", "run", within=place, environ=environ(place, api=api, port=port)) as bot:
                bot.until(lambda: answers(f"http://127.0.0.1:{port}/readyz"))
                ready = bot.resident
                time.sleep(IDLE)
                cpu, idle = bot.cpu_seconds, bot.resident
                time.sleep(IDLE)
                resting = (bot.cpu_seconds - cpu) / IDLE * 100
                arrived = filled(bot, api)
                time.sleep(IDLE)
                after = bot.resident
        print(f"{ESCALATIONS} escalations, {arrived} messages arrived. Imports, one after the other:", flush=True)
        with running("benches.weigh", within=place) as scale:
            while not scale.has_ended:
                time.sleep(0.1)
            print(scale.output)
    told(
        Figure("ready", ready, "MB"),
        Figure("cpu_while_idle", resting, "percent"),
        Figure(f"after_{ESCALATIONS}_escalations", after, "MB", at_most=BOUND),
        Figure("idle", idle, "MB", at_most=BOUND),
    )


if __name__ == "__main__":
    main()
