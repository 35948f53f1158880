"""What each part of the program takes in memory once it is imported; in a process that has nothing else.

    python -m benches.weigh

A part pays for what it is the first to import.
"""

import importlib
import sys
from pathlib import Path

PARTS = (
    "asyncio",
    "pydantic",
    "aiohttp",
    "slack_sdk.web.async_client",
    "slack_bolt.async_app",
    "slack_bolt.adapter.socket_mode.aiohttp",
    "slack_bolt.adapter.asgi.async_handler",
    "uvicorn",
    "sqlalchemy",
    "sqlalchemy.dialects.postgresql",
    "apscheduler.schedulers.asyncio",
    "prometheus_client",
    "jinja2",
    "escalation.models",
    "escalation.policy_file",
    "escalation.triage",
    "escalation.desk",
    "storage.store",
    "storage.migrate",
    "blocks.message",
    "listeners.draft",
    "app",
)
RARELY = ("alembic", "alembic.command", "holidays", "psycopg", "sandbox", "migrations", "mako")
"""What a running bot could do without."""


def resident() -> float:
    """Megabytes of this process. Not shared with the other benches, whose imports would be in the way."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return int(next(one for one in lines if one.startswith("VmRSS:")).split()[1]) / 1024


def weigh() -> None:
    """Imports the parts, and says what each added."""
    before = resident()
    print(f"  {'Python':<44} {before:>6.1f} MB")
    for part in PARTS:
        importlib.import_module(part)
        now = resident()
        print(f"  {part:<44} {now - before:>+6.1f} MB")
        before = now
    loaded = [one for one in RARELY if one in sys.modules]
    print(f"  {'all of it':<44} {before:>6.1f} MB; of what could wait it loads: {', '.join(loaded) or 'nothing'}")


if __name__ == "__main__":
    weigh()
