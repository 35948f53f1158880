"""How often we are right on labelled texts, where they lie beside the checkout; they are no part of the project."""

import importlib.util
import io
import json
import re
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from escalation.triage import answer

LABELLED = Path(__file__).resolve().parents[2].parent / "shared" / "triage"
FLOORS = {
    "warrants": 0.93,
    "severity": 0.85,
    "target": 0.90,
    "severity+target": 0.80,
    "customers": 0.85,
    "is_bug": 0.90,
    "missing": 0.85,
}


# The scoring script leaves its files to be closed by the collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.skipif(not (LABELLED / "score.py").exists(), reason="the labelled texts are not beside this checkout")
def test_labelled_texts_are_judged_well(tmp_path: Path) -> None:
    cases = [
        json.loads(line) for line in (LABELLED / "dev.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    answers = tmp_path / "answers.jsonl"
    answers.write_text("\n".join(json.dumps(answer(case["id"], case["text"])) for case in cases), encoding="utf-8")

    reached = scores(LABELLED / "dev.jsonl", answers)

    assert {name: score for name, score in reached.items() if score < FLOORS.get(name, 0)} == {}


def scores(cases: Path, answers: Path) -> dict[str, float]:
    spec = importlib.util.spec_from_file_location("score", LABELLED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    printed = io.StringIO()
    with redirect_stdout(printed):
        module.main(str(cases), str(answers))
    return {
        found[1]: float(found[2])
        for found in re.finditer(r"^(\S+)\s+accuracy ([\d.]+)", printed.getvalue(), re.MULTILINE)
    }
