"""One person keeps the customer, and is named alike everywhere; what was promised is said alike everywhere."""

from datetime import timedelta

from blocks import card, reminder, thread
from blocks.kit import Block
from escalation.kinds import ClockKind, EscalationId, Status
from escalation.notices import Deed, Done
from sandbox.reading import words
from tests.escalation.makers import ADA, CRITICAL, MAYA, NORA, TOM, Office


def kept_by_nora(office: Office) -> EscalationId:
    return office.taken(contact=NORA.person.id, contact_name=NORA.person.name)


def said(blocks: list[Block]) -> str:
    return words(blocks)


def heard(office: Office, number: EscalationId, person: str, deed: Deed) -> str:
    """What `person` reads of a deed in their direct messages."""
    done = next(
        one.letter.notice
        for one in office.letters(number)
        if isinstance(one.letter.notice, Done) and one.letter.notice.deed is deed and one.letter.lane == person
    )
    assert isinstance(done, Done)
    return said(thread.message(done, direct=True, to=person).blocks)


def test_only_who_keeps_the_customer_is_to_tell_them(office: Office) -> None:
    number = kept_by_nora(office)
    office.does("de_escalate", number, ADA)

    assert "Please tell Northwind by" in heard(office, number, NORA.person.id, Deed.DE_ESCALATED)
    told = heard(office, number, MAYA.person.id, Deed.DE_ESCALATED)
    assert "Please tell" not in told
    assert "Nora tells Northwind by" in told


def test_the_closed_card_names_who_is_to_tell_the_customer(office: Office) -> None:
    number = kept_by_nora(office)
    closed = office.does("de_escalate", number, ADA)

    assert "has not been told yet: Nora" in said(
        card.message(closed, office.desk.show(number, workspace=closed.workspace).due).blocks
    )


def test_who_kept_the_customer_until_then_is_told_and_named(office: Office) -> None:
    number = kept_by_nora(office)
    office.does("take_over_customer", number, TOM)

    assert "Before: Nora" in heard(office, number, NORA.person.id, Deed.TAKEN_OVER)


def test_after_the_end_every_place_names_one_moment(office: Office) -> None:
    number = office.taken()
    office.passes(hours=1)
    office.does("de_escalate", number, ADA)
    promised = office.last_line(number).due.remind_at
    assert promised is not None
    office.lets_pass(promised)

    [asked] = office.reminders(number)
    assert asked.due.customer_by == promised
    assert "has not been told. Promised by" in said(reminder.message(asked).blocks)


def test_a_third_no_change_is_counted_anew_for_whoever_takes_it_next(office: Office) -> None:
    number = office.taken()
    for _ in range(2):
        office.does("no_change", number, ADA)
    office.does("resolve", number, ADA, cause="A bad deploy.")
    office.does("reopen", number, MAYA)
    office.does("acknowledge", number, ADA)

    assert office.does("no_change", number, ADA).no_changes == 1
    assert office.last_line(number).lead is None


def test_at_the_end_of_a_criticals_ladder_people_are_asked_to_call(office: Office) -> None:
    number = office.opens(CRITICAL)
    office.lets_pass(office.moment + timedelta(hours=2))

    last = [one for one in office.reminders(number) if one.clock is ClockKind.INTERNAL][-1]
    assert office.row(number).status is Status.OPEN
    assert "Nobody has ESC-1. Please call someone" in said(reminder.message(last).blocks)


def test_what_fell_due_a_second_before_the_start_is_not_late(office: Office) -> None:
    number = office.taken()
    due_at = next(one.due_at for one in office.clocks(number).values() if one.due_at)
    office.moment = due_at
    office.beat(up_since=due_at + timedelta(seconds=1))

    assert [one.late for one in office.reminders(number)] == [False]
