"""Situations as support people tell them, each beside what only sounds like it."""

import pytest

from escalation.drafts import Triage
from escalation.intake import read
from escalation.kinds import Severity, TargetTeam
from escalation.signals import Claim
from escalation.triage import triage

CRITICAL, HIGH, MEDIUM = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM
L2, ENGINEERING, PRODUCT = TargetTeam.L2_SUPPORT, TargetTeam.ENGINEERING, TargetTeam.PRODUCT
SECURITY, LEADERSHIP = TargetTeam.SECURITY, TargetTeam.LEADERSHIP


def judged(text: str) -> Triage:
    return triage(read(text))


@pytest.mark.parametrize(
    ("text", "severity", "team"),
    [
        ("Half of our price lists are gone since the move", CRITICAL, ENGINEERING),
        ("None of our recordings were there after the restore", CRITICAL, ENGINEERING),
        ("All settings were reset overnight", CRITICAL, ENGINEERING),
        ("The Save button is gone on small screens", HIGH, ENGINEERING),
        ("Harbour Foods deleted their account by accident, can we bring it back?", MEDIUM, L2),
        ("The warning is gone, all set", MEDIUM, L2),
    ],
)
def test_what_is_gone_is_lost_unless_it_went_on_a_screen_or_by_their_own_hand(
    text: str, severity: Severity, team: TargetTeam
) -> None:
    found = judged(text)

    assert (found.severity.value, found.target.value) == (severity, team)


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("The status page is green but production went down at 9:40", ENGINEERING),
        ("Agents get signed out while typing", ENGINEERING),
        ("Zips with long names arrive damaged", ENGINEERING),
        ("Discount codes apply to items that are excluded", ENGINEERING),
        ("El pedido se queda a medias al pagar con tarjeta", ENGINEERING),
        ("Zamówienia nie trafiają do magazynu od rana", ENGINEERING),
        ("Harbour Foods", L2),
        ("Invoice 4711", L2),
        ("Have they changed something about the rates?", L2),
    ],
)
def test_a_statement_is_a_report_and_a_name_or_a_question_is_none(text: str, team: TargetTeam) -> None:
    assert judged(text).target.value is team


def test_what_is_told_by_no_known_word_is_quoted_and_assumed() -> None:
    suggestion = judged("Discount codes apply to items that are excluded").severity

    assert (suggestion.value, suggestion.assumed) == (HIGH, True)
    assert suggestion.reasons[0].words == "Discount codes apply to items"


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Saving a route fails with a timeout. It would be nice to get this running again.", ENGINEERING),
        ("It would be nice if saving a route did not need three clicks. Sometimes it even fails.", PRODUCT),
        ("Routes should remember the last driver", PRODUCT),
        ("Routes swap the stops on printing. They should stay in order.", ENGINEERING),
        ("Could you add a column for the driver?", PRODUCT),
        ("Could you change our tax id on the account", L2),
        ("Can the driver column be hidden?", PRODUCT),
        ("Support has had five calls about routes that fail", ENGINEERING),
        ("Support for Arabic addresses", PRODUCT),
        ("More helpful hints in the route planner", PRODUCT),
        ("More than one route crashes on printing", ENGINEERING),
        ("Customers want the routes as a calendar feed", PRODUCT),
        ("The customer wants to know when the invoice is due", L2),
        ("Any help would be great, the planner crashes", ENGINEERING),
    ],
)
def test_what_is_told_first_decides_between_a_report_and_a_wish(text: str, team: TargetTeam) -> None:
    assert judged(text).target.value is team


@pytest.mark.parametrize(
    "text",
    [
        "Please extend our trial by two weeks",
        "Kindly grant access to the payroll folder to D. Moss",
        "Could you resend the invitation to our trainee?",
        "I forgot my password",
        "I can't find the button to export",
        "What happens to our files if we downgrade?",
        "Question about retention",
        "We disabled it by mistake, how do we get it back?",
        "Need a copy of the March invoice",
    ],
)
def test_what_support_does_on_request_is_support_s(text: str) -> None:
    found = judged(text)

    assert (found.warrants, found.severity.value, found.target.value) == (False, MEDIUM, L2)


@pytest.mark.parametrize(
    "text",
    [
        "Several users never get the password reset mail",
        "Resetting the password shows an error 500 page",
        "The invitation mail crashes the app",
    ],
)
def test_a_function_that_fails_is_no_request(text: str) -> None:
    assert judged(text).target.value is ENGINEERING


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Our admin sees invoices of a company we don't know", CRITICAL),
        ("Whoever changes the id in the link can open other customers' orders", CRITICAL),
        ("Payslips were mailed to the wrong person", CRITICAL),
        ("A former contractor still has access", CRITICAL),
        ("Signed URLs never expire", HIGH),
        ("The login does not validate the token", HIGH),
        ("If an attacker guessed it, they could take the account over", HIGH),
        ("Viewers can delete projects through the API", HIGH),
        ("Suspicious logins on three admin accounts", HIGH),
        ("The phone app keeps the PIN in plain text", HIGH),
        ("They ask for erasure of their data under the GDPR.", HIGH),
    ],
)
def test_reach_into_what_is_another_s_and_missing_guards_are_security_s(text: str, severity: Severity) -> None:
    found = judged(text)

    assert (found.target.value, found.severity.value) == (SECURITY, severity)


@pytest.mark.parametrize(
    "text",
    [
        "Let admins see the tickets of all users",
        "Add an option to make a board visible to all users",
        "Deleted items can be restored by the owner",
        "The plain text version of the newsletter looks broken",
        "Tokens in the design file have the wrong colour",
        "Uploading into a shared folder of other users fails with an error",
    ],
)
def test_what_is_wished_for_or_set_up_so_is_no_leak(text: str) -> None:
    assert judged(text).target.value is not SECURITY


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Harbour Foods will leave at the end of the quarter", LEADERSHIP),
        ("Harbour Foods are done with us", LEADERSHIP),
        ("Their board decides on Tuesday whether to stay", LEADERSHIP),
        ("Harbour Foods withholds payment until we explain the outage", LEADERSHIP),
        ("The managing director of Harbour Foods calls every day", LEADERSHIP),
        ("They want out of the contract", LEADERSHIP),
        ("I want to cancel my subscription", L2),
        ("I can't cancel my plan", L2),
        ("I want to cancel, nobody answered for three weeks", LEADERSHIP),
        ("Predict which accounts are likely to churn", PRODUCT),
        ("Calculate SLA breaches per customer", PRODUCT),
        ("Show a warning when an SLA is breached", PRODUCT),
    ],
)
def test_a_customer_who_may_go_is_leadership_s_and_churn_as_a_figure_is_not(text: str, team: TargetTeam) -> None:
    assert judged(text).target.value is team


@pytest.mark.parametrize(
    ("text", "is_outage"),
    [
        ("The portal is down", True),
        ("desk.example.com is unreachable", True),
        ("Interruption of service in the EU", True),
        ("El servidor esta caido", True),
        ("网站打不开", True),
        ("Сайт не открывается", True),
        ("How do I shut the server down?", False),
        ("The page jumps when I scroll down", False),
        ("Does the phone app work offline?", False),
        ("The report is not accessible to viewers", False),
    ],
)
def test_only_what_cannot_be_used_is_down(text: str, *, is_outage: bool) -> None:
    assert judged(text).signals.has(Claim.OUTAGE) is is_outage


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Totals are wrong on the quote, but it is not urgent", MEDIUM),
        ("The footer shows the wrong year, cosmetic", MEDIUM),
        ("Totals are wrong on the quote", HIGH),
        ("Totals are wrong on the quote, minor version 4.2", HIGH),
    ],
)
def test_what_they_call_small_can_wait(text: str, severity: Severity) -> None:
    assert judged(text).severity.value is severity


@pytest.mark.parametrize(
    ("text", "is_bug"),
    [
        ("Nobody answered our mail of last week", False),
        ("I was charged for a seat we removed", False),
        ("The quote shows wrong totals", True),
        ("The portal is down", None),
        ("A stranger's orders are in our list", None),
        ("Dark mode for the planner", False),
    ],
)
def test_only_a_malfunction_needs_steps(text: str, *, is_bug: bool | None) -> None:
    assert judged(text).is_bug is is_bug


@pytest.mark.parametrize(
    "text",
    [
        "Half of our price lists are gone since the move",
        "Zips with long names arrive damaged",
        "Our admin sees invoices of a company we don't know",
        "Harbour Foods are done with us. They pay a lot.",
        "carton missing. is it down?",
    ],
)
def test_each_reason_quotes_words_of_the_text(text: str) -> None:
    found = judged(text)
    reasons = (*found.warrants_because, *found.severity.reasons, *found.target.reasons)

    assert [reason.words for reason in reasons if reason.words not in text] == []


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("They demand cancellation and will file a chargeback", LEADERSHIP),
        ("The lawyers view shows an error", ENGINEERING),
        ("I cancelled my subscription and restarted it an hour later, how do I see both bills?", L2),
        ("Folders were migrated but the photos were not. Is there a way to get them over?", ENGINEERING),
        ("How I can print two labels on one sheet?", L2),
        ("Alerts come with the plan. Will they also go to guests?", L2),
        ("Alerts are blank since noon. Will they be sent again?", ENGINEERING),
        ("Please resend his activation mail", L2),
        ("Our invoices show last year's address", ENGINEERING),
        ("Need to send a text when a delivery moves", PRODUCT),
        ("Need to reset my password", L2),
        ("They can't roll this out to the branches until roles can be split", PRODUCT),
        ("The chart shows a different total", ENGINEERING),
        ("Reset links are never invalidated after use", SECURITY),
        ("An intern posted the admin password in a public channel", SECURITY),
        ("We are not sending a password reset mail", ENGINEERING),
        ("Photos can be opened by link when signed out", SECURITY),
        ("Private notes show up in the search", SECURITY),
        ("Please add an option that private notes show up in the search", PRODUCT),
        ("Labels stay blank, just wondering what is causing it", ENGINEERING),
        ("The depot is over the maximum seat limit of its plan", L2),
    ],
)
def test_near_words_of_another_matter_do_not_decide(text: str, team: TargetTeam) -> None:
    assert judged(text).target.value is team


@pytest.mark.parametrize(
    ("text", "is_slow"),
    [
        ("Replies are not delivered immediately", True),
        ("Replies are not delivered", False),
    ],
)
def test_not_at_once_is_slow_and_not_at_all_is_broken(text: str, *, is_slow: bool) -> None:
    assert judged(text).severity.value is (MEDIUM if is_slow else HIGH)


@pytest.mark.parametrize(
    ("text", "waited"),
    [
        ("They ignored our three tickets", True),
        ("Support has not been replying for two weeks", True),
        ("The form ignored the phone number", False),
        ("It came back by itself", False),
    ],
)
def test_a_person_waits_and_a_form_does_not(text: str, *, waited: bool) -> None:
    said = judged(text).signals.words

    assert (not {Claim.LONG_WAIT, Claim.RECURRING}.isdisjoint(said)) is waited
