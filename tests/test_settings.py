"""Starting the program: what it is told, what it says when something is missing, and what it starts then."""

from pathlib import Path

import pytest
from pydantic import SecretStr

import settings
from settings import Choice, Settings, SettingsError, parse_dotenv, what_runs

BOT = {"SLACK_BOT_TOKEN": "xoxb-1-2-abc"}
SOCKET = {**BOT, "SLACK_APP_TOKEN": "xapp-1-A2-3-def"}
HTTP = {**BOT, "SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5"}


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def problems(environ: dict[str, str], dotenv: str | None = None) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as refusal:
        Settings.read(environ, dotenv=dotenv)
    assert str(refusal.value) == "\n".join(refusal.value.problems)
    return refusal.value.problems


def test_two_tokens_are_enough() -> None:
    assert Settings.read(SOCKET) == Settings(
        bot_token=SecretStr("xoxb-1-2-abc"),
        app_token=SecretStr("xapp-1-A2-3-def"),
        tokens_from="environment",
        api_url="https://slack.com/api/",
        database_url=SecretStr("sqlite:///escalations.db"),
        host="127.0.0.1",
        port=3000,
        command="/escalate",
        log_format="console",
    )


def test_everything_can_be_set(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").touch()
    told = {
        **HTTP,
        "SLACK_API_URL": "http://127.0.0.1:4500/api",
        "DATABASE_URL": "postgresql://desk:secret@db/desk",
        "HOST": "127.0.0.1",
        "PORT": "8080",
        "PUBLIC_URL": "https://escalations.example.com/",
        "ESCALATION_CONFIG": "ours.toml",
        "SLACK_COMMAND": "/esc",
        "LOG_FORMAT": "JSON",
        "ESCALATION_CLOCK_URL": "http://127.0.0.1:4500/sandbox/clock",
    }
    assert Settings.read(told) == Settings(
        bot_token=SecretStr("xoxb-1-2-abc"),
        signing_secret=SecretStr("8f742231b10e8888abcd99yyyzzz85a5"),
        api_url="http://127.0.0.1:4500/api/",
        database_url=SecretStr("postgresql+psycopg://desk:secret@db/desk"),
        host="127.0.0.1",
        port=8080,
        public_url="https://escalations.example.com",
        config=Path("ours.toml"),
        command="/esc",
        log_format="json",
        clock_url="http://127.0.0.1:4500/sandbox/clock",
    )


def test_an_app_token_means_socket_mode_even_beside_a_signing_secret() -> None:
    both = Settings.read({**SOCKET, **HTTP})
    assert (both.mode, both.host) == ("socket", "127.0.0.1")


def test_a_signing_secret_alone_means_http_reachable_from_outside() -> None:
    http = Settings.read(HTTP)
    assert (http.mode, http.host) == ("http", "0.0.0.0")  # noqa: S104 - that is the point


def test_the_policy_file_is_found_where_it_usually_is(tmp_path: Path) -> None:
    assert Settings.read(SOCKET).config is None
    (tmp_path / "escalation.toml").touch()
    assert Settings.read(SOCKET).config == Path("escalation.toml")


@pytest.mark.parametrize("given", ["postgres://db/desk", "postgresql://db/desk", "postgresql+psycopg://db/desk"])
def test_every_spelling_of_postgresql_means_the_driver_we_have(given: str) -> None:
    read = Settings.read({**SOCKET, "DATABASE_URL": given})
    assert read.database_url.get_secret_value() == "postgresql+psycopg://db/desk"


def test_no_secret_is_shown_by_printing_the_settings() -> None:
    shown = repr(Settings.read({**SOCKET, **HTTP, "DATABASE_URL": "postgresql://desk:hunter2@db/desk"}))
    assert not [secret for secret in ("xoxb-1", "xapp-1", "8f742231", "hunter2") if secret in shown]


# What is missing or wrong


def test_without_tokens_both_are_named_with_where_they_come_from() -> None:
    assert problems({}) == (
        "SLACK_BOT_TOKEN: missing. Copy the Bot User OAuth Token (xoxb-...) from your app's page, OAuth & Permissions.",
        (
            "SLACK_APP_TOKEN: missing. Make an app-level token (xapp-...) with connections:write on your app's page, "
            "Basic Information; or, to be reached over HTTP instead, set SLACK_SIGNING_SECRET."
        ),
    )


def test_every_wrong_setting_is_named_at_once() -> None:
    named = problems(
        {
            "SLACK_BOT_TOKEN": "xoxp-1-2-abc",
            "DATABASE_URL": "mysql://db/desk",
            "PORT": "99999",
            "PUBLIC_URL": "escalations.example.com",
            "ESCALATION_CONFIG": "nowhere.toml",
            "SLACK_COMMAND": "escalate",
            "LOG_FORMAT": "xml",
        }
    )
    assert [line.partition(":")[0] for line in named] == [
        "SLACK_APP_TOKEN",
        "SLACK_BOT_TOKEN",
        "DATABASE_URL",
        "PORT",
        "PUBLIC_URL",
        "ESCALATION_CONFIG",
        "SLACK_COMMAND",
        "LOG_FORMAT",
    ]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SLACK_BOT_TOKEN", "xoxp-1-2-abc", "it must begin with xoxb-."),
        ("SLACK_BOT_TOKEN", "xapp-1-2-abc", "this is the app-level token; it belongs in SLACK_APP_TOKEN."),
        ("SLACK_APP_TOKEN", "xoxb-1-2-abc", "this is the bot token; it belongs in SLACK_BOT_TOKEN."),
        ("SLACK_BOT_TOKEN", "xoxb-your-token", "this is a placeholder."),
        ("SLACK_BOT_TOKEN", "xoxb-YOUR_TOKEN_HERE", "this is a placeholder."),
        ("SLACK_BOT_TOKEN", "xoxb-...", "this is a placeholder."),
        ("SLACK_BOT_TOKEN", "xoxb-xxxxxxxx", "this is a placeholder."),
        ("SLACK_BOT_TOKEN", "xoxb-", "there is nothing behind its beginning."),
        ("SLACK_BOT_TOKEN", "xoxb-1-2 abc", "there is a space or a line break in it."),
        ("SLACK_BOT_TOKEN", '"xoxb-1-2-abc"', "it stands in quotation marks."),
        ("SLACK_SIGNING_SECRET", "your-signing-secret", "this is a placeholder."),
        ("SLACK_API_URL", "slack.com/api", "write a web address"),
        ("DATABASE_URL", "sqlite://escalations.db", "write sqlite:///escalations.db (three slashes)"),
        ("PORT", "0", "write a number from 1 to 65535"),
        ("PORT", "eighty", "write a number from 1 to 65535"),
        ("SLACK_COMMAND", f"/{'e' * 32}", "a command begins with / and has up to 32 letters"),
        ("SLACK_COMMAND", "/Escalate", "none of them a capital"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_do(name: str, value: str, sentence: str) -> None:
    (only,) = problems({**SOCKET, name: value})
    assert only.startswith(f"{name}: ")
    assert sentence in only


@pytest.mark.parametrize("token", ["xoxp-1-2-abc", "xapp-1-2-abc", "xoxb-your-token", "xoxb-1-2 abc"])
def test_a_wrong_token_is_not_repeated(token: str) -> None:
    assert token not in "\n".join(problems({**SOCKET, "SLACK_BOT_TOKEN": token}))


def test_an_empty_value_counts_as_none() -> None:
    assert Settings.read({**SOCKET, "PORT": "", "SLACK_SIGNING_SECRET": " "}) == Settings.read(SOCKET)


# Secrets from files


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("xoxb-1-2-abc\n", encoding="utf-8")
    told = {"SLACK_BOT_TOKEN_FILE": "token", "SLACK_APP_TOKEN": "xapp-1-A2-3-def"}
    assert Settings.read(told) == Settings.read(SOCKET)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    told = {"SLACK_BOT_TOKEN_FILE": "nowhere", "SLACK_APP_TOKEN_FILE": "empty"}
    assert problems(told) == (
        "SLACK_BOT_TOKEN_FILE: nowhere cannot be read (No such file or directory).",
        "SLACK_APP_TOKEN_FILE: empty is empty.",
    )


def test_what_the_policy_file_names_is_found_wherever_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("https://three.example.com\n", encoding="utf-8")
    settings = Settings.read({**SOCKET, "ONE": "first", "THREE_FILE": "page"}, dotenv="ONE=not me\nTWO=second\n")
    found = {name: settings.named(name) for name in ("ONE", "TWO", "THREE", "FOUR", "SLACK_BOT_TOKEN")}
    assert {name: one and one.get_secret_value() for name, one in found.items()} == {
        "ONE": "first",
        "TWO": "second",
        "THREE": "https://three.example.com",
        "FOUR": None,
        "SLACK_BOT_TOKEN": None,
    }
    assert "first" not in repr(settings)


# The file .env


def test_the_environment_wins_over_the_file() -> None:
    read = Settings.read({"PORT": "4000"}, dotenv="SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=xapp-1\nPORT=5000\n")
    assert (read.port, read.tokens_from) == (4000, ".env")


def test_a_file_is_read_as_people_write_it() -> None:
    text = (
        "\ufeff# ours\n\nexport A=one\nB = two # a remark\nC='three # no remark'\n"
        'D="four \\"4\\""\nE=\r\nF=a#b\nG= # none'
    )
    assert parse_dotenv(text) == (
        {"A": "one", "B": "two", "C": "three # no remark", "D": 'four "4"', "E": "", "F": "a#b", "G": ""},
        [],
    )


def test_a_line_that_says_nothing_is_named_without_being_repeated() -> None:
    named = problems(SOCKET, dotenv="PORT=4000\nxoxb-1-2-abc\nHOST='unfinished\n")
    assert named == (".env, line 2: write NAME=value, in one line.", ".env, line 3: write NAME=value, in one line.")


def test_a_misspelt_name_is_named_with_the_right_one() -> None:
    text = "SLACK_BOT_TOKN=xoxb-1\nSLACK_APP_TOKEN=xapp-1\nUNRELATED=1\n"
    assert problems({}, dotenv=text)[0] == ".env: SLACK_BOT_TOKN is not known. Did you mean SLACK_BOT_TOKEN?"


def test_the_example_names_every_setting_and_changes_nothing() -> None:
    example = (Path(settings.__file__).parent / ".env.example").read_text(encoding="utf-8")
    assert [name for name in (*settings.SECRETS, *settings.PLAIN) if f"{name}=" not in example] == []
    assert Settings.read(SOCKET, dotenv=example) == Settings.read(SOCKET)
    everything = example.replace("# SLACK_BOT_TOKEN_FILE", "#").replace("\n# ", "\n")
    assert {**parse_dotenv(everything)[0]}.keys() >= {*settings.SECRETS, *settings.PLAIN}


# What `make run` starts


@pytest.mark.parametrize(
    ("environ", "dotenv", "choice"),
    [
        ({}, None, Choice("sandbox", "no Slack tokens")),
        ({}, "SLACK_BOT_TOKEN=\nPORT=4000\n", Choice("sandbox", "no Slack tokens")),
        (BOT, None, Choice("sandbox", "SLACK_BOT_TOKEN alone does not name a workspace")),
        (BOT, "PORT=4000\n", Choice("sandbox", "SLACK_BOT_TOKEN alone does not name a workspace")),
        (SOCKET, None, Choice("workspace", "from the environment")),
        (HTTP, None, Choice("workspace", "from the environment")),
        ({}, "SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=xapp-1\n", Choice("workspace", "from .env")),
        ({}, "SLACK_BOT_TOKEN=xoxb-1\n", Choice("workspace", "from .env")),
        (BOT, "SLACK_APP_TOKEN=xapp-1\n", Choice("workspace", "from .env")),
        (
            {"SLACK_BOT_TOKEN_FILE": "token", "SLACK_APP_TOKEN": "xapp-1"},
            None,
            Choice("workspace", "from the environment"),
        ),
    ],
)
def test_a_workspace_is_joined_only_where_it_was_meant(
    environ: dict[str, str], dotenv: str | None, choice: Choice
) -> None:
    assert what_runs(environ, dotenv=dotenv) == choice
