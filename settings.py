"""Everything the program is told from outside, read once: the environment, and the text of a file `.env`.

What is missing or wrong is named all at once, with what to do. Secrets stay secrets, in `repr` and in what is said
about them. What a company decides about its escalations is no setting; it stands in the policy file.
"""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, NamedTuple, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, SecretStr

T = TypeVar("T")
Origin = Literal["environment", ".env"]

CONFIG = "escalation.toml"
TOKENS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET")
# Each may also be given as NAME_FILE, the path of a file that holds it, as Docker and Kubernetes hand secrets over.
SECRETS = (*TOKENS, "DATABASE_URL")
PLAIN = (
    "SLACK_API_URL",
    "HOST",
    "PORT",
    "PUBLIC_URL",
    "ESCALATION_CONFIG",
    "SLACK_COMMAND",
    "LOG_FORMAT",
    "ESCALATION_CLOCK_URL",
)
KNOWN = (*SECRETS, *(f"{name}_FILE" for name in SECRETS), *PLAIN)

_NO_BOT = "missing. Copy the Bot User OAuth Token (xoxb-...) from your app's page, OAuth & Permissions."
_NO_WAY_IN = (
    "missing. Make an app-level token (xapp-...) with connections:write on your app's page, Basic Information; "
    "or, to be reached over HTTP instead, set SLACK_SIGNING_SECRET."
)
_COMMAND = re.compile(r"/[^\s/A-Z]{1,31}")
_ENTRY = re.compile(r"\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*")
_QUOTED = re.compile(r"""(?:'(?P<as_is>[^']*)'|"(?P<escaped>(?:[^"\\]|\\.)*)")\s*(?:#.*)?""")
_PLACEHOLDER = re.compile(
    r"(?:^|[\W_])(?:your[a-z]*|here|example|placeholder|replace|changeme|todo)(?:[\W_]|$)|[<>…]|\.\.\.|x{5}",
    re.IGNORECASE,
)


class SettingsError(Exception):
    """The program cannot start as it is set. One line for each setting: its name, what is wrong, what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    bot_token: SecretStr
    app_token: SecretStr | None = None
    signing_secret: SecretStr | None = None
    tokens_from: Origin = "environment"
    api_url: str = "https://slack.com/api/"
    database_url: SecretStr = SecretStr("sqlite:///escalations.db")
    host: str = "127.0.0.1"
    port: int = 3000
    public_url: str | None = None
    config: Path | None = None
    command: str = "/escalate"
    log_format: Literal["console", "json"] = "console"
    clock_url: str | None = None

    @property
    def mode(self) -> Literal["socket", "http"]:
        return "socket" if self.app_token else "http"

    @classmethod
    def read(cls, environ: Mapping[str, str], *, dotenv: str | None = None) -> Self:
        """`dotenv` is the text of the file `.env`, None where there is none. Raises `SettingsError`."""
        told = _Told(environ, dotenv)
        bot_token = told.value("SLACK_BOT_TOKEN", _bot_token)
        given: dict[str, object] = {
            "bot_token": bot_token,
            "app_token": told.value("SLACK_APP_TOKEN", _app_token),
            "signing_secret": told.value("SLACK_SIGNING_SECRET", _secret),
            "tokens_from": told.origin("SLACK_BOT_TOKEN"),
            "api_url": told.value("SLACK_API_URL", lambda text: f"{_url(text)}/"),
            "database_url": told.value("DATABASE_URL", _database_url),
            "host": told.value("HOST", str) or (None if told.has("SLACK_APP_TOKEN") else "0.0.0.0"),  # noqa: S104 - HTTP
            "port": told.value("PORT", _port),
            "public_url": told.value("PUBLIC_URL", _url),
            "config": told.value("ESCALATION_CONFIG", _existing) or _where_it_usually_is(),
            "command": told.value("SLACK_COMMAND", _command),
            "log_format": told.value("LOG_FORMAT", _log_format),
            "clock_url": told.value("ESCALATION_CLOCK_URL", _url),
        }
        told.require_tokens()
        if told.problems:
            raise SettingsError(told.problems)
        return cls.model_validate({name: value for name, value in given.items() if value is not None})


class Choice(NamedTuple):
    """What `escalate run --try` starts, and why, in words that go into its first line."""

    runs: Literal["workspace", "sandbox"]
    because: str


def what_runs(environ: Mapping[str, str], *, dotenv: str | None = None) -> Choice:
    """A bot token alone may be left over from another program; it must not connect us to a real workspace."""
    told = _Told(environ, dotenv)
    given = {name: told.origin(name) for name in TOKENS if told.has(name)}
    if not given:
        return Choice(runs="sandbox", because="no Slack tokens")
    if given == {"SLACK_BOT_TOKEN": "environment"}:
        return Choice(runs="sandbox", because="SLACK_BOT_TOKEN alone does not name a workspace")
    return Choice(runs="workspace", because="from .env" if ".env" in given.values() else "from the environment")


def policy_path(environ: Mapping[str, str], *, dotenv: str | None = None) -> Path | None:
    """The policy file, for commands that need nothing else. Raises `SettingsError`."""
    told = _Told(environ, dotenv)
    path = told.value("ESCALATION_CONFIG", _existing)
    if told.problems:
        raise SettingsError(told.problems)
    return path or _where_it_usually_is()


def database_url(environ: Mapping[str, str], *, dotenv: str | None = None) -> str:
    """Where escalations are kept, for commands that need no Slack. Raises `SettingsError`."""
    told = _Told(environ, dotenv)
    given = told.value("DATABASE_URL", _database_url)
    if told.problems:
        raise SettingsError(told.problems)
    return (given or Settings.model_fields["database_url"].default).get_secret_value()


def parse_dotenv(text: str) -> tuple[dict[str, str], list[str]]:
    """The values of a file `.env`, and what is wrong with it. One `NAME=value` a line, quotation marks if wanted."""
    values: dict[str, str] = {}
    problems = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        entry = _ENTRY.fullmatch(line)
        value = _unquoted(entry[2]) if entry else None
        if entry is None or value is None:
            problems.append(f".env, line {number}: write NAME=value, in one line.")
            continue
        values[entry[1]] = value
    return values, problems


def _unquoted(raw: str) -> str | None:
    if not raw.startswith(("'", '"')):
        return re.split(r"(?:^|\s)#", raw, maxsplit=1)[0].strip()
    found = _QUOTED.fullmatch(raw)
    if found is None:
        return None
    if found["escaped"] is None:
        return found["as_is"]
    return re.sub(r"\\(.)", lambda one: "\n" if one[1] == "n" else one[1], found["escaped"])


class _Told:
    """What was given where, the environment first. An empty value counts as none: compose files leave such behind."""

    def __init__(self, environ: Mapping[str, str], dotenv: str | None) -> None:
        of_file, self.problems = parse_dotenv(dotenv or "")
        self.sources: dict[Origin, Mapping[str, str]] = {
            "environment": _filled(environ),
            ".env": _filled(of_file),
        }
        self.problems += [problem for name in of_file if (problem := self._misspelt(name))]
        self._of_the_file = len(self.problems)

    def has(self, name: str) -> bool:
        return self.origin(name) is not None

    def origin(self, name: str) -> Origin | None:
        return next((origin for origin, given in self.sources.items() if given.keys() & _spellings(name)), None)

    def value(self, name: str, read: Callable[[str], T]) -> T | None:
        """The value, read; None where there is none, or a wrong one that is now among the problems."""
        origin = self.origin(name)
        if origin is None:
            return None
        given = self.sources[origin]
        spelt = name if name in given else f"{name}_FILE"
        try:
            return read(_bare(given[name]) if spelt == name else _content(given[spelt]))
        except ValueError as why:
            self.problems.append(f"{spelt}: {why}")
            return None

    def require_tokens(self) -> None:
        """Adds what a workspace cannot be connected without: after the file's mistakes, before wrong values."""
        missing = []
        if not self.has("SLACK_BOT_TOKEN"):
            missing.append(("SLACK_BOT_TOKEN", _NO_BOT))
        if not self.has("SLACK_APP_TOKEN") and not self.has("SLACK_SIGNING_SECRET"):
            missing.append(("SLACK_APP_TOKEN", _NO_WAY_IN))
        self.problems[self._of_the_file : self._of_the_file] = [f"{name}: {what}" for name, what in missing]

    def _misspelt(self, name: str) -> str | None:
        """Only in `.env`, which is ours; the environment holds other programs' names as well."""
        unset = [known for known in KNOWN if not self.has(known)]
        near = get_close_matches(name.upper(), unset, n=1, cutoff=0.85) if name not in KNOWN else []
        return f".env: {name} is not known. Did you mean {near[0]}?" if near else None


def _filled(given: Mapping[str, str]) -> dict[str, str]:
    return {name: given[name].strip() for name in KNOWN if given.get(name, "").strip()}


def _spellings(name: str) -> set[str]:
    return {name, f"{name}_FILE"} if name in SECRETS else {name}


def _bare(text: str) -> str:
    if text[0] in "\"'" and text[-1] == text[0]:
        raise ValueError("it stands in quotation marks. Leave them out.")
    return text


def _content(path: str) -> str:
    try:
        text = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError) as failure:
        reason = failure.strerror if isinstance(failure, OSError) else "it is not text"
        raise ValueError(f"{path} cannot be read ({reason}).") from failure
    if not text:
        raise ValueError(f"{path} is empty.")
    return text


def _bot_token(text: str) -> SecretStr:
    if text.startswith("xapp-"):
        raise ValueError("this is the app-level token; it belongs in SLACK_APP_TOKEN. A bot token begins with xoxb-.")
    return _token(text, "xoxb-")


def _app_token(text: str) -> SecretStr:
    if text.startswith("xoxb-"):
        raise ValueError("this is the bot token; it belongs in SLACK_BOT_TOKEN. An app-level token begins with xapp-.")
    return _token(text, "xapp-")


def _token(text: str, prefix: str) -> SecretStr:
    if not text.startswith(prefix):
        raise ValueError(f"it must begin with {prefix}. Copy it again from your app's page.")
    if text == prefix:
        raise ValueError("there is nothing behind its beginning. Copy it again from your app's page.")
    return _secret(text)


def _secret(text: str) -> SecretStr:
    if _PLACEHOLDER.search(text):
        raise ValueError("this is a placeholder. Put in the real one from your app's page.")
    if re.search(r"\s", text):
        raise ValueError("there is a space or a line break in it. Copy it again from your app's page.")
    return SecretStr(text)


def _database_url(text: str) -> SecretStr:
    """SQLAlchemy's own spelling: it has forgotten `postgres://`, and would look for another driver."""
    scheme, _, rest = text.partition("://")
    if scheme in {"postgres", "postgresql", "postgresql+psycopg"} and rest:
        return SecretStr(f"postgresql+psycopg://{rest}")
    if scheme == "sqlite" and rest.startswith("/"):
        return SecretStr(text)
    raise ValueError("write sqlite:///escalations.db (three slashes), or postgresql://user:password@host/database.")


def _url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f'write a web address like "https://escalations.example.com", not "{text}".')
    return text.rstrip("/")


def _port(text: str) -> int:
    last = 65535
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= last):
        raise ValueError(f'write a number from 1 to {last}, not "{text}".')
    return int(text)


def _existing(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise ValueError(f'there is no file "{text}". Correct the path, or leave it out to use {CONFIG}.')
    return path


def _where_it_usually_is() -> Path | None:
    return Path(CONFIG) if Path(CONFIG).is_file() else None


def _command(text: str) -> str:
    if _COMMAND.fullmatch(text) is None:
        raise ValueError(f'a command begins with / and has up to 32 letters, none of them a capital, not "{text}".')
    return text


def _log_format(text: str) -> str:
    if text.lower() not in {"console", "json"}:
        raise ValueError(f'write console or json, not "{text}".')
    return text.lower()
