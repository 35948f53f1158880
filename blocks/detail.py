"""The rest of the form, behind "Add detail": one line for each thing the brief can hold, in the brief's groups."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from blocks import choices, kit, limits
from blocks.kit import Block
from escalation.drafts import Draft
from escalation.kinds import Depth, Growth, UserId, Wanted
from escalation.record import Value

CONTACT = "draft.contact"
DEADLINE = "draft.deadline_at"
TRIED = "draft.tried"

Said = Mapping[str, Mapping[str, Any]]
"""What stands in a view: each block's one element, by the block's name."""


NO_REMARKS: Mapping[str, str] = {}


class Extra(Value):
    """One line of "Add detail", in the brief's groups and order."""

    field: str
    label: str
    placeholder: str = ""
    lines: bool = False
    options: tuple[Block, ...] = ()


KNOWN, COMMUNICATION, NEEDED = "What we know", "Customer communication", "What's needed"

EXTRAS: Sequence[tuple[str, Sequence[Extra]]] = (
    (
        "Impact",
        (
            Extra(field="affected", label="Who and how many?", placeholder="3 customers, about 140 users"),
            Extra(field="growth", label="Is it growing?", options=choices.GROWTH),
            Extra(field="workflow_impact", label="What can they not do?"),
            Extra(field="depth", label="How hard does it hit them?", options=choices.DEPTH),
            Extra(field="revenue", label="Revenue at risk", placeholder="$240k a year, renews 1 Dec"),
            Extra(field="reference", label="Reference customer?", placeholder="Yes: on our home page"),
            Extra(field="queue_time", label="Since when?", placeholder="Mon 13:10; in our queue for two days"),
            Extra(field="waiting_since", label="Customer waiting since", placeholder="Mon 14:00, their second message"),
            Extra(
                field="until_critical", label="How long until it is critical?", placeholder="Until payroll on Thursday"
            ),
        ),
    ),
    (
        KNOWN,
        (
            Extra(field="why_now", label="Why now?", placeholder="Third time this month; their board meets Thursday"),
            Extra(field="workaround", label="Workaround, if there is one"),
            Extra(field="environment", label="Environment", placeholder="Browser, OS, plan, feature flags"),
        ),
    ),
    (
        COMMUNICATION,
        (
            Extra(field="last_update", label="Last update to the customer", placeholder="Today 13:45: we are looking"),
            Extra(field="expectation", label="What do they expect, and by when?"),
            Extra(field="risk", label="Will they escalate further?"),
            Extra(field="key_contact", label="Key contact at the customer", placeholder="Name, and what they decide"),
        ),
    ),
    (
        NEEDED,
        (
            Extra(field="wanted", label="What has to be there by then?", options=choices.WANTED),
            Extra(field="customer_date", label="The customer's own date", placeholder="Fri noon, before their launch"),
        ),
    ),
    (
        "Supporting context",
        (
            Extra(field="threads", label="Internal discussion", placeholder="Links, one a line", lines=True),
            Extra(field="documents", label="Documentation or logs", placeholder="Links, one a line", lines=True),
        ),
    ),
)
CHOSEN: Mapping[str, type[Growth | Depth | Wanted]] = {"growth": Growth, "depth": Depth, "wanted": Wanted}


def more(draft: Draft, remarks: Mapping[str, str] = NO_REMARKS, *, with_contact: bool = True) -> list[Block]:
    blocks: list[Block] = []
    for group, extras in EXTRAS:
        blocks.append(kit.header(group))
        if group == NEEDED:
            blocks.append(_deadline(draft, remarks.get("deadline_at", "")))
        blocks += [_asked(extra, draft, remarks) for extra in extras]
        if group == KNOWN:
            tried = kit.text_input("\n".join(draft.tried), lines=True, placeholder="One step a line, with its result")
            blocks.append(kit.field(TRIED, "What was tried?", tried, hint=remarks.get("tried", "")))
        if group == COMMUNICATION and with_contact:
            blocks.append(_contact(draft))
    return blocks


def _asked(extra: Extra, draft: Draft, remarks: Mapping[str, str]) -> Block:
    value = getattr(draft, extra.field) or ""
    if extra.options:
        element = kit.select(extra.options, chosen=value, placeholder="Not known")
    else:
        element = kit.text_input(value, lines=extra.lines, placeholder=extra.placeholder)
    return kit.field(f"draft.{extra.field}", extra.label, element, hint=remarks.get(extra.field, ""))


def _contact(draft: Draft) -> Block:
    element: Block = {"type": "users_select", "placeholder": kit.plain("You")}
    if draft.contact:
        element["initial_user"] = draft.contact
    return kit.field(
        CONTACT, "Customer contact", element, hint="Who keeps the customer informed. Asked by direct message."
    )


def _deadline(draft: Draft, hint: str) -> Block:
    element: Block = {"type": "datetimepicker"}
    if draft.deadline_at:
        element["initial_date_time"] = int(draft.deadline_at.timestamp())
    return kit.field(DEADLINE, "Deadline", element, hint=hint)


def read(said: Said, draft: Draft) -> dict[str, Any]:
    """What stands in these fields now, by the draft's names; fields that are not shown are left out."""
    shown = [extra for _, extras in EXTRAS for extra in extras if f"draft.{extra.field}" in said]
    found: dict[str, Any] = {
        extra.field: answer(said, f"draft.{extra.field}", getattr(draft, extra.field), lines=extra.lines)
        for extra in shown
        if not extra.options
    }
    found |= {extra.field: _chosen(said, extra) for extra in shown if extra.options}
    if TRIED in said:
        found["tried"] = _tried(said, draft)
    if CONTACT in said:
        person = said[CONTACT].get("selected_user")
        found["contact"] = UserId(person) if person else None
    if DEADLINE in said:
        moment = said[DEADLINE].get("selected_date_time")
        found["deadline_at"] = datetime.fromtimestamp(moment, UTC) if moment else None
    return found


def _chosen(said: Said, extra: Extra) -> Growth | Depth | Wanted | None:
    value = (said[f"draft.{extra.field}"].get("selected_option") or choices.NOT_KNOWN)["value"]
    return None if value == choices.NOT_KNOWN["value"] else CHOSEN[extra.field](value)


def _tried(said: Said, draft: Draft) -> tuple[str, ...]:
    before = "\n".join(draft.tried)
    now = answer(said, TRIED, before, lines=True) or ""
    return draft.tried if now == before else tuple(line.strip() for line in now.splitlines() if line.strip())


def answer(said: Said, block: str, before: str | None, *, lines: bool) -> str | None:
    """What stands in a text field. Untouched, it is what it was, also where the field shows only its beginning."""
    now, shown = typed(said, block), kit.fitted(before or "", lines=lines)
    if now == shown:
        return before
    beyond = (before or "").strip()[limits.INPUT_TEXT :] if lines else ""
    return f"{now}{beyond}" or None


def typed(said: Said, block: str) -> str:
    return str(said[block].get("value") or "").strip()
