"""What the operator sees of letters that have not arrived, and what becomes of those sent again."""

import pytest

from escalation.errors import NotAllowed
from escalation.kinds import ChannelId, EscalationId, TargetTeam
from escalation.letters import Form, LetterState
from escalation.ports import LATE_LETTER, Store
from escalation.undelivered import Undelivered, resend, undelivered
from tests.escalation.makers import ACME, ADA, ENG, HIGH, LEA, MAYA, SEC, Office, a_draft, a_policy
from tests.stores import Machine


@pytest.fixture
def office(store: Store, machine: Machine) -> Office:
    return Office(store, machine, a_policy(fallback=ChannelId("C0FALLBACK")))


def opened(office: Office, target: TargetTeam = TargetTeam.ENGINEERING) -> EscalationId:
    draft = a_draft(HIGH, target)
    return office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME).id


def found(office: Office, machine: Machine) -> list[Undelivered]:
    return list(undelivered(office.store, now=machine.now()))


def state(office: Office, one: Undelivered) -> LetterState:
    return next(status.state for status in office.letters() if status.letter.id == one.id)


def test_where_everything_arrived_nothing_is_told(office: Office, machine: Machine) -> None:
    office.opens()

    assert found(office, machine) == []


def test_a_refused_letter_is_told_with_where_to_since_when_and_why(office: Office, machine: Machine) -> None:
    number = opened(office)
    written = machine.now()
    office.refused(Form.BRIEF, "is archived")
    machine.advance(60)

    (one,) = found(office, machine)

    brief = next(status.letter for status in office.letters(number) if status.letter.form is Form.BRIEF)
    assert one == Undelivered(
        id=brief.id,
        workspace=ACME,
        about="ESC-1",
        to=ENG,
        kind="opened",
        state=LetterState.PARKED,
        since=written,
        reason="is archived",
    )


def test_no_word_of_a_customer_and_nothing_of_a_security_escalation_is_told(office: Office, machine: Machine) -> None:
    opened(office, TargetTeam.SECURITY)
    office.refused(Form.BRIEF, "is archived")

    (one,) = found(office, machine)

    assert (one.about, one.to, one.reason) == ("Security", "not shown", "is archived")
    assert not [word for word in ("Northwind", "ESC-1", SEC, "Export") if word in repr(one)]


def test_what_is_on_its_way_is_told_only_when_it_takes_too_long(office: Office, machine: Machine) -> None:
    opened(office)
    machine.advance(LATE_LETTER.total_seconds() - 1)
    assert found(office, machine) == []

    machine.advance(1)

    assert {one.state for one in found(office, machine)} == {LetterState.WAITING}


def test_sent_again_it_arrives(office: Office, machine: Machine) -> None:
    opened(office)
    office.refused(Form.BRIEF, "is archived")
    (one,) = found(office, machine)

    assert resend(office.store, one) == ""

    office.carry()
    assert (state(office, one), found(office, machine)) == (LetterState.SENT, [])


def test_what_has_arrived_meanwhile_is_not_sent_again(office: Office, machine: Machine) -> None:
    opened(office)
    office.refused(Form.BRIEF, "is archived")
    (one,) = found(office, machine)
    resend(office.store, one)
    office.carry()

    with pytest.raises(NotAllowed, match="it is not parked"):
        resend(office.store, one)
    assert office.carry() == []


def test_a_card_that_went_to_the_fallback_does_not_come_a_second_time(office: Office, machine: Machine) -> None:
    opened(office)
    office.refused(Form.CARD, "is archived")
    office.carry()
    (one,) = found(office, machine)
    assert (one.kind, one.overtaken) == ("opened", "a later one took its place")

    assert resend(office.store, one) == "a later one took its place"

    assert (office.carry(), state(office, one), found(office, machine)) == ([], LetterState.DROPPED, [])


def test_of_two_cards_that_were_refused_the_later_one_is_sent(office: Office, machine: Machine) -> None:
    number = opened(office)
    office.refused(Form.CARD, "is archived")
    office.refused(Form.CARD, "is archived too")
    parked = [one for one in found(office, machine) if one.state is LetterState.PARKED]

    assert [resend(office.store, one) for one in parked] == ["a later one took its place", ""]

    told = office.carry()
    assert [one for one in told if one[0] == "card"] == [("card", "C0FALLBACK", "opened")]
    assert {one.state for one in office.letters(number)} == {LetterState.SENT, LetterState.DROPPED}


def test_a_question_that_was_asked_again_since_is_not_asked_twice(office: Office, machine: Machine) -> None:
    office.taken()
    office.passes(hours=4)
    office.beat()
    office.refused(Form.LINE, "is read-only")
    office.passes(hours=24)
    office.beat()
    office.carry()
    overtaken = [one.overtaken for one in found(office, machine)]

    again = [resend(office.store, one) for one in found(office, machine)]

    assert (again, set(again)) == (overtaken, {"it was asked again since"})
    assert office.carry() == []


def test_a_question_to_a_team_that_is_done_is_not_asked(office: Office, machine: Machine) -> None:
    number = office.taken()
    office.passes(hours=4)
    office.beat()
    office.refused(Form.LINE, "is read-only")
    office.does("de_escalate", number, LEA)
    office.carry()

    assert [resend(office.store, one) for one in found(office, machine)] == ["it was closed since"]


def test_what_another_team_is_not_to_read_any_more_is_not_sent(office: Office, machine: Machine) -> None:
    number = office.taken()
    office.does("update", number, ADA, text="Looking at the export queue")
    office.refused(Form.LINE, "is read-only")
    office.does("hand_over", number, ADA, to=TargetTeam.PRODUCT)
    office.carry()

    assert [resend(office.store, one) for one in found(office, machine)] == ["it went to another team since"]
