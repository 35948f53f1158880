"""The form that opens with a de-escalation: why, and what was learned. What it asks follows the reason chosen."""

import re
from datetime import date

from blocks import ids, kit
from blocks.draft import Values
from blocks.forms import choice, form, text_of, typed_in
from blocks.kit import Block
from escalation.kinds import EndReason, EscalationId, Status
from escalation.models import Escalation
from escalation.record import Value

OF, CAUSE, UNTIL = "reason.of", "reason.cause", "reason.until"
_NUMBER = re.compile(r"(?:esc-)?#?(\d{1,9})", re.IGNORECASE)


class Explained(Value):
    reason: EndReason | None = None
    learning: str = ""
    cause: str = ""
    watch_until: date | None = None
    duplicate_of: EscalationId | None = None


def reason(escalation: Escalation, chosen: EndReason | None = None) -> Block:
    """Opens with the click that has de-escalated already; closing it undoes nothing."""
    options = [kit.option(one.value, one.value) for one in EndReason]
    return form(
        ids.View.REASON,
        "Why back to support?",
        escalation,
        [
            kit.said("Already de-escalated. This is for the record; close it to skip."),
            kit.field(ids.Action.CHOOSE_REASON, "Reason", kit.select(options, chosen=chosen), watched=True),
            *_asked(chosen),
            kit.field("reason.learning", "What did we learn? One line.", kit.text_input()),
        ],
        submit="Save",
        close="Skip",
    )


def _asked(chosen: EndReason | None) -> list[Block]:
    """What a reason wants to know besides."""
    picker: Block = {"type": "datepicker", "placeholder": kit.plain("Choose a day")}
    match chosen:
        case EndReason.DUPLICATE:
            hint = "Its customers go on there. Leave empty if you don't know."
            return [kit.field(OF, "Of which one?", kit.text_input(placeholder="ESC-12"), hint=hint)]
        case EndReason.ITSELF:
            hint = "You are asked on that day whether it came back."
            return [
                kit.field(CAUSE, "What was the cause?", kit.text_input()),
                kit.field(UNTIL, "Not known? Watch it until", picker, hint=hint),
            ]
        case _:
            return []


def learning(escalation: Escalation) -> Block:
    """The line that was skipped at the end, asked for again; of what is watched, the cause."""
    if escalation.watched_by:
        return reason(escalation, EndReason.ITSELF)
    if escalation.status is not Status.RESOLVED and not escalation.outcome:
        return reason(escalation)
    field = kit.field("reason.learning", "What did we learn? One line.", kit.text_input(), optional=False)
    return form(ids.View.REASON, "What did we learn?", escalation, [field], submit="Save")


def problems(values: Values) -> dict[str, str]:
    """What is wrong, by field."""
    found = typed_in(values)
    of, day = text_of(found, OF), found.get(UNTIL, {}).get("selected_date")
    if of and not _NUMBER.fullmatch(of):
        return {OF: "Write its number, like ESC-12."}
    if CAUSE in found and not text_of(found, CAUSE) and not day:
        return {CAUSE: "Write the cause, or choose a day until which you watch it."}
    return {}


def read(values: Values) -> Explained:
    """Of a form without problems."""
    found = typed_in(values)
    why, day = choice(found, ids.Action.CHOOSE_REASON), found.get(UNTIL, {}).get("selected_date")
    number = _NUMBER.fullmatch(text_of(found, OF))
    return Explained(
        reason=EndReason(why) if why else None,
        learning=text_of(found, "reason.learning"),
        cause=text_of(found, CAUSE),
        watch_until=date.fromisoformat(str(day)) if day else None,
        duplicate_of=EscalationId(int(number.group(1))) if number else None,
    )
