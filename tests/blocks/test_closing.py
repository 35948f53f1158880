"""What stands below an end: the four steps, ticked as they are done, and what can still be pressed."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from blocks import card, thread
from escalation.kinds import Status
from escalation.models import Escalation
from escalation.notices import Deed, Done, Due
from tests.blocks.client import lines
from tests.blocks.facts import ADA, CHECKOUT, MONDAY, an_escalation

LATER = MONDAY + timedelta(hours=1)
MUCH_LATER = MONDAY + timedelta(days=2)


def closed(status: Status = Status.RESOLVED, **more: Any) -> Escalation:
    return an_escalation(CHECKOUT, status=status, closed_at=MONDAY, closed_by=ADA, closed_by_name="Ada", **more)


def says(
    escalation: Escalation, deed: Deed, *, remind_at: datetime | None = None, undo_by: datetime | None = None
) -> tuple[list[str], list[str]]:
    """The lines of the message, and what its buttons say."""
    done = Done(
        escalation=escalation,
        deed=deed,
        by=ADA,
        by_name="Ada",
        at=MONDAY,
        due=Due(remind_at=remind_at),
        undo_by=undo_by,
    )
    blocks = thread.message(done, direct=False).blocks
    buttons = [one["text"]["text"] for block in blocks if block["type"] == "actions" for one in block["elements"]]
    return lines([block for block in blocks if block["type"] != "actions"]), buttons


def test_at_first_the_team_is_told_and_three_things_are_left() -> None:
    said, buttons = says(closed(Status.DE_ESCALATED), Deed.DE_ESCALATED, remind_at=LATER, undo_by=LATER)
    assert said[1:] == [
        "Closing ESC-12",
        "✓ Engineering told (Mon 23 Nov 12:10 UTC)",
        "○ Acme Corp +1 told: Maya, by Mon 23 Nov 13:10 UTC",
        "○ Ticket 4711 updated: More, Copy as text",
        "○ What we learned, one line",
        "Undo until Mon 23 Nov 13:10 UTC.",
    ]
    assert buttons == ["Undo", "Draft customer update", "Customer updated", "Write what we learned"]


@pytest.mark.parametrize(
    ("known", "undo_by", "line"),
    [
        (
            {"noted_in": "zendesk", "ticket_noted_at": LATER},
            None,
            "✓ Ticket 4711 updated in Zendesk (Mon 23 Nov 13:10 UTC)",
        ),
        ({"noted_in": "zendesk"}, None, "○ Ticket 4711 updated: Zendesk gets a note with the outcome"),
        (
            {"noted_in": "zendesk"},
            LATER,
            "○ Ticket 4711 updated: Zendesk gets a note with the outcome, once you say why or Undo has ended",
        ),
        (
            {"noted_in": "zendesk", "ticket_noted_at": MONDAY - timedelta(days=1)},  # of an end before this one
            None,
            "○ Ticket 4711 updated: Zendesk gets a note with the outcome",
        ),
    ],
)
def test_the_ticket_is_updated_by_itself_where_its_tool_takes_notes(
    known: dict[str, Any], undo_by: datetime | None, line: str
) -> None:
    said, _ = says(closed(Status.DE_ESCALATED, **known), Deed.DE_ESCALATED, undo_by=undo_by)
    assert line in said


def test_what_is_done_is_ticked_and_cannot_be_pressed_any_more() -> None:
    done = closed(Status.DE_ESCALATED, told_at=LATER, learning="Clear the cache first.")
    said, buttons = says(done, Deed.DE_ESCALATED)
    assert said[3:] == [
        "✓ Acme Corp +1 told (Mon 23 Nov 13:10 UTC)",
        "○ Ticket 4711 updated: More, Copy as text",
        "✓ Learned: Clear the cache first.",
    ]
    assert buttons == []


@pytest.mark.parametrize(
    ("more", "step", "on_card"),
    [
        ({}, "○ Acme Corp +1 told, then confirmed: Maya", "Acme Corp +1 has not been told yet: Maya."),
        (
            {"told_at": LATER},
            "○ Acme Corp +1 told (Mon 23 Nov 13:10 UTC), confirmed, or silent until Wed 25 Nov 12:10 UTC",
            "Acme Corp +1 told Mon 23 Nov 13:10 UTC.",
        ),
        (
            {"told_at": LATER, "confirmed_at": MUCH_LATER},
            "✓ Acme Corp +1 told (Mon 23 Nov 13:10 UTC), confirmed (Wed 25 Nov 12:10 UTC)",
            "Acme Corp +1 told Mon 23 Nov 13:10 UTC, confirmed Wed 25 Nov 12:10 UTC.",
        ),
        (
            {"told_at": LATER, "confirmed_at": MUCH_LATER, "is_silent": True},
            "✓ Acme Corp +1 told (Mon 23 Nov 13:10 UTC), and has said nothing against it since",
            "Acme Corp +1 told Mon 23 Nov 13:10 UTC, and has said nothing against it since.",
        ),
    ],
)
def test_a_fix_is_told_and_then_confirmed_on_the_line_and_on_the_card(
    more: dict[str, Any], step: str, on_card: str
) -> None:
    escalation = closed(**more)
    said, _ = says(escalation, Deed.RESOLVED, remind_at=MUCH_LATER if more else None)
    assert said[3] == step
    assert lines(card.message(escalation, Due()).blocks)[2] == on_card


def test_who_was_told_of_a_fix_is_asked_for_their_yes_until_it_came() -> None:
    said, buttons = says(closed(told_at=LATER), Deed.CUSTOMER_TOLD, remind_at=MUCH_LATER)
    assert said == ["Ada told Acme Corp +1. If they say nothing by Wed 25 Nov 12:10 UTC, that counts as confirmed."]
    assert buttons == ["Customer confirmed", "Reopen"]

    _, buttons = says(closed(told_at=LATER, confirmed_at=MUCH_LATER), Deed.CUSTOMER_TOLD)
    assert buttons == []
