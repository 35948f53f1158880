"""What a customer's account and the SLA of their ticket say of impact and severity, with the product it is from.

A suggestion, and never more than High: what was typed and what somebody chose stays as it is.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from escalation.drafts import Draft, Reason, SeveritySuggestion, Triage
from escalation.facts import DAY, Account, Evidence, Ticket, TicketStatus, age, same_company, spelt
from escalation.kinds import Severity
from escalation.record import Value
from escalation.signals import BROKEN, MOST_REASONS, Claim
from escalation.sla import titled

KEY_REVENUE = 100_000
"""A year, in whole units of whatever currency: from here on a customer is one that the company would miss."""

RENEWS_SOON = 60
"""Days before a renewal in which what is broken is remembered."""

KEY_TIERS = frozenset(["enterprise", "strategic", "premium", "platinum", "vip", "key"])
DONE = frozenset([TicketStatus.SOLVED, TicketStatus.CLOSED])
IN_DANGER = frozenset(["red", "poor", "risk", "critical", "churning"])

RULE = "key customer"
SLA_RULE = "SLA at risk"


class Stake(NamedTuple):
    """`says` completes "HubSpot: …", or is empty. One that `weighs` makes the customer a key customer by itself."""

    says: Callable[[Account], str]
    weighs: Callable[[Account, date], bool]


def _words(*said: str | None) -> set[str]:
    return {word for one in said if one for word in one.casefold().replace("-", " ").split()}


def _renews_soon(account: Account, today: date) -> bool:
    return account.renewal_on is not None and 0 <= (account.renewal_on - today).days <= RENEWS_SOON


def _deals(account: Account) -> str:
    count = len(account.open_deals)
    return f"{count} open deal{'s' if count > 1 else ''}" if count else ""


# In the order in which they are told.
STAKES = (
    Stake(
        lambda one: ", ".join(dict.fromkeys(filter(None, (one.tier, one.plan)))),
        lambda one, _: not KEY_TIERS.isdisjoint(_words(one.tier, one.plan)),
    ),
    Stake(
        lambda one: f"{one.arr.said} a year" if one.arr else "",
        lambda one, _: one.arr is not None and one.arr.amount >= KEY_REVENUE,
    ),
    Stake(lambda one: f"renews {one.renewal_on:{DAY}}" if one.renewal_on else "", _renews_soon),
    Stake(_deals, lambda one, _: bool(one.open_deals)),
    Stake(
        lambda one: f"health {one.health}" if one.health else "",
        lambda one, _: not IN_DANGER.isdisjoint(_words(one.health)),
    ),
    Stake(lambda one: titled(one.sla) if one.sla else "", lambda *_: False),
)

# Where it is broken and nobody says that it can wait, a key customer makes it High: "key customer blocked".
_RAISES = (*BROKEN, Claim.BLOCKED, Claim.SLOW)
_UNLESS = (Claim.WORKAROUND, Claim.CAN_WAIT, Claim.FIXED, Claim.ELSEWHERE, Claim.WISH)


class Stakes(Value):
    """`late` is a line per ticket whose SLA is missed or at risk, `said` one per account that weighs.

    Each names its product. `raises_to` is the severity they speak for, if another.
    """

    said: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    raises_to: Severity | None = None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What a contract holds us to comes first."""
        told = (*((SLA_RULE, one) for one in self.late), *((RULE, one) for one in self.said))
        return tuple(Reason(rule=rule, because=one) for rule, one in told)

    @property
    def sentence(self) -> str:
        """For the form: HubSpot says Enterprise, renews 1 Dec: suggest High."""
        if not self.raises_to:
            return ""
        return f"{self.reasons[0].because.replace(': ', ' says ', 1)}: suggest {self.raises_to}."


def theirs(evidence: Evidence | None, customers: Iterable[str]) -> Sequence[Account]:
    """The accounts of the named customers; never one of a like name."""
    names = tuple(customers)
    return [one for one in (evidence.of(Account) if evidence else ()) if any(same_company(one.title, n) for n in names)]


def stakes(evidence: Evidence | None, draft: Draft, concluded: Triage, *, today: date) -> Stakes | None:
    """None where neither an account nor a ticket says anything of weight."""
    key = [one for one in theirs(evidence, draft.customers) if any(stake.weighs(one, today) for stake in STAKES)]
    behind = late(evidence)
    if not (key or behind):
        return None
    said = concluded.signals
    is_broken = concluded.warrants and not draft.workaround and said.has(*_RAISES) and not said.has(*_UNLESS)
    raises = concluded.severity.value is Severity.MEDIUM and (
        is_broken or any(_is_named(one, evidence) for one in behind)
    )
    return Stakes(
        said=tuple(_line(one) for one in key),
        late=tuple(_late_line(one) for one in behind),
        raises_to=Severity.HIGH if raises else None,
    )


def late(evidence: Evidence | None) -> Sequence[Ticket]:
    """Open tickets whose SLA is missed or at risk; those that were named first."""
    found = [one for one in (evidence.of(Ticket) if evidence else ()) if one.sla and one.sla.is_late]
    return sorted((one for one in found if one.status not in DONE), key=lambda one: not _is_named(one, evidence))


def late_reasons(evidence: Evidence | None) -> tuple[Reason, ...]:
    """What speaks for escalating, and against keeping it in support: of the ticket that was named."""
    named = (one for one in late(evidence) if _is_named(one, evidence))
    return tuple(Reason(rule=SLA_RULE, because=_late_line(one)) for one in named)


def _is_named(ticket: Ticket, evidence: Evidence | None) -> bool:
    """It is what this is about, and not just another one of the same customer."""
    return evidence is not None and ticket.id in evidence.refs


def _late_line(ticket: Ticket) -> str:
    said = ticket.sla.said if ticket.sla else ""
    return f"{spelt(ticket.source)}: {said}, ticket {ticket.id}"


def _line(account: Account) -> str:
    told = ", ".join(said for stake in STAKES if (said := stake.says(account)))
    return f"{spelt(account.source)}: {told}"


def with_stakes(suggested: SeveritySuggestion, found: Stakes | None) -> SeveritySuggestion:
    """The suggestion with what accounts say: the higher one with its reason first, else as one more reason."""
    if found is None:
        return suggested
    reasons = found.reasons
    if found.raises_to:
        told = (*reasons, *suggested.reasons)[:MOST_REASONS]
        return SeveritySuggestion(value=found.raises_to, reasons=told, runner_up=suggested.value)
    if suggested.value is Severity.MEDIUM:
        return suggested
    return suggested.model_copy(update={"reasons": (*suggested.reasons, *reasons)[:MOST_REASONS]})


def revenue(evidence: Evidence | None, customers: Iterable[str]) -> str:
    """What the customer pays and what hangs on it, with where it is from and how old that is."""
    for one in theirs(evidence, customers):
        deals = [deal.amount.said if deal.amount else deal.name for deal in one.open_deals]
        told = (
            one.arr and f"{one.arr.said} a year",
            one.renewal_on and f"renews {one.renewal_on:{DAY}}",
            deals and f"open deals: {', '.join(deals)}",
        )
        if said := ", ".join(part for part in told if part):
            return f"{said} ({_provenance(one)})"
    return ""


def standing(evidence: Evidence | None, customers: Iterable[str]) -> str:
    """Which tier and plan they are on, what they were promised, and whose account it is."""
    for one in theirs(evidence, customers):
        told = (
            one.tier,
            one.plan and f"plan {one.plan}",
            one.sla and titled(one.sla),
            one.owner and f"account owner {one.owner}",
        )
        if said := ", ".join(part for part in told if part):
            return f"{said} ({_provenance(one)})"
    return ""


def behind_sla(evidence: Evidence | None) -> Sequence[str]:
    """Of the ticket that was named: the promise that is missed or at risk, with where it is from and since when."""
    named = (one for one in late(evidence) if _is_named(one, evidence))
    return [f"{one.sla.said} (ticket {one.id}, {_provenance(one)})" for one in named if one.sla]


def _provenance(fact: Account | Ticket) -> str:
    return ", ".join(part for part in (spelt(fact.source), age(fact)) if part)
