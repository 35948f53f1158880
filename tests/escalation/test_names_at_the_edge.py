"""A customer's name at the edge of a sentence, and how long it has been so, in the words agents use."""

import pytest

from escalation.impact import assess
from escalation.intake import read
from escalation.signals import Claim


@pytest.mark.parametrize(
    ("text", "customers"),
    [
        ("Harbour Winery would pay for a version of their own", ("Harbour Winery",)),
        ("Quarry Hill Clinic did not get the mail of Monday", ("Quarry Hill Clinic",)),
        ("they want to talk to somebody in charge, Brightwater", ("Brightwater",)),
        ("labels print twice for Harbour Winery and three others", ("Harbour Winery",)),
        ("labels print twice. Harbour Winery and 3 others", ("Harbour Winery",)),
        ("Payment Systems are slow this morning", ()),
        ("works in the old app, not in Firefox", ()),
        ("please call them back, thanks, Maria", ()),
        ("It freezes and then closes, Android", ()),
    ],
)
def test_a_name_is_found_where_a_sentence_begins_or_ends_with_it(text: str, customers: tuple[str, ...]) -> None:
    assert read(text).customers == customers


@pytest.mark.parametrize(
    ("text", "started"),
    [
        ("Totals are wrong, arose between November 8 and November 10", "between November 8 and November 10"),
        ("Labels print twice, started with the release of Monday", "started with the release of Monday"),
        ("It began right after your migration", "began right after your migration"),
        ("The app closes since the Android 17 beta", "since the Android 17 beta"),
        ("Calls drop all week", "all week"),
        ("Every event is an hour early after the clock change", "after the clock change"),
        ("They want a lower price for three more years", None),
        ("We wrote to you weeks ago", None),
        ("The kiosk shows the menu all day", None),
    ],
)
def test_since_when_is_read_as_it_is_told(text: str, started: str | None) -> None:
    assert read(text).started == started


@pytest.mark.parametrize(
    ("text", "customers"),
    [
        ("We settled the price in a call with Harbour Winery, the bill says otherwise", ("Harbour Winery",)),
        ("Their archive is still where it was. Brightwater, 95k ARR", ("Brightwater",)),
        ("Orders stop in a call with Chrome open", ()),
    ],
)
def test_whom_we_deal_with_is_a_customer(text: str, customers: tuple[str, ...]) -> None:
    assert read(text).customers == customers


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("After revoking it the folder is still reachable through the old link", Claim.EXPOSURE),
        ("Whoever calls it without a token gets the whole list", Claim.EXPOSURE),
        ("Half of it costs extra now. I'm leaving", Claim.CHURN),
        ("preguntan si pueden pagar cada tres meses", Claim.HOW_TO),
    ],
)
def test_what_stands_in_such_words_is_found(text: str, claim: Claim) -> None:
    assert claim in assess(read(text)).words


@pytest.mark.parametrize("text", ["I'm leaving the office, ticket stays open", "It works without a password manager"])
def test_near_words_are_none_of_it(text: str) -> None:
    assert {Claim.CHURN, Claim.EXPOSURE}.isdisjoint(assess(read(text)).words)


@pytest.mark.parametrize(
    "text", ["Comments vanish when two people write at once", "After merging two accounts the list is empty"]
)
def test_who_does_something_is_not_who_is_hit(text: str) -> None:
    assert read(text).affected_count is None
