"""Webhooks: only what a product signed counts, only once, and only while it is new."""

import contextlib
from datetime import timedelta
from typing import Any

import pytest

from connectors.hooks.way import Delivered, Refused, TellsUs, Unreadable, hook_of
from escalation.happenings import Happened, Heard
from tests.connectors.examples import paths_of, put
from tests.connectors.hooked import (
    AGO,
    NOW,
    SENDERS,
    Event,
    Sender,
    from_github,
    from_intercom,
    from_jira,
    from_linear,
    from_zendesk,
    said_on_zendesk,
)

A_DAY = timedelta(days=1)
ODD: tuple[Any, ...] = (None, 7, "x", [], {}, [None])


@pytest.fixture(params=sorted(SENDERS))
def sender(request: pytest.FixtureRequest) -> Sender:
    return SENDERS[str(request.param)]


def told(kind: str, event: Event) -> list[tuple[str, str]]:
    """What came of an event: what happened, and to which."""
    sender = SENDERS[kind]
    heard = sender.hook().hear(sender.sends(event), now=NOW)
    return [(one.what.value, one.ref) for one in heard.happenings]


VECTORS = {
    "github": (b"Hello, World!", "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
    "jira": (b"Hello World!", "a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9"),
}
"""What each signs with `It's a Secret to Everybody`, by its own pages."""


@pytest.mark.parametrize("kind", sorted(VECTORS))
def test_a_signature_is_checked_as_its_product_documents_it(kind: str) -> None:
    sender, (body, signed) = SENDERS[kind], VECTORS[kind]
    (name,) = sender.headers
    hook = sender.hook(secret="It's a Secret to Everybody")
    with pytest.raises(Unreadable):  # it is text, and no event; the signature is right
        hook.hear(Delivered({name: f"sha256={signed}"}, body), now=NOW)
    with pytest.raises(Refused):
        hook.hear(Delivered({name: f"sha256={signed}"}, body + b"!"), now=NOW)


def test_what_a_product_signed_is_taken_in(sender: Sender) -> None:
    heard = sender.hook().hear(sender.sends(), now=NOW)
    (happening,) = heard.happenings
    assert (happening.source, happening.at) == (sender.kind, AGO)
    assert len(heard.keys) == 2


def test_a_body_that_was_changed_on_its_way_is_refused(sender: Sender) -> None:
    sent = sender.sends()
    changed = sent.body.replace(b"1", b"2", 1)
    assert changed != sent.body
    with pytest.raises(Refused):
        sender.hook().hear(Delivered(sent.headers, changed), now=NOW)


def test_what_another_secret_signed_is_refused(sender: Sender) -> None:
    with pytest.raises(Refused):
        sender.hook().hear(sender.sends(secret="another"), now=NOW)


def test_nothing_is_let_in_without_its_signature(sender: Sender) -> None:
    for name in sender.headers:
        with pytest.raises(Refused):
            sender.hook().hear(sender.sends(headers={name: None}), now=NOW)
        for odd in ("", "sha256=", "sha1=", "ü", "sha256=ü", "0" * 64, "=" * 5000):
            with pytest.raises(Refused):
                sender.hook().hear(sender.sends(headers={name: odd}), now=NOW)


def test_a_signature_is_looked_at_before_the_body_is(sender: Sender) -> None:
    with pytest.raises(Refused):
        sender.hook().hear(Delivered({}, b"{no json"), now=NOW)


@pytest.mark.parametrize("kind", [kind for kind, one in SENDERS.items() if one.patience])
def test_what_was_sent_long_ago_is_refused_where_the_product_signs_the_moment(kind: str) -> None:
    sender = SENDERS[kind]
    late = (sender.patience or A_DAY) + timedelta(seconds=1)
    for moment in (NOW - late, NOW + late):
        event = from_linear(sent=moment) if kind == "linear" else None
        with pytest.raises(Refused):
            sender.hook().hear(sender.sends(event, sent=moment), now=NOW)


def test_what_happened_longer_ago_than_deliveries_are_known_is_refused(sender: Sender) -> None:
    with pytest.raises(Refused):
        sender.hook().hear(sender.sends(sender.event(at=NOW - A_DAY)), now=NOW)


def test_the_same_bytes_are_known_again_under_another_name(sender: Sender) -> None:
    """Some products name a delivery in a header that they do not sign."""
    hook = sender.hook()
    once = hook.hear(sender.sends(), now=NOW)
    renamed = dict.fromkeys(("x-github-delivery", "x-atlassian-webhook-identifier", "linear-delivery"), "new")
    again = hook.hear(sender.sends(headers=renamed), now=NOW)
    assert set(once.keys) & set(again.keys)


def test_two_things_that_happened_are_told_apart(sender: Sender) -> None:
    hook = sender.hook()
    first, second = (hook.hear(sender.sends(sender.event(at=AGO - timedelta(seconds=one))), now=NOW) for one in (1, 2))
    assert first.keys[-1] != second.keys[-1]


def test_what_it_does_not_know_is_left_alone(sender: Sender) -> None:
    others: list[Event] = [{}, {"type": "other"}, {"action": "pinned", "zen": "Design for failure."}, {"topic": "ping"}]
    for other in others:
        event = {**other, "webhookTimestamp": int(NOW.timestamp() * 1000)}
        assert sender.hook().hear(sender.sends(event), now=NOW).happenings == ()


def test_signed_nonsense_is_named_as_that(sender: Sender) -> None:
    for body in (b"", b"{", b"[]", b'"text"', b"7", b"\xff\xfe", b"payload=%7B%7D", b"[" * 100_000):
        with pytest.raises((Unreadable, Refused)):
            sender.hook().hear(sender.sends(body), now=NOW)


def test_a_known_event_with_odd_parts_is_unreadable_or_nothing(sender: Sender) -> None:
    event = sender.event()
    for path in paths_of(event):
        for odd in ODD:
            with contextlib.suppress(Refused, Unreadable):
                sender.hook().hear(sender.sends(put(event, path, odd)), now=NOW)


def test_letters_of_every_script_come_through(sender: Sender) -> None:
    event = {**sender.event(), "more": "Zürich 東京 \u202eabc 🎉"}
    assert len(sender.hook().hear(sender.sends(event), now=NOW).happenings) == 1


def test_a_second_one_of_a_kind_has_a_name_of_its_own(sender: Sender) -> None:
    heard: Heard = sender.hook("second").hear(sender.sends(), now=NOW)
    assert {one.source for one in heard.happenings} == {"second"}
    assert all(key.startswith("hook:second:") for key in heard.keys)


def test_zendesk_tells_who_said_what_to_whom() -> None:
    assert told("zendesk", said_on_zendesk()) == [(Happened.SUPPORT_ANSWERED, "35436")]
    assert told("zendesk", said_on_zendesk(staff=False)) == [(Happened.CUSTOMER_ANSWERED, "35436")]
    assert told("zendesk", said_on_zendesk(public=False)) == []
    assert told("zendesk", said_on_zendesk(public=False, staff=False)) == []


def test_zendesk_tells_how_a_ticket_stands() -> None:
    assert told("zendesk", from_zendesk("status_changed", previous="SOLVED", current="OPEN")) == [
        (Happened.TICKET_REOPENED, "35436")
    ]
    assert told("zendesk", from_zendesk("status_changed", previous="OPEN", current="SOLVED")) == [
        (Happened.TICKET_SOLVED, "35436")
    ]
    assert told("zendesk", from_zendesk("status_changed", previous="SOLVED", current="CLOSED")) == []
    assert told("zendesk", from_zendesk("status_changed", previous="NEW", current="OPEN")) == []


@pytest.mark.parametrize("put_away", ["DELETED", "ARCHIVED", "SCRUBBED"])
def test_a_ticket_that_zendesk_puts_away_is_neither_solved_nor_reopened(put_away: str) -> None:
    assert told("zendesk", from_zendesk("status_changed", previous="CLOSED", current=put_away)) == []
    assert told("zendesk", from_zendesk("status_changed", previous="OPEN", current=put_away)) == []
    assert told("zendesk", from_zendesk("status_changed", previous=put_away, current="SOLVED")) == []


def test_a_ticket_counts_as_tagged_when_the_tag_is_added() -> None:
    added = from_zendesk("tags_changed", tags_added=["vip", "escalate"], tags_removed=[])
    assert told("zendesk", added) == [(Happened.TICKET_TAGGED, "35436")]
    assert told("zendesk", from_zendesk("tags_changed", tags_added=[], tags_removed=["escalate"])) == []
    topic = "conversation_part.tag.created"
    assert told("intercom", from_intercom(topic, tags_added={"tags": [{"name": "Escalate"}]})) == [
        (Happened.TICKET_TAGGED, "1911149811")
    ]
    assert told("intercom", from_intercom(topic, tags_added={"tags": [{"name": "vip"}]})) == []


def test_intercom_tells_who_answered_and_notes_are_nobody_s_word() -> None:
    assert told("intercom", from_intercom()) == [(Happened.SUPPORT_ANSWERED, "1911149811")]
    assert told("intercom", from_intercom("conversation.user.replied")) == [(Happened.CUSTOMER_ANSWERED, "1911149811")]
    for silent in ("conversation.admin.noted", "conversation.operator.replied", "ticket.note.created"):
        assert told("intercom", from_intercom(silent)) == []


def test_an_intercom_ticket_is_known_by_its_number_and_by_its_id() -> None:
    heard = (
        SENDERS["intercom"]
        .hook()
        .hear(
            SENDERS["intercom"].sends(
                from_intercom("ticket.contact.replied", AGO, ticket={"id": "215", "ticket_id": "4711"})
            ),
            now=NOW,
        )
    )
    assert [one.refs for one in heard.happenings] == [("4711", "215", "ticket-215")]


def test_jira_tells_of_ends_and_not_of_every_step() -> None:
    assert told("jira", from_jira()) == [(Happened.ISSUE_CLOSED, "ENG-123")]
    assert told("jira", from_jira(was="Done", to="In Progress")) == [(Happened.ISSUE_REOPENED, "ENG-123")]
    assert told("jira", from_jira(was="Shipped", to="In Progress")) == [(Happened.ISSUE_REOPENED, "ENG-123")]
    assert told("jira", from_jira(was="Resolved", to="Done")) == []
    moved = from_jira(was="To Do", to="In Progress")
    moved["changelog"]["items"] = moved["changelog"]["items"][1:]
    assert told("jira", moved) == []
    assert told("jira", {**from_jira(), "changelog": {"items": [{"field": "summary"}]}}) == []


def test_jira_is_understood_in_every_language_and_in_its_older_versions() -> None:
    """A field's name is translated, its id is not; older versions tell the name alone, and a number for an id."""
    for change in ({"field": "Estado"}, {"field": "Lösung"}, {"fieldId": None}):
        event = from_jira()
        event["changelog"] = {"id": 10124, "items": [{**one, **change} for one in event["changelog"]["items"]]}
        assert told("jira", event) == [(Happened.ISSUE_CLOSED, "ENG-123")]
    custom = from_jira()
    custom["changelog"]["items"] = [{**custom["changelog"]["items"][1], "fieldId": "customfield_10042"}]
    assert told("jira", custom) == []


@pytest.mark.parametrize("missing", ["user", "issue_event_type_name"])
def test_jira_may_leave_out_what_only_tells_more(missing: str) -> None:
    event = {key: value for key, value in from_jira().items() if key != missing}
    assert told("jira", event) == [(Happened.ISSUE_CLOSED, "ENG-123")]


@pytest.mark.parametrize("reason", [None, "not_planned", "duplicate", "one of tomorrow's"])
def test_github_may_name_no_reason_or_a_new_one(reason: str | None) -> None:
    event = from_github()
    event["issue"]["state_reason"] = reason
    sender = SENDERS["github"]
    (happening,) = sender.hook().hear(sender.sends(event), now=NOW).happenings
    assert happening.status == (reason or "").replace("_", " ")


def test_github_tells_of_issues_that_were_closed_or_reopened() -> None:
    assert told("github", from_github()) == [(Happened.ISSUE_CLOSED, "acme/shop#81")]
    assert told("github", from_github(action="reopened")) == [(Happened.ISSUE_REOPENED, "acme/shop#81")]
    assert told("github", from_github(action="labeled")) == []
    other = SENDERS["github"].sends(from_github(), headers={"x-github-event": "pull_request"})
    assert SENDERS["github"].hook().hear(other, now=NOW).happenings == ()


def test_linear_tells_of_ends_and_of_what_goes_on() -> None:
    ended = {"stateId": "b", "completedAt": "2026-11-22T10:00:00.000Z"}
    assert told("linear", from_linear()) == [(Happened.ISSUE_CLOSED, "OPS-7")]
    assert told("linear", from_linear(state="started", was=ended)) == [(Happened.ISSUE_REOPENED, "OPS-7")]
    assert told("linear", from_linear(state="canceled", was=ended)) == []
    assert told("linear", from_linear(state="started")) == []
    assert told("linear", from_linear(was={"title": "Before"})) == []


def test_a_bug_that_goes_from_done_to_released_was_closed_before() -> None:
    """`updatedFrom` names each property that changed: both are ends, so that it ended is not among them."""
    assert told("linear", from_linear(was={"stateId": "done", "sortOrder": 1.0})) == []
    assert told("linear", from_linear(state="duplicate", was={"stateId": "canceled"})) == []


@pytest.mark.parametrize("given", [{}, {"webhook_secret": ""}])
def test_no_secret_no_webhooks(sender: Sender, given: dict[str, str]) -> None:
    made = sender.set_up(**given)
    connector: Any = made.connectors[0]
    settings = connector.Settings.model_validate({**sender.example.settings, **given})
    assert isinstance(type(connector), TellsUs)
    assert hook_of(type(connector), sender.kind, settings) is None
    assert made.hooks == ()
