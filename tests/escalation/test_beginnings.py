"""Patterns are tried only where they can begin. That must find what trying them everywhere finds."""

import pytest

from escalation import cues, impact
from escalation.beginnings import beginnings, word_starts
from escalation.cues import Cue, cue, stands_in
from escalation.readable import folded

TEXTS = (
    "API returning 500 errors intermittently for Acme Corp since Monday 9:30 UTC, about 12 of our users can't export.",
    "Northwind (Enterprise plan) threatens to cancel: $180k a year, 3 tickets, #4711 and INC-20931, by Friday.",
    "It doesn't load in Chrome 126 / Windows 11 v2.4.1; we've tried to reinstall it. Error: timed out after 30 seconds",
    "The customer's data center in the EU region went down on 2026-03-02 at 14:05, ever since the update to 4.2.",
    "Die Kunden können sich seit gestern nicht anmelden, bis Freitag. Les clients n'ont plus accès depuis hier.",
    "3社から毎回エラーが出ると問い合わせがありました。2月3日から動かないです。",
    "user_name, e-mail's and re-opened: $1 ~5 users (one user (sr0249) isn't able to) don't n't 1st v1.2.3 x-1 _a b_",
)
# Each key among others, so that every table is reached.
OF_KEYS = tuple(f"please {' '.join(one.keys)} {'. '.join(one.keys)} 12 again" for one in cues.CUES)
TEXTS_AND_LOW = tuple((text, folded(text)) for text in (*TEXTS, *OF_KEYS))
LOW = tuple(low for _, low in TEXTS_AND_LOW)
AT_WORDS = [wording.cue for wording in impact.WORDINGS]
SEARCHED = [one for one in cues.CUES if one.begins and one not in AT_WORDS]


@pytest.mark.parametrize("one", SEARCHED, ids=lambda one: one.said[:40])
def test_a_cue_finds_the_same_as_trying_it_everywhere(one: Cue) -> None:
    everywhere = [
        [found.span() for found in one.pattern.finditer(text)] if stands_in(one.keys, low) else []
        for text, low in TEXTS_AND_LOW
    ]

    assert [[found.span() for found in one.finditer(low, text)] for text, low in TEXTS_AND_LOW] == everywhere


@pytest.mark.parametrize("one", AT_WORDS, ids=lambda one: one.said[:40])
def test_a_wording_is_tried_at_each_word_it_may_begin(one: Cue) -> None:
    at_each_word = [[at for at in word_starts(low) if one.pattern.match(low, at)] for low in LOW]
    quickly = [
        [at for at in cues.tries(low).get(one.number, ()) if one.pattern.match(low, at)] if one.begins else expected
        for low, expected in zip(LOW, at_each_word, strict=True)
    ]

    assert quickly == at_each_word


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\b(?:since|starting)\s", {"since ", "starti"}),
        (r"\bre-?open", {"re-ope", "reopen"}),
        (r"\b(?:the\s)?(?:log|sign)-?in", {"the lo", "the si", "log-in", "login", "sign-i", "signin"}),
        (r"\b[45]\d\d\b", {"40", "41", "42", "43", "44", "45", "46", "47", "48", "49"} | {f"5{n}" for n in range(10)}),
        (r"(?<![\w&])#\d", {f"#{n}" for n in range(10)}),
        (r"障害|\bdown\b", {"障害", "down"}),
    ],
)
def test_the_beginnings_of_a_pattern_are_read_off_its_text(pattern: str, expected: set[str]) -> None:
    assert beginnings(pattern) == frozenset(expected)


@pytest.mark.parametrize(
    "pattern", [r"down", r"\b\w+ down", r"\b've tried", r"\b(?:a|\W)b", r"[^.]{0,30}down", r"(?i:x)?"]
)
def test_a_pattern_that_may_begin_anyhow_says_so(pattern: str) -> None:
    assert beginnings(pattern) is None


def test_words_begin_after_a_sign_and_at_a_denial() -> None:
    assert word_starts("it's (x) don't") == [0, 3, 5, 6, 8, 9, 11, 13]


def test_a_cue_made_later_is_found_too() -> None:
    assert [found[0] for found in cue("zebra", r"\bzebras?\b").finditer("a zebra, two zebras")] == ["zebra", "zebras"]
