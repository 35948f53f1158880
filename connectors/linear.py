"""Linear's issues. linear.app/developers: its GraphQL schema, searchIssues, issue and viewer."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, SecretStr

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
from escalation.facts import FailureKind, Found, Issue, IssueState
from escalation.sources import Capability, Category, Health, Query, SourceFailed

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

_TEAM = re.compile(r"[A-Z0-9]+")
_KEY = re.compile(r"([A-Z0-9]+)-[0-9]+")


def _team_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    found = tuple(key.upper() for key in keys)
    if not all(_TEAM.fullmatch(key) for key in found):
        raise ValueError("write a team's key, such as ENG in ENG-123; several between commas")
    return found


class LinearSettings(HookSettings):
    """`team` are keys of teams; without any, all that the key may read are searched."""

    api_key: SecretStr
    team: Annotated[Names, AfterValidator(_team_keys)] = ()
    api_url: Address = "https://api.linear.app"


class Linear:
    kind = "linear"
    category = Category.TRACKER
    can = frozenset({Capability.ISSUES})
    Settings = LinearSettings
    hook = hooks.WAY

    def __init__(self, name: str, settings: LinearSettings, means: Means) -> None:
        self.name = name
        self._teams = settings.team
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
    return SourceFailed(kind)


def _called(error: Mapping[str, Any], name: str) -> str:
    return str(reading(error, "extensions", name)).upper().replace(" ", "_")
