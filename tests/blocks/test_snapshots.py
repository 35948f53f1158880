"""The brief and the card as they look, kept beside this file so that a change to them is read before it is made.

`UPDATE_SNAPSHOTS=1 .venv/bin/pytest tests/blocks/test_snapshots.py` writes them anew; `git diff` then shows what people
would see instead.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from blocks import brief, card, deeds
from escalation import brief as briefs
from escalation import renderings
from escalation.models import Escalation
from escalation.notices import EscalationOpened, Standing
from escalation.writers import ReplyPlace
from tests.blocks.cases import CASES
from tests.blocks.client import lines
from tests.blocks.facts import CHECKOUT, DUE, an_escalation

KEPT = Path(__file__).with_name("snapshots")
WRITES = os.environ.get("UPDATE_SNAPSHOTS") == "1"
EVERY_CASE = pytest.mark.parametrize("name", CASES)


def as_kept(name: str, now: str) -> str:
    """What is kept under `name`; `now` itself where it is being written."""
    path = KEPT / name
    if WRITES:
        path.write_text(now, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def as_json(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def the_card(escalation: Escalation) -> list[dict[str, Any]]:
    return card.opened(EscalationOpened(escalation=escalation, due=DUE)).blocks


@EVERY_CASE
def test_a_brief_in_markdown_reads_as_it_did(name: str) -> None:
    now = renderings.to_markdown(briefs.of(CASES[name]))
    assert now == as_kept(f"{name}.md", now)


@EVERY_CASE
def test_a_brief_in_json_says_what_it_did(name: str) -> None:
    now = renderings.to_json(briefs.of(CASES[name])) + "\n"
    assert now == as_kept(f"{name}.json", now)


@EVERY_CASE
def test_a_brief_in_slack_looks_as_it_did(name: str) -> None:
    now = as_json([{"text": one.text, "blocks": one.blocks} for one in brief.messages(CASES[name])])
    assert now == as_kept(f"{name}.slack.json", now)


@EVERY_CASE
def test_a_card_looks_as_it_did(name: str) -> None:
    now = as_json(the_card(CASES[name]))
    assert now == as_kept(f"{name}.card.json", now)


def test_the_cards_read_as_they_did() -> None:
    now = "\n\n".join("\n".join(lines(the_card(one))) for one in CASES.values()) + "\n"
    assert now == as_kept("cards.md", now)


def test_the_form_for_word_to_the_customer_looks_as_it_did() -> None:
    standing = Standing(escalation=an_escalation(CHECKOUT), due=DUE)
    form = deeds.word_to_customer(standing, next_by="Mon 17:45", place=ReplyPlace(tool="helpdesk", ticket="5120"))
    now = as_json(form)
    assert now == as_kept("word.form.json", now)


def test_nothing_is_kept_that_is_no_longer_shown() -> None:
    forms = ("md", "json", "slack.json", "card.json")
    assert {path.name for path in KEPT.iterdir()} == {
        "cards.md",
        "word.form.json",
        *(f"{name}.{form}" for name in CASES for form in forms),
    }
