"""What happened in another product: a line in the thread with what may come next, and a ticket offered as a draft.

The customer's words are not repeated: the line leads to where they stand.
"""

from collections.abc import Iterator
from typing import assert_never

from blocks import ids, kit
from blocks.card import at_start, customer
from blocks.kit import Block, Line, Message, Part
from blocks.thread import plain
from escalation.happenings import Happened, Happening
from escalation.kinds import Status, at_most
from escalation.models import Escalation
from escalation.notices import DraftOffered, Overheard

NAME = 100
"""Letters of a name or a status of another product's."""

TITLE = 200

WEB = ("https://", "http://")
"""How addresses begin that Slack takes for a link."""


def message(notice: Overheard) -> Message:
    called: Line = [kit.user(notice.person), ", "] if notice.person else []
    line = [*called, *_said(notice.escalation, notice.happening)]
    blocks = [kit.rich(line)]
    if shown := list(_buttons(notice.escalation, notice.happening)):
        blocks.append(kit.actions(*shown, block_id=f"overheard.{notice.escalation.id}"))
    label = notice.escalation.label
    text = f"{label}: something happened in another tool." if notice.escalation.is_secret else _notified(label, line)
    return Message(text=text, blocks=blocks)


def _notified(label: str, line: Line) -> str:
    return kit.notification(f"{label}: {plain(line)}")


def _said(escalation: Escalation, happening: Happening) -> Line:
    it, where = _named(happening), f" in {at_most(happening.product, NAME)}"
    match happening.what:
        case Happened.ISSUE_CLOSED:
            return [it, f" was closed{where}{_as(happening)}.", *_then(escalation)]
        case Happened.ISSUE_REOPENED:
            return [it, f" was reopened{where}{_as(happening)}."]
        case Happened.CUSTOMER_ANSWERED:
            return [f"{at_start(customer(escalation))} answered on ", it, f"{where}.", *_silence(escalation)]
        case Happened.TICKET_REOPENED:
            return ["Ticket ", it, f" was reopened{where}."]
        case Happened.TICKET_SOLVED:
            return ["Ticket ", it, f" was solved{where}."]
        case Happened.SUPPORT_ANSWERED | Happened.TICKET_TAGGED:
            return ["Ticket ", it, f" changed{where}."]  # told in their own words: as a deed, and as a draft
        case _ as never:
            assert_never(never)


def _named(happening: Happening) -> Part:
    name, url = at_most(happening.ref, NAME), happening.url or ""
    return kit.link(url, name) if url.startswith(WEB) else name


def _as(happening: Happening) -> str:
    return f" ({at_most(happening.status, NAME)})" if happening.status else ""


def _then(escalation: Escalation) -> list[Part]:
    return [] if escalation.is_closed else [" Is that the end of it?"]


def _silence(escalation: Escalation) -> list[Part]:
    return [" Silence no longer counts as a yes: does it work for them?"] if escalation.customer_waits else []


def _buttons(escalation: Escalation, happening: Happening) -> Iterator[Block]:
    number, what = str(escalation.id), happening.what
    if what is Happened.ISSUE_CLOSED and not escalation.is_closed:
        yield kit.button("Mark resolved", ids.Action.RESOLVE, value=number, style="primary")
        yield kit.button("De-escalate", ids.Action.DE_ESCALATE, value=number)
    if what is Happened.CUSTOMER_ANSWERED and escalation.status is Status.RESOLVED and not escalation.confirmed_at:
        yield kit.button("Customer confirmed", ids.Action.CUSTOMER_CONFIRMED, value=number)
    if what not in {Happened.ISSUE_CLOSED, Happened.TICKET_SOLVED} and escalation.is_closed:
        yield kit.button("Reopen", ids.Action.REOPEN, value=number)


def offered(notice: DraftOffered) -> Message:
    """To whoever has the ticket, or to who leads support."""
    ticket = notice.ticket
    asked = f" was tagged to be escalated in {at_most(ticket.product, NAME)}."
    whose = "" if notice.is_theirs else " Whoever has it there is not known here, so it comes to you."
    line: Line = ["Ticket ", _named(ticket), asked, whose]
    return Message(
        text=kit.notification(plain(line)),
        blocks=[
            kit.rich(line),
            *([kit.quote(at_most(notice.title, TITLE))] if notice.title else []),
            kit.actions(
                kit.button("Open the form", ids.Action.OPEN_FORM, value=notice.draft, style="primary"),
                kit.button("Forget it", ids.Action.DISMISS_DRAFT, value=notice.draft),
                block_id="offered",
            ),
            kit.context("Nothing is posted before you send the form. It is kept for a day."),
        ],
    )
