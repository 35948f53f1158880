"""A decision that is asked for: its buttons, its two forms, and how it is told on the card and in the thread."""

from collections.abc import Mapping
from datetime import date

from blocks import ids, kit
from blocks.draft import Values
from blocks.forms import choice, form, text_of, typed_in
from blocks.kit import Block, Line, Part
from escalation.asks import ANSWERS, asked_of
from escalation.kinds import Verdict, at_most
from escalation.models import Decision, Escalation
from escalation.record import Value

NAMES: Mapping[Verdict, str] = {
    Verdict.APPROVED: "Approve",
    Verdict.DECLINED: "Decline",
    Verdict.PLANNED: "Planned",
    Verdict.NOT_PLANNED: "Not planned",
    Verdict.LATER: "Decide later",
}
"""What a button says, and the choice in the form."""


def buttons(escalation: Escalation) -> list[Block]:
    yes, no = ANSWERS[escalation.target]
    number = str(escalation.id)
    return [
        kit.button(NAMES[yes], ids.Action.DECIDE_YES, value=number, style="primary"),
        kit.button(NAMES[no], ids.Action.DECIDE_NO, value=number),
        kit.button(NAMES[Verdict.LATER], ids.Action.DECIDE_LATER, value=number),
    ]


# --- the forms


class Answer(Value):
    verdict: Verdict
    text: str
    conditions: str
    for_customer: str


def yes(escalation: Escalation) -> Block:
    return _decide(ids.View.DECIDE, escalation, ANSWERS[escalation.target][0])


def no(escalation: Escalation) -> Block:
    return _decide(ids.View.DECIDE, escalation, ANSWERS[escalation.target][1])


def again(escalation: Escalation) -> Block:
    """A decision that was made, to be changed."""
    was = escalation.decision
    return _decide(ids.View.DECIDE_AGAIN, escalation, was.verdict if was else ANSWERS[escalation.target][0], was)


def _decide(view: ids.View, escalation: Escalation, verdict: Verdict, was: Decision | None = None) -> Block:
    options = [kit.option(NAMES[one], one.value) for one in ANSWERS[escalation.target]]
    text, conditions = (was.text, was.conditions) if was else ("", "")
    released = escalation.for_customer.text if was and escalation.for_customer else ""
    return form(
        view,
        "Your decision" if was is None else "Change decision",
        escalation,
        [
            _asked(escalation),
            kit.field("decision.verdict", "Decision", kit.select(options, chosen=verdict.value), optional=False),
            kit.field("decision.text", "In a line", kit.text_input(text), optional=False),
            kit.field("decision.conditions", "Conditions, or date", kit.text_input(conditions)),
            kit.field(
                "decision.for_customer",
                "What may the customer hear?",
                kit.text_input(released, lines=True),
                hint="Only this goes into drafts for the customer.",
            ),
        ],
        submit="Decide",
    )


def _asked(escalation: Escalation) -> Block:
    """What is to be decided, for who opened the form from a list of messages."""
    ask, is_assumed = asked_of(escalation.draft, escalation.target)
    return kit.said(f"{escalation.label}: {at_most(escalation.draft.headline if is_assumed else ask, 300)}")


def read(values: Values) -> Answer:
    found = typed_in(values)
    return Answer(
        verdict=Verdict(choice(found, "decision.verdict")),
        text=text_of(found, "decision.text"),
        conditions=text_of(found, "decision.conditions"),
        for_customer=text_of(found, "decision.for_customer"),
    )


def later(escalation: Escalation) -> Block:
    picker: Block = {"type": "datepicker", "placeholder": kit.plain("Choose a day")}
    return form(
        ids.View.DECIDE_LATER,
        "Decide later",
        escalation,
        [
            _asked(escalation),
            kit.field(
                "decision.until",
                "On which day?",
                picker,
                hint="You are asked on that day, and not before.",
                optional=False,
            ),
            kit.field("decision.text", "What does it wait for?", kit.text_input(), hint="Support reads this."),
        ],
        submit="Decide later",
    )


def read_later(values: Values) -> tuple[date | None, str]:
    found = typed_in(values)
    chosen = found.get("decision.until", {}).get("selected_date")
    return date.fromisoformat(str(chosen)) if chosen else None, text_of(found, "decision.text")


# --- told

ON_CARD, WHOLE = 300, 2900
"""Letters of a typed field: what a card has room for, and what a form's line can hold in a thread."""


def on_card(escalation: Escalation) -> Line:
    """It stands first; a decision that was put off names its day."""
    decision = escalation.decision
    if decision is None:
        return []
    by: list[Part] = [f" {decision.by_name}, ", kit.when(decision.at), "."]
    if decision.verdict is Verdict.LATER:
        return [kit.bold("Decision later: "), day(decision, escalation), f".{_typed(decision)}", *by]
    return [kit.bold(f"{decision.verdict.capitalize()}:{_typed(decision)}"), *by]


def told(escalation: Escalation, who: str) -> Line:
    """In the thread."""
    decision = escalation.decision
    if decision is None:
        return [f"{who} decided."]
    if decision.verdict is Verdict.LATER:
        until: Line = [kit.bold(f"{who} decides later, on "), day(decision, escalation), "."]
        return [*until, f"{_typed(decision, most=WHOLE)} Nobody is asked before."]
    return [kit.bold(f"{who} decided: {decision.verdict}."), _typed(decision, most=WHOLE)]


def day(decision: Decision, escalation: Escalation) -> Part:
    return kit.when(decision.until, "{date_short_pretty}") if decision.until else escalation.label


def _typed(decision: Decision, *, most: int = ON_CARD) -> str:
    """What was typed, as a sentence after a colon or a full stop."""
    text, conditions = (
        at_most(" ".join(part.split()), most).rstrip(".") for part in (decision.text, decision.conditions)
    )
    if not text:
        return ""
    return f" {text} ({conditions})." if conditions else f" {text}."
