"""The methods that show modals and the Home tab, and what a view must look like."""

import json
import secrets
from typing import Any

from sandbox import limits, rendering
from sandbox.blocks_check import HOME, MODAL, faults_in
from sandbox.call import Call, Method
from sandbox.errors import Refused
from sandbox.forms import elements
from sandbox.shapes import Findings, Shape, anything, choice, flag, string, text
from sandbox.workspace import View, Workspace, label_blocks

_COMMON = {
    "type": choice(MODAL, HOME),
    "blocks": anything,
    "private_metadata": string(limits.PRIVATE_METADATA, least=0),
    "callback_id": string(limits.ID, least=0),
    "external_id": string(limits.ID, least=0),
}
_TITLE = text(limits.VIEW_TITLE, plain=True)
_MODAL = Shape(
    {
        **_COMMON,
        "title": _TITLE,
        "submit": _TITLE,
        "close": _TITLE,
        "clear_on_close": flag,
        "notify_on_close": flag,
        "submit_disabled": flag,
    },
    required=("type", "title", "blocks"),
)
_HOME = Shape(_COMMON, required=("type", "blocks"))


def check_view(given: Any) -> dict[str, Any]:
    """The view, copied and good; the same rules whether it comes by a method or in an acknowledgement."""
    findings = Findings()
    is_home = isinstance(given, dict) and given.get("type") == HOME
    (_HOME if is_home else _MODAL)(findings, given, "/view")
    if not findings.messages:
        findings.messages += faults_in(given["blocks"], HOME if is_home else MODAL, "/view/blocks")
    if not findings.messages and not is_home and _lacks_submit(given):
        findings.add("missing required field: submit", "/view")
    if findings.messages:
        raise Refused("invalid_arguments", messages=findings.messages)
    packed = json.dumps(given)
    if len(packed.encode()) > limits.VIEW_BYTES:
        raise Refused("view_too_large")
    body: dict[str, Any] = json.loads(packed)
    return body


def _lacks_submit(view: dict[str, Any]) -> bool:
    return not view.get("submit") and any(block["type"] == "input" for block in view["blocks"])


def _view_of(call: Call, kind: str) -> dict[str, Any]:
    given = call.structure("view", refusal="invalid_arguments")
    if given is None:
        raise Refused("invalid_arguments", messages=["[ERROR] missing required field: view"])
    body = check_view(given)
    if body["type"] != kind:
        told = f"[ERROR] must be {kind} [json-pointer:/view/type]"
        raise Refused("invalid_arguments", messages=[told])
    return body


def _fresh_hash(workspace: Workspace) -> str:
    return f"{int(workspace.now().timestamp())}.{secrets.token_urlsafe(6)}"


def _external_id_is_free(workspace: Workspace, body: dict[str, Any], but: View | None = None) -> None:
    wanted = body.get("external_id")
    found = workspace.find_view(external_id=wanted) if wanted else None
    if found is not None and found is not but:
        raise Refused("duplicate_external_id")


def new_view(workspace: Workspace, body: dict[str, Any], user: str, channel: str | None) -> View:
    _external_id_is_free(workspace, body)
    view_id = f"V0{secrets.token_hex(5).upper()}"
    view = View(id=view_id, user=user, body=body, hash=_fresh_hash(workspace), root=view_id, channel=channel)
    label_blocks(view.blocks)
    view.form.redraw(view.blocks)
    _take_current_conversation(view)
    return view


def _take_current_conversation(view: View) -> None:
    for block, element in elements(view.blocks):
        key = (block["block_id"], element["action_id"])
        if element.get("default_to_current_conversation") and view.channel and not view.form.get(key):
            many = element["type"].startswith("multi_")
            view.form.put(key, element, [view.channel] if many else view.channel)


def push_view(workspace: Workspace, view: View) -> None:
    stack = workspace.stacks.setdefault(view.user, [])
    if len(stack) >= limits.VIEW_STACK:
        raise Refused("push_limit_reached")
    if stack:
        view.root, view.previous = stack[0].id, stack[-1].id
    stack.append(view)
    workspace.changes.tell()


def redraw_view(workspace: Workspace, view: View, body: dict[str, Any]) -> None:
    """A new face for the same view: what was typed stays where the ids stay."""
    _external_id_is_free(workspace, body, but=view)
    label_blocks(body["blocks"])
    view.body = body
    view.hash = _fresh_hash(workspace)
    view.errors, view.trouble = {}, ""
    view.form.redraw(view.blocks)
    workspace.changes.tell()


def open_view(call: Call) -> dict[str, Any]:
    trigger = call.triggers.look(call.required("trigger_id"))
    view = new_view(call.workspace, _view_of(call, MODAL), trigger.user, trigger.channel)
    top = call.workspace.top_view(trigger.user)
    if top is None or trigger.view is None:
        call.workspace.stacks[trigger.user] = []
    push_view(call.workspace, view)
    trigger.is_used = True
    return {"view": rendering.view(view, call.workspace)}


def push(call: Call) -> dict[str, Any]:
    trigger = call.triggers.look(call.required("trigger_id"))
    view = new_view(call.workspace, _view_of(call, MODAL), trigger.user, trigger.channel)
    if trigger.view not in {open_one.id for open_one in call.workspace.stacks.get(trigger.user, [])}:
        raise Refused("invalid_trigger_id", messages=["[ERROR] no open view to push onto"])
    push_view(call.workspace, view)
    trigger.is_used = True
    return {"view": rendering.view(view, call.workspace)}


def update(call: Call) -> dict[str, Any]:
    view_id, external_id = call.text("view_id"), call.text("external_id")
    if not view_id and not external_id:
        raise Refused("invalid_arguments", messages=["[ERROR] missing required field: view_id"])
    view = call.workspace.find_view(view_id=view_id, external_id=external_id)
    if view is None:
        raise Refused("not_found")
    body = _view_of(call, view.body["type"])
    if call.text("hash") not in {"", view.hash}:
        raise Refused("hash_conflict")
    redraw_view(call.workspace, view, body)
    return {"view": rendering.view(view, call.workspace)}


def publish(call: Call) -> dict[str, Any]:
    workspace, user = call.workspace, call.required("user_id")
    if user not in workspace.people:
        raise Refused("invalid_arguments", messages=["[ERROR] user not found [json-pointer:/user_id]"])
    if not workspace.story.app.home_tab:
        raise Refused("not_enabled")
    body = _view_of(call, HOME)
    view = workspace.homes.get(user)
    if view is not None and call.text("hash") not in {"", view.hash}:
        raise Refused("hash_conflict")
    if view is None:
        view = workspace.homes[user] = new_view(workspace, body, user, None)
        workspace.changes.tell()
    else:
        redraw_view(workspace, view, body)
    return {"view": rendering.view(view, workspace)}


METHODS = {
    "views.open": Method(open_view),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
}
