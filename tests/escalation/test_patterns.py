"""A pattern is proposed once, with what speaks for it, and a person says whether it is one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any, cast

import pytest

from escalation.desk import EscalationDesk
from escalation.drafts import Draft
from escalation.kinds import EscalationId, PatternKind, Severity, TargetTeam, WorkspaceId
from escalation.letters import Form
from escalation.models import Pattern
from escalation.notices import Deed, Notice, PatternFound, ReminderFolded
from escalation.ports import Store, Transaction
from tests.escalation.makers import ACME, ADA, CRITICAL, HIGH, LEA, MAYA, MEDIUM, NORA, ZOE, Office, a_draft, told


def about(customer: str, severity: Severity = HIGH, text: str = "") -> Draft:
    issue = text or f"Invoice export returns 502 for {customer}"
    return Draft(text=issue, issue=issue, customers=(customer,), severity=severity, target=TargetTeam.ENGINEERING)


def again(office: Office, customer: str, severity: Severity = HIGH, text: str = "", **more: object) -> EscalationId:
    """One about the export unless it says otherwise, opened and looked at as the form does."""
    draft = about(customer, severity, text).model_copy(update=more)
    number = office.desk.open(office.keeps(draft, by=NORA), draft, by=NORA.person, workspace=ACME).id
    office.desk.look_for_pattern(number, workspace=ACME)
    office.carry()
    return number


def proposed(office: Office) -> list[tuple[int, PatternKind, str]]:
    found = [one.letter.notice for one in office.letters() if isinstance(one.letter.notice, PatternFound)]
    return [
        (one.escalation.id, one.escalation.pattern.kind, one.escalation.pattern.because)
        for one in found
        if one.escalation.pattern
    ]


def three_customers(office: Office, severity: Severity = HIGH) -> EscalationId:
    again(office, "Acme", severity)
    again(office, "Globex", severity)
    return again(office, "Initech", severity)


def test_the_same_from_three_customers_is_proposed_once(any_office: Office) -> None:
    third = three_customers(any_office)
    again(any_office, "Hooli")

    assert proposed(any_office) == [(third, PatternKind.MANY, "the same issue from 3 customers within 30 days")]
    assert any_office.row(third).pattern
    assert any_office.thread(third) == ["pattern found"]


def test_two_customers_are_no_pattern_nor_are_three_far_apart(office: Office) -> None:
    again(office, "Acme")
    again(office, "ACME Inc.")
    again(office, "Globex")
    assert proposed(office) == []

    office.passes(days=31)
    again(office, "Initech")

    assert proposed(office) == []


def test_three_problems_are_no_pattern(office: Office) -> None:
    for customer, text in (("Acme", "Logo is blurred"), ("Globex", "Login page loops"), ("Initech", "Mail is late")):
        again(office, customer, text=text)

    assert proposed(office) == []


def test_the_same_after_it_was_resolved_is_proposed(office: Office) -> None:
    first = again(office, "Acme")
    office.does("acknowledge", first, ADA)
    office.does("resolve", first, ADA)
    office.passes(days=60)

    second = again(office, "Globex")

    assert proposed(office) == [(second, PatternKind.BACK, "again after ESC-1 was resolved")]
    office.passes(days=100)
    again(office, "Initech")
    assert len(proposed(office)) == 1


def test_a_customers_third_that_is_worse_is_proposed(office: Office) -> None:
    again(office, "Acme", MEDIUM, "Logo is blurred")
    again(office, "Acme", MEDIUM, "Mail is late")
    last = again(office, "Acme", HIGH, "Login page loops")

    assert proposed(office) == [(last, PatternKind.WORSE, "Acme's third with Engineering in 30 days, growing worse")]


def test_two_customers_troubles_are_nobodys_third(office: Office) -> None:
    again(office, "Acme", MEDIUM, "Logo is blurred")
    again(office, "Globex", MEDIUM, "Mail is late")
    again(office, "Acme", HIGH, "Login page loops", customers=("Acme", "Globex"))

    assert proposed(office) == []


def test_whoever_of_its_customers_fares_worse_is_named(office: Office) -> None:
    again(office, "Globex", MEDIUM, "Logo is blurred")
    again(office, "Globex", MEDIUM, "Mail is late")
    last = again(office, "Acme", HIGH, "Login page loops", customers=("Acme", "Globex"))

    assert proposed(office) == [(last, PatternKind.WORSE, "Globex's third with Engineering in 30 days, growing worse")]
    pattern = office.row(last).pattern
    assert pattern
    assert pattern.customers == ("Globex",)


@pytest.mark.parametrize("severities", [(HIGH, HIGH, HIGH), (HIGH, MEDIUM, HIGH), (CRITICAL, HIGH, MEDIUM)])
def test_a_customers_third_that_is_not_worse_is_none(office: Office, severities: tuple[Severity, ...]) -> None:
    texts = ("Logo is blurred", "Mail is late", "Login page loops")
    for severity, text in zip(severities, texts, strict=True):
        again(office, "Acme", severity, text)

    assert proposed(office) == []


def test_security_makes_no_pattern(office: Office) -> None:
    again(office, "Acme", target=TargetTeam.SECURITY)
    again(office, "Globex", target=TargetTeam.SECURITY)
    again(office, "Initech")
    again(office, "Hooli", target=TargetTeam.SECURITY)

    assert proposed(office) == []


def hands_to_security(office: Office, number: EscalationId) -> None:
    office.does("hand_over", number, LEA, to=TargetTeam.SECURITY)
    office.carry()


def test_one_that_becomes_security_s_is_in_no_question_any_more(any_office: Office) -> None:
    third = three_customers(any_office)

    hands_to_security(any_office, EscalationId(2))

    assert any_office.row(third).pattern is None
    assert [said(one) for one in any_office.notices(third, Form.FOLD)] == [
        "A pattern was asked about here. It is none any more."
    ]
    with any_office.refuses("Nothing was proposed about ESC-3."):
        any_office.does("confirm_pattern", third, ADA)


def said(notice: Notice) -> str:
    return notice.said if isinstance(notice, ReminderFolded) else notice.kind


def four_customers(office: Office) -> EscalationId:
    """The fourth is asked about, with the three before it."""
    for customer in ("Acme", "Globex", "Initech"):
        draft = about(customer)
        office.desk.open(office.keeps(draft, by=NORA), draft, by=NORA.person, workspace=ACME)
        office.carry()
    return again(office, "Hooli")


def test_what_is_left_of_the_question_names_the_others_only(any_office: Office) -> None:
    fourth = four_customers(any_office)

    hands_to_security(any_office, EscalationId(2))

    asked = any_office.notices(fourth, Form.FOLD)[-1]
    assert isinstance(asked, PatternFound)
    assert (
        asked.escalation.pattern
        == any_office.row(fourth).pattern
        == Pattern(
            kind=PatternKind.MANY,
            because="the same issue from 3 customers within 30 days",
            escalations=(EscalationId(1), EscalationId(3)),
            customers=("Acme", "Initech", "Hooli"),
        )
    )
    assert any_office.does("confirm_pattern", fourth, ADA).draft.affected == "also Acme, Initech (ESC-1, ESC-3)"


def test_one_that_becomes_security_s_goes_from_a_confirmed_breadth(any_office: Office) -> None:
    third = three_customers(any_office)
    any_office.does("confirm_pattern", third, ADA)
    any_office.carry()

    hands_to_security(any_office, EscalationId(2))

    row = any_office.row(third)
    assert row.draft.affected == "also Acme (ESC-1)"
    assert row.pattern
    assert (row.pattern.is_one, row.pattern.escalations) == (True, (EscalationId(1),))
    assert any_office.notices(third, Form.FOLD)[-1].kind == "brief changed"


def test_a_line_that_was_under_way_asks_no_more_than_may_be_asked(office: Office) -> None:
    for customer in ("Acme", "Globex"):
        again(office, customer)
    draft = a_draft().model_copy(update={"issue": "Invoice export returns 502", "customers": ("Initech",)})
    third = office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME).id
    office.carry()
    office.desk.look_for_pattern(third, workspace=ACME)
    line = office.on_its_way(Form.LINE)
    office.does("hand_over", EscalationId(2), LEA, to=TargetTeam.SECURITY)

    office.arrives(line)

    assert said(office.notices(third, Form.FOLD)[-1]) == "A pattern was asked about here. It is none any more."


def test_three_who_joined_are_a_pattern_too(office: Office) -> None:
    first = again(office, "Acme")
    for customer in ("Globex", "Initech"):
        draft = Draft(text="Invoice export returns 502", customers=(customer,))
        office.desk.join(office.keeps(draft), first, MAYA, workspace=ACME)
    office.desk.look_for_pattern(first, workspace=ACME)

    assert proposed(office) == [(first, PatternKind.MANY, "the same issue from 3 customers within 30 days")]


def test_confirming_says_whom_it_affects_and_folds_the_question(any_office: Office) -> None:
    third = three_customers(any_office)

    confirmed = any_office.does("confirm_pattern", third, ADA)

    assert confirmed.draft.affected == "also Acme, Globex (ESC-1, ESC-2)"
    assert confirmed.draft.customers == ("Initech",)
    assert confirmed.severity is HIGH
    line = any_office.last_line(third)
    assert (line.deed, line.note) == (Deed.PATTERN, "the same issue from 3 customers within 30 days")
    assert any(isinstance(one, ReminderFolded) for one in any_office.notices(third, Form.FOLD))


def test_confirming_may_raise_it_a_step_with_the_reason(office: Office) -> None:
    third = three_customers(office, MEDIUM)
    before = office.due(third)

    raised = office.does("confirm_and_raise", third, ADA)

    assert (raised.severity, raised.chosen_by) == (HIGH, "Ada")
    line = office.last_line(third)
    assert (line.before, line.note) == ("Medium", "the same issue from 3 customers within 30 days")
    assert office.due(third) != before


def test_raised_by_a_pattern_is_raised_as_by_hand(office: Office) -> None:
    by_hand = again(office, "Wonka", MEDIUM, "Logo is blurred")
    office.does("change_severity", by_hand, ADA, to=HIGH)
    third = three_customers(office, MEDIUM)
    was_due = office.row(third).deadline_at

    raised = office.does("confirm_and_raise", third, ADA)

    assert (raised.deadline_assumed, raised.deadline_at) == (True, office.row(by_hand).deadline_at)
    assert raised.deadline_at != was_due
    told_of = office.carry()
    assert told("direct", "U0NORA", "severity changed") in told_of
    assert office.thread(third)[-2:] == ["pattern confirmed", "severity changed"]


def test_numbers_of_all_of_them_add_up(office: Office) -> None:
    again(office, "Acme", affected_count=10)
    again(office, "Globex")
    third = again(office, "Initech", affected_count=5)

    assert office.does("confirm_pattern", third, ADA).draft.affected_count == 15


def test_denied_it_is_not_asked_again(office: Office) -> None:
    third = three_customers(office)
    office.does("deny_pattern", third, ADA)

    assert office.desk.look_for_pattern(third, workspace=ACME) is None
    again(office, "Hooli")
    assert len(proposed(office)) == 1
    with office.refuses("ESC-3 was said to be no pattern by Ada already."):
        office.does("confirm_pattern", third, ADA)


def test_who_has_no_part_in_it_says_nothing_about_it(office: Office) -> None:
    third = three_customers(office)

    with office.refuses("This is for Engineering, leads, the reporter and whoever has it to do."):
        office.does("confirm_pattern", third, ZOE)


class Meanwhile:
    """A store in which something happens once, right after something was read."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.happens: Callable[[], object] = lambda: None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def read(self, workspace: WorkspaceId) -> Iterator[Transaction]:
        with self._store.read(workspace) as tx:
            yield tx
        happens, self.happens = self.happens, lambda: None
        happens()


@pytest.fixture
def busy(any_office: Office) -> tuple[Office, Meanwhile]:
    """Three with the same problem, not looked at yet, where something may happen while they are compared."""
    for customer in ("Acme", "Globex", "Initech"):
        draft = about(customer)
        any_office.desk.open(any_office.keeps(draft, by=NORA), draft, by=NORA.person, workspace=ACME)
        any_office.carry()
    meanwhile = Meanwhile(any_office.store)
    any_office.desk = EscalationDesk(
        store=cast(Store, meanwhile),
        policies=lambda _: any_office.policy,
        now=lambda: any_office.moment,
        new_id=(f"new{number}" for number in count()).__next__,
    )
    return any_office, meanwhile


def test_others_write_while_it_is_compared_and_what_they_wrote_counts(busy: tuple[Office, Meanwhile]) -> None:
    office, meanwhile = busy
    meanwhile.happens = lambda: office.does("hand_over", EscalationId(2), LEA, to=TargetTeam.SECURITY)

    assert office.desk.look_for_pattern(EscalationId(3), workspace=ACME) is None
    assert office.row(EscalationId(2)).is_secret


@pytest.mark.parametrize("other", [EscalationId(2), EscalationId(3)])
def test_two_that_are_compared_at_once_are_asked_about_once(
    busy: tuple[Office, Meanwhile], other: EscalationId
) -> None:
    office, meanwhile = busy
    meanwhile.happens = lambda: office.desk.look_for_pattern(other, workspace=ACME)

    assert office.desk.look_for_pattern(EscalationId(3), workspace=ACME) is None
    assert len(proposed(office)) == 1


def test_looking_twice_proposes_once(any_office: Office) -> None:
    third = three_customers(any_office)

    assert any_office.desk.look_for_pattern(third, workspace=ACME) is None
    assert len(proposed(any_office)) == 1
