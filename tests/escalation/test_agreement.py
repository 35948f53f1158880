"""What people change in a suggestion teaches which rule is wrong here."""

from datetime import timedelta

from escalation import agreement
from escalation.agreement import OfRule, Report
from escalation.intake import read
from escalation.kinds import EscalationId, Severity, TargetTeam
from escalation.policy import Tiers
from escalation.tiers import through_l2
from escalation.triage import triage
from tests.escalation.makers import ACME, ADA, LEA, MAYA, MONDAY, SAM, Office

SLOW = "The report page is slow for Northwind"
FAULT = "Export returns 500 for Northwind"
IS_SLOW, IS_FAULT = "is slow but usable", "is a function that does not work"


def opens(office: Office, wrong: str, **chosen: object) -> EscalationId:
    draft = read(wrong).model_copy(update=chosen)
    number = office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME).id
    office.carry()
    return number


def told(office: Office) -> Report:
    return agreement.report(office.store, since=MONDAY)


def test_what_is_kept_changed_in_the_form_and_later_is_told_apart(any_office: Office) -> None:
    opens(any_office, SLOW)
    opens(any_office, SLOW, severity=Severity.HIGH)
    later = opens(any_office, SLOW)
    any_office.does("change_severity", later, ADA, to=Severity.CRITICAL)
    opens(any_office, FAULT)

    found = told(any_office).severity

    assert (found.times, found.kept, found.in_form, found.later) == (4, 2, 1, 1)
    assert found.rules == (
        OfRule(rule=IS_SLOW, suggested="Medium", times=3, kept=1, changed_to=(("Critical", 1), ("High", 1))),
        OfRule(rule=IS_FAULT, suggested="High", times=1, kept=1),
    )


def test_another_team_chosen_or_handed_over_to_is_a_change(any_office: Office) -> None:
    opens(any_office, FAULT, target=TargetTeam.PRODUCT)
    later = opens(any_office, FAULT)
    any_office.does("hand_over", later, LEA, to=TargetTeam.PRODUCT)

    found = told(any_office).team

    assert (found.times, found.kept, found.in_form, found.later) == (2, 0, 1, 1)
    assert found.rules[0].changed_to == (("Product", 2),)


def test_what_senior_support_passed_on_as_meant_counts_as_kept(any_office: Office) -> None:
    numbers = []
    for sent in (TargetTeam.L2_SUPPORT, TargetTeam.L2_SUPPORT, TargetTeam.ENGINEERING):
        draft = read(FAULT).model_copy(update={"target": sent})
        seen = through_l2(triage(draft), draft, tiers=Tiers.ADVISE, seniors=(), reporter=MAYA.person.id)
        kept = any_office.keeps(draft, triage=seen)
        numbers.append(any_office.desk.open(kept, draft, by=MAYA.person, workspace=ACME).id)
        any_office.carry()
    any_office.does("hand_over", numbers[0], LEA, to=TargetTeam.ENGINEERING)

    (rule,) = told(any_office).team.rules
    assert rule == OfRule(
        rule="usually goes through L2 first",
        suggested="L2 Support",
        times=3,
        kept=2,
        changed_to=(("Engineering", 1),),
    )


def test_security_s_are_counted_and_not_described(any_office: Office) -> None:
    opens(any_office, FAULT, target=TargetTeam.SECURITY)
    opens(any_office, "Globex sees invoices of Initech, data is exposed")
    moved = opens(any_office, FAULT)
    any_office.does("hand_over", moved, LEA, to=TargetTeam.SECURITY)
    released = opens(any_office, FAULT, target=TargetTeam.SECURITY)
    any_office.does("hand_over", released, SAM, to=TargetTeam.ENGINEERING)

    found = told(any_office)

    assert (found.escalations, found.secret) == (4, 4)
    assert found.severity.rules == found.team.rules == ()


def test_only_the_period_is_counted_and_every_workspace_is(any_office: Office) -> None:
    opens(any_office, FAULT)
    any_office.passes(days=40)
    opens(any_office, SLOW)

    found = agreement.report(any_office.store, since=any_office.moment - timedelta(days=30))

    assert [one.rule for one in found.severity.rules] == [IS_SLOW]


def test_more_than_a_page_is_read_to_its_end(any_office: Office) -> None:
    for _ in range(5):
        opens(any_office, FAULT)

    with any_office.store.read(ACME) as tx:
        assert len(list(agreement.opened_since(tx, MONDAY, page=2))) == 5
        assert len(list(agreement.opened_since(tx, MONDAY, page=2, most=3))) == 3


def test_what_was_withdrawn_or_began_with_an_empty_form_says_nothing_of_a_rule(office: Office) -> None:
    withdrawn = opens(office, FAULT)
    office.does("withdraw", withdrawn, MAYA)
    opens(office, FAULT, text="")

    found = told(office)

    assert (found.escalations, found.blank, found.severity.times) == (1, 1, 0)


def test_a_lead_reads_it_as_a_page_without_names_and_customers_words(office: Office) -> None:
    opens(office, SLOW, severity=Severity.HIGH)
    opens(office, FAULT)

    page = "\n".join(agreement.lines(told(office)))

    assert page == (
        "Since 2026-03-02: 2 escalations.\n"
        "\n"
        "Severity: 1 of 2 kept (50 %), 1 changed in the form, 0 later.\n"
        "Rule                              Suggested  Times  Kept       Changed to\n"
        "is slow but usable                Medium     1      0 (0 %)    High 1\n"
        "is a function that does not work  High       1      1 (100 %)\n"
        "\n"
        "Team: 2 of 2 kept (100 %), 0 changed in the form, 0 later.\n"
        "Rule                    Suggested    Times  Kept       Changed to\n"
        "is a fault on our side  Engineering  1      1 (100 %)\n"
        "is slow on our side     Engineering  1      1 (100 %)"
    )
    assert "Northwind" not in page
    assert "Maya" not in page
