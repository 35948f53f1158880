"""A Critical that nobody has: whoever is on duty is called outside Slack, once, and the thread says so."""

from datetime import timedelta

import pytest
from pydantic import SecretStr

from escalation.errors import NothingToSay
from escalation.kinds import EscalationId, Severity, TargetTeam
from escalation.letters import Form, Letter, LetterState, Parked, PutOff
from escalation.notices import Paged
from tests.escalation.makers import (
    ACME,
    ADA,
    CRITICAL,
    ENG,
    HIGH,
    LEA,
    MAYA,
    PRODUCT,
    SAM,
    Office,
    a_draft,
    berlin,
    told,
)
from tests.storage.facts import a_lone

AT_NIGHT = berlin("2026-03-02 22:00")
PAGED = (TargetTeam.ENGINEERING, TargetTeam.PRODUCT, TargetTeam.SECURITY)


@pytest.fixture
def office(any_office: Office) -> Office:
    """Three of its teams can be paged."""
    can_be_paged = {"page_webhook": SecretStr("env:PAGE"), "page": "+49 30 1234567"}
    teams = {team: any_office.policy.team(team).model_copy(update=can_be_paged) for team in PAGED}
    any_office.policy = any_office.policy.model_copy(update={"teams": {**any_office.policy.teams, **teams}})
    return any_office


def calls(office: Office, number: EscalationId) -> list[Letter]:
    return [one.letter for one in office.letters(number) if one.letter.form is Form.PAGE]


def walks(office: Office, **span: float) -> None:
    office.lets_pass(office.moment + timedelta(**span))


def kinds(office: Office, number: EscalationId) -> list[str]:
    return [event.kind for event in office.trail(number)]


def test_at_night_a_critical_is_called_out_at_once_and_the_thread_says_so(office: Office) -> None:
    office.moment = AT_NIGHT

    number = office.opens(CRITICAL)

    assert [one.lane for one in calls(office, number)] == ["page:engineering"]
    assert office.notices(number)[-1] == Paged(escalation=office.row(number))
    assert kinds(office, number) == ["opened", "paged"]
    assert office.desk.show(number, workspace=ACME).due.is_paged


def test_nobody_is_called_twice_for_the_same_question(office: Office) -> None:
    office.moment = AT_NIGHT
    number = office.opens(CRITICAL)
    walks(office, hours=4)
    assert len(calls(office, number)) == 1


def test_by_day_the_ladder_is_gone_up_first(office: Office) -> None:
    number = office.opens(CRITICAL)
    walks(office, minutes=30)
    assert calls(office, number) == []
    walks(office, hours=2)
    assert len(calls(office, number)) == 1


@pytest.mark.parametrize("severity", [HIGH, Severity.MEDIUM])
def test_only_a_critical_wakes_people(office: Office, severity: Severity) -> None:
    office.moment = AT_NIGHT
    number = office.opens(severity)
    walks(office, days=4)
    assert calls(office, number) == []


def test_without_a_webhook_nothing_is_called(office: Office) -> None:
    office.moment = AT_NIGHT
    number = office.opens(CRITICAL, TargetTeam.LEADERSHIP)
    assert calls(office, number) == []
    assert not office.desk.show(number, workspace=ACME).due.is_paged


def test_what_becomes_critical_at_night_is_called_out_too(office: Office) -> None:
    number = office.opens(HIGH)
    office.moment = AT_NIGHT
    office.does("change_severity", number, MAYA, to=CRITICAL, reason="")
    office.carry()
    assert len(calls(office, number)) == 1


def test_what_somebody_has_wakes_nobody(office: Office) -> None:
    office.moment = AT_NIGHT
    number = office.taken(HIGH)
    office.does("change_severity", number, MAYA, to=CRITICAL, reason="")
    office.carry()
    assert calls(office, number) == []


def test_taken_while_the_call_was_on_its_way_nobody_is_woken(office: Office) -> None:
    office.moment = AT_NIGHT
    number = office.opens(HIGH)
    office.does("change_severity", number, MAYA, to=CRITICAL, reason="")
    claim = office.on_its_way(Form.PAGE)
    office.does("acknowledge", number, ADA)
    with pytest.raises(NothingToSay):
        office.desk.by_letter(claim)


def test_a_call_does_not_wait_for_a_slack_that_is_down(office: Office) -> None:
    office.moment = AT_NIGHT
    draft = a_draft(CRITICAL)
    office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME)
    claimed = office.store.claim_letters(owner="one", limit=9, lease=timedelta(seconds=60))
    assert {one.letter.form for one in claimed} == {Form.CARD, Form.PAGE}


def test_a_call_that_does_not_get_through_is_left_to_people(office: Office) -> None:
    office.moment = AT_NIGHT
    number = office.opens(HIGH)
    office.does("change_severity", number, MAYA, to=CRITICAL, reason="")
    claim = office.on_its_way(Form.PAGE)

    office.desk.parked(claim, Parked(reason="the webhook answered 404", code="refused"))

    heard = office.carry()
    assert told("line", ENG, "paged") in heard
    assert told("direct", LEA.person.id, "paged") in heard
    assert told("direct", MAYA.person.id, "paged") in heard
    line = office.notices(number)[-1]
    assert isinstance(line, Paged)
    assert (line.reason, line.page, line.lead) == ("the webhook answered 404", "+49 30 1234567", LEA.person.id)
    assert kinds(office, number)[-1] == "not paged"


def test_of_security_only_its_lead_hears_that_nobody_was_reached(office: Office) -> None:
    office.moment = AT_NIGHT
    number = office.opens(HIGH, TargetTeam.SECURITY)
    office.does("change_severity", number, SAM, to=CRITICAL, reason="")
    claim = office.on_its_way(Form.PAGE)
    office.desk.parked(claim, Parked(reason="the webhook answered 404", code="refused"))
    direct = [one for one in office.carry() if one[0] == "direct" and one[2] == "paged"]
    assert direct == [told("direct", SAM.person.id, "paged")]


def test_another_team_is_called_by_its_own_way(office: Office) -> None:
    office.moment = AT_NIGHT
    number = office.opens(CRITICAL)
    office.does("hand_over", number, ADA, to=TargetTeam.PRODUCT)
    office.carry()
    assert [one.lane for one in calls(office, number)] == ["page:engineering", "page:product"]
    assert office.row(number).channel == PRODUCT


def test_a_call_for_the_team_it_was_taken_from_is_not_made(office: Office) -> None:
    office.moment = AT_NIGHT
    number = office.opens(HIGH)
    office.does("change_severity", number, MAYA, to=CRITICAL, reason="")
    office.does("hand_over", number, ADA, to=TargetTeam.PRODUCT)
    office.carry()
    states = {one.letter.lane: one.state for one in office.letters(number) if one.letter.form is Form.PAGE}
    assert states == {"page:engineering": LetterState.DROPPED, "page:product": LetterState.SENT}


def test_taken_up_again_at_night_it_is_called_out_again(office: Office) -> None:
    office.moment = AT_NIGHT
    number = office.opens(CRITICAL)
    office.does("withdraw", number, MAYA)
    office.passes(minutes=5)
    office.does("reopen", number, MAYA)
    office.carry()
    assert len(calls(office, number)) == 2


def test_handed_to_security_there_is_no_message_of_a_call_to_take_back(office: Office) -> None:
    office.moment = AT_NIGHT
    number = office.opens(CRITICAL)
    office.does("hand_over", number, ADA, to=TargetTeam.SECURITY)
    stubs = [one.letter.lane for one in office.letters(number) if one.letter.form is Form.FOLD]
    assert "page:engineering" not in stubs


def test_of_a_call_to_the_team_it_was_taken_from_the_new_one_is_told_nothing(office: Office) -> None:
    office.moment = AT_NIGHT
    number = office.opens(HIGH)
    office.does("change_severity", number, MAYA, to=CRITICAL, reason="")
    claim = office.on_its_way(Form.PAGE)
    office.does("hand_over", number, ADA, to=TargetTeam.PRODUCT)

    office.arrives(claim)

    assert not [one for one in office.notices(number) if isinstance(one, Paged)]


def test_a_call_made_again_is_told_of_again(office: Office) -> None:
    office.moment = AT_NIGHT
    number = office.opens(HIGH)
    office.does("change_severity", number, MAYA, to=CRITICAL, reason="")
    claim = office.on_its_way(Form.PAGE)
    office.desk.parked(claim, Parked(reason="the webhook answered 404", code="refused"))
    office.carry()
    with office.store.begin(ACME) as tx:
        assert tx.retry(claim.letter.id)

    office.carry()

    said = [one.reason for one in office.notices(number) if isinstance(one, Paged)]
    assert said == ["the webhook answered 404", ""]


def test_a_pause_of_slacks_holds_no_call(office: Office) -> None:
    with office.store.begin(ACME) as tx:
        tx.write(a_lone("one", workspace=ACME))
    (lone,) = office.store.claim_letters(owner="one", limit=9, lease=timedelta(seconds=60))
    with office.store.begin(ACME) as tx:
        tx.settle(lone, PutOff(reason="Slack asks for a pause", after=timedelta(hours=1), holds_workspace=True))
    office.moment = AT_NIGHT
    draft = a_draft(CRITICAL)
    office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME)

    assert office.store.next_letter_in() == 0
    claimed = office.store.claim_letters(owner="one", limit=9, lease=timedelta(seconds=60))
    assert [one.letter.form for one in claimed] == [Form.PAGE]
