"""The page is plain, keeps to itself, and says on its first screen what to type."""

from pathlib import Path

import aiohttp
import pytest

import sandbox as package
from sandbox import Sandbox

FILES = sorted((Path(package.__file__).parent / "page").iterdir())


async def test_the_page_names_the_command_its_four_examples_and_the_way_to_a_real_workspace(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session, session.get(sandbox.url) as answer:
        page = await answer.text()
        policy = answer.headers["Content-Security-Policy"]

    assert page.count('data-command="/escalate ') == 4
    assert "API returning 500 errors intermittently for Acme Corp" in page
    assert "docs/connect.md" in page
    assert "default-src 'none'" in policy


async def test_every_file_of_the_page_is_served(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        for file in FILES:
            async with session.get(f"{sandbox.url}/{file.name}") as answer:
                assert answer.status == 200


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_nothing_on_the_page_comes_from_elsewhere_or_turns_typed_words_into_html(file: Path) -> None:
    text = file.read_text()

    for word in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "@import",
        "//cdn",
        'src="http',
    ):
        assert word not in text
