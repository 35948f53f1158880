"""Our way out to products other than Slack: one client for all of them, made when it is first needed."""

from typing import Self

import httpx2

ANSWER_WITHIN = 10.0
CONNECT_WITHIN = 3.0


class Outside:
    """Closed with the block it is entered for. Redirects are not followed: where we send things is what is set."""

    def __init__(self) -> None:
        self._client: httpx2.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._client is not None:
            await self._client.aclose()

    def client(self) -> httpx2.AsyncClient:
        if self._client is None:
            timeout = httpx2.Timeout(ANSWER_WITHIN, connect=CONNECT_WITHIN)
            self._client = httpx2.AsyncClient(timeout=timeout, follow_redirects=False)
        return self._client
