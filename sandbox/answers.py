"""The door behind every `response_url`: an app's later word to someone who used it."""

from typing import Any

from aiohttp import web

from sandbox.acknowledged import say
from sandbox.errors import Refused
from sandbox.message_check import check_blocks
from sandbox.response_urls import ResponseUrl, ResponseUrls
from sandbox.workspace import Message, Workspace, label_blocks

_GONE = 404
_BAD = 400


class Answers:
    def __init__(self, workspace: Workspace, urls: ResponseUrls) -> None:
        self._workspace = workspace
        self._urls = urls

    async def answer(self, request: web.Request) -> web.Response:
        try:
            body = await request.json()
        except ValueError:
            return _refuse("invalid_payload", _BAD)
        if not isinstance(body, dict):
            return _refuse("invalid_payload", _BAD)
        try:
            url = self._urls.use(request.match_info["key"])
        except Refused as refusal:
            return _refuse(refusal.error, _GONE)
        try:
            self._apply(url, body)
        except Refused as refusal:
            self._workspace.note("response_url_refused", f"{refusal.error}: {'; '.join(refusal.messages)}")
            return _refuse(refusal.error, _BAD)
        return web.json_response({"ok": True})

    def _apply(self, url: ResponseUrl, body: dict[str, Any]) -> None:
        original = self._original(url)
        if body.get("delete_original"):
            self._remove(original)
        elif original is not None and _replaces(url, body):
            self._replace(original, body)
        else:
            thread = body.get("thread_ts") or url.thread_ts
            say(self._workspace, url.user, url.channel, body, thread)

    def _original(self, url: ResponseUrl) -> Message | None:
        return self._workspace.channels[url.channel].find(url.message_ts) if url.message_ts else None

    def _remove(self, original: Message | None) -> None:
        if original is None or not original.by_bot:
            raise Refused("message_not_found")
        self._workspace.remove(original)

    def _replace(self, original: Message, body: dict[str, Any]) -> None:
        if not original.by_bot:
            raise Refused("cant_update_message")
        blocks = check_blocks(body["blocks"]) if body.get("blocks") else []
        if not blocks and not body.get("text"):
            raise Refused("no_text")
        original.text, original.blocks = str(body.get("text") or ""), blocks
        label_blocks(original.blocks)
        self._workspace.changes.tell()


def _replaces(url: ResponseUrl, body: dict[str, Any]) -> bool:
    """After a button, an answer that says nothing about it takes the message's place."""
    asked = body.get("replace_original")
    return bool(asked) if asked is not None else url.of_action and "response_type" not in body


def _refuse(error: str, status: int) -> web.Response:
    return web.json_response({"ok": False, "error": error}, status=status)
