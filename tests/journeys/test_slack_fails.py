"""Slack is slow, refuses, breaks off, or is gone for a while: everything arrives, once, and in order."""

from datetime import datetime
from functools import partial

import pytest

import app
from escalation.letters import LetterState
from sandbox import Person, Sandbox, story
from tests.journeys.conftest import Program
from tests.journeys.steps import (
    CHECKOUT,
    LEAK,
    OUTAGE,
    a_minute_passes,
    arrives,
    brief_of,
    comes_to,
    doubled,
    escalates,
    hears,
    posts,
)

ENGINEERING = story.ENG_ESCALATIONS
POST = "chat.postMessage"


def has_looked(sandbox: Sandbox, *, times: int) -> bool:
    return len(sandbox.record.of("conversations.history")) >= times


@pytest.fixture
def way() -> str:
    return "socket"


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("fault", "times"),
    [("429", 1), ("500", 2), ("hang", 1), ("apply_then_hang", 2), ("drop", 2), ("fatal_error", 2)],
)
async def test_every_message_arrives_once_whatever_happens_to_a_post(
    sandbox: Sandbox, maya: Person, fault: str, times: int
) -> None:
    sandbox.fails(fault, method=POST, times=times)

    await escalates(maya)

    card = await arrives(sandbox)
    await hears(sandbox, maya, "ESC-1 is with Engineering")
    assert "API returns 500" in brief_of(sandbox, card)
    assert len(sandbox.messages(ENGINEERING)) == 1
    assert doubled(sandbox) == []


@pytest.mark.parametrize("database", ["sqlite", "postgres"], indirect=True)
@pytest.mark.parametrize("fault", ["500", "drop", "fatal_error"])
async def test_a_message_whose_answer_was_lost_is_found_and_not_sent_again(
    bot: app.Bot, sandbox: Sandbox, maya: Person, fault: str
) -> None:
    sandbox.fails(fault, method=POST, after_applying=True, times=3)

    await escalates(maya)

    await arrives(sandbox)
    await hears(sandbox, maya, "ESC-1 is with Engineering")
    await comes_to(bot, lambda letters: all(one.state is LetterState.SENT for one in letters))
    assert doubled(sandbox) == []
    assert sandbox.record.of("conversations.history")


@pytest.mark.usefixtures("bot")
async def test_a_pause_that_slack_asks_for_is_kept(sandbox: Sandbox, maya: Person) -> None:
    sandbox.fails("429", method=POST, channel=ENGINEERING, retry_after=2)

    await escalates(maya)
    await arrives(sandbox)

    first, second = [one for one in sandbox.record.of(POST) if one.channel == ENGINEERING][:2]
    waited = _seconds(second.time) - _seconds(first.time)
    assert waited >= 2


@pytest.mark.usefixtures("bot")
async def test_a_channel_that_hangs_holds_up_no_other(sandbox: Sandbox, maya: Person) -> None:
    sandbox.fails("hang", method=POST, channel=ENGINEERING)
    await escalates(maya)
    await sandbox.until(lambda: sandbox.record.of(POST))

    await escalates(maya, LEAK)
    await arrives(sandbox, story.SECURITY_ESCALATIONS)

    first, second, *_ = sandbox.record.of(POST)
    assert (first.channel, second.channel) == (ENGINEERING, story.SECURITY_ESCALATIONS)


@pytest.mark.usefixtures("bot")
async def test_blocks_that_slack_refuses_are_said_in_plain_words(sandbox: Sandbox, maya: Person) -> None:
    sandbox.fails("error", error="invalid_blocks", method=POST, channel=ENGINEERING)

    await escalates(maya)

    card = await arrives(sandbox)
    assert "API returns 500" in card.words
    assert {block["type"] for block in card.blocks} == {"section"}
    assert (card.metadata or {})["event_payload"]["escalation"] == "ESC-1"


@pytest.mark.usefixtures("bot")
async def test_a_long_brief_goes_on_in_the_thread_and_nothing_of_it_is_lost(sandbox: Sandbox, maya: Person) -> None:
    words = [f"word{number:04}" for number in range(3000)]
    await maya.types(f"/escalate Checkout returns 500 for Acme Corp. {' '.join(words)}", channel=story.SUPPORT)
    assert maya.modal is not None
    assert "all of it is kept" in maya.modal.words

    await maya.submits()
    await maya.presses("Post as it is")
    card = await arrives(sandbox)
    await sandbox.until(lambda: "Supporting Context" in brief_of(sandbox, card))

    brief = "".join(brief_of(sandbox, card).split())
    assert [word for word in words if word not in brief] == []
    assert doubled(sandbox) == []


@pytest.mark.usefixtures("bot")
async def test_a_dropped_socket_is_opened_again_and_what_waits_is_heard(sandbox: Sandbox, maya: Person) -> None:
    sandbox.socket_mode.drop()
    await sandbox.connected(seconds=15)

    await escalates(maya)

    await arrives(sandbox)


@pytest.mark.usefixtures("bot")
async def test_slack_asking_to_connect_anew_loses_nothing(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}")
    before = set(sandbox.socket_mode.connections)
    await sandbox.socket_mode.say_disconnect("refresh_requested")
    await sandbox.until(lambda: set(sandbox.socket_mode.connections) - before, seconds=15)

    await maya.submits()
    await maya.presses("Post as it is")

    await arrives(sandbox)


async def test_slack_gone_at_the_start_is_asked_again(program: Program, sandbox: Sandbox, maya: Person) -> None:
    sandbox.fails("drop", method="auth.test")

    await program.starts()

    await escalates(maya)
    await arrives(sandbox)


@pytest.mark.usefixtures("bot")
async def test_a_slack_that_may_not_be_read_is_not_told_twice(
    sandbox: Sandbox, maya: Person, database: str, bot: app.Bot
) -> None:
    sandbox.fails("error", error="missing_scope", method="conversations.history", times=3)
    sandbox.fails("drop", method=POST, after_applying=True, channel=ENGINEERING)

    await escalates(maya)
    for looks in (1, 2, 3):
        await sandbox.until(partial(has_looked, sandbox, times=looks))
        await comes_to(bot, lambda letters: letters[0].state is LetterState.UNCLEAR)
        a_minute_passes(database)
        bot.courier.poke()
    await arrives(sandbox)

    assert len(sandbox.messages(ENGINEERING)) == 1
    assert doubled(sandbox) == []


@pytest.mark.usefixtures("bot")
async def test_order_is_kept_in_an_escalation_whatever_fails(sandbox: Sandbox, maya: Person) -> None:
    sandbox.fails("500", method=POST, channel=ENGINEERING, times=2)
    sandbox.fails("429", method=POST, channel=ENGINEERING)

    await escalates(maya, OUTAGE)
    card = await arrives(sandbox)
    await hears(sandbox, maya, "ESC-1 is with Engineering")

    [brief] = sandbox.thread(ENGINEERING, card.ts)
    told = maya.dm[-1]
    assert float(card.ts) < float(brief.ts)
    assert float(card.ts) < float(told.ts)
    assert posts(sandbox)[0].channel == ENGINEERING


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()
