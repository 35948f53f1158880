"""What a text reads like where no rule has a strong sign: counted from reports, told so, and never over Security."""

import pytest

from benches.learn import kind_of
from escalation import experience, intake, likeness, severity
from escalation.drafts import Draft, Signals, Triage
from escalation.experience import OUTCOMES, Kind, is_common, phrases, table_of
from escalation.kinds import Severity, TargetTeam
from escalation.signals import READS_LIKE, Claim
from escalation.triage import triage


def concluded(text: str) -> Triage:
    return triage(intake.read(text))


# --- what it concludes where words of the rules are missing


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("Admins could then choose the columns for each team, and users only see what they use", TargetTeam.PRODUCT),
        (
            "After saving, the page shows the old total and the row comes up two times in the list",
            TargetTeam.ENGINEERING,
        ),
    ],
)
def test_a_text_without_a_strong_sign_goes_where_texts_that_read_alike_went(text: str, team: TargetTeam) -> None:
    assert concluded(text).target.value is team


def test_the_reason_says_that_it_only_reads_alike_and_quotes_the_text() -> None:
    text = "Admins could then choose the columns for each team, and users only see what they use"
    found = concluded(text)
    (reason,) = found.target.reasons
    assert reason.because.startswith(READS_LIKE)
    assert reason.words
    assert reason.words in text
    told = severity.sentence(found.severity, found.signals, intake.read(text))
    assert READS_LIKE in told
    assert f'"{found.severity.reasons[0].words}"' in told


def test_a_mere_likeness_neither_holds_back_nor_sends_to_a_private_channel() -> None:
    text = "so that agents see the whole history on one page and can export it"
    read = experience.likeness(text)
    assert read is not None
    assert read.certainty < 0.8
    assert concluded(text).target.value is not TargetTeam.SECURITY
    assert concluded(text).warrants


def test_a_few_words_that_nobody_knows_read_like_nothing() -> None:
    assert experience.likeness("zorblat quinx") is None
    assert experience.likeness("Der Export bricht jedes Mal nach der Hälfte ab") is None


# --- what it never outweighs


@pytest.mark.parametrize("claim", [Claim.EXPOSURE, Claim.VULNERABILITY, Claim.COMPLIANCE, Claim.CHURN, Claim.LEGAL])
def test_security_and_a_customer_at_risk_stand_whatever_else_it_reads_like(claim: Claim) -> None:
    draft = Draft(text="how can we add one more column to the report so that it shows the name of the customer")
    assert likeness.read_alike(draft, Signals(words={claim: "report"})) is None


def test_what_the_text_counts_itself_is_not_outweighed_by_how_it_reads() -> None:
    named = concluded(
        'SSO users get "SAML assertion expired" at random; IT of Globex, Initech and Hooli confirmed it; they need help'
    )
    assert named.severity.value is not Severity.MEDIUM
    assert named.warrants


def test_the_same_text_reads_the_same_every_time() -> None:
    text = "the numbers on the invoice page are not those of the export, every time"
    assert {experience.likeness(text) for _ in range(3)} == {experience.likeness(text)}


# --- what is counted


def test_words_and_pairs_are_counted_within_a_sentence_and_names_are_not() -> None:
    counted = phrases("We asked Globex twice. It fails in #eng-help since 4 March")
    assert {"we", "asked", "we asked", "it", "fails", "it fails", "#"} <= counted.keys()
    assert counted.keys().isdisjoint({"globex", "asked globex", "twice it", "march", "eng", "help"})


def test_a_phrase_of_one_report_alone_is_left_out() -> None:
    header, reports, *rows = table_of(
        [(Kind.WISH, "please add a column"), (Kind.WISH, "please add a filter"), (Kind.FAULT, "a column is gone")]
    )
    assert header == ["phrase", *Kind]
    assert dict(zip(header, reports, strict=True))["wish"] == "2"
    counted = {row[0]: dict(zip(header[1:], row[1:], strict=True)) for row in rows}
    assert counted["please add"]["wish"] == "2"
    assert {kind for kind, count in counted["column"].items() if count} == {"wish", "fault"}
    assert "filter" not in counted


def test_the_shipped_table_has_every_kind_and_no_phrase_twice() -> None:
    assert is_common("export")
    assert not is_common("globex")
    assert set(OUTCOMES) == set(Kind)


@pytest.mark.parametrize(
    ("labels", "kind"),
    [
        ({"warrants": False, "severity": ["Medium"], "target": ["L2 Support"], "is_bug": False}, Kind.SUPPORT),
        ({"warrants": True, "severity": ["Critical"], "target": ["Security"], "is_bug": None}, Kind.EXPOSURE),
        ({"warrants": True, "severity": ["Critical", "High"], "target": ["Engineering"], "is_bug": None}, Kind.OUTAGE),
        ({"warrants": True, "severity": ["High"], "target": ["Leadership"], "is_bug": False}, Kind.RISK),
        ({"warrants": "either", "severity": ["Medium"], "target": ["Product"], "is_bug": False}, Kind.WISH),
        ({"warrants": True, "severity": ["Medium"], "target": ["L2 Support"], "is_bug": None}, Kind.SMALL_FAULT),
        ({"warrants": True, "severity": ["High"], "target": ["L2 Support"], "is_bug": False}, Kind.ACCOUNT),
    ],
)
def test_a_labelled_report_is_of_the_kind_of_its_team_and_severity(labels: dict[str, object], kind: Kind) -> None:
    assert kind_of(labels) is kind
