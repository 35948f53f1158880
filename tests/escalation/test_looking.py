"""What a person sees open, and owes: what is late stays first until it comes."""

from escalation.kinds import EscalationId, TargetTeam
from escalation.looking import Page, Scope
from escalation.rights import Viewer
from tests.escalation.makers import ACME, ADA, HIGH, MAYA, MEDIUM, NORA, SAM, SEC, Office, a_viewer, berlin, wall

INSIDER = a_viewer("Ida", channels=(SEC,))


def sees(office: Office, viewer: Viewer, scope: Scope = Scope.ALL) -> Page:
    return office.desk.list_for(viewer, scope=scope, workspace=ACME)


def owes(office: Office, viewer: Viewer) -> list[tuple[EscalationId, str, str]]:
    """What they owe, in the order shown; the moment as a wall in Berlin shows it."""
    rows = sees(office, viewer).rows
    return [(row.escalation.id, row.owed, wall(row.owed_at) or "") for row in rows if row.owed_at]


def test_news_is_owed_by_the_next_question_and_once_asked_since_the_first(any_office: Office) -> None:
    number = any_office.taken()
    assert owes(any_office, ADA) == [(number, "news", "Mon 14:00")]

    any_office.lets_pass(berlin("2026-03-03 09:30"))
    assert owes(any_office, ADA) == [(number, "news", "Mon 14:00")]

    any_office.does("no_change", number, ADA)
    assert owes(any_office, ADA) == [(number, "news", "Tue 13:30")]


def test_news_that_was_put_off_is_owed_by_when_it_is_asked_again(office: Office) -> None:
    number = office.taken()
    office.lets_pass(berlin("2026-03-02 14:00"))
    office.does("snooze", number, ADA)
    assert owes(office, ADA) == [(number, "news", "Mon 15:00")]


def test_word_to_the_customer_is_owed_by_what_they_were_promised(any_office: Office) -> None:
    number = any_office.taken()
    assert owes(any_office, MAYA) == [(number, "word to the customer", "Tue 09:00")]

    any_office.lets_pass(berlin("2026-03-04 09:30"))
    assert owes(any_office, MAYA) == [(number, "word to the customer", "Tue 09:00")]

    any_office.does("customer_told", number, MAYA)
    assert owes(any_office, MAYA) == [(number, "word to the customer", "Wed 17:30")]


def test_what_is_late_comes_before_what_is_due_and_that_before_what_is_not_theirs(office: Office) -> None:
    others = office.opens(MEDIUM, by=NORA)
    late, due = office.taken(), office.taken(MEDIUM)
    office.lets_pass(berlin("2026-03-02 18:00"))
    assert [row.escalation.id for row in sees(office, MAYA).rows] == [late, due]
    assert [row.escalation.id for row in sees(office, ADA).rows] == [late, due, others]


def test_a_closed_one_is_listed_until_its_customer_has_heard_and_only_to_who_owes_that(any_office: Office) -> None:
    number = any_office.taken(HIGH)
    any_office.does("de_escalate", number, ADA)

    assert owes(any_office, MAYA) == [(number, "word to the customer", "Mon 14:00")]
    assert (sees(any_office, MAYA).total, sees(any_office, MAYA).unheard) == (0, 1)
    assert sees(any_office, ADA).rows == ()

    any_office.does("customer_told", number, MAYA)
    assert sees(any_office, MAYA) == Page()


def test_who_told_of_a_fix_owes_nothing_while_it_is_not_confirmed(any_office: Office) -> None:
    number = any_office.taken(HIGH)
    any_office.does("resolve", number, ADA)
    any_office.does("customer_told", number, MAYA)

    assert any_office.due(number)["customer"] is not None
    assert sees(any_office, MAYA) == Page()


def test_word_of_an_end_that_was_not_given_is_late_from_the_first_moment_on(any_office: Office) -> None:
    number = any_office.taken(HIGH)
    any_office.does("resolve", number, ADA)
    any_office.lets_pass(berlin("2026-03-06 10:00"))
    assert owes(any_office, MAYA) == [(number, "word to the customer", "Mon 14:00")]


def test_who_is_asked_early_together_with_the_customer_is_not_late_before_the_time(office: Office) -> None:
    number = office.opens(HIGH)
    office.passes(minutes=20)
    office.does("acknowledge", number, ADA)
    office.lets_pass(berlin("2026-03-02 14:05"))
    due = office.desk.show(number, workspace=ACME).due
    assert (wall(due.news_by), due.unmet_since) == ("Mon 14:20", None)

    office.moment = berlin("2026-03-02 14:20")
    due = office.desk.show(number, workspace=ACME).due
    assert (wall(due.news_by), wall(due.unmet_since)) == ("Tue 09:00", "Mon 14:20")


def test_of_security_its_lead_owes_the_customer_word_and_who_reported_it_does_not(office: Office) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY, by=INSIDER)
    assert owes(office, INSIDER) == []
    assert [what for _, what, _ in owes(office, SAM)] == ["word to the customer"]
    assert [row.escalation.id for row in sees(office, INSIDER).rows] == [number]


def test_what_happened_is_told_to_who_may_see_all_of_it(office: Office) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY)
    assert [one.kind for one in office.desk.trail_for(number, SAM, workspace=ACME)] == ["opened"]
    assert office.desk.trail_for(number, MAYA, workspace=ACME) == ()
