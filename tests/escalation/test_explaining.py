"""Why it went back to support: written down, watched, or because it goes on in another one."""

from datetime import date
from typing import Any

import pytest

from escalation.kinds import ClockKind, EndReason, EscalationId, Status, TargetTeam
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
    a_viewer,
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
    office.does("edit_brief", other, ADA, changes={"customers": ("Globex",)})
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
    assert office.due(second)["customer"] == "Mon 16:00"
    office.does("de_escalate", first, ADA)

    join(office, first, second)

    assert office.due(second)["customer"] == "Mon 14:00"


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


def test_what_was_edited_since_loses_only_what_the_duplicate_brought(office: Office) -> None:
    kept, other = of_another_customer(office)
    join(office, other, kept)
    office.does("edit_brief", kept, ADA, changes={"affected_count": 40, "revenue": "$2m a year"})

    office.does("undo", other, ADA)

    draft = office.row(kept).draft
    assert (draft.affected_count, draft.revenue) == (35, "$2m a year")


def a_duplicate(office: Office, kept: EscalationId, *customers: str, count: int) -> EscalationId:
    other = office.taken(HIGH, affected_count=count)
    office.does("edit_brief", other, ADA, changes={"customers": customers})
    office.does("de_escalate", other, ADA)
    join(office, other, kept)
    return other


def test_a_customer_in_both_is_not_counted_twice(office: Office) -> None:
    kept = office.taken(HIGH, affected_count=140)
    a_duplicate(office, kept, "Northwind", "Globex", count=150)

    draft = office.row(kept).draft
    assert (draft.customers, draft.affected_count) == (("Northwind", "Globex"), 150)


def test_a_customer_whom_two_duplicates_brought_stays_while_one_of_them_is_in_it(office: Office) -> None:
    kept = office.taken(HIGH, affected_count=10)
    first = a_duplicate(office, kept, "Globex", count=20)
    a_duplicate(office, kept, "Globex", "Initech", count=50)
    assert office.row(kept).draft.affected_count == 50

    office.does("undo", first, ADA)

    assert office.row(kept).draft.customers == ("Northwind", "Globex", "Initech")


def test_a_duplicate_of_a_duplicate_is_taken_out_of_both(office: Office) -> None:
    last, middle = office.taken(HIGH), office.taken(HIGH)
    first = a_duplicate(office, middle, "Globex", count=20)
    office.does("de_escalate", middle, ADA)
    join(office, middle, last)
    assert office.row(last).draft.customers == ("Northwind", "Globex")

    office.does("undo", first, ADA)

    assert office.row(middle).draft.customers == office.row(last).draft.customers == ("Northwind",)


def test_who_heard_there_meanwhile_is_not_late_when_it_goes_on_by_itself(office: Office) -> None:
    kept, other = of_another_customer(office)
    join(office, other, kept)
    office.passes(hours=6)
    office.does("customer_told", kept, MAYA)

    again = office.does("reopen", other, ADA)

    assert again.told_at == office.moment


def test_what_others_were_joined_to_is_not_withdrawn(office: Office) -> None:
    kept = office.opens(HIGH)
    a_duplicate(office, kept, "Globex", count=2)
    with office.refuses("ESC-2 was joined to it, and its customers wait here. De-escalate it instead."):
        office.does("withdraw", kept, MAYA)


def test_securitys_are_joined_to_nothing_and_left_alone_when_the_other_moved_there(office: Office) -> None:
    secret, other = office.opens(HIGH, TargetTeam.SECURITY), office.opens(HIGH, TargetTeam.SECURITY)
    office.does("de_escalate", secret, SAM)
    with office.refuses("Security's escalations are kept apart: each one goes on by itself."):
        office.does("give_reason", secret, SAM, reason=EndReason.DUPLICATE, duplicate_of=other)

    kept = office.taken(HIGH)
    double = a_duplicate(office, kept, "Globex", count=2)
    office.does("hand_over", kept, ADA, to=TargetTeam.SECURITY)
    before = office.row(kept)
    office.does("undo", double, ADA)
    assert office.row(kept) == before


def test_the_customers_questions_of_a_duplicate_become_a_line(office: Office) -> None:
    kept = office.taken(HIGH)
    other = office.taken(HIGH)
    office.lets_pass(berlin("2026-03-02 14:00"))
    office.carry()
    office.does("de_escalate", other, ADA)
    join(office, other, kept)

    asked = [one for one in office.letters(other) if isinstance(one.letter.notice, ReminderDue) and one.ref]
    folded = {one.letter.edits for one in office.letters(other) if isinstance(one.letter.notice, ReminderFolded)}
    assert asked
    assert {one.ref.ts for one in asked if one.ref} <= folded


def test_a_reason_is_given_for_what_went_back_to_support_and_once_it_was_joined_no_more(office: Office) -> None:
    kept = office.taken(HIGH)
    resolved = office.taken(HIGH)
    office.does("resolve", resolved, ADA, cause="Bad deploy.")
    with office.refuses("ESC-2 is resolved, so there is no reason to give."):
        office.does("give_reason", resolved, ADA, reason=EndReason.WORKAROUND)
    double = a_duplicate(office, kept, "Globex", count=2)
    with office.refuses("ESC-3 goes on in ESC-1 already."):
        office.does("give_reason", double, ADA, reason=EndReason.WORKAROUND)
    assert office.does("give_reason", double, ADA, learning="Search first.").outcome == "Duplicate of ESC-1"


def test_what_was_learned_leaves_the_watch_as_it_is(office: Office) -> None:
    number = back(office)
    office.does("give_reason", number, ADA, reason=EndReason.ITSELF, watch_until=THURSDAY)
    changed = office.does("give_reason", number, ADA, learning="Look at the queue.")
    assert changed.watched_until is not None
    assert office.due(number)["watch"] == "Thu 09:00"


def test_once_asked_the_card_says_no_more_that_it_is_watched(office: Office) -> None:
    number = back(office)
    office.does("give_reason", number, ADA, reason=EndReason.ITSELF, watch_until=THURSDAY)
    office.lets_pass(berlin("2026-03-05 09:00"))
    assert office.row(number).watched_until is None
    assert told("edit", ENG, "card changed") in office.carry()


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
    with office.refuses("ESC-2 goes on in ESC-1 already."):
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


def test_who_only_reads_another_one_brings_no_customers_into_it(office: Office) -> None:
    rob = a_viewer("Rob", channels=(ENG,))  # reads Engineering's channel, and is not in its group
    kept, his = office.opens(HIGH), office.opens(HIGH, by=rob)
    office.does("de_escalate", his, rob)
    with office.refuses("This is for Engineering, leads, the reporter and whoever has it to do."):
        office.does("give_reason", his, rob, reason=EndReason.DUPLICATE, duplicate_of=kept)
