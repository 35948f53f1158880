"""An escalation's trail, as lines: when, who, what."""

from collections.abc import Mapping, Sequence

from blocks import kit
from blocks.kit import Block, Line, Part
from escalation.happenings import Happened
from escalation.kinds import ClockKind
from escalation.models import Event
from escalation.notices import Deed

SHOWN = 15
"""Lines of the trail that one answer shows, the newest; the thread has them all."""

SAYS: Mapping[str, str] = {
    "opened": "opened it",
    "sent again": "sent it again",
    Deed.ACKNOWLEDGED: "took it",
    Deed.TAKEN_BACK: "took the acknowledgement back",
    Deed.TAKEN_OVER: "keeps the customer informed from here",
    Deed.UPDATED: "posted an update",
    Deed.NO_CHANGE: "said: no change",
    Deed.SNOOZED: "put the question off",
    Deed.SEVERITY: "changed it from {was} to {severity}",
    Deed.HANDED_OVER: "handed it from {was} to {target}",
    Deed.DECIDED: "decided: {verdict}",
    Deed.DECIDED_LATER: "put the decision off",
    Deed.EDITED: "edited the brief",
    Deed.EVIDENCE: "added evidence",
    Deed.CUSTOMER_TOLD: "told the customer",
    "reply approved": "approved a reply to the customer on {ref}, in {tool}",
    Deed.CONFIRMED: "heard from the customer that it works",
    Deed.DE_ESCALATED: "de-escalated it",
    Deed.UNDONE: "took that back",
    Deed.RESOLVED: "marked it resolved",
    Deed.REOPENED: "reopened it",
    Deed.WITHDRAWN: "withdrew it",
    Deed.ADDED: "joined it for one more customer",
    Deed.TAKEN_OUT: "took a customer out again who had joined",
    Deed.PATTERN: "confirmed that it is a pattern",
    Deed.NO_PATTERN: "said that it is no pattern",
    Deed.JOINED: "joined a duplicate to it",
    Deed.PARTED: "took a duplicate out again",
    Deed.FILED: "filed it as {issue}",
    Deed.LINKED: "linked {issue}",
    Deed.REASON: "wrote down why, or what was learned",
}
"""What someone did, after their name, with what it was before and is after."""

BY_ITSELF: Mapping[str, str] = {
    "gathered": "Other products were asked what they know",
    "pattern proposed": "It was asked whether this is a pattern",
    "paged": "On-call was paged",
    "not paged": "On-call could not be paged",
    "ticket noted": "A note was written on the ticket, in {tool}: {about}",
    "ticket not noted": "A note could not be written on the ticket, in {tool}",
    "not replied": "A reply to the customer could not be sent on {ref}, in {tool}",
    "not filed": "An issue could not be filed or linked, in {tool}",
    "not delivered": "The card could not be delivered",
    "card lost": "The card was deleted in Slack",
    "customer silent": "The customer has said nothing against it: taken for confirmed",
}
"""What happened with nobody pressing anything."""

THERE: Mapping[str, str] = {
    Happened.ISSUE_CLOSED: "{ref} was closed in {product}",
    Happened.ISSUE_REOPENED: "{ref} was reopened in {product}",
    Happened.CUSTOMER_ANSWERED: "The customer answered on {ref} in {product}",
    Happened.TICKET_REOPENED: "{ref} was reopened in {product}",
    Happened.TICKET_SOLVED: "{ref} was solved in {product}",
}
"""What happened in another product."""

ASKED: Mapping[tuple[str, ...], str] = {
    (ClockKind.INTERNAL,): "The team was asked",
    (ClockKind.DECISION,): "The next one was asked to decide",
    (ClockKind.WATCH,): "Whoever watched it was asked whether it came back",
    (ClockKind.CUSTOMER,): "Word to the customer was asked for",
    (ClockKind.INTERNAL, ClockKind.CUSTOMER): "The team was asked, and word to the customer",
}


class _Changed(dict[str, object]):
    """What an event says; an older one may say less."""

    def __missing__(self, _: str) -> str:
        return "?"


def block(trail: Sequence[Event]) -> Block:
    """The newest lines, oldest of them first, as one reads a thread."""
    newest = trail[-SHOWN:]
    earlier = len(trail) - len(newest)
    first: list[Line] = [[f"{earlier} earlier, see the thread"]] if earlier else []
    return kit.rich([kit.bold("What happened")], *first, *(_line(event) for event in newest))


def _line(event: Event) -> Line:
    return [kit.when(event.at), ": ", *_what(event)]


def _what(event: Event) -> Line:
    who: Part = kit.user(event.by) if event.by else str(event.after.get("who") or "Someone")
    match event.kind:
        case "reminded":
            clocks = event.after.get("clocks")
            return [ASKED.get(tuple(clocks), "Asked") if isinstance(clocks, list | tuple) else "Asked"]
        case Deed.REASSIGNED:
            to = event.after.get("assignee")
            return [who, " gave it to ", kit.user(str(to)) if to else "nobody"]
        case kind if kind in BY_ITSELF:
            return [BY_ITSELF[kind].format_map(_Changed(event.after))]
        case kind if kind in THERE:
            return [THERE[kind].format_map(_Changed(event.after))]
        case kind:
            changed = _Changed({**event.before, **event.after, "kind": kind})
            seen: Line = [f", seen in {changed['seen_in']}"] if "seen_in" in event.after else []
            return [who, " ", SAYS.get(kind, "{kind}").format_map(changed), *seen]
