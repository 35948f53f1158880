"""From `escalate sandbox` to a page that answers, and to a command that opens its form.

    .venv/bin/python benches/start.py

What `make run` does when the virtual environment is there: a fresh database, the sandbox, the bot inside it. Wall time
from the start of the process, and its CPU time, which does not depend on what else runs. Several starts, the first one
apart: files may have to come from the disk then.
"""

import sys
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benches.company import PEOPLE, Hands
from benches.measuring import Figure, answers, folder, free_port, median, running, started_as, told

STARTS = 7
LOOK_EVERY = 0.005


class Start(NamedTuple):
    page: float
    usable: float
    cpu: float


def one_start(place: Path) -> Start:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    began = time.monotonic()
    with running("cli", "sandbox", "--port", str(port), within=place) as trial:
        trial.until(lambda: answers(f"{address}/"), every=LOOK_EVERY)
        page = time.monotonic() - began
        trial.until(lambda: "Ctrl-C" in trial.output, every=LOOK_EVERY)
        Hands(address, PEOPLE[0]).does("command", text="/escalate API returning 500 errors for Acme Corp")
        return Start(page, time.monotonic() - began, trial.cpu_seconds)


def main() -> None:
    started_as("start")
    with folder() as place:
        first, *others = [one_start(place) for _ in range(STARTS)]
    told(
        Figure("first_page", first.page, "s"),
        Figure("first_form", first.usable, "s"),
        Figure("cpu_until_a_form", median([one.cpu for one in others]), "s"),
        Figure("form_opens", median([one.usable for one in others]), "s", at_most=3),
        Figure("form_opens_slowest", max(one.usable for one in others), "s", at_most=3),
        Figure("page_answers", median([one.page for one in others]), "s", at_most=3),
    )


if __name__ == "__main__":
    main()
