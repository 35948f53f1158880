"""What people and scripts get from `escalate brief` and `escalate triage` in a terminal, without Slack."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

import cli
from escalation.brief_model import Brief
from tests.stores import new_database

Terminal = pytest.CaptureFixture[str]

SEEDS_EXAMPLES = {
    "API returning 500 errors intermittently for Acme Corp": "Engineering",
    "Data export is missing rows — 3 customers reported this week": "Engineering",
    "SSO login loop affecting all Enterprise customers": "Engineering",
    "Customer threatening to churn over missing audit log feature": "Leadership",
}
ANSWERS = [
    *("id", "headline", "issue", "impact", "warrants", "severity", "target", "customers", "affected_count", "started"),
    *("is_bug", "frequency", "churn", "sla", "security", "arr", "deadline", "segment", "missing", "reasons"),
]
SEEDS = pytest.mark.parametrize(("text", "team"), SEEDS_EXAMPLES.items())


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts a text on standard input."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def answers(terminal: Terminal) -> list[dict[str, Any]]:
    return [json.loads(line) for line in terminal.readouterr().out.splitlines()]


# escalate brief


@SEEDS
def test_each_of_the_seeds_examples_becomes_a_brief(text: str, team: str, capsys: Terminal) -> None:
    assert cli.main(["brief", text]) == 0
    said = capsys.readouterr()
    assert f"\nSuggested {team}" in said.err
    assert "\nNot known: " in said.err
    assert said.out.startswith("## ESCALATION: ")
    assert f"\n**Target team:** {team}\n" in said.out
    assert said.out.endswith("- Documentation or logs: Unknown\n")


@SEEDS
def test_each_of_the_seeds_examples_becomes_json(text: str, team: str, capsys: Terminal) -> None:
    assert cli.main(["brief", text, "--json", "--from", "Maya"]) == 0
    made = Brief.model_validate_json(capsys.readouterr().out)
    assert (made.target, made.reported_by, made.issue) == (team, "Maya", text)


def test_asked_for_by_name_the_brief_comes_without_a_word_more(capsys: Terminal) -> None:
    for form in ("--markdown", "--json"):
        assert cli.main(["brief", "Exports time out for Northwind", form]) == 0
    assert capsys.readouterr().err == ""


def test_a_deadline_that_nobody_named_is_assumed_by_the_severity(capsys: Terminal) -> None:
    cli.main(["brief", "Production is down for all customers"])
    assert "- **Deadline:** Now, assumed\n" in capsys.readouterr().out
    cli.main(["brief", "API returning 500 errors intermittently for Acme Corp"])
    assert re.search(r"- \*\*Deadline:\*\* .* \(UTC\), assumed\n", capsys.readouterr().out)


def test_what_support_could_handle_itself_says_so(capsys: Terminal) -> None:
    cli.main(["brief", "How do I export my invoices? I can't find the setting. For Acme Corp"])
    assert "\nThis may be quicker in support: " in capsys.readouterr().err


def test_markdown_is_what_comes_without_asking(capsys: Terminal) -> None:
    cli.main(["brief", "Exports time out for Northwind"])
    first = capsys.readouterr().out
    cli.main(["brief", "Exports time out for Northwind", "--markdown"])
    assert capsys.readouterr().out == first


def test_a_dash_reads_the_text_from_standard_input(pipe: Any, capsys: Terminal) -> None:
    pipe("Exports time out for Northwind\n")
    assert cli.main(["brief", "-"]) == 0
    assert "### Issue Description\nExports time out for Northwind\n" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_empty_text_is_said_to_be_empty(text: str, pipe: Any, capsys: Terminal) -> None:
    pipe(text)
    assert (cli.main(["brief", text]), cli.main(["brief", "-"])) == (2, 2)
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == ['There is no text. Try: escalate brief "API returns 500 for Acme Corp"'] * 2


def test_ten_thousand_letters_come_whole(capsys: Terminal) -> None:
    text = "Checkout is down for Acme Corp. " + "It hangs again. " * 625
    assert cli.main(["brief", text]) == 0
    assert text.strip() in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [["brief"], ["brief", "x", "--json", "--markdown"], ["brief", "x", "--yaml"], []])
def test_a_wrong_call_says_how_it_is_called(wrong: list[str], capsys: Terminal) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(wrong)
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: escalate")


# escalate triage


def test_each_line_gets_one_answer_in_the_order_asked(pipe: Any, capsys: Terminal) -> None:
    pipe("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(SEEDS_EXAMPLES)))
    assert cli.main(["triage", "--jsonl"]) == 0
    said = answers(capsys)
    assert [(one["id"], one["target"]) for one in said] == [
        (str(n), team) for n, team in enumerate(SEEDS_EXAMPLES.values())
    ]
    assert [sorted(one) for one in said] == [sorted(ANSWERS)] * 4
    assert all(one["warrants"] and one["reasons"] for one in said)


def test_a_bad_line_is_named_and_the_others_are_answered(pipe: Any, capsys: Terminal) -> None:
    pipe('{"id": "a", "text": "It is down"}\nnot json\n[1]\n{"id": "b"}\n\n{"id": "c", "text": "It is slow"}\n')
    assert cli.main(["triage", "--jsonl"]) == 1
    said = capsys.readouterr()
    assert [json.loads(line)["id"] for line in said.out.splitlines()] == ["a", "c"]
    assert said.err.splitlines() == [f'line {n}: not a JSON object with "id" and "text"' for n in (2, 3, 4)]


def test_no_lines_are_no_answers(pipe: Any, capsys: Terminal) -> None:
    pipe("")
    assert cli.main(["triage", "--jsonl"]) == 0
    assert capsys.readouterr().out == ""


def test_a_line_without_text_is_answered_without_making_anything_up(pipe: Any, capsys: Terminal) -> None:
    pipe('{"id": 7, "text": ""}\n')
    assert cli.main(["triage", "--jsonl"]) == 0
    said = answers(capsys)[0]
    assert (said["id"], said["issue"], said["customers"], said["arr"]) == ("7", "", [], None)


def test_letters_of_any_script_come_as_they_are(pipe: Any, capsys: Terminal) -> None:
    pipe(json.dumps({"id": "ü", "text": "Checkout hängt für Müller GmbH 🔥"}) + "\n")
    cli.main(["triage", "--jsonl"])
    said = capsys.readouterr().out
    assert "Müller GmbH 🔥" in said


def test_a_line_of_ten_thousand_letters_is_answered(pipe: Any, capsys: Terminal) -> None:
    pipe(json.dumps({"id": "long", "text": "Checkout is down. " * 600}) + "\n")
    assert cli.main(["triage", "--jsonl"]) == 0
    assert answers(capsys)[0]["id"] == "long"


def test_triage_says_which_form_it_reads(capsys: Terminal) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["triage"])
    assert stopped.value.code == 2
    assert "--jsonl" in capsys.readouterr().err


def test_json_says_how_complete_a_brief_is_and_markdown_does_not(capsys: Terminal) -> None:
    cli.main(["brief", "Export is broken", "--json"])
    poor = Brief.model_validate_json(capsys.readouterr().out).completeness
    cli.main(["brief", "20 users get error 500 always in Chrome 126 on the Pro plan, fix by Monday noon", "--json"])
    better = Brief.model_validate_json(capsys.readouterr().out).completeness

    assert poor is not None
    assert better is not None
    assert 0 <= poor < better <= 100
    cli.main(["brief", "Export is broken"])
    assert "complete" not in capsys.readouterr().out.lower()


# The company's own words


def test_both_read_the_policy_file(pipe: Any, capsys: Terminal, monkeypatch: Any, tmp_path: Path) -> None:
    policy = tmp_path / "escalation.toml"
    policy.write_text('[triage]\ncritical = ["till"]\n[triage.customers]\n"Acme Corp" = ["acm"]\n', encoding="utf-8")
    monkeypatch.setenv("ESCALATION_CONFIG", str(policy))
    pipe('{"id": "1", "text": "The till is slow at ACM"}')

    assert (cli.main(["triage", "--jsonl"]), cli.main(["brief", "The till is slow at ACM"])) == (0, 0)

    line, _, brief = capsys.readouterr().out.partition("\n")
    answer = json.loads(line)
    assert (answer["severity"], answer["customers"]) == ("Critical", ["Acme Corp"])
    assert 'your policy: "till" means Critical' in answer["reasons"]
    assert "**Severity:** Critical" in brief
    assert "**Customers affected:** Acme Corp" in brief


def test_a_bad_policy_file_is_said_and_nothing_is_answered(capsys: Terminal, monkeypatch: Any, tmp_path: Path) -> None:
    policy = tmp_path / "escalation.toml"
    policy.write_text('[triage]\ncriticl = ["till"]\n', encoding="utf-8")
    monkeypatch.setenv("ESCALATION_CONFIG", str(policy))

    assert cli.main(["brief", "The till is slow"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert 'line 2, [triage] criticl: there is no such key. Did you mean "critical"?' in said.err


# escalate triage --report


def test_the_report_says_how_often_suggestions_were_kept(capsys: Terminal, monkeypatch: Any, tmp_path: Path) -> None:
    url = new_database("sqlite", tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)

    assert cli.main(["triage", "--report", "--since", "7d"]) == 0
    assert capsys.readouterr().out.endswith(": 0 escalations.\n")


def test_a_report_without_a_database_makes_none(capsys: Terminal, monkeypatch: Any, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/none.db")

    assert cli.main(["triage", "--report"]) == 2
    assert "is not there: start the program once" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_start_with_an_offset_is_that_moment_wherever_the_reporter_is(capsys: Terminal) -> None:
    asked = ["simulate", "--severity", "high", "--zone", "Europe/Berlin", "--days", "1", "--start"]
    said = []
    for start in ("2026-11-23T17:40+09:00", "2026-11-23T09:40"):
        assert cli.main([*asked, start]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
