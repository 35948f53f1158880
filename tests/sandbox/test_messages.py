"""Messages are held to Slack's rules: who may post where, how long, in which thread, with what kept beside them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox, SandboxSettings, Story
from sandbox.story import (
    BOT,
    ENG_ESCALATIONS,
    ENG_PRIVATE,
    MAYA,
    OLD_ESCALATIONS,
    OTTO,
    SECURITY_ESCALATIONS,
    SUPPORT,
    UNJOINED,
)
from tests.sandbox.pieces import actions, button, plain, section, text_input

METADATA = {"event_type": "escalation_notice", "event_payload": {"escalation": "ESC-1", "letter": "7"}}


async def refusal(call: Any) -> dict[str, Any]:
    with pytest.raises(SlackApiError) as refused:
        await call
    answer = refused.value.response.data
    assert isinstance(answer, dict)
    return answer


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("C0NOWHERE", "channel_not_found"),
        (ENG_PRIVATE, "channel_not_found"),
        (UNJOINED, "not_in_channel"),
        (OLD_ESCALATIONS, "is_archived"),
    ],
)
async def test_a_message_only_goes_where_the_app_is(client: AsyncWebClient, channel: str, error: str) -> None:
    assert (await refusal(client.chat_postMessage(channel=channel, text="Hello")))["error"] == error


async def test_the_app_enters_a_public_room_by_joining_it(client: AsyncWebClient) -> None:
    await client.conversations_join(channel=UNJOINED)

    assert (await client.chat_postMessage(channel=UNJOINED, text="Hello"))["ok"]


async def test_a_message_to_a_person_is_a_direct_message(client: AsyncWebClient, sandbox: Sandbox) -> None:
    opened = await client.conversations_open(users=MAYA)
    posted = await client.chat_postMessage(channel=MAYA, text="It is with Engineering")

    assert posted["channel"] == opened["channel"]["id"]
    assert [message.text for message in sandbox.dm(MAYA)] == ["It is with Engineering"]


async def test_every_ts_is_later_than_the_one_before(client: AsyncWebClient) -> None:
    stamps = [(await client.chat_postMessage(channel=SUPPORT, text=str(n)))["ts"] for n in range(5)]

    assert stamps == sorted(set(stamps))
    assert all(len(ts.split(".")[1]) == 6 for ts in stamps)


async def test_a_reply_to_what_was_deleted_stands_in_the_channel_and_nobody_says_so(
    client: AsyncWebClient, sandbox: Sandbox
) -> None:
    parent = (await client.chat_postMessage(channel=SUPPORT, text="Card"))["ts"]
    reply = await client.chat_postMessage(channel=SUPPORT, text="Brief", thread_ts=parent)
    assert reply["message"]["thread_ts"] == parent
    assert [message.text for message in sandbox.thread(SUPPORT, parent)] == ["Brief"]

    await client.chat_delete(channel=SUPPORT, ts=parent)
    lost = await client.chat_postMessage(channel=SUPPORT, text="Any news?", thread_ts=parent)

    assert "thread_ts" not in lost["message"]
    assert "Any news?" in [message.text for message in sandbox.messages(SUPPORT)]


async def test_metadata_is_kept_through_edits_and_read_only_when_asked_for(client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel=SUPPORT, text="Card", metadata=METADATA)
    await client.chat_update(channel=SUPPORT, ts=posted["ts"], text="Card, taken")

    [bare] = (await client.conversations_history(channel=SUPPORT))["messages"]
    [full] = (await client.conversations_history(channel=SUPPORT, include_all_metadata=True))["messages"]
    assert "metadata" not in bare
    assert full["metadata"] == METADATA
    assert full["edited"]["user"] == BOT

    await client.chat_update(channel=SUPPORT, ts=posted["ts"], text="Card, closed", metadata={})
    [without] = (await client.conversations_history(channel=SUPPORT, include_all_metadata=True))["messages"]
    assert "metadata" not in without


@pytest.mark.parametrize(
    ("metadata", "error"),
    [
        ({"event_type": "x"}, "invalid_metadata_format"),
        ({"event_type": "x", "event_payload": {"a": {"b": {"c": 1}}}}, "invalid_metadata_format"),
        ({"event_type": "x", "event_payload": {"a": "b" * 9000}}, "metadata_too_large"),
    ],
)
async def test_metadata_is_flat_and_small(client: AsyncWebClient, metadata: dict[str, Any], error: str) -> None:
    assert (await refusal(client.chat_postMessage(channel=SUPPORT, text="Card", metadata=metadata)))["error"] == error


async def test_text_alone_takes_the_blocks_of_an_edited_message_away(client: AsyncWebClient, sandbox: Sandbox) -> None:
    ts = (await client.chat_postMessage(channel=SUPPORT, text="Card", blocks=[section("Card")]))["ts"]

    await client.chat_update(channel=SUPPORT, ts=ts, text="Only words")

    assert sandbox.messages(SUPPORT)[0].blocks == []


async def test_only_its_own_messages_can_be_changed(client: AsyncWebClient, sandbox: Sandbox) -> None:
    typed = await sandbox.person(MAYA).types("Mine", channel=SUPPORT)

    assert (await refusal(client.chat_update(channel=SUPPORT, ts=typed.ts, text="x")))["error"] == "cant_update_message"
    assert (await refusal(client.chat_delete(channel=SUPPORT, ts=typed.ts)))["error"] == "cant_delete_message"
    assert (await refusal(client.chat_update(channel=SUPPORT, ts="1.000001", text="x")))["error"] == "message_not_found"


async def test_an_ephemeral_reaches_one_member_and_nobody_else(client: AsyncWebClient, sandbox: Sandbox) -> None:
    await client.chat_postEphemeral(channel=SUPPORT, user=MAYA, text="Only for you")
    outside = await refusal(client.chat_postEphemeral(channel=ENG_ESCALATIONS, user=OTTO, text="Only for you"))

    assert [message.text for message in sandbox.person(MAYA).sees(SUPPORT)] == ["Only for you"]
    assert sandbox.person("U0JONAS").sees(SUPPORT) == []
    assert sandbox.messages(SUPPORT) == []
    assert outside["error"] == "user_not_in_channel"


async def test_history_and_replies_come_in_pages(client: AsyncWebClient) -> None:
    parent = (await client.chat_postMessage(channel=SUPPORT, text="0"))["ts"]
    for number in range(1, 4):
        await client.chat_postMessage(channel=SUPPORT, text=str(number), thread_ts=parent)
    await client.chat_postMessage(channel=SUPPORT, text="newest")

    history = await client.conversations_history(channel=SUPPORT, limit=1)
    first = await client.conversations_replies(channel=SUPPORT, ts=parent, limit=3)
    cursor = first["response_metadata"]["next_cursor"]
    rest = await client.conversations_replies(channel=SUPPORT, ts=parent, limit=3, cursor=cursor)

    assert [message["text"] for message in history["messages"]] == ["newest"]
    assert history["has_more"]
    assert [message["text"] for message in first["messages"] + rest["messages"]] == ["0", "1", "2", "3"]
    assert (await refusal(client.conversations_replies(channel=SUPPORT, ts="1.000001")))["error"] == "thread_not_found"


TOO_LONG = "x" * 3001
BAD: dict[str, tuple[list[dict[str, Any]], str]] = {
    "a long header": (
        [{"type": "header", "text": plain("x" * 151)}],
        "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    "an empty text": (
        [section("")],
        "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]",
    ),
    "a long section": (
        [section(TOO_LONG)],
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    "an unknown block": (
        [{"type": "marquee"}],
        "[ERROR] unsupported type: marquee [json-pointer:/blocks/0/type]",
    ),
    "an unknown field": (
        [{"type": "divider", "colour": "red"}],
        "[ERROR] invalid additional property: colour [json-pointer:/blocks/0]",
    ),
    "mrkdwn on a button": (
        [actions({"type": "button", "action_id": "a", "text": {"type": "mrkdwn", "text": "Go"}})],
        "[ERROR] must be plain_text [json-pointer:/blocks/0/elements/0/text/type]",
    ),
    "one action_id twice": (
        [actions(button("a", "Go"), button("a", "Stop"))],
        "[ERROR] `action_id` a already exists for this block [json-pointer:/blocks/0]",
    ),
    "one block_id twice": (
        [actions(button("a", "Go")), actions(button("a", "Go"))],
        "[ERROR] `block_id` doing already exists [json-pointer:/blocks]",
    ),
    "an alert outside a modal": (
        [{"type": "alert", "text": plain("Careful")}],
        "[ERROR] unsupported type: alert [json-pointer:/blocks/0/type]",
    ),
    "an initial option nobody offered": (
        [
            actions(
                {
                    "type": "static_select",
                    "action_id": "a",
                    "options": [{"text": plain("High"), "value": "high"}],
                    "initial_option": {"text": plain("Low"), "value": "low"},
                }
            )
        ],
        "[ERROR] initial_option must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
    "six entries in an overflow": (
        [
            actions(
                {"type": "overflow", "action_id": "a", "options": [{"text": plain(n), "value": n} for n in "abcdef"]}
            )
        ],
        "[ERROR] no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    "a text input that may be too long": (
        [text_input("b", "a", max_length=3001)],
        "[ERROR] must be between 1 and 3000 [json-pointer:/blocks/0/element/max_length]",
    ),
    "an empty leaf of rich text": (
        [
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": ""}]}],
            }
        ],
        "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
    ),
}


@pytest.mark.parametrize("case", BAD)
async def test_wrong_blocks_are_refused_with_the_place_that_is_wrong(client: AsyncWebClient, case: str) -> None:
    blocks, said = BAD[case]

    answer = await refusal(client.chat_postMessage(channel=SUPPORT, text="Card", blocks=blocks))

    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [said]


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({}, "no_text"),
        ({"text": "x" * 4001}, "msg_too_long"),
        ({"text": "x", "blocks": [{"type": "divider"}] * 51}, "msg_blocks_too_long"),
        ({"text": "x", "blocks": "{"}, "invalid_blocks_format"),
    ],
)
async def test_a_message_has_bounds(client: AsyncWebClient, sent: dict[str, Any], error: str) -> None:
    answer = await refusal(client.api_call("chat.postMessage", json={"channel": SUPPORT, **sent}))

    assert answer["error"] == error


async def test_forms_json_and_queries_are_read_alike(client: AsyncWebClient, sandbox: Sandbox) -> None:
    blocks = '[{"type": "section", "text": {"type": "mrkdwn", "text": "Card"}}]'

    await client.api_call("chat.postMessage", data={"channel": SUPPORT, "blocks": blocks})
    await client.api_call("chat.postMessage", json={"channel": SUPPORT, "blocks": blocks})
    await client.api_call("chat.postMessage", params={"channel": SUPPORT, "blocks": blocks})

    assert [message.words for message in sandbox.messages(SUPPORT)] == ["Card"] * 3


MISSING: list[tuple[str, Callable[[AsyncWebClient], Any]]] = [
    ("reactions:write", lambda c: c.reactions_add(channel=SUPPORT, name="eyes", timestamp="1.000001")),
    ("im:read", lambda c: c.conversations_list(types="im")),
    ("team:read", lambda c: c.team_info()),
    ("files:read", lambda c: c.files_info(file="F1")),
]


@pytest.mark.parametrize(("scope", "call"), MISSING)
async def test_a_method_needs_its_scope(
    client: AsyncWebClient, scope: str, call: Callable[[AsyncWebClient], Any]
) -> None:
    answer = await refusal(call(client))

    assert (answer["error"], answer["needed"]) == ("missing_scope", scope)
    assert "chat:write" in answer["provided"].split(",")


async def test_a_wrong_token_or_method_is_named_as_slack_names_it(client: AsyncWebClient, sandbox: Sandbox) -> None:
    assert (await refusal(client.api_call("chat.shout")))["error"] == "unknown_method"
    client.token = "xoxb-other"
    assert (await refusal(client.auth_test()))["error"] == "invalid_auth"
    client.token = sandbox.app_token
    assert (await refusal(client.auth_test()))["error"] == "not_allowed_token_type"
    client.token = None
    assert (await refusal(client.auth_test()))["error"] == "not_authed"


async def test_the_app_learns_its_scopes_and_team_from_auth_test(client: AsyncWebClient) -> None:
    answer = await client.auth_test()

    assert (answer["team_id"], answer["user_id"]) == ("T0SANDBOX1", BOT)
    assert "usergroups:read" in answer.headers["x-oauth-scopes"]


async def test_lists_show_what_the_app_may_know(client: AsyncWebClient) -> None:
    listed = await client.conversations_list(types="public_channel,private_channel", limit=4)
    rest = await client.conversations_list(
        types="public_channel,private_channel",
        exclude_archived=True,
        cursor=listed["response_metadata"]["next_cursor"],
        limit=200,
    )
    ids = {channel["id"] for channel in listed["channels"] + rest["channels"]}
    groups = await client.usergroups_list(include_users=True)

    assert SECURITY_ESCALATIONS in ids
    assert {ENG_PRIVATE, OLD_ESCALATIONS}.isdisjoint(ids)
    assert groups["usergroups"][0]["users"] == ["U0ADA", "U0LEA"]
    assert (await client.users_info(user=OTTO))["user"]["is_stranger"]


async def test_people_are_found_by_their_address_where_the_app_may_look() -> None:
    story = Story()
    may = replace(story, app=replace(story.app, scopes=(*story.app.scopes, "users:read.email")))
    async with Sandbox(may) as sandbox:
        client = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url, retry_handlers=[])
        found = await client.users_lookupByEmail(email="Maya@northstar.example")
        nobody = await refusal(client.users_lookupByEmail(email="nobody@northstar.example"))
    assert (found["user"]["id"], nobody["error"]) == (MAYA, "users_not_found")


async def test_a_channel_takes_a_short_burst_and_then_one_message_a_second() -> None:
    async with Sandbox(settings=SandboxSettings(post_burst=2)) as sandbox:
        client = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url, retry_handlers=[])
        for _ in range(2):
            await client.chat_postMessage(channel=SUPPORT, text="Hello")

        with pytest.raises(SlackApiError) as refused:
            await client.chat_postMessage(channel=SUPPORT, text="Hello")
        elsewhere = await client.chat_postMessage(channel=ENG_ESCALATIONS, text="Hello")

    response = refused.value.response
    assert (response.status_code, response["error"], response.headers["Retry-After"]) == (429, "ratelimited", "1")
    assert elsewhere["ok"]
