"""The full brief in Slack: the seed's sections and labels, in its order, in the card's thread.

A brief longer than one message goes on in the next; nothing is cut. What people typed stands in rich text.
"""

from collections.abc import Iterator, Sequence

from blocks import ids, kit
from blocks.kit import Block, Message
from escalation import brief as briefs
from escalation.brief_model import Brief
from escalation.models import Escalation

PIECE = 2500
"""Letters of typed text in one block, under Slack's 3,000 with room for its label."""

ROOM = 9000
"""Letters in one message. Slack names no bound for all blocks together; long ones are refused now and then."""

MOST_BLOCKS = 40


def messages(escalation: Escalation) -> list[Message]:
    """The brief in as many messages as it needs, in order."""
    pages = list(_pages([*sections(briefs.of(escalation)), *_below(escalation)]))
    secret = escalation.is_secret
    return [
        Message(text=_notification(escalation, page, of=len(pages), secret=secret), blocks=blocks)
        for page, blocks in enumerate(pages, start=1)
    ]


def _below(escalation: Escalation) -> Iterator[Block]:
    """What can be made of a brief, where a tracker may be written to."""
    if escalation.files_bugs and not escalation.is_secret:
        yield kit.actions(kit.button("File a bug", ids.Action.FILE_BUG, value=str(escalation.id)))


def again(escalation: Escalation, part: int) -> Message:
    """One part of the edited brief; a part that it no longer needs says so."""
    made = messages(escalation)
    if part <= len(made):
        return made[part - 1]
    said = "This part of the brief is now above."
    return Message(text=said, blocks=[kit.context(said)])


def sections(brief: Brief) -> Iterator[Block]:
    yield kit.header(f"ESCALATION: {brief.headline}")
    if len(brief.headline) > 130:  # noqa: PLR2004 - where the header above begins to cut
        yield from _text(brief.headline)
    yield _labels(
        ("Severity", brief.severity),
        ("Target team", brief.target),
        ("Reported by", brief.reported_by),
        ("Date", brief.date),
    )
    yield kit.header("Impact")
    impact = brief.impact
    yield from _facts(
        ("Customers affected", impact.customers_affected),
        ("Workflow impact", impact.workflow_impact),
        ("Revenue at risk", impact.revenue_at_risk),
        ("Time in queue", impact.time_in_queue),
        *impact.beside,
    )
    yield kit.header("Issue Description")
    yield from _text(brief.issue)
    yield from _facts(*brief.beside)
    yield kit.header("What's Been Tried")
    yield from _steps(brief.tried)
    yield kit.header("Reproduction Steps")
    yield from _steps(brief.reproduction.steps)
    yield from _facts(
        ("Expected", brief.reproduction.expected),
        ("Actual", brief.reproduction.actual),
        ("Environment", brief.reproduction.environment),
    )
    yield from _ending(brief)


def _ending(brief: Brief) -> Iterator[Block]:
    yield kit.header("Customer Communication")
    yield from _facts(
        ("Last update to customer", brief.communication.last_update),
        ("Customer expectation", brief.communication.expectation),
        ("Escalation risk", brief.communication.risk),
        *brief.communication.beside,
    )
    yield kit.header("What's Needed")
    yield from _facts(("Ask", brief.needed.ask), ("Deadline", brief.needed.deadline), *brief.needed.beside)
    yield kit.header("Supporting Context")
    earlier = "\n".join(brief.supporting.earlier)
    yield from _facts(
        ("Related tickets or links", "\n".join(brief.supporting.tickets)),
        ("Internal discussion threads", "\n".join(brief.supporting.threads)),
        ("Documentation or logs", "\n".join(brief.supporting.documentation)),
        *([("Earlier escalations of this customer", earlier)] if earlier else []),
    )


def _labels(*facts: tuple[str, str]) -> Block:
    lines: list[kit.Line] = [[kit.bold(f"{label}: "), said] for label, said in facts]
    return kit.rich(*lines)


def _facts(*facts: tuple[str, str]) -> Iterator[Block]:
    """Short ones together, long ones in pieces of their own."""
    short: list[tuple[str, str]] = []
    for label, said in facts:
        if len(said) <= PIECE // len(facts):
            short.append((label, said))
            continue
        if short:
            yield _labels(*short)
            short = []
        yield _labels((label, ""))
        yield from _text(said)
    if short:
        yield _labels(*short)


def _text(said: str) -> Iterator[Block]:
    for piece in kit.pieces(said, PIECE):
        yield kit.rich([piece])


def _steps(steps: Sequence[str]) -> Iterator[Block]:
    """Numbered by us, so that the count goes on over blocks and messages."""
    for number, step in enumerate(steps, start=1):
        if len(step) > PIECE:
            yield from _text(f"{number}. {step}")
        else:
            yield kit.rich([f"{number}. {step}"])


def _pages(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    page: list[Block] = []
    used = 0
    for block in blocks:
        size = _letters(block)
        if page and (len(page) == MOST_BLOCKS or used + size > ROOM):
            heading = [page.pop()] if page[-1]["type"] == "header" and len(page) > 1 else []  # stays with its text
            yield page
            page, used = heading, sum(map(_letters, heading))
        page.append(block)
        used += size
    yield page


def _letters(block: Block) -> int:
    """Letters of text anywhere in a block."""
    said = block.get("text")
    if isinstance(said, str):
        return len(said)
    return sum(map(_letters, block.get("elements", ()))) + (_letters(said) if said else 0)


def _notification(escalation: Escalation, page: int, *, of: int, secret: bool) -> str:
    part = f", part {page} of {of}" if of > 1 else ""
    about = "" if secret else f": {kit.escaped(escalation.draft.headline)}"
    return kit.notification(f"Brief for {escalation.label}{part}{about}")
