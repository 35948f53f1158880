"""An approved reply to the customer, over real HTTP: ticked, sent, read once on the ticket, and told in the thread."""

from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from sandbox import Message, Person, Sandbox, story
from tests.connectors.hooked import SECRET
from tests.journeys.conftest import Program
from tests.journeys.steps import CHECKOUT, LEAK, arrives, brief_of, escalates, hears

NUMBER = "5120"
BOX, TEXT = "customer.reply", "customer.text"
SAID = "Good news: <b>it</b> is *fixed* & live.\nCould you check, please?"


@pytest.fixture
async def bot(program: Program, sandbox: Sandbox, port: int, tmp_path: Path) -> None:
    """With a helpdesk that may answer customers, and tells at once what happens there."""
    file = tmp_path / "escalation.toml"
    table = f'kind = "intercom"\ntoken = "env:DESK"\nwebhook_secret = "{SECRET}"\nwrite = true\nreply = true\n'
    file.write_text(f'[connectors.helpdesk]\n{table}api_url = "{sandbox.url}/tools/helpdesk"\n', encoding="utf-8")
    program.serves = True
    await program.starts(config=file, others={"DESK": SecretStr("s3cret")})
    sandbox.helpdesk.door, sandbox.helpdesk.secret = f"http://127.0.0.1:{port}/hooks/helpdesk", SECRET


async def drafts(sandbox: Sandbox, person: Person, card: Message) -> None:
    told = await hears(sandbox, person, "ESC-1")
    await person.presses("Draft customer update", message_ts=told.ts, channel=told.channel)
    assert person.modal is not None
    assert person.modal.title == "Word to the customer"
    assert card.channel != told.channel


def public(sandbox: Sandbox) -> list[str]:
    return [part["body"] for part in sandbox.helpdesk.parts if part["part_type"] == "comment"]


def told(sandbox: Sandbox, card: Message) -> list[str]:
    lines = [one.words for one in sandbox.thread(card.channel, card.ts)]
    return [one for one in lines if "replied to the customer on ticket" in one or " told Acme Corp" in one]


@pytest.mark.usefixtures("bot")
async def test_a_ticked_text_reaches_the_customer_once_and_the_thread_says_so(sandbox: Sandbox, maya: Person) -> None:
    await escalates(maya, CHECKOUT, ticket=NUMBER)
    card = await arrives(sandbox)
    await drafts(sandbox, maya, card)
    assert maya.modal is not None
    assert maya.modal["submit"]["text"] == "I have sent this"
    assert maya.modal.values.get(BOX) in (None, [])

    await maya.fills({TEXT: SAID})
    await maya.selects(BOX, [f"{NUMBER}:helpdesk"])
    assert maya.modal["submit"]["text"] == "Send to the customer"
    assert maya.modal.values[TEXT] == SAID
    assert public(sandbox) == []
    await maya.submits()

    await sandbox.until(lambda: told(sandbox, card))
    await sandbox.until(lambda: "it answered 200" in sandbox.helpdesk.told)  # its webhook told us of the same reply
    assert public(sandbox) == [SAID]
    (line,) = told(sandbox, card)
    assert "Maya replied to the customer on ticket 5120 in helpdesk." in line
    assert "Good news: <b>it</b> is *fixed* & live." in line
    async with aiohttp.ClientSession() as session, session.get(f"{sandbox.url}/tools/helpdesk") as page:
        shown = await page.text()
    assert "(public: the customer sees it): <span>Good news: &lt;b&gt;it&lt;/b&gt; is *fixed* &amp; live." in shown


@pytest.mark.usefixtures("bot")
async def test_not_ticked_nothing_leaves_and_it_counts_as_before(sandbox: Sandbox, maya: Person) -> None:
    await escalates(maya, CHECKOUT, ticket=NUMBER)
    card = await arrives(sandbox)
    await drafts(sandbox, maya, card)
    await maya.selects(BOX, [f"{NUMBER}:helpdesk"])
    await maya.selects(BOX, [])
    assert maya.modal is not None
    assert maya.modal["submit"]["text"] == "I have sent this"
    await maya.submits()
    await sandbox.until(lambda: told(sandbox, card))
    assert ["Maya told Acme Corp." in one for one in told(sandbox, card)] == [True]
    assert public(sandbox) == []


@pytest.mark.usefixtures("bot")
async def test_what_cannot_go_out_as_it_stands_is_said_at_the_field(sandbox: Sandbox, maya: Person) -> None:
    await escalates(maya, CHECKOUT, ticket=NUMBER)
    await drafts(sandbox, maya, await arrives(sandbox))
    await maya.selects(BOX, [f"{NUMBER}:helpdesk"])
    for text, says in (
        (None, "Write what the customer is to read"),
        ("Dear {name}, it is fixed.", 'left to be filled in: "{name}"'),
        ("Use xoxb-123456789012-123456789012-abcdefghijklmnopqrstuvwx now", "There is a key, a token or a password"),
    ):
        await maya.fills({TEXT: text})
        await maya.submits()
        assert maya.modal is not None
        assert says in maya.modal.errors[TEXT]
    await maya.closes()
    assert public(sandbox) == []


@pytest.mark.usefixtures("bot")
async def test_a_helpdesk_that_refuses_gives_the_text_back(sandbox: Sandbox, maya: Person) -> None:
    await escalates(maya, CHECKOUT, ticket=NUMBER)
    card = await arrives(sandbox)
    await sandbox.until(lambda: [part for part in sandbox.helpdesk.parts if part["part_type"] == "note"])
    sandbox.helpdesk.status = 403
    await drafts(sandbox, maya, card)
    await maya.fills({TEXT: SAID})
    await maya.selects(BOX, [f"{NUMBER}:helpdesk"])
    await maya.submits()
    back = await hears(sandbox, maya, "your reply on ticket 5120 in helpdesk was not sent")
    assert "helpdesk does not let us in (403)" in back.words
    assert "Good news: <b>it</b> is *fixed* & live." in back.words
    assert back.buttons == ["Customer updated"]
    assert (public(sandbox), told(sandbox, card)) == ([], [])
    assert "a reply." not in brief_of(sandbox, card)


@pytest.mark.usefixtures("bot")
async def test_a_security_escalation_has_no_box(sandbox: Sandbox, maya: Person, sam: Person) -> None:
    await escalates(maya, LEAK, ticket=NUMBER)
    card = await arrives(sandbox, story.SECURITY_ESCALATIONS)
    await sam.presses("De-escalate", message_ts=card.ts, channel=card.channel)
    await sam.closes()

    def ended() -> Message | None:
        lines = sandbox.thread(card.channel, card.ts)
        return next((one for one in lines if "Draft customer update" in one.buttons), None)

    line = await sandbox.until(ended)
    assert line is not None
    await sam.presses("Draft customer update", message_ts=line.ts, channel=line.channel)
    assert sam.modal is not None
    assert TEXT in sam.modal.inputs
    assert BOX not in sam.modal.inputs
