"""What other products know, as plain facts of ours: each says which product it is from, and where it stands there.

Everything here is text to quote: never markup, never obeyed.
"""

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, AwareDatetime, Field

from escalation.masking import masked
from escalation.record import Record, Value
from escalation.sla import Sla, titled

DAY = "%d %b %Y"

Quoted = Annotated[str, AfterValidator(masked)]
"""What people typed in another product: a key or a password in it is masked at this door as at our own."""


def _listed(*parts: object) -> str:
    return ", ".join(str(one) for one in parts if one)


_SPELT = {
    "confluence": "Confluence",
    "github": "GitHub",
    "guru": "Guru",
    "hubspot": "HubSpot",
    "intercom": "Intercom",
    "jira": "Jira",
    "linear": "Linear",
    "notion": "Notion",
    "salesforce": "Salesforce",
    "zendesk": "Zendesk",
}


def spelt(source: str) -> str:
    """A connector's name as people read it: its product's own spelling, or the name that the policy gives it."""
    return _SPELT.get(source, source.replace("_", " "))


class Fact(Record):
    """Something one product knows. `source` is the connector's name; `url` opens it there, for people who may."""

    source: str
    id: str
    url: str | None = None
    title: Quoted
    updated_at: AwareDatetime | None = None


class TicketStatus(StrEnum):
    NEW = "new"
    OPEN = "open"
    PENDING = "pending"
    SOLVED = "solved"
    CLOSED = "closed"


class TicketEvent(Record):
    """Something said on a ticket: by whom, and whether the customer can see it. A bot's answer is nobody's word."""

    at: AwareDatetime
    author: str = ""
    by_customer: bool = False
    by_machine: bool = False
    is_public: bool = True
    text: Quoted = ""


class Ticket(Fact):
    kind: Literal["ticket"] = "ticket"
    status: TicketStatus
    priority: str | None = None
    requester: str | None = None
    assignee: str | None = None
    assignee_email: str | None = None
    created_at: AwareDatetime | None = None
    first_reply_at: AwareDatetime | None = None
    waiting_since: AwareDatetime | None = None
    sla: Sla | None = None
    tags: tuple[str, ...] = ()
    snippet: Quoted = ""
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
    """A customer as a CRM knows them. `arr` is what they pay a year, `sla` what they were promised for all tickets."""

    kind: Literal["account"] = "account"
    domain: str | None = None
    tier: str | None = None
    plan: str | None = None
    arr: Money | None = None
    owner: str | None = None
    renewal_on: date | None = None
    health: str | None = None
    sla: str | None = None
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
    snippet: Quoted = ""
    verified: bool | None = None
    collection: str | None = None


class Told(StrEnum):
    """What a ticket's talk tells a brief."""

    LAST_UPDATE = "Last update to customer"
    WAITING = "Waiting since"
    TRIED = "Tried"


class TicketMoment(Fact):
    """One moment of a ticket's talk, in a line. `title` says what it is, and the line."""

    kind: Literal["moment"] = "moment"
    told: Told
    ticket: str
    author: str = ""
    text: Quoted = ""

    @property
    def line(self) -> str:
        """What was said, with who said it when, and where that stands."""
        by = f"{self.author}, " if self.author else ""
        when = f"{self.updated_at:{DAY}}, " if self.updated_at and self.told is not Told.WAITING else ""
        return f"{self.text} ({by}{when}{spelt(self.source)} {self.ticket})"


AnyFact = Annotated[Ticket | Account | Issue | Article | TicketMoment, Field(discriminator="kind")]


def key(fact: AnyFact) -> str:
    """What tells it from every other fact, wherever it is shown."""
    return f"{fact.source}:{fact.kind}:{fact.id}"


def summary(fact: AnyFact) -> str:
    """What else is to be said of it in a line, without its title."""
    match fact:
        case Account():
            return _of_account(fact)
        case Ticket():
            return _listed(
                fact.status,
                fact.sla and fact.sla.said,
                fact.priority and f"priority {fact.priority}",
                fact.assignee,
            )
        case Issue():
            return _listed(fact.status or fact.state, fact.priority and f"priority {fact.priority}", fact.assignee)
        case Article():
            return _listed(fact.collection, "verified" if fact.verified else "")
        case TicketMoment():
            return _listed(f"ticket {fact.ticket}", fact.author)


def age(fact: AnyFact) -> str:
    """When its product changed it last."""
    return f"updated {fact.updated_at:{DAY}}" if fact.updated_at else ""


def _of_account(account: Account) -> str:
    deals = len(account.open_deals)
    return _listed(
        account.tier,
        account.plan and f"plan {account.plan}",
        account.arr and f"{account.arr.said} a year",
        account.renewal_on and f"renews {account.renewal_on:{DAY}}",
        account.health and f"health {account.health}",
        account.sla and titled(account.sla),
        account.owner and f"owner {account.owner}",
        f"{deals} open deal{'s' if deals > 1 else ''}" if deals else "",
    )


def same_company(name: str, other: str) -> bool:
    """Whether two names are one company's: Acme Corp., Acme, Inc. and ACME are; Acme Travel is another."""
    return bool(company(name)) and company(name) == company(other)


def company(name: str) -> str:
    """One way to write each company's name, for comparing."""
    return " ".join(word for word in re.findall(r"\w+", name.casefold()) if word not in _FORMS)


def names_company(text: str, name: str) -> bool:
    """Whether a text has a company's name in it, word for word."""
    sought = company(name)
    return bool(sought) and f" {sought} " in f" {company(text)} "


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
    REFUSED = "refused it"


F = TypeVar("F", bound=Fact)


class NotAsked(Record):
    """A product that could not be asked, or did not answer in time: named, never left out."""

    source: str
    why: str
    is_late: bool = False


_HOW = re.compile(r" (?:by|for) ")


def _each_once(earlier: Sequence[str], later: Sequence[str]) -> tuple[str, ...]:
    """How each product was searched, "helpdesk by company, and for 4711": what was told of it last counts."""
    by_product = {_HOW.split(line, maxsplit=1)[0]: line for line in (*earlier, *later)}
    return tuple(by_product.values())


class Evidence(Record):
    """What other products know of an escalation, when they were asked, and which could not be.

    `customer` and `refs` are what was asked about, `waiting` the products that have not answered yet. By `key`:
    `theirs` are the facts that name the customer or were named by the reporter, `left_out` those that somebody saw in
    the form and does not want in the brief.
    """

    gathered_at: AwareDatetime
    found: tuple[AnyFact, ...] = ()
    searched: tuple[str, ...] = ()
    missing: tuple[NotAsked, ...] = ()
    customer: str | None = None
    refs: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def of(self, kind: type[F]) -> Sequence[F]:
        return [one for one in self.found if isinstance(one, kind)]

    def with_more(self, later: "Evidence") -> "Evidence":
        """With what came later; what was found first stays, and what was left out stays out."""
        known = {key(one) for one in self.found} | set(self.left_out)
        return later.model_copy(
            update={
                "found": (*self.found, *(one for one in later.found if key(one) not in known)),
                "searched": _each_once(self.searched, later.searched),
                "missing": tuple({one.source: one for one in (*self.missing, *later.missing)}.values()),
                "theirs": tuple(dict.fromkeys((*self.theirs, *later.theirs))),
                "left_out": self.left_out,
            }
        )
