"""What can be pressed on a card: at most three buttons, and a menu for the rest."""

from collections.abc import Sequence

from blocks import decision, ids, kit
from blocks.kit import Block
from escalation.asks import waits_for_decision
from escalation.kinds import Status
from escalation.models import Escalation


def buttons(escalation: Escalation) -> list[Block]:
    """At most three, and More. Acknowledge and De-escalate are never side by side."""
    number = str(escalation.id)
    if escalation.is_closed:
        first = [kit.button("Reopen", ids.Action.REOPEN, value=number)]
    elif waits_for_decision(escalation):
        first = decision.buttons(escalation)
    elif escalation.status is Status.OPEN:
        first = [
            kit.button("Acknowledge", ids.Action.ACKNOWLEDGE, value=number, style="primary"),
            kit.button("Post update", ids.Action.POST_UPDATE, value=number),
            kit.button("De-escalate", ids.Action.DE_ESCALATE, value=number),
        ]
    else:
        first = [
            kit.button("Post update", ids.Action.POST_UPDATE, value=number, style="primary"),
            kit.button("Mark resolved", ids.Action.RESOLVE, value=number),
            kit.button("De-escalate", ids.Action.DE_ESCALATE, value=number),
        ]
    return [*first, kit.overflow(ids.Action.MORE, _more(escalation))]


def _more(escalation: Escalation) -> list[Block]:
    """What has no button; Slack's menu has room for five."""
    is_open = escalation.status is Status.OPEN
    if escalation.is_closed:
        named = [("Copy as text", ids.More.COPY)]
    elif waits_for_decision(escalation):
        named = [
            ("Acknowledge", ids.More.ACKNOWLEDGE) if is_open else ("Post update", ids.More.UPDATE),
            ("Change severity", ids.More.SEVERITY) if is_open else ("Mark resolved", ids.More.RESOLVE),
            ("Reassign", ids.More.REASSIGN),
            ("Edit brief", ids.More.EDIT),
            ("De-escalate", ids.More.DE_ESCALATE),
        ]
    else:
        last = ("Change decision", ids.More.DECIDE_AGAIN) if escalation.is_decided else ("Snooze", ids.More.SNOOZE)
        named = [
            ("Change severity", ids.More.SEVERITY),
            ("Reassign", ids.More.REASSIGN),
            ("Edit brief", ids.More.EDIT),
            ("Copy as text", ids.More.COPY),
            ("Withdraw", ids.More.WITHDRAW) if is_open else last,
        ]
    return _options(escalation, named)


def for_reporter(escalation: Escalation) -> Block:
    """What a reporter may still want of their own, beside the buttons of their message."""
    named = [
        ("Edit brief", ids.More.EDIT),
        ("Copy as text", ids.More.COPY),
        ("Duplicate of another", ids.More.DUPLICATE),
        ("Withdraw", ids.More.WITHDRAW),
    ]
    return kit.overflow(ids.Action.MORE, _options(escalation, named))


def _options(escalation: Escalation, named: Sequence[tuple[str, ids.More]]) -> list[Block]:
    return [kit.option(text, f"{what.value}:{escalation.id}") for text, what in named]
