"""What all connectors share: settings that say what to write, and words that are only words."""

import pytest

from connectors.product import LONGEST_WORD, Means, bare
from connectors.register import set_up
from tests.connectors.examples import QUERY

MEANS = Means(client=lambda: None, seconds=lambda: 0.0)  # type: ignore[arg-type, return-value]  # never asked


def problems(**table: object) -> tuple[str, ...]:
    return set_up({"github": {"token": "s3cret", **table}}, named=lambda _: None, means=MEANS).problems


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        (QUERY.terms, ("500", "checkout", "orders")),
        (('"checkout" OR repo:other/one',), ("checkout", "or", "repo", "other", "one")),
        (("-orders", "NOT", "AND"), ("orders", "not", "and")),
        (("ERR_42", "api.v2", "Größe", "checkout"), ("err_42", "api.v2", "größe", "checkout")),
        (("a\\", 'b")', "c*?~^"), ("a", "b", "c")),
        (("customer's", "can\u2019t", "'quoted'"), ("customer", "can", "quoted")),
        (("one-two-three-four", "five-six"), ("one", "two", "three", "four", "five")),
        (("…", "_", "."), ()),
        (("orders", "Orders"), ("orders",)),
        (("x" * 500,), ("x" * LONGEST_WORD,)),
    ],
)
def test_typed_words_are_asked_for_as_words_only(typed: tuple[str, ...], asked: tuple[str, ...]) -> None:
    assert bare(typed, 5) == asked


NO_ADDRESSES = [
    "ftp://x.example.com",
    "example.com",
    "http://example.com",
    "https://",
    "//[",
    "",
    "https://a.example?b",
]


@pytest.mark.parametrize("address", [*NO_ADDRESSES, "https://a.example/#b", "https://ada:s3cret@a.example"])
def test_an_address_that_is_none_says_what_to_write(address: str) -> None:
    said = "[connectors.github]: api_url: write an address that begins with https://"
    assert problems(repos="acme/shop", api_url=address) == (said,)


@pytest.mark.parametrize("address", ["https://ghe.example.com/api/v3", "http://127.0.0.1:8080/", "http://localhost"])
def test_an_address_over_tls_or_on_this_machine_is_taken(address: str) -> None:
    assert problems(repos="acme/shop", api_url=address) == ()


@pytest.mark.parametrize("repos", ["acme/shop", "acme/shop, acme/site", "acme/shop acme/site", ["acme/shop"]])
def test_names_are_a_list_or_stand_between_commas_or_blanks(repos: object) -> None:
    assert problems(repos=repos) == ()


@pytest.mark.parametrize("repos", ["", "shop", "acme/shop is:public", "acme/shop/81", 'acme/"shop'])
def test_a_name_that_is_none_says_what_to_write(repos: str) -> None:
    said = "[connectors.github]: repos: write owner/name, such as acme/shop; several between commas"
    assert problems(repos=repos) == (said,)
