"""Through senior support first: suggested in the form, one choice past it, and passed on by them."""

from pathlib import Path

import pytest

from sandbox import Person, Sandbox, story
from tests.journeys.conftest import Program
from tests.journeys.steps import CHECKOUT, TEAM, arrives, brief_of, sends

FAULT = "Export returns 500 for Northwind"


@pytest.fixture
async def insisting(program: Program, tmp_path: Path) -> None:
    (tmp_path / "escalation.toml").write_text('tiers = "insist"\n', encoding="utf-8")
    await program.starts(config=tmp_path / "escalation.toml")


@pytest.mark.usefixtures("insisting")
async def test_what_goes_to_l2_is_passed_on_to_the_team_it_was_for(
    sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    await maya.types(f"/escalate {FAULT}")
    assert maya.modal is not None
    assert maya.modal.value(TEAM) == "L2 Support"
    assert "Goes through L2 first. They confirm and pass it on. Then Engineering:" in maya.modal.words
    await sends(maya)
    card = await arrives(sandbox, story.L2_SUPPORT)

    await jonas.selects("card.more", "Reassign", message_ts=card.ts)
    await jonas.fills({"reassign.team": "Engineering"})
    await jonas.submits()
    await jonas.presses("Pass on as it is")

    moved = await arrives(sandbox)
    assert "Through L2: Jonas passed it on." in moved.words


@pytest.mark.usefixtures("insisting")
async def test_whoever_goes_past_l2_is_asked_why_and_the_card_says_it(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {FAULT}")
    await maya.fills({TEAM: "Engineering"})
    await maya.submits()
    assert maya.modal is not None
    assert "This goes through L2 first. Why straight to Engineering?" in maya.modal.words
    await maya.fills({"gap.past_l2": "L2 found it, see the ticket"})
    await maya.submits()

    card = await arrives(sandbox)
    assert "suggested L2 Support: L2 found it, see the ticket" in card.words
    assert "Why not L2 first: L2 found it, see the ticket" in brief_of(sandbox, card)


@pytest.mark.usefixtures("insisting")
async def test_nobody_has_to_say_why_and_then_the_card_says_that(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {FAULT}")
    await maya.fills({TEAM: "Engineering"})
    await sends(maya)
    assert "suggested L2 Support: no reason given" in (await arrives(sandbox)).words


@pytest.mark.usefixtures("insisting")
async def test_one_of_senior_support_is_asked_nothing(jonas: Person) -> None:
    await jonas.types(f"/escalate {CHECKOUT}")
    assert jonas.modal is not None
    assert jonas.modal.value(TEAM) == "Engineering"
    assert "through L2" not in jonas.modal.words
