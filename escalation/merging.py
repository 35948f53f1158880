"""Two drafts of the same problem as one, and taken apart again."""

from collections.abc import Collection, Sequence

from escalation.drafts import Draft
from escalation.kinds import EscalationId
from escalation.models import Added, Contact, Merged


def merged(kept: Draft, other: Draft, *, into: EscalationId) -> tuple[dict[str, object], Merged]:
    """What changes in `kept`: the other's customers, and who else is affected; what it names itself stays.

    Counts and yearly revenue add up where no customer is in both, else the larger one stands.
    """
    added = tuple(name for name in other.customers if name.casefold() not in _known(kept))
    adds_up = len(added) == len(other.customers) and bool(added)
    count = _more(kept.affected_count, other.affected_count, adds_up=adds_up)
    arr = _more(kept.arr, other.arr, adds_up=adds_up)
    revenue = other.revenue if other.revenue and (adds_up or not kept.revenue) else None
    changes: dict[str, object] = {
        "customers": (*kept.customers, *added),
        "customer_unknown": kept.customer_unknown and not added,
        "affected_count": _sum(kept.affected_count, count),
        "arr": _sum(kept.arr, arr),
        "revenue": "; ".join(part for part in (kept.revenue, revenue) if part) or None,
        "segment": kept.segment or other.segment,
    }
    segment = None if kept.segment else other.segment
    return changes, Merged(into=into, customers=added, count=count, arr=arr, revenue=revenue, segment=segment)


def apart(kept: Draft, was: Merged, *, still: Collection[str]) -> dict[str, object]:
    """What changes in `kept` when that goes again; `still` are customers that others brought along too."""
    stay = {name.casefold() for name in still}
    gone = {name.casefold() for name in was.customers} - stay
    texts = [part for part in (kept.revenue or "").split("; ") if part]
    if was.revenue in texts:
        texts.remove(was.revenue)
    return {
        "customers": tuple(name for name in kept.customers if name.casefold() not in gone),
        "affected_count": _less(kept.affected_count, was.count),
        "arr": _less(kept.arr, was.arr),
        "revenue": "; ".join(texts) or None,
        "segment": None if was.segment and kept.segment == was.segment else kept.segment,
    }


def without(
    kept: Draft, added: Sequence[Added], gone: Added, *, still: Collection[str]
) -> tuple[dict[str, object], tuple[Added, ...]]:
    """What changes in `kept` when one join goes again, and the joins as they stand then.

    What came later and counted only beside it counts by itself now: its customer may have been in both.
    """
    later = [one for one in added if one.number > gone.number and one.leans and not one.taken_out_by]
    whole = kept
    for one in (*reversed(later), gone):
        whole = whole.model_copy(update=apart(whole, one.changed, still=still))
    stand = {one.number: one for one in added}
    for one in later:
        changes, changed = merged(whole, one.brought, into=gone.changed.into)
        whole = whole.model_copy(update=changes)
        stand[one.number] = one.model_copy(update={"changed": changed})
    left = {name: getattr(whole, name) for name in ("customers", "affected_count", "arr", "revenue", "segment")}
    return left | {"customer_unknown": gone.was_unknown and not whole.customers}, tuple(stand.values())


def contacts_apart(
    kept: Sequence[Contact], theirs: Sequence[Contact]
) -> tuple[tuple[Contact, ...], tuple[Contact, ...]]:
    """Who stays, and who goes again with what they did here: each is known by whom they brought along, and when."""
    gone = {_who(one) for one in theirs}
    found = {_who(one): one for one in kept if _who(one) in gone}
    return tuple(one for one in kept if _who(one) not in gone), tuple(found.get(_who(one), one) for one in theirs)


def _who(one: Contact) -> tuple[object, ...]:
    return one.person, one.customers, one.joined_at


def _known(draft: Draft) -> set[str]:
    return {name.casefold() for name in draft.customers}


def _more(one: int | None, other: int | None, *, adds_up: bool) -> int | None:
    """How much the other adds."""
    if other is None:
        return None
    return other if adds_up or one is None else max(other - one, 0)


def _sum(one: int | None, more: int | None) -> int | None:
    return one if more is None else (one or 0) + more


def _less(one: int | None, less: int | None) -> int | None:
    """What is left; nothing is left of what only the other knew."""
    return one if not less or one is None else (one - less if one > less else None)
