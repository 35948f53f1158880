"""Why it went back to support: written down, watched, or because it goes on in another one."""

from datetime import date
from typing import Any

import pytest

from escalation.models import ClockKind, EndReason, EscalationId, Status, TargetTeam
from escalation.notices import Deed, Done, ReminderDue, ReminderFolded
from escalation.rights import Viewer
from tests.escalation.makers import (
    ADA,
    ENG,
    HIGH,
    LEA,
    MAYA,
    NORA,
    SAM,
    ZOE,
    Office,
    berlin,
    told,
)

THURSDAY = date(2026, 3, 5)


def back(office: Office, **more: Any) -> EscalationId:
    number = office.taken(HIGH, **more)
    office.does("de_escalate", number, ADA)
    return number


# Resolved itself


def test_a_cause_that_is_known_is_kept_with_the_reason(office: Office) -> None:
    number = back(office)
    changed = office.does("give_reason", number, ADA, reason=EndReason.ITSELF, cause="The cache had filled up.")
    assert changed.outcome == "Resolved itself: The cache had filled up."
    assert changed.watched_until is None


def test_one_that_nobody_knows_is_asked_for_again_on_the_day_named(any_office: Office) -> None:
    number = back(any_office)

    any_office.does("give_reason", number, ADA, reason=EndReason.ITSELF, watch_until=THURSDAY)

    assert any_office.due(number)["watch"] == "Thu 09:00"
    any_office.lets_pass(berlin("2026-03-05 09:00"))
    [asked] = [one for one in any_office.reminders(number) if one.clock is ClockKind.WATCH]
    assert asked.people == (ADA.person.id,)
    any_office.lets_pass(berlin("2026-03-12 09:00"))
    assert len([one for one in any_office.reminders(number) if one.clock is ClockKind.WATCH]) == 1


def test_the_question_becomes_a_line_when_the_cause_is_written(office: Office) -> None:
    number = back(office)
    office.does("give_reason", number, ADA, reason=EndReason.ITSELF, watch_until=THURSDAY)
    office.lets_pass(berlin("2026-03-05 09:00"))
    office.carry()

    office.does("give_reason", number, ADA, reason=EndReason.ITSELF, cause="A full disk.")

    said = [one.letter.notice.said for one in office.letters() if isinstance(one.letter.notice, ReminderFolded)]
    assert "Asked, and Ada wrote down why." in said
    assert office.row(number).watched_until is None


@pytest.mark.parametrize("deed", ["undo", "reopen"])
def test_taken_up_again_nobody_watches_it(office: Office, deed: str) -> None:
    number = back(office)
    office.does("give_reason", number, ADA, reason=EndReason.ITSELF, watch_until=THURSDAY)

    again = office.does(deed, number, ADA)

    assert again.watched_until is None
    assert office.due(number)["watch"] is None


@pytest.mark.parametrize("day", [date(2026, 3, 2), date(2026, 2, 1), date(2026, 8, 1)])
def test_a_day_that_is_today_gone_or_far_off_is_refused(office: Office, day: date) -> None:
    number = back(office)
    with office.refuses("Choose a day after today, within the next 60 days."):
        office.does("give_reason", number, ADA, reason=EndReason.ITSELF, watch_until=day)


def test_what_is_watched_for_security_stays_in_its_thread(office: Office) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY)
    office.does("de_escalate", number, SAM)
    office.does("give_reason", number, SAM, reason=EndReason.ITSELF, watch_until=THURSDAY)
    office.carry()
    office.lets_pass(berlin("2026-03-05 09:00"))

    assert [one for one in office.carry() if one[2] == "reminder: watch"] == [told("line", "C0SEC", "reminder: watch")]


# Duplicates


def of_another_customer(office: Office) -> tuple[EscalationId, EscalationId]:
    kept = office.taken(HIGH, affected_count=20, arr=100_000)
    office.does("edit_brief", kept, ADA, changes={"customers": ("Northwind",)})
    office.passes(minutes=30)
    other = office.taken(HIGH, affected_count=5, arr=50_000)
    office.does("edit_brief", other, ADA, changes={"customers": ("northwind", "Globex")})
    office.does("de_escalate", other, ADA)
    office.carry()
    return kept, other


def join(office: Office, other: EscalationId, kept: EscalationId) -> None:
    office.does("give_reason", other, ADA, reason=EndReason.DUPLICATE, duplicate_of=kept)


def test_a_duplicates_customers_count_and_revenue_go_on_in_the_other(any_office: Office) -> None:
    kept, other = of_another_customer(any_office)

    join(any_office, other, kept)

    draft = any_office.row(kept).draft
    assert (draft.customers, draft.affected_count, draft.arr) == (("Northwind", "Globex"), 25, 150_000)
    assert any_office.row(other).outcome == "Duplicate of ESC-1"
    assert any_office.due(other)["customer"] is None


def test_both_threads_say_so_and_those_who_keep_customers_hear_it(office: Office) -> None:
    kept, other = of_another_customer(office)

    join(office, other, kept)

    heard = office.carry()
    assert told("line", ENG, "duplicate joined") in heard
    assert told("line", ENG, "reason given") in heard
    assert told("direct", MAYA.person.id, "duplicate joined") in heard
    assert told("direct", MAYA.person.id, "reason given") in heard


def test_the_customer_who_waited_longer_sets_the_next_word(office: Office) -> None:
    first = office.taken(HIGH)
    office.passes(hours=2)
    second = office.taken(HIGH)
    office.does("customer_told", second, MAYA)
    assert office.due(second)["customer"] == "Mon 16:00"
    office.does("de_escalate", first, ADA)
    due = office.due(first)["customer"]

    join(office, first, second)

    assert office.due(second)["customer"] == min("Mon 16:00", due or "")


def test_an_undone_duplicate_takes_its_customers_out_again(office: Office) -> None:
    kept, other = of_another_customer(office)
    before = office.row(kept).draft
    join(office, other, kept)

    office.does("undo", other, ADA)

    assert office.row(kept).draft == before
    assert office.row(other).merged is None
    assert office.due(other)["customer"] == "Mon 14:30"
    assert isinstance(office.notices(kept)[-1], Done)
    assert office.last_line(kept).deed is Deed.PARTED


def test_what_was_edited_since_stays_when_it_is_taken_out(office: Office) -> None:
    kept, other = of_another_customer(office)
    join(office, other, kept)
    office.does("edit_brief", kept, ADA, changes={"affected_count": 40})

    office.does("undo", other, ADA)

    assert office.row(kept).draft.affected_count == 40


def test_a_duplicate_goes_on_only_in_another_open_one_that_one_may_see(office: Office) -> None:
    number = back(office)
    ended = back(office)
    secret = office.opens(HIGH, TargetTeam.SECURITY)
    with office.refuses("Name another one: this is the one that ends."):
        join(office, number, number)
    with office.refuses("ESC-2 is de-escalated. Name one that is open."):
        join(office, number, ended)
    with office.refuses("There is no ESC-99 that you can see here."):
        join(office, number, EscalationId(99))
    with office.refuses("There is no ESC-3 that you can see here."):
        join(office, number, secret)
    assert office.row(number).merged is None


def test_it_is_joined_once(office: Office) -> None:
    kept, other = of_another_customer(office)
    join(office, other, kept)
    with office.refuses("It was joined to ESC-1 already."):
        join(office, other, kept)


def test_nobody_reminds_of_the_customers_of_a_duplicate(office: Office) -> None:
    kept, other = of_another_customer(office)
    join(office, other, kept)

    office.lets_pass(berlin("2026-03-06 12:00"))

    assert [one for one in office.reminders(other) if isinstance(one, ReminderDue)] == []
    assert office.row(other).status is Status.DE_ESCALATED


@pytest.mark.parametrize("who", [NORA, ZOE])
def test_only_who_has_a_part_in_both_can_join_them(office: Office, who: Viewer) -> None:
    kept, other = of_another_customer(office)
    with office.refuses("This is for Engineering, leads, the reporter and whoever has it to do."):
        office.does("give_reason", other, who, reason=EndReason.DUPLICATE, duplicate_of=kept)


def test_a_lead_joins_what_two_others_reported(office: Office) -> None:
    kept, other = of_another_customer(office)
    office.does("give_reason", other, LEA, reason=EndReason.DUPLICATE, duplicate_of=kept)
    assert office.row(kept).draft.customers == ("Northwind", "Globex")
