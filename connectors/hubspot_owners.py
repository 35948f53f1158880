"""HubSpot's owners: by what name a record's is known, and as which user of HubSpot they write."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from connectors.customers import Kept, optional
from connectors.hubspot_records import Record, full_name, owner_id
from connectors.product import one, reading, rows, words
from connectors.wire import Wire
from escalation.facts import FailureKind
from escalation.sources import SourceFailed

OWNERS = "/crm/owners/2026-03"


class Owners:
    """Asked for over `wire`, and kept for a while."""

    def __init__(self, wire: Wire, seconds: Callable[[], float]) -> None:
        self._wire = wire
        self._kept: Kept[Record] = Kept(seconds)

    async def names(self, records: Iterable[Record]) -> Mapping[str, str]:
        """Of the owners of these, as far as they are there."""
        ids = list(dict.fromkeys(owner for told in records if (owner := owner_id(told))))
        told = await asyncio.gather(*(optional(self._owner(owner)) for owner in ids))
        names = (full_name(single, "firstName", "lastName", "email") for single in told)
        return {owner: name for owner, name in zip(ids, names, strict=True) if name}

    async def users_at(self, address: str) -> Sequence[str]:
        """The numbers of users with this e-mail address. Raises `SourceFailed`."""
        told = rows(await self._wire.get(OWNERS, {"email": address}), "results")
        named = [single for single in told if (words(single.get("email")) or "").lower() == address.lower()]
        return [user for single in named if (user := _user(single))]

    async def users_with(self, record: Any) -> Sequence[str]:
        """The number of the user who owns a record; none where that is a queue, or has left. Raises `SourceFailed`."""
        owner = owner_id(record)
        try:
            user = _user(await self._owner(owner)) if owner else None
        except SourceFailed as failure:
            if failure.kind is not FailureKind.NOT_THERE:
                raise
            return []
        return [user] if user else []

    async def _owner(self, owner: str) -> Record:
        async def ask() -> Record:
            return one(await self._wire.get(f"{OWNERS}/{owner}"))

        return await self._kept.get(owner, ask)


def _user(owner: Record) -> str | None:
    found = words(reading(owner, "userId"))
    return found if found and found.isdigit() else None
