"""What each team will ask for, before it has to."""

import pytest

from escalation.drafts import Draft
from escalation.gaps import MOST_ASKED, NEEDS, find_gaps, worth_asking
from escalation.intake import read
from escalation.kinds import TargetTeam


def names(draft: Draft, team: TargetTeam, *, is_bug: bool = False) -> list[str]:
    return [gap.name for gap in find_gaps(draft, target=team, is_bug=is_bug)]


@pytest.mark.parametrize("team", list(TargetTeam))
def test_every_gap_can_be_answered_in_a_field_of_the_draft(team: TargetTeam) -> None:
    fields = {gap.field for gap in find_gaps(Draft(), target=team, is_bug=True)}

    assert fields <= set(Draft.model_fields)


def test_engineering_asks_for_steps_first() -> None:
    assert names(read("Sync fails for Acme"), TargetTeam.ENGINEERING, is_bug=True)[0] == "steps"


def test_leadership_asks_for_the_decision_and_the_revenue() -> None:
    assert {"the ask", "revenue"} <= set(names(read("Acme wants to leave"), TargetTeam.LEADERSHIP))


def test_product_asks_for_the_use_case() -> None:
    assert "use case" in names(read("Please add tags"), TargetTeam.PRODUCT)


def test_security_asks_what_was_contained() -> None:
    assert "what was contained" in names(read("Data leaked"), TargetTeam.SECURITY)


def test_what_the_text_says_is_not_asked_again() -> None:
    draft = read("Sync fails for Acme since Monday, 3 users affected, they need it by Friday, Chrome 126")

    assert not {"customer", "since when", "affected count", "deadline", "environment"} & set(
        names(draft, TargetTeam.ENGINEERING, is_bug=True)
    )


def test_a_segment_is_an_answer_to_which_customer() -> None:
    assert "customer" not in names(read("Sync fails for all Enterprise customers"), TargetTeam.ENGINEERING)


def test_a_customer_said_to_be_unknown_stays_open_but_is_not_asked() -> None:
    gaps = find_gaps(Draft(customer_unknown=True), target=TargetTeam.ENGINEERING, is_bug=True)

    assert "customer" in [gap.name for gap in gaps]
    assert "customer" not in [gap.name for gap in worth_asking(gaps)]


def test_details_typed_for_the_team_are_steps() -> None:
    draft = Draft(details={TargetTeam.ENGINEERING: "1. open 2. save"})

    assert "steps" not in names(draft, TargetTeam.ENGINEERING, is_bug=True)


def test_steps_in_the_text_count_when_they_are_whole() -> None:
    text = "Steps to reproduce: 1. open a folder 2. save. Expected: saved. Actual: error. Chrome 126"

    assert "steps" not in names(read(text), TargetTeam.ENGINEERING, is_bug=True)


def test_at_most_three_are_asked_heaviest_first() -> None:
    gaps = find_gaps(Draft(), target=TargetTeam.LEADERSHIP, is_bug=None)
    asked = worth_asking(gaps)

    assert len(asked) == MOST_ASKED
    assert [gap.weight for gap in gaps] == sorted((gap.weight for gap in gaps), reverse=True)


def test_every_team_has_needs() -> None:
    assert set(NEEDS) == set(TargetTeam)
