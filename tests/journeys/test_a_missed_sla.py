"""The SLA of the ticket that was named: told in the form with its product, a suggestion, and in the brief."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from sandbox import Person, Sandbox, story
from tests.journeys.conftest import Program
from tests.journeys.other_tools import OTHERS, shows
from tests.journeys.steps import SEVERITY, arrives, brief_of, sends

LATE = "The reset mails come slowly for Northwind, ticket 5120"


@pytest.fixture
async def bot(program: Program, sandbox: Sandbox, tmp_path: Path) -> None:
    """With the sandbox's helpdesk, where the SLA of one conversation is missed."""
    sandbox.helpdesk.sla = "missed"
    file = tmp_path / "escalation.toml"
    table = f'kind = "intercom"\ntoken = "env:GH"\napi_url = "{sandbox.url}/tools/helpdesk"\n'
    file.write_text(f"[connectors.helpdesk]\n{table}", encoding="utf-8")
    await program.starts(config=file, others=dict[str, SecretStr](OTHERS))


@pytest.mark.usefixtures("bot")
async def test_a_missed_sla_suggests_high_and_changes_no_field(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {LATE}", channel=story.SUPPORT)
    face = await shows(sandbox, maya, "helpdesk says SLA Standard missed, ticket 5120: suggest High.")
    assert face.value(SEVERITY) == "Medium"
    await sends(maya)

    brief = brief_of(sandbox, await arrives(sandbox))
    assert "SLA Standard missed (ticket 5120, helpdesk" in brief
    assert "Password reset mails come late (helpdesk, open, SLA Standard missed" in brief
