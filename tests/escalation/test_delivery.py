"""Carrying letters: an outage of a night loses none, a fault in one holds up no other, not looked is not "no"."""

from datetime import timedelta

import pytest
from pydantic import SecretStr

from escalation.delivery import LONGEST_WAIT, MOST_TRIES, Delivery
from escalation.drafts import MessageRef
from escalation.errors import GiveUp, NothingToSay, TryAgain, Unclear
from escalation.kinds import ChannelId, ClockKind, EscalationId, TargetTeam
from escalation.letters import Form, LetterState
from escalation.notices import ReminderDue
from tests.escalation.carrying import PlayedSlack, a_delivery
from tests.escalation.makers import ACME, ADA, CRITICAL, ENG, MAYA, Office, a_draft, a_policy, berlin


async def one_round(delivery: Delivery) -> None:
    for claim in await delivery.claim(16):
        await delivery.carry(claim)


def opened(office: Office, target: TargetTeam = TargetTeam.ENGINEERING) -> EscalationId:
    """One whose letters have not left."""
    draft = a_draft(target=target)
    return office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME).id


async def test_a_slack_that_is_away_all_night_loses_no_letter(office: Office) -> None:
    carrier = PlayedSlack()
    delivery = a_delivery(office, carrier)
    number = opened(office)
    carrier.fails = dict.fromkeys(Form, TryAgain("Slack cannot be reached"))
    for _ in range(100):
        await one_round(delivery)
        office.waits(LONGEST_WAIT.total_seconds() * 1.5)

    assert {one.state for one in office.letters(number)} == {LetterState.WAITING}

    carrier.fails = {}
    for _ in range(10):
        await one_round(delivery)
        office.waits(LONGEST_WAIT.total_seconds() * 1.5)
    assert {one.state for one in office.letters(number)} == {LetterState.SENT}


async def rounds(office: Office, delivery: Delivery, count: int) -> None:
    for _ in range(count):
        await one_round(delivery)
        office.waits(20)


async def test_a_card_is_looked_for_after_its_last_try_too_and_never_stands_in_two_places(office: Office) -> None:
    office.policy = a_policy(fallback="C0FALLBACK")
    carrier, tries = PlayedSlack(), []
    carrier.looking = lambda: tries.append(1)
    carrier.fails = {Form.CARD: Unclear("no answer")}
    number = opened(office)
    await rounds(office, a_delivery(office, carrier), MOST_TRIES)

    carrier.found = MessageRef(channel=ENG, ts="1.0")
    await rounds(office, a_delivery(office, carrier), 4)

    assert len(tries) == MOST_TRIES
    cards = [one for one in office.letters(number) if one.letter.form is Form.CARD]
    assert [(one.state, one.letter.lane) for one in cards] == [(LetterState.SENT, ENG)]


async def test_a_card_that_is_not_found_after_its_last_try_goes_to_the_fallback(office: Office) -> None:
    office.policy = a_policy(fallback="C0FALLBACK")
    carrier = PlayedSlack()
    carrier.fails = {Form.CARD: Unclear("no answer")}
    number = opened(office)
    await rounds(office, a_delivery(office, carrier), MOST_TRIES + 1)

    cards = [one for one in office.letters(number) if one.letter.form is Form.CARD]
    assert [one.letter.lane for one in cards] == [ENG, "C0FALLBACK"]
    assert (cards[0].state, cards[0].tries) == (LetterState.PARKED, MOST_TRIES + 1)


async def test_what_was_tried_often_enough_blames_no_product_it_did_not_go_to(office: Office) -> None:
    engineering = office.policy.team(TargetTeam.ENGINEERING).model_copy(update={"page_webhook": SecretStr("env:PAGE")})
    office.policy = a_policy(teams={TargetTeam.ENGINEERING: engineering})
    carrier = PlayedSlack()
    carrier.fails = {Form.PAGE: Unclear("no answer")}
    office.moment = berlin("2026-03-02 23:00")
    draft = a_draft(CRITICAL)
    number = office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME).id
    await rounds(office, a_delivery(office, carrier), MOST_TRIES + 1)

    (call,) = (one for one in office.letters(number) if one.letter.form is Form.PAGE)
    assert (call.state, call.reason) == (LetterState.PARKED, "it was never said whether it arrived")


async def test_slacks_limit_in_two_channels_holds_the_others_too(office: Office) -> None:
    carrier = PlayedSlack()
    delivery = a_delivery(office, carrier)
    carrier.fails = {Form.CARD: TryAgain("Slack asks for a pause", after_seconds=30)}
    for target in (TargetTeam.ENGINEERING, TargetTeam.PRODUCT):
        opened(office, target)
        await one_round(delivery)
    carrier.fails = {}
    opened(office, TargetTeam.SECURITY)

    await one_round(delivery)
    assert carrier.carried == []

    office.waits(31)
    await one_round(delivery)
    assert len(carrier.carried) == 3


async def test_a_busy_paging_product_holds_nothing_in_slack(office: Office) -> None:
    paged = {"page_webhook": SecretStr("env:PAGE")}
    teams = {team: office.policy.team(team).model_copy(update=paged) for team in office.policy.teams}
    office.policy = office.policy.model_copy(update={"teams": teams})
    office.moment = berlin("2026-03-02 22:00")
    carrier = PlayedSlack()
    delivery = a_delivery(office, carrier)
    carrier.fails = {Form.PAGE: TryAgain("the webhook answered 429", after_seconds=30)}

    for target in (TargetTeam.ENGINEERING, TargetTeam.PRODUCT):
        draft = a_draft(CRITICAL, target)
        office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME)
        await one_round(delivery)
    await one_round(delivery)

    assert {"card:1:1", "card:2:1", "brief:1", "brief:2"} <= set(carrier.carried)


async def test_a_letter_that_may_have_arrived_waits_while_nobody_can_look(office: Office) -> None:
    carrier = PlayedSlack()
    delivery = a_delivery(office, carrier)
    number = opened(office)
    carrier.fails = {Form.CARD: Unclear("no answer")}
    await one_round(delivery)
    carrier.look_fails = TryAgain("Slack asks for a pause")
    for _ in range(50):
        office.waits(60)
        await one_round(delivery)
    assert (office.letters(number)[0].state, carrier.carried) == (LetterState.UNCLEAR, [])

    carrier.look_fails, carrier.found = None, MessageRef(channel=ChannelId("C0ENG"), ts="7.0")
    office.waits(60)
    await one_round(delivery)
    assert (office.letters(number)[0].state, office.letters(number)[0].ref) == (LetterState.SENT, carrier.found)


async def test_a_fault_of_ours_in_one_letter_holds_up_no_other(office: Office) -> None:
    carrier = PlayedSlack()
    delivery = a_delivery(office, carrier)
    first, second = opened(office), opened(office)
    carrier.fails = {Form.CARD: ZeroDivisionError("a fault")}
    await one_round(delivery)
    carrier.fails = {}
    for _ in range(10):
        office.waits(20)
        await one_round(delivery)

    cards = [one for number in (first, second) for one in office.letters(number) if one.letter.form is Form.CARD]
    assert [one.state for one in cards] == [LetterState.SENT, LetterState.SENT]


async def test_what_has_nothing_to_say_any_more_is_dropped_and_asks_nobody_to_look(office: Office) -> None:
    carrier = PlayedSlack()
    delivery = a_delivery(office, carrier)
    number = opened(office)
    carrier.fails = {Form.CARD: NothingToSay("nothing waits any more")}

    await one_round(delivery)

    card = office.letters(number)[0]
    assert (card.state, card.reason) == (LetterState.DROPPED, "nothing waits any more")


async def test_what_is_refused_for_good_is_parked_and_its_reason_kept(office: Office) -> None:
    carrier = PlayedSlack()
    delivery = a_delivery(office, carrier)
    number = opened(office)
    carrier.fails = {Form.CARD: GiveUp("is archived", code="is_archived")}

    await one_round(delivery)
    office.waits(timedelta(minutes=1).total_seconds())

    card = office.letters(number)[0]
    assert (card.state, card.reason) == (LetterState.PARKED, "is archived")


@pytest.mark.parametrize("outcome", [Unclear("no answer"), TryAgain("Slack asks for a pause", after_seconds=1)])
@pytest.mark.parametrize("deed", ["de_escalate", "no_change"])
async def test_a_reminder_that_did_not_arrive_is_not_tried_again_once_it_was_answered(
    office: Office, outcome: Exception, deed: str
) -> None:
    carrier = PlayedSlack(office.desk)
    delivery = a_delivery(office, carrier)
    number = office.taken()
    office.passes(hours=4)
    office.beat()
    carrier.fails, carrier.meanwhile = {Form.LINE: outcome}, {Form.LINE: lambda: office.does(deed, number, ADA)}
    while carrier.meanwhile:
        await one_round(delivery)
        office.waits(1)
    carrier.fails = {}
    await carried_for_a_while(office, delivery)

    reminder = next(one for one in office.letters(number) if isinstance(one.letter.notice, ReminderDue))
    assert (reminder.state, reminder.letter.key in carrier.carried) == (LetterState.DROPPED, False)


async def test_a_customers_question_that_did_not_arrive_with_the_teams_is_asked_anew(office: Office) -> None:
    carrier = PlayedSlack(office.desk)
    delivery = a_delivery(office, carrier)
    number = office.taken()
    office.passes(hours=4)
    office.beat()
    carrier.fails = {Form.LINE: Unclear("no answer")}
    await carried_for_a_while(office, delivery)
    office.does("no_change", number, ADA)
    carrier.fails = {}
    await carried_for_a_while(office, delivery)

    office.beat()
    await carried_for_a_while(office, delivery)

    asked = [(one.state, one.letter.notice) for one in office.letters(number) if one.letter.form is Form.LINE]
    reminders = [
        (state, notice.clock, notice.with_customer) for state, notice in asked if isinstance(notice, ReminderDue)
    ]
    assert reminders == [(LetterState.DROPPED, ClockKind.INTERNAL, True), (LetterState.SENT, ClockKind.CUSTOMER, False)]


async def test_whoever_stood_still_until_another_took_over_posts_nothing(office: Office) -> None:
    carrier, other = PlayedSlack(), PlayedSlack()
    stalled, takes_over = a_delivery(office, carrier, owner="one"), a_delivery(office, other, owner="two")
    opened(office)
    [claim] = await stalled.claim(1)
    office.waits(61)
    await one_round(takes_over)

    await stalled.carry(claim)

    assert (carrier.carried, other.carried) == ([], ["card:1:1"])


async def test_after_a_look_that_took_most_of_the_lease_nothing_is_posted_under_it(office: Office) -> None:
    carrier = PlayedSlack()
    delivery = a_delivery(office, carrier)
    number = opened(office)
    carrier.fails = {Form.CARD: Unclear("no answer")}
    await one_round(delivery)
    office.waits(20)
    carrier.fails, carrier.looking = {}, lambda: office.waits(40)
    await one_round(delivery)
    assert carrier.carried == []

    carrier.looking = None
    await carried_for_a_while(office, delivery)

    assert carrier.carried.count("card:1:1") == 1
    assert {one.state for one in office.letters(number)} == {LetterState.SENT}


async def carried_for_a_while(office: Office, delivery: Delivery) -> None:
    for _ in range(6):
        await one_round(delivery)
        office.waits(20)
