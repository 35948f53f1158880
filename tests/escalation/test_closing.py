"""After the end: Undo leaves when it no longer works, what is left is ticked, a fix is confirmed or not denied."""

from datetime import timedelta

import pytest

from escalation.errors import NotAllowed
from escalation.kinds import ClockKind, EscalationId, Severity, TargetTeam
from escalation.letters import Form, LetterState
from escalation.notices import Deed, Done
from escalation.policy import TeamPolicy
from storage.memory import MemoryStore
from tests.escalation.makers import (
    ADA,
    BEN,
    CRITICAL,
    ENG,
    HIGH,
    LEA,
    MAYA,
    MEDIUM,
    SAM,
    ZOE,
    Office,
    a_policy,
    berlin,
    told,
)
from tests.stores import Machine


def ended(office: Office, deed: str = "de_escalate", severity: Severity = HIGH) -> EscalationId:
    """One that was ended on Monday at eleven, and everybody knows."""
    number = office.taken(severity)
    office.passes(hours=1)
    office.does(deed, number, ADA)
    office.carry()
    return number


def endings(office: Office, number: EscalationId, *, lane: str = ENG) -> list[Done]:
    """What the line about the end says, as it was and as it was drawn again."""
    told_so = [one.letter for one in office.letters(number) if one.letter.lane == lane and one.ref]
    found = [one.notice for one in told_so if isinstance(one.notice, Done)]
    return [one for one in found if one.deed in {Deed.DE_ESCALATED, Deed.RESOLVED}]


# Undo


def test_after_ten_minutes_the_button_is_gone_and_the_line_stays(any_office: Office) -> None:
    number = ended(any_office)
    any_office.passes(minutes=9, seconds=59)
    any_office.beat()
    assert any_office.carry() == []

    any_office.passes(seconds=1)
    any_office.beat()

    assert any_office.carry() == [told("fold", ENG, "de-escalated"), told("fold", "U0MAYA", "de-escalated")]
    assert [one.undo_by is None for one in endings(any_office, number)] == [False, True]
    assert [one.undo_by is None for one in endings(any_office, number, lane="U0MAYA")] == [False, True]
    any_office.lets_pass(any_office.moment + timedelta(hours=1))
    assert any_office.carry() == []


def test_a_line_that_was_on_its_way_meanwhile_loses_its_button_once_it_stands(any_office: Office) -> None:
    number = any_office.taken()
    any_office.does("de_escalate", number, ADA)
    any_office.passes(minutes=10)
    any_office.beat()

    assert set(any_office.carry()) == {
        told("edit", ENG, "card changed"),
        told("line", ENG, "de-escalated"),
        told("direct", "U0MAYA", "de-escalated"),
        told("fold", ENG, "de-escalated"),
        told("fold", "U0MAYA", "de-escalated"),
    }
    assert endings(any_office, number)[-1].undo_by is None


def test_a_line_that_was_on_its_way_while_it_was_undone_folds_once_it_stands(any_office: Office) -> None:
    number = any_office.taken()
    any_office.does("de_escalate", number, ADA)
    any_office.does("undo", number, ADA)

    assert {one for one in any_office.carry() if one[0] == "fold"} == {
        told("fold", ENG, "reminder folded"),
        told("fold", "U0MAYA", "reminder folded"),
    }


@pytest.mark.parametrize("again", ["undo", "reopen"])
def test_taken_up_again_nothing_of_the_end_can_be_pressed_and_nothing_comes_later(office: Office, again: str) -> None:
    number = ended(office)
    office.does(again, number, BEN)
    office.carry()

    office.passes(minutes=30)
    office.beat()

    assert office.carry() == []
    assert office.clocks(number)[ClockKind.UNDO].due_at is None


def test_what_was_learned_meanwhile_leaves_the_button_where_it_is(office: Office) -> None:
    number = ended(office)
    office.does("give_reason", number, ADA, learning="Clear the cache first.")
    office.carry()

    last = endings(office, number)[-1]
    assert (last.escalation.learning, last.undo_by) == ("Clear the cache first.", office.moment + timedelta(minutes=10))


# Told, confirmed, or silent


def test_a_customer_who_was_told_of_a_fix_is_waited_for_and_the_line_says_so(any_office: Office) -> None:
    number = ended(any_office, "resolve")
    any_office.does("customer_told", number, MAYA)

    assert any_office.due(number) == {"internal": None, "customer": "Wed 11:00"}
    assert any_office.carry() == [
        told("edit", ENG, "card changed"),
        told("line", ENG, "customer told"),
        told("fold", ENG, "resolved"),
        told("fold", "U0MAYA", "resolved"),
    ]
    assert endings(any_office, number)[-1].escalation.customer_knows


@pytest.mark.parametrize("severity", [CRITICAL, HIGH, MEDIUM])
def test_two_business_days_of_silence_count_as_confirmed_and_nobody_is_asked(
    any_office: Office, severity: Severity
) -> None:
    number = ended(any_office, "resolve", severity)
    any_office.moment = berlin("2026-03-06 16:00")  # a Friday
    any_office.does("customer_told", number, MAYA)
    any_office.carry()

    walked = list(any_office.walks(berlin("2026-03-20 10:00")))

    assert walked == [berlin("2026-03-10 16:00")]
    row = any_office.row(number)
    assert (row.confirmed_at, row.is_silent) == (berlin("2026-03-10 16:00"), True)
    assert any_office.reminders(number) == []
    assert any_office.due(number) == {"internal": None, "customer": None}
    assert set(any_office.carry()) == {
        told("edit", ENG, "card changed"),
        told("fold", ENG, "resolved"),
        told("fold", "U0MAYA", "resolved"),
        told("fold", ENG, "customer told"),
    }


def test_until_they_are_told_the_last_round_goes_on(office: Office) -> None:
    number = ended(office, "resolve")
    office.lets_pass(berlin("2026-03-06 10:00"))
    assert len(office.reminders(number)) > 2
    assert office.row(number).confirmed_at is None


def test_a_customer_who_confirms_ends_the_waiting(any_office: Office) -> None:
    number = ended(any_office, "resolve")
    any_office.does("customer_told", number, MAYA)
    any_office.carry()
    any_office.passes(hours=2)

    any_office.does("customer_confirmed", number, MAYA)

    row = any_office.row(number)
    assert (row.confirmed_at, row.is_silent) == (any_office.moment, False)
    assert any_office.due(number) == {"internal": None, "customer": None}
    assert any_office.carry() == [
        told("edit", ENG, "card changed"),
        told("line", ENG, "customer confirmed"),
        told("fold", ENG, "resolved"),
        told("fold", "U0MAYA", "resolved"),
        told("fold", ENG, "customer told"),
    ]


def test_whoever_confirms_has_heard_of_it(office: Office) -> None:
    number = ended(office, "resolve")
    office.does("customer_confirmed", number, MAYA)
    assert office.row(number).customer_knows
    assert office.due(number) == {"internal": None, "customer": None}


def test_one_that_they_deny_is_reopened_and_their_promise_starts_anew(office: Office) -> None:
    number = ended(office, "resolve")
    office.does("customer_told", number, MAYA)
    office.moment = berlin("2026-03-04 10:00")

    office.does("reopen", number, MAYA)

    row = office.row(number)
    assert (row.confirmed_at, row.customer_knows) == (None, False)
    assert office.due(number)["customer"] == "Wed 14:00"


def test_what_is_not_resolved_or_confirmed_already_is_not_confirmed(office: Office) -> None:
    number = office.taken()
    with office.refuses("ESC-1 is acknowledged. A customer confirms what is resolved."):
        office.does("customer_confirmed", number, MAYA)
    office.does("resolve", number, ADA)
    with pytest.raises(NotAllowed):
        office.does("customer_confirmed", number, ZOE)
    office.does("customer_confirmed", number, LEA)
    with office.refuses("The customer of ESC-1 has confirmed it already."):
        office.does("customer_confirmed", number, MAYA)


def test_silence_that_turns_out_to_be_a_yes_is_kept_as_one(office: Office) -> None:
    number = ended(office, "resolve")
    office.does("customer_told", number, MAYA)
    office.lets_pass(berlin("2026-03-05 10:00"))
    office.does("customer_confirmed", number, MAYA)
    assert not office.row(number).is_silent


def test_the_line_of_an_earlier_end_is_left_alone(office: Office) -> None:
    number = ended(office)
    office.does("reopen", number, ADA)
    office.carry()
    office.passes(hours=1)
    office.does("resolve", number, ADA)
    office.carry()

    office.does("customer_told", number, MAYA)

    arrived = office.carry()
    assert told("fold", ENG, "resolved") in arrived
    assert told("fold", ENG, "de-escalated") not in arrived
    assert all(one.state is LetterState.SENT for one in office.letters(number) if one.letter.form is Form.FOLD)


def test_what_was_learned_belongs_to_its_end(office: Office) -> None:
    number = ended(office, "resolve")
    office.does("give_reason", number, ADA, learning="Roll out on Tuesdays.")
    office.does("reopen", number, ADA)
    office.does("resolve", number, ADA)
    assert office.row(number).learning == ""


# Security


def test_who_reported_to_security_never_hears_who_closed_or_reopened_it(office: Office) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY)
    office.does("resolve", number, SAM)
    office.carry()
    office.does("reopen", number, SAM)
    assert [one for one in office.carry() if one[1] == "U0MAYA" and one[0] == "fold"] == []


def test_a_stub_in_the_old_teams_channel_stays_one(office: Office) -> None:
    number = office.taken()
    office.does("resolve", number, ADA)
    line = office.on_its_way(Form.LINE)
    office.does("reopen", number, ADA)
    office.does("hand_over", number, ADA, to=TargetTeam.SECURITY)
    office.arrives(line)
    office.carry()
    office.does("resolve", number, SAM)
    office.carry()
    office.does("reopen", number, SAM)

    assert [one for one in office.carry() if one[1] == ENG] == []


def test_security_without_a_channel_keeps_the_whole_line_with_its_lead() -> None:
    machine = Machine()
    teams = {TargetTeam.SECURITY: TeamPolicy(lead=SAM.person.id)}
    office = Office(MemoryStore(machine_now=machine.now), machine, a_policy(teams=teams))
    number = office.opens(HIGH, TargetTeam.SECURITY)
    office.does("resolve", number, SAM)
    office.carry()
    office.does("give_reason", number, SAM, learning="Rotate the keys.")
    office.carry()

    assert [one.is_direct for one in endings(office, number, lane="U0SAM")] == [False, False]
