"""The invented company's helpdesk: one conversation with a customer, over real HTTP as Intercom speaks, and its page.

Whatever happens there is told to the app by a signed webhook, where it has a door for them.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from html import escape, unescape
from typing import Any

import aiohttp
from aiohttp import web

NUMBER = "5120"
PLACE = "/tools/helpdesk"
TITLE = "Password reset mails come late"
AGENT = {"type": "admin", "id": "7", "name": "Jonas Weber", "email": "jonas@northstar.example"}
CUSTOMER = {"type": "user", "id": "u1", "name": "Renu at Northwind"}
TAG = re.compile(r"<[^<>]*>")
GAPS = {"comment": "\n\n"}
"""Between paragraphs: what is written to a customer keeps its own."""
WAITS = aiohttp.ClientTimeout(total=5)


@dataclass(frozen=True)
class Deed:
    """What can be done on the page. `topic` is what the helpdesk calls it; a note is told to nobody."""

    button: str
    said: str
    by: dict[str, str]
    topic: str
    part: str = "comment"


DEEDS = {
    "reply": Deed(
        "Support replies", "We are on it, the mails are being caught up.", AGENT, "conversation.admin.replied"
    ),
    "note": Deed("Support writes a note", "Same as last month?", AGENT, "conversation.admin.noted", "note"),
    "answer": Deed("The customer answers", "Still two hours late here.", CUSTOMER, "conversation.user.replied"),
    "tag": Deed("Tag: escalate", "tagged it: escalate", AGENT, "conversation_part.tag.created", "tag"),
}


@dataclass
class Helpdesk:
    """`now` is the story's. `door` is the app's address for webhooks, and `secret` what they are signed with.

    `status` is how it answers what the app writes: another than 200 refuses it. `sla` is its conversation's.
    """

    now: Callable[[], datetime]
    door: str = ""
    secret: str = ""
    parts: list[dict[str, Any]] = field(default_factory=list)
    told: str = ""
    status: int = 200
    sla: str = "active"

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(PLACE, self._page),
            web.post(f"{PLACE}/do/{{deed}}", self._do),
            web.get(f"{PLACE}/me", _me),
            web.get(f"{PLACE}/admins/7", _agent),
            web.get(f"{PLACE}/conversations/{NUMBER}", self._conversation),
            web.post(f"{PLACE}/conversations/{NUMBER}/reply", self._take),
            web.post(f"{PLACE}/conversations/search", _nothing("conversations")),
            web.post(f"{PLACE}/tickets/search", _nothing("tickets")),
            web.post(f"{PLACE}/contacts/search", _nothing("data")),
            web.get(f"{PLACE}/articles/search", _no_articles),
        ]

    async def _conversation(self, request: web.Request) -> web.Response:
        return web.json_response(self._told_of(request))

    async def _take(self, request: web.Request) -> web.Response:
        """What the app writes for support's colleagues, or for the customer, kept as the plain words it is shown as."""
        if self.status != web.HTTPOk.status_code:
            return web.Response(status=self.status)
        told, at = await request.json(), int(self.now().timestamp())
        kind = str(told.get("message_type"))
        body = str(told.get("body", "")).replace("<br>", "\n").replace("</p>", GAPS.get(kind, "\n"))
        said = unescape(TAG.sub("", body)).strip()
        by = {"type": "admin", "id": AGENT["id"], "name": "Escalation Desk"}
        part = {"part_type": kind, "body": said, "author": by, "created_at": at}
        self.parts.append(part)
        if kind == "comment":
            item = {**self._told_of(request), "conversation_parts": {"conversation_parts": [part]}}
            await self._tell("conversation.admin.replied", item, at)
        return web.json_response(self._told_of(request))

    def _told_of(self, request: web.Request) -> dict[str, Any]:
        return {
            "type": "conversation",
            "id": NUMBER,
            "title": TITLE,
            "state": "open",
            "created_at": int(self.now().timestamp()),
            "updated_at": int(self.now().timestamp()),
            "admin_assignee_id": int(AGENT["id"]),
            "sla_applied": {"type": "conversation_sla_summary", "sla_name": "Standard", "sla_status": self.sla},
            "source": {"body": "Our people wait two hours for the reset mail.", "author": CUSTOMER},
            "conversation_parts": {"conversation_parts": [part for part in self.parts if part["part_type"] != "tag"]},
            "links": {"conversation_web": f"http://{request.host}{PLACE}"},
        }

    async def _do(self, request: web.Request) -> web.Response:
        deed = DEEDS.get(request.match_info["deed"])
        if deed is None:
            raise web.HTTPNotFound
        at = int(self.now().timestamp())
        part = {"part_type": deed.part, "body": deed.said, "author": deed.by, "created_at": at}
        self.parts.append(part)
        item = {**self._told_of(request), "conversation_parts": {"conversation_parts": [part]}}
        if deed.part == "tag":
            item["tags_added"] = {"tags": [{"name": "escalate"}]}
        await self._tell(deed.topic, item, at)
        raise web.HTTPSeeOther(PLACE)

    async def _tell(self, topic: str, item: dict[str, Any], at: int) -> None:
        """What became of it stands on the page: there is nobody else to hear of it."""
        if not self.door:
            self.told = "No app has a door for webhooks here."
            return
        event = {"type": "notification_event", "topic": topic, "created_at": at, "data": {"item": item}}
        body = json.dumps({**event, "id": f"notif_{len(self.parts)}_{at}"}).encode()
        signed = hmac.new(self.secret.encode(), body, hashlib.sha1).hexdigest()
        try:
            async with (
                aiohttp.ClientSession(timeout=WAITS) as session,
                session.post(self.door, data=body, headers={"X-Hub-Signature": f"sha1={signed}"}) as answer,
            ):
                self.told = f"Told the app by webhook ({topic}); it answered {answer.status}."
        except (aiohttp.ClientError, TimeoutError) as failure:
            self.told = f"The app could not be told ({type(failure).__name__})."

    async def _page(self, _: web.Request) -> web.Response:
        talk = "".join(_line(part) for part in self.parts) or "<li>Nothing said yet today.</li>"
        buttons = "".join(
            f'<form method="post" action="{PLACE}/do/{name}"><button>{escape(deed.button)}</button></form>'
            for name, deed in DEEDS.items()
        )
        page = PAGE.format(title=TITLE, number=NUMBER, talk=talk, buttons=buttons, told=escape(self.told))
        return web.Response(text=page, content_type="text/html", headers=SAFE)


SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
PAGE = """<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Helpdesk: {title}</title>
  <link rel="stylesheet" href="/helpdesk.css">
</head>
<body>
  <main>
    <h1>{title}</h1>
    <p>Ticket {number} in the company's helpdesk. Northwind wrote; Jonas Weber has it. It was escalated to Engineering:
      look into its thread in #eng-escalations while you press here.</p>
    <div class="deeds">{buttons}</div>
    <p role="status">{told}</p>
    <ol aria-label="What was said">{talk}</ol>
  </main>
</body>
</html>
"""


SEEN_BY = {"note": " (a note, only support sees it)", "comment": " (public: the customer sees it)"}


def _line(part: dict[str, Any]) -> str:
    kind = SEEN_BY.get(part["part_type"], "") if part["author"]["type"] == "admin" else ""
    return f"<li><strong>{escape(part['author']['name'])}</strong>{kind}: <span>{escape(part['body'])}</span></li>"


async def _me(_: web.Request) -> web.Response:
    return web.json_response({"type": "admin", "id": AGENT["id"], "email": AGENT["email"]})


async def _agent(_: web.Request) -> web.Response:
    return web.json_response(AGENT)


def _nothing(name: str) -> Callable[[web.Request], Any]:
    async def answer(_: web.Request) -> web.Response:
        return web.json_response({name: [], "total_count": 0})

    return answer


async def _no_articles(_: web.Request) -> web.Response:
    return web.json_response({"data": {"articles": []}, "total_count": 0})
