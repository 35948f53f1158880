"""The methods about people, groups, reactions, files and the workspace itself."""

from typing import Any

from sandbox import limits, rendering
from sandbox.call import Call, Method, page
from sandbox.errors import Refused
from sandbox.story import APP_ID, BOT, BOT_ID
from sandbox.workspace import Message


def api_test(call: Call) -> dict[str, Any]:
    if error := call.text("error"):
        raise Refused(error)
    return {"args": dict(call.arguments)}


def auth_test(call: Call) -> dict[str, Any]:
    story = call.workspace.story
    return {
        "url": f"https://{story.team_domain}.slack.com/",
        "team": story.team_name,
        "team_id": story.team_id,
        "user": story.app.handle,
        "user_id": BOT,
        "bot_id": BOT_ID,
        "app_id": APP_ID,
        "app_name": story.app.name,
        "is_enterprise_install": False,
    }


def team_info(call: Call) -> dict[str, Any]:
    story = call.workspace.story
    team = {"id": story.team_id, "name": story.team_name, "domain": story.team_domain, "email_domain": "", "icon": {}}
    return {"team": team}


def info(call: Call) -> dict[str, Any]:
    person = call.workspace.people.get(call.required("user"))
    if person is None:
        raise Refused("user_not_found")
    return {"user": rendering.user(person, call.workspace, with_email="users:read.email" in call.scopes)}


def by_email(call: Call) -> dict[str, Any]:
    wanted = call.required("email").casefold()
    for person in call.workspace.people.values():
        shown = rendering.user(person, call.workspace, with_email=True)
        if shown["profile"]["email"] == wanted:
            return {"user": shown}
    raise Refused("users_not_found")


def list_users(call: Call) -> dict[str, Any]:
    people = list(call.workspace.people.values())
    shown, cursor = page(call, people, limits.LIST_PAGE, limits.LIST_PAGE)
    with_email = "users:read.email" in call.scopes
    return {
        "members": [rendering.user(person, call.workspace, with_email=with_email) for person in shown],
        "cache_ts": int(call.workspace.now().timestamp()),
        "response_metadata": {"next_cursor": cursor},
    }


def list_groups(call: Call) -> dict[str, Any]:
    with_users, with_count = call.flag("include_users"), call.flag("include_count")
    shown = [
        rendering.group(group, call.workspace, with_users=with_users, with_count=with_count)
        for group in call.workspace.groups.values()
    ]
    return {"usergroups": shown}


def group_users(call: Call) -> dict[str, Any]:
    group = call.workspace.groups.get(call.required("usergroup"))
    if group is None:
        raise Refused("no_such_subteam")
    return {"users": list(group.members)}


def _reacted(call: Call) -> Message:
    channel = call.workspace.visible_to_bot(call.required("channel"))
    message = channel.find(call.required("timestamp"))
    if message is None or message.only_for is not None:
        raise Refused("message_not_found")
    return message


def get_reactions(call: Call) -> dict[str, Any]:
    message = _reacted(call)
    shown = rendering.message(message, call.workspace)
    return {"type": "message", "channel": message.channel, "message": shown}


def add_reaction(call: Call) -> dict[str, Any]:
    users = _reacted(call).reactions.setdefault(call.required("name"), [])
    if BOT in users:
        raise Refused("already_reacted")
    users.append(BOT)
    call.workspace.changes.tell()
    return {}


def remove_reaction(call: Call) -> dict[str, Any]:
    message, name = _reacted(call), call.required("name")
    if BOT not in message.reactions.get(name, []):
        raise Refused("no_reaction")
    message.reactions[name].remove(BOT)
    if not message.reactions[name]:
        del message.reactions[name]
    call.workspace.changes.tell()
    return {}


def file_info(call: Call) -> dict[str, Any]:
    wanted = call.required("file")
    for channel in call.workspace.channels.values():
        for message in channel.messages:
            for file in message.files:
                if file["id"] == wanted and BOT in channel.members:
                    return {"file": file, "comments": []}
    raise Refused("file_not_found")


METHODS = {
    "api.test": Method(api_test),
    "auth.test": Method(auth_test),
    "team.info": Method(team_info, "team:read"),
    "users.info": Method(info, "users:read"),
    "users.list": Method(list_users, "users:read"),
    "users.lookupByEmail": Method(by_email, "users:read.email"),
    "usergroups.list": Method(list_groups, "usergroups:read"),
    "usergroups.users.list": Method(group_users, "usergroups:read"),
    "reactions.get": Method(get_reactions, "reactions:read"),
    "reactions.add": Method(add_reaction, "reactions:write"),
    "reactions.remove": Method(remove_reaction, "reactions:write"),
    "files.info": Method(file_info, "files:read"),
}
