"""The invented company's support desk: it has every ticket that is asked for, and keeps the notes written on them.

Speaks as HubSpot does, as far as an app asks. `/tools/desk/tickets/4711` shows a ticket as support's colleagues see it.
"""

from collections.abc import Callable
from html import escape
from typing import Any

from aiohttp import web

OBJECTS = "/tools/desk/crm/objects/2026-03"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Ticket {id}</title><style>body{{font:16px/1.5 system-ui;margin:2rem auto;max-width:40rem;padding:0 1rem}}
article{{background:#fff8e1;border-left:4px solid #f5b800;margin:1rem 0;padding:.5rem 1rem;overflow-wrap:anywhere}}
p{{margin:.2rem 0}}</style><h1>Ticket {id}</h1>
<p>In the support desk. Notes are for colleagues; the customer never sees them.</p>{notes}</html>"""


class SupportDesk:
    """`refuses` plays one whose token may not write; `tells` hears of each note."""

    def __init__(self, tells: Callable[[], None]) -> None:
        self._tells = tells
        self.notes: list[tuple[str, str]] = []
        self.refuses = False

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/tools/desk/tickets/{id:[0-9]+}", self._page),
            web.get("/tools/desk/account-info/2026-03/details", _account),
            web.get("/tools/desk/crm/owners/2026-03", _nothing),
            web.get(OBJECTS + "/tickets/{id:[0-9]+}", self._ticket),
            web.post(f"{OBJECTS}/notes", self._take),
            web.post(f"{OBJECTS}/notes/batch/read", self._read),
            *(web.post(f"{OBJECTS}/{kind}/search", _nothing) for kind in ("companies", "tickets", "0-3")),
        ]

    def on(self, ticket: str) -> list[str]:
        """The notes on a ticket, oldest first, as they were written."""
        return [body for about, body in self.notes if about == ticket]

    async def _ticket(self, request: web.Request) -> web.Response:
        number = request.match_info["id"]
        ids = [str(place) for place, (about, _) in enumerate(self.notes) if about == number]
        told: dict[str, Any] = {
            "id": number,
            "properties": {"subject": f"What the customer wrote in {number}", "hs_pipeline_stage": None},
            "url": f"http://{request.host}/tools/desk/tickets/{number}",
            "associations": {"notes": {"results": [{"id": one, "type": "ticket_to_note"} for one in ids]}},
        }
        return web.json_response(told)

    async def _take(self, request: web.Request) -> web.Response:
        if self.refuses:
            return web.Response(status=403)
        told = await request.json()
        (of,) = told["associations"]
        self.notes.append((str(of["to"]["id"]), str(told["properties"]["hs_note_body"])))
        self._tells()
        return web.json_response({"id": str(len(self.notes) - 1), "properties": told["properties"]}, status=201)

    async def _read(self, request: web.Request) -> web.Response:
        ids = [int(one["id"]) for one in (await request.json())["inputs"]]
        found = [{"id": str(one), "properties": {"hs_note_body": self.notes[one][1]}} for one in ids]
        return web.json_response({"status": "COMPLETE", "results": found})

    async def _page(self, request: web.Request) -> web.Response:
        number = request.match_info["id"]
        # What an app writes is HTML; the page shows its paragraphs, and nothing else of it as markup.
        shown = (escape(body).replace("&lt;p&gt;", "<p>").replace("&lt;/p&gt;", "</p>") for body in self.on(number))
        notes = "".join(f"<article>{one.replace('&amp;', '&')}</article>" for one in shown) or "<p>No notes yet.</p>"
        return web.Response(text=PAGE.format(id=number, notes=notes), content_type="text/html")


async def _account(_request: web.Request) -> web.Response:
    return web.json_response({"portalId": 1})


async def _nothing(_request: web.Request) -> web.Response:
    return web.json_response({"total": 0, "results": []})
