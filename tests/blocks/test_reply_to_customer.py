"""A reply to the customer: one box that nobody ticked, and what people read when it waits or was not sent."""

from typing import Any

import pytest

from blocks import deeds, ids, reply_to_customer, thread
from escalation.kinds import TargetTeam
from escalation.models import Contact
from escalation.notices import Deed, Done, ReplyApproved, Standing
from escalation.writers import ReplyPlace
from tests.blocks.client import lines
from tests.blocks.facts import ADA, CHECKOUT, DUE, MONDAY, an_escalation

PLACE = ReplyPlace(tool="helpdesk", ticket="ticket-5120")
TEXT = "Good news: *fixed* & <b>live</b>."


def a_form(place: ReplyPlace | None = PLACE, **changes: Any) -> dict[str, Any]:
    escalation = an_escalation(CHECKOUT).model_copy(update=changes)
    return deeds.word_to_customer(Standing(escalation=escalation, due=DUE), next_by="Mon 17:45", place=place)


def boxes(form: dict[str, Any]) -> list[dict[str, Any]]:
    return [one["element"] for one in form["blocks"] if one.get("element", {}).get("type") == "checkboxes"]


def values(*, ticked: bool) -> dict[str, Any]:
    (box,) = boxes(a_form())
    options = box["options"] if ticked else []
    state = {"type": "checkboxes", "selected_options": options}
    return {deeds.WORD: {deeds.WORD: {"value": f" {TEXT}\n"}}, box["action_id"]: {box["action_id"]: state}}


def a_reply(**said: Any) -> ReplyApproved:
    reply = {"escalation": an_escalation(CHECKOUT), "source": "zendesk", "ticket": "5120", "text": TEXT, **said}
    return ReplyApproved(by=ADA, by_name="Ada", at=MONDAY, **reply)


def test_the_box_names_ticket_and_tool_and_is_not_ticked() -> None:
    (box,) = boxes(a_form())
    (option,) = box["options"]
    assert option["text"]["text"] == "Send this to the customer: reply on ticket 5120 in helpdesk"
    assert "initial_options" not in box
    assert a_form()["submit"]["text"] == "I have sent this"


def test_it_says_whom_it_does_not_reach() -> None:
    alone = CHECKOUT.model_copy(update={"customers": ("Acme Corp",)})
    (box,) = boxes(a_form(draft=alone))
    assert box["options"][0]["description"]["text"] == "Word for word as above."
    (box,) = boxes(a_form(draft=alone, contacts=(Contact(person=ADA, customers=("Globex",), joined_at=MONDAY),)))
    assert box["options"][0]["description"]["text"] == "Word for word as above. Only who is on that ticket reads it."


def test_where_nothing_may_be_sent_there_is_no_box() -> None:
    assert boxes(a_form(None)) == []


@pytest.mark.parametrize("ticked", [True, False])
def test_what_was_typed_and_ticked_is_read_back(*, ticked: bool) -> None:
    chosen = reply_to_customer.Chosen(tool="helpdesk", ticket="ticket-5120") if ticked else reply_to_customer.Chosen()
    assert deeds.read_word(values(ticked=ticked)) == deeds.Word(text=TEXT, reply=chosen)


def test_the_button_says_what_it_does_and_nothing_else_changes() -> None:
    form = a_form()
    ticked = reply_to_customer.with_submit(form, sends=True, otherwise=deeds.SENT_BY_HAND)
    assert ticked["submit"]["text"] == "Send to the customer"
    assert reply_to_customer.with_submit(ticked, sends=False, otherwise=deeds.SENT_BY_HAND) == form


def test_the_thread_says_who_sent_what_where() -> None:
    done = Done(
        escalation=an_escalation(CHECKOUT), deed=Deed.CUSTOMER_TOLD, by=ADA, by_name="Ada", at=MONDAY, note=TEXT
    )
    sent = thread.message(done.model_copy(update={"sent_on": "5120", "sent_in": "zendesk"}), direct=False)
    assert lines(sent.blocks)[:2] == ["Ada replied to the customer on ticket 5120 in Zendesk.", TEXT]


def buttons(blocks: list[dict[str, Any]]) -> list[str]:
    return [one["action_id"] for block in blocks if block["type"] == "actions" for one in block["elements"]]


def test_one_that_was_not_sent_comes_back_with_the_reason_and_what_to_do() -> None:
    back = reply_to_customer.returned(a_reply(reason="zendesk does not let us in (403)"))
    first, quoted, *_ = lines(back.blocks)
    assert first == (
        "ESC-12: your reply on ticket 5120 in Zendesk was not sent: zendesk does not let us in (403)."
        " Please send it by hand, and press Customer updated then."
    )
    assert quoted == TEXT
    assert buttons(back.blocks) == [ids.Action.CUSTOMER_TOLD]


def test_one_that_may_be_there_is_looked_for_first() -> None:
    back = reply_to_customer.returned(a_reply(reason="zendesk never said whether it took it", may_be_there=True))
    assert lines(back.blocks)[0] == (
        "ESC-12: your reply on ticket 5120 in Zendesk may not have arrived: zendesk never said whether it took it."
        " Look at the ticket. If it is not there, send it by hand; either way press Customer updated then."
    )


def test_of_security_the_notification_says_nothing_of_the_text_and_nothing_is_to_press() -> None:
    secret = an_escalation(CHECKOUT, TargetTeam.SECURITY)
    back = reply_to_customer.returned(a_reply(escalation=secret, reason="Security has it now"))
    assert "Good news" not in back.text
    assert buttons(back.blocks) == []


def test_one_that_waits_says_what_is_known_of_it() -> None:
    (not_yet,) = lines(reply_to_customer.waits(a_reply()).blocks)
    assert not_yet == (
        "Ada's reply has not reached the customer on ticket 5120 yet: Zendesk did not take it so far."
        " It is tried again, and given back unsent an hour after it was approved."
    )
    (unknown,) = lines(reply_to_customer.waits(a_reply(may_be_there=True)).blocks)
    assert unknown == (
        "Ada's reply may not have reached the customer on ticket 5120: Zendesk does not say. It is looked for there."
    )
