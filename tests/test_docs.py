"""The docs: every setting, policy key and scope is in them, and what they quote is what the program does."""

import dataclasses
import re
import tomllib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient

import settings as told
from escalation import policy_file
from escalation.kinds import ChannelId, TargetTeam, WorkspaceId
from escalation.people import SetUp, TeamSetUp
from escalation.policy import CADENCES
from escalation.policy_file import read_policy
from running.doctor import examine
from running.manifest import BOT_SCOPES, EVENTS, OPTIONAL_SCOPES
from running.trial import settings_for
from sandbox import Sandbox, SandboxSettings, Story
from sandbox.story import ENG_ESCALATIONS, SECURITY_ESCALATIONS
from settings import Settings, SettingsError
from storage.engine import open_engines
from storage.migrate import head, migrate
from storage.store import SqlStore
from storage.tables import Base

ROOT = Path(told.__file__).parent


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def fenced(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


CONFIGURATION = page("configuration.md")


# Settings


@pytest.mark.parametrize("name", told.KNOWN)
def test_every_setting_is_explained(name: str) -> None:
    assert f"`{name}`" in CONFIGURATION


@pytest.mark.parametrize("name", [*told.SECRETS, *told.PLAIN])
def test_every_setting_is_in_the_file_to_copy(name: str) -> None:
    assert re.search(rf"^(?:# )?{name}=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)


def test_no_setting_is_explained_that_is_not_there() -> None:
    table = CONFIGURATION.split("## escalation.toml")[0]
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)) == {*told.SECRETS, *told.PLAIN}


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("DATABASE_URL", "database_url"),
        ("SLACK_COMMAND", "command"),
        ("HOST", "host"),
        ("PORT", "port"),
        ("LOG_FORMAT", "log_format"),
        ("SLACK_API_URL", "api_url"),
    ],
)
def test_the_default_of_a_setting_is_said(name: str, field: str) -> None:
    default = Settings.model_fields[field].default
    shown = default.get_secret_value() if isinstance(default, SecretStr) else str(default)
    (row,) = re.findall(rf"^\| `{name}` \| (.*?) \|", CONFIGURATION, re.MULTILINE)
    assert row.startswith(f"`{shown}`")


# The policy file

TABLES = {
    "office": policy_file.OFFICE,
    "support": policy_file.SUPPORT,
    "teams.…": policy_file.TEAM,
    "severities.…": policy_file.SEVERITY,
    "triage": policy_file.TRIAGE,
    "triage.areas.…": policy_file.AREA,
    "workspaces.…": policy_file.WORKSPACE,
    "gathering": policy_file.GATHERING,
    "connectors.…": {"kind": str},  # the other keys are each connector's own
}
KEYS = [(table, key) for table, keys in TABLES.items() for key in keys]


def section(table: str) -> str:
    return CONFIGURATION.split(f"### [{table}]")[1].split("\n### ")[0]


@pytest.mark.parametrize(("table", "key"), [*KEYS, *(("severities.…", key) for key in policy_file.CUSTOMER)])
def test_every_policy_key_is_explained_in_its_table(table: str, key: str) -> None:
    assert f"`{key}`" in section(table)


def test_every_table_team_and_severity_is_named() -> None:
    tables = {name.split(".")[0] for name in TABLES}
    assert tables == set(policy_file.ROOT) - set(policy_file.TOP)
    assert [team for team in policy_file.TEAMS if f"`{team}`" not in section("teams.…")] == []
    assert [one for one in policy_file.SEVERITIES if f"`{one}`" not in section("severities.…")] == []


def _policies() -> list[Any]:
    pages = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]
    return [
        pytest.param(text, id=f"{one.name} {number}")
        for one in pages
        for number, text in enumerate(fenced(one.read_text(encoding="utf-8"), r"toml[^\n]*"), start=1)
    ]


@pytest.mark.parametrize("text", _policies())
def test_every_example_policy_is_accepted(text: str) -> None:
    read_policy(text, name="the docs")


def test_the_shipped_values_are_the_ones_shown() -> None:
    (shown,) = fenced(CONFIGURATION, "toml shipped")
    assert read_policy(shown, name="the docs").severities == CADENCES


# Scopes and methods

SCOPES = page("scopes.md")
REVIEW = page("security-review.md")
OF_SLACK = ("apps", "auth", "bookmarks", "chat", "conversations", "files", "pins", "reactions", "team", "usergroups")
METHODS = {
    name
    for name in dir(AsyncWebClient)
    if name.split("_")[0] in {*OF_SLACK, "users", "views"} and not name.startswith("_")
}


def called() -> set[str]:
    """The Web API methods that our code names, as Slack writes them."""
    rooms = (file for room in ("connectors", "listeners", "running") for file in (ROOT / room).glob("*.py"))
    named = {name for file in rooms for name in re.findall(r"\.([a-z]+_\w+)\b", file.read_text(encoding="utf-8"))}
    return {name.replace("_", ".") for name in named & METHODS}


def row(scope: str) -> str:
    (found,) = re.findall(rf"^\| `{re.escape(scope)}` \| (.*) \|$", SCOPES, re.MULTILINE)
    return str(found)


@pytest.mark.parametrize("scope", [*BOT_SCOPES, *OPTIONAL_SCOPES])
def test_every_scope_is_explained_with_what_needs_it(scope: str) -> None:
    needs, because = row(scope).split(" | ")
    assert needs
    assert because


def test_no_scope_is_explained_that_is_not_asked_for() -> None:
    assert set(re.findall(r"^\| `([\w:.]+)` \|", SCOPES, re.MULTILINE)) == {*BOT_SCOPES, *OPTIONAL_SCOPES}


def test_the_methods_we_call_are_the_methods_that_are_explained() -> None:
    explained = {name for name in re.findall(r"`([a-z]+\.[\w.]+)`", SCOPES) if name.replace(".", "_") in METHODS}
    assert explained == called()


@pytest.mark.parametrize("scope", BOT_SCOPES)
def test_the_security_review_names_each_scope_with_the_same_methods(scope: str) -> None:
    (methods,) = re.findall(rf"^\| `{re.escape(scope)}` \| (.*?) \|", REVIEW, re.MULTILINE)
    assert methods == row(scope).split(" | ")[0]


def test_the_security_review_names_each_method_and_each_table() -> None:
    assert [name for name in called() if f"`{name}`" not in REVIEW] == []
    assert [name for name in Base.metadata.tables if f"`{name}`" not in REVIEW] == []
    assert [scope for scope in OPTIONAL_SCOPES if f"`{scope}`" not in REVIEW] == []


def test_the_security_review_and_the_operators_page_keep_things_equally_long() -> None:
    kept = {"drafts": "24 hours", "people": "a day", "letters": "30 days after the last word about a closed escalation"}
    for table, how_long in kept.items():
        assert re.search(rf"^\| `{table}` \|.*\| {how_long}", REVIEW, re.MULTILINE)
        assert re.search(rf"^\| {table} \|.*\| {how_long}", page("how-it-works.md"), re.MULTILINE)


def test_every_event_is_explained() -> None:
    assert [event for event in EVENTS if f"`{event}`" not in SCOPES] == []


# Connecting: what the doctor says after each step is what it says here

STEPS = [shown.replace("schema 0001", f"schema {head()}") for shown in fenced(page("connect.md"), "text")]
ACME = dataclasses.replace(Story(), team_name="Acme", team_id="T0123ABC")
ONE = SetUp(teams={TargetTeam.ENGINEERING: TeamSetUp(channel=ChannelId(ENG_ESCALATIONS))})
TWO = SetUp(teams={**ONE.teams, TargetTeam.SECURITY: TeamSetUp(channel=ChannelId(SECURITY_ESCALATIONS))})


@pytest.fixture
async def acme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Settings]:
    monkeypatch.chdir(tmp_path)
    async with Sandbox(ACME, SandboxSettings(pace=False)) as sandbox:
        yield settings_for(sandbox, Path("escalations.db"))


def chosen(what: SetUp) -> None:
    migrate("sqlite:///escalations.db")
    store = SqlStore(open_engines("sqlite:///escalations.db"))
    with store.begin(WorkspaceId("T0123ABC")) as tx:
        tx.keep_set_up(what)
    store.close()


async def examined(settings: Settings) -> str:
    said: list[str] = []
    await examine(settings, say=said.append)
    return "".join(f"{line}\n" for line in said)


@pytest.mark.parametrize(("step", "given"), [(1, {}), (2, {"SLACK_BOT_TOKEN": "xoxb-1-2-abc"})])
def test_before_there_are_tokens_the_terminal_names_them(step: int, given: dict[str, str]) -> None:
    with pytest.raises(SettingsError) as missing:
        Settings.read(given)
    assert f"{missing.value}\n" == STEPS[step - 1]


async def test_with_tokens_only_the_channels_are_missing(acme: Settings) -> None:
    assert await examined(acme) == STEPS[2]


@pytest.mark.parametrize(("step", "what"), [(4, SetUp()), (5, ONE), (6, TWO)])
async def test_from_the_first_start_to_the_last_step(acme: Settings, step: int, what: SetUp) -> None:
    chosen(what)
    assert await examined(acme) == STEPS[step - 1]


def test_there_are_six_steps() -> None:
    assert len(STEPS) == len(re.findall(r"^## \d\. ", page("connect.md"), re.MULTILINE)) == 6


# Dependencies


def test_every_dependency_earns_its_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[\[<>=]", one)[0] for one in project["dependencies"]}
    assert set(re.findall(r"^\| `([\w-]+)`", page("dependencies.md"), re.MULTILINE)) == named
