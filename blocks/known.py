"""What other products know, in the open form: one place below the inputs, kept from the first moment on.

Facts are to be ticked. Each block is drawn once and then stays as it is, because in Slack a tick survives only so.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from blocks import kit, limits
from blocks.along import ticked_in, to_tick
from blocks.detail import Said
from blocks.evidence import KINDS, WHY
from blocks.kit import Block
from escalation.facts import AnyFact, age, key, summary
from escalation.known import Place
from escalation.models import at_most
from escalation.sources import spelt

BLOCK = "draft.known"


def place(known: Place) -> list[Block]:
    waves = (_to_tick(number, wave, known) for number, wave in enumerate(known.waves))
    suggests = [kit.rich([kit.bold(at_most(known.suggests, limits.TEXT))])] if known.suggests else []
    return [*suggests, *waves, *_state(known)]


def _to_tick(number: int, wave: Sequence[AnyFact], known: Place) -> Block:
    facts = [one for kind, _ in KINDS for one in wave if isinstance(one, kind)]  # in the order in which they help
    options = [kit.option(_title(one), _value(one), _about(one)) for one in facts[: limits.CHECKBOXES]]
    ticked = {_value(one) for one in facts if key(one) in known.ticked}
    said = "Came later:" if number else "What other tools know. Tick what goes along:"
    return to_tick(f"{BLOCK}.{number}", said, options, ticked=ticked)


def _value(fact: AnyFact) -> str:
    return key(fact)[: limits.OPTION_VALUE]


def _title(fact: AnyFact) -> str:
    name = next(name for kind, name in KINDS if isinstance(fact, kind))
    return f"{name}: {' '.join(fact.title.split())}"


def _about(fact: AnyFact) -> str:
    """Where it is from, how it stands, how old it is. Its age is never what is cut off."""
    old = f", {age(fact)}" if fact.updated_at else ""
    about = ", ".join(part for part in (spelt(fact.source), " ".join(summary(fact).split())) if part)
    return f"{at_most(about, limits.OPTION_TEXT - len(old))}{old}"


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
