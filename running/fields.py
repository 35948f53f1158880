"""`escalate doctor --fields`: which fields of a product may hold what an account pays, its tier, plan and the rest.

Values are shown so far that a field can be told from another, and no further: the terminal may be shared.
"""

import asyncio
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

from connectors.outside import Outside
from connectors.product import Means, Named
from connectors.register import set_up
from escalation.errors import EscalationError
from escalation.sources import AccountField, Connector, ShowsFields, SourceFailed

TIMEOUT = 20.0

# The first that fits counts: a renewal's price is an amount, and a plan's tier a tier.
HINTS: Mapping[str, re.Pattern[str]] = {
    "renewal_field": re.compile(r"renew|contract.?end|end.?of.?contract|term.?end|expir|verl[aä]nger", re.IGNORECASE),
    "health_field": re.compile(r"health|churn|at.?risk|sentiment|csat|nps", re.IGNORECASE),
    "arr_field": re.compile(r"\b(?:arr|mrr|acv)\b|recurring|contract.?value|spend|revenue|umsatz", re.IGNORECASE),
    "sla_field": re.compile(r"\bslas?\b|service.?level", re.IGNORECASE),
    "tier_field": re.compile(r"\btier\b|segment|support.?level", re.IGNORECASE),
    "plan_field": re.compile(r"\bplan\b|subscription|edition|package|licen[cs]e|tarif", re.IGNORECASE),
}
TURNOVER = re.compile(r"annual.?revenue|umsatz", re.IGNORECASE)
"""What the customer earns themselves, and not what they pay."""

DATES = frozenset({"date", "datetime"})
AMOUNTS = frozenset({"number", "currency", "double", "int", "integer", "float", "decimal", "percent"})
CHOICES = frozenset({"enumeration", "picklist", "dropdown", "tagger", "options", "list", "bool", "boolean", "checkbox"})

_PARTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_+")
_DIGIT_AFTER_ANOTHER = re.compile(r"(?<=\d)\d")


async def show(
    tables: Mapping[str, Mapping[str, object]],
    name: str,
    *,
    customer: str | None,
    named: Named,
    say: Callable[[str], object],
) -> bool:
    """Whether the product told its fields. Raises `EscalationError` for a name that has none."""
    async with Outside() as outside:
        made = set_up(tables, named=named, means=Means(client=outside.client, seconds=time.monotonic))
        connector = _called(name, made.connectors, made.problems)
        try:
            async with asyncio.timeout(TIMEOUT):
                fields = await connector.account_fields(customer)
        except (SourceFailed, TimeoutError) as failure:
            why = f"{failure}" if isinstance(failure, SourceFailed) else f"did not answer in {TIMEOUT:g} s"
            say(f"{name} {why}. `escalate doctor` says more.")
            return False
    for line in lines(name, fields, connector.mapping, customer):
        say(line)
    return True


def _called(name: str, connectors: Sequence[Connector], problems: Sequence[str]) -> ShowsFields:
    with_fields = {one.name: one for one in connectors if hasattr(one, "account_fields")}
    if name in with_fields:
        return cast(ShowsFields, with_fields[name])
    wrong = [problem for problem in problems if problem.startswith((f"{name}:", f"[connectors.{name}]"))]
    known = ", ".join(sorted(with_fields)) or "none: docs/connectors.md tells how to set one up"
    raise EscalationError("; ".join(wrong) or f'"{name}" has no fields to show. Those that have: {known}.')


def lines(name: str, fields: Sequence[AccountField], mapping: Mapping[str, str], customer: str | None) -> Iterator[str]:
    shown = [field for field in fields if guess(field) or field.is_own or field.name in mapping.values()]
    whose = f"of {customer}" if customer else "of one account"
    yield f"{name}: {len(shown)} of {len(fields)} fields of accounts, with values {whose}, masked."
    width = max((len(field.name) for field in shown), default=0)
    for field in sorted(shown, key=_order):
        kind = f" ({field.kind})" if field.kind else ""
        meant = f"  may be {guess(field)}" if guess(field) else ""
        yield f"  {field.name:<{width}}  {masked(field):<12}  {field.label}{kind}{meant}"
    missing = _missing(fields, mapping)
    yield from (f"There is no field {field}, which {key} names." for key, field in missing.items())
    suggested = _suggested(shown)
    if not suggested:
        yield "No field looks like what an account pays, its tier, plan, renewal, health or SLA."
        return
    yield f"Write what fits into [connectors.{name}], such as:"
    yield from (f'{key} = "{field}"' for key, field in suggested.items())


def _missing(fields: Sequence[AccountField], mapping: Mapping[str, str]) -> Mapping[str, str]:
    there = {field.name for field in fields}
    return {key: field for key, field in mapping.items() if field not in there}


def _order(field: AccountField) -> tuple[int, str]:
    keys = list(HINTS)
    found = guess(field)
    return (keys.index(found) if found else len(keys), field.name)


def _suggested(shown: Sequence[AccountField]) -> Mapping[str, str]:
    """Of several the company's own before the product's, and one with a value before an empty one."""
    ranked = sorted(shown, key=lambda field: (not field.is_own, field.value is None))
    named = {key: field.name for field in reversed(ranked) if (key := guess(field))}
    return {key: named[key] for key in HINTS if key in named}


def guess(field: AccountField) -> str | None:
    """The setting it could be, by its name and label and by what it holds."""
    said = _PARTS.sub(" ", f"{field.name} {field.label}")
    for key, hint in HINTS.items():
        if hint.search(said) and _fits(key, field) and not TURNOVER.search(said):
            return key
    return None


def _fits(key: str, field: AccountField) -> bool:
    kind = field.kind.lower()
    if key == "renewal_field":
        return kind in DATES
    if key == "arr_field":
        return kind in AMOUNTS
    return kind not in DATES and (key == "health_field" or kind not in AMOUNTS)


def masked(field: AccountField) -> str:
    """A choice or a day as it stands, an amount by its size, any other text by its beginning."""
    value, kind = field.value, field.kind.lower()
    if value is None:
        return "-"
    if kind in DATES or kind in CHOICES:
        return value[:10] if kind in DATES else value
    if re.fullmatch(r"[-+]?[\d.,]+", value):
        return _DIGIT_AFTER_ANOTHER.sub("x", value)
    return f"{value[0]}…"
