"""What it does to those who use it, in the words they use for it: each situation beside the near miss it is not."""

import pytest

from escalation import intake, severity
from escalation.impact import assess
from escalation.intake import read
from escalation.kinds import Severity, TargetTeam
from escalation.signals import SECURITY, Claim
from escalation.triage import triage

ENGINEERING, PRODUCT, L2 = TargetTeam.ENGINEERING, TargetTeam.PRODUCT, TargetTeam.L2_SUPPORT


def claims(text: str) -> set[str]:
    return set(assess(intake.read(text)).words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Single sign-on is out, nobody at the depots has a route", Severity.CRITICAL),
        ("The route server stopped accepting connections from the vans", Severity.CRITICAL),
        ("Drivers are having problems when completing an order", Severity.CRITICAL),
        ("All clinics are unable to access the portal", Severity.CRITICAL),
        ("We are out of labels since Monday, please order some", Severity.HIGH),
    ],
)
def test_a_service_that_serves_nobody_is_critical_without_the_word_down(text: str, expected: Severity) -> None:
    assert triage(read(text)).severity.value is expected


@pytest.mark.parametrize(
    "text",
    [
        "Wages are visible to all employees in the planner",
        "The list shows patient names to drivers who have no permission to see them",
        "Anyone can download the route sheets of the whole depot, and search engines index them",
        "Employees who have left the company can still open the roster",
        "Invoices meant for other customers were in the envelope",
    ],
)
def test_what_stands_open_to_those_it_is_not_for_is_securitys(text: str) -> None:
    assert triage(read(text)).target.value is TargetTeam.SECURITY


@pytest.mark.parametrize(
    "text",
    [
        "Charged twice, an unauthorised charge on my card",
        "please make the roster visible to all drivers",
        "We want everyone with the role to see wages",
        "The login loop in #security-questions is back",
    ],
)
def test_charges_wishes_and_channels_names_are_no_exposure(text: str) -> None:
    assert claims(text).isdisjoint(SECURITY)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("We would move all depots over if you had a route per truck", Claim.FEATURE_GAP),
        ("Harbour Foods decided not to adopt the planner", Claim.FEATURE_GAP),
        ("We would like the stop list to be sortable by hand", Claim.WISH),
        ("It'd be helpful to have a list of all drivers", Claim.WISH),
        ("Call desk: let supervisors listen in on a call", Claim.WISH),
        ("What is the best way to set this up?", Claim.HOW_TO),
        ("What should the return address of the label be?", Claim.HOW_TO),
        ("How are these kilometres counted?", Claim.HOW_TO),
        ("Am I making a mistake here?", Claim.HOW_TO),
        ("Please give us the permission to edit routes", Claim.ACCOUNT),
        ("I can't find it. Could you change it in your backend?", Claim.ACCOUNT),
        ("Update: my fault, the printer was off", Claim.FIXED),
        ("Only 4 of 400 stops shown. Set that and it works, thanks", Claim.FIXED),
        ("Harbour Foods sent us a cancellation letter", Claim.CHURN),
        ("They want out of the contract, the relationship is over", Claim.CHURN),
        ("Will you be honouring the contract?", Claim.AT_RISK),
        ("He will report us to the transport authority", Claim.LEGAL),
        ("They go through the SLA for the penalty clauses", Claim.SLA),
        ("Four donors were charged and all four charges were duplicated", Claim.FAULT),
        ("Loading the stops by hand still works", Claim.WORKAROUND),
        ("Labels never arrive by mail, printed ones do work", Claim.WORKAROUND),
        ("The sync silently drops stops with an apostrophe", Claim.FAULT),
        ("The app logs out every hour", Claim.FAULT),
        ("They want to cancel at renewal", Claim.CHURN),
        ("The orders of Monday do not exist any more", Claim.DATA_LOSS),
        ("We were thrown back two days by the update", Claim.DATA_LOSS),
        ("Drivers lost timesheets yesterday", Claim.DATA_LOSS),
        ("We lost contacts after the sync", Claim.DATA_LOSS),
        ("Every sync ends in a failure", Claim.FAULT),
    ],
)
def test_more_ways_of_saying_it_are_known(text: str, claim: Claim) -> None:
    assert claim in claims(text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("A recurring order cannot be changed", Claim.RECURRING),
        ("They pay 40k of annual recurring revenue", Claim.RECURRING),
        ("Cannot reproduce it on my phone", Claim.SYMPTOM),
        ("They lose access to the stop list", Claim.DATA_LOSS),
        ("Their money is gone, they say", Claim.DATA_LOSS),
        ("Two deals hang on this", Claim.FAULT),
        ("The app logs out every hour, Android fine", Claim.WORKAROUND),
        ("Update: it works for one of 40 depots, the others are still down", Claim.FIXED),
        ("So it's not an issue of our network, your servers are down", Claim.FIXED),
        ("Drivers see a button for which they have no permission", Claim.EXPOSURE),
        ("Google indexes our help center in English only", Claim.EXPOSURE),
        ("Salary lists are visible to all managers, by design", Claim.EXPOSURE),
        ("The new app is out and drivers like it", Claim.OUTAGE),
        ("No drivers had problems with orders so far", Claim.OUTAGE),
        ("Some drivers get errors during checkout when the coupon has a space", Claim.OUTAGE),
        ("Do you honour the same price if we upgrade?", Claim.AT_RISK),
        ("I want out of the newsletter list", Claim.CHURN),
        ("We are considering to replace the system font in the tool", Claim.CHURN),
        ("I got a cancellation email for my booking", Claim.CHURN),
        ("Where can I read the SLA and the service credits section?", Claim.SLA),
        ("We regret the delay", Claim.FEATURE_GAP),
        ("The planner must run offline on trucks", Claim.FAULT),
        ("We had to move our calls to another provider for the day", Claim.CHURN),
        ("customer can't find the stop list", Claim.MANY),
        ("support mails are answered in two days", Claim.WISH),
    ],
)
def test_words_that_only_look_like_it_claim_nothing(text: str, claim: Claim) -> None:
    assert claim not in claims(text)


# --- what is quoted


@pytest.mark.parametrize(
    ("text", "claim", "words"),
    [
        ("The label shows the wrong price since noon", Claim.FAULT, "wrong price"),
        ("It goes to our lawyers now", Claim.LEGAL, "our lawyers"),
        ("planner answers 503 for everyone in the depot", Claim.OUTAGE, "503 for everyone"),
        ('Depots get "route table expired" at random', Claim.FAULT, "route table expired"),
        ('Depots cannot print, error "no label left"', Claim.FAULT, "no label left"),
    ],
)
def test_a_reason_is_quoted_in_whole_words_and_with_what_it_speaks_of(text: str, claim: Claim, words: str) -> None:
    assert words in assess(intake.read(text)).words[claim]


def test_a_hint_does_not_say_the_same_twice() -> None:
    draft = intake.read("planner answers 503 for everyone in the depot")
    found = triage(draft)
    assert severity.sentence(found.severity, found.signals, draft).count("for everyone") == 1


# --- customers


@pytest.mark.parametrize(
    ("text", "customers"),
    [
        ("labels print twice -- harbour winery", ("harbour winery",)),
        ("labels print twice (lindholm)", ("lindholm",)),
        ("how do I print a label? lindholm", ("lindholm",)),
        ("labels print twice - school of harbour arts", ("school of harbour arts",)),
        ("please add a column, EUR and USD, this is a blocker for harbour traders", ("harbour traders",)),
        ("harbour foods gets two labels for each stop", ("harbour foods",)),
        ("lindholm bought ten licences by accident", ("lindholm",)),
        ("Zendberg Collective: some stops are missing from the list", ("Zendberg Collective",)),
        ("Harbour Design (reseller) woke up to empty routes", ("Harbour Design",)),
        ("Lindholm renewed their certificate", ("Lindholm",)),
        ("no routes at noon, reported by Quay Power & Light and Lindholm", ("Quay Power & Light", "Lindholm")),
        ("routes are empty - safari", ()),
        ("routes are empty - urgent", ()),
        ("routes are empty (again)", ()),
        ("routes are empty (intermittent)", ()),
        ("routes are empty - tablet", ()),
        ("Background: the routes are empty since noon for all of them", ()),
        ("Export: the file is empty for all of them", ()),
        ("the planner needs two logins for 2FA", ()),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, customers: tuple[str, ...]) -> None:
    assert read(text).customers == customers


# --- since when, and by when


@pytest.mark.parametrize(
    ("text", "started", "deadline"),
    [
        ("stops go missing time to time from 25th May", "from 25th May", None),
        ("all went well until last week, now no label prints", "last week", None),
        ("First reports 09:23 BST. Routes are empty", "09:23 BST", None),
        ("no answer for half a year", "for half a year", None),
        ("labels fail since 01/23/2026 for our users", "since 01/23/2026", None),
        ("routes were lost between 7/21 and 8/6", "between 7/21 and 8/6", None),
        ("In August I had no routes", "In August", None),
        ("Today we can only print one label at a time", None, None),
        ("The route started working since my data from 3 March came", None, None),
        ("A new route is needed prior to the 1st April", None, "prior to the 1st April"),
        (
            "Deadline to have all routes is Friday, October 27th",
            None,
            "Deadline to have all routes is Friday, October 27th",
        ),
        ("It must be solved today, critical that this is addressed today", None, "today"),
        ("it broke last night, by calling they were told so", "last night", None),
    ],
)
def test_times_are_found_in_more_ways_of_saying_them(text: str, started: str | None, deadline: str | None) -> None:
    draft = read(text)
    assert (draft.started, draft.deadline) == (started, deadline)
