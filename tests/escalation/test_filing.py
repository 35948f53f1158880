"""File a bug: a letter to the tracker, once a form; then the thread, the card and the brief name the issue."""

from collections.abc import Sequence

import pytest

from escalation import brief as briefs
from escalation.drafts import Draft
from escalation.errors import NothingToSay
from escalation.facts import Issue, IssueState
from escalation.happenings import Happened, Happening, Heard
from escalation.kinds import EscalationId, TargetTeam
from escalation.letters import Claim, Form, IssueRef, LetterState, Parked, Sent
from escalation.notices import BriefChanged, CardChanged, Deed, Done, IssueWanted
from escalation.ports import Store
from escalation.writers import NOBODY_WRITES, Tracker
from storage.memory import MemoryStore
from tests.escalation.makers import ACME, ADA, HIGH, LEA, MAYA, SAM, ZOE, Office
from tests.stores import Machine

URL = "https://acme.atlassian.net/browse/ENG-43"
NEW = Issue(source="jira", id="ENG-43", url=URL, title="500", state=IssueState.TODO)
BUG = {"tracker": "jira", "place": "ENG", "title": "Export returns 500", "text": "1. Export", "form": "V1"}


class Tools:
    """Two trackers may be written to; no ticket is."""

    def __init__(self) -> None:
        self.replies_on = NOBODY_WRITES.replies_on

    def trackers(self) -> Sequence[Tracker]:
        return (Tracker(name="jira", places=("ENG",)), Tracker(name="github", places=("acme/shop",)))

    def issue_in(self, tracker: str, typed: str) -> str | None:
        return typed if (tracker == "github") == ("#" in typed) and "-" in typed.replace("#", "-") else None

    def of_ticket(self, draft: Draft) -> Sequence[str]:
        return (draft.ticket,) if draft.ticket else ()


@pytest.fixture
def office(store: Store, machine: Machine) -> Office:
    return Office(store, machine, writers=Tools())


@pytest.fixture
def one_office() -> Office:
    machine = Machine()
    return Office(MemoryStore(machine_now=machine.now), machine, writers=Tools())


def wanted(office: Office, number: EscalationId) -> list[IssueWanted]:
    found = office.notices(number, Form.ISSUE)
    return [one for one in found if isinstance(one, IssueWanted)]


def filed(office: Office, claim: Claim, issue: Issue = NEW) -> None:
    ref = IssueRef(channel=claim.letter.lane, ts=claim.letter.id, issue=issue)
    assert office.desk.arrived(claim, Sent(ref=ref), parts=1)
    office.carry()


def test_a_bug_that_was_filed_is_named_in_the_thread_on_the_card_and_in_the_brief(office: Office) -> None:
    number = office.taken()
    office.does("file_bug", number, ADA, **BUG)
    assert office.row(number).issues == ()

    filed(office, office.on_its_way(Form.ISSUE))

    assert office.row(number).issues == (NEW,)
    line = office.last_line(number)
    assert (line.deed, line.by_name, line.escalation.issues) == (Deed.FILED, "Ada", (NEW,))
    assert isinstance(office.notices(number, Form.EDIT)[-1], CardChanged)
    drawn = [one for one in office.notices(number, Form.FOLD) if isinstance(one, BriefChanged)]
    assert f"500 (Jira, to do) {URL}" in briefs.of(drawn[-1].escalation).supporting.tickets
    assert office.trail(number)[-1].kind == "bug filed"


def test_what_became_of_a_filed_bug_is_heard(office: Office) -> None:
    number = office.taken()
    office.does("file_bug", number, ADA, **BUG)
    filed(office, office.on_its_way(Form.ISSUE))
    office.passes(hours=1)

    closed = Happening(what=Happened.ISSUE_CLOSED, source="jira", product="Jira", refs=("ENG-43",), at=office.moment)
    heard = office.desk.hear(Heard(keys=("a",), happenings=(closed,)), workspace=ACME)

    assert (heard, office.trail(number)[-1].kind) == (1, "issue closed")
    with office.store.read(ACME) as tx:
        assert tx.with_ref(URL) == (number,)


def test_one_form_files_one_bug_however_often_it_is_sent(office: Office) -> None:
    number = office.taken()
    for _ in range(3):
        office.does("file_bug", number, ADA, **BUG)
    assert len(wanted(office, number)) == 1
    office.does("file_bug", number, ADA, **{**BUG, "form": "V2"})
    assert len(wanted(office, number)) == 2


def test_an_issue_that_is_there_is_linked_wherever_its_name_belongs(one_office: Office) -> None:
    number = one_office.taken()
    one_office.does("link_issue", number, LEA, tracker="jira", issue="acme/shop#81", form="V1")
    (one,) = wanted(one_office, number)
    assert (one.source, one.existing, one.title) == ("github", "acme/shop#81", "")

    filed(one_office, one_office.on_its_way(Form.ISSUE), NEW)
    assert one_office.last_line(number).deed is Deed.LINKED


def test_the_same_issue_twice_stands_there_once(one_office: Office) -> None:
    number = one_office.taken()
    for form in ("V1", "V2"):
        one_office.does("link_issue", number, ADA, tracker="jira", issue="ENG-43", form=form)
        filed(one_office, one_office.on_its_way(Form.ISSUE))
    assert one_office.row(number).issues == (NEW,)


def test_what_no_tracker_can_have_is_refused_at_once(one_office: Office) -> None:
    number = one_office.taken()
    with one_office.refuses("No tracker here has such an issue. Write its key, such as ENG-123, or its link."):
        one_office.does("link_issue", number, ADA, tracker="jira", issue="monday", form="V1")
    with one_office.refuses("Linear is not written to any more. Close this and press File a bug again."):
        one_office.does("file_bug", number, ADA, **{**BUG, "tracker": "linear"})


def test_only_who_has_a_part_in_it_files(one_office: Office) -> None:
    number = one_office.taken()
    with one_office.refuses("This is for Engineering, leads, the reporter and whoever has it to do."):
        one_office.does("file_bug", number, ZOE, **BUG)
    one_office.does("file_bug", number, MAYA, **BUG)
    assert len(wanted(one_office, number)) == 1


def test_of_security_nothing_is_filed(one_office: Office) -> None:
    number = one_office.opens(HIGH, TargetTeam.SECURITY)
    assert not one_office.row(number).files_bugs
    with one_office.refuses("Of a Security escalation nothing is written into other tools."):
        one_office.does("file_bug", number, SAM, **BUG)


def test_handed_to_security_meanwhile_nothing_is_filed(one_office: Office) -> None:
    number = one_office.taken()
    one_office.does("file_bug", number, ADA, **BUG)
    claim = one_office.on_its_way(Form.ISSUE)
    one_office.does("hand_over", number, ADA, to=TargetTeam.SECURITY)
    with pytest.raises(NothingToSay):
        one_office.desk.by_letter(claim)


def test_what_could_not_be_filed_comes_back_to_whoever_wanted_it_with_their_words(office: Office) -> None:
    number = office.taken()
    office.does("file_bug", number, ADA, **BUG)
    claim = office.on_its_way(Form.ISSUE)
    office.desk.parked(claim, Parked(reason="jira does not let us in (403)", code="refused"))
    office.carry()

    (told,) = [one for one in office.delivered if one.form is Form.DIRECT and isinstance(one.notice, IssueWanted)]
    assert told.lane == ADA.person.id
    assert isinstance(told.notice, IssueWanted)
    assert (told.notice.reason, told.notice.text) == ("jira does not let us in (403)", "1. Export")
    with office.store.read(ACME) as tx:
        assert [one.state for one in tx.letters(number, state=LetterState.PARKED)] == [LetterState.PARKED]


def test_a_closed_one_can_still_be_filed(one_office: Office) -> None:
    number = one_office.taken()
    one_office.does("resolve", number, ADA, cause="Rolled back")
    one_office.carry()
    one_office.does("file_bug", number, ADA, **BUG)
    filed(one_office, one_office.on_its_way(Form.ISSUE))
    newest = [one for one in one_office.notices(number) if isinstance(one, Done)][-1]
    assert newest.deed is Deed.FILED
