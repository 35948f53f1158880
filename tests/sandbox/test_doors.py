"""The doors beside the Web API: the clock, the record, the faults, and acting as a person from elsewhere."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox, SandboxSettings
from sandbox.story import MAYA, SUPPORT

METADATA = {"event_type": "escalation_notice", "event_payload": {"letter": "7"}}


@pytest.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(base_url=sandbox.url) as session:
        yield session


async def read(response: aiohttp.client._RequestContextManager) -> Any:
    async with response as answer:
        return await answer.json()


async def test_the_clock_moves_forward_when_told_and_stamps_messages(
    http: aiohttp.ClientSession, client: AsyncWebClient
) -> None:
    before = datetime.fromisoformat((await read(http.get("/sandbox/clock")))["now"])
    moved = await read(http.post("/sandbox/clock", json={"advance": "4h"}))
    posted = await client.chat_postMessage(channel=SUPPORT, text="Later")
    wrong = await read(http.post("/sandbox/clock", json={"advance": "-1h"}))

    assert datetime.fromisoformat(moved["now"]) - before >= timedelta(hours=4)
    assert moved["offset_seconds"] == 4 * 3600
    assert float(posted["ts"]) >= (before + timedelta(hours=4)).timestamp()
    assert wrong["ok"] is False


async def test_every_call_is_on_record_without_its_token(
    http: aiohttp.ClientSession, client: AsyncWebClient, sandbox: Sandbox
) -> None:
    posted = await client.chat_postMessage(channel=SUPPORT, text="Card", metadata=METADATA, token=sandbox.bot_token)
    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel="C0NOWHERE", text="Card")

    [good, bad] = (await read(http.get("/sandbox/record?method=chat.postMessage")))["calls"]
    assert (good["ts"], good["metadata"], good["ok"]) == (posted["ts"], METADATA, True)
    assert (bad["ok"], bad["error"], bad["applied"]) == (False, "channel_not_found", False)
    assert sandbox.bot_token not in str([good, bad])
    assert (await read(http.get(f"/sandbox/record?since={good['number']}")))["calls"] == [bad]


async def test_a_call_can_be_told_to_fail(http: aiohttp.ClientSession, client: AsyncWebClient) -> None:
    fault = {"method": "chat.postMessage", "fault": "429", "retry_after": 7, "times": 1}
    assert (await read(http.post("/sandbox/faults", json=fault)))["ok"]

    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel=SUPPORT, text="Card")
    again = await client.chat_postMessage(channel=SUPPORT, text="Card")

    assert refused.value.response.headers["Retry-After"] == "7"
    assert again["ok"]


@pytest.mark.parametrize("fault", ["500", "drop", "fatal_error"])
async def test_a_call_can_fail_after_it_took_effect(client: AsyncWebClient, sandbox: Sandbox, fault: str) -> None:
    sandbox.fails(fault, method="chat.postMessage", after_applying=True)

    with pytest.raises((SlackApiError, aiohttp.ClientError)):
        await client.chat_postMessage(channel=SUPPORT, text="Card")

    assert [message.text for message in sandbox.messages(SUPPORT)] == ["Card"]
    assert sandbox.record.of("chat.postMessage")[0].applied


async def test_a_call_can_hang_with_or_without_effect(client: AsyncWebClient, sandbox: Sandbox) -> None:
    sandbox.fails("apply_then_hang", method="chat.postMessage")
    posting = asyncio.create_task(client.chat_postMessage(channel=SUPPORT, text="Card"))
    await sandbox.until(lambda: sandbox.messages(SUPPORT))

    assert not posting.done()
    sandbox.api.faults.clear()
    assert (await posting)["ok"]


async def test_a_call_can_take_effect_late(client: AsyncWebClient, sandbox: Sandbox) -> None:
    sandbox.fails("hang_then_apply", method="chat.postMessage")
    posting = asyncio.create_task(client.chat_postMessage(channel=SUPPORT, text="Card"))
    await sandbox.until(lambda: sandbox.record.of("chat.postMessage"))

    assert sandbox.messages(SUPPORT) == []
    sandbox.api.faults.clear()
    assert (await posting)["ok"]
    assert [one.text for one in sandbox.messages(SUPPORT)] == ["Card"]


async def test_a_fault_can_be_for_one_channel_and_one_error(client: AsyncWebClient, sandbox: Sandbox) -> None:
    sandbox.fails("error", error="restricted_action", channel=SUPPORT, times=2)

    with pytest.raises(SlackApiError, match="restricted_action"):
        await client.chat_postMessage(channel=SUPPORT, text="Card")
    assert (await client.chat_postMessage(channel=MAYA, text="Card"))["ok"]


async def test_someone_elsewhere_can_act_as_a_person(bot: AsyncApp, http: aiohttp.ClientSession) -> None:
    @bot.command("/escalate")
    async def answers(ack: Any) -> None:
        await ack("Heard")

    command = {"as": MAYA, "do": "command", "text": "/escalate x", "channel": SUPPORT}
    done = await read(http.post("/sandbox/act", json=command))
    not_there = await read(http.post("/sandbox/act", json={"as": MAYA, "do": "press", "action_id": "nothing"}))
    state = await read(http.get(f"/sandbox/state?as={MAYA}"))

    assert done["shown"]["text"] == "Heard"
    assert not_there["ok"] is False
    [support] = [channel for channel in state["channels"] if channel["id"] == SUPPORT]
    assert [(message["text"], message["only_you"]) for message in support["messages"]] == [("Heard", True)]


async def test_the_page_hears_of_changes(http: aiohttp.ClientSession, client: AsyncWebClient) -> None:
    async with http.get("/sandbox/events") as stream:
        assert await stream.content.readuntil(b"\n\n") == b"retry: 300\n\n"
        first = await stream.content.readuntil(b"\n\n")
        await client.chat_postMessage(channel=SUPPORT, text="Here")
        second = await stream.content.readuntil(b"\n\n")

    assert first.startswith(b"data: ")
    assert second != first


async def test_only_this_machine_and_its_own_page_are_answered(http: aiohttp.ClientSession) -> None:
    for headers in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
        for path in ("/", "/sandbox/clock", "/api/api.test", "/link/"):
            async with http.get(path, headers=headers) as answer:
                assert answer.status == 403


def test_the_sandbox_listens_on_this_machine_only() -> None:
    with pytest.raises(ValueError, match="this machine only"):
        Sandbox(settings=SandboxSettings(host="0.0.0.0"))  # noqa: S104  the very thing it refuses


async def test_a_fault_nobody_knows_is_refused_with_those_there_are(http: aiohttp.ClientSession) -> None:
    for wrong in ({"fault": "gremlins"}, {"fault": "429", "times": "often"}, {"fault": "500", "colour": "red"}, {}):
        async with http.post("/sandbox/faults", json=wrong) as answer:
            assert answer.status == 400


@pytest.mark.usefixtures("bot")
async def test_connections_can_be_cut_asked_to_go_and_heard_again_from_outside(http: aiohttp.ClientSession) -> None:
    asked_to_go = await read(http.post("/sandbox/faults", json={"fault": "disconnect"}))
    again = await read(http.post("/sandbox/faults", json={"fault": "redeliver"}))

    assert asked_to_go == {"ok": True}
    assert again == {"ok": True, "redelivered": 0}
