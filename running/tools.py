"""The company's other tools, for the doctor: whether each lets us in, and as whom."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta

from connectors.outside import Outside
from connectors.product import Means, Named
from connectors.register import set_up
from escalation.sources import WRITING, Connector, Health, SourceFailed
from running.findings import Finding, Mark

TIMEOUT = 8.0
SOON = timedelta(days=14)
"""A token that ends sooner is worth a word."""


async def look(tables: Mapping[str, Mapping[str, object]], *, named: Named, now: datetime) -> AsyncIterator[Finding]:
    """All are asked at once; what is wrong with one says nothing about the others."""
    async with Outside() as outside:
        found = set_up(tables, named=named, means=Means(client=outside.client, seconds=time.monotonic))
        for problem in found.problems:
            yield Finding(Mark.WRONG, "Other tools", f"{problem.rstrip('.')}. It is not asked.")
        checks = [_checked(one, now) for one in found.connectors]
        for connector, finding in zip(
            found.connectors, await asyncio.gather(*checks, return_exceptions=True), strict=True
        ):
            yield finding if isinstance(finding, Finding) else _faulty(connector, finding)


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
