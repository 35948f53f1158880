"""What an operator meets: health, readiness, figures, a taken port, what is missing at the start."""

import asyncio
import dataclasses
import os
import socket
import sys
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

import app
from escalation.kinds import ClockKind, EscalationId
from escalation.models import Clock
from running.identity import CannotStart
from sandbox import Person, Sandbox
from tests.journeys import conftest
from tests.journeys.conftest import IN_A_HURRY, ROOT, Program
from tests.journeys.steps import LEAK, escalates, hears


async def asked(port: int, path: str, method: str = "GET") -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, f"http://127.0.0.1:{port}{path}", data=b"{}" if method == "POST" else None) as answer,
    ):
        return answer.status, await answer.text()


@pytest.fixture
def way() -> str:
    return "socket"


@pytest.fixture
async def served(program: Program, port: int) -> app.Bot:
    """In Socket Mode too, health is served over HTTP."""
    program.serves = True
    return await program.starts(port=port)


@pytest.mark.usefixtures("served")
async def test_it_says_that_it_lives_and_is_ready(port: int) -> None:
    assert await asked(port, "/healthz") == (200, "ok\n")
    assert await asked(port, "/readyz") == (200, '{"ready": true, "problems": []}')
    assert (await asked(port, "/elsewhere"))[0] == 404


@pytest.mark.usefixtures("served")
async def test_in_socket_mode_nobody_listens_for_slacks_requests(port: int) -> None:
    assert (await asked(port, "/slack/events", "POST"))[0] == 404


@pytest.mark.usefixtures("served")
async def test_without_its_connection_it_is_not_ready_but_lives(sandbox: Sandbox, port: int) -> None:
    sandbox.fails("drop", method="apps.connections.open", times=100)
    sandbox.socket_mode.drop()

    status, body = await asked(port, "/readyz")
    while status == 200:  # until the client has noticed
        status, body = await asked(port, "/readyz")

    assert (status, "Slack's connection is down." in body) == (503, True)
    assert (await asked(port, "/healthz"))[0] == 200


async def test_a_slack_that_is_unwell_at_the_start_is_asked_again(
    program: Program, sandbox: Sandbox, maya: Person
) -> None:
    sandbox.fails("500", method="apps.connections.open")

    await program.starts()

    await maya.types("/escalate")
    assert maya.modal is not None


@pytest.mark.usefixtures("served")
async def test_figures_count_what_is_open_and_name_nobody(sandbox: Sandbox, maya: Person, port: int) -> None:
    await escalates(maya, LEAK)
    await hears(sandbox, maya, "ESC-1")

    status, figures = await asked(port, "/metrics")

    assert status == 200
    assert "escalation_open_escalations 1.0" in figures
    assert not [word for word in ("Globex", "ESC-1", "Security", maya.id) if word in figures]


async def test_a_promise_that_nobody_asks_about_is_a_figure_and_in_the_end_a_problem(
    program: Program, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conftest, "IN_A_HURRY", dataclasses.replace(IN_A_HURRY, late=0.2))
    program.serves = True
    bot = await program.starts(port=port)
    due_at = bot.moment.now() - timedelta(hours=1)
    orphan = Clock(escalation=EscalationId(7), kind=ClockKind.INTERNAL, due_at=due_at, anchor=due_at)
    await bot.off_loop(_sets, bot, orphan)

    status, body = await asked(port, "/readyz")
    while status == 200:  # until it has been late for long enough
        status, body = await asked(port, "/readyz")

    assert "1 promise is overdue and unsent" in body
    figures = (await asked(port, "/metrics"))[1]
    assert 'escalation_overdue_unsent{what="promises"} 1.0' in figures
    assert 'escalation_overdue_unsent{what="letters"} 0.0' in figures


def _sets(bot: app.Bot, clock: Clock) -> None:
    with bot.store.begin(bot.identity.workspace) as tx:
        tx.set_clock(clock)


async def test_a_taken_port_is_named_with_what_to_do(program: Program, port: int) -> None:
    program.serves = True
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        with pytest.raises(CannotStart, match=f"PORT {port} cannot be used: .* Set another PORT."):
            await program.starts(port=port)


async def test_two_of_us_on_one_sqlite_file_are_refused(program: Program, sandbox: Sandbox) -> None:
    await program.starts()

    with pytest.raises(CannotStart, match="desk"):
        await Program(sandbox, program.settings).starts()


async def test_a_token_that_slack_refuses_is_said_at_once(program: Program, sandbox: Sandbox) -> None:
    sandbox.fails("error", error="invalid_auth", method="auth.test")
    with pytest.raises(CannotStart, match="SLACK_BOT_TOKEN: Slack refuses it"):
        await program.starts()

    sandbox.fails("error", error="not_allowed_token_type", method="apps.connections.open")
    with pytest.raises(CannotStart, match="SLACK_APP_TOKEN: Slack refuses it"):
        await program.starts()


async def test_after_a_start_that_failed_nothing_is_left_behind(program: Program, sandbox: Sandbox) -> None:
    sandbox.fails("error", error="not_allowed_token_type", method="apps.connections.open")
    with pytest.raises(CannotStart):
        await program.starts()

    await program.starts()
    assert len(sandbox.socket_mode.connections) == 1


async def test_without_tokens_it_exits_and_names_what_is_missing(tmp_path: Path) -> None:
    said, status = await escalate(tmp_path, "run")

    assert status == 2
    assert "SLACK_BOT_TOKEN: missing" in said
    assert "SLACK_APP_TOKEN: missing" in said


async def test_a_policy_file_that_cannot_be_used_is_named_and_it_exits(tmp_path: Path, sandbox: Sandbox) -> None:
    (tmp_path / "escalation.toml").write_text('[teams.enginering]\nchannel = "#eng"\n', encoding="utf-8")
    environment = {
        "SLACK_API_URL": sandbox.api_url,
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_APP_TOKEN": sandbox.app_token,
    }

    said, status = await escalate(tmp_path, "run", **environment)

    assert status == 2
    assert "enginering" in said
    assert "Traceback" not in said


async def escalate(folder: Path, *arguments: str, **environment: str) -> tuple[str, int | None]:
    """The command, as typed in an empty folder."""
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "cli",
        *arguments,
        env=env,
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return said.decode(), process.returncode
