"""A join taken back within ten minutes: what it brought goes, the rest stays, what was typed is given back."""

from datetime import timedelta

import pytest

from escalation.drafts import Draft
from escalation.errors import NotFound
from escalation.kinds import ClockKind, DraftId, EscalationId, TargetTeam
from escalation.letters import Form
from escalation.models import Escalation
from escalation.notices import Deed, Done, Joined, ReminderFolded, TakenOut
from escalation.rights import Viewer
from tests.escalation.makers import ACME, ADA, HIGH, MAYA, MONDAY, NORA, PIA, TOM, ZOE, Office, told

AGAIN = Draft(
    text="Export returns 500 for Globex since today",
    issue="Export returns 500 for Globex since today",
    customers=("Globex",),
    affected_count=40,
    arr=50_000,
    revenue="90 seats",
    segment="EU",
    ticket="4712",
)
TOO_LATE = "Ten minutes have passed, so this can't be undone. Edit brief on the card changes customers."


def joins(office: Office, into: EscalationId, by: Viewer = NORA, **changes: object) -> int:
    """The number by which it is taken back."""
    draft = office.keeps(AGAIN.model_copy(update=changes), by=by)
    return office.desk.join(draft, into, by, workspace=ACME).added[-1].number


def takes_out(office: Office, number: EscalationId, join: int, by: Viewer = NORA) -> Escalation:
    return office.desk.take_out(number, by, number=join, workspace=ACME)


def brought(one: Escalation) -> tuple[object, ...]:
    draft = one.draft
    return draft.customers, draft.affected_count, draft.arr, draft.revenue, draft.segment


def found_by(office: Office, ref: str) -> list[EscalationId]:
    with office.store.read(ACME) as tx:
        return list(tx.with_ref(ref))


def test_it_is_as_it_was_before_and_everyone_hears_it(any_office: Office) -> None:
    first = any_office.taken(HIGH, affected_count=100, arr=200_000, revenue="1 deal")
    before = any_office.row(first)
    join = joins(any_office, first)
    assert brought(any_office.row(first)) == (("Northwind", "Globex"), 140, 250_000, "1 deal; 90 seats", "EU")
    any_office.carry()

    after = takes_out(any_office, first, join)

    assert (after.draft, after.contacts, after.triage) == (before.draft, (), before.triage)
    assert any_office.carry() == [
        told("edit", "C0ENG", "card changed"),
        told("line", "C0ENG", "customer taken out"),
        told("direct", "U0MAYA", "customer taken out"),
        told("fold", "C0ENG", "reminder folded"),
        told("fold", "U0MAYA", "reminder folded"),
        told("fold", "U0NORA", "reminder folded"),
        told("direct", "U0NORA", "taken out"),
    ]
    line = next(one for one in reversed(any_office.notices(first)) if isinstance(one, Done))
    assert (line.deed, line.note, line.before, line.by_name) == (Deed.TAKEN_OUT, "Globex", "Nora", "Nora")


def test_what_was_typed_is_theirs_again_and_can_be_posted_or_join_again(any_office: Office) -> None:
    first = any_office.taken()
    draft = any_office.keeps(AGAIN, by=NORA)
    join = any_office.desk.join(draft, first, NORA, workspace=ACME).added[-1].number
    any_office.passes(minutes=5)
    takes_out(any_office, first, join)

    again = any_office.desk.draft(draft, by=NORA.person.id, workspace=ACME)

    assert (again.draft, again.opened, again.joined, again.kept_at) == (AGAIN, None, False, any_office.moment)
    told_nora = [one for one in any_office.notices(first, Form.DIRECT) if isinstance(one, TakenOut)]
    assert [(one.draft, one.about, one.by) for one in told_nora] == [(draft, "Globex", NORA.person.id)]
    assert any_office.desk.join(draft, first, NORA, workspace=ACME).draft.customers == ("Northwind", "Globex")


def test_a_draft_that_is_gone_leaves_the_customer_out_all_the_same(office: Office) -> None:
    first = office.taken()
    join = joins(office, first)
    with office.store.begin(ACME) as tx:
        tx.forget_draft(office.row(first).added[-1].draft)

    assert takes_out(office, first, join).draft.customers == ("Northwind",)
    assert [one.draft for one in office.notices(first, Form.DIRECT) if isinstance(one, TakenOut)] == [None]


def test_its_ticket_leads_there_no_more(any_office: Office) -> None:
    first = any_office.taken(ticket="4711")
    join = joins(any_office, first)
    assert found_by(any_office, "4712") == [first]

    takes_out(any_office, first, join)

    assert (found_by(any_office, "4711"), found_by(any_office, "4712")) == ([first], [])


@pytest.mark.parametrize("ticket", ["4711", "4712"])
def test_a_ticket_that_others_name_too_still_does(any_office: Office, ticket: str) -> None:
    first = any_office.taken(ticket="4711")
    join = joins(any_office, first, ticket=ticket)
    joins(any_office, first, TOM, ticket=ticket, customers=("Initech",))

    takes_out(any_office, first, join)

    assert found_by(any_office, ticket) == [first]


# --- who, and when


@pytest.mark.parametrize("by", [NORA, MAYA, ADA], ids=lambda one: one.person.name)
def test_whoever_joined_and_whoever_has_a_part_in_it_may(office: Office, by: Viewer) -> None:
    first = office.taken()
    join = joins(office, first)

    assert takes_out(office, first, join, by).draft.customers == ("Northwind",)
    (heard,) = [one for one in office.letters(first) if isinstance(one.letter.notice, TakenOut)]
    assert (heard.letter.lane, heard.letter.notice.by_name) == ("U0NORA", by.person.name)  # type: ignore[union-attr]  # told above


@pytest.mark.parametrize("by", [PIA, ZOE], ids=lambda one: one.person.name)
def test_who_has_no_part_in_it_may_not(office: Office, by: Viewer) -> None:
    first = office.taken()
    join = joins(office, first)

    with office.refuses("This is for Engineering, leads, the reporter and whoever has it to do."):
        takes_out(office, first, join, by)


def test_the_contact_they_had_named_hears_it_and_gets_no_draft(office: Office) -> None:
    first = office.taken()
    join = joins(office, first, contact=TOM.person.id)
    takes_out(office, first, join)

    heard = {str(one.letter.lane): one.letter.notice for one in office.letters(first)}
    mine, theirs = heard["U0NORA"], heard["U0TOM"]
    assert isinstance(mine, TakenOut)
    assert isinstance(theirs, TakenOut)
    assert (mine.draft is None, theirs.draft) == (False, None)


def test_a_second_press_hears_who_was_first(office: Office) -> None:
    first = office.taken()
    join = joins(office, first)
    takes_out(office, first, join, MAYA)

    with office.refuses("Globex was taken out of ESC-1 by Maya already."):
        takes_out(office, first, join)


def test_after_ten_minutes_it_stays(office: Office) -> None:
    first = office.taken()
    join = joins(office, first)
    office.passes(minutes=10)

    with office.refuses(TOO_LATE):
        takes_out(office, first, join)


def test_a_button_of_long_ago_is_refused_like_that_too(office: Office) -> None:
    first = office.taken()
    join = joins(office, first)
    office.passes(minutes=11)
    joins(office, first, TOM, customers=("Initech",))

    assert [one.contact.customers for one in office.row(first).added] == [("Initech",)]
    with office.refuses(TOO_LATE):
        takes_out(office, first, join)


def test_once_it_was_closed_the_customer_stays_and_hears_how_it_ended(office: Office) -> None:
    first = office.taken()
    join = joins(office, first)
    office.does("resolve", first, ADA)

    with office.refuses("ESC-1 was resolved by Ada meanwhile: Globex stays in it."):
        takes_out(office, first, join)


def test_what_went_to_security_meanwhile_is_not_there_for_them(office: Office) -> None:
    first = office.taken()
    join = joins(office, first)
    with office.store.begin(ACME) as tx:
        tx.save(tx.load(first).model_copy(update={"target": TargetTeam.SECURITY}))

    with pytest.raises(NotFound, match="There is no ESC-1 that you can see here"):
        takes_out(office, first, join)


# --- others who joined


def test_another_one_with_the_same_customer_keeps_them(any_office: Office) -> None:
    first = any_office.taken(HIGH, affected_count=100, arr=200_000)
    join = joins(any_office, first)
    joins(any_office, first, TOM, affected_count=60, arr=70_000, revenue="7 seats", segment="US")
    assert brought(any_office.row(first))[:3] == (("Northwind", "Globex"), 140, 250_000)

    after = takes_out(any_office, first, join)

    assert brought(after) == (("Northwind", "Globex"), 160, 270_000, "7 seats", "US")
    assert [one.person for one in after.contacts] == ["U0TOM"]


def test_the_other_one_may_be_taken_out_after_it(any_office: Office) -> None:
    first = any_office.taken(HIGH, affected_count=100)
    before = any_office.row(first).draft
    join = joins(any_office, first)
    other = joins(any_office, first, TOM, affected_count=60)
    takes_out(any_office, first, join)

    assert takes_out(any_office, first, other, TOM).draft == before


def test_one_with_another_customer_stays_as_it_is(office: Office) -> None:
    first = office.taken(affected_count=100)
    join = joins(office, first)
    joins(office, first, TOM, customers=("Initech",), affected_count=7, revenue=None, segment=None, arr=None)

    assert brought(takes_out(office, first, join)) == (("Northwind", "Initech"), 107, None, None, None)


def test_a_customer_that_was_there_before_stays(office: Office) -> None:
    first = office.taken(affected_count=100)
    join = joins(office, first, customers=("Northwind",), affected_count=120, arr=None, revenue=None, segment=None)

    after = takes_out(office, first, join)

    assert brought(after) == (("Northwind",), 100, None, None, None)


def test_the_reporter_who_joined_their_own_takes_back_what_they_brought(office: Office) -> None:
    first = office.taken()
    join = joins(office, first, MAYA)

    assert takes_out(office, first, join, MAYA).draft.customers == ("Northwind",)


# --- the promise


def test_nobody_is_reminded_of_them_any_more(office: Office) -> None:
    first = office.taken()
    office.passes(hours=2)
    before = office.due(first)
    join = joins(office, first)
    office.does("customer_told", first, MAYA)
    theirs = office.due(first)["customer"]

    takes_out(office, first, join)

    assert (before["customer"], theirs, office.due(first)["customer"]) == ("Mon 14:00", "Mon 16:00", "Mon 16:00")
    office.lets_pass(MONDAY + timedelta(hours=6))
    asked = {person for one in office.reminders(first) for person in one.people}
    assert "U0NORA" not in asked


def test_a_clock_that_stood_for_their_promise_stands_for_those_that_stay(office: Office) -> None:
    first = office.taken()
    office.passes(hours=2)
    join = joins(office, first)
    office.passes(minutes=9)
    office.does("customer_told", first, MAYA)
    assert office.due(first)["customer"] == "Mon 16:00"

    takes_out(office, first, join)

    assert office.due(first)["customer"] == "Mon 16:09"


# --- the button


def undo_by(office: Office, number: EscalationId) -> list[tuple[str, object]]:
    """What stands now of each message that tells of a join and could show it, with where."""
    arrived = [one for one in office.letters(number) if one.ref]
    stands = {one.ref: one.letter for one in arrived}
    told = [one for one in arrived if isinstance(one.letter.notice, Joined | Done) and one.letter.notice.join]
    refs = dict.fromkeys(
        one.ref for one in told if isinstance(one.letter.notice, Joined) or one.letter.form is Form.LINE
    )
    return [(one.lane, getattr(one.notice, "undo_by", "folded")) for one in (stands[ref] for ref in refs)]


def test_undo_stands_in_the_thread_and_with_whoever_joined_and_leaves_after_ten_minutes(office: Office) -> None:
    first = office.taken()
    joins(office, first, contact=TOM.person.id)
    office.carry()
    until = office.moment + timedelta(minutes=10)
    assert undo_by(office, first) == [("C0ENG", until), ("U0NORA", until), ("U0TOM", None)]

    office.lets_pass(until)
    office.carry()

    assert [until for _, until in undo_by(office, first)] == [None] * 3
    assert office.clocks(first)[ClockKind.UNDO].due_at is None


def test_each_join_has_its_own_ten_minutes(office: Office) -> None:
    first = office.taken()
    joins(office, first)
    office.passes(minutes=4)
    second = office.moment + timedelta(minutes=10)
    joins(office, first, TOM, customers=("Initech",))
    office.carry()

    office.lets_pass(MONDAY + timedelta(minutes=10))
    office.carry()

    shown = [(lane, until) for lane, until in undo_by(office, first) if lane in {"U0NORA", "U0TOM"}]
    assert shown == [("U0NORA", None), ("U0TOM", second)]
    assert office.clocks(first)[ClockKind.UNDO].due_at == second


@pytest.mark.parametrize("deed", ["de_escalate", "resolve"])
def test_an_end_takes_the_button_away_at_once(office: Office, deed: str) -> None:
    first = office.taken()
    joins(office, first)
    office.carry()

    office.does(deed, first, ADA)
    office.carry()

    assert [until for _, until in undo_by(office, first)] == [None] * 2


def test_the_undo_of_a_de_escalation_keeps_its_own_clock(office: Office) -> None:
    first = office.taken()
    joins(office, first)
    office.passes(minutes=5)
    office.does("de_escalate", first, ADA)

    assert office.clocks(first)[ClockKind.UNDO].due_at == office.moment + timedelta(minutes=10)


def test_what_was_on_its_way_when_it_was_taken_back_arrives_as_a_line(office: Office) -> None:
    first = office.taken()
    join = joins(office, first)
    line = office.on_its_way(Form.LINE)
    takes_out(office, first, join)

    office.arrives(line)
    office.carry()

    folded = [one for one in office.notices(first, Form.FOLD) if isinstance(one, ReminderFolded)]
    assert {one.said for one in folded} == {"Globex joined ESC-1, and Nora took that back."}
    assert {lane for lane, until in undo_by(office, first) if until == "folded"} >= {"C0ENG", "U0NORA"}


def test_a_draft_whose_join_was_taken_back_is_not_anybody_elses(office: Office) -> None:
    first = office.taken()
    join = joins(office, first)
    takes_out(office, first, join, MAYA)

    with pytest.raises(NotFound):
        office.desk.draft(DraftId(office.row(first).added[-1].draft), by=MAYA.person.id, workspace=ACME)
