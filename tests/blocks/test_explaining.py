"""The form after a de-escalation, and how a watched or joined one is told."""

from datetime import date, timedelta
from typing import Any

from blocks import card, explaining, reminder, thread
from escalation.kinds import ClockKind, EndReason, EscalationId, Status
from escalation.models import Escalation, Merged
from escalation.notices import Deed, Done, Due, ReminderDue
from tests.blocks.client import lines
from tests.blocks.facts import ADA, CHECKOUT, MONDAY, an_escalation

THURSDAY = MONDAY + timedelta(days=3)


def back(**more: Any) -> Escalation:
    closed: dict[str, Any] = {
        "status": Status.DE_ESCALATED,
        "closed_at": MONDAY,
        "closed_by": ADA,
        "closed_by_name": "Ada",
    }
    return an_escalation(CHECKOUT, **closed, **more)


def joined() -> Escalation:
    return back(outcome="Duplicate of ESC-7", merged=Merged(into=EscalationId(7)))


def labels(view: dict[str, Any]) -> list[str]:
    return [block["label"]["text"] for block in view["blocks"] if block["type"] == "input"]


def typed(**said: dict[str, Any]) -> dict[str, dict[str, dict[str, Any]]]:
    return {f"reason.{name}": {f"reason.{name}": state} for name, state in said.items()}


def told(escalation: Escalation, deed: Deed, **more: Any) -> list[str]:
    done = Done(escalation=escalation, deed=deed, by=ADA, by_name="Ada", at=MONDAY, **more)
    return lines(thread.message(done, direct=False).blocks)


def test_the_form_asks_what_goes_with_the_reason() -> None:
    learned = "What did we learn? One line."
    assert labels(explaining.reason(back())) == ["Reason", learned]
    assert labels(explaining.reason(back(), EndReason.DUPLICATE)) == ["Reason", "Of which one?", learned]
    asked = ["Reason", "What was the cause?", "Not known? Watch it until", learned]
    assert labels(explaining.reason(back(), EndReason.ITSELF)) == asked


def test_what_resolved_itself_needs_a_cause_or_a_day() -> None:
    nothing = typed(cause={"value": None}, until={"selected_date": None})
    assert explaining.problems(nothing) == {
        "reason.cause": "Write the cause, or choose a day until which you watch it."
    }
    assert explaining.problems(typed(cause={"value": "A full disk"}, until={})) == {}
    day = typed(cause={"value": None}, until={"selected_date": "2026-11-26"})
    assert explaining.problems(day) == {}
    assert explaining.read(day).watch_until == date(2026, 11, 26)


def test_a_duplicate_is_named_by_its_number_in_any_way_people_write_it() -> None:
    for text in ("ESC-7", "esc-7", "7", "#7", " ESC-7 "):
        assert explaining.read(typed(of={"value": text})).duplicate_of == 7
    assert explaining.problems(typed(of={"value": "the other one"})) == {"reason.of": "Write its number, like ESC-12."}


def test_a_duplicate_says_where_its_customers_hear_from() -> None:
    assert told(joined(), Deed.REASON, note="Duplicate of ESC-7", before="Duplicate")[0] == (
        "Ada, why ESC-12 went back to support: Acme Corp +1 goes on in ESC-7."
    )
    assert "Acme Corp +1 goes on in ESC-7." in lines(card.message(joined(), Due()).blocks)
    closing = thread.message(
        Done(escalation=joined(), deed=Deed.DE_ESCALATED, by=ADA, by_name="Ada", at=MONDAY), direct=False
    ).blocks
    assert "✓ Acme Corp +1 goes on in ESC-7" in lines(closing)
    pressed = [one["text"]["text"] for block in closing if block["type"] == "actions" for one in block["elements"]]
    assert pressed == ["Write what we learned"]


def test_the_one_it_goes_on_in_says_who_came_along() -> None:
    kept = an_escalation(CHECKOUT)
    assert told(kept, Deed.JOINED, note="Globex", before="ESC-7")[0] == (
        "Ada joined ESC-7 to this: the same problem. Globex came along."
    )
    assert told(kept, Deed.PARTED, note="Globex", before="ESC-7")[0] == (
        "Ada took ESC-7 out again: it goes on by itself. Globex went along."
    )


def test_what_is_watched_says_until_when_and_asks_whether_it_came_back() -> None:
    watched = back(outcome="Resolved itself", watched_until=THURSDAY, watched_by=ADA)
    assert any("Watched until Thu 26 Nov" in one for one in lines(card.message(watched, Due()).blocks))
    said = told(watched, Deed.REASON, note="Resolved itself", before="Resolved itself")[0]
    assert "Cause not known: asked again Thu 26 Nov" in said

    asked = reminder.message(ReminderDue(escalation=watched, clock=ClockKind.WATCH, due_at=THURSDAY, people=(ADA,)))
    assert "Has it come back? If not, what was it?" in lines(asked.blocks)[0]
    assert [one["text"]["text"] for one in asked.blocks[-1]["elements"]] == ["Write the cause", "Reopen"]
    assert labels(explaining.learning(watched))[1] == "What was the cause?"
