"""What the open form shows of other products, and what of it goes along: what is ticked, about the same customer."""

from datetime import timedelta

import pytest

from escalation.drafts import Draft
from escalation.facts import Account, Evidence, Issue, IssueState, NotAsked, key
from escalation.kinds import DraftId, TargetTeam
from escalation.known import FRESH, MOST_SHOWN, is_ticked, place, taken_along, waves, with_evidence
from escalation.ports import KeptDraft
from escalation.triage import triage
from tests.escalation.makers import ACME, HIGH, MAYA, MONDAY, Office, a_draft

ACCOUNT = Account(source="crm", id="17", title="Northwind")
BUG = Issue(source="tracker", id="ENG-7", title="500 on checkout", state=IssueState.DOING)
DRAFT = a_draft(HIGH)
CUSTOMER = DRAFT.customers[0]
FIRST = Evidence(
    gathered_at=MONDAY, found=(ACCOUNT,), customer=CUSTOMER, theirs=(key(ACCOUNT),), waiting=("tracker", "wiki")
)
WHOLE = FIRST.model_copy(
    update={
        "found": (BUG, ACCOUNT),
        "waiting": (),
        "missing": (NotAsked(source="wiki", why="did not answer in 2.5 s", is_late=True),),
    }
)
ENGINEERING = TargetTeam.ENGINEERING


def a_form(**changes: object) -> KeptDraft:
    kept = KeptDraft(
        id=DraftId("D1"), draft=DRAFT, by=MAYA.person.id, kept_at=MONDAY, looked_in=("crm", "tracker", "wiki")
    )
    return kept.model_copy(update=changes)


def with_both(**changes: object) -> KeptDraft:
    return with_evidence(with_evidence(a_form(**changes), FIRST), WHOLE)


def along(kept: KeptDraft, draft: Draft = DRAFT) -> Evidence | None:
    return taken_along(kept, draft, ENGINEERING, now=MONDAY)


def test_what_came_first_stays_first() -> None:
    assert waves(with_both()) == ((ACCOUNT,), (BUG,))


def test_of_very_many_those_that_name_the_customer_are_shown() -> None:
    others = tuple(BUG.model_copy(update={"id": f"ENG-{number}"}) for number in range(MOST_SHOWN))
    (shown,) = waves(with_evidence(a_form(), FIRST.model_copy(update={"found": (*others, ACCOUNT)})))
    assert (len(shown), shown[0]) == (MOST_SHOWN, ACCOUNT)


def test_before_anything_came_it_says_who_is_asked() -> None:
    shown = place(a_form(), ENGINEERING, triage(DRAFT))
    assert shown is not None
    assert (shown.waiting, shown.waves) == (("crm", "tracker", "wiki"), ())


@pytest.mark.parametrize(("kept", "team"), [(a_form(), TargetTeam.SECURITY), (a_form(looked_in=()), ENGINEERING)])
def test_where_nobody_is_asked_there_is_no_place(kept: KeptDraft, team: TargetTeam) -> None:
    assert place(kept, team, triage(DRAFT)) is None


def test_what_names_the_customer_is_ticked_until_somebody_says_otherwise() -> None:
    kept = with_both()
    assert (is_ticked(kept, ACCOUNT), is_ticked(kept, BUG)) == (True, False)
    turned = with_both(ticks={key(ACCOUNT): False, key(BUG): True})
    assert (is_ticked(turned, ACCOUNT), is_ticked(turned, BUG)) == (False, True)


def test_of_very_many_that_name_the_customer_only_those_go_along_that_were_shown() -> None:
    many = tuple(ACCOUNT.model_copy(update={"id": f"{number}"}) for number in range(MOST_SHOWN + 2))
    found = FIRST.model_copy(update={"found": many, "theirs": tuple(key(one) for one in many)})
    kept = with_evidence(a_form(), found)
    (shown,) = waves(kept)
    taken = along(kept)
    assert taken is not None
    assert (len(shown), taken.found) == (MOST_SHOWN, shown)


def test_what_is_ticked_goes_along_and_who_was_late_is_still_to_be_asked() -> None:
    taken = along(with_both())
    assert taken is not None
    assert (taken.found, taken.left_out, taken.missing, taken.waiting) == ((ACCOUNT,), (key(BUG),), (), ("wiki",))


def test_of_another_customer_nothing_goes_along() -> None:
    assert along(with_both(), DRAFT.model_copy(update={"customers": ("Globex",)})) is None


def test_a_ticket_that_was_named_since_is_worth_asking_again() -> None:
    assert along(with_both(), DRAFT.model_copy(update={"ticket": "4711"})) is None


def test_what_is_old_is_asked_again() -> None:
    assert taken_along(with_both(), DRAFT, ENGINEERING, now=MONDAY + FRESH + timedelta(seconds=1)) is None


def test_to_security_nothing_goes_along() -> None:
    assert taken_along(with_both(), DRAFT, TargetTeam.SECURITY, now=MONDAY) is None


def test_what_is_typed_and_what_comes_meanwhile_do_not_undo_each_other(office: Office) -> None:
    desk = office.desk
    desk.keep_draft(ACME, a_form(kept_at=office.desk.now()))
    assert desk.keep_known(DraftId("D1"), WHOLE, by=MAYA.person.id, workspace=ACME)

    typed = a_form(kept_at=office.desk.now(), draft=DRAFT.model_copy(update={"needed": "Fix it"}))
    assert desk.keep_draft(ACME, typed).evidence == WHOLE
    kept = desk.draft(DraftId("D1"), by=MAYA.person.id, workspace=ACME)
    assert (kept.draft.needed, kept.evidence) == ("Fix it", WHOLE)


def test_one_that_was_handled_in_support_and_is_taken_up_again_is_shown_what_is_known(office: Office) -> None:
    desk = office.desk
    desk.keep_draft(ACME, a_form(kept_at=desk.now(), handled_at=desk.now()))
    kept = desk.keep_known(DraftId("D1"), WHOLE, by=MAYA.person.id, workspace=ACME)
    assert kept is not None
    assert kept.evidence == WHOLE


def test_what_comes_when_the_form_is_done_with_is_kept_nowhere(office: Office) -> None:
    desk = office.desk
    assert desk.keep_known(DraftId("D1"), WHOLE, by=MAYA.person.id, workspace=ACME) is None
    desk.keep_draft(ACME, a_form(kept_at=office.desk.now()))
    desk.open(DraftId("D1"), DRAFT, by=MAYA.person, workspace=ACME)
    assert desk.keep_known(DraftId("D1"), WHOLE, by=MAYA.person.id, workspace=ACME) is None
