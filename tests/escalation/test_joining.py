"""The same problem again: it is shown before it is posted, and joining it keeps a promise to each customer."""

from datetime import timedelta

import pytest

from escalation.drafts import Draft, FileRef
from escalation.errors import NotAllowed
from escalation.kinds import ClockKind, DraftId, EscalationId, Status, TargetTeam
from escalation.letters import Form
from escalation.models import Escalation
from escalation.notices import Deed, Done, Joined
from escalation.rights import Viewer
from escalation.same import Alike
from escalation.triage import triage
from tests.escalation.makers import (
    ACME,
    ADA,
    GUS,
    HIGH,
    MAYA,
    MONDAY,
    NORA,
    PIA,
    SAM,
    TOM,
    ZOE,
    Office,
    called,
    told,
    wall,
)

AGAIN = Draft(
    text="Export returns 500 for Globex since today",
    issue="Export returns 500 for Globex since today",
    customers=("Globex",),
    affected_count=40,
    ticket="4712",
)
OTHER = Draft(text="Logo is blurred", issue="Logo is blurred", customers=("Initech",))


def found(office: Office, draft: Draft = AGAIN, *, by: Viewer = NORA) -> tuple[Alike, ...]:
    kept = office.desk.draft(office.keeps(draft, by=by), by=by.person.id, workspace=ACME)
    return office.desk.same_as(kept, by, workspace=ACME)


def ids(alike: tuple[Alike, ...]) -> list[tuple[int, bool]]:
    return [(one.id, one.is_certain) for one in alike]


def joins(office: Office, into: EscalationId, draft: Draft = AGAIN, *, by: Viewer = NORA) -> Escalation:
    return office.desk.join(office.keeps(draft, by=by), into, by, workspace=ACME)


def kept(office: Office, draft: DraftId, *, by: Viewer = NORA) -> bool:
    return office.desk.draft(draft, by=by.person.id, workspace=ACME).joined


def test_what_was_typed_beside_the_issue_stands_in_the_thread(office: Office) -> None:
    first = office.taken()
    typed = {
        "error": "502 from gateway",
        "tried": ("a second region",),
        "started": "since today",
        "details": {TargetTeam.ENGINEERING: "Only with the\nnew editor"},
        "files": (FileRef(id="F1", name="trace.txt", permalink="https://files.example/F1"),),
    }
    joins(office, first, AGAIN.model_copy(update=typed))

    office.carry()
    line = office.last_line(first)
    assert (line.deed, line.note) == (Deed.ADDED, "Globex (ticket 4712)")
    assert line.before.splitlines() == [
        AGAIN.issue,
        "Error: 502 from gateway",
        "Tried: a second region",
        "Detail: Only with the new editor",
        "File: https://files.example/F1",
    ]


# --- looked for


def test_an_open_one_about_the_same_is_found_with_its_reason(office: Office) -> None:
    first = office.taken()

    (alike,) = found(office)

    assert (alike.id, alike.target, alike.has_it, alike.is_certain) == (first, TargetTeam.ENGINEERING, "Ada", False)
    assert alike.why == "both say: Export, returns, 500"


def test_the_same_ticket_is_certain_whatever_is_said(office: Office) -> None:
    first = office.opens(ticket="https://help.example/tickets/4712")

    assert ids(found(office, OTHER.model_copy(update={"ticket": "#4712"}))) == [(first, True)]


def test_what_is_closed_or_another_problem_is_not_found(office: Office) -> None:
    closed = office.taken()
    office.does("resolve", closed, ADA)

    assert found(office) == ()
    office.opens()
    assert found(office, OTHER) == ()


def test_a_duplicate_leads_to_the_one_it_goes_on_in(office: Office) -> None:
    first, second = office.opens(), office.opens(ticket="4712")
    office.does("de_escalate", second, MAYA)
    office.does("give_reason", second, MAYA, reason="Duplicate", duplicate_of=first)

    assert ids(found(office, OTHER.model_copy(update={"ticket": "4712"}))) == [(first, True)]


@pytest.mark.parametrize("by", [MAYA, NORA, ADA, TOM])
def test_support_and_the_team_see_what_is_there(office: Office, by: Viewer) -> None:
    office.opens()

    assert found(office, by=by)


@pytest.mark.parametrize("by", [ZOE, PIA, GUS])
def test_who_has_no_part_in_it_sees_nothing(office: Office, by: Viewer) -> None:
    first = office.opens(ticket="4712")

    assert found(office, by=by) == ()
    if by is not GUS:
        with pytest.raises(NotAllowed, match="There is no ESC-1 that you can see here"):
            joins(office, first, by=by)


@pytest.mark.parametrize("by", [MAYA, SAM, NORA])
def test_security_is_never_found_and_nothing_is_found_for_it(office: Office, by: Viewer) -> None:
    secret = office.opens(target=TargetTeam.SECURITY, ticket="4712")

    assert found(office, by=by) == ()
    with pytest.raises(NotAllowed, match="There is no ESC-1 that you can see here"):
        joins(office, secret, by=by)
    office.opens()
    assert found(office, AGAIN.model_copy(update={"target": TargetTeam.SECURITY}), by=by) == ()


def test_what_is_suggested_for_security_joins_nothing(office: Office) -> None:
    first = office.opens()
    leak = AGAIN.model_copy(update={"issue": "An attacker has admin credentials of Globex, data breach"})
    suggested = triage(leak, office.policy.triage)
    draft = office.keeps(leak, by=NORA, triage=suggested)
    assert (leak.target, suggested.target.value) == (None, TargetTeam.SECURITY)

    with office.refuses("Security's escalations are kept apart: each one goes on by itself."):
        office.desk.join(draft, first, NORA, workspace=ACME)


def test_what_was_found_stays_while_the_form_is_typed_in(office: Office) -> None:
    office.opens()
    draft = office.keeps(AGAIN, by=NORA)
    alike = found(office)

    office.desk.keep_same(draft, alike, workspace=ACME)
    before = office.desk.draft(draft, by=NORA.person.id, workspace=ACME)
    office.desk.keep_draft(ACME, before.model_copy(update={"same": ()}))

    assert office.desk.draft(draft, by=NORA.person.id, workspace=ACME).same == alike


# --- joined


def test_joining_brings_customers_count_and_revenue_and_tells_everyone(any_office: Office) -> None:
    first = any_office.taken(affected_count=100, arr=200_000)

    joined = joins(any_office, first, AGAIN.model_copy(update={"arr": 50_000}))

    assert (joined.draft.customers, joined.draft.affected_count, joined.draft.arr) == (
        ("Northwind", "Globex"),
        140,
        250_000,
    )
    assert any_office.carry() == [
        told("edit", "C0ENG", "card changed"),
        told("line", "C0ENG", "customer joined"),
        told("direct", "U0MAYA", "customer joined"),
        told("direct", "U0NORA", "joined"),
    ]
    line = any_office.last_line(first)
    assert (line.deed, line.note, line.before) == (Deed.ADDED, "Globex (ticket 4712)", AGAIN.issue)


def test_the_one_who_joined_reads_what_was_joined_and_when_their_customer_hears(office: Office) -> None:
    first = office.taken()
    office.passes(hours=1)

    joins(office, first)

    (notice,) = office.notices(first, Form.DIRECT)[-1:]
    assert isinstance(notice, Joined)
    assert notice.contact.customers == ("Globex",)
    assert [wall(notice.due.remind_at), wall(notice.due.customer_by)] == ["Mon 15:00", "Tue 09:00"]


def test_the_same_draft_joins_once_and_is_not_posted_any_more(any_office: Office) -> None:
    first = any_office.taken()
    draft = any_office.keeps(AGAIN, by=NORA)

    once = any_office.desk.join(draft, first, NORA, workspace=ACME)
    twice = any_office.desk.join(draft, first, NORA, workspace=ACME)
    posted = any_office.desk.open(draft, AGAIN, by=NORA.person, workspace=ACME)

    assert once == twice == posted
    assert any_office.thread(first) == ["acknowledged"]
    any_office.carry()
    assert any_office.thread(first) == ["acknowledged", "customer joined"]
    assert kept(any_office, draft)


def test_two_who_join_at_once_are_both_there(any_office: Office) -> None:
    first = any_office.taken()

    joins(any_office, first)
    joined = joins(any_office, first, AGAIN.model_copy(update={"customers": ("Initech",)}), by=TOM)

    assert joined.draft.customers == ("Northwind", "Globex", "Initech")
    assert [one.person for one in joined.contacts] == ["U0NORA", "U0TOM"]


def test_a_draft_that_was_posted_does_not_join(office: Office) -> None:
    first = office.opens()
    draft = office.keeps(AGAIN, by=NORA)
    office.desk.open(draft, AGAIN, by=NORA.person, workspace=ACME)

    with office.refuses("This was posted as ESC-2."):
        office.desk.join(draft, first, NORA, workspace=ACME)


def test_what_was_closed_meanwhile_says_so(office: Office) -> None:
    first = office.taken()
    office.does("resolve", first, ADA)

    with office.refuses("ESC-1 was resolved by Ada meanwhile. Post yours, or reopen that one."):
        joins(office, first)


def test_its_ticket_leads_to_it_from_then_on(office: Office) -> None:
    first = office.taken()
    joins(office, first)

    assert ids(found(office, OTHER.model_copy(update={"ticket": "4712"}))) == [(first, True)]


# --- the promise


def test_each_one_who_joined_is_reminded_of_their_own_customer_in_time(office: Office) -> None:
    first = office.taken()
    office.passes(hours=2)
    joins(office, first)
    assert office.due(first)["customer"] == "Mon 14:00"

    office.lets_pass(MONDAY + timedelta(hours=4))
    office.does("customer_told", first, MAYA)
    assert office.due(first)["customer"] == "Mon 16:00"
    office.lets_pass(MONDAY + timedelta(hours=6))

    asked = [one for one in office.reminders(first) if one.clock is ClockKind.CUSTOMER]
    assert [called(one) for one in asked] == ["U0MAYA", "U0NORA"]


def test_who_joined_tells_their_own_customer_only(office: Office) -> None:
    first = office.taken()
    joins(office, first)
    office.passes(hours=1)

    told_it = office.does("customer_told", first, NORA)

    assert (told_it.told_at, told_it.contacts[0].told_at) == (None, office.moment)
    assert office.due(first)["customer"] == "Mon 14:00"


def test_it_is_not_closed_for_customers_until_all_have_heard(office: Office) -> None:
    first = office.taken()
    joins(office, first)
    office.passes(hours=1)
    office.does("resolve", first, ADA)

    assert not office.does("customer_told", first, MAYA).customer_knows
    assert office.clocks(first)[ClockKind.CUSTOMER].due_at
    assert office.does("customer_told", first, NORA).customer_knows


def test_who_joined_hears_how_it_goes_on(office: Office) -> None:
    first = office.taken(HIGH)
    joins(office, first)
    office.carry()

    office.does("resolve", first, ADA, cause="bad deploy rolled back")

    heard = [one for one in office.letters(first) if (one.letter.lane, one.letter.form) == ("U0NORA", Form.DIRECT)]
    assert isinstance(heard[-1].letter.notice, Done)
    assert office.row(first).status is Status.RESOLVED


def test_merged_as_a_duplicate_its_contacts_go_along_and_undo_brings_them_back(any_office: Office) -> None:
    first, second = any_office.taken(), any_office.opens()
    joins(any_office, second)
    any_office.does("de_escalate", second, MAYA)
    any_office.does("give_reason", second, MAYA, reason="Duplicate", duplicate_of=first)
    assert [one.person for one in any_office.row(first).contacts] == ["U0NORA"]
    any_office.passes(minutes=5)
    any_office.does("customer_told", first, NORA)

    again = any_office.does("undo", second, MAYA)

    assert any_office.row(first).contacts == ()
    assert [(one.person, one.told_at) for one in again.contacts] == [("U0NORA", any_office.moment)]
    assert again.draft.customers == ("Northwind", "Globex")


def test_one_that_somebody_joined_is_not_withdrawn(office: Office) -> None:
    first = office.opens()
    joins(office, first)

    with office.refuses("Nora was joined to it, and its customers wait here. De-escalate it instead."):
        office.does("withdraw", first, MAYA)


def test_the_reporter_who_joins_their_own_keeps_both(office: Office) -> None:
    first = office.taken()

    joined = joins(office, first, by=MAYA)

    assert joined.contacts == ()
    assert joined.draft.customers == ("Northwind", "Globex")
