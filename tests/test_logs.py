"""The log: events with fields, in two forms, and never a secret or a request in them."""

import json
import logging
from collections.abc import Iterator

import pytest
from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.middleware.request_verification import RequestVerification
from slack_sdk.web.async_client import AsyncWebClient

from running import logs

log = logging.getLogger("test")


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level


def test_on_a_console_an_event_is_one_line_with_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("console")
    log.info("letter sent", extra={"escalation": 12, "notice": "reminder due"})
    (line,) = capsys.readouterr().err.splitlines()
    assert line[20:] == 'info     letter sent  escalation=12  notice="reminder due"'


def test_for_machines_an_event_is_one_object_with_its_fields(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json")
    log.warning("letter %s", "late", extra={"escalation": 12, "tries": 3})
    line = json.loads(capsys.readouterr().err)
    assert line.pop("at").endswith("+00:00")
    assert line == {"level": "warning", "event": "letter late", "logger": "test", "escalation": 12, "tries": 3}


def test_for_machines_a_failure_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json")
    log.error("round failed", exc_info=RuntimeError("no answer"))
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["error"].endswith("RuntimeError: no answer")


def test_a_field_cannot_begin_a_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("console")
    log.info("channel found", extra={"channel": "eng\n2026-01-01 00:00:00 info all is well"})
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_configured_twice_it_still_says_things_once(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("console")
    logs.configure("json")
    log.info("started")
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_what_goes_to_slack_is_not_written_out_for_nobody() -> None:
    logs.configure("console")

    # slack-sdk writes out each request and answer unless its logger has a level of its own.
    assert AsyncWebClient(token="xoxb-nobody").logger.level > logging.DEBUG


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("token=xoxb-12-34-AbCd failed", "token=xoxb-[hidden] failed"),
        ("%20xoxp-12-34-AbCd", "%20xoxp-[hidden]"),
        ("xoxe.xoxb-1-MTIz", "xoxe.xoxb-[hidden]"),
        ('{"token": "xapp-1-A012-34-ffee"}', '{"token": "xapp-[hidden]"}'),
        ("https://hooks.slack.com/commands/T1/2/abc sent", "https://hooks.slack.com/[hidden] sent"),
        (
            "wss://wss-primary.slack.com/link/?ticket=abc&app_id=def",
            "wss://wss-primary.slack.com/link/?ticket=[hidden]&app_id=def",
        ),
        ("postgresql+psycopg://desk:hunter2@db/desk", "postgresql+psycopg://desk:[hidden]@db/desk"),
        ("It must begin with xoxb-.", "It must begin with xoxb-."),
        ("http://127.0.0.1:4500/api/ at 10:20", "http://127.0.0.1:4500/api/ at 10:20"),
    ],
)
def test_what_lets_people_in_is_hidden(text: str, shown: str) -> None:
    assert logs.hide_secrets(text) == shown


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_token_is_hidden_wherever_it_comes_from(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json" if form == "json" else "console")
    failure = RuntimeError("xoxb-1-in-a-traceback")
    log.error("%s", "xoxb-2-in-an-argument", exc_info=failure, extra={"field": {"deep": "xapp-3-in-a-field"}})
    said = capsys.readouterr().err
    assert said.count("[hidden]") == 3
    assert "-in-a" not in said


def test_a_stranger_cannot_write_into_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("console")
    request = BoltRequest(body="text=Northwind+cannot+pay", headers={"x-slack-signature": "v0=Northwind"})
    RequestVerification("secret").process(
        req=request, resp=BoltResponse(status=200), next=lambda: BoltResponse(status=200)
    )
    said = capsys.readouterr().err
    assert said.endswith("Invalid request signature detected (request left out)\n")


def test_a_request_nobody_answers_is_logged_without_what_people_typed(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("console")
    logging.getLogger("slack_bolt.AsyncApp").warning("Unhandled request ({'value': 'Northwind'})\nprint(Northwind)")
    assert capsys.readouterr().err[29:] == "Unhandled request (request left out)\n"
