"""The pictures of the README and the docs, taken from the real page: `make pictures`.

Each one goes on from where the one before it ended, as the newcomer's five clicks do.
"""

import asyncio
import io
import sys
from collections.abc import Awaitable, Callable
from itertools import product
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.async_api import Browser, expect

from running import trial
from sandbox.story import ADA, MAYA
from tests.browser.chromium import found, launched
from tests.browser.window import Window

SIZES = {"wide": (1160, 740), "phone": (390, 780)}
SCHEMES = ("light", "dark")
COLOURS = 96
"""Enough for a page of few colours, and a quarter of the bytes."""


class Picture(NamedTuple):
    name: str
    shows: Callable[[Window], Awaitable[None]]


async def modal(window: Window) -> None:
    await window.page.get_by_role("button", name="API returning 500").click()
    await expect(window.modal.get_by_label("What is wrong?")).to_be_focused()


async def card(window: Window) -> None:
    await window.sends("Post escalation")
    await window.sends("Post as it is")
    await window.clicks("Close", window.modal.locator("footer"))
    await window.goes_to_engineering_as(ADA)


async def brief(window: Window) -> None:
    await window.opens_thread(window.card("API returning 500"))
    await window.thread.get_by_role("heading", name="Impact").scroll_into_view_if_needed()
    await window.page.locator("#thread-list").evaluate("list => { list.scrollTop = 210; }")


async def reminder(window: Window) -> None:
    await window.clicks("Acknowledge", window.card("API returning 500"))
    await window.sees_in_thread("Ada has it.")
    await window.moves_the_clock("+4 h")
    await window.sees_in_thread("any news on ESC-4?")
    await _to_the_end(window)


async def de_escalate(window: Window) -> None:
    card = window.card("API returning 500")
    await window.clicks("De-escalate", card)
    await window.clicks("Skip", window.modal)
    await expect(card).to_contain_text("De-escalated:")
    await window.sees_in_thread("Ada de-escalated ESC-4.")
    await expect(window.thread.get_by_role("button", name="Undo")).to_be_visible()
    await _to_the_end(window)


async def home(window: Window) -> None:
    await window.becomes(MAYA)
    await window.page.locator(f'[data-room="D{MAYA[1:]}"]').click()
    await window.page.get_by_role("tab", name="Home").click()
    await window.sees("What you owe comes first.")


async def _to_the_end(window: Window) -> None:
    await window.page.locator("#thread-list").evaluate("list => { list.scrollTop = list.scrollHeight; }")


ALBUM = (
    Picture("modal", modal),
    Picture("card", card),
    Picture("brief", brief),
    Picture("reminder", reminder),
    Picture("de-escalate", de_escalate),
    Picture("home", home),
)


async def taken(browser: Browser) -> dict[str, bytes]:
    """Every picture in each size and each scheme, by its file's name."""
    shots: dict[str, bytes] = {}
    async with trial.company(port=0) as there:
        page = await browser.new_page(reduced_motion="reduce")
        window = Window(page)
        await _as(window, "wide", "light")
        await page.goto(there.sandbox.url)
        await window.is_ready()
        for picture in ALBUM:
            await _as(window, "wide", "light")
            await picture.shows(window)
            await page.mouse.move(0, 0)
            for size, scheme in product(SIZES, SCHEMES):
                await _as(window, size, scheme)
                shots[f"{picture.name}-{size}-{scheme}.png"] = small(await page.screenshot())
        await page.close()
    return shots


async def _as(window: Window, size: str, scheme: str) -> None:
    width, height = SIZES[size]
    await window.page.set_viewport_size({"width": width, "height": height})
    await window.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")


def small(png: bytes) -> bytes:
    with Image.open(io.BytesIO(png)) as picture, io.BytesIO() as packed:
        few = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(packed, "PNG", optimize=True)
        return packed.getvalue()


async def _taken() -> dict[str, bytes]:
    path = found()
    if path is None:
        sys.exit("No Chromium on this machine; on Debian: apt install chromium")
    async with launched(path) as browser:
        return await taken(browser)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, png in asyncio.run(_taken()).items():
        (folder / name).write_bytes(png)
