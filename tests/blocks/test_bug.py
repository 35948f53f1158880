"""File a bug: the form says what is known of it, and reads back what was typed."""

import pytest

from blocks import brief, bug, card, thread
from escalation import bug_report
from escalation.drafts import Draft
from escalation.facts import Issue, IssueState
from escalation.kinds import TargetTeam
from escalation.models import Escalation
from escalation.notices import Deed, Done
from escalation.writers import Tracker
from tests.blocks.client import lines
from tests.blocks.facts import ADA, CHECKOUT, MONDAY, an_escalation

TRACKERS = (Tracker(name="jira", places=("ENG", "OPS")), Tracker(name="github", places=("acme/shop",)))
NEW = Issue(source="jira", id="ENG-43", url="https://acme.example/ENG-43", title="Checkout: 500", state=IssueState.TODO)


def said(escalation: Escalation, deed: Deed) -> list[str]:
    done = Done(escalation=escalation, deed=deed, by=ADA, by_name="Ada", at=MONDAY)
    return lines(thread.message(done, direct=False).blocks)


def buttons(escalation: Escalation) -> list[str]:
    blocks = [block for one in brief.messages(escalation) for block in one.blocks if block["type"] == "actions"]
    return [one["text"]["text"] for block in blocks for one in block["elements"]]


def test_a_bug_report_says_how_to_see_it_where_and_whom_it_hits() -> None:
    report = bug_report.text(an_escalation(CHECKOUT), most=3000)
    assert report.startswith("Checkout answers 500 about every third time since 13:10.")
    for line in (
        "Steps to reproduce:\n1. Start: account acme-prod, role admin, plan Enterprise",
        "Expected: 201",
        "Environment: EU region, plan Enterprise, API 2.4",
        "Error, word for word: 502 upstream timed out (POST /v2/orders)",
        "Impact: Their customers cannot pay.",
    ):
        assert line in report


def test_what_is_not_known_is_left_out() -> None:
    report = bug_report.text(an_escalation(Draft(issue="Exports fail", headline="Exports fail")), most=3000)
    assert report == "Exports fail"


@pytest.mark.parametrize("long", [("issue",), ("issue", "error"), ("issue", "error", "environment")])
def test_of_a_long_issue_the_end_is_left_out_and_not_how_to_see_it(long: tuple[str, ...]) -> None:
    draft = CHECKOUT.model_copy(update=dict.fromkeys(long, "It fails and fails. " * 250))
    shown = bug.modal(an_escalation(draft), TRACKERS)
    (report,) = [block["element"]["initial_value"] for block in shown["blocks"] if block.get("block_id") == bug.TEXT]
    assert len(report) > 2800
    labels = (
        "Steps to reproduce:\n1. ",
        "Expected: ",
        "Environment: ",
        "Error, word for word: ",
        "Impact: Their custo",
    )
    for label in labels:
        assert f"\n{label}" in report
    assert report.endswith("\n\nThe brief has the rest, in the thread.")


def test_a_title_may_be_as_long_as_every_tracker_takes() -> None:
    """Jira takes fewer than 255 letters, GitHub 256."""
    shown = bug.modal(an_escalation(CHECKOUT), TRACKERS)
    (title,) = [block["element"] for block in shown["blocks"] if block.get("block_id") == bug.TITLE]
    assert title["max_length"] == 254


def test_the_form_reads_back_what_it_shows() -> None:
    shown = bug.modal(an_escalation(CHECKOUT), TRACKERS)
    elements = {block["block_id"]: block["element"] for block in shown["blocks"] if "element" in block}
    assert [one["value"] for one in elements[bug.WHERE]["options"]] == ["jira:ENG", "jira:OPS", "github:acme/shop"]
    typed = {
        bug.WHERE: {"a": {"selected_option": elements[bug.WHERE]["initial_option"]}},
        bug.TITLE: {"a": {"value": elements[bug.TITLE]["initial_value"]}},
        bug.TEXT: {"a": {"value": elements[bug.TEXT]["initial_value"]}},
        bug.EXISTING: {"a": {"value": None}},
    }
    read = bug.read(typed)
    assert (read.tracker, read.place, read.existing) == ("jira", "ENG", "")
    assert read.title == "API returns 500 on checkout"
    assert read.text == bug_report.text(an_escalation(CHECKOUT), most=3000)


def test_what_is_filed_already_is_said_in_the_form() -> None:
    shown = bug.modal(an_escalation(CHECKOUT, issues=(NEW,)), TRACKERS)
    assert "Filed or linked already: ENG-43." in str(shown["blocks"][0])


def test_the_button_stands_below_the_brief_where_a_tracker_may_be_written_to() -> None:
    assert buttons(an_escalation(CHECKOUT, files_bugs=True)) == ["File a bug"]
    assert buttons(an_escalation(CHECKOUT)) == []
    assert buttons(an_escalation(CHECKOUT, TargetTeam.SECURITY, files_bugs=True)) == []


def test_the_thread_the_card_and_the_brief_name_the_issue() -> None:
    known = an_escalation(CHECKOUT, issues=(NEW,))
    assert said(known, Deed.FILED) == ["Ada filed it as ENG-43: Checkout: 500 (Jira)."]
    assert said(known, Deed.LINKED) == ["Ada linked ENG-43: Checkout: 500 (Jira)."]
    assert card.footer(known) == "ESC-12 · from Maya · ticket 4711 · ENG-43 · full brief in the thread"
    assert "Checkout: 500 (Jira, to do)" in str([one.blocks for one in brief.messages(known)])
