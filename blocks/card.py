"""The card: an escalation in at most twelve lines, for a tired person's phone. The ask and its date come first.

Leadership, Product and Security have an order of their own; a closed card folds.
"""

from collections.abc import Callable, Mapping

from blocks import ids, kit
from blocks.kit import Line, Message
from escalation.brief import affected
from escalation.models import Escalation, Severity, TargetTeam, at_most
from escalation.notices import Due, EscalationOpened
from escalation.outlines import read_outline

MARKS: Mapping[Severity, str] = {Severity.CRITICAL: "🔴", Severity.HIGH: "🟠", Severity.MEDIUM: "🟡"}
"""The only emoji on a card; the word always stands beside it."""


def message(notice: EscalationOpened) -> Message:
    escalation = notice.escalation
    blocks = [
        kit.header(f"{MARKS[escalation.severity]} {escalation.severity}: {title(escalation)}"),
        kit.rich(*(line for line in LINES[escalation.target](escalation, notice.due) if line)),
        kit.actions(*_buttons(escalation), block_id=f"card.{escalation.id}"),
        kit.context(footer(escalation)),
    ]
    called = _called(notice)
    return Message(text=notification(escalation, notice.due), blocks=[kit.rich(called), *blocks] if called else blocks)


def title(escalation: Escalation) -> str:
    """The headline, with the first customer named once and the number of the others."""
    headline, customers = escalation.draft.headline, escalation.draft.customers
    if not customers or customers[0].casefold() in headline.casefold():
        return headline
    others = f" +{len(customers) - 1}" if len(customers) > 1 else ""
    room = 115 - len(customers[0][:40]) - len(others)
    return f"{at_most(headline, room)}, {at_most(customers[0], 40)}{others}"


def notification(escalation: Escalation, due: Due) -> str:
    """What phones and screen readers say. Security says nothing of its content."""
    if escalation.is_secret:
        return f"{escalation.label}: Security escalation. Open Slack to read it."
    said = f"{escalation.label} {escalation.severity} for {escalation.target}: {kit.escaped(title(escalation))}."
    take = f" Acknowledge by {kit.when_text(due.acknowledge_by)}." if due.acknowledge_by else ""
    return kit.notification(said) + take


def footer(escalation: Escalation) -> str:
    ticket = f" · ticket {at_most(escalation.draft.ticket, 60)}" if escalation.draft.ticket else ""
    return f"{escalation.label} · from {escalation.reporter_name or 'support'}{ticket} · full brief in the thread"


def _called(notice: EscalationOpened) -> Line:
    """Who is mentioned: a group for Critical and Security, a decider for Leadership, else nobody."""
    if notice.calls_group:
        return [kit.group(notice.calls_group), f" {notice.escalation.label} needs you."]
    return [kit.user(notice.calls_person), f" {notice.escalation.label} needs you."] if notice.calls_person else []


def _buttons(escalation: Escalation) -> list[kit.Block]:
    options = [kit.option("Copy as text", f"copy:{escalation.id}")]
    return [kit.overflow(ids.Action.MORE, options)]


# --- lines


def _needed(escalation: Escalation, _: Due) -> Line:
    """The ask and its date. An assumed date says so."""
    ask = escalation.draft.needed or "say what you can do, and by when"
    line: list[kit.Part] = [kit.bold(f"Needed: {at_most(ask, 300)}")]
    return [*line, *_by(escalation)]


def _by(escalation: Escalation) -> Line:
    draft = escalation.draft
    if draft.deadline and escalation.deadline_assumed:
        return [kit.bold(f", by: {at_most(draft.deadline, 80)}")]
    if escalation.deadline_at is None:
        return []
    assumed = " (assumed)" if escalation.deadline_assumed else ""
    if escalation.deadline_assumed and escalation.severity is Severity.CRITICAL:
        return [kit.bold(", now")]
    return (
        [kit.bold(", by "), kit.when(escalation.deadline_at), assumed]
        if assumed
        else [
            kit.bold(", by "),
            kit.when(escalation.deadline_at),
        ]
    )


def _impact(escalation: Escalation, _: Due) -> Line:
    """Who and how many, what they cannot do, what it costs. What is unknown is left out."""
    draft = escalation.draft
    facts = (affected(draft), draft.workflow_impact, draft.revenue or (f"{draft.arr:,} a year" if draft.arr else None))
    said = ". ".join(at_most(fact.rstrip("."), 200) for fact in facts if fact)
    workaround = f" Workaround: {at_most(draft.workaround, 120)}." if draft.workaround else ""
    return [f"{said}.{workaround}"] if said else []


def _since(escalation: Escalation, _: Due) -> Line:
    draft = escalation.draft
    answers = read_outline(draft.details.get(escalation.target, ""), escalation.target)
    parts: list[kit.Part] = []
    started = draft.queue_time or draft.started
    often = draft.frequency.value if draft.frequency else answers.get("frequency", "")
    when = ", ".join(part for part in (started or "", often) if part)
    if when:
        parts.append(f"Since: {at_most(when, 120)}. " if started else f"Happens: {at_most(when, 120)}. ")
    error = answers.get("error") or draft.error
    return [*parts, "Error: ", kit.code(at_most(error, 300))] if error else parts


def _whose_move(escalation: Escalation, due: Due) -> Line:
    line: list[kit.Part] = [f"Waiting for {escalation.target}: nobody has it."]
    return [*line, " Acknowledge by ", kit.when(due.acknowledge_by), "."] if due.acknowledge_by else line


def _customer(escalation: Escalation, due: Due) -> Line:
    name = customer(escalation)
    keeper = escalation.draft.contact or escalation.reporter
    line: list[kit.Part] = [
        f"{name}: ",
        kit.user(keeper) if escalation.draft.contact else escalation.reporter_name or "support",
    ]
    return [*line, ". Hears from us by ", kit.when(due.customer_by), "."] if due.customer_by else [*line, "."]


def customer(escalation: Escalation) -> str:
    """What to call the customer in a sentence."""
    draft = escalation.draft
    if draft.customers:
        others = f" +{len(draft.customers) - 1}" if len(draft.customers) > 1 else ""
        return at_most(draft.customers[0], 80) + others
    return at_most(draft.segment, 80) if draft.segment else "The customer"


def _gaps(escalation: Escalation, _: Due) -> Line:
    names = [gap.name for gap in escalation.triage.gaps]
    return [f"Not known: {', '.join(names)}."] if names else []


def _raised(escalation: Escalation, _: Due) -> Line:
    """Severity or team chosen against the suggestion: said, with who chose."""
    suggested = escalation.triage
    who = escalation.reporter_name or "the reporter"
    parts = []
    if escalation.severity is not suggested.severity.value:
        parts.append(f"{escalation.severity} ({who}; suggested {suggested.severity.value})")
    if escalation.target is not suggested.target.value:
        parts.append(f"{escalation.target} ({who}; suggested {suggested.target.value})")
    return [". ".join(parts) + "."] if parts else []


def _answer(key: str, label: str) -> Callable[[Escalation, Due], Line]:
    """A line of the team's own outline, shown when it was answered."""

    def line(escalation: Escalation, _: Due) -> Line:
        answers = read_outline(escalation.draft.details.get(escalation.target, ""), escalation.target)
        return [f"{label} {at_most(' '.join(answers[key].split()), 300)}"] if key in answers else []

    return line


def _decide(escalation: Escalation, _: Due) -> Line:
    answers = read_outline(escalation.draft.details.get(escalation.target, ""), escalation.target)
    ask = escalation.draft.needed or answers.get("decision") or "what we may offer, and by when"
    return [kit.bold(f"Decide: {at_most(' '.join(ask.split()), 300)}"), *_by(escalation)]


_Lines = Callable[[Escalation, Due], list[Line]]


def _in_order(*lines: Callable[[Escalation, Due], Line]) -> _Lines:
    return lambda escalation, due: [line(escalation, due) for line in lines]


# Each team's card, top to bottom.
LINES: Mapping[TargetTeam, _Lines] = {
    TargetTeam.L2_SUPPORT: _in_order(
        _needed, _impact, _since, _answer("summary", "In short:"), _whose_move, _customer, _gaps, _raised
    ),
    TargetTeam.ENGINEERING: _in_order(_needed, _impact, _since, _whose_move, _customer, _gaps, _raised),
    TargetTeam.PRODUCT: _in_order(
        _answer("use_case", "Use case:"),
        _impact,
        _answer("asked", "Asked for by:"),
        _answer("workaround", "Today:"),
        _answer("competitors", "Competitors named:"),
        _needed,
        _whose_move,
        _customer,
        _gaps,
        _raised,
    ),
    TargetTeam.SECURITY: _in_order(
        _answer("seen", "Seen:"),
        _answer("affected", "Affected:"),
        _answer("contained", "Contained:"),
        _answer("urgency", "Urgency:"),
        _impact,
        _needed,
        _whose_move,
        _customer,
        _gaps,
        _raised,
    ),
    TargetTeam.LEADERSHIP: _in_order(
        _decide,
        _impact,
        _answer("situation", "Situation:"),
        _answer("otherwise", "If not:"),
        _answer("recommend", "Support recommends:"),
        _whose_move,
        _customer,
        _gaps,
        _raised,
    ),
}
