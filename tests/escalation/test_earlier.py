"""What a customer brought us before stands in the brief of a new one, with what became of it."""

from blocks.message import render
from escalation import brief
from escalation.drafts import Draft
from escalation.kinds import EscalationId, TargetTeam
from escalation.letters import Form
from escalation.notices import ReminderFolded
from escalation.renderings import to_json, to_markdown
from tests.escalation.makers import ACME, ADA, HIGH, LEA, MAYA, Office, a_draft, told

TITLE = "Earlier escalations of this customer"


def about(*customers: str) -> Draft:
    return a_draft().model_copy(update={"customers": customers or ("Northwind",), "headline": "Export returns 500"})


def opens(office: Office, *customers: str) -> EscalationId:
    draft = about(*customers)
    number = office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME).id
    office.carry()
    return number


def named(office: Office, number: EscalationId) -> tuple[int, ...]:
    return tuple(one.id for one in office.row(number).earlier)


def test_each_is_named_with_its_day_its_team_and_what_became_of_it(any_office: Office) -> None:
    office = any_office
    opens(office)
    resolved = opens(office)
    office.does("resolve", resolved, ADA, cause="Bad deploy 4.12, rolled back.")
    office.passes(days=30)

    made = brief.of(office.row(opens(office)))

    assert made.supporting.earlier == (
        "ESC-2, 2 Mar 2026, High for Engineering: Export returns 500 (resolved: Bad deploy 4.12, rolled back)",
        "ESC-1, 2 Mar 2026, High for Engineering: Export returns 500 (still open)",
    )
    assert f"- {TITLE}:\n  - ESC-2, 2 Mar 2026" in to_markdown(made)


def test_a_first_one_says_nothing_of_earlier_ones(office: Office) -> None:
    made = brief.of(office.row(opens(office)))
    assert TITLE not in to_markdown(made)
    assert '"earlier"' not in to_json(made)


def test_only_the_last_twelve_months_and_the_newest_five_count(office: Office) -> None:
    opens(office)
    office.passes(days=300)
    numbers = [opens(office) for _ in range(6)]
    office.passes(days=80)

    assert named(office, opens(office)) == tuple(reversed(numbers[1:]))


def test_any_of_its_customers_counts_however_their_name_is_written(any_office: Office) -> None:
    first, second, _ = opens(any_office, "Acme Corp."), opens(any_office, "Globex"), opens(any_office, "Initech")
    assert named(any_office, opens(any_office, "ACME", "Globex")) == (second, first)


def test_what_was_withdrawn_or_goes_on_elsewhere_is_not_named(office: Office) -> None:
    kept, duplicate, withdrawn = opens(office), opens(office), opens(office)
    office.does("withdraw", withdrawn, MAYA)
    office.does("de_escalate", duplicate, ADA)
    office.does("give_reason", duplicate, ADA, reason="Duplicate", duplicate_of=kept)

    assert named(office, opens(office)) == (kept,)


def test_a_security_one_is_never_named(any_office: Office) -> None:
    any_office.opens(HIGH, TargetTeam.SECURITY)
    assert named(any_office, opens(any_office)) == ()


def test_one_that_becomes_security_s_is_named_no_more_and_the_brief_is_drawn_again(any_office: Office) -> None:
    office = any_office
    first = opens(office)
    later = opens(office)
    assert named(office, later) == (first,)
    office.carry()

    office.does("hand_over", first, LEA, to=TargetTeam.SECURITY)

    assert named(office, later) == ()
    assert told("fold", "C0ENG", "brief changed") in office.carry()


def test_another_customer_named_later_brings_theirs(office: Office) -> None:
    globex, here = opens(office, "Globex"), opens(office)
    office.does("edit_brief", here, MAYA, changes={"customers": ("Northwind", "Globex")})
    assert named(office, here) == (globex,)


def becomes_security_s(office: Office, number: EscalationId) -> None:
    office.carry()
    office.does("hand_over", number, LEA, to=TargetTeam.SECURITY)


def names_customers(office: Office, number: EscalationId, *customers: str) -> None:
    office.does("edit_brief", number, MAYA, changes={"customers": customers})


def test_an_older_one_that_came_to_name_it_names_it_no_more(any_office: Office) -> None:
    office = any_office
    older, secret = opens(office, "Hooli"), opens(office, "Acme")
    names_customers(office, older, "Hooli", "Acme")
    assert named(office, older) == (secret,)

    becomes_security_s(office, secret)

    assert named(office, older) == ()
    assert told("fold", "C0ENG", "brief changed") in office.carry()


def test_it_is_named_no_more_whatever_its_customer_is_called_now(any_office: Office) -> None:
    office = any_office
    secret, later = opens(office, "Acme"), opens(office, "Acme")
    names_customers(office, secret, "Initech")
    assert named(office, later) == (secret,)

    becomes_security_s(office, secret)

    assert named(office, later) == ()


def test_a_brief_that_was_left_with_another_team_shows_it_no_more(office: Office) -> None:
    secret, later = opens(office, "Acme"), opens(office, "Acme")
    office.does("hand_over", later, LEA, to=TargetTeam.PRODUCT)

    becomes_security_s(office, secret)

    left_there = [one for one in office.notices(later, Form.FOLD) if isinstance(one, ReminderFolded)]
    assert [one.said for one in left_there] == ["This brief is with Product now."]


def test_a_brief_still_on_its_way_goes_out_without_it(office: Office) -> None:
    secret = opens(office, "Acme")
    later = office.desk.open(office.keeps(draft := about("Acme")), draft, by=MAYA.person, workspace=ACME)
    waits = next(one.letter for one in office.letters(later.id) if one.letter.form is Form.BRIEF)
    office.does("hand_over", secret, LEA, to=TargetTeam.SECURITY)

    drawn = render(waits, office.desk.show(later.id, workspace=ACME))

    assert "ESC-1" in str(render(waits, None).blocks)
    assert "ESC-1" not in str(drawn.blocks)
