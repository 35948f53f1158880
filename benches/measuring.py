"""What the benches share: figures beside their bounds, and processes that are started and surely ended.

A bench prints what it measured, then the same as lines `name value unit` for scripts. Ratios within one run can be
trusted; plain numbers belong to the machine and to what else ran on it, so the load stands in the first line.
"""

import contextlib
import json
import os
import platform
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
LOOPBACK = "127.0.0.1"

SLACK_NAMES = ("SLACK_", "DATABASE_URL", "ESCALATION_", "HOST", "PORT", "PUBLIC_URL", "LOG_FORMAT")


class Figure(NamedTuple):
    name: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None

    @property
    def for_scripts(self) -> str:
        return f"{self.name} {self.value:.4g} {self.unit}"

    @property
    def verdict(self) -> str:
        if self.at_most is not None:
            return f"{'holds' if self.value <= self.at_most else 'MISSED'}, at most {self.at_most:g}"
        if self.at_least is not None:
            return f"{'holds' if self.value >= self.at_least else 'MISSED'}, at least {self.at_least:g}"
        return ""


def started_as(name: str) -> None:
    load = " ".join(f"{one:.2f}" for one in os.getloadavg())
    print(f"{name}: Python {platform.python_version()}, {os.cpu_count()} cores, load {load}", flush=True)


def told(*figures: Figure) -> None:
    """The figures for people, then for scripts; the last one is what the bench is about."""
    for one in figures:
        print(f"  {one.name:<44} {one.value:>10.4g} {one.unit:<10} {one.verdict}".rstrip())
    print()
    for one in figures:
        print(one.for_scripts)


def percentile(values: Sequence[float], part: int) -> float:
    """By nearest rank: one of the values that were measured."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * part // 100) - 1)]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


# --- processes


def free_port() -> int:
    with socket.socket() as one:
        one.bind((LOOPBACK, 0))
        port: int = one.getsockname()[1]
        return port


def listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex((LOOPBACK, port)) == 0


class Child:
    """A process of ours, seen from outside."""

    def __init__(self, process: "subprocess.Popen[bytes]", output: Path) -> None:
        self.pid = process.pid
        self._process = process
        self._output = output

    @property
    def output(self) -> str:
        return self._output.read_text(encoding="utf-8", errors="replace")

    @property
    def has_ended(self) -> bool:
        return self._process.poll() is not None

    @property
    def cpu_seconds(self) -> float:
        """User and system time of all its threads."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def resident(self) -> float:
        """Megabytes in memory, shared pages counted in full."""
        return resident(self.pid)

    def until(self, claim: Callable[[], bool], *, seconds: float = 30.0, every: float = 0.02) -> None:
        """Waits until the claim holds. Raises `TimeoutError` with what the process has said."""
        end = time.monotonic() + seconds
        while not claim():
            if self.has_ended or time.monotonic() > end:
                raise TimeoutError(f"It did not come up:\n{self.output[-3000:]}")
            time.sleep(every)

    def end(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(10)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - loopback, ours
            return bool(answer.status == 200)  # noqa: PLR2004 - HTTP's word for good
    except OSError:
        return False


def resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    (line,) = [one for one in lines if one.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="escalation-bench-") as name:
        yield Path(name)


@contextlib.contextmanager
def running(*words: str, within: Path, environ: dict[str, str] | None = None) -> Iterator[Child]:
    """`python -m WORDS` in a folder of its own, with none of the caller's settings; ended when the block ends."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(SLACK_NAMES)}
    output = within / f"{words[0]}-{free_port()}.log"
    with output.open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-m", *words],
            cwd=within,
            env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **(environ or {})},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        child = Child(process, output)
        try:
            yield child
        finally:
            child.end()


# --- asking over HTTP


def asked(url: str, body: Any = None) -> Any:
    """The JSON behind a loopback address; posted to when there is a body."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, headers={"Content-Type": "application/json"})  # noqa: S310 - loopback, ours
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - loopback, ours
        return json.loads(answer.read())


POLICY = """
[office]
zone = "Europe/Berlin"
fallback = "C0SUPLEADS"
[support]
channel = "C0SUPPORT"
group = "S0ONSHIFT"
[teams.l2_support]
channel = "C0L2SUPPORT"
group = "S0L2SUPPORT"
[teams.engineering]
channel = "C0ENG"
group = "S0ENGONCALL"
lead = "U0LEA"
[teams.product]
channel = "C0PRODUCT"
lead = "U0PRIYA"
[teams.security]
channel = "C0SECURITY"
group = "S0SECONCALL"
lead = "U0SAM"
[teams.leadership]
channel = "C0LEADERS"
lead = "U0NORA"
"""
"""The policy of the sandbox's small company."""


def policy_in(place: Path) -> str:
    path = place / "escalation.toml"
    path.write_text(POLICY, encoding="utf-8")
    return str(path)
