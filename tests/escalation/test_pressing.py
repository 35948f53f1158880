"""What presses: read where a text says it plainly, asked in the form, and in the brief beneath the fitting heading."""

import json
from typing import Any

import pytest

from escalation.brief_model import Brief
from escalation.completing import complete
from escalation.drafts import Draft
from escalation.intake import read
from escalation.kinds import Depth, Growth, Wanted
from escalation.renderings import to_json, to_markdown
from tests.escalation.test_brief import written

PRESSING: dict[str, Any] = {
    "why_now": "Their board meets on Thursday",
    "growth": Growth.GROWING,
    "depth": Depth.BLOCKED,
    "waiting_since": "since Monday 10:00",
    "until_critical": "until payroll on Thursday",
    "reference": "Yes, on our home page",
    "key_contact": "Robin, head of operations",
    "customer_date": "Friday noon",
    "wanted": Wanted.SOLUTION,
}


def pressing_in(text: str) -> dict[str, Any]:
    draft = read(text)
    return {name: said for name in PRESSING if (said := getattr(draft, name))}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We escalate this because their CEO calls daily.", {"why_now": "their CEO calls daily"}),
        ("Why now: second time this month.", {"why_now": "second time this month"}),
        ("3 customers and growing", {"growth": Growth.GROWING}),
        ("More and more users cannot pay", {"growth": Growth.GROWING}),
        ("Two accounts, it is not getting worse", {"growth": Growth.STEADY}),
        ("No new reports today", {"growth": Growth.STEADY}),
        ("Acme Corp is completely blocked", {"depth": Depth.BLOCKED}),
        ("Their warehouse is at a standstill", {"depth": Depth.BLOCKED}),
        ("It slows them down", {"depth": Depth.SLOWED}),
        ("It is only cosmetic", {"depth": Depth.ANNOYED}),
        ("They have been waiting since Monday 10:00", {"waiting_since": "Monday 10:00"}),
        ("Waiting for an answer for three days", {"waiting_since": "three days"}),
        ("No reply for 5 days", {"waiting_since": "5 days"}),
        ("It becomes critical on Thursday", {"until_critical": "on Thursday"}),
        ("They can only hold out until tomorrow", {"until_critical": "until tomorrow"}),
        ("Globex is a reference customer", {"reference": "Yes"}),
        ("Globex is not a reference customer", {"reference": "No"}),
        ("Contact: Robin Vance (CTO)", {"key_contact": "Robin Vance (CTO)"}),
        ("Key contact is robin@globex.example", {"key_contact": "robin@globex.example"}),
        ("They need it by Friday 17:00", {"customer_date": "by Friday 17:00"}),
        ("Initech urgently expects this before month end", {"customer_date": "before month end"}),
        ("They are on hold and need it by noon", {"customer_date": "by noon"}),
        ("Needs a fix by tomorrow", {"wanted": Wanted.SOLUTION}),
        ("An update by noon, please", {"wanted": Wanted.UPDATE}),
    ],
)
def test_what_presses_is_read_where_a_text_says_it(text: str, said: dict[str, Any]) -> None:
    assert pressing_in(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "A growing company with a growing team",
        "Emails are blocked by the firewall",
        "The number of users is wrong",
        "We are waiting for the customer since Monday",
        "This needs to be looked at",
        "The ticket was resolved by restarting",
        "Contact support",
        "We need a reference implementation",
        "The date picker wants a date by default",
        "It was fixed by the last release",
        "A critical error on the page",
    ],
)
def test_what_a_text_does_not_say_stays_unknown(text: str) -> None:
    assert pressing_in(text) == {}


def test_what_is_typed_into_the_form_goes_before_what_is_read() -> None:
    typed = Draft(issue="3 customers and growing", growth=Growth.STEADY, needed="Needs a fix by Friday")
    assert (complete(typed).growth, complete(typed).wanted) == (Growth.STEADY, Wanted.SOLUTION)


# In the brief


def test_each_stands_beneath_the_heading_it_belongs_to() -> None:
    markdown = to_markdown(written(issue="Exports stop", **PRESSING))
    assert (
        "- **Time in queue:** Unknown\n"
        "- **Growing:** Yes\n"
        "- **Depth:** Blocked\n"
        "- **Customer waiting since:** Monday 10:00\n"
        "- **Until it is critical:** until payroll on Thursday\n"
        "- **Reference customer:** Yes, on our home page\n\n"
        "### Issue Description\nExports stop\n\n"
        "**Why now:** Their board meets on Thursday\n\n"
        "### What's Been Tried\n"
    ) in markdown
    assert "- **Escalation risk:** Unknown\n- **Key contact:** Robin, head of operations\n\n###" in markdown
    assert (
        "- **Deadline:** Unknown\n- **Needed by then:** A solution\n- **The customer's own date:** Friday noon\n\n###"
    ) in markdown


def test_what_is_not_known_is_left_out_of_json_too_and_reads_back() -> None:
    bare, full = written(), written(**PRESSING)
    added = {name: set(section) - set(json.loads(to_json(bare))[name]) for name, section in sections(full).items()}
    assert added == {
        "impact": {"growing", "depth", "waiting_since", "until_critical", "reference_customer"},
        "communication": {"key_contact"},
        "needed": {"by_then", "customers_date"},
    }
    assert "why_now" not in json.loads(to_json(bare))
    assert Brief.model_validate_json(to_json(full)) == full


def sections(made: Brief) -> dict[str, dict[str, Any]]:
    whole = json.loads(to_json(made))
    return {name: whole[name] for name in ("impact", "communication", "needed")}
