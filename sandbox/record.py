"""Every call of the Web API that reached the sandbox, in order, with how it ended."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sandbox.clock import machine

_KEPT = 20_000


@dataclass
class Entry:
    number: int
    time: str
    method: str
    channel: str = ""
    ts: str = ""
    metadata: dict[str, Any] | None = None
    ok: bool | None = None
    error: str = ""
    fault: str = ""
    applied: bool = False
    at: float = field(default_factory=machine)
    took_ms: int | None = None
    arguments: dict[str, Any] = field(default_factory=dict)


class Record:
    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._count = 0
        self.kept = _KEPT
        self.entries: list[Entry] = []

    def open(self, method: str, arguments: dict[str, Any], metadata: Any) -> Entry:
        self._count += 1
        entry = Entry(
            number=self._count,
            time=self._now().isoformat(),
            method=method,
            channel=str(arguments.get("channel", "")),
            ts=str(arguments.get("ts", "")),
            metadata=metadata if isinstance(metadata, dict) else None,
            arguments=arguments,
        )
        self.entries.append(entry)
        del self.entries[: -self.kept]
        return entry

    def close(self, entry: Entry) -> None:
        """The answer is on its way."""
        entry.took_ms = round((machine() - entry.at) * 1000)

    def of(self, method: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.method == method]

    def shown(self, *, since: int = 0, limit: int = 1000, method: str = "", channel: str = "") -> list[dict[str, Any]]:
        """The oldest `limit` entries after number `since`."""
        found = [
            asdict(entry)
            for entry in self.entries
            if entry.number > since and method in {"", entry.method} and channel in {"", entry.channel}
        ]
        return found[:limit]
