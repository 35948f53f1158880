"""A text that names no symptom, wish or question still says whose matter it probably is."""

import pytest

from escalation.intake import read
from escalation.kinds import TargetTeam
from escalation.topics import find_topic
from escalation.triage import triage

L2, ENGINEERING, PRODUCT = TargetTeam.L2_SUPPORT, TargetTeam.ENGINEERING, TargetTeam.PRODUCT
SECURITY, LEADERSHIP = TargetTeam.SECURITY, TargetTeam.LEADERSHIP


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("A clerk at Harbour Foods opened medical records of her neighbour", SECURITY),
        ("Harbour Foods ask where we keep personal data of their staff", SECURITY),
        ("The buyer at Harbour Foods is unhappy and sits with a competitor on Monday", LEADERSHIP),
        ("Harbour Foods' director speaks of the renewal in every call", LEADERSHIP),
        ("Ben at Harbour Foods takes over from Ann, same permissions as she had", L2),
        ("Harbour Foods bought four more seats for the season", L2),
        ("Cashiers at Harbour Foods find the new menu annoying during rush hour", PRODUCT),
        ("The wording on the last page sends everybody at Harbour Foods the long way round", PRODUCT),
    ],
)
def test_a_topic_says_whose_matter_it_is(text: str, team: TargetTeam) -> None:
    found = triage(read(text))
    assert found.target.value is team
    assert found.is_bug is not True
    (first, *_) = found.target.reasons
    assert first.words.lower() in text.lower()


@pytest.mark.parametrize(
    "text",
    [
        "Invoices are sent twice since the release",
        "Saving permissions answers with error 500 for all admins",
        "The renewal page crashes for Harbour Foods",
        "Medical records export fails with a timeout, every time",
        "The new menu does not open on tablets of Harbour Foods",
    ],
)
def test_a_symptom_goes_before_any_topic(text: str) -> None:
    assert triage(read(text)).target.value is ENGINEERING


def test_a_word_inside_another_is_no_topic() -> None:
    assert find_topic("the barcharge subtrolley moved past the reclicks") is None
