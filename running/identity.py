"""Who we are in Slack, asked once at start. What keeps us from starting is said in one sentence with its remedy."""

import asyncio
import logging
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from escalation.errors import EscalationError
from escalation.kinds import WorkspaceId

log = logging.getLogger(__name__)


class CannotStart(EscalationError):
    """What keeps us from starting, with the remedy; the terminal prints it and exits with 2."""


@dataclass
class Identity:
    """Our workspace, our bot, and what it may do."""

    workspace: WorkspaceId
    team: str
    bot_id: str
    bot_user: str
    url: str
    scopes: frozenset[str] = frozenset()


async def introduced(client: AsyncWebClient) -> Identity:
    """Who we are. A token that Slack refuses is said at once; a Slack that is away is asked again for a minute."""
    for wait in (1, 2, 4, 8, 15, 30, None):
        try:
            answer = await client.auth_test()
        except SlackApiError as refused:
            code = refused.response.get("error") if isinstance(refused.response.data, dict) else None
            if code and code not in {"ratelimited", "internal_error", "fatal_error"}:
                said = f"SLACK_BOT_TOKEN: Slack refuses it ({code}). Copy it anew from OAuth & Permissions."
                raise CannotStart(said) from refused
        except (aiohttp.ClientError, TimeoutError) as failure:
            log.warning("Slack cannot be reached", extra={"why": type(failure).__name__, "at": client.base_url})
        else:
            return _identity(answer)
        if wait is None:
            break
        await asyncio.sleep(wait)
    raise CannotStart(f"Slack cannot be reached at {client.base_url}. Check the network, or SLACK_API_URL.")


def _identity(answer: Any) -> Identity:
    headers = {name.lower(): value for name, value in (answer.headers or {}).items()}
    scopes = str(headers.get("x-oauth-scopes") or "")
    return Identity(
        workspace=WorkspaceId(str(answer["team_id"])),
        team=str(answer.get("team") or answer["team_id"]),
        bot_id=str(answer.get("bot_id") or ""),
        bot_user=str(answer.get("user_id") or ""),
        url=str(answer.get("url") or "").rstrip("/"),
        scopes=frozenset(scope.strip() for scope in scopes.split(",") if scope.strip()),
    )
