"""What happened in another tool, as it stands in the thread, with what may come next below it."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocks import overheard, reminder, thread, trail
from escalation.happenings import Happened, Happening
from escalation.kinds import ClockKind, DraftId, Status, TargetTeam
from escalation.models import Escalation, Event
from escalation.notices import Deed, Done, DraftOffered, Due, Overheard, ReminderDue
from tests.blocks.client import lines
from tests.blocks.contents import anything, escalations, words
from tests.blocks.facts import ADA, CHECKOUT, MAYA, MONDAY, an_escalation
from tests.blocks.slack_rules import broken_in_message

LATER = MONDAY + timedelta(hours=1)
ISSUES = {Happened.ISSUE_CLOSED, Happened.ISSUE_REOPENED}


def it(what: Happened, **more: Any) -> Happening:
    of_it: dict[str, Any] = (
        {"source": "jira", "product": "Jira", "refs": ("ENG-123",), "url": "https://acme.example/browse/ENG-123"}
        if what in ISSUES
        else {"source": "zendesk", "product": "Zendesk", "refs": ("4711",), "url": "https://acme.example/tickets/4711"}
    )
    return Happening(what=what, at=MONDAY, **{**of_it, **more})


def says(escalation: Escalation, happening: Happening) -> tuple[list[str], list[str]]:
    """The lines, and what the buttons say."""
    blocks = overheard.message(Overheard(escalation=escalation, happening=happening)).blocks
    buttons = [one["text"]["text"] for block in blocks if block["type"] == "actions" for one in block["elements"]]
    return lines([block for block in blocks if block["type"] != "actions"]), buttons


TAKEN = an_escalation(CHECKOUT, status=Status.ACKNOWLEDGED, assignee=ADA, assignee_name="Ada")
CLOSED = {"closed_at": MONDAY, "closed_by": ADA, "closed_by_name": "Ada"}
RESOLVED = TAKEN.model_copy(update={**CLOSED, "status": Status.RESOLVED, "told_at": MONDAY})
WAS_CLOSED = "ENG-123 was closed in Jira (Done)."
GIVEN_BACK = TAKEN.model_copy(update={**CLOSED, "status": Status.DE_ESCALATED})


@pytest.mark.parametrize(
    ("escalation", "what", "said", "buttons"),
    [
        (TAKEN, Happened.ISSUE_CLOSED, f"{WAS_CLOSED} Is that the end of it?", "Mark resolved, De-escalate"),
        (RESOLVED, Happened.ISSUE_CLOSED, WAS_CLOSED, ""),
        (TAKEN, Happened.ISSUE_REOPENED, "ENG-123 was reopened in Jira (Done).", ""),
        (RESOLVED, Happened.ISSUE_REOPENED, "ENG-123 was reopened in Jira (Done).", "Reopen"),
        (TAKEN, Happened.CUSTOMER_ANSWERED, "Acme Corp +1 answered on 4711 in Zendesk.", ""),
        (GIVEN_BACK, Happened.CUSTOMER_ANSWERED, "Acme Corp +1 answered on 4711 in Zendesk.", "Reopen"),
        (TAKEN, Happened.TICKET_REOPENED, "Ticket 4711 was reopened in Zendesk.", ""),
        (GIVEN_BACK, Happened.TICKET_SOLVED, "Ticket 4711 was solved in Zendesk.", ""),
    ],
)  # fmt: skip
def test_what_happened_is_said_with_what_may_come_next(
    escalation: Escalation, what: Happened, said: str, buttons: str
) -> None:
    status = "Done" if what in ISSUES else ""
    assert says(escalation, it(what, status=status)) == ([said], [one for one in buttons.split(", ") if one])


def test_who_was_told_of_a_fix_and_wrote_back_is_read_before_anything() -> None:
    said, buttons = says(RESOLVED.model_copy(update={"answered_at": LATER}), it(Happened.CUSTOMER_ANSWERED))
    assert said == [
        "Acme Corp +1 answered on 4711 in Zendesk. Silence no longer counts as a yes: does it work for them?"
    ]
    assert buttons == ["Customer confirmed", "Reopen"]


def test_the_closing_steps_say_that_they_have_answered() -> None:
    waits = RESOLVED.model_copy(update={"answered_at": LATER})
    done = Done(escalation=waits, deed=Deed.RESOLVED, by=ADA, by_name="Ada", at=MONDAY, due=Due(remind_at=LATER))
    (step,) = [one for one in lines(thread.message(done, direct=False).blocks) if "has answered since" in one]
    assert step.endswith("has answered since (Mon 23 Nov 13:10 UTC): read it, then confirm or reopen")


def asked(escalation: Escalation, **more: Any) -> str:
    """The first line of a reminder to whoever keeps the customer."""
    due = ReminderDue(escalation=escalation, clock=ClockKind.CUSTOMER, due_at=LATER, people=(MAYA,), **more)
    return lines(reminder.message(due).blocks)[0]


def test_whoever_keeps_the_customer_reads_that_they_have_written() -> None:
    wrote = TAKEN.model_copy(update={"answered_at": LATER})
    assert asked(wrote).endswith("Acme Corp +1 is due word. They wrote Mon 23 Nov 13:10 UTC.")
    assert asked(wrote, is_overdue=True).endswith(
        "has heard nothing since Mon 23 Nov 12:10 UTC. They wrote Mon 23 Nov 13:10 UTC."
    )
    assert "wrote" not in asked(wrote.model_copy(update={"told_at": LATER}))
    waits = RESOLVED.model_copy(update={"answered_at": LATER})
    assert "ESC-12 is fixed, Acme Corp +1 was told and wrote back Mon 23 Nov 13:10 UTC." in asked(waits)


def test_of_a_security_escalation_a_phone_shows_nothing() -> None:
    secret = an_escalation(CHECKOUT, TargetTeam.SECURITY)
    said = overheard.message(Overheard(escalation=secret, happening=it(Happened.CUSTOMER_ANSWERED))).text
    assert said == "ESC-12: something happened in another tool."


def test_the_trail_says_where_it_was_seen() -> None:
    told = Event(
        kind=Deed.CUSTOMER_TOLD,
        at=MONDAY,
        after={"seen_in": "Zendesk", "ref": "4711", "who": "Grace", "status": "open"},
    )
    closed = Event(kind=Happened.ISSUE_CLOSED, at=MONDAY, after={"ref": "ENG-123", "product": "Jira"})
    assert lines([trail.block([told, closed])])[1:] == [
        "Mon 23 Nov 12:10 UTC: Grace told the customer, seen in Zendesk",
        "Mon 23 Nov 12:10 UTC: ENG-123 was closed in Jira",
    ]


def test_a_tagged_ticket_says_why_it_comes_to_someone_else() -> None:
    ticket = it(Happened.TICKET_TAGGED)
    theirs = overheard.offered(DraftOffered(draft=DraftId("d"), ticket=ticket, title="Export <b>", is_theirs=True))
    others = overheard.offered(DraftOffered(draft=DraftId("d"), ticket=ticket))
    assert lines(theirs.blocks)[:2] == ["Ticket 4711 was tagged to be escalated in Zendesk.", "Export <b>"]
    assert lines(others.blocks)[0].endswith("Whoever has it there is not known here, so it comes to you.")


@anything
@given(escalations(), words, st.sampled_from(Happened), st.sampled_from([TAKEN, RESOLVED, GIVEN_BACK]))
def test_whatever_a_product_answers_is_a_message_that_slack_takes(
    escalation: Escalation, typed: str, what: Happened, state: Escalation
) -> None:
    ends = {"status": state.status, "closed_at": state.closed_at, "told_at": state.told_at, "answered_at": LATER}
    odd = it(what, refs=(typed or "-",), product=typed or "-", status=typed, who=typed, url=typed or None)
    notice = Overheard(escalation=escalation.model_copy(update=ends), happening=odd, person=MAYA)
    assert broken_in_message(overheard.message(notice)) == []
    assert broken_in_message(overheard.offered(DraftOffered(draft=DraftId("d"), ticket=odd, title=typed))) == []
