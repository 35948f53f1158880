"""The card: an escalation in at most twelve lines, for a tired person's phone. The ask and its date come first.

Leadership, Product and Security have an order of their own; a closed card folds.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from blocks import decision, kit, menu, same
from blocks.kit import Block, Line, Message
from escalation import tiers
from escalation.asks import asked_of
from escalation.brief import affected, revenue, says
from escalation.kinds import Severity, Status, TargetTeam, at_most, label
from escalation.models import Escalation
from escalation.notices import Due, EscalationOpened
from escalation.outlines import read_outline

MARKS: Mapping[Severity, str] = {Severity.CRITICAL: "🔴", Severity.HIGH: "🟠", Severity.MEDIUM: "🟡"}
"""The only emoji on a card; the word always stands beside it."""


def opened(notice: EscalationOpened) -> Message:
    """The card as it first appears, mentioning whom it calls."""
    made = message(notice.escalation, notice.due)
    called = _called(notice)
    return Message(text=made.text, blocks=[kit.rich(called), *made.blocks]) if called else made


def message(escalation: Escalation, due: Due) -> Message:
    """The card as it should look now; a closed one folds."""
    if escalation.is_closed:
        return _folded(escalation)
    blocks = [
        head(escalation),
        content(escalation, due),
        kit.actions(*menu.buttons(escalation), block_id=f"card.{escalation.id}"),
        kit.context(footer(escalation)),
    ]
    return Message(text=notification(escalation, due), blocks=blocks)


def content(escalation: Escalation, due: Due) -> Block:
    """What a card says between its header and its buttons. A decision stands first."""
    lines = [decision.on_card(escalation), *LINES[escalation.target](escalation, due)]
    return kit.rich(*(line for line in lines if line))


def head(escalation: Escalation) -> Block:
    return kit.header(f"{MARKS[escalation.severity]} {escalation.severity}: {title(escalation)}")


def promises(escalation: Escalation, due: Due) -> list[Line]:
    """Whose move it is and what the customer was promised; of a closed one, what they know."""
    if escalation.is_closed:
        return [] if escalation.withdrawn else [_told(escalation)]
    return [_whose_move(escalation, due), _customer(escalation, due)]


def _folded(escalation: Escalation) -> Message:
    """Three lines: how it ended, why and by whom, whether the customer knows."""
    state = "Withdrawn" if escalation.withdrawn else escalation.status.capitalize()
    until = escalation.watched_until
    watched: Line = [" Watched until ", kit.when(until), "."] if until else []
    ended: Line = [
        f"{escalation.outcome.rstrip('.')}. " if escalation.outcome else "",
        f"{escalation.closed_by_name or 'Someone'}, ",
        kit.when(escalation.closed_at or escalation.opened_at),
        f"; open {_lasted(escalation)}.",
        *watched,
    ]
    decided = decision.on_card(escalation)
    lines: list[Line] = [
        [kit.bold(f"{state}: {at_most(title(escalation), 250)}")],
        *([decided] if decided else []),
        ended,
    ]
    lines += promises(escalation, Due())
    return Message(
        text=kit.notification(f"{escalation.label} {state.lower()}: {kit.escaped(title(escalation))}")
        if not escalation.is_secret
        else f"{escalation.label}: {state.lower()}.",
        blocks=[
            kit.rich(*lines),
            kit.actions(*menu.buttons(escalation), block_id=f"card.{escalation.id}"),
            kit.context(footer(escalation)),
        ],
    )


def _told(escalation: Escalation) -> Line:
    if escalation.merged:
        return [f"{at_start(customer(escalation))} goes on in {label(escalation.merged.into)}."]
    if escalation.customer_knows and escalation.told_at:
        told: list[kit.Part] = [f"{at_start(customer(escalation))} told ", kit.when(escalation.told_at)]
        if escalation.is_silent:
            return [*told, ", and has said nothing against it since."]
        yes: Line = [", confirmed ", kit.when(escalation.confirmed_at)] if escalation.confirmed_at else []
        return [*told, *yes, "."]
    return [f"{at_start(customer(escalation))} has not been told yet: {escalation.keeper_name}."]


def _lasted(escalation: Escalation) -> str:
    minutes = int(((escalation.closed_at or escalation.opened_at) - escalation.opened_at).total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    days, hours_left = divmod(hours, 24)
    if days:
        return f"{days} d {hours_left} h"
    return f"{hours} h {rest} min" if hours else f"{rest} min"


def title(escalation: Escalation) -> str:
    """The headline, with the first customer named once and the number of the others."""
    headline, customers = short(escalation.draft.headline, 150), escalation.draft.customers
    if not customers or customers[0].casefold() in headline.casefold():
        return headline
    others = f" +{len(customers) - 1}" if len(customers) > 1 else ""
    room = 115 - len(customers[0][:40]) - len(others)
    return f"{at_most(headline, room)}, {short(customers[0], 40)}{others}"


def short(text: str, most: int) -> str:
    """Typed words as part of one line."""
    return at_most(" ".join(text.split()), most)


def notification(escalation: Escalation, due: Due) -> str:
    """What phones and screen readers say. Security says nothing of its content."""
    if escalation.is_secret:
        return f"{escalation.label}: Security escalation. Open Slack to read it."
    said = f"{escalation.label} {escalation.severity} for {escalation.target}: {kit.escaped(title(escalation))}."
    take = f" Acknowledge by {kit.when_text(due.acknowledge_by)}." if due.acknowledge_by else ""
    return kit.notification(said) + take


ISSUES_SHOWN = 3
"""The newest; the brief has them all."""


def footer(escalation: Escalation) -> str:
    ticket = f" · ticket {short(escalation.draft.ticket, 60)}" if escalation.draft.ticket else ""
    issues = "".join(f" · {short(one.id, 40)}" for one in escalation.issues[-ISSUES_SHOWN:])
    return (
        f"{escalation.label} · from {escalation.reporter_name or 'support'}{ticket}{issues} · full brief in the thread"
    )


def _called(notice: EscalationOpened) -> Line:
    """Who is mentioned: a group for Critical and Security, a decider for Leadership, else nobody."""
    if notice.calls_group:
        return [kit.group(notice.calls_group), f" {notice.escalation.label} needs you."]
    return [kit.user(notice.calls_person), f" {notice.escalation.label} needs you."] if notice.calls_person else []


# --- lines


def _needed(escalation: Escalation, _: Due) -> Line:
    """The ask and its date. An assumed date says so."""
    ask, assumed = asked_of(escalation.draft, escalation.target)
    return _asked("Needed", ask, escalation, assumed=assumed)


def _asked(label: str, ask: str, escalation: Escalation, *, assumed: bool) -> Line:
    by = _by(escalation, ask)
    is_said_at_the_end = bool(by) and by[-1] == ASSUMED
    said: list[kit.Part] = [kit.bold(f"{label}: {short(ask, 300)}")]
    return [*said, *([ASSUMED] if assumed and not is_said_at_the_end else []), *by]


def _by(escalation: Escalation, ask: str) -> Line:
    """By when, unless the ask has said it."""
    stated = short(escalation.draft.deadline or "", 80).rstrip(" .")
    if (stated and says(ask, stated)) or SAYS_WHEN.search(ask):
        return []
    if stated and escalation.deadline_assumed:
        return [kit.bold(f", {stated}" if _LEADS_IN.match(stated) else f", by {stated}")]
    if escalation.deadline_at is None:
        return []
    if escalation.deadline_assumed and escalation.severity is Severity.CRITICAL:
        return [kit.bold(", now"), ASSUMED]
    by: list[kit.Part] = [kit.bold(", by "), kit.when(escalation.deadline_at)]
    return [*by, ASSUMED] if escalation.deadline_assumed else by


ASSUMED = " (assumed)"
SAYS_WHEN = re.compile(
    r"\b(?:by|before|until)\s(?:the\s)?(?:\d|mon|tue|wed|thu|fri|sat|sun|end|noon|to(?:day|night|morrow)|next|q[1-4])",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(
    r"(?:by|before|until|within|in|on|at|today|tonight|tomorrow|now|asap|as soon|immediately|urgent)\b", re.IGNORECASE
)


def _impact(escalation: Escalation, _: Due) -> Line:
    """Who and how many, what they cannot do, what it costs. What is unknown is left out."""
    draft = escalation.draft
    who = affected(draft)
    is_said = who.casefold() in title(escalation).casefold()
    facts = (
        "" if is_said else who,
        draft.workflow_impact,
        revenue(draft, escalation.evidence),
    )
    said = ". ".join(short(fact.rstrip("."), 200) for fact in facts if fact)
    workaround = f" Workaround: {short(draft.workaround, 120).rstrip('.')}." if draft.workaround else ""
    return [f"{said}.{workaround}" if said else workaround.strip()] if said or workaround else []


def _since(escalation: Escalation, _: Due) -> Line:
    """What the header has said is not said again."""
    draft, headline = escalation.draft, title(escalation).casefold()
    answers = read_outline(draft.details.get(escalation.target, ""), escalation.target)
    parts: list[kit.Part] = []
    started = draft.queue_time or draft.started
    often = draft.frequency.value if draft.frequency else answers.get("frequency", "")
    unsaid = (part for part in (started or "", often) if part and part.casefold() not in headline)
    if when := short(", ".join(unsaid), 120).rstrip("."):
        parts.append(f"Since {_unsaid(when)}. " if started else f"Happens: {when}. ")
    error = answers.get("error") or draft.error or ""
    if not error or error.casefold() in headline:
        return parts
    return [*parts, "Error: ", kit.code(short(error, 300))]


def _unsaid(when: str) -> str:
    """ "since this morning" after our own "Since"."""
    return re.sub(r"^since:?\s+", "", when, flags=re.IGNORECASE)


def _whose_move(escalation: Escalation, due: Due) -> Line:
    if escalation.status is Status.OPEN:
        line: list[kit.Part] = [f"Waiting for {escalation.target}: nobody has it."]
        promise = _promise(due, "Acknowledge", late="Acknowledgement", next_at=due.acknowledge_by)
        return [*line, *promise, *kit.to_wake(due)]
    if escalation.is_decided:
        return [f"Decided: {escalation.target} owes no more news. Next, tell the customer, then Mark resolved."]
    since = escalation.acknowledged_at or escalation.opened_at
    has_it: list[kit.Part] = [
        kit.bold(f"{escalation.assignee_name or 'Someone'} has it"),
        " since ",
        kit.when(since),
        ".",
    ]
    if due.unmet_since and escalation.unanswered == 1:
        again: Line = [", again ", kit.when(due.news_by)] if due.news_by else []
        return [*has_it, " Asked for news ", kit.when(due.unmet_since), *again, "."]
    return [*has_it, *_promise(due, "Next news", late="News", next_at=due.news_by)]


def _promise(due: Due, what: str, *, late: str, next_at: datetime | None) -> Line:
    """By when, or since when it is late; what is late is asked for again."""
    if due.unmet_since is None:
        return [f" {what} by ", kit.when(next_at), "."] if next_at else []
    line: Line = [" ", kit.bold(f"{late} is late"), ", due ", kit.when(due.unmet_since), "."]
    return [*line, " Asked again ", kit.when(next_at), "."] if next_at else line


def _news(escalation: Escalation, _: Due) -> Line:
    news = escalation.news
    if news is None:
        return []
    return [f"{news.by_name or 'News'}, ", kit.when(news.at), f": {short(news.text, 250)}"]


def _customer(escalation: Escalation, due: Due) -> Line:
    """Who keeps them, when they last heard, when they hear next."""
    keeper: kit.Part = escalation.reporter_name or "support"
    if escalation.is_secret:
        keeper = "Security"
    elif escalation.draft.contact:
        keeper = kit.user(escalation.draft.contact)
    line: list[kit.Part] = [f"{at_start(customer(escalation))}: ", keeper, *same.kept_by(escalation), "."]
    if escalation.told_at:
        line += [" Last heard ", kit.when(escalation.told_at), "."]
    if due.customer_is_late and due.customer_by:
        return [*line, " ", kit.bold("Word is late"), ", promised by ", kit.when(due.customer_by), "."]
    hears = due.customer_by or due.remind_at
    return [*line, " Hears from us by ", kit.when(hears), "."] if hears else line


def customer(escalation: Escalation) -> str:
    """What to call the customer in a sentence."""
    draft = escalation.draft
    if draft.customers:
        others = f" +{len(draft.customers) - 1}" if len(draft.customers) > 1 else ""
        return short(draft.customers[0], 80) + others
    return short(draft.segment, 80) if draft.segment else "the customer"


def at_start(name: str) -> str:
    """A customer at the beginning of a sentence. Names keep the letters they have: iRobot."""
    return f"T{name[1:]}" if name == "the customer" else name


MOST_GAPS = 3
SAID_ABOVE = {"deadline", "last word to the customer"}
"""Gaps that another line of the card speaks of: an assumed date, and when the customer last heard."""


def _gaps(escalation: Escalation, _: Due) -> Line:
    """The heaviest three; a long list of what is missing drowns what is known."""
    names = [gap.name for gap in escalation.triage.gaps if gap.name not in SAID_ABOVE]
    end = ", …" if len(names) > MOST_GAPS else "."
    return [f"Not known: {', '.join(names[:MOST_GAPS])}{end}"] if names else []


def _raised(escalation: Escalation, _: Due) -> Line:
    """Severity or team chosen against the suggestion: said, with who chose."""
    suggested = escalation.triage
    who = escalation.chosen_by or escalation.reporter_name or "the reporter"
    parts = []
    if escalation.severity is not suggested.severity.value:
        parts.append(f"{escalation.severity} ({who}; suggested {suggested.severity.value})")
    if escalation.target is not suggested.target.value:
        parts.append(_other_team(escalation, who))
    return [". ".join(parts) + "."] if parts else []


def _other_team(escalation: Escalation, who: str) -> str:
    """What senior support passed on is no change of mind; what went past them says why."""
    suggested, target = escalation.triage.target, escalation.target
    if tiers.is_passed_on(suggested, sent=escalation.sent_target, now=target):
        return f"Through L2: {who} passed it on"
    why = ""
    if tiers.is_past_l2(suggested, target):
        why = escalation.draft.past_l2 or ("no reason given" if tiers.insists(suggested) else "")
    return f"{target} ({who}; suggested {suggested.value}{f': {short(why, 120)}' if why else ''})"


def _answer(key: str, label: str) -> Callable[[Escalation, Due], Line]:
    """A line of the team's own outline, shown when it was answered."""

    def line(escalation: Escalation, _: Due) -> Line:
        answers = read_outline(escalation.draft.details.get(escalation.target, ""), escalation.target)
        return [f"{label} {short(answers[key], 300)}"] if key in answers else []

    return line


def _decide(escalation: Escalation, _: Due) -> Line:
    answers = read_outline(escalation.draft.details.get(escalation.target, ""), escalation.target)
    ask = escalation.draft.needed or answers.get("decision")
    return _asked(
        "Asked" if escalation.is_decided else "Decide", ask or "what we may offer", escalation, assumed=ask is None
    )


_OneLine = Callable[[Escalation, Due], Line]
_Lines = Callable[[Escalation, Due], list[Line]]


def _together(*lines: _OneLine) -> _OneLine:
    """Several facts in one line, each a sentence."""

    def line(escalation: Escalation, due: Due) -> Line:
        found = [one for line in lines if (one := line(escalation, due))]
        said: list[kit.Part] = []
        for one in found:
            stop = "" if not said or str(said[-1]).endswith((".", "?", "!")) else "."
            said += [*([f"{stop} "] if said else []), *one]
        return said

    return line


def _in_order(*lines: _OneLine) -> _Lines:
    return lambda escalation, due: [line(escalation, due) for line in lines]


_NOT_KNOWN = _together(_gaps, _raised)

# Each team's card, top to bottom. With header, buttons, footer and a mention none has more than twelve lines.
LINES: Mapping[TargetTeam, _Lines] = {
    TargetTeam.L2_SUPPORT: _in_order(
        _needed, _impact, _since, _answer("summary", "In short:"), _news, _whose_move, _customer, _NOT_KNOWN
    ),
    TargetTeam.ENGINEERING: _in_order(_needed, _impact, _since, _news, _whose_move, _customer, _NOT_KNOWN),
    TargetTeam.PRODUCT: _in_order(
        _answer("use_case", "Use case:"),
        _impact,
        _together(_answer("asked", "Asked for by:"), _answer("competitors", "Competitors named:")),
        _answer("workaround", "Today:"),
        _needed,
        _news,
        _whose_move,
        _customer,
        _NOT_KNOWN,
    ),
    TargetTeam.SECURITY: _in_order(
        _answer("seen", "Seen:"),
        _together(_answer("affected", "Affected:"), _impact),
        _answer("contained", "Contained:"),
        _answer("urgency", "Urgency:"),
        _needed,
        _news,
        _whose_move,
        _customer,
        _NOT_KNOWN,
    ),
    TargetTeam.LEADERSHIP: _in_order(
        _decide,
        _impact,
        _answer("situation", "Situation:"),
        _answer("otherwise", "If not:"),
        _answer("recommend", "Support recommends:"),
        _news,
        _whose_move,
        _customer,
        _NOT_KNOWN,
    ),
}
