"""How the program logs: one line an event, with its fields, readable by people or by machines.

A line never holds a token or a request's body. Hiding is done on the finished line, because a token may also come in
by a traceback or by a library's own words.
"""

import json
import logging
import re
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal

_OF_EVERY_RECORD = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"}

# Addresses that let whoever knows them in are as secret as tokens.
_SECRETS = (
    (re.compile(r"(xox[a-z]|xapp)(?:-|%2D)[\w.%-]*\w[\w%-]*"), r"\1-[hidden]"),
    (re.compile(r"(hooks\.slack\.com/)[^\s\"'<>]+"), r"\1[hidden]"),
    (re.compile(r"([?&](?:ticket|code|token)=)[^\s&\"'<>]+"), r"\1[hidden]"),
    (re.compile(r"(://[^\s:/@\"']*:)[^\s/@\"']+(?=@)"), r"\1[hidden]"),
)
# Bolt writes out whole requests: those with a bad signature at INFO, so that any stranger may fill our log, and those
# it finds no listener for, with what people typed.
_A_REQUEST = re.compile(r"\(signature:|\(\{|\bbody: ")
# One line a beat, a request, a reconnection or a migration's every step says nothing new.
_TALKATIVE = ("apscheduler", "uvicorn.access", "alembic", "slack_sdk.socket_mode", "httpx2", "httpcore2")
# slack-sdk asks this logger for its own level, and without one writes out every request and answer for nobody.
_WRITES_FOR_NOBODY = "slack_sdk.web.async_base_client"
# Bolt warns at every start that our own `authorize` is used and not the client's token, which is what we mean.
_NO_NEWS = "As `installation_store` or `authorize` has been used"


def configure(format: Literal["console", "json"]) -> None:
    """Sends every logger's lines to stderr in one form. Doing it again replaces what was done before."""
    handler = _Handler()
    handler.setFormatter(_Lines(_json if format == "json" else _console))
    root = logging.getLogger()
    root.handlers = [*(other for other in root.handlers if not isinstance(other, _Handler)), handler]
    root.setLevel(logging.INFO)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger(_WRITES_FOR_NOBODY).setLevel(root.level)
    handler.addFilter(lambda record: not str(record.msg).startswith(_NO_NEWS))


def hide_secrets(text: str) -> str:
    for shape, shown in _SECRETS:
        text = shape.sub(shown, text)
    return text


class _Handler(logging.StreamHandler):  # type: ignore[type-arg]
    """Ours, told from those of others by its type."""


class _Lines(logging.Formatter):
    """One record, one line (a traceback apart), shaped by a function and with nothing secret in it."""

    def __init__(self, shape: Callable[[logging.LogRecord], str]) -> None:
        super().__init__()
        self.shape = shape

    # `typing.override` came with Python 3.12.
    def format(self, record: logging.LogRecord) -> str:  # type: ignore[explicit-override]
        return hide_secrets(self.shape(record))


def _json(record: logging.LogRecord) -> str:
    own: dict[str, object] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "event": _said(record),
        "logger": record.name,
    }
    line = own | _fields(record) | own
    if failure := _failure(record):
        line["error"] = failure
    return json.dumps(line, default=str)


def _console(record: logging.LogRecord) -> str:
    moment = datetime.fromtimestamp(record.created, UTC).astimezone()
    fields = "".join(f"  {name}={_in_a_line(value)}" for name, value in _fields(record).items())
    failure = _failure(record)
    line = f"{moment:%Y-%m-%d %H:%M:%S} {record.levelname.lower():<8} {_said(record)}{fields}"
    return f"{line}\n{failure}" if failure else line


def _fields(record: logging.LogRecord) -> dict[str, object]:
    return {name: value for name, value in vars(record).items() if name not in _OF_EVERY_RECORD}


def _said(record: logging.LogRecord) -> str:
    message = record.getMessage()
    if not record.name.startswith("slack_bolt"):
        return message
    said, *request = _A_REQUEST.split(message, maxsplit=1)
    return f"{said.rstrip()} (request left out)" if request else said


def _failure(record: logging.LogRecord) -> str:
    return "".join(traceback.format_exception(*record.exc_info)).rstrip() if record.exc_info else ""


def _in_a_line(value: object) -> str:
    text = str(value)
    return text if re.fullmatch(r"[\w.:/@#+-]+", text) else json.dumps(text)
