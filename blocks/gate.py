"""Handle in support? Above the form, where the text fits it: what speaks for it, what against, and both ways on."""

from collections.abc import Sequence

from blocks import ids, kit
from blocks.kit import Block
from escalation.documented import Documented
from escalation.drafts import Reason
from escalation.gate import Gate

BLOCK = "draft.gate"
OFFER = "draft.known.offer"
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


def offered(answer: Documented, gate: Gate | None) -> list[Block]:
    """What is known already, and the same two ways on: below the form, because it is found after that is open."""
    others = [one for one in gate.handle if one != answer.reason] if gate else []
    opens = (
        [kit.button(f"Open {answer.fact.kind}", ids.Action.OPEN_LINK, url=answer.fact.url)] if answer.fact.url else []
    )
    ways = (
        kit.button("Handle in support", ids.Action.HANDLE_IN_SUPPORT),
        kit.button("Escalate anyway", ids.Action.ESCALATE_ANYWAY),
    )
    buttons = [*opens, *(ways if gate else ())]
    return [
        *([kit.rich([kit.bold("This may be quicker in support.")])] if gate else []),
        kit.items(_lines([answer.reason, *others])) if others else kit.rich([f"{answer.sentence}."]),
        *([kit.actions(*buttons, block_id=OFFER)] if buttons else []),
    ]


def recorded(command: str, *, with_article: bool = False) -> str:
    how = ", with the article" if with_article else ""
    return f"Recorded: handled in support{how}. If it fails, type {command} again: your text is kept for a day."


def _lines(reasons: Sequence[Reason]) -> list[kit.Line]:
    return [[_said(one), "."] for one in reasons]


def _joined(reasons: Sequence[Reason]) -> kit.Line:
    said = (_said(one) for one in reasons)
    return ["; ".join(one[:1].lower() + one[1:] for one in said), "."]


def _said(reason: Reason) -> str:
    return f'{reason.because}: "{reason.words}"' if reason.words else reason.because
