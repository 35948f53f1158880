"""Count the phrases of labelled reports anew: the table that `escalation/experience.py` reads.

    .venv/bin/python benches/learn.py labelled.jsonl [more.jsonl ...] > escalation/experience.tsv

Each line is an object with `text` and `expect`, and `expect` has `warrants` (true, false or "either"), `severity` and
`target` (lists, the best answer first) and `is_bug` (true, false or null). Only counts of words and pairs of words that
stand in two reports at least are written, no customer (`customers`, a list, is left out of the text) and no word with a
capital within a sentence: no text, and no name.
"""

import csv
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from escalation.experience import OUTCOMES, Kind, table_of
from escalation.kinds import Severity, TargetTeam


def kind_of(expect: dict[str, Any]) -> Kind:
    """The kind of a report with these labels: the one of whose team and severity it is."""
    if expect["warrants"] is False:
        return Kind.SUPPORT
    severity, team = Severity(expect["severity"][0]), TargetTeam(expect["target"][0])
    if team is TargetTeam.LEADERSHIP:
        return Kind.RISK
    if team is TargetTeam.L2_SUPPORT and expect["is_bug"] is not False:
        team = TargetTeam.ENGINEERING  # the cause is open, and it reads like any fault
    of_team = [kind for kind, outcome in OUTCOMES.items() if outcome.team is team and outcome.warrants]
    severities = {OUTCOMES[kind].severity: kind for kind in of_team}
    return severities.get(severity) or severities.get(Severity.HIGH) or of_team[0]


def _nameless(report: dict[str, Any]) -> str:
    """The text without the customers it names, however they are written."""
    text: str = report["text"]
    for name in report["expect"].get("customers", ()):
        text = text.replace(name, ".")
    return text


def main(paths: list[str]) -> None:
    lines = [line for path in paths for line in Path(path).read_text("utf-8").splitlines() if line.strip()]
    reports = [json.loads(line) for line in lines]
    labelled = [(kind_of(report["expect"]), _nameless(report)) for report in reports]
    csv.writer(sys.stdout, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n").writerows(table_of(labelled))


if __name__ == "__main__":
    main(sys.argv[1:])
