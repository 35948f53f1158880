"""GitHub: docs.github.com/en/rest/search and /issues, version 2022-11-28, with null where its description allows it."""

from typing import Any

from tests.connectors.examples import Example


def user(login: str, id: int) -> dict[str, Any]:
    return {
        "login": login,
        "id": id,
        "node_id": f"U_{id}",
        "avatar_url": f"https://avatars.githubusercontent.com/u/{id}",
        "gravatar_id": "",
        "url": f"https://api.github.com/users/{login}",
        "html_url": f"https://github.com/{login}",
        "type": "User",
        "site_admin": False,
    }


def label(name: str, id: int) -> dict[str, Any]:
    url = f"https://api.github.com/repos/acme/shop/labels/{name}"
    told = {"id": id, "node_id": f"LA_{id}", "url": url, "name": name}
    return {**told, "description": None, "color": "d73a4a", "default": False}


ISSUE: dict[str, Any] = {
    "id": 3081,
    "node_id": "I_3081",
    "url": "https://api.github.com/repos/acme/shop/issues/81",
    "repository_url": "https://api.github.com/repos/acme/shop",
    "labels_url": "https://api.github.com/repos/acme/shop/issues/81/labels{/name}",
    "comments_url": "https://api.github.com/repos/acme/shop/issues/81/comments",
    "events_url": "https://api.github.com/repos/acme/shop/issues/81/events",
    "html_url": "https://github.com/acme/shop/issues/81",
    "number": 81,
    "title": "Checkout answers 500",
    "body": None,
    "user": None,
    "state": "open",
    "state_reason": None,
    "assignee": user("ada", 7),
    "assignees": [user("ada", 7), user("lea", 8)],
    "labels": [label("bug", 1), label("checkout", 2)],
    "milestone": None,
    "locked": False,
    "active_lock_reason": None,
    "comments": 0,
    "type": None,
    "performed_via_github_app": None,
    "author_association": "CONTRIBUTOR",
    "created_at": "2026-11-19T08:00:00Z",
    "updated_at": "2026-11-20T10:00:00Z",
    "closed_at": None,
    "closed_by": None,
}
HIT: dict[str, Any] = {**ISSUE, "body": "It answers 500.", "score": 1.0}
PULL: dict[str, Any] = {
    **HIT,
    "number": 82,
    "html_url": "https://github.com/acme/shop/pull/82",
    "draft": False,
    "pull_request": {
        "url": "https://api.github.com/repos/acme/shop/pulls/82",
        "html_url": "https://github.com/acme/shop/pull/82",
        "diff_url": "https://github.com/acme/shop/pull/82.diff",
        "patch_url": "https://github.com/acme/shop/pull/82.patch",
        "merged_at": None,
    },
}
REPOSITORY = {
    "id": 12,
    "name": "shop",
    "full_name": "acme/shop",
    "private": True,
    "owner": user("acme", 9),
    "html_url": "https://github.com/acme/shop",
    "description": None,
    "has_issues": True,
    "archived": False,
    "permissions": {"admin": False, "push": True, "pull": True},
}

EXAMPLE = Example(
    settings={"token": "s3cret", "repos": "acme/shop"},
    answers={
        ("GET", "/user"): {**user("escalation-desk", 5), "name": None, "email": None},
        ("GET", "/repos/acme/shop"): REPOSITORY,
        ("GET", "/search/issues"): {
            "total_count": 2,
            "incomplete_results": False,
            "search_type": "lexical",
            "items": [HIT, PULL],
        },
        ("GET", "/repos/acme/shop/issues/81"): ISSUE,
        ("GET", "/repos/acme/shop/issues"): [ISSUE, PULL],
        ("GET", "/repos/acme/shop/issues/81/comments"): [],
    },
    known="acme/shop#81",
)
