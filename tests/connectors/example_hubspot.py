"""HubSpot: developers.hubspot.com/docs/api-reference, version 2026-03, of conversations 2026-09. A property is text."""

from typing import Any

from tests.connectors.examples import Example

TIMES = {"createdAt": "2026-01-05T09:00:00.000Z", "updatedAt": "2026-11-01T09:00:00.000Z", "archived": False}
COMPANY = {
    "id": "512",
    "properties": {
        "name": "Acme Corp",
        "domain": "acme.example",
        "hubspot_owner_id": "41629779",
        "createdate": "2026-01-05T09:00:00.000Z",
        "hs_lastmodifieddate": "2026-11-02T09:00:00.000Z",
        "hs_object_id": "512",
        "annualrevenue": "90000000",
        "arr": "120000",
        "tier": "Gold",
        "plan": None,
        "renewal_date": "2027-01-31",
        "health": "at risk",
        "sla": "Gold, 4 h",
    },
    **TIMES,
}
DEAL = {
    "id": "901",
    "properties": {
        "dealname": "Acme renewal",
        "amount": "130000.00",
        "deal_currency_code": "USD",
        "dealstage": "contractsent",
        "closedate": "2027-01-31T00:00:00Z",
    },
    **TIMES,
}
TICKET = {
    "id": "1145814089",
    "properties": {
        "subject": "Checkout answers 500",
        "content": "We get 500 errors on <b>checkout</b>.",
        "hs_pipeline_stage": "3",
        "hs_ticket_priority": "HIGH",
        "hubspot_owner_id": "41629779",
        "createdate": "2026-11-20T10:00:00.000Z",
        "hs_lastmodifieddate": "2026-11-20T11:30:00.000Z",
        "first_agent_reply_date": None,
        "hs_last_message_from_visitor": "true",
        "hs_last_message_received_at": "2026-11-20T11:30:00.000Z",
    },
    **TIMES,
}
NOTE = {
    "id": "31",
    "properties": {
        "hs_note_body": "<p>Same as ENG-81.</p>",
        "hs_timestamp": "2026-11-20T10:10:00.000Z",
        "hubspot_owner_id": "41629779",
    },
    **TIMES,
}
EMAILS = [
    {
        "id": "42",
        "properties": {
            "hs_email_text": None,
            "hs_email_html": "<p>Any <b>news</b>?</p>",
            "hs_email_direction": "INCOMING_EMAIL",
            "hs_email_from_email": "ada@acme.example",
            "hs_email_from_firstname": "Ada",
            "hs_email_from_lastname": "Example",
            "hs_timestamp": "2026-11-20T11:30:00.000Z",
        },
        **TIMES,
    },
    {
        "id": "41",
        "properties": {
            "hs_email_text": "We are looking.",
            "hs_email_direction": "EMAIL",
            "hs_email_html": None,
            "hs_email_from_email": "support@example.com",
            "hs_email_from_firstname": None,
            "hs_email_from_lastname": None,
            "hs_timestamp": "2026-11-20T10:20:00.000Z",
        },
        **TIMES,
    },
]
LASTING = {"createdAt": "1970-01-01T00:00:00Z", "updatedAt": "1970-01-01T00:00:00Z", "archived": False}


def stage(id: str, label: str, order: int, **metadata: str) -> dict[str, Any]:
    """As pipelines tell it: all that HubSpot calls metadata is text."""
    rights = "CRM_PERMISSIONS_ENFORCEMENT"
    return {
        "id": id,
        "label": label,
        "displayOrder": order,
        "metadata": metadata,
        "writePermissions": rights,
        **LASTING,
    }


THREADS = "/conversations/conversations/2026-09/threads"
THREAD = {
    "id": "176347007",
    "createdAt": "2026-11-20T10:00:00.865Z",
    "status": "OPEN",
    "originalChannelId": "1002",
    "originalChannelAccountId": "42423411",
    "latestMessageTimestamp": "2026-11-20T11:30:00.279Z",
    "latestMessageSentTimestamp": "2026-11-20T10:20:00.788Z",
    "latestMessageReceivedTimestamp": "2026-11-20T11:30:00.279Z",
    "assignedTo": "A-3892666",
    "spam": False,
    "inboxId": "481939",
    "associatedContactId": "1401",
    "archived": False,
    "threadAssociations": {"associatedTicketId": "1145814089"},
}
ADA = {
    "actorId": "V-1401",
    "name": "Ada Example",
    "deliveryIdentifier": {"type": "HS_EMAIL_ADDRESS", "value": "ada@acme.example"},
}
DESK = {
    "name": "Support",
    "deliveryIdentifier": {"type": "HS_EMAIL_ADDRESS", "value": "support@example.com"},
}


def said(id: str, type: str, at: str, **more: Any) -> dict[str, Any]:
    """Something in the conversation; what HubSpot calls messages are also comments, and changes of who has it."""
    return {
        "id": id,
        "type": type,
        "conversationsThreadId": "176347007",
        "createdAt": at,
        "createdBy": "A-3892666",
        "client": {"clientType": "HUBSPOT"},
        "senders": [{"actorId": "A-3892666"}],
        "recipients": [],
        "archived": False,
        **more,
    }


def mail(id: str, at: str, text: str, *, incoming: bool, **more: Any) -> dict[str, Any]:
    way = "INCOMING" if incoming else "OUTGOING"
    told = {
        "senders": [{**ADA, "senderField": "FROM"}] if incoming else [{"actorId": "A-3892666", **DESK}],
        "recipients": [{**(DESK if incoming else ADA), "recipientField": "TO"}],
        "text": text,
        "richText": f"<div>{text}</div>",
        "attachments": [],
        "subject": "Checkout answers 500",
        "truncationStatus": "NOT_TRUNCATED",
        "status": {"statusType": "RECEIVED" if incoming else "SENT"},
        "direction": way,
        "channelId": "1002",
        "channelAccountId": "42423411",
    }
    return said(id, "MESSAGE", at, **{**told, **more})


MESSAGES = [
    said("m5", "ASSIGNMENT", "2026-11-20T11:40:00.000Z", assignedTo="A-3892666"),
    said("m4", "COMMENT", "2026-11-20T11:35:00.000Z", text="Same as ENG-81.", richText="<p>x</p>", attachments=[]),
    mail("m3", "2026-11-20T11:30:00.279Z", "Any news?", incoming=True, inReplyToId="m2"),
    mail("m2", "2026-11-20T10:20:00.788Z", "We are looking.", incoming=False),
    mail("m1", "2026-11-20T10:00:00.865Z", "We get 500 errors on checkout.", incoming=True),
]

BATCH = {"status": "COMPLETE", "startedAt": "2026-11-20T12:00:00Z", "completedAt": "2026-11-20T12:00:00Z"}

EXAMPLE = Example(
    settings={"token": "s3cret"},
    answers={
        ("GET", "/account-info/2026-03/details"): {
            "portalId": 62515,
            "accountType": "STANDARD",
            "timeZone": "US/Eastern",
            "companyCurrency": "EUR",
            "additionalCurrencies": [],
            "utcOffset": "-05:00",
            "utcOffsetMilliseconds": -18000000,
            "uiDomain": "app-eu1.hubspot.com",
            "dataHostingLocation": "eu1",
        },
        ("POST", "/crm/objects/2026-03/companies/search"): {"total": 1, "results": [COMPANY]},
        ("POST", "/crm/objects/2026-03/0-3/search"): {"total": 1, "results": [DEAL]},
        ("POST", "/crm/objects/2026-03/tickets/search"): {
            "total": 1,
            "results": [TICKET],
            "paging": {"next": {"after": "20", "link": "?after=20"}},
        },
        ("GET", "/crm/owners/2026-03"): {
            "results": [{"id": "7", "type": "QUEUE", **TIMES}],
            "paging": {"next": {"after": "MTAw", "link": "?after=MTAw"}},
        },
        ("GET", "/crm/owners/2026-03/41629779"): {
            "id": "41629779",
            "type": "PERSON",
            "email": "grace@example.com",
            "firstName": "Grace",
            "lastName": "Example",
            "userId": 9586504,
            "userIdIncludingInactive": 9586504,
            "teams": [{"id": "178588", "name": "Sales team", "primary": True}],
            **TIMES,
        },
        ("GET", "/crm/pipelines/2026-03/deals"): {
            "results": [
                {
                    "id": "default",
                    "label": "Sales",
                    "displayOrder": 0,
                    "stages": [stage("contractsent", "Contract sent", 0, isClosed="false", probability="0.9")],
                    **LASTING,
                }
            ]
        },
        ("GET", "/crm/pipelines/2026-03/tickets"): {
            "results": [
                {
                    "id": "0",
                    "label": "Support",
                    "displayOrder": 0,
                    "stages": [
                        stage("1", "New", 0, ticketState="OPEN", isClosed="false"),
                        stage("2", "Waiting on contact", 1, ticketState="OPEN"),
                        stage("3", "Waiting on us", 2),
                        stage("77", "Fixed", 3, ticketState="CLOSED", isClosed="true"),
                    ],
                    **LASTING,
                }
            ]
        },
        ("GET", "/crm/objects/2026-03/tickets/1145814089"): {
            **TICKET,
            "associations": {
                "notes": {
                    "results": [
                        {"id": "31", "type": "ticket_to_note"},
                        {"id": "31", "type": "ticket_to_note_unlabeled"},
                    ],
                    "paging": {"next": {"after": "31", "link": "?after=31"}},
                },
                "emails": {
                    "results": [{"id": "41", "type": "ticket_to_email"}, {"id": "42", "type": "ticket_to_email"}]
                },
            },
        },
        ("GET", THREADS): {"results": [THREAD], "paging": {"next": {"after": "176347007", "link": "?after=176347007"}}},
        ("GET", f"{THREADS}/176347007/messages"): {"results": MESSAGES, "paging": {"next": {"after": "m1"}}},
        ("POST", "/crm/objects/2026-03/companies/batch/read"): {**BATCH, "results": [COMPANY]},
        ("POST", "/crm/objects/2026-03/notes/batch/read"): {**BATCH, "results": [NOTE]},
        ("POST", "/crm/objects/2026-03/emails/batch/read"): {**BATCH, "results": EMAILS},
    },
    known="1145814089",
)
