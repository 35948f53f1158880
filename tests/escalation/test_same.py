"""Two reports in two people's words: the same problem is seen, another one with the same words is not."""

from itertools import combinations

import pytest

from escalation.drafts import Draft
from escalation.intake import read
from escalation.kinds import EscalationId
from escalation.models import Escalation
from escalation.same import MOST, likeness, same
from tests.storage.facts import an_escalation

SAME_PROBLEM = [
    ("API returning 500 errors intermittently for Acme Corp", "500 errors from the API since this morning for Globex"),
    ("Data export is missing rows, 3 customers reported this week", "CSV export has missing rows for Initech"),
    ("SSO login loop affecting all Enterprise customers", "Users are stuck in a login loop after SSO at Northwind"),
    ("Invoices show the wrong VAT rate for Globex", "Wrong VAT on invoice PDFs, customer Hooli"),
    (
        "Checkout fails with 502 upstream timed out on POST /v2/orders for Acme",
        "Globex can't pay: 502 upstream timed out (POST /v2/orders)",
    ),
    ("Webhooks for order.created arrive hours late for Acme", "order.created webhooks are delayed by 3 hours, Initech"),
    ("Dashboard charts are blank in Safari for Initech", "Blank charts on the dashboard, only Safari, Globex"),
    ("Password reset emails never arrive for Hooli users", "Acme: password reset mail does not arrive"),
    ("Bulk import of contacts hangs at 99 % for Northwind", "Contact import hangs at 99%, customer Umbrella"),
    (
        "Customer Acme threatening to churn over missing audit log feature",
        "Globex wants the audit log feature, missing, will churn",
    ),
    ("Mobile app crashes on login on Android 14 for Acme", "Android app crash at login since update, for Globex"),
]
OTHER_PROBLEM = [
    ("Export to PDF is missing fonts for Acme", "Data export is missing rows for Globex"),
    ("API returning 500 errors for Acme", "API returning 401 errors for Globex"),
    ("Login is slow for Acme", "Login page shows the wrong logo for Globex"),
    ("Invoices show the wrong VAT rate for Globex", "Invoices show the wrong address for Acme"),
    ("Dashboard charts are blank in Safari", "Dashboard takes 40 seconds to load"),
    ("Import of contacts hangs at 99 %", "Import of contacts creates duplicates"),
    ("Customer threatening to churn over missing audit log", "Customer threatening to churn over price increase"),
    ("Webhooks for order.created arrive hours late", "Webhooks fail signature validation after key rotation"),
    ("Mobile app crashes on login", "Mobile app drains the battery"),
    ("How do I change the currency of my account?", "How do I change the owner of my account?"),
    ("Users can't upload files over 2 GB", "Users can't download files from shared folders"),
    ("Search returns no results since release 4.12", "Search results are in the wrong order"),
]


def about(number: int, text: str, **changes: object) -> Escalation:
    return an_escalation(number, draft=read(text).model_copy(update=changes))


@pytest.mark.parametrize(("told", "before"), SAME_PROBLEM)
def test_the_same_problem_is_seen_whoever_tells_it_first(told: str, before: str) -> None:
    assert likeness(read(told), read(before))
    assert likeness(read(before), read(told))


@pytest.mark.parametrize(("told", "before"), OTHER_PROBLEM)
def test_another_problem_with_some_of_the_same_words_is_not(told: str, before: str) -> None:
    assert likeness(read(told), read(before)) is None


def test_reports_of_many_problems_are_not_each_others_duplicates() -> None:
    reports = [one for one, _ in SAME_PROBLEM]

    found = [pair for pair in combinations(reports, 2) if likeness(*(read(one) for one in pair))]

    assert found == []


def test_the_same_ticket_is_certain_and_stands_first() -> None:
    draft = read("Checkout fails with 502 for Acme")
    candidates = [about(1, "Checkout gives 502 for Globex"), about(2, "Something about invoices")]

    found = same(draft, candidates, named={EscalationId(2): "4711"})

    assert [(one.id, one.is_certain, one.why) for one in found] == [
        (2, True, "same ticket 4711"),
        (1, False, "both say: Checkout, 502"),
    ]


def test_at_most_three_are_shown_the_best_first() -> None:
    text = "Contact import hangs at validation for {}"
    found = same(
        read(text.format("Acme")),
        [about(1, "Contact import hangs"), *(about(n, text.format("Globex")) for n in range(2, 6))],
        named={},
    )

    assert len(found) == MOST
    assert [one.id for one in found] == [5, 4, 3]


def test_the_same_error_word_for_word_says_so() -> None:
    error = "502 upstream timed out (POST /v2/orders)"

    alike = likeness(Draft(issue="Nobody can pay", error=error), Draft(issue="Cart is stuck", error=error.upper()))

    assert alike
    assert alike[1] == f'same error: "{error}"'


def test_a_bare_number_is_no_error_in_full() -> None:
    assert likeness(Draft(issue="Nobody can pay", error="500"), Draft(issue="Cart is stuck", error="500")) is None


def test_a_customer_both_name_needs_fewer_words() -> None:
    told, before = "Weekly report scheduler skips Mondays", "Report scheduler sends weekly mails twice"
    alone = likeness(Draft(issue=told), Draft(issue=before))
    theirs = likeness(Draft(issue=told, customers=("Acme",)), Draft(issue=before, customers=("Acme Inc.",)))

    assert alone is None
    assert theirs
    assert theirs[1] == "also for Acme, both say: Weekly, report, scheduler"


def test_names_of_customers_are_no_likeness() -> None:
    draft = Draft(issue="Acme Travel Group is angry", customers=("Acme Travel Group",))

    assert likeness(draft, Draft(issue="Acme Travel Group pays late", customers=("Acme Travel Group",))) is None
