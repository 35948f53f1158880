"""The long field's outline: filled in, half filled in, pasted over, or left alone, nothing typed is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation.kinds import TargetTeam
from escalation.outlines import FREE, OUTLINES, labelled, outline, read_outline

ENGINEERING = TargetTeam.ENGINEERING


@pytest.mark.parametrize("team", TargetTeam)
def test_an_outline_that_nobody_touched_says_nothing(team: TargetTeam) -> None:
    assert read_outline(outline(team), team) == {}


@pytest.mark.parametrize("team", TargetTeam)
def test_every_line_of_an_outline_is_read_back_under_its_key(team: TargetTeam) -> None:
    filled = "\n".join(f"{line.label} answer {line.key}" for line in OUTLINES[team])
    assert read_outline(filled, team) == {line.key: f"answer {line.key}" for line in OUTLINES[team]}


@pytest.mark.parametrize("team", TargetTeam)
def test_an_outline_fits_on_a_phone(team: TargetTeam) -> None:
    assert len(outline(team).splitlines()) <= 6
    assert max(map(len, outline(team).splitlines())) <= 60


def test_engineerings_outline_reads_as_it_should() -> None:
    assert outline(ENGINEERING) == (
        "1. Start: (account, role, plan)\n"
        "2. Do:\n"
        "3. Expected: ... Actual: ...\n"
        "Error, word for word:\n"
        "Example: when, account ID, request ID\n"
        "Always or sometimes? Ruled out:"
    )


def test_two_answers_in_one_line_are_two_answers() -> None:
    assert read_outline(
        "3. Expected: 201 Actual: 500\nAlways or sometimes? always Ruled out: their key", ENGINEERING
    ) == {
        "expected": "201",
        "actual": "500",
        "frequency": "always",
        "ruled_out": "their key",
    }


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("1. Start: (account, role, plan) acme, admin", "acme, admin"),
        ("1. Start: acme, admin (account, role, plan)", "acme, admin"),
        ("1. Start: acme, admin", "acme, admin"),
        ("Start: acme, admin", "acme, admin"),
        ("1) START: acme, admin", "acme, admin"),
        ("  1. Start:\nacme, admin", "acme, admin"),
    ],
)
def test_an_answer_may_stand_before_after_or_instead_of_the_placeholder(typed: str, answer: str) -> None:
    assert read_outline(typed, ENGINEERING) == {"start": answer}


def test_dots_that_were_typed_are_no_placeholder() -> None:
    assert read_outline("3. Expected: ... Actual: it hangs... then 500", ENGINEERING) == {
        "actual": "it hangs... then 500"
    }


def test_an_answer_of_several_lines_is_kept_with_its_lines() -> None:
    assert read_outline("2. Do: press Export\nwait\nError, word for word: E1", ENGINEERING) == {
        "do": "press Export\nwait",
        "error": "E1",
    }


def test_a_label_that_stands_twice_keeps_both_answers() -> None:
    assert (
        read_outline("2. Do: press Export\n2. Do: press it again", ENGINEERING)["do"] == "press Export\npress it again"
    )


@pytest.mark.parametrize("team", TargetTeam)
def test_a_paste_that_follows_no_outline_is_kept_as_it_is(team: TargetTeam) -> None:
    pasted = "They press the button\nand it hangs: for ever"
    assert read_outline(pasted, team) == {FREE: pasted}


def test_what_was_pasted_above_the_outline_is_kept_beside_it() -> None:
    assert read_outline(f"See the log\n{outline(ENGINEERING)} their key", ENGINEERING) == {
        FREE: "See the log",
        "ruled_out": "their key",
    }


def test_answers_are_shown_in_the_outlines_order_with_free_words_first() -> None:
    typed = "See the log\nError, word for word: E1\n1. Start: acme"
    assert labelled(typed, ENGINEERING) == (("", "See the log"), ("Start:", "acme"), ("Error, word for word:", "E1"))


words = st.lists(
    st.sampled_from(
        ["start:", "Expected:", "Actual:", "...", "(account, role, plan)", "two words", "\n", "1.", "مرحبا"]
    ),
    max_size=12,
).map(" ".join)


@settings(max_examples=100)
@given(words | st.text(max_size=80), st.sampled_from(TargetTeam))
def test_no_typed_word_is_lost(text: str, team: TargetTeam) -> None:
    answers = " ".join(read_outline(text, team).values()).split()
    ours = {word.casefold() for line in OUTLINES[team] for word in line.text.split()} | {"1.", "start:", "..."}
    assert [word for word in text.split() if word not in answers and word.casefold() not in ours] == []
