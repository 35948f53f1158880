"""GitHub's issues. docs.github.com/en/rest: search and issues, version 2022-11-28."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, SecretStr

from connectors.hooks import github as hooks
from connectors.hooks.way import HookSettings
from connectors.product import (
    NOTHING_ASKED,
    Address,
    Means,
    Names,
    bare,
    each,
    moment,
    needed,
    one,
    reading,
    rows,
    words,
)
from connectors.tokens import Token
from escalation.facts import FailureKind, Found, Issue, IssueState
from escalation.sources import Capability, Category, Health, Query, SourceFailed

TERMS = 4
"""GitHub finds issues that hold all the words, so a few are enough to find none."""

_REPO = re.compile(r"[\w-]+/[\w.-]+")


def _owner_and_name(repos: tuple[str, ...]) -> tuple[str, ...]:
    if not repos or not all(_REPO.fullmatch(repo) for repo in repos):
        raise ValueError("write owner/name, such as acme/shop; several between commas")
    return repos


class GitHubSettings(HookSettings):
    """`repos` are `owner/name`, between commas or blanks. `api_url` is another one for GitHub Enterprise."""

    token: SecretStr
    repos: Annotated[Names, AfterValidator(_owner_and_name)]
    api_url: Address = "https://api.github.com"


class GitHub:
    kind = "github"
    category = Category.TRACKER
    can = frozenset({Capability.ISSUES})
    Settings = GitHubSettings
    hook = hooks.WAY

    def __init__(self, name: str, settings: GitHubSettings, means: Means) -> None:
        self.name = name
        self._repos = settings.repos
        headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
        self._wire = means.wire(settings.api_url, auth=Token(settings.token), headers=headers, pace=(30, 60))

    async def check(self) -> Health:
        me = await self._wire.get("/user")
        missing = [repo for repo in self._repos if not await self._wire.has(f"/repos/{repo}")]
        problems = tuple(f"{repo} is not there, or the token may not read it" for repo in missing)
        return Health(identity=needed(one(me), "login"), problems=problems)

    async def find_issues(self, query: Query, *, limit: int) -> Found:
        asked_for = bare(query.terms, TERMS)
        if not asked_for:
            return NOTHING_ASKED
        asked = " ".join([*asked_for, "is:issue", *(f"repo:{repo}" for repo in self._repos)])
        answer = await self._wire.get("/search/issues", {"q": asked, "sort": "updated", "per_page": limit})
        issues = [told for told in rows(answer, "items") if "pull_request" not in told]
        items = each(self._issue, issues)
        total = reading(answer, "total_count")
        return Found(
            items=items,
            searched_by=f"by the telling words in the issues of {', '.join(self._repos)}",
            truncated=reading(answer, "incomplete_results") is True or (isinstance(total, int) and total > len(items)),
        )

    async def get_issue(self, id: str) -> Issue:
        repo, _, number = id.partition("#")
        known = {one.casefold() for one in self._repos}
        if not (repo.casefold() in known and number.isascii() and number.isdigit()):
            raise SourceFailed(FailureKind.NOT_THERE)
        return self._issue(one(await self._wire.get(f"/repos/{repo}/issues/{number}")))

    def _issue(self, told: Mapping[str, Any]) -> Issue:
        url, number = needed(told, "html_url"), needed(told, "number")
        repo = "/".join(url.split("/")[3:5])
        return Issue(
            source=self.name,
            id=f"{repo}#{number}",
            url=url,
            title=needed(told, "title"),
            updated_at=moment(told.get("updated_at")),
            state=_state(told),
            status=words(told.get("state_reason")) or words(told.get("state")) or "",
            assignee=words(reading(told.get("assignee"), "login")),
            labels=tuple(name for label in rows(told, "labels") if (name := words(label.get("name")))),
        )


def _state(told: Mapping[str, Any]) -> IssueState:
    if told.get("state") != "closed":
        return IssueState.DOING if told.get("assignee") else IssueState.TODO
    return IssueState.CANCELED if told.get("state_reason") in {"not_planned", "duplicate"} else IssueState.DONE
