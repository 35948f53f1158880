"""The brief: the seed's sections, all of them always, each fact once, and nothing typed that becomes markup."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation import brief_model
from escalation.brief import write
from escalation.brief_model import NOT_APPLICABLE, UNKNOWN, Brief, Heading
from escalation.drafts import Draft, FileRef, QuotedMessage, Source
from escalation.kinds import ChannelId, Frequency, Severity, TargetTeam
from escalation.renderings import to_json, to_markdown

MONDAY = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
SCHEMA = Path(__file__).parents[2] / "docs" / "brief.schema.json"
WRITES_THE_SCHEMA = (
    ".venv/bin/python -c 'import json; from escalation.brief_model import Brief; "
    "print(json.dumps(Brief.model_json_schema(), indent=2))' > docs/brief.schema.json"
)

# The seed's template, with what is filled in left out.
THE_TEMPLATE = """\
## ESCALATION:
**Severity:**
**Target team:**
**Reported by:**
**Date:**
### Impact
- **Customers affected:**
- **Workflow impact:**
- **Revenue at risk:**
- **Time in queue:**
### Issue Description
### What's Been Tried
### Reproduction Steps
Expected:
Actual:
Environment:
### Customer Communication
- **Last update to customer:**
- **Customer expectation:**
- **Escalation risk:**
### What's Needed
- **Deadline:**
### Supporting Context
- Related tickets or links:
- Internal discussion threads:
- Documentation or logs:
""".splitlines()


def heading(target: TargetTeam = TargetTeam.ENGINEERING, **changes: Any) -> Heading:
    plain = Heading(severity=Severity.HIGH, target=target, reported_by="Maya", moment=MONDAY, is_bug=True)
    return plain.model_copy(update=changes)


def written(target: TargetTeam = TargetTeam.ENGINEERING, *, details: str = "", **facts: Any) -> Brief:
    """The brief of a draft with these facts; a fault for Engineering, a wish for the others."""
    about = {"is_bug": facts.pop("is_bug", target is TargetTeam.ENGINEERING)}
    about |= {name: facts.pop(name) for name in ("deadline_at", "deadline_assumed", "severity") if name in facts}
    if name := facts.pop("stated", None):
        facts["deadline"] = name
    typed = {target: details} if details else {}
    return write(Draft(**{"details": typed, **facts}), heading(target, **about))


def skeleton(markdown: str) -> list[str]:
    """Headings and labels, in order."""
    found = re.findall(
        r"^(?:#+ .*|(?:- )?\*\*[^*]+:\*\*|(?:Expected|Actual|Environment):|- [A-Z][a-z ]+:)", markdown, re.MULTILINE
    )
    return [re.sub(r"^(## ESCALATION:).*", r"\1", one) for one in found]


# The template


def test_every_heading_and_label_of_the_template_stands_when_nothing_is_known() -> None:
    assert skeleton(to_markdown(written())) == THE_TEMPLATE


def test_every_heading_and_label_of_the_template_stands_when_all_is_known() -> None:
    everything: dict[str, Any] = dict.fromkeys(
        ("last_update", "expectation", "risk", "needed", "documents", "threads"), "known"
    )
    assert skeleton(to_markdown(written(issue="x", tried=("a", "b"), ticket="1", **everything))) == THE_TEMPLATE


def test_what_is_not_known_says_unknown() -> None:
    empty = written(issue="")
    assert empty == Brief(
        headline=UNKNOWN,
        issue=UNKNOWN,
        impact=brief_model.BriefImpact(),
        target=TargetTeam.ENGINEERING,
        severity=Severity.HIGH,
        reported_by="Maya",
        date="2026-11-23",
        needed=brief_model.Needed(ask="Find the cause and fix it (assumed)"),
    )


def test_steps_do_not_apply_where_nothing_is_broken() -> None:
    wish = written(TargetTeam.PRODUCT).reproduction
    assert set(wish.model_dump().values()) == {NOT_APPLICABLE, (NOT_APPLICABLE,)}


def test_the_date_is_the_day_where_the_reporter_is() -> None:
    assert write(Draft(), heading(zone="Europe/Berlin")).date == "2026-11-24"


MARKS = (
    "# Heading|### Impact|- item|**Severity:**|1. one|---|```|<b>|&lt;|    code|===|~~~|[a](b)|![a](b)|*a*|_b_|\n|words"
)
typed = st.lists(st.sampled_from([*MARKS.split("|"), "| a |", "\u202e"]), max_size=6).map(" ".join) | st.text(
    max_size=40
)


@settings(max_examples=60)
@given(typed, typed, st.sampled_from(TargetTeam))
def test_no_typed_text_becomes_a_heading_or_a_tag(text: str, other: str, team: TargetTeam) -> None:
    facts: dict[str, Any] = dict.fromkeys(("headline", "issue", "needed", "risk", "threads", "workaround"), text)
    markdown = to_markdown(written(team, details=other, tried=(other, text), customers=(text,), **facts))
    assert [line for line in markdown.splitlines() if line.startswith("#")][1:] == [
        line for line in THE_TEMPLATE if line.startswith("###")
    ]
    assert not re.search(r"(?<!\\)[<>`]|(?<!\\)&(?=#?\w+;)", markdown)
    assert not [line for line in markdown.splitlines() if re.match(r" {4}|\t|[=~]{3}|-{3}", line)]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("#4711 is the ticket", "#4711 is the ticket"),
        ("-5 degrees", "-5 degrees"),
        ("500 on POST /v2/orders_all", "500 on POST /v2/orders_all"),
        ("R&D and a & b", "R&D and a & b"),
        ("~140 users", "~140 users"),
        ("# not a heading", r"\# not a heading"),
        ("1. first", r"1\. first"),
        ("*really* <b>", r"\*really\* \<b\>"),
        ("&lt;script&gt;", r"\&lt;script\&gt;"),
        ("~~gone~~", r"\~~gone\~~"),
    ],
)
def test_plain_words_read_as_they_were_typed_and_markup_is_shown_as_such(said: str, shown: str) -> None:
    assert f"### Issue Description\n{shown}\n" in to_markdown(written(issue=said))


def test_one_link_stands_beside_its_label_and_several_below_it() -> None:
    one, two = written(ticket="4711"), written(ticket="4711", links=("https://a.example", "https://b.example"))
    assert "- Related tickets or links: 4711\n" in to_markdown(one)
    assert "- Related tickets or links:\n  - 4711\n  - https://a.example\n  - https://b.example\n" in to_markdown(two)


# JSON


def test_json_says_headline_issue_impact_and_target_first() -> None:
    assert list(json.loads(to_json(written())))[:4] == ["headline", "issue", "impact", "target"]


def test_json_reads_back_as_the_same_brief() -> None:
    made = written(issue="Ünïcode 🔥 <b>", tried=("a",), ticket="1")
    assert Brief.model_validate_json(to_json(made)) == made


def test_the_published_schema_is_the_models() -> None:
    is_so = SCHEMA.exists() and json.loads(SCHEMA.read_text(encoding="utf-8")) == Brief.model_json_schema()
    assert is_so, f"The brief has changed. Write its schema anew:\n{WRITES_THE_SCHEMA}"


# Each fact once, where people look for it


def test_an_error_and_how_often_stand_with_the_steps_and_not_in_the_description_too() -> None:
    made = written(issue="Checkout fails", error="502 upstream timed out", frequency=Frequency.INTERMITTENT)
    assert made.issue == "Checkout fails"
    assert made.reproduction.actual == "Error: 502 upstream timed out. How often: intermittent"


def test_an_error_said_by_the_outline_and_by_the_text_is_said_once() -> None:
    details = "3. Expected: 201 Actual: 500 after 30 s\nError, word for word: 502 upstream timed out (POST /v2)"
    made = written(details=details, error="502 upstream timed out")
    assert made.reproduction.actual == "500 after 30 s. Error: 502 upstream timed out (POST /v2)"


def test_where_steps_do_not_apply_the_error_stands_in_the_description_unless_it_is_there() -> None:
    unsaid = written(TargetTeam.PRODUCT, issue="Export stops", error="Too many rows")
    said = written(TargetTeam.PRODUCT, issue="Export stops: too many rows", error="Too many rows")
    assert (unsaid.issue, said.issue) == ("Export stops\nError: Too many rows", "Export stops: too many rows")


def test_what_was_tried_is_listed_once() -> None:
    details = "Tried, and what came of it: cleared the cache, no change\n2. restarted it"
    made = written(TargetTeam.L2_SUPPORT, tried=("Cleared the cache: no change",), details=details)
    assert made.tried == ("Cleared the cache: no change", "restarted it")


def test_a_workaround_stands_with_what_was_tried() -> None:
    assert written(workaround="Retry by hand").tried == ("Workaround: Retry by hand",)


def test_every_line_of_engineerings_outline_has_its_place() -> None:
    details = (
        "1. Start: account acme\n2. Do: send it\nsend it again\n3. Expected: 201 Actual: 500\n"
        "Error, word for word: 502\nExample: Mon 13:12\nAlways or sometimes? sometimes Ruled out: their key"
    )
    made = written(issue="x", details=details)
    assert (made.issue, made.tried) == ("x", ("Ruled out: their key",))
    assert made.reproduction == brief_model.Reproduction(
        steps=("Start: account acme", "send it", "send it again", "Example: Mon 13:12"),
        expected="201",
        actual="500. Error: 502. How often: sometimes",
    )


def test_every_line_of_products_outline_has_its_place() -> None:
    details = (
        "Use case, in the customer's words: audits\nWhat it costs them: 2 h a week\nHow many asked: 4\n"
        "Workaround today: CSV\nCompetitors named: two"
    )
    made = written(TargetTeam.PRODUCT, issue="x", details=details)
    assert made.issue == "x\nUse case: audits\nHow many asked: 4\nCompetitors named: two"
    assert (made.impact.workflow_impact, made.tried) == ("2 h a week", ("Workaround: CSV",))


def test_every_line_of_securitys_outline_has_its_place() -> None:
    details = "What was seen: a\nWho or what is affected: b\nContained so far: c\nHow urgent, and why: d"
    made = written(TargetTeam.SECURITY, issue="x", customers=("Acme",), details=details)
    assert made.issue == "x\nSeen: a\nHow urgent, and why: d"
    assert (made.impact.customers_affected, made.tried) == ("Acme; b", ("Contained: c",))


def test_every_line_of_leaderships_outline_has_its_place() -> None:
    details = (
        "Situation, in three sentences: a\nRevenue: $410k a year, renews 1 Dec\nWhat was tried: c\n"
        "Decision asked for, by when: d\nIf nothing happens: they leave\nWe recommend: f"
    )
    made = written(TargetTeam.LEADERSHIP, issue="x", revenue="$410k a year", risk="Board meets", details=details)
    assert made.issue == "x\nSituation: a\nWe recommend: f"
    assert (made.impact.revenue_at_risk, made.tried, made.needed.ask) == ("$410k a year, renews 1 Dec", ("c",), "d")
    assert made.communication.risk == "Board meets; If nothing happens: they leave"


def test_every_line_of_l2s_outline_has_its_place() -> None:
    made = written(
        TargetTeam.L2_SUPPORT, issue="x", details="Ticket in short: a\nTried, and what came of it: b\nThe customer: c"
    )
    assert (made.issue, made.tried) == ("x\nIn short: a\nThe customer: c", ("b",))


@pytest.mark.parametrize("team", TargetTeam)
def test_a_paste_that_ignores_the_outline_is_in_the_brief(team: TargetTeam) -> None:
    assert "pasted as it was" in to_markdown(written(team, details="pasted as it was"))


def test_steps_typed_for_engineering_go_along_to_another_team() -> None:
    details = {TargetTeam.ENGINEERING: "2. Do: press Export", TargetTeam.L2_SUPPORT: "Ticket in short: a"}
    made = write(Draft(details=details), heading(TargetTeam.L2_SUPPORT))
    assert (made.reproduction.steps, made.issue) == (("press Export",), "In short: a")


def test_steps_pasted_for_l2_are_steps() -> None:
    made = written(TargetTeam.L2_SUPPORT, details="1. Log in\n2. Press Export\nExpected a file", is_bug=True)
    assert made.reproduction.steps == ("Log in", "Press Export", "Expected a file")


def test_what_was_written_for_a_team_chosen_first_goes_along_except_securitys() -> None:
    details = {TargetTeam.PRODUCT: "How many asked: 4", TargetTeam.SECURITY: "What was seen: names of others"}
    made = write(Draft(issue="x", details=details), heading(TargetTeam.LEADERSHIP))
    assert made.issue == "x\nWritten for Product:\nHow many asked: 4"


# Who, how long, by when


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"customers": ("Acme", "Globex"), "affected": "140 users"}, "Acme, Globex; 140 users"),
        ({"segment": "all Enterprise customers"}, "all Enterprise customers"),
        ({"affected_count": 3}, "3 affected"),
        ({"customers": ("Acme",), "affected_count": 1}, "Acme"),
        ({}, UNKNOWN),
    ],
)
def test_customers_affected_says_who_and_how_many(facts: dict[str, Any], said: str) -> None:
    assert written(**facts).impact.customers_affected == said


def test_time_in_queue_says_both_since_when_and_how_long() -> None:
    assert written(started="since Monday", queue_time="two days").impact.time_in_queue == "two days; since Monday"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, UNKNOWN),
        ({"stated": "by Friday 5pm."}, "by Friday 5pm"),
        ({"stated": "by Friday", "deadline_at": MONDAY, "deadline_assumed": True}, "by Friday"),
        ({"deadline_at": MONDAY, "deadline_assumed": True}, "Mon 23 Nov 2026, 23:30 (UTC), assumed"),
        ({"deadline_at": MONDAY}, "Mon 23 Nov 2026, 23:30 (UTC)"),
        ({"deadline_at": MONDAY, "stated": "end of day"}, "Mon 23 Nov 2026, 23:30 (UTC); stated: end of day"),
        ({"deadline_at": MONDAY, "deadline_assumed": True, "severity": Severity.CRITICAL}, "Now, assumed"),
    ],
)
def test_the_deadline_is_what_was_said_and_an_assumed_one_says_so(facts: dict[str, Any], said: str) -> None:
    assert written(**facts).needed.deadline == said


@pytest.mark.parametrize("team", TargetTeam)
def test_an_ask_that_nobody_wrote_is_marked_as_assumed(team: TargetTeam) -> None:
    ask = written(team).needed.ask
    assert ask.endswith(" (assumed)")
    assert ask[0].isupper()


def test_an_ask_and_a_decision_that_say_different_things_both_stand() -> None:
    made = written(TargetTeam.LEADERSHIP, needed="A call today", details="Decision asked for, by when: credit 3 months")
    assert made.needed.ask == "A call today; credit 3 months"


# What lies beside it


def test_supporting_context_holds_tickets_threads_and_files() -> None:
    source = Source(channel=ChannelId("C0"), permalink="https://acme.slack.com/p1")
    made = written(
        ticket="4711",
        links=("https://tickets.example/4711", "https://tickets.example/4711"),
        source=source,
        quotes=(QuotedMessage(author="Jonas", text="same\nhere", ts="1"),),
        threads="https://acme.slack.com/p2\n- https://acme.slack.com/p3",
        documents="https://docs.example",
        files=(FileRef(id="F1", name="console.png", permalink="https://acme.slack.com/F1"),),
    ).supporting
    assert made == brief_model.Supporting(
        tickets=("4711", "https://tickets.example/4711"),
        threads=(
            "https://acme.slack.com/p1",
            "Jonas: same here",
            "https://acme.slack.com/p2",
            "https://acme.slack.com/p3",
        ),
        documentation=("https://docs.example", "console.png https://acme.slack.com/F1"),
    )
