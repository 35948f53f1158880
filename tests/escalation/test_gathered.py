"""What other products know comes once: into the thread, the trail, and the brief that stands."""

import pytest

from escalation import brief
from escalation.facts import Account, Article, Evidence, Issue, IssueState, Money, NotAsked, Ticket, TicketStatus, key
from escalation.kinds import EscalationId, TargetTeam
from escalation.letters import Form
from escalation.notices import BriefChanged, Gathered
from tests.escalation.makers import ACME, HIGH, MAYA, MONDAY, Office, a_draft, told

ISSUE = Issue(source="github", id="acme/shop#81", url="https://a.example/81", title="500s", state=IssueState.DOING)
TICKET = Ticket(source="zendesk", id="4711", title="Cannot pay", status=TicketStatus.OPEN, assignee="Jo")
ARTICLE = Article(source="guru", id="a1", url="https://a.example/a1", title="When checkout fails", verified=True)
ACCOUNT = Account(source="hubspot", id="17", title="Northwind, Inc.", arr=Money(amount=410_000, currency="USD"))
KNOWN = Evidence(gathered_at=MONDAY, found=(ISSUE, TICKET, ARTICLE, ACCOUNT), searched=("github by words",))


@pytest.fixture
def office(any_office: Office) -> Office:
    return any_office


def keeps(office: Office, number: EscalationId, evidence: Evidence = KNOWN) -> bool:
    return office.desk.keep_gathered(number, evidence, workspace=ACME)


def test_it_is_told_in_the_thread_and_the_brief_is_drawn_again(office: Office) -> None:
    number = office.opens(HIGH)

    assert keeps(office, number)

    assert told("line", "C0ENG", "gathered") in office.carry()
    assert isinstance(office.notices(number)[-1], Gathered)
    (again,) = [one for one in office.notices(number, Form.FOLD) if isinstance(one, BriefChanged)]
    assert again.escalation.evidence == KNOWN
    assert office.trail(number)[-1].kind == "gathered"


def test_a_brief_edited_right_after_something_was_gathered_shows_the_edit(office: Office) -> None:
    number = office.opens(HIGH)
    keeps(office, number)
    office.carry()

    office.does("edit_brief", number, MAYA, changes={"needed": "Roll back 4.12 now"})
    office.carry()

    *_, newest = [one for one in office.notices(number, Form.FOLD) if isinstance(one, BriefChanged)]
    assert newest.escalation.draft.needed == "Roll back 4.12 now"


def test_a_brief_that_was_on_its_way_meanwhile_is_drawn_again_when_it_arrives(office: Office) -> None:
    draft = a_draft(HIGH)
    number = office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME).id
    brief_letter = office.on_its_way(Form.BRIEF)
    keeps(office, number)

    assert office.arrives(brief_letter)

    (again,) = [one for one in office.notices(number, Form.FOLD) if isinstance(one, BriefChanged)]
    assert again.escalation.evidence == KNOWN


def test_a_brief_on_its_way_stays_as_it_is_where_nothing_is_known(office: Office) -> None:
    draft = a_draft(HIGH)
    number = office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME).id
    brief_letter = office.on_its_way(Form.BRIEF)
    keeps(office, number, Evidence(gathered_at=MONDAY, searched=("github by words",)))

    office.arrives(brief_letter)

    assert office.notices(number, Form.FOLD) == []


def test_it_comes_once(office: Office) -> None:
    number = office.opens(HIGH)
    keeps(office, number)
    before = office.everything()
    assert not keeps(office, number)
    assert office.everything() == before


def test_the_brief_names_each_thing_with_its_product_and_never_replaces_what_was_typed(office: Office) -> None:
    number = office.opens(HIGH)
    keeps(office, number)
    made = brief.of(office.row(number))
    assert made.supporting.tickets[-2:] == (
        "Cannot pay (Zendesk, open, Jo)",
        "500s (GitHub, in progress) https://a.example/81",
    )
    assert made.supporting.documentation == ("When checkout fails (Guru, verified) https://a.example/a1",)
    assert made.impact.revenue_at_risk == "410,000 USD a year (HubSpot)"

    typed = office.opens(HIGH, revenue="$12k this month")
    keeps(office, typed)
    assert brief.of(office.row(typed)).impact.revenue_at_risk == "$12k this month"


def test_what_a_company_of_a_like_name_pays_is_not_at_risk(office: Office) -> None:
    number = office.opens(HIGH)
    other = ACCOUNT.model_copy(update={"title": "Northwind Robotics"})
    keeps(office, number, KNOWN.model_copy(update={"found": (other,)}))
    assert brief.of(office.row(number)).impact.revenue_at_risk == "Unknown"


def test_where_all_were_asked_and_nothing_is_known_nobody_is_told(office: Office) -> None:
    number = office.opens(HIGH)
    assert keeps(office, number, Evidence(gathered_at=MONDAY, searched=("github by words",)))
    assert office.carry() == []
    assert office.trail(number)[-1].after == {"found": 0, "missing": []}


def test_who_could_not_be_asked_is_told_even_where_nothing_was_found(office: Office) -> None:
    number = office.opens(HIGH)
    keeps(office, number, Evidence(gathered_at=MONDAY, missing=(NotAsked(source="jira", why="is not available"),)))
    assert office.carry() == [told("fold", "C0ENG", "brief changed"), told("line", "C0ENG", "gathered")]
    assert brief.of(office.row(number)).supporting.tickets[-1] == "Could not be asked: Jira is not available"


def test_what_the_customer_pays_comes_onto_the_card(office: Office) -> None:
    number = office.opens(HIGH)
    keeps(office, number)
    assert told("edit", "C0ENG", "card changed") in office.carry()


def test_a_card_stays_as_it_is_where_no_revenue_came(office: Office) -> None:
    number = office.opens(HIGH)
    keeps(office, number, KNOWN.model_copy(update={"found": (ISSUE,)}))
    assert told("edit", "C0ENG", "card changed") not in office.carry()


def test_what_came_later_stands_beside_what_was_ticked_and_what_was_left_out_stays_out(office: Office) -> None:
    draft = a_draft(HIGH)
    named = office.keeps(draft)
    asked = {"customer": draft.customers[0], "theirs": (key(ACCOUNT),), "found": (ACCOUNT, TICKET)}
    office.desk.keep_known(named, KNOWN.model_copy(update=asked), by=MAYA.person.id, workspace=ACME)
    number = office.desk.open(named, draft, by=MAYA.person, workspace=ACME).id

    keeps(office, number)

    kept = office.row(number).evidence
    assert kept is not None
    assert kept.found == (ACCOUNT, ISSUE, ARTICLE)


def test_of_security_nothing_is_kept(office: Office) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY)
    assert not keeps(office, number)
    assert office.row(number).evidence is None
    assert office.carry() == []
