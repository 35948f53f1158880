"""What is new: from the team, to the customer, or nothing yet."""

from datetime import timedelta

import pytest

from escalation.kinds import ClockKind, Severity, TargetTeam
from escalation.letters import Form, LetterState
from escalation.models import News
from escalation.notices import Deed, Done, ReminderDue, ReminderFolded
from escalation.rights import Viewer
from tests.escalation.makers import (
    ADA,
    BEN,
    CRITICAL,
    ENG,
    HIGH,
    LEA,
    MAYA,
    MEDIUM,
    NORA,
    SAM,
    Office,
    berlin,
    told,
)

CLOSED = "ESC-1 was resolved by Ada. Reopen it to take it up again."
NOBODY = "Nobody has ESC-1 yet. Acknowledge it first."


def folds(office: Office) -> list[str]:
    """What reminders became, in the thread."""
    edits = [one.letter for one in office.letters() if one.letter.form is Form.FOLD and one.letter.lane == ENG]
    return [one.notice.said for one in edits if isinstance(one.notice, ReminderFolded | ReminderDue)]


# An update


def test_an_update_is_the_news_and_starts_the_internal_clock_afresh(office: Office) -> None:
    number = office.taken()
    office.passes(hours=1)

    changed = office.does("update", number, ADA, text="Rolling back 4.12.")

    assert changed.news == News(text="Rolling back 4.12.", at=office.moment, by=ADA.person.id, by_name="Ada")
    assert office.due(number)["internal"] == "Mon 15:00"
    assert office.last_line(number).note == "Rolling back 4.12."
    assert office.carry() == [
        told("edit", ENG, "card changed"),
        told("line", ENG, "updated"),
        told("direct", "U0MAYA", "updated"),
    ]


def test_what_the_customer_may_hear_is_kept_apart_from_what_the_team_says(office: Office) -> None:
    number = office.taken()
    changed = office.does("update", number, ADA, text="Bad index on orders.", for_customer="We found the cause.")
    assert changed.for_customer is not None
    assert (changed.for_customer.text, changed.news and changed.news.text) == (
        "We found the cause.",
        "Bad index on orders.",
    )


def test_an_update_without_words_for_the_customer_leaves_those_there_were(office: Office) -> None:
    number = office.taken()
    office.does("update", number, ADA, text="1", for_customer="We found the cause.")
    office.does("update", number, ADA, text="2")
    words = office.row(number).for_customer
    assert words is not None
    assert words.text == "We found the cause."


def test_a_reporters_update_is_shown_and_calls_the_assignee_but_resets_nothing(office: Office) -> None:
    number = office.taken()
    due = office.due(number)
    office.passes(hours=1)

    office.does("update", number, MAYA, text="They called again.", for_customer="We promise it today.")

    line = office.last_line(number)
    assert (line.deed, line.note, line.person) == (Deed.UPDATED, "They called again.", ADA.person.id)
    assert office.due(number) == due
    assert office.row(number).for_customer is None


def test_until_someone_has_it_an_update_is_shown_and_the_ladder_goes_on(office: Office) -> None:
    number = office.opens(CRITICAL)
    due = office.due(number)

    office.does("update", number, ADA, text="Looks like the deploy.", next_by=berlin("2026-03-02 17:00"))

    assert office.due(number) == due
    office.passes(minutes=15)
    assert office.beat() == 1


@pytest.mark.parametrize(
    ("severity", "named", "asked"),
    [
        (HIGH, "2026-03-02 11:30", "Mon 11:30"),
        (HIGH, "2026-03-02 16:00", "Mon 16:00"),
        (HIGH, "2026-03-02 22:00", "Tue 09:00"),  # people have gone home
        (HIGH, "2026-03-20 10:00", "Tue 13:00"),  # three steps of its cadence, and no further
        (HIGH, "2026-03-02 09:00", "Mon 14:00"),  # has passed
        (CRITICAL, "2026-03-02 15:30", "Mon 15:30"),
        (CRITICAL, "2026-03-02 23:00", "Mon 16:00"),
        (MEDIUM, "2026-03-04 12:00", "Wed 12:00"),
        (MEDIUM, "2026-03-30 12:00", "Thu 10:00"),
    ],
)
def test_the_moment_named_for_the_next_news_counts_within_three_steps_and_office_hours(
    office: Office, severity: Severity, named: str, asked: str
) -> None:
    number = office.taken(severity)
    office.does("update", number, ADA, text="rolling back", next_by=berlin(named))
    assert office.due(number)["internal"] == asked


def test_an_update_answers_the_reminder_that_stands_open(office: Office) -> None:
    number = office.taken()
    office.passes(hours=4)
    office.beat()
    office.carry()

    changed = office.does("update", number, ADA, text="rolling back")

    assert changed.unanswered == 0
    assert folds(office) == ["Asked, and Ada answered with an update."]


def test_a_reporters_update_answers_no_reminder(office: Office) -> None:
    number = office.taken()
    office.passes(hours=4)
    office.beat()
    office.carry()

    changed = office.does("update", number, MAYA, text="They called again.")

    assert changed.unanswered == 1
    assert folds(office) == []


def test_a_reminder_that_still_waits_when_the_news_comes_is_dropped(office: Office) -> None:
    number = office.taken()
    office.passes(hours=4, minutes=40)
    office.beat()
    office.does("update", number, ADA, text="rolling back")

    dropped = [one.reason for one in office.letters(number) if one.state is LetterState.DROPPED]

    assert "answered" in dropped
    assert "reminder: internal" not in [says for _, _, says in office.carry()]


# What was written in the thread


def test_what_the_team_wrote_is_asked_about_and_mentions_nobody(office: Office) -> None:
    number = office.taken(MEDIUM)
    wrote = News(text="found it, bad deploy", at=office.moment, by=ADA.person.id, by_name="Ada")
    office.moment = berlin("2026-03-03 10:00")

    office.beat(wrote=wrote)

    asked = office.reminders(number)[-1]
    assert asked.wrote == wrote
    assert ADA.person.id not in asked.people


def test_what_the_team_wrote_is_the_news_when_it_is_counted(office: Office) -> None:
    number = office.taken()
    wrote = News(text="found it, bad deploy", at=office.moment, by=ADA.person.id, by_name="Ada")
    office.passes(hours=4)
    office.beat(wrote=wrote)

    changed = office.does("count_it", number, BEN, at=wrote.at + timedelta(milliseconds=4))

    assert (changed.news, changed.unanswered) == (wrote, 0)
    assert office.last_line(number).note == "found it, bad deploy"
    assert office.due(number)["internal"] == "Tue 09:00"


def test_what_was_never_asked_about_cannot_be_counted(office: Office) -> None:
    number = office.taken()
    with office.refuses("That message can't be found any more. Use Post update."):
        office.does("count_it", number, ADA, at=office.moment)


# No change


def test_no_change_is_one_tap_that_counts_and_the_reporter_is_spared_it(office: Office) -> None:
    number = office.taken()
    office.passes(hours=4)
    office.beat()
    office.carry()

    changed = office.does("no_change", number, ADA)

    assert (changed.no_changes, changed.unanswered) == (1, 0)
    assert office.due(number)["internal"] == "Tue 09:00"
    assert folds(office) == ["Asked, and Ada answered: no change."]
    assert office.carry() == [
        told("fold", ENG, "reminder: customer"),
        told("edit", ENG, "card changed"),
        told("line", ENG, "no change"),
    ]


def test_the_third_no_change_in_a_row_tells_the_lead_and_the_sixth_again(office: Office) -> None:
    number = office.taken()
    leads = []
    for _ in range(7):
        office.does("no_change", number, ADA)
        leads.append(office.last_line(number).lead)
    assert leads == [None, None, "U0LEA", None, None, "U0LEA", None]


def test_an_update_ends_the_row_of_no_changes(office: Office) -> None:
    number = office.taken()
    for _ in range(2):
        office.does("no_change", number, ADA)
    office.does("update", number, ADA, text="rolling back")
    office.does("no_change", number, ADA)
    assert (office.row(number).no_changes, office.last_line(number).lead) == (1, None)


# Put off


@pytest.mark.parametrize(("severity", "asked"), [(CRITICAL, "Mon 12:30"), (HIGH, "Mon 15:00"), (MEDIUM, "Tue 14:00")])
def test_a_reminder_put_off_comes_again_sooner_than_the_cadence_would(
    office: Office, severity: Severity, asked: str
) -> None:
    number = office.taken(severity)
    for _ in office.walks(office.clocks(number)[ClockKind.INTERNAL].due_at or office.moment):
        office.carry()

    office.does("snooze", number, ADA)

    assert office.due(number)["internal"] == asked
    assert folds(office) == ["Asked, and Ada put it off."]


def test_what_is_put_off_into_the_evening_comes_in_the_morning(office: Office) -> None:
    number = office.taken()
    office.moment = berlin("2026-03-02 17:30")
    office.does("snooze", number, ADA)
    assert office.due(number)["internal"] == "Tue 09:00"


def test_a_reminder_put_off_is_not_answered_and_the_second_mentions_the_lead(office: Office) -> None:
    number = office.taken()
    office.passes(hours=4)
    office.beat()
    office.does("snooze", number, ADA)
    office.passes(hours=1)

    office.beat()

    assert [LEA.person.id in one.people for one in office.reminders(number)] == [False, True]


@pytest.mark.parametrize("deed", ["no_change", "snooze"])
def test_nobody_says_no_change_or_later_to_what_nobody_has(office: Office, deed: str) -> None:
    number = office.opens()
    with office.refuses(NOBODY):
        office.does(deed, number, ADA)


@pytest.mark.parametrize(("deed", "more"), [("update", {"text": "?"}), ("no_change", {}), ("snooze", {})])
def test_what_is_closed_takes_no_news(office: Office, deed: str, more: dict[str, str]) -> None:
    number = office.taken()
    office.does("resolve", number, ADA)
    with office.refuses(CLOSED):
        office.does(deed, number, ADA, **more)


# The customer


@pytest.mark.parametrize(
    ("severity", "next_word"), [(CRITICAL, "Mon 13:00"), (HIGH, "Mon 15:00"), (MEDIUM, "Tue 11:00")]
)
def test_word_to_the_customer_starts_their_clock_afresh_and_leaves_the_teams(
    office: Office, severity: Severity, next_word: str
) -> None:
    number = office.taken(severity)
    internal = office.due(number)["internal"]
    office.passes(hours=1)

    changed = office.does("customer_told", number, MAYA, text="We found the cause.")

    assert changed.told_at == office.moment
    assert office.due(number) == {"customer": next_word, "internal": internal}
    assert office.carry() == [told("edit", ENG, "card changed"), told("line", ENG, "customer told")]


def test_word_to_the_customer_answers_their_reminder_and_not_the_teams(office: Office) -> None:
    number = office.taken()
    office.passes(minutes=45)
    office.does("no_change", number, ADA)
    office.moment = berlin("2026-03-02 14:00")
    office.beat()
    office.moment = berlin("2026-03-02 14:45")
    office.beat()
    office.carry()
    assert [one.clock.value for one in office.reminders(number)] == ["customer", "internal"]

    office.does("customer_told", number, MAYA)

    assert folds(office) == ["Asked, and Maya told the customer."]


def test_once_told_of_the_end_nobody_is_reminded_any_more(office: Office) -> None:
    number = office.taken()
    office.does("de_escalate", number, ADA)

    office.does("customer_told", number, MAYA)

    assert office.due(number) == {"customer": None, "internal": None}
    office.lets_pass(office.moment + timedelta(days=30))
    assert office.reminders(number) == []


def test_the_reporter_of_a_security_escalation_hears_the_state_and_not_what_was_said(office: Office) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY)
    office.does("acknowledge", number, SAM)
    office.does("update", number, SAM, text="A token leaked.")
    office.does("change_severity", number, SAM, to=CRITICAL)
    office.does("resolve", number, SAM, cause="The token was revoked.")
    office.carry()

    heard = [(one.deed.value, one.note) for one in office.notices(number, Form.DIRECT) if isinstance(one, Done)]
    assert heard == [("acknowledged", ""), ("resolved", "")]


@pytest.mark.parametrize("viewer", [ADA, MAYA, NORA], ids=["Ada", "Maya", "Nora"])
def test_nobody_is_told_directly_what_they_did_themselves(office: Office, viewer: Viewer) -> None:
    number = office.taken(contact=NORA.person.id)
    office.does("update", number, viewer, text="word")
    heard = {where for form, where, _ in office.carry() if form == "direct"}
    assert heard == {MAYA.person.id, NORA.person.id} - {viewer.person.id}
