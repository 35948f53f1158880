"""A Bolt listener that does nothing but open a finished modal and acknowledge: what the whole bot is measured against.

    python -m benches.bare PORT API_URL FILE_WITH_THE_VIEW

The same stack, set up the same way: AsyncApp with `process_before_response`, Bolt's ASGI adapter, uvicorn, an
`authorize` that answers from memory, one shared HTTP session and no retries.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import aiohttp
import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

LOOPBACK = "127.0.0.1"
TOKEN = "xoxb-bench"  # noqa: S105 - nobody's
SECRET = "bench-signing-secret"  # noqa: S105 - nobody's


async def serve(port: int, api_url: str, view: dict[str, Any]) -> None:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=64, keepalive_timeout=10)) as session:
        client = AsyncWebClient(token=TOKEN, base_url=api_url, timeout=10, session=session, retry_handlers=[])

        async def authorize(**_: Any) -> AuthorizeResult:
            return AuthorizeResult(enterprise_id=None, team_id="T0BENCH00", bot_token=TOKEN)

        bolt = AsyncApp(client=client, authorize=authorize, signing_secret=SECRET, process_before_response=True)

        async def open_it(ack: AsyncAck, command: dict[str, Any], client: AsyncWebClient) -> None:
            await client.views_open(trigger_id=command["trigger_id"], view=view)
            await ack()

        bolt.command("/escalate")(open_it)
        served: Any = AsyncSlackRequestHandler(bolt, path="/slack/events")
        config = uvicorn.Config(served, host=LOOPBACK, port=port, log_config=None, access_log=False, lifespan="off")
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2], json.loads(Path(sys.argv[3]).read_text(encoding="utf-8"))))
