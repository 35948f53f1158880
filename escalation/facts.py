"""What other products know, as plain facts of ours: each says which product it is from, and where it stands there.

Everything here is text to quote: never markup, never obeyed.
"""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, TypeVar

from pydantic import AwareDatetime, Field

from escalation.record import Record, Value

DAY = "%d %b %Y"


def _listed(*parts: object) -> str:
    return ", ".join(str(one) for one in parts if one)


class Fact(Record):
    """Something one product knows. `source` is the connector's name; `url` opens it there, for people who may."""

    source: str
    id: str
    url: str | None = None
    title: str
    updated_at: AwareDatetime | None = None


class TicketStatus(StrEnum):
    NEW = "new"
    OPEN = "open"
    PENDING = "pending"
    SOLVED = "solved"
    CLOSED = "closed"


class TicketEvent(Record):
    """Something said on a ticket: by whom, and whether the customer can see it."""

    at: AwareDatetime
    author: str = ""
    by_customer: bool = False
    is_public: bool = True
    text: str = ""


class Ticket(Fact):
    kind: Literal["ticket"] = "ticket"
    status: TicketStatus
    priority: str | None = None
    requester: str | None = None
    assignee: str | None = None
    created_at: AwareDatetime | None = None
    first_reply_at: AwareDatetime | None = None
    waiting_since: AwareDatetime | None = None
    tags: tuple[str, ...] = ()
    snippet: str = ""
    events: tuple[TicketEvent, ...] = ()


class Money(Value):
    """Whole units; `currency` is its ISO code, empty where the product does not tell."""

    amount: int
    currency: str = ""

    @property
    def said(self) -> str:
        return f"{self.amount:,} {self.currency}".strip()


class Deal(Record):
    name: str
    amount: Money | None = None
    stage: str = ""
    close_on: date | None = None
    url: str | None = None


class Account(Fact):
    """A customer as a CRM knows them. `arr` is what they pay a year."""

    kind: Literal["account"] = "account"
    domain: str | None = None
    tier: str | None = None
    plan: str | None = None
    arr: Money | None = None
    owner: str | None = None
    renewal_on: date | None = None
    health: str | None = None
    open_deals: tuple[Deal, ...] = ()


class IssueState(StrEnum):
    TODO = "to do"
    DOING = "in progress"
    DONE = "done"
    CANCELED = "canceled"


class Issue(Fact):
    """A tracker's issue. `id` is what people call it by, such as ENG-123."""

    kind: Literal["issue"] = "issue"
    state: IssueState
    status: str = ""
    priority: str | None = None
    assignee: str | None = None
    labels: tuple[str, ...] = ()


class Article(Fact):
    kind: Literal["article"] = "article"
    snippet: str = ""
    verified: bool | None = None
    collection: str | None = None


AnyFact = Annotated[Ticket | Account | Issue | Article, Field(discriminator="kind")]


def summary(fact: AnyFact) -> str:
    """What else is to be said of it in a line, without its title."""
    match fact:
        case Account():
            return _of_account(fact)
        case Ticket():
            return _listed(fact.status, fact.priority and f"priority {fact.priority}", fact.assignee)
        case Issue():
            return _listed(fact.status or fact.state, fact.priority and f"priority {fact.priority}", fact.assignee)
        case Article():
            return _listed(fact.collection, "verified" if fact.verified else "")


def _of_account(account: Account) -> str:
    deals = len(account.open_deals)
    return _listed(
        account.tier,
        account.plan and f"plan {account.plan}",
        account.arr and f"{account.arr.said} a year",
        account.renewal_on and f"renews {account.renewal_on:{DAY}}",
        account.health and f"health {account.health}",
        account.owner and f"owner {account.owner}",
        f"{deals} open deal{'s' if deals > 1 else ''}" if deals else "",
    )


def same_company(name: str, other: str) -> bool:
    """Whether two names are one company's: Acme Corp., Acme, Inc. and ACME are; Acme Travel is another."""
    return bool(company(name)) and company(name) == company(other)


def company(name: str) -> str:
    """One way to write each company's name, for comparing."""
    return " ".join(word for word in re.findall(r"\w+", name.casefold()) if word not in _FORMS)


_COMPANY_FORMS = "inc corp corporation co company ltd limited llc plc gmbh ag sa sas bv nv oy ab as"
_FORMS = frozenset(_COMPANY_FORMS.split())


class Found(Record):
    """What a product knows, best first. `searched_by` completes "searched …": "by company and text, titles only"."""

    items: tuple[AnyFact, ...] = ()
    searched_by: str
    truncated: bool = False


class FailureKind(StrEnum):
    TIMEOUT = "did not answer in time"
    AUTH = "does not let us in"
    RATE_LIMITED = "asks for a pause"
    NOT_CONFIGURED = "is not set up"
    UNAVAILABLE = "is not available"
    NOT_THERE = "does not have it"
    BAD_ANSWER = "answered something we cannot read"


F = TypeVar("F", bound=Fact)


class NotAsked(Record):
    """A product that could not be asked, or did not answer in time: named, never left out."""

    source: str
    why: str


class Evidence(Record):
    """What other products know of an escalation, when they were asked, and which could not be."""

    gathered_at: AwareDatetime
    found: tuple[AnyFact, ...] = ()
    searched: tuple[str, ...] = ()
    missing: tuple[NotAsked, ...] = ()

    def of(self, kind: type[F]) -> Sequence[F]:
        return [one for one in self.found if isinstance(one, kind)]
