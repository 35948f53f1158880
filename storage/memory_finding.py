"""What a transaction in memory sees, and how it finds escalations: by looking at each."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from escalation.errors import StorageError
from escalation.facts import company
from escalation.findable import Findable, findable
from escalation.kinds import EscalationId, WorkspaceId
from escalation.models import Escalation
from escalation.ports import LOOKED_BACK
from escalation.refs import as_kept
from storage.columns import clean
from storage.memory_kept import Kept

MEETING = 2
"""How many of the words asked for must be there, where more than one is asked for."""


class MemoryFinding:
    def __init__(self, kept: Kept, workspace: WorkspaceId, *, now: datetime, writable: bool) -> None:
        self._all = kept
        self._workspace = workspace
        self._now = now
        self._writable = writable
        self._unarranged: set[EscalationId] = set()

    @property
    def workspace(self) -> WorkspaceId:
        return self._workspace

    @property
    def _changed(self) -> Kept:
        """What is kept, to be changed."""
        if not self._writable:
            raise StorageError("This was opened for reading: write inside `begin`.")
        return self._all

    def with_ref(self, ref: str) -> Sequence[EscalationId]:
        name = clean(as_kept(ref))
        told = {one.id for one, found in self._findable() if name in found.refs}
        added = {one for workspace, ref, one in self._all.refs if (workspace, ref) == (self.workspace, name)}
        return tuple(sorted(told | added, reverse=True))

    def add_ref(self, id: EscalationId, ref: str) -> None:
        self._changed.refs[self.workspace, clean(as_kept(ref)), id] = True

    def drop_ref(self, id: EscalationId, ref: str) -> None:
        self._changed.refs.pop((self.workspace, clean(as_kept(ref)), id), None)

    def of_customer(self, name: str, *, since: datetime, limit: int) -> Sequence[Escalation]:
        customer = clean(company(name))
        theirs = [one for one, found in self._findable() if customer in found.customers and one.opened_at >= since]
        newest = sorted(theirs, key=lambda one: (one.opened_at, one.id), reverse=True)[:limit]
        return tuple(one for one in newest if not one.is_secret)

    def alike(self, words: Sequence[str], *, limit: int, is_open: bool) -> Sequence[Escalation]:
        asked = {clean(word) for word in words if word.isalnum()}
        needed = min(len(asked), MEETING)
        met = [one for one, found in self._findable() if needed and len(asked & {*found.words}) >= needed]
        newest = max((number for workspace, number in self._all.escalations if workspace == self.workspace), default=0)
        fitting = (one for one in met if (not one.is_closed if is_open else one.id > newest - LOOKED_BACK))
        return tuple(sorted(fitting, key=lambda one: -one.id)[:limit])

    def _findable(self) -> Iterable[tuple[Escalation, Findable]]:
        ours = (one for (workspace, _), one in self._all.escalations.items() if workspace == self.workspace)
        return ((one, findable(one)) for one in ours)
