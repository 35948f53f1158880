"""How long each product asks us to stay away, in the headers it documents."""

from collections.abc import Mapping

import pytest

from connectors.pauses import pause_of

NOW = "Mon, 23 Nov 2026 12:00:00 GMT"
IN_A_MINUTE = 1795435260
"""Seconds since 1970, a minute after that."""


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "30"}, 30.0),
        ({"Retry-After": "1.5"}, 1.5),
        ({"Retry-After": "-1"}, 0.0),
        ({"Retry-After": "Mon, 23 Nov 2026 12:01:00 GMT", "Date": NOW}, 60.0),
        ({"Retry-After": "Mon, 23 Nov 2026 11:00:00 GMT", "Date": NOW}, 0.0),
        ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(IN_A_MINUTE), "Date": NOW}, 60.0),
        ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "2026-11-23T12:01Z", "Date": NOW}, 60.0),
        ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "2026-11-23T13:01:30+01:00", "Date": NOW}, 90.0),
        ({"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "2026-11-23T12:01:00", "Date": NOW}, 60.0),
        (
            {
                "X-RateLimit-Requests-Remaining": "12",
                "X-RateLimit-Requests-Reset": str((IN_A_MINUTE + 600) * 1000),
                "X-RateLimit-Complexity-Remaining": "0",
                "X-RateLimit-Complexity-Reset": str(IN_A_MINUTE * 1000),
                "Date": NOW,
            },
            60.0,
        ),
    ],
)
def test_a_pause_is_read_as_its_product_writes_it(headers: Mapping[str, str], seconds: float) -> None:
    assert pause_of(headers) == seconds


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Retry-After": "soon", "Date": NOW},
        {"Retry-After": "inf", "Date": NOW},
        {"Retry-After": "Mon, 23 Nov 2026 12:01:00 GMT"},
        {"X-RateLimit-Remaining": "7", "X-RateLimit-Reset": str(IN_A_MINUTE), "Date": NOW},
        {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(IN_A_MINUTE)},
        {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "9" * 30, "Date": NOW},
        {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "2026-11-23T12:01Z", "Date": "yesterday"},
        {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "tomorrow", "Date": NOW},
        {"X-RateLimit-Remaining": "3", "X-RateLimit-Reset": "2026-11-23T12:01Z", "Date": NOW},
    ],
)
def test_what_names_no_pause_is_left_to_our_own_waiting(headers: Mapping[str, str]) -> None:
    assert pause_of(headers) is None
