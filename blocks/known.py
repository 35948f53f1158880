"""What other products know, in the open form: one place below the inputs, kept from the first moment on.

Facts are to be ticked. Each block is drawn once and then stays as it is, because in Slack a tick survives only so.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from blocks import gate, kit, limits
from blocks.along import boxes, ticked_in
from blocks.detail import Said
from blocks.evidence import KINDS, WHY
from blocks.kit import Block
from escalation.facts import AnyFact, TicketMoment, key, spelt, summary
from escalation.kinds import at_most
from escalation.known import Place

BLOCK = "draft.known"


def place(known: Place) -> list[Block]:
    waves = (one for number, wave in enumerate(known.waves) for one in _to_tick(number, wave, known))
    suggests = [kit.rich([kit.bold(at_most(known.suggests, limits.TEXT))])] if known.suggests else []
    return [*(gate.offered(known.answer, known.offer) if known.answer else []), *suggests, *waves, *_state(known)]


def _to_tick(number: int, wave: Sequence[AnyFact], known: Place) -> list[Block]:
    """Boxes below their words: beside them there is no room on a phone."""
    facts = [one for kind, _ in KINDS for one in wave if isinstance(one, kind)]  # in the order in which they help
    options = [kit.option(_title(one), _value(one), _about(one)) for one in facts[: limits.CHECKBOXES]]
    ticked = {_value(one) for one in facts if key(one) in known.ticked}
    said = "Came later:" if number else "What other tools know. Tick what goes along:"
    return [kit.rich([said]), kit.actions(boxes(options, ticked=ticked), block_id=f"{BLOCK}.{number}")]


def _value(fact: AnyFact) -> str:
    return key(fact)[: limits.OPTION_VALUE]


def _title(fact: AnyFact) -> str:
    """A moment says what it is by itself, and needs the room."""
    title = " ".join(fact.title.split())
    if isinstance(fact, TicketMoment):
        return title
    name = next(name for kind, name in KINDS if isinstance(fact, kind))
    return f"{name} ({spelt(fact.source)}): {title}"


def _about(fact: AnyFact) -> str:
    """How it stands and how old it is. Its age is never what is cut off."""
    old = f"updated {fact.updated_at:%d %b}" if fact.updated_at else ""
    said = summary(fact)
    if isinstance(fact, TicketMoment):
        old, said = f"{fact.updated_at:%d %b}" if fact.updated_at else "", f"{spelt(fact.source)} {said}"
    about = at_most(" ".join(said.split()), limits.OPTION_TEXT - len(old) - len(", "))
    return ", ".join(part for part in (about, old) if part)


def _state(known: Place) -> Iterator[Block]:
    """Who has not answered, who could not be asked, and that nothing is known: never left to be guessed."""
    if known.waiting:
        still = "Still looking" if known.waves else "Looking"
        yield kit.context(f"{still} in {', '.join(map(spelt, known.waiting))} …")
        return
    if known.missing:
        said = "; ".join(f"{spelt(one.source)} {at_most(one.why, WHY)}" for one in known.missing)
        yield kit.context(at_most(f"Not known: {said}.", limits.TEXT))
    if not known.waves:
        yield kit.context("Nothing found in your other tools.")


def read(values: Mapping[str, Mapping[str, Mapping[str, Any]]], waves: Sequence[Sequence[AnyFact]]) -> dict[str, bool]:
    """What is ticked and what is not, by fact, of those that the view shows."""
    said: Said = {block: next(iter(actions.values()), {}) for block, actions in values.items()}
    found: dict[str, bool] = {}
    for number, wave in enumerate(waves):
        if (block := f"{BLOCK}.{number}") in said:
            ticked = ticked_in(said, block)
            found |= {key(one): _value(one) in ticked for one in wave}
    return found
