"""Looking for dead objects keeps nobody waiting: what the program has loaded is not gone through again."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

LOADED = """
import gc
import app
from running.garbage import keep_what_is_loaded

before = len(gc.get_objects())
keep_what_is_loaded()
print(before, len(gc.get_objects()))
"""


def test_what_is_loaded_is_not_looked_through_again() -> None:
    told = subprocess.run([sys.executable, "-c", LOADED], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603 - our own code
    before, after = map(int, told.stdout.split())

    assert after < before / 100
