"""A decision is an answer: it ends the team's clock; put off, it is asked for on its day and not in between."""

from datetime import date
from typing import Any

import pytest

from escalation.asks import asks_decision
from escalation.kinds import ChannelId, ClockKind, EscalationId, Status, TargetTeam, Verdict
from escalation.letters import Form
from escalation.models import Escalation, News
from escalation.notices import Deed, Done, ReminderDue, ReminderFolded
from escalation.policy import TeamPolicy
from tests.escalation.makers import (
    ADA,
    CRITICAL,
    ENG,
    HIGH,
    LEA,
    MAYA,
    MEDIUM,
    PIA,
    PRODUCT,
    ZOE,
    Office,
    a_policy,
    a_viewer,
    berlin,
    told,
)

BOARD = ChannelId("C0BOARD")
VERA, OLE, KIT = a_viewer("Vera"), a_viewer("Ole", channels=(BOARD,)), a_viewer("Kit")
LEADERSHIP = TargetTeam.LEADERSHIP


@pytest.fixture
def board(office: Office) -> Office:
    """Leadership has a channel and three who decide, of whom one reads it."""
    deciders = tuple(one.person.id for one in (VERA, OLE, KIT))
    team = TeamPolicy(channel=BOARD, deciders=deciders)
    plain = a_policy()
    office.policy = plain.model_copy(update={"teams": {**plain.teams, LEADERSHIP: team}})
    return office


def approves(office: Office, number: EscalationId, **more: object) -> Escalation:
    said = {"verdict": Verdict.APPROVED, "text": "Two months of credit.", **more}
    return office.does("decide", number, VERA, **said)


def asked_to_decide(office: Office, number: EscalationId) -> list[tuple[str, str]]:
    """Whom it was put to, where: the reminders of the deciders' clock, in order."""
    asked = [one.letter for one in office.letters(number) if isinstance(one.letter.notice, ReminderDue)]
    return [
        (one.form.value, ", ".join(one.notice.people))
        for one in asked
        if isinstance(one.notice, ReminderDue) and one.notice.clock is ClockKind.DECISION
    ]


def test_the_first_of_those_who_decide_gets_the_card_directly(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)

    assert asked_to_decide(board, number) == [("direct", "U0VERA")]


def test_without_an_answer_each_next_one_is_asked_at_half_the_time_that_is_left(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)  # at 10:00, for today 18:00

    assert board.due(number)["decision"] == "Mon 14:00"
    board.lets_pass(berlin("2026-03-02 14:00"))
    assert asked_to_decide(board, number)[1:] == [("line", "U0OLE"), ("direct", "U0OLE")]

    assert board.due(number)["decision"] == "Mon 16:00"
    board.lets_pass(berlin("2026-03-02 16:00"))
    assert asked_to_decide(board, number)[3:] == [("line", "U0KIT"), ("direct", "U0KIT")]
    assert board.due(number)["decision"] is None


def test_a_critical_whose_deadline_is_now_asks_the_next_one_after_half_an_hour(board: Office) -> None:
    number = board.opens(CRITICAL, LEADERSHIP)
    assert board.due(number)["decision"] == "Mon 10:30"


def test_nobody_is_asked_to_decide_on_what_they_reported(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP, by=OLE)
    board.lets_pass(berlin("2026-03-02 18:30"))

    assert [who for form, who in asked_to_decide(board, number) if form == "line"] == ["U0KIT"]


def test_a_decision_is_kept_ends_the_teams_clock_and_reaches_the_reporter(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    board.passes(hours=1)

    decided = approves(board, number, conditions="They sign by June", for_customer="We credit two months.")

    assert decided.decision is not None
    assert (decided.decision.verdict, decided.decision.by_name) == (Verdict.APPROVED, "Vera")
    assert decided.for_customer is not None
    assert decided.for_customer.text == "We credit two months."
    assert (decided.status, decided.assignee) == (Status.ACKNOWLEDGED, VERA.person.id)
    assert board.due(number) == {"internal": None, "customer": "Mon 14:00", "decision": None}
    assert told("direct", MAYA.person.id, "decided") in board.carry()


def test_everyone_who_was_asked_sees_that_it_is_decided(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    board.lets_pass(berlin("2026-03-02 14:00"))
    board.carry()

    approves(board, number)

    asked = {
        one.ref.ts
        for one in board.letters(number)
        if one.ref and isinstance(one.letter.notice, ReminderDue) and one.letter.notice.clock is ClockKind.DECISION
    }
    folded = {one.letter.edits for one in board.letters(number) if isinstance(one.letter.notice, ReminderFolded)}
    assert len(asked) == 3
    assert asked <= folded


def test_a_question_that_has_not_left_yet_when_it_is_decided_is_not_sent(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    board.lets_pass(berlin("2026-03-02 14:00"))

    approves(board, number)

    assert not [one for one in board.carry() if one[2] == "reminder: decision"]


def test_nobody_asks_the_team_for_news_of_what_is_decided(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    approves(board, number)

    board.lets_pass(berlin("2026-03-06 12:00"))

    assert {one.clock for one in board.reminders(number)} == {ClockKind.CUSTOMER}
    with board.refuses("ESC-1 is decided, so nobody is asked about it. Use Post update."):
        board.does("snooze", number, VERA)


def test_an_update_after_a_decision_starts_no_clock(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    approves(board, number)

    board.does("update", number, OLE, text="The credit note is out.")

    assert board.due(number)["internal"] is None


def test_who_decides_second_hears_who_was_first_and_how_to_change_it(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    approves(board, number)

    with board.refuses("Vera has decided ESC-1 already: approved. More > Change decision."):
        board.does("decide", number, OLE, verdict=Verdict.DECLINED, text="No.")
    changed = board.does("decide", number, OLE, verdict=Verdict.DECLINED, text="No.", again=True)

    assert changed.decision is not None
    assert (changed.decision.verdict, changed.decision.by_name) == (Verdict.DECLINED, "Ole")


def test_decide_later_asks_on_that_day_and_not_in_between(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)

    later = board.does("decide_later", number, VERA, until=date(2026, 3, 5), text="Legal answers on Thursday.")

    assert later.decision is not None
    assert later.decision.verdict is Verdict.LATER
    assert (board.due(number)["internal"], board.due(number)["decision"]) == ("Thu 09:00", None)
    board.lets_pass(berlin("2026-03-05 08:59"))
    assert {one.clock for one in board.reminders(number)} == {ClockKind.CUSTOMER}
    board.lets_pass(berlin("2026-03-05 09:00"))
    assert ClockKind.INTERNAL in {one.clock for one in board.reminders(number)}


def test_a_day_on_which_nobody_works_is_asked_at_the_next_opening(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    board.does("decide_later", number, VERA, until=date(2026, 3, 7))
    assert board.due(number)["internal"] == "Mon 09:00"


@pytest.mark.parametrize("until", [date(2026, 3, 2), date(2026, 2, 1), date(2026, 6, 1)])
def test_a_day_that_is_today_gone_or_far_off_is_refused(board: Office, until: date) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    with board.refuses("Choose a day after today, within the next 60 days."):
        board.does("decide_later", number, VERA, until=until)


def test_what_was_put_off_can_be_decided_at_any_time(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    board.does("decide_later", number, VERA, until=date(2026, 3, 5))

    assert approves(board, number).is_decided
    assert board.due(number)["internal"] is None


def test_product_says_whether_it_is_planned(office: Office) -> None:
    number = office.opens(MEDIUM, TargetTeam.PRODUCT)

    decided = office.does("decide", number, PIA, verdict=Verdict.PLANNED, text="For the second quarter.")

    assert decided.decision is not None
    assert decided.decision.verdict is Verdict.PLANNED
    assert told("line", PRODUCT, "decided") in office.carry()


def test_any_team_can_be_asked_to_decide_and_only_what_was_asked_is_decided(office: Office) -> None:
    asked = office.taken(HIGH, needed="Approve a rollback of 4.12 tonight")
    assert office.does("decide", asked, LEA, verdict=Verdict.APPROVED, text="Go.").is_decided

    other = office.taken(HIGH)
    with office.refuses("ESC-2 asks for no decision. Use Post update."):
        office.does("decide", other, ADA, verdict=Verdict.APPROVED, text="Go.")


def test_the_reporter_and_people_without_a_part_decide_nothing(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    for who in (MAYA, ZOE):
        with board.refuses("This is for Leadership to do: the people in its channel, and leads."):
            board.does("decide", number, who, verdict=Verdict.APPROVED, text="Yes.")


def test_who_is_named_to_decide_sees_it_without_being_in_the_channel(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    _, is_whole = board.desk.show_to(number, VERA, workspace=board.row(number).workspace)
    assert is_whole


@pytest.mark.parametrize("deed", ["de_escalate", "resolve"])
def test_an_end_asks_nobody_to_decide_any_more(board: Office, deed: str) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    board.does(deed, number, OLE)

    assert board.due(number)["decision"] is None
    board.lets_pass(berlin("2026-03-03 18:00"))
    assert asked_to_decide(board, number) == [("direct", "U0VERA")]


def test_taken_up_again_it_is_asked_anew(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    approves(board, number)
    board.does("resolve", number, OLE)
    board.passes(minutes=30)

    again = board.does("reopen", number, OLE)

    assert again.decision is None
    assert board.due(number)["decision"] is not None


def test_another_team_has_its_own_decision_to_make(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    board.does("hand_over", number, OLE, to=TargetTeam.ENGINEERING)
    board.lets_pass(berlin("2026-03-02 18:00"))

    assert board.due(number)["decision"] is None
    assert asked_to_decide(board, number) == [("direct", "U0VERA")]
    assert board.row(number).channel == ENG


def test_handed_to_leadership_the_first_to_decide_is_asked(board: Office) -> None:
    number = board.opens(HIGH)
    board.does("hand_over", number, ADA, to=LEADERSHIP)

    assert told("direct", "U0VERA", "reminder: decision") in board.carry()
    assert board.due(number)["decision"] == "Mon 14:00"


def test_an_undone_end_leaves_the_decision_as_it_was(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    approves(board, number)
    board.does("de_escalate", number, OLE)

    again = board.does("undo", number, OLE)

    assert again.is_decided
    assert board.due(number)["internal"] is None


def test_who_decided_does_not_hand_it_back_by_taking_an_emoji_away(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    approves(board, number)
    assert board.desk.take_back(number, VERA, workspace=board.row(number).workspace) is None


def test_a_decision_is_a_line_of_the_thread(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    approves(board, number)

    lines = [one for one in board.notices(number, Form.LINE) if isinstance(one, Done)]
    assert [(one.deed, one.note) for one in lines] == [(Deed.DECIDED, "Two months of credit.")]


def test_who_reported_it_is_passed_over_and_the_next_one_is_first(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP, by=VERA)
    board.lets_pass(berlin("2026-03-02 14:00"))

    assert [who for _, who in asked_to_decide(board, number)] == ["U0OLE", "U0KIT", "U0KIT"]


def test_another_team_that_names_deciders_asks_the_first_of_them_too(office: Office) -> None:
    teams = {**office.policy.teams}
    product = teams[TargetTeam.PRODUCT].model_copy(update={"deciders": (VERA.person.id, OLE.person.id)})
    office.policy = office.policy.model_copy(update={"teams": {**teams, TargetTeam.PRODUCT: product}})

    number = office.opens(HIGH, TargetTeam.PRODUCT)

    assert asked_to_decide(office, number) == [("direct", "U0VERA")]


@pytest.mark.parametrize("deed", ["undo", "reopen"])
def test_taken_up_again_the_first_who_decides_is_asked_again(board: Office, deed: str) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    board.does("de_escalate", number, OLE)
    board.carry()

    board.does(deed, number, OLE)

    assert told("direct", "U0VERA", "reminder: decision") in board.carry()


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ("update", {"text": "Legal is on it."}),
        ("change_severity", {"to": MEDIUM, "reason": "They can wait."}),
        ("reassign", {"to": LEA.person}),
    ],
)
def test_what_is_put_off_is_not_asked_for_in_between_whatever_is_done(
    board: Office, deed: str, said: dict[str, Any]
) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    board.does("decide_later", number, VERA, until=date(2026, 3, 5))

    board.does(deed, number, OLE, **said)

    assert board.due(number)["internal"] is not None
    assert (board.clocks(number)[ClockKind.INTERNAL].due_at or board.moment) >= berlin("2026-03-05 09:00")
    assert board.due(number)["decision"] is None


def test_on_its_day_whoever_put_it_off_is_asked_with_the_buttons_even_if_someone_wrote(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    board.does("acknowledge", number, OLE)
    board.does("decide_later", number, VERA, until=date(2026, 3, 5))
    board.moment = berlin("2026-03-05 09:00")

    board.beat(wrote=News(text="after the board", at=berlin("2026-03-02 10:30"), by=OLE.person.id, by_name="Ole"))

    [asked] = [one for one in board.reminders(number) if one.clock is ClockKind.INTERNAL]
    assert asked.wrote is None
    assert set(asked.people) == {OLE.person.id, VERA.person.id}


@pytest.mark.parametrize(
    ("ask", "is_decision"),
    [
        ("Approve a refund of one month", True),
        ("Decide whether we roll back", True),
        ("Find the cause, and decide if we roll back", True),
        ("We need a decision by Friday", True),
        ("Find out why customers cannot authorize payments", False),
        ("Fix the approval step in checkout, it returns 500", False),
        ("Find out why users can't sign off their timesheets", False),
        ("Investigate the decision tree that shows wrong results", False),
    ],
)
def test_only_who_is_told_to_decide_is_asked_to(office: Office, ask: str, *, is_decision: bool) -> None:
    assert asks_decision(office.row(office.taken(HIGH, needed=ask))) is is_decision


def test_a_changed_decision_takes_back_what_the_customer_might_have_heard(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    approves(board, number, for_customer="You get three months.")

    changed = board.does("decide", number, VERA, verdict=Verdict.DECLINED, text="No.", again=True)

    assert changed.for_customer is None


def test_a_form_of_another_team_is_not_taken_for_this_ones_decision(board: Office) -> None:
    number = board.opens(HIGH, TargetTeam.PRODUCT)
    board.does("hand_over", number, PIA, to=LEADERSHIP)
    with board.refuses("ESC-1 is with Leadership now, who decide otherwise. Open it again."):
        board.does("decide", number, VERA, verdict=Verdict.PLANNED, text="Next quarter.")


def test_another_ask_is_not_answered_by_the_decision_on_the_one_before(board: Office) -> None:
    number = board.taken(HIGH, needed="Decide whether we roll back")
    board.does("decide", number, LEA, verdict=Verdict.APPROVED, text="Roll back.")

    changed = board.does("edit_brief", number, ADA, changes={"needed": "Find the cause and fix it"})

    assert changed.decision is None
    assert board.due(number)["internal"] == "Mon 14:00"


def test_an_ask_that_becomes_a_decision_has_its_deciders(board: Office) -> None:
    teams = {**board.policy.teams}
    engineering = teams[TargetTeam.ENGINEERING].model_copy(update={"deciders": (VERA.person.id, OLE.person.id)})
    board.policy = board.policy.model_copy(update={"teams": {**teams, TargetTeam.ENGINEERING: engineering}})
    number = board.taken(HIGH)

    board.does("edit_brief", number, ADA, changes={"needed": "Decide whether we roll back"})

    assert asked_to_decide(board, number) == [("direct", "U0VERA")]
    assert board.due(number)["decision"] is not None


def test_what_was_decided_is_said_where_it_goes(board: Office) -> None:
    number = board.opens(HIGH, LEADERSHIP)
    approves(board, number)

    board.does("hand_over", number, OLE, to=TargetTeam.ENGINEERING)

    assert board.last_line(number).note == "approved. Two months of credit."
