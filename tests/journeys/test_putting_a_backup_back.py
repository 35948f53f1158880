"""The machine is lost after a backup was made: the bot started on that backup goes on, and says nothing twice."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from escalation.letters import LetterState, LetterStatus
from sandbox import Person, Sandbox, story
from storage.backup import back_up, restore
from tests.journeys.conftest import Program
from tests.journeys.steps import arrives, comes_to, escalates, hears, letters, posts, time_passes


@pytest.fixture
def way() -> str:
    return "socket"


def all_sent(kept: Sequence[LetterStatus]) -> bool:
    return {one.state for one in kept} == {LetterState.SENT}


async def test_what_was_said_since_the_backup_is_found_and_not_said_again(
    program: Program, sandbox: Sandbox, database: str, tmp_path: Path, maya: Person
) -> None:
    bot = await program.starts()
    sandbox.fails("429", method="chat.postMessage", channel=story.ENG_ESCALATIONS, retry_after=2)
    await escalates(maya)
    await bot.off_loop(back_up, database, tmp_path / "backup.db")  # while the card waits
    await arrives(sandbox)
    await hears(sandbox, maya, "ESC-1 is with Engineering")
    time_passes(bot, sandbox, timedelta(hours=1, minutes=1))
    await arrives(sandbox, replies=2)  # nobody took it: the group is called again
    await comes_to(bot, all_sent)
    said = letters(posts(sandbox))
    await program.ends()

    restore(database, tmp_path / "backup.db")
    bot = await program.starts()
    await comes_to(bot, lambda kept: len(kept) >= len(said) and all_sent(kept))

    assert letters(posts(sandbox)) == said
    await escalates(maya)
    await hears(sandbox, maya, "ESC-102 is with Engineering")
