"""What Slack's answers mean for us: whose move it is after each error. One call, one of four ends.

Sources: docs.slack.dev, chat.postMessage (errors), rate limits; slack-sdk raises SlackApiError for any answer not ok.
"""

import logging
from collections.abc import Awaitable, Mapping
from typing import Any, cast

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from escalation.errors import EscalationError, GiveUp, TryAgain, Unclear

log = logging.getLogger(__name__)

# Slack's own page says of these that some of the operation may have succeeded.
MAY_HAVE_ARRIVED = {
    "fatal_error",
    "internal_error",
    "service_unavailable",
    "request_timeout",
    "duplicate_message_not_found",
    "duplicate_channel_not_found",
}
BUSY = {"ratelimited", "rate_limited", "message_limit_exceeded"}
LATER = {"token_expired", "team_added_to_org", "accesslimited"}
# Nobody can be told, and nothing is wrong with any letter: all wait until we are installed again.
SHUT_OUT = {"token_revoked", "account_inactive", "invalid_auth", "not_authed", "team_access_not_granted"}
SHUT_OUT_PAUSE = 30.0

# Said after the channel's name: "#eng-escalations is archived".
REFUSALS: Mapping[str, str] = {
    "is_archived": "is archived",
    "channel_not_found": "is not there, or is private and I am not in it: invite me",
    "not_in_channel": "does not have me as a member: invite me there",
    "restricted_action": "does not let apps post",
    "restricted_action_read_only_channel": "is read-only",
    "restricted_action_thread_only_channel": "only takes replies in threads",
    "restricted_action_non_threadable_channel": "takes no threads",
    "restricted_action_thread_locked": "has this thread locked",
    "cannot_reply_to_message": "does not let me reply there",
    "user_not_found": "is nobody I can write to",
    "user_disabled": "has left, so I can't write to them",
    "cannot_dm_bot": "is a bot, so I can't write to it",
    "messages_tab_disabled": "can't be written to: the app's Messages tab is off",
    "missing_scope": "can't be written to: my permission for it is missing. Install me again",
    "message_not_found": "no longer has the message",
    "cant_update_message": "has a message I may not change",
    "edit_window_closed": "has a message that can no longer be changed",
    "thread_lost": "lost the card that the thread hung on",
    "is_shared": "is shared with another company",
    "not_private": "is public, and Security's has to be private",
}
UNWELCOME_BLOCKS = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "block_mismatch"}
UNKNOWN_METHOD = {"unknown_method", "method_deprecated", "method_not_supported_for_channel_type"}


async def asked(call: Awaitable[AsyncSlackResponse]) -> dict[str, Any]:
    """Slack's answer. Raises `TryAgain`, `Unclear` or `GiveUp`."""
    try:
        answer = await call
    except SlackApiError as refused:
        raise meaning_of(refused) from refused
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as failure:
        raise TryAgain(f"Slack cannot be reached ({type(failure).__name__})") from failure
    except (aiohttp.ClientError, SlackClientError, TimeoutError, ValueError, AttributeError) as failure:
        # slack-sdk reads an answer that is not JSON as text, and then fails on it with one of the last two.
        raise Unclear(f"Slack did not answer ({type(failure).__name__})") from failure
    return cast("dict[str, Any]", answer.data)


def meaning_of(refused: SlackApiError) -> EscalationError:
    status, code = _status(refused), code_of(refused)
    if status == 429 or code in BUSY:  # noqa: PLR2004 - HTTP's number for it
        return TryAgain("Slack asks for a pause", after_seconds=_retry_after(refused))
    if status >= 500 or code in MAY_HAVE_ARRIVED or not code:  # noqa: PLR2004 - HTTP's range for it
        return Unclear(f"Slack answered {code or status}")
    if code in SHUT_OUT:
        log.error("Slack does not let us in: install the app again", extra={"code": code})
        said = f"Slack does not let us in ({code})"
        return TryAgain(said, after_seconds=SHUT_OUT_PAUSE, whole_workspace=True, code=code)
    if code in LATER:
        return TryAgain(f"Slack answered {code}")
    return GiveUp(REFUSALS.get(code, f"was refused by Slack ({code})"), code=code)


def code_of(refused: SlackApiError) -> str:
    data = getattr(refused.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, dict) else ""


def _status(refused: SlackApiError) -> int:
    status = getattr(refused.response, "status_code", None) or getattr(refused.response, "status", None)
    return int(status or 0)


def _retry_after(refused: SlackApiError) -> float:
    headers = getattr(refused.response, "headers", None) or {}
    named = next((value for name, value in headers.items() if name.lower() == "retry-after"), "30")
    value = named[0] if isinstance(named, list) else named
    return float(value) if str(value).replace(".", "", 1).isdigit() else 30.0
