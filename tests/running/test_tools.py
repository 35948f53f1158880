"""The doctor asks each tool who we are there, all at once: one that is broken hides none of the others."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from escalation.facts import FailureKind
from escalation.sources import Capability, Category, Health, SourceFailed
from running.findings import Mark
from running.tools import asked_who_we_are

REMEDY = "Look at its token and its address; docs/connectors.md tells how."
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass
class Tool:
    """Stands as it is told, or fails."""

    name: str
    stands: Health | Exception
    kind: str = "github"
    category: Category = Category.TRACKER
    can: frozenset[Capability] = frozenset()

    async def check(self) -> Health:
        if isinstance(self.stands, Exception):
            raise self.stands
        return self.stands


async def test_a_connector_with_a_fault_keeps_the_others_from_nothing() -> None:
    said = await asked_who_we_are(
        [
            Tool("broken", KeyError("s3cret")),
            Tool("shut", SourceFailed(FailureKind.AUTH, "401")),
            Tool("good", Health(identity="desk")),
        ],
        NOW,
    )
    assert [finding.line for finding in said] == [
        "!! fix  project tracker, broken: its connector has a fault (KeyError).",
        f"!! fix  project tracker, shut: does not let us in (401). {REMEDY}",
        "ok      project tracker, good: as desk.",
    ]


@pytest.mark.parametrize(
    ("ends", "mark", "says"),
    [
        (timedelta(days=3), Mark.NOTE, "as desk; its token ends 26 Nov 2026."),
        (timedelta(days=90), Mark.OK, "as desk."),
        (None, Mark.OK, "as desk."),
    ],
)
async def test_a_token_that_ends_soon_is_worth_a_word(ends: timedelta | None, mark: Mark, says: str) -> None:
    health = Health(identity="desk", expires_at=NOW + ends if ends else None)
    (finding,) = await asked_who_we_are([Tool("github", health)], NOW)
    assert (finding.mark, finding.said) == (mark, says)


async def test_what_is_missing_is_named_in_one_line() -> None:
    health = Health(identity="desk", problems=("the scope tickets is missing", "may not read cases"))
    (finding,) = await asked_who_we_are([Tool("crm", health)], NOW)
    assert finding.line.endswith("as desk: the scope tickets is missing; may not read cases.")
