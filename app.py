"""Puts the parts together and starts them. The only place that makes clients and engines."""

import asyncio
import contextlib
import logging
import random
import signal
import socket
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

import listeners.card
import listeners.command
import listeners.deed_forms
import listeners.deeds
import listeners.draft
import listeners.failing
import listeners.home
import listeners.reactions
import listeners.setup
import listeners.shortcuts
from connectors.card_link import CardLink
from connectors.carriers import Carriers
from connectors.issues import IssueFiler
from connectors.notes import NoteTaker
from connectors.outside import Outside
from connectors.pager import Pager
from connectors.product import Means
from connectors.register import set_up as set_up_sources
from connectors.replies import Replier
from connectors.slack import SlackMessenger, permalink
from connectors.slack_directory import SlackDirectory
from connectors.writers import WayBack
from escalation.delivery import SETTLE, Delivery, OffLoop
from escalation.desk import EscalationDesk
from escalation.drafts import MessageRef
from escalation.errors import StorageError
from escalation.gathering import Gathering
from escalation.happenings import Heard
from escalation.kinds import UserId, WorkspaceId
from escalation.letters import Claim, Form
from escalation.notices import Morning, Standing
from escalation.overhearing import Overhearing
from escalation.people import Person, SetUp
from listeners.room import Room
from running.bot import PATIENCE, Bot, Patience
from running.garbage import keep_what_is_loaded
from running.hooks import Hooks
from running.identity import CannotStart, Identity, introduced
from running.moment import Moment
from running.policies import PolicyBook
from running.rounds import Courier, TaskSet, Threads
from running.seen import ToolsSeen
from running.starting import started
from running.writer import Writer
from settings import Settings
from storage.engine import open_engines, own
from storage.migrate import migrate
from storage.store import SqlStore

__all__ = ["PATIENCE", "Bot", "Patience", "run", "running"]

log = logging.getLogger(__name__)

POSTGRES_THREADS = 8


def fresh_id() -> str:
    return uuid.uuid4().hex


@asynccontextmanager
async def running(
    settings: Settings, *, set_up: SetUp | None = None, serve: bool = True, patience: Patience = PATIENCE
) -> AsyncIterator[Bot]:
    """The whole program, from database to connection, until the block ends.

    `set_up` is laid down in an empty workspace, for trying it out. Raises `CannotStart`.
    """
    async with contextlib.AsyncExitStack() as stack:
        session = await stack.enter_async_context(_session(patience))
        client = AsyncWebClient(
            token=settings.bot_token.get_secret_value(),
            base_url=settings.api_url,
            timeout=patience.answer,
            session=session,
            retry_handlers=[],
        )
        moment = await _moment(settings, session, stack)
        store, off_loop = await _store(settings, stack)
        identity = await introduced(client)
        store = store.serving(identity.workspace)
        outside = await stack.enter_async_context(Outside())
        bot = await _put_together(
            settings, client, identity, store, off_loop, moment, outside=outside, patience=patience
        )
        if set_up is not None:
            await off_loop(_lay_down, store, identity.workspace, set_up)
        await bot.policies.refresh(identity.workspace)
        await started(bot, settings, stack, serve=serve, patience=patience)
        yield bot


def _session(patience: Patience) -> aiohttp.ClientSession:
    """One for all calls. It drops a kept connection before Slack does: a post on a dead one would be unclear."""
    timeout = aiohttp.ClientTimeout(total=patience.answer, sock_connect=3)
    return aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=64, keepalive_timeout=10))


async def _moment(settings: Settings, session: aiohttp.ClientSession, stack: contextlib.AsyncExitStack) -> Moment:
    moment = Moment()
    if settings.clock_url:
        await moment.ask(settings.clock_url, session)
        following = asyncio.create_task(moment.follow(settings.clock_url, session))
        stack.callback(following.cancel)
    return moment


async def _store(settings: Settings, stack: contextlib.AsyncExitStack) -> tuple[SqlStore, OffLoop]:
    url = settings.database_url.get_secret_value()
    try:
        store = SqlStore(open_engines(url))
        stack.callback(store.close)
        off_loop = Writer(store) if url.startswith("sqlite") else Threads(POSTGRES_THREADS)
        stack.callback(off_loop.close)
        stack.enter_context(own(url))
        await off_loop(migrate, url)
        await off_loop(store.check)
        if url.startswith("sqlite"):
            await off_loop(store.shorten_leases, SETTLE)  # the file is ours alone, so nobody is sending
    except StorageError as failure:
        raise CannotStart(str(failure)) from failure
    return store, off_loop


def _lay_down(store: SqlStore, workspace: WorkspaceId, set_up: SetUp) -> None:
    with store.begin(workspace) as tx:
        if tx.set_up() == SetUp():
            tx.keep_set_up(set_up)


async def _put_together(  # noqa: PLR0913 - each is one part of the program
    settings: Settings,
    client: AsyncWebClient,
    identity: Identity,
    store: SqlStore,
    off_loop: OffLoop,
    moment: Moment,
    *,
    outside: Outside,
    patience: Patience,
) -> Bot:
    async def keep(workspace: WorkspaceId, person: Person) -> None:
        await off_loop(_keep_person, store, workspace, person)

    async def kept(workspace: WorkspaceId, id: UserId) -> Person | None:
        return await off_loop(_kept_person, store, workspace, id)

    directory = SlackDirectory(client_for=lambda _: client, machine_time=time.monotonic, keep=keep, kept=kept)

    def chosen(workspace: WorkspaceId) -> SetUp:
        with store.read(workspace) as tx:
            return tx.set_up()

    policies = PolicyBook(path=settings.config, directory=directory, set_up=lambda one: off_loop(chosen, one))
    means = Means(client=outside.client, seconds=time.monotonic)
    sources = set_up_sources(policies.connectors, named=settings.named, means=means)
    for problem in sources.problems:
        log.error("a connector cannot be asked", extra={"why": problem})
    way_back = WayBack(sources.connectors)
    desk = EscalationDesk(store=store, policies=policies.of_file, now=moment.now, new_id=fresh_id, writers=way_back)

    async def standing(claim: Claim) -> Standing | Morning | None:
        return await off_loop(desk.by_letter, claim)

    link_to = partial(_link, identity)
    slack = SlackMessenger(
        client_for=lambda _: client,
        directory=directory,
        standing=standing,
        domain_for=lambda _: identity.url or None,
        machine_time=time.time,
    )
    pager = Pager(
        client=outside.client,
        policy=lambda workspace: off_loop(desk.policy, workspace),
        standing=standing,
        link_to=link_to,
        named=settings.named,
        machine_time=time.time,
    )
    seen = ToolsSeen(sources.connectors, now=moment.now)
    overhearing = Overhearing(
        connectors=sources.connectors,
        told_by={hook.name for hook in sources.hooks},
        desk=desk,
        off_loop=off_loop,
        by_email=directory.by_email,
        now=moment.now,
    )
    card_link = CardLink(standing=standing, link_to=link_to)
    notes = NoteTaker(way_back=way_back, card_link=card_link, machine_time=time.time)
    replies = Replier(way_back=way_back, standing=standing, now=moment.now, machine_time=time.time)
    issues = IssueFiler(way_back=way_back, card_link=card_link, machine_time=time.time)
    owner = f"{socket.gethostname()}:{fresh_id()[:8]}"
    delivery = Delivery(
        store=store,
        desk=desk,
        messenger=Carriers(slack, {Form.PAGE: pager, Form.NOTE: notes, Form.ISSUE: issues, Form.REPLY: replies}),
        off_loop=off_loop,
        owner=owner,
        chance=random.random,
        settle=patience.settle,
    )
    courier = Courier(delivery=delivery, store=store, off_loop=off_loop)

    async def take_in(heard: Heard) -> None:
        await overhearing.take_in(heard, workspace=identity.workspace)
        courier.poke()

    tasks = TaskSet()
    room = Room(
        desk=desk,
        people=directory,
        policies=policies,
        off_loop=off_loop,
        tasks=tasks,
        poke=courier.poke,
        command=settings.command,
        takes_files=lambda: "files:read" in identity.scopes,
        link_to=link_to,
        tools=Gathering(
            sources.connectors,
            now=moment.now,
            seconds=time.monotonic,
            within=lambda workspace: policies.current(workspace).gather_within,
            saw=seen.saw,
        ),
        tool_states=lambda: (seen.states(), sources.problems),
    )
    bolt = _bolt(settings, client, identity)
    for one in (
        listeners.command,
        listeners.draft,
        listeners.shortcuts,
        listeners.setup,
        listeners.card,
        listeners.deed_forms,
        listeners.deeds,
        listeners.home,
        listeners.reactions,
    ):
        one.register(bolt, room)
    return Bot(
        desk=desk,
        store=store,
        people=directory,
        policies=policies,
        courier=courier,
        bolt=bolt,
        off_loop=off_loop,
        tasks=tasks,
        moment=moment,
        identity=identity,
        overhearing=overhearing,
        hooks=Hooks(sources.hooks, take_in=take_in, machine_now=Moment().now),
        port=settings.port,
        connection=None,
    )


def _keep_person(store: SqlStore, workspace: WorkspaceId, person: Person) -> None:
    with store.begin(workspace) as tx:
        tx.keep_person(person)


def _kept_person(store: SqlStore, workspace: WorkspaceId, id: UserId) -> Person | None:
    with store.read(workspace) as tx:
        return tx.person(id)


def _link(identity: Identity, _: WorkspaceId, card: MessageRef | None) -> str | None:
    return permalink(identity.url, card) if identity.url and card else None


def _bolt(settings: Settings, client: AsyncWebClient, identity: Identity) -> AsyncApp:
    """`authorize` answers from memory: an auth.test for each request would cost the time a modal has."""

    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=identity.workspace,
            bot_id=identity.bot_id,
            bot_user_id=identity.bot_user,
            bot_token=settings.bot_token.get_secret_value(),
        )

    secret = settings.signing_secret.get_secret_value() if settings.signing_secret else None
    bolt = AsyncApp(
        client=client,
        authorize=authorize,
        signing_secret=secret,
        request_verification_enabled=settings.mode == "http",
        process_before_response=True,
    )
    listeners.failing.register(bolt)
    return bolt


async def run(settings: Settings, *, said: str) -> None:
    """Runs until Ctrl-C or SIGTERM. SIGHUP reads the policy file again."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, stop.set)
    async with running(settings) as bot:
        keep_what_is_loaded()
        loop.add_signal_handler(signal.SIGHUP, bot.policies.read_again)
        print(said.format(team=bot.identity.team, port=bot.port), flush=True)
        await stop.wait()
        print("Stopping ...", flush=True)
