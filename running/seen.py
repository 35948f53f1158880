"""How the company's other tools stood when they were last asked, for a lead's eyes. Only the running bot knows it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from escalation.sources import Connector, ToolState


class ToolsSeen:
    """What became of each question, by tool. `now` is the moment."""

    def __init__(self, connectors: Iterable[Connector], *, now: Callable[[], datetime]) -> None:
        self._now = now
        self._seen = {one.name: ToolState(name=one.name, kind=one.kind, category=one.category) for one in connectors}

    def saw(self, name: str, why: str | None, pause: float | None) -> None:
        """`why` is what a tool failed with, `pause` the seconds for which it is left alone."""
        now = self._now()
        told = {"asked_at": now, "problem": why, "rests_until": now + timedelta(seconds=pause) if pause else None}
        self._seen[name] = self._seen[name].model_copy(update=told)

    def states(self) -> Sequence[ToolState]:
        return tuple(self._seen.values())
