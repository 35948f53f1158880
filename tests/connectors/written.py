"""Products that keep what is written there, in their vendors' shapes, and can lose the answer to a write."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import unescape
from importlib import import_module
from typing import Any

import httpx2

from escalation.sources import WRITING
from tests.connectors.examples import Example, Played, Route

Body = Mapping[str, Any]
Answers = dict[Route, Any]
JIRA_DAY = "2026-11-23T12:10:00.000+0000"


@dataclass(frozen=True)
class Written:
    """`route` is where what is written on `ticket` goes; `holds` what the product answers once it has it.

    `words` are those of it as the product got it, and `is_private` whether no customer can see it. `answer` is how it
    answers a write, `is_write` tells one where all goes to one address.
    """

    ticket: str
    link: str
    elsewhere: str
    route: Route
    holds: Callable[[Answers, Body], Answers]
    words: Callable[[Body], str]
    is_private: Callable[[Body], bool] = lambda _: True
    answer: Any = field(default_factory=dict)
    is_write: Callable[[str], bool] = lambda _: True


def _zendesk(answers: Answers, body: Body) -> Answers:
    comment = body["ticket"]["comment"]
    said = {"id": 9, "author_id": 8, "created_at": JIRA_DAY, "plain_body": comment["html_body"], "public": False}
    path = ("GET", "/api/v2/tickets/35436/comments")
    return {**answers, path: {**answers[path], "comments": [said, *answers[path]["comments"]]}}


def _intercom(answers: Answers, body: Body) -> Answers:
    path = ("GET", "/conversations/515")
    part = {"part_type": "note", "body": body["body"], "created_at": 1763634700, "author": {"type": "admin"}}
    talk = answers[path]["conversation_parts"]
    held = {**talk, "conversation_parts": [*talk["conversation_parts"], part]}
    return {**answers, path: {**answers[path], "conversation_parts": held}}


def _hubspot(answers: Answers, body: Body) -> Answers:
    path, batch = ("GET", "/crm/objects/2026-03/tickets/1145814089"), ("POST", "/crm/objects/2026-03/notes/batch/read")
    known = answers[path]["associations"]
    notes = {"results": [*known["notes"]["results"], {"id": "99", "type": "ticket_to_note"}]}
    note = {"id": "99", "properties": body["properties"]}
    return {
        **answers,
        path: {**answers[path], "associations": {**known, "notes": notes}},
        batch: {**answers[batch], "results": [*answers[batch]["results"], note]},
    }


def _salesforce(answers: Answers, body: Body) -> Answers:
    path = ("GET", "/services/data/v67.0/query")
    (only,) = answers[path]["records"]
    return {**answers, path: {"totalSize": 1, "done": True, "records": [{**only, "CommentBody": body["CommentBody"]}]}}


NOTES: Mapping[str, Written] = {
    "zendesk": Written(
        ticket="35436",
        link="https://example.zendesk.com/agent/tickets/35436",
        elsewhere="https://other.zendesk.com/agent/tickets/35436",
        route=("PUT", "/api/v2/tickets/35436"),
        holds=_zendesk,
        words=lambda body: str(body["ticket"]["comment"]["html_body"]),
        is_private=lambda body: body["ticket"]["comment"]["public"] is False,
    ),
    "intercom": Written(
        ticket="515",
        link="https://app.intercom.com/a/inbox/abc123/inbox/conversation/515",
        elsewhere="https://app.eu.intercom.com/a/inbox/abc123/inbox/conversation/515",
        route=("POST", "/conversations/515/reply"),
        holds=_intercom,
        words=lambda body: str(body["body"]),
        is_private=lambda body: body["message_type"] == "note",
    ),
    "hubspot": Written(
        ticket="1145814089",
        link="https://app-eu1.hubspot.com/contacts/62515/record/0-5/1145814089",
        elsewhere="https://app.example.com/contacts/62515/record/0-5/1145814089",
        route=("POST", "/crm/objects/2026-03/notes"),
        holds=_hubspot,
        words=lambda body: str(body["properties"]["hs_note_body"]),
        is_private=lambda body: set(body) == {"properties", "associations"},
    ),
    "salesforce": Written(
        ticket="500R0000003bfrzIAA",
        link="https://acme.lightning.force.com/lightning/r/Case/500R0000003bfrzIAA/view",
        elsewhere="https://other.lightning.force.com/lightning/r/Case/500R0000003bfrzIAA/view",
        route=("POST", "/services/data/v67.0/sobjects/CaseComment"),
        holds=_salesforce,
        words=lambda body: str(body["CommentBody"]),
        is_private=lambda body: body["IsPublished"] is False,
    ),
}


def _shown(html: str) -> str:
    """As products give plain words back: paragraphs apart, lines broken."""
    return unescape(re.sub(r"<[^<>]*>", "", html.replace("</p>", "\n\n").replace("<br>", "\n"))).strip()


def _zendesk_reply(answers: Answers, body: Body) -> Answers:
    comment = body["ticket"]["comment"]
    said = {"id": 10, "author_id": 8, "created_at": JIRA_DAY, "html_body": comment["html_body"]}
    said |= {"plain_body": _shown(comment["html_body"]), "public": comment["public"]}
    path = ("GET", "/api/v2/tickets/35436/comments")
    return {**answers, path: {**answers[path], "comments": [said, *answers[path]["comments"]]}}


def _intercom_reply(answers: Answers, body: Body) -> Answers:
    path = ("GET", "/conversations/515")
    part = {"part_type": body["message_type"], "body": _shown(body["body"]), "author": {"type": "admin", "id": "1"}}
    part["created_at"] = int(datetime.fromisoformat(JIRA_DAY).timestamp())
    talk = answers[path]["conversation_parts"]
    held = {**talk, "conversation_parts": [*talk["conversation_parts"], part]}
    return {**answers, path: {**answers[path], "conversation_parts": held}}


def _salesforce_reply(answers: Answers, body: Body) -> Answers:
    path = ("GET", "/services/data/v67.0/query")
    comment = {"CommentBody": body["CommentBody"], "IsPublished": body["IsPublished"], "CreatedDate": JIRA_DAY}
    return {**answers, path: {"totalSize": 1, "done": True, "records": [comment]}}


def _hubspot_reply(answers: Answers, body: Body) -> Answers:
    path = ("GET", "/conversations/conversations/2026-09/threads/176347007/messages")
    told = {"id": "m9", "type": body["type"], "createdAt": JIRA_DAY, "text": body["text"], "senders": []}
    told |= {"direction": "OUTGOING", "status": {"statusType": "SENT"}} if body["type"] == "MESSAGE" else {}
    return {**answers, path: {"results": [told, *answers[path]["results"]]}}


def _public(kind: str, holds: Callable[[Answers, Body], Answers], is_private: Callable[[Body], bool]) -> Written:
    return replace(NOTES[kind], holds=holds, is_private=is_private)


REPLIES: Mapping[str, Written] = {
    "zendesk": _public("zendesk", _zendesk_reply, lambda body: body["ticket"]["comment"]["public"] is not True),
    "intercom": _public("intercom", _intercom_reply, lambda body: body["message_type"] != "comment"),
    "hubspot": replace(
        NOTES["hubspot"],
        route=("POST", "/conversations/conversations/2026-09/threads/176347007/messages"),
        holds=_hubspot_reply,
        words=lambda body: str(body["richText"]),
        is_private=lambda body: body["type"] != "MESSAGE",
    ),
    "salesforce": _public("salesforce", _salesforce_reply, lambda body: body["IsPublished"] is not True),
}
"""What customers read: where notes stand, and public; in HubSpot in the conversation of the ticket."""

JIRA_NEW = {"id": "10043", "key": "ENG-43", "self": "https://acme.atlassian.net/rest/api/3/issue/10043"}
GITHUB_NEW = {**import_module("tests.connectors.example_github").ISSUE, "number": 90}
GITHUB_NEW["html_url"] = "https://github.com/acme/shop/issues/90"
LINEAR_NEW = {**import_module("tests.connectors.example_linear").ISSUE, "identifier": "ENG-43"}


def _jira(answers: Answers, body: Body) -> Answers:
    path = ("POST", "/rest/api/3/search/jql")
    (known,) = answers[path]["issues"]
    made = {**known, "key": "ENG-43", "fields": {**known["fields"], **body["fields"]}}
    return {**answers, path: {"issues": [made, known], "isLast": True}}


def _linear(answers: Answers, _: Body) -> Answers:
    path = ("POST", "/graphql")
    return {**answers, path: {"data": {**answers[path]["data"], "issue": {**LINEAR_NEW, "id": "own"}}}}


def _github(answers: Answers, body: Body) -> Answers:
    path = ("GET", "/repos/acme/shop/issues")
    return {**answers, path: [{**GITHUB_NEW, "body": body["body"]}, *answers.get(path, [])]}


TRACKERS: Mapping[str, Written] = {
    "jira": Written(
        ticket="ENG-43",
        link="https://acme.atlassian.net/browse/ENG-43",
        elsewhere="https://other.atlassian.net/browse/ENG-43",
        route=("POST", "/rest/api/3/issue"),
        holds=_jira,
        words=lambda body: json.dumps(body["fields"]["description"], ensure_ascii=False),
        answer=JIRA_NEW,
    ),
    "linear": Written(
        ticket="ENG-43",
        link="https://linear.app/acme/issue/ENG-43/checkout-answers-500",
        elsewhere="https://linear.example/acme/issue/ENG-43/checkout-answers-500",
        route=("POST", "/graphql"),
        holds=_linear,
        words=lambda body: str(body["variables"]["input"]["description"]),
        answer={"data": {"issueCreate": {"issue": LINEAR_NEW}}},
        is_write=lambda content: "issueCreate" in content,
    ),
    "github": Written(
        ticket="acme/shop#90",
        link="https://github.com/acme/shop/issues/90",
        elsewhere="https://github.com/other/shop/issues/90",
        route=("POST", "/repos/acme/shop/issues"),
        holds=_github,
        words=lambda body: str(body["body"]),
        answer=GITHUB_NEW,
    ),
}


def example_of(kind: str) -> Example:
    found: Example = import_module(f"tests.connectors.example_{kind}").EXAMPLE
    return replace(found, settings={**found.settings, "write": True, **({"reply": True} if kind in REPLIES else {})})


@dataclass
class Holding:
    """A product that holds what is written. `answers` says how it answers a write; None is as it should.

    `arrives` says whether a write that is answered otherwise counts there all the same. What is written shows there
    after `hidden` more requests. What is written are notes and issues, or, where it `answers_customers`, replies.
    """

    kind: str
    answers: Callable[[httpx2.Request], httpx2.Response] | None = None
    arrives: bool = True
    hidden: int = 0
    answers_customers: bool = False
    writes: list[Body] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.written = (REPLIES if self.answers_customers else {**NOTES, **TRACKERS})[self.kind]
        self.played = Played(example_of(self.kind), instead=self._answer)
        self._told: Answers = dict(self.played.example.answers)
        self._to_be_shown: list[Body] = []
        self.tool: Any = self.played.connector(self.kind)
        assert self.tool.can & WRITING

    def forgets(self) -> None:
        """There is no issue but what will be filed."""
        path = ("POST", "/graphql")
        self._told[path] = {"data": {**self._told[path]["data"], "issue": None}}

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        route = (request.method, request.url.path)
        if route != self.written.route or not self.written.is_write(request.content.decode()):
            self._shows()
            found = self._told.get(route)
            return httpx2.Response(404) if found is None else httpx2.Response(200, json=found)
        body = json.loads(request.content)
        if self.answers is None or self.arrives:
            self.writes.append(body)
            self._to_be_shown.append(body)
        return self.answers(request) if self.answers else httpx2.Response(201, json=self.written.answer)

    def _shows(self) -> None:
        if self._to_be_shown and self.hidden:
            self.hidden -= 1
            return
        for body in self._to_be_shown:
            self._told = self.written.holds(self._told, body)
        self._to_be_shown = []
