"""The methods that list, open, join and read channels."""

from typing import Any

from sandbox import limits, rendering
from sandbox.call import Call, Method, missing, page
from sandbox.errors import Refused
from sandbox.story import BOT
from sandbox.workspace import Channel, Message

_READ = {"public_channel": "channels:read", "private_channel": "groups:read", "im": "im:read", "mpim": "mpim:read"}
_HISTORY = {"public_channel": "channels:history", "private_channel": "groups:history", "im": "im:history"}
_PEOPLE = 8


def _kinds(call: Call) -> list[str]:
    kinds = call.listed("types") or ["public_channel"]
    if unknown := set(kinds) - set(_READ):
        raise Refused("invalid_types", messages=[f"[ERROR] unknown type: {kind}" for kind in sorted(unknown)])
    for kind in kinds:
        call.needs(_READ[kind])
    return kinds


def list_channels(call: Call) -> dict[str, Any]:
    kinds = _kinds(call)
    found = [
        channel
        for channel in call.workspace.channels.values()
        if channel.kind in kinds
        and (channel.kind == "public_channel" or BOT in channel.members)
        and not (channel.is_archived and call.flag("exclude_archived"))
    ]
    shown, cursor = page(call, found, limits.LIST_PAGE, limits.HISTORY_PAGE_DEFAULT)
    return {
        "channels": [rendering.channel(channel, with_members=True) for channel in shown],
        "response_metadata": {"next_cursor": cursor},
    }


def of_user(call: Call) -> dict[str, Any]:
    """`users.conversations`: of the rooms the app can see, those a person is in."""
    kinds = _kinds(call)
    user = call.text("user") or BOT
    if user not in call.workspace.people:
        raise Refused("user_not_found")
    found = [
        channel
        for channel in call.workspace.channels.values()
        if channel.kind in kinds
        and user in channel.members
        and (channel.kind == "public_channel" or BOT in channel.members)
        and not (channel.is_archived and call.flag("exclude_archived"))
    ]
    shown, cursor = page(call, found, limits.LIST_PAGE, limits.HISTORY_PAGE_DEFAULT)
    return {
        "channels": [rendering.channel(channel) for channel in shown],
        "response_metadata": {"next_cursor": cursor},
    }


def info(call: Call) -> dict[str, Any]:
    channel = call.workspace.visible_to_bot(call.required("channel"))
    call.needs(_READ[channel.kind])
    return {"channel": rendering.channel(channel, with_members=call.flag("include_num_members"))}


def members(call: Call) -> dict[str, Any]:
    channel = call.workspace.visible_to_bot(call.required("channel"))
    call.needs(_READ[channel.kind])
    shown, cursor = page(call, channel.members, limits.LIST_PAGE, limits.HISTORY_PAGE_DEFAULT)
    return {"members": list(shown), "response_metadata": {"next_cursor": cursor}}


def open_dm(call: Call) -> dict[str, Any]:
    users = call.listed("users")
    if not users:
        channel = call.workspace.visible_to_bot(call.required("channel"))
        return {"channel": {"id": channel.id}, "no_op": True, "already_open": True}
    if len(users) > 1:
        raise missing("mpim:write", call.scopes) if len(users) <= _PEOPLE else Refused("too_many_users")
    if users[0] not in call.workspace.people:
        raise Refused("user_not_found")
    if users[0] == BOT:
        raise Refused("cannot_dm_bot")
    channel = call.workspace.dm(users[0])
    full = rendering.channel(channel) if call.flag("return_im") else {"id": channel.id}
    return {"channel": full}


def join(call: Call) -> dict[str, Any]:
    channel = call.workspace.visible_to_bot(call.required("channel"))
    if channel.kind != "public_channel":
        raise Refused("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise Refused("is_archived")
    told: dict[str, Any] = {}
    if BOT in channel.members:
        told = {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
    else:
        channel.members.append(BOT)
        call.workspace.changes.tell()
    return {"channel": rendering.channel(channel), **told}


def _readable(call: Call) -> Channel:
    channel = call.workspace.visible_to_bot(call.required("channel"))
    call.needs(_HISTORY[channel.kind])
    return call.workspace.joined_by_bot(channel.id)


def _between(call: Call, messages: list[Message]) -> list[Message]:
    oldest, latest = _moment(call, "oldest", 0.0), _moment(call, "latest", float("inf"))
    inclusive = call.flag("inclusive")
    return [
        message
        for message in messages
        if oldest < float(message.ts) < latest or (inclusive and float(message.ts) in {oldest, latest})
    ]


def _moment(call: Call, name: str, otherwise: float) -> float:
    try:
        return float(call.text(name) or otherwise)
    except ValueError:
        raise Refused(f"invalid_ts_{name}") from None


def _page(call: Call, messages: list[Message]) -> dict[str, Any]:
    shown, cursor = page(call, messages, limits.HISTORY_PAGE, limits.HISTORY_PAGE_DEFAULT)
    with_metadata = call.flag("include_all_metadata")
    answer: dict[str, Any] = {
        "messages": [rendering.message(m, call.workspace, with_metadata=with_metadata) for m in shown],
        "has_more": bool(cursor),
    }
    return {**answer, "response_metadata": {"next_cursor": cursor}} if cursor else answer


def history(call: Call) -> dict[str, Any]:
    channel = _readable(call)
    top = [message for message in reversed(channel.messages) if message.at_top and message.only_for is None]
    return {**_page(call, _between(call, top)), "pin_count": 0}


def replies(call: Call) -> dict[str, Any]:
    channel = _readable(call)
    parent = channel.find(call.required("ts"))
    if parent is None or parent.only_for is not None:
        raise Refused("thread_not_found")
    if parent.is_reply:
        return _page(call, [parent])
    answers = [reply for reply in channel.replies(parent.ts) if reply.only_for is None]
    return _page(call, [parent, *_between(call, answers)])


METHODS = {
    "conversations.list": Method(list_channels),
    "conversations.info": Method(info),
    "conversations.members": Method(members),
    "conversations.open": Method(open_dm, "im:write"),
    "conversations.join": Method(join, "channels:join"),
    "conversations.history": Method(history),
    "conversations.replies": Method(replies),
    "users.conversations": Method(of_user),
}
