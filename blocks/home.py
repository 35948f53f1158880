"""App Home: what is open and theirs to see, and for leads, whether each team can be reached."""

from collections.abc import Sequence
from datetime import datetime

from blocks import ids, kit, private
from blocks.kit import Block
from escalation.looking import Page
from escalation.policy import is_id
from escalation.ports import TeamReach


def view(page: Page, reach: Sequence[TeamReach], *, now: datetime, command: str, leads: bool) -> Block:
    blocks = [kit.header("Escalations"), *_open(page, now), *(_reach(reach) if leads else [])]
    how = f"{command} and what is wrong opens the form. From a thread: message menu, Escalate this message."
    return {"type": "home", "blocks": [*blocks, kit.context(how)]}


def _open(page: Page, now: datetime) -> list[Block]:
    if not page.rows:
        return [kit.said("Nothing is open that is yours to see.")]
    blocks = [kit.context(f"{private.counted(page)}. What you owe comes first.")]
    blocks += private.rows(page, now=now)
    turns = [kit.button("First page", ids.Action.HOME_FIRST, value="0")] if page.skip else []
    if page.next is not None:
        turns.append(kit.button("Next page", ids.Action.HOME_PAGE, value=str(page.next)))
    return [*blocks, kit.actions(*turns, block_id="home.turn")] if turns else blocks


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
