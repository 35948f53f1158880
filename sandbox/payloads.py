"""The payloads an app receives, field by field as Slack writes them."""

import secrets
from typing import Any

from sandbox import rendering
from sandbox.story import APP_ID, BOT, OTHER_TEAM_ID
from sandbox.workspace import Channel, Message, View, Workspace

_TOKEN = "sandbox-verification"  # noqa: S105  the old verification token, which nobody should look at


def _base(workspace: Workspace, kind: str, user: str) -> dict[str, Any]:
    story, person = workspace.story, workspace.people[user]
    return {
        "type": kind,
        "token": _TOKEN,
        "api_app_id": APP_ID,
        "team": {"id": story.team_id, "domain": story.team_domain},
        "user": {"id": user, "username": person.handle, "name": person.handle, "team_id": person.team_id},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _place(channel: Channel) -> dict[str, str]:
    return {"id": channel.id, "name": rendering.channel_name(channel)}


def command(workspace: Workspace, user: str, channel: Channel, name: str, text: str) -> dict[str, Any]:
    story = workspace.story
    return {
        "token": _TOKEN,
        "team_id": story.team_id,
        "team_domain": story.team_domain,
        "channel_id": channel.id,
        "channel_name": rendering.channel_name(channel),
        "user_id": user,
        "user_name": workspace.people[user].handle,
        "command": name,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
    }


def message_action(workspace: Workspace, user: str, message: Message) -> dict[str, Any]:
    return {
        **_base(workspace, "block_actions", user),
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": message.only_for is not None,
            **({"thread_ts": message.thread_ts} if message.thread_ts else {}),
        },
        "channel": _place(workspace.channels[message.channel]),
        "state": message.form_of(user).state(),
        # An ephemeral message is not in the payload: Slack keeps no copy of it.
        **({"message": rendering.message(message, workspace)} if message.only_for is None else {}),
    }


def view_action(workspace: Workspace, view: View) -> dict[str, Any]:
    return {
        **_base(workspace, "block_actions", view.user),
        "container": {"type": "view", "view_id": view.id},
        "view": rendering.view(view, workspace),
    }


def submission(workspace: Workspace, view: View, response_urls: list[dict[str, str]]) -> dict[str, Any]:
    return {
        **_base(workspace, "view_submission", view.user),
        "view": rendering.view(view, workspace),
        "response_urls": response_urls,
    }


def closed(workspace: Workspace, view: View, *, is_cleared: bool) -> dict[str, Any]:
    return {
        **_base(workspace, "view_closed", view.user),
        "view": rendering.view(view, workspace),
        "is_cleared": is_cleared,
    }


def shortcut(workspace: Workspace, user: str, callback_id: str) -> dict[str, Any]:
    return {
        **_base(workspace, "shortcut", user),
        "callback_id": callback_id,
        "action_ts": workspace.stamp(),
    }


def message_shortcut(workspace: Workspace, user: str, callback_id: str, message: Message) -> dict[str, Any]:
    return {
        **_base(workspace, "message_action", user),
        "callback_id": callback_id,
        "action_ts": workspace.stamp(),
        "message_ts": message.ts,
        "channel": _place(workspace.channels[message.channel]),
        "message": rendering.message(message, workspace),
    }


def suggestion(place: dict[str, Any], key: tuple[str, str], query: str) -> dict[str, Any]:
    return {**place, "type": "block_suggestion", "block_id": key[0], "action_id": key[1], "value": query}


def event(workspace: Workspace, body: dict[str, Any]) -> dict[str, Any]:
    story = workspace.story
    channel = workspace.channels.get(str(body.get("channel")))
    return {
        "token": _TOKEN,
        "team_id": story.team_id,
        "context_team_id": story.team_id,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": {**body, "event_ts": workspace.stamp()},
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(workspace.now().timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": story.team_id,
                "user_id": BOT,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": bool(channel and channel.is_ext_shared),
        "event_context": secrets.token_urlsafe(24),
    }


def member_joined(channel: Channel, user: str, workspace: Workspace) -> dict[str, Any]:
    return {
        "type": "member_joined_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": "G" if channel.is_private else "C",
        "team": OTHER_TEAM_ID if workspace.people[user].is_stranger else workspace.story.team_id,
    }


def reaction(kind: str, user: str, name: str, message: Message) -> dict[str, Any]:
    return {
        "type": kind,
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "item_user": message.user,
    }


def home_opened(user: str, channel: Channel, tab: str, view: dict[str, Any] | None) -> dict[str, Any]:
    opened: dict[str, Any] = {"type": "app_home_opened", "user": user, "channel": channel.id, "tab": tab}
    return {**opened, "view": view} if view else opened
