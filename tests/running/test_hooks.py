"""The door for webhooks: what it answers to products, to strangers and to nonsense, and what it keeps to itself."""

import json
import logging
from collections.abc import Iterable
from typing import Any

import pytest

from connectors.hooks.way import Delivered
from escalation.errors import StorageError
from escalation.happenings import Heard
from running.hooks import LARGEST, Hooks
from tests.connectors.hooked import NOW, SENDERS, Sender, said_on_zendesk


class Door:
    """The door, and what came through it. `fails` is what happens instead of keeping it."""

    def __init__(self, sender: Sender, name: str) -> None:
        self.heard: list[Heard] = []
        self.fails: Exception | None = None
        self.answered: list[dict[str, Any]] = []
        self.read = 0
        self._hooks = Hooks([sender.hook(name)], take_in=self._take_in, machine_now=lambda: NOW)

    async def _take_in(self, heard: Heard) -> None:
        if self.fails:
            raise self.fails
        self.heard.append(heard)

    async def gets(self, sent: Delivered, path: str, *, method: str = "POST", parts: Iterable[bytes] = ()) -> int:
        """What is answered, by its number. Nothing else is ever said."""
        bodies = [*parts] or [sent.body]
        self.answered.clear()

        async def receive() -> dict[str, Any]:
            self.read += 1
            body = bodies.pop(0)
            return {"type": "http.request", "body": body, "more_body": bool(bodies)}

        async def send(what: dict[str, Any]) -> None:
            self.answered.append(what)

        headers = [(name.encode(), value.encode("latin-1")) for name, value in sent.headers.items()]
        scope = {"type": "http", "method": method, "path": path, "headers": headers}
        await self._hooks(scope, receive, send)
        start, end = self.answered
        assert end["body"] == b""
        return int(start["status"])


@pytest.fixture(params=sorted(SENDERS))
def sender(request: pytest.FixtureRequest) -> Sender:
    return SENDERS[str(request.param)]


@pytest.fixture
def door(sender: Sender) -> Door:
    return Door(sender, "ours")


async def test_what_a_product_signed_comes_in_whole_or_in_parts(door: Door, sender: Sender) -> None:
    sent = sender.sends()
    assert await door.gets(sent, "/hooks/ours") == 200
    assert await door.gets(sent, "/hooks/ours", parts=[sent.body[:9], b"", sent.body[9:]]) == 200
    assert [len(one.happenings) for one in door.heard] == [1, 1]


async def test_strangers_are_turned_away_and_told_nothing(door: Door, sender: Sender) -> None:
    for sent in (sender.sends(secret="another"), Delivered({}, sender.sends().body), Delivered({}, b"{")):
        assert await door.gets(sent, "/hooks/ours") == 401
    assert door.heard == []


async def test_only_what_is_set_up_has_a_door(door: Door, sender: Sender) -> None:
    for path in ("/hooks/", "/hooks/other", f"/hooks/{sender.kind}", "/hooks/ours/", "/hooks/ours/x", "/hooks/OURS"):
        assert await door.gets(sender.sends(), path) == 404
    assert await door.gets(sender.sends(), "/hooks/ours", method="GET") == 404
    assert door.heard == []


async def test_a_product_may_look_whether_the_address_is_good(door: Door) -> None:
    nothing = Delivered({}, b"")
    assert await door.gets(nothing, "/hooks/ours", method="HEAD") == 200
    assert await door.gets(nothing, "/hooks/other", method="HEAD") == 404
    assert (door.heard, door.read) == ([], 0)


async def test_while_the_database_is_away_it_is_to_come_again(door: Door, sender: Sender) -> None:
    door.fails = StorageError("The database does not answer.")
    assert await door.gets(sender.sends(), "/hooks/ours") == 503
    assert (b"retry-after", b"20") in door.answered[0]["headers"]
    door.fails = None
    assert await door.gets(sender.sends(), "/hooks/ours") == 200


async def test_what_is_too_large_is_not_read_to_its_end(door: Door, sender: Sender) -> None:
    sent = sender.sends()
    declared = Delivered({**sent.headers, "content-length": str(LARGEST + 1)}, sent.body)
    assert (await door.gets(declared, "/hooks/ours"), door.read) == (413, 0)
    parts = [b"x" * (1024 * 1024)] * 50
    assert (await door.gets(sent, "/hooks/ours", parts=parts), door.read) == (413, 5)


async def test_signed_nonsense_is_a_bad_request_and_unknown_events_are_good_ones(door: Door, sender: Sender) -> None:
    assert await door.gets(sender.sends(b"{"), "/hooks/ours") == 400
    unknown = {"type": "other", "webhookTimestamp": int(NOW.timestamp() * 1000)}
    assert await door.gets(sender.sends(unknown), "/hooks/ours") == 200
    assert door.heard == []


async def test_no_word_of_what_was_sent_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    sender = SENDERS["zendesk"]
    door = Door(sender, "ours")
    caplog.set_level(logging.DEBUG)
    event = said_on_zendesk(staff=False)
    for sent in (sender.sends(event), sender.sends(event, secret="another"), sender.sends(b"{\"A customer's words")):
        await door.gets(sent, "/hooks/ours")
    logged = json.dumps([{**vars(one), "said": one.getMessage()} for one in caplog.records], default=str)
    assert len(caplog.records) == 3
    assert not [word for word in ("customer's", "Ada Example", "wh-s3cret") if word in logged]
