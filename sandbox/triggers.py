"""Trigger ids: leave to open a modal, for three seconds of machine time, once."""

import secrets
from dataclasses import dataclass

from sandbox.clock import machine
from sandbox.errors import Refused


@dataclass
class Trigger:
    user: str
    issued: float
    view: str | None
    channel: str | None
    is_used: bool = False


class Triggers:
    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str, *, view: str | None = None, channel: str | None = None) -> str:
        trigger_id = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._issued[trigger_id] = Trigger(user, machine(), view, channel)
        return trigger_id

    def look(self, id: str) -> Trigger:
        trigger = self._issued.get(id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.is_used:
            raise Refused("exchanged_trigger_id")
        if machine() - trigger.issued > self.seconds:
            raise Refused("expired_trigger_id")
        return trigger
