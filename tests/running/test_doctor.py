"""`escalate doctor`: what it says of a workspace that is well, and of each thing that is not, with the remedy."""

import dataclasses
import re
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from escalation.kinds import ClockKind, EscalationId, WorkspaceId
from escalation.letters import Parked
from escalation.models import Clock
from escalation.people import SetUp
from running import trial
from running.doctor import examine
from running.findings import Finding, Mark
from sandbox import Sandbox, SandboxSettings, Story
from sandbox.story import TEAM_ID, InstalledApp
from settings import Settings
from storage.engine import open_engines
from storage.migrate import head, migrate
from storage.store import SqlStore
from tests.storage.facts import a_lone, claim, settle, write

EVERYTHING_IS_WELL = """\
ok      Bot token: workspace Northstar (T0SANDBOX1), as @escalation-desk.
ok      App token: Socket Mode opens.
ok      Scopes: all 12 are granted.
note    Optional scopes: without files:read, files:write, users:read.email. What that costs: docs/scopes.md
ok      Clock: agrees with Slack's.
ok      Database: {folder}/desk.db, schema {schema}.
ok      Delivery: nothing is late, and nothing was refused.
ok      Policy file: none; Set up and the shipped values count.
ok      L2 Support: #l2-support.
ok      Engineering: #eng-escalations.
ok      Product: #product-escalations.
ok      Security: #security-escalations.
ok      Leadership: #leadership-escalations.
ok      Support: #support.
ok      Fallback: #support-leads.
Nothing to fix.
"""
ENGINEERING = '[teams.engineering]\nchannel = "#eng-escalations"\n'
ENGINEERING_CHANNEL = '[teams.engineering]\nchannel = "#eng-escalations"\n'
SECURITY = '[teams.security]\nchannel = "#security-escalations"\n'


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(settings=SandboxSettings(pace=False)) as running:
        yield running


Told = Callable[..., Settings]


@pytest.fixture
def told(sandbox: Sandbox, tmp_path: Path) -> Told:
    """Settings of a desk in this sandbox, with a migrated database; with a policy file where one is given."""
    address = f"sqlite:///{tmp_path / 'desk.db'}"
    migrate(address)

    def made(policy: str | None = None, **changes: object) -> Settings:
        settings = trial.settings_for(sandbox, tmp_path / "desk.db")
        if policy is not None:
            (tmp_path / "escalation.toml").write_text(policy, encoding="utf-8")
            changes["config"] = tmp_path / "escalation.toml"
        return settings.model_copy(update=changes)

    return made


def keep(chosen: SetUp, settings: Settings) -> None:
    store = SqlStore(open_engines(settings.database_url.get_secret_value()))
    with store.begin(WorkspaceId(TEAM_ID)) as tx:
        tx.keep_set_up(chosen)
    store.close()


async def said_of(settings: Settings, *, good: bool = False, **more: Any) -> list[str]:
    said: list[str] = []
    assert await examine(settings, say=said.append, **more) is good
    return said


def about(name: str, said: list[str]) -> str:
    """The one line about this."""
    (line,) = [line for line in said if line[8:].startswith(f"{name}: ")]
    return line


async def test_a_desk_that_is_set_up_has_nothing_to_fix(told: Told, tmp_path: Path) -> None:
    settings = told()
    keep(trial.SET_UP, settings)
    assert await said_of(settings, good=True) == EVERYTHING_IS_WELL.format(folder=tmp_path, schema=head()).splitlines()


async def test_it_only_looks(sandbox: Sandbox, told: Told) -> None:
    await said_of(told(ENGINEERING + SECURITY), good=True)
    assert {entry.method for entry in sandbox.record.entries} <= {
        "auth.test",
        "apps.connections.open",
        "conversations.info",
        "conversations.list",
        "usergroups.list",
        "users.info",
    }


# Tokens, scopes, time


async def test_a_refused_bot_token_is_said_and_nothing_more_is_asked_with_it(told: Told) -> None:
    said = await said_of(told(ENGINEERING, bot_token=SecretStr("xoxb-1-2-secret")))
    assert said[0] == (
        "!! fix  Bot token: Slack refuses it (invalid_auth). "
        "Copy the Bot User OAuth Token anew from OAuth & Permissions into SLACK_BOT_TOKEN."
    )
    assert not [line for line in said if "Engineering" in line]


async def test_a_slack_that_is_away_fails_with_its_address(told: Told) -> None:
    said = await said_of(told(api_url="http://127.0.0.1:9/api/"))
    assert said[0] == (
        "!! fix  Bot token: could not be tried: Slack cannot be reached (ClientConnectorError). "
        "Check the network and SLACK_API_URL, which is http://127.0.0.1:9/api/"
    )


async def test_a_refused_app_token_is_said_with_where_a_new_one_comes_from(told: Told) -> None:
    said = await said_of(told(app_token=SecretStr("xapp-1-2-secret")))
    assert about("App token", said) == (
        "!! fix  App token: Slack refuses it (invalid_auth). "
        "Turn Socket Mode on, and make a new token with connections:write under Basic Information."
    )


async def test_an_app_token_that_may_not_be_asked_again_so_soon_is_no_failure(sandbox: Sandbox, told: Told) -> None:
    sandbox.fails("429", method="apps.connections.open")
    said = await said_of(told(ENGINEERING + SECURITY), good=True)
    assert about("App token", said) == (
        "unknown App token: could not check: Slack asks for a pause; run this again in a minute."
    )


async def test_no_line_holds_a_token(told: Told) -> None:
    wrong = {"bot_token": SecretStr("xoxb-1-2-secret"), "app_token": SecretStr("xapp-1-2-secret")}
    database = SecretStr("postgresql+psycopg://desk:secret@127.0.0.1:9/desk")
    said = await said_of(told(**wrong, database_url=database))
    assert "secret" not in "\n".join(said)


def test_a_token_that_comes_in_by_an_error_is_hidden() -> None:
    assert Finding(Mark.WRONG, "Bot token", "refused: xoxb-1-2-secret").line == (
        "!! fix  Bot token: refused: xoxb-[hidden]"
    )


async def test_missing_scopes_are_named_with_what_to_press(tmp_path: Path) -> None:
    few = dataclasses.replace(Story(), app=InstalledApp(scopes=("commands", "chat:write", "files:read")))
    async with Sandbox(few, SandboxSettings(pace=False)) as sandbox:
        said = await said_of(trial.settings_for(sandbox, tmp_path / "desk.db"))
    assert about("Scopes", said) == (
        "!! fix  Scopes: missing channels:read, groups:read, channels:join, channels:history, groups:history, "
        "im:write, im:history, users:read, usergroups:read, reactions:read. "
        "Add them under OAuth & Permissions, then Reinstall to Workspace. Why each: docs/scopes.md"
    )
    assert about("Optional scopes", said).startswith("note    Optional scopes: without files:write, users:read.email.")


@pytest.mark.parametrize(
    ("off", "line"),
    [
        (59, "ok      Clock: agrees with Slack's."),
        (300, "!! fix  Clock: (300|299|298) s ahead of Slack's."),
        (-300, "!! fix  Clock: (300|301|302) s behind Slack's."),
    ],
)
async def test_a_clock_more_than_a_minute_off_fails(told: Told, off: int, line: str) -> None:
    started = datetime.now(UTC)  # noqa: TID251 - it is compared with the date that the sandbox's server sends
    shift = timedelta(seconds=off)
    settings = told(ENGINEERING + SECURITY)
    said = await said_of(settings, good=abs(off) <= 60, now=lambda: started.replace(microsecond=0) + shift)
    assert re.match(line, about("Clock", said))  # Slack's second may have ended since this one began


# The database and the policy file


async def test_a_database_that_is_not_there_is_not_made(told: Told, tmp_path: Path) -> None:
    said = await said_of(told(database_url=SecretStr(f"sqlite:///{tmp_path / 'new.db'}")))
    assert about("Database", said) == f"note    Database: {tmp_path}/new.db is not there yet; the first start makes it."
    assert not (tmp_path / "new.db").exists()


async def test_a_folder_that_is_not_there_fails(told: Told, tmp_path: Path) -> None:
    said = await said_of(told(database_url=SecretStr(f"sqlite:///{tmp_path / 'no' / 'desk.db'}")))
    assert about("Database", said) == (
        f"!! fix  Database: the folder of {tmp_path}/no/desk.db is not there. Create it, or correct DATABASE_URL."
    )


async def test_an_empty_database_is_left_for_the_start_to_migrate(told: Told, tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    said = await said_of(told(database_url=SecretStr(f"sqlite:///{tmp_path / 'empty.db'}")))
    assert about("Database", said) == (
        f"note    Database: {tmp_path}/empty.db is empty; the next start brings it to {head()}."
    )
    assert (tmp_path / "empty.db").stat().st_size == 0


async def test_a_file_that_is_no_database_fails_with_the_remedy(told: Told, tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("Dear diary, " * 100, encoding="utf-8")
    said = await said_of(told(database_url=SecretStr(f"sqlite:///{tmp_path / 'notes.db'}")))
    assert about("Database", said) == (
        f"!! fix  Database: {tmp_path}/notes.db is not an SQLite database: "
        "move it away, or point DATABASE_URL elsewhere."
    )


async def test_each_mistake_in_the_policy_file_is_a_line(told: Told, tmp_path: Path) -> None:
    said = await said_of(told('[teams.enginering]\nchannel = "#eng"\n[support]\nlead = "maya"\n'))
    wrong = [line.replace(str(tmp_path), "") for line in said if "Policy file" in line]
    assert [line.split(":")[0] for line in wrong] == ["!! fix  Policy file", "!! fix  Policy file"]
    assert 'Did you mean "engineering"?' in wrong[0]


# What has not been sent


async def test_a_promise_that_nobody_asked_about_is_to_be_fixed(told: Told) -> None:
    settings = told(ENGINEERING + SECURITY)
    due_at = datetime.now(UTC) - timedelta(hours=1)  # noqa: TID251 - the doctor's own time
    clock = Clock(escalation=EscalationId(1), kind=ClockKind.INTERNAL, due_at=due_at, anchor=due_at)
    store = SqlStore(open_engines(settings.database_url.get_secret_value()))
    with store.begin(WorkspaceId(TEAM_ID)) as tx:
        tx.set_clock(clock)
    store.close()

    assert about("Delivery", await said_of(settings)) == (
        "!! fix  Delivery: 1 promise is overdue and unsent. "
        "Is the bot running? Its log says why, and which letters: escalate letters"
    )


async def test_a_letter_that_was_refused_is_to_be_fixed(told: Told) -> None:
    settings = told(ENGINEERING + SECURITY)
    store = SqlStore(open_engines(settings.database_url.get_secret_value()))
    ours = WorkspaceId(TEAM_ID)
    write(store, a_lone("test", workspace=ours), workspace=ours)
    settle(store, claim(store)[0], Parked(reason="is archived"))
    store.close()

    assert about("Delivery", await said_of(settings)) == (
        "!! fix  Delivery: 1 letter could not be delivered. Which, and why: escalate letters"
    )


# Where escalations go


async def test_before_set_up_one_line_says_what_to_type(told: Told) -> None:
    said = await said_of(told(command="/esc"))
    assert said[-2:] == [
        (
            "!! fix  Channels: none is chosen. "
            "Start the bot and type /esc setup in Slack; one channel is enough to begin."
        ),
        "To fix: 1. Then run this again.",
    ]


async def test_one_channel_is_everyones_but_securitys(told: Told) -> None:
    said = await said_of(told(ENGINEERING))
    assert [line for line in said if " channel" in line] == [
        "note    L2 Support: no channel of its own; goes to #eng-escalations.",
        "note    Product: no channel of its own; goes to #eng-escalations.",
        "!! fix  Security: no channel and no lead. Choose a private channel: /escalate setup",
        "note    Leadership: no channel of its own; goes to #eng-escalations.",
    ]


async def test_a_team_with_neither_channel_nor_fallback_fails(told: Told) -> None:
    said = await said_of(told(f'{ENGINEERING}{SECURITY}[teams.product]\nchannel = "#product-escalations"\n'))
    assert about("Leadership", said) == (
        "!! fix  Leadership: no channel, and there is no fallback. Choose one of the two: /escalate setup"
    )


async def test_tiers_without_a_senior_group_are_to_be_fixed(told: Told) -> None:
    said = await said_of(told(f'tiers = "advise"\n{ENGINEERING}{SECURITY}'))
    assert about("Tiers", said) == (
        "!! fix  Tiers: on, and L2 Support has no group, so nothing goes through it. Choose one: /escalate setup"
    )


async def test_security_without_a_channel_goes_to_its_lead(told: Told) -> None:
    said = await said_of(told(f'{ENGINEERING}[teams.security]\nlead = "U0SAM"\n'), good=True)
    assert about("Security", said) == (
        "note    Security: no channel; goes to its lead by direct message, and never to another channel."
    )


@pytest.mark.parametrize(
    ("channel", "line"),
    [
        ("#old-escalations", "!! fix  Product: #old-escalations is archived. Unarchive it, or choose another one."),
        (
            "#shared-globex",
            (
                "!! fix  Product: #shared-globex is shared with another company, so nothing is posted there. "
                "Choose another one."
            ),
        ),
        (
            "#nowhere",
            (
                "!! fix  Product: #nowhere is not there, or is private and I am not in it: invite me, "
                "or choose another one."
            ),
        ),
        (
            "C0ENGPRIV",
            (
                "!! fix  Product: C0ENGPRIV is not there, or is private and I am not in it: invite me, "
                "or choose another one."
            ),
        ),
        ("C0UNJOINED", "ok      Product: #unjoined, public; the bot joins it with the first card."),
    ],
)
async def test_a_channel_is_looked_at_as_it_is_now(told: Told, channel: str, line: str) -> None:
    policy = f'[office]\nfallback = "#support-leads"\n{SECURITY}[teams.product]\nchannel = "{channel}"\n'
    said = await said_of(told(policy), good=line.startswith("ok"))
    assert about("Product", said) == line


async def test_security_needs_a_private_channel(told: Told) -> None:
    said = await said_of(told(f'{ENGINEERING}[teams.security]\nchannel = "#general"\n'))
    assert about("Security", said) == (
        "!! fix  Security: #general is public, so nothing is posted there. "
        "Security's has to be private: choose another one."
    )


@pytest.mark.parametrize(
    ("more", "line"),
    [
        (
            'group = "S0GONE"',
            "!! fix  Engineering, group: S0GONE is not there, or switched off. Choose another one.",
        ),
        (
            'lead = "U0NOBODY"',
            "!! fix  Engineering, lead: U0NOBODY is nobody I can write to. Choose another one.",
        ),
        (
            'lead = "U0GUS"',
            "!! fix  Engineering, lead: Gus is no full member here. Choose another one.",
        ),
        (
            'lead = "U0LEA"\ndeciders = ["U0LEA", "U0OTTO"]',
            "!! fix  Engineering, decider: Otto is no full member here. Choose another one.",
        ),
    ],
)
async def test_a_group_or_person_who_cannot_be_called_fails(told: Told, more: str, line: str) -> None:
    said = await said_of(told(f"{ENGINEERING}{more}\n{SECURITY}"))
    assert [one for one in said if "!!" in one] == [line]


async def test_groups_are_asked_for_once(sandbox: Sandbox, told: Told) -> None:
    settings = told()
    keep(trial.SET_UP, settings)
    await said_of(settings, good=True)
    assert len(sandbox.record.of("usergroups.list")) == 1


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"PAGE": SecretStr("https://page.example.com/s3cret")}, "ok      Engineering, page_webhook: set. It was not"),
        ({"PAGE": SecretStr("s3cret")}, "!! fix  Engineering, page_webhook: PAGE holds no address"),
        ({}, "!! fix  Engineering, page_webhook: PAGE is not set. Nobody would be woken."),
    ],
)
async def test_what_wakes_people_is_looked_up_and_not_called(
    told: Told, given: dict[str, SecretStr], line: str
) -> None:
    policy = f'{SECURITY}[teams.engineering]\nchannel = "#eng-escalations"\npage_webhook = "env:PAGE"\n'
    said = await said_of(told(policy, others=given), good=line.startswith("ok"))
    assert about("Engineering, page_webhook", said).startswith(line)
    assert "s3cret" not in "\n".join(said)


async def test_other_tools_are_asked_who_we_are_there(told: Told) -> None:
    policy = (
        f'{ENGINEERING_CHANNEL}[connectors.github]\ntoken = "env:GH"\nrepos = "acme/shop"\n'
        'api_url = "http://127.0.0.1:9"\n'
        '[connectors.tracker]\nkind = "github"\n[connectors.nowhere]\ntoken = "s3cret"\n'
    )
    said = await said_of(told(policy, others={"GH": SecretStr("s3cret")}))
    assert about("project tracker, github", said) == (
        "!! fix  project tracker, github: is not available (ConnectError). "
        "Look at its token and its address; docs/connectors.md tells how."
    )
    tracker, nowhere = [line[8:] for line in said if "Other tools" in line]
    assert tracker == "Other tools: [connectors.tracker]: token is missing; repos is missing. It is not asked."
    assert nowhere.startswith('Other tools: [connectors.nowhere]: there is no connector "nowhere". Known are: ')
    assert "s3cret" not in "\n".join(said)


HOOKED = """
[connectors.github]
token = "env:GH"
repos = "acme/shop"
api_url = "http://127.0.0.1:9"
[connectors.second]
kind = "github"
token = "env:GH"
repos = "acme/old"
webhook_secret = "env:GH"
api_url = "http://127.0.0.1:9"
"""


NOT_SET_UP = (
    "note    Webhooks, github: not set up. Paste {address}/hooks/github there, and set GITHUB_WEBHOOK_SECRET; "
    "docs/connectors/github.md tells how."
)
TAKEN_IN = {
    "https://desk.example.com": "ok      Webhooks, second: taken in at https://desk.example.com/hooks/second.",
    None: "note    Webhooks, second: taken in at https://YOUR-ADDRESS/hooks/second. "
    "Set PUBLIC_URL, and the address to paste is shown here.",
    "http://desk.example.com": "!! fix  Webhooks, second: http://desk.example.com/hooks/second is not https, and "
    "products call nothing else. Put TLS before it.",
}


@pytest.mark.parametrize("address", TAKEN_IN)
async def test_webhooks_are_named_with_the_address_to_paste(told: Told, address: str | None) -> None:
    settings = told(f"{ENGINEERING_CHANNEL}{HOOKED}", others={"GH": SecretStr("s3cret")}, public_url=address)
    said = await said_of(settings)
    not_set_up = NOT_SET_UP.format(address=address or "https://YOUR-ADDRESS")
    assert [line for line in said if "Webhooks" in line] == [not_set_up, TAKEN_IN[address]]
    assert "s3cret" not in "\n".join(said)


async def test_a_tool_that_may_be_written_to_says_so(sandbox: Sandbox, told: Told) -> None:
    table = f'kind = "hubspot"\ntoken = "env:DESK"\nwrite = true\napi_url = "{sandbox.url}/tools/desk"\n'
    said = await said_of(told(f"{ENGINEERING_CHANNEL}[connectors.desk]\n{table}", others={"DESK": SecretStr("s3cret")}))
    assert about("CRM, desk", said) == "ok      CRM, desk: as account 1; writes notes on tickets."


async def test_a_tool_that_may_answer_customers_says_so(sandbox: Sandbox, told: Told) -> None:
    table = (
        f'kind = "intercom"\ntoken = "env:DESK"\nwrite = true\nreply = true\napi_url = "{sandbox.url}/tools/helpdesk"\n'
    )
    said = await said_of(told(f"{ENGINEERING_CHANNEL}[connectors.desk]\n{table}", others={"DESK": SecretStr("s3cret")}))
    writes = "writes notes on tickets, replies to customers that a person approved."
    assert (
        about("support platform, desk", said) == f"ok      support platform, desk: as jonas@northstar.example; {writes}"
    )


async def test_a_tool_whose_secret_cannot_be_read_stops_nothing(told: Told) -> None:
    said = await said_of(told(ENGINEERING_CHANNEL, others={"GITHUB_TOKEN_FILE": SecretStr("/nowhere")}))
    tools = [line[8:] for line in said if "Other tools" in line]
    assert tools == [
        "Other tools: GITHUB_TOKEN_FILE: /nowhere cannot be read (No such file or directory). It is not asked."
    ]


@pytest.mark.parametrize("method", ["conversations.info", "usergroups.list", "users.info", "conversations.list"])
async def test_a_method_this_slack_does_not_know_is_no_failure(sandbox: Sandbox, told: Told, method: str) -> None:
    sandbox.fails("error", method=method, error="unknown_method", times=50)
    policy = f"""
    [teams.engineering]
    channel = "C0ENG"
    group = "S0ENGONCALL"
    lead = "U0LEA"
    {SECURITY}
    """
    said = await said_of(told(policy), good=True)
    assert [line for line in said if "could not check: this Slack does not know how." in line]


# HTTP


def over_http(public_url: str | None) -> dict[str, object]:
    return {"app_token": None, "signing_secret": SecretStr("8f742231b10e8888"), "public_url": public_url}


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (None, "note    PUBLIC_URL: not set. With it, the address that Slack calls is looked at here."),
        (
            "https://127.0.0.1:9",
            (
                "unknown PUBLIC_URL: could not check: https://127.0.0.1:9 does not answer from here "
                "(ClientConnectorError)."
            ),
        ),
        (
            "http://desk.example.com",
            (
                "!! fix  PUBLIC_URL: http://desk.example.com is not https, and Slack calls nothing else. "
                "Put TLS before the bot."
            ),
        ),
    ],
)
async def test_over_http_our_own_address_is_looked_at(told: Told, address: str | None, line: str) -> None:
    said = await said_of(told(ENGINEERING + SECURITY, **over_http(address)), good="!!" not in line)
    assert about("App token", said) == "ok      App token: none, so Slack reaches the bot over HTTP."
    assert about("PUBLIC_URL", said) == line
