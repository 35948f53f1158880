"""The form in use: choices redraw it and lose nothing, errors stand at their field, gaps are asked once."""

import pytest

from sandbox import Person, Sandbox, Shown, story
from tests.journeys.steps import (
    CHECKOUT,
    CUSTOMER,
    ISSUE,
    LEAK,
    OUTAGE,
    SEVERITY,
    TEAM,
    arrives,
    brief_of,
    escalates,
    hears,
    sends,
)

pytestmark = pytest.mark.usefixtures("bot")


async def test_switching_the_team_there_and_back_loses_nothing(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}")
    await maya.fills({CUSTOMER: "Initech", "draft.details.engineering": "Do: pay by card"}, dispatch=False)

    await maya.selects(TEAM, "Product")
    assert maya.modal is not None
    await maya.fills({"draft.details.product": "Use case: pay by invoice"}, dispatch=False)
    await maya.selects(TEAM, "Engineering")

    assert maya.modal.value("draft.details.engineering") == "Do: pay by card"
    assert maya.modal.value(CUSTOMER) == "Initech"
    await maya.selects(TEAM, "Product")
    assert maya.modal.value("draft.details.product") == "Use case: pay by invoice"
    assert sandbox.notes == []


async def test_the_line_above_the_button_follows_severity_and_team(maya: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}")

    assert maya.modal is not None
    assert f"Goes to {story.ENG_ESCALATIONS}. Nobody is pinged." in maya.modal.words
    await maya.selects(SEVERITY, "Critical")
    assert f"Goes to {story.ENG_ESCALATIONS} and pings" in maya.modal.words
    await maya.selects(TEAM, "Security")
    assert "Goes to Security's private channel" in maya.modal.words
    assert maya.modal["submit"]["text"] == "Send to Security"


async def test_add_detail_keeps_what_was_typed_and_what_it_adds_is_in_the_brief(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}")
    await maya.fills({"draft.needed": "Roll back, by noon"}, dispatch=False)
    await maya.presses("Add detail")

    assert maya.modal is not None
    assert maya.modal.value("draft.needed") == "Roll back, by noon"
    await maya.fills({"draft.revenue": "$240k a year", "draft.tried": "Restarted\nCleared the cache"})
    await maya.fills({"draft.environment": "Chrome on the Pro plan", "draft.details.engineering": "Do: pay by card"})
    await maya.submits()

    brief = brief_of(sandbox, await arrives(sandbox))
    assert "$240k a year" in brief
    assert "1. Restarted\n2. Cleared the cache" in brief
    assert "Roll back, by noon" in brief


async def test_a_detail_survives_a_change_of_team(maya: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}")
    await maya.presses("Add detail")
    await maya.fills({"draft.workaround": "Pay by invoice"}, dispatch=False)

    await maya.selects(TEAM, "Leadership")

    assert maya.modal is not None
    assert maya.modal.value("draft.workaround") == "Pay by invoice"


async def test_what_is_missing_is_said_at_its_field(maya: Person, sandbox: Sandbox) -> None:
    await maya.types("/escalate checkout is broken somehow")

    await maya.submits()
    assert maya.modal is not None
    assert list(maya.modal.errors) == [CUSTOMER]
    await maya.fills({ISSUE: "   ", CUSTOMER: " "})
    await maya.submits()
    assert set(maya.modal.errors) == {ISSUE, CUSTOMER}
    assert sandbox.notes == []


async def test_not_known_is_an_answer_for_the_customer(sandbox: Sandbox, maya: Person) -> None:
    await escalates(maya, "checkout returns 500 somehow", customer="not known", target="Engineering")

    assert "The customer" in (await arrives(sandbox)).words


async def test_a_deadline_in_the_past_is_said_at_its_field(maya: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}")
    await maya.presses("Add detail")
    await maya.fills({"draft.deadline_at": 1_600_000_000})

    await maya.submits()

    assert maya.modal is not None
    assert list(maya.modal.errors) == ["draft.deadline_at"]


async def test_gaps_are_asked_once_and_back_goes_back_to_the_form(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}")
    await maya.submits()
    assert maya.modal is not None
    assert maya.modal.title == "Before it goes out"
    assert len(maya.modal.inputs) <= 3

    await maya.closes()
    assert maya.modal is not None
    assert maya.modal.title == "New escalation"
    assert maya.modal.value(ISSUE) == CHECKOUT
    await maya.submits()

    assert maya.modal is None
    await arrives(sandbox)


async def test_answers_to_the_gaps_stand_in_the_brief(sandbox: Sandbox, maya: Person) -> None:
    await maya.types(f"/escalate {CHECKOUT}")
    await maya.submits()
    await maya.fills({"gap.environment": "Firefox on the Pro plan"})

    await maya.submits()

    assert maya.modal is None
    assert "Firefox on the Pro plan" in brief_of(sandbox, await arrives(sandbox))


@pytest.mark.parametrize(("text", "channel"), [(OUTAGE, story.ENG_ESCALATIONS), (LEAK, story.SECURITY_ESCALATIONS)])
async def test_critical_and_security_are_never_held_back(
    sandbox: Sandbox, maya: Person, text: str, channel: str
) -> None:
    await maya.types(f"/escalate {text}")

    await maya.submits()

    assert maya.modal is None
    await arrives(sandbox, channel)


async def test_of_a_security_escalation_its_reporter_hears_the_state_only(
    sandbox: Sandbox, maya: Person, jonas: Person, sam: Person
) -> None:
    await escalates(maya, LEAK)
    card = await arrives(sandbox, story.SECURITY_ESCALATIONS)
    told = await hears(sandbox, maya, "ESC-1 is with Security")

    assert "Globex" not in told.words
    assert "Globex" not in (await maya.types("/escalate show ESC-1", channel=story.SUPPORT)).words
    assert "There is no ESC-1" in (await jonas.types("/escalate show ESC-1", channel=story.SUPPORT)).words
    assert "ESC-1" in (await sam.types("/escalate list team", channel=story.SECURITY_ESCALATIONS)).words
    assert "Globex" not in card.text


async def test_who_keeps_the_customer_informed_is_asked(sandbox: Sandbox, maya: Person, jonas: Person) -> None:
    await maya.types(f"/escalate {OUTAGE}")
    await maya.presses("Add detail")
    await maya.fills({"draft.contact": story.JONAS})
    await maya.submits()

    told = await hears(sandbox, jonas, "named you as the contact")
    assert "in ESC-1" in told.words


async def names_jonas_while_slack_is_slow(sandbox: Sandbox, maya: Person, text: str) -> Shown:
    before = len(sandbox.record.of("users.info"))
    await maya.types(f"/escalate {text}")
    await sandbox.until(lambda: len(sandbox.record.of("users.info")) > before)  # who Maya is, is known from then on
    sandbox.fails("hang", method="users.info", times=100)
    await maya.presses("Add detail")
    await maya.fills({"draft.contact": story.JONAS})
    return await maya.submits()


async def test_a_contact_of_whom_slack_says_nothing_in_time_keeps_no_critical_one_back(
    sandbox: Sandbox, maya: Person, jonas: Person
) -> None:
    await names_jonas_while_slack_is_slow(sandbox, maya, OUTAGE)

    assert await hears(sandbox, jonas, "named you as the contact")


async def test_a_contact_of_whom_slack_says_nothing_in_time_is_not_called_a_guest(
    sandbox: Sandbox, maya: Person
) -> None:
    shown = await names_jonas_while_slack_is_slow(sandbox, maya, "Logo is blurred for Acme Corp since Monday")

    assert "Slack did not say in time who this is." in shown.error


async def test_what_could_be_better_is_said_at_its_field_and_keeps_nobody_from_posting(
    sandbox: Sandbox, maya: Person
) -> None:
    await maya.types("/escalate Checkout is not working for Acme Corp")
    assert maya.modal is not None
    assert "What does the screen or the log say, word for word?" in maya.modal.words
    assert "Investigate, fix or decide? Say which, and by when." in maya.modal.words

    await maya.fills({"draft.needed": "please look asap"}, dispatch=False)
    await maya.selects(SEVERITY, "Medium")
    assert "One verb is enough." in maya.modal.words

    await sends(maya)
    assert "Checkout is not working" in (await arrives(sandbox)).words
