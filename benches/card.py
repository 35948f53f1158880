"""After Send: how long until the card, and then the brief, stand in the channel.

    .venv/bin/python benches/card.py

Fifty escalations one after the other, to all teams, through the whole way: command, form, Send, database, courier,
Slack. The bot is a process of its own in Socket Mode, the sandbox another one that takes messages at Slack's pace.
From the last press of the button to the call that brought the message, by the sandbox's record.
"""

import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benches.company import PEOPLE, Hands, Sending, environ, posts
from benches.measuring import Figure, answers, folder, free_port, percentile, running, started_as, told

COUNT = 50
PATIENCE = 10.0
BETWEEN = 1.0


class Lost(Exception):
    """A message did not come."""


def arrivals(api: str, label: str, *, since: int) -> tuple[float, float] | None:
    """When the card and the brief of an escalation came, in seconds since 1970; None while one is missing."""
    card, brief = 0.0, 0.0
    for call in posts(api, since=since):
        payload = (call["metadata"] or {}).get("event_payload") or {}
        if payload.get("escalation") != label or not call["channel"].startswith("C"):
            continue
        at = datetime.fromisoformat(call["time"]).timestamp()
        card, brief = (card, brief or at) if call["arguments"].get("thread_ts") else (card or at, brief)
    return (card, brief) if card and brief else None


def delays(api: str, number: int, *, since: int) -> tuple[float, float]:
    sending: Sending = Hands(api, PEOPLE[number % len(PEOPLE)]).escalates(number)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        time.sleep(0.1)
        if found := arrivals(api, f"ESC-{number + 1}", since=since):
            return found[0] - sending.at, found[1] - sending.at
    raise Lost(f"Card and brief of {sending.report!r} did not come in {PATIENCE} s.")


def newest(calls: list[dict[str, Any]]) -> int:
    return max((int(one["number"]) for one in calls), default=0)


def main() -> None:
    started_as("card")
    cards, briefs = [], []
    with folder() as place:
        company_port, port = free_port(), free_port()
        api = f"http://127.0.0.1:{company_port}"
        with running("benches.company", str(company_port), "slow", within=place) as company:
            company.until(lambda: answers(f"{api}/sandbox/clock"))
            with running("cli", "run", within=place, environ=environ(place, api=api, port=port)) as bot:
                bot.until(lambda: answers(f"http://127.0.0.1:{port}/readyz"))
                since = 0
                for number in range(COUNT):
                    card, brief = delays(api, number, since=since)
                    cards.append(card)
                    briefs.append(brief)
                    since = newest(posts(api, since=since))
                    time.sleep(BETWEEN)
    told(
        Figure("brief_p50", percentile(briefs, 50), "s"),
        Figure("brief_p95", percentile(briefs, 95), "s", at_most=2),
        Figure("card_p50", percentile(cards, 50), "s"),
        Figure("card_slowest", max(cards), "s", at_most=2),
        Figure("card_p95", percentile(cards, 95), "s", at_most=2),
    )


if __name__ == "__main__":
    main()
