"""The policy file read again while people work: nobody notices more of it than what it says anew."""

from pathlib import Path
from typing import Any

from escalation.kinds import ChannelId, TargetTeam, WorkspaceId
from escalation.people import Channel, SetUp
from running.policies import PolicyBook

ACME = WorkspaceId("T0ACME")
FILE = '[teams.product]\nchannel = "#product"\nlead = "{lead}"\n'


class Names:
    """Slack's channels by name, while it tells."""

    tells = True

    async def channel(self, workspace: WorkspaceId, id: str) -> Channel | None:
        assert (workspace, id) == (ACME, "#product")
        return Channel(id=ChannelId("C0PRODUCT")) if self.tells else None


async def no_set_up(_: WorkspaceId) -> SetUp:
    return SetUp()


async def test_read_again_a_channel_is_never_less_than_its_id_also_while_slack_does_not_tell(tmp_path: Path) -> None:
    file, names = tmp_path / "escalation.toml", Names()
    file.write_text(FILE.format(lead="U0PIA"), encoding="utf-8")
    directory: Any = names
    book = PolicyBook(path=file, directory=directory, set_up=no_set_up)
    await book.refresh(ACME)

    file.write_text(FILE.format(lead="U0PAT"), encoding="utf-8")
    names.tells = False
    book.read_again()
    assert product(book) == ("C0PRODUCT", "U0PIA")
    await book.refresh(ACME)
    assert product(book) == ("C0PRODUCT", "U0PAT")


def product(book: PolicyBook) -> tuple[str | None, str | None]:
    team = book.of_file(ACME).team(TargetTeam.PRODUCT)
    return team.channel, team.lead
