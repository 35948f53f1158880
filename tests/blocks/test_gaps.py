"""The view of gaps: at most three questions, each with a field, and each answer where the brief looks for it."""

import pytest

from blocks import gaps
from escalation.completing import AT_MOST, to_ask
from escalation.drafts import Draft, Gap
from escalation.gaps import NEEDS, find_gaps
from escalation.kinds import DraftId, Frequency, Severity, TargetTeam
from tests.blocks.client import as_typed, elements, labels, lines
from tests.blocks.facts import concluded

ID = DraftId("D0DRAFT")
BARE = Draft(issue="It is broken", customers=("Acme Corp",))
ASKED = [
    (team, gap) for team in TargetTeam for gap in find_gaps(Draft(), target=team, is_bug=True) if gap.field != "error"
]


def answered(draft: Draft, asked: tuple[Gap, ...], answers: dict[str, str], team: TargetTeam) -> Draft:
    view = gaps.modal(ID, asked, team=team)
    return gaps.read(as_typed(view, answers), draft, team=team)


@pytest.mark.parametrize(("team", "gap"), ASKED, ids=lambda one: getattr(one, "name", str(one)))
def test_an_answer_to_a_gap_closes_it(team: TargetTeam, gap: Gap) -> None:
    draft = answered(BARE, (gap,), {f"gap.{gap.field}": "always, since Monday, in Chrome 120"}, team)
    assert gap not in find_gaps(draft, target=team, is_bug=gap.name == "steps")
    assert Draft.model_validate(draft.model_dump()) == draft


@pytest.mark.parametrize("team", TargetTeam)
def test_every_gap_that_can_be_asked_is_a_field_of_the_draft(team: TargetTeam) -> None:
    assert {need.field for need in NEEDS[team]} <= set(Draft.model_fields)


@pytest.mark.parametrize("is_bug", [True, False, None])
@pytest.mark.parametrize("team", TargetTeam)
def test_at_most_three_things_are_asked(team: TargetTeam, *, is_bug: bool | None) -> None:
    draft = BARE.model_copy(update={"target": team, "severity": Severity.HIGH})
    asked = to_ask(draft, concluded(target=team, is_bug=is_bug))
    view = gaps.modal(ID, asked, team=team)
    assert len(labels(view)) == len(asked) <= AT_MOST
    assert len({block for block, _ in elements(view)}) == len(asked)


def test_a_fault_passed_to_product_asks_for_its_steps_and_its_use_case_apart() -> None:
    bare = BARE.model_copy(update={"target": TargetTeam.PRODUCT, "severity": Severity.HIGH})
    asked = to_ask(bare, concluded(target=TargetTeam.ENGINEERING))
    draft = answered(
        bare, asked, {"gap.details": "Press Export", "gap.details.2": "They audit monthly"}, TargetTeam.PRODUCT
    )
    assert draft.details[TargetTeam.PRODUCT] == "Press Export\nThey audit monthly"


def test_critical_and_security_are_never_held_back() -> None:
    critical = BARE.model_copy(update={"severity": Severity.CRITICAL})
    secret = BARE.model_copy(update={"target": TargetTeam.SECURITY})
    assert (to_ask(critical, concluded()), to_ask(secret, concluded())) == ((), ())


def test_the_view_says_who_will_ask_and_offers_a_way_past() -> None:
    view = gaps.modal(ID, (ASKED[0][1],), team=TargetTeam.ENGINEERING)
    assert (view["title"]["text"], view["submit"]["text"]) == ("Before it goes out", "Post escalation")
    said = lines([block for block in view["blocks"] if block["type"] != "input"])
    assert said == ["Engineering will ask for these. A line each is enough.", "[Post as it is]"]


def test_what_is_left_empty_changes_nothing() -> None:
    asked = find_gaps(BARE, target=TargetTeam.ENGINEERING, is_bug=True)[:3]
    assert answered(BARE, asked, {}, TargetTeam.ENGINEERING) == BARE


def test_a_deadline_in_words_is_kept_as_words() -> None:
    asked = (Gap(field="deadline_at", name="deadline", question="By when?"),)
    draft = answered(BARE, asked, {"gap.deadline_at": "Tue 16:00, their board meets"}, TargetTeam.LEADERSHIP)
    assert (draft.deadline, draft.deadline_at) == ("Tue 16:00, their board meets", None)


def test_how_often_is_understood_or_kept_as_it_was_said() -> None:
    asked = (Gap(field="frequency", name="how often", question="Always or sometimes?"),)
    always = answered(BARE, asked, {"gap.frequency": "Always"}, TargetTeam.ENGINEERING)
    vague = answered(BARE, asked, {"gap.frequency": "on odd days"}, TargetTeam.ENGINEERING)
    assert always.frequency is Frequency.ALWAYS
    assert vague.details == {TargetTeam.ENGINEERING: "Always or sometimes? on odd days"}


def test_customers_named_in_the_view_are_added() -> None:
    asked = (Gap(field="customers", name="customer", question="Which customer is it for?"),)
    draft = answered(BARE, asked, {"gap.customers": "Globex; Initech"}, TargetTeam.ENGINEERING)
    assert draft.customers == ("Acme Corp", "Globex", "Initech")


def test_several_lines_of_what_was_tried_are_several_things() -> None:
    asked = (Gap(field="tried", name="what was tried", question="What did you try?"),)
    draft = answered(BARE, asked, {"gap.tried": "Restarted it\n\nOther browser"}, TargetTeam.L2_SUPPORT)
    assert draft.tried == ("Restarted it", "Other browser")


def test_an_answer_to_a_doubt_about_the_text_is_added_to_it() -> None:
    rows = Draft(issue="Data export is missing rows for Acme Corp")
    doubt = find_gaps(rows, target=TargetTeam.ENGINEERING, is_bug=True)[0]

    after = answered(rows, (doubt,), {"gap.issue": "only not exported"}, TargetTeam.ENGINEERING)

    assert after.issue == "Data export is missing rows for Acme Corp\nonly not exported"
    assert doubt not in find_gaps(after, target=TargetTeam.ENGINEERING, is_bug=True)
