"""Handle in support? What speaks for it and what against, who is never asked, and that it is kept as a record."""

import pytest

from escalation import agreement
from escalation.agreement import AtGate
from escalation.drafts import Draft
from escalation.errors import NotAllowed
from escalation.gate import Gate, gate
from escalation.intake import read
from escalation.kinds import DraftId, Severity, TargetTeam
from escalation.ports import Handled
from escalation.triage import triage
from tests.escalation.makers import ACME, GUS, MAYA, MONDAY, NORA, Office

HOW_TO = "How do I export the audit log for Northwind?"


def asked(text: str, **chosen: object) -> Gate | None:
    draft = read(text)
    return gate(draft.model_copy(update=chosen), triage(draft))


def said(found: Gate | None) -> tuple[list[str], list[str]]:
    assert found is not None
    return [one.because for one in found.handle], [one.because for one in found.escalate]


def test_what_guidance_answers_is_offered_with_the_words_it_stands_on() -> None:
    found = asked(HOW_TO)

    assert said(found) == (["They need guidance, not a fix", "One customer, and not blocked"], [])
    assert found is not None
    assert found.handle[0].words == "How do I"


def test_what_speaks_for_escalating_is_told_beside_it() -> None:
    handle, escalate = said(asked("How do I reset this? They have waited for two weeks, and it came back each month."))

    assert "They need guidance, not a fix" in handle
    assert escalate == ["They have waited too long", "It keeps coming back"]


@pytest.mark.parametrize(
    "text",
    [
        "API returns 500 on checkout for Acme",  # something to mend
        "Is there a dark mode?",  # one weak reason
        "Globex sees other customers' invoices. How do I stop that?",  # Security
    ],
)
def test_it_is_not_offered_where_it_does_not_fit(text: str) -> None:
    assert asked(text) is None


@pytest.mark.parametrize("chosen", [{"severity": Severity.CRITICAL}, {"target": TargetTeam.SECURITY}])
def test_critical_and_security_are_never_held_back(chosen: dict[str, object]) -> None:
    assert asked(HOW_TO, **chosen) is None


# The record


def keeps(office: Office, text: str = HOW_TO, **chosen: object) -> DraftId:
    draft = read(text)
    return office.keeps(draft.model_copy(update=chosen), triage=triage(draft))


def handled(office: Office) -> list[Handled]:
    with office.store.read(ACME) as tx:
        return list(tx.handled_since(MONDAY, limit=10))


def test_handled_in_support_is_kept_with_both_sides_reasons(any_office: Office) -> None:
    one = keeps(any_office)
    any_office.desk.handle_in_support(one, by=MAYA.person, workspace=ACME)

    (only,) = handled(any_office)
    assert (only.draft_id, only.by, only.at) == (one, MAYA.person.id, MONDAY)
    assert only.draft.issue == HOW_TO
    assert only.rule == "is a question that guidance answers"
    assert [reason.because for reason in only.handle] == [
        "They need guidance, not a fix",
        "One customer, and not blocked",
    ]
    assert any_office.everything() == [()]


def test_pressed_twice_it_is_kept_once(any_office: Office) -> None:
    one = keeps(any_office)
    for _ in range(2):
        any_office.desk.handle_in_support(one, by=MAYA.person, workspace=ACME)

    assert len(handled(any_office)) == 1


def test_the_text_is_theirs_for_the_day_and_what_came_back_says_so(any_office: Office) -> None:
    one = keeps(any_office)
    any_office.desk.handle_in_support(one, by=MAYA.person, workspace=ACME)
    any_office.passes(hours=3)

    again = any_office.desk.latest_draft(by=MAYA.person.id, workspace=ACME)
    assert again is not None
    number = any_office.desk.open(again.id, again.draft, by=MAYA.person, workspace=ACME).id

    assert any_office.row(number).handled_before
    assert agreement.report(any_office.store, since=MONDAY).gate == (
        AtGate(rule="is a question that guidance answers", handled=1, came_back=1, escalated=0),
    )


def test_a_rule_that_is_escalated_anyway_shows_in_the_report(office: Office) -> None:
    office.desk.handle_in_support(keeps(office), by=MAYA.person, workspace=ACME)
    for _ in range(2):
        office.desk.open(keeps(office), read(HOW_TO), by=MAYA.person, workspace=ACME)

    told = agreement.report(office.store, since=MONDAY)

    assert [*agreement.lines(told)][-3:] == [
        "Handle in support: 1 of 3 handled (33 %), 0 of them came back.",
        "Rule                                 Times  Handled  Came back  Escalated anyway",
        "is a question that guidance answers  3      1        0          2",
    ]


def test_what_was_raised_meanwhile_or_posted_or_is_a_guest_s_is_refused(office: Office) -> None:
    raised, posted = keeps(office, severity=Severity.CRITICAL), keeps(office)
    office.desk.open(posted, Draft(issue=HOW_TO), by=MAYA.person, workspace=ACME)

    for refused, by, says in [
        (raised, MAYA, "This is not for support alone as it stands now. Post it."),
        (posted, MAYA, "This was posted as ESC-1."),
        (keeps(office), GUS, "Guests and people of other companies can't escalate."),
        (keeps(office), NORA, "This draft is older than a day and is gone."),
    ]:
        with pytest.raises(NotAllowed, match=says):
            office.desk.handle_in_support(refused, by=by.person, workspace=ACME)
    assert handled(office) == []
