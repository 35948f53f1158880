"""Through senior support first, where the policy says so and the reporter is not of it."""

import pytest

from escalation.completing import to_ask
from escalation.drafts import Draft, Triage
from escalation.intake import read
from escalation.kinds import Severity, TargetTeam, UserId
from escalation.policy import Tiers
from escalation.tiers import sentence, through_l2
from escalation.triage import told, triage

MAYA, JONAS = UserId("U0MAYA"), UserId("U0JONAS")
SENIORS = frozenset({JONAS})
L2, ENGINEERING, PRODUCT = TargetTeam.L2_SUPPORT, TargetTeam.ENGINEERING, TargetTeam.PRODUCT

FAULT = "Export returns 500 for Northwind"
WISH = "Northwind asks for an audit log export"


def suggested(text: str | Draft, *, tiers: Tiers = Tiers.ADVISE, by: UserId = MAYA, known: bool = True) -> Triage:
    draft = read(text) if isinstance(text, str) else text
    return through_l2(triage(draft), draft, tiers=tiers, seniors=SENIORS if known else None, reporter=by)


@pytest.mark.parametrize(("text", "team"), [(FAULT, ENGINEERING), (WISH, PRODUCT)])
@pytest.mark.parametrize("tiers", [Tiers.ADVISE, Tiers.INSIST])
def test_engineering_and_product_are_suggested_through_l2_first(text: str, team: TargetTeam, tiers: Tiers) -> None:
    found = suggested(text, tiers=tiers).target
    assert (found.value, found.runner_up) == (L2, team)


def test_it_is_a_rule_of_the_policy_and_our_own_reason_follows() -> None:
    assert [told(one) for one in suggested(FAULT).target.reasons][:2] == [
        "your policy: usually goes through L2 first",
        '"returns 500" is a fault on our side',
    ]


def test_what_senior_support_will_ask_for_is_what_is_missing() -> None:
    assert {gap.name for gap in suggested(FAULT).gaps} >= {"ticket", "what was tried"}


@pytest.mark.parametrize(
    "found",
    [
        suggested(FAULT, tiers=Tiers.OFF),
        suggested(FAULT, by=JONAS),
        suggested(FAULT, known=False),
        suggested(read(FAULT).model_copy(update={"severity": Severity.CRITICAL})),
    ],
    ids=["switched off", "one of them", "nobody knows who they are", "chosen as Critical"],
)
def test_otherwise_the_team_itself_is_suggested(found: Triage) -> None:
    assert found.target == triage(read(FAULT)).target


@pytest.mark.parametrize(
    "text",
    [
        "Production is down for all customers",
        "A user of Globex sees invoices of Initech, data is exposed",
        "Globex threatens to churn unless we credit three months",
    ],
)
def test_a_critical_security_and_leadership_go_where_they_went(text: str) -> None:
    assert suggested(text, tiers=Tiers.INSIST) == triage(read(text))


def test_the_hint_says_the_way_and_whose_it_is_then() -> None:
    found = suggested(FAULT).target
    assert sentence(found, Severity.HIGH) == (
        "Usually goes through L2 first. They confirm and pass it on. "
        'Then Engineering: "returns 500" is a fault on our side.'
    )
    assert sentence(found, Severity.CRITICAL) == "A Critical goes straight there: choose Engineering."
    assert sentence(triage(read(FAULT)).target, Severity.HIGH) == ""


def test_where_the_policy_insists_a_line_is_asked_for_past_l2() -> None:
    past = read(FAULT).model_copy(update={"target": ENGINEERING})
    asked = to_ask(past, suggested(FAULT, tiers=Tiers.INSIST))

    assert asked[0].question == "This goes through L2 first. Why straight to Engineering?"
    assert len(asked) == 3


@pytest.mark.parametrize(
    ("tiers", "changes"),
    [
        (Tiers.ADVISE, {"target": ENGINEERING}),
        (Tiers.INSIST, {"target": L2}),
        (Tiers.INSIST, {"target": ENGINEERING, "past_l2": "They found it"}),
        (Tiers.INSIST, {"target": TargetTeam.LEADERSHIP}),
        (Tiers.INSIST, {"target": ENGINEERING, "severity": Severity.CRITICAL}),
    ],
)
def test_nobody_is_asked_why_where_there_is_nothing_to_say(tiers: Tiers, changes: dict[str, object]) -> None:
    draft = read(FAULT).model_copy(update=changes)
    assert "past_l2" not in {gap.field for gap in to_ask(draft, suggested(FAULT, tiers=tiers))}
