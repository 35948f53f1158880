"""Changing what the row says: severity, the brief, evidence."""

from datetime import timedelta

import pytest

from escalation.completing import complete
from escalation.intake import read
from escalation.kinds import ClockKind, EscalationId, Severity, TargetTeam
from escalation.letters import Form
from escalation.models import Escalation
from escalation.notices import Deed
from escalation.quality import Written, score
from tests.escalation.makers import (
    ACME,
    ADA,
    CRITICAL,
    ENG,
    ENGINEERS,
    HIGH,
    LEA,
    MAYA,
    MEDIUM,
    NORA,
    SAM,
    Office,
    berlin,
    called,
    told,
    wall,
)


def test_a_raised_severity_calls_the_group_and_is_told_with_what_it_was(office: Office) -> None:
    number = office.taken(HIGH)

    changed = office.does("change_severity", number, MAYA, to=CRITICAL, reason="All orders fail now.")

    line = office.last_line(number)
    assert changed.severity is CRITICAL
    assert (line.deed, line.before, line.note, line.group) == (
        Deed.SEVERITY,
        "High",
        "All orders fail now.",
        ENGINEERS,
    )
    assert office.trail(number)[-1].after["severity"] == "Critical"
    assert office.carry() == [told("edit", ENG, "card changed"), told("line", ENG, "severity changed")]


def test_a_lowered_severity_calls_nobody_and_needs_a_reason(office: Office) -> None:
    number = office.taken(HIGH)

    with office.refuses("Say in a few words why it is less severe."):
        office.does("change_severity", number, ADA, to=MEDIUM, reason="  ")
    office.does("change_severity", number, ADA, to=MEDIUM, reason="There is a workaround.")

    assert office.last_line(number).group is None
    assert told("direct", "U0MAYA", "severity changed") in office.carry()


def test_the_severity_it_has_already_changes_nothing(office: Office) -> None:
    number = office.taken(HIGH)
    with office.refuses("ESC-1 is High already."):
        office.does("change_severity", number, ADA, to=HIGH)


@pytest.mark.parametrize(
    ("was", "to", "due"),
    [
        (HIGH, CRITICAL, {"internal": "Mon 13:00", "customer": "Mon 14:00"}),  # the customer is overdue at 14:00
        (MEDIUM, CRITICAL, {"internal": "Mon 13:00", "customer": "Mon 14:00"}),
        (MEDIUM, HIGH, {"internal": "Mon 15:00", "customer": "Mon 14:00"}),
        (CRITICAL, HIGH, {"internal": "Mon 15:00", "customer": "Mon 14:00"}),
        (HIGH, MEDIUM, {"internal": "Tue 11:00", "customer": "Tue 10:00"}),
        (CRITICAL, MEDIUM, {"internal": "Tue 11:00", "customer": "Tue 10:00"}),
    ],
)
def test_both_clocks_are_planned_anew_from_where_each_counts(
    office: Office, was: Severity, to: Severity, due: dict[str, str]
) -> None:
    number = office.opens(was)
    office.passes(hours=1)
    office.does("acknowledge", number, ADA)  # at 11:00
    office.passes(hours=1, minutes=1)

    office.does("change_severity", number, ADA, to=to, reason="as it is now")

    assert office.due(number) == due


def test_while_nobody_has_it_the_ladder_starts_again_by_the_new_severity(office: Office) -> None:
    number = office.opens(HIGH)
    office.passes(hours=1)
    office.beat()

    office.does("change_severity", number, MAYA, to=CRITICAL)

    assert office.due(number)["internal"] == "Mon 11:15"
    office.passes(minutes=15)
    office.beat()
    assert called(office.reminders(number)[-1]) == ENGINEERS


def test_a_ladder_that_had_come_to_its_end_starts_again_when_it_becomes_more_severe(office: Office) -> None:
    number = office.opens(MEDIUM)
    office.lets_pass(office.moment.replace(day=6))
    assert office.due(number)["internal"] is None

    office.does("change_severity", number, MAYA, to=CRITICAL)

    assert office.clocks(number)[ClockKind.INTERNAL].due_at is not None


def test_what_is_closed_keeps_its_severity(office: Office) -> None:
    number = office.taken()
    office.does("de_escalate", number, ADA)
    with office.refuses("ESC-1 was de-escalated by Ada. Reopen it to take it up again."):
        office.does("change_severity", number, ADA, to=CRITICAL)


# The brief


def test_an_edit_changes_the_draft_and_says_which_fields(office: Office) -> None:
    number = office.taken()
    due = office.due(number)

    changed = office.does(
        "edit_brief", number, MAYA, changes={"needed": "find the cause", "affected": "all of Northwind"}
    )

    assert (changed.draft.needed, changed.draft.affected) == ("find the cause", "all of Northwind")
    assert changed.draft.issue == office.row(number).draft.issue
    assert office.last_line(number).note == "who and how many, what is needed"
    assert office.due(number) == due
    assert set(office.carry()) == {
        told("edit", ENG, "card changed"),
        told("fold", ENG, "brief changed"),
        told("line", ENG, "brief edited"),
    }


def test_several_edits_before_the_card_could_be_drawn_again_are_one(office: Office) -> None:
    number = office.taken()
    for words in ("one", "two", "three"):
        office.does("edit_brief", number, MAYA, changes={"needed": words})

    assert [says for form, _, says in office.carry() if form == "edit"] == ["card changed"]
    assert office.thread(number)[-3:] == ["brief edited"] * 3


# Evidence


def test_evidence_is_added_below_what_there_is(office: Office) -> None:
    number = office.opens(documents="run 4711")

    office.does("add_evidence", number, ADA, text="log of Monday")
    office.does("add_evidence", number, MAYA, text="screenshot")

    assert office.row(number).draft.documents == "run 4711\nlog of Monday\nscreenshot"


def test_evidence_may_still_come_when_it_is_closed(office: Office) -> None:
    number = office.taken()
    office.does("resolve", number, ADA)
    office.does("add_evidence", number, LEA, text="the deploy's log")
    assert office.last_line(number).note == "the deploy's log"


def test_what_the_reporter_adds_to_a_security_escalation_stands_in_its_channel_alone(office: Office) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY)
    office.does("add_evidence", number, MAYA, text="they saw invoices of Initech")
    lanes = {one.letter.lane for one in office.letters(number) if one.letter.form is not Form.DIRECT}
    assert lanes == {"C0SEC"}


def test_an_edited_brief_brings_its_deadline_and_its_gaps_along(office: Office) -> None:
    number = office.taken(HIGH)
    by = office.moment + timedelta(hours=3)

    office.does("edit_brief", number, MAYA, changes={"deadline_at": by, "environment": "Firefox 140"})

    row = office.row(number)
    assert (row.deadline_at, row.deadline_assumed) == (by, False)
    assert "environment" not in {gap.name for gap in row.triage.gaps}
    assert "deadline" not in {gap.name for gap in row.triage.gaps}


STEPS = "1. Start: as an admin, Pro\n2. Do: export 4711\n3. Expected: a file Actual: 500\nAlways or sometimes? always"


def test_an_edit_fills_gaps_and_the_score_follows(office: Office) -> None:
    number = office.taken(HIGH)
    before = office.row(number)

    after = office.does("edit_brief", number, MAYA, changes={"details": {TargetTeam.ENGINEERING: STEPS}})

    filled = {gap.name for gap in before.triage.gaps} - {gap.name for gap in after.triage.gaps}
    assert filled == {"steps", "how often"}
    assert told("edit", ENG, "card changed") in office.carry()
    assert quality_of(before) < quality_of(after)


def quality_of(escalation: Escalation) -> int:
    return score(Written(escalation.draft, escalation.target), is_bug=escalation.triage.is_bug)


def test_an_edited_text_is_read_again_and_gives_the_headline(office: Office) -> None:
    number = office.taken(HIGH)
    words = "Import returns 502 for Northwind in Firefox 140"

    row = office.does("edit_brief", number, MAYA, changes={"issue": words, "error": "Bad gateway"})

    assert (row.draft.headline, row.draft.environment, row.draft.error) == (words, "Firefox 140", "Bad gateway")


def test_what_was_read_from_the_first_words_goes_with_them(office: Office) -> None:
    draft = complete(read("Export returns 500 for Northwind in Chrome 126. Workaround: by hand"))
    number = office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME).id
    office.does("edit_brief", number, MAYA, changes={"workaround": "By hand, 2 h a week"})

    after = office.does("edit_brief", number, MAYA, changes={"issue": "Export stops in Firefox 140"}).draft

    assert (after.error, after.environment, after.workaround) == (None, "Firefox 140", "By hand, 2 h a week")


def assumed(office: Office, number: EscalationId) -> str | None:
    row = office.row(number)
    return wall(row.deadline_at) if row.deadline_assumed else None


def test_an_assumed_deadline_follows_the_severity(office: Office) -> None:
    number = office.taken(HIGH)
    assert assumed(office, number) == "Mon 18:00"

    office.passes(hours=1)
    office.does("change_severity", number, ADA, to=MEDIUM, reason="there is a way around it")
    assert assumed(office, number) == "Fri 18:00"

    office.does("change_severity", number, ADA, to=CRITICAL)
    assert assumed(office, number) == wall(office.moment)


def test_a_deadline_that_somebody_named_stays_whatever_the_severity(office: Office) -> None:
    by = berlin("2026-03-05 12:00")
    number = office.opens(HIGH, deadline_at=by)
    office.does("change_severity", number, ADA, to=CRITICAL)
    assert (office.row(number).deadline_at, office.row(number).deadline_assumed) == (by, False)


def test_a_deadline_taken_out_again_is_assumed_from_now_on(office: Office) -> None:
    number = office.opens(HIGH, deadline_at=berlin("2026-03-05 12:00"))
    office.passes(days=2)
    office.does("edit_brief", number, MAYA, changes={"deadline_at": None})
    assert assumed(office, number) == "Wed 18:00"


def test_inside_security_nobody_outside_is_named_to_keep_the_customer(office: Office) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY)
    with office.refuses("Security keeps the customers of its escalations informed."):
        office.does("edit_brief", number, SAM, changes={"contact": NORA.person.id, "needed": "x"})


def test_a_contact_named_later_is_asked(office: Office) -> None:
    number = office.taken(HIGH)

    office.does("edit_brief", number, MAYA, changes={"contact": "U0JONAS"})

    assert told("direct", "U0JONAS", "contact asked") in office.carry()
