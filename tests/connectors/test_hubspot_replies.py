"""HubSpot: a reply in the conversation of a ticket, to whom it goes, in whose name, and when there can be none."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from connectors.refusals import CannotReply
from escalation.errors import GiveUp, TryAgain, Unclear
from escalation.facts import FailureKind
from escalation.sources import SourceFailed
from tests.blocks.facts import MONDAY
from tests.connectors.example_hubspot import MESSAGES, THREAD, THREADS, TICKET, mail, said
from tests.connectors.examples import Example, Played, Route
from tests.connectors.test_replies import TEXT, a_claim, a_replier
from tests.connectors.test_what_is_missing import INSTEAD, places, with_instead
from tests.connectors.written import REPLIES, Holding, example_of

NUMBER, LINK = REPLIES["hubspot"].ticket, REPLIES["hubspot"].link
ALL: Route = ("GET", THREADS)
TALK: Route = ("GET", f"{THREADS}/176347007/messages")
SENDING: Route = ("POST", f"{THREADS}/176347007/messages")
OWNER: Route = ("GET", "/crm/owners/2026-03/41629779")
OWNERS: Route = ("GET", "/crm/owners/2026-03")
UNASSIGNED = {**THREAD, "assignedTo": None}
LATER = "2026-11-20T12:00:00.000Z"


def a_hubspot(changed: dict[Route, Any] | None = None, **settings: object) -> tuple[Any, Played]:
    known = example_of("hubspot")
    answers = {**known.answers, SENDING: mail("m6", LATER, "x", incoming=False), **(changed or {})}
    product = Played(Example(settings={**known.settings, **settings}, answers=answers))
    return product.connector("hubspot"), product


def sent(product: Played) -> Any:
    (body,) = product.bodies(*SENDING)
    return json.loads(body)


def talks(*threads: Any) -> dict[Route, Any]:
    return {ALL: {"results": list(threads)}}


def talk(*messages: Any) -> dict[Route, Any]:
    return {TALK: {"results": list(messages)}}


# --- what goes out


async def test_a_reply_goes_to_whoever_wrote_last_the_way_they_wrote() -> None:
    hubspot, product = a_hubspot()
    await hubspot.add_reply(NUMBER, "Fixed & live.")
    assert sent(product) == {
        "type": "MESSAGE",
        "text": "Fixed & live.",
        "richText": "<p>Fixed &amp; live.</p>",
        "recipients": [
            {
                "actorId": "V-1401",
                "name": "Ada Example",
                "recipientField": "TO",
                "deliveryIdentifiers": [{"type": "HS_EMAIL_ADDRESS", "value": "ada@acme.example"}],
            }
        ],
        "senderActorId": "A-3892666",
        "channelId": "1002",
        "channelAccountId": "42423411",
        "attachments": [],
        "subject": "Re: Checkout answers 500",
    }
    asked = [(dict(one.url.params), one.url.path) for one in product.asked if one.method == "GET"]
    assert asked == [
        ({"associatedTicketId": NUMBER, "association": "TICKET", "limit": "100"}, THREADS),
        ({"limit": "100", "sort": "-createdAt"}, TALK[1]),
    ]


async def test_a_chat_is_answered_in_the_chat() -> None:
    visitor = {"actorId": "V-1401", "deliveryIdentifier": {"type": "CHANNEL_SPECIFIC_OPAQUE_ID", "value": "0232d166"}}
    last = mail("m7", LATER, "hi", incoming=True, channelId="1000", channelAccountId="148662", senders=[visitor])
    hubspot, product = a_hubspot(talk(*MESSAGES, {**last, "subject": None}))
    await hubspot.add_reply(NUMBER, TEXT)
    body = sent(product)
    assert (body["channelId"], body["channelAccountId"]) == ("1000", "148662")
    reached = [{"type": "CHANNEL_SPECIFIC_OPAQUE_ID", "value": "0232d166"}]
    assert body["recipients"] == [{"actorId": "V-1401", "deliveryIdentifiers": reached}]
    assert "subject" not in body


async def test_a_subject_says_once_that_it_is_an_answer() -> None:
    hubspot, product = a_hubspot(talk(mail("m7", LATER, "hi", incoming=True, subject="RE: Checkout")))
    await hubspot.add_reply(NUMBER, TEXT)
    assert sent(product)["subject"] == "RE: Checkout"


async def test_of_several_conversations_the_one_counts_in_which_the_customer_wrote_last() -> None:
    older = {**THREAD, "id": "9", "latestMessageReceivedTimestamp": "2026-11-19T10:00:00Z", "status": "CLOSED"}
    spam = {**THREAD, "id": "7", "latestMessageReceivedTimestamp": LATER, "spam": True}
    hubspot, product = a_hubspot(talks(older, THREAD, spam))
    await hubspot.add_reply(NUMBER, TEXT)
    assert sent(product)["text"] == TEXT


# --- in whose name


@pytest.mark.parametrize(
    ("thread", "settings", "user"),
    [
        (THREAD, {}, "A-3892666"),
        (UNASSIGNED, {}, "A-9586504"),
        ({**THREAD, "assignedTo": "L-12"}, {}, "A-9586504"),
        (THREAD, {"reply_as": "Grace@example.com"}, "A-7"),
    ],
)
async def test_it_goes_out_in_the_name_of_whoever_has_the_ticket_or_is_set(
    thread: Any, settings: dict[str, object], user: str
) -> None:
    people = [
        {"id": "1", "email": "someone@example.com", "userId": 5},
        {"id": "2", "email": "grace@example.com", "userId": 7},
    ]
    hubspot, product = a_hubspot({**talks(thread), OWNERS: {"results": people}}, **settings)
    await hubspot.add_reply(NUMBER, TEXT)
    assert sent(product)["senderActorId"] == user


@pytest.mark.parametrize(
    ("changed", "settings", "why"),
    [
        ({OWNER: {"id": "41629779", "type": "QUEUE"}}, {}, "Nobody has the ticket there"),
        ({OWNER: None}, {}, "Nobody has the ticket there"),
        ({("GET", f"/crm/objects/2026-03/tickets/{NUMBER}"): {**TICKET, "properties": {}}}, {}, "assign it"),
        ({}, {"reply_as": "gone@example.com"}, "reply_as names no active user of HubSpot"),
    ],
)
async def test_in_nobodys_name_nothing_goes_out(
    changed: dict[Route, Any], settings: dict[str, object], why: str
) -> None:
    hubspot, product = a_hubspot({**talks(UNASSIGNED), **changed}, **settings)
    with pytest.raises(CannotReply, match=why):
        await hubspot.add_reply(NUMBER, TEXT)
    assert product.bodies(*SENDING) == []


# --- when there can be none


FROM_US = [{"actorId": "A-1", "deliveryIdentifier": {"type": "HS_EMAIL_ADDRESS", "value": "us@example.com"}}]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (talks(), "The ticket has no conversation there, and a reply needs one"),
        (talks({**THREAD, "threadAssociations": {"associatedTicketId": "1"}}), "The ticket has no conversation there"),
        (talks({**THREAD, "threadAssociations": None}), "The ticket has no conversation there"),
        (talks({**THREAD, "status": "CLOSED"}), "Its conversation is closed there"),
        (talks({**THREAD, "spam": True}), "Its conversation is marked as spam there"),
        (talks({**THREAD, "archived": True}), "Its conversation is in the trash there"),
        (talk(), "No customer has written"),
        (talk(mail("m1", LATER, "x", incoming=False)), "No customer has written"),
        (talk(said("m1", "COMMENT", LATER, text="x", direction="INCOMING")), "No customer has written"),
        (talk(mail("m1", LATER, "x", incoming=True, channelId="1007")), "neither e-mail, nor chat, nor a form"),
        (talk(mail("m1", LATER, "x", incoming=True, senders=FROM_US)), "no customer who can be reached"),
        (talk(mail("m1", LATER, "x", incoming=True, senders=[{"actorId": "V-1"}])), "no customer who can be reached"),
    ],
)
async def test_whoever_approved_it_is_told_why_it_cannot_go_out(changed: dict[Route, Any], why: str) -> None:
    hubspot, product = a_hubspot(changed)
    with pytest.raises(GiveUp, match=rf"HubSpot did not take it\. .*{why}") as back:
        await a_replier(hubspot).deliver(a_claim(LINK, id=NUMBER, source="hubspot"))
    assert (back.value.code, product.bodies(*SENDING)) == ("refused", [])


async def test_one_that_could_not_be_delivered_is_given_back_with_what_hubspot_says() -> None:
    status = {"statusType": "FAILED", "failureDetails": {"errorMessage": "Mailbox is full", "errorMessageTokens": {}}}
    hubspot, _ = a_hubspot({SENDING: mail("m6", LATER, "x", incoming=False, status=status)})
    with pytest.raises(GiveUp, match=r"HubSpot did not take it\. It could not be delivered") as back:
        await a_replier(hubspot).deliver(a_claim(LINK, id=NUMBER, source="hubspot"))
    assert back.value.told == "Mailbox is full"


DOCUMENTED: list[tuple[int, Any, type[Exception], str]] = [
    (400, {"category": "VALIDATION_ERROR", "message": "Invalid input"}, GiveUp, "HubSpot did not take it"),
    (403, {"category": "MISSING_SCOPES", "message": "scopes"}, GiveUp, r"HubSpot does not let us in \(403\)"),
    (404, {"category": "OBJECT_NOT_FOUND", "message": "thread"}, GiveUp, "HubSpot does not have it"),
    (423, {"status": "error", "message": "locked"}, TryAgain, "HubSpot is not available"),
    (477, {"status": "error", "message": "migration in progress"}, TryAgain, "HubSpot is not available"),
    (429, {"errorType": "RATE_LIMIT", "policyName": "SECONDLY"}, TryAgain, "HubSpot asks for a pause"),
    (502, None, Unclear, "HubSpot is not available"),
    (521, None, Unclear, "HubSpot is not available"),
]


def refusing(status: int, told: Any) -> Callable[[httpx2.Request], httpx2.Response]:
    return lambda _: httpx2.Response(status, json=told) if told else httpx2.Response(status)


@pytest.mark.parametrize(("status", "told", "means", "says"), DOCUMENTED)
async def test_each_documented_refusal_says_whose_move_it_is(
    status: int, told: Any, means: type[Exception], says: str
) -> None:
    product = Holding("hubspot", refusing(status, told), arrives=False, answers_customers=True)
    with pytest.raises(means, match=says):
        await a_replier(product.tool).deliver(a_claim(LINK, id=NUMBER, source="hubspot"))


async def test_while_it_could_only_be_asked_nothing_may_have_arrived() -> None:
    hubspot, product = a_hubspot()
    product.instead = lambda _: httpx2.Response(503)
    with pytest.raises(TryAgain):
        await a_replier(hubspot).deliver(a_claim(LINK, id=NUMBER, source="hubspot"))


# --- looking before writing


async def test_a_second_try_finds_what_went_out_with_the_first() -> None:
    product = Holding("hubspot", refusing(502, None), answers_customers=True)
    replier = a_replier(product.tool)
    with pytest.raises(Unclear):
        await replier.deliver(a_claim(LINK, id=NUMBER, source="hubspot"))
    again = a_claim(LINK, id=NUMBER, source="hubspot", turn=2, look_first=True)
    assert await replier.find(again) is not None
    await replier.deliver(again)
    assert len(product.writes) == 1


SINCE = MONDAY - timedelta(days=30)


async def test_it_is_found_in_a_conversation_that_has_ended_since() -> None:
    hubspot, _ = a_hubspot(talks({**THREAD, "status": "CLOSED"}))
    assert "We are looking." in await hubspot.replies(NUMBER, since=SINCE)


async def test_what_could_not_be_delivered_is_not_what_the_customer_has() -> None:
    failed = mail("m8", LATER, "Fixed.", incoming=False, status={"statusType": "FAILED"})
    hubspot, _ = a_hubspot(talk(failed, mail("m9", LATER, "Theirs.", incoming=True)))
    assert await hubspot.replies(NUMBER, since=SINCE) == []


@pytest.mark.parametrize("status", ["TRUNCATED", "TRUNCATED_TO_MOST_RECENT_REPLY"])
async def test_of_what_hubspot_has_cut_the_whole_is_read(status: str) -> None:
    cut = mail("a/b", LATER, "Good", incoming=False, truncationStatus=status)
    whole = {("GET", f"{TALK[1]}/a/b/original-content"): {"text": "Good news.", "richText": None}}
    hubspot, product = a_hubspot({**talk(cut), **whole})
    assert await hubspot.replies(NUMBER, since=SINCE) == ["Good", "Good", "Good news."]
    assert product.asked[-1].url.raw_path.decode().endswith("/a%2Fb/original-content")


# --- what the doctor says


def forbidding(product: Played, *routes: Route) -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        route = (request.method, request.url.path)
        if route in routes:
            return httpx2.Response(403, json={"category": "MISSING_SCOPES", "message": "no"})
        found = product.example.answers.get(route)
        return httpx2.Response(404) if found is None else httpx2.Response(200, json=found)

    product.instead = answer


async def test_the_doctor_names_each_scope_of_conversations_that_is_missing() -> None:
    hubspot, product = a_hubspot()
    forbidding(product, ALL, ("POST", f"{THREADS}/0/messages"))
    problems = (await hubspot.check()).problems
    assert problems == ("the scope conversations.read is missing", "the scope conversations.write is missing")


@pytest.mark.parametrize("status", [400, 404])
async def test_that_it_may_send_is_tried_where_nothing_can_arrive(status: int) -> None:
    hubspot, product = a_hubspot()
    tried = ("POST", f"{THREADS}/0/messages")
    product.instead = lambda request: (
        httpx2.Response(status, json={"message": "no"})
        if request.url.path == tried[1]
        else httpx2.Response(200, json=product.example.answers[request.method, request.url.path])
    )
    assert (await hubspot.check()).problems == ()
    assert product.bodies(*tried) == ["{}"]


async def test_without_replies_no_conversation_is_asked_for() -> None:
    hubspot, product = a_hubspot(reply=False)
    assert (await hubspot.check()).problems == ()
    assert [one for one in product.asked if "conversations" in one.url.path] == []


async def test_the_doctor_says_where_reply_as_is_nobody_there() -> None:
    hubspot, product = a_hubspot(reply_as="gone@example.com")
    assert (await hubspot.check()).problems == ("reply_as names no active user of HubSpot",)
    forbidding(product, OWNERS)
    assert (await hubspot.check()).problems == ("the scope crm.objects.owners.read is missing",)


# --- whatever an answer leaves out


@pytest.mark.parametrize("value", INSTEAD, ids=repr)
async def test_any_value_of_a_conversation_may_be_empty_or_of_another_type(value: Any) -> None:
    known = example_of("hubspot")
    known = replace(known, answers={**known.answers, SENDING: mail("m6", LATER, "x", incoming=False)})
    faults = []
    for route in (ALL, TALK, OWNERS, OWNER, SENDING):
        told = known.answers[route]
        for path in (*places(told), *(("results", 2, *rest) for rest in places(MESSAGES[2]) if route == TALK)):
            answers = {**known.answers, route: with_instead(told, path, value)}
            tool: Any = Played(replace(known, answers=answers)).connector("hubspot")
            asking = (tool.add_reply(NUMBER, TEXT), tool.replies(NUMBER, since=SINCE), tool.check())
            came = await asyncio.gather(*asking, return_exceptions=True)
            wrong = [one for one in came if isinstance(one, BaseException) and not isinstance(one, SourceFailed)]
            faults += [f"{route} {path}: {one!r}" for one in wrong]
    assert faults == []


@pytest.mark.parametrize("id", ["", "x", "0", "1/../2"])
async def test_a_number_that_is_no_tickets_is_not_asked_for(id: str) -> None:
    hubspot, product = a_hubspot()
    with pytest.raises(SourceFailed) as failure:
        await hubspot.replies(id, since=SINCE)
    assert (failure.value.kind, product.asked) == (FailureKind.NOT_THERE, [])
