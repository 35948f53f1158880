"""Is it a pattern? Asked once in the thread, with what speaks for it; a person says."""

from blocks import ids, kit
from blocks.kit import Message
from escalation.kinds import at_most, label
from escalation.notices import PatternFound

MOST_NAMED = 10


def message(notice: PatternFound) -> Message:
    escalation, found = notice.escalation, notice.escalation.pattern
    if found is None:
        return Message(text=f"{escalation.label}: no pattern.", blocks=[kit.said("No pattern.")])
    said = f"{escalation.label} may be a pattern: {at_most(found.because, 300)}."
    with_others = ", ".join(label(one) for one in found.escalations[:MOST_NAMED])
    customers = at_most(", ".join(found.customers[:MOST_NAMED]), 300)
    number = str(escalation.id)
    buttons = [
        kit.button("Confirm", ids.Action.CONFIRM_PATTERN, value=number),
        kit.button("Not the same", ids.Action.DENY_PATTERN, value=number),
    ]
    if notice.raises_to:
        raised = kit.button(f"Confirm, raise to {notice.raises_to}", ids.Action.RAISE_PATTERN, value=number)
        buttons.insert(1, raised)
    about = f"With {with_others}." if with_others else "They joined here."
    about += f" Customers: {customers}." if customers else ""
    return Message(
        text=kit.notification(kit.escaped(said)),
        blocks=[
            kit.rich([kit.bold(said)], [about]),
            kit.actions(*buttons, block_id=f"pattern.{number}"),
        ],
    )
