"""Zendesk: developer.zendesk.com/api-reference/ticketing and /help_center."""

from typing import Any

from tests.connectors.examples import Example

ADA = {"id": 7, "name": "Ada Example", "email": "ada@acme.example", "role": "end-user"}
GRACE = {"id": 8, "name": "Grace Example", "email": "grace@example.com", "role": "agent"}
TICKET = {
    "id": 35436,
    "url": "https://example.zendesk.com/api/v2/tickets/35436.json",
    "external_id": None,
    "created_at": "2026-11-20T10:00:00Z",
    "updated_at": "2026-11-20T11:30:00Z",
    "type": "incident",
    "subject": "Checkout answers 500",
    "raw_subject": "Checkout answers 500",
    "description": "We get 500 errors\non checkout.",
    "priority": "high",
    "status": "open",
    "requester_id": 7,
    "submitter_id": 8,
    "assignee_id": 8,
    "organization_id": 509974,
    "tags": ["checkout", "enterprise"],
    "custom_fields": [{"id": 27642, "value": "745"}, {"id": 27648, "value": None}],
    "custom_status_id": 123,
    "satisfaction_rating": None,
    "via": {"channel": "web", "source": {"from": {}, "rel": None, "to": {}}},
    "recipient": None,
    "problem_id": None,
    "has_incidents": False,
    "due_at": None,
    "collaborator_ids": [],
    "sharing_agreement_ids": [],
    "generated_timestamp": 1763638200,
    "from_messaging_channel": False,
}
OLDER = {**TICKET, "id": 35300, "subject": "Login is slow", "status": "hold", "updated_at": "2026-11-01T10:00:00Z"}
SLAS: dict[str, Any] = {
    "policy_metrics": [
        {"breach_at": "2026-11-20T12:30:00Z", "stage": "active", "metric": "next_reply_time", "minutes": 60},
        {"breach_at": "2026-11-20T18:00:00Z", "stage": "active", "metric": "requester_wait_time", "hours": 6},
        {"breach_at": "2026-07-02T03:07:32Z", "stage": "achieved", "metric": "first_reply_time", "days": -141},
        {"breach_at": None, "stage": "paused", "metric": "periodic_update_time"},
    ]
}
PERSON = {"id": 9, "name": "Ada Example", "result_type": "user"}
ORGANIZATION = {
    "id": 509974,
    "name": "Acme Corp",
    "url": "https://example.zendesk.com/api/v2/organizations/509974.json",
    "domain_names": ["acme.example", "acme.test"],
    "updated_at": "2026-10-01T09:00:00Z",
    "tags": ["gold"],
    "details": None,
    "notes": None,
    "external_id": None,
    "group_id": None,
    "shared_tickets": True,
    "organization_fields": {
        "arr": 120000.0,
        "tier": "tier_gold",
        "renewal_date": "2027-01-31T00:00:00+00:00",
        "health": None,
        "sla": "gold_4h",
    },
}
COMMENTS = [
    {
        "id": 1,
        "type": "Comment",
        "audit_id": 432567,
        "author_id": 7,
        "public": True,
        "attachments": [{"id": 498483, "file_name": "crash.log", "content_type": "text/plain", "thumbnails": []}],
        "metadata": {"system": {"client": "Mozilla/5.0", "ip_address": "198.51.100.7"}, "flags": [4], "trusted": False},
        "via": {"channel": "web", "source": {"from": {}, "rel": "web_widget", "to": {}}},
        "body": "We get 500 errors on checkout.",
        "html_body": "<div>We get 500 errors on checkout.</div>",
        "plain_body": "We get 500 errors on checkout.",
        "created_at": "2026-11-20T10:00:00Z",
    },
    {
        "id": 2,
        "type": "Comment",
        "author_id": 8,
        "public": False,
        "plain_body": "Same as ENG-81.",
        "created_at": "2026-11-20T10:10:00Z",
    },
    {
        "id": 3,
        "type": "Comment",
        "author_id": 8,
        "public": True,
        "plain_body": "We are looking.",
        "created_at": "2026-11-20T10:20:00Z",
    },
    {
        "id": 4,
        "type": "Comment",
        "author_id": 7,
        "public": True,
        "html_body": "<p>Any <b>news</b>?</p>",
        "created_at": "2026-11-20T11:30:00Z",
    },
]
ARTICLE = {
    "id": 35467,
    "title": "When checkout fails",
    "html_url": "https://example.zendesk.com/hc/en-us/articles/35467",
    "url": "https://example.zendesk.com/api/v2/help_center/en-us/articles/35467.json",
    "snippet": "Look at the <em>checkout</em> gateway first.",
    "body": "<p>Look at the gateway first.</p>",
    "updated_at": "2026-09-01T09:00:00Z",
    "result_type": "article",
    "draft": False,
}

EXAMPLE = Example(
    settings={"subdomain": "example", "client_id": "desk", "client_secret": "s3cret"},
    answers={
        ("POST", "/oauth/tokens"): {
            "access_token": "gErypPlm4dOVgGRvA1ZzMH5MQ3nLo8bo",
            "token_type": "bearer",
            "scope": "read",
            "expires_in": 3600,
        },
        ("GET", "/api/v2/users/me"): {"user": {**GRACE, "email": "desk@example.com"}},
        ("GET", "/api/v2/organizations/autocomplete"): {
            "organizations": [ORGANIZATION],
            "count": 1,
            "next_page": None,
            "previous_page": None,
        },
        ("GET", "/api/v2/search"): {
            "results": [
                {**TICKET, "result_type": "ticket"},
                PERSON,
                {**OLDER, "result_type": "ticket"},
            ],
            "users": [ADA, GRACE],
            "count": 2,
            "facets": None,
            "next_page": None,
            "previous_page": None,
        },
        ("GET", "/api/v2/tickets/35436"): {"ticket": {**TICKET, "slas": SLAS}, "users": [ADA, GRACE]},
        ("GET", "/api/v2/tickets/35436/comments"): {
            "comments": COMMENTS,
            "users": [ADA, GRACE],
            "count": 4,
            "next_page": None,
            "previous_page": None,
        },
        ("GET", "/api/v2/help_center/articles/search"): {
            "results": [ARTICLE],
            "count": 1,
            "page": 1,
            "page_count": 1,
            "per_page": 3,
            "next_page": None,
        },
    },
    known="35436",
    secrets=("s3cret", "gErypPlm4dOVgGRvA1ZzMH5MQ3nLo8bo"),
)
