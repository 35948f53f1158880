"""People, channels, messages and views, written out the way Slack's answers and payloads write them."""

from typing import Any
from zoneinfo import ZoneInfo

from sandbox.story import APP_ID, BOT, BOT_ID, Colleague, Group
from sandbox.workspace import Channel, Message, View, Workspace


def message(of: Message, workspace: Workspace, *, with_metadata: bool = False) -> dict[str, Any]:
    team = workspace.people[of.user].team_id
    said: dict[str, Any] = {"type": "message", "user": of.user, "text": of.text, "ts": of.ts, "team": team}
    if of.by_bot:
        said |= {"bot_id": BOT_ID, "app_id": APP_ID, "bot_profile": bot_profile(workspace)}
    optional = {
        "subtype": of.subtype,
        "blocks": of.blocks,
        "attachments": of.attachments,
        "files": of.files,
        "edited": of.edited,
        "thread_ts": of.thread_ts,
        "reactions": reactions(of),
        "metadata": of.metadata if with_metadata else None,
    }
    said |= {name: value for name, value in optional.items() if value}
    if of.is_reply:
        parent = workspace.channels[of.channel].find(of.thread_ts or "")
        said["parent_user_id"] = parent.user if parent else ""
    elif of.thread_ts:
        said |= _thread(of, workspace)
    return said


def _thread(parent: Message, workspace: Workspace) -> dict[str, Any]:
    replies = [r for r in workspace.channels[parent.channel].replies(parent.ts) if r.only_for is None]
    if not replies:
        return {}
    users = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "reply_users": users[:5],
        "latest_reply": replies[-1].ts,
        "is_locked": False,
        "subscribed": False,
    }


def reactions(of: Message) -> list[dict[str, Any]]:
    return [{"name": name, "users": list(users), "count": len(users)} for name, users in of.reactions.items()]


def bot_profile(workspace: Workspace) -> dict[str, Any]:
    app = workspace.story.app
    return {
        "id": BOT_ID,
        "app_id": APP_ID,
        "user_id": BOT,
        "name": app.name,
        "deleted": False,
        "team_id": workspace.story.team_id,
    }


def channel(of: Channel, *, with_members: bool = False) -> dict[str, Any]:
    if of.is_im:
        return {"id": of.id, "created": of.created, "is_im": True, "user": of.im_with, "is_archived": False}
    shown: dict[str, Any] = {
        "id": of.id,
        "name": of.name,
        "name_normalized": of.name,
        "is_channel": not of.is_private,
        "is_group": of.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": of.is_private,
        "is_archived": of.is_archived,
        "is_general": of.is_general,
        "is_shared": of.is_ext_shared,
        "is_ext_shared": of.is_ext_shared,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "is_member": BOT in of.members,
        "created": of.created,
        "creator": of.members[0] if of.members else "",
        "unlinked": 0,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": of.purpose, "creator": "", "last_set": 0},
    }
    if with_members:
        shown["num_members"] = len(of.members)
    return shown


def channel_name(of: Channel) -> str:
    """Payloads do not give a private channel's name away."""
    if of.is_im:
        return "directmessage"
    return "privategroup" if of.is_private else of.name


def user(of: Colleague, workspace: Workspace, *, with_email: bool = False) -> dict[str, Any]:
    moment = workspace.now()
    zone = ZoneInfo(of.zone)
    offset = moment.astimezone(zone).utcoffset()
    profile: dict[str, Any] = {
        "real_name": of.real_name,
        "real_name_normalized": of.real_name,
        "display_name": of.real_name.split()[0],
        "display_name_normalized": of.real_name.split()[0],
        "title": of.title,
        "team": of.team_id,
    }
    if with_email:
        profile["email"] = f"{of.handle}@northstar.example"
    shown: dict[str, Any] = {
        "id": of.id,
        "team_id": of.team_id,
        "name": of.handle,
        "real_name": of.real_name,
        "deleted": False,
        "tz": of.zone,
        "tz_label": moment.astimezone(zone).tzname(),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": profile,
        "is_admin": of.is_admin,
        "is_owner": of.is_owner,
        "is_primary_owner": of.is_owner,
        "is_restricted": of.is_restricted,
        "is_ultra_restricted": False,
        "is_bot": of.is_bot,
        "is_app_user": False,
        "updated": int(moment.timestamp()),
    }
    if of.is_stranger:
        shown["is_stranger"] = True
    return shown


def group(of: Group, workspace: Workspace, *, with_users: bool, with_count: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": of.id,
        "team_id": workspace.story.team_id,
        "is_usergroup": True,
        "name": of.name,
        "description": "",
        "handle": of.handle,
        "is_external": False,
        "date_delete": 0,
    }
    if with_users:
        shown["users"] = list(of.members)
    if with_count:
        shown["user_count"] = len(of.members)
    return shown


def view(of: View, workspace: Workspace) -> dict[str, Any]:
    body = of.body
    shown: dict[str, Any] = {
        "id": of.id,
        "team_id": workspace.story.team_id,
        "type": body["type"],
        "blocks": of.blocks,
        "private_metadata": body.get("private_metadata", ""),
        "callback_id": body.get("callback_id", ""),
        "external_id": body.get("external_id", ""),
        "state": of.form.state(),
        "hash": of.hash,
        "title": body.get("title"),
        "submit": body.get("submit"),
        "close": body.get("close"),
        "clear_on_close": body.get("clear_on_close", False),
        "notify_on_close": body.get("notify_on_close", False),
        "submit_disabled": body.get("submit_disabled", False),
        "previous_view_id": of.previous,
        "root_view_id": of.root,
        "app_id": APP_ID,
        "app_installed_team_id": workspace.story.team_id,
        "bot_id": BOT_ID,
    }
    return shown
