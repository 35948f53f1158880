"""The running program, as its parts are known to each other."""

from dataclasses import dataclass
from datetime import timedelta

from slack_bolt.async_app import AsyncApp

from connectors.slack_directory import SlackDirectory
from escalation.delivery import SETTLE, OffLoop
from escalation.desk import EscalationDesk
from escalation.overhearing import Overhearing
from running import watch
from running.connection import SocketConnection
from running.hooks import Hooks
from running.identity import Identity
from running.moment import Moment
from running.policies import PolicyBook
from running.rounds import BEAT, Courier, TaskSet
from storage.store import SqlStore


@dataclass(frozen=True)
class Patience:
    """How long we wait: for Slack's answer, until what it accepted can be found, between beats, and before what stays
    late is a problem. Machine time."""

    answer: int = 10
    settle: timedelta = SETTLE
    beat: float = BEAT
    late: float = watch.PATIENCE


PATIENCE = Patience()


@dataclass
class Bot:
    """The running program's parts, for tests and for the terminal."""

    desk: EscalationDesk
    store: SqlStore
    people: SlackDirectory
    policies: PolicyBook
    courier: Courier
    bolt: AsyncApp
    off_loop: OffLoop
    tasks: TaskSet
    moment: Moment
    identity: Identity
    overhearing: Overhearing
    hooks: Hooks
    port: int
    connection: SocketConnection | None
