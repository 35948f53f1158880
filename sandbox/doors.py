"""The doors under `/sandbox`: for the page, for scripts, and for tests that run elsewhere."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from sandbox.answering import body_of, no
from sandbox.dispatch import Dispatcher
from sandbox.errors import NotThere
from sandbox.faults import Fault
from sandbox.page_state import snapshot
from sandbox.people import Person
from sandbox.screen import Shown
from sandbox.socket_mode import SocketMode
from sandbox.web_api import WebApi
from sandbox.workspace import Workspace

Act = Callable[[Person, dict[str, Any]], Awaitable[Any]]
_CONFLICT = 409
_RECORD = 1000
_COME_BACK_MS = 300


def _keys(asked: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: asked[name] for name in names if asked.get(name) is not None}


async def _type(person: Person, asked: dict[str, Any]) -> Any:
    return await person.types(asked["text"], asked.get("channel"), thread=asked.get("thread_ts"))


async def _press(person: Person, asked: dict[str, Any]) -> Any:
    return await person.presses(asked["action_id"], **_keys(asked, "message_ts", "channel", "block_id", "value"))


async def _select(person: Person, asked: dict[str, Any]) -> Any:
    where = _keys(asked, "message_ts", "channel", "block_id")
    return await person.selects(asked["action_id"], asked.get("value"), **where)


async def _fill(person: Person, asked: dict[str, Any]) -> Any:
    """By name in `values`, or one by one in `fields`, where names alone would not tell them apart."""
    values: dict[str | tuple[str, str], Any] = dict(asked.get("values") or {})
    for field in asked.get("fields") or []:
        values[field["block_id"], field["action_id"]] = field.get("value")
    await person.fills(values, dispatch=asked.get("dispatch", True))


async def _suggest(person: Person, asked: dict[str, Any]) -> Any:
    where = _keys(asked, "message_ts", "channel")
    return {"options": await person.suggests(asked["action_id"], asked.get("query", ""), **where)}


async def _message_shortcut(person: Person, asked: dict[str, Any]) -> Any:
    return await person.uses_message_shortcut(asked["callback_id"], channel=asked.get("channel"), ts=asked["ts"])


async def _delete(person: Person, asked: dict[str, Any]) -> Any:
    person.deletes(asked["channel"], asked["ts"])


ACTS: dict[str, Act] = {
    "command": _type,
    "message": _type,
    "press": _press,
    "select": _select,
    "suggest": _suggest,
    "fill": _fill,
    "submit": lambda person, _asked: person.submits(),
    "close": lambda person, asked: person.closes(everything=bool(asked.get("everything"))),
    "shortcut": lambda person, asked: person.uses_shortcut(asked["callback_id"]),
    "message_shortcut": _message_shortcut,
    "react": lambda person, asked: person.reacts(asked["name"], asked["channel"], asked["ts"]),
    "unreact": lambda person, asked: person.unreacts(asked["name"], asked["channel"], asked["ts"]),
    "open_home": lambda person, asked: person.opens_home(asked.get("tab", "home")),
    "join": lambda person, asked: person.joins(asked["channel"]),
    "invite": lambda person, asked: person.invites(asked["user"], asked["channel"]),
    "archive": lambda person, asked: person.archives(asked["channel"]),
    "delete": _delete,
}


class Doors:
    def __init__(
        self,
        workspace: Workspace,
        api: WebApi,
        socket_mode: SocketMode,
        dispatcher: Dispatcher,
        person: Callable[[str], Person],
    ) -> None:
        self._workspace = workspace
        self._api = api
        self._socket_mode = socket_mode
        self._dispatcher = dispatcher
        self._person = person
        self.is_set = asyncio.Event()
        self.is_set.set()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/sandbox/record", self.record),
            web.get("/sandbox/faults", self.list_faults),
            web.post("/sandbox/faults", self.add_fault),
            web.delete("/sandbox/faults", self.clear_faults),
            web.get("/sandbox/state", self.state),
            web.get("/sandbox/notes", self.notes),
            web.get("/sandbox/events", self.events),
            web.post("/sandbox/act", self.act),
        ]

    async def record(self, request: web.Request) -> web.Response:
        since, limit = request.query.get("since", "0"), request.query.get("limit", str(_RECORD))
        if not (since.isdigit() and limit.isdigit()):
            return no("since and limit are whole numbers.")
        calls = self._api.record.shown(
            since=int(since),
            limit=int(limit),
            method=request.query.get("method", ""),
            channel=request.query.get("channel", ""),
        )
        return web.json_response({"ok": True, "calls": calls})

    async def list_faults(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "faults": [asdict(fault) for fault in self._api.faults.waiting]})

    async def add_fault(self, request: web.Request) -> web.Response:
        try:
            told = await self._fault(await body_of(request))
        except (TypeError, ValueError) as wrong:
            return no(str(wrong))
        return web.json_response({"ok": True, **told})

    async def _fault(self, asked: dict[str, Any]) -> dict[str, int]:
        """Three happen now; the others wait for the calls they are set for."""
        match asked.get("fault"):
            case "drop_socket":
                return {"dropped": self._socket_mode.drop()}
            case "disconnect":
                await self._socket_mode.say_disconnect(str(asked.get("reason", "refresh_requested")))
            case "redeliver":
                return {"redelivered": len(self._dispatcher.redeliver(int(asked.get("count", 1))))}
            case _:
                self._api.faults.add(Fault(**asked))
        return {}

    async def clear_faults(self, _request: web.Request) -> web.Response:
        self._api.faults.clear()
        return web.json_response({"ok": True})

    async def notes(self, _request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "notes": self._workspace.notes})

    async def state(self, request: web.Request) -> web.Response:
        user = request.query.get("as", self._workspace.story.first_person)
        if user not in self._workspace.people:
            return no(f"Nobody here is called {user!r}.")
        await self.is_set.wait()
        is_connected = self._dispatcher.line.is_up
        return web.json_response({**snapshot(self._workspace, user), "is_connected": is_connected})

    async def act(self, request: web.Request) -> web.Response:
        asked = await body_of(request)
        if asked.get("as") not in self._workspace.people:
            return no(f"Nobody here is called {asked.get('as')!r}.")
        person = self._person(asked["as"])
        if asked.get("do") == "read":
            self._read(asked)
            return web.json_response({"ok": True})
        act = ACTS.get(str(asked.get("do")))
        if act is None:
            return no(f"{asked.get('do')!r} is not something a person does. There are: {', '.join(ACTS)}.")
        try:
            done = await act(person, asked)
        except NotThere as missing:
            return no(str(missing), _CONFLICT)
        except KeyError as missing:
            return no(f"{missing} is missing.")
        told = asdict(done) if isinstance(done, Shown) else done if isinstance(done, dict) else {}
        modal = person.modal
        return web.json_response({"ok": True, "shown": told, "modal": modal.view if modal else None})

    def _read(self, asked: dict[str, Any]) -> None:
        key = (asked["as"], str(asked.get("channel")))
        mark = str(asked.get("ts", "0"))
        if float(mark) > float(self._workspace.read_marks.get(key, "0")):
            self._workspace.read_marks[key] = mark
            self._workspace.changes.tell()

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Says the number of the latest change, whenever there is a newer one."""
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        await response.write(f"retry: {_COME_BACK_MS}\n\n".encode())
        number = -1
        while not self._workspace.changes.is_closed:
            number = await self._workspace.changes.after(number)
            try:
                await response.write(f"data: {json.dumps({'number': number})}\n\n".encode())
            except ConnectionError:
                break
        return response
