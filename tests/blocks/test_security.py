"""What is seen of a Security escalation outside its thread, and on a phone: the state, and nothing it is about."""

import json

import pytest

from blocks import message, reminder, thread
from blocks.kit import Message
from escalation.kinds import ClockKind, LetterId, Status, TargetTeam, WorkspaceId
from escalation.letters import Form, Letter
from escalation.models import Escalation
from escalation.notices import Deed, Done, ReminderDue
from tests.blocks.facts import ADA, CHECKOUT, DUE, LEA, MAYA, MONDAY, an_escalation

SECRET = an_escalation(CHECKOUT, TargetTeam.SECURITY)
ABOUT_IT = ("Acme", "checkout", "leaked", "customer", "Ada")


def a_deed(deed: Deed, escalation: Escalation = SECRET) -> Done:
    return Done(escalation=escalation, deed=deed, by=ADA, by_name="Ada", at=MONDAY, due=DUE, note="A token leaked.")


def told(found: Message, words: tuple[str, ...] = ABOUT_IT) -> list[str]:
    """Which of these it says, in its notification or its blocks."""
    said = found.text + json.dumps(found.blocks)
    return [word for word in words if word in said]


def buttons(found: Message) -> list[str]:
    pressed = [one for block in found.blocks if block["type"] == "actions" for one in block["elements"]]
    return [str(one["text"]["text"]) for one in pressed]


@pytest.mark.parametrize("deed", Deed)
def test_its_reporter_hears_the_state_and_can_only_add_what_they_know(deed: Deed) -> None:
    letter = Letter(
        id=LetterId("L1"),
        key="L1",
        workspace=WorkspaceId("T1"),
        form=Form.DIRECT,
        lane=MAYA,
        notice=a_deed(deed),
        escalation=SECRET.id,
    )
    heard = message.render(letter, None)
    assert (told(heard), buttons(heard)) == ([], ["Add information"])


def test_how_it_ended_is_said_in_one_sentence() -> None:
    resolved = SECRET.model_copy(update={"status": Status.RESOLVED})
    heard = thread.message(a_deed(Deed.RESOLVED, resolved), direct=True)
    assert heard.text == f"{SECRET.label} was resolved by Security."


@pytest.mark.parametrize("deed", Deed)
def test_a_phone_shows_no_more_of_a_line_in_its_thread_than_the_deed(deed: Deed) -> None:
    assert thread.message(a_deed(deed), direct=False).text == f"{SECRET.label}: {deed.value}."


@pytest.mark.parametrize("clock", [ClockKind.INTERNAL, ClockKind.CUSTOMER])
def test_a_reminder_in_its_thread_is_answered_there_and_never_taken_over_by_support(clock: ClockKind) -> None:
    due = ReminderDue(escalation=SECRET, clock=clock, due_at=MONDAY, due=DUE, people=(LEA,), is_overdue=True)
    asked = reminder.message(due)
    assert asked.text == f"{SECRET.label}: a reminder."
    assert "Take over" not in buttons(asked)


def test_inside_security_the_customer_is_securitys_to_tell() -> None:
    inside = thread.message(a_deed(Deed.RESOLVED), direct=False)
    assert "Security tells" in json.dumps(inside.blocks)
