"""Notion: developers.notion.com/reference, version 2026-03-11; search, data sources and users."""

from typing import Any

from tests.connectors.examples import Example

RUNBOOKS = "11111111-2222-4333-8444-555555555555"
SOURCE: dict[str, Any] = {
    "object": "data_source",
    "id": RUNBOOKS,
    "title": [{"type": "text", "plain_text": "Runbooks"}],
    "properties": {
        "Symptom": {"id": "a%3Ab", "name": "Symptom", "type": "rich_text", "rich_text": {}},
        "Owner": {"id": "cd", "name": "Owner", "type": "people", "people": {}},
        "Name": {"id": "title", "name": "Name", "type": "title", "title": {}},
    },
    "in_trash": False,
}


def page(number: int, title: str, **told: object) -> dict[str, Any]:
    return {
        "object": "page",
        "id": f"00000000-0000-4000-8000-00000000000{number}",
        "url": f"https://www.notion.so/{number}",
        "last_edited_time": "2026-11-20T10:00:00.000Z",
        "in_trash": False,
        "properties": {
            "Owner": {"id": "cd", "type": "people", "people": []},
            "Name": {"id": "title", "type": "title", "title": [{"type": "text", "plain_text": title}]},
        },
        **told,
    }


def listing(*results: object, has_more: bool = False) -> dict[str, Any]:
    return {
        "object": "list",
        "type": "page_or_data_source",
        "page_or_data_source": {},
        "results": list(results),
        "next_cursor": "x" if has_more else None,
        "has_more": has_more,
    }


ME: dict[str, Any] = {
    "object": "user",
    "id": "99999999-0000-4000-8000-000000000000",
    "type": "bot",
    "name": "Escalation Desk",
    "avatar_url": None,
    "bot": {"owner": {"type": "workspace", "workspace": True}, "workspace_name": "Acme"},
}

EXAMPLE = Example(
    settings={"token": "s3cret", "data_sources": RUNBOOKS},
    answers={
        ("GET", "/v1/users/me"): ME,
        ("GET", f"/v1/data_sources/{RUNBOOKS}"): SOURCE,
        ("POST", "/v1/search"): listing(page(1, "Checkout 500")),
        ("POST", f"/v1/data_sources/{RUNBOOKS}/query"): listing(page(2, "Payments")),
    },
)
