"""What each vendor documents for the day something is wrong: its status, its body, and what we call it."""

from importlib import import_module
from typing import Any

import httpx2
import pytest

from escalation.facts import FailureKind
from escalation.sources import SourceFailed
from tests.connectors.examples import QUERY, Played

FIND = {
    "confluence": "find_articles",
    "github": "find_issues",
    "guru": "find_articles",
    "hubspot": "find_accounts",
    "intercom": "find_articles",
    "jira": "find_issues",
    "linear": "find_issues",
    "notion": "find_articles",
    "salesforce": "find_accounts",
    "zendesk": "find_articles",
}
AUTH, LIMITED, BAD = FailureKind.AUTH, FailureKind.RATE_LIMITED, FailureKind.BAD_ANSWER
AWAY, UNSET, NONE = FailureKind.UNAVAILABLE, FailureKind.NOT_CONFIGURED, FailureKind.NOT_THERE
LATE = FailureKind.TIMEOUT

DOCUMENTED: list[tuple[str, int, Any, FailureKind]] = [
    ("confluence", 400, {"statusCode": 400, "data": None, "message": "Could not parse cql"}, BAD),
    ("confluence", 401, {"code": 401, "message": "Unauthorized; scope does not match"}, AUTH),
    ("confluence", 403, {"statusCode": 403, "message": "Not permitted to use Confluence"}, AUTH),
    ("confluence", 404, {"statusCode": 404, "data": {"authorized": False, "valid": True}, "message": "x"}, NONE),
    ("confluence", 429, None, LIMITED),
    ("confluence", 503, {"message": "Site temporarily unavailable"}, AWAY),
    ("github", 401, {"message": "Bad credentials", "status": "401"}, AUTH),
    ("github", 403, {"message": "Resource not accessible by personal access token"}, AUTH),
    ("github", 403, {"message": "You have exceeded a secondary rate limit. Please wait a few minutes"}, LIMITED),
    ("github", 403, {"message": "API rate limit exceeded for user ID 5.", "documentation_url": "https://x"}, LIMITED),
    ("github", 429, {"message": "You have exceeded a secondary rate limit.", "status": "429"}, LIMITED),
    ("github", 400, {"message": "2029-01-01 is not a supported version.", "documentation_url": "https://x"}, BAD),
    ("github", 404, {"message": "Not Found", "documentation_url": "https://x", "status": "404"}, NONE),
    ("github", 422, {"message": "Validation Failed", "errors": [{"resource": "Search", "field": "q"}]}, UNSET),
    ("github", 503, {"code": "503", "message": "Service unavailable"}, AWAY),
    ("guru", 400, None, BAD),
    ("guru", 401, None, AUTH),
    ("guru", 403, None, AUTH),
    ("guru", 429, None, LIMITED),
    ("hubspot", 400, {"status": "error", "category": "VALIDATION_ERROR", "message": "Invalid input"}, BAD),
    ("hubspot", 401, {"status": "error", "category": "EXPIRED_AUTHENTICATION", "message": "expired"}, AUTH),
    ("hubspot", 403, {"status": "error", "category": "MISSING_SCOPES", "errors": [{"message": "scopes"}]}, AUTH),
    ("hubspot", 423, {"status": "error", "message": "locked", "correlationId": "aeb5f871"}, AWAY),
    ("hubspot", 477, {"status": "error", "message": "migration in progress"}, AWAY),
    ("hubspot", 521, None, AWAY),
    ("hubspot", 429, {"status": "error", "errorType": "RATE_LIMIT", "policyName": "SECONDLY"}, LIMITED),
    ("intercom", 401, {"type": "error.list", "errors": [{"code": "unauthorized", "message": "Invalid"}]}, AUTH),
    ("intercom", 403, {"type": "error.list", "errors": [{"code": "forbidden", "message": "No"}]}, AUTH),
    ("intercom", 408, {"type": "error.list", "errors": [{"code": "request_timeout"}]}, AWAY),
    ("intercom", 403, {"type": "error.list", "errors": [{"code": "api_plan_restricted"}]}, AUTH),
    ("intercom", 404, {"type": "error.list", "request_id": "b7", "errors": [{"code": "not_found"}]}, NONE),
    ("intercom", 429, {"type": "error.list", "errors": [{"code": "rate_limit_exceeded"}]}, LIMITED),
    ("jira", 400, {"errorMessages": ["The value 'ENG' does not exist for the field 'project'."], "errors": {}}, BAD),
    ("jira", 401, {"message": "Client must be authenticated to access this resource.", "status-code": 401}, AUTH),
    ("jira", 401, None, AUTH),
    ("jira", 403, {"errorMessages": ["You do not have the permission"], "errors": {}, "status": 403}, AUTH),
    ("jira", 404, {"errorMessages": ["Issue does not exist"], "errors": {}}, NONE),
    ("jira", 410, {"errorMessages": ["The requested API has been removed."], "errors": {}}, NONE),
    ("jira", 503, {"errorMessages": ["Come back later"], "errors": {}}, AWAY),
    ("jira", 429, {"errorMessages": ["Rate limit exceeded."], "errors": {}}, LIMITED),
    ("linear", 400, {"errors": [{"message": "x", "extensions": {"code": "RATELIMITED"}}]}, LIMITED),
    ("linear", 401, {"errors": [{"message": "x", "extensions": {"code": "AUTHENTICATION_ERROR"}}]}, AUTH),
    ("linear", 200, {"errors": [{"message": "x", "extensions": {"type": "lock timeout"}}]}, AWAY),
    ("linear", 200, {"errors": [{"message": "x", "extensions": {"type": "feature not accessible"}}]}, AUTH),
    ("notion", 400, {"object": "error", "status": 400, "code": "validation_error", "message": "body"}, BAD),
    ("notion", 401, {"object": "error", "status": 401, "code": "unauthorized", "message": "API token"}, AUTH),
    ("notion", 403, {"object": "error", "status": 403, "code": "restricted_resource", "message": "No"}, AUTH),
    ("notion", 404, {"object": "error", "status": 404, "code": "object_not_found", "additional_data": {}}, NONE),
    ("notion", 429, {"object": "error", "status": 429, "code": "rate_limited", "message": "Slow"}, LIMITED),
    ("salesforce", 400, [{"message": "No such column", "errorCode": "INVALID_FIELD"}], UNSET),
    ("salesforce", 400, [{"message": "unexpected token", "errorCode": "MALFORMED_QUERY"}], BAD),
    ("salesforce", 400, [{"message": "running for too long", "errorCode": "QUERY_TIMEOUT"}], LATE),
    ("salesforce", 401, [{"message": "Session expired", "errorCode": "INVALID_SESSION_ID"}], AUTH),
    ("salesforce", 403, [{"message": "exceeded", "errorCode": "REQUEST_LIMIT_EXCEEDED"}], LIMITED),
    ("salesforce", 403, [{"message": "not enabled", "errorCode": "API_DISABLED_FOR_ORG"}], AUTH),
    ("salesforce", 503, [{"message": "maintenance", "errorCode": "SERVER_UNAVAILABLE"}], AWAY),
    ("zendesk", 401, {"error": "Couldn't authenticate you"}, AUTH),
    ("zendesk", 403, {"error": "Forbidden", "description": "Missing the scope read"}, AUTH),
    ("zendesk", 409, {"error": "DatabaseConflict", "description": "Database collision"}, AWAY),
    ("zendesk", 422, {"error": "invalid", "description": "Invalid search: unbalanced quotes"}, BAD),
    ("zendesk", 429, {"error": "APIRateLimitExceeded", "description": "Number of allowed requests"}, LIMITED),
    ("zendesk", 503, {"error": "DatabaseUnavailable", "description": "Try again later"}, AWAY),
]


@pytest.mark.parametrize(("kind", "status", "body", "means"), DOCUMENTED)
async def test_a_documented_error_has_our_name_and_none_of_its_words(
    kind: str, status: int, body: Any, means: FailureKind
) -> None:
    answer = httpx2.Response(status) if body is None else httpx2.Response(status, json=body)
    example = import_module(f"tests.connectors.example_{kind}").EXAMPLE
    connector = Played(example, instead=lambda _: answer).connector(kind)
    with pytest.raises(SourceFailed) as failure:
        await getattr(connector, FIND[kind])(QUERY, limit=3)
    assert failure.value.kind is means
    assert str(failure.value) in {str(means), f"{means} ({status})", f"{means} ({UNREAD})"}


UNREAD = "the token may read none of its repositories"
