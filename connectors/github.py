"""GitHub's issues. docs.github.com/en/rest: search and issues, version 2022-11-28."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
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
from connectors.writing import Writes, markdown
from escalation.facts import FailureKind, Found, Issue, IssueState
from escalation.sources import Capability, Category, Health, IssueDraft, Link, Query, SourceFailed

TERMS = 4
"""GitHub finds issues that hold all the words, so a few are enough to find none."""

EXPIRES = "GitHub-Authentication-Token-Expiration"
"""The header that names the token's end, where it has one: 2026-12-31 10:00:00 UTC, or with an offset in its place."""

NEWEST = 100
"""Issues looked through for one of ours; GitHub lists as many at once, and knows them at once, unlike its search."""

RATE_LIMIT = "rate limit"
"""Stands in what GitHub says of its limits, the secondary ones among them."""

REOPENED = "reopened"
PULL = "pull"
A_MINUTE = 60.0
"""Seconds that GitHub wants to be left alone then, where it names none."""

EARLIER = timedelta(days=1)
"""How long before a link was wanted its comment is looked for: clocks differ."""

_NAME = re.compile(r"(?:https://[\w.-]+/)?([\w-]+/[\w.-]+?)(?:/issues/|#)([0-9]+)(?:[/?#].*)?", re.ASCII)
_REPO = re.compile(r"[\w-]+/[\w.-]+")


def _owner_and_name(repos: tuple[str, ...]) -> tuple[str, ...]:
    if not repos or not all(_REPO.fullmatch(repo) for repo in repos):
        raise ValueError("write owner/name, such as acme/shop; several between commas")
    return repos


class GitHubSettings(HookSettings, Writes):
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
    shown_within = 0.0

    def __init__(self, name: str, settings: GitHubSettings, means: Means) -> None:
        self.name = name
        self.can = self.can | {Capability.WRITES_ISSUES} if settings.write else self.can
        self.places = settings.repos
        self._repos = settings.repos
        headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
        self._wire = means.wire(
            settings.api_url, auth=Token(settings.token), headers=headers, pace=(30, 60), refusal=_refusal
        )

    async def check(self) -> Health:
        me = await self._wire.look("/user")
        problems = [said for repo in self._repos if (said := await self._problem_of(repo))]
        return Health(
            identity=needed(one(me.told), "login"),
            problems=tuple(problems),
            expires_at=_expires(me.headers.get(EXPIRES)),
        )

    async def _problem_of(self, repo: str) -> str:
        """Empty where there is none."""
        try:
            told = await self._wire.get(f"/repos/{repo}")
        except SourceFailed as failure:
            if failure.kind is not FailureKind.NOT_THERE:
                raise
            return f"{repo} is not there, or the token may not read it"
        named = words(reading(told, "full_name")) or repo
        if named.casefold() != repo.casefold():
            return f"{repo} is called {named} now: write that"
        if reading(told, "has_issues") is False:
            return f"issues are switched off in {repo}"
        is_closed = Capability.WRITES_ISSUES in self.can and reading(told, "archived") is True
        return f"{repo} is archived: no bug can be filed there" if is_closed else ""

    async def find_issues(self, query: Query, *, limit: int) -> Found:
        asked_for = bare(query.terms, TERMS)
        if not asked_for:
            return NOTHING_ASKED
        found = await asyncio.gather(*(self._search(asked_for, repo, limit) for repo in self._repos))
        answers = [answer for answer in found if answer is not None]
        if not answers:
            raise SourceFailed(FailureKind.NOT_CONFIGURED, "the token may read none of its repositories")
        issues = [told for answer in answers for told in rows(answer, "items") if _is_issue(told)]
        items = sorted(each(self._issue, issues), key=lambda issue: issue.updated_at or _LONG_AGO, reverse=True)[:limit]
        return Found(
            items=tuple(items),
            searched_by=_searched_by(self._repos, found),
            truncated=_has_more(answers, len(items)),
        )

    async def _search(self, asked_for: Sequence[str], repo: str, limit: int) -> Any:
        """One repository at a time; None where the token may not read it. Of several in one search GitHub's newer
        syntax wants an OR between them, and finds nothing without it; the older one, of Enterprise Server, refuses it.
        """
        asked = " ".join([*asked_for, "is:issue", f"repo:{repo}"])
        try:
            return await self._wire.get("/search/issues", {"q": asked, "sort": "updated", "per_page": limit})
        except SourceFailed as failure:
            if failure.kind is not FailureKind.NOT_CONFIGURED:
                raise
            return None

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
        filed = (told for told in found if _is_issue(told) and draft.letter in str(told.get("body")))
        return next((self._issue(told) for told in filed), None)

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
            status=_status(told),
            assignee=_assignee(told),
            labels=_labels(told.get("labels")),
        )


_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def _is_issue(told: Mapping[str, Any]) -> bool:
    """Pull requests are listed with them. The link tells them apart: an issue may well name a pull request."""
    return (words(told.get("html_url")) or "").split("/")[5:6] != [PULL]


def _assignee(told: Mapping[str, Any]) -> str | None:
    """The first of all; the API's version of 2026-03-10 names no single one."""
    every = (told.get("assignee"), *_listed(told.get("assignees")))
    return next((login for one in every if (login := words(reading(one, "login")))), None)


def _labels(told: Any) -> tuple[str, ...]:
    """Each is told as an object or, of an issue asked for by its number, as its name alone."""
    names = (words(reading(label, "name") or label) for label in _listed(told))
    return tuple(name for name in names if name)


def _listed(told: Any) -> Sequence[Any]:
    return told if isinstance(told, list) else ()


def _searched_by(repos: Sequence[str], found: Sequence[Any]) -> str:
    read = [repo for repo, answer in zip(repos, found, strict=True) if answer is not None]
    unread = [repo for repo in repos if repo not in read]
    said = f"by the telling words in the issues of {', '.join(read)}"
    return f"{said}; the token may not read {', '.join(unread)}" if unread else said


def _has_more(answers: Sequence[Any], shown: int) -> bool:
    counts = [total for answer in answers if isinstance(total := reading(answer, "total_count"), int)]
    return sum(counts) > shown or any(reading(answer, "incomplete_results") is True for answer in answers)


def _refusal(told: Any) -> SourceFailed | None:
    """A search that names a repository the token may not read is refused like a mistake in it: 422. Whoever writes too
    much in a short time is told so in words alone, like somebody who may not: 403."""
    if RATE_LIMIT in (words(reading(told, "message")) or "").casefold():
        return SourceFailed(FailureKind.RATE_LIMITED, after_seconds=A_MINUTE)
    unseen = [one for one in rows(told, "errors") if (one.get("resource"), one.get("field")) == ("Search", "q")]
    return SourceFailed(FailureKind.NOT_CONFIGURED) if unseen else None


def _expires(header: str | None) -> datetime | None:
    """The offset follows after a blank, which ISO 8601 does not know."""
    day, _, rest = (header or "").replace("UTC", "+0000").partition(" ")
    return moment(f"{day} {rest.replace(' ', '')}") if rest else None


def _state(told: Mapping[str, Any]) -> IssueState:
    if told.get("state") != "closed":
        return IssueState.DOING if _assignee(told) else IssueState.TODO
    return IssueState.CANCELED if words(told.get("state_reason")) in {"not_planned", "duplicate"} else IssueState.DONE


def _status(told: Mapping[str, Any]) -> str:
    """The reason, where it is one of this state: that of an earlier closing may still stand by an open issue."""
    state, reason = words(told.get("state")) or "", words(told.get("state_reason"))
    return reason if reason and (reason == REOPENED) is (state != "closed") else state
