"""A server that speaks Slack and knows fewer methods: what it does not know costs that feature, and nothing else."""

from typing import Any

import pytest

import app
from sandbox import Person, Sandbox, story
from sandbox.web_api import WebApi
from tests.journeys.conftest import Program
from tests.journeys.steps import CHECKOUT, OUTAGE, TEAM, arrives, brief_of, doubled, escalates, hears, sends

METHODS = (
    "conversations.info",
    "conversations.list",
    "conversations.open",
    "conversations.join",
    "conversations.members",
    "conversations.history",
    "conversations.replies",
    "users.info",
    "usergroups.list",
    "usergroups.users.list",
    "views.update",
    "views.push",
    "views.publish",
    "chat.update",
    "chat.delete",
)


def knows_not(sandbox: Sandbox, *methods: str) -> None:
    for method in methods:
        sandbox.fails("error", error="unknown_method", method=method, times=10_000)


@pytest.fixture
def way() -> str:
    return "socket"


@pytest.mark.parametrize("unknown", [*METHODS, "all of them"])
async def test_an_escalation_still_arrives(program: Program, sandbox: Sandbox, maya: Person, unknown: str) -> None:
    knows_not(sandbox, *(METHODS if unknown == "all of them" else [unknown]))
    await program.starts()

    await maya.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)
    await maya.selects(TEAM, "Product")
    await maya.selects(TEAM, "Engineering")
    await sends(maya)

    card = await arrives(sandbox)
    assert "API returns 500" in brief_of(sandbox, card)
    assert (await hears(sandbox, maya, "ESC-1 is with Engineering")).metadata
    assert "ESC-1" in (await maya.types("/escalate show ESC-1", channel=story.SUPPORT)).words
    assert doubled(sandbox) == []


async def test_a_test_brief_arrives_where_the_form_cannot_say_so(
    program: Program, sandbox: Sandbox, kim: Person
) -> None:
    knows_not(sandbox, *METHODS)
    await program.starts()
    await kim.types("/escalate setup", channel=story.SUPPORT)

    shown = await kim.selects("setup.test", "Product")

    assert shown.error == ""
    await sandbox.until(lambda: sandbox.messages(story.PRODUCT_ESCALATIONS))


async def test_where_nobody_tells_whether_it_arrived_it_is_not_said_twice_at_once(
    program: Program, sandbox: Sandbox, maya: Person
) -> None:
    knows_not(sandbox, "conversations.history", "conversations.replies")
    sandbox.fails("drop", method="chat.postMessage", after_applying=True)
    await program.starts()

    await escalates(maya)
    await sandbox.until(lambda: sandbox.record.of("conversations.history"))

    assert len(sandbox.messages(story.ENG_ESCALATIONS)) == 1


@pytest.fixture
def says_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a message it has posted this server tells ok, ts and channel, and nothing else."""
    whole = WebApi._run

    def run(self: WebApi, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        answer = whole(self, method, arguments)
        if method == "chat.postMessage":
            return {name: answer[name] for name in ("channel", "ts")}
        return answer

    monkeypatch.setattr(WebApi, "_run", run)


@pytest.mark.usefixtures("says_little")
async def test_an_answer_with_only_ok_ts_and_channel_is_enough(bot: app.Bot, sandbox: Sandbox, maya: Person) -> None:
    assert bot.identity.team
    await escalates(maya, OUTAGE)

    card = await arrives(sandbox)
    await hears(sandbox, maya, "ESC-1 is with Engineering")
    assert "Production is down" in brief_of(sandbox, card)
    assert doubled(sandbox) == []


async def test_permalinks_are_built_and_never_asked_for(bot: app.Bot, sandbox: Sandbox, maya: Person) -> None:
    assert bot.identity.url == "https://northstar-sandbox.slack.com"
    await escalates(maya)
    await hears(sandbox, maya, "ESC-1 is with Engineering")

    assert sandbox.record.of("chat.getPermalink") == []
