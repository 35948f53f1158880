"""The full brief in Slack: every word of it, in as many messages as it needs, headings with their text."""

from datetime import UTC, datetime

import pytest
from hypothesis import given

from blocks import brief
from escalation import brief as briefs
from escalation.drafts import Draft
from escalation.kinds import Depth, EscalationId, Severity, TargetTeam
from escalation.models import Earlier, Escalation
from tests.blocks.cases import CASES
from tests.blocks.client import lines, spoken
from tests.blocks.contents import anything, escalations
from tests.blocks.facts import CHECKOUT, an_escalation

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
HEADINGS = [
    "Impact",
    "Issue Description",
    "What's Been Tried",
    "Reproduction Steps",
    "Customer Communication",
    "What's Needed",
    "Supporting Context",
]


def said(escalation: Escalation) -> str:
    """All messages, one after the other."""
    return "".join(spoken(one.blocks) for one in brief.messages(escalation))


def texts(fact: object) -> list[str]:
    """Every text in a brief, however deep."""
    if isinstance(fact, str):
        return [fact]
    if isinstance(fact, dict):
        return [text for one in fact.values() for text in texts(one)]
    return [text for one in fact for text in texts(one)] if isinstance(fact, list | tuple) else []


@anything
@given(escalations())
def test_no_word_of_a_brief_is_lost_between_its_messages(escalation: Escalation) -> None:
    whole = said(escalation)
    words = {word for text in texts(briefs.of(escalation).model_dump()) for word in text.replace("\0", "").split()}
    words -= {escalation.label}  # the reference stands in the notification
    assert {word for word in words if word not in whole} == set()


def test_what_stands_beside_the_template_is_beneath_its_heading_and_left_out_while_unknown() -> None:
    known = CHECKOUT.model_copy(update={"depth": Depth.BLOCKED, "why_now": "Go-live", "customer_date": "Fri noon"})
    told = lines([block for one in brief.messages(an_escalation(known)) for block in one.blocks])
    before = lines([block for one in brief.messages(an_escalation(CHECKOUT)) for block in one.blocks])

    added = [line for line in told if line not in before]
    assert added == ["Depth: Blocked", "Why now: Go-live", "The customer's own date: Fri noon"]


def test_what_the_customer_brought_before_stands_under_supporting_context() -> None:
    before = Earlier(
        id=EscalationId(7),
        opened_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
        severity=Severity.HIGH,
        target=TargetTeam.ENGINEERING,
        headline="Export stops <!channel>",
        outcome="resolved: bad deploy",
    )
    whole = said(an_escalation(CHECKOUT, earlier=(before,)))
    assert "Earlier escalations of this customer: ESC-7, 2 Mar 2026, High for Engineering: Export stops" in whole
    assert "(resolved: bad deploy)" in whole


def test_a_short_brief_is_one_message() -> None:
    assert [one.text for one in brief.messages(an_escalation(CHECKOUT))] == [
        "Brief for ESC-12: API returns 500 on checkout"
    ]


def test_a_long_brief_counts_its_messages() -> None:
    made = brief.messages(CASES["huge"])
    assert len(made) > 1
    assert [one.text.split(":")[0] for one in made] == [
        f"Brief for ESC-36, part {number} of {len(made)}" for number in range(1, len(made) + 1)
    ]


def test_a_text_of_a_hundred_thousand_letters_comes_whole() -> None:
    log = "\n".join(f"{number:05} timed out after 30 s" for number in range(4000))
    whole = said(an_escalation(Draft(headline="x", issue=log)))
    assert log in whole


def test_words_are_not_cut_where_a_message_ends() -> None:
    prose = "A sentence with words in it. " * 1000
    blocks = [block for one in brief.messages(an_escalation(Draft(issue=prose))) for block in one.blocks]
    pieces = [spoken(block) for block in blocks if "sentence" in spoken(block)]
    assert len(pieces) > 1
    assert [piece for piece in pieces if piece[-1] not in " ." or piece[0] not in "Aswiw"] == []


def test_the_headings_stand_in_the_seeds_order_and_each_with_its_text() -> None:
    for name, escalation in CASES.items():
        made = brief.messages(escalation)
        headings = [block["text"]["text"] for one in made for block in one.blocks if block["type"] == "header"]
        assert (name, headings[1:]) == (name, HEADINGS)
        assert [one.blocks[-1]["type"] for one in made].count("header") == 0


def test_the_brief_opens_with_what_it_is_who_asks_and_when() -> None:
    assert lines(brief.messages(CASES["engineering"])[0].blocks)[:6] == [
        "ESCALATION: API returns 500 on checkout",
        "Severity: Critical",
        "Target team: Engineering",
        "Reported by: Maya",
        "Date: 2026-11-23",
        "Impact",
    ]


def test_a_headline_too_long_for_a_heading_is_said_whole_below_it() -> None:
    headline = "very long " * 30
    assert headline in said(an_escalation(Draft(headline=headline)))


def test_what_was_written_for_security_stays_with_security() -> None:
    details = {TargetTeam.SECURITY: "What was seen: invoices of Umbrella", TargetTeam.PRODUCT: "How many asked: 4"}
    elsewhere = said(an_escalation(Draft(issue="x", details=details), TargetTeam.ENGINEERING))
    assert ("Umbrella" in elsewhere, "How many asked: 4" in elsewhere) == (False, True)
