"""The least a Slack can be: answers at once, and remembers when each `views.open` arrived. Loopback only.

    python -m benches.far_end PORT

So small that what is measured is whoever calls it. `GET /opened` gives the moments by trigger, in nanoseconds of the
machine's monotonic clock, and forgets them; `GET /last` the last view that was opened.
"""

import asyncio
import json
import re
import sys
import time
from typing import Any

LOOPBACK = "127.0.0.1"
TEAM = "T0BENCH00"
TRIGGER = re.compile(rb'"trigger_id":\s*"([^"]+)"')
LENGTH = re.compile(rb"content-length:\s*(\d+)", re.IGNORECASE)
SCOPES = b"x-oauth-scopes: commands,chat:write,users:read,channels:read,groups:read,usergroups:read\r\n"

ANSWERS: dict[str, Any] = {
    "auth.test": {"team_id": TEAM, "team": "Bench", "user_id": "U0BOT", "bot_id": "B0BOT", "url": "https://b.test/"},
    "views.open": {"view": {"id": "V0BENCH"}},
    "users.info": {"user": {"id": "U0BENCH", "name": "maya", "team_id": TEAM, "tz": "Europe/Berlin"}},
    "conversations.info": {"channel": {"id": "C0ENG", "name": "eng-escalations", "is_member": True}},
    "conversations.list": {"channels": []},
    "usergroups.list": {"usergroups": []},
}


def _answer(told: Any) -> bytes:
    body = json.dumps(told).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n".encode()
    return head + SCOPES + b"\r\n" + body


READY = {method.encode(): _answer({"ok": True, **told}) for method, told in ANSWERS.items()}
PLAIN = _answer({"ok": True})


class FarEnd(asyncio.Protocol):
    """One kept connection of the bot, or of the bench."""

    opened: dict[str, int] = {}  # noqa: RUF012 - shared by all connections
    last: bytes = b"{}"

    def __init__(self) -> None:
        self._read = b""
        self._out: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:  # type: ignore[explicit-override]
        self._out = transport  # type: ignore[assignment]  # a TCP transport writes

    def data_received(self, data: bytes) -> None:  # type: ignore[explicit-override]
        self._read += data
        while (end := self._read.find(b"\r\n\r\n")) >= 0:
            head = self._read[:end]
            said = LENGTH.search(head)
            whole = end + 4 + (int(said[1]) if said else 0)
            if len(self._read) < whole:
                return
            body, self._read = self._read[end + 4 : whole], self._read[whole:]
            if self._out is not None:
                self._out.write(self._answered(head.split(b" ", 2)[1], body))

    def _answered(self, path: bytes, body: bytes) -> bytes:
        method = path.rpartition(b"/")[2].partition(b"?")[0]
        if method == b"views.open" and (trigger := TRIGGER.search(body)):
            FarEnd.opened[trigger[1].decode()] = time.monotonic_ns()
            FarEnd.last = body
        elif method == b"opened":
            given, FarEnd.opened = FarEnd.opened, {}
            return _answer(given)
        elif method == b"last":
            return _answer(json.loads(FarEnd.last))
        return READY.get(method, PLAIN)


async def serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(FarEnd, LOOPBACK, port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
