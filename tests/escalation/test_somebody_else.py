"""Somebody else: who is down though we are not, who has it already, and whose name begins the sentence."""

import pytest

from escalation.intake import read
from escalation.kinds import Severity, TargetTeam
from escalation.triage import triage

# Down elsewhere


@pytest.mark.parametrize(
    "text",
    [
        "Their internet provider has a major outage since 8, so they cannot reach us",
        "Hooli's people can't sign in with SSO, Entra is down",
        "Customer reports that they cannot connect, their own data center is offline",
        "They are locked out: an outage at their identity provider",
        "Okta had an incident this morning, nobody at Initech could log in",
    ],
)
def test_an_outage_of_their_provider_is_not_ours(text: str) -> None:
    found = triage(read(text))

    assert (found.warrants, found.severity.value, found.target.value) == (False, Severity.MEDIUM, TargetTeam.L2_SUPPORT)
    assert "is down elsewhere, and not with us" in found.warrants_because[0].because


@pytest.mark.parametrize(
    "text",
    [
        "AWS is down and with it our API, nobody can work",
        "Their VPN is back, but the service is down again for everyone",
        "Our identity provider is down, so no customer can log in",
        "Okta is fine, but our login page is down",
        "The network tab shows that the site is down",
    ],
)
def test_an_outage_of_ours_stays_critical_whoever_is_named_beside_it(text: str) -> None:
    found = triage(read(text))

    assert (found.warrants, found.severity.value) == (True, Severity.CRITICAL)


def test_a_fault_of_ours_beside_their_outage_keeps_its_own_rules() -> None:
    found = triage(read("Their firewall is down, and the export returns error 500 at the office too"))

    assert (found.warrants, found.target.value) == (True, TargetTeam.ENGINEERING)


# What has to be there before they sign, and what others have


@pytest.mark.parametrize(
    "text",
    [
        "The prospect will only sign if we can offer data residency in Canada",
        "They want SCIM groups before they sign in May",
        "A deal of ours closes only if we support invoices by line",
        "All our competitors have this, we look old in every demo",
        "They had it at their previous vendor and ask where it is here",
    ],
)
def test_what_must_be_there_first_or_is_there_elsewhere_is_product_s(text: str) -> None:
    assert triage(read(text)).target.value is TargetTeam.PRODUCT


def test_who_leaves_for_a_competitor_is_still_leadership_s() -> None:
    found = triage(read("Soylent threatens to cancel, their competitors have it already"))

    assert found.target.value is TargetTeam.LEADERSHIP


# Whose name begins the sentence


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Umbra Labs, $95k a year, wants to leave over the price", ("Umbra Labs",)),
        ("Soylent, our oldest customer in Spain, says the sync loses orders", ("Soylent",)),
        ("Tyrell (enterprise, 900 seats) reports that exports are empty", ("Tyrell",)),
        ("Wonka and Duff, both on the old plan, cannot pay", ("Wonka", "Duff")),
        ("umbra says their exports are empty", ("umbra",)),
        ("hey, soylent green complained that nobody answers them", ("soylent green",)),
        ("tyrell are threatening to cancel", ("tyrell",)),
    ],
)
def test_a_customer_is_the_one_who_does_what_customers_do(text: str, names: tuple[str, ...]) -> None:
    assert read(text).customers == names


@pytest.mark.parametrize(
    "text",
    [
        "the customer says their exports are empty",
        "user reports they cannot log in",
        "console says they must reload the page",
        "support said they would call back",
        "the integration says our token is wrong",
        "they say they lost it",
        "Yesterday, after a deploy, can't pay",
        "somebody complained that they wait too long",
    ],
)
def test_a_plain_word_that_says_something_is_no_customer(text: str) -> None:
    assert read(text).customers == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Duff Holdings: no invoice went out last night", ("Duff Holdings",)),
        ("Half of the contacts vanished from the Lombard account", ("Lombard",)),
        ("Release note: the search is faster", ()),
        ("An option is missing in the Admin account", ()),
    ],
)
def test_a_name_stands_before_a_colon_or_before_its_account(text: str, names: tuple[str, ...]) -> None:
    assert read(text).customers == names


# What was seen, lost or promised, told from the customer's side


@pytest.mark.parametrize(
    ("text", "severity", "team"),
    [
        (
            "The link in the mail opened the folder of a company they have never heard of",
            Severity.CRITICAL,
            TargetTeam.SECURITY,
        ),
        ("The access token of Umbra Labs was pushed to a public gist", Severity.HIGH, TargetTeam.SECURITY),
        ("umbra are cancelling, nobody answered for six weeks", Severity.HIGH, TargetTeam.LEADERSHIP),
        ("The SLA promises 99.95, they measured 97 in May and claim a credit", Severity.HIGH, TargetTeam.LEADERSHIP),
        ("A reporter asks for a comment on what happened last week", Severity.HIGH, TargetTeam.LEADERSHIP),
        ("Entra is down, so nobody over there can work in the app", Severity.MEDIUM, TargetTeam.L2_SUPPORT),
    ],
)
def test_it_is_judged_by_what_it_means_to_them(text: str, severity: Severity, team: TargetTeam) -> None:
    found = triage(read(text))

    assert (found.severity.value, found.target.value) == (severity, team)


@pytest.mark.parametrize(
    "text",
    [
        "The user is cancelling the export job each time it hangs",
        "They were sent the documents of a company they know well",
        "The API key of Umbra Labs was rotated as planned",
        "How do I set the SLA of 4 hours for a queue?",
    ],
)
def test_words_alone_raise_nothing(text: str) -> None:
    assert triage(read(text)).target.value not in {TargetTeam.SECURITY, TargetTeam.LEADERSHIP}
