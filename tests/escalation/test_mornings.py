"""What is counted in days is gathered: one message a person and morning, and a quiet question at its own moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time

import pytest

from escalation.drafts import MessageRef
from escalation.kinds import ChannelId, ClockKind, EscalationId, Severity, TargetTeam
from escalation.letters import Form, LetterState, Parked, Rank, Sent
from escalation.notices import EscalationOpened, MorningList
from escalation.policy import CADENCES, CustomerCadence, OfficeHours, SeverityPolicy, TeamPolicy, business_days, hours
from tests.escalation.makers import (
    ADA,
    CRITICAL,
    ENG,
    HIGH,
    LEA,
    MAYA,
    MEDIUM,
    NORA,
    PIA,
    PRODUCT,
    SAM,
    TOM,
    Office,
    a_policy,
    berlin,
    called,
    told,
)

TUESDAY = berlin("2026-03-03 09:00")
Lists = list[tuple[str, str]]


def lists(office: Office) -> Lists:
    """Whose list was written for which day, in order."""
    letters = [one.letter for one in office.letters() if one.letter.form is Form.DIRECT]
    return [(one.notice.person, f"{one.notice.day:%a}") for one in letters if isinstance(one.notice, MorningList)]


def lists_of(office: Office) -> list[LetterState]:
    return [one.state for one in office.letters() if one.letter.key.startswith("morning:")]


def three_due_on_tuesday(office: Office) -> list[EscalationId]:
    """Taken by Ada on Monday at three times of the day."""
    numbers = []
    for at in ("10:00", "12:30", "16:10"):
        office.lets_pass(berlin(f"2026-03-02 {at}"))
        numbers.append(office.taken(MEDIUM))
    return numbers


def passes_to(office: Office, moment: datetime) -> None:
    """Time passes, the beat asks on the way, and all letters arrive."""
    for _ in office.walks(moment):
        office.carry()
    office.carry()


# One list


def test_three_due_on_one_day_at_three_times_are_one_message_at_the_opening(any_office: Office) -> None:
    three_due_on_tuesday(any_office)
    any_office.lets_pass(TUESDAY)

    written = [one for one in any_office.carry() if one[0] == "direct"]

    assert written == [told("direct", "U0ADA", "morning list"), told("direct", "U0MAYA", "morning list")]
    assert any_office.listed(ADA) == [["ESC-1 internal", "ESC-2 internal", "ESC-3 internal"]]
    assert any_office.listed(MAYA) == [["ESC-1 customer", "ESC-2 customer", "ESC-3 customer"]]


def test_at_its_own_moment_the_thread_asks_quietly(any_office: Office) -> None:
    number, *_ = three_due_on_tuesday(any_office)
    any_office.lets_pass(TUESDAY)
    any_office.carry()

    any_office.lets_pass(berlin("2026-03-03 10:00"))

    assert any_office.carry() == [told("edit", ENG, "card changed"), told("line", ENG, "reminder: internal")]
    [asked] = any_office.reminders(number)
    assert (called(asked), asked.with_customer, asked.people) == ("", True, (ADA.person.id, MAYA.person.id))


def test_the_list_keeps_the_rank_of_a_reminder(office: Office) -> None:
    office.taken(MEDIUM)
    office.lets_pass(TUESDAY)
    ranks = {one.letter.rank for one in office.letters() if isinstance(one.letter.notice, MorningList)}
    assert ranks == {Rank.REMINDER}


def test_one_that_falls_due_at_the_opening_itself_stands_in_the_list_too(any_office: Office) -> None:
    any_office.moment = berlin("2026-02-28 12:00")  # on Saturday: it begins on Monday at nine
    any_office.taken(MEDIUM)

    passes_to(any_office, TUESDAY)

    assert lists(any_office) == [("U0ADA", "Tue"), ("U0MAYA", "Tue")]
    assert any_office.listed(ADA) == [["ESC-1 internal"]]
    assert [called(one) for one in any_office.reminders(EscalationId(1))] == [""]


def test_the_one_who_keeps_the_customer_and_the_one_who_has_it_may_be_one_person(office: Office) -> None:
    office.taken(MEDIUM, by=LEA, contact=LEA.person.id)
    passes_to(office, berlin("2026-03-03 10:00"))
    assert (lists(office), office.listed(LEA)) == ([("U0LEA", "Tue")], [["ESC-1 internal", "ESC-1 customer"]])
    assert [called(one) for one in office.reminders(EscalationId(1))] == [""]


@pytest.mark.parametrize("opened", ["2026-03-06 14:00", "2026-03-07 11:00", "2026-03-08 23:00"])
def test_over_a_weekend_the_list_is_for_the_day_on_which_it_falls_due(any_office: Office, opened: str) -> None:
    any_office.moment = berlin(opened)
    any_office.taken(MEDIUM)
    due = "Mon" if opened == "2026-03-06 14:00" else "Tue"
    passes_to(any_office, berlin("2026-03-10 09:00"))
    assert lists(any_office)[:2] == [("U0ADA", due), ("U0MAYA", due)]


def test_a_holiday_has_no_morning(any_office: Office) -> None:
    any_office.policy = a_policy(office=OfficeHours(zone="Europe/Berlin", holidays="DE"))
    any_office.moment = berlin("2026-04-02 14:00")  # the Thursday before Easter
    any_office.taken(MEDIUM)
    passes_to(any_office, berlin("2026-04-07 08:59"))
    assert lists(any_office) == []
    passes_to(any_office, berlin("2026-04-07 09:00"))
    assert lists(any_office) == [("U0ADA", "Tue"), ("U0MAYA", "Tue")]


def test_each_is_told_at_the_opening_of_their_own_hours(office: Office) -> None:
    early = OfficeHours(opens=time(7), zone="Europe/Berlin")
    office.policy = a_policy(support=a_policy().support.model_copy(update={"hours": early}))
    office.taken(MEDIUM)
    passes_to(office, berlin("2026-03-03 08:59"))
    assert lists(office) == [("U0MAYA", "Tue")]
    passes_to(office, TUESDAY)
    assert lists(office) == [("U0MAYA", "Tue"), ("U0ADA", "Tue")]


@pytest.mark.parametrize(
    ("severity", "target", "listed_at"),
    [
        (MEDIUM, TargetTeam.ENGINEERING, TUESDAY),
        (HIGH, TargetTeam.ENGINEERING, None),
        (MEDIUM, TargetTeam.SECURITY, None),
    ],
)
def test_the_reporter_hears_at_once_on_which_morning_they_are_reminded(
    office: Office, severity: Severity, target: TargetTeam, listed_at: datetime | None
) -> None:
    number = office.opens(severity, target)
    notice = office.notices(number, Form.DIRECT)[-1]
    assert isinstance(notice, EscalationOpened)
    assert notice.due.listed_at == listed_at


def test_only_what_is_counted_in_days_is_gathered(office: Office) -> None:
    slow = SeverityPolicy(
        internal=hours(4), customer=CustomerCadence(due=business_days(1), overdue=business_days(2)), acknowledge=()
    )
    office.policy = a_policy(severities={**CADENCES, HIGH: slow})
    office.taken(HIGH)
    office.taken(CRITICAL)
    passes_to(office, TUESDAY)
    assert lists(office) == [("U0MAYA", "Tue")]
    assert office.listed(MAYA) == [["ESC-1 customer"]]


def test_a_critical_is_never_gathered_whatever_its_cadence(office: Office) -> None:
    office.policy = a_policy(severities={**CADENCES, CRITICAL: CADENCES[MEDIUM]})
    office.taken(CRITICAL)
    passes_to(office, berlin("2026-03-06 12:00"))
    assert lists(office) == []


def test_nobody_has_it_is_asked_on_the_ladder_and_not_in_a_list(office: Office) -> None:
    number = office.opens(MEDIUM)
    passes_to(office, berlin("2026-03-03 10:00"))
    assert lists(office) == [("U0MAYA", "Tue")]  # she still keeps the customer
    ladder = [one for one in office.reminders(number) if one.clock is ClockKind.INTERNAL]
    assert [called(one) for one in ladder] == ["S0ENGINEERS"]


def test_an_hour_cadence_never_has_a_morning(office: Office) -> None:
    number = office.taken(HIGH)
    passes_to(office, berlin("2026-03-06 12:00"))
    assert ClockKind.MORNING not in office.clocks(number)


def test_a_severity_that_is_raised_puts_its_morning_at_rest(office: Office) -> None:
    number = office.taken(MEDIUM)
    assert office.clocks(number)[ClockKind.MORNING].due_at == TUESDAY
    office.does("change_severity", number, LEA, to=CRITICAL, reason="down for all")
    assert office.clocks(number)[ClockKind.MORNING].due_at is None


# Answered


def test_answered_before_its_time_it_leaves_the_list_and_its_thread_stays_silent(any_office: Office) -> None:
    first, second, third = three_due_on_tuesday(any_office)
    any_office.lets_pass(TUESDAY)
    any_office.carry()

    any_office.does("no_change", second, ADA)
    any_office.carry()
    assert any_office.listed(ADA)[-1] == ["ESC-1 internal", "ESC-3 internal"]

    passes_to(any_office, berlin("2026-03-03 18:00"))
    asked = {number: [one.clock.value for one in any_office.reminders(number)] for number in (first, second, third)}
    assert asked == {first: ["internal"], second: ["customer"], third: ["internal"]}


def test_when_all_is_done_nothing_is_left_of_the_list(any_office: Office) -> None:
    for number in three_due_on_tuesday(any_office):
        any_office.lets_pass(max(any_office.moment, TUESDAY))
        any_office.carry()
        any_office.does("update", number, ADA, text="Fixed in 4.13.")
    any_office.carry()
    assert any_office.listed(ADA)[-1] == []


def test_what_was_asked_and_not_answered_stays_in_the_list(office: Office) -> None:
    first, second, _ = three_due_on_tuesday(office)
    passes_to(office, berlin("2026-03-03 17:00"))
    office.does("no_change", second, ADA)
    office.does("customer_told", first, MAYA)
    office.carry()
    assert office.listed(ADA)[-1] == ["ESC-1 internal", "ESC-3 internal"]
    assert office.listed(MAYA)[-1] == ["ESC-2 customer", "ESC-3 customer"]


def test_all_answered_before_the_letter_left_it_is_not_sent(any_office: Office) -> None:
    numbers = three_due_on_tuesday(any_office)
    any_office.lets_pass(TUESDAY)
    for number in numbers:
        any_office.does("no_change", number, ADA)

    assert [where for form, where, says in any_office.carry() if says == "morning list"] == ["U0MAYA"]
    assert sorted(lists_of(any_office)) == [LetterState.DROPPED, LetterState.SENT]


def test_answered_while_the_list_was_on_its_way_it_is_drawn_again(any_office: Office) -> None:
    first, *_ = three_due_on_tuesday(any_office)
    any_office.lets_pass(TUESDAY)
    late = any_office.on_its_way(Form.DIRECT)
    assert late.letter.lane == ADA.person.id

    any_office.does("no_change", first, ADA)
    any_office.arrives(late)
    any_office.carry()

    assert any_office.listed(ADA)[-1] == ["ESC-2 internal", "ESC-3 internal"]
    assert [one.letter.key.split(":")[0] for one in any_office.letters() if one.letter.form is Form.FOLD] == ["list"]


def test_given_to_somebody_else_it_leaves_the_list(office: Office) -> None:
    first, *_ = three_due_on_tuesday(office)
    office.lets_pass(TUESDAY)
    office.carry()
    office.does("reassign", first, ADA, to=LEA.person)
    office.carry()
    assert office.listed(ADA)[-1] == ["ESC-2 internal", "ESC-3 internal"]


def test_the_next_mornings_list_takes_the_place_of_the_last(office: Office) -> None:
    office.taken(MEDIUM)
    passes_to(office, berlin("2026-03-04 09:00"))
    assert [day for who, day in lists(office) if who == "U0ADA"] == ["Tue", "Wed"]
    letters = [one.letter for one in office.letters() if isinstance(one.letter.notice, MorningList)]
    folds = [(one.lane, one.edits) for one in letters if one.form is Form.FOLD]
    first = next(one.id for one in letters if one.lane == ADA.person.id)
    assert (ADA.person.id, f"ts-{first}") in folds


def test_a_list_that_arrives_after_the_next_one_was_written_has_no_buttons(office: Office) -> None:
    office.taken(MEDIUM)
    office.lets_pass(TUESDAY)
    late = office.on_its_way(Form.DIRECT)
    assert late.letter.lane == ADA.person.id
    office.lets_pass(berlin("2026-03-04 09:00"))

    office.desk.arrived(late, Sent(ref=MessageRef(channel=ChannelId("D0ADA"), ts="7.0")), parts=1)

    newest = office.letters()[-1].letter
    assert isinstance(newest.notice, MorningList)
    assert (newest.edits, newest.notice.overtaken) == ("7.0", True)


def test_a_drawing_that_comes_after_the_next_list_leaves_this_one_as_it_is(office: Office) -> None:
    number = office.taken(MEDIUM)
    office.lets_pass(TUESDAY)
    office.carry()
    office.does("customer_told", number, MAYA)
    office.lets_pass(berlin("2026-03-04 09:00"))
    office.carry()
    [drawn] = [one for one in office.letters() if one.letter.key.startswith("list:")]
    assert drawn.state is LetterState.DROPPED


def test_where_the_day_ends_later_than_in_the_list_it_is_asked_aloud(office: Office) -> None:
    west = OfficeHours(zone="America/Los_Angeles")
    teams = {**a_policy().teams, TargetTeam.PRODUCT: TeamPolicy(channel=PRODUCT, hours=west)}
    office.policy = a_policy(teams=teams)
    office.does("reassign", office.taken(MEDIUM), LEA, to=PIA.person)  # by Berlin's hours
    office.lets_pass(berlin("2026-03-03 00:30"))  # half past three in the afternoon there
    number = office.taken(MEDIUM, target=TargetTeam.PRODUCT, by=PIA)
    passes_to(office, berlin("2026-03-04 00:45"))
    assert [one for one in lists(office) if one[0] == "U0PIA"] == [("U0PIA", "Tue")]
    [asked] = [one for one in office.reminders(number) if one.clock is ClockKind.INTERNAL]
    assert "U0PIA" in called(asked)


# Overdue, put off, and what could not be told


def test_what_is_overdue_is_asked_aloud_and_calls_the_lead(any_office: Office) -> None:
    number = any_office.taken(MEDIUM)
    passes_to(any_office, berlin("2026-03-04 10:00"))
    assert [(one.clock.value, called(one)) for one in any_office.reminders(number)] == [
        ("internal", ""),
        ("customer", "S0SHIFT U0MAYA"),
        ("internal", "U0ADA U0LEA"),
    ]
    assert any_office.listed(ADA) == [["ESC-1 internal"]]


def test_what_was_due_before_its_day_is_called_overdue_in_the_list_and_stands_first(office: Office) -> None:
    office.taken(MEDIUM)
    passes_to(office, berlin("2026-03-03 17:00"))
    office.taken(MEDIUM)
    passes_to(office, berlin("2026-03-04 09:00"))
    [list_] = office.lists[ADA.person.id, berlin("2026-03-04 09:00").date()]
    assert [(one.escalation.label, one.is_overdue) for one in list_.items] == [("ESC-1", True), ("ESC-2", False)]


def test_what_was_put_off_is_asked_aloud(office: Office) -> None:
    number = office.taken(MEDIUM)
    office.lets_pass(TUESDAY)
    office.does("snooze", number, ADA)
    passes_to(office, berlin("2026-03-03 14:00"))
    news = [one for one in office.reminders(number) if one.clock is ClockKind.INTERNAL]
    assert [ADA.person.id in called(one).split() for one in news] == [True]


def test_what_the_team_announced_for_later_that_day_is_asked_aloud(office: Office) -> None:
    number = office.taken(MEDIUM)
    office.lets_pass(TUESDAY)
    office.carry()
    office.does("update", number, ADA, text="soon", next_by=berlin("2026-03-03 15:00"))
    passes_to(office, berlin("2026-03-03 15:00"))
    assert [called(one) for one in office.reminders(number) if one.clock is ClockKind.INTERNAL] == ["U0ADA"]


def test_whose_direct_messages_are_closed_is_asked_aloud(office: Office) -> None:
    number = office.taken(MEDIUM)
    office.lets_pass(TUESDAY)
    refused = office.on_its_way(Form.DIRECT)
    assert office.desk.parked(refused, Parked(reason="cannot be written to", code="cannot_dm"))
    office.lets_pass(berlin("2026-03-03 10:00"))
    assert [called(one) for one in office.reminders(number)] == ["U0ADA"]


def test_whoever_took_the_customer_over_that_day_is_asked_aloud(office: Office) -> None:
    number = office.taken(MEDIUM)
    office.lets_pass(TUESDAY)
    office.does("take_over_customer", number, NORA)
    office.lets_pass(berlin("2026-03-03 10:00"))
    assert [called(one) for one in office.reminders(number)] == ["U0NORA"]


def test_a_customer_of_a_closed_one_is_in_the_list_until_they_are_told(office: Office) -> None:
    number = office.taken(MEDIUM)
    office.does("resolve", number, ADA)
    passes_to(office, TUESDAY)
    assert (office.listed(ADA), office.listed(MAYA)) == ([], [["ESC-1 customer"]])
    office.does("customer_told", number, MAYA)
    passes_to(office, berlin("2026-03-13 12:00"))
    assert [day for _, day in lists(office)] == ["Tue"]


# Downtime, and two at once


def test_down_over_the_opening_there_is_one_late_list(any_office: Office) -> None:
    three_due_on_tuesday(any_office)
    back = any_office.moment = berlin("2026-03-03 11:00")

    any_office.beat(up_since=back)
    any_office.carry()

    assert lists(any_office) == [("U0ADA", "Tue"), ("U0MAYA", "Tue")]
    assert any_office.listed(ADA) == [["ESC-1 internal", "ESC-2 internal", "ESC-3 internal"]]
    assert [(called(one), one.late) for one in any_office.reminders(EscalationId(1))] == [("", True)]


def test_down_for_the_whole_day_the_list_is_written_on_the_next(any_office: Office) -> None:
    number = any_office.taken(MEDIUM)
    back = any_office.moment = berlin("2026-03-03 21:00")
    any_office.beat(up_since=back)
    assert lists(any_office) == []

    any_office.lets_pass(berlin("2026-03-04 09:00"), up_since=back)
    any_office.carry()

    assert lists(any_office) == [("U0ADA", "Wed"), ("U0MAYA", "Wed")]
    assert any_office.listed(ADA) == [["ESC-1 internal"]]
    assert [(one.late, one.with_customer) for one in any_office.reminders(number)] == [(True, True)]


def test_a_list_that_could_not_leave_on_its_day_does_not_come_on_the_next(office: Office) -> None:
    office.taken(MEDIUM)
    office.lets_pass(berlin("2026-03-04 09:00"))
    office.carry()
    assert [(one.letter.key, one.state.value) for one in office.letters() if one.letter.key.startswith("morning:")] == [
        ("morning:U0ADA:2026-03-03", "dropped"),
        ("morning:U0MAYA:2026-03-03", "dropped"),
        ("morning:U0ADA:2026-03-04", "sent"),
        ("morning:U0MAYA:2026-03-04", "sent"),
    ]


def test_a_list_of_friday_is_not_read_on_saturday(office: Office) -> None:
    office.moment = berlin("2026-03-05 10:00")
    office.taken(MEDIUM)
    office.lets_pass(berlin("2026-03-07 08:00"))
    office.carry()
    assert lists_of(office) == [LetterState.DROPPED, LetterState.DROPPED]


def test_two_beats_at_the_same_moment_write_one_list(any_office: Office) -> None:
    three_due_on_tuesday(any_office)
    any_office.moment = TUESDAY
    due = any_office.store.due_clocks(TUESDAY, limit=10)
    assert [one.kind for one in due] == [ClockKind.MORNING] * 3

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(any_office.asks, [*due] * 3))

    assert lists(any_office) == [("U0ADA", "Tue"), ("U0MAYA", "Tue")]


def test_a_list_comes_every_morning_for_as_long_as_something_waits(any_office: Office) -> None:
    any_office.taken(MEDIUM)
    passes_to(any_office, berlin("2026-03-05 12:00"))
    assert [day for person, day in lists(any_office) if person == ADA.person.id] == ["Tue", "Wed", "Thu"]


# Security


def test_nothing_of_security_is_ever_gathered(any_office: Office) -> None:
    number = any_office.taken(MEDIUM, target=TargetTeam.SECURITY, by=SAM)
    passes_to(any_office, berlin("2026-03-06 12:00"))
    assert lists(any_office) == []
    assert ClockKind.MORNING not in any_office.clocks(number)
    assert "U0SAM" in called(any_office.reminders(number)[0])


def test_handed_to_security_it_leaves_the_lists_of_others(any_office: Office) -> None:
    number, *_ = three_due_on_tuesday(any_office)
    any_office.lets_pass(TUESDAY)
    any_office.carry()
    any_office.does("hand_over", number, ADA, to=TargetTeam.SECURITY)
    any_office.carry()
    assert any_office.listed(ADA)[-1] == ["ESC-2 internal", "ESC-3 internal"]
    assert any_office.listed(MAYA)[-1] == ["ESC-2 customer", "ESC-3 customer"]


def test_handed_to_security_right_after_a_deed_it_leaves_the_lists_of_others(any_office: Office) -> None:
    number = any_office.taken(MEDIUM)
    any_office.lets_pass(TUESDAY)
    any_office.carry()
    any_office.does("edit_brief", number, MAYA, changes={"needed": "x"})
    any_office.carry()

    any_office.does("hand_over", number, LEA, to=TargetTeam.SECURITY)
    any_office.carry()

    assert (any_office.listed(ADA)[-1], any_office.listed(MAYA)[-1]) == ([], [])


def test_a_lead_of_security_who_also_keeps_a_customer_is_told_of_that_only(office: Office) -> None:
    office.policy = a_policy(
        teams={**a_policy().teams, TargetTeam.SECURITY: TeamPolicy(channel="C0SEC", lead=TOM.person.id)}
    )
    office.opens(MEDIUM, TargetTeam.SECURITY)
    office.opens(MEDIUM, contact=TOM.person.id)
    passes_to(office, TUESDAY)
    assert office.listed(TOM) == [["ESC-2 customer"]]
