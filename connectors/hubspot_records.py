"""How HubSpot's records read: which fields are asked for, and what they say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from connectors.product import moment, needed, one, plain, reading, words
from escalation.facts import FailureKind, TicketEvent, TicketStatus
from escalation.policy_values import is_page_webhook
from escalation.sources import SourceFailed

COMPANIES, DEALS, TICKETS = "companies", "0-3", "tickets"
RECORDS = {COMPANIES: "0-2", DEALS: "0-3", TICKETS: "0-5"}
"""Where records of a kind stand in HubSpot's own pages."""

COMPANY_FIELDS = ("name", "domain", "hubspot_owner_id", "hs_lastmodifieddate")
DEAL_FIELDS = ("dealname", "amount", "deal_currency_code", "dealstage", "closedate")
TICKET_FIELDS = (
    "subject",
    "content",
    "hs_pipeline_stage",
    "hs_ticket_priority",
    "hubspot_owner_id",
    "createdate",
    "hs_lastmodifieddate",
    "first_agent_reply_date",
    "hs_last_message_from_visitor",
    "hs_last_message_received_at",
)
NOTE_FIELDS = ("hs_note_body", "hs_timestamp", "hubspot_owner_id")
EMAIL_FIELDS = (
    "hs_email_text",
    "hs_email_html",
    "hs_email_direction",
    "hs_email_from_email",
    "hs_email_from_firstname",
    "hs_email_from_lastname",
    "hs_timestamp",
)
STAGES = {"1": TicketStatus.NEW, "2": TicketStatus.PENDING, "3": TicketStatus.OPEN, "4": TicketStatus.CLOSED}
"""HubSpot's own, where the pipelines cannot be read."""

STATUS_OF_STAGE = {"new": TicketStatus.NEW, "waiting on contact": TicketStatus.PENDING}
SEEN_BY_CUSTOMERS = frozenset({"EMAIL", "INCOMING_EMAIL"})

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Around:
    """What records refer to, as far as it could be had: our portal, the stages of pipelines, and names of owners."""

    portal: Record = field(default_factory=dict)
    stages: Mapping[str, Record] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)

    def owner_of(self, told: Record) -> str | None:
        return self.owners.get(owner_id(told) or "")

    def stage(self, named: Any) -> str:
        """What people call it."""
        name = words(named) or ""
        return words(reading(self.stages.get(name), "label")) or name

    def status(self, named: Any) -> TicketStatus:
        """By what the stage is to HubSpot, or by its usual name. Companies name their own."""
        name = words(named) or ""
        if name not in self.stages:
            return STAGES.get(name, TicketStatus.OPEN)
        means = reading(self.stages[name], "metadata")
        if reading(means, "ticketState") == "CLOSED" or reading(means, "isClosed") == "true":
            return TicketStatus.CLOSED
        return STATUS_OF_STAGE.get(self.stage(name).casefold(), TicketStatus.OPEN)

    def url_of(self, kind: str, told: Record) -> str | None:
        """As HubSpot tells it, or where its pages are."""
        if (given := words(told.get("url"))) and is_page_webhook(given):
            return given
        number, site = words(self.portal.get("portalId")), words(self.portal.get("uiDomain")) or "app.hubspot.com"
        return f"https://{site}/contacts/{number}/record/{RECORDS[kind]}/{needed(told, 'id')}" if number else None


def whole(told: Record) -> Record:
    """Raises `SourceFailed` for a company without an id or anything to call it by."""
    needed(told, "id")
    name_of(told)
    return told


def name_of(company: Record) -> str:
    """HubSpot needs a name or a domain of a company, not both. Raises `SourceFailed`."""
    return words(reading(company, "properties", "name")) or needed(company, "properties", "domain")


def changed(told: Record) -> datetime | None:
    return moment(reading(told, "properties", "hs_lastmodifieddate")) or moment(told.get("updatedAt"))


def owner_id(told: Any) -> str | None:
    """Of whoever a record is with."""
    found = words(reading(told, "properties", "hubspot_owner_id"))
    return found if found and found.isdigit() else None


def full_name(told: Any, first: str, last: str, address: str) -> str | None:
    names = (words(reading(told, key)) for key in (first, last))
    return " ".join(name for name in names if name) or words(reading(told, address))


def note(told: Record, *, around: Around) -> TicketEvent:
    has = one(told, "properties")
    return _event(has, plain(has.get("hs_note_body")), author=around.owner_of(told) or "", is_public=False)


def email(told: Record) -> TicketEvent:
    has = one(told, "properties")
    direction = words(has.get("hs_email_direction"))
    return _event(
        has,
        words(has.get("hs_email_text")) or plain(has.get("hs_email_html")),
        author=full_name(has, "hs_email_from_firstname", "hs_email_from_lastname", "hs_email_from_email") or "",
        by_customer=direction == "INCOMING_EMAIL",
        is_public=direction in SEEN_BY_CUSTOMERS,
    )


def _event(has: Record, text: str, *, author: str, is_public: bool, by_customer: bool = False) -> TicketEvent:
    """Raises `SourceFailed` where nothing was said, or it is not known when."""
    at = moment(has.get("hs_timestamp"))
    if at is None or not text:
        raise SourceFailed(FailureKind.BAD_ANSWER, "nothing said")
    return TicketEvent(at=at, author=author, by_customer=by_customer, is_public=is_public, text=text)
