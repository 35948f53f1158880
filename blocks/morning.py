"""The morning's list: what one person owes that day, each thing with its link and its buttons."""

from collections.abc import Callable, Sequence
from itertools import groupby

from blocks import decision, ids, kit
from blocks.card import customer, title
from blocks.kit import Block, Line, Message, Part
from blocks.thread import plain
from escalation.asks import waits_for_decision
from escalation.drafts import MessageRef
from escalation.kinds import ClockKind, at_most
from escalation.notices import Morning, MorningList, Owed

Links = Callable[[MessageRef | None], str | None]

ALL_DONE = "All done for this morning."
OVERTAKEN = "What was left of this list is in a newer one, below."


def message(due_today: MorningList, morning: Morning, *, link_to: Links) -> Message:
    """As it is now: what was answered is gone from it, and without anything left it has no buttons."""
    if due_today.overtaken or not morning.items:
        said = OVERTAKEN if due_today.overtaken else ALL_DONE
        return Message(text=said, blocks=[kit.said(said)])
    first = _first(morning)
    blocks = [kit.rich(first, *_customers(morning.items))]
    for owed in morning.items:
        blocks += _item(owed, link_to(owed.card))
    if (more := morning.total - len(morning.items)) > 0:
        blocks.append(kit.context(f"And {more} more: they are in the Home tab of this app."))
    return Message(text=kit.notification(plain(first)), blocks=blocks)


def _first(morning: Morning) -> Line:
    """How much waits, and what it is: all that a phone shows."""
    verb = "waits" if morning.total == 1 else "wait"
    line: list[Part] = [kit.bold(f"{morning.total} {verb} for you: ")]
    for place, owed in enumerate(morning.items):
        since: list[Part] = [", since ", kit.when(owed.by, "{date_short_pretty}")] if owed.is_overdue else []
        line += [", " if place else "", f"{owed.escalation.label} ({_what(owed)}", *since, ")"]
    return [*line, ", …" if morning.total > len(morning.items) else "."]


def _what(owed: Owed) -> str:
    if owed.clock is ClockKind.CUSTOMER:
        return "word to the customer"
    return "decision" if waits_for_decision(owed.escalation) else "news"


def _customers(items: Sequence[Owed]) -> list[Line]:
    """Several customers at once are one line, by the moment at which each was promised word."""
    theirs = [one for one in items if one.clock is ClockKind.CUSTOMER]
    if len(theirs) == 1 or not theirs:
        return []
    line: list[Part] = []
    for by, group in groupby(theirs, key=lambda one: one.by.replace(second=0, microsecond=0)):
        names = ", ".join(dict.fromkeys(at_most(customer(one.escalation), 80) for one in group))
        line += [" Due by " if line else "Due by ", kit.when(by), f": {names}."]
    return [line]


def _item(owed: Owed, link: str | None) -> list[Block]:
    escalation = owed.escalation
    opens = [kit.button("Open in channel", ids.Action.OPEN_LINK, url=link)] if link else []
    return [
        kit.rich([kit.bold(f"{escalation.label}: "), *_due(owed)], [at_most(title(escalation), 200)]),
        kit.actions(*_buttons(owed), *opens, block_id=f"morning.{escalation.id}.{owed.clock}"),
    ]


def _due(owed: Owed) -> Line:
    if owed.clock is not ClockKind.CUSTOMER:
        return [f"{_what(owed)}, ", "overdue since " if owed.is_overdue else "due ", kit.when(owed.by)]
    name = at_most(customer(owed.escalation), 200)
    if owed.is_overdue:
        return [f"word to {name}, promised by ", kit.when(owed.by)]
    return [f"word to {name} by ", kit.when(owed.by)]


def _buttons(owed: Owed) -> list[Block]:
    escalation, number = owed.escalation, str(owed.escalation.id)
    if owed.clock is ClockKind.CUSTOMER:
        return [
            kit.button("Draft customer update", ids.Action.DRAFT_UPDATE, value=number),
            kit.button("Customer updated", ids.Action.CUSTOMER_TOLD, value=number),
        ]
    if waits_for_decision(escalation):
        return decision.buttons(escalation)
    return [
        kit.button("Post update", ids.Action.POST_UPDATE, value=number),
        kit.button("No change", ids.Action.NO_CHANGE, value=number),
    ]
