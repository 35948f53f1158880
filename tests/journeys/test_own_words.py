"""A company's own words: the form shows them, and the brief goes where they say."""

from pathlib import Path

from sandbox import Person, Sandbox, story
from tests.journeys.conftest import Program
from tests.journeys.steps import CUSTOMER, arrives, sends

POLICY = """
[triage]
critical = ["label printing"]

[triage.areas.invoicing]
words = ["invoice run"]
team = "engineering"
channel = "#support-leads"

[triage.customers]
"Northwind Traders" = ["nwt"]
"""


async def test_own_words_fill_the_form_and_lead_the_brief_to_their_channel(
    program: Program, sandbox: Sandbox, maya: Person, tmp_path: Path
) -> None:
    (tmp_path / "escalation.toml").write_text(POLICY, encoding="utf-8")
    await program.starts(config=tmp_path / "escalation.toml")

    await maya.types("/escalate the invoice run stops label printing at NWT")
    assert maya.modal is not None
    assert maya.modal.value(CUSTOMER) == "Northwind Traders"
    assert 'Suggested Critical: your rule "label printing".' in maya.modal.words
    assert f"Goes to {story.SUPPORT_LEADS}" in maya.modal.words
    await sends(maya)

    card = await arrives(sandbox, story.SUPPORT_LEADS)
    assert "Critical" in card.words
    assert sandbox.messages(story.ENG_ESCALATIONS) == []
