"""GitHub's issues. docs.github.com/en/rest: search and issues, version 2022-11-28."""

import re
from collections.abc import Mapping
from datetime import UTC, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, SecretStr

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
from connectors.writing import Writes, markdown
from escalation.facts import FailureKind, Found, Issue, IssueState
from escalation.sources import Capability, Category, Health, IssueDraft, Link, Query, SourceFailed

TERMS = 4
"""GitHub finds issues that hold all the words, so a few are enough to find none."""

NEWEST = 100
"""Issues looked through for one of ours; GitHub lists as many at once, and knows them at once, unlike its search."""

EARLIER = timedelta(days=1)
"""How long before a link was wanted its comment is looked for: clocks differ."""

_NAME = re.compile(r"(?:https://[\w.-]+/)?([\w-]+/[\w.-]+?)(?:/issues/|#)([0-9]+)(?:[/?#].*)?", re.ASCII)
_REPO = re.compile(r"[\w-]+/[\w.-]+")


def _owner_and_name(repos: tuple[str, ...]) -> tuple[str, ...]:
    if not repos or not all(_REPO.fullmatch(repo) for repo in repos):
        raise ValueError("write owner/name, such as acme/shop; several between commas")
    return repos


class GitHubSettings(Writes):
    """`repos` are `owner/name`, between commas or blanks. `api_url` is another one for GitHub Enterprise."""

    token: SecretStr
    repos: Annotated[Names, AfterValidator(_owner_and_name)]
    api_url: Address = "https://api.github.com"


class GitHub:
    kind = "github"
    category = Category.TRACKER
    can = frozenset({Capability.ISSUES})
    Settings = GitHubSettings

    def __init__(self, name: str, settings: GitHubSettings, means: Means) -> None:
        self.name = name
        self.can = self.can | {Capability.WRITES_ISSUES} if settings.write else self.can
        self.places = settings.repos
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

    def issue_in(self, typed: str) -> str | None:
        """One of its repositories', as acme/shop#81 or by its link."""
        named = _NAME.fullmatch(typed)
        known = {one.casefold(): one for one in self._repos}
        repo = known.get(named[1].casefold()) if named else None
        return f"{repo}#{named[2]}" if named and repo else None

    async def create_issue(self, draft: IssueDraft) -> Issue:
        told = await self._wire.write(
            "POST", f"/repos/{draft.place}/issues", {"title": draft.title, "body": markdown(draft)}
        )
        try:
            return self._issue(one(told))
        except SourceFailed as unreadable:  # it was made, whatever the answer says
            raise SourceFailed(FailureKind.BAD_ANSWER, "no issue", may_be_done=True) from unreadable

    async def find_created(self, draft: IssueDraft) -> Issue | None:
        newest: dict[str, str | int] = {"state": "all", "sort": "created", "direction": "desc", "per_page": NEWEST}
        found = rows(await self._wire.get(f"/repos/{draft.place}/issues", newest))
        return next((self._issue(told) for told in found if draft.letter in str(told.get("body"))), None)

    async def link_issue(self, id: str, link: Link) -> None:
        """By a comment, which is looked for first: GitHub knows no links."""
        repo, _, number = id.partition("#")
        path = f"/repos/{repo}/issues/{number}/comments"
        since = f"{(link.at - EARLIER).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        said = rows(await self._wire.get(path, {"since": since, "per_page": NEWEST}))
        if not any(link.letter in str(told.get("body")) for told in said):
            await self._wire.write("POST", path, {"body": f"[{link.title}]({link.url})\n\n{link.mark}"})

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
