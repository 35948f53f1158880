"""A key or a password that somebody types is neither posted nor kept: its kind and its end are, to revoke it by."""

from pathlib import Path

import pytest

from sandbox import Person, Sandbox, story
from tests.journeys.steps import CUSTOMER, ISSUE, arrives, brief_of, hears, sends

pytestmark = pytest.mark.usefixtures("bot")

KEY = f"sk_live_{'q7' * 10}9xY4"
PASSWORD = "Hunter2-very-long!"


async def test_it_is_masked_wherever_it_is_typed(sandbox: Sandbox, maya: Person, ada: Person, database: str) -> None:
    await maya.types(f"/escalate API returns 500 for Acme Corp when called with {KEY}")
    assert maya.modal is not None
    assert maya.modal.value(ISSUE).endswith("[Stripe key ending 9xY4]")
    assert "Kept out of it, so that nobody reads it here: [Stripe key ending 9xY4]." in maya.modal.words
    await maya.fills({CUSTOMER: "Acme Corp", "draft.needed": f"Try it with password: {PASSWORD}"})
    await sends(maya)
    card = await arrives(sandbox)
    await ada.presses("Acknowledge", message_ts=card.ts, channel=story.ENG_ESCALATIONS)
    await sandbox.until(lambda: "Ada has it" in sandbox.messages(story.ENG_ESCALATIONS)[0].words)
    await ada.presses("Post update", message_ts=card.ts, channel=story.ENG_ESCALATIONS)
    await ada.fills({"update.text": f"The token is {PASSWORD}, I think."})
    await ada.submits()
    await hears(sandbox, maya, "The token is [hidden]")

    assert "password: [hidden]" in brief_of(sandbox, card)
    said = "".join(str(entry.arguments) for entry in sandbox.record.entries)
    kept = b"".join(part.read_bytes() for part in Path(database.removeprefix("sqlite:///")).parent.glob("*.db*"))
    for secret in (KEY, PASSWORD):
        assert secret not in said
        assert secret.encode() not in kept
