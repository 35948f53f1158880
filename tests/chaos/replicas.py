"""`escalate run`, several of them: real processes that are killed and frozen as no program expects, and started again.

Socket Mode: Slack itself gives each payload to one of the open connections, so nothing of ours stands in between.
"""

import asyncio
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sandbox import Sandbox
from tests.operators import ROOT, environment

POLICY = """
[office]
zone = "Europe/Berlin"
fallback = "#support-leads"
[support]
channel = "#support"
hours = "24x7"
lead = "U0NORA"
[teams.l2_support]
channel = "#l2-support"
hours = "24x7"
[teams.engineering]
channel = "#eng-escalations"
hours = "24x7"
lead = "U0LEA"
[teams.product]
channel = "#product-escalations"
hours = "24x7"
lead = "U0PRIYA"
[teams.security]
channel = "C0SECURITY"
hours = "24x7"
lead = "U0SAM"
[teams.leadership]
channel = "C0LEADERS"
hours = "24x7"
lead = "U0NORA"
"""
"""Everybody is at work all day, so that a day of the clock is a day of reminders."""

PROGRAM = ("cli", "run")


@dataclass
class Replica:
    """One place in which a process runs, and another after it."""

    environment: Mapping[str, str]
    log: Path
    program: Sequence[str] = PROGRAM
    process: asyncio.subprocess.Process | None = None
    is_frozen: bool = False

    async def start(self) -> None:
        with self.log.open("ab") as log:
            command = [sys.executable, "-m", *self.program]
            self.process = await asyncio.create_subprocess_exec(
                *command, env=dict(self.environment), cwd=ROOT, stdout=log, stderr=log
            )

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.returncode is None

    async def kill(self) -> None:
        """As by kill -9: nothing of it runs another line."""
        if self.process is not None and self.is_alive:
            self.process.kill()
            await self.process.wait()
        self.is_frozen = False

    def freeze(self) -> None:
        """As a machine that stalls: it stands still, and will go on where it was."""
        if self.process is not None and self.is_alive:
            self.process.send_signal(signal.SIGSTOP)
            self.is_frozen = True

    def thaw(self) -> None:
        if self.process is not None and self.is_alive:
            self.process.send_signal(signal.SIGCONT)
        self.is_frozen = False

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


@dataclass
class Replicas:
    sandbox: Sandbox
    everyone: list[Replica]
    ports: list[socket.socket]
    """Held, so that nobody else is given one while its replica is dead."""
    killed: int = 0

    @classmethod
    def of(
        cls, sandbox: Sandbox, database: str, folder: Path, *, count: int, program: Sequence[str] = PROGRAM
    ) -> "Replicas":
        told, ports = environment(sandbox, database, folder, policy=POLICY), [_held() for _ in range(count)]
        everyone = [
            Replica({**told, "PORT": str(held.getsockname()[1])}, folder / f"replica-{number}.log", program)
            for number, held in enumerate(ports)
        ]
        return cls(sandbox, everyone, ports)

    async def start(self) -> None:
        """All of them, until each is connected."""
        for one in self.everyone:
            await self.start_one(one)

    async def start_one(self, one: Replica, *, seconds: float = 60) -> None:
        before = set(self.sandbox.socket_mode.connections)
        await one.start()

        def is_up() -> bool:
            if not one.is_alive:
                raise RuntimeError(f"It did not start:\n{one.said[-3000:]}")
            return bool(set(self.sandbox.socket_mode.connections) - before)

        await self.sandbox.until(is_up, seconds=seconds)

    async def kill(self, one: Replica) -> None:
        self.killed += 1
        await one.kill()

    async def all_run(self) -> None:
        """What was killed is started, what was frozen goes on."""
        for one in self.everyone:
            if one.is_frozen:
                one.thaw()
            if not one.is_alive:
                await self.start_one(one)

    async def end(self) -> None:
        for one in self.everyone:
            await one.kill()
        for held in self.ports:
            held.close()


def _held() -> socket.socket:
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    return held
