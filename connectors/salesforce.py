"""Salesforce's accounts with open opportunities, and cases. developer.salesforce.com/docs/platform/api-rest."""

import asyncio
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
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
from connectors.product import Address, Means, day, each, moment, needed, plain, reading, rows, snippet, words
from connectors.tokens import ClientCredentials
from connectors.writing import Replies, can_reply, lines_of
from escalation.facts import Account, Deal, FailureKind, Found, Ticket, TicketEvent, TicketStatus
from escalation.sources import AccountField, Capability, Category, Health, Note, Query, SourceFailed

MY_DOMAIN = ".my.salesforce.com"
TERMS = 3
SHORTEST_TERM = 2
"""Salesforce searches for no less."""

DEALS = (
    "(SELECT Id, Name, Amount, StageName, CloseDate FROM Opportunities"
    " WHERE IsClosed = false ORDER BY CloseDate LIMIT 5)"
)
CASE = (
    "SELECT Id, CaseNumber, Subject, Description, Status, IsClosed, Priority, CreatedDate, LastModifiedDate,"
    " Contact.Name, Owner.Name"
)
NEWEST = 100
"""Comments of a case that are read, and messages of its mail."""

COMMENTS = (
    "(SELECT CommentBody, IsPublished, CreatedDate, CreatedBy.Name, CreatedBy.UserType FROM CaseComments"
    " ORDER BY CreatedDate DESC LIMIT 100)"
)
MAILS = "SELECT TextBody, HtmlBody, Incoming, FromName, FromAddress, MessageDate FROM EmailMessage"
STATUS = {
    "new": TicketStatus.NEW,
    "on hold": TicketStatus.PENDING,
    "pending": TicketStatus.PENDING,
    "waiting on customer": TicketStatus.PENDING,
}
WAITING = frozenset({TicketStatus.NEW, TicketStatus.OPEN})
PORTAL_USERS = frozenset({"cspliteportal", "customersuccess", "powercustomersuccess", "powerpartner", "guest"})
"""Customers and their partners. Salesforce itself writes CspLitePortal and CSPLitePortal."""

REFUSALS = {
    "REQUEST_LIMIT_EXCEEDED": FailureKind.RATE_LIMITED,
    "INVALID_FIELD": FailureKind.NOT_CONFIGURED,
    "INVALID_TYPE": FailureKind.NOT_CONFIGURED,
    "UNABLE_TO_LOCK_ROW": FailureKind.UNAVAILABLE,
    "QUERY_TIMEOUT": FailureKind.TIMEOUT,
}
"""A case that somebody else writes at the same moment is locked for seconds: what was written then is not done."""

SHORT_TYPES = frozenset({"string", "picklist", "currency", "double", "int", "percent", "date", "datetime", "boolean"})
MOST_FIELDS = 250
"""Fields of one question: all their names must fit into an address."""
LONGEST_COMMENT = 4000
"""Bytes of one comment on a case."""

_LINK = re.compile(r"https://([\w-]+(?:\.[\w-]+)*)/(?:lightning/r/Case/)?(500[A-Za-z0-9]{12,15})(?:[/?#].*)?", re.ASCII)
_OUR_HOSTS = (MY_DOMAIN, ".lightning.force.com")

Record = Mapping[str, Any]


def _my_domain(value: str) -> str:
    name = value.strip().lower().removesuffix(MY_DOMAIN)
    if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*", name) or name.endswith((".com", ".force")):
        raise ValueError("write your My Domain, such as acme or acme.my.salesforce.com")
    return f"{name}{MY_DOMAIN}"


def _is_field(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII))


def _field(value: str) -> str:
    if value and not _is_field(value):
        raise ValueError("write the API name of a field of accounts, such as ARR__c")
    return value


Field = Annotated[str, AfterValidator(_field)]


class SalesforceSettings(AccountFields, Replies):
    """An External Client App that acts by itself. The account's fields are API names; Salesforce brings none."""

    domain: Annotated[str, AfterValidator(_my_domain)]
    client_id: str
    client_secret: SecretStr
    api_url: Address | None = None
    arr_field: Field = ""
    tier_field: Field = ""
    plan_field: Field = ""
    renewal_field: Field = ""
    health_field: Field = ""
    sla_field: Field = ""


class Salesforce:
    kind = "salesforce"
    category = Category.CRM
    can = frozenset({Capability.ACCOUNTS, Capability.TICKETS})
    Settings = SalesforceSettings
    longest_reply = LONGEST_COMMENT

    def __init__(self, name: str, settings: SalesforceSettings, means: Means) -> None:
        self.name = name
        self._settings = settings
        self.can = self.can | can_reply(settings)
        self._site = f"https://{settings.domain}"
        base = (settings.api_url or self._site).rstrip("/")
        fields: dict[str, str | int | SecretStr] = {
            "client_id": settings.client_id,
            "client_secret": settings.client_secret,
        }
        auth = ClientCredentials(f"{base}/services/oauth2/token", fields, seconds=means.seconds)
        self._wire = means.wire(base, auth=auth, refusal=_refusal)
        self._versions: Kept[str] = Kept(means.seconds)

    async def check(self) -> Health:
        found = await self._query("SELECT Id, Name FROM Organization LIMIT 1")
        who = needed(found[0] if found else {}, "Name")
        probes = {
            f"accounts have no field {name} that we may see": _select(["Id", name], "Account LIMIT 1")
            for name in self._settings.own()
        }
        probes["may not read opportunities"] = "SELECT Id FROM Opportunity LIMIT 1"
        probes["may not read cases"] = "SELECT Id FROM Case LIMIT 1"
        asking = {said: self._query(query) for said, query in probes.items()}
        problems = await lacking(asking, shown_by=FailureKind.NOT_CONFIGURED)
        if self._settings.write and not await self._may_write():
            problems = (*problems, "may not write comments on cases: its user needs to create Case Comments")
        return Health(identity=f"{who} at {self._settings.domain}", problems=problems)

    @property
    def mapping(self) -> Mapping[str, str]:
        return self._settings.mapping

    async def account_fields(self, customer: str | None) -> Sequence[AccountField]:
        described = await self._wire.get(f"{await self._data()}/sobjects/Account/describe")
        told = [one for one in rows(described, "fields") if words(one.get("type")) in SHORT_TYPES]
        names = [name for one in told[:MOST_FIELDS] if _is_field(name := words(one.get("name")) or "")]
        where = f"WHERE Name LIKE '{_like(customer)}%' " if customer else ""
        found = (
            await self._query(_select(names, f"Account {where}ORDER BY LastModifiedDate DESC LIMIT 1")) if names else ()
        )
        has = found[0] if found else None
        return fields_of(told, has, called=("name", "label", "type"), is_own=lambda one: one.get("custom") is True)

    async def find_accounts(self, query: Query, *, limit: int) -> Found:
        if query.customer:
            found = await by_name(query.customer, lambda name: self._accounts(f"Name LIKE '{_like(name)}%'", limit))
            how = "by the beginning of the account's name"
        elif domain := domain_of(query.domain):
            found = await self._accounts(f"Website LIKE '%{_like(domain)}%'", limit)
            how = "by the account's website"
        else:
            return Found(searched_by="by the beginning of the account's name")
        return Found(items=each(self._account, found)[:limit], searched_by=how, truncated=len(found) > limit)

    async def find_tickets(self, query: Query, *, limit: int) -> Found:
        terms = plain_words(query.terms)
        since = f" AND LastModifiedDate > {query.since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if query.since else ""

        async def ask(where: str) -> Sequence[Record]:
            latest = f"ORDER BY LastModifiedDate DESC LIMIT {LOOKED_AT + 1}"
            return await self._query(f"{CASE} FROM Case WHERE {where}{since} {latest}")

        found, how = await self._cases(query, terms, ask)
        items = about(each(self._case, found[:LOOKED_AT]), terms)[:limit]
        return Found(items=items, searched_by=of_late(how, query.since), truncated=len(found) > len(items))

    async def get_ticket(self, id: str) -> Ticket:
        if not _is_id(id):
            raise SourceFailed(FailureKind.NOT_THERE)
        found, mails = await asyncio.gather(
            self._query(f"{CASE}, {COMMENTS} FROM Case WHERE Id = '{id}' LIMIT 1"),
            optional(self._query(f"{MAILS} WHERE ParentId = '{id}' ORDER BY MessageDate DESC LIMIT 100")),
        )
        if not found:
            raise SourceFailed(FailureKind.NOT_THERE)
        case, comments = self._case(found[0], mails=mails or ()), rows(found[0], "CaseComments", "records")
        # Of a longer talk the first reply is among what was left out.
        is_whole = max(len(comments), len(mails or ())) < NEWEST
        return case if is_whole else case.model_copy(update={"first_reply_at": None})

    def ticket_in(self, typed: str) -> str | None:
        """A case by its id or link. What people call its number is another one, and no other product's either."""
        if typed.startswith("500") and _is_id(typed):
            return typed
        link = _LINK.fullmatch(typed)
        ours = {f"{self._settings.domain.removesuffix(MY_DOMAIN)}{end}" for end in _OUR_HOSTS}
        return link[2] if link and link[1].lower() in ours and _is_id(link[2]) else None

    async def add_note(self, ticket_id: str, note: Note) -> None:
        *said, mark = lines_of(note)
        text = "\n".join(said).encode()[: LONGEST_COMMENT - len(mark.encode()) - 1].decode(errors="ignore")
        await self._comment(ticket_id, f"{text}\n{mark}", is_published=False)

    async def has_note(self, ticket_id: str, mark: str) -> bool:
        return any(mark in str(told.get("CommentBody")) for told in await self._newest(ticket_id))

    async def add_reply(self, ticket_id: str, text: str) -> None:
        """A published comment. Raises `SourceFailed`."""
        await self._comment(ticket_id, text, is_published=True)

    async def replies(self, ticket_id: str, *, since: datetime) -> Sequence[str]:
        published = [told for told in await self._newest(ticket_id) if told.get("IsPublished") is True]
        return [event.text for event in map(_comment, published) if event and event.at >= since]

    async def _comment(self, ticket_id: str, text: str, *, is_published: bool) -> None:
        told = {"ParentId": ticket_id, "CommentBody": text, "IsPublished": is_published}
        await self._wire.write("POST", f"{await self._data()}/sobjects/CaseComment", told)

    async def _newest(self, ticket_id: str) -> Sequence[Record]:
        if not _is_id(ticket_id):
            raise SourceFailed(FailureKind.NOT_THERE)
        fields = ("CommentBody", "IsPublished", "CreatedDate")
        newest = f"WHERE ParentId = '{ticket_id}' ORDER BY CreatedDate DESC LIMIT 100"
        return await self._query(_select(fields, f"CaseComment {newest}"))

    async def _query(self, soql: str) -> Sequence[Record]:
        return rows(await self._wire.get(f"{await self._data()}/query", {"q": soql}), "records")

    async def _may_write(self) -> bool:
        told = await optional(self._wire.get(f"{await self._data()}/sobjects/CaseComment/describe"))
        return reading(told, "createable") is True

    async def _data(self) -> str:
        """Where the newest version of the interface is."""

        async def ask() -> str:
            told = [version for one in rows(await self._wire.get("/services/data")) if (version := _version(one))]
            if not told:
                raise SourceFailed(FailureKind.BAD_ANSWER, "no version")
            return f"/services/data/v{max(told)}"

        return await self._versions.get("newest", ask)

    async def _accounts(self, where: str, limit: int) -> Sequence[Record]:
        fields = ("Id", "Name", "Website", "LastModifiedDate", "Owner.Name", *self._settings.own(), DEALS)
        return await self._query(_select(fields, f"Account WHERE {where} ORDER BY Name LIMIT {limit + 1}"))

    async def _cases(
        self, query: Query, terms: Sequence[str], ask: Callable[[str], Any]
    ) -> tuple[Sequence[Record], str]:
        """By account where it is known, then by the contact's domain, then by words. With how they were found."""
        if _is_id(known := query.account_ids.get(self.name, "")):
            return await ask(f"AccountId = '{known}'"), "by account"
        if query.customer:
            found = await by_name(query.customer, lambda name: ask(f"Account.Name LIKE '{_like(name)}%'"))
            if found:
                return found, "by the beginning of the account's name"
        if domain := domain_of(query.domain):
            return await ask(f"ContactEmail LIKE '%@{_like(domain)}'"), "by the contact's domain"
        ids = await self._search(terms)
        named = ", ".join(f"'{one}'" for one in ids)
        return await ask(f"Id IN ({named})") if ids else (), "by the words of the case"

    async def _search(self, terms: Sequence[str]) -> Sequence[str]:
        sought = [term for term in (_searched(one) for one in terms[:TERMS]) if len(term) >= SHORTEST_TERM]
        if not sought:
            return ()
        params = {"q": " OR ".join(f'"{term}"' for term in sought), "sobject": "Case"}
        params |= {"Case.fields": "Id", "Case.limit": str(LOOKED_AT)}
        found = rows(await self._wire.get(f"{await self._data()}/parameterizedSearch/", params), "searchRecords")
        return [one for told in found if _is_id(one := words(told.get("Id")) or "")]

    def _account(self, told: Record) -> Account:
        return Account(
            source=self.name,
            id=needed(told, "Id"),
            url=f"{self._site}/{needed(told, 'Id')}",
            title=needed(told, "Name"),
            updated_at=moment(told.get("LastModifiedDate")),
            domain=domain_of(told.get("Website")),
            owner=words(reading(told, "Owner", "Name")),
            open_deals=each(self._deal, rows(told, "Opportunities", "records")),
            **self._settings.read(told),
        )

    def _deal(self, told: Record) -> Deal:
        return Deal(
            name=needed(told, "Name"),
            amount=money(told.get("Amount"), self._settings.currency),
            stage=words(told.get("StageName")) or "",
            close_on=day(told.get("CloseDate")),
            url=f"{self._site}/{needed(told, 'Id')}",
        )

    def _case(self, told: Record, *, mails: Sequence[Record] = ()) -> Ticket:
        number, body = needed(told, "Id"), words(told.get("Description")) or ""
        contact = words(reading(told, "Contact", "Name"))
        events = _talk(told, mails)
        named = STATUS.get((words(told.get("Status")) or "").casefold(), TicketStatus.OPEN)
        status = TicketStatus.CLOSED if told.get("IsClosed") is True else named
        replied, waiting = first_reply(events), unanswered(events)
        return Ticket(
            source=self.name,
            id=number,
            url=f"{self._site}/{number}",
            title=words(told.get("Subject")) or f"Case {words(told.get('CaseNumber')) or number}",
            updated_at=moment(told.get("LastModifiedDate")),
            status=status,
            priority=words(told.get("Priority")),
            requester=contact,
            assignee=words(reading(told, "Owner", "Name")),
            created_at=moment(told.get("CreatedDate")),
            first_reply_at=replied.at if replied else None,
            waiting_since=waiting.at if waiting and status in WAITING else None,
            snippet=snippet(body),
            events=events,
        )


def _select(fields: Iterable[str], source: str) -> str:
    """`source` is what follows FROM. Whatever was typed stands in it between quotation marks, by way of `_like`."""
    return " ".join(("SELECT", ", ".join(fields), "FROM", source))


def _refusal(told: Any) -> SourceFailed | None:
    """Salesforce says 403 to whoever has used up the day's requests, and 400 to a field it does not have."""
    codes = [one.get("errorCode") for one in told if isinstance(one, Mapping)] if isinstance(told, list) else []
    return next((SourceFailed(REFUSALS[code]) for code in codes if code in REFUSALS), None)


def _version(told: Record) -> float | None:
    try:
        return float(words(told.get("version")) or "")
    except ValueError:
        return None


def _is_id(value: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?", value))


def _like(typed: str) -> str:
    """Between quotation marks, and as it stands: no sign ends the text or stands for others."""
    return re.sub(r"([\\'%_])", r"\\\1", " ".join(typed.split()))


def _searched(term: str) -> str:
    """Between quotation marks in a search, where a hyphen is reserved even so."""
    return " ".join(term.replace("-", " ").split())


def _talk(told: Record, mails: Sequence[Record]) -> tuple[TicketEvent, ...]:
    """Oldest first: the description, comments and mail."""
    by_contact = words(reading(told, "Contact", "Name"))
    opening = _event(
        told.get("CreatedDate"), told.get("Description"), author=by_contact or "", by_customer=bool(by_contact)
    )
    comments = [_comment(one) for one in rows(told, "CaseComments", "records")]
    said = (opening, *comments, *map(_mail, mails))
    return tuple(sorted((event for event in said if event), key=lambda event: event.at))


def _comment(told: Record) -> TicketEvent | None:
    return _event(
        told.get("CreatedDate"),
        told.get("CommentBody"),
        author=words(reading(told, "CreatedBy", "Name")) or "",
        by_customer=(words(reading(told, "CreatedBy", "UserType")) or "").lower() in PORTAL_USERS,
        is_public=told.get("IsPublished") is True,
    )


def _mail(told: Record) -> TicketEvent | None:
    return _event(
        told.get("MessageDate"),
        words(told.get("TextBody")) or plain(told.get("HtmlBody")),
        author=words(told.get("FromName")) or words(told.get("FromAddress")) or "",
        by_customer=told.get("Incoming") is True,
    )


def _event(
    moment_told: Any, said: Any, *, author: str, by_customer: bool, is_public: bool = True
) -> TicketEvent | None:
    at, text = moment(moment_told), words(said)
    if at is None or text is None:
        return None
    return TicketEvent(at=at, author=author, by_customer=by_customer, is_public=is_public, text=text)
