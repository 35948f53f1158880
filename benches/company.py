"""The sandbox's small company in a process of its own, and hands to act in it: type, fill, send. Loopback only.

    python -m benches.company PORT [slow]

With `slow` it takes messages at Slack's pace. Its tokens are the ones below, so that a bot elsewhere can be given them.
"""

import asyncio
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from benches.measuring import asked, policy_in
from sandbox import Sandbox, SandboxSettings

BOT = "xoxb-bench"
APP = "xapp-bench"
PEOPLE = ("U0MAYA", "U0JONAS", "U0NORA", "U0KIM")
"""Those who are in #support, where the commands are typed."""

CUSTOMERS = ("Acme Corp", "Northwind", "Globex", "Initech", "Hooli")
# `{}` makes each another one.
REPORTS = (
    "API returning 500 errors intermittently for Acme Corp since Monday, ticket #{}. Steps: export an invoice.",
    "Urgent: all agents of Northwind are locked out since the release, {} users, no workaround, production is down.",
    "A customer at Globex sees another company's tickets in search, {} rows so far, with mail addresses.",
    "Initech threatens to cancel, {} questions unanswered for two weeks, their CEO wrote to ours, $180k a year.",
    "Hooli asks for invoices in PDF by country, {} other customers asked too, they decide at the end of the quarter.",
)
ENOUGH = 4
"""Views that may follow each other before one report is through."""


class Sending(NamedTuple):
    """What was sent with the form's button, and when: seconds since 1970, as the sandbox's record has them."""

    report: str
    at: float


def environ(place: Path, *, api: str, port: int) -> dict[str, str]:
    """What the bot is told, to work in this company."""
    return {
        "SLACK_BOT_TOKEN": BOT,
        "SLACK_APP_TOKEN": APP,
        "SLACK_API_URL": f"{api}/api/",
        "DATABASE_URL": f"sqlite:///{place / 'bench.db'}",
        "ESCALATION_CONFIG": policy_in(place),
        "HOST": "127.0.0.1",
        "PORT": str(port),
    }


class Hands:
    """One person's, over the sandbox's doors."""

    def __init__(self, url: str, person: str) -> None:
        self._url = url
        self._person = person

    def does(self, act: str, **more: Any) -> Mapping[str, Any]:
        told: Mapping[str, Any] = asked(f"{self._url}/sandbox/act", {"as": self._person, "do": act, **more})
        return told

    def escalates(self, number: int) -> Sending:
        """From the command to the last press of the button. Raises `RuntimeError` when the form does not open."""
        report = REPORTS[number % len(REPORTS)].format(number + 1)
        view = self.does("command", text=f"/escalate {report}")["modal"]
        if view is None:
            raise RuntimeError("The form did not open.")
        self.does("fill", values={"draft.customer": CUSTOMERS[number % len(CUSTOMERS)]})
        told = view
        for _ in range(ENOUGH):
            at = time.time()
            told = self.does("submit")
            if told["modal"] is None:
                return Sending(report, at)
        raise RuntimeError(f"The form was not taken: {told['shown']}")


def posts(url: str, *, since: int = 0) -> list[dict[str, Any]]:
    """Messages that arrived, oldest first."""
    address = f"{url}/sandbox/record?method=chat.postMessage&since={since}&limit=5000"
    found: list[dict[str, Any]] = [one for one in asked(address)["calls"] if one["ok"]]
    return found


async def serve(port: int, *, slow: bool) -> None:
    settings = SandboxSettings(port=port, pace=slow, bot_token=BOT, app_token=APP)
    async with Sandbox(settings=settings):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), slow="slow" in sys.argv[2:]))
