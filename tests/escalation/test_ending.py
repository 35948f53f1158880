"""De-escalate, undo, resolve, reopen, withdraw, and the reason afterwards."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from escalation.errors import NotAllowed
from escalation.kinds import ClockKind, EndReason, EscalationId, Severity, Status
from escalation.letters import Form, LetterState
from escalation.notices import Deed, ReminderDue
from escalation.rights import Viewer
from tests.escalation.makers import (
    ADA,
    BEN,
    CRITICAL,
    ENG,
    HIGH,
    MAYA,
    MEDIUM,
    NORA,
    Office,
    berlin,
    told,
)


def is_back(office: Office, severity: Severity = HIGH) -> EscalationId:
    number = office.taken(severity)
    office.passes(hours=1)
    office.does("de_escalate", number, ADA)
    return number


# De-escalated


def test_it_can_go_back_and_be_taken_up_again_any_number_of_times(office: Office) -> None:
    number = office.taken(HIGH)
    for deed in ("de_escalate", "undo") * 3:
        office.does(deed, number, ADA)
        office.carry()
    assert office.thread(number)[-2:] == ["de-escalated", "undone"]


def test_one_click_ends_the_teams_reminders_and_leaves_the_customers_last_round(any_office: Office) -> None:
    number = any_office.taken()
    any_office.passes(hours=1)

    closed = any_office.does("de_escalate", number, ADA)

    assert (closed.status, closed.closed_by_name, closed.closed_at) == (Status.DE_ESCALATED, "Ada", any_office.moment)
    assert closed.assignee == ADA.person.id
    assert any_office.due(number) == {"internal": None, "customer": "Mon 15:00"}
    assert any_office.carry() == [
        told("edit", ENG, "card changed"),
        told("line", ENG, "de-escalated"),
        told("direct", "U0MAYA", "de-escalated"),
    ]


@pytest.mark.parametrize(("severity", "word_by"), [(CRITICAL, "Mon 13:00"), (HIGH, "Mon 15:00"), (MEDIUM, "Tue 11:00")])
def test_the_customer_is_due_word_one_window_after_the_end(office: Office, severity: Severity, word_by: str) -> None:
    number = is_back(office, severity)
    assert office.due(number) == {"internal": None, "customer": word_by}


def test_the_team_hears_no_reminder_any_more_however_long_it_takes(office: Office) -> None:
    number = is_back(office, CRITICAL)
    office.lets_pass(office.moment + timedelta(days=7))
    office.carry()
    thread = office.thread(number)
    after = thread[thread.index("de-escalated") :]
    assert set(after) == {"de-escalated", "reminder: customer"}


def test_a_reminder_written_but_not_sent_is_dropped_by_the_click(any_office: Office) -> None:
    number = any_office.taken()
    any_office.passes(hours=4, minutes=40)
    any_office.beat()

    any_office.does("de_escalate", number, ADA)
    any_office.carry()

    dropped = [
        one.reason
        for one in any_office.letters(number)
        if one.state is LetterState.DROPPED and isinstance(one.letter.notice, ReminderDue)
    ]
    assert dropped == ["answered"]
    assert "reminder: internal" not in any_office.thread(number)


def test_a_reminder_that_was_sent_becomes_one_line_and_the_customers_stands(office: Office) -> None:
    number = office.taken()
    office.moment = berlin("2026-03-02 14:00")
    office.does("no_change", number, ADA)
    office.beat()
    office.moment = berlin("2026-03-03 09:00")
    office.beat()
    office.carry()
    assert [one.clock.value for one in office.reminders(number)] == ["customer", "customer", "internal"]

    office.does("de_escalate", number, ADA)

    assert [one for one in office.carry() if one[0] == "fold"] == [told("fold", ENG, "reminder folded")]


def test_of_two_who_end_it_at_the_same_moment_one_does_and_the_other_hears_who(any_office: Office) -> None:
    number = any_office.taken()

    def presses(viewer: Viewer) -> str:
        try:
            return any_office.does("de_escalate", number, viewer).closed_by_name
        except NotAllowed as refusal:
            return str(refusal)

    with ThreadPoolExecutor(2) as threads:
        answers = set(threads.map(presses, (ADA, BEN)))

    first = any_office.row(number).closed_by_name
    assert answers == {first, f"ESC-1 was de-escalated by {first}. Reopen it to take it up again."}


def test_a_beat_that_saw_the_clock_before_the_click_asks_nothing_after_it(any_office: Office) -> None:
    number = any_office.taken(CRITICAL)
    any_office.moment = any_office.clocks(number)[ClockKind.INTERNAL].due_at or any_office.moment
    seen = list(any_office.store.due_clocks(any_office.moment, limit=10))

    any_office.does("de_escalate", number, ADA)

    assert [any_office.asks(one) for one in seen] == [False] * len(seen)


# Undone


@pytest.mark.parametrize("minutes", [0, 5, 10])
def test_within_ten_minutes_it_is_as_if_it_had_never_happened(office: Office, minutes: int) -> None:
    number = office.taken()
    office.passes(hours=1)
    before = office.row(number)
    office.does("de_escalate", number, ADA)
    office.carry()
    office.passes(minutes=minutes)

    again = office.does("undo", number, BEN)

    assert again == before
    assert office.due(number)["customer"] == "Mon 14:00"
    assert office.due(number)["internal"] == f"Mon 15:{minutes:02}"
    assert office.last_line(number).person == ADA.person.id


def test_undone_the_line_that_offered_it_loses_its_buttons(office: Office) -> None:
    number = is_back(office)
    office.carry()

    office.does("undo", number, ADA)

    assert office.carry() == [
        told("fold", ENG, "reminder folded"),
        told("fold", "U0MAYA", "reminder folded"),
        told("edit", ENG, "card changed"),
        told("line", ENG, "undone"),
        told("direct", "U0MAYA", "undone"),
    ]


def test_what_nobody_had_is_nobodys_again_and_its_ladder_starts_anew(office: Office) -> None:
    number = office.opens()
    office.does("de_escalate", number, MAYA)
    office.passes(minutes=5)

    again = office.does("undo", number, MAYA)

    assert (again.status, office.due(number)["internal"]) == (Status.OPEN, "Mon 11:05")


def test_after_ten_minutes_it_is_reopened_instead(office: Office) -> None:
    number = is_back(office)
    office.passes(minutes=10, seconds=1)
    with office.refuses("Ten minutes have passed, so this can't be undone. Use Reopen on the card."):
        office.does("undo", number, ADA)


def test_only_a_de_escalation_is_taken_back(office: Office) -> None:
    number = office.taken()
    with office.refuses("ESC-1 is acknowledged; there is no de-escalation to take back."):
        office.does("undo", number, ADA)
    office.does("resolve", number, ADA)
    with office.refuses("ESC-1 is resolved; there is no de-escalation to take back."):
        office.does("undo", number, ADA)


def test_undone_twice_the_second_hears_that_there_is_nothing_to_take_back(office: Office) -> None:
    number = is_back(office)
    office.does("undo", number, ADA)
    with office.refuses("ESC-1 is acknowledged; there is no de-escalation to take back."):
        office.does("undo", number, BEN)


def test_de_escalated_again_it_can_be_undone_again(office: Office) -> None:
    number = is_back(office)
    office.does("undo", number, ADA)
    office.passes(minutes=30)
    office.does("de_escalate", number, ADA)
    office.passes(minutes=9)
    assert office.does("undo", number, ADA).status is Status.ACKNOWLEDGED


# Resolved


def test_resolving_keeps_the_cause_and_ends_like_a_de_escalation(office: Office) -> None:
    number = office.taken()
    office.passes(hours=1)

    closed = office.does("resolve", number, ADA, cause="Bad deploy, rolled back.")

    assert (closed.status, closed.outcome) == (Status.RESOLVED, "Bad deploy, rolled back.")
    assert office.last_line(number).note == "Bad deploy, rolled back."
    assert office.due(number) == {"internal": None, "customer": "Mon 15:00"}
    assert office.carry() == [
        told("edit", ENG, "card changed"),
        told("line", ENG, "resolved"),
        told("direct", "U0MAYA", "resolved"),
    ]


@pytest.mark.parametrize("deed", ["de_escalate", "resolve", "withdraw"])
def test_what_is_closed_is_not_closed_again(office: Office, deed: str) -> None:
    number = office.taken()
    office.does("resolve", number, ADA)
    with office.refuses("ESC-1 was resolved by Ada. Reopen it to take it up again."):
        office.does(deed, number, MAYA)


# Reopened


@pytest.mark.parametrize("ending", ["de_escalate", "resolve"])
def test_reopened_nobody_has_it_and_the_ladder_runs_from_the_start(office: Office, ending: str) -> None:
    number = office.taken()
    office.does(ending, number, ADA)
    office.passes(hours=2)

    again = office.does("reopen", number, MAYA)

    assert (again.status, again.assignee, again.closed_at, again.outcome) == (Status.OPEN, None, None, "")
    assert office.due(number) == {"internal": "Mon 13:00", "customer": "Mon 14:00"}
    assert office.last_line(number).deed is Deed.REOPENED


def test_reopened_before_the_customer_heard_their_wait_goes_on(office: Office) -> None:
    number = office.taken()
    office.does("resolve", number, ADA)
    office.moment = berlin("2026-03-03 10:00")

    office.does("reopen", number, MAYA)

    assert office.clocks(number)[ClockKind.CUSTOMER].anchor == berlin("2026-03-02 10:00")


def test_reopened_after_the_customer_was_told_of_the_end_they_are_promised_word_anew(office: Office) -> None:
    number = office.taken()
    office.does("resolve", number, ADA)
    office.does("customer_told", number, MAYA)
    office.moment = berlin("2026-03-16 10:00")

    office.does("reopen", number, MAYA)

    assert office.due(number)["customer"] == "Mon 14:00"
    office.passes(hours=4)
    office.beat()
    assert [one.is_overdue for one in office.reminders(number) if one.clock is ClockKind.CUSTOMER] == [False]


def test_what_is_open_is_not_reopened(office: Office) -> None:
    number = office.taken()
    with office.refuses("ESC-1 is acknowledged, so there is nothing to reopen."):
        office.does("reopen", number, ADA)


def test_reopened_twice_the_second_hears_that_it_is_open(office: Office) -> None:
    number = is_back(office)
    office.does("reopen", number, ADA)
    with office.refuses("ESC-1 is open, so there is nothing to reopen."):
        office.does("reopen", number, MAYA)


# Withdrawn


def test_its_reporter_withdraws_it_and_every_clock_and_reminder_ends(office: Office) -> None:
    number = office.opens(CRITICAL)
    office.passes(minutes=15)
    office.beat()
    office.carry()
    office.passes(minutes=15)

    closed = office.does("withdraw", number, MAYA)

    assert (closed.status, closed.withdrawn) == (Status.DE_ESCALATED, True)
    assert office.due(number) == {"customer": None, "internal": None}
    assert office.carry() == [
        told("fold", ENG, "reminder folded"),
        told("edit", ENG, "card changed"),
        told("line", ENG, "withdrawn"),
    ]


@pytest.mark.parametrize(
    ("viewer", "minutes", "is_taken"), [(MAYA, 31, False), (ADA, 1, False), (MAYA, 1, True)], ids=str
)
def test_it_is_withdrawn_by_its_reporter_early_and_before_anyone_took_it(
    office: Office, viewer: Viewer, minutes: int, *, is_taken: bool
) -> None:
    number = office.taken() if is_taken else office.opens()
    office.passes(minutes=minutes)
    who = "Only its reporter can withdraw it, within 30 minutes and before anyone took it."
    with office.refuses(f"{who} De-escalate does the same later."):
        office.does("withdraw", number, viewer)


def test_what_was_withdrawn_is_not_undone_but_reopened(office: Office) -> None:
    number = office.opens()
    office.does("withdraw", number, MAYA)
    with office.refuses("ESC-1 is de-escalated; there is no de-escalation to take back."):
        office.does("undo", number, MAYA)

    again = office.does("reopen", number, MAYA)

    assert (again.status, again.withdrawn) == (Status.OPEN, False)
    assert office.due(number) == {"internal": "Mon 11:00", "customer": "Mon 14:00"}


# The reason


def test_the_reason_and_what_was_learned_are_kept_and_told(office: Office) -> None:
    number = is_back(office)
    office.carry()

    changed = office.does("give_reason", number, ADA, reason=EndReason.WORKAROUND, learning="Clear the cache first.")

    assert (changed.outcome, changed.learning) == ("Workaround found", "Clear the cache first.")
    assert office.last_line(number).note == "Workaround found. Clear the cache first."
    assert office.carry() == [
        told("edit", ENG, "card changed"),
        told("line", ENG, "reason given"),
        told("fold", ENG, "de-escalated"),
        told("fold", "U0MAYA", "de-escalated"),
    ]


def test_what_was_learned_later_leaves_the_cause_as_it_was(office: Office) -> None:
    number = office.taken()
    office.does("resolve", number, ADA, cause="Bad deploy, rolled back.")

    changed = office.does("give_reason", number, ADA, learning="Watch the index.")

    assert (changed.outcome, changed.learning) == ("Bad deploy, rolled back.", "Watch the index.")


def test_no_reason_is_given_for_what_was_taken_up_again(office: Office) -> None:
    number = is_back(office)
    office.does("undo", number, ADA)
    with office.refuses("ESC-1 was taken up again meanwhile."):
        office.does("give_reason", number, ADA, reason=EndReason.DUPLICATE, learning="")


def test_who_keeps_the_customer_hears_of_the_end_as_the_reporter_does(office: Office) -> None:
    number = office.taken(contact=NORA.person.id)
    office.does("resolve", number, ADA)
    heard = {one.letter.lane for one in office.letters(number) if one.letter.form is Form.DIRECT}
    assert heard == {MAYA.person.id, NORA.person.id}
