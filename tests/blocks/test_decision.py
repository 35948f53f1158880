"""A decision on the card, in the thread, in reminders and in direct messages."""

from datetime import timedelta
from typing import Any

import pytest

from blocks import card, decision, for_customer, menu, reminder, thread
from escalation.kinds import ClockKind, Status, TargetTeam, UserId, Verdict
from escalation.models import Decision, Escalation, News
from escalation.notices import Deed, Done, Due, ReminderDue
from tests.blocks.client import lines
from tests.blocks.facts import ADA, CHECKOUT, MONDAY, an_escalation

LEADERSHIP, PRODUCT = TargetTeam.LEADERSHIP, TargetTeam.PRODUCT
LATER = MONDAY + timedelta(days=3)
HOSTILE = "<!channel> *two* months"


def asked(target: TargetTeam = LEADERSHIP, **more: Any) -> Escalation:
    draft = CHECKOUT.model_copy(update={"needed": "may we credit 3 months?"})
    return an_escalation(draft, target=target, **more)


def decided(verdict: Verdict = Verdict.APPROVED, *, target: TargetTeam = LEADERSHIP, **more: Any) -> Escalation:
    made = Decision(verdict=verdict, text="Two months", at=MONDAY, by=ADA, by_name="Ada", **more)
    has_it = {"status": Status.ACKNOWLEDGED, "assignee": ADA, "assignee_name": "Ada", "acknowledged_at": MONDAY}
    return asked(target, decision=made, **has_it)


def pressed(blocks: list[dict[str, Any]]) -> list[str]:
    elements = [one for block in blocks if block["type"] == "actions" for one in block["elements"]]
    return [one["text"]["text"] for one in elements if one["type"] == "button"]


def offered(escalation: Escalation) -> list[str]:
    more = menu.buttons(escalation)[-1]
    return [one["text"]["text"] for one in more["options"]]


@pytest.mark.parametrize(
    ("target", "first"),
    [(LEADERSHIP, ["Approve", "Decline", "Decide later"]), (PRODUCT, ["Planned", "Not planned", "Decide later"])],
)
def test_what_waits_for_a_decision_is_answered_by_one(target: TargetTeam, first: list[str]) -> None:
    assert pressed(card.message(asked(target), Due()).blocks) == first
    assert offered(asked(target)) == ["Acknowledge", "Change severity", "Reassign", "Edit brief", "De-escalate"]


def test_security_is_never_asked_to_decide_by_button() -> None:
    assert "Approve" not in pressed(card.message(asked(TargetTeam.SECURITY), Due()).blocks)


def test_a_decision_stands_first_on_the_card_and_can_be_changed() -> None:
    made = decided(conditions="they sign by June")
    said = lines(card.message(made, Due()).blocks)
    assert said[1] == "Approved: Two months (they sign by June). Ada, Mon 23 Nov 12:10 UTC."
    assert "Decided: Leadership owes no more news. Next, tell the customer, then Mark resolved." in said
    assert pressed(card.message(made, Due()).blocks) == ["Post update", "Mark resolved", "De-escalate"]
    assert offered(made)[-1] == "Change decision"


def test_one_that_was_put_off_names_its_day_and_can_still_be_decided() -> None:
    later = decided(Verdict.LATER, until=LATER)
    assert lines(card.message(later, Due()).blocks)[1].startswith("Decision later: Thu 26 Nov")
    assert pressed(card.message(later, Due()).blocks) == ["Approve", "Decline", "Decide later"]


def test_a_closed_card_still_says_what_was_decided() -> None:
    closed = decided().model_copy(update={"status": Status.RESOLVED, "closed_at": MONDAY, "closed_by_name": "Ada"})
    assert "Approved: Two months. Ada, Mon 23 Nov 12:10 UTC." in lines(card.message(closed, Due()).blocks)


def told(escalation: Escalation, deed: Deed, *, direct: bool) -> list[dict[str, Any]]:
    done = Done(escalation=escalation, deed=deed, by=ADA, by_name="Ada", at=MONDAY)
    return thread.message(done, direct=direct).blocks


def test_the_thread_says_what_was_decided_and_the_reporter_gets_a_first_text() -> None:
    heard = [News(text="We credit two months", at=MONDAY, by=ADA)]
    made = decided().model_copy(update={"for_customer": heard[0]})

    assert lines(told(made, Deed.DECIDED, direct=False))[0] == "Ada decided: approved. Two months."
    direct = told(made, Deed.DECIDED, direct=True)
    assert "There is a decision: We credit two months." in lines(direct)
    assert pressed(direct) == ["Draft customer update", "Customer updated"]


def test_put_off_it_says_until_when_and_that_nobody_is_asked_before() -> None:
    said = lines(told(decided(Verdict.LATER, until=LATER), Deed.DECIDED_LATER, direct=False))[0]
    assert said.startswith("Ada decides later, on Thu 26 Nov")
    assert said.endswith("Two months. Nobody is asked before.")


def test_a_decision_whose_words_were_not_released_is_not_told_to_the_customer() -> None:
    assert for_customer.first_text(decided(), next_by="") == "We have decided on your request."


def test_whoever_is_asked_to_decide_gets_the_card_with_its_buttons() -> None:
    row = asked(deadline_at=LATER, deadline_assumed=False)
    question = ReminderDue(escalation=row, clock=ClockKind.DECISION, due_at=MONDAY, round=0, people=(UserId("U0VERA"),))
    shown = reminder.message(question, to="U0VERA", link="https://x.example/1")
    said = lines(shown.blocks)
    assert said[0].startswith("@U0VERA, ESC-12 waits for your decision by Thu 26 Nov")
    assert any(one.startswith("Decide: may we credit 3 months?") for one in said)
    assert pressed(shown.blocks) == ["Approve", "Decline", "Decide later", "Open in channel"]


def test_the_next_one_reads_since_when_it_waits_and_what_is_asked() -> None:
    question = ReminderDue(
        escalation=asked(), clock=ClockKind.DECISION, due_at=MONDAY, round=1, people=(UserId("U0OLE"),)
    )
    said = lines(reminder.message(question).blocks)[0]
    assert "no answer yet. Asked: may we credit 3 months?" in said


def test_the_team_is_reminded_of_the_decision_and_not_of_news() -> None:
    row = decided(Verdict.LATER, until=LATER)
    question = ReminderDue(escalation=row, clock=ClockKind.INTERNAL, due_at=LATER, people=(ADA,))
    shown = reminder.message(question)
    assert "ESC-12 waits for a decision. Ada put it off until today." in lines(shown.blocks)[0]
    assert pressed(shown.blocks) == ["Approve", "Decline", "Decide later"]


def test_typed_words_stay_words() -> None:
    made = decided().model_copy(
        update={"decision": Decision(verdict=Verdict.APPROVED, text=HOSTILE, at=MONDAY, by=ADA)}
    )
    assert HOSTILE in lines(card.message(made, Due()).blocks)[1]
    assert (
        "<!channel>"
        not in thread.message(
            Done(escalation=made, deed=Deed.DECIDED, by=ADA, by_name="Ada", at=MONDAY), direct=False
        ).text
    )


def test_the_form_opens_with_what_was_pressed_and_reads_back() -> None:
    form = decision.no(asked(PRODUCT))
    verdict = form["blocks"][1]["element"]
    assert verdict["initial_option"]["value"] == Verdict.NOT_PLANNED
    assert [one["value"] for one in verdict["options"]] == [Verdict.PLANNED, Verdict.NOT_PLANNED]
