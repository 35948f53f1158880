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
)
from escalation.models import Draft
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
from escalation.timeline import moments

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

_CODE = re.compile(r"\b(?:[A-Z]{2,}[-_]?\d{2,}|[1-5]\d\d|[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:Error|Exception))\b")
_IN_LINKS = (re.compile(r"/([\w.-]+/[\w.-]+)/issues/(\d+)\b"), re.compile(r"/(?:browse|issue)/([A-Z][A-Z0-9]+-\d+)\b"))
_AS_TICKET = (re.compile(r"^([A-Z][A-Z0-9]+-\d+)$"), re.compile(r"^#?(\d+)$|(?<!issues)/(\d+)/?(?:[?#].*)?$"))
_ADDRESS = re.compile(r"\S*(?:://|www\.)\S+|\S+@\S+\.\w+")
LONGEST = 24
"""Letters of a word; what is longer is a key or an id."""

_WORD = re.compile(r"[^\W\d_][\w'-]+")
# Words that every report is full of, and that tell none from another.
_COMMON_WORDS = """
    about after again all also and any are been before being both but came can cannot could customer customers did
    does doing done down each error errors even every fail fails failing failed for from get gets getting got had has
    have having help here how https into issue issues its just keep keeps last like long made make many may more most
    much must need needs new not now off once one only other our out over please problem problems same says see seen
    should since some still such than that the their them then there these they this those through time times today
    too under until use used user users using very via want wants was were what when where which while who why will
    with without work working works would yesterday you your
"""
_COMMON = frozenset(_COMMON_WORDS.split())

Asking = Awaitable[Found]


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

    def _failed(self) -> bool:
        return not self.task.done() or self.task.cancelled() or self.task.exception() is not None


def query_of(draft: Draft) -> Query:
    """What is looked for: the customer, and the telling words of what is wrong."""
    customer = draft.customers[0] if draft.customers else None
    terms, refs = _terms(draft, customer or ""), _refs(draft.ticket or "", draft.links)
    return Query(text=draft.headline or draft.issue, terms=terms, customer=customer, refs=refs)


async def gather(
    connectors: Sequence[Connector],
    query: Query,
    *,
    now: Callable[[], datetime],
    within: float = DEADLINE,
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
    late = [one.task for one in asked if not one.task.done()]
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    return evidence


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


def _put_together(asked: Sequence[_Asked], query: Query, *, at: datetime, within: float, is_over: bool) -> Evidence:
    items: dict[str, AnyFact] = {}
    searched: list[str] = []
    missing: dict[str, NotAsked] = {}
    for one in asked if is_over else [one for one in asked if one.task.done()]:
        if (failure := one.failure(within=within)) is not None:
            missing[one.source] = failure
        elif (found := one.found()) is not None:
            searched.append(f"{one.source} {found.searched_by}{', and has more' if found.truncated else ''}")
            for item in found.items:
                items.setdefault(key(item), item)  # what was named came first
                items |= {key(moment): moment for moment in _moments(item)}
    return Evidence(
        gathered_at=at,
        found=tuple(_as_kept(one) for one in _theirs(items.values(), query.customer or "")),
        searched=tuple(dict.fromkeys(searched)),
        missing=tuple(missing.values()),
        customer=query.customer,
        refs=query.refs,
        theirs=tuple(name for name, one in items.items() if _is_theirs(one, query)),
        waiting=() if is_over else tuple(dict.fromkeys(one.source for one in asked if not one.task.done())),
    )


def _moments(fact: AnyFact) -> Iterable[TicketMoment]:
    """Of a ticket that was named: of others no talk is asked for."""
    return moments(fact) if isinstance(fact, Ticket) and fact.events else ()


def _as_kept(fact: AnyFact) -> AnyFact:
    """Without whole conversations, and without who wrote: those stay where they are."""
    return fact.model_copy(update={"events": (), "requester": None}) if isinstance(fact, Ticket) else fact


def _is_theirs(fact: AnyFact, query: Query) -> bool:
    """Whether it names the customer, or the reporter named it."""
    customer = query.customer or ""
    match fact:
        case Account():
            return same_company(fact.title, customer)
        case Ticket():
            by_company = fact.source in query.account_ids
            by_domain = query.domain is not None and (fact.requester or "").casefold().endswith(f"@{query.domain}")
            return fact.id in query.refs or by_company or by_domain or names_company(_told(fact), customer)
        case TicketMoment():
            return True
        case _:
            return fact.id in query.refs or names_company(_told(fact), customer)


def _told(fact: AnyFact) -> str:
    return f"{fact.title} {fact.snippet}" if isinstance(fact, Ticket | Article) else fact.title


def _theirs(facts: Iterable[AnyFact], customer: str) -> Iterable[AnyFact]:
    """Of accounts those of the customer's name, where there is one; look-alikes only where there is none."""
    facts = list(facts)
    exact = any(isinstance(one, Account) and same_company(one.title, customer) for one in facts)
    return [one for one in facts if not (exact and isinstance(one, Account) and not same_company(one.title, customer))]


def _refs(ticket: str, links: Iterable[str]) -> tuple[str, ...]:
    """What tickets and issues are called in their products. A number is one only where a ticket was named."""
    of_ticket = (pattern.search(ticket.strip()) for pattern in (*_IN_LINKS, *_AS_TICKET))
    of_links = (pattern.search(link) for link in links for pattern in _IN_LINKS)
    found = ("#".join(part for part in match.groups() if part) for match in (*of_ticket, *of_links) if match)
    return tuple(dict.fromkeys(found))[:MOST_REFS]


def _terms(draft: Draft, customer: str) -> tuple[str, ...]:
    """Codes first, then the words that come up most, earliest first. Not the customer's name: no bug report has it."""
    text = _ADDRESS.sub(" ", f"{draft.headline}\n{draft.issue}")
    names = {word.casefold() for word in _WORD.findall(customer)}
    told = (word.casefold() for word in _WORD.findall(text))
    counted = Counter(word for word in told if SHORTEST <= len(word) <= LONGEST and word not in _COMMON | names)
    codes = dict.fromkeys(_CODE.findall(text))
    ordered = [word for word, _ in counted.most_common(MOST_TERMS)]
    return tuple(dict.fromkeys([*codes, *ordered]))[:MOST_TERMS]
