"""App Home, as a lead sees it: each tool of the company's, and how it stood when it was last asked."""

from datetime import UTC, datetime, timedelta

from blocks import home
from escalation.looking import Page
from escalation.sources import Category, ToolState
from tests.blocks.client import lines

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NOTHING_OPEN = Page(rows=(), total=0, skip=0)


def a_tool(name: str = "jira", **state: object) -> ToolState:
    return ToolState.model_validate({"name": name, "kind": "jira", "category": Category.TRACKER, **state})


def shown(*tools: ToolState, problems: tuple[str, ...] = (), leads: bool = True) -> list[str]:
    """The lines below the heading; none where there is no such part."""
    view = home.view(NOTHING_OPEN, [], (tools, problems), now=NOW, command="/escalate", leads=leads)
    told = lines(view["blocks"])[:-1]  # without the line that says how to escalate
    return told[told.index("Other tools") + 1 :] if "Other tools" in told else []


def test_each_tool_says_when_it_answered_what_it_failed_with_and_until_when_it_is_left_alone() -> None:
    tools = (
        a_tool(asked_at=NOW - timedelta(minutes=5)),
        a_tool("bugs", asked_at=NOW, problem="is not available (503)", rests_until=NOW + timedelta(minutes=1)),
        a_tool("old", asked_at=NOW, problem="does not let us in (401)", rests_until=NOW - timedelta(minutes=1)),
        a_tool("new"),
    )
    assert shown(*tools) == [
        "jira: answered, Mon 23 Nov 11:55 UTC",
        "bugs (jira): is not available (503), Mon 23 Nov 12:00 UTC, left alone until Mon 23 Nov 12:01 UTC",
        "old (jira): does not let us in (401), Mon 23 Nov 12:00 UTC",
        "new (jira): not asked since the start",
    ]


def test_what_keeps_a_tool_from_being_asked_is_said() -> None:
    assert shown(problems=("[connectors.crm]: token is missing",)) == ["Not asked: [connectors.crm]: token is missing"]


def test_without_tools_and_for_others_than_leads_there_is_no_such_part() -> None:
    assert shown() == []
    assert shown(a_tool(), leads=False) == []


def test_more_tools_than_fit_are_counted() -> None:
    told = shown(*(a_tool(f"tool{number}") for number in range(home.MOST_TOOLS + 5)))
    assert (len(told), told[-1]) == (home.MOST_TOOLS + 1, "And 5 more.")
