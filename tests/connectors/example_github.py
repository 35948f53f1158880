"""GitHub: docs.github.com/en/rest/search and /issues, version 2022-11-28."""

from tests.connectors.examples import Example

ISSUE = {
    "number": 81,
    "title": "Checkout answers 500",
    "html_url": "https://github.com/acme/shop/issues/81",
    "state": "open",
    "state_reason": None,
    "assignee": {"login": "ada"},
    "labels": [{"name": "bug"}, {"name": "checkout"}],
    "updated_at": "2026-11-20T10:00:00Z",
}
PULL = {**ISSUE, "number": 82, "pull_request": {"url": "https://api.github.com/repos/acme/shop/pulls/82"}}

EXAMPLE = Example(
    settings={"token": "s3cret", "repos": "acme/shop"},
    answers={
        ("GET", "/user"): {"login": "escalation-desk"},
        ("GET", "/repos/acme/shop"): {"full_name": "acme/shop"},
        ("GET", "/search/issues"): {"total_count": 2, "incomplete_results": False, "items": [ISSUE, PULL]},
        ("GET", "/repos/acme/shop/issues/81"): ISSUE,
        ("GET", "/repos/acme/shop/issues"): [ISSUE, PULL],
    },
    known="acme/shop#81",
)
