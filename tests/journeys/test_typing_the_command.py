"""What stands behind the command: an issue, a sub-command, nothing; and a form that could not be opened."""

from datetime import timedelta

import pytest

import app
import listeners.command
from sandbox import Person, Sandbox, story
from tests.journeys.steps import CHECKOUT, CUSTOMER, ISSUE, arrives, escalates, hears, is_told, sends, time_passes

pytestmark = pytest.mark.usefixtures("bot")


@pytest.mark.parametrize("text", ["help", "list", "list all", "show ESC-1", "stats", "learned: restart the worker"])
async def test_a_sub_command_is_answered_and_opens_no_form(maya: Person, text: str) -> None:
    shown = await maya.types(f"/escalate {text}")

    assert maya.modal is None
    assert shown.is_ephemeral
    assert shown.words


@pytest.mark.parametrize(
    "text",
    [
        "help desk is down for Acme",
        "list of exports is empty for Acme",
        "show stopper for Acme",
        "setup fails for Acme",
        "stats page is wrong",
        "show ESC-12 is slow",
    ],
)
async def test_a_text_that_only_begins_like_a_sub_command_is_an_issue(maya: Person, text: str) -> None:
    shown = await maya.types(f"/escalate {text}")

    assert maya.modal is not None
    assert maya.modal.value(ISSUE) == text
    assert shown.words == ""


async def test_a_word_close_to_a_sub_command_opens_the_form_and_asks(maya: Person) -> None:
    shown = await maya.types("/escalate stat")

    assert maya.modal is not None
    assert maya.modal.value(ISSUE) == "stat"
    assert "Did you mean `/escalate stats`?" in shown.words


async def test_help_says_how_to_get_in_from_a_thread(maya: Person) -> None:
    assert "Escalate this message" in (await maya.types("/escalate HELP ")).words


async def test_the_command_alone_opens_an_empty_form(maya: Person) -> None:
    shown = await maya.types("/escalate")

    assert maya.modal is not None
    assert maya.modal.value(ISSUE) is None
    assert shown.words == ""


async def test_a_form_closed_unfinished_is_offered_again_as_it_was(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)
    await maya.fills({CUSTOMER: "Initech", "draft.ticket": "4711", "draft.severity": "Critical"})
    await maya.closes()

    offered = await maya.types("/escalate", channel=story.SUPPORT)
    assert "API returns 500 on checkout" in offered.words
    await maya.closes()
    await maya.presses("Continue", message_ts=offered.ts, channel=story.SUPPORT)

    assert maya.modal is not None
    assert (maya.modal.value(ISSUE), maya.modal.value(CUSTOMER)) == (CHECKOUT, "Initech")
    assert (maya.modal.value("draft.ticket"), maya.modal.value("draft.severity")) == ("4711", "Critical")
    await sends(maya)
    assert "Initech" in (await arrives(sandbox)).words


async def test_a_form_that_was_continued_and_sent_is_not_offered_again(maya: Person, sandbox: Sandbox) -> None:
    await maya.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)
    await maya.closes()
    offered = await maya.types("/escalate", channel=story.SUPPORT)
    await maya.closes()
    await maya.presses("Continue", message_ts=offered.ts, channel=story.SUPPORT)
    await sends(maya)
    await hears(sandbox, maya, "ESC-1 is with")

    assert (await maya.types("/escalate", channel=story.SUPPORT)).words == ""


async def test_pressing_continue_after_it_was_sent_says_so_and_opens_nothing(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)
    await maya.closes()
    offered = await maya.types("/escalate", channel=story.SUPPORT)
    await maya.closes()
    await maya.presses("Continue", message_ts=offered.ts, channel=story.SUPPORT)
    await sends(maya)

    await maya.presses("Continue", message_ts=offered.ts, channel=story.SUPPORT)

    await is_told(sandbox, maya, "ESC-1")
    assert maya.modal is None


async def test_what_is_forgotten_is_not_offered_again(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)
    await maya.closes()
    offered = await maya.types("/escalate", channel=story.SUPPORT)
    await maya.closes()

    await maya.presses("Forget it", message_ts=offered.ts, channel=story.SUPPORT)

    await sandbox.until(lambda: offered.ts not in {one.ts for one in maya.sees(story.SUPPORT)})
    assert (await maya.types("/escalate", channel=story.SUPPORT)).words == ""


async def test_what_was_typed_is_kept_for_a_day_and_no_longer(bot: app.Bot, sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)
    await maya.closes()
    offered = await maya.types("/escalate", channel=story.SUPPORT)
    await maya.closes()

    time_passes(bot, sandbox, timedelta(days=1, minutes=1))
    await maya.presses("Continue", message_ts=offered.ts, channel=story.SUPPORT)

    await is_told(sandbox, maya, "older than a day")
    assert maya.modal is None


@pytest.mark.parametrize("fault", ["500", "hang", "drop", "error"])
async def test_a_form_that_could_not_be_opened_gives_the_text_back_and_can_be_opened_later(
    sandbox: Sandbox, maya: Person, fault: str
) -> None:
    sandbox.fails(fault, method="views.open", error="expired_trigger_id")

    shown = await maya.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)
    assert maya.modal is None
    assert CHECKOUT in shown.words
    sandbox.api.faults.clear()
    await maya.presses("Open the form", message_ts=shown.ts, channel=story.SUPPORT)

    assert maya.modal is not None
    assert (maya.modal.value(ISSUE), maya.modal.value(CUSTOMER)) == (CHECKOUT, "Acme Corp")
    await sends(maya)
    await arrives(sandbox)


async def test_a_form_that_fails_twice_still_gives_the_text_back(sandbox: Sandbox, maya: Person) -> None:
    sandbox.fails("500", method="views.open", times=2)

    shown = await maya.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)
    await maya.presses("Open the form", message_ts=shown.ts, channel=story.SUPPORT)
    again = maya.sees(story.SUPPORT)[-1]
    assert CHECKOUT in again.words
    await maya.presses("Open the form", message_ts=again.ts, channel=story.SUPPORT)

    assert maya.modal is not None
    assert maya.modal.value(ISSUE) == CHECKOUT


async def test_list_and_show_tell_what_is_theirs_to_see(sandbox: Sandbox, maya: Person, jonas: Person) -> None:
    await escalates(maya)
    await arrives(sandbox)

    assert "ESC-1" in (await maya.types("/escalate list")).words
    assert "ESC-1, with Engineering, is open" in (await maya.types("/escalate show 1")).words
    assert (
        "Nothing is open that is yours to see." in (await jonas.types("/escalate list", channel=story.L2_SUPPORT)).words
    )
    assert (
        "There is no ESC-1 that you can see here."
        in (await jonas.types("/escalate show esc-1", channel=story.L2_SUPPORT)).words
    )
    assert "There is no ESC-7 that you can see here." in (await maya.types("/escalate show ESC-7")).words


async def test_a_fault_of_ours_gives_the_text_back(maya: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(listeners.command, "read", fails)

    shown = await maya.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)

    assert "That went wrong on our side." in shown.words
    assert CHECKOUT in shown.words


@pytest.mark.parametrize(
    ("method", "says"),
    [
        ("conversations.members", "Nothing is open that is yours to see."),
        ("users.info", "I could not check with Slack who you are just now. Please try again in a moment."),
    ],
)
async def test_a_slack_that_hangs_when_asked_who_is_who_does_not_keep_a_person_waiting(
    sandbox: Sandbox, maya: Person, method: str, says: str
) -> None:
    sandbox.fails("hang", method=method, times=100)

    shown = await maya.types("/escalate list", channel=story.SUPPORT)

    assert shown.words == says


async def test_what_is_not_built_gives_back_what_was_typed(maya: Person) -> None:
    shown = await maya.types("/escalate learned: a cache that is never cleared fills the disk")

    assert "/escalate learned is not built yet. Nothing was opened or changed." in shown.words
    assert "a cache that is never cleared fills the disk" in shown.words
