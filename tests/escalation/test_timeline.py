"""A named ticket's talk: last update to the customer, waiting since, what was tried; a line each, to be ticked."""

from datetime import UTC, datetime, timedelta

from escalation import brief
from escalation.brief_model import Heading
from escalation.evidence import gather
from escalation.facts import Evidence, Ticket, TicketEvent, TicketMoment, TicketStatus, Told, key
from escalation.intake import read
from escalation.sources import Query
from escalation.timeline import LINE, moments
from tests.escalation.makers import ACME, MAYA, Office
from tests.escalation.test_evidence import a_desk

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def said(
    hours: int, text: str, *, author: str = "Jo", by_customer: bool = False, is_public: bool = True
) -> TicketEvent:
    return TicketEvent(at=MONDAY + hours * HOUR, author=author, text=text, by_customer=by_customer, is_public=is_public)


TALK = (
    said(0, "Login loops since this morning.", author="Kay", by_customer=True),
    said(1, "We tried to clear the SSO cache, no change. Asking engineering.", author="Max", is_public=False),
    said(2, "We are looking into it,\nand write again by noon.", author="Max"),
    said(3, "Any news?", author="Kay", by_customer=True),
    said(4, "<!channel> *note* to ourselves", is_public=False),
)
TICKET = Ticket(
    source="zendesk",
    id="4711",
    url="https://a.example/4711",
    title="Cannot log in",
    status=TicketStatus.OPEN,
    waiting_since=MONDAY + 3 * HOUR,
    events=TALK,
)
LAST = "We are looking into it, and write again by noon. (Max, 02 Mar 2026, Zendesk 4711)"
WAITS = "02 Mar 2026, 12:00 UTC (Zendesk 4711)"
TRIED = "We tried to clear the SSO cache, no change. (Max, 02 Mar 2026, Zendesk 4711)"


async def known() -> Evidence:
    desk = a_desk(TICKET.model_copy(update={"events": ()}))
    desk.name, desk.by_id = "zendesk", TICKET
    return await gather([desk], Query(customer="Globex", refs=("4711",)), now=lambda: MONDAY, within=1.0)


def test_a_line_of_each_is_offered_with_who_said_it_when_and_where() -> None:
    told = {one.told: one.line for one in moments(TICKET)}
    assert told == {Told.LAST_UPDATE: LAST, Told.WAITING: WAITS, Told.TRIED: TRIED}


def test_where_nobody_answered_yet_no_update_is_offered() -> None:
    silent = TICKET.model_copy(update={"events": TALK[:1], "waiting_since": MONDAY})
    assert [one.told for one in moments(silent)] == [Told.WAITING]


def test_a_long_answer_is_offered_by_its_beginning() -> None:
    (only,) = moments(TICKET.model_copy(update={"events": (said(1, "word " * 500),), "waiting_since": None}))
    assert len(only.text) <= LINE


async def test_no_conversation_is_kept_and_the_lines_are_ticked_as_they_are_of_the_named_ticket() -> None:
    evidence = await known()
    (ticket,) = evidence.of(Ticket)
    assert ticket.events == ()
    lines = [key(one) for one in evidence.of(TicketMoment)]
    assert len(lines) == 3
    assert set(lines) <= set(evidence.theirs)


async def test_what_is_ticked_stands_in_the_brief_under_its_labels(office: Office) -> None:
    draft = read("Login loops for Globex").model_copy(update={"ticket": "4711", "started": None})
    evidence = await known()
    evidence = evidence.model_copy(update={"gathered_at": office.desk.now()})
    waits = next(key(one) for one in evidence.of(TicketMoment) if one.told is Told.WAITING)
    named = office.keeps(draft)
    kept = office.desk.keep_known(named, evidence, by=MAYA.person.id, workspace=ACME)
    assert kept is not None
    office.desk.keep_draft(ACME, kept.model_copy(update={"ticks": {waits: False}}))

    made = brief.of(office.desk.open(named, draft, by=MAYA.person, workspace=ACME))

    assert made.communication.last_update == LAST
    assert made.tried == (TRIED,)
    assert made.impact.time_in_queue == "Unknown"


async def test_what_was_typed_comes_before_what_a_ticket_tells() -> None:
    draft = read("Login loops for Globex").model_copy(
        update={"last_update": "Called them at noon", "tried": ("Restarted it",)}
    )
    heading = Heading(severity="High", target="Engineering", reported_by="Maya", moment=MONDAY)
    made = brief.write(draft, heading, await known())
    assert made.communication.last_update == "Called them at noon"
    assert made.tried == ("Restarted it", TRIED)
    assert made.impact.time_in_queue == f"customer waiting since {WAITS}"
