"""Zendesk's tickets, organizations and Guide articles. developer.zendesk.com/api-reference, version 2."""

import asyncio
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any, Self

import httpx2
from pydantic import AfterValidator, SecretStr, model_validator

from connectors.customers import (
    LOOKED_AT,
    AccountFields,
    Kept,
    by_name,
    domain_of,
    fields_of,
    first_reply,
    lacking,
    of_late,
    optional,
    plain_words,
    unanswered,
)
from connectors.hooks import zendesk as hooks
from connectors.hooks.way import HookSettings
from connectors.product import (
    Address,
    Means,
    each,
    is_number,
    moment,
    needed,
    one,
    plain,
    reading,
    rows,
    snippet,
    words,
)
from connectors.tokens import ClientCredentials, basic
from connectors.writing import Replies, can_reply, html, lines_of, paragraphs
from escalation.facts import Account, Article, FailureKind, Found, Ticket, TicketEvent, TicketStatus
from escalation.sla import Sla, SlaState
from escalation.sources import AccountField, Capability, Category, Health, Note, Query, SourceFailed

LASTS = 3600
"""Seconds a token is asked for."""

TERMS = 2
"""Zendesk finds tickets that hold all the words, so a few are enough to find none."""

SHORTEST_NAME = 2
MOST_NAMES = 3
"""Organizations of similar names whose tickets are asked for."""

STATUS = {
    "new": TicketStatus.NEW,
    "open": TicketStatus.OPEN,
    "pending": TicketStatus.PENDING,
    "hold": TicketStatus.PENDING,
    "solved": TicketStatus.SOLVED,
    "closed": TicketStatus.CLOSED,
}
WAITING = frozenset({TicketStatus.NEW, TicketStatus.OPEN})
ENDED = frozenset({TicketStatus.SOLVED, TicketStatus.CLOSED})
STAFF = frozenset({"agent", "admin"})
READS = "read"
READS_AND_WRITES = "read tickets:write"
NEWEST = 100
"""Comments that are read; Zendesk gives as many at once, and the oldest of all unless it is asked otherwise."""

LATEST: Mapping[str, str | int] = {"sort_order": "desc", "per_page": NEWEST}

APART = "\u2060"
"""Is seen by nobody, and keeps two signs from being read as one."""

_FILLED_IN = re.compile(r"\{(?=[{%])")
_TICKET = re.compile(r"#?([1-9][0-9]*)")
_LINK = re.compile(r"https://([\w.-]+)/(?:agent/|hc/[\w-]+/)?(?:tickets|requests)/([0-9]+)(?:[/?#].*)?", re.ASCII)

People = Mapping[str | None, Mapping[str, Any]]
"""Those a ticket names, by id."""


def _subdomain(value: str) -> str:
    name = value.strip().lower()
    if not name.isascii() or not name.replace("-", "").isalnum():
        raise ValueError("write only what stands before .zendesk.com, such as acme")
    return name


class ZendeskSettings(AccountFields, HookSettings, Replies):
    """An OAuth client of the kind confidential; or, in older installations, an e-mail address and its API token.

    The account's fields are custom fields of organizations, by their keys.
    """

    subdomain: Annotated[str, AfterValidator(_subdomain)]
    client_id: str | None = None
    client_secret: SecretStr | None = None
    scope: str = ""
    email: str | None = None
    api_token: SecretStr | None = None
    api_url: Address | None = None

    @model_validator(mode="after")
    def _lets_us_in(self) -> Self:
        if not ((self.client_id and self.client_secret) or (self.email and self.api_token)):
            raise ValueError(
                "give client_id and client_secret of a confidential OAuth client, or email and an older api_token",
            )
        if self.write and self.scope and "write" not in self.scope:
            raise ValueError(f'scope: write = true needs "{READS_AND_WRITES}"')
        return self

    @property
    def asks_for(self) -> str:
        """The scope to ask for where none is set: no more than is needed."""
        return self.scope or (READS_AND_WRITES if self.write else READS)


class Zendesk:
    kind = "zendesk"
    category = Category.SUPPORT
    can = frozenset({Capability.TICKETS, Capability.ACCOUNTS, Capability.ARTICLES})
    Settings = ZendeskSettings
    hook = hooks.WAY
    longest_reply = None

    def __init__(self, name: str, settings: ZendeskSettings, means: Means) -> None:
        self.name = name
        self._settings = settings
        self.can = self.can | can_reply(settings)
        self._site = f"https://{settings.subdomain}.zendesk.com"
        base = settings.api_url or self._site
        self._wire = means.wire(base, auth=_auth(settings, base, means), pace=(200, 60), refusal=_refusal)
        self._organizations: Kept[Sequence[Mapping[str, Any]]] = Kept(means.seconds)

    async def check(self) -> Health:
        """Whoever is not let in is told to be nobody, and not refused."""
        me = one(await self._wire.get("/api/v2/users/me"), "user")
        if not me.get("id"):
            raise SourceFailed(FailureKind.AUTH, "signed in as nobody")
        problems = await lacking(
            {
                "may not search: give the client the scope read": self._search("type:ticket", most=1),
                "may not read organizations: give the client the scope read": self._named("example"),
            }
        )
        if (role := words(me.get("role"))) and role not in STAFF:
            problems = (*problems, "is no agent, and sees only what is public")
        problems = (*problems, *await self._settings.misnamed(self._fields))
        who = words(me.get("email")) or needed(me, "name")
        return Health(identity=f"{who} at {self._settings.subdomain}.zendesk.com", problems=problems)

    @property
    def mapping(self) -> Mapping[str, str]:
        return self._settings.mapping

    async def account_fields(self, customer: str | None) -> Sequence[AccountField]:
        if customer:
            found = await by_name(customer, self._named)
        else:
            found = rows(await self._wire.get("/api/v2/organizations", {"per_page": 1}), "organizations")
        return await self._fields(reading(found[0], "organization_fields") if found else None)

    async def _fields(self, has: Any = None) -> Sequence[AccountField]:
        told = rows(await self._wire.get("/api/v2/organization_fields"), "organization_fields")
        active = [one for one in told if one.get("active") is not False]
        return fields_of(active, has, called=("key", "title", "type"), is_own=lambda _: True)

    async def find_accounts(self, query: Query, *, limit: int) -> Found:
        found = await by_name(query.customer, self._named) if query.customer else ()
        return Found(
            items=each(self._account, found)[:limit],
            searched_by="by the beginning of the organization's name",
            truncated=len(found) > limit,
        )

    async def find_tickets(self, query: Query, *, limit: int) -> Found:
        whose, terms = await self._whose(query), plain_words(query.terms)
        if not (whose or terms):
            return Found(searched_by="by organization")
        since = f"updated>{query.since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if query.since else ""
        named = " ".join(f'"{term}"' for term in terms[:TERMS])
        # Some of their tickets tell more than none: the newest follow those that hold the words.
        asked = [f"{whose} {named} {since}"] if terms else []
        asked += [f"{whose} {since}"] if whose else []
        answers = await asyncio.gather(*(self._search(f"type:ticket {sought}") for sought in asked))
        found = {ticket.id: ticket for answer in answers for ticket in self._tickets(answer)}
        total = reading(answers[-1], "count")
        return Found(
            items=tuple(found.values())[:limit],
            searched_by=of_late(_how(whose, terms), query.since),
            truncated=isinstance(total, int) and total > limit,
        )

    async def get_ticket(self, id: str) -> Ticket:
        if not is_number(id):
            raise SourceFailed(FailureKind.NOT_THERE)
        path = f"/api/v2/tickets/{id}"
        answer, talk = await asyncio.gather(
            self._wire.get(path, {"include": "users,slas"}),
            self._wire.get(f"{path}/comments", {**LATEST, "include": "users"}),
        )
        told, said = await self._with_slas(one(answer, "ticket")), rows(talk, "comments")
        people = {**_people(answer), **_people(talk)}
        if reading(talk, "next_page") is None:
            return self._ticket(told, people=people, said=said)
        # The first reply is among those that were left out.
        return self._ticket(told, people=people, said=(_opening(told), *said)).model_copy(
            update={"first_reply_at": None}
        )

    def ticket_in(self, typed: str) -> str | None:
        if number := _TICKET.fullmatch(typed):
            return number[1]
        link = _LINK.fullmatch(typed)
        return link[2] if link and f"https://{link[1].lower()}" == self._site else None

    async def add_note(self, ticket_id: str, note: Note) -> None:
        await self._comment(ticket_id, html(lines_of(note)), public=False)

    async def has_note(self, ticket_id: str, mark: str) -> bool:
        said = await self._newest(ticket_id)
        return any(mark in f"{told.get('plain_body')}{told.get('html_body')}" for told in said)

    async def add_reply(self, ticket_id: str, text: str) -> None:
        await self._comment(ticket_id, paragraphs(text), public=True)

    async def replies(self, ticket_id: str, *, since: datetime) -> Sequence[str]:
        public = [told for told in await self._newest(ticket_id) if told.get("public") is True]
        said = each(partial(_event, people={}, requester=None), public)
        return [event.text for event in said if event.at >= since]

    async def _with_slas(self, told: Mapping[str, Any]) -> Mapping[str, Any]:
        """Not every Zendesk tells them with the ticket; where it does not, they have an address of their own."""
        if told.get("slas") is not None or STATUS.get(str(told.get("status"))) in ENDED:
            return told
        slas = await optional(self._wire.get(f"/api/v2/tickets/{needed(told, 'id')}/slas/policy_metrics"))
        return {**told, "slas": slas}

    async def _comment(self, ticket_id: str, body: str, *, public: bool) -> None:
        """Zendesk would fill in what stands between two braces, whoever typed it."""
        comment = {"html_body": _FILLED_IN.sub(f"{{{APART}", body), "public": public}
        await self._wire.write("PUT", f"/api/v2/tickets/{ticket_id}", {"ticket": {"comment": comment}})

    async def _newest(self, ticket_id: str) -> Sequence[Mapping[str, Any]]:
        return rows(await self._wire.get(f"/api/v2/tickets/{ticket_id}/comments", LATEST), "comments")

    async def find_articles(self, query: Query, *, limit: int) -> Found:
        if not (sought := " ".join(plain_words(query.terms))):
            return Found(searched_by="by the words of articles")
        answer = await self._wire.get("/api/v2/help_center/articles/search", {"query": sought, "per_page": limit})
        total = reading(answer, "count")
        return Found(
            items=each(self._article, rows(answer, "results"))[:limit],
            searched_by="by the words of articles",
            truncated=isinstance(total, int) and total > limit,
        )

    async def _search(self, query: str, *, most: int = LOOKED_AT) -> Any:
        params = {"query": " ".join(query.split()), "sort_by": "updated_at", "sort_order": "desc"}
        return await self._wire.get("/api/v2/search", {**params, "include": "tickets(users,slas)", "per_page": most})

    async def _named(self, name: str) -> Sequence[Mapping[str, Any]]:
        """Organizations whose name begins like this. Zendesk wants two letters at least."""
        if len(name) < SHORTEST_NAME:
            return ()

        async def ask() -> Sequence[Mapping[str, Any]]:
            return rows(await self._wire.get("/api/v2/organizations/autocomplete", {"name": name}), "organizations")

        return await self._organizations.get(name.casefold(), ask)

    async def _whose(self, query: Query) -> str:
        """By the names Zendesk has for them; several are alternatives. By domain where it has none."""
        found = await by_name(query.customer, self._named) if query.customer else ()
        known = query.account_ids.get(self.name)
        theirs = [told for told in found if words(told.get("id")) == known] or found
        names = [name for told in theirs[:MOST_NAMES] if (name := _in_quotes(told.get("name")))]
        if names:
            return " ".join(f'organization:"{name}"' for name in names)
        domain = domain_of(query.domain)
        return f"requester:*@{domain}" if domain else ""

    def _tickets(self, answer: Any) -> tuple[Ticket, ...]:
        told = [hit for hit in rows(answer, "results") if hit.get("result_type") == "ticket"]
        return each(partial(self._ticket, people=_people(answer), said=()), told)

    def _ticket(self, told: Mapping[str, Any], *, people: People, said: Iterable[Mapping[str, Any]]) -> Ticket:
        number, requester = needed(told, "id"), told.get("requester_id")
        talk = each(partial(_event, people=people, requester=requester), said)
        events = tuple(sorted(talk, key=lambda event: event.at))
        status = STATUS.get(str(told.get("status")), TicketStatus.OPEN)
        replied, waiting = first_reply(events), unanswered(events)
        return Ticket(
            source=self.name,
            id=number,
            url=f"{self._site}/agent/tickets/{number}",
            title=words(told.get("subject")) or snippet(told.get("description")) or f"Ticket {number}",
            updated_at=moment(told.get("updated_at")),
            status=status,
            priority=words(told.get("priority")),
            requester=_name(people, requester),
            assignee=_name(people, told.get("assignee_id")),
            assignee_email=words(people.get(words(told.get("assignee_id")), {}).get("email")),
            created_at=moment(told.get("created_at")),
            first_reply_at=replied.at if replied else None,
            waiting_since=waiting.at if waiting and status in WAITING else None,
            sla=_sla(told),
            tags=_tags(told.get("tags")),
            snippet=snippet(told.get("description")),
            events=events,
        )

    def _account(self, told: Mapping[str, Any]) -> Account:
        number, domains = needed(told, "id"), told.get("domain_names")
        return Account(
            source=self.name,
            id=number,
            url=f"{self._site}/agent/organizations/{number}",
            title=needed(told, "name"),
            updated_at=moment(told.get("updated_at")),
            domain=domain_of(domains[0]) if isinstance(domains, list) and domains else None,
            **self._settings.read(told.get("organization_fields")),
        )

    def _article(self, told: Mapping[str, Any]) -> Article:
        return Article(
            source=self.name,
            id=needed(told, "id"),
            url=words(told.get("html_url")),
            title=needed(told, "title"),
            updated_at=moment(told.get("updated_at")),
            snippet=snippet(plain(told.get("snippet") or told.get("body"))),
        )


def _auth(settings: ZendeskSettings, base: str, means: Means) -> httpx2.Auth:
    if settings.client_id and settings.client_secret:
        fields: dict[str, str | int | SecretStr] = {
            "client_id": settings.client_id,
            "client_secret": settings.client_secret,
            "scope": settings.asks_for,
            "expires_in": LASTS,
        }
        return ClientCredentials(f"{base.rstrip('/')}/oauth/tokens", fields, seconds=means.seconds, as_json=True)
    return basic(f"{settings.email}/token", settings.api_token or SecretStr(""))


def _refusal(told: Any) -> SourceFailed | None:
    """A ticket that somebody else changes at the same moment: Zendesk answers 409, and wants to be asked again."""
    return SourceFailed(FailureKind.UNAVAILABLE) if reading(told, "error") == "DatabaseConflict" else None


def _how(whose: str, terms: Sequence[str]) -> str:
    by_name = "organization" if whose.startswith("organization") else "the requester's domain"
    return "by " + " and ".join([by_name] * bool(whose) + ["the words of all comments"] * bool(terms))


def _in_quotes(name: Any) -> str:
    """Nothing ends the quotation before its end."""
    return " ".join((words(name) or "").replace('"', " ").replace("\\", " ").split())


def _people(answer: Any) -> People:
    return {number: person for person in rows(answer, "users") if (number := words(person.get("id")))}


def _name(people: People, person: Any) -> str | None:
    found = people.get(words(person), {})
    return words(found.get("name")) or words(found.get("email"))


def _opening(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first comment, as the ticket itself repeats it."""
    said = {"author_id": told.get("requester_id"), "created_at": told.get("created_at"), "public": True}
    return {**said, "plain_body": told.get("description")}


def _event(told: Mapping[str, Any], *, people: People, requester: Any) -> TicketEvent:
    """What was said. Raises `SourceFailed` for a comment without a moment or words."""
    at, author = moment(told.get("created_at")), told.get("author_id")
    said = words(told.get("plain_body")) or words(told.get("body")) or plain(told.get("html_body"))
    if at is None or not said:
        raise SourceFailed(FailureKind.BAD_ANSWER, "nothing said")
    role = people.get(words(author), {}).get("role")
    return TicketEvent(
        at=at,
        author=_name(people, author) or "",
        by_customer=role == "end-user" if role else author == requester,
        by_machine=role is None and author != requester,
        is_public=told.get("public") is not False,
        text=said,
    )


def _sla(told: Mapping[str, Any]) -> Sla | None:
    """The target that ends first, of those that run: one that is paused or reached promises nothing by the hour."""
    metrics = reading(told, "slas", "policy_metrics")
    running = [one for one in metrics if reading(one, "stage") == "active"] if isinstance(metrics, list) else []
    ends = [end for one in running if (end := moment(reading(one, "breach_at")))]
    return Sla(state=SlaState.ACTIVE, due_at=min(ends)) if ends else None


def _tags(told: Any) -> tuple[str, ...]:
    return tuple(tag for name in told if (tag := words(name))) if isinstance(told, list) else ()
