"""What is served over HTTP: Slack's requests in HTTP mode, other products' webhooks, health and figures."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from escalation.letters import LetterState
from escalation.ports import Figures
from running import hooks

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

SLACK = "/slack/events"


class Metrics:
    """The figures of /metrics. Nothing in a label names a person, a customer or an escalation."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._open = self._gauge("open_escalations", "Escalations that are not closed.")
        self._overdue = self._gauge("overdue_clocks", "Promises that are due and not yet spoken of.")
        self._oldest = self._gauge("oldest_waiting_letter_seconds", "Age of the oldest letter that may leave now.")
        self._late = Gauge(
            "escalation_overdue_unsent",
            "Promises nobody asked about, and letters that could leave and have not, long after their time.",
            ["what"],
            registry=self._registry,
        )
        self._letters = Gauge("escalation_letters", "Letters by state.", ["state"], registry=self._registry)

    def _gauge(self, name: str, said: str) -> Gauge:
        return Gauge(f"escalation_{name}", said, registry=self._registry)

    def text(self, figures: Figures) -> bytes:
        self._open.set(figures.open_escalations)
        self._overdue.set(figures.overdue_clocks)
        self._oldest.set(figures.oldest_waiting_seconds)
        self._late.labels(what="promises").set(figures.late.clocks)
        self._late.labels(what="letters").set(figures.late.letters)
        for state in LetterState:
            self._letters.labels(state=state.value).set(figures.letters.get(state, 0))
        return generate_latest(self._registry)


class Pages:
    """A small switch in front of Bolt's adapter. `slack` is None in Socket Mode: nothing listens there then."""

    def __init__(
        self,
        *,
        slack: Asgi | None,
        webhooks: Asgi,
        problems: Callable[[], Awaitable[list[str]]],
        metrics: Callable[[], Awaitable[bytes]],
    ) -> None:
        """`problems` says what keeps us from being ready; empty when nothing does."""
        self._slack = slack
        self._webhooks = webhooks
        self._problems = problems
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["path"] == SLACK and self._slack:
            await self._slack(scope, receive, send)
        elif str(scope["path"]).startswith(hooks.PATH):
            await self._webhooks(scope, receive, send)
        elif scope["method"] not in {"GET", "HEAD"}:
            await _answer(send, 404, b"Not found\n")
        else:
            await self._page(str(scope["path"]), send)

    async def _page(self, path: str, send: Send) -> None:
        match path:
            case "/healthz":
                await _answer(send, 200, b"ok\n")
            case "/readyz":
                problems = await self._problems()
                body = json.dumps({"ready": not problems, "problems": problems}).encode()
                await _answer(send, 503 if problems else 200, body, "application/json")
            case "/metrics":
                await _answer(send, 200, await self._metrics(), CONTENT_TYPE_LATEST)
            case _:
                await _answer(send, 404, b"Not found\n")


async def _live(receive: Receive, send: Send) -> None:
    while (await receive())["type"] == "lifespan.startup":
        await send({"type": "lifespan.startup.complete"})
    await send({"type": "lifespan.shutdown.complete"})


async def _answer(send: Send, status: int, body: bytes, kind: str = "text/plain; charset=utf-8") -> None:
    headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
