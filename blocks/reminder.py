"""Reminders: the one whose move it is is named first, what we know stands beside it, and the answer is one tap away."""

from blocks import card, decision, ids, kit
from blocks.card import customer, short, title
from blocks.kit import Block, Line, Message, Part
from blocks.thread import plain
from escalation.asks import asked_of, waits_for_decision
from escalation.kinds import ClockKind, Severity, Status, UserId, at_most
from escalation.models import Escalation
from escalation.notices import ReminderDue

LATE = "Late: I was down when this was due. "


def message(reminder: ReminderDue, *, to: str | None = None, link: str | None = None) -> Message:
    """`to` is who gets it directly: they are not in the thread, so it names the escalation and leads there."""
    lines, escalation = _lines(reminder), reminder.escalation
    blocks: list[Block] = [*([kit.context(reminder.said)] if reminder.said else []), kit.rich(*lines)]
    if to and reminder.clock is ClockKind.DECISION:
        blocks += [card.head(escalation), card.content(escalation, reminder.due)]
    elif to and not escalation.is_secret:
        blocks.append(kit.context(f"{escalation.label}: {at_most(title(escalation), 200)}"))
    buttons = [
        *_buttons(reminder, to=to),
        *([kit.button("Open in channel", ids.Action.OPEN_LINK, url=link)] if link else []),
    ]
    if buttons:
        blocks.append(kit.actions(*buttons, block_id=f"remind.{escalation.id}"))
    said = f"{escalation.label}: a reminder." if escalation.is_secret else kit.notification(plain(lines[0]))
    return Message(text=said, blocks=blocks)


def _lines(reminder: ReminderDue) -> list[Line]:
    late: list[Part] = [LATE] if reminder.late else []
    if reminder.clock is ClockKind.WATCH:
        return [[*late, *_watched(reminder)]]
    if reminder.clock is ClockKind.DECISION:
        return [[*late, *_decide(reminder)]]
    if reminder.clock is ClockKind.CUSTOMER:
        words = _words_to_pass_on(reminder.escalation)
        return [[*late, *_customer(reminder)], *([words] if words else [])]
    if reminder.escalation.status is Status.OPEN:
        return [[*late, *_nobody(reminder)]]
    lines: list[Line] = [[*late, *_news(reminder)]]
    if reminder.with_customer:
        keeper = _called_or_named(reminder, reminder.people[-1])
        lines.append(
            [keeper, ", " if keeper else "", *_customer_due(reminder), " ", *_words_to_pass_on(reminder.escalation)]
        )
    return lines


def _called(reminder: ReminderDue) -> list[Part]:
    """Whom it asks. Where two clocks speak at once, the last of the people is the customer's."""
    called: list[Part] = [kit.group(reminder.group)] if reminder.group else []
    for person in reminder.people[:-1] if reminder.with_customer else reminder.people:
        if named := _called_or_named(reminder, person):
            called += [", " if called else "", named]
    return called


def _called_or_named(reminder: ReminderDue, person: UserId) -> Part:
    """Who read of it in their list that morning is not called again; their name still says whom it asks."""
    if person not in reminder.told:
        return kit.user(person)
    escalation = reminder.escalation
    names = {escalation.assignee: escalation.assignee_name, escalation.keeper: escalation.keeper_name}
    names[escalation.reporter] = escalation.reporter_name
    return names.get(person, "")


def _nobody(reminder: ReminderDue) -> Line:
    label = reminder.escalation.label
    if reminder.page:
        return [*_called(reminder), f" Nobody has {label}. Please call: {reminder.page}", *_again(reminder)]
    called = _called(reminder)
    lead: list[Part] = [*called, " "] if called else []
    if reminder.is_overdue and reminder.escalation.severity is Severity.CRITICAL:
        return [*lead, f"Nobody has {label}. Please call someone: messages do not reach them.", *_again(reminder)]
    return [*lead, f"Nobody has {label} yet.", *_again(reminder)]


def _again(reminder: ReminderDue) -> list[Part]:
    return [" I'll ask again ", kit.when(reminder.next_at), "."] if reminder.next_at else []


def _news(reminder: ReminderDue) -> Line:
    escalation, called = reminder.escalation, _called(reminder)
    if reminder.wrote:
        wrote = at_most(" ".join(reminder.wrote.text.split()), 300)
        line: list[Part] = [f"{reminder.wrote.by_name} wrote at ", kit.when(reminder.wrote.at, "{time}")]
        return [*line, f': "{wrote}". Count that as the news on {escalation.label}?']
    if waits_for_decision(escalation):
        return _decision_on(reminder)
    lead: list[Part] = [*called, ", "] if called else []
    if reminder.is_overdue:
        line = [*lead, f"no news on {escalation.label} since ", *_since(escalation)]
        return [*line, "; it was due ", kit.when(reminder.due_at), ". One line is enough."]
    news = escalation.news
    last: list[Part] = [" Last, ", kit.when(news.at), f": {at_most(' '.join(news.text.split()), 200)}"] if news else []
    return [*lead, f"any news on {escalation.label}?", *last]


def _watched(reminder: ReminderDue) -> Line:
    escalation = reminder.escalation
    ended: list[Part] = [" ", kit.when(escalation.closed_at)] if escalation.closed_at else []
    return [
        *_called(reminder),
        f", {escalation.label} resolved itself",
        *ended,
        ". Has it come back? If not, what was it?",
    ]


def _decide(reminder: ReminderDue) -> Line:
    """To the one who is asked to decide; after the first, with what was asked."""
    escalation, called = reminder.escalation, _called(reminder)
    is_named = escalation.deadline_at is not None and not escalation.deadline_assumed
    by: list[Part] = [" by ", kit.when(escalation.deadline_at)] if is_named and escalation.deadline_at else []
    line: list[Part] = [*called, f", {escalation.label} waits for your decision", *by, "."]
    if not reminder.round:
        return line
    asked: list[Part] = [" Asked since ", kit.when(escalation.opened_at), ", no answer yet."]
    return [*line, *asked, f" {_ask(escalation)}"]


def _decision_on(reminder: ReminderDue) -> Line:
    """To the team, at its cadence, or on the day to which a decision was put off."""
    escalation, called = reminder.escalation, _called(reminder)
    lead: list[Part] = [*called, ", "] if called else []
    if reminder.is_overdue:
        return [*lead, f"no decision on {escalation.label}; it was due ", kit.when(reminder.due_at), "."]
    put_off = escalation.decision
    was: list[Part] = [f" {put_off.by_name} put it off until today."] if put_off else []
    return [*lead, f"{escalation.label} waits for a decision.", *was, f" {_ask(escalation)}"]


def _ask(escalation: Escalation) -> str:
    ask, _ = asked_of(escalation.draft, escalation.target)
    return f"Asked: {short(ask, 300)}"


def _since(escalation: Escalation) -> list[Part]:
    moment = escalation.news.at if escalation.news else escalation.acknowledged_at or escalation.opened_at
    return [kit.when(moment)]


def _customer(reminder: ReminderDue) -> Line:
    escalation, called = reminder.escalation, _called(reminder)
    lead: list[Part] = [*called, ", "] if called else []
    if not reminder.is_overdue:
        return [*lead, *_customer_due(reminder)]
    heard = escalation.told_at or escalation.opened_at
    line: list[Part] = [*lead, f"{customer(escalation)} has heard nothing since ", kit.when(heard), "."]
    line += _wrote(escalation)
    promised = reminder.due.customer_by
    return [*line, " Promised by ", kit.when(promised), "."] if promised else line


def _customer_due(reminder: ReminderDue) -> list[Part]:
    escalation = reminder.escalation
    name = customer(escalation)
    if escalation.is_closed:
        if escalation.customer_waits and escalation.answered_at:
            wrote = kit.when(escalation.answered_at)
            return [f"{escalation.label} is fixed, {name} was told and wrote back ", wrote, ". Does it work for them?"]
        state = "fixed" if escalation.status is Status.RESOLVED else "back with support"
        promised = reminder.due.customer_by
        by: list[Part] = [" Promised by ", kit.when(promised), "."] if promised else []
        return [f"{escalation.label} is {state}, but {name} has not been told.", *by]
    due: list[Part] = [" by ", kit.when(reminder.due.customer_by)] if reminder.due.customer_by else []
    heard: list[Part] = [" (last heard ", kit.when(escalation.told_at), ")"] if escalation.told_at else []
    return [f"{name} is due word", *due, *heard, ".", *_wrote(escalation)]


def _wrote(escalation: Escalation) -> list[Part]:
    """They wait for more than a promise where they have written since they last heard."""
    wrote, told = escalation.answered_at, escalation.told_at
    return [" They wrote ", kit.when(wrote), "."] if wrote and (told is None or wrote > told) else []


def _words_to_pass_on(escalation: Escalation) -> Line:
    """Only what the team wrote for customers; else that there is nothing new, which is worth saying too."""
    said = escalation.for_customer
    if said is None:
        if escalation.is_decided:
            return [f"{escalation.target} has decided, see the card. Say what of it they may hear."]
        if escalation.is_closed:
            return [f"Outcome: {at_most(escalation.outcome, 300)}"] if escalation.outcome else []
        return [f"Nothing new from {escalation.target}. Say just that: no news with a time beats silence."]
    return [
        f"{said.by_name or escalation.target} at ",
        kit.when(said.at),
        f', for customers: "{at_most(said.text, 600)}".',
    ]


def _buttons(reminder: ReminderDue, *, to: str | None = None) -> list[Block]:
    match reminder.clock:
        case ClockKind.CUSTOMER:
            return _for_the_customer(reminder)
        case ClockKind.WATCH:
            return _for_the_watcher(reminder)
        case ClockKind.DECISION:
            return _to_decide(reminder.escalation)
        case _:
            return _for_the_team(reminder, to=to)


def _for_the_customer(reminder: ReminderDue) -> list[Block]:
    number = str(reminder.escalation.id)
    words = [
        kit.button("Draft customer update", ids.Action.DRAFT_UPDATE, value=number),
        kit.button("Customer updated", ids.Action.CUSTOMER_TOLD, value=number),
    ]
    take_over = kit.button("Take over", ids.Action.TAKE_OVER, value=number)
    return [*words, take_over] if reminder.is_overdue and not reminder.escalation.is_secret else words


def _for_the_watcher(reminder: ReminderDue) -> list[Block]:
    number = str(reminder.escalation.id)
    return [
        kit.button("Write the cause", ids.Action.WRITE_LEARNING, value=number, style="primary"),
        kit.button("Reopen", ids.Action.REOPEN, value=number),
    ]


def _to_decide(escalation: Escalation) -> list[Block]:
    return decision.buttons(escalation) if waits_for_decision(escalation) else []


def _for_the_team(reminder: ReminderDue, *, to: str | None) -> list[Block]:
    escalation, number = reminder.escalation, str(reminder.escalation.id)
    decide = _to_decide(escalation)
    if escalation.status is Status.OPEN:
        if to == escalation.reporter:
            return []  # who reported it cannot take it; they are told so that they can call someone
        style = None if decide else "primary"
        return [kit.button("Acknowledge", ids.Action.ACKNOWLEDGE, value=number, style=style), *decide]
    if reminder.wrote:
        return [
            kit.button("Count it", ids.Action.COUNT_IT, value=f"{number}:{reminder.wrote.at.timestamp():.6f}"),
            kit.button("Post update", ids.Action.POST_UPDATE, value=number),
        ]
    told = kit.button("Customer updated", ids.Action.CUSTOMER_TOLD, value=number)
    return [*(decide or _for_news(number)), *([told] if reminder.with_customer else [])]


def _for_news(number: str) -> list[Block]:
    return [
        kit.button("Post update", ids.Action.POST_UPDATE, value=number, style="primary"),
        kit.button("No change", ids.Action.NO_CHANGE, value=number),
        kit.button("Snooze", ids.Action.SNOOZE, value=number),
        kit.button("De-escalate", ids.Action.DE_ESCALATE, value=number),
    ]
