"""What other products can be asked, by capability. A connector is any object with the methods of what it `can`.

Searching may find nothing; an answer says how it was searched, because silence from a search of titles is not silence
from a search of texts.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from escalation.errors import EscalationError
from escalation.facts import FailureKind, Found, Issue, Ticket
from escalation.record import Value


class Capability(StrEnum):
    """What a connector can be asked for. Its methods are those of the protocol of the same name."""

    TICKETS = "tickets"
    ACCOUNTS = "accounts"
    ISSUES = "issues"
    ARTICLES = "articles"
    WRITES_TICKETS = "notes on tickets"
    WRITES_ISSUES = "bugs and links to issues"
    REPLIES = "replies to customers that a person approved"


WRITING = frozenset({Capability.WRITES_TICKETS, Capability.WRITES_ISSUES, Capability.REPLIES})
"""What is off unless the policy switches it on."""


class Category(StrEnum):
    """The seed's categories of tools."""

    SUPPORT = "support platform"
    CRM = "CRM"
    TRACKER = "project tracker"
    KNOWLEDGE = "knowledge base"


class SourceFailed(EscalationError):
    """A product could not be asked. `after_seconds` is the pause it named, or for which it is left alone; the message
    holds no secret.

    `may_be_done`: what was to be written may have arrived there all the same. `told` is what the product itself says of
    it, and may hold a customer's words: for whoever wanted it alone, and never logged.
    """

    def __init__(
        self, kind: FailureKind, said: str = "", *, after_seconds: float | None = None, may_be_done: bool = False
    ) -> None:
        super().__init__(f"{kind}{f' ({said})' if said else ''}")
        self.kind = kind
        self.said = said
        self.told = ""
        self.after_seconds = after_seconds
        self.may_be_done = may_be_done


class Query(Value):
    """What is looked for. `terms` are two to five telling words of the issue, the most telling first.

    `domain` and `account_ids`, by connector, are known once a CRM has named the account. `refs` are tickets and issues
    that were named, as their products call them: 4711, ENG-123, acme/shop#81; `place` is the site of the ticket's
    address, where one was given. Other tickets count if they changed after `since`.
    """

    terms: tuple[str, ...] = ()
    customer: str | None = None
    domain: str | None = None
    account_ids: Mapping[str, str] = {}
    refs: tuple[str, ...] = ()
    place: str = ""
    since: datetime | None = None


class Health(Value):
    """How a connector stands, as `check` found it: who we are there, and what is missing."""

    identity: str
    problems: tuple[str, ...] = ()
    expires_at: datetime | None = None


class ToolState(Value):
    """How a connector stood when it was last asked: what it failed with, and until when it is left alone."""

    name: str
    kind: str
    category: Category
    asked_at: datetime | None = None
    problem: str | None = None
    rests_until: datetime | None = None


class AccountField(Value):
    """A field that accounts have in a product: its name there, what people read, and what one account has in it."""

    name: str
    label: str = ""
    kind: str = ""
    value: str | None = None
    is_own: bool = False
    """Whether the company added it: what differs from company to company usually stands in one of those."""


class Note(Value):
    """What is to be written on a ticket, in lines of plain words. `mark` tells it from every other note."""

    lines: tuple[str, ...]
    mark: str
    at: datetime


class IssueDraft(Value):
    """An issue to be. `place` is a project, a team or a repository; `link` where people talk about it.

    `letter` is the id of what files it, which it carries in `mark`.
    """

    place: str
    title: str
    text: str
    mark: str
    letter: str
    at: datetime
    link: str | None = None


class Link(Value):
    """What an issue is to point to. The same one twice is one."""

    url: str
    title: str
    mark: str
    letter: str
    at: datetime


class Connector(Protocol):
    """What every connector has. `name` is its table's in the policy; `kind` is the product, such as `intercom`."""

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def category(self) -> Category: ...

    @property
    def can(self) -> frozenset[Capability]: ...

    async def check(self) -> Health:
        """The cheapest call that needs our credentials. Raises `SourceFailed`."""


class ShowsFields(Connector, Protocol):
    """A connector whose settings say which fields of an account hold revenue, tier, plan, renewal, health and SLA."""

    @property
    def mapping(self) -> Mapping[str, str]:
        """Which field each setting names now; those with none are left out."""

    async def account_fields(self, customer: str | None) -> Sequence[AccountField]:
        """With the values of this customer's account, or of the one that changed last. Raises `SourceFailed`."""


class FindsTickets(Connector, Protocol):
    async def find_tickets(self, query: Query, *, limit: int) -> Found:
        """Raises `SourceFailed`."""

    async def get_ticket(self, id: str) -> Ticket:
        """With its events, oldest first. Raises `SourceFailed`."""


class WritesTickets(FindsTickets, Protocol):
    """Nothing that it writes can be seen by customers. A write is made once; whether it arrived is looked for."""

    def ticket_in(self, typed: str) -> str | None:
        """The id of the ticket that a number or a link names; None where it cannot be one of this product's."""

    async def add_note(self, ticket_id: str, note: Note) -> None:
        """Raises `SourceFailed`."""

    async def has_note(self, ticket_id: str, mark: str) -> bool:
        """Whether a note with this mark stands there. Raises `SourceFailed`."""


class RepliesToCustomers(WritesTickets, Protocol):
    """What it sends a customer reads: what a person approved, word for word, and nothing beside it."""

    @property
    def longest_reply(self) -> int | None:
        """In bytes; None where every text that Slack lets people type fits."""

    async def add_reply(self, ticket_id: str, text: str) -> None:
        """Raises `SourceFailed`."""

    async def replies(self, ticket_id: str, *, since: datetime) -> Sequence[str]:
        """The words of what the customer could read there, from then on. Raises `SourceFailed`."""


class FindsAccounts(Connector, Protocol):
    async def find_accounts(self, query: Query, *, limit: int) -> Found:
        """By `customer` or `domain`; best first. Raises `SourceFailed`."""


class FindsIssues(Connector, Protocol):
    async def find_issues(self, query: Query, *, limit: int) -> Found:
        """Raises `SourceFailed`."""

    async def get_issue(self, id: str) -> Issue:
        """Raises `SourceFailed`."""


class WritesIssues(FindsIssues, Protocol):
    """A write is made once; whether it arrived is looked for."""

    @property
    def places(self) -> tuple[str, ...]:
        """Where issues may be filed, the usual one first."""

    @property
    def shown_within(self) -> float:
        """Seconds in which what was filed comes to be found. Until they are over, "not found" is no answer."""

    def issue_in(self, typed: str) -> str | None:
        """The issue that a key or a link names; None where it cannot be one of this product's."""

    async def create_issue(self, draft: IssueDraft) -> Issue:
        """Raises `SourceFailed`."""

    async def find_created(self, draft: IssueDraft) -> Issue | None:
        """The issue that this draft has become, if it has. Raises `SourceFailed`."""

    async def link_issue(self, id: str, link: Link) -> None:
        """Raises `SourceFailed`."""


class FindsArticles(Connector, Protocol):
    async def find_articles(self, query: Query, *, limit: int) -> Found:
        """Raises `SourceFailed`."""
