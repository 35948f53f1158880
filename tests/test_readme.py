"""The README: the commands in it run, and say what it says they say."""

import io
import re
import shlex
from datetime import timedelta
from pathlib import Path

import pytest

import cli
from running import trial
from sandbox import Message, Sandbox
from sandbox.story import ADA, ENG_ESCALATIONS, MAYA, SUPPORT

ROOT = Path(cli.__file__).parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
# <!-- run -->, the commands, and perhaps what they say.
RUN = re.compile(r"<!-- run -->\n```sh\n(?P<commands>.*?)```\n(?:\n```text\n(?P<says>.*?)```\n)?", re.DOTALL)
EXAMPLES = [(one["commands"].strip(), (one["says"] or "").splitlines()) for one in RUN.finditer(README)]


@pytest.mark.parametrize(("command", "says"), EXAMPLES, ids=[command[-40:] for command, _ in EXAMPLES])
def test_a_command_of_the_readme_says_what_the_readme_says(
    command: str, says: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    piped, _, typed = command.rpartition(" | ")
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{word}\n" for word in shlex.split(piped)[1:])))
    program, *arguments = shlex.split(typed)

    assert program == ".venv/bin/escalate"
    assert cli.main(arguments) == cli.GOOD
    said = capsys.readouterr().out
    assert [line for line in says if line not in said] == []


def test_each_terminal_command_that_needs_no_slack_is_shown() -> None:
    assert {command.split("escalate ")[-1].split()[0] for command, _ in EXAMPLES} == {
        "brief",
        "manifest",
        "simulate",
        "triage",
    }


async def test_the_five_clicks_do_what_the_readme_says() -> None:
    (example,) = re.findall(r"^1\. The first example, \*\*(.+?)\*\*", README, re.MULTILINE)
    assert f'data-command="/escalate {example}"' in (ROOT / "sandbox/page/index.html").read_text(encoding="utf-8")

    async with trial.company(port=0) as there:
        sandbox = there.sandbox
        maya, ada = sandbox.person(MAYA), sandbox.person(ADA)
        await maya.types(f"/escalate {example}", channel=SUPPORT)
        await maya.submits()
        await maya.presses("Post as it is")
        (card,) = await sandbox.until(lambda: _not_taken(sandbox))
        await sandbox.until(lambda: sandbox.thread(ENG_ESCALATIONS, card.ts))
        await ada.presses("Acknowledge", channel=ENG_ESCALATIONS)
        await sandbox.until(lambda: [one for one in maya.dm if "Ada (Engineering) has ESC-4" in one.words])
        sandbox.clock.advance(timedelta(hours=4))
        sandbox.changes.tell()
        asked = await sandbox.until(
            lambda: [m for m in sandbox.thread(ENG_ESCALATIONS, card.ts) if "any news on ESC-4" in m.words]
        )
        assert "Acme Corp is due word" in asked[0].words


def _not_taken(sandbox: Sandbox) -> list[Message]:
    return [one for one in sandbox.messages(ENG_ESCALATIONS) if "Acknowledge" in one.buttons]


def test_every_link_leads_to_a_file() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    links = [
        (page.name, link)
        for page in pages
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert links == []
