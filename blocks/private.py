"""Answers to one person, privately: the text that is kept, help, what they asked to see."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from blocks import card, ids, kit
from blocks import trail as history
from blocks.card import MARKS, title
from blocks.kit import Block, Line
from escalation import brief as briefs
from escalation import renderings
from escalation.kinds import DraftId, Status, at_most
from escalation.looking import Page, Row, Scope
from escalation.models import Escalation, Event
from escalation.notices import Standing
from escalation.ports import KeptDraft

Answer = dict[str, Any]
"""`text` and `blocks` of an answer that only one person sees."""

PREVIEW = 2500
MOST_PIECES = 45


def form_failed(reason: str, *, text: str, draft: DraftId) -> Answer:
    """The form could not be opened: what was typed comes back, and is kept."""
    said = "The form could not be opened, Slack was too slow or refused it. Your text is kept for a day."
    blocks = [
        kit.said(said),
        *([kit.preformatted(at_most(text, PREVIEW))] if text else []),
        kit.actions(kit.button("Open the form", ids.Action.OPEN_FORM, value=draft, style="primary")),
        kit.context(f"Reason: {reason}"),
    ]
    return {"text": said, "blocks": blocks}


def went_wrong(text: str) -> Answer:
    """A fault of ours: nothing could be kept, so what was typed goes back."""
    said = "That went wrong on our side. Please try again in a minute; if it goes on, tell whoever runs this app."
    return {"text": said, "blocks": [kit.said(said), *([kit.preformatted(at_most(text, PREVIEW))] if text else [])]}


def not_built(called: str, text: str) -> Answer:
    """What was typed behind it goes back: nothing keeps it yet."""
    said = f"{called} is not built yet. Nothing was opened or changed."
    typed = [kit.preformatted(at_most(text, PREVIEW))] if text.casefold() not in called.casefold() else []
    return {"text": kit.escaped(said), "blocks": [kit.said(said), *typed]}


def unfinished(kept: KeptDraft) -> Answer:
    said = "You have one that was not sent:"
    about = kept.draft.headline or kept.draft.issue or "not yet said what is wrong"
    return {
        "text": f"{said} {kit.escaped(at_most(about, 200))}",
        "blocks": [
            kit.rich([said], [at_most(about, 300)]),
            kit.actions(
                kit.button("Continue", ids.Action.OPEN_FORM, value=kept.id, style="primary"),
                kit.button("Forget it", ids.Action.DISMISS_DRAFT, value=kept.id),
            ),
        ],
    }


def help_text(command: str) -> Answer:
    lines: list[tuple[str, str]] = [
        (f"{command} API returns 500 for Acme Corp", "opens the form, filled from your text"),
        (f"{command}", "opens an empty form, and offers one you did not finish"),
        (f"{command} show ESC-12", "shows you one"),
        (f"{command} list", "what is yours; list team, list all for more"),
        (f"{command} setup", "channels, groups and leads, for admins and leads"),
    ]
    told: list[Line] = [[kit.code(typed), f"  {what}"] for typed, what in lines]
    end = "From a thread: message menu (⋮), then Escalate this message."
    return {
        "text": f"{command} and what is wrong opens the form. {end}",
        "blocks": [kit.rich(*told), kit.context(end)],
    }


STATES = {
    Status.OPEN: "open, nobody has it yet",
    Status.ACKNOWLEDGED: "acknowledged",
    Status.DE_ESCALATED: "de-escalated",
    Status.RESOLVED: "resolved",
}


def shown(
    standing: Standing, *, link: str | None = None, trail: Sequence[Event] = (), state_only: bool = False
) -> Answer:
    """One escalation and its trail; of a Security one the reporter sees the state only."""
    escalation = standing.escalation
    state = f"{escalation.label}, with {escalation.target}, is {_state(escalation)}"
    if state_only:
        return {"text": f"{state}.", "blocks": [kit.said(f"{state}.")]}
    brief = briefs.of(escalation)
    heading = f"{MARKS[escalation.severity]} {escalation.severity}: {title(escalation)}"
    blocks = [
        kit.header(heading),
        kit.rich(
            [
                f"{state}. From {escalation.reporter_name or 'support'}, ",
                kit.when(escalation.opened_at),
                ".",
            ],
            *([["It was handled in support first, and came back."]] if escalation.handled_before else []),
            [f"Needed: {at_most(brief.needed.ask, 300)}"],
            *card.promises(escalation, standing.due),
        ),
    ]
    if trail:
        blocks.append(history.block(trail))
    if link:
        blocks.append(kit.actions(kit.button("Open in channel", ids.Action.OPEN_LINK, url=link)))
    return {"text": kit.notification(f"{state}: {kit.escaped(title(escalation))}"), "blocks": blocks}


def _state(escalation: Escalation) -> str:
    if escalation.withdrawn:
        return "withdrawn"
    by = f" by {escalation.closed_by_name}" if escalation.is_closed and escalation.closed_by_name else ""
    why = f": {at_most(escalation.outcome.rstrip('.'), 300)}" if escalation.is_closed and escalation.outcome else ""
    return f"{STATES[escalation.status]}{by}{why}"


def listed(page: Page, *, scope: Scope, now: datetime) -> Answer:
    """What is open, in the order in which it presses; the next page is one tap away."""
    if not page.rows:
        said = "Nothing is open that is yours to see."
        return {"text": said, "blocks": [kit.said(said)]}
    said = counted(page)
    blocks = [kit.rich([kit.bold(said)]), *rows(page, now=now)]
    if page.next is not None:
        blocks.append(kit.actions(kit.button("More", ids.Action.NEXT_PAGE, value=f"{scope.value}:{page.next}")))
    return {"text": said, "blocks": blocks}


def counted(page: Page) -> str:
    """How many there are, and which of them are shown."""
    closed = f", {page.unheard} closed whose customer waits for word from you" if page.unheard else ""
    said = f"{page.total or 'Nothing'} open{closed}"
    is_whole = page.next is None and not page.skip
    last, whole = page.skip + len(page.rows), page.total + page.unheard
    return said if is_whole else f"{page.skip + 1} to {last} of {whole}: {said}"


def rows(page: Page, *, now: datetime) -> list[Block]:
    """One block an escalation: what it is, whose move it is, and what the reader owes."""
    return [kit.rich(*_row(row, now)) for row in page.rows]


def _row(row: Row, now: datetime) -> list[Line]:
    esc = row.escalation
    first: Line = [kit.bold(f"{esc.label} "), f"{MARKS[esc.severity]} {esc.severity}, {at_most(title(esc), 120)}"]
    second: list[kit.Part] = [
        f"{_who_has(esc)}; opened ",
        kit.when(esc.opened_at),
        f" by {esc.reporter_name or 'support'}",
    ]
    if row.owed_at is None:
        return [first, second]
    late = row.owed_at <= now
    owes: list[kit.Part] = ["You owe " + row.owed + (", overdue since " if late else " by "), kit.when(row.owed_at)]
    return [first, [kit.bold("Overdue. ") if late else "", *owes], second]


def _who_has(escalation: Escalation) -> str:
    if escalation.is_closed:
        return _state(escalation)
    if escalation.assignee:
        return f"{escalation.assignee_name} ({escalation.target}) has it"
    return f"nobody in {escalation.target} has it"


def as_text(escalation: Escalation) -> Answer:
    """The brief in Markdown, to paste into a ticket. Beyond one block it goes on in the next."""
    text = renderings.to_markdown(briefs.of(escalation))
    blocks = [kit.preformatted(piece) for piece in kit.pieces(text, PREVIEW)]
    if len(blocks) > MOST_PIECES:
        blocks = [
            *blocks[:MOST_PIECES],
            kit.context("There is more than fits here. All of it is in the card's thread."),
        ]
    return {"text": f"{escalation.label} as text", "blocks": blocks}
