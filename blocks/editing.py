"""Edit brief: the form again, once it is posted. Each field says what would make it better; only changes count."""

from collections.abc import Mapping
from typing import Any

from blocks import choices, detail, draft, ids, kit
from blocks.forms import form, touched
from blocks.kit import Block
from escalation import quality
from escalation.models import Escalation
from escalation.outlines import outline


def edit(escalation: Escalation, remarks: Mapping[str, str] = detail.NO_REMARKS) -> Block:
    """`remarks` are what could be better, by field. Who and how bad are changed elsewhere, with their own reasons."""
    return form(
        ids.View.EDIT,
        "Edit brief",
        escalation,
        [
            *_first(escalation, remarks),
            *detail.more(escalation.draft, remarks, with_contact=not escalation.is_secret),
        ],
        submit="Save",
    )


def _first(escalation: Escalation, remarks: Mapping[str, str]) -> list[Block]:
    told, team = escalation.draft, escalation.target
    asked = kit.text_input(told.needed or "", placeholder="Find the cause and fix it, by Mon 17:00")
    typed = kit.text_input(told.details.get(team) or outline(team), lines=True)
    return [
        draft.issue_field(told, hint=remarks.get("issue", "")),
        draft.customer_field(told),
        kit.field(draft.TICKET, "Ticket", kit.text_input(told.ticket or "", placeholder="Number or link")),
        kit.field(draft.NEEDED, "What is needed, and by when?", asked, hint=remarks.get("needed", "")),
        kit.field(draft.DETAILS[team], choices.LONG_FIELDS[team], typed, hint=remarks.get(quality.DETAILS, "")),
    ]


def read(view: Mapping[str, Any], escalation: Escalation) -> dict[str, object]:
    """Only what was changed in this form since it was opened: others may have changed the rest meanwhile."""
    values = (view.get("state") or {}).get("values") or {}
    after = draft.read({block: values[block] for block in touched(view)}, escalation.draft)
    return {name: value for name, value in after if value != getattr(escalation.draft, name)}
