"""What is left to do after an end: the four steps of the seed's "When de-escalating", and their buttons."""

from blocks import ids, kit
from blocks.card import at_start, customer
from blocks.kit import Block, Line, Part
from escalation.facts import spelt
from escalation.kinds import Status, at_most, label
from escalation.notices import Deed, Done

ENDS = {Deed.DE_ESCALATED, Deed.RESOLVED}
"""Deeds after which four things are left to do: the seed's "When de-escalating"."""


def steps(done: Done) -> Block:
    """Closing is four steps; the first is done by saying so here, the others are ticked as they are done."""
    esc = done.escalation
    learned = f"✓ Learned: {at_most(' '.join(esc.learning.split()), 300)}" if esc.learning else ""
    return kit.rich(
        [kit.bold(f"Closing {esc.label}")],
        [f"✓ {esc.target} told (", kit.when(done.at, "{time}"), ")"],
        _customer_step(done),
        _ticket_step(done),
        [learned or "○ What we learned, one line"],
    )


def _ticket_step(done: Done) -> Line:
    """Done by itself where a tool of ours took the note with the outcome."""
    esc = done.escalation
    ticket = f"Ticket {at_most(esc.draft.ticket, 60)}" if esc.draft.ticket else "The ticket"
    if esc.ticket_knows and esc.ticket_noted_at:
        return [f"✓ {ticket} updated in {spelt(esc.noted_in)} (", kit.when(esc.ticket_noted_at, "{time}"), ")"]
    if esc.noted_in:
        once = ", once you say why or Undo has ended" if done.undo_by else ""
        return [f"○ {ticket} updated: {spelt(esc.noted_in)} gets a note with the outcome{once}"]
    return [f"○ {ticket} updated: More, Copy as text"]


def _customer_step(done: Done) -> Line:
    esc = done.escalation
    name = at_start(customer(esc))
    if esc.merged:
        return [f"✓ {name} goes on in {label(esc.merged.into)}"]
    if not esc.customer_knows or esc.told_at is None:
        promised = done.due.customer_by or done.due.remind_at
        by: list[Part] = [", by ", kit.when(promised)] if promised else []
        then = ", then confirmed" if esc.status is Status.RESOLVED else ""
        return [f"○ {name} told{then}: {esc.keeper_name}", *by]
    told: list[Part] = [f"{name} told (", kit.when(esc.told_at), ")"]
    if esc.status is not Status.RESOLVED:
        return ["✓ ", *told]
    if esc.confirmed_at is None:
        return ["○ ", *told, *_yes_by(done)]
    if esc.is_silent:
        return ["✓ ", *told, ", and has said nothing against it since"]
    return ["✓ ", *told, ", confirmed (", kit.when(esc.confirmed_at), ")"]


def _yes_by(done: Done) -> Line:
    """Silence counts as a yes; an answer wants to be read."""
    wrote = done.escalation.answered_at
    if wrote and done.escalation.customer_waits:
        return [", has answered since (", kit.when(wrote), "): read it, then confirm or reopen"]
    until: Line = [", or silent until ", kit.when(done.due.remind_at)] if done.due.remind_at else []
    return [", confirmed", *until]


def buttons(done: Done) -> list[Block]:
    """What is left to do after an end; under a de-escalation Undo as well, for as long as it works."""
    esc = done.escalation
    number, shown = str(esc.id), []
    if done.deed in ENDS:
        if done.undo_by:
            shown.append(kit.button("Undo", ids.Action.UNDO, value=number))
        if not esc.customer_knows and not esc.merged:
            shown.append(kit.button("Draft customer update", ids.Action.DRAFT_UPDATE, value=number))
            shown.append(kit.button("Customer updated", ids.Action.CUSTOMER_TOLD, value=number))
    if _waits_for_yes(done):
        shown.append(kit.button("Customer confirmed", ids.Action.CUSTOMER_CONFIRMED, value=number))
        shown.append(kit.button("Reopen", ids.Action.REOPEN, value=number))
    if done.deed in ENDS and not esc.learning:
        shown.append(kit.button("Write what we learned", ids.Action.WRITE_LEARNING, value=number))
    made = [kit.actions(*shown, block_id=f"closing.{number}")] if shown else []
    if done.undo_by and done.deed in ENDS:
        made.append(kit.rich(["Undo until ", kit.when(done.undo_by, "{time}"), "."]))
    return made


def _waits_for_yes(done: Done) -> bool:
    """They were told that it is fixed. The line that says so asks; the closing line no more than lists it."""
    esc = done.escalation
    is_asked = esc.status is Status.RESOLVED and esc.customer_knows and esc.confirmed_at is None
    return is_asked and done.deed is Deed.CUSTOMER_TOLD
