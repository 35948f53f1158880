"""`/escalate` over signed HTTP: the whole bot against a bare Bolt listener, and how soon `views.open` leaves.

    .venv/bin/python benches/command.py

Four processes: this one makes the load, one is the bot (`escalate run`, HTTP mode, SQLite in a fresh folder), one is
the bare listener of `bare.py`, which opens the very modal the bot opened before, and one is Slack, as far as they need
it. Rounds take turns, so that both meet the same machine. The moment of `views.open` is when its whole request is at
the other end. Payloads come from 30 team ids with four people each; the bot serves the one workspace it is installed
in, as its `authorize` says, so the 30 are payloads and people, not 30 sets of rows.

On two cores the bot shares the machine with the load, so the ratio of CPU a command is given beside the ratio of rates.
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benches.bare import SECRET, TOKEN
from benches.load import Request, Sent, all_at_once, as_fast_as_possible, requests, steadily
from benches.measuring import (
    Child,
    Figure,
    answers,
    asked,
    folder,
    free_port,
    listens,
    median,
    percentile,
    policy_in,
    running,
    started_as,
    told,
)
from benches.texts import texts

SHORT = "API returning 500 errors intermittently for Acme Corp"
ROUNDS = 5
EACH = 600
AT_ONCE = 16
A_SECOND = 50
SECONDS = 30
BURST = 64
BURSTS = 8
WORKSPACES = 30
PEOPLE = 4


class Server(NamedTuple):
    child: Child
    port: int


class Round(NamedTuple):
    rate: float
    cpu: float
    """Milliseconds a command."""


def commands(given: list[str], label: str) -> list[Request]:
    return requests(given, label=label, secret=SECRET, workspaces=WORKSPACES, people=PEOPLE)


def short(count: int) -> list[str]:
    return [f"{SHORT} since {number} minutes" for number in range(count)]


def one_round(server: Server, given: list[Request]) -> Round:
    cpu, began = server.child.cpu_seconds, time.monotonic()
    answered = asyncio.run(as_fast_as_possible(server.port, given, at_once=AT_ONCE))
    seconds = time.monotonic() - began
    well(answered)
    return Round(rate=len(given) / seconds, cpu=(server.child.cpu_seconds - cpu) * 1000 / len(given))


def well(answered: list[Sent]) -> None:
    if bad := [one for one in answered if not one.good]:
        raise RuntimeError(f"{len(bad)} of {len(answered)} commands were not answered with 200.")


def delays(answered: list[Sent], slack: str) -> list[float]:
    """Milliseconds from writing the command to the whole `views.open` at the other end."""
    well(answered)
    opened = asked(f"{slack}/opened")
    return [(opened[one.trigger] - one.at) / 1e6 for one in answered]


def compared(bot: Server, bare: Server, given: list[str], label: str) -> list[Figure]:
    pairs = [
        (
            one_round(bare, commands(given, f"{label}.bare.{number}")),
            one_round(bot, commands(given, f"{label}.bot.{number}")),
        )
        for number in range(ROUNDS)
    ]
    for alone, whole in pairs:
        print(
            f"  {label:<8} bare {alone.rate:>6.0f}/s {alone.cpu:.2f} ms CPU, "
            f"bot {whole.rate:>6.0f}/s {whole.cpu:.2f} ms CPU, ratio {whole.rate / alone.rate:.2f}"
        )
    return [
        Figure(f"{label}_cpu_of_our_own", median([whole.cpu - alone.cpu for alone, whole in pairs]), "ms", at_most=0.5),
        Figure(f"{label}_ratio_of_cpu", median([alone.cpu / whole.cpu for alone, whole in pairs]), "of_bare"),
        Figure(
            f"{label}_ratio_of_rates",
            median([whole.rate / alone.rate for alone, whole in pairs]),
            "of_bare",
            at_least=0.45,
        ),
    ]


def measured(bot: Server, bare: Server, slack: str) -> None:
    asked(f"{slack}/opened")
    long = list(texts(EACH))
    figures = [*compared(bot, bare, long, "300_letters"), *compared(bot, bare, short(EACH), "53_letters")]
    asked(f"{slack}/opened")

    steady = delays(
        asyncio.run(steadily(bot.port, commands(list(texts(A_SECOND * SECONDS)), "steady"), a_second=A_SECOND)), slack
    )
    bursts = []
    for number in range(BURSTS):
        time.sleep(1)
        given = commands(list(texts(BURST)), f"burst.{number}")
        bursts += delays(asyncio.run(all_at_once(bot.port, given)), slack)
    told(
        Figure(f"steady_{A_SECOND}_a_second_p50", percentile(steady, 50), "ms"),
        Figure(f"steady_{A_SECOND}_a_second_p99", percentile(steady, 99), "ms", at_most=20),
        Figure(f"{BURST}_at_once_p50", percentile(bursts, 50), "ms"),
        Figure(f"{BURST}_at_once_p99", percentile(bursts, 99), "ms", at_most=150),
        *figures[3:],
        *figures[:3],
    )


def main() -> None:
    started_as("command")
    with folder() as place:
        slack_port, bot_port, bare_port = free_port(), free_port(), free_port()
        slack = f"http://127.0.0.1:{slack_port}"
        environ = {
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": f"{slack}/api/",
            "DATABASE_URL": f"sqlite:///{place / 'bench.db'}",
            "ESCALATION_CONFIG": policy_in(place),
            "HOST": "127.0.0.1",
            "PORT": str(bot_port),
        }
        with (
            running("benches.far_end", str(slack_port), within=place) as far_end,
            running("cli", "run", within=place, environ=environ) as bot,
        ):
            far_end.until(lambda: answers(f"{slack}/opened"))
            bot.until(lambda: answers(f"http://127.0.0.1:{bot_port}/healthz"))
            # The first ones also tell the bot who these people are, and give the modal for the bare listener.
            one_round(Server(bot, bot_port), commands(list(texts(2 * WORKSPACES * PEOPLE)), "first"))
            view = place / "view.json"
            view.write_text(json.dumps(asked(f"{slack}/last")["view"]), encoding="utf-8")
            with running("benches.bare", str(bare_port), f"{slack}/api/", str(view), within=place) as bare:
                bare.until(lambda: listens(bare_port))
                one_round(Server(bare, bare_port), commands(short(100), "first.bare"))
                measured(Server(bot, bot_port), Server(bare, bare_port), slack)


if __name__ == "__main__":
    main()
