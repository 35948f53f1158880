"""What a customer's account says of impact and severity, with the product it is from.

A suggestion, and never more than High: what was typed and what somebody chose stays as it is.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from escalation.drafts import Draft, Reason, SeveritySuggestion, Triage
from escalation.facts import DAY, Account, Evidence, age, same_company, spelt
from escalation.kinds import Severity
from escalation.record import Value
from escalation.signals import BROKEN, MOST_REASONS, Claim

KEY_REVENUE = 100_000
"""A year, in whole units of whatever currency: from here on a customer is one that the company would miss."""

RENEWS_SOON = 60
"""Days before a renewal in which what is broken is remembered."""

KEY_TIERS = frozenset(["enterprise", "strategic", "premium", "platinum", "vip", "key"])
IN_DANGER = frozenset(["red", "poor", "risk", "critical", "churning"])

RULE = "key customer"


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
)

# Where it is broken and nobody says that it can wait, a key customer makes it High: "key customer blocked".
_RAISES = (*BROKEN, Claim.BLOCKED, Claim.SLOW)
_UNLESS = (Claim.WORKAROUND, Claim.CAN_WAIT, Claim.FIXED, Claim.ELSEWHERE, Claim.WISH)


class Stakes(Value):
    """`said` is one line per account, each naming its product; `raises_to` the severity it speaks for, if another."""

    said: tuple[str, ...]
    raises_to: Severity | None = None

    @property
    def sentence(self) -> str:
        """For the form: HubSpot says Enterprise, renews 1 Dec: suggest High."""
        return f"{self.said[0].replace(': ', ' says ', 1)}: suggest {self.raises_to}." if self.raises_to else ""


def theirs(evidence: Evidence | None, customers: Iterable[str]) -> Sequence[Account]:
    """The accounts of the named customers; never one of a like name."""
    names = tuple(customers)
    return [one for one in (evidence.of(Account) if evidence else ()) if any(same_company(one.title, n) for n in names)]


def stakes(evidence: Evidence | None, draft: Draft, concluded: Triage, *, today: date) -> Stakes | None:
    """None where no account says anything of weight."""
    key = [one for one in theirs(evidence, draft.customers) if any(stake.weighs(one, today) for stake in STAKES)]
    if not key:
        return None
    said = concluded.signals
    raises = concluded.warrants and concluded.severity.value is Severity.MEDIUM
    raises = raises and not draft.workaround and said.has(*_RAISES) and not said.has(*_UNLESS)
    return Stakes(said=tuple(_line(one) for one in key), raises_to=Severity.HIGH if raises else None)


def _line(account: Account) -> str:
    told = ", ".join(said for stake in STAKES if (said := stake.says(account)))
    return f"{spelt(account.source)}: {told}"


def with_stakes(suggested: SeveritySuggestion, found: Stakes | None) -> SeveritySuggestion:
    """The suggestion with what accounts say: the higher one with its reason first, else as one more reason."""
    if found is None:
        return suggested
    reasons = tuple(Reason(rule=RULE, because=one) for one in found.said)
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
    """Which tier and plan they are on, and whose account it is."""
    for one in theirs(evidence, customers):
        told = (one.tier, one.plan and f"plan {one.plan}", one.owner and f"account owner {one.owner}")
        if said := ", ".join(part for part in told if part):
            return f"{said} ({_provenance(one)})"
    return ""


def _provenance(account: Account) -> str:
    return ", ".join(part for part in (spelt(account.source), age(account)) if part)
