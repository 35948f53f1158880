"""Jira's issues. Cloud: developer.atlassian.com/cloud/jira/platform/rest/v3. Data Center: its REST API 2."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator

from connectors.atlassian import AtlassianSettings
from connectors.hooks import jira as hooks
from connectors.hooks.way import HookSettings
from connectors.product import NOTHING_ASKED, Means, Names, bare, each, moment, needed, one, reading, rows, words
from escalation.facts import FailureKind, Found, Issue, IssueState
from escalation.sources import Capability, Category, Health, Query, SourceFailed

TERMS = 3
"""Jira finds issues that hold all the words, so a few are enough to find none."""

FIELDS = ("summary", "status", "priority", "assignee", "labels", "updated", "resolution")

STATES = {"new": IssueState.TODO, "indeterminate": IssueState.DOING, "done": IssueState.DONE}
"""By the category of a status: its name is the team's own."""

NOT_DONE = frozenset({"won't do", "won't fix", "duplicate", "cannot reproduce", "declined", "canceled", "cancelled"})
"""Resolutions, as Jira ships them, of what ended without being done."""

_PROJECT = re.compile(r"[A-Z][A-Z0-9_]*")
_KEY = re.compile(r"([A-Z][A-Z0-9_]*)-[0-9]+")


def _project_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(key.upper() for key in keys)
    if not all(_PROJECT.fullmatch(key) for key in found):
        raise ValueError("write a project's key, such as ENG; several between commas")
    return found


class JiraSettings(AtlassianSettings, HookSettings):
    """`project` are keys of projects; without any, all that the account may read are searched."""

    project: Annotated[Names, AfterValidator(_project_keys)] = ()


class Jira:
    kind = "jira"
    category = Category.TRACKER
    can = frozenset({Capability.ISSUES})
    Settings = JiraSettings
    hook = hooks.WAY

    def __init__(self, name: str, settings: JiraSettings, means: Means) -> None:
        self.name = name
        self._site = settings.url
        self._projects = settings.project
        self._api = "/rest/api/3" if settings.is_cloud else "/rest/api/2"
        self._search = f"{self._api}/search/jql" if settings.is_cloud else f"{self._api}/search"
        self._wire = settings.wire(means, "jira")

    async def check(self) -> Health:
        me = one(await self._wire.get(f"{self._api}/myself"))
        missing = [key for key in self._projects if not await self._wire.has(f"{self._api}/project/{key}")]
        problems = tuple(f"there is no project {key}, or the account may not read it" for key in missing)
        return Health(identity=needed(me, "displayName"), problems=problems)

    async def find_issues(self, query: Query, *, limit: int) -> Found:
        asked = bare(query.terms, TERMS)
        if not asked:
            return NOTHING_ASKED
        body = {"jql": self._jql(asked), "fields": list(FIELDS), "maxResults": limit}
        answer = await self._wire.search(self._search, body)
        where = f"project {', '.join(self._projects)}" if self._projects else "all projects it may read"
        return Found(
            items=each(self._issue, rows(answer, "issues")),
            searched_by=f"by the telling words in {where}",
            truncated=_has_more(answer, limit),
        )

    async def get_issue(self, id: str) -> Issue:
        key = _KEY.fullmatch(id.upper())
        if key is None or (self._projects and key[1] not in self._projects):
            raise SourceFailed(FailureKind.NOT_THERE)
        told = await self._wire.get(f"{self._api}/issue/{key[0]}", {"fields": ",".join(FIELDS)})
        return self._issue(one(told))

    def _jql(self, asked: tuple[str, ...]) -> str:
        """Names and words stand in quotation marks, and none of them holds one."""
        within = ", ".join(f'"{project}"' for project in self._projects)
        projects = f"project in ({within}) AND " if within else ""
        return f'{projects}text ~ "{" ".join(asked)}" ORDER BY updated DESC'

    def _issue(self, told: Mapping[str, Any]) -> Issue:
        key, fields = needed(told, "key"), one(told, "fields")
        labels = fields.get("labels")
        return Issue(
            source=self.name,
            id=key,
            url=f"{self._site}/browse/{key}",
            title=words(fields.get("summary")) or key,
            updated_at=moment(fields.get("updated")),
            state=_state(fields),
            status=words(reading(fields, "status", "name")) or "",
            priority=words(reading(fields, "priority", "name")),
            assignee=words(reading(fields, "assignee", "displayName")),
            labels=tuple(name for label in (labels if isinstance(labels, list) else ()) if (name := words(label))),
        )


def _state(fields: Mapping[str, Any]) -> IssueState:
    state = STATES.get(str(reading(fields, "status", "statusCategory", "key")), IssueState.TODO)
    resolution = words(reading(fields, "resolution", "name")) or ""
    is_dropped = state is IssueState.DONE and resolution.casefold() in NOT_DONE
    return IssueState.CANCELED if is_dropped else state


def _has_more(answer: Any, limit: int) -> bool:
    """Cloud says whether a page is the last; Data Center how many there are."""
    total = reading(answer, "total")
    if isinstance(total, int):
        return total > limit
    return reading(answer, "isLast") is False or words(reading(answer, "nextPageToken")) is not None
