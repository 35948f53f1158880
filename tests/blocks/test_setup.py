"""Set up: what the file decides is locked, and what is not shown or not changed stays chosen."""

from collections.abc import Mapping
from typing import Any

import pytest

from blocks import setup
from blocks.kit import Block
from escalation.kinds import ChannelId, GroupId, TargetTeam, UserId, WorkspaceId
from escalation.people import SetUp, TeamSetUp
from escalation.policy import Policy, TeamPolicy
from tests.blocks.client import as_typed, elements, lines

CHOSEN = SetUp(
    teams={
        TargetTeam.ENGINEERING: TeamSetUp(channel=ChannelId("C0ENG"), group=GroupId("S149"), lead=UserId("U0LEA")),
        TargetTeam.SECURITY: TeamSetUp(channel=ChannelId("C0SEC"), lead=UserId("U0SAM")),
    },
    support=TeamSetUp(channel=ChannelId("C0SUP"), group=GroupId("S001")),
    fallback=ChannelId("C0ALL"),
    installer=UserId("U0MAYA"),
    zone="Europe/Berlin",
)
MEANWHILE = CHOSEN.model_copy(update={"teams": {TargetTeam.PRODUCT: TeamSetUp(channel=ChannelId("C0PRODUCT"))}})
GROUPS = {f"S{number:03}": f"group-{number}" for number in range(150)}


def sent(view: Block, changes: Mapping[str, Any] | None = None) -> Block:
    """The form as it comes back, with this chosen in it."""
    return {**view, "state": {"values": as_typed(view, changes)}}


@pytest.mark.parametrize("groups", [None, {}, GROUPS, {"S777": "another"}])
def test_choices_that_nobody_touched_come_back(groups: dict[str, str] | None) -> None:
    assert setup.read(sent(setup.modal(CHOSEN, Policy(), groups=groups)), CHOSEN) == CHOSEN


def test_one_channel_is_enough_to_begin_with() -> None:
    view = setup.modal(SetUp(), Policy())
    chosen = setup.read(sent(view, {"setup.Engineering.channel": "C0ENG"}), SetUp())
    assert chosen == SetUp(teams={TargetTeam.ENGINEERING: TeamSetUp(channel=ChannelId("C0ENG"))})


def test_what_is_emptied_is_chosen_no_longer() -> None:
    view = setup.modal(CHOSEN, Policy(), groups=GROUPS)
    changed = setup.read(sent(view, {"setup.Engineering.group": None, setup.FALLBACK: None}), CHOSEN)
    assert (changed.teams[TargetTeam.ENGINEERING].group, changed.fallback) == (None, None)


def test_what_the_file_decides_is_shown_and_cannot_be_changed() -> None:
    file = Policy(teams={TargetTeam.ENGINEERING: TeamPolicy(channel="#eng", lead=UserId("U0ADA"))}, fallback="#all")
    view = setup.modal(CHOSEN, file.for_workspace(WorkspaceId("T0"), CHOSEN), groups=GROUPS)
    said = lines([block for block in view["blocks"] if block["type"] == "rich_text"])
    assert said == [
        "Channel: #eng (set in the file)",
        "Lead: @U0ADA (set in the file)",
        "Fallback: #all (set in the file)",
    ]
    assert "setup.Engineering.channel" not in dict(elements(view))
    assert setup.read(sent(view), CHOSEN) == CHOSEN


def test_what_another_lead_chose_while_the_form_stood_open_stays() -> None:
    view = sent(setup.modal(CHOSEN, Policy(), groups=GROUPS), {"setup.support.lead": "U0TOM"})
    assert setup.read(view, MEANWHILE) == MEANWHILE.model_copy(
        update={"support": TeamSetUp(channel=ChannelId("C0SUP"), group=GroupId("S001"), lead=UserId("U0TOM"))}
    )


def test_where_security_is_reached_is_not_asked_of_others() -> None:
    view = setup.modal(CHOSEN, Policy(), groups=GROUPS, with_security=False)
    assert [name for name, _ in elements(view) if name.startswith("setup.Security")] == []
    assert setup.read(sent(view), CHOSEN) == CHOSEN
