"""Lost, or only not exported? Asked where a text leaves it open."""

import pytest

from escalation.doubts import doubt_of, hint
from escalation.drafts import SeveritySuggestion
from escalation.gaps import find_gaps, worth_asking
from escalation.intake import read
from escalation.kinds import Severity, TargetTeam

EXPORT = "Data export is missing rows \u2014 3 customers reported this week"


@pytest.mark.parametrize(
    ("text", "done"),
    [
        (EXPORT, "exported"),
        ("The CSV has fewer rows than the table", "exported"),
        ("Imported contacts are incomplete for Globex", "imported"),
        ("The sync skips half of the orders", "synced"),
        ("Orders are missing in the monthly report", "shown"),
        ("The export lost 40 rows", ""),
        ("Rows are missing in the export, they are still in the table", ""),
        ("Export returns 500", ""),
        ("A button is missing", ""),
    ],
)
def test_what_is_missing_may_still_be_there(text: str, done: str) -> None:
    assert doubt_of(read(text)) == done


def test_it_is_the_first_thing_that_is_asked() -> None:
    asked = worth_asking(find_gaps(read(EXPORT), target=TargetTeam.ENGINEERING, is_bug=True))
    assert asked[0].question == "Is the data lost, or only not exported?"


def test_of_a_wish_it_is_not_asked() -> None:
    wish = find_gaps(read("A CSV export of fewer columns is missing"), target=TargetTeam.PRODUCT, is_bug=False)
    assert "issue" not in {gap.field for gap in wish}


def test_the_hint_says_what_the_severity_turns_on() -> None:
    critical = SeveritySuggestion(value=Severity.CRITICAL, reasons=(), runner_up=Severity.HIGH)
    assert hint(read(EXPORT), critical, is_bug=True) == (
        " Lost, or only not exported? If nothing is lost, choose High."
    )
    assert hint(read(EXPORT), critical.model_copy(update={"value": Severity.HIGH}), is_bug=True) == ""
