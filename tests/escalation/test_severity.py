"""How bad: from what is said to be the impact, with the words it stood on."""

import pytest

from escalation import impact, severity
from escalation.drafts import SeveritySuggestion
from escalation.intake import read
from escalation.kinds import Severity
from escalation.signals import Claim

CRITICAL, HIGH, MEDIUM = Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM


def judged(text: str) -> SeveritySuggestion:
    draft = read(text)
    return severity.assess(impact.assess(draft), draft)


def hint(text: str) -> str:
    draft = read(text)
    signals = impact.assess(draft)
    return severity.sentence(severity.assess(signals, draft), signals, draft)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("help desk is down for Acme", CRITICAL),
        ("Nobody can work, everything is offline", CRITICAL),
        ("SSO login loop affecting all Enterprise customers", CRITICAL),
        ("After the migration half of our records have disappeared", CRITICAL),
        ("A customer sees another customer's invoices", CRITICAL),
        ("Seit heute früh ist das Portal nicht erreichbar", CRITICAL),
        ("Le site est hors service", CRITICAL),
        ("API keys are written to the debug log", HIGH),
        ("We found an XSS in the comment field", HIGH),
        ("Acme is threatening to leave", HIGH),
        ("They missed their SLA: P1 SLA breached by two hours", HIGH),
        ("Invoices show wrong totals", HIGH),
        ("Sync fails again, third time this month", HIGH),
        ("Customers are blocked because there is no way to export roles", HIGH),
        ("Invoices show wrong totals, workaround: recalculate by hand", MEDIUM),
        ("One user gets an error on save", MEDIUM),
        ("Reports are slow", MEDIUM),
        ("Please add a dark theme", MEDIUM),
        ("How do I change the logo?", MEDIUM),
        ("I forgot my password", MEDIUM),
    ],
)
def test_the_impact_decides(text: str, expected: Severity) -> None:
    assert judged(text).value is expected


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("the site is not down", Claim.OUTAGE),
        ("Add a churn report to the dashboard", Claim.CHURN),
        ("Add churn date column", Claim.CHURN),
        ("The SLA field should be sortable", Claim.SLA),
        ("What does SLA mean?", Claim.SLA),
        ("There is no workaround", Claim.WORKAROUND),
        ("It should be fixed by now but isn't", Claim.FIXED),
        ("There was no data loss", Claim.DATA_LOSS),
    ],
)
def test_what_is_denied_or_only_a_feature_is_no_claim(text: str, claim: Claim) -> None:
    assert not impact.assess(read(text)).has(claim)


def test_what_is_over_is_medium() -> None:
    assert judged("The site was down, it is fixed now").value is MEDIUM


def test_nothing_stated_is_medium_and_assumed() -> None:
    suggestion = judged("Acme")

    assert (suggestion.value, suggestion.assumed) == (MEDIUM, True)
    assert hint("Acme") == "Suggested Medium: the text doesn't say how bad it is."


def test_a_reason_quotes_the_words_it_stood_on() -> None:
    assert judged("Since noon checkout throws an error").reasons[0].words in "Since noon checkout throws an error"


def test_the_hint_says_what_was_read() -> None:
    assert hint("Acme can't log in") == 'Suggested High: "can\'t log in", one customer, no workaround named.'


def test_the_hint_says_when_it_is_only_to_be_safe() -> None:
    assert hint("Acme can't rename a folder") == (
        "Suggested High, to be safe: the text doesn't say if there is a workaround."
    )


def test_the_runner_up_is_the_next_severity_with_a_reason() -> None:
    assert judged("Exports are missing rows and show an error").runner_up is HIGH


def test_every_key_of_a_wording_can_stand_in_a_folded_text() -> None:
    keys = [key for wording in impact.WORDINGS for key in wording.cue.keys]

    assert [key for key in keys if not key or key != key.lower()] == []
