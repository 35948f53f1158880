"""The manifest, the listeners, the ids, the settings and the sandbox say the same; Slack would take it."""

import json
from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from slack_bolt.async_app import AsyncApp

import app
import cli
from blocks import ids
from running import trial
from running.manifest import BOT_SCOPES, CREATE, OPTIONAL_SCOPES, WrongManifest, as_yaml, link, made_for, problems
from sandbox import Sandbox, SandboxSettings, Story
from settings import Settings

ROOT = Path(app.__file__).parent
COMMAND: str = Settings.model_fields["command"].default
SOCKET = made_for(command=COMMAND, mode="socket", url=None)
HTTP = made_for(command=COMMAND, mode="http", url="https://desk.example.com/")
OURS = "https://desk.example.com/slack/events"

Registered = dict[str, set[str]]


@pytest.fixture
async def registered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Registered]:
    """What the running program has listeners for, as they were told to Bolt."""
    found: Registered = defaultdict(set)
    for kind in ("command", "shortcut", "event", "action", "view", "view_closed", "options"):
        _write_down(kind, found, monkeypatch)
    async with Sandbox(settings=SandboxSettings(pace=False)) as sandbox:
        settings = trial.settings_for(sandbox, tmp_path / "desk.db")
        async with app.running(settings, set_up=trial.SET_UP, serve=False):
            yield found


def _write_down(kind: str, found: Registered, monkeypatch: pytest.MonkeyPatch) -> None:
    told = getattr(AsyncApp, kind)

    def heard(self: AsyncApp, constraint: Any, *args: Any, **more: Any) -> Any:
        found[kind].add(str(constraint["type"] if isinstance(constraint, dict) else constraint))
        return told(self, constraint, *args, **more)

    monkeypatch.setattr(AsyncApp, kind, heard)


# With the listeners


async def test_each_command_has_a_listener_and_each_listener_a_command(registered: Registered) -> None:
    assert registered["command"] == {one["command"] for one in SOCKET["features"]["slash_commands"]}


async def test_each_shortcut_has_a_listener_and_each_listener_a_shortcut(registered: Registered) -> None:
    assert registered["shortcut"] == {one["callback_id"] for one in SOCKET["features"]["shortcuts"]}
    assert registered["shortcut"] == {one.value for one in ids.Shortcut}


async def test_each_event_has_a_listener_and_each_listener_an_event(registered: Registered) -> None:
    assert registered["event"] == set(SOCKET["settings"]["event_subscriptions"]["bot_events"])


async def test_each_id_that_slack_sends_back_has_a_listener(registered: Registered) -> None:
    assert {one.value for one in ids.Action} <= registered["action"]
    assert {one.value for one in ids.View} <= registered["view"] | registered["view_closed"]


# With the sandbox, which is installed as the manifest says


def test_the_sandbox_has_the_same_app() -> None:
    installed, features = Story().app, SOCKET["features"]
    assert installed.name == SOCKET["display_information"]["name"]
    assert installed.handle == features["bot_user"]["display_name"]
    assert [(one.name, one.hint, one.does) for one in installed.commands] == [
        (one["command"], one["usage_hint"], one["description"]) for one in features["slash_commands"]
    ]
    assert {(one.callback_id, one.name, one.of_message) for one in installed.shortcuts} == {
        (one["callback_id"], one["name"], one["type"] == "message") for one in features["shortcuts"]
    }
    assert installed.scopes == BOT_SCOPES


# For Slack


def test_slack_would_take_it() -> None:
    assert [*problems(SOCKET), *problems(HTTP)] == []


def test_what_is_too_long_for_slack_is_said() -> None:
    shortcuts = [{"name": "x" * 25, "callback_id": "y", "description": "z"}]
    too_long = {**SOCKET, "features": {**SOCKET["features"], "shortcuts": shortcuts}}
    assert list(problems(too_long)) == ["features.shortcuts.*.name has 25; Slack takes 1 to 24."]


def test_there_are_twelve_scopes_and_three_one_may_refuse() -> None:
    assert (len(set(BOT_SCOPES)), len(set(OPTIONAL_SCOPES) - set(BOT_SCOPES))) == (12, 3)


def test_socket_mode_names_no_address() -> None:
    assert "http" not in json.dumps(SOCKET)
    assert SOCKET["settings"]["socket_mode_enabled"] is True


def test_over_http_every_way_in_is_the_same_address() -> None:
    assert HTTP["features"]["slash_commands"][0]["url"] == OURS
    assert HTTP["settings"]["event_subscriptions"]["request_url"] == OURS
    assert HTTP["settings"]["interactivity"] == {
        "is_enabled": True,
        "request_url": OURS,
        "message_menu_options_url": OURS,
    }
    assert HTTP["settings"]["socket_mode_enabled"] is False


@pytest.mark.parametrize("manifest", [SOCKET, HTTP])
def test_a_token_that_stands_in_a_setting_does_not_rotate(manifest: dict[str, Any]) -> None:
    settings = manifest["settings"]
    assert (settings["token_rotation_enabled"], settings["org_deploy_enabled"]) == (False, False)


def test_mentions_in_a_command_come_as_ids() -> None:
    assert SOCKET["features"]["slash_commands"][0]["should_escape"] is True


def test_another_command_is_named_where_it_is_wanted() -> None:
    assert made_for(command="/esc", mode="socket", url=None)["features"]["slash_commands"][0]["command"] == "/esc"


@pytest.mark.parametrize("command", ["escalate", "/Escalate", "/escalate now", "/", f"/{'e' * 32}"])
def test_a_command_that_slack_refuses_is_refused_here(command: str) -> None:
    with pytest.raises(WrongManifest):
        made_for(command=command, mode="socket", url=None)


@pytest.mark.parametrize("url", [None, "", "http://desk.example.com", "desk.example.com", "https://"])
def test_an_address_that_slack_does_not_call_is_refused_here(url: str | None) -> None:
    with pytest.raises(WrongManifest, match="only calls https addresses"):
        made_for(command="/escalate", mode="http", url=url)


# As it is printed


def test_the_file_at_the_root_is_what_the_terminal_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["manifest"]) == 0
    assert capsys.readouterr().out == (ROOT / "manifest.yml").read_text(encoding="utf-8")


def test_what_yaml_might_misread_stands_in_quotation_marks() -> None:
    written = as_yaml({"a": {"b": "yes", "c": "chat:write", "d": "it's #1: this"}, "e": ["/x", {"f": 1, "g": True}]})
    assert written == ('a:\n  b: "yes"\n  c: chat:write\n  d: "it\'s #1: this"\ne:\n  - "/x"\n  - f: 1\n    g: true\n')


@pytest.mark.parametrize("manifest", [SOCKET, HTTP])
def test_the_link_holds_the_whole_manifest_and_is_short_enough_for_a_browser(manifest: dict[str, Any]) -> None:
    address = link(manifest)
    assert json.loads(unquote(address.removeprefix(CREATE))) == manifest
    assert len(address) < 4000
    assert address.isascii()
