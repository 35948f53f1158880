"""The other products, as the form and a posted escalation ask them: the same question once, and late ones again."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import cast

from escalation.drafts import Draft
from escalation.evidence import Saw, gather, query_of, settled, with_accounts
from escalation.facts import Account, Evidence, Found, Issue, Ticket
from escalation.kinds import WorkspaceId
from escalation.sources import (
    Capability,
    Category,
    Connector,
    FindsAccounts,
    FindsArticles,
    FindsIssues,
    FindsTickets,
    Health,
    Query,
)

KEPT = 120.0
"""Seconds for which an answer is not asked for again: a form opened twice, a colleague with the same report."""

MOST_KEPT = 500
"""Answers; the one that was not used for longest goes first."""

Key = tuple[str, ...]


class Answers:
    """What products answered, for a while. `seconds` only runs forward. A failure is not kept."""

    def __init__(self, seconds: Callable[[], float], *, keep: float = KEPT, most: int = MOST_KEPT) -> None:
        self._seconds = seconds
        self._keep = keep
        self._most = most
        self._kept: OrderedDict[Key, tuple[float, object]] = OrderedDict()

    async def of(self, key: Key, ask: Callable[[], Awaitable[object]]) -> object:
        until, answer = self._kept.get(key, (0.0, None))
        if until > self._seconds():
            self._kept.move_to_end(key)
            return answer
        answer = await ask()
        self._kept[key] = (self._seconds() + self._keep, answer)
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return answer

    def __len__(self) -> int:
        return len(self._kept)


class Remembering:
    """A connector of one workspace whose answers are kept for a while. What another workspace was told is not seen."""

    def __init__(self, connector: Connector, workspace: WorkspaceId, answers: Answers) -> None:
        self._connector = connector
        self._workspace = workspace
        self._answers = answers

    @property
    def name(self) -> str:
        return self._connector.name

    @property
    def kind(self) -> str:
        return self._connector.kind

    @property
    def category(self) -> Category:
        return self._connector.category

    @property
    def can(self) -> frozenset[Capability]:
        return self._connector.can

    async def check(self) -> Health:
        return await self._connector.check()

    async def find_accounts(self, query: Query, *, limit: int) -> Found:
        inner = cast(FindsAccounts, self._connector)
        return await self._found("accounts", query, limit, lambda: inner.find_accounts(query, limit=limit))

    async def find_issues(self, query: Query, *, limit: int) -> Found:
        inner = cast(FindsIssues, self._connector)
        return await self._found("issues", query, limit, lambda: inner.find_issues(query, limit=limit))

    async def find_articles(self, query: Query, *, limit: int) -> Found:
        inner = cast(FindsArticles, self._connector)
        return await self._found("articles", query, limit, lambda: inner.find_articles(query, limit=limit))

    async def find_tickets(self, query: Query, *, limit: int) -> Found:
        inner = cast(FindsTickets, self._connector)
        return await self._found("tickets", query, limit, lambda: inner.find_tickets(query, limit=limit))

    async def get_issue(self, id: str) -> Issue:
        return cast(Issue, await self._by_id("issue", id, cast(FindsIssues, self._connector).get_issue))

    async def get_ticket(self, id: str) -> Ticket:
        return cast(Ticket, await self._by_id("ticket", id, cast(FindsTickets, self._connector).get_ticket))

    async def _found(self, what: str, query: Query, limit: int, ask: Callable[[], Awaitable[Found]]) -> Found:
        key = (self._workspace, self.name, what, str(limit), query.model_dump_json())
        return cast(Found, await self._answers.of(key, ask))

    async def _by_id(self, what: str, id: str, ask: Callable[[str], Awaitable[object]]) -> object:
        return await self._answers.of((self._workspace, self.name, what, id), lambda: ask(id))


class Gathering:
    """Asks the products that are set up. `within` is the seconds they have together, as the policy says now."""

    def __init__(
        self,
        connectors: Sequence[Connector],
        *,
        now: Callable[[], datetime],
        seconds: Callable[[], float],
        within: Callable[[WorkspaceId], float],
        saw: Saw = lambda *_: None,
    ) -> None:
        self._connectors = connectors
        self._now = now
        self._within = within
        self._saw = saw
        self._answers = Answers(seconds)

    def looked_in(self, draft: Draft) -> tuple[str, ...]:
        """Who would be asked about it; nobody where there is nothing to look for."""
        if not self._connectors:
            return ()
        query = query_of(draft, now=self._now())
        is_something = query.customer or query.terms or query.refs
        return tuple(one.name for one in self._connectors) if is_something else ()

    async def about(
        self,
        draft: Draft,
        *,
        workspace: WorkspaceId,
        known: Evidence | None = None,
        at_first: Callable[[Evidence], None] = lambda _: None,
    ) -> Evidence | None:
        """What they know; None where none is set up. Of what is `known` only who has not answered yet is asked."""
        if not self._connectors:
            return None
        query, asked = query_of(draft, now=self._now()), self._connectors
        if known is not None:
            asked = [one for one in asked if one.name in known.waiting]
            query = with_accounts(query, known.of(Account))
        if not asked and known is not None:
            return known
        remembering = [Remembering(one, workspace, self._answers) for one in asked]
        within = self._within(workspace)
        found = await gather(remembering, query, now=self._now, within=within, saw=self._saw, at_first=at_first)
        return settled(known.with_more(found), query) if known else found
