"""No room on the disk, or a file that another program holds: it is said in a sentence, and nothing is lost."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager

import pytest
from sqlalchemy import text

import app
from escalation.letters import LetterState
from sandbox import Person, Sandbox, story
from tests.journeys.steps import CHECKOUT, OUTAGE, arrives, comes_to, doubled, escalates, hears, sends

Trouble = Callable[[app.Bot], AbstractContextManager[None]]


@pytest.fixture
def way() -> str:
    return "socket"


def set_pages(bot: app.Bot, most: str) -> None:
    with bot.store._engines.write.begin() as connection:
        connection.execute(text(f"PRAGMA max_page_count = {most}"))


@contextmanager
def full_disk(bot: app.Bot) -> Iterator[None]:
    """SQLite says the same of a file that may not grow."""
    with bot.store._engines.read.connect() as connection:
        set_pages(bot, str(connection.execute(text("PRAGMA page_count")).scalar_one()))
    yield
    set_pages(bot, "1000000")


@contextmanager
def held_by_another(bot: app.Bot) -> Iterator[None]:
    with bot.store._engines.write.begin() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 20")
    with closing(sqlite3.connect(str(bot.store._engines.write.url.database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.parametrize(
    ("trouble", "why"), [(full_disk, "is full: free some space"), (held_by_another, "is locked by another program")]
)
async def test_what_was_typed_stays_with_whoever_typed_it_and_arrives_once_there_is_room(
    bot: app.Bot, sandbox: Sandbox, maya: Person, caplog: pytest.LogCaptureFixture, trouble: Trouble, why: str
) -> None:
    await maya.types(f"/escalate {CHECKOUT}", channel=story.SUPPORT)
    with trouble(bot):
        refused = await sends(maya)
        told = await maya.types(f"/escalate {OUTAGE}", channel=story.SUPPORT)
    assert refused.error  # in Slack's words, over the form that stays open
    assert "That went wrong on our side" in told.words
    assert [one for one in caplog.records if why in str(getattr(one, "why", ""))]
    assert maya.modal is not None

    await escalates(maya)

    await arrives(sandbox)
    await hears(sandbox, maya, "ESC-1 is with Engineering")
    await comes_to(bot, lambda kept: {one.state for one in kept} == {LetterState.SENT})
    assert doubled(sandbox) == []
    assert [one.message for one in caplog.records if one.exc_info] == []
