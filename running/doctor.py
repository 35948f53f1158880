"""`escalate doctor`: looks at everything a brief needs on its way, and says what to do about what is wrong.

It only looks: nothing is posted, joined, migrated or made. One line a check; what Slack would not tell is said as that,
and is no failure.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from connectors.slack_answers import UNKNOWN_METHOD, asked
from escalation.errors import GiveUp, PolicyError, StorageError, TryAgain, Unclear
from escalation.kinds import WorkspaceId
from escalation.letters import LetterState
from escalation.people import SetUp
from escalation.policy import Policy
from escalation.ports import Figures
from running import tools
from running.findings import Finding, Mark, looked_at, not_told
from running.manifest import BOT_SCOPES, OPTIONAL_SCOPES, SLACK_CALLS
from running.moment import Moment
from running.places import Places
from running.policies import read_file
from running.watch import said_of
from settings import Settings
from storage.engine import Engines, file_of, open_engines, parse, told_plainly
from storage.migrate import head, revision_of
from storage.store import SqlStore

TIMEOUT = 10
PUBLIC_TIMEOUT = 3
SKEW = 60
"""Seconds our clock may be off Slack's. Signatures are refused after 300; promises are late before that."""


class Introduced(NamedTuple):
    """What auth.test told: where we are, what we may do, and Slack's time."""

    workspace: WorkspaceId
    team: str
    name: str
    scopes: frozenset[str] | None
    date: str | None


async def examine(
    settings: Settings, *, say: Callable[[str], object], now: Callable[[], datetime] | None = None
) -> bool:
    """Whether all is well. `say` is told each line as soon as it is known; `now` is the machine's time."""
    wrong = 0
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT)) as session:
        client = AsyncWebClient(
            token=settings.bot_token.get_secret_value(),
            base_url=settings.api_url,
            timeout=TIMEOUT,
            session=session,
            retry_handlers=[],
        )
        async for found in _looked(settings, client, session, now or Moment().now):
            wrong += found.mark is Mark.WRONG
            say(found.line)
    say(f"To fix: {wrong}. Then run this again." if wrong else "Nothing to fix.")
    return not wrong


async def _looked(
    settings: Settings, client: AsyncWebClient, session: aiohttp.ClientSession, now: Callable[[], datetime]
) -> AsyncIterator[Finding]:
    found, we = await _bot_token(client)
    yield found
    yield await _app_token(settings, client)
    for one in _of_slack(we, now()):
        yield one
    findings, set_up = await asyncio.to_thread(_database, settings.database_url.get_secret_value(), we, now())
    for one in findings:
        yield one
    policy, findings = _policy(settings)
    for one in findings:
        yield one
    if we is not None and policy is not None:
        places = Places(client, we.workspace, bot=we.name, command=settings.command, named=settings.named)
        async for one in places.look(policy.for_workspace(we.workspace, set_up)):
            yield one
    tables = policy.connectors if policy else {}
    async for one in tools.look(tables, named=settings.named, now=now(), address=settings.public_url):
        yield one
    if settings.mode == "http":
        yield await _public_url(settings.public_url, session)


# --- tokens, scopes, time


def _of_slack(we: Introduced | None, now: datetime) -> Iterator[Finding]:
    if we is not None:
        yield from _scopes(we.scopes)
        yield _clock(we.date, now)


async def _bot_token(client: AsyncWebClient) -> tuple[Finding, Introduced | None]:
    about, answers = "Bot token", list[AsyncSlackResponse]()

    async def heard() -> AsyncSlackResponse:
        answers.append(await client.auth_test())
        return answers[0]

    try:
        told = await asked(heard())
    except (GiveUp, TryAgain, Unclear) as failure:
        code = getattr(failure, "code", "")
        if not code:
            remedy = f"Check the network and SLACK_API_URL, which is {client.base_url}"
            return Finding(Mark.WRONG, about, f"could not be tried: {failure}. {remedy}"), None
        remedy = "Copy the Bot User OAuth Token anew from OAuth & Permissions into SLACK_BOT_TOKEN."
        return Finding(Mark.WRONG, about, f"Slack refuses it ({code}). {remedy}"), None
    we = _introduced(told, answers[0])
    return Finding(Mark.OK, about, f"workspace {we.team} ({we.workspace}), as @{we.name}."), we


def _introduced(told: dict[str, Any], answer: AsyncSlackResponse) -> Introduced:
    headers = {name.lower(): str(value) for name, value in (answer.headers or {}).items()}
    scopes = headers.get("x-oauth-scopes")
    return Introduced(
        workspace=WorkspaceId(str(told["team_id"])),
        team=str(told.get("team") or told["team_id"]),
        name=str(told.get("user") or told.get("user_id") or "?"),
        scopes=None if scopes is None else frozenset(one.strip() for one in scopes.split(",")),
        date=headers.get("date"),
    )


async def _app_token(settings: Settings, client: AsyncWebClient) -> Finding:
    about, token = "App token", settings.app_token
    if token is None:
        return Finding(Mark.OK, about, "none, so Slack reaches the bot over HTTP.")

    async def opened() -> Finding:
        """Asked once: Slack may allow no more than one such call a minute."""
        await asked(client.apps_connections_open(app_token=token.get_secret_value()))
        return Finding(Mark.OK, about, "Socket Mode opens.")

    remedy = "Turn Socket Mode on, and make a new token with connections:write under Basic Information."
    return await looked_at(
        about, opened(), refused=lambda no: f"Slack refuses it ({no.code}). {remedy}", untold=UNKNOWN_METHOD
    )


def _scopes(granted: frozenset[str] | None) -> Iterator[Finding]:
    if granted is None:
        yield not_told("Scopes", "Slack did not name them")
        return
    if missing := [scope for scope in BOT_SCOPES if scope not in granted]:
        remedy = "Add them under OAuth & Permissions, then Reinstall to Workspace. Why each: docs/scopes.md"
        yield Finding(Mark.WRONG, "Scopes", f"missing {', '.join(missing)}. {remedy}")
    else:
        yield Finding(Mark.OK, "Scopes", f"all {len(BOT_SCOPES)} are granted.")
    if without := [scope for scope in OPTIONAL_SCOPES if scope not in granted]:
        said = f"without {', '.join(without)}. What that costs: docs/scopes.md"
        yield Finding(Mark.NOTE, "Optional scopes", said)
    else:
        yield Finding(Mark.OK, "Optional scopes", "all are granted.")


def _clock(date: str | None, now: datetime) -> Finding:
    about = "Clock"
    try:
        theirs = parsedate_to_datetime(date or "")
    except ValueError:
        return not_told(about, "Slack's answer has no date")
    off = round((now - theirs).total_seconds())
    if abs(off) <= SKEW:
        return Finding(Mark.OK, about, "agrees with Slack's.")
    which = "ahead of" if off > 0 else "behind"
    remedy = "Turn time synchronisation on: promises are kept by this clock, and Slack's signatures checked by it."
    return Finding(Mark.WRONG, about, f"{abs(off)} s {which} Slack's. {remedy}")


# --- what is ours


def _database(url: str, we: Introduced | None, now: datetime) -> tuple[list[Finding], SetUp]:
    """Read only. What was chosen in Set up comes along; nothing where it cannot be read."""
    try:
        parsed = parse(url)
        if parsed.get_backend_name() == "sqlite" and not file_of(parsed).is_file():
            return [_no_file(url)], SetUp()
        return _read(open_engines(url), we, now)
    except StorageError as failure:
        return [Finding(Mark.WRONG, "Database", str(failure))], SetUp()


def _no_file(url: str) -> Finding:
    """Connecting would make an empty one."""
    file = file_of(parse(url))
    if not file.absolute().parent.is_dir():
        said = f"the folder of {file} is not there. Create it, or correct DATABASE_URL."
        return Finding(Mark.WRONG, "Database", said)
    return Finding(Mark.NOTE, "Database", f"{file} is not there yet; the first start makes it.")


def _read(engines: Engines, we: Introduced | None, now: datetime) -> tuple[list[Finding], SetUp]:
    store = SqlStore(engines)
    try:
        with told_plainly(engines.read.url), engines.read.connect() as connection:
            schema = revision_of(connection)
        found = _schema(engines.where, schema)
        if schema != head():
            return [found], SetUp()
        findings = [found, _delivery((store.serving(we.workspace) if we else store).figures(now))]
        if we is None:
            return findings, SetUp()
        with store.read(we.workspace) as tx:
            return findings, tx.set_up()
    finally:
        store.close()


def _schema(where: str, schema: str | None) -> Finding:
    about = "Database"
    if schema is not None and schema > head():
        remedy = "Start that version, or put back a backup from before it."
        return Finding(Mark.WRONG, about, f"{where} was written by a newer version (schema {schema}). {remedy}")
    if schema != head():
        stands = f"has schema {schema}" if schema else "is empty"
        return Finding(Mark.NOTE, about, f"{where} {stands}; the next start brings it to {head()}.")
    return Finding(Mark.OK, about, f"{where}, schema {schema}.")


def _delivery(figures: Figures) -> Finding:
    about, parked = "Delivery", figures.letters.get(LetterState.PARKED, 0)
    if figures.late:
        remedy = "Is the bot running? Its log says why, and which letters: escalate letters"
        return Finding(Mark.WRONG, about, f"{said_of(figures.late)}. {remedy}")
    if parked:
        counted = f"{parked} letter{'s' if parked > 1 else ''}"
        return Finding(Mark.WRONG, about, f"{counted} could not be delivered. Which, and why: escalate letters")
    return Finding(Mark.OK, about, "nothing is late, and nothing was refused.")


def _policy(settings: Settings) -> tuple[Policy | None, list[Finding]]:
    about = "Policy file"
    try:
        policy = read_file(settings.config)
    except PolicyError as wrong:
        return None, [Finding(Mark.WRONG, about, mistake) for mistake in str(wrong).splitlines()]
    said = f"{settings.config} is good." if settings.config else "none; Set up and the shipped values count."
    return policy, [Finding(Mark.OK, about, said)]


async def _public_url(url: str | None, session: aiohttp.ClientSession) -> Finding:
    """An address that does not answer is no failure: from inside a network the way to it is often closed."""
    about = "PUBLIC_URL"
    if url is None:
        return Finding(Mark.NOTE, about, "not set. With it, the address that Slack calls is looked at here.")
    if not url.startswith("https://"):
        return Finding(Mark.WRONG, about, f"{url} is not https, and Slack calls nothing else. Put TLS before the bot.")
    try:
        async with session.get(f"{url}/healthz", timeout=aiohttp.ClientTimeout(total=PUBLIC_TIMEOUT)) as answer:
            status = answer.status
    except (aiohttp.ClientError, TimeoutError) as failure:
        return not_told(about, f"{url} does not answer from here ({type(failure).__name__})")
    if status != 200:  # noqa: PLR2004 - HTTP's number for "good"
        return not_told(about, f"{url}/healthz answers {status}; is the bot started, and does the address lead to it")
    return Finding(Mark.OK, about, f"{url} answers. In Slack, every Request URL is {url}{SLACK_CALLS}")
