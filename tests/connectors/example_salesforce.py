"""Salesforce: developer.salesforce.com/docs/platform/api-rest."""

from typing import Any

from tests.connectors.examples import Example

ACCOUNT_ID, CASE_ID = "001D000000IqhSLIAZ", "500D000000EkjV7IAJ"
ACCOUNT: dict[str, Any] = {
    "attributes": {"type": "Account", "url": f"/services/data/v67.0/sobjects/Account/{ACCOUNT_ID}"},
    "Id": ACCOUNT_ID,
    "Name": "Acme Corp",
    "Website": "https://www.acme.example",
    "LastModifiedDate": "2026-11-02T09:00:00.000+0000",
    "Owner": {"attributes": {"type": "User"}, "Name": "Grace Example"},
    "ARR__c": 120000.0,
    "Tier__c": "Gold",
    "SLA__c": "Gold",
    "Renewal__c": "2027-01-31",
    "AnnualRevenue": 90000000,
    "Opportunities": {
        "totalSize": 1,
        "done": True,
        "records": [
            {
                "attributes": {"type": "Opportunity"},
                "Id": "006D000000IqhSLIAA",
                "Name": "Acme renewal",
                "Amount": 130000.0,
                "StageName": "Negotiation",
                "CloseDate": "2027-01-31",
            }
        ],
    },
}
CASE: dict[str, Any] = {
    "attributes": {"type": "Case", "url": f"/services/data/v67.0/sobjects/Case/{CASE_ID}"},
    "Id": CASE_ID,
    "CaseNumber": "00001026",
    "Subject": "Checkout answers 500",
    "Description": "We get 500 errors on checkout.",
    "Status": "Working",
    "IsClosed": False,
    "Priority": "High",
    "CreatedDate": "2026-11-20T10:00:00.000+0000",
    "LastModifiedDate": "2026-11-20T11:30:00.000+0000",
    "Contact": {"attributes": {"type": "Contact"}, "Name": "Ada Example"},
    "Owner": {"attributes": {"type": "Name"}, "Name": "Grace Example"},
    "CaseComments": {
        "totalSize": 2,
        "done": True,
        "records": [
            {
                "CommentBody": "Same as ENG-81.",
                "IsPublished": False,
                "CreatedDate": "2026-11-20T10:10:00.000+0000",
                "CreatedBy": {"Name": "Grace Example", "UserType": "Standard"},
            },
            {
                "CommentBody": "We are looking.",
                "IsPublished": True,
                "CreatedDate": "2026-11-20T10:20:00.000+0000",
                "CreatedBy": {"Name": "Grace Example", "UserType": "Standard"},
            },
        ],
    },
}
MAIL: dict[str, Any] = {
    "attributes": {"type": "EmailMessage"},
    "TextBody": None,
    "HtmlBody": "<p>Any <b>news</b>?</p>",
    "Incoming": True,
    "FromName": None,
    "FromAddress": "ada@acme.example",
    "MessageDate": "2026-11-20T11:30:00.000+0000",
}


def records(*told: Any) -> dict[str, Any]:
    return {"totalSize": len(told), "done": True, "records": list(told)}


# One place answers every question; here with a record that is read as whatever was asked for.
ANYTHING = {**ACCOUNT, **{key: value for key, value in CASE.items() if key not in {"Id", "Owner"}}}

EXAMPLE = Example(
    settings={"domain": "acme", "client_id": "desk", "client_secret": "s3cret"},
    answers={
        ("POST", "/services/oauth2/token"): {
            "access_token": "00DR00000008oBT!AQcAQ",
            "instance_url": "https://acme.my.salesforce.com",
            "id": "https://login.salesforce.com/id/00DR00000008oBTMAY/005R0000000IUUMIA4",
            "token_type": "Bearer",
            "issued_at": "1513887500425",
            "scope": "api",
        },
        ("GET", "/services/data"): [
            {"label": "Spring '26", "url": "/services/data/v66.0", "version": "66.0"},
            {"label": "Summer '26", "url": "/services/data/v67.0", "version": "67.0"},
            {"label": "Winter '08", "url": "/services/data/v9.0", "version": "9.0"},
        ],
        ("GET", "/services/data/v67.0/query"): records(ANYTHING),
        ("GET", "/services/data/v67.0/parameterizedSearch/"): {
            "searchRecords": [{"attributes": {"type": "Case"}, "Id": CASE_ID}]
        },
    },
    known=CASE_ID,
    secrets=("s3cret", "00DR00000008oBT!AQcAQ"),
)
