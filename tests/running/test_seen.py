"""How each tool stood when it was last asked: kept while the bot runs, for a lead's Home."""

from datetime import UTC, datetime, timedelta

from escalation.sources import Capability, Category, Connector, Health, ToolState
from running.seen import ToolsSeen

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Tracker:
    name = "bugs"
    kind = "jira"
    category = Category.TRACKER
    can = frozenset({Capability.ISSUES})

    async def check(self) -> Health:
        return Health(identity="desk")


BUGS: Connector = Tracker()
UNASKED = ToolState(name="bugs", kind="jira", category=Category.TRACKER)


def test_a_tool_that_was_never_asked_is_there_all_the_same() -> None:
    assert ToolsSeen([BUGS], now=lambda: NOW).states() == (UNASKED,)


def test_the_last_answer_counts() -> None:
    moments = iter([NOW, NOW + timedelta(hours=1)])
    seen = ToolsSeen([BUGS], now=lambda: next(moments))
    seen.saw("bugs", "is not available (503)", 60.0)
    assert seen.states() == (
        UNASKED.model_copy(
            update={
                "asked_at": NOW,
                "problem": "is not available (503)",
                "rests_until": NOW + timedelta(minutes=1),
            }
        ),
    )
    seen.saw("bugs", None, None)
    assert seen.states() == (UNASKED.model_copy(update={"asked_at": NOW + timedelta(hours=1)}),)
