"""What people type is shown as they typed it: it calls nobody, styles nothing, links nowhere, and is never too much."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

import app
from escalation.kinds import EscalationId, WorkspaceId
from sandbox import Person, Sandbox, story
from sandbox.record import Entry
from tests.journeys.steps import CUSTOMER, ISSUE, TEAM, arrives, brief_of, escalates, hears, posts, sends

pytestmark = pytest.mark.usefixtures("bot")

HOSTILE = (
    "<!channel> <!here> <@U0SAM> <!subteam^S0ENGONCALL> *bold* _slanted_ ~struck~ `code` ```block``` "
    "<https://evil.example|Acme> https://evil.example/x & &amp; > quote :fire: 🔥 \u202eright to left\u202c שלום "
    "\u0000 end"
)
CALLS = {"user", "usergroup", "broadcast", "link", "emoji", "mrkdwn", "markdown"}


def pieces(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from pieces(inner)
    if isinstance(value, list):
        for inner in value:
            yield from pieces(inner)


def calls_in(entry: Entry) -> set[str]:
    blocks = entry.arguments.get("blocks") or "[]"
    found = pieces(json.loads(blocks) if isinstance(blocks, str) else blocks)
    return {str(piece.get("type")) for piece in found} & CALLS


def markup_in(entry: Entry) -> list[str]:
    """What Slack would read as more than words in the notification's text; its own dates are ours."""
    text = re.sub(r"<!date\^[^<>|]*\|[^<>]*>", "", str(entry.arguments.get("text", "")))
    return re.findall(r"<[^>]*>|\*\w[^*]*\*|_\w[^_]*_|`\w[^`]*`", text)


async def test_in_every_field_it_stays_words(sandbox: Sandbox, maya: Person) -> None:
    await maya.types("/escalate")
    await maya.fills({ISSUE: f"Checkout returns 500. {HOSTILE}", CUSTOMER: HOSTILE, "draft.target": "Engineering"})
    await maya.presses("Add detail")
    assert maya.modal is not None
    typed = [name for name in maya.modal.inputs if name not in {ISSUE, CUSTOMER, "draft.severity", "draft.target"}]
    chosen = {*("draft.contact", "draft.deadline_at", "draft.files"), *("draft.growth", "draft.depth", "draft.wanted")}
    lines = [name for name in typed if name not in chosen]
    await maya.fills(dict.fromkeys(lines, HOSTILE))
    await sends(maya)

    card = await arrives(sandbox)
    await hears(sandbox, maya, "ESC-1 is with Engineering")
    await sandbox.until(lambda: "Documentation or logs" in brief_of(sandbox, card))
    sent = posts(sandbox)
    assert {kind for entry in sent for kind in calls_in(entry)} == set()
    assert [mark for entry in sent for mark in markup_in(entry)] == []
    assert "<!channel> <!here> <@U0SAM>" in brief_of(sandbox, card)
    assert sandbox.notes == []


async def test_from_the_command_names_are_read_and_call_nobody(sandbox: Sandbox, maya: Person) -> None:
    await escalates(maya, f"API returns 500 for Acme Corp, @ada and @eng-oncall saw it in #support. {HOSTILE}")

    card = await arrives(sandbox)

    assert {kind for entry in posts(sandbox) for kind in calls_in(entry)} == set()
    assert "@ada" in brief_of(sandbox, card)


async def test_ten_thousand_letters_are_kept_whole(sandbox: Sandbox, maya: Person) -> None:
    text = "API returns 500 on checkout for Acme Corp. " + "".join(f"{number:05} " for number in range(1700))
    await maya.types(f"/escalate {text}", channel=story.SUPPORT)
    assert maya.modal is not None
    assert 2900 < len(maya.modal.value(ISSUE)) <= 3000

    await sends(maya)

    card = await arrives(sandbox)
    await sandbox.until(lambda: "01699" in brief_of(sandbox, card))


async def test_two_hundred_customers_are_all_in_the_brief(sandbox: Sandbox, maya: Person) -> None:
    names = [f"Firma{number:03}" for number in range(200)]
    await maya.types("/escalate Checkout returns 500, no workaround")
    await maya.fills({CUSTOMER: "; ".join(names), TEAM: "Engineering"})

    await maya.selects("draft.severity", "High")
    await sends(maya)

    card = await arrives(sandbox)
    assert "Firma000 +199" in card.words
    brief = "".join(brief_of(sandbox, card).split())
    assert [name for name in names if name not in brief] == []


async def test_a_number_that_is_not_there_or_not_here_is_answered_alike(
    bot: app.Bot, sandbox: Sandbox, maya: Person
) -> None:
    await escalates(maya)
    await hears(sandbox, maya, "ESC-1 is with")
    elsewhere = WorkspaceId("T0ELSEWHERE")
    with bot.store.begin(bot.identity.workspace) as tx:
        ours = tx.load(EscalationId(1))
    with bot.store.begin(elsewhere) as tx:
        tx.add(ours.model_copy(update={"id": EscalationId(2), "workspace": elsewhere}))

    for number in ("2", "ESC-9", "999999999"):
        shown = await maya.types(f"/escalate show {number}", channel=story.SUPPORT)
        assert "that you can see here" in shown.words
    assert "ESC-2" not in (await maya.types("/escalate list", channel=story.SUPPORT)).words
