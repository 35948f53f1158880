"""A link to a thread in Slack, in what is typed: its messages can be taken along, where everybody may read them."""

import pytest

import app
from sandbox import Person, Sandbox, Shown, story
from tests.journeys.steps import CHECKOUT, ISSUE, arrives, brief_of, sends

pytestmark = pytest.mark.usefixtures("bot")


def link_to(message: Shown, channel: str, thread: str = "") -> str:
    link = f"https://northstar-sandbox.slack.com/archives/{channel}/p{message.ts.replace('.', '')}"
    return f"{link}?thread_ts={thread}&cid={channel}" if thread else link


async def test_the_messages_of_a_linked_thread_can_be_taken_along(
    sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    first = await jonas.types("Checkout is slow for Acme Corp", channel=story.SUPPORT)
    last = await jonas.types("They lose orders by the minute", channel=story.SUPPORT, thread=first.ts)
    link = link_to(last, story.SUPPORT, first.ts)

    await maya.types(f"/escalate {CHECKOUT}, see {link}", channel=story.SUPPORT)
    modal = await sandbox.until(lambda: maya.modal if maya.modal and "you link to" in maya.modal.words else None)
    assert modal is not None
    assert "Take along from the thread you link to in #support:" in modal.words
    assert modal.options("draft.thread") == [first.ts, last.ts]
    await maya.selects("draft.thread", [last.ts])
    await sends(maya)

    brief = brief_of(sandbox, await arrives(sandbox))
    assert "They lose orders by the minute" in brief
    assert "Checkout is slow for Acme Corp" not in brief
    _, _, threads = brief.partition("Internal discussion")
    assert link in threads


async def test_a_message_without_answers_can_be_taken_along_too(sandbox: Sandbox, maya: Person, jonas: Person) -> None:
    said = await jonas.types("Checkout is slow for Acme Corp", channel=story.SUPPORT)

    await maya.types(f"/escalate {CHECKOUT} {link_to(said, story.SUPPORT)}", channel=story.SUPPORT)

    await sandbox.until(lambda: maya.modal and "Jonas: Checkout is slow" in maya.modal.words)


@pytest.mark.parametrize("channel", [story.SUPPORT_LEADS, story.ENG_PRIVATE])
async def test_a_private_channel_is_not_read_whoever_links_to_it(sandbox: Sandbox, maya: Person, channel: str) -> None:
    """Nora is in one of them with the bot, Ada in the other without it; Maya is in neither."""
    writer = sandbox.person(story.NORA if channel == story.SUPPORT_LEADS else story.ADA)
    said = await writer.types("We may lose them", channel=channel)
    before = len(sandbox.record.entries)

    await maya.types(f"/escalate {CHECKOUT}, see {link_to(said, channel)}", channel=story.SUPPORT)
    await sandbox.until(lambda: maya.modal and maya.modal.value(ISSUE))
    await sends(maya)

    assert "We may lose them" not in brief_of(sandbox, await arrives(sandbox))
    asked = [entry.method for entry in sandbox.record.entries[before:]]
    assert "conversations.replies" not in asked


async def test_a_guest_is_turned_away_and_shown_no_message_of_the_thread(
    sandbox: Sandbox, bot: app.Bot, jonas: Person
) -> None:
    said = await jonas.types("They may leave us", channel=story.SUPPORT)
    gus = sandbox.person(story.GUS)

    await gus.types(f"/escalate {CHECKOUT} {link_to(said, story.SUPPORT)}", channel=story.SUPPORT)
    await bot.tasks.end(10)  # all that follows the form

    assert gus.modal is not None
    assert "Please ask a full member" in gus.modal.words
    assert "conversations.replies" not in [entry.method for entry in sandbox.record.entries]
