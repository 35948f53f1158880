"""What an operator sets before `escalate run`: no code of ours but the command."""

import os
from pathlib import Path

from sandbox import Sandbox

ROOT = Path(__file__).parents[1]


def environment(sandbox: Sandbox, database: str, folder: Path, *, policy: str) -> dict[str, str]:
    """For a bot in this sandbox; the policy is written into `folder`."""
    file = folder / "escalation.toml"
    file.write_text(policy, encoding="utf-8")
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "SLACK_API_URL": sandbox.api_url,
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_APP_TOKEN": sandbox.app_token,
        "DATABASE_URL": database,
        "ESCALATION_CONFIG": str(file),
        "ESCALATION_CLOCK_URL": f"{sandbox.url}/sandbox/clock",
    }
