"""Guru: developer.getguru.com, search and teams."""

from typing import Any

from tests.connectors.examples import Example

CARD: dict[str, Any] = {
    "id": "11111111-2222-4333-8444-555555555555",
    "preferredPhrase": "Checkout answers 500",
    "content": "<h2>What to do</h2><p>Restart&nbsp;<b>payments</b> &amp; wait.</p><script>x()</script>",
    "slug": "iqAbC123/Checkout-answers-500",
    "verificationState": "TRUSTED",
    "lastModified": "2026-11-20T10:00:00.000+0000",
    "collection": {"id": "c1", "name": "Runbooks", "color": "#00bc7e"},
    "archived": False,
    "cardType": "CARD",
    "shareStatus": "TEAM",
    "version": 4,
    "dateCreated": "2026-01-02T12:00:00.000+0000",
    "lastVerified": "2026-11-20T10:00:00.000+0000",
    "nextVerificationDate": "2026-12-20T10:00:00.000+0000",
    "verificationInterval": 30,
    "verificationReason": None,
    "lastModifiedBy": {"id": "grace@acme.example", "firstName": "Grace", "lastName": "Example", "status": "ACTIVE"},
    "verifiers": [{"type": "user-group", "userGroup": {"id": "g1", "name": "Experts"}, "id": "g1"}],
    "boards": [],
    "attachments": None,
    "favorited": False,
    "tags": None,
}
TEAM: dict[str, Any] = {"status": "ACTIVE", "id": "t1", "dateCreated": "2016-01-01T00:00:00.000+0000", "name": "Acme"}

EXAMPLE = Example(
    settings={"user": "desk@acme.example", "token": "s3cret"},
    answers={
        ("GET", "/api/v1/teams"): [TEAM],
        ("GET", "/api/v1/search/query"): [CARD],
    },
)
