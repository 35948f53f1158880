"""What holds for every connector in the register, whatever its product answers."""

import base64
import contextlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from typing import Any

import httpx2
import pytest
from pydantic import ValidationError

from connectors.register import KINDS
from escalation.facts import FailureKind, Found
from escalation.sources import WRITING, Capability, IssueDraft, Note, Query, SourceFailed
from tests.connectors.examples import QUERY, TOKENS, Example, Played, paths_of, put
from tests.connectors.written import NOTES, TRACKERS, Holding, example_of

FIND = {
    Capability.TICKETS: "find_tickets",
    Capability.ACCOUNTS: "find_accounts",
    Capability.ISSUES: "find_issues",
    Capability.ARTICLES: "find_articles",
}
GET = {Capability.TICKETS: "get_ticket", Capability.ISSUES: "get_issue"}
ODD: Iterable[Any] = (
    {}, [], "text", 7, None, {"items": {}}, {"results": "none"}, {"results": [None, 3, "x"]}, {"data": None},
    {"data": []}, {"issues": [{}]}, {"items": [{}]}, {"results": [{}]}, {"errors": [{"message": "no"}]},
)  # fmt: skip


NO_ANSWERS = (FailureKind.BAD_ANSWER, FailureKind.NOT_THERE, FailureKind.RATE_LIMITED, FailureKind.AUTH)


async def failure_of(call: Callable[[], Any]) -> FailureKind | None:
    """None where it found nothing, and made up nothing."""
    try:
        found = await call()
    except SourceFailed as failure:
        return failure.kind
    assert not isinstance(found, Found) or found.items == ()
    return None


@pytest.fixture(params=sorted(KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def example(kind: str) -> Example:
    found: Example = import_module(f"tests.connectors.example_{kind}").EXAMPLE
    return found


def finders(kind: str, played: Played) -> list[Callable[[], Any]]:
    connector = played.connector(kind)
    methods = [getattr(connector, FIND[one]) for one in sorted(connector.can)]
    return [partial(method, QUERY, limit=3) for method in methods]


def calls(kind: str, played: Played) -> list[Callable[[], Any]]:
    connector = played.connector(kind)
    gets = [getattr(connector, GET[one]) for one in sorted(connector.can) if one in GET]
    return [
        *finders(kind, played),
        *(partial(get, played.example.known) for get in gets),
        connector.check,
    ]


async def test_it_says_what_it_is_and_can(kind: str, example: Example) -> None:
    connector = Played(example).connector(kind)
    assert (connector.name, connector.kind) == (kind, kind)
    assert connector.can
    for capability in connector.can:
        assert callable(getattr(connector, FIND[capability]))


async def test_it_finds_what_its_product_documents_and_says_how_it_searched(kind: str, example: Example) -> None:
    for find in finders(kind, Played(example)):
        found = await find()
        assert isinstance(found, Found)
        assert found.items
        assert found.searched_by
        for item in found.items:
            assert item.source == kind
            assert item.id
            assert item.title != "?"
            assert item.url is None or item.url.startswith("https://")


async def test__it_gets_by_id_what_it_found(kind: str, example: Example) -> None:
    played = Played(example)
    connector = played.connector(kind)
    for capability in sorted(connector.can & GET.keys()):
        assert (await getattr(connector, GET[capability])(example.known)).source == kind


@pytest.mark.parametrize("terms", [(), ("\u2026",), (" * ", "***")])
async def test_without_a_word_no_issue_and_no_article_is_asked_for(
    kind: str, example: Example, terms: tuple[str, ...]
) -> None:
    played = Played(example)
    connector = played.connector(kind)
    for capability in sorted(connector.can & {Capability.ISSUES, Capability.ARTICLES}):
        assert (await getattr(connector, FIND[capability])(Query(terms=terms), limit=3)).items == ()
    assert played.asked == []


async def test_check_says_who_we_are(kind: str, example: Example) -> None:
    health = await Played(example).connector(kind).check()
    assert health.identity not in {"", "?"}
    assert health.problems == ()


async def test_each_request_carries_our_credentials_and_asks_for_json(kind: str, example: Example) -> None:
    played = Played(example)
    for find in finders(kind, played):
        await find()
    assert played.asked
    for request in played.asked:
        assert request.url.scheme == "https"
        assert "json" in request.headers["Accept"]
        assert [secret for secret in example.secrets if secret in carried(request)]


def carried(request: httpx2.Request) -> str:
    """What it lets us in by; of a request for a token, what that is asked with."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    said = base64.b64decode(given).decode() if scheme == "Basic" else f"{scheme} {given}"
    return request.content.decode() if request.url.path.endswith(TOKENS) else said


@pytest.mark.parametrize(
    ("status", "means"),
    [
        (401, FailureKind.AUTH),
        (429, FailureKind.RATE_LIMITED),
        (500, FailureKind.UNAVAILABLE),
        (503, FailureKind.UNAVAILABLE),
    ],
)
async def test_each_refusal_has_its_name(kind: str, example: Example, status: int, means: FailureKind) -> None:
    for number in range(len(calls(kind, Played(example)))):
        played = Played(example, instead=lambda _: httpx2.Response(status, text="s3cret"))
        with pytest.raises(SourceFailed) as failure:
            await calls(kind, played)[number]()
        assert failure.value.kind is means
        assert not [secret for secret in example.secrets if secret in str(failure.value)]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: str(odd)[:30])
async def test_an_odd_answer_is_nothing_found_or_a_named_failure(kind: str, example: Example, odd: Any) -> None:
    for number in range(len(calls(kind, Played(example)))):
        played = Played(example, instead=lambda _: httpx2.Response(200, json=odd))
        assert await failure_of(calls(kind, played)[number]) in {None, *NO_ANSWERS}


@pytest.mark.parametrize("strange", [None, {"of": "another kind"}], ids=["empty", "strange"])
async def test_no_field_of_an_answer_breaks_anything(kind: str, example: Example, strange: Any) -> None:
    """Neither where it is empty, nor where it is of another kind than documented."""
    for number in range(len(calls(kind, Played(example)))):
        as_told = Played(example)
        await calls(kind, as_told)[number]()
        for route in {(one.method, one.url.path) for one in as_told.asked if not one.url.path.endswith(TOKENS)}:
            for path in paths_of(example.answers.get(route)):
                answers = {**example.answers, route: put(example.answers[route], path, strange)}
                with contextlib.suppress(SourceFailed):  # which is what a caller is ready for
                    await calls(kind, Played(replace(example, answers=answers)))[number]()


@pytest.mark.parametrize("body", ["<html>down</html>", "{", ""])
async def test_what_is_not_json_is_no_answer(kind: str, example: Example, body: str) -> None:
    for find in finders(kind, Played(example, instead=lambda _: httpx2.Response(200, text=body))):
        assert await failure_of(find) in {None, FailureKind.BAD_ANSWER}


async def test_its_secrets_are_shown_nowhere(kind: str, example: Example) -> None:
    connector = Played(example).connector(kind)
    settings = connector.Settings  # type: ignore[attr-defined]
    made = settings.model_validate(dict(example.settings))
    assert not [secret for secret in example.secrets if secret in f"{made!r}{made.model_dump_json()}{connector!r}"]
    with pytest.raises(ValidationError):
        settings.model_validate({**example.settings, "unknown_key": 1})


# --- those that write, once it is switched on

NOTE = Note(
    lines=(
        "ESC-12: escalated to <b>Engineering</b>, @here",
        "Thread in Slack: https://acme.slack.com/archives/C0ENG/p1",
    ),
    mark="ESC-12 · 4f1c9a",
    at=datetime(2026, 11, 23, 12, 10, tzinfo=UTC),
)


def away(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ReadTimeout("slow", request=request)


def unreachable(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ConnectError("refused", request=request)


@pytest.fixture(params=sorted(NOTES))
def writing(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def test_nothing_is_written_unless_it_is_switched_on(kind: str, example: Example) -> None:
    assert not Played(example).connector(kind).can & WRITING


async def test_a_note_is_its_words_and_its_mark_and_no_customer_can_see_it(writing: str) -> None:
    product = Holding(writing)
    await product.tool.add_note(product.written.ticket, NOTE)
    (body,) = product.writes
    assert product.written.is_private(body)
    assert NOTE.mark in product.written.words(body)
    assert "https://acme.slack.com/archives/C0ENG/p1" in product.written.words(body)
    is_markup = writing != "salesforce"  # which shows plain text as it stands
    assert ("<b>" in product.written.words(body)) is not is_markup


async def test_a_note_that_stands_there_is_found_by_its_mark(writing: str) -> None:
    product = Holding(writing)
    assert not await product.tool.has_note(product.written.ticket, "4f1c9a")
    await product.tool.add_note(product.written.ticket, NOTE)
    assert await product.tool.has_note(product.written.ticket, "4f1c9a")
    assert not await product.tool.has_note(product.written.ticket, "another")


UNCLEAR = [
    away,
    lambda _: httpx2.Response(502),
    lambda _: httpx2.Response(408),
    lambda _: httpx2.Response(200, text="<p>"),
]


@pytest.mark.parametrize("answers", UNCLEAR)
async def test_a_write_without_a_clear_answer_is_made_once_and_says_that_it_may_be_done(
    writing: str, answers: Callable[[httpx2.Request], httpx2.Response]
) -> None:
    product = Holding(writing, answers)
    with pytest.raises(SourceFailed) as unclear:
        await product.tool.add_note(product.written.ticket, NOTE)
    assert unclear.value.may_be_done
    assert len(product.writes) == 1
    assert await product.tool.has_note(product.written.ticket, "4f1c9a")


@pytest.mark.parametrize(
    ("answers", "means"),
    [
        (lambda _: httpx2.Response(403, text="s3cret"), FailureKind.AUTH),
        (lambda _: httpx2.Response(404), FailureKind.NOT_THERE),
        (lambda _: httpx2.Response(422, json={"error": "s3cret"}), FailureKind.REFUSED),
        (lambda _: httpx2.Response(429, headers={"Retry-After": "7"}), FailureKind.RATE_LIMITED),
        (lambda _: httpx2.Response(423), FailureKind.UNAVAILABLE),
        (unreachable, FailureKind.UNAVAILABLE),
    ],
)
async def test_a_write_that_was_refused_has_its_name_and_is_not_done(
    writing: str, answers: Callable[[httpx2.Request], httpx2.Response], means: FailureKind
) -> None:
    product = Holding(writing, answers, arrives=False)
    with pytest.raises(SourceFailed) as refused:
        await product.tool.add_note(product.written.ticket, NOTE)
    assert (refused.value.kind, refused.value.may_be_done) == (means, False)
    assert "s3cret" not in str(refused.value)
    assert product.writes == []


LOCKED: dict[str, tuple[int, object]] = {
    "zendesk": (409, {"error": "DatabaseConflict", "description": "Database collision"}),
    "salesforce": (400, [{"errorCode": "UNABLE_TO_LOCK_ROW", "message": "unable to obtain exclusive access"}]),
}


@pytest.mark.parametrize("kind", LOCKED)
async def test_a_ticket_that_somebody_else_writes_at_the_same_moment_is_written_to_later(kind: str) -> None:
    status, body = LOCKED[kind]
    product = Holding(kind, lambda _: httpx2.Response(status, json=body), arrives=False)
    with pytest.raises(SourceFailed) as refused:
        await product.tool.add_note(product.written.ticket, NOTE)
    assert (refused.value.kind, refused.value.may_be_done) == (FailureKind.UNAVAILABLE, False)


async def test_a_ticket_is_known_by_its_link_and_by_no_link_elsewhere(writing: str) -> None:
    product = Holding(writing)
    assert product.tool.ticket_in(product.written.link) == product.written.ticket
    assert product.tool.ticket_in(product.written.ticket) == product.written.ticket
    for typed in (product.written.elsewhere, "checkout is broken", "", "https://", "4711 and 4712"):
        assert product.tool.ticket_in(typed) is None


async def test_a_switch_that_is_neither_on_nor_off_is_named(writing: str) -> None:
    product = Holding(writing)
    settings = type(product.tool).Settings
    with pytest.raises(ValidationError, match="write true or false"):
        settings.model_validate({**example_of(writing).settings, "write": "maybe"})


async def test_a_case_number_of_salesforces_is_no_ticket_of_another_tool(writing: str) -> None:
    product = Holding(writing)
    for typed in ("00012345", "#00012345", "ticket-00012345"):
        assert product.tool.ticket_in(typed) is None
    with pytest.raises(SourceFailed) as failure:
        await product.tool.get_ticket("00012345")
    assert failure.value.kind is FailureKind.NOT_THERE
    assert product.played.asked == []


BUG = IssueDraft(
    place="ENG",
    title="Checkout answers 500",
    text="1. Log in as @ada\n2. Pay: ```<b>502</b>```",
    mark="ESC-12 · 4f1c9a00000000000000000000000000",
    letter="4f1c9a00000000000000000000000000",
    at=datetime(2026, 11, 23, 12, 10, tzinfo=UTC),
    link="https://acme.slack.com/archives/C0ENG/p1",
)


@pytest.fixture(params=sorted(TRACKERS))
def tracking(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def a_bug(product: Holding) -> IssueDraft:
    return BUG.model_copy(update={"place": product.tool.places[0]})


async def test_a_bug_is_its_words_its_mark_and_the_link_and_is_known_by_its_name(tracking: str) -> None:
    product = Holding(tracking)
    issue = await product.tool.create_issue(a_bug(product))
    (body,) = product.writes
    said = product.written.words(body)
    assert (issue.source, issue.id) == (tracking, product.written.ticket)
    assert issue.url
    assert issue.url.startswith("https://")
    for word in (BUG.mark, "https://acme.slack.com/archives/C0ENG/p1", "1. Log in as @ada"):
        assert word in said
    if tracking != "jira":  # whose document format knows text only
        assert said.startswith("````text\n")
        assert "\n````\n\nThread in Slack" in said


async def test_a_bug_that_was_filed_is_found_and_one_that_was_not_is_not(tracking: str) -> None:
    product = Holding(tracking)
    if tracking == "linear":
        product.forgets()
    assert await product.tool.find_created(a_bug(product)) is None
    await product.tool.create_issue(a_bug(product))
    found = await product.tool.find_created(a_bug(product))
    assert found is not None
    assert found.id == product.written.ticket


@pytest.mark.parametrize("answers", [away, lambda _: httpx2.Response(502), lambda _: httpx2.Response(200, text="<p>")])
async def test_a_bug_without_a_clear_answer_is_filed_once_and_may_be_there(
    tracking: str, answers: Callable[[httpx2.Request], httpx2.Response]
) -> None:
    product = Holding(tracking, answers)
    with pytest.raises(SourceFailed) as unclear:
        await product.tool.create_issue(a_bug(product))
    assert unclear.value.may_be_done
    assert len(product.writes) == 1
    assert await product.tool.find_created(a_bug(product)) is not None


@pytest.mark.parametrize(
    ("answers", "means"),
    [
        (lambda _: httpx2.Response(403, text="s3cret"), FailureKind.AUTH),
        (lambda _: httpx2.Response(422, json={"error": "s3cret"}), FailureKind.REFUSED),
        (unreachable, FailureKind.UNAVAILABLE),
    ],
)
async def test_a_bug_that_was_refused_is_not_there(
    tracking: str, answers: Callable[[httpx2.Request], httpx2.Response], means: FailureKind
) -> None:
    product = Holding(tracking, answers, arrives=False)
    with pytest.raises(SourceFailed) as refused:
        await product.tool.create_issue(a_bug(product))
    assert (refused.value.kind, refused.value.may_be_done) == (means, False)
    assert "s3cret" not in str(refused.value)


async def test_an_issue_is_known_by_its_key_and_its_link_and_by_none_elsewhere(tracking: str) -> None:
    product = Holding(tracking)
    for typed in (product.written.ticket, product.written.link):
        assert product.tool.issue_in(typed) == product.written.ticket
    for typed in (product.written.elsewhere, "OTHER-1", "the one of Monday", "", "#"):
        assert product.tool.issue_in(typed) is None
