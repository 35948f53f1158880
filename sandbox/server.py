"""The sandbox as a whole: its parts put together, served on this machine only."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

from aiohttp import web

from sandbox import limits, payloads, tools
from sandbox.answers import Answers
from sandbox.backstage import Backstage, Host
from sandbox.changes import Changes
from sandbox.clock import SandboxClock
from sandbox.dispatch import Dispatcher
from sandbox.doors import Doors
from sandbox.faults import Fault
from sandbox.helpdesk import Helpdesk
from sandbox.issue_tracker import IssueTracker
from sandbox.pace import Pace
from sandbox.people import Person
from sandbox.record import Record
from sandbox.response_urls import ResponseUrls
from sandbox.screen import Face
from sandbox.signed_http import SignedHttp
from sandbox.socket_mode import SocketMode
from sandbox.story import Story
from sandbox.support_desk import SupportDesk
from sandbox.traffic import Traffic
from sandbox.triggers import Triggers
from sandbox.web_api import Tokens, WebApi
from sandbox.wires import Wires
from sandbox.workspace import Message, View, Workspace

T = TypeVar("T")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PAGE = Path(__file__).parent / "page"
_SAFE = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True)
class SandboxSettings:
    host: str = "127.0.0.1"
    port: int = 0
    pace: bool = True
    posts_per_second: float = limits.POSTS_PER_SECOND
    post_burst: int = limits.POST_BURST
    ack_seconds: float = limits.ACK_SECONDS
    trigger_seconds: float = limits.TRIGGER_SECONDS
    event_retries: tuple[float, ...] = limits.EVENT_RETRIES
    bot_token: str = ""
    app_token: str = ""
    signing_secret: str = ""
    request_url: str | None = None  # signed HTTP instead of Socket Mode


class Sandbox:
    def __init__(self, story: Story | None = None, settings: SandboxSettings | None = None) -> None:
        self.story = story or Story()
        self.settings = settings or SandboxSettings()
        if self.settings.host not in _LOOPBACK:
            raise ValueError(f"The sandbox serves this machine only; {self.settings.host!r} is not one of {_LOOPBACK}.")
        self.bot_token = self.settings.bot_token or f"xoxb-sandbox-{secrets.token_hex(8)}"
        self.app_token = self.settings.app_token or f"xapp-sandbox-{secrets.token_hex(8)}"
        self.signing_secret = self.settings.signing_secret or secrets.token_hex(16)
        self.clock = SandboxClock()
        self.changes = Changes()
        self.workspace = Workspace(self.story, self.clock, self.changes)
        self.triggers = Triggers(self.settings.trigger_seconds)
        self._urls = ResponseUrls()
        self.socket_mode = SocketMode(self.settings.ack_seconds, self.changes.tell)
        self._http = SignedHttp(self.settings.request_url or "", self.signing_secret, self.settings.ack_seconds)
        line = self._http if self.settings.request_url else self.socket_mode
        self.dispatcher = Dispatcher(line, self.settings.event_retries, self.workspace.now)
        tokens = Tokens(self.bot_token, self.app_token)
        self.api = WebApi(self.workspace, tokens, self.socket_mode, self.triggers, self._urls)
        if self.settings.pace:
            self.api.pace = Pace(per_second=self.settings.posts_per_second, burst=self.settings.post_burst)
        self.support_desk = SupportDesk(self.changes.tell)
        self.issue_tracker = IssueTracker()
        self.host: Host | None = None
        self.helpdesk = Helpdesk(self.clock.now)
        self._doors = Doors(self.workspace, self.api, self.socket_mode, self.dispatcher, self.person)
        self._runner: web.AppRunner | None = None
        self.url = ""

    # Its life.

    async def start(self) -> None:
        web_app = web.Application(middlewares=[_only_this_machine])
        backstage = Backstage(self.workspace, Traffic(self.dispatcher, self.record), lambda: self.host)
        web_app.add_routes(
            [
                web.route("*", "/api/{method}", self.api.answer),
                web.get("/link/", self.socket_mode.connect),
                web.post("/response/{key}", Answers(self.workspace, self._urls).answer),
                *self._doors.routes(),
                *backstage.routes(),
                *tools.routes(),
                *self.helpdesk.routes(),
                *self.support_desk.routes(),
                *self.issue_tracker.routes(),
                web.get("/", _serve("index.html")),
                *(web.get(f"/{file.name}", _serve(file.name)) for file in _PAGE.iterdir()),
            ]
        )
        self._runner = web.AppRunner(web_app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.settings.host, self.settings.port)
        await site.start()
        host = f"[{self.settings.host}]" if ":" in self.settings.host else self.settings.host
        self.url = f"http://{host}:{self._runner.addresses[0][1]}"
        self._urls.base_url = self.url

    async def stop(self) -> None:
        self.api.faults.clear()
        self.changes.close()
        await self.dispatcher.close()
        await self.socket_mode.close()
        await self._http.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    async def verifies_request_url(self) -> bool:
        return await self._http.verify()

    async def connected(self, *, seconds: float = 20.0) -> None:
        """Waits for the app's first socket."""
        await self.until(lambda: self.socket_mode.connections, seconds=seconds)

    @asynccontextmanager
    async def setting_the_scene(self) -> AsyncIterator[None]:
        """Until the block ends the page waits, and nobody is held to Slack's pace."""
        pace, self.api.pace = self.api.pace, None
        self._doors.is_set.clear()
        try:
            yield
        finally:
            self.api.pace = pace
            self._doors.is_set.set()

    # What there is, for tests.

    def person(self, id: str) -> Person:
        if id not in self.workspace.people:
            raise KeyError(id)
        return Person(id, Wires(self.workspace, self.dispatcher, self.triggers, self._urls))

    def modal(self, person: Person) -> Face | None:
        return person.modal

    @property
    def record(self) -> Record:
        return self.api.record

    @property
    def notes(self) -> list[dict[str, str]]:
        """What Slack would have kept silent about: errors for fields that are not there, answers it threw away."""
        return self.workspace.notes

    def messages(self, channel: str) -> list[Message]:
        """What stands in the channel itself, oldest first: no replies, nothing that only one person sees."""
        return [m for m in self.workspace.channels[channel].messages if m.at_top and m.only_for is None]

    def thread(self, channel: str, ts: str) -> list[Message]:
        """The replies, oldest first; the message they answer is not among them."""
        return [m for m in self.workspace.channels[channel].replies(ts) if m.only_for is None]

    def dm(self, user: str) -> list[Message]:
        """All that passed between the app and this person directly."""
        return list(self.workspace.dm(user).messages)

    def view(self, id: str) -> View | None:
        return self.workspace.find_view(view_id=id)

    def fails(self, fault: str, **more: Any) -> None:
        """`fails("429", method="chat.postMessage", times=3, retry_after=2)`: as POST /sandbox/faults."""
        self.api.faults.add(Fault(fault=fault, **more))

    async def sends_event(self, body: dict[str, Any]) -> None:
        """Any other event an app can subscribe to, as its inner `event`."""
        await self.dispatcher.tell(payloads.event(self.workspace, body))

    async def until(self, claim: Callable[[], T], *, seconds: float = 20.0) -> T:
        """Waits until the claim holds, looking again at each change, and returns what it said."""
        return await self.changes.until(claim, seconds=seconds)


@web.middleware
async def _only_this_machine(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A page elsewhere must not reach us: neither by a name that points here nor by posting across."""
    if _name_of(request.host) not in _LOOPBACK:
        return web.Response(status=403, text="The sandbox answers to this machine only.")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.host}":
        return web.Response(status=403, text="The sandbox answers to its own page only.")
    return await handler(request)


def _name_of(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _serve(name: str) -> Handler:
    async def serve(_request: web.Request) -> web.StreamResponse:
        return web.FileResponse(_PAGE / name, headers=_SAFE)

    return serve
