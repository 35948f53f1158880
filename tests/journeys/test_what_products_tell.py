"""Webhooks over real HTTP: what happens on a ticket and an issue comes into the thread, with nobody pressing."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from connectors.hooks.way import Delivered
from running.moment import Moment
from sandbox import Message, Person, Sandbox
from tests.connectors.hooked import SECRET, SENDERS, Event, from_github, from_zendesk, said_on_zendesk
from tests.journeys.conftest import Program
from tests.journeys.steps import arrives, escalates, hears

ISSUE = "https://github.com/acme/shop/issues/81"
TEXT = f"API returns 500 on checkout for Acme Corp since Monday, blocks all orders. Ticket #4711, {ISSUE}"
TOOLS = f"""
[connectors.zendesk]
subdomain = "acme"
email = "desk@example.com"
api_token = "s3cret"
webhook_secret = "{SECRET}"
api_url = "http://127.0.0.1:9"
[connectors.github]
token = "s3cret"
repos = "acme/shop"
webhook_secret = "{SECRET}"
api_url = "http://127.0.0.1:9"
"""


class Products:
    """The company's other tools, as they call the bot."""

    def __init__(self, sandbox: Sandbox, http: aiohttp.ClientSession, url: str) -> None:
        self._sandbox = sandbox
        self._http = http
        self._url = url

    @property
    def now(self) -> datetime:
        return self._sandbox.clock.now()

    async def tell(self, kind: str, event: Event) -> int:
        """What the bot answers. Signed is the machine's time; what happened, happened in the story's."""
        sent = SENDERS[kind].sends(event, sent=Moment().now())
        return await self.send(kind, sent)

    async def send(self, kind: str, sent: Delivered) -> int:
        async with self._http.post(f"{self._url}/hooks/{kind}", data=sent.body, headers=dict(sent.headers)) as answer:
            assert await answer.text() == ""
            return answer.status


@pytest.fixture
async def products(program: Program, sandbox: Sandbox, port: int, tmp_path: Path) -> AsyncIterator[Products]:
    """In Socket Mode too: only Slack's own door is closed there."""
    file = tmp_path / "escalation.toml"
    file.write_text(TOOLS, encoding="utf-8")
    program.serves = True
    await program.starts(config=file)
    async with aiohttp.ClientSession() as http:
        yield Products(sandbox, http, f"http://127.0.0.1:{port}")


async def said(sandbox: Sandbox, card: Message, words: str) -> Message:
    def stands() -> Message | None:
        return next((one for one in sandbox.thread(card.channel, card.ts) if words in one.words), None)

    found = await sandbox.until(stands)
    assert found is not None
    return found


async def test_a_reply_on_the_ticket_and_a_closed_issue_are_in_the_thread(
    sandbox: Sandbox, products: Products, maya: Person, ada: Person
) -> None:
    await escalates(maya, TEXT)
    card = await arrives(sandbox)
    await ada.presses("Acknowledge", message_ts=card.ts, channel=card.channel)
    await said(sandbox, card, "Ada has it.")
    sandbox.clock.advance(timedelta(minutes=5))

    reply = said_on_zendesk(number="4711", at=products.now)
    assert [await products.tell("zendesk", reply) for _ in range(2)] == [200, 200]
    await said(sandbox, card, "Grace Example (Zendesk) told Acme Corp.")

    answer = {**said_on_zendesk(number="4711", staff=False, at=products.now), "id": "another"}
    assert await products.tell("zendesk", answer) == 200
    await said(sandbox, card, "Acme Corp answered on 4711 in Zendesk.")

    assert await products.tell("github", from_github(at=products.now)) == 200
    closed = await said(sandbox, card, "acme/shop#81 was closed in GitHub (completed). Is that the end of it?")
    await ada.presses("Mark resolved", message_ts=closed.ts, channel=card.channel)
    assert ada.modal is not None
    words = [one.words for one in sandbox.thread(card.channel, card.ts)]
    assert len([one for one in words if "told Acme Corp" in one]) == 1
    assert not [one for one in words if "A customer's words" in one]


async def test_strangers_and_doors_that_are_not_there(products: Products) -> None:
    event = from_zendesk()
    forged = SENDERS["zendesk"].sends(event, secret="another", sent=Moment().now())
    assert await products.send("zendesk", forged) == 401
    assert await products.tell("linear", event) == 404


async def test_a_tagged_ticket_is_offered_and_opens_the_form(
    sandbox: Sandbox, products: Products, nora: Person
) -> None:
    tagged = from_zendesk("tags_changed", number="4711", at=products.now, tags_added=["escalate"], tags_removed=[])
    assert await products.tell("zendesk", tagged) == 200

    offered = await hears(sandbox, nora, "Ticket 4711 was tagged to be escalated in Zendesk.")
    await nora.presses("Open the form", message_ts=offered.ts, channel=offered.channel)
    assert nora.modal is not None
    assert nora.modal.value("draft.ticket") == "https://acme.zendesk.com/agent/tickets/4711"
