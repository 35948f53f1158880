"""Jira's issues. Cloud: developer.atlassian.com/cloud/jira/platform/rest/v3. Data Center: its REST API 2."""

import json
import re
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import AfterValidator, model_validator

from connectors.adf import adf
from connectors.atlassian import AtlassianSettings, who
from connectors.hooks import jira as hooks
from connectors.hooks.way import HookSettings
from connectors.product import NOTHING_ASKED, Means, Names, bare, each, moment, needed, one, reading, rows, words
from connectors.writing import Writes, below
from escalation.facts import FailureKind, Found, Issue, IssueState
from escalation.sources import Capability, Category, Health, IssueDraft, Link, Query, SourceFailed

TERMS = 3
"""Jira finds issues that hold all the words, so a few are enough to find none."""

FIELDS = ("summary", "status", "priority", "assignee", "labels", "updated", "resolution")

NEEDED = {"CREATE_ISSUES": "create issues", "LINK_ISSUES": "link issues"}
"""What an account that writes must be let do in a project."""

NEWEST = 50
"""Issues looked through for one of ours."""

SHOWN_WITHIN = 300.0
"""Seconds the cloud's search may take to know a new issue: a few seconds to minutes, says Atlassian."""

STATES = {"new": IssueState.TODO, "indeterminate": IssueState.DOING, "done": IssueState.DONE}
"""By the category of a status: its name is the team's own."""

NOT_DONE = frozenset({"won't do", "won't fix", "duplicate", "cannot reproduce", "declined", "canceled", "cancelled"})
"""Resolutions, as Jira ships them, of what ended without being done."""

_PROJECT = re.compile(r"[A-Z][A-Z0-9_]*")
_NO_MARKUP = re.compile(r"\{(?=noformat)", re.IGNORECASE)
_KEY = re.compile(r"([A-Z][A-Z0-9_]*)-[0-9]+")


def _project_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(key.upper() for key in keys)
    if not all(_PROJECT.fullmatch(key) for key in found):
        raise ValueError("write a project's key, such as ENG; several between commas")
    return found


class JiraSettings(AtlassianSettings, HookSettings, Writes):
    """`project` are keys of projects; without any, all that the account may read are searched, and none written to."""

    project: Annotated[Names, AfterValidator(_project_keys)] = ()
    issue_type: str = "Bug"

    @model_validator(mode="after")
    def _says_where_it_writes(self) -> Self:
        if self.write and not self.project:
            raise ValueError("write = true needs project: the keys of those in which bugs may be filed")
        return self


class Jira:
    kind = "jira"
    category = Category.TRACKER
    can = frozenset({Capability.ISSUES})
    Settings = JiraSettings
    hook = hooks.WAY

    def __init__(self, name: str, settings: JiraSettings, means: Means) -> None:
        self.name = name
        self._site = settings.url
        self.can = self.can | {Capability.WRITES_ISSUES} if settings.write else self.can
        self.places = settings.project
        self._projects = settings.project
        self._type = settings.issue_type
        self._is_cloud = settings.is_cloud
        self.shown_within = SHOWN_WITHIN if settings.is_cloud else 0.0
        self._api = "/rest/api/3" if settings.is_cloud else "/rest/api/2"
        self._search = f"{self._api}/search/jql" if settings.is_cloud else f"{self._api}/search"
        self._wire = settings.wire(means, "jira")

    async def check(self) -> Health:
        me = one(await self._wire.get(f"{self._api}/myself"))
        missing = [key for key in self._projects if not await self._wire.has(f"{self._api}/project/{key}")]
        problems = tuple(f"there is no project {key}, or the account may not read it" for key in missing)
        if Capability.WRITES_ISSUES in self.can:
            for key in self._projects:
                problems += await self._refused(key) if key not in missing else ()
        return Health(identity=who(me), problems=problems)

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

    def issue_in(self, typed: str) -> str | None:
        """One of its projects', by its key or a link to this site."""
        key = _KEY.fullmatch(typed.removeprefix(f"{self._site}/browse/").partition("?")[0].upper())
        return key[0] if key and key[1] in self._projects else None

    async def create_issue(self, draft: IssueDraft) -> Issue:
        fields = {
            "project": {"key": draft.place},
            "issuetype": {"name": self._type},
            "summary": draft.title,
            "description": self._described(draft),
        }
        told = await self._wire.write("POST", f"{self._api}/issue", {"fields": fields})
        return self._new(draft, words(reading(told, "key")))

    async def find_created(self, draft: IssueDraft) -> Issue | None:
        """Among the newest: a search for words may not know it yet."""
        jql = f'project = "{draft.place}" AND created >= "-2d" ORDER BY created DESC'
        body = {"jql": jql, "fields": [*FIELDS, "description"], "maxResults": NEWEST}
        found = rows(await self._wire.search(self._search, body), "issues")
        told = (one for one in found if draft.letter in json.dumps(reading(one, "fields", "description")))
        return next((self._issue(one) for one in told), None)

    async def link_issue(self, id: str, link: Link) -> None:
        """By a global id of ours: the same link made again changes the first."""
        told = {"globalId": f"escalation-desk {link.url}", "object": {"url": link.url, "title": link.title}}
        await self._wire.write("POST", f"{self._api}/issue/{id}/remotelink", told)

    async def _refused(self, project: str) -> tuple[str, ...]:
        """Cloud wants to hear which are meant; Data Center tells them all, and knows no such question."""
        asked = {"projectKey": project, **({"permissions": ",".join(NEEDED)} if self._is_cloud else {})}
        told = await self._wire.get(f"{self._api}/mypermissions", asked)
        lacking = (key for key in NEEDED if reading(told, "permissions", key, "havePermission") is not True)
        return tuple(f"the account may not {NEEDED[key]} in {project}" for key in lacking)

    def _described(self, draft: IssueDraft) -> Any:
        if self._is_cloud:
            return adf((*draft.text.splitlines(), "", *below(draft)))
        typed = _NO_MARKUP.sub("(", draft.text)
        return "\n".join(("{noformat}", typed, "{noformat}", *below(draft)))

    def _new(self, draft: IssueDraft, key: str | None) -> Issue:
        """It was made, whatever the answer says: one without its key is looked for."""
        if key is None:
            raise SourceFailed(FailureKind.BAD_ANSWER, "no key", may_be_done=True)
        url = f"{self._site}/browse/{key}"
        return Issue(source=self.name, id=key, url=url, title=draft.title, state=IssueState.TODO)

    def _jql(self, asked: tuple[str, ...]) -> str:
        """Names and words stand in quotation marks, and none of them holds one."""
        within = ", ".join(f'"{project}"' for project in self._projects)
        projects = f"project in ({within}) AND " if within else ""
        return f'{projects}text ~ "{" ".join(asked)}" ORDER BY updated DESC'

    def _issue(self, told: Mapping[str, Any]) -> Issue:
        key, fields = needed(told, "key"), told.get("fields")
        fields = fields if isinstance(fields, Mapping) else {}
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
    """Cloud says whether a page is the last, or how to ask for the next; Data Center how many there are."""
    total, is_last = reading(answer, "total"), reading(answer, "isLast")
    if isinstance(total, int):
        return total > limit
    return not is_last if isinstance(is_last, bool) else words(reading(answer, "nextPageToken")) is not None
