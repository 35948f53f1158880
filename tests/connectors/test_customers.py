"""What support platforms and CRMs share: amounts, addresses, words that order nothing, and what a talk tells."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from connectors.customers import (
    Kept,
    by_name,
    domain_of,
    first_reply,
    lacking,
    money,
    optional,
    plain_words,
    unanswered,
)
from connectors.product import Address
from escalation.facts import FailureKind, Money, TicketEvent
from escalation.sources import SourceFailed


def said(minute: int, *, by_customer: bool = False, is_public: bool = True) -> TicketEvent:
    return TicketEvent(at=datetime(2026, 11, 20, 10, minute, tzinfo=UTC), by_customer=by_customer, is_public=is_public)


def refused(kind: FailureKind) -> Any:
    async def ask() -> str:
        raise SourceFailed(kind)

    return ask()


async def told() -> str:
    return "told"


@pytest.mark.parametrize(
    ("value", "amount"), [("120000.4", 120_000), (48_000, 48_000), ("0", 0), ("-5", -5), ("1e3", 1000)]
)
def test_an_amount_is_read_from_text_and_numbers(value: object, amount: int) -> None:
    assert money(value, "EUR") == Money(amount=amount, currency="EUR")


@pytest.mark.parametrize("value", [None, "", "lots", "nan", "inf", True, {}, []])
def test_what_is_no_amount_is_none(value: object) -> None:
    assert money(value) is None


@pytest.mark.parametrize(
    "address", ["https://www.acme.example/about", "acme.example", "HTTP://Acme.Example:8080", "http://me@acme.example"]
)
def test_a_domain_is_read_from_an_address(address: str) -> None:
    assert domain_of(address) == "acme.example"


@pytest.mark.parametrize("address", [None, "", "Acme", 7, {"x": 1}])
def test_what_is_no_address_has_no_domain(address: object) -> None:
    assert domain_of(address) is None


def test_words_are_left_without_what_could_order_anything() -> None:
    hostile = ('status:open "x"', "-checkout", "*", "a\\b", "(500)", "checkout", "sign-in", "acme.example", "日本")
    assert plain_words(hostile) == ("status open x", "checkout", "a b", "500", "sign-in", "acme.example", "日本")


def test_an_internal_note_neither_answers_nor_waits() -> None:
    events = [said(0, by_customer=True), said(1, is_public=False), said(2, by_customer=True)]
    assert first_reply(events) is None
    assert unanswered(events) == events[0]


def test_what_was_answered_does_not_wait() -> None:
    events = [said(0, by_customer=True), said(1), said(2, by_customer=True), said(3, by_customer=True)]
    assert first_reply(events) == events[1]
    assert unanswered(events) == events[2]
    assert unanswered(events[:2]) is None


async def test_an_answer_is_kept_for_ten_minutes_and_a_failure_is_not() -> None:
    seconds, asked = [0.0], list[float]()
    kept: Kept[float] = Kept(lambda: seconds[0])

    async def ask() -> float:
        asked.append(seconds[0])
        if not seconds[0]:
            raise SourceFailed(FailureKind.TIMEOUT)
        return seconds[0]

    assert await optional(kept.get("owner", ask)) is None
    seconds[0] = 1.0
    assert await kept.get("owner", ask) == 1.0
    seconds[0] = 600.0
    assert await kept.get("owner", ask) == 1.0
    seconds[0] = 601.0
    assert await kept.get("owner", ask) == 601.0
    assert asked == [0.0, 1.0, 601.0]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Acme", ["Acme"]),
        (" Acme,  Inc. ", ["Acme, Inc.", "Acme"]),
        ("United Widgets Ltd", ["United Widgets Ltd", "United Widgets"]),
        ("Known Corp", ["Known Corp"]),
    ],
)
async def test_a_name_nobody_bears_is_sought_without_its_last_word(typed: str, asked: list[str]) -> None:
    names = list[str]()

    async def ask(name: str) -> list[str]:
        names.append(name)
        return [name] if name == "Known Corp" else []

    await by_name(typed, ask)
    assert names == asked


async def test_refusals_are_named_and_other_failures_raised() -> None:
    assert await lacking({"may not read a": told(), "may not read b": refused(FailureKind.AUTH)}) == ("may not read b",)
    with pytest.raises(SourceFailed):
        await lacking({"may not read a": refused(FailureKind.TIMEOUT)})


@pytest.mark.parametrize("address", ["api.example.com", "https://", "https://a.example/?key=s3cret", "ftp://a.example"])
def test_an_address_that_is_none_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        TypeAdapter(Address).validate_python(address)
    (error,) = wrong.value.errors()
    assert error["msg"] == "Value error, write an address that begins with https://"
