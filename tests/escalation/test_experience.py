"""What a text reads like where no rule has a strong sign: counted from reports, told so, and never over Security."""

import pytest

from benches.learn import kind_of
from escalation import experience, intake, severity
from escalation.drafts import Triage
from escalation.experience import OUTCOMES, Kind, is_common, phrases, table_of
from escalation.kinds import Severity, TargetTeam
from escalation.signals import READS_LIKE
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


def test_a_mere_likeness_pings_nobody_at_security() -> None:
    """It is told to them as a matter without a known exposure, and Critical only where words say so."""
    text = (
        "When a user opens a link that someone sent by email the page shows the name of the company, the address and "
        "the documents, which looks nice but the logo is missing on the phone"
    )
    assert concluded(text).severity.value is not Severity.CRITICAL


def test_a_few_words_that_nobody_knows_read_like_nothing() -> None:
    assert experience.likeness("zorblat quinx") is None
    assert experience.likeness("Der Export bricht jedes Mal nach der Hälfte ab") is None


# --- what it never outweighs


_ASKED = "where can I find the option for it in the settings of my account, is there an article, which plan do I have"


@pytest.mark.parametrize(
    ("told", "team", "severity_"),
    [
        ("The service is down for all of us since noon", TargetTeam.ENGINEERING, Severity.CRITICAL),
        ("Our entire database was deleted during the update", TargetTeam.ENGINEERING, Severity.CRITICAL),
        ("Other customers' invoices are shown to our users", TargetTeam.SECURITY, Severity.CRITICAL),
        ("They threaten to cancel the contract", TargetTeam.LEADERSHIP, Severity.HIGH),
    ],
)
@pytest.mark.parametrize("joint", [". Please tell me ", ", and please tell me ", ". I don\u2019t know: "])
def test_what_is_told_outright_is_not_held_back_however_much_is_asked_beside_it(
    told: str, team: TargetTeam, severity_: Severity, joint: str
) -> None:
    found = concluded(f"{told}{joint}{_ASKED}")
    assert found.warrants
    assert (found.target.value, found.severity.value) == (team, severity_)


def test_what_reads_like_a_question_is_held_back_where_nothing_else_is_told() -> None:
    found = concluded(f"In the settings of the page with the invoices. Please tell me {_ASKED}")
    assert not found.warrants


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


def test_a_kind_that_no_report_had_is_unlikely_and_no_error() -> None:
    rows = table_of([(Kind.WISH, "please add a column"), (Kind.WISH, "please add a filter")])
    assert dict(zip(*rows[:2], strict=True))["risk"] == "0"


def test_the_shipped_table_has_every_kind_and_knows_plain_words_from_names() -> None:
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
