"""Handle in support? Above the form, where the text fits it: what speaks for it, what against, and both ways on."""

from collections.abc import Sequence

from blocks import ids, kit
from blocks.kit import Block
from escalation.gate import Gate
from escalation.models import Reason

BLOCK = "draft.gate"
NOTHING = "Nothing in your text asks for another team."


def shown(gate: Gate) -> list[Block]:
    return [
        kit.rich([kit.bold("This may be quicker in support.")]),
        kit.items(_lines(gate.handle)),
        kit.rich(["For escalating: ", *_joined(gate.escalate)] if gate.escalate else [NOTHING]),
        kit.actions(
            kit.button("Handle in support", ids.Action.HANDLE_IN_SUPPORT),
            kit.button("Escalate anyway", ids.Action.ESCALATE_ANYWAY),
            block_id=BLOCK,
        ),
        kit.divider(),
    ]


def recorded(command: str) -> str:
    return f"Recorded: handled in support. If it fails, type {command} again: your text is kept for a day."


def _lines(reasons: Sequence[Reason]) -> list[kit.Line]:
    return [[_said(one), "."] for one in reasons]


def _joined(reasons: Sequence[Reason]) -> kit.Line:
    said = (_said(one) for one in reasons)
    return ["; ".join(one[:1].lower() + one[1:] for one in said), "."]


def _said(reason: Reason) -> str:
    return f'{reason.because}: "{reason.words}"' if reason.words else reason.because
