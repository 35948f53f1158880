"""Notes on the ticket: each of what support's colleagues need to know there, once, and nothing of Security."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from blocks import thread
from escalation.drafts import Draft
from escalation.errors import NothingToSay
from escalation.kinds import EndReason, EscalationId, TargetTeam
from escalation.letters import NOT_UNIQUE, Dropped, Form, Letter, LetterState, Parked, PutOff
from escalation.notices import Done, NoteKind, TicketNote
from escalation.ports import LATE_LETTER, Late, Store
from escalation.writers import NOBODY_WRITES
from storage.memory import MemoryStore
from tests.escalation.makers import (
    ACME,
    ADA,
    CRITICAL,
    HIGH,
    MAYA,
    SAM,
    Office,
    a_draft,
)
from tests.storage.facts import a_lone
from tests.stores import Machine

NUMBERED = "4711"


class Tools:
    """One support platform takes notes; whatever ticket is named, it may have it. No tracker is written to."""

    def __init__(self) -> None:
        self.is_on = True
        self.may_have: tuple[str, ...] = ("zendesk",)
        self.trackers, self.issue_in = NOBODY_WRITES.trackers, NOBODY_WRITES.issue_in
        self.replies_on = NOBODY_WRITES.replies_on

    def of_ticket(self, draft: Draft) -> Sequence[str]:
        return self.may_have if draft.ticket and self.is_on else ()


@pytest.fixture
def office(store: Store, machine: Machine) -> Office:
    return Office(store, machine, writers=Tools())


@pytest.fixture
def one_office() -> Office:
    machine = Machine()
    return Office(MemoryStore(machine_now=machine.now), machine, writers=Tools())


def letters(office: Office, number: EscalationId) -> list[Letter]:
    return [one.letter for one in office.letters(number) if one.letter.form is Form.NOTE]


def notes(office: Office, number: EscalationId) -> list[TicketNote]:
    return [one.notice for one in letters(office, number) if isinstance(one.notice, TicketNote)]


def abouts(office: Office, number: EscalationId) -> list[NoteKind]:
    return [one.about for one in notes(office, number)]


def closing_line(office: Office, number: EscalationId) -> Done:
    """The line about the end, as it was drawn last."""
    drawn = [one for one in office.notices(number, Form.FOLD) if isinstance(one, Done)]
    return drawn[-1]


def test_an_escalation_of_a_ticket_is_noted_there(office: Office) -> None:
    number = office.opens(ticket=NUMBERED)

    assert [(one.lane, one.form) for one in letters(office, number)] == [("note:zendesk", Form.NOTE)]
    assert abouts(office, number) == [NoteKind.OPENED]
    assert [event.kind for event in office.trail(number)] == ["opened", "ticket noted"]
    assert office.row(number).noted_in == "zendesk"


def test_without_a_ticket_nothing_is_noted(one_office: Office) -> None:
    assert letters(one_office, one_office.opens()) == []


def test_each_change_that_support_needs_to_know_is_noted_once(office: Office) -> None:
    number = office.taken(ticket=NUMBERED)
    office.does("change_severity", number, MAYA, to=CRITICAL, reason="It spreads")
    office.does("update", number, ADA, text="Found it: a bad deploy")
    office.does("no_change", number, ADA)
    office.does("resolve", number, ADA, cause="Rolled back")
    office.carry()

    assert abouts(office, number) == [NoteKind.OPENED, NoteKind.SEVERITY, NoteKind.UPDATED, NoteKind.ENDED]
    assert [one.text for one in notes(office, number)] == ["", "It spreads", "Found it: a bad deploy", "Rolled back"]


def test_only_the_teams_news_is_noted(one_office: Office) -> None:
    number = one_office.taken(ticket=NUMBERED)
    one_office.does("update", number, MAYA, text="The customer called again")
    assert abouts(one_office, number) == [NoteKind.OPENED]


def test_the_note_with_the_outcome_ticks_the_closing_step(office: Office) -> None:
    number = office.taken(ticket=NUMBERED)
    office.does("resolve", number, ADA, cause="Rolled back")
    assert not office.row(number).ticket_knows

    office.carry()

    assert office.row(number).ticket_knows
    assert closing_line(office, number).escalation.ticket_knows
    assert office.trail(number)[-1].after == {"tool": "zendesk", "about": "ended"}


def test_a_de_escalation_is_noted_with_its_reason(office: Office) -> None:
    number = office.taken(ticket=NUMBERED)
    office.does("de_escalate", number, ADA)
    office.carry()
    assert abouts(office, number) == [NoteKind.OPENED]

    office.does("give_reason", number, ADA, reason=EndReason.WORKAROUND)
    office.carry()

    assert abouts(office, number) == [NoteKind.OPENED, NoteKind.ENDED]
    assert notes(office, number)[-1].escalation.outcome == "Workaround found"
    assert office.row(number).ticket_knows


def test_without_a_reason_it_is_noted_when_undo_has_ended(one_office: Office) -> None:
    number = one_office.taken(ticket=NUMBERED)
    one_office.does("de_escalate", number, ADA)
    one_office.lets_pass(one_office.moment + timedelta(minutes=11))
    one_office.carry()
    assert abouts(one_office, number)[-1] is NoteKind.ENDED

    one_office.does("give_reason", number, ADA, reason=EndReason.WORKAROUND)
    assert abouts(one_office, number)[-1] is NoteKind.REASON


def test_what_was_undone_before_it_was_noted_leaves_no_note(one_office: Office) -> None:
    number = one_office.taken(ticket=NUMBERED)
    one_office.does("de_escalate", number, ADA)
    one_office.does("undo", number, ADA)
    one_office.lets_pass(one_office.moment + timedelta(minutes=11))
    assert abouts(one_office, number) == [NoteKind.OPENED]


def test_taken_up_again_after_the_outcome_was_noted_it_says_so_and_ends_anew(one_office: Office) -> None:
    number = one_office.taken(ticket=NUMBERED)
    for _ in range(2):
        one_office.does("resolve", number, ADA)
        one_office.carry()
        one_office.passes(hours=1)
        one_office.does("reopen", number, ADA)
        one_office.carry()
        assert not one_office.row(number).ticket_knows
    assert abouts(one_office, number)[1:] == [NoteKind.ENDED, NoteKind.AGAIN] * 2


def test_reopened_while_the_outcome_was_on_its_way_the_step_stays_open(one_office: Office) -> None:
    number = one_office.taken(ticket=NUMBERED)
    one_office.does("resolve", number, ADA)
    first = one_office.on_its_way(Form.NOTE)
    one_office.passes(hours=1)
    one_office.does("reopen", number, ADA)
    one_office.does("resolve", number, ADA)

    one_office.arrives(first)

    assert not one_office.row(number).ticket_knows


def test_a_ticket_named_later_is_noted_then(one_office: Office) -> None:
    number = one_office.opens()
    one_office.does("edit_brief", number, MAYA, changes={"ticket": NUMBERED})
    one_office.does("edit_brief", number, MAYA, changes={"error": "502"})
    assert abouts(one_office, number) == [NoteKind.OPENED]


def test_of_security_nothing_is_written(one_office: Office) -> None:
    number = one_office.opens(HIGH, TargetTeam.SECURITY, ticket=NUMBERED)
    one_office.does("acknowledge", number, SAM)
    one_office.does("update", number, SAM, text="Contained")
    one_office.does("resolve", number, SAM, cause="Keys were turned")
    assert letters(one_office, number) == []


def test_handed_to_security_what_was_not_written_yet_never_is(office: Office) -> None:
    number = office.taken(ticket=NUMBERED)
    office.does("update", number, ADA, text="Looks like a leak")
    claim = office.on_its_way(Form.NOTE)
    office.does("change_severity", number, MAYA, to=CRITICAL, reason="")
    office.does("hand_over", number, ADA, to=TargetTeam.SECURITY)

    with pytest.raises(NothingToSay):
        office.desk.by_letter(claim)
    states = {one.state for one in office.letters(number) if one.letter.form is Form.NOTE}
    assert LetterState.WAITING not in states


def test_handed_to_another_team_its_notes_still_go(one_office: Office) -> None:
    draft = a_draft(ticket=NUMBERED)
    number = one_office.desk.open(one_office.keeps(draft), draft, by=MAYA.person, workspace=ACME).id
    one_office.does("hand_over", number, ADA, to=TargetTeam.PRODUCT)
    one_office.carry()
    states = [one.state for one in one_office.letters(number) if one.letter.form is Form.NOTE]
    assert states == [LetterState.SENT]


def test_a_note_that_is_refused_is_told_to_its_reporter_once_and_once_for_the_end(office: Office) -> None:
    number = office.taken(ticket=NUMBERED)
    refusal = Parked(reason="zendesk does not let us in (403)", code="refused")
    for deed, more in (("update", {"text": "One"}), ("update", {"text": "Two"}), ("resolve", {"cause": "Fixed"})):
        office.does(deed, number, ADA, **more)
        office.desk.parked(office.on_its_way(Form.NOTE), refusal)

    office.carry()

    told = [one for one in office.delivered if one.form is Form.DIRECT and isinstance(one.notice, TicketNote)]
    assert [one.lane for one in told] == [MAYA.person.id] * 2
    assert not office.row(number).ticket_knows
    assert office.row(number).noted_in == ""


def test_whose_ticket_a_number_is_is_asked_once_for_all_tools_that_may_have_it() -> None:
    tools, machine = Tools(), Machine()
    tools.may_have = ("zendesk", "intercom")
    office = Office(MemoryStore(machine_now=machine.now), machine, writers=tools)
    number = office.taken(ticket=NUMBERED)
    refusal = Parked(reason="several tools have it. Put its link into Edit brief, under Ticket", code=NOT_UNIQUE)
    office.does("update", number, ADA, text="Found it")
    office.waits(5)
    for claim in office.store.claim_letters(owner="one", limit=50, lease=timedelta(seconds=60)):
        if claim.letter.form is Form.NOTE:
            office.desk.parked(claim, refusal)
        else:
            office.arrives(claim)
    office.carry()

    states = [one.state for one in office.letters(number) if one.letter.form is Form.NOTE]
    assert states.count(LetterState.PARKED) == 2
    (told,) = [one for one in office.delivered if one.form is Form.DIRECT and isinstance(one.notice, TicketNote)]
    assert isinstance(told.notice, TicketNote)
    shown = thread.noted(told.notice).text
    assert shown.endswith("Put its link into Edit brief, under Ticket.")


def test_a_note_waits_for_no_slack_and_no_slack_for_a_note(office: Office) -> None:
    with office.store.begin(ACME) as tx:
        tx.write(a_lone("one", workspace=ACME))
    (lone,) = office.store.claim_letters(owner="one", limit=9, lease=timedelta(seconds=60))
    with office.store.begin(ACME) as tx:
        tx.settle(lone, PutOff(reason="Slack asks for a pause", after=timedelta(hours=1), holds_workspace=True))
    draft = a_draft(ticket=NUMBERED)
    office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME)

    claimed = office.store.claim_letters(owner="one", limit=9, lease=timedelta(seconds=60))
    assert [one.letter.form for one in claimed] == [Form.NOTE]


def test_a_tool_that_hangs_holds_no_letter_of_slacks(office: Office) -> None:
    draft = a_draft(ticket=NUMBERED)
    number = office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME).id
    office.on_its_way(Form.NOTE)
    office.carry()
    states = {one.letter.form: one.state for one in office.letters(number)}
    assert (states[Form.CARD], states[Form.BRIEF]) == (LetterState.SENT, LetterState.SENT)


def test_a_tool_that_is_away_for_long_does_not_make_the_desk_unready(office: Office) -> None:
    draft = a_draft(ticket=NUMBERED)
    office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME)
    claims = office.store.claim_letters(owner="one", limit=9, lease=timedelta(seconds=60))
    for claim in claims:
        with office.store.begin(ACME) as tx:
            away = PutOff(reason="zendesk is not available", after=timedelta(hours=1))
            assert tx.settle(claim, away)
    office.waits(LATE_LETTER.total_seconds() + 60)
    assert office.store.late(office.moment) == Late(letters=1)  # the card


def test_switched_off_meanwhile_the_closing_step_is_a_persons_again(one_office: Office) -> None:
    number = one_office.taken(ticket=NUMBERED)
    tools = one_office.desk._writers
    assert isinstance(tools, Tools)
    tools.is_on = False
    one_office.does("resolve", number, ADA)
    one_office.carry()
    assert one_office.row(number).noted_in == ""
    assert abouts(one_office, number) == [NoteKind.OPENED]


def test_a_ticket_that_is_gone_meanwhile_leaves_the_closing_step_to_a_person(one_office: Office) -> None:
    number = one_office.taken(ticket=NUMBERED)
    one_office.does("resolve", number, ADA)
    claim = one_office.on_its_way(Form.NOTE)
    assert one_office.desk.dropped(claim, Dropped(reason="zendesk has no ticket of this number"))
    one_office.carry()
    assert one_office.row(number).noted_in == ""
    assert closing_line(one_office, number).escalation.noted_in == ""
