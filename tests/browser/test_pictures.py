"""The pictures of the README and the docs: their scripts run, and what is shown is what is there."""

import io
import re
from itertools import product
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser

import cli
from tests.browser.pictures import ALBUM, SCHEMES, SIZES, taken

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROOT = Path(cli.__file__).parent
KEPT = sorted((ROOT / "docs" / "pictures").glob("*.png"))


async def test_every_picture_can_be_taken_again(browser: Browser) -> None:
    shots = await taken(browser)

    assert sorted(shots) == [one.name for one in KEPT]
    sizes = {name: Image.open(io.BytesIO(png)).size for name, png in shots.items()}
    assert [name for name, size in sizes.items() if size != SIZES[name.split("-")[-2]]] == []
    assert len(set(shots.values())) == len(shots) == len(list(product(ALBUM, SIZES, SCHEMES)))


async def test_the_pictures_together_are_small() -> None:
    assert sum(one.stat().st_size for one in KEPT) < 1_500_000


async def test_every_picture_that_a_page_shows_is_there() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    shown = [
        page.parent / source
        for page in pages
        for source in re.findall(r'(?:src|srcset)="([^"]+)"', page.read_text(encoding="utf-8"))
    ]
    assert [one for one in shown if not one.exists()] == []
    assert {one.name.rsplit("-", 2)[0] for one in shown} == {picture.name for picture in ALBUM}
