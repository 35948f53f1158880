"""App Home: what is open and theirs to see, and for leads, whether each team can be reached."""

from collections.abc import Sequence

from blocks import ids, kit
from blocks.card import MARKS, title
from blocks.kit import Block
from escalation.models import Escalation, at_most
from escalation.policy import is_id
from escalation.ports import TeamReach


def view(found: Sequence[Escalation], reach: Sequence[TeamReach], *, command: str, leads: bool) -> Block:
    blocks = [kit.header("Escalations"), *_open(found), *(_reach(reach) if leads else [])]
    how = f"{command} and what is wrong opens the form. From a thread: message menu, Escalate this message."
    return {"type": "home", "blocks": [*blocks, kit.context(how)]}


def _open(found: Sequence[Escalation]) -> list[Block]:
    if not found:
        return [kit.said("Nothing is open that is yours to see.")]
    return [
        kit.rich(
            [kit.bold(f"{one.label} "), f"{MARKS[one.severity]} {one.severity}, {one.target}"],
            [at_most(title(one), 150)],
            ["Opened ", kit.when(one.opened_at), f" by {one.reporter_name or 'support'}"],
        )
        for one in found[:20]
    ]


def _reach(reach: Sequence[TeamReach]) -> list[Block]:
    lines: list[kit.Line] = [_line(one) for one in reach]
    return [
        kit.divider(),
        kit.header("Teams"),
        kit.rich(*lines),
        kit.actions(kit.button("Set up", ids.Action.SET_UP), block_id="home.setup"),
    ]


def _line(one: TeamReach) -> kit.Line:
    place: kit.Part = kit.channel(one.channel) if one.channel and is_id(one.channel) else (one.channel or "no channel")
    state = "reachable" if one.problem is None else one.problem
    return [kit.bold(f"{one.team}: "), place, f", {state}"]


def for_guests(text: str) -> Block:
    return {"type": "home", "blocks": [kit.said(text)]}
