"""What other tools know comes into the open form: in one place, in two updates, and never in the way of typing."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox import Face, Person, Sandbox, story
from tests.journeys.conftest import Program
from tests.journeys.other_tools import (
    FIRST,
    LATER,
    OTHERS,
    TITLE,
    Tool,
    answering,
    policy,
    shows,
)
from tests.journeys.steps import CHECKOUT, ISSUE, LEAK, SEVERITY, TEAM, arrives, brief_of, hears, said_in_thread, sends

KNOWN = "What other tools know"


@pytest.fixture
def tracker() -> Tool:
    return Tool()


@pytest.fixture
async def bot(program: Program, sandbox: Sandbox, tracker: Tool, tmp_path: Path) -> AsyncIterator[None]:
    """With a CRM that knows Acme Corp, and a tracker that answers when it is let go."""
    async with answering({"tracker": tracker}) as url:
        await program.starts(config=policy(tmp_path, url, ("tracker",), crm=sandbox), others=OTHERS)
        yield
        await program.ends()


async def opens(maya: Person, text: str = CHECKOUT) -> None:
    await maya.types(f"/escalate {text}", channel=story.SUPPORT)


def redraws(sandbox: Sandbox) -> int:
    return len([one for one in sandbox.record.of("views.update") if one.ok])


@pytest.mark.usefixtures("bot")
async def test_the_form_keeps_a_place_and_fills_it_in_at_most_two_updates(
    sandbox: Sandbox, maya: Person, tracker: Tool
) -> None:
    tracker.is_held = True
    await opens(maya)
    first = sandbox.record.of("views.open")[-1].arguments["view"]
    said = [str(block.get("elements")) for block in first["blocks"] if block["type"] == "context"]
    assert any("Looking in tracker, HubSpot, Confluence …" in one for one in said)

    face = await shows(sandbox, maya, "Still looking in tracker …")
    assert face.options(FIRST) == ["hubspot:account:9001"]
    assert face.value(FIRST) == ["hubspot:account:9001"]

    tracker.let_go.set()
    face = await shows(sandbox, maya, TITLE)
    assert face.value(LATER) == []
    assert "looking" not in face.words.casefold()
    assert redraws(sandbox) == 2


@pytest.mark.usefixtures("bot")
async def test_what_is_typed_and_ticked_meanwhile_stays(sandbox: Sandbox, maya: Person, tracker: Tool) -> None:
    tracker.is_held = True
    await opens(maya)
    await shows(sandbox, maya, KNOWN)
    await maya.fills({ISSUE: "Checkout is broken, said better"}, dispatch=False)
    await maya.selects(FIRST, [], block_id=FIRST)

    tracker.let_go.set()
    face = await shows(sandbox, maya, "Came later")
    await maya.fills({SEVERITY: "Medium"})
    await maya.presses("Add detail")

    face = await shows(sandbox, maya, "Supporting context")
    assert face.value(ISSUE) == "Checkout is broken, said better"
    assert (face.value(FIRST), face.value(SEVERITY)) == ([], "Medium")
    assert TITLE in face.words


@pytest.mark.usefixtures("bot")
async def test_what_is_ticked_goes_along_and_is_not_asked_for_again(
    sandbox: Sandbox, maya: Person, tracker: Tool
) -> None:
    tracker.titles = (TITLE, "Another bug")
    await opens(maya)
    await shows(sandbox, maya, TITLE)
    await shows(sandbox, maya, "Acme Corp")
    block = next(one for one in (FIRST, LATER) if "tracker:issue:acme/shop#81" in _options(maya, one))
    ticked = [one for one in _options(maya, block) if not one.endswith("#82")]
    await maya.selects(block, ticked, block_id=block)
    await sends(maya)

    card = await arrives(sandbox)
    told = await said_in_thread(sandbox, card, KNOWN)
    assert (TITLE in told.words, "Account: Acme Corp" in told.words, "Another bug" in told.words) == (True, True, False)
    brief = brief_of(sandbox, card)
    assert (TITLE in brief, "Another bug" in brief) == (True, False)
    assert len(tracker.asked) == 1


def _options(person: Person, block: str) -> list[str]:
    assert person.modal is not None
    return person.modal.options(block) if any(one["block_id"] == block for one in person.modal.blocks) else []


@pytest.mark.usefixtures("bot")
async def test_another_customer_is_asked_for_anew(sandbox: Sandbox, maya: Person) -> None:
    await opens(maya)
    await shows(sandbox, maya, TITLE)
    await maya.fills({"draft.customer": "Globex"})
    await sends(maya)

    card = await arrives(sandbox)
    told = await said_in_thread(sandbox, card, KNOWN)
    assert (TITLE in told.words, "Account" in told.words) == (True, False)
    assert "410,000" not in brief_of(sandbox, card)


@pytest.mark.usefixtures("bot")
async def test_who_is_late_in_the_form_is_asked_again_and_comes_into_the_thread(
    sandbox: Sandbox, maya: Person, tracker: Tool
) -> None:
    tracker.is_held = True
    await opens(maya)
    await shows(sandbox, maya, "Still looking in tracker")
    await sends(maya)
    tracker.let_go.set()

    card = await arrives(sandbox)
    told = await said_in_thread(sandbox, card, KNOWN)
    assert (TITLE in told.words, "Acme Corp" in told.words) == (True, True)
    await sandbox.until(lambda: TITLE in brief_of(sandbox, card))


@pytest.mark.usefixtures("bot")
async def test_of_security_nothing_is_asked_and_a_form_that_goes_there_shows_nothing(
    sandbox: Sandbox, maya: Person, tracker: Tool
) -> None:
    await opens(maya, LEAK)
    assert maya.modal is not None
    assert "Looking" not in maya.modal.words
    await maya.closes()

    await opens(maya)
    await shows(sandbox, maya, TITLE)
    await maya.fills({TEAM: "Security"})
    face = await shows(sandbox, maya, "Goes to Security's private channel")
    assert TITLE not in face.words
    await sends(maya)
    card = await arrives(sandbox, story.SECURITY_ESCALATIONS)
    assert TITLE not in brief_of(sandbox, card)
    assert len(tracker.asked) == 1


@pytest.mark.usefixtures("bot")
async def test_a_form_that_is_closed_while_they_are_asked_is_let_be(
    sandbox: Sandbox, maya: Person, tracker: Tool, caplog: pytest.LogCaptureFixture
) -> None:
    tracker.is_held = True
    await opens(maya)
    await shows(sandbox, maya, KNOWN)
    await maya.closes()
    tracker.let_go.set()
    await sandbox.until(lambda: [one for one in sandbox.record.of("views.update") if one.error == "not_found"])

    await maya.types("/escalate", channel=story.SUPPORT)
    await maya.closes()
    await maya.presses("Continue", channel=story.SUPPORT)
    face = await shows(sandbox, maya, TITLE)
    assert "Acme Corp" in face.words
    assert [one.message for one in caplog.records if "not drawn" in one.message] == []


@pytest.mark.usefixtures("bot")
async def test_a_choice_that_is_drawn_late_hides_nothing_that_came_meanwhile(
    sandbox: Sandbox, maya: Person, tracker: Tool
) -> None:
    tracker.is_held = True
    await opens(maya)
    await shows(sandbox, maya, KNOWN)
    sandbox.fails("hang_then_apply", method="views.update")
    await maya.fills({TEAM: "Product"})
    tracker.let_go.set()
    await shows(sandbox, maya, TITLE)
    sandbox.api.faults.clear()
    await sandbox.until(lambda: [one for one in sandbox.record.of("views.update") if one.error == "hash_conflict"])

    face = await shows(sandbox, maya, TITLE)
    assert (face.value(TEAM), "draft.details.product" in face.inputs) == ("Product", True)


@pytest.mark.usefixtures("bot")
async def test_facts_that_are_drawn_late_undo_no_choice(sandbox: Sandbox, maya: Person, tracker: Tool) -> None:
    tracker.is_held = True
    await opens(maya)
    await shows(sandbox, maya, KNOWN)
    drawn = len(sandbox.record.of("views.update"))
    sandbox.fails("hang_then_apply", method="views.update")
    tracker.let_go.set()
    await sandbox.until(lambda: len(sandbox.record.of("views.update")) > drawn)
    await maya.fills({TEAM: "Product"})
    await shows(sandbox, maya, TITLE)
    sandbox.api.faults.clear()
    await sandbox.until(lambda: [one for one in sandbox.record.of("views.update") if one.error == "hash_conflict"])

    face = await shows(sandbox, maya, TITLE)
    assert (face.value(TEAM), "draft.details.product" in face.inputs) == ("Product", True)


@pytest.mark.usefixtures("bot")
async def test_what_a_guest_types_is_told_to_no_tool(sandbox: Sandbox, tracker: Tool) -> None:
    gus = sandbox.person(story.GUS)
    await gus.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)
    await shows(sandbox, gus, "Please ask a full member")
    assert tracker.asked == []


SIX = ("one", "two", "three", "four", "five", "six")


async def test_six_tools_of_which_two_hang_and_one_fails_hold_nothing_up_and_are_named(
    sandbox: Sandbox, program: Program, maya: Person, tmp_path: Path
) -> None:
    products = {name: Tool(titles=(f"Seen in {name}",)) for name in SIX}
    products["two"].is_held = products["five"].is_held = True
    products["four"].status = 500
    async with answering(products) as url:
        await program.starts(config=policy(tmp_path, url, SIX, deadline="1s"), others=OTHERS)
        before = len(sandbox.record.entries)
        await opens(maya)
        first = next(one for one in sandbox.record.entries[before:] if one.method.startswith(("views.", "users.")))
        assert first.method == "views.open"

        await shows(sandbox, maya, "did not answer in 1 s")
        await maya.selects(FIRST, ["one:issue:acme/shop#81"], block_id=FIRST)
        await sends(maya)
        card = await arrives(sandbox)
        told = await said_in_thread(sandbox, card, "Not known")
        missing = "four is not available (500); two did not answer in 1 s; five did not answer in 1 s"
        assert f"Not known: {missing}." in told.words
        await sandbox.until(lambda: f"Could not be asked: {missing}" in brief_of(sandbox, card))
        await hears(sandbox, maya, "is with Engineering")
        await program.ends()


WAYS = ["Open article", "Handle in support", "Escalate anyway"]
LOOP = "SSO login loops back to the sign-in page for Globex since Monday"
WORKAROUND = 'Known workaround: "Clear the SSO cache" (Confluence, updated 03 Nov 2026).'


@pytest.mark.usefixtures("bot")
async def test_a_known_workaround_offers_to_handle_it_in_support(sandbox: Sandbox, maya: Person) -> None:
    await opens(maya, LOOP)
    face = await shows(sandbox, maya, WORKAROUND)
    assert [one for one in face.buttons if one in WAYS] == WAYS

    await maya.presses("Handle in support")

    await shows(sandbox, maya, "Recorded: handled in support, with the article.")
    assert sandbox.messages(story.ENG_ESCALATIONS) == []


@pytest.mark.usefixtures("bot")
async def test_escalating_it_anyway_is_one_click_and_the_article_stays_in_sight(sandbox: Sandbox, maya: Person) -> None:
    await opens(maya, LOOP)
    await shows(sandbox, maya, WORKAROUND)
    await maya.presses("Escalate anyway")

    face = await shows(sandbox, maya, WORKAROUND)
    assert [one for one in face.buttons if one in WAYS] == ["Open article"]
    await sends(maya)
    assert "login loops" in (await arrives(sandbox)).words


@pytest.mark.usefixtures("bot")
async def test_a_critical_one_is_shown_the_article_and_not_held_back(sandbox: Sandbox, maya: Person) -> None:
    await opens(maya, LOOP)
    await shows(sandbox, maya, WORKAROUND)
    await maya.fills({SEVERITY: "Critical"})
    face = await shows(sandbox, maya, WORKAROUND)
    assert [one for one in face.buttons if one in WAYS] == ["Open article"]


@pytest.mark.usefixtures("bot")
async def test_an_account_suggests_a_severity_and_changes_no_field(sandbox: Sandbox, maya: Person) -> None:
    await opens(maya, "The dashboard is very slow for Acme Corp")
    face = await shows(sandbox, maya, "HubSpot says Enterprise, 410,000 USD a year")
    assert "suggest High." in face.words
    assert face.value(SEVERITY) == "Medium"
    await sends(maya)

    card = await arrives(sandbox)
    assert "410,000 USD a year, renews 31 Jan 2027, open deals: 90,000 USD (HubSpot, updated 19 Nov 2026)" in card.words
    assert "plan Enterprise, account owner Tara Quinn (HubSpot" in brief_of(sandbox, card)


@pytest.mark.usefixtures("bot")
async def test_a_named_tickets_talk_comes_to_be_ticked_and_stands_under_the_briefs_labels(
    sandbox: Sandbox, maya: Person
) -> None:
    await opens(maya, "Report for Acme Corp fails every night, ticket 4711")
    face = await shows(sandbox, maya, "Tried: We tried to run the report again")
    ticked = [one for block in (FIRST, LATER) for one in _ticked(face, block)]
    assert {f"hubspot:moment:4711:{one}:0" for one in ("last_update", "waiting", "tried")} <= set(ticked)
    await sends(maya)

    card = await arrives(sandbox)
    heard = (
        "Last update to customer: We see it too and are looking into it. You hear from us by Tuesday noon. (Jonas, 30"
    )
    brief = " ".join(brief_of(sandbox, card).split())
    assert heard in brief
    assert "customer waiting since 30 Nov 2026, 15:20 UTC (HubSpot 4711)" in brief


def _ticked(face: Face, block: str) -> list[str]:
    return list(face.value(block)) if any(one["block_id"] == block for one in face.blocks) else []
