"""What becomes of an acknowledgement: the app's answer to a command, to a sent modal, to a question for options."""

from typing import Any

from sandbox import limits
from sandbox.dispatch import Answer
from sandbox.elements_check import OPTION, OPTION_GROUP
from sandbox.errors import Refused
from sandbox.message_check import check_blocks
from sandbox.screen import Shown
from sandbox.shapes import Findings, items
from sandbox.story import BOT
from sandbox.views import check_view, new_view, push_view, redraw_view
from sandbox.workspace import Message, View, Workspace

TROUBLE = "We had some trouble connecting. Try again?"


def say(workspace: Workspace, user: str, channel: str, body: dict[str, Any], thread: str | None = None) -> Message:
    """A message the app hands back in an answer: for one person's eyes unless it says `in_channel`."""
    blocks = check_blocks(body["blocks"]) if body.get("blocks") else []
    text = str(body.get("text") or "")
    if not text and not blocks:
        raise Refused("no_text")
    if len(text) > limits.MESSAGE_TEXT:
        raise Refused("msg_too_long")
    return workspace.post(
        Message(
            ts=workspace.stamp(),
            channel=channel,
            user=BOT,
            text=text,
            blocks=blocks,
            thread_ts=thread,
            only_for=None if body.get("response_type") == "in_channel" else user,
        )
    )


def after_command(workspace: Workspace, user: str, channel: str, body: dict[str, Any]) -> Shown:
    if not body.get("text") and not body.get("blocks"):
        return Shown()
    try:
        message = say(workspace, user, channel, body)
    except Refused as refusal:
        workspace.note("command_answer_refused", f"{refusal.error}: {'; '.join(refusal.messages)}")
        return Shown(error='failed with the error "invalid_command_response"')
    return Shown(text=message.text, blocks=message.blocks, is_ephemeral=message.only_for is not None, ts=message.ts)


def after_submission(workspace: Workspace, view: View, answer: Answer) -> Shown:
    if answer.trouble:
        view.trouble = TROUBLE
        workspace.changes.tell()
        return Shown(error=TROUBLE)
    try:
        return _follow(workspace, view, answer.body)
    except Refused as refusal:
        workspace.note("view_answer_refused", f"{refusal.error}: {'; '.join(refusal.messages)}")
        view.trouble = TROUBLE
        workspace.changes.tell()
        return Shown(error=TROUBLE)


def _follow(workspace: Workspace, view: View, body: dict[str, Any]) -> Shown:
    stack = workspace.stacks.get(view.user, [])
    match body.get("response_action"):
        case "errors":
            return _errors(workspace, view, body.get("errors") or {})
        case "update":
            redraw_view(workspace, view, check_view(body.get("view")))
        case "push":
            push_view(workspace, new_view(workspace, check_view(body.get("view")), view.user, view.channel))
        case "clear":
            stack.clear()
        case _ if view in stack:
            stack.remove(view)
    workspace.changes.tell()
    return Shown()


def _errors(workspace: Workspace, view: View, errors: dict[str, str]) -> Shown:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    view.errors = {block_id: said for block_id, said in errors.items() if block_id in inputs}
    if unknown := sorted(set(errors) - inputs):
        workspace.note("errors_for_unknown_blocks", ", ".join(unknown))
    elif not errors:
        workspace.note("errors_without_any", f"view {view.id} was sent back with no reason")
    workspace.changes.tell()
    return Shown(error="; ".join(view.errors.values()))


def options_in(workspace: Workspace, body: dict[str, Any]) -> list[dict[str, Any]]:
    """The options of an answer; none, as in Slack, when there is anything wrong with them."""
    findings = Findings()
    options, groups = body.get("options"), body.get("option_groups")
    if options is not None:
        items(OPTION, limits.OPTIONS, least=0)(findings, options, "/options")
    if groups is not None:
        items(OPTION_GROUP, limits.OPTION_GROUPS, least=0)(findings, groups, "/option_groups")
    if findings.messages:
        workspace.note("options_refused", "; ".join(findings.messages))
        return []
    return list(options or []) + [option for group in groups or [] for option in group["options"]]
