"""What other products tell of linked tickets and issues: said once, counted where it counts, with nobody pressing."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from escalation.drafts import Draft
from escalation.happenings import Happened, Happening, Heard
from escalation.hearing import Offer
from escalation.kinds import ClockKind, EndReason, EscalationId, Move, TargetTeam
from escalation.letters import Form
from escalation.notices import Deed, Done, DraftOffered, Overheard
from tests.escalation.makers import ACME, ADA, HIGH, MAYA, SAM, SEC, TOM, Office, a_policy, told
from tests.escalation.test_joining import joins

TICKET = "https://acme.zendesk.com/agent/tickets/4711"
ISSUE = "https://acme.atlassian.net/browse/ENG-123"


def happening(what: Happened, at: datetime, **more: Any) -> Happening:
    is_issue = what in {Happened.ISSUE_CLOSED, Happened.ISSUE_REOPENED}
    of_it: dict[str, Any] = (
        {"source": "jira", "product": "Jira", "refs": ("ENG-123",), "url": ISSUE, "status": "Done", "who": "Lea"}
        if is_issue
        else {"source": "zendesk", "product": "Zendesk", "refs": ("4711",), "url": TICKET}
    )
    if what is Happened.SUPPORT_ANSWERED:
        of_it["who"] = "Grace"
    return Happening(what=what, at=at, **{**of_it, **more})


def hears(office: Office, what: Happened, *keys: str, at: datetime | None = None, **more: Any) -> int:
    """A product tells it; where it is not said when, it has just happened."""
    told_now = happening(what, at or office.moment, **more)
    return office.desk.hear(Heard(keys=keys, happenings=(told_now,)), workspace=ACME)


def lines(office: Office, number: EscalationId) -> list[str]:
    """What was said in the thread of what happened elsewhere."""
    return [one.happening.what.value for one in office.notices(number) if isinstance(one, Overheard)]


def overheard(office: Office, number: EscalationId) -> Overheard:
    newest = office.notices(number)[-1]
    assert isinstance(newest, Overheard)
    return newest


def taken(office: Office, **more: Any) -> EscalationId:
    number = office.taken(ticket="#4711", links=(ISSUE,), **more)
    office.passes(minutes=30)
    return number


def resolved_and_told(office: Office) -> EscalationId:
    number = taken(office)
    office.does("resolve", number, ADA, cause="rolled back")
    office.does("customer_told", number, MAYA)
    office.carry()
    office.passes(hours=2)
    return number


# --- once


def test_a_delivery_that_comes_twice_happens_once(any_office: Office) -> None:
    number = taken(any_office)
    first = hears(any_office, Happened.SUPPORT_ANSWERED, "hook:zendesk:1", "hook:zendesk:sha256:a")
    before = any_office.everything()
    again = hears(any_office, Happened.SUPPORT_ANSWERED, "hook:zendesk:1", "hook:zendesk:sha256:b")
    replayed = hears(any_office, Happened.SUPPORT_ANSWERED, "hook:zendesk:2", "hook:zendesk:sha256:a")

    assert (first, again, replayed) == (1, 0, 0)
    assert any_office.everything() == before
    assert any_office.row(number).told_at == any_office.moment


def test_what_nobody_escalated_is_no_news(any_office: Office) -> None:
    taken(any_office)
    before = any_office.everything()
    assert hears(any_office, Happened.CUSTOMER_ANSWERED, refs=("4712",)) == 0
    assert any_office.everything() == before


def test_a_number_of_another_products_ticket_is_not_this_one(office: Office) -> None:
    office.taken(ticket="https://app.intercom.com/a/inbox/x/inbox/conversation/4711")
    office.passes(minutes=5)
    assert hears(office, Happened.SUPPORT_ANSWERED) == 0


@pytest.mark.parametrize(
    ("noted_in", "is_shared", "counts"),
    [("", False, 1), ("", True, 0), ("zendesk", True, 1), ("intercom", False, 0)],
)
def test_a_number_alone_is_that_of_the_tool_that_takes_its_notes_or_that_alone_has_it(
    office: Office, noted_in: str, *, is_shared: bool, counts: int
) -> None:
    number = taken(office)
    with office.store.begin(ACME) as tx:
        tx.save(tx.load(number).model_copy(update={"noted_in": noted_in}))
    assert hears(office, Happened.SUPPORT_ANSWERED, is_shared=is_shared) == counts
    assert bool(office.row(number).told_at) is bool(counts)


def test_what_was_before_it_was_escalated_is_no_news(office: Office) -> None:
    number = taken(office)
    assert hears(office, Happened.SUPPORT_ANSWERED, at=office.row(number).opened_at - timedelta(seconds=1)) == 0


def test_a_products_clock_that_is_ahead_tells_of_now(office: Office) -> None:
    number = taken(office)
    hears(office, Happened.SUPPORT_ANSWERED, at=office.moment + timedelta(hours=3))
    assert office.row(number).told_at == office.moment


# --- the tracker


def test_an_issue_that_was_closed_is_said_with_what_may_come_next(any_office: Office) -> None:
    number = taken(any_office)
    assert hears(any_office, Happened.ISSUE_CLOSED) == 1

    said = overheard(any_office, number)
    assert (said.happening.ref, said.happening.status, said.person) == ("ENG-123", "Done", ADA.person.id)
    assert any_office.carry() == [told("line", "C0ENG", "overheard")]
    assert [event.kind for event in any_office.trail(number)][-1] == Happened.ISSUE_CLOSED


def test_how_an_issue_stands_is_said_once_until_it_stands_otherwise(any_office: Office) -> None:
    number = taken(any_office)
    for what in (
        Happened.ISSUE_CLOSED,
        Happened.ISSUE_CLOSED,
        Happened.ISSUE_REOPENED,
        Happened.ISSUE_CLOSED,
    ):
        any_office.passes(minutes=1)
        hears(any_office, what)
    assert lines(any_office, number) == ["issue closed", "issue reopened", "issue closed"]


def test_what_is_told_late_does_not_overtake_what_is_newer(office: Office) -> None:
    number = taken(office)
    earlier = office.moment
    office.passes(minutes=5)
    hears(office, Happened.ISSUE_REOPENED)
    hears(office, Happened.ISSUE_CLOSED, at=earlier)
    assert lines(office, number) == ["issue reopened"]


def test_a_closed_one_hears_of_its_issue_for_a_while(office: Office) -> None:
    number = resolved_and_told(office)
    assert hears(office, Happened.ISSUE_REOPENED) == 1
    office.passes(days=31)
    assert hears(office, Happened.ISSUE_CLOSED) == 0
    assert lines(office, number) == ["issue reopened"]


def test_where_one_is_open_a_closed_one_of_the_same_ticket_is_left_alone(office: Office) -> None:
    older = resolved_and_told(office)
    newer = taken(office)
    hears(office, Happened.ISSUE_CLOSED)
    assert (lines(office, older), lines(office, newer)) == ([], ["issue closed"])


# --- word to the customer


def test_a_public_reply_by_support_is_word_to_the_customer(any_office: Office) -> None:
    number = taken(any_office)
    at = any_office.moment
    any_office.passes(minutes=2)
    hears(any_office, Happened.SUPPORT_ANSWERED, at=at)

    done = any_office.last_line(number)
    assert (done.deed, done.by_name) == (Deed.CUSTOMER_TOLD, "Grace (Zendesk)")
    event = any_office.trail(number)[-1]
    assert (event.kind, event.by, event.after["seen_in"], event.after["ref"]) == (
        Deed.CUSTOMER_TOLD,
        None,
        "Zendesk",
        "4711",
    )
    assert any_office.row(number).told_at == at
    assert any_office.clocks(number)[ClockKind.CUSTOMER].due_at == at + timedelta(hours=4)


def test_a_reminder_that_stands_open_is_answered_by_it(any_office: Office) -> None:
    number = taken(any_office)
    any_office.lets_pass(any_office.moment + timedelta(hours=4))
    any_office.carry()
    hears(any_office, Happened.SUPPORT_ANSWERED)
    assert "fold" in {form for form, _, _ in any_office.carry()}
    any_office.lets_pass(any_office.moment + timedelta(hours=3))
    asked = [one for one in any_office.reminders(number) if one.clock is ClockKind.CUSTOMER or one.with_customer]
    assert len(asked) == 1


def test_a_conversation_is_one_line_and_the_clock_follows_every_word(any_office: Office) -> None:
    number = taken(any_office)
    for _ in range(5):
        any_office.passes(minutes=10)
        hears(any_office, Happened.CUSTOMER_ANSWERED)
        any_office.passes(minutes=1)
        hears(any_office, Happened.SUPPORT_ANSWERED)

    told_lines = [one for one in any_office.notices(number) if isinstance(one, Done) and one.deed is Deed.CUSTOMER_TOLD]
    assert (len(told_lines), lines(any_office, number)) == (1, ["customer answered"])
    assert any_office.row(number).told_at == any_office.moment
    assert any_office.clocks(number)[ClockKind.CUSTOMER].due_at == any_office.moment + timedelta(hours=4)


def test_an_older_word_changes_nothing(office: Office) -> None:
    number = taken(office)
    office.does("customer_told", number, MAYA)
    before = office.everything()
    for what in (Happened.SUPPORT_ANSWERED, Happened.CUSTOMER_ANSWERED):
        assert hears(office, what, at=office.moment - timedelta(minutes=1)) == 0
    assert office.everything() == before


def test_told_of_the_end_they_have_two_days_to_say_no(office: Office) -> None:
    number = taken(office)
    office.does("resolve", number, ADA)
    office.passes(minutes=10)
    hears(office, Happened.SUPPORT_ANSWERED)

    assert office.row(number).customer_knows
    assert office.due(number)["customer"] == "Wed 10:40"


def test_what_was_said_before_the_end_is_no_word_of_it(office: Office) -> None:
    number = taken(office)
    at = office.moment
    office.passes(minutes=1)
    office.does("resolve", number, ADA)
    due = office.due(number)
    office.passes(minutes=1)

    assert hears(office, Happened.SUPPORT_ANSWERED, at=at) == 0
    assert (office.row(number).customer_knows, office.due(number)) == (False, due)


def test_once_they_know_of_the_end_the_ticket_is_support_s_own_again(office: Office) -> None:
    number = taken(office)
    office.does("de_escalate", number, ADA)
    office.passes(minutes=20)
    assert hears(office, Happened.SUPPORT_ANSWERED) == 1
    for what in (Happened.CUSTOMER_ANSWERED, Happened.SUPPORT_ANSWERED) * 3:
        office.passes(hours=2)
        hears(office, what)
    told_lines = [one for one in office.notices(number) if isinstance(one, Done) and one.deed is Deed.CUSTOMER_TOLD]
    assert (len(told_lines), lines(office, number)) == (1, ["customer answered"])


def test_word_on_a_duplicates_ticket_is_no_word_to_the_others(office: Office) -> None:
    number = taken(office)
    other = office.taken(ticket="#4712")
    office.passes(minutes=5)
    office.does("de_escalate", other, ADA)
    office.does("give_reason", other, ADA, reason=EndReason.DUPLICATE, duplicate_of=number)
    assert office.row(other).merged
    office.passes(minutes=5)

    assert hears(office, Happened.SUPPORT_ANSWERED, refs=("4712",)) == 0
    assert office.row(number).told_at is None
    assert hears(office, Happened.CUSTOMER_ANSWERED, refs=("4712",)) == 1
    assert (office.row(number).answered_at, lines(office, number)) == (None, ["customer answered"])


def test_what_is_told_of_a_duplicates_duplicate_is_told_where_it_goes_on(office: Office) -> None:
    number, second, third = taken(office), office.taken(ticket="#4712"), office.taken(ticket="#4713")
    for one, into in ((third, second), (second, number)):
        office.passes(minutes=5)
        office.does("de_escalate", one, ADA)
        office.does("give_reason", one, ADA, reason=EndReason.DUPLICATE, duplicate_of=into)
    office.passes(minutes=5)

    assert hears(office, Happened.CUSTOMER_ANSWERED, refs=("4713",)) == 1
    assert (lines(office, number), lines(office, second)) == (["customer answered"], [])


def test_word_on_a_ticket_that_joined_is_no_word_to_the_others(any_office: Office) -> None:
    number = taken(any_office)
    with any_office.store.begin(ACME) as tx:
        tx.add_ref(number, "4712")
    assert hears(any_office, Happened.SUPPORT_ANSWERED, refs=("4712",)) == 0
    assert any_office.row(number).told_at is None
    assert hears(any_office, Happened.SUPPORT_ANSWERED) == 1


def test_word_on_the_ticket_of_one_who_joined_counts_for_their_customer(any_office: Office) -> None:
    number = taken(any_office)
    joins(any_office, number)
    any_office.passes(hours=3)
    due = any_office.due(number)["customer"]

    assert hears(any_office, Happened.SUPPORT_ANSWERED, refs=("4712",), url=None) == 1

    row = any_office.row(number)
    assert (row.told_at, row.contacts[0].told_at) == (None, any_office.moment)
    assert any_office.due(number)["customer"] == due == "Mon 14:00"  # of those who still wait
    any_office.does("customer_told", number, MAYA)
    assert any_office.due(number)["customer"] == "Mon 17:30"
    assert any_office.last_line(number).deed is Deed.CUSTOMER_TOLD


def test_once_all_have_heard_of_the_end_they_have_two_days_whoever_told_them(office: Office) -> None:
    number = taken(office)
    joins(office, number)
    office.does("resolve", number, ADA, cause="rolled back")
    office.does("customer_told", number, MAYA)
    office.passes(minutes=5)
    assert not office.row(number).customer_knows

    assert hears(office, Happened.SUPPORT_ANSWERED, refs=("4712",), url=None) == 1

    assert office.row(number).customer_knows
    assert office.due(number)["customer"] == "Wed 10:35"


def test_word_of_the_end_to_one_customer_leaves_the_others_theirs_as_the_button_does(any_office: Office) -> None:
    number = taken(any_office)
    joins(any_office, number)
    any_office.does("resolve", number, ADA, cause="rolled back")
    any_office.passes(minutes=5)
    before = any_office.clocks(number)[ClockKind.CUSTOMER]

    assert hears(any_office, Happened.SUPPORT_ANSWERED) == 1

    row = any_office.row(number)
    assert (row.told_at, row.customer_knows) == (any_office.moment, False)
    assert any_office.clocks(number)[ClockKind.CUSTOMER] == before


# --- the customer


def test_what_the_customer_wrote_is_told_and_not_copied(any_office: Office) -> None:
    number = taken(any_office)
    due = any_office.due(number)
    hears(any_office, Happened.CUSTOMER_ANSWERED)

    assert overheard(any_office, number).person == MAYA.person.id
    assert any_office.row(number).answered_at == any_office.moment
    assert any_office.due(number) == due


def test_silence_is_no_yes_once_they_have_written(any_office: Office) -> None:
    number = resolved_and_told(any_office)
    hears(any_office, Happened.CUSTOMER_ANSWERED)
    assert any_office.row(number).customer_waits
    assert any_office.due(number)["customer"] == "Mon 16:30"

    any_office.lets_pass(any_office.moment + timedelta(days=4))
    row = any_office.row(number)
    assert (row.confirmed_at, row.is_silent) == (None, False)
    assert {one.clock for one in any_office.reminders(number)} == {ClockKind.CUSTOMER}


def test_answered_by_support_they_have_two_days_again(any_office: Office) -> None:
    number = resolved_and_told(any_office)
    hears(any_office, Happened.CUSTOMER_ANSWERED)
    any_office.passes(minutes=30)
    hears(any_office, Happened.SUPPORT_ANSWERED)
    assert not any_office.row(number).customer_waits
    assert any_office.due(number)["customer"] == "Wed 13:00"

    any_office.lets_pass(any_office.moment + timedelta(days=4))
    assert any_office.row(number).is_silent


def test_who_was_taken_for_content_and_writes_again_is_not(office: Office) -> None:
    number = resolved_and_told(office)
    office.lets_pass(office.moment + timedelta(days=4))
    assert office.row(number).is_silent
    hears(office, Happened.CUSTOMER_ANSWERED)
    row = office.row(number)
    assert (row.confirmed_at, row.is_silent, row.customer_waits) == (None, False, True)


def test_who_confirmed_may_write_again_without_anybody_being_asked(office: Office) -> None:
    number = resolved_and_told(office)
    office.does("customer_confirmed", number, MAYA)
    office.passes(minutes=5)
    hears(office, Happened.CUSTOMER_ANSWERED)
    assert office.due(number)["customer"] is None
    assert lines(office, number) == ["customer answered"]


def test_what_waited_for_the_customer_waits_for_the_team(office: Office) -> None:
    number = taken(office)
    with office.store.begin(ACME) as tx:
        tx.save(office.row(number).model_copy(update={"move": Move.CUSTOMER}))
        for clock in tx.clocks(number).values():
            tx.set_clock(clock.moved(None))
    hears(office, Happened.CUSTOMER_ANSWERED)

    assert office.row(number).move is Move.TEAM
    assert office.due(number) == {"internal": "Mon 14:30", "customer": "Mon 14:00"}


def test_an_answer_that_reopens_the_ticket_is_one_line(office: Office) -> None:
    number = taken(office)
    hears(office, Happened.CUSTOMER_ANSWERED)
    office.passes(seconds=2)
    hears(office, Happened.TICKET_REOPENED)
    office.passes(minutes=10)
    hears(office, Happened.TICKET_REOPENED)
    assert lines(office, number) == ["customer answered", "ticket reopened"]


# --- Security


@pytest.mark.parametrize("what", sorted(set(Happened) - {Happened.TICKET_TAGGED}))
def test_nothing_of_a_security_escalation_leaves_its_channel(office: Office, what: Happened) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY, ticket="#4711", links=(ISSUE,))
    office.does("acknowledge", number, SAM)
    office.carry()
    office.passes(minutes=10)
    hears(office, what)

    assert {where for _, where, _ in office.carry()} == {SEC}
    assert all(one.person is None for one in office.notices(number) if isinstance(one, Overheard))


# --- a tagged ticket


def offered(office: Office, offer: Offer | None = None) -> list[tuple[str, DraftOffered]]:
    tagged = happening(Happened.TICKET_TAGGED, office.moment)
    office.desk.hear(Heard(keys=("a",), happenings=(tagged,)), offer=offer, workspace=ACME)
    office.carry()
    found = [one for one in office.delivered if isinstance(one.notice, DraftOffered) and one.form is Form.DIRECT]
    return [(one.lane, one.notice) for one in found if isinstance(one.notice, DraftOffered)]


def test_a_tagged_ticket_is_offered_to_whoever_has_it(any_office: Office) -> None:
    draft = Draft(text="Export fails", issue="Export fails", ticket=TICKET)
    ((lane, notice),) = offered(any_office, Offer(draft=draft, title="Export fails", to=MAYA.person.id))

    assert (lane, notice.title, notice.is_theirs) == (MAYA.person.id, "Export fails", True)
    kept = any_office.desk.draft(notice.draft, by=MAYA.person.id, workspace=ACME)
    assert kept.draft == draft


def test_where_nobody_knows_who_has_it_support_s_lead_is_asked(any_office: Office) -> None:
    ((lane, notice),) = offered(any_office)
    assert (lane, notice.is_theirs) == (TOM.person.id, False)
    assert any_office.desk.draft(notice.draft, by=TOM.person.id, workspace=ACME).draft.ticket == TICKET


def test_a_ticket_is_offered_once_a_day_however_often_it_is_tagged(any_office: Office) -> None:
    for key in ("a", "b"):
        tagged = happening(Happened.TICKET_TAGGED, any_office.moment)
        any_office.desk.hear(Heard(keys=(key,), happenings=(tagged,)), workspace=ACME)
    any_office.carry()
    assert [one.lane for one in any_office.delivered] == [TOM.person.id]


def test_where_there_is_nobody_to_ask_nothing_is_kept(office: Office) -> None:
    office.policy = a_policy(support=a_policy().support.model_copy(update={"lead": None}))
    assert offered(office) == []
