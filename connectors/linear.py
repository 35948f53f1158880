"""Linear's issues. linear.app/developers: its GraphQL schema, searchIssues, issue and viewer."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import AfterValidator, SecretStr, model_validator

from connectors.customers import Kept
from connectors.hooks import linear as hooks
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

TERMS = 3
OAUTH = "lin_oauth_"
"""An OAuth token is told by its beginning. It goes as a Bearer token; a personal key goes bare."""

STATES = {
    "triage": IssueState.TODO,
    "backlog": IssueState.TODO,
    "unstarted": IssueState.TODO,
    "started": IssueState.DOING,
    "completed": IssueState.DONE,
    "canceled": IssueState.CANCELED,
    "duplicate": IssueState.CANCELED,
}
"""By the type of a state: its name is the team's own."""

NO_PRIORITY = "No priority"

REFUSALS = {
    "AUTHENTICATION_ERROR": FailureKind.AUTH,
    "FORBIDDEN": FailureKind.AUTH,
    "FEATURE_NOT_ACCESSIBLE": FailureKind.AUTH,
    "RATELIMITED": FailureKind.RATE_LIMITED,
    "INTERNAL_SERVER_ERROR": FailureKind.UNAVAILABLE,
    "INTERNAL_ERROR": FailureKind.UNAVAILABLE,
    "LOCK_TIMEOUT": FailureKind.UNAVAILABLE,
    "NETWORK_ERROR": FailureKind.UNAVAILABLE,
}
"""What Linear's codes mean. They come under 200 and 400 alike."""

# An issue and one that was found are of two types there, which can share no fragment.
_ISSUE = """
    identifier title url updatedAt priorityLabel
    state { name type }
    assignee { displayName }
    labels(first: 10) { nodes { name } }
"""
WHO = """
query Who($teams: TeamFilter) {
  viewer { name }
  organization { name }
  teams(filter: $teams, first: 50) { nodes { key } }
}
"""
FIND = f"""
query Find($term: String!, $first: Int, $filter: IssueFilter) {{
  searchIssues(term: $term, first: $first, filter: $filter) {{
    nodes {{ {_ISSUE} }}
    pageInfo {{ hasNextPage }}
  }}
}}
"""
GET = f"""
query Get($id: String!) {{
  issue(id: $id) {{ {_ISSUE} }}
}}
"""

TEAM = """
query Team($key: String!) {
  teams(filter: { key: { eq: $key } }, first: 1) { nodes { id } }
}
"""
CREATE = f"""
mutation File($input: IssueCreateInput!) {{
  issueCreate(input: $input) {{ issue {{ {_ISSUE} }} }}
}}
"""
INNER_ID = """
query Id($id: String!) {
  issue(id: $id) { id }
}
"""
LINK = """
mutation Link($input: AttachmentCreateInput!) {
  attachmentCreate(input: $input) { success }
}
"""

_LINK = re.compile(r"https://linear\.app/[\w-]+/issue/([A-Za-z0-9]+-[0-9]+)(?:[/?#].*)?", re.ASCII)
_TEAM = re.compile(r"[A-Z0-9]+")
_KEY = re.compile(r"([A-Z0-9]+)-[0-9]+")


def _team_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(key.upper() for key in keys)
    if not all(_TEAM.fullmatch(key) for key in found):
        raise ValueError("write a team's key, such as ENG in ENG-123; several between commas")
    return found


class LinearSettings(HookSettings, Writes):
    """`team` are keys of teams; without any, all that the key may read are searched, and none written to."""

    api_key: SecretStr
    team: Annotated[Names, AfterValidator(_team_keys)] = ()
    api_url: Address = "https://api.linear.app"

    @model_validator(mode="after")
    def _says_where_it_writes(self) -> Self:
        if self.write and not self.team:
            raise ValueError("write = true needs team: the keys of those in which bugs may be filed")
        return self


class Linear:
    kind = "linear"
    category = Category.TRACKER
    can = frozenset({Capability.ISSUES})
    Settings = LinearSettings
    hook = hooks.WAY
    shown_within = 0.0

    def __init__(self, name: str, settings: LinearSettings, means: Means) -> None:
        self.name = name
        self.can = self.can | {Capability.WRITES_ISSUES} if settings.write else self.can
        self.places = settings.team
        self._teams = settings.team
        self._team_ids: Kept[str] = Kept(means.seconds)
        scheme = "Bearer" if settings.api_key.get_secret_value().startswith(OAUTH) else ""
        self._wire = means.wire(settings.api_url, auth=Token(settings.api_key, scheme=scheme), refusal=_refused)

    async def check(self) -> Health:
        told = await self._asked(WHO, {"teams": {"key": {"in": self._teams}}} if self._teams else {})
        known = {words(team.get("key")) for team in rows(told, "teams", "nodes")}
        missing = [team for team in self._teams if team not in known]
        return Health(
            identity=f"{needed(told, 'viewer', 'name')} in {needed(told, 'organization', 'name')}",
            problems=tuple(f"there is no team {team}, or the key may not read it" for team in missing),
        )

    async def find_issues(self, query: Query, *, limit: int) -> Found:
        asked = bare(query.terms, TERMS)
        if not asked:
            return NOTHING_ASKED
        within = {"filter": {"team": {"key": {"in": self._teams}}}} if self._teams else {}
        told = await self._asked(FIND, {"term": " ".join(asked), "first": limit, **within})
        where = f"team {', '.join(self._teams)}" if self._teams else "all teams it may read"
        return Found(
            items=each(self._issue, rows(told, "searchIssues", "nodes")),
            searched_by=f"by its most telling words in titles and descriptions of {where}",
            truncated=reading(told, "searchIssues", "pageInfo", "hasNextPage") is True,
        )

    async def get_issue(self, id: str) -> Issue:
        key = _KEY.fullmatch(id.upper())
        if key is None or (self._teams and key[1] not in self._teams):
            raise SourceFailed(FailureKind.NOT_THERE)
        told = await self._asked(GET, {"id": key[0]})
        if told.get("issue") is None:
            raise SourceFailed(FailureKind.NOT_THERE)
        return self._issue(one(told, "issue"))

    def issue_in(self, typed: str) -> str | None:
        """One of its teams', by its key or its link."""
        link = _LINK.fullmatch(typed)
        key = _KEY.fullmatch((link[1] if link else typed).upper())
        return key[0] if key and key[1] in self._teams else None

    async def create_issue(self, draft: IssueDraft) -> Issue:
        """With an id of ours: filed twice, the second is refused."""
        told = {
            "id": _own_id(draft),
            "teamId": await self._team_id(draft.place),
            "title": draft.title,
            "description": markdown(draft),
        }
        answer = await self._written(CREATE, {"input": told})
        try:
            return self._issue(one(answer, "issueCreate", "issue"))
        except SourceFailed as unreadable:  # it was made, whatever the answer says
            raise SourceFailed(FailureKind.BAD_ANSWER, "no issue", may_be_done=True) from unreadable

    async def find_created(self, draft: IssueDraft) -> Issue | None:
        try:
            told = await self._asked(GET, {"id": _own_id(draft)})
        except SourceFailed as failure:
            if failure.kind is not FailureKind.NOT_THERE:
                raise
            return None
        return self._issue(one(told, "issue")) if told.get("issue") else None

    async def link_issue(self, id: str, link: Link) -> None:
        """An attachment is known by its address: the same one made again changes the first."""
        issue = needed(await self._asked(INNER_ID, {"id": id}), "issue", "id")
        await self._written(LINK, {"input": {"issueId": issue, "title": link.title, "url": link.url}})

    async def _team_id(self, key: str) -> str:
        async def ask() -> str:
            found = rows(await self._asked(TEAM, {"key": key}), "teams", "nodes")
            if not found:
                raise SourceFailed(FailureKind.NOT_THERE)
            return needed(found[0], "id")

        return await self._team_ids.get(key, ask)

    async def _written(self, query: str, variables: Mapping[str, Any]) -> Mapping[str, Any]:
        answer = await self._wire.write("POST", "/graphql", {"query": query, "variables": variables})
        return one(answer, "data")

    async def _asked(self, query: str, variables: Mapping[str, Any]) -> Mapping[str, Any]:
        """What was typed goes as variables only: it is never a part of the query."""
        answer = await self._wire.search("/graphql", {"query": query, "variables": variables})
        return one(answer, "data")

    def _issue(self, told: Mapping[str, Any]) -> Issue:
        priority = words(told.get("priorityLabel"))
        return Issue(
            source=self.name,
            id=needed(told, "identifier"),
            url=needed(told, "url"),
            title=needed(told, "title"),
            updated_at=moment(told.get("updatedAt")),
            state=STATES.get(str(reading(told, "state", "type")), IssueState.TODO),
            status=words(reading(told, "state", "name")) or "",
            priority=None if priority == NO_PRIORITY else priority,
            assignee=words(reading(told, "assignee", "displayName")),
            labels=tuple(name for label in rows(told, "labels", "nodes") if (name := words(label.get("name")))),
        )


def _refused(told: Any) -> SourceFailed | None:
    """GraphQL's errors, by what they are called there; their words are not repeated."""
    errors = rows(told, "errors")
    if not errors:
        return None
    called = [_called(error, name) for error in errors for name in ("code", "type")]
    kind = next((REFUSALS[name] for name in called if name in REFUSALS), None)
    if kind is None:
        is_missing = any(str(error.get("message")).startswith("Entity not found") for error in errors)
        kind = FailureKind.NOT_THERE if is_missing else FailureKind.BAD_ANSWER
    return SourceFailed(kind, may_be_done=kind is FailureKind.UNAVAILABLE)


def _own_id(draft: IssueDraft) -> str:
    """Linear wants a UUID of version 4: the letter's id in that form."""
    return str(UUID(hex=draft.letter, version=4))


def _called(error: Mapping[str, Any], name: str) -> str:
    return str(reading(error, "extensions", name)).upper().replace(" ", "_")
