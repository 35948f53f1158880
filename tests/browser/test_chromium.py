"""The tests of this room need a browser; without one they are left out, and this says so."""

from pathlib import Path


def test_there_is_a_browser_to_try_the_page_in(chromium: str) -> None:
    assert Path(chromium).exists()
