"""The company's own words come before our rules, and are named as the company's."""

from textwrap import dedent

import pytest

from escalation.drafts import Triage
from escalation.intake import read
from escalation.kinds import EscalationId, Severity, TargetTeam
from escalation.policy import Policy
from escalation.policy_file import read_policy
from escalation.rights import Viewer
from escalation.triage import answer, sentences, triage
from tests.escalation.makers import ACME, ADA, ENG, LEA, MAYA, PRODUCT, SEC, Office, a_policy, a_viewer

BILLING, MOBILE = "C0BILLING", "C0MOBILE"
POLICY = read_policy(
    dedent(f"""
    [triage]
    critical = ["label printing", "checkout"]

    [triage.areas.invoicing]
    words = ["invoice run", "dunning letter"]
    team = "engineering"
    channel = "{BILLING}"

    [triage.areas.mobile]
    words = ["android"]
    channel = "{MOBILE}"

    [triage.areas.keys]
    words = ["signing key"]
    team = "security"

    [triage.customers]
    "Northwind Traders" = ["northwind", "NWT"]
    "O'Brien & Sons" = []
    """),
    name="escalation.toml",
)
RULES = POLICY.triage


def found_in(text: str) -> Triage:
    return triage(read(text, RULES.names), RULES)


def customers_in(text: str) -> tuple[str, ...]:
    return read(text, RULES.names).customers


def test_a_word_of_the_policy_means_critical_and_is_named_as_the_policy_s() -> None:
    text = "Label printing is slow in two warehouses"
    found = found_in(text)

    assert (found.severity.value, found.severity.runner_up) == (Severity.CRITICAL, Severity.MEDIUM)
    assert sentences(found, read(text))[0] == 'Suggested Critical: your rule "label printing".'
    assert 'your policy: "label printing" means Critical' in str(answer("1", text, RULES)["reasons"])


def test_what_is_critical_here_is_never_left_to_support() -> None:
    found = found_in("Their label printing account is locked")

    assert (found.warrants, found.severity.value) == (True, Severity.CRITICAL)


@pytest.mark.parametrize("text", ["How do I change the logo of the checkout?", "A darker checkout would be nice"])
def test_a_question_or_a_wish_that_mentions_such_a_word_stays_one(text: str) -> None:
    assert found_in(text).severity.value is Severity.MEDIUM


def test_a_longer_word_is_another_word() -> None:
    assert found_in("The checkouting report is slow").severity.value is Severity.MEDIUM
    assert found_in("Checkouts are slow").severity.value is Severity.CRITICAL


def test_an_area_names_the_team_and_the_text_s_own_is_the_runner_up() -> None:
    text = "They wish the dunning letters had a logo"
    found = found_in(text)

    assert (found.target.value, found.target.runner_up) == (TargetTeam.ENGINEERING, TargetTeam.PRODUCT)
    assert found.area == "invoicing"
    assert "your policy" in str(answer("1", text, RULES)["reasons"])


def test_what_was_exposed_is_security_s_in_every_area() -> None:
    found = found_in("The invoice run sent other customers' invoices to them, their data is exposed")

    assert found.target.value is TargetTeam.SECURITY
    assert not any(reason.by_policy for reason in found.target.reasons)


def test_an_area_may_be_security_s_own() -> None:
    assert found_in("The signing key page returns 500").target.value is TargetTeam.SECURITY


def test_of_two_areas_the_first_in_the_file_counts() -> None:
    assert found_in("On Android the invoice run returns 500").area == "invoicing"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("NORTHWIND can't export", ("Northwind Traders",)),
        ("exports fail over at nwt again", ("Northwind Traders",)),
        ("o\u2019brien & sons sees an empty list", ("O'Brien & Sons",)),
        ("Northwind Traders and Globex both report wrong totals", ("Northwind Traders", "Globex")),
        ("Sync of Hooli Drive fails for northwind since Monday", ("Northwind Traders",)),
        ("Sync fails for Globex", ("Globex",)),
        ("Exports over the northwinds sea fail for Globex", ("Globex",)),
    ],
)
def test_customers_that_are_known_are_found_by_every_name_and_shown_under_their_own(
    text: str, named: tuple[str, ...]
) -> None:
    assert customers_in(text) == named


def test_without_a_policy_nothing_is_concluded_from_it() -> None:
    text = "Label printing is slow in two warehouses"

    assert triage(read(text)) == triage(read(text), Policy().triage)


# Where it goes


def opens(office: Office, text: str, *, target: TargetTeam | None = None) -> EscalationId:
    office.policy = a_policy(triage=RULES)
    draft = read(text, RULES.names).model_copy(update={"target": target})
    number = office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME).id
    office.carry()
    return number


def test_the_brief_goes_to_the_channel_of_the_area(office: Office) -> None:
    number = opens(office, "The invoice run returns 500")

    assert office.row(number).channel == BILLING
    assert office.delivered[0].lane == BILLING


def test_another_team_than_the_area_s_is_told_in_its_own_channel(office: Office) -> None:
    assert office.row(opens(office, "The invoice run returns 500", target=TargetTeam.PRODUCT)).channel == PRODUCT


def test_an_area_without_a_team_is_heard_by_the_three_that_mend_and_build(office: Office) -> None:
    text = "The app on android returns 500"

    assert office.row(opens(office, text)).channel == MOBILE
    assert office.row(opens(office, text, target=TargetTeam.PRODUCT)).channel == MOBILE
    assert office.row(opens(office, text, target=TargetTeam.LEADERSHIP)).channel != MOBILE
    assert office.row(opens(office, text, target=TargetTeam.SECURITY)).channel == SEC


def test_handed_over_it_goes_where_the_new_team_hears_of_the_area(office: Office) -> None:
    number = opens(office, "The invoice run returns 500", target=TargetTeam.PRODUCT)

    assert office.does("hand_over", number, LEA, to=TargetTeam.ENGINEERING).channel == BILLING
    assert office.does("hand_over", number, LEA, to=TargetTeam.SECURITY).channel == SEC


def test_whoever_is_in_the_area_s_channel_may_read_it(office: Office) -> None:
    number = opens(office, "The invoice run returns 500")

    def listed(viewer: Viewer) -> list[EscalationId]:
        return [row.escalation.id for row in office.desk.list_for(viewer, workspace=ACME).rows]

    assert listed(a_viewer("Ines", channels=(BILLING,))) == [number]
    assert listed(a_viewer("Otto", channels=(ENG,))) == []
    assert office.does("acknowledge", number, ADA).assignee == ADA.person.id
