"""The methods that write messages."""

from typing import Any

from sandbox import rendering
from sandbox.call import Call, Method
from sandbox.errors import Refused
from sandbox.message_check import attachments_of, blocks_of, metadata_of, text_of
from sandbox.story import BOT
from sandbox.workspace import Channel, Message, label_blocks


def post_message(call: Call) -> dict[str, Any]:
    channel = _postable(call)
    text, blocks, attachments = text_of(call), blocks_of(call), attachments_of(call)
    if not (text or blocks or attachments):
        raise Refused("no_text")
    message = call.workspace.post(
        Message(
            ts=call.workspace.stamp(),
            channel=channel.id,
            user=BOT,
            text=text,
            blocks=blocks or [],
            attachments=attachments,
            thread_ts=call.text("thread_ts") or None,
            is_broadcast=bool(call.text("thread_ts")) and call.flag("reply_broadcast"),
            metadata=metadata_of(call) or None,
        )
    )
    return {"channel": channel.id, "ts": message.ts, "message": rendering.message(message, call.workspace)}


def _postable(call: Call) -> Channel:
    """The room a message goes to: an id, a name, or a person (their direct messages)."""
    asked = call.required("channel")
    workspace = call.workspace
    if asked in workspace.people and asked != BOT:
        return workspace.dm(asked)
    named = workspace.named(asked)
    channel = workspace.joined_by_bot(named.id if named else asked)
    if channel.is_archived:
        raise Refused("is_archived")
    return channel


def post_ephemeral(call: Call) -> dict[str, Any]:
    channel = _postable(call)
    user = call.required("user")
    text, blocks, attachments = text_of(call), blocks_of(call), attachments_of(call)
    if not (text or blocks or attachments):
        raise Refused("no_text")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    message = call.workspace.post(
        Message(
            ts=call.workspace.stamp(),
            channel=channel.id,
            user=BOT,
            text=text,
            blocks=blocks or [],
            attachments=attachments,
            thread_ts=call.text("thread_ts") or None,
            only_for=user,
        )
    )
    return {"message_ts": message.ts}


def _own(call: Call, refusal: str) -> Message:
    channel = call.workspace.visible_to_bot(call.required("channel"))
    message = channel.find(call.required("ts"))
    if message is None or message.only_for is not None:
        raise Refused("message_not_found")
    if not message.by_bot:
        raise Refused(refusal)
    if channel.is_archived:
        raise Refused("is_archived")
    return message


def update(call: Call) -> dict[str, Any]:
    message = _own(call, "cant_update_message")
    text, blocks, metadata = text_of(call), blocks_of(call), metadata_of(call)
    attachments = attachments_of(call)
    if not (text or blocks or attachments):
        raise Refused("no_text")
    message.text = text or message.text
    # Text alone takes the blocks away; that surprises people, and it is so.
    message.blocks = blocks or []
    message.attachments = attachments
    if metadata is not None:
        message.metadata = metadata or None
    label_blocks(message.blocks)
    message.edited = {"user": BOT, "ts": call.workspace.stamp()}
    call.workspace.changes.tell()
    return {
        "channel": message.channel,
        "ts": message.ts,
        "text": message.text,
        "message": rendering.message(message, call.workspace),
    }


def delete(call: Call) -> dict[str, Any]:
    message = _own(call, "cant_delete_message")
    call.workspace.remove(message)
    return {"channel": message.channel, "ts": message.ts}


def get_permalink(call: Call) -> dict[str, Any]:
    channel = call.workspace.visible_to_bot(call.required("channel"))
    message = channel.find(call.required("message_ts"))
    if message is None or message.only_for is not None:
        raise Refused("message_not_found")
    domain = call.workspace.story.team_domain
    link = f"https://{domain}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


METHODS = {
    "chat.postMessage": Method(post_message, "chat:write"),
    "chat.postEphemeral": Method(post_ephemeral, "chat:write"),
    "chat.update": Method(update, "chat:write"),
    "chat.delete": Method(delete, "chat:write"),
    "chat.getPermalink": Method(get_permalink),
}
