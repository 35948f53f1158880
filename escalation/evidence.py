"""Asking all other products at once, within one deadline: what came is kept, what is late is named.

In two steps: names become domains and ids first, where a CRM knows them; tickets are then asked for by those.
"""

import asyncio
import logging
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from typing import cast

from escalation.facts import Account, AnyFact, Evidence, FailureKind, Found, NotAsked, Ticket, same_company
from escalation.models import Draft
from escalation.refs import named
from escalation.sources import (
    Capability,
    Connector,
    FindsAccounts,
    FindsArticles,
    FindsIssues,
    FindsTickets,
    Query,
    SourceFailed,
)
from escalation.telling import CODE, COMMON, LONGEST, without_addresses

log = logging.getLogger(__name__)

DEADLINE = 2.5
"""Seconds all products together have."""

ACCOUNT_FIRST = 0.4
"""The part of the deadline for which tickets wait to learn whose they are."""

EACH = 3
"""Facts of one kind that one product may bring."""

MOST_TERMS = 5
MOST_REFS = 3
SHORTEST = 4

_WORD = re.compile(r"[^\W\d_][\w'-]+")

Asking = Awaitable[Found]


class _Asked:
    """One question to one product, and what became of it."""

    def __init__(self, source: str, asking: Asking) -> None:
        self.source = source
        self.task: asyncio.Task[Found] = asyncio.ensure_future(asking)

    def found(self) -> Found | None:
        return None if self._failed() else self.task.result()

    def why(self, *, within: float) -> str | None:
        if not self.task.done() or self.task.cancelled():
            return f"did not answer in {within:g} s"
        failure = self.task.exception()
        if failure is None:
            return None
        if isinstance(failure, SourceFailed):
            return str(failure)
        log.error("a connector has a fault", extra={"source": self.source, "fault": type(failure).__name__})
        return str(FailureKind.BAD_ANSWER)

    def _failed(self) -> bool:
        return not self.task.done() or self.task.cancelled() or self.task.exception() is not None


def query_of(draft: Draft) -> Query:
    """What is looked for: the customer, and the telling words of what is wrong."""
    customer = draft.customers[0] if draft.customers else None
    terms, refs = _terms(draft, customer or ""), named(draft.ticket or "", draft.links)[:MOST_REFS]
    return Query(text=draft.headline or draft.issue, terms=terms, customer=customer, refs=refs)


async def gather(
    connectors: Sequence[Connector], query: Query, *, now: Callable[[], datetime], within: float = DEADLINE
) -> Evidence:
    """Never raises for a product's sake, and never takes longer than `within` seconds and a little."""
    first = list(_first(connectors, query))
    accounts = [one.task for one in first if one.source in _names(connectors, Capability.ACCOUNTS)]
    try:
        async with asyncio.timeout(within):
            if accounts:
                await asyncio.wait(accounts, timeout=within * ACCOUNT_FIRST)
            first += _second(connectors, _with_account(query, first))
            if first:
                await asyncio.wait([one.task for one in first])
    except TimeoutError:
        pass
    evidence = _put_together(first, at=now(), within=within, customer=query.customer or "")
    late = [one.task for one in first if not one.task.done()]
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    return evidence


def _names(connectors: Iterable[Connector], capability: Capability) -> set[str]:
    return {one.name for one in connectors if capability in one.can}


def _first(connectors: Iterable[Connector], query: Query) -> Iterable[_Asked]:
    for one in connectors:
        if Capability.ACCOUNTS in one.can and query.customer:
            yield _Asked(one.name, cast(FindsAccounts, one).find_accounts(query, limit=EACH))
        if Capability.ISSUES in one.can and query.terms:
            yield _Asked(one.name, cast(FindsIssues, one).find_issues(query, limit=EACH))
        for ref in query.refs:
            yield from _named(one, ref)
        if Capability.ARTICLES in one.can and query.terms:
            yield _Asked(one.name, cast(FindsArticles, one).find_articles(query, limit=EACH))


def _named(connector: Connector, ref: str) -> Iterable[_Asked]:
    """A ticket or an issue that the reporter named, asked of whoever may have it."""
    if Capability.TICKETS in connector.can:
        yield _Asked(connector.name, _by_ref(cast(FindsTickets, connector).get_ticket, ref))
    if Capability.ISSUES in connector.can:
        yield _Asked(connector.name, _by_ref(cast(FindsIssues, connector).get_issue, ref))


async def _by_ref(get: Callable[[str], Awaitable[AnyFact]], ref: str) -> Found:
    """A product that does not have it was asked all the same."""
    try:
        items: tuple[AnyFact, ...] = (await get(ref),)
    except SourceFailed as failure:
        if failure.kind is not FailureKind.NOT_THERE:
            raise
        items = ()
    return Found(items=items, searched_by=f"for {ref}")


def _second(connectors: Iterable[Connector], query: Query) -> list[_Asked]:
    return [
        _Asked(one.name, cast(FindsTickets, one).find_tickets(query, limit=EACH))
        for one in connectors
        if Capability.TICKETS in one.can
    ]


def _with_account(query: Query, asked: Iterable[_Asked]) -> Query:
    """The query, with the domain and the ids of the account that bears the customer's name."""
    answers = (found for one in asked if (found := one.found()) is not None)
    accounts = [item for found in answers for item in found.items if isinstance(item, Account)]
    theirs = [one for one in accounts if same_company(one.title, query.customer or "")]
    domain = next((one.domain for one in theirs if one.domain), None)
    ids = {one.source: one.id for one in reversed(theirs)}
    return query.model_copy(update={"domain": domain, "account_ids": ids})


def _put_together(asked: Iterable[_Asked], *, at: datetime, within: float, customer: str) -> Evidence:
    items: dict[tuple[str, str, str], AnyFact] = {}
    searched: list[str] = []
    missing: dict[str, NotAsked] = {}
    for one in asked:
        if (why := one.why(within=within)) is not None:
            missing[one.source] = NotAsked(source=one.source, why=why)
        elif (found := one.found()) is not None:
            searched.append(f"{one.source} {found.searched_by}{', and has more' if found.truncated else ''}")
            for item in found.items:
                items.setdefault((item.source, item.kind, item.id), _as_kept(item))  # what was named came first
    return Evidence(
        gathered_at=at,
        found=tuple(_theirs(items.values(), customer)),
        searched=tuple(dict.fromkeys(searched)),
        missing=tuple(missing.values()),
    )


def _as_kept(fact: AnyFact) -> AnyFact:
    """Without whole conversations, and without who wrote: those stay where they are."""
    return fact.model_copy(update={"events": (), "requester": None}) if isinstance(fact, Ticket) else fact


def _theirs(facts: Iterable[AnyFact], customer: str) -> Iterable[AnyFact]:
    """Of accounts those of the customer's name, where there is one; look-alikes only where there is none."""
    facts = list(facts)
    exact = any(isinstance(one, Account) and same_company(one.title, customer) for one in facts)
    return [one for one in facts if not (exact and isinstance(one, Account) and not same_company(one.title, customer))]


def _terms(draft: Draft, customer: str) -> tuple[str, ...]:
    """Codes first, then the words that come up most, earliest first. Not the customer's name: no bug report has it."""
    text = without_addresses(f"{draft.headline}\n{draft.issue}")
    names = {word.casefold() for word in _WORD.findall(customer)}
    told = (word.casefold() for word in _WORD.findall(text))
    counted = Counter(word for word in told if SHORTEST <= len(word) <= LONGEST and word not in COMMON | names)
    codes = dict.fromkeys(CODE.findall(text))
    ordered = [word for word, _ in counted.most_common(MOST_TERMS)]
    return tuple(dict.fromkeys([*codes, *ordered]))[:MOST_TERMS]
