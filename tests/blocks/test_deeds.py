"""The small forms: an edit changes what was edited, and nothing that others changed meanwhile."""

from typing import Any

from blocks import deeds, detail
from escalation.models import Draft, Escalation, TargetTeam
from tests.blocks.client import as_typed
from tests.blocks.facts import an_escalation


def sent(escalation: Escalation, **typed: str) -> dict[str, Any]:
    """The edit form as it comes back: opened for `escalation`, these fields typed over."""
    view = deeds.edit(escalation)
    values = as_typed(view, {f"draft.{name}": text for name, text in typed.items()})
    return {**view, "state": {"values": values}}


DRAFT = Draft(issue="API returns 500", headline="API returns 500", customers=("Acme Corp",), environment="Firefox")


def test_only_what_was_typed_over_is_a_change() -> None:
    escalation = an_escalation(DRAFT)

    assert deeds.read_edit(sent(escalation), escalation) == {}
    assert deeds.read_edit(sent(escalation, needed="Fix it today"), escalation) == {"needed": "Fix it today"}


def test_what_others_changed_while_the_form_stood_open_stays() -> None:
    opened = an_escalation(DRAFT)
    meanwhile = opened.model_copy(update={"draft": opened.draft.model_copy(update={"documents": "trace 77123"})})

    assert deeds.read_edit(sent(opened, needed="Fix it today"), meanwhile) == {"needed": "Fix it today"}


def test_of_securitys_nobody_is_named_to_keep_the_customer() -> None:
    fields = {
        target: {block.get("block_id") for block in deeds.edit(an_escalation(DRAFT, target))["blocks"]}
        for target in (TargetTeam.ENGINEERING, TargetTeam.SECURITY)
    }
    assert fields[TargetTeam.ENGINEERING] - fields[TargetTeam.SECURITY] == {detail.CONTACT}
