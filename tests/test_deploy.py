"""What stands in deploy/, the Containerfile and docs/deployment.md: it can be read, and names what there is."""

import configparser
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

import cli
import settings
from running.serving import Pages

ROOT = Path(cli.__file__).parent
DEPLOY = ROOT / "deploy"
CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
DOCS = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
FILES = sorted(one for one in DEPLOY.iterdir() if one.is_file())
UNITS = [one for one in FILES if one.suffix in {".service", ".timer"}]
SET_BY_OTHERS = {"PATH", "PYTHONUNBUFFERED", "DESK_HOST", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD_FILE"}


class Unit(configparser.RawConfigParser):
    """systemd's form: a key may stand several times."""

    def __init__(self, path: Path) -> None:
        super().__init__(strict=False, delimiters=("=",), interpolation=None)
        self.optionxform = str  # type: ignore[assignment,method-assign]  # as the standard library's docs have it
        self.read_string(path.read_text(encoding="utf-8"))


def all_of(path: Path, key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)


def compose() -> Any:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def parses(words: list[str]) -> bool:
    """Whether the program takes this call."""
    try:
        cli._parser().parse_args(words)
    except SystemExit:
        return False
    return True


def calls(text: str) -> list[list[str]]:
    """Each `escalate …` and `docker compose run desk …` that people are told to type."""
    lines = [
        line.split(" #")[0] for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()
    ]
    typed = (re.match(r"(?:.* run --rm desk|escalate) (.*)|(escalate)$", line) for line in lines)
    return [shlex.split(found[1] or "") for found in typed if found]


def test_the_commands_in_the_docs_are_ones_the_program_takes() -> None:
    told = calls(DOCS)

    assert [one for one in told if not parses(one)] == []
    assert {one[0] for one in told} == {"backup", "doctor", "restore"}


def test_every_setting_named_is_a_real_one() -> None:
    of_units = [line.split("=")[0] for unit in UNITS for line in all_of(unit, "Environment")]
    of_compose = [name for one in compose()["services"].values() for name in one.get("environment", {})]
    (of_image,) = re.findall(r"^ENV (.*)$", CONTAINERFILE, re.MULTILINE)
    named = {*of_units, *of_compose, *(one.split("=")[0] for one in shlex.split(of_image))} - SET_BY_OTHERS

    assert named - set(settings.KNOWN) == set()
    assert {"SLACK_BOT_TOKEN_FILE", "SLACK_SIGNING_SECRET_FILE", "DATABASE_URL_FILE", "DATABASE_URL", "HOST"} <= named


@pytest.mark.parametrize("path", UNITS, ids=lambda one: one.name)
def test_a_unit_can_be_read_and_starts_what_there_is(path: Path) -> None:
    unit = Unit(path)
    started = [re.search(r"/bin/escalate (.*?)(?:'$|$)", line) for line in all_of(path, "ExecStart")]

    assert "Description" in unit["Unit"]
    assert [one[1] for one in started if one and not parses(shlex.split(one[1]))] == []
    if path.suffix == ".service":
        assert unit["Service"]["User"] == "escalation-desk"
        assert started[0]


def test_a_wrong_setting_is_not_tried_again_for_ever() -> None:
    unit = Unit(DEPLOY / "escalation-desk.service")["Service"]

    assert unit["RestartPreventExitStatus"] == str(cli.WRONG)
    assert unit["Restart"] == "on-failure"


def test_the_timer_starts_a_unit_that_is_there() -> None:
    assert (DEPLOY / "escalation-desk-backup.timer").with_suffix(".service").exists()


def test_two_replicas_share_a_database_and_stand_behind_a_balancer() -> None:
    services = compose()["services"]

    assert services["desk"]["deploy"]["replicas"] == 2
    assert services["desk"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert "ports" not in services["desk"]
    assert services["desk"]["build"]["dockerfile"] == "Containerfile"
    assert set(services) == {"desk", "caddy", "postgres"}


def test_secrets_come_as_files_and_none_is_written_down() -> None:
    made = compose()
    given = {name for one in made["services"].values() for name in one.get("secrets", ())}

    assert given == set(made["secrets"])
    for path in [*FILES, ROOT / "Containerfile"]:
        assert re.findall(r"xox[a-z]-\w|xapp-\w|:[^@\s/]+@(?!postgres/desk)", path.read_text(encoding="utf-8")) == []
    assert re.findall(r"^(?:ENV|ARG).*(?:TOKEN|SECRET|PASSWORD)", CONTAINERFILE, re.MULTILINE) == []


def test_only_slacks_requests_webhooks_and_the_pulse_are_let_in_and_go_to_where_the_bot_listens() -> None:
    caddy = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")

    assert re.findall(r"handle (/\S+)", caddy) == ["/slack/events", "/hooks/*", "/healthz"]
    assert set(re.findall(r"dynamic a (\w+) (\d+)", caddy)) == {
        ("desk", str(settings.Settings.model_fields["port"].default))
    }
    assert caddy.count("{") == caddy.count("}")


def test_the_image_runs_as_nobody_in_particular_and_copies_only_what_the_program_is() -> None:
    user = re.findall(r"^USER (\S+)", CONTAINERFILE, re.MULTILINE)
    kept = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    rooms = {one.parent.name for one in ROOT.glob("*/__init__.py")} - {"tests"}

    assert user == ["10001"]
    assert [one for one in kept if not (ROOT / one).exists()] == []
    assert rooms <= set(kept)
    assert {".env", ".git", "tests"} & set(kept) == set()
    assert 'CMD ["run"]' in CONTAINERFILE


@pytest.mark.parametrize("address", re.findall(r"GET (/\w+)", DOCS))
async def test_every_address_to_watch_answers(address: str) -> None:
    answered: list[dict[str, Any]] = []

    async def problems() -> list[str]:
        return []

    async def figures() -> bytes:
        return b""

    async def webhooks(*_: object) -> None:
        raise AssertionError

    async def send(what: dict[str, Any]) -> None:
        answered.append(what)

    async def receive() -> None:
        raise AssertionError

    pages = Pages(slack=None, webhooks=webhooks, problems=problems, metrics=figures)
    await pages({"type": "http", "method": "GET", "path": address}, receive, send)

    assert answered[0]["status"] == 200


def test_every_file_of_the_folder_is_told_of() -> None:
    assert [one.name for one in FILES if one.stem not in DOCS] == []
    assert [link for link in re.findall(r"\]\(\.\./([^)#]+)", DOCS) if not (ROOT / link).exists()] == []
