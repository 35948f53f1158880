"""What people do reaches the app by web socket or by signed HTTP, once, and again when it was not heard."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import NotThere, Sandbox, SandboxSettings
from sandbox.story import (
    ADA,
    BOT,
    ENG_ESCALATIONS,
    ENG_ONCALL,
    MAYA,
    OTTO,
    SECURITY_ESCALATIONS,
    SHARED_GLOBEX,
    SUPPORT,
)
from tests.sandbox.pieces import actions, button, modal, plain, section, text_input

Body = dict[str, Any]


def listens(bolt: AsyncApp) -> list[Body]:
    """Everything this bot hears, acknowledged at once."""
    heard: list[Body] = []

    async def hear(ack: Any, body: Body) -> None:
        heard.append(body)
        await ack()

    async def hear_event(body: Body) -> None:
        heard.append(body)

    bolt.command("/escalate")(hear)
    bolt.shortcut("escalate_global")(hear)
    bolt.shortcut("escalate_message")(hear)
    bolt.action("go")(hear)
    bolt.view("draft")(hear)
    for name in ("reaction_added", "member_joined_channel", "channel_archive"):
        bolt.event(name)(hear_event)
    return heard


async def test_a_command_arrives_with_slacks_fields_and_its_names_as_ids(bot: AsyncApp, sandbox: Sandbox) -> None:
    heard = listens(bot)

    await sandbox.person(MAYA).types("/escalate @ada #support a<b & https://x.example/1 @eng-oncall", channel=SUPPORT)

    [command] = heard
    response_url, trigger_id = command.pop("response_url"), command.pop("trigger_id")
    assert command == {
        "token": "sandbox-verification",
        "team_id": "T0SANDBOX1",
        "team_domain": "northstar-sandbox",
        "channel_id": SUPPORT,
        "channel_name": "support",
        "user_id": MAYA,
        "user_name": "maya",
        "command": "/escalate",
        "text": f"<@{ADA}|ada> <#{SUPPORT}|support> a&lt;b &amp; <https://x.example/1> "
        f"<!subteam^{ENG_ONCALL}|@eng-oncall>",
        "api_app_id": "A0ESCALATE",
        "is_enterprise_install": "false",
    }
    assert response_url.startswith(sandbox.url)
    assert trigger_id


async def test_commands_are_refused_in_threads_and_unknown_ones_everywhere(bot: AsyncApp, sandbox: Sandbox) -> None:
    heard = listens(bot)
    maya = sandbox.person(MAYA)
    parent = await maya.types("It is down", channel=SUPPORT)

    in_thread = await maya.types("/escalate It is down", channel=SUPPORT, thread=parent.ts)
    unknown = await maya.types("/shout hello", channel=SUPPORT)

    assert in_thread.error == "/escalate is not supported in threads. Sorry!"
    assert unknown.error.startswith("/shout is not a valid command.")
    assert heard == []


async def test_shortcuts_carry_the_message_and_its_thread(bot: AsyncApp, sandbox: Sandbox) -> None:
    heard = listens(bot)
    maya = sandbox.person(MAYA)
    parent = await maya.types("It is down", channel=SUPPORT)
    reply = await maya.types("Since nine", channel=SUPPORT, thread=parent.ts)

    await maya.uses_message_shortcut("escalate_message", channel=SUPPORT, ts=reply.ts)
    await maya.uses_shortcut("escalate_global")

    of_message, of_all = heard
    assert of_message["type"] == "message_action"
    assert of_message["message"]["thread_ts"] == parent.ts
    assert of_message["channel"] == {"id": SUPPORT, "name": "support"}
    assert of_all["type"] == "shortcut"
    assert "channel" not in of_all


async def test_a_press_carries_where_it_happened(bot: AsyncApp, sandbox: Sandbox, client: AsyncWebClient) -> None:
    heard = listens(bot)
    blocks = [actions(button("go", "Go", value="ESC-1"))]
    ts = (await client.chat_postMessage(channel=ENG_ESCALATIONS, text="Card", blocks=blocks))["ts"]
    await client.chat_postEphemeral(channel=ENG_ESCALATIONS, user=ADA, text="Yours", blocks=blocks)

    ada = sandbox.person(ADA)
    await ada.presses("go", message_ts=ts)
    await ada.presses("go", channel=ENG_ESCALATIONS)

    on_card, on_ephemeral = heard
    assert on_card["message"]["ts"] == ts
    assert on_card["actions"][0]["value"] == "ESC-1"
    assert on_card["container"]["is_ephemeral"] is False
    assert on_ephemeral["container"]["is_ephemeral"] is True
    assert "message" not in on_ephemeral


async def test_nobody_presses_what_others_see(sandbox: Sandbox, client: AsyncWebClient) -> None:
    blocks = [actions(button("go", "Go"))]
    hidden = (await client.chat_postMessage(channel=SECURITY_ESCALATIONS, text="Card", blocks=blocks))["ts"]

    with pytest.raises(NotThere):
        await sandbox.person(MAYA).presses("go", message_ts=hidden)
    with pytest.raises(NotThere):
        sandbox.person(MAYA).sees(SECURITY_ESCALATIONS)
    with pytest.raises(NotThere):
        await sandbox.person(ADA).types("Hello", channel=SUPPORT)


async def test_events_tell_of_reactions_newcomers_and_archives(bot: AsyncApp, sandbox: Sandbox) -> None:
    heard = listens(bot)
    ada = sandbox.person(ADA)
    typed = await ada.types("Look", channel=ENG_ESCALATIONS)

    await ada.reacts("eyes", ENG_ESCALATIONS, typed.ts)
    await ada.invites("U0PRIYA", ENG_ESCALATIONS)
    await ada.archives(ENG_ESCALATIONS)

    assert [body["event"]["type"] for body in heard] == ["reaction_added", "member_joined_channel", "channel_archive"]
    assert heard[0]["event"]["item"] == {"type": "message", "channel": ENG_ESCALATIONS, "ts": typed.ts}
    assert heard[0]["authorizations"][0]["user_id"] == BOT
    assert heard[1]["event"]["channel_type"] == "C"


async def test_an_answer_to_a_command_is_for_one_persons_eyes(bot: AsyncApp, sandbox: Sandbox) -> None:
    @bot.command("/escalate")
    async def answers(ack: Any, body: Body) -> None:
        in_channel = body["text"] == "loud"
        await ack(text="Here", response_type="in_channel" if in_channel else "ephemeral")

    maya = sandbox.person(MAYA)
    quiet = await maya.types("/escalate quiet", channel=SUPPORT)
    await maya.types("/escalate loud", channel=SUPPORT)

    assert (quiet.text, quiet.is_ephemeral) == ("Here", True)
    assert len(sandbox.messages(SUPPORT)) == 1
    assert len(maya.sees(SUPPORT)) == 2


@pytest.mark.usefixtures("bot")
async def test_a_bot_that_does_not_answer_in_time_is_shown_as_slack_shows_it(sandbox: Sandbox) -> None:
    maya = sandbox.person(MAYA)
    sandbox.socket_mode.ack_seconds = 0.05
    late = await maya.types("/escalate nobody listens", channel=SUPPORT)

    assert late.error == '/escalate failed with the error "operation_timeout"'


async def test_without_any_connection_a_command_fails_at_once(sandbox: Sandbox) -> None:
    shown = await sandbox.person(MAYA).types("/escalate x", channel=SUPPORT)

    assert shown.error == "/escalate failed because the app did not respond"


async def test_a_response_url_serves_five_times(bot: AsyncApp, sandbox: Sandbox, client: AsyncWebClient) -> None:
    heard = listens(bot)
    maya = sandbox.person(MAYA)
    blocks = [section("Choose"), actions(button("go", "Go"))]
    ts = (await client.chat_postMessage(channel=SUPPORT, text="Choose", blocks=blocks))["ts"]
    await maya.presses("go", message_ts=ts)
    url = heard[0]["response_url"]

    async def post(**body: Any) -> int:
        async with aiohttp.ClientSession() as session, session.post(url, json=body) as response:
            return response.status

    statuses = [
        await post(text="Only you", response_type="ephemeral", replace_original=False),
        await post(text="Chosen", replace_original=True),
        await post(text="Said to all", response_type="in_channel", replace_original=False),
        await post(blocks=[{"type": "marquee"}], replace_original=False),
        await post(delete_original=True),
        await post(text="Too many"),
    ]

    assert statuses == [200, 200, 200, 400, 200, 404]
    assert [message.text for message in maya.sees(SUPPORT)] == ["Only you", "Said to all"]


async def test_each_payload_goes_to_one_of_several_connections(bot: AsyncApp, sandbox: Sandbox, bolt: AsyncApp) -> None:
    heard = listens(bot)
    second = AsyncSocketModeHandler(bolt, sandbox.app_token, web_client=bolt.client)
    await second.connect_async()  # type: ignore[no-untyped-call]
    await sandbox.until(lambda: len(sandbox.socket_mode.connections) == 2)

    for number in range(4):
        await sandbox.person(MAYA).types(f"/escalate {number}", channel=SUPPORT)
    await second.client.close()  # type: ignore[no-untyped-call]

    assert [body["text"] for body in heard] == ["0", "1", "2", "3"]


async def test_what_was_delivered_can_be_delivered_again(bot: AsyncApp, sandbox: Sandbox) -> None:
    heard = listens(bot)
    await sandbox.person(MAYA).types("/escalate twice", channel=SUPPORT)

    sandbox.dispatcher.redeliver(1)
    await sandbox.dispatcher.settled()

    assert [body["text"] for body in heard] == ["twice", "twice"]
    assert heard[0]["trigger_id"] == heard[1]["trigger_id"]


@pytest.mark.usefixtures("bot")
async def test_a_cut_socket_comes_back(sandbox: Sandbox) -> None:
    assert sandbox.socket_mode.drop() == 1

    await sandbox.connected()

    assert len(sandbox.socket_mode.connections) == 1


class Endpoint:
    """A request URL with a Bolt app behind it, that can be told to fail first."""

    def __init__(self) -> None:
        self.bolt: AsyncApp | None = None
        self.fails = 0
        self.requests: list[tuple[dict[str, str], str]] = []
        self.url = ""

    async def receive(self, request: web.Request) -> web.Response:
        body = await request.text()
        self.requests.append((dict(request.headers), body))
        if self.fails:
            self.fails -= 1
            return web.Response(status=503)
        assert self.bolt is not None
        answer = await self.bolt.async_dispatch(AsyncBoltRequest(body=body, headers=dict(request.headers)))
        kind = answer.first_headers_without_set_cookie().get("content-type", "text/plain")
        return web.Response(status=answer.status, text=answer.body, content_type=kind.split(";")[0])


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    endpoint = Endpoint()
    served = web.Application()
    served.router.add_post("/slack/events", endpoint.receive)
    runner = web.AppRunner(served)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    endpoint.url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    yield endpoint
    await runner.cleanup()


@pytest.fixture
async def over_http(endpoint: Endpoint) -> AsyncIterator[Sandbox]:
    settings = SandboxSettings(request_url=endpoint.url, ack_seconds=60, event_retries=(0.0, 0.0, 0.0))
    async with Sandbox(settings=settings) as sandbox:
        client = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url, retry_handlers=[])
        endpoint.bolt = AsyncApp(client=client, signing_secret=sandbox.signing_secret, process_before_response=True)
        yield sandbox


async def test_a_request_url_is_verified_and_signed(over_http: Sandbox) -> None:
    assert await over_http.verifies_request_url()


async def test_a_journey_over_signed_http(endpoint: Endpoint, over_http: Sandbox) -> None:
    assert endpoint.bolt is not None

    @endpoint.bolt.command("/escalate")
    async def opens(ack: Any, body: Body, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=modal(text_input("issue", "text")))
        await ack("Opened")

    @endpoint.bolt.view("draft")
    async def sends_back(ack: Any) -> None:
        await ack(response_action="errors", errors={"issue": "Say more"})

    maya = over_http.person(MAYA)
    shown = await maya.types("/escalate x", channel=SUPPORT)
    await maya.fills({"issue": "short"})
    await maya.submits()

    assert shown.text == "Opened"
    assert maya.modal is not None
    assert maya.modal.errors == {"issue": "Say more"}
    assert endpoint.requests[0][0]["Content-Type"] == "application/x-www-form-urlencoded"


async def test_a_bot_with_another_secret_refuses_what_it_gets(endpoint: Endpoint, over_http: Sandbox) -> None:
    endpoint.bolt = AsyncApp(client=AsyncWebClient(token="xoxb-x"), signing_secret="another")

    shown = await over_http.person(MAYA).types("/escalate x", channel=SUPPORT)

    assert shown.error == '/escalate failed with the error "dispatch_failed"'


async def test_an_event_is_sent_again_until_it_is_heard(endpoint: Endpoint, over_http: Sandbox) -> None:
    assert endpoint.bolt is not None
    heard = listens(endpoint.bolt)
    endpoint.fails = 2
    ada = over_http.person(ADA)
    typed = await ada.types("Look", channel=ENG_ESCALATIONS)

    await ada.reacts("eyes", ENG_ESCALATIONS, typed.ts)
    await over_http.dispatcher.settled()

    numbers = [headers.get("X-Slack-Retry-Num") for headers, _ in endpoint.requests]
    ids = {json.loads(body)["event_id"] for _, body in endpoint.requests}
    assert numbers == [None, "1", "2"]
    assert len(ids) == len(heard) == 1


async def test_select_menus_and_overflows_on_a_message_say_what_was_chosen(
    bot: AsyncApp, sandbox: Sandbox, client: AsyncWebClient
) -> None:
    heard = listens(bot)
    options = [{"text": plain("Edit brief"), "value": "edit"}, {"text": plain("Withdraw"), "value": "withdraw"}]
    blocks = [actions({"type": "overflow", "action_id": "go", "options": options})]
    ts = (await client.chat_postMessage(channel=ENG_ESCALATIONS, text="Card", blocks=blocks))["ts"]

    await sandbox.person(ADA).selects("go", "Withdraw", message_ts=ts)

    assert heard[0]["actions"][0]["selected_option"]["value"] == "withdraw"


async def test_waiting_is_woken_by_a_change(sandbox: Sandbox, client: AsyncWebClient) -> None:
    waiting = asyncio.create_task(sandbox.until(lambda: sandbox.messages(SUPPORT)))
    await client.chat_postMessage(channel=SUPPORT, text="Here")

    [message] = await waiting

    assert message.text == "Here"
    with pytest.raises(TimeoutError):
        await sandbox.until(lambda: sandbox.messages(ENG_ESCALATIONS), seconds=0.01)


async def test_people_of_another_company_have_no_commands_of_ours(bot: AsyncApp, sandbox: Sandbox) -> None:
    heard = listens(bot)

    shown = await sandbox.person(OTTO).types("/escalate It is down", channel=SHARED_GLOBEX)

    assert shown.error.startswith("/escalate is not a valid command.")
    assert heard == []
