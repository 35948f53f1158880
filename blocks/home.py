"""App Home: what is open and theirs to see; for leads, whether each team can be reached and each tool answers."""

from collections.abc import Sequence
from datetime import datetime

from blocks import ids, kit, private
from blocks.kit import Block
from escalation.looking import Page
from escalation.policy import is_id
from escalation.ports import TeamReach
from escalation.sources import ToolState

MOST_TOOLS = 30
CLOCK = "{time}"


def view(
    page: Page,
    reach: Sequence[TeamReach],
    tools: tuple[Sequence[ToolState], Sequence[str]] = ((), ()),
    *,
    now: datetime,
    command: str,
    leads: bool,
) -> Block:
    """`tools` are those that are set up, and what keeps others from being asked."""
    for_leads = [*_reach(reach), *_tools(*tools, now)] if leads else []
    blocks = [kit.header("Escalations"), *_open(page, now), *for_leads]
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


def _tools(states: Sequence[ToolState], problems: Sequence[str], now: datetime) -> list[Block]:
    lines = [_tool(one, now) for one in states]
    lines += [[kit.bold("Not asked: "), problem] for problem in problems]
    if not lines:
        return []
    more = [kit.context(f"And {len(lines) - MOST_TOOLS} more.")] if len(lines) > MOST_TOOLS else []
    return [kit.divider(), kit.header("Other tools"), kit.rich(*lines[:MOST_TOOLS]), *more]


def _tool(one: ToolState, now: datetime) -> kit.Line:
    """As it stood when it was last asked: nothing is asked for this page."""
    name = one.name if one.name == one.kind else f"{one.name} ({one.kind})"
    told: list[kit.Part] = [kit.bold(f"{name}: ")]
    if one.asked_at is None:
        return [*told, "not asked since the start"]
    if one.problem is None:
        return [*told, "answered, ", kit.when(one.asked_at)]
    told += [f"{one.problem}, ", kit.when(one.asked_at)]
    rests = one.rests_until is not None and one.rests_until > now
    return [*told, ", left alone until ", kit.when(one.rests_until, CLOCK)] if rests and one.rests_until else told


def for_guests(text: str) -> Block:
    return {"type": "home", "blocks": [kit.said(text)]}
