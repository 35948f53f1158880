"""A clock's moment has come: who is asked, in which words, and when it asks again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta

import pytest

from escalation.kinds import ClockKind, EscalationId, Severity, TargetTeam, UserId
from escalation.letters import Form, Letter, Rank
from escalation.notices import ReminderDue, ReminderFolded
from escalation.policy import OfficeHours, TeamPolicy
from tests.escalation.makers import (
    ADA,
    CRITICAL,
    ENG,
    ENGINEERS,
    GUARDS,
    HIGH,
    LEA,
    MAYA,
    MEDIUM,
    NEVER_DOWN,
    NORA,
    ON_SHIFT,
    PIA,
    PRODUCT,
    SAM,
    SEC,
    TOM,
    Office,
    a_policy,
    berlin,
    called,
    told,
)

Story = list[tuple[str, str]]


def asked(office: Office, number: EscalationId, clock: ClockKind) -> Story:
    """When and whom one clock asked so far."""
    return [(f"{one.due_at:%H:%M}", called(one)) for one in office.reminders(number) if one.clock is clock]


def folds_in_thread(office: Office, number: EscalationId) -> list[Letter]:
    letters = [one.letter for one in office.letters(number)]
    return [one for one in letters if one.form is Form.FOLD and one.lane == ENG]


def waits(office: Office, **span: float) -> None:
    office.lets_pass(office.moment + timedelta(**span))


# The ladder


def test_a_critical_that_nobody_takes_climbs_and_is_then_called_out_every_half_hour(office: Office) -> None:
    number = office.opens(CRITICAL)  # 09:00 in UTC
    waits(office, hours=2)
    assert asked(office, number, ClockKind.INTERNAL) == [
        ("09:15", "S0ENGINEERS"),
        ("09:45", "U0LEA U0MAYA U0TOM"),
        ("10:15", "U0LEA U0MAYA U0TOM"),
        ("10:45", "U0LEA U0MAYA U0TOM"),
    ]


def test_a_high_that_nobody_takes_goes_on_at_the_pace_of_its_news(office: Office) -> None:
    number = office.opens(HIGH)
    waits(office, hours=24)
    assert asked(office, number, ClockKind.INTERNAL) == [
        ("10:00", "S0ENGINEERS"),
        ("11:00", "U0LEA"),
        ("15:00", "U0LEA"),
        ("08:00", "U0LEA"),
    ]


def test_the_ladder_of_a_medium_ends_with_the_lead(office: Office) -> None:
    number = office.opens(MEDIUM)
    waits(office, days=14)
    assert asked(office, number, ClockKind.INTERNAL) == [("09:00", "S0ENGINEERS"), ("09:00", "U0LEA")]
    assert office.due(number)["internal"] is None


def test_where_no_group_is_named_the_lead_is_asked_from_the_first_step(office: Office) -> None:
    office.policy = a_policy(teams={TargetTeam.ENGINEERING: TeamPolicy(channel=ENG, lead=LEA.person.id)})
    number = office.opens(HIGH)
    waits(office, hours=2)
    assert asked(office, number, ClockKind.INTERNAL) == [("10:00", "U0LEA"), ("11:00", "U0LEA")]


def test_the_end_of_the_ladder_says_whom_to_page_and_the_reporter_hears_of_it(office: Office) -> None:
    engineering = a_policy().team(TargetTeam.ENGINEERING).model_copy(update={"page": "https://page.example/eng"})
    office.policy = a_policy(teams={TargetTeam.ENGINEERING: engineering})
    number = office.opens(CRITICAL)
    waits(office, minutes=15)
    assert office.carry() == [told("edit", ENG, "card changed"), told("line", ENG, "reminder: internal")]

    waits(office, minutes=30)

    assert [one.page for one in office.reminders(number)] == [None, "https://page.example/eng"]
    assert office.carry() == [
        told("fold", ENG, "reminder folded"),
        told("edit", ENG, "card changed"),
        told("line", ENG, "reminder: internal"),
        told("direct", "U0MAYA", "reminder: internal"),
        told("direct", "U0TOM", "reminder: internal"),
    ]


def test_each_step_says_when_it_asks_next(office: Office) -> None:
    number = office.opens(MEDIUM)
    waits(office, days=14)
    steps = [one for one in office.reminders(number) if one.clock is ClockKind.INTERNAL]
    assert [one.next_at for one in steps] == [berlin("2026-03-04 10:00"), None]


def test_taken_in_time_the_ladder_never_speaks(office: Office) -> None:
    number = office.opens(CRITICAL)
    office.passes(minutes=14)
    office.does("acknowledge", number, ADA)
    waits(office, hours=1)
    assert office.reminders(number) == []


# News


@pytest.mark.parametrize(
    ("severity", "moments"),
    [
        (CRITICAL, ["Mon 12:45", "Mon 14:45", "Mon 16:45"]),
        (HIGH, ["Mon 14:45", "Tue 09:00", "Tue 13:00"]),
        (MEDIUM, ["Tue 10:45", "Wed 10:45", "Thu 10:45"]),
    ],
)
def test_whoever_has_it_is_asked_on_the_cadence_and_the_lead_as_well_from_the_second_time(
    office: Office, severity: Severity, moments: list[str]
) -> None:
    number = office.opens(severity)
    office.passes(minutes=45)
    office.does("acknowledge", number, ADA)
    seen = []
    for _ in range(3):
        due = office.clocks(number)[ClockKind.INTERNAL].due_at
        assert due is not None
        seen.append(office.due(number)["internal"])
        office.does("customer_told", number, MAYA)
        office.lets_pass(due)
    internal = [one for one in office.reminders(number) if one.clock is ClockKind.INTERNAL]
    assert seen == moments
    assert [LEA.person.id in one.people for one in internal] == [False, True, True]
    assert [one.is_overdue for one in internal] == [False, True, True]
    assert [one.people[0] for one in internal] == [ADA.person.id] * 3


def test_an_answer_makes_the_next_reminder_a_first_one_again(office: Office) -> None:
    number = office.taken(CRITICAL)
    waits(office, hours=2)
    office.does("no_change", number, ADA)
    waits(office, hours=2)
    assert [one.round for one in office.reminders(number) if one.clock is ClockKind.INTERNAL] == [1, 1]


def test_a_reminder_asked_again_leaves_one_line_of_the_one_before(office: Office) -> None:
    office.taken(CRITICAL)
    waits(office, hours=2)
    office.carry()
    waits(office, hours=2)
    assert told("fold", ENG, "reminder folded") in office.carry()


def test_who_is_asked_and_cannot_read_in_the_channel_hears_directly(office: Office) -> None:
    number = office.taken(HIGH)
    office.does("reassign", number, ADA, to=NORA.person)
    office.carry()
    office.moment = berlin("2026-03-02 14:00")
    office.beat()
    assert office.carry() == [
        told("edit", ENG, "card changed"),
        told("line", ENG, "reminder: internal"),
        told("direct", "U0NORA", "reminder: internal"),
        told("direct", "U0MAYA", "reminder: customer"),
    ]


def test_reminders_give_way_to_answers_in_a_busy_channel(office: Office) -> None:
    number = office.taken(HIGH)
    waits(office, hours=4)
    office.does("no_change", number, ADA)
    ranks = {one.letter.form: one.letter.rank for one in office.letters(number) if one.letter.form is not Form.LINE}
    lines = [one.letter.rank for one in office.letters(number) if one.letter.form is Form.LINE]
    assert lines == [Rank.ANSWER, Rank.REMINDER, Rank.ANSWER]
    assert ranks[Form.CARD] is Rank.BRIEF


# The customer


def test_the_reporter_is_asked_when_word_is_due_and_the_shift_and_then_its_lead_when_it_is_late(
    office: Office,
) -> None:
    number = office.opens(CRITICAL)
    office.passes(minutes=45)
    office.does("acknowledge", number, ADA)
    waits(office, hours=8)
    assert asked(office, number, ClockKind.CUSTOMER) == [
        ("11:00", "U0MAYA"),
        ("13:00", "S0SHIFT U0MAYA"),
        ("15:00", "S0SHIFT U0MAYA U0TOM"),
        ("17:00", "S0SHIFT U0MAYA U0TOM"),
    ]


def test_what_is_overdue_is_seen_on_the_card_and_heard_by_the_reporter_even_in_the_channel(office: Office) -> None:
    number = office.opens(HIGH, TargetTeam.PRODUCT, by=PIA)
    office.does("acknowledge", number, TOM)
    waits(office, hours=4)
    office.carry()
    office.does("update", number, TOM, text="looking", next_by=berlin("2026-03-02 17:30"))
    office.moment = berlin("2026-03-03 09:00")
    office.carry()
    due = [one for one in office.store.due_clocks(office.moment, limit=10) if one.kind is ClockKind.CUSTOMER]

    office.asks(due[0])

    assert office.carry() == [
        told("fold", PRODUCT, "reminder folded"),
        told("edit", PRODUCT, "card changed"),
        told("line", PRODUCT, "reminder: customer"),
        told("direct", "U0PIA", "reminder: customer"),
    ]


def test_whoever_keeps_the_customer_is_asked_in_the_reporters_place(office: Office) -> None:
    number = office.opens(CRITICAL, contact=NORA.person.id)
    waits(office, hours=2)
    assert asked(office, number, ClockKind.CUSTOMER) == [("11:00", "U0NORA")]


def test_after_the_end_the_customer_is_still_owed_word_until_they_have_it(office: Office) -> None:
    number = office.taken(HIGH)
    office.does("resolve", number, ADA)
    waits(office, days=1)
    assert asked(office, number, ClockKind.CUSTOMER) == [
        ("13:00", "U0MAYA"),
        ("08:00", "S0SHIFT U0MAYA"),
    ]
    office.does("customer_told", number, MAYA)
    waits(office, days=30)
    assert len(office.reminders(number)) == 2


# Both at once


@pytest.mark.parametrize(
    ("severity", "calls"),
    [(CRITICAL, "U0ADA U0MAYA"), (HIGH, "U0ADA U0MAYA"), (MEDIUM, "")],  # of a Medium both read that morning
)
@pytest.mark.parametrize("minutes", [0, 30])
def test_both_clocks_due_within_half_an_hour_are_one_message(
    office: Office, severity: Severity, calls: str, minutes: int
) -> None:
    number = office.opens(severity)
    office.passes(minutes=minutes)
    office.does("acknowledge", number, ADA)
    first = office.clocks(number)[ClockKind.CUSTOMER].due_at
    assert first is not None

    office.lets_pass(first + timedelta(minutes=30))

    both = office.reminders(number)
    assert [(called(one), one.with_customer) for one in both] == [(calls, True)]
    assert office.store.due_clocks(first + timedelta(hours=1), limit=10) == ()


def test_the_team_asked_first_takes_the_customer_along(office: Office) -> None:
    number = office.taken(HIGH)
    office.passes(minutes=20)
    office.does("customer_told", number, MAYA)

    waits(office, hours=4)

    assert [(one.with_customer, called(one)) for one in office.reminders(number)] == [(True, "U0ADA U0MAYA")]


def test_more_than_half_an_hour_apart_they_are_two(office: Office) -> None:
    number = office.opens(HIGH)
    office.passes(minutes=31)
    office.does("acknowledge", number, ADA)
    waits(office, hours=4)
    assert [(one.clock.value, one.with_customer) for one in office.reminders(number)] == [
        ("customer", False),
        ("internal", False),
    ]


def test_word_that_is_overdue_speaks_for_itself(office: Office) -> None:
    number = office.taken(CRITICAL)
    waits(office, hours=4)
    stories = sorted((one.clock.value, called(one)) for one in office.reminders(number))
    assert stories == [
        ("customer", "S0SHIFT U0MAYA"),
        ("internal", "U0ADA U0LEA"),
        ("internal", "U0ADA U0MAYA"),
    ]


def test_asked_together_each_hears_directly_of_their_own_and_the_team_answers_only_for_itself(office: Office) -> None:
    number = office.taken(CRITICAL)
    waits(office, hours=2)
    direct = [one for one in office.notices(number, Form.DIRECT) if isinstance(one, ReminderDue)]
    assert [(one.clock, one.people, one.with_customer) for one in direct] == [
        (ClockKind.CUSTOMER, (MAYA.person.id,), False)
    ]
    office.carry()

    office.does("no_change", number, ADA)

    assert [where for form, where, _ in office.carry() if form == "fold"] == [ENG]


def test_the_customer_is_not_taken_along_outside_supports_hours(office: Office) -> None:
    engineering = a_policy().team(TargetTeam.ENGINEERING).model_copy(update={"hours": OfficeHours(always=True)})
    office.policy = a_policy(teams={TargetTeam.ENGINEERING: engineering})
    office.moment = berlin("2026-03-02 16:45")
    number = office.taken(HIGH)
    assert office.due(number) == {"internal": "Mon 20:45", "customer": "Tue 09:00"}
    office.moment = berlin("2026-03-03 08:40")
    office.beat()
    assert [one.with_customer for one in office.reminders(number)] == [False]


def test_the_team_is_not_asked_before_it_opens_because_the_customer_is_due(office: Office) -> None:
    early = OfficeHours(opens=time(8, 30), zone="Europe/Berlin")
    office.policy = a_policy(support=a_policy().support.model_copy(update={"hours": early}))
    office.moment = berlin("2026-03-02 16:45")
    number = office.taken(HIGH)
    assert office.due(number) == {"internal": "Tue 09:00", "customer": "Tue 08:30"}
    office.moment = berlin("2026-03-03 08:30")
    office.beat()
    assert [called(one) for one in office.reminders(number)] == ["U0MAYA"]


def test_the_team_answered_and_the_customers_question_stands_until_it_is_answered_too(office: Office) -> None:
    number = office.taken(HIGH)
    waits(office, hours=4)
    office.carry()

    office.does("update", number, ADA, text="Rolling back 4.12.")
    office.does("customer_told", number, MAYA)

    asks, line = folds_in_thread(office, number)
    assert isinstance(asks.notice, ReminderDue)
    assert (asks.notice.clock, called(asks.notice), asks.notice.with_customer) == (ClockKind.CUSTOMER, "U0MAYA", False)
    assert asks.notice.said == "Asked, and Ada answered with an update."
    assert isinstance(line.notice, ReminderFolded)
    assert (line.notice.said, line.edits) == ("Asked, and Maya told the customer.", asks.edits)


def test_the_customer_was_told_and_the_teams_question_stands(office: Office) -> None:
    number = office.taken(HIGH)
    waits(office, hours=4)
    office.carry()

    office.does("customer_told", number, MAYA)

    [asks] = folds_in_thread(office, number)
    assert isinstance(asks.notice, ReminderDue)
    assert (asks.notice.clock, called(asks.notice)) == (ClockKind.INTERNAL, "U0ADA")


@pytest.mark.parametrize(
    ("answers", "becomes"),
    [
        (("no_change",), ["reminder: customer"]),
        (("customer_told",), ["reminder: internal"]),
        (("no_change", "customer_told"), ["reminder folded"]),
        (("de_escalate",), ["reminder: customer"]),
        (("add_evidence",), []),
    ],
)
def test_answered_while_it_was_on_its_way_it_does_not_keep_its_buttons(
    any_office: Office, answers: tuple[str, ...], becomes: list[str]
) -> None:
    number = any_office.taken(HIGH)
    waits(any_office, hours=4)
    late = any_office.on_its_way(Form.LINE)
    for deed in answers:
        any_office.does(deed, number, ADA, **({"text": "a log"} if deed == "add_evidence" else {}))

    any_office.arrives(late)

    assert [says for form, where, says in any_office.carry() if (form, where) == ("fold", ENG)] == becomes


def test_asked_again_while_it_was_on_its_way_one_line_is_left(office: Office) -> None:
    office.opens(CRITICAL)
    waits(office, minutes=15)
    late = office.on_its_way(Form.LINE)
    waits(office, minutes=30)

    office.arrives(late)

    assert [says for form, _, says in office.carry() if form == "fold"] == ["reminder folded"]


def test_a_customers_question_dropped_with_the_teams_is_asked_again(office: Office) -> None:
    number = office.taken(HIGH)
    waits(office, hours=4)
    office.does("no_change", number, ADA)

    office.beat()
    office.carry()

    assert office.thread(number)[-1] == "reminder: customer"


def test_where_slack_does_not_tell_who_reads_there_all_who_are_asked_hear_directly(office: Office) -> None:
    office.taken(HIGH)
    office.moment = berlin("2026-03-02 14:00")
    [due, *_] = office.store.due_clocks(office.moment, limit=10)

    office.desk.remind(due, in_channel=None, up_since=NEVER_DOWN)

    assert office.carry() == [
        told("edit", ENG, "card changed"),
        told("line", ENG, "reminder: internal"),
        told("direct", "U0ADA", "reminder: internal"),
        told("direct", "U0MAYA", "reminder: customer"),
    ]


# Downtime


def test_after_a_night_offline_each_clock_asks_once_late_and_honestly(office: Office) -> None:
    number = office.opens(CRITICAL)
    office.passes(minutes=45)
    office.does("acknowledge", number, ADA)
    office.moment = berlin("2026-03-03 06:10")

    while office.beat(up_since=office.moment):
        pass

    late = [(one.clock.value, one.late, f"{one.due_at:%H:%M}") for one in office.reminders(number)]
    assert sorted(late) == [("customer", True, "11:00"), ("internal", True, "11:45")]
    assert office.due(number) == {"customer": "Tue 08:00", "internal": "Tue 06:45"}


def test_what_fell_due_while_we_were_down_waits_for_the_opening_and_is_still_told_as_late(office: Office) -> None:
    number = office.opens(HIGH)
    office.passes(minutes=45)
    office.does("acknowledge", number, ADA)
    back = office.moment = berlin("2026-03-02 22:15")

    assert office.beat(up_since=back) == 0
    assert office.due(number) == {"customer": "Tue 09:00", "internal": "Tue 09:00"}
    office.lets_pass(berlin("2026-03-03 09:00"), up_since=back)

    late = [(one.clock.value, one.late, f"{one.due_at:%a %H:%M}") for one in office.reminders(number)]
    assert sorted(late) == [("customer", True, "Mon 13:00"), ("internal", True, "Mon 13:45")]


def test_what_fell_due_in_time_is_not_called_late(office: Office) -> None:
    number = office.taken(HIGH)
    office.lets_pass(berlin("2026-03-02 14:00"), up_since=berlin("2026-03-02 11:00"))
    assert [one.late for one in office.reminders(number)] == [False]


def test_a_ladder_that_was_asleep_goes_one_step_and_not_all_of_them(office: Office) -> None:
    number = office.opens(CRITICAL)
    office.passes(hours=1, minutes=55)
    office.beat(up_since=office.moment)
    assert [(called(one), one.late) for one in office.reminders(number)] == [(ENGINEERS, True)]
    assert office.due(number)["internal"] == "Mon 12:25"


# Two at once


def test_two_beats_at_the_same_moment_write_one_reminder(any_office: Office) -> None:
    number = any_office.opens(CRITICAL)
    any_office.passes(minutes=15)
    due = any_office.store.due_clocks(any_office.moment, limit=10)
    assert len(due) == 1

    with ThreadPoolExecutor(4) as threads:
        wrote = list(threads.map(any_office.asks, [*due] * 4))

    assert sorted(wrote) == [False, False, False, True]
    assert len(any_office.reminders(number)) == 1


def test_two_beats_that_saw_both_clocks_write_one_message_for_both(any_office: Office) -> None:
    number = any_office.taken(HIGH)
    any_office.passes(hours=4)
    due = any_office.store.due_clocks(any_office.moment, limit=10)
    assert len(due) == 2

    with ThreadPoolExecutor(4) as threads:
        wrote = list(threads.map(any_office.asks, [*due] * 2))

    assert sum(wrote) == 1
    assert len(any_office.reminders(number)) == 1


def test_a_moment_that_comes_a_second_time_is_asked_about_a_second_time(office: Office) -> None:
    number = office.taken(HIGH)
    office.does("update", number, ADA, text="soon", next_by=berlin("2026-03-02 14:20"))
    waits(office, hours=4)  # asked at 14:00, together with the customer's
    assert [one.with_customer for one in office.reminders(number)] == [True]

    office.does("update", number, ADA, text="sooner", next_by=berlin("2026-03-02 14:20"))
    waits(office, minutes=20)

    assert len(office.reminders(number)) == 2


# Security


def test_of_security_only_its_own_people_are_reminded_and_only_in_its_thread(office: Office) -> None:
    number = office.opens(CRITICAL, TargetTeam.SECURITY, contact=NORA.person.id)
    office.carry()
    waits(office, hours=12)
    assert {where for _, where, _ in office.carry()} == {SEC}
    assert {called(one) for one in office.reminders(number)} == {"S0GUARDS", "U0SAM"}
    assert ON_SHIFT not in {one.group for one in office.reminders(number)}


@pytest.mark.parametrize("readers", [None, frozenset()])
def test_of_security_nobody_is_reminded_outside_its_thread_whoever_reads_there(
    office: Office, readers: frozenset[UserId] | None
) -> None:
    office.taken(CRITICAL, target=TargetTeam.SECURITY, by=SAM)
    office.moment = berlin("2026-03-02 14:00")
    for due in office.store.due_clocks(office.moment, limit=10):
        office.desk.remind(due, in_channel=readers, up_since=NEVER_DOWN)

    assert {where for _, where, _ in office.carry()} == {SEC}


def test_without_a_lead_of_security_its_group_is_asked_for_word_to_the_customer(office: Office) -> None:
    teams = {TargetTeam.SECURITY: TeamPolicy(channel=SEC, group=GUARDS)}
    office.policy = a_policy(teams=teams)
    number = office.taken(HIGH, target=TargetTeam.SECURITY, by=SAM)
    waits(office, hours=4)
    assert sorted((one.clock.value, called(one)) for one in office.reminders(number)) == [
        ("customer", "S0GUARDS"),
        ("internal", "U0SAM"),
    ]


def test_security_without_a_channel_is_reminded_in_its_leads_direct_messages(office: Office) -> None:
    office.policy = a_policy(teams={TargetTeam.SECURITY: TeamPolicy(lead=SAM.person.id)})
    number = office.opens(HIGH, TargetTeam.SECURITY)
    office.passes(hours=1)
    office.beat()
    office.passes(hours=3)

    office.beat()

    assert [(one.clock.value, called(one)) for one in office.reminders(number)] == [
        ("internal", "U0SAM"),
        ("internal", "U0SAM"),
        ("customer", "U0SAM"),
    ]
    assert [one for one in office.carry() if one[0] in {"line", "direct"}] == [
        told("line", "U0SAM", "reminder: internal"),
        told("line", "U0SAM", "reminder: customer"),
    ]


def test_where_the_card_stands_in_a_direct_message_whoever_else_is_asked_hears_directly(office: Office) -> None:
    channelless = {TargetTeam.ENGINEERING: TeamPolicy(lead=LEA.person.id)}
    office.policy = a_policy(teams=channelless)
    office.opens(HIGH)
    office.passes(hours=1)
    office.beat()
    assert told("direct", "U0LEA", "reminder: internal") in office.carry()
