"""A reply to the customer: its box in the form, and what people hear when it waits or was not sent."""

from collections.abc import Mapping
from typing import Any

from blocks import ids, kit
from blocks.forms import Said
from blocks.kit import Block, Line, Message
from blocks.thread import REASON, WORDS, plain
from escalation.facts import spelt
from escalation.kinds import at_most
from escalation.models import Escalation
from escalation.notices import ReplyApproved
from escalation.record import Value
from escalation.writers import ReplyPlace

BOX = ids.Action.SEND_REPLY.value
SEND = "Send to the customer"
SHOWN = 24


class Chosen(Value):
    """On which ticket the text is to go out; nowhere where the box is not ticked."""

    tool: str = ""
    ticket: str = ""


def box(place: ReplyPlace, escalation: Escalation) -> Block:
    """Not ticked. Ticked, the form's own button says what it does then."""
    where = f"ticket {_number(place.ticket)} in {spelt(place.tool)}"
    are_several = len(escalation.draft.customers) > 1 or bool(escalation.contacts)
    then = "Word for word as above." + (" Only who is on that ticket reads it." if are_several else "")
    option = kit.option(f"Send this to the customer: reply on {where}", f"{place.ticket}:{place.tool}", then)
    element: Block = {"type": "checkboxes", "options": [option]}
    return kit.field(BOX, "Or send it from here", element, watched=True)


def chosen(said: Said) -> Chosen:
    ticked = said.get(BOX, {}).get("selected_options") or ()
    ticket, _, tool = str(ticked[0]["value"]).partition(":") if ticked else ("", "", "")
    return Chosen(tool=tool, ticket=ticket)


def with_submit(view: Mapping[str, Any], *, sends: bool, otherwise: str) -> Block:
    """The same form, and what its button does now. What was typed stays: no field is another one."""
    kept = ("type", "callback_id", "title", "close", "blocks", "private_metadata", "notify_on_close")
    return {**{key: view[key] for key in kept if key in view}, "submit": kit.plain(SEND if sends else otherwise)}


def returned(reply: ReplyApproved) -> Message:
    """To whoever approved it: why the customer has not got it, and their words, so that nothing typed is lost."""
    esc, where = reply.escalation, f"your reply on ticket {_number(reply.ticket)} in {spelt(reply.source)}"
    why = at_most(reply.reason, REASON)
    if reply.may_be_there:
        line: Line = [kit.bold(f"{esc.label}: {where} may not have arrived"), f": {why}."]
        then = " Look at the ticket. If it is not there, send it by hand; either way press Customer updated then."
    else:
        line = [kit.bold(f"{esc.label}: {where} was not sent"), f": {why}."]
        then = "" if esc.is_secret else " Please send it by hand, and press Customer updated then."
    number = str(esc.id)
    button = kit.button("Customer updated", ids.Action.CUSTOMER_TOLD, value=number)
    buttons = [] if esc.is_secret else [kit.actions(button, block_id=f"returned.{number}")]
    said = [*line, then]
    quotes = [kit.quote(piece) for piece in kit.pieces(reply.text, WORDS)]
    return Message(text=kit.notification(plain(said)), blocks=[kit.rich(said), *quotes, *buttons])


def waits(reply: ReplyApproved) -> Message:
    """For whoever reads the thread, once."""
    what = f"{reply.by_name}'s reply" if reply.by_name else "A reply"
    whom, tool = f"the customer on ticket {_number(reply.ticket)}", spelt(reply.source)
    line: Line = [
        kit.bold(f"{what} has not reached {whom} yet"),
        f": {tool} did not take it so far. It is tried again, and given back unsent an hour after it was approved.",
    ]
    if reply.may_be_there:
        line = [kit.bold(f"{what} may not have reached {whom}"), f": {tool} does not say. It is looked for there."]
    return Message(text=kit.notification(plain(line)), blocks=[kit.rich(line)])


def _number(ticket: str) -> str:
    return at_most(ticket.removeprefix("ticket-"), SHOWN)
