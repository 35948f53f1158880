"""The morning's list: what it names, in which order, with which buttons, and what a phone shows of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blocks import direct, kit, morning, reminder
from blocks.kit import Message
from escalation.drafts import Draft, MessageRef
from escalation.kinds import ClockKind, EscalationId, Status, TargetTeam
from escalation.models import Escalation
from escalation.notices import Due, EscalationOpened, Morning, MorningList, Owed, ReminderDue
from tests.blocks.client import lines
from tests.blocks.contents import anything, escalations
from tests.blocks.facts import ADA, CARD, CHECKOUT, MAYA, MONDAY, an_escalation
from tests.blocks.slack_rules import broken_in_message

INTERNAL, CUSTOMER = ClockKind.INTERNAL, ClockKind.CUSTOMER
LIST = MorningList(
    person=ADA,
    day=date(2026, 11, 23),
    begins_at=MONDAY - timedelta(hours=12),
    ends_at=MONDAY + timedelta(hours=12),
)
HAS_IT: dict[str, Any] = {"status": Status.ACKNOWLEDGED, "assignee": ADA, "assignee_name": "Ada"}


def link_to(card: MessageRef | None) -> str | None:
    return f"https://acme.slack.com/archives/{card.channel}/p1" if card else None


def owed(number: int, clock: ClockKind = INTERNAL, *, hours: float = 2, card: bool = True, **changes: Any) -> Owed:
    draft = changes.pop("draft", CHECKOUT)
    target = changes.pop("target", TargetTeam.ENGINEERING)
    escalation = an_escalation(draft, target, **{**HAS_IT, "id": EscalationId(number), **changes})
    by = MONDAY + timedelta(hours=hours)
    placed = CARD if card else None
    return Owed(escalation=escalation, clock=clock, by=by, is_overdue=by < LIST.begins_at, card=placed)


def drawn(*items: Owed, total: int = 0) -> Message:
    return morning.message(LIST, Morning(items=items, total=total or len(items)), link_to=link_to)


def buttons(message: Message) -> list[list[str]]:
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    return [[str(one["text"]["text"]) for one in row] for row in rows]


def of_customer(number: int, name: str, hours: float) -> Owed:
    return owed(number, CUSTOMER, hours=hours, draft=CHECKOUT.model_copy(update={"customers": (name,)}))


def test_it_says_how_much_waits_and_then_each_thing_with_its_buttons() -> None:
    credit = CHECKOUT.model_copy(update={"needed": "decide whether we credit 3 months"})
    list_ = drawn(owed(9, hours=-72, draft=credit), owed(15), owed(17, CUSTOMER, hours=5))
    assert lines(list_.blocks) == [
        "3 wait for you: ESC-9 (decision, since Fri 20 Nov 12:10 UTC), ESC-15 (news), ESC-17 (word to the customer).",
        "ESC-9: decision, overdue since Fri 20 Nov 12:10 UTC",
        "API returns 500 on checkout, Acme Corp +1",
        "[Approve] [Decline] [Decide later] [Open in channel]",
        "ESC-15: news, due Mon 23 Nov 14:10 UTC",
        "API returns 500 on checkout, Acme Corp +1",
        "[Post update] [No change] [Open in channel]",
        "ESC-17: word to Acme Corp +1 by Mon 23 Nov 17:10 UTC",
        "API returns 500 on checkout, Acme Corp +1",
        "[Draft customer update] [Customer updated] [Open in channel]",
    ]


def test_several_customers_are_one_line_by_when_each_was_promised_word() -> None:
    list_ = drawn(
        of_customer(1, "Acme Corp", 5.58), of_customer(2, "Globex", 5.58), of_customer(3, "Initech", 6), owed(4)
    )
    assert lines(list_.blocks)[1] == (
        "Due by Mon 23 Nov 17:44 UTC: Acme Corp, Globex. Due by Mon 23 Nov 18:10 UTC: Initech."
    )


def test_a_single_customer_is_named_where_it_stands_only() -> None:
    assert [one for one in lines(drawn(of_customer(1, "Acme Corp", 5)).blocks) if one.startswith("Due by")] == []


def test_a_promise_that_has_passed_says_so() -> None:
    assert lines(drawn(of_customer(1, "Acme Corp", -48)).blocks)[1] == (
        "ESC-1: word to Acme Corp, promised by Sat 21 Nov 12:10 UTC"
    )


def test_what_does_not_fit_is_counted_and_has_a_place() -> None:
    list_ = drawn(*(owed(number) for number in range(1, 13)), total=19)
    assert lines(list_.blocks)[0].startswith("19 wait for you: ESC-1 (news), ESC-2 (news)")
    assert lines(list_.blocks)[0].endswith("ESC-12 (news), …")
    assert lines(list_.blocks)[-1] == "And 7 more: they are in the Home tab of this app."
    assert broken_in_message(list_) == []


def test_one_alone_is_said_in_the_singular() -> None:
    assert lines(drawn(owed(15)).blocks)[0] == "1 waits for you: ESC-15 (news)."


def test_when_all_is_done_it_is_one_line_without_buttons() -> None:
    assert (lines(drawn().blocks), buttons(drawn())) == ([morning.ALL_DONE], [])


def test_the_next_list_leaves_one_line_of_this_one() -> None:
    left = morning.message(LIST.model_copy(update={"overtaken": True}), Morning(), link_to=link_to)
    assert (lines(left.blocks), buttons(left)) == ([morning.OVERTAKEN], [])


def test_without_a_card_that_stands_there_is_no_link() -> None:
    assert buttons(drawn(owed(15, card=False))) == [["Post update", "No change"]]


def test_a_phone_shows_what_waits_and_nothing_that_somebody_typed() -> None:
    hostile = Draft(headline="<!channel> *now*", customers=("<!here>",), needed="decide on <@U123>")
    list_ = drawn(owed(9, hours=-72, draft=hostile), owed(17, CUSTOMER, draft=hostile))
    moment = int((MONDAY - timedelta(hours=72)).timestamp())
    assert list_.text == (
        f"2 wait for you: ESC-9 (decision, since <!date^{moment}^{{date_short_pretty}}|Fri 20 Nov 12:10 UTC>), "
        "ESC-17 (word to the customer)."
    )


@anything
@given(
    found=st.lists(escalations(), min_size=1, max_size=3),
    clock=st.sampled_from([INTERNAL, CUSTOMER]),
    is_overdue=st.booleans(),
)
def test_whatever_was_typed_it_is_a_message_that_slack_takes(
    found: list[Escalation], clock: ClockKind, *, is_overdue: bool
) -> None:
    numbered = [one.model_copy(update={"id": EscalationId(n), **HAS_IT}) for n, one in enumerate((found * 12)[:12])]
    items = (Owed(escalation=one, clock=clock, by=MONDAY, is_overdue=is_overdue, card=CARD) for one in numbered)
    list_ = drawn(*items, total=4000)
    assert broken_in_message(list_) == []
    assert broken_in_message({"text": "-", "blocks": kit.in_plain_words(list_)}) == []
    assert "mrkdwn" not in str(list_.blocks)


def test_who_reported_it_reads_that_they_are_reminded_in_the_morning() -> None:
    due = Due(remind_at=MONDAY + timedelta(days=1), listed_at=MONDAY + timedelta(hours=20), customer_by=MONDAY)
    said = lines(
        direct.opened(EscalationOpened(escalation=an_escalation(CHECKOUT), due=due), link=None, card=None).blocks
    )
    assert any(line.endswith("I'll remind you Tue 24 Nov 08:10 UTC.") for line in said)


# The question in the thread, at its own moment


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ((), ["@U0ADA, any news on ESC-12?", "@U0MAYA, Acme Corp +1 is due word."]),
        ((ADA, MAYA), ["Ada, any news on ESC-12?", "Maya, Acme Corp +1 is due word."]),
        ((MAYA,), ["@U0ADA, any news on ESC-12?", "Maya, Acme Corp +1 is due word."]),
    ],
)
def test_who_read_of_it_in_the_morning_is_named_and_not_called(told: tuple[Any, ...], says: list[str]) -> None:
    due = ReminderDue(
        escalation=an_escalation(CHECKOUT, **HAS_IT),
        clock=INTERNAL,
        due_at=MONDAY,
        due=Due(),
        people=(ADA, MAYA),
        with_customer=True,
        told=told,
    )
    shown = lines(reminder.message(due).blocks)
    assert [line.split(" Nothing new")[0] for line in shown[:2]] == says


def test_somebody_told_whose_name_is_not_known_is_left_out() -> None:
    due = ReminderDue(
        escalation=an_escalation(CHECKOUT, **HAS_IT, reporter_name=""),
        clock=CUSTOMER,
        due_at=MONDAY,
        people=(MAYA,),
        told=(MAYA,),
    )
    assert lines(reminder.message(due).blocks)[0] == "Acme Corp +1 is due word."
