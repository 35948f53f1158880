"""Webhooks as each product sends them: signed as its vendor documents it, in its vendor's shapes."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from connectors.hooks.way import Delivered, Hook
from connectors.product import Means
from connectors.register import SetUpOnes, set_up
from tests.connectors.example_github import EXAMPLE as GITHUB
from tests.connectors.example_github import ISSUE, REPOSITORY, user
from tests.connectors.example_intercom import EXAMPLE as INTERCOM
from tests.connectors.example_jira import EXAMPLE as JIRA
from tests.connectors.example_linear import EXAMPLE as LINEAR
from tests.connectors.example_zendesk import EXAMPLE as ZENDESK
from tests.connectors.examples import Example

SECRET = "wh-s3cret"
NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
AGO = NOW - timedelta(seconds=5)
Event = dict[str, Any]


def epoch(moment: datetime) -> int:
    return int(moment.timestamp())


def iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def hexed(secret: str, body: bytes, how: str) -> str:
    return hmac.new(secret.encode(), body, how).hexdigest()


def by_zendesk(secret: str, body: bytes, _: Event, sent: datetime) -> dict[str, str]:
    stamp = iso(sent)
    signed = hmac.new(secret.encode(), stamp.encode() + body, hashlib.sha256).digest()
    return {
        "X-Zendesk-Webhook-Signature": base64.b64encode(signed).decode(),
        "X-Zendesk-Webhook-Signature-Timestamp": stamp,
    }


def by_intercom(secret: str, body: bytes, _event: Event, _sent: datetime) -> dict[str, str]:
    return {"X-Hub-Signature": f"sha1={hexed(secret, body, 'sha1')}"}


def by_jira(secret: str, body: bytes, event: Event, _sent: datetime) -> dict[str, str]:
    return {
        "X-Hub-Signature": f"sha256={hexed(secret, body, 'sha256')}",
        "X-Atlassian-Webhook-Identifier": f"jira-{event.get('timestamp')}",
    }


def by_github(secret: str, body: bytes, _event: Event, _sent: datetime) -> dict[str, str]:
    return {
        "X-Hub-Signature-256": f"sha256={hexed(secret, body, 'sha256')}",
        "X-GitHub-Delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
        "X-GitHub-Event": "issues",
    }


def by_linear(secret: str, body: bytes, _event: Event, _sent: datetime) -> dict[str, str]:
    return {
        "Linear-Signature": hexed(secret, body, "sha256"),
        "Linear-Delivery": "234d1a4e-b617-4388-90fe-adc3633d6b72",
        "Linear-Event": "Issue",
    }


def from_zendesk(event: str = "comment_added", at: datetime = AGO, number: str = "35436", **what: Any) -> Event:
    said = {"comment": {"id": "1", "is_public": True, "author": {"id": "8", "is_staff": True, "name": "Grace Example"}}}
    return {
        "type": f"zen:event-type:ticket.{event}",
        "account_id": 12514403,
        "id": f"2b24ef10-{epoch(at)}-{event}",
        "time": iso(at),
        "zendesk_event_version": "2022-06-20",
        "subject": f"zen:ticket:{number}",
        "detail": {
            "actor_id": "8",
            "assignee_id": "8",
            "brand_id": "8447346621310",
            "created_at": "2026-11-20T10:00:00Z",
            "custom_status": "8447320465790",
            "description": "A customer's words",
            "external_id": None,
            "form_id": "8646151517822",
            "group_id": "8447320466430",
            "id": number,
            "is_public": True,
            "organization_id": None,
            "priority": None,
            "requester_id": "9",
            "status": "OPEN",
            "subject": "Checkout answers 500",
            "submitter_id": "9",
            "tags": [],
            "type": None,
            "updated_at": iso(at),
            "via": {"channel": "web_service"},
        },
        "event": {"meta": {"sequence": {"id": "01JQMQH83Y", "position": 1, "total": 1}}, **(what or said)},
    }


def said_on_zendesk(*, public: bool = True, staff: bool = True, at: datetime = AGO, number: str = "35436") -> Event:
    author = {"id": "8", "is_staff": staff, "name": "Grace Example" if staff else "Ada Example"}
    comment = {"id": "1", "body": "A customer's words", "is_public": public, "author": author}
    return from_zendesk(at=at, number=number, comment=comment)


def from_intercom(topic: str = "conversation.admin.replied", at: datetime = AGO, **more: Any) -> Event:
    part = {"type": "conversation_part", "part_type": "comment", "author": {"type": "admin", "name": "Grace Example"}}
    item = {"type": "conversation", "id": "1911149811", "conversation_parts": {"conversation_parts": [part]}, **more}
    return {
        "type": "notification_event",
        "topic": topic,
        "id": f"notif_{epoch(at)}",
        "app_id": "a86dr8yl",
        "created_at": epoch(at),
        "self": None,
        "links": {},
        "delivery_status": "pending",
        "delivery_attempts": 1,
        "delivered_at": 0,
        "first_sent_at": epoch(at),
        "data": {"type": "notification_event_data", "item": item},
    }


def from_jira(at: datetime = AGO, *, was: str = "In Progress", to: str = "Done", key: str = "ENG-123") -> Event:
    is_done = to == "Done"
    site, category = "https://acme.atlassian.net/rest/api/2", "done" if is_done else "indeterminate"
    resolved = {"from": None if is_done else "10000", "to": "10000" if is_done else None}
    resolved |= {"fromString": None if is_done else "Done", "toString": "Done" if is_done else None}
    moved = {"from": "3", "fromString": was, "to": "10001", "toString": to}
    return {
        "timestamp": epoch(at) * 1000,
        "webhookEvent": "jira:issue_updated",
        "issue_event_type_name": "issue_generic",
        "user": {
            "self": f"{site}/user?accountId=5b11",
            "accountId": "5b11",
            "accountType": "atlassian",
            "displayName": "Lea Example",
            "active": True,
            "timeZone": "Europe/Berlin",
        },
        "issue": {
            "id": "10002",
            "self": f"{site}/10002",
            "key": key,
            "fields": {
                "summary": "Checkout answers 500",
                "description": None,
                "assignee": None,
                "labels": [],
                "status": {"id": "10001", "name": to, "statusCategory": {"id": 3, "key": category, "name": to}},
                "resolution": {"id": "10000", "name": "Done"} if is_done else None,
            },
        },
        "changelog": {"id": "10124", "items": [item("resolution", **resolved), item("status", **moved)]},
    }


def item(field: str, **change: str | None) -> Event:
    return {"field": field, "fieldtype": "jira", "fieldId": field, **change}


def from_github(at: datetime = AGO, action: str = "closed", number: int = 81) -> Event:
    is_closed = action == "closed"
    return {
        "action": action,
        "issue": {
            **ISSUE,
            "number": number,
            "html_url": f"https://github.com/acme/shop/issues/{number}",
            "state": "closed" if is_closed else "open",
            "state_reason": "completed" if is_closed else "reopened",
            "closed_at": iso(at) if is_closed else None,
            "updated_at": iso(at),
            "reactions": {"url": f"{ISSUE['url']}/reactions", "total_count": 0},
        },
        "repository": REPOSITORY,
        "organization": {"login": "acme", "id": 9},
        "sender": user("lea", 8),
    }


def from_linear(
    at: datetime = AGO, *, state: str = "completed", was: Mapping[str, Any] | None = None, sent: datetime = NOW
) -> Event:
    return {
        "action": "update",
        "type": "Issue",
        "actor": {
            "id": "b5ea5f1f-8adc-4f52-b4bd-ab4e84cf51ba",
            "type": "user",
            "name": "Lea Example",
            "email": "lea@example.com",
            "url": "https://linear.app/acme/profiles/lea",
        },
        "createdAt": iso(at),
        "organizationId": "c0ffee00-8adc-4f52-b4bd-ab4e84cf51ba",
        "data": {
            "id": "539068e2-ae88-4d09-bd75-22eb4a59612f",
            "createdAt": "2026-11-20T10:00:00.000Z",
            "number": 7,
            "priority": 0,
            "assigneeId": None,
            "assignee": None,
            "labelIds": [],
            "labels": [],
            "identifier": "OPS-7",
            "url": "https://linear.app/acme/issue/OPS-7",
            "title": "Checkout answers 500",
            "updatedAt": iso(at),
            "state": {"name": "Done" if state == "completed" else "Todo", "type": state},
        },
        "updatedFrom": {"stateId": "a", "completedAt": None} if was is None else was,
        "url": "https://linear.app/acme/issue/OPS-7",
        "webhookTimestamp": epoch(sent) * 1000,
        "webhookId": "00000000-0000-0000-0000-000000000000",
    }


@dataclass(frozen=True)
class Sender:
    """A product. `event` is one that is taken in; `patience` how old a delivery may be, where it signs the moment."""

    kind: str
    example: Example
    signs: Callable[[str, bytes, Event, datetime], dict[str, str]]
    event: Callable[..., Event]
    patience: timedelta | None = None

    def hook(self, name: str = "", secret: str = SECRET) -> Hook:
        (hook,) = self.set_up(name, webhook_secret=secret).hooks
        return hook

    def set_up(self, name: str = "", **settings: str) -> SetUpOnes:
        tables = {name or self.kind: {**self.example.settings, "kind": self.kind, **settings}}
        made = set_up(tables, named=lambda _: None, means=Means(client=_nobody, seconds=lambda: 0.0))
        assert made.problems == ()
        return made

    def sends(
        self,
        event: Event | bytes | None = None,
        *,
        secret: str = SECRET,
        sent: datetime = NOW,
        headers: Mapping[str, str | None] | None = None,
    ) -> Delivered:
        """`headers` replaces some that it sends, by their names in small letters; None leaves one out."""
        told = self.event() if event is None else event
        body = told if isinstance(told, bytes) else json.dumps(told, ensure_ascii=False).encode()
        signed = self.signs(secret, body, told if isinstance(told, dict) else {}, sent)
        given = {key.lower(): value for key, value in signed.items()}
        changed = {key: value for key, value in (headers or {}).items() if key in given}
        return Delivered({key: value for key, value in {**given, **changed}.items() if value is not None}, body)

    @property
    def headers(self) -> list[str]:
        """Without which it is not let in."""
        signed = self.signs(SECRET, b"", {}, NOW)
        return [key.lower() for key in signed if "Signature" in key]


def _nobody() -> Any:
    raise AssertionError("a webhook asks nobody")


SENDERS = {
    "zendesk": Sender("zendesk", ZENDESK, by_zendesk, from_zendesk, timedelta(minutes=5)),
    "intercom": Sender("intercom", INTERCOM, by_intercom, from_intercom),
    "jira": Sender("jira", JIRA, by_jira, from_jira),
    "github": Sender("github", GITHUB, by_github, from_github),
    "linear": Sender("linear", LINEAR, by_linear, from_linear, timedelta(seconds=60)),
}
