"""The moment: what `now` answers. The machine's time, moved forward by a sandbox's clock where one is followed."""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import aiohttp

log = logging.getLogger(__name__)

ASKED_EVERY = 0.1


@dataclass
class Moment:
    """What `now` answers: the machine's time, moved forward by a sandbox's clock where one is followed."""

    ahead: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def follow(self, url: str, session: aiohttp.ClientSession) -> None:
        """Asks the sandbox once, then goes on asking in the background of whoever started this."""
        while True:
            await self.ask(url, session)
            await asyncio.sleep(ASKED_EVERY)

    async def ask(self, url: str, session: aiohttp.ClientSession) -> None:
        try:
            async with session.get(url) as answer:
                told = await answer.json()
            self.ahead = max(self.ahead, timedelta(seconds=float(told["offset_seconds"])))
        except (aiohttp.ClientError, TimeoutError, KeyError, ValueError) as failure:
            log.warning("the sandbox's clock did not answer", extra={"why": type(failure).__name__})
