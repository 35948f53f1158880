"""Edit brief: says at its fields what would make it better; what is filled in stands on card and brief."""

import pytest

from sandbox import Message, Person, Sandbox
from tests.journeys.steps import arrives, brief_of, escalates

pytestmark = pytest.mark.usefixtures("bot")
STEPS = "1. Start: as an admin, Pro plan\n2. Do: pay order 4711\n3. Expected: paid Actual: 500"


async def test_gaps_are_filled_in_later_and_card_and_brief_follow(sandbox: Sandbox, maya: Person) -> None:
    await escalates(maya)
    card = await arrives(sandbox)
    assert "Not known: steps" in card.words

    await maya.selects("card.more", "Edit brief", message_ts=card.ts)
    assert maya.modal is not None
    assert "Investigate, fix or decide? Say which, and by when." in maya.modal.words
    await maya.fills({"draft.details.engineering": STEPS, "draft.depth": "blocked", "draft.needed": "Fix it by 18:00"})
    await maya.submits()

    def follows() -> bool:
        told = brief_of(sandbox, card)
        return "pay order 4711" in told and "Depth: Blocked" in told and "Not known: steps" not in now().words

    def now() -> Message:
        return next(one for one in sandbox.messages(card.channel) if one.ts == card.ts)

    assert await sandbox.until(follows)
    assert "Needed: Fix it by 18:00" in now().words
