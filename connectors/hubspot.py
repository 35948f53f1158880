"""HubSpot's companies, open deals and tickets. developers.hubspot.com/docs/api-reference, version 2026-03."""

import asyncio
import re
from collections.abc import Awaitable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Annotated, Any

from pydantic import AfterValidator, SecretStr

from connectors.customers import (
    LOOKED_AT,
    AccountFields,
    Kept,
    about,
    by_name,
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
from connectors.hubspot_conversations import Conversations, agents_in
from connectors.hubspot_owners import OWNERS, Owners
from connectors.hubspot_records import (
    COMPANIES,
    COMPANY_FIELDS,
    DEAL_FIELDS,
    DEALS,
    EMAIL_FIELDS,
    NOTE_FIELDS,
    TICKET_FIELDS,
    TICKETS,
    Around,
    Record,
    changed,
    email,
    name_of,
    note,
    whole,
)
from connectors.product import (
    Address,
    Means,
    day,
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
from connectors.refusals import CannotReply
from connectors.tokens import Token
from connectors.writing import Replies, can_reply, html, lines_of
from escalation.facts import Account, Deal, FailureKind, Found, Ticket, TicketEvent, TicketStatus
from escalation.sources import AccountField, Capability, Category, Health, Note, Query, SourceFailed

VERSION = "2026-03"
OBJECTS = f"/crm/objects/{VERSION}"

TERMS = 2
"""HubSpot finds records that hold all the words, so a few are enough to find none."""

MOST_DEALS = 5
MOST_EVENTS = 100
"""Of each kind; HubSpot reads as many at once."""

NO_USER = "reply_as names no active user of HubSpot"
NOBODY_HAS_IT = "Nobody has the ticket there, in whose name it could go out: assign it, or set reply_as"

WAITING = frozenset({TicketStatus.NEW, TicketStatus.OPEN})

OF_A_TICKET = {"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 228}
"""How a note belongs to a ticket, as HubSpot numbers it: made with the note, none is left over without its ticket."""

_TICKET = re.compile(r"#?([1-9][0-9]*)")
_LINK = re.compile(
    r"https://app(?:-\w+)?\.hubspot\.com/contacts/([0-9]+)/(?:record/0-5|ticket)/([0-9]+)(?:[/?#].*)?", re.ASCII
)

Filter = Mapping[str, str]


def _user(value: str | None) -> str | None:
    if value is not None and "@" not in value:
        raise ValueError("write the e-mail address of a user of HubSpot")
    return value


class HubSpotSettings(AccountFields, Replies):
    """`token` is a service key, or an older private app's. The account's fields are properties of companies.

    Replies stand in the name of `reply_as`, or else of whoever has the ticket.
    """

    token: SecretStr
    portal_id: str | None = None
    reply_as: Annotated[str | None, AfterValidator(_user)] = None
    api_url: Address = "https://api.hubapi.com"


class HubSpot:
    kind = "hubspot"
    category = Category.CRM
    can = frozenset({Capability.ACCOUNTS, Capability.TICKETS})
    Settings = HubSpotSettings
    longest_reply = None

    def __init__(self, name: str, settings: HubSpotSettings, means: Means) -> None:
        self.name = name
        self._settings = settings
        self.can = self.can | can_reply(settings)
        auth = Token(settings.token)
        self._wire = means.wire(settings.api_url, auth=auth, pace=(10, 1))
        self._searching = means.wire(settings.api_url, auth=auth, pace=(5, 1))  # HubSpot's limit for its search
        self._talks = Conversations(self._wire)
        self._portals: Kept[Record] = Kept(means.seconds)
        self._owners = Owners(self._wire, means.seconds)
        self._pipelines: Kept[Sequence[Record]] = Kept(means.seconds)
        self._properties: Kept[Sequence[Record]] = Kept(means.seconds)

    async def check(self) -> Health:
        portal = await self._details()
        probes: dict[str, Awaitable[Any]] = {
            "crm.objects.companies.read": self._search(COMPANIES, most=1),
            "crm.objects.deals.read": self._search(DEALS, most=1),
            "tickets": self._search(TICKETS, most=1),
            "crm.objects.owners.read": self._wire.get(OWNERS, {"limit": 1}),
        }
        if self._settings.reply:
            probes |= {"conversations.read": self._talks.read_one(), "conversations.write": self._talks.write_none()}
        problems = await lacking({f"the scope {scope} is missing": asking for scope, asking in probes.items()})
        misnamed = await self._settings.misnamed(self._fields)
        return Health(
            identity=f"account {needed(portal, 'portalId')}",
            problems=(*problems, *misnamed, *await self._without_sender()),
        )

    @property
    def mapping(self) -> Mapping[str, str]:
        return self._settings.mapping

    async def account_fields(self, customer: str | None) -> Sequence[AccountField]:
        """Found first and read then: a search may have 3,000 characters at most, the names of fields among them."""
        names = [field.name for field in await self._fields()]
        answer = await self._search(COMPANIES, query=customer or "", sorts=("-hs_lastmodifieddate",), most=1)
        found = await self._read(COMPANIES, [needed(one, "id") for one in rows(answer, "results")], names)
        return await self._fields(reading(found[0], "properties") if found else None)

    async def _fields(self, has: Any = None) -> Sequence[AccountField]:
        told = await self._properties.get(COMPANIES, self._listed)
        return fields_of(
            told, has, called=("name", "label", "type"), is_own=lambda one: one.get("hubspotDefined") is not True
        )

    async def _listed(self) -> Sequence[Record]:
        return rows(await self._wire.get(f"/crm/properties/{VERSION}/{COMPANIES}"), "results")

    async def find_accounts(self, query: Query, *, limit: int) -> Found:
        found, portal, stages = await asyncio.gather(
            self._companies(query, most=limit + 1), self._portal(), self._stages("deals")
        )
        companies = each(whole, found)[:limit]
        owners, deals = await asyncio.gather(
            self._owners.names(companies), asyncio.gather(*(optional(self._open_deals(told)) for told in companies))
        )
        around = Around(portal, stages, owners)
        how = "by the company's name" if query.customer else "by the company's domain"
        return Found(
            items=tuple(self._account(told, own, around) for told, own in zip(companies, deals, strict=True)),
            searched_by=f"{how}, without open deals" if None in deals else how,
            truncated=len(found) > limit,
        )

    async def find_tickets(self, query: Query, *, limit: int) -> Found:
        company, terms = await self._company(query), plain_words(query.terms)
        if not (company or terms):
            return Found(searched_by="by company")
        wanted = [_is("associations.company", company)] if company else []
        if query.since:
            since = str(int(query.since.timestamp() * 1000))
            wanted.append({"propertyName": "hs_lastmodifieddate", "operator": "GTE", "value": since})
        asking = self._search(
            TICKETS,
            [wanted] if wanted else [],
            query="" if company else " ".join(terms[:TERMS]),
            fields=TICKET_FIELDS,
            sorts=("-hs_lastmodifieddate",),
            most=LOOKED_AT,
        )
        answer, portal, stages = await asyncio.gather(asking, self._portal(), self._stages(TICKETS))
        told = {words(single.get("id")): single for single in rows(answer, "results")}
        found = about(each(partial(self._ticket, around=Around(portal, stages)), told.values()), terms)[:limit]
        owners = await self._owners.names([told[ticket.id] for ticket in found])
        around, total = Around(portal, stages, owners), reading(answer, "total")
        return Found(
            items=tuple(self._ticket(told[ticket.id], around=around) for ticket in found),
            searched_by=of_late("by company" if company else "by the words of the ticket", query.since),
            truncated=isinstance(total, int) and total > len(found),
        )

    async def get_ticket(self, id: str) -> Ticket:
        if not is_number(id):
            raise SourceFailed(FailureKind.NOT_THERE)
        params = {"properties": ",".join(TICKET_FIELDS), "associations": "notes,emails"}
        told, portal, stages = await asyncio.gather(
            self._wire.get(f"{OBJECTS}/{TICKETS}/{id}", params), self._portal(), self._stages(TICKETS)
        )
        notes, emails = await asyncio.gather(
            self._said(told, "notes", NOTE_FIELDS), self._said(told, "emails", EMAIL_FIELDS)
        )
        around = Around(portal, stages, await self._owners.names([one(told), *notes]))
        said = (*each(partial(note, around=around), notes), *each(email, emails))
        return self._ticket(one(told), around=around, events=tuple(sorted(said, key=lambda event: event.at)))

    def ticket_in(self, typed: str) -> str | None:
        if number := _TICKET.fullmatch(typed):
            return number[1]
        link, portal = _LINK.fullmatch(typed), self._settings.portal_id
        return link[2] if link and portal in {None, link[1]} else None

    async def add_note(self, ticket_id: str, note: Note) -> None:
        told = {
            "properties": {"hs_note_body": html(lines_of(note)), "hs_timestamp": note.at.isoformat()},
            "associations": [{"to": {"id": ticket_id}, "types": [OF_A_TICKET]}],
        }
        await self._wire.write("POST", f"{OBJECTS}/notes", told)

    async def has_note(self, ticket_id: str, mark: str) -> bool:
        told = await self._wire.get(f"{OBJECTS}/{TICKETS}/{ticket_id}", {"associations": "notes"})
        ids = _newest(rows(told, "associations", "notes", "results"))
        found = await self._read("notes", ids, ["hs_note_body"])
        return any(mark in str(reading(single, "properties", "hs_note_body")) for single in found)

    async def add_reply(self, ticket_id: str, text: str) -> None:
        """In the ticket's conversation. Raises `SourceFailed`."""
        try:
            thread = await self._talks.open_on(ticket_id)
            message = await self._talks.answer_in(thread, text, by=await self._sender(ticket_id, thread))
        except SourceFailed as failure:
            failure.may_be_done = False  # nothing but questions has left
            raise
        await self._talks.send(thread, message)

    async def replies(self, ticket_id: str, *, since: datetime) -> Sequence[str]:
        return await self._talks.sent(ticket_id, since=since)

    async def _sender(self, ticket: str, thread: Record) -> str:
        """The number of the user in whose name it goes out. Raises `SourceFailed`."""
        if address := self._settings.reply_as:
            users = await self._owners.users_at(address)
        elif not (users := agents_in(thread)):
            asked = {"properties": "hubspot_owner_id"}
            users = await self._owners.users_with(await self._wire.get(f"{OBJECTS}/{TICKETS}/{ticket}", asked))
        if not users:
            raise CannotReply(NO_USER if address else NOBODY_HAS_IT)
        return users[0]

    async def _without_sender(self) -> tuple[str, ...]:
        """What is wrong with `reply_as`, where that is all that is wrong."""
        address = self._settings.reply_as if self._settings.reply else None
        return (NO_USER,) if address and await optional(self._owners.users_at(address)) == [] else ()

    async def _search(
        self,
        kind: str,
        groups: Sequence[Sequence[Filter]] = (),
        *,
        query: str = "",
        fields: Sequence[str] = (),
        sorts: Sequence[str] = (),
        most: int,
    ) -> Any:
        """All five keys but `query` are obligatory. The filters of one group all hold, or those of another."""
        body = {
            "filterGroups": [{"filters": list(group)} for group in groups],
            "properties": list(fields),
            "sorts": list(sorts),
            "limit": most,
            "after": "0",
        }
        return await self._searching.search(f"{OBJECTS}/{kind}/search", {**body, "query": query} if query else body)

    async def _details(self) -> Record:
        return one(await self._wire.get(f"/account-info/{VERSION}/details"))

    async def _portal(self) -> Record:
        told = await optional(self._portals.get("details", self._details)) or {}
        return {**told, "portalId": self._settings.portal_id} if self._settings.portal_id else told

    async def _stages(self, kind: str) -> Mapping[str, Record]:
        """The stages of all pipelines, by id; none where they cannot be had."""

        async def ask() -> Sequence[Record]:
            return rows(await self._wire.get(f"/crm/pipelines/{VERSION}/{kind}"), "results")

        pipelines = await optional(self._pipelines.get(kind, ask)) or ()
        found = [stage for pipeline in pipelines for stage in rows(pipeline, "stages")]
        return {name: stage for stage in found if (name := words(stage.get("id")))}

    async def _companies(self, query: Query, *, most: int) -> Sequence[Record]:
        fields = (*COMPANY_FIELDS, *self._settings.own())

        async def ask(name: str) -> Sequence[Record]:
            return rows(await self._search(COMPANIES, query=name, fields=fields, most=most), "results")

        if query.customer:
            return await by_name(query.customer, ask)
        if not (domain := domain_of(query.domain)):
            return ()
        answer = await self._search(COMPANIES, [[_is("domain", domain)]], fields=fields, most=most)
        return rows(answer, "results")

    async def _company(self, query: Query) -> str | None:
        if known := query.account_ids.get(self.name):
            return known
        domain = domain_of(query.domain)
        groups = [[_is("domain", domain)]] if domain else []
        groups += [[_is("name", query.customer)]] if query.customer else []
        if not groups:
            return None
        found = rows(await self._search(COMPANIES, groups, fields=("name", "domain"), most=1), "results")
        return words(found[0].get("id")) if found else None

    async def _open_deals(self, company: Record) -> Sequence[Record]:
        wanted = [_is("associations.company", needed(company, "id")), _is("hs_is_closed", "false")]
        answer = await self._search(DEALS, [wanted], fields=DEAL_FIELDS, sorts=("closedate",), most=MOST_DEALS)
        return rows(answer, "results")

    async def _said(self, ticket: Any, kind: str, fields: Sequence[str]) -> Sequence[Record]:
        """Notes or e-mails of a ticket; none where they may not be read."""
        ids = _newest(rows(ticket, "associations", kind, "results"))
        return await optional(self._read(kind, ids, fields)) or ()

    async def _read(self, kind: str, ids: Sequence[str], fields: Sequence[str]) -> Sequence[Record]:
        if not ids:
            return ()
        body = {"inputs": [{"id": one} for one in ids], "properties": list(fields), "propertiesWithHistory": []}
        return rows(await self._wire.search(f"{OBJECTS}/{kind}/batch/read", body), "results")

    def _account(self, told: Record, deals: Sequence[Record] | None, around: Around) -> Account:
        own = self._settings.read(told["properties"])
        if own["arr"] and not own["arr"].currency:
            own["arr"] = own["arr"].model_copy(update={"currency": words(around.portal.get("companyCurrency")) or ""})
        return Account(
            source=self.name,
            id=needed(told, "id"),
            url=around.url_of(COMPANIES, told),
            title=name_of(told),
            updated_at=changed(told),
            domain=domain_of(reading(told, "properties", "domain")),
            owner=around.owner_of(told),
            open_deals=each(partial(self._deal, around=around), deals or ()),
            **own,
        )

    def _deal(self, told: Record, *, around: Around) -> Deal:
        has = one(told, "properties")
        return Deal(
            name=needed(has, "dealname"),
            amount=money(has.get("amount"), words(has.get("deal_currency_code")) or self._settings.currency),
            stage=around.stage(has.get("dealstage")),
            close_on=day(has.get("closedate")),
            url=around.url_of(DEALS, told),
        )

    def _ticket(self, told: Record, *, around: Around, events: tuple[TicketEvent, ...] = ()) -> Ticket:
        has, number = one(told, "properties"), needed(told, "id")
        status = around.status(has.get("hs_pipeline_stage"))
        replied, waiting = first_reply(events), unanswered(events)
        from_customer = has.get("hs_last_message_from_visitor") == "true"
        waits = waiting.at if waiting else moment(has.get("hs_last_message_received_at") if from_customer else None)
        body = plain(has.get("content"))
        return Ticket(
            source=self.name,
            id=number,
            url=around.url_of(TICKETS, told),
            title=words(has.get("subject")) or snippet(body) or f"Ticket {number}",
            updated_at=changed(told),
            status=status,
            priority=words(has.get("hs_ticket_priority")),
            assignee=around.owner_of(told),
            created_at=moment(has.get("createdate")) or moment(told.get("createdAt")),
            first_reply_at=moment(has.get("first_agent_reply_date")) or (replied.at if replied else None),
            waiting_since=waits if status in WAITING else None,
            snippet=snippet(body),
            events=events,
        )


def _is(field: str, value: str) -> Filter:
    return {"propertyName": field, "operator": "EQ", "value": value}


def _newest(records: Iterable[Record]) -> Sequence[str]:
    """Ids only grow there."""
    ids = {number for single in records if (number := words(single.get("id"))) and number.isdigit()}
    return sorted(ids, key=int, reverse=True)[:MOST_EVENTS]
