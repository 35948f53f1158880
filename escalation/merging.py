"""Two drafts of the same problem as one, and taken apart again."""

from escalation.models import Draft, EscalationId, Merged


def merged(kept: Draft, other: Draft, *, into: EscalationId) -> tuple[Draft, Merged]:
    """`kept` with what only `other` knows: its customers, and who else is affected; what it names itself stays.

    Counts and yearly revenue add up where the other's customers were not in it already, else the larger one stands.
    """
    known = {name.casefold() for name in kept.customers}
    added = tuple(name for name in other.customers if name.casefold() not in known)
    told = {
        "affected_count": _both(kept.affected_count, other.affected_count, adds_up=bool(added)),
        "arr": _both(kept.arr, other.arr, adds_up=bool(added)),
        "segment": kept.segment or other.segment,
        "revenue": kept.revenue or other.revenue,
    }
    changes = {name: (getattr(kept, name), now) for name, now in told.items() if now != getattr(kept, name)}
    whole = kept.model_copy(update={**told, "customers": (*kept.customers, *added)})
    return whole, Merged(into=into, customers=added, changes=changes)


def apart(kept: Draft, was: Merged) -> Draft:
    """`kept` without what was merged into it; what was edited since stays as it was edited."""
    back = {name: before for name, (before, after) in was.changes.items() if getattr(kept, name) == after}
    gone = {name.casefold() for name in was.customers}
    return kept.model_copy(
        update={**back, "customers": tuple(name for name in kept.customers if name.casefold() not in gone)}
    )


def _both(one: int | None, other: int | None, *, adds_up: bool) -> int | None:
    if one is None or other is None:
        return one if other is None else other
    return one + other if adds_up else max(one, other)
