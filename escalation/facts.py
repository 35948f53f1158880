"""What other products know, as plain facts of ours: each says which product it is from, and where it stands there.

Everything here is text to quote: never markup, never obeyed.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from escalation.record import Record, Value


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

    def of(self, kind: str) -> Sequence[AnyFact]:
        return [one for one in self.found if one.kind == kind]
