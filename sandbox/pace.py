"""How fast an app may call: token buckets in machine time."""

import math

from sandbox import limits
from sandbox.clock import machine


class Bucket:
    def __init__(self, per_second: float, burst: int) -> None:
        self.per_second = per_second
        self.burst = burst
        self._left = float(burst)
        self._seen = machine()

    def take(self) -> int:
        """0 if there was a token, else the whole seconds to wait for one."""
        now = machine()
        self._left = min(self.burst, self._left + (now - self._seen) * self.per_second)
        self._seen = now
        if self._left >= 1:
            self._left -= 1
            return 0
        return max(1, math.ceil((1 - self._left) / self.per_second))


class Pace:
    """One message a second in each channel, short bursts aside; every method within reason."""

    def __init__(self, *, per_second: float, burst: int) -> None:
        self._per_second = per_second
        self._burst = burst
        self._channels: dict[str, Bucket] = {}
        self._methods: dict[str, Bucket] = {}

    def wait(self, method: str, channel: str) -> int:
        bucket = self._methods.setdefault(method, Bucket(limits.CALLS_PER_SECOND, limits.CALL_BURST))
        if seconds := bucket.take():
            return seconds
        if method != "chat.postMessage" or not channel:
            return 0
        return self._channels.setdefault(channel, Bucket(self._per_second, self._burst)).take()
