"""The small forms: an edit changes what was edited, and nothing that others changed meanwhile."""

from typing import Any

from blocks import deeds
from escalation.models import Depth, Draft, Escalation, Growth
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


def test_a_choice_that_others_made_while_the_form_stood_open_stays() -> None:
    opened = an_escalation(DRAFT)
    meanwhile = opened.model_copy(update={"draft": opened.draft.model_copy(update={"growth": Growth.GROWING})})

    assert deeds.read_edit(sent(opened, depth=Depth.BLOCKED), meanwhile) == {"depth": Depth.BLOCKED}


def test_a_choice_is_told_by_its_value_however_slack_words_it() -> None:
    escalation = an_escalation(DRAFT.model_copy(update={"depth": Depth.BLOCKED}))
    view = sent(escalation)
    chosen = view["state"]["values"]["draft.depth"]["draft.depth"]
    chosen["selected_option"] = {"value": Depth.BLOCKED, "text": {"type": "plain_text", "text": "Blocked"}}

    assert deeds.read_edit(view, escalation) == {}
