"""A sandbox for each test, and the smallest bots that can be driven in it."""

from collections.abc import AsyncIterator

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox, SandboxSettings

# An answer is waited for as long as a busy machine needs; who tests lateness says how late is late.
QUICK = SandboxSettings(pace=False, ack_seconds=60, event_retries=(0.0, 0.0, 0.0))


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(settings=QUICK) as running:
        yield running


@pytest.fixture
def client(sandbox: Sandbox) -> AsyncWebClient:
    return AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url, retry_handlers=[])


@pytest.fixture
def bolt(client: AsyncWebClient, sandbox: Sandbox) -> AsyncApp:
    return AsyncApp(client=client, signing_secret=sandbox.signing_secret, process_before_response=True)


@pytest.fixture
async def bot(bolt: AsyncApp, sandbox: Sandbox) -> AsyncIterator[AsyncApp]:
    """The bolt app of the test, connected by Socket Mode."""
    handler = AsyncSocketModeHandler(bolt, sandbox.app_token, web_client=bolt.client, ping_interval=0.2)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await sandbox.connected()
    yield bolt
    await handler.client.close()  # type: ignore[no-untyped-call]
