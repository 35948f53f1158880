"""Asking all other products at once, within one deadline: what came is kept, what is late is named.

In two steps: names become domains and ids first, where a CRM knows them; tickets are then asked for by those.
"""

import asyncio
import logging
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import cast
from urllib.parse import urlsplit

from escalation.drafts import Draft
from escalation.facts import (
    Account,
    AnyFact,
    Article,
    Evidence,
    FailureKind,
    Found,
    NotAsked,
    Ticket,
    TicketMoment,
    key,
    names_company,
    same_company,
    spelt,
)
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
from escalation.timeline import moments

log = logging.getLogger(__name__)

DEADLINE = 2.5
"""Seconds all products together have."""

ACCOUNT_FIRST = 0.4
"""The part of the deadline for which tickets wait to learn whose they are."""

EACH = 3
"""Facts of one kind that one product may bring."""

LOOKED_BACK = timedelta(days=90)
"""Tickets that nobody touched for longer tell nothing of today's. One that was named is asked for whatever its age."""

MOST_TERMS = 5
MOST_REFS = 3
SHORTEST = 4

_WORD = re.compile(r"[^\W\d_][\w'-]+")

Asking = Awaitable[Found]

Saw = Callable[[str, str | None, float | None], None]
"""Is told of each product that was asked: its name, what it failed with, and the seconds for which it is left alone."""


class _Asked:
    """One question to one product, and what became of it."""

    def __init__(self, source: str, asking: Asking) -> None:
        self.source = source
        self.task: asyncio.Task[Found] = asyncio.ensure_future(asking)

    def found(self) -> Found | None:
        return None if self._failed() else self.task.result()

    def failure(self, *, within: float) -> NotAsked | None:
        if not self.task.done() or self.task.cancelled():
            return NotAsked(source=self.source, why=f"did not answer in {within:g} s", is_late=True)
        failure = self.task.exception()
        if failure is None:
            return None
        if isinstance(failure, SourceFailed):
            return NotAsked(source=self.source, why=str(failure))
        log.error("a connector has a fault", extra={"source": self.source, "fault": type(failure).__name__})
        return NotAsked(source=self.source, why=str(FailureKind.BAD_ANSWER))

    @property
    def pause(self) -> float | None:
        failure = self.task.exception() if self.task.done() and not self.task.cancelled() else None
        return failure.after_seconds if isinstance(failure, SourceFailed) else None

    def _failed(self) -> bool:
        return not self.task.done() or self.task.cancelled() or self.task.exception() is not None


def query_of(draft: Draft, *, now: datetime | None = None) -> Query:
    """What is looked for: the customer, and the telling words of what is wrong; tickets of late, seen from `now`."""
    customer = draft.customers[0] if draft.customers else None
    terms, refs = _terms(draft, customer or ""), named(draft.ticket or "", draft.links)[:MOST_REFS]
    since = _midnight(now - LOOKED_BACK) if now else None
    return Query(terms=terms, customer=customer, refs=refs, place=_place(draft.ticket), since=since)


def _midnight(moment: datetime) -> datetime:
    """So that the same question stays the same through a day, and its answer can be kept for a while."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


async def gather(
    connectors: Sequence[Connector],
    query: Query,
    *,
    now: Callable[[], datetime],
    within: float = DEADLINE,
    saw: Saw = lambda *_: None,
    at_first: Callable[[Evidence], None] = lambda _: None,
) -> Evidence:
    """Never raises for a product's sake, and never takes longer than `within` seconds and a little.

    `at_first` is told what is known at the first answer that holds something, with who has not answered yet.
    """
    asked = list(_first(connectors, query))
    accounts = [one.task for one in asked if one.source in _names(connectors, Capability.ACCOUNTS)]
    first = _First(lambda: at_first(_put_together(asked, query, at=now(), within=within, is_over=False)))
    first.follow(asked)
    try:
        async with asyncio.timeout(within):
            if accounts:
                await asyncio.wait(accounts, timeout=within * ACCOUNT_FIRST)
            query = with_accounts(query, _accounts(asked))
            second = _second(connectors, query)
            asked += second
            first.follow(second)
            if asked:
                await asyncio.wait([one.task for one in asked])
    except TimeoutError:
        pass
    first.tell = _nothing
    evidence = _put_together(asked, query, at=now(), within=within, is_over=True)
    _say(saw, asked, evidence)
    late = [one.task for one in asked if not one.task.done()]
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    return evidence


def _say(saw: Saw, asked: Sequence[_Asked], evidence: Evidence) -> None:
    failed = {one.source: one.why for one in evidence.missing}
    for source in dict.fromkeys(one.source for one in asked):
        pause = max(one.pause or 0.0 for one in asked if one.source == source)
        saw(source, failed.get(source), pause or None)


def _nothing() -> None:
    pass


class _First:
    """Tells once, at the first answer that holds something."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self.tell = tell

    def follow(self, asked: Iterable[_Asked]) -> None:
        for one in asked:
            one.task.add_done_callback(lambda _, one=one: self._look(one))  # type: ignore[misc]  # the default is `one`

    def _look(self, one: _Asked) -> None:
        found = one.found()
        if found is not None and found.items:
            tell, self.tell = self.tell, _nothing
            tell()


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


def _accounts(asked: Iterable[_Asked]) -> list[Account]:
    answers = (found for one in asked if (found := one.found()) is not None)
    return [item for found in answers for item in found.items if isinstance(item, Account)]


def with_accounts(query: Query, accounts: Sequence[Account]) -> Query:
    """The query, with the domain and the ids of the accounts that bear the customer's name."""
    theirs = [one for one in accounts if same_company(one.title, query.customer or "")]
    domain = next((one.domain for one in theirs if one.domain), query.domain)
    ids = {**query.account_ids, **{one.source: one.id for one in reversed(theirs)}}
    return query.model_copy(update={"domain": domain, "account_ids": ids})


def _enumerated(ways: Sequence[str]) -> str:
    """Each source is named once, with all the ways it was searched: "by company, and for 4711"."""
    return ", and ".join([", ".join(ways[:-1]), ways[-1]]) if ways[1:] else ways[0]


def _put_together(asked: Sequence[_Asked], query: Query, *, at: datetime, within: float, is_over: bool) -> Evidence:
    items: dict[str, AnyFact] = {}
    searched: dict[str, dict[str, None]] = {}
    missing: dict[str, NotAsked] = {}
    for one in asked if is_over else [one for one in asked if one.task.done()]:
        if (failure := one.failure(within=within)) is not None:
            missing[one.source] = failure
        elif (found := one.found()) is not None:
            how = f"{found.searched_by}{', and has more' if found.truncated else ''}"
            searched.setdefault(spelt(one.source), {})[how] = None
            for item in found.items:
                items.setdefault(key(item), item)  # what was named came first
                items |= {key(moment): moment for moment in _moments(item)}
    unsure = in_doubt(items.values(), query)
    return Evidence(
        gathered_at=at,
        found=tuple(_as_kept(one, at) for one in _theirs(items.values(), query.customer or "")),
        searched=tuple(f"{source} {_enumerated(list(how))}" for source, how in searched.items()),
        missing=tuple(missing.values()),
        customer=query.customer,
        refs=query.refs,
        theirs=tuple(name for name, one in items.items() if _is_theirs(one, query, unsure)),
        waiting=() if is_over else tuple(dict.fromkeys(one.source for one in asked if not one.task.done())),
    )


def _moments(fact: AnyFact) -> Iterable[TicketMoment]:
    """Of a ticket that was named: of others no talk is asked for."""
    return moments(fact) if isinstance(fact, Ticket) and fact.events else ()


def _as_kept(fact: AnyFact, now: datetime) -> AnyFact:
    """Without whole conversations, and without who wrote: those stay where they are."""
    if not isinstance(fact, Ticket):
        return fact
    left_there = {"events": (), "requester": None, "assignee_email": None}
    return fact.model_copy(update={**left_there, "sla": fact.sla and fact.sla.seen(now)})


def _place(address: str | None) -> str:
    try:
        return urlsplit((address or "").strip()).hostname or ""
    except ValueError:
        return ""


def in_doubt(facts: Iterable[AnyFact], query: Query) -> frozenset[str]:
    """By key, the tickets of a number that was named and that several products have: the one counts whose address was
    given, else none."""
    tickets = [one for one in facts if isinstance(one, Ticket) and one.id in query.refs]
    several = Counter(one.id for one in tickets)
    is_sure = {key(one): bool(query.place) and _place(one.url) == query.place for one in tickets}
    return frozenset(key(one) for one in tickets if several[one.id] > 1 and not is_sure[key(one)])


def settled(evidence: Evidence, query: Query) -> Evidence:
    """What came in several waves: a ticket that counted, until another product had its number too, counts no more."""
    unsure = in_doubt(evidence.found, query)
    doubtful = [one for one in evidence.found if _ticket_of(one) in unsure]
    gone = {key(one) for one in doubtful if not _is_theirs(one, query, unsure)}
    return evidence.model_copy(update={"theirs": tuple(one for one in evidence.theirs if one not in gone)})


def _ticket_of(fact: AnyFact) -> str:
    return f"{fact.source}:ticket:{fact.ticket}" if isinstance(fact, TicketMoment) else key(fact)


def _is_theirs(fact: AnyFact, query: Query, unsure: frozenset[str]) -> bool:
    """Whether it names the customer, or the reporter named it."""
    customer = query.customer or ""
    match fact:
        case Account():
            return same_company(fact.title, customer)
        case Ticket():
            by_company = fact.source in query.account_ids
            by_domain = query.domain is not None and (fact.requester or "").casefold().endswith(f"@{query.domain}")
            is_named = fact.id in query.refs and key(fact) not in unsure
            return is_named or by_company or by_domain or names_company(_told(fact), customer)
        case TicketMoment():
            return _ticket_of(fact) not in unsure
        case _:
            return fact.id in query.refs or names_company(_told(fact), customer)


def _told(fact: AnyFact) -> str:
    return f"{fact.title} {fact.snippet}" if isinstance(fact, Ticket | Article) else fact.title


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
