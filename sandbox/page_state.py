"""All that one person's page draws, as one piece of JSON."""

from typing import Any

from sandbox import rendering
from sandbox.screen import messages_seen
from sandbox.story import BOT
from sandbox.workspace import Channel, Message, View, Workspace

_LATEST = 300


def snapshot(workspace: Workspace, user: str) -> dict[str, Any]:
    story = workspace.story
    workspace.dm(user)
    channels = [channel for channel in workspace.channels.values() if workspace.can_see(user, channel)]
    home = workspace.homes.get(user)
    return {
        "me": user,
        "team": {"name": story.team_name, "domain": story.team_domain},
        "app": {
            "user": BOT,
            "name": story.app.name,
            "commands": [{"name": one.name, "hint": one.hint, "does": one.does} for one in story.app.commands],
            "shortcuts": [
                {"callback_id": s.callback_id, "name": s.name, "of_message": s.of_message} for s in story.app.shortcuts
            ],
        },
        "home_room": story.home_room,
        "people": [
            {"id": p.id, "name": p.real_name, "handle": p.handle, "title": p.title, "zone": p.zone, "is_bot": p.is_bot}
            for p in workspace.people.values()
        ],
        "groups": [{"id": g.id, "handle": g.handle} for g in workspace.groups.values()],
        "channels": [_channel(workspace, user, channel) for channel in channels],
        "modals": [_view(workspace, view) for view in workspace.stacks.get(user, [])],
        "home": _view(workspace, home) if home else None,
        "clock": clock(workspace),
        "notes": workspace.notes[-20:],
    }


def clock(workspace: Workspace) -> dict[str, Any]:
    now = workspace.now()
    return {"now": now.isoformat(), "offset_seconds": int(workspace.clock.offset.total_seconds())}


def _channel(workspace: Workspace, user: str, channel: Channel) -> dict[str, Any]:
    seen = messages_seen(user, channel)
    mark = float(workspace.read_marks.get((user, channel.id), "0"))
    return {
        "id": channel.id,
        "name": channel.name,
        "purpose": channel.purpose,
        "is_private": channel.is_private,
        "is_im": channel.is_im,
        "is_archived": channel.is_archived,
        "is_ext_shared": channel.is_ext_shared,
        "is_member": user in channel.members,
        "members": len(channel.members),
        "has_app": BOT in channel.members,
        "unread": sum(1 for m in seen if float(m.ts) > mark and m.user != user),
        "read_mark": workspace.read_marks.get((user, channel.id), "0"),
        "messages": [_message(workspace, user, message) for message in seen[-_LATEST:]],
    }


def _message(workspace: Workspace, user: str, message: Message) -> dict[str, Any]:
    return {
        **rendering.message(message, workspace, with_metadata=True),
        "only_you": message.only_for is not None,
        "broadcast": message.is_broadcast,
        "state": message.form_of(user).state()["values"] if message.blocks else {},
    }


def _view(workspace: Workspace, view: View) -> dict[str, Any]:
    return {**rendering.view(view, workspace), "errors": view.errors, "trouble": view.trouble}
