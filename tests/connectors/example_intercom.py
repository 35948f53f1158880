"""Intercom: developers.intercom.com/docs/references, version 2.16."""

from tests.connectors.examples import Example

PERSON = {"type": "contact", "id": "6762f14a1bb69f9f2193bbb3", "external_id": "70"}
COMPANY = {
    "type": "company",
    "id": "6762f07a1bb69f9f2193baea",
    "company_id": "acme-1",
    "name": "Acme Corp",
    "website": "https://www.acme.example/",
    "created_at": 1734537338,
    "updated_at": 1734537338,
    "monthly_spend": 4000,
    "plan": {"type": "plan", "id": "269315", "name": "Pro"},
    "size": 85,
    "industry": "Manufacturing",
    "custom_attributes": {"tier": "Gold", "renewal_date": 1767225600, "health": "at risk", "sla": "Gold, 4 h"},
}
SOURCE = {
    "type": "email",
    "id": "403918346",
    "delivered_as": "customer_initiated",
    "subject": "<p>Checkout is broken</p>",
    "body": "<p>We get 500 errors on <b>checkout</b>.</p>",
    "author": {"type": "user", "id": "6762f14a1bb69f9f2193bbb3", "name": "Ada Example", "email": "ada@acme.example"},
}
CONVERSATION = {
    "type": "conversation",
    "id": "515",
    "title": None,
    "created_at": 1763632800,
    "updated_at": 1763640000,
    "waiting_since": 1763636400,
    "snoozed_until": None,
    "source": SOURCE,
    "contacts": {"type": "contact.list", "contacts": [PERSON]},
    "admin_assignee_id": 991267715,
    "open": True,
    "state": "open",
    "read": False,
    "tags": {"type": "tag.list", "tags": [{"type": "tag", "id": "123456", "name": "bug"}]},
    "priority": "priority",
    "sla_applied": {"type": "conversation_sla_summary", "sla_name": "VIP", "sla_status": "missed"},
    "statistics": {"type": "conversation_statistics", "first_admin_reply_at": 1763634600, "count_reopens": 1},
}
PARTS = [
    {
        "type": "conversation_part",
        "id": "2",
        "part_type": "note",
        "body": "Same as last week.",
        "created_at": 1763636400,
        "author": {"type": "admin", "id": "274", "name": "Grace Example"},
    },
    {
        "type": "conversation_part",
        "id": "1",
        "part_type": "comment",
        "body": "We are looking, x < y.",
        "created_at": 1763634600,
        "author": {"type": "admin", "id": "274", "name": "Grace Example"},
    },
    {
        "type": "conversation_part",
        "id": "3",
        "part_type": "assignment",
        "body": None,
        "created_at": 1763636500,
        "author": {"type": "bot", "id": "278", "name": "Fin"},
    },
]
TICKET = {
    "type": "ticket",
    "id": "633",
    "ticket_id": "40",
    "ticket_attributes": {"_default_title_": "Exports time out", "_default_description_": None},
    "ticket_state": {"type": "ticket_state", "id": "8577", "category": "waiting_on_customer"},
    "contacts": {"type": "contact.list", "contacts": [PERSON]},
    "created_at": 1734537990,
    "updated_at": 1734537992,
    "ticket_parts": {
        "type": "ticket_part.list",
        "ticket_parts": [
            {
                "type": "ticket_part",
                "id": "188",
                "part_type": "comment",
                "body": "<p>Any news?</p>",
                "created_at": 1734537991,
                "author": {"type": "user", "id": "1", "name": "Ada Example"},
            },
        ],
        "total_count": 1,
    },
    "open": True,
}
ARTICLE = {
    "id": "55",
    "type": "article",
    "title": "When checkout fails",
    "description": "",
    "body": "<p>Look at the gateway first.</p>",
    "state": "published",
    "updated_at": 1734537306,
    "url": "https://help.acme.example/en/articles/55",
}

EXAMPLE = Example(
    settings={"token": "s3cret"},
    answers={
        ("GET", "/me"): {
            "type": "admin",
            "id": "991267460",
            "email": "desk@example.com",
            "app": {"type": "app", "id_code": "abc123", "name": "Example Inc"},
        },
        ("GET", "/companies"): {"type": "list", "data": [COMPANY], "total_count": 1},
        ("GET", "/companies/6762f07a1bb69f9f2193baea/contacts"): {"type": "list", "data": [PERSON], "total_count": 1},
        ("POST", "/contacts/search"): {"type": "list", "data": [], "total_count": 0, "pages": {"type": "pages"}},
        ("POST", "/conversations/search"): {
            "type": "conversation.list",
            "pages": {"type": "pages", "page": 1, "per_page": 20, "total_pages": 1},
            "total_count": 1,
            "conversations": [CONVERSATION],
        },
        ("POST", "/tickets/search"): {"type": "ticket.list", "total_count": 1, "tickets": [TICKET]},
        ("GET", "/conversations/515"): {
            **CONVERSATION,
            "source": {
                **SOURCE,
                "subject": "Checkout is broken",
                "body": "We get 500 errors on checkout.",
            },
            "conversation_parts": {
                "type": "conversation_part.list",
                "conversation_parts": PARTS,
                "total_count": 3,
            },
        },
        ("GET", "/tickets/633"): TICKET,
        ("GET", "/articles/search"): {
            "type": "list",
            "total_count": 1,
            "data": {"articles": [ARTICLE], "highlights": []},
            "pages": {"type": "pages", "page": 1, "total_pages": 1, "per_page": 10},
        },
    },
    known="515",
)
