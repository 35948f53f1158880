"""Undo of a join as people see it: below its line, in the message to whoever joined, and once it was used."""

from datetime import timedelta
from typing import Any

from hypothesis import given

from blocks import direct, thread, undoing
from escalation.kinds import DraftId, EscalationId
from escalation.models import Contact, Escalation
from escalation.notices import Deed, Done, Joined, TakenOut
from tests.blocks.client import lines
from tests.blocks.contents import anything, escalations, words
from tests.blocks.facts import ADA, CHECKOUT, DUE, MAYA, MONDAY, an_escalation
from tests.blocks.slack_rules import broken_in_message

GLOBEX = Contact(person=ADA, name="Ada", customers=("Globex",), joined_at=MONDAY)
ESC_7 = an_escalation(CHECKOUT).model_copy(update={"id": EscalationId(7)})
UNTIL = MONDAY + timedelta(minutes=10)


def line(deed: Deed = Deed.ADDED, **more: Any) -> Done:
    return Done(escalation=ESC_7, deed=deed, by=ADA, by_name="Ada", at=MONDAY, note="Globex", **more)


@anything
@given(escalations(), words)
def test_whatever_was_typed_slack_takes_it(escalation: Escalation, said: str) -> None:
    told = Joined(escalation=escalation, contact=GLOBEX, due=DUE, join=3, undo_by=UNTIL)
    name = " ".join(said.split())[:80]
    gone = TakenOut(escalation=escalation, about=said or "Globex", by=ADA, by_name=name, draft=DraftId("D1"))
    done = line(Deed.TAKEN_OUT, before=name).model_copy(update={"escalation": escalation, "note": said})
    shown = [direct.joined(told, link=None), undoing.taken_out(gone, to=MAYA), thread.message(done, direct=False)]

    assert [broken_in_message(one) for one in shown] == [[], [], []]


def test_it_stands_in_the_thread_with_until_when_and_in_no_copy_of_the_line() -> None:
    done = line(join=3, undo_by=UNTIL)

    assert lines(thread.message(done, direct=False).blocks)[-2:] == ["[Undo]", "Undo until Mon 23 Nov 12:20 UTC."]
    assert "[Undo]" not in lines(thread.message(done, direct=True).blocks)
    assert "[Undo]" not in lines(thread.message(line(join=3), direct=False).blocks)


def test_its_button_names_the_escalation_and_the_join() -> None:
    (button,) = undoing.button(line(join=3, undo_by=UNTIL))

    assert button["value"] == "7:3"


def test_the_line_says_who_took_out_what_somebody_else_had_joined() -> None:
    assert lines(thread.message(line(Deed.TAKEN_OUT, before="Ada"), direct=False).blocks) == [
        "Ada took Globex out again. The rest stays as it was."
    ]
    assert lines(thread.message(line(Deed.TAKEN_OUT, before="Jo"), direct=False).blocks) == [
        "Ada took Globex out again (joined by Jo). The rest stays as it was."
    ]


def test_whoever_had_joined_gets_their_text_back_and_who_was_named_does_not() -> None:
    gone = TakenOut(escalation=ESC_7, about="Globex", by=ADA, by_name="Ada", draft=DraftId("D1"))

    assert lines(undoing.taken_out(gone, to=ADA).blocks)[0] == "You took Globex out of ESC-7 again."
    mine = lines(undoing.taken_out(gone, to=MAYA).blocks)
    assert (mine[0], mine[-1]) == ("Ada took Globex out of ESC-7 again.", "[Open the form] [Forget it]")
    theirs = lines(undoing.taken_out(gone.model_copy(update={"draft": None}), to=MAYA).blocks)
    assert [one for one in theirs if "Your text" in one or "[" in one] == []
