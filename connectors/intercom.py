"""Intercom's conversations, tickets, companies and articles. developers.intercom.com/docs/references, version 2.16."""

import asyncio
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Literal
from urllib.parse import quote

from pydantic import SecretStr

from connectors.customers import (
    LOOKED_AT,
    AccountFields,
    Kept,
    about,
    domain_of,
    fields_of,
    first_reply,
    lacking,
    money,
    of_late,
    optional,
    plain_words,
    unanswered,
)
from connectors.hooks import intercom as hooks
from connectors.hooks.way import HookSettings
from connectors.intercom_filters import Filter, all_of, how, is_, wanted
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
from connectors.tokens import Token
from connectors.writing import Replies, can_reply, html, lines_of, paragraphs
from escalation.facts import Account, Article, FailureKind, Found, Ticket, TicketEvent, TicketStatus
from escalation.sla import Sla, SlaState
from escalation.sources import AccountField, Capability, Category, Health, Note, Query, SourceFailed

VERSION = "2.16"
APIS = {"us": "https://api.intercom.io", "eu": "https://api.eu.intercom.io", "au": "https://api.au.intercom.io"}
APPS = {"us": "https://app.intercom.com", "eu": "https://app.eu.intercom.com", "au": "https://app.au.intercom.com"}

MOST_PEOPLE = 100
"""Of one company, whose conversations are asked for."""

TICKET = "ticket-"
"""Before the id of a ticket: conversations and tickets are asked for at two places."""

CONVERSATION_STATUS = {"open": TicketStatus.OPEN, "snoozed": TicketStatus.PENDING, "closed": TicketStatus.CLOSED}
TICKET_STATUS = {
    "submitted": TicketStatus.NEW,
    "in_progress": TicketStatus.OPEN,
    "waiting_on_customer": TicketStatus.PENDING,
    "resolved": TicketStatus.SOLVED,
}
PRIORITIES = frozenset({"priority", "low", "medium", "high", "urgent"})
"""The first is what Intercom had before it had several."""

SLA_STATE = {"active": SlaState.ACTIVE, "missed": SlaState.MISSED, "hit": SlaState.MET}
PERMISSIONS = {
    "conversations": "/conversations/search",
    "tickets": "/tickets/search",
    "users and companies": "/contacts/search",
}
NOBODY = "0"
"""The assignee of what nobody has."""

CUSTOMERS = frozenset({"user", "lead", "contact"})
SEEN_BY_CUSTOMERS = frozenset({"comment", "open", "close", "quick_reply"})

_TICKET = re.compile(r"#?([1-9][0-9]*)|ticket-([1-9][0-9]*)")
_LINK = re.compile(
    r"(https://app\.(?:eu\.|au\.)?intercom\.com)/\S*/(conversation|ticket)/([0-9]+)(?:[/?#].*)?", re.ASCII
)

Text = Callable[[Any], str]
"""Makes plain text of what a field holds."""


class IntercomSettings(AccountFields, HookSettings, Replies):
    """`region` is where the workspace is hosted. The account's fields are custom attributes of companies."""

    token: SecretStr
    region: Literal["us", "eu", "au"] = "us"
    api_url: Address | None = None


class Intercom:
    kind = "intercom"
    category = Category.SUPPORT
    can = frozenset({Capability.TICKETS, Capability.ACCOUNTS, Capability.ARTICLES})
    Settings = IntercomSettings
    hook = hooks.WAY
    longest_reply = None

    def __init__(self, name: str, settings: IntercomSettings, means: Means) -> None:
        self.name = name
        self._settings = settings
        self.can = self.can | can_reply(settings)
        self._wire = means.wire(
            settings.api_url or APIS[settings.region],
            auth=Token(settings.token),
            headers={"Intercom-Version": VERSION},
            pace=(20, 1),
        )
        self._inbox: Kept[str | None] = Kept(means.seconds)
        self._admins: Kept[Any] = Kept(means.seconds)
        self._we: Kept[str] = Kept(means.seconds)

    async def check(self) -> Health:
        me = one(await self._wire.get("/me"))
        who, workspace = needed(me, "email"), words(reading(me, "app", "name"))
        nothing = all_of(is_("created_at", ">", 0))
        problems = await lacking(
            {
                f"may not read {what}: switch that on under the app's Authentication": self._search(
                    path, nothing, most=1
                )
                for what, path in PERMISSIONS.items()
            }
        )
        problems = (*problems, *await self._settings.misnamed(self._fields))
        return Health(identity=f"{who} in {workspace}" if workspace else who, problems=problems)

    @property
    def mapping(self) -> Mapping[str, str]:
        return self._settings.mapping

    async def account_fields(self, customer: str | None) -> Sequence[AccountField]:
        if customer:
            found = await self._companies(customer)
        else:
            found = rows(await self._wire.search("/companies/list?per_page=1", {}), "data")
        return await self._fields(reading(found[0], "custom_attributes") if found else None)

    async def _fields(self, has: Any = None) -> Sequence[AccountField]:
        """Attributes the company made: Intercom's own hold none of what differs."""
        listed = rows(await self._wire.get("/data_attributes", {"model": "company"}), "data")
        told = [one for one in listed if one.get("custom") is True]
        return fields_of(told, has, called=("name", "label", "data_type"), is_own=lambda _: True)

    async def find_accounts(self, query: Query, *, limit: int) -> Found:
        found = await self._companies(query.customer) if query.customer else []
        return Found(items=each(self._account, found)[:limit], searched_by="by the company's exact name")

    async def find_tickets(self, query: Query, *, limit: int) -> Found:
        people = await self._people(query)
        terms = plain_words(query.terms)
        if not (people or terms):
            return Found(searched_by="by company")
        inbox, talks, tickets = await asyncio.gather(
            optional(self._inbox_url),
            self._search("/conversations/search", all_of(*wanted(query, people, ("source.body",)))),
            optional(lambda: self._search("/tickets/search", all_of(*wanted(query, people, ("title", "description"))))),
        )
        found = (
            *each(partial(self._conversation, inbox=inbox, text=plain), rows(talks, "conversations")),
            *each(partial(self._ticket, inbox=inbox), rows(tickets, "tickets")),
        )
        items = about(found, terms)[:limit]
        told = [reading(answer, "total_count") for answer in (talks, tickets)]
        return Found(
            items=items,
            searched_by=of_late(how(by_people=bool(people), with_tickets=tickets is not None), query.since),
            truncated=sum(count for count in told if isinstance(count, int)) > len(items),
        )

    async def get_ticket(self, id: str) -> Ticket:
        number = id.removeprefix(TICKET)
        if not is_number(number):
            raise SourceFailed(FailureKind.NOT_THERE)
        if id.startswith(TICKET):
            return self._ticket(
                one(await self._wire.get(f"/tickets/{number}")), inbox=await optional(self._inbox_url())
            )
        told = one(await self._wire.get(f"/conversations/{number}", {"display_as": "plaintext"}))
        inbox, admin = await asyncio.gather(
            optional(self._inbox_url), optional(lambda: self._admin(words(told.get("admin_assignee_id"))))
        )
        has_it = {"assignee": words(reading(admin, "name")), "assignee_email": words(reading(admin, "email"))}
        return self._conversation(told, inbox=inbox, text=_as_it_stands).model_copy(update=has_it)

    def ticket_in(self, typed: str) -> str | None:
        """A number on its own is a conversation's."""
        if number := _TICKET.fullmatch(typed):
            return number[1] or f"{TICKET}{number[2]}"
        link = _LINK.fullmatch(typed)
        if link is None or link[1] != APPS[self._settings.region]:
            return None
        return f"{TICKET}{link[3]}" if link[2] == "ticket" else link[3]

    async def add_note(self, ticket_id: str, note: Note) -> None:
        await self._say(ticket_id, "note", html(lines_of(note)))

    async def has_note(self, ticket_id: str, mark: str) -> bool:
        return any(mark in event.text for event in (await self.get_ticket(ticket_id)).events)

    async def add_reply(self, ticket_id: str, text: str) -> None:
        await self._say(ticket_id, "comment", paragraphs(text))

    async def replies(self, ticket_id: str, *, since: datetime) -> Sequence[str]:
        said = (await self.get_ticket(ticket_id)).events
        return [one.text for one in said if one.is_public and not one.by_customer and one.at >= since]

    async def _say(self, ticket_id: str, kind: str, body: str) -> None:
        told = {"message_type": kind, "type": "admin", "admin_id": await self._who(), "body": body}
        is_ticket, number = ticket_id.startswith(TICKET), ticket_id.removeprefix(TICKET)
        await self._wire.write("POST", f"/{'tickets' if is_ticket else 'conversations'}/{number}/reply", told)

    async def _who(self) -> str:
        """The teammate that the token acts for, in whose name it writes."""

        async def ask() -> str:
            return needed(one(await self._wire.get("/me")), "id")

        return await self._we.get("id", ask)

    async def find_articles(self, query: Query, *, limit: int) -> Found:
        if not (phrase := " ".join(plain_words(query.terms))):
            return Found(searched_by="by the words of published articles")
        answer = await self._wire.get("/articles/search", {"phrase": phrase, "state": "published"})
        found = each(self._article, rows(answer, "data", "articles"))
        total = reading(answer, "total_count")
        return Found(
            items=found[:limit],
            searched_by="by the words of published articles",
            truncated=isinstance(total, int) and total > limit,
        )

    async def _search(self, path: str, query: Filter, *, most: int = LOOKED_AT) -> Any:
        return await self._wire.search(path, {"query": query, "pagination": {"per_page": most}})

    async def _listed(self, path: str, params: Mapping[str, str] | None = None) -> Sequence[Mapping[str, Any]]:
        """One company is told alone or in a list; none is a 404."""
        try:
            answer = await self._wire.get(path, params)
        except SourceFailed as failure:
            if failure.kind is FailureKind.NOT_THERE:
                return []
            raise
        return [answer] if reading(answer, "type") == "company" else rows(answer, "data")

    async def _companies(self, name: str) -> Sequence[Mapping[str, Any]]:
        return await self._listed("/companies", {"name": name})

    async def _people(self, query: Query) -> Sequence[str]:
        of_company, of_domain = await asyncio.gather(self._of_company(query), self._of_domain(query.domain))
        found = (words(told.get("id")) for told in (*of_company, *of_domain))
        return tuple(dict.fromkeys(person for person in found if person))[:MOST_PEOPLE]

    async def _of_company(self, query: Query) -> Sequence[Mapping[str, Any]]:
        company = query.account_ids.get(self.name)
        if company is None and query.customer:
            found = await self._companies(query.customer)
            company = words(found[0].get("id")) if found else None
        if company is None:
            return []
        return await self._listed(f"/companies/{quote(company, safe='')}/contacts")

    async def _of_domain(self, domain: str | None) -> Sequence[Mapping[str, Any]]:
        if not (domain := domain_of(domain)):
            return []
        answer = await self._search("/contacts/search", all_of(is_("email", "~", f"@{domain}")), most=MOST_PEOPLE)
        return rows(answer, "data")

    async def _inbox_url(self) -> str | None:
        async def ask() -> str | None:
            app = words(reading(await self._wire.get("/me"), "app", "id_code"))
            return f"{APPS[self._settings.region]}/a/inbox/{app}/inbox/conversation" if app else None

        return await self._inbox.get("inbox", ask)

    async def _admin(self, id: str | None) -> Any:
        """Who has a conversation; it may be nobody, or the app may not read admins."""
        if not (id and id.isdigit()) or id == NOBODY:
            return None

        async def ask() -> Any:
            return await self._wire.get(f"/admins/{id}")

        return await self._admins.get(id, ask)

    def _conversation(self, told: Mapping[str, Any], *, inbox: str | None, text: Text) -> Ticket:
        number, source = needed(told, "id"), reading(told, "source")
        body, author = text(reading(source, "body")), reading(source, "author")
        opening = {"created_at": told.get("created_at"), "part_type": "open", "body": body, "author": author}
        parts = rows(told, "conversation_parts", "conversation_parts")
        return Ticket(
            source=self.name,
            id=number,
            url=f"{inbox}/{number}" if inbox else None,
            title=snippet(text(told.get("title")) or text(reading(source, "subject")) or body)
            or f"Conversation {number}",
            updated_at=moment(told.get("updated_at")),
            status=CONVERSATION_STATUS.get(str(told.get("state")), TicketStatus.OPEN),
            priority=priority if (priority := words(told.get("priority"))) in PRIORITIES else None,
            requester=(_name(author) or None) if _is_customer(author) else None,
            created_at=moment(told.get("created_at")),
            first_reply_at=moment(reading(told, "statistics", "first_admin_reply_at")),
            waiting_since=moment(told.get("waiting_since")),
            sla=_sla(told.get("sla_applied")),
            tags=_tags(told),
            snippet=snippet(body),
            events=(*each(partial(_event, text=_as_it_stands), [opening]), *_events(parts, text)),
        )

    def _ticket(self, told: Mapping[str, Any], *, inbox: str | None) -> Ticket:
        number, attributes = needed(told, "id"), reading(told, "ticket_attributes")
        body = plain(reading(attributes, "_default_description_"))
        events = _events(rows(told, "ticket_parts", "ticket_parts"), plain)
        state = told.get("ticket_state")
        status = TICKET_STATUS.get(str(reading(state, "category") or state), TicketStatus.OPEN)
        replied, waiting = first_reply(events), unanswered(events)
        return Ticket(
            source=self.name,
            id=f"{TICKET}{number}",
            url=f"{inbox}/{number}" if inbox else None,
            title=words(reading(attributes, "_default_title_")) or snippet(body) or f"Ticket {number}",
            updated_at=moment(told.get("updated_at")),
            status=status,
            created_at=moment(told.get("created_at")),
            first_reply_at=replied.at if replied else None,
            waiting_since=waiting.at if waiting and status is not TicketStatus.SOLVED else None,
            tags=_tags(told),
            snippet=snippet(body),
            events=events,
        )

    def _account(self, told: Mapping[str, Any]) -> Account:
        own = self._settings.read(told.get("custom_attributes"))
        monthly = money(told.get("monthly_spend"), self._settings.currency)
        yearly = monthly.model_copy(update={"amount": 12 * monthly.amount}) if monthly and monthly.amount else None
        return Account(
            source=self.name,
            id=needed(told, "id"),
            title=needed(told, "name"),
            updated_at=moment(told.get("updated_at")),
            domain=domain_of(told.get("website")),
            **{**own, "arr": own["arr"] or yearly, "plan": own["plan"] or words(reading(told, "plan", "name"))},
        )

    def _article(self, told: Mapping[str, Any]) -> Article:
        return Article(
            source=self.name,
            id=needed(told, "id"),
            url=words(told.get("url")),
            title=needed(told, "title"),
            updated_at=moment(told.get("updated_at")),
            snippet=snippet(words(told.get("description")) or plain(told.get("body"))),
        )


def _as_it_stands(text: Any) -> str:
    return words(text) or ""


def _events(parts: Iterable[Mapping[str, Any]], text: Text) -> tuple[TicketEvent, ...]:
    said = each(partial(_event, text=text), parts)
    return tuple(sorted(said, key=lambda event: event.at))


def _event(told: Mapping[str, Any], *, text: Text) -> TicketEvent:
    """What was said. Raises `SourceFailed` for a part that says nothing, such as an assignment."""
    at, said, author = moment(told.get("created_at")), text(told.get("body")), told.get("author")
    if at is None or not said:
        raise SourceFailed(FailureKind.BAD_ANSWER, "nothing said")
    return TicketEvent(
        at=at,
        author=_name(author),
        by_customer=_is_customer(author),
        by_machine=_is_machine(author),
        is_public=words(told.get("part_type")) in SEEN_BY_CUSTOMERS,
        text=said,
    )


def _is_customer(author: Any) -> bool:
    return words(reading(author, "type")) in CUSTOMERS


def _is_machine(author: Any) -> bool:
    """Fin's words are marked as its own, in whosever name they are said."""
    is_person = words(reading(author, "type")) in CUSTOMERS | {"admin"}
    return not is_person or reading(author, "from_ai_agent") is True


def _name(author: Any) -> str:
    return words(reading(author, "name")) or words(reading(author, "email")) or ""


def _sla(told: Any) -> Sla | None:
    """None where none applies, or somebody took it away. Intercom does not tell when it ends."""
    state = SLA_STATE.get(str(reading(told, "sla_status")))
    return Sla(state=state, name=words(reading(told, "sla_name")) or "") if state else None


def _tags(told: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(name for tag in rows(told, "tags", "tags") if (name := words(tag.get("name"))))
