"""Is it there already? Open ones that may be the same problem, below the fields, each with one press to join it.

Never above a field: what was typed there would move under the hand of whoever types.
"""

from collections.abc import Iterator, Sequence

from blocks import ids, kit
from blocks.kit import Block, Part
from escalation.kinds import DraftId, at_most, label
from escalation.models import Escalation
from escalation.same import Alike

BLOCK = "draft.same"
MOST_NAMED = 2
MOST_OF_A_NAME = 60
MOST_OF_A_LINE = 200
"""Letters: three of them share a form with all that somebody typed."""


def shown(found: Sequence[Alike]) -> list[Block]:
    if not found:
        return []
    said = "Escalated already:" if found[0].is_certain else "Maybe escalated already:"
    told = "Join adds your customer there, with a promise of their own, instead of a second brief."
    return [kit.rich([kit.bold(said)]), *_each(found), kit.context(told)]


def modal(id: DraftId, found: Sequence[Alike]) -> Block:
    """Once, before posting what bears the ticket of another one."""
    return kit.modal(
        ids.View.SAME,
        "Escalated already?",
        shown(found),
        submit="Post it all the same",
        close="Back",
        metadata=id,
    )


def joined(number: str) -> str:
    return f"Your customer goes on in {number}. You get a message with when they hear."


def kept_by(escalation: Escalation) -> Iterator[Part]:
    """After the customer's line of a card: who keeps those informed that came along later."""
    contacts = () if escalation.is_secret else escalation.contacts
    for one in contacts[:MOST_NAMED]:
        yield f"; {at_most(' '.join(', '.join(one.customers).split()), MOST_OF_A_NAME) or 'one more'}: "
        yield at_most(one.name, MOST_OF_A_NAME) if one.name else kit.user(one.person)
    if more := len(contacts[MOST_NAMED:]):
        yield f"; {more} more"


def _each(found: Sequence[Alike]) -> Iterator[Block]:
    for one in found:
        has_it = f"{at_most(one.has_it, MOST_OF_A_NAME)} has it" if one.has_it else "nobody has it yet"
        why = at_most(one.why, MOST_OF_A_LINE)
        yield kit.rich(
            [kit.bold(f"{label(one.id)} {one.severity}: "), at_most(one.title, MOST_OF_A_LINE)],
            [f"{one.target}, since ", kit.when(one.since), f"; {has_it}. {why[:1].upper()}{why[1:]}."],
        )
        yield kit.actions(
            kit.button(f"Join {label(one.id)}", ids.Action.JOIN, value=str(one.id)), block_id=f"{BLOCK}.{one.id}"
        )
