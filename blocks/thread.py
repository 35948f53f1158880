"""Lines in a brief's thread, and the same lines in direct messages: what was done, by whom, and what comes next."""

from typing import assert_never

from blocks import closing, decision, for_customer, ids, kit, undoing
from blocks.card import at_start, customer, title
from blocks.kit import Block, Line, Message, Part
from escalation.facts import spelt
from escalation.kinds import TargetTeam, at_most, label
from escalation.notices import Deed, Done, IssueWanted, MovedAway, NoteKind, Paged, ReminderFolded, TicketNote

REASON = 300
"""Letters of another product's words that a line shows."""

WORDS = 1500
"""Letters of someone's text that a line shows; the whole stands in the trail and, for an update, below the line."""


def message(done: Done, *, direct: bool, to: str | None = None) -> Message:
    """`direct` is for people who are not in the thread: it names the escalation and its headline. `to` reads it.

    Of a Security escalation they hear the state, and phones show no more than the deed.
    """
    if direct and done.escalation.is_secret:
        return state_of_secret(done)
    line = _to_one(done, to) if direct else [*_called(done), *said(done)]
    blocks: list[Block] = [kit.rich(line)]
    if direct:
        blocks.append(kit.context(f"{done.escalation.label}: {at_most(title(done.escalation), 200)}"))
    if done.note and done.deed in QUOTED:
        blocks += [kit.quote(piece) for piece in kit.pieces(done.note, WORDS)]
    if direct and done.deed is Deed.DECIDED:
        blocks += _to_pass_on(done)
    if done.deed in closing.ENDS and not done.escalation.is_secret:
        blocks.append(closing.steps(done))
    blocks += closing.buttons(done)
    blocks += [] if direct else undoing.below(done)
    text = f"{done.escalation.label}: {done.deed}." if done.escalation.is_secret else kit.notification(_plain(line))
    return Message(text=text, blocks=blocks)


SECRET_STATES = {
    Deed.ACKNOWLEDGED: "was taken by Security.",
    Deed.REASSIGNED: "was taken by Security.",
    Deed.HANDED_OVER: "is with Security now.",
    Deed.DE_ESCALATED: "was de-escalated by Security.",
    Deed.UNDONE: "was taken up again by Security.",
    Deed.RESOLVED: "was resolved by Security.",
    Deed.REOPENED: "was reopened by Security.",
}
"""All that the reporter of a Security escalation hears of a deed."""


def state_of_secret(done: Done) -> Message:
    said = f"{done.escalation.label} {SECRET_STATES.get(done.deed, 'is with Security.')}"
    add = kit.button("Add information", ids.Action.ADD_EVIDENCE, value=str(done.escalation.id))
    return Message(text=said, blocks=[kit.rich([kit.bold(said)]), kit.actions(add)])


QUOTED = {Deed.UPDATED, Deed.EVIDENCE, Deed.CUSTOMER_TOLD, Deed.REASON}
"""Deeds whose words stand below the line."""


def said(done: Done) -> Line:  # noqa: C901, PLR0911, PLR0912 - one line for each deed
    who, esc = done.by_name or "Someone", done.escalation
    match done.deed:
        case Deed.ACKNOWLEDGED:
            return [
                kit.bold(f"{who} has it."),
                *_news_by(done),
                f" {esc.keeper_name} keeps {customer(esc)} informed.",
            ]
        case Deed.TAKEN_BACK:
            return [f"{who} took the acknowledgement back. Nobody has it.", *_take_by(done)]
        case Deed.TAKEN_OVER:
            return [
                kit.bold(f"{who} keeps {customer(esc)} informed from now on."),
                f" Before: {done.before or 'nobody'}.",
            ]
        case Deed.REASSIGNED:
            return [f"{who} gave it to ", kit.bold(esc.assignee_name), f" (before: {done.before}).", *_news_by(done)]
        case Deed.HANDED_OVER:
            return [
                f"{who} handed it from {done.before} to ",
                kit.bold(str(esc.target)),
                ". Clocks and history came along.",
                f" Decided there: {at_most(done.note, 300)}" if done.note else "",
            ]
        case Deed.UPDATED:
            return [kit.bold(f"News from {who}."), *_news_by(done)]
        case Deed.NO_CHANGE:
            return _no_change(done)
        case Deed.SNOOZED:
            return [f"{who} put the question off.", *_asked_at(done)]
        case Deed.DECIDED | Deed.DECIDED_LATER:
            return decision.told(esc, who)
        case Deed.SEVERITY:
            reason = f" Why: {at_most(done.note, 300)}" if done.note else ""
            return [f"{who} changed it from {done.before} to ", kit.bold(str(esc.severity)), f".{reason}", *_next(done)]
        case Deed.EDITED:
            return [f"{who} edited the brief: {at_most(done.note.replace('_', ' '), 200)}."]
        case Deed.EVIDENCE:
            return [f"{who} added:"]
        case Deed.CUSTOMER_TOLD:
            return [_told(done, who), *_customer_next(done)]
        case Deed.CONFIRMED:
            return [kit.bold(f"{at_start(customer(esc))} confirmed that it works."), f" Heard by {who}."]
        case Deed.DE_ESCALATED:
            return [
                kit.bold(f"{who} de-escalated {esc.label}."),
                f" {esc.target} gets no more reminders.",
                *_last_word(done),
            ]
        case Deed.UNDONE:
            return [f"{who} took that back. Reminders run again.", *_next(done)]
        case Deed.RESOLVED:
            cause = f": {at_most(done.note, 300)}" if done.note else ""
            return [kit.bold(f"{who} marked {esc.label} resolved"), f"{cause}.", *_last_word(done)]
        case Deed.REOPENED:
            return [kit.bold(f"{who} reopened {esc.label}."), " Nobody has it.", *_take_by(done)]
        case Deed.WITHDRAWN:
            return [f"{who} withdrew {esc.label}. Nothing to do."]
        case Deed.ADDED:
            about = f" {at_most(done.before, WORDS)}" if done.before else ""
            return [kit.bold(f"{who} joined: {at_most(done.note, 300)} has the same problem."), about]
        case Deed.TAKEN_OUT:
            joined_by = f" (joined by {done.before})" if done.before != who else ""
            return [
                kit.bold(f"{who} took {at_most(done.note, 300)} out again{joined_by}."),
                " The rest stays as it was.",
            ]
        case Deed.PATTERN:
            return [kit.bold(f"{who} confirmed a pattern: "), f"{at_most(done.note, 300)}."]
        case Deed.NO_PATTERN:
            return [f"{who}: not a pattern ({at_most(done.note, 300)})."]
        case Deed.JOINED:
            added = f" {done.note} came along." if done.note else ""
            return [kit.bold(f"{who} joined {done.before} to this: the same problem."), added]
        case Deed.PARTED:
            gone = f" {done.note} went along." if done.note else ""
            return [f"{who} took {done.before} out again: it goes on by itself.{gone}"]
        case Deed.REASON:
            return _why(done, who)
        case Deed.FILED:
            return [f"{who} filed it as ", *_issue(done), "."]
        case Deed.LINKED:
            return [f"{who} linked ", *_issue(done), "."]
        case _ as never:
            assert_never(never)


def _told(done: Done, who: str) -> str:
    if not done.sent_on:
        return f"{who} told {customer(done.escalation)}."
    ticket = at_most(done.sent_on.removeprefix("ticket-"), 60)
    return f"{who} replied to the customer on ticket {ticket} in {spelt(done.sent_in)}."


def _issue(done: Done) -> Line:
    """The one that came last is the one that the deed is about."""
    issue = done.escalation.issues[-1] if done.escalation.issues else None
    if issue is None:
        return [done.note or "an issue"]
    shown = f"{issue.id}: {at_most(issue.title, 150)}"
    return [kit.link(issue.url, shown) if issue.url else shown, f" ({spelt(issue.source)})"]


def _why(done: Done, who: str) -> Line:
    esc = done.escalation
    if not done.before:
        return [f"{who}, what we learned from {esc.label}:"]
    watch: list[Part] = (
        [" Cause not known: asked again ", kit.when(esc.watched_until), "."] if esc.watched_until else []
    )
    goes_on = f" {at_start(customer(esc))} goes on in {label(esc.merged.into)}." if esc.merged else ""
    return [f"{who}, why {esc.label} went back to support:", *watch, goes_on]


def _called(done: Done) -> list[Part]:
    called: list[Part] = [kit.group(done.group), " "] if done.group else []
    return [*called, kit.user(done.person), " "] if done.person else called


def _to_one(done: Done, to: str | None) -> Line:
    """The same fact for someone who is not in the thread, often the one who has to tell the customer."""
    who, esc = done.by_name or "Someone", done.escalation
    match done.deed:
        case Deed.ACKNOWLEDGED:
            return [kit.bold(f"{who} ({esc.target}) has {esc.label}."), *_news_by(done)]
        case Deed.DE_ESCALATED:
            return [kit.bold(f"{who} de-escalated {esc.label}."), *_your_word(done, to)]
        case Deed.RESOLVED:
            cause = f": {at_most(done.note, 300)}" if done.note else ""
            return [kit.bold(f"{who} marked {esc.label} resolved"), f"{cause}.", *_your_word(done, to)]
        case Deed.REOPENED:
            return said(done)
        case _:
            return [f"{esc.label}: ", *said(done)]


def _your_word(done: Done, to: str | None) -> list[Part]:
    """Only who keeps the customer is to tell them; anyone else hears who does."""
    if done.due.remind_at is None or done.escalation.customer_knows:
        return []
    if to not in {None, done.escalation.keeper}:
        return _last_word(done)
    return [f" Please tell {customer(done.escalation)} by ", kit.when(done.due.remind_at), "."]


def _to_pass_on(done: Done) -> list[Block]:
    """A decision reaches who keeps the customer with a first text for them."""
    esc = done.escalation
    number = str(esc.id)
    return [
        kit.rich([f"You can tell {customer(esc)}:"]),
        kit.quote(for_customer.first_text(esc, next_by="")),
        kit.actions(
            kit.button("Draft customer update", ids.Action.DRAFT_UPDATE, value=number),
            kit.button("Customer updated", ids.Action.CUSTOMER_TOLD, value=number),
            block_id=f"decided.{number}",
        ),
    ]


def _news_by(done: Done) -> list[Part]:
    return [" Next news by ", kit.when(done.due.news_by), "."] if done.due.news_by else []


def _take_by(done: Done) -> list[Part]:
    return [" Asked to be taken by ", kit.when(done.due.acknowledge_by), "."] if done.due.acknowledge_by else []


def _asked_at(done: Done) -> list[Part]:
    return [" Asked again ", kit.when(done.due.news_by), "."] if done.due.news_by else []


def _next(done: Done) -> list[Part]:
    return _news_by(done) or _take_by(done)


def _customer_next(done: Done) -> list[Part]:
    if done.escalation.is_closed:
        until = done.due.remind_at
        if until is None:
            return [" No more reminders."]
        return [" If they say nothing by ", kit.when(until), ", that counts as confirmed."]
    return [" Next word is due by ", kit.when(done.due.customer_by), "."] if done.due.customer_by else []


def _last_word(done: Done) -> list[Part]:
    """The customer's clock makes its last round."""
    if done.due.remind_at is None or done.escalation.customer_knows:
        return []
    name = customer(done.escalation)
    return [f" {done.escalation.keeper_name} tells {name} by ", kit.when(done.due.remind_at), "."]


def _no_change(done: Done) -> Line:
    if done.lead is None:
        return [f"{done.by_name}: no change.", *_news_by(done)]
    count = {3: "Third", 6: "Sixth", 9: "Ninth"}.get(done.escalation.no_changes, f"{done.escalation.no_changes}th")
    return [
        f'{count} "no change" on {done.escalation.label}. ',
        kit.user(done.lead),
        ", is something missing?",
        *_news_by(done),
    ]


def _plain(line: Line) -> str:
    """A line as notification text: typed words escaped, moments in the reader's zone."""
    return "".join(_leaf(part) for part in line)


def _leaf(part: Part) -> str:
    if isinstance(part, str):
        return kit.escaped(part)
    match part["type"]:
        case "date":
            return f"<!date^{part['timestamp']}^{part['format']}|{part['fallback']}>"
        case "user":
            return f"<@{part['user_id']}>"
        case "usergroup":
            return f"<!subteam^{part['usergroup_id']}>"
        case _:
            return kit.escaped(str(part.get("text", "")))


def plain(line: Line) -> str:
    return _plain(line)


def folded(notice: ReminderFolded) -> Message:
    """What a reminder became, in one line without buttons."""
    return Message(text=kit.notification(kit.escaped(notice.said)), blocks=[kit.context(notice.said)])


def moved_away(notice: MovedAway) -> Message:
    """The stub where a card stood, before another team got it. Of Security it says nothing."""
    label = notice.escalation.label
    said = (
        f"{label} is no longer here."
        if notice.to is TargetTeam.SECURITY
        else f"{label} went to {notice.to}, by {notice.by_name}."
    )
    return Message(text=kit.notification(kit.escaped(said)), blocks=[kit.context(said)])


def paged(notice: Paged, *, direct: bool) -> Message:
    """That on-call was called outside Slack, or was not, and who calls then. It waits for nobody's answer here."""
    escalation = notice.escalation
    about = f"{escalation.label}: on-call" if direct else "On-call"
    line: Line = [f"{about} for {escalation.target} was paged, outside Slack."]
    if notice.reason:
        called: Line = [kit.user(notice.lead), " "] if notice.lead and not direct else []
        call = f" Please call: {at_most(notice.page, WORDS)}" if notice.page else " Please call them yourself."
        why = at_most(notice.reason, REASON)
        line = [*called, f"{about} for {escalation.target} could not be paged: {why}.", kit.bold(call)]
    return Message(text=kit.notification(_plain(line)), blocks=[kit.rich(line)])


def noted(note: TicketNote) -> Message:
    """What became of a note on the ticket; one that was not taken is left to whoever reads this."""
    esc, reason = note.escalation, at_most(note.reason, REASON)
    ticket = f"ticket {at_most(esc.draft.ticket, 60)}" if esc.draft.ticket else "its ticket"
    line: Line = [f"{esc.label}: a note was written on {ticket}, in {spelt(note.source)}."]
    if note.reason:
        what = "the note with the outcome" if note.about is NoteKind.ENDED else "a note"
        yourself = kit.bold(" Please write it there yourself: More, Copy as text.")
        said = f"{esc.label}: {what} could not be written on {ticket}: {reason}."
        line = [said] if note.is_unsure else [said, yourself]
    return Message(text=kit.notification(_plain(line)), blocks=[kit.rich(line)])


def not_filed(wanted: IssueWanted) -> Message:
    """To whoever wanted it: why it is not there, and their words, so that nothing typed is lost."""
    what = f"{wanted.existing} could not be linked" if wanted.existing else "the bug could not be filed"
    about = kit.bold(f"{wanted.escalation.label}: {at_most(what, 100)} in {spelt(wanted.source)}")
    line: Line = [about, f": {at_most(wanted.reason, REASON)}."]
    typed = "\n".join(part for part in (wanted.title, wanted.text) if part)
    blocks = [kit.rich(line), *(kit.quote(piece) for piece in kit.pieces(typed, WORDS))]
    return Message(text=kit.notification(_plain(line)), blocks=blocks)
