"""More situations, each beside its near misses: who is left unanswered, what is in the way, what stays open."""

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
    ("text", "team"),
    [
        ("Please stop billing me, I wrote four times without any answer", LEADERSHIP),
        ("They took money from my card without my consent and nobody got back to me", LEADERSHIP),
        ("If this goes on I will file a complaint", LEADERSHIP),
        ("Harbour Foods will invoke the exit clause", LEADERSHIP),
        ("Their contractual response time is 30 minutes, it took us a day", LEADERSHIP),
        ("Harbour Foods claim under the 99.5 % SLA", LEADERSHIP),
        ("Harbour Foods want credits for both evenings", LEADERSHIP),
        ("A law firm wrote to us for Harbour Foods", LEADERSHIP),
        ("The complaint form does not submit", ENGINEERING),
        ("Charging the scanner battery stops at half", ENGINEERING),
        ("Show the contractual response time on the ticket", PRODUCT),
        ("The page answers with an error after the third try", ENGINEERING),
    ],
)
def test_who_pays_and_is_not_heard_is_leadership_s(text: str, team: TargetTeam) -> None:
    assert judged(text).target.value is team


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        (
            "In the archive the routes of another depot owner's customers, orders of a different company are shown",
            CRITICAL,
        ),
        ("Lists from another tenant are displayed after the search", CRITICAL),
        ("After sign-in the planner lists the routes of all customers instead of only their own", CRITICAL),
        ("Somebody published our drivers' addresses in a public forum", CRITICAL),
        ("The page you host for route-prizes is malicious", HIGH),
        ("An old reset link still works after the new one was used", HIGH),
        ("The session token did not expire after the reset", HIGH),
    ],
)
def test_what_shows_another_s_or_stays_open_is_security_s(text: str, severity: Severity) -> None:
    found = judged(text)

    assert (found.target.value, found.severity.value) == (SECURITY, severity)


@pytest.mark.parametrize(
    "text",
    [
        "Let dispatchers see the routes of other users",
        "The planner shows the route of another day",
        "Reset link in the mail leads to an empty page",
        "We posted an answer in the forum and the formatting broke",
        "The old depot code still works, please keep it",
    ],
)
def test_another_day_a_forum_or_an_old_code_are_no_leak(text: str) -> None:
    assert judged(text).target.value is not SECURITY


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("The new planner is cluttered and drivers find it hard to read", PRODUCT),
        ("Dispatchers are confused by the two save buttons", PRODUCT),
        ("Many complaints about the new layout", PRODUCT),
        ("It takes four more clicks than before", PRODUCT),
        ("Please keep the old one, we are not a fan", PRODUCT),
        ("The new layout is broken on tablets and crashes", ENGINEERING),
        ("The planner gets confused and swaps the stops, error 500", ENGINEERING),
    ],
)
def test_what_is_in_the_way_and_does_not_fail_is_a_complaint_of_design(text: str, team: TargetTeam) -> None:
    assert judged(text).target.value is team


@pytest.mark.parametrize(
    "text",
    [
        "Colleague mbaker needs the 'Dispatcher' role for the north depot",
        "Please raise our storage quota to 50 GB",
        "How many seats does the small plan have?",
    ],
)
def test_a_role_a_limit_and_a_plan_are_support_s(text: str) -> None:
    found = judged(text)

    assert (found.warrants, found.target.value) == (False, L2)


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("As driver I want to see tomorrow's stops so I can pack", True),
        ("Routes by week. Ability to print them on one page please", True),
        ("We received a request for payment twice", False),
        ("How long are routes kept? asking for Harbour Foods", False),
    ],
)
def test_a_story_is_a_wish_and_a_bill_is_none(text: str, *, claimed: bool) -> None:
    assert judged(text).signals.has(Claim.WISH) is claimed


@pytest.mark.parametrize(
    ("text", "claim", "claimed"),
    [
        ("The limit is documented and higher on the big plan", Claim.KNOWN_LIMITATION, True),
        ("Documented five days ago, one depot has it", Claim.KNOWN_LIMITATION, False),
        ("We fixed it by adding the depot again", Claim.FIXED, True),
        ("We fixed it by adding the depot again, but the routes still look wrong", Claim.FIXED, False),
        ("The map stays grey until they reload it", Claim.WORKAROUND, True),
        ("Moving to the small plan wiped everything", Claim.DATA_LOSS, True),
        ("I deleted everything and started afresh", Claim.DATA_LOSS, False),
        ("It will not let me sign in", Claim.LOGIN, True),
        ("It will not let me sort the list", Claim.LOGIN, False),
    ],
)
def test_a_near_word_makes_no_claim(text: str, claim: Claim, *, claimed: bool) -> None:
    assert judged(text).signals.has(claim) is claimed


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Le dépôt souhaite pouvoir trier les tournées par date", PRODUCT),
        ("Wir als Nutzer möchten die Tour nach Datum sortieren können", PRODUCT),
        ("El chofer quiere poder ver la ruta sin conexión", PRODUCT),
        ("Il n'y a pas de moyen de trier les tournées", PRODUCT),
        ("Wir möchten uns anmelden können, es kommt ein Fehler", ENGINEERING),
        ("Difference between the small and the big plan?", L2),
        ("The list ignores accents, is that intended?", L2),
        ("Could you please confirm whether both depots may share one plan", L2),
        ("Exports fail since noon. What is the quickest way to get them?", ENGINEERING),
        ("How can we resolve the error on the route list?", ENGINEERING),
    ],
)
def test_a_wish_and_a_question_are_known_in_other_forms_too(text: str, team: TargetTeam) -> None:
    assert judged(text).target.value is team


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("I demand immediate deletion of my personal data", SECURITY),
        ("Under Article 17 you must erase what you hold on me", SECURITY),
        ("Please delete the data of the test depot from the chart", None),
        ("You are scammers, you keep charging me after I left", None),
        ("A scam page copies our sign-in", SECURITY),
        ("Whoever unsubscribed from the newsletter still gets it, the list shows an error", ENGINEERING),
        ("Harbour Foods are furious about the price increase", LEADERSHIP),
        ("They want to talk to a manager about the contract", LEADERSHIP),
        ("The price increase is missing on the quote", None),
    ],
)
def test_anger_is_no_fraud_and_a_newsletter_no_farewell(text: str, team: TargetTeam | None) -> None:
    found = judged(text).target.value

    assert found is team if team else found not in {SECURITY, LEADERSHIP}


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("The planner was restored from an old backup after the maintenance", CRITICAL),
        ("Harbour Foods miss two days of bookings", CRITICAL),
        ("The driver app crashes on launch for everyone", CRITICAL),
        ("No driver seems to be able to sign in", CRITICAL),
        ("Routes disappear from the map and come back after ten minutes", HIGH),
        ("The map shows two vans as offline though they drive", HIGH),
        ("Printing fails, turning the filter off solves it", MEDIUM),
        ("Calls drop when recorded, we switched that off to keep working", MEDIUM),
        ("I was billed twice and nobody replied for a week", MEDIUM),
    ],
)
def test_lost_is_what_does_not_come_back(text: str, severity: Severity) -> None:
    assert judged(text).severity.value is severity


@pytest.mark.parametrize(
    ("text", "solved"),
    [
        ("The depot is happy again, please close", True),
        ("Routes print as they should, can be closed.", True),
        ("Please close the gap in the report, totals are wrong", False),
        ("The depot is down again", False),
    ],
)
def test_a_thanks_and_a_close_end_it(text: str, *, solved: bool) -> None:
    assert judged(text).signals.has(Claim.FIXED) is solved


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Payslips went to the wrong employees", SECURITY),
        ("We mailed two hundred letters to a wrong address, names and balances are in them", SECURITY),
        ("The van went to the wrong depot", ENGINEERING),
        ("Sending to another address fails with an error", ENGINEERING),
        ("Let us send copies to a different address", PRODUCT),
    ],
)
def test_what_goes_to_the_wrong_person_is_seen_by_them(text: str, team: TargetTeam) -> None:
    assert judged(text).target.value is team


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("The system shall text the driver when a stop moves", PRODUCT),
        ("It is currently possible to plan two vans for one stop. It should warn", PRODUCT),
        ("Confusion about the two kinds of tours wastes our mornings", PRODUCT),
        ("I am banned from using the planner since Monday and my appeal is not answered", L2),
        ("Unable to create an account, the page says I was there before", L2),
        ("does the small plan include the driver app", L2),
        ("does nothing when I press print", ENGINEERING),
        ("got it working, thanks", L2),
        ("è possibile aggiungere un filtro per deposito?", PRODUCT),
        ("non è possibile stampare il percorso", ENGINEERING),
        ("Lindholm are unhappy and their contract ends in June", LEADERSHIP),
        ("The renewal page looks odd and annoyed drivers call", ENGINEERING),
    ],
)
def test_who_must_act_is_told_by_more_than_a_fault(text: str, team: TargetTeam) -> None:
    assert judged(text).target.value is team


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("All depots on cluster 2 get connection refused", CRITICAL),
        ("One depot gets connection refused", HIGH),
        ("The map is ugly grey, planning still works though", MEDIUM),
        ("Der Druck geht nicht, wir drucken vorerst am PC", MEDIUM),
        ("They can only sign if we offer maps offline, $90k a year", HIGH),
        ("The stop list hides drivers if the driver is blocked", HIGH),
    ],
)
def test_how_many_and_whether_there_is_another_way_decide(text: str, severity: Severity) -> None:
    assert judged(text).severity.value is severity


def test_unhappy_before_a_renewal_is_a_risk_and_not_yet_a_farewell() -> None:
    signals = judged("Lindholm are unhappy and their contract ends in June").signals

    assert (signals.has(Claim.AT_RISK), signals.has(Claim.CHURN)) == (True, False)


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("No way to reach your support, for months nobody answers", L2),
        ("Your customer service is useless, they never call back", L2),
        ("We tried to contact support and want to cancel the contract", LEADERSHIP),
        ("No support for Arabic addresses", PRODUCT),
        ("Printing crashes the planner. Support does not answer.", ENGINEERING),
        ("Harbour Foods want out of the delivery clause", LEADERSHIP),
        ("Wir bekommen keine Antwort und kündigen den Vertrag", LEADERSHIP),
        ("Si nadie responde cancelamos el contrato", LEADERSHIP),
    ],
)
def test_what_is_said_of_our_answers_is_no_fault_of_the_product(text: str, team: TargetTeam) -> None:
    assert judged(text).target.value is team


@pytest.mark.parametrize(
    ("text", "is_security"),
    [
        ("The admin page opens without any login", True),
        ("Whoever knows the mail address may take control of the account", True),
        ("Scans of driving licences lie in a folder everyone can open", True),
        ("Ein Fahrer sieht die Touren eines anderen Kunden", True),
        ("El chofer vio las rutas de otra empresa", True),
        ("Admins should be able to open it without a password", False),
        ("El chofer vio las rutas de ayer", False),
        ("Add a page everyone can open", False),
    ],
)
def test_open_doors_are_known_by_whoever_finds_them(text: str, *, is_security: bool) -> None:
    assert (judged(text).target.value is SECURITY) is is_security


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Stops should be shown on the map, but they are not", ENGINEERING),
        ("There isn't a way to group the stops by van", PRODUCT),
        ("Drivers cannot find a way to change the van", PRODUCT),
        ("The planner hangs in a loop", ENGINEERING),
        ("I'm struggling to connect the scanner, is there an example?", L2),
        ("Kindly increase the seat limit for the north depot", L2),
        ("If I try it once more it works again, error 502 before", ENGINEERING),
    ],
)
def test_should_but_is_not_fails_and_no_way_is_a_gap(text: str, team: TargetTeam) -> None:
    assert judged(text).target.value is team


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("No screen reader support in the planner", PRODUCT),
        ("We lost two bids because the planner has no maps", PRODUCT),
        ("The map buttons could be bigger", PRODUCT),
        ("Le dépôt voudrions pouvoir imprimer par date", PRODUCT),
        ("No one has called us back about the scanner order", L2),
        ("Ex employees still log in to the planner", SECURITY),
        ("The phone number of another customer is read out", SECURITY),
        ("They threaten a campaign on social media", LEADERSHIP),
        ("They do not sign again without a credit", LEADERSHIP),
        ("The planner could be down, error 502", ENGINEERING),
        ("Can we get an ETA on the printing error?", ENGINEERING),
    ],
)
def test_small_words_decide_between_near_situations(text: str, team: TargetTeam) -> None:
    assert judged(text).target.value is team


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("The van list does not accept the pen, finger works", MEDIUM),
        ("No sound with the headset, unplugging helps", MEDIUM),
        ("The van list does not accept the pen", HIGH),
        ("Printing fails, they say", HIGH),
    ],
)
def test_what_works_beside_it_is_a_way_around(text: str, severity: Severity) -> None:
    assert judged(text).severity.value is severity
