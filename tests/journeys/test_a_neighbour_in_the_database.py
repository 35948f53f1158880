"""Another workspace's bot keeps its rows in our database: we carry, ask, show and count nothing of it."""

import json
import logging
from datetime import timedelta
from pathlib import Path

import pytest

import app
from escalation.drafts import Draft
from escalation.kinds import ClockKind, EscalationId, UserId, WorkspaceId
from escalation.letters import LetterState
from escalation.models import Clock
from sandbox import Person, Sandbox, story
from tests.journeys.conftest import Program
from tests.journeys.steps import arrives, comes_to, escalates
from tests.journeys.test_running_it import asked
from tests.storage.facts import a_card, a_lone, an_escalation, states
from tests.stores import new_database

NEIGHBOUR = WorkspaceId("T-NEIGHBOUR")
WORDS = "Hooli's payroll is down"


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return new_database(request.param, tmp_path)


@pytest.fixture
def way() -> str:
    return "socket"


def moves_in(bot: app.Bot) -> None:
    """Letters for channels and people with the ids of ours, and a promise that is long due."""
    due_at = bot.moment.now() - timedelta(hours=1)
    escalation = an_escalation(
        1, workspace=NEIGHBOUR, draft=Draft(text=WORDS), reporter=UserId(story.MAYA), channel=story.ENG_ESCALATIONS
    )
    with bot.store.begin(NEIGHBOUR) as tx:
        tx.add(escalation)
        tx.write(a_card(1, workspace=NEIGHBOUR, lane=story.ENG_ESCALATIONS))
        tx.write(a_lone("their test", workspace=NEIGHBOUR, lane=story.SUPPORT))
        tx.set_clock(Clock(escalation=EscalationId(1), kind=ClockKind.INTERNAL, due_at=due_at, anchor=due_at))


async def test_nothing_of_a_neighbour_is_sent_shown_asked_or_counted(
    program: Program, sandbox: Sandbox, maya: Person, port: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    program.serves = True
    bot = await program.starts(port=port)
    await bot.off_loop(moves_in, bot)

    await escalates(maya)
    card = await arrives(sandbox)
    await comes_to(bot, lambda kept: {one.state for one in kept} == {LetterState.SENT})
    listed = await maya.types("/escalate list", channel=story.SUPPORT)
    await maya.opens_home()
    home = await sandbox.until(lambda: maya.home)

    assert await bot.off_loop(states, bot.store, workspace=NEIGHBOUR) == dict.fromkeys(
        ["card:1", "their test"], LetterState.WAITING
    )
    shown = " ".join([card.words, listed.words, home.words if home else "", json.dumps(sandbox.record.shown())])
    assert "ESC-1" in shown
    assert not [word for word in ("Hooli", "payroll", NEIGHBOUR) if word in shown]
    assert not [one for one in caplog.records if NEIGHBOUR in repr(one.__dict__)]
    figures = (await asked(port, "/metrics"))[1]
    assert "escalation_open_escalations 1.0" in figures
    assert "escalation_overdue_clocks 0.0" in figures
    assert 'escalation_overdue_unsent{what="promises"} 0.0' in figures
