"""Days, as products tell them."""

from datetime import date

import pytest

from connectors.product import day


@pytest.mark.parametrize(
    "told",
    [
        "2024-04-03",
        "20240403",
        "2024-04-03T00:00:00.000+0000",
        "2024-04-03T00:00:00Z",
        1712102400,
        "1712102400",
        1712102400000,
        "1712102400000",
    ],
)
def test_a_day_is_read_from_a_day_or_a_moment(told: object) -> None:
    assert day(told) == date(2024, 4, 3)


@pytest.mark.parametrize("told", [None, "", "soon", "03/04/2024", {}])
def test_what_is_no_day_is_none(told: object) -> None:
    assert day(told) is None
