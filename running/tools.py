"""The company's other tools, for the doctor: whether each lets us in, as whom, and whether it tells us by itself."""

import asyncio
import time
from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from connectors.hooks.way import TellsUs
from connectors.outside import Outside
from connectors.product import Means, Named
from connectors.register import set_up
from escalation.sources import WRITING, Connector, Health, SourceFailed
from running.findings import Finding, Mark
from running.hooks import PATH

TIMEOUT = 8.0
SOON = timedelta(days=14)
"""A token that ends sooner is worth a word."""


async def look(
    tables: Mapping[str, Mapping[str, object]], *, named: Named, now: datetime, address: str | None = None
) -> AsyncIterator[Finding]:
    """All are asked at once; what is wrong with one says nothing about the others. `address` is ours, from outside."""
    async with Outside() as outside:
        found = set_up(tables, named=named, means=Means(client=outside.client, seconds=time.monotonic))
        for problem in found.problems:
            yield Finding(Mark.WRONG, "Other tools", f"{problem.rstrip('.')}. It is not asked.")
        for finding in await asked_who_we_are(found.connectors, now):
            yield finding
        for finding in webhooks(found.connectors, {hook.name for hook in found.hooks}, address=address):
            yield finding


async def asked_who_we_are(connectors: Sequence[Connector], now: datetime) -> Sequence[Finding]:
    """In the order they came; a connector with a fault is one that has a finding of its own."""
    answers = await asyncio.gather(*(_checked(one, now) for one in connectors), return_exceptions=True)
    return [
        one if isinstance(one, Finding) else _faulty(connector, one)
        for connector, one in zip(connectors, answers, strict=True)
    ]


def webhooks(connectors: Sequence[Connector], told_by: Collection[str], *, address: str | None) -> Iterator[Finding]:
    """Of each product that has webhooks: whether they are taken in, and the address to paste there."""
    for one in connectors:
        if not isinstance(one, TellsUs):
            continue
        about, page = f"Webhooks, {one.name}", f"docs/connectors/{one.kind}.md"
        at = f"{address or 'https://YOUR-ADDRESS'}{PATH}{one.name}"
        if one.name not in told_by:
            variable = "webhook_secret" if one.name != one.kind else f"{one.kind}_webhook_secret".upper()
            yield Finding(Mark.NOTE, about, f"not set up. Paste {at} there, and set {variable}; {page} tells how.")
        elif address is None:
            said = f"taken in at {at}. Set PUBLIC_URL, and the address to paste is shown here."
            yield Finding(Mark.NOTE, about, said)
        elif not address.startswith("https://"):
            yield Finding(Mark.WRONG, about, f"{at} is not https, and products call nothing else. Put TLS before it.")
        else:
            yield Finding(Mark.OK, about, f"taken in at {at}.")


async def _checked(connector: Connector, now: datetime) -> Finding:
    about = _named(connector)
    try:
        async with asyncio.timeout(TIMEOUT):
            health = await connector.check()
    except TimeoutError:
        return Finding(Mark.UNKNOWN, about, f"did not answer in {TIMEOUT:g} s; run this again in a minute.")
    except SourceFailed as failure:
        return Finding(
            Mark.WRONG, about, f"{failure}. Look at its token and its address; docs/connectors.md tells how."
        )
    return _healthy(about, health, now, writes=_writes(connector))


def _faulty(connector: Connector, fault: BaseException) -> Finding:
    return Finding(Mark.WRONG, _named(connector), f"its connector has a fault ({type(fault).__name__}).")


def _named(connector: Connector) -> str:
    return f"{connector.category}, {connector.name}"


def _writes(connector: Connector) -> str:
    """What it may change there, so that nobody is surprised by it."""
    written = ", ".join(sorted(connector.can & WRITING))
    return f"; writes {written}" if written else ""


def _healthy(about: str, health: Health, now: datetime, *, writes: str) -> Finding:
    if health.problems:
        return Finding(Mark.WRONG, about, f"as {health.identity}: {'; '.join(health.problems)}.")
    if health.expires_at and health.expires_at - now < SOON:
        return Finding(Mark.NOTE, about, f"as {health.identity}{writes}; its token ends {health.expires_at:%d %b %Y}.")
    return Finding(Mark.OK, about, f"as {health.identity}{writes}.")
