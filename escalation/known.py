"""What the open form shows of other products: what of it is ticked, and what goes along when the form is sent."""

from datetime import datetime, timedelta

from escalation.documented import Documented, documented
from escalation.drafts import Draft, Triage
from escalation.evidence import query_of, settled
from escalation.facts import AnyFact, Article, Evidence, NotAsked, key
from escalation.gate import Gate, gate
from escalation.kinds import TargetTeam
from escalation.ports import KeptDraft
from escalation.record import Value
from escalation.stakes import late_reasons

FRESH = timedelta(minutes=10)
"""How long what was found in the form is not asked for again."""


MOST_SHOWN = 10
"""Facts that come at once: as many as Slack shows boxes in a row. More would not be read in a form."""


class Place(Value):
    """The one place of the form for what other products know: who has not answered, and what came first and later."""

    waiting: tuple[str, ...] = ()
    waves: tuple[tuple[AnyFact, ...], ...] = ()
    ticked: frozenset[str] = frozenset()
    missing: tuple[NotAsked, ...] = ()
    suggests: str = ""
    answer: Documented | None = None
    offer: Gate | None = None


def place(kept: KeptDraft, target: TargetTeam, concluded: Triage, *, suggests: str = "") -> Place | None:
    """None where nobody is asked, as of Security. `suggests` is what follows from it, in a sentence."""
    if target is TargetTeam.SECURITY or not kept.looked_in:
        return None
    if kept.evidence is None:
        return Place(waiting=kept.looked_in)
    return Place(
        waiting=kept.evidence.waiting,
        waves=waves(kept),
        ticked=frozenset(key(one) for one in kept.evidence.found if is_ticked(kept, one)),
        missing=kept.evidence.missing,
        suggests=suggests,
        answer=answer(kept),
        offer=None if kept.is_past_gate or kept.handled_at else offer(kept, concluded),
    )


def answer(kept: KeptDraft) -> Documented | None:
    """What is known already of the matter, ticked or not."""
    return documented(kept.evidence, query_of(kept.draft).terms)


def is_answered(kept: KeptDraft) -> bool:
    """By an article, which then goes on the record with what was decided."""
    found = answer(kept)
    return found is not None and isinstance(found.fact, Article)


def offer(kept: KeptDraft, concluded: Triage) -> Gate | None:
    """To handle it in support, where other products have an answer."""
    found = answer(kept)
    return gate(kept.draft, concluded, found, late=late_reasons(ticked(kept))) if found else None


def ticked(kept: KeptDraft) -> Evidence | None:
    """What is ticked by now."""
    if kept.evidence is None:
        return None
    return kept.evidence.model_copy(update={"found": tuple(one for one in kept.evidence.found if is_ticked(kept, one))})


def waves(kept: KeptDraft) -> tuple[tuple[AnyFact, ...], ...]:
    """What came first, and what came after it: each is shown as it came, so that no tick is lost."""
    if kept.evidence is None:
        return ()
    found, theirs = kept.evidence.found, kept.evidence.theirs
    first = [one for one in found if key(one) in kept.at_first]
    both = (first, [one for one in found if key(one) not in kept.at_first])
    return tuple(tuple(sorted(one, key=lambda fact: key(fact) not in theirs)[:MOST_SHOWN]) for one in both if one)


def is_ticked(kept: KeptDraft, fact: AnyFact) -> bool:
    """As somebody chose; else where it names the customer, or was named by the reporter, and is there to be seen."""
    theirs = kept.evidence.theirs if kept.evidence else ()
    return kept.ticks.get(key(fact), key(fact) in theirs and any(fact in wave for wave in waves(kept)))


def with_evidence(kept: KeptDraft, evidence: Evidence) -> KeptDraft:
    """What was shown stays where it was; what is new comes after it."""
    if kept.evidence is None:
        return kept.model_copy(update={"evidence": evidence, "at_first": tuple(key(one) for one in evidence.found)})
    whole = settled(kept.evidence.with_more(evidence), query_of(kept.draft))
    whole = whole.model_copy(update={"missing": evidence.missing})
    return kept.model_copy(update={"evidence": whole})


def taken_along(kept: KeptDraft, draft: Draft, target: TargetTeam, *, now: datetime) -> Evidence | None:
    """What was ticked, with who is still to be asked; nothing where another customer is meant now, or it is old."""
    shown = kept.evidence
    if shown is None or target is TargetTeam.SECURITY or not is_about(shown, draft, now=now):
        return None
    along = tuple(one for one in shown.found if is_ticked(kept, one))
    late = [one.source for one in shown.missing if one.is_late]
    return shown.model_copy(
        update={
            "found": along,
            "left_out": tuple(key(one) for one in shown.found if one not in along),
            "missing": tuple(one for one in shown.missing if not one.is_late),
            "waiting": tuple(dict.fromkeys((*shown.waiting, *late))),
        }
    )


def is_about(evidence: Evidence, draft: Draft, *, now: datetime) -> bool:
    """Whether it was asked about what the draft names now, and not long ago."""
    query = query_of(draft)
    is_fresh = now - evidence.gathered_at <= FRESH
    return is_fresh and query.customer == evidence.customer and set(query.refs) <= set(evidence.refs)
