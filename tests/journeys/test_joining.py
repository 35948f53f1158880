"""The same problem twice: what is there already is shown in the form, and one press joins it."""

import pytest

from sandbox import Person, Sandbox, story
from tests.journeys.steps import CHECKOUT, CUSTOMER, SEVERITY, TEAM, arrives, escalates, hears, posts

pytestmark = pytest.mark.usefixtures("bot")

AGAIN = "API returns 500 on checkout for Globex, blocks orders"
UNLIKE = "Logo on invoices is blurred for Initech"
TICKET, NEEDED = "draft.ticket", "draft.needed"


async def shows(sandbox: Sandbox, person: Person, words: str) -> None:
    assert await sandbox.until(lambda: person.modal is not None and words in person.modal.words)


async def test_what_is_there_already_comes_into_the_open_form_and_is_joined(
    sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    await escalates(maya)
    card = await arrives(sandbox)
    before = len([one for one in sandbox.messages(story.ENG_ESCALATIONS) if one.metadata])

    await jonas.types(f"/escalate {AGAIN}", channel=story.SUPPORT)
    await jonas.fills({NEEDED: "Roll it back"}, dispatch=False)
    await shows(sandbox, jonas, "Maybe escalated already")
    assert jonas.modal is not None
    assert jonas.modal.value(NEEDED) == "Roll it back"
    assert "Both say: API, returns, 500, checkout." in jonas.modal.words, jonas.modal.words

    await jonas.presses("Join ESC-1")

    assert jonas.modal is not None
    assert "Your customer goes on in ESC-1." in jonas.modal.words
    told = await hears(sandbox, jonas, "Globex joined ESC-1, with Engineering.")
    assert "Globex is due word from" in told.words
    await hears(sandbox, maya, "Jonas")
    assert await sandbox.until(lambda: "Globex has the same problem" in sandbox.thread(card.channel, card.ts)[-1].words)
    assert await sandbox.until(lambda: "+1" in sandbox.messages(story.ENG_ESCALATIONS)[-1].words)
    assert len([one for one in sandbox.messages(story.ENG_ESCALATIONS) if one.metadata]) == before
    assert sandbox.notes == []


async def test_choosing_another_team_keeps_what_is_shown_and_security_hides_it(
    sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    await escalates(maya)
    await arrives(sandbox)
    await jonas.types(f"/escalate {AGAIN}", channel=story.SUPPORT)
    await shows(sandbox, jonas, "Maybe escalated already")

    await jonas.selects(TEAM, "Product")
    await shows(sandbox, jonas, f"Goes to {story.PRODUCT_ESCALATIONS}")
    await shows(sandbox, jonas, "Join ESC-1")
    await jonas.selects(TEAM, "Security")
    await shows(sandbox, jonas, "Goes to Security's private channel")
    assert jonas.modal is not None
    assert "ESC-1" not in jonas.modal.words


async def test_the_same_ticket_is_shown_once_before_it_is_posted(sandbox: Sandbox, maya: Person, jonas: Person) -> None:
    await escalates(maya, CHECKOUT, ticket="4711")
    await arrives(sandbox)
    await jonas.types(f"/escalate {UNLIKE}", channel=story.SUPPORT)
    await jonas.fills({TICKET: "#4711"}, dispatch=False)

    await jonas.submits()

    assert jonas.modal is not None
    assert jonas.modal.title == "Escalated already?"
    assert "Same ticket 4711." in jonas.modal.words
    await jonas.submits()
    assert jonas.modal is None or jonas.modal.title == "Before it goes out"


async def test_posted_all_the_same_and_delivered_again_it_does_not_go_past_the_gaps(
    sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    await escalates(maya, CHECKOUT, ticket="4711")
    await arrives(sandbox)
    await jonas.types(f"/escalate {UNLIKE}", channel=story.SUPPORT)
    await jonas.fills({TICKET: "#4711"}, dispatch=False)
    await jonas.submits()

    await jonas.submits()
    sandbox.dispatcher.redeliver(1)
    await sandbox.dispatcher.settled()

    assert jonas.modal is not None
    assert jonas.modal.title == "Before it goes out"
    assert "There is no ESC-2" in (await jonas.types("/escalate show ESC-2", channel=story.SUPPORT)).words


async def test_critical_is_never_held_back_for_a_ticket(sandbox: Sandbox, maya: Person, jonas: Person) -> None:
    await escalates(maya, CHECKOUT, ticket="4711")
    await arrives(sandbox)
    await jonas.types(f"/escalate {UNLIKE}", channel=story.SUPPORT)
    await jonas.selects(SEVERITY, "Critical")
    await jonas.fills({TICKET: "#4711", CUSTOMER: "Initech"}, dispatch=False)

    await jonas.submits()

    assert jonas.modal is None


async def test_joined_from_the_view_before_posting_nothing_is_posted(
    sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    await escalates(maya, CHECKOUT, ticket="4711")
    await arrives(sandbox)
    await jonas.types(f"/escalate {UNLIKE}", channel=story.SUPPORT)
    await jonas.fills({TICKET: "#4711"}, dispatch=False)
    await jonas.submits()
    cards = len(posts(sandbox))

    await jonas.presses("Join ESC-1")

    await hears(sandbox, jonas, "Initech joined ESC-1")
    channels = [one.channel for one in posts(sandbox)[cards:]]
    assert channels.count(story.PRODUCT_ESCALATIONS) == 0
