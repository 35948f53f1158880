"""Edit brief: everything can be filled in later, and an edit changes nothing that others changed meanwhile."""

from typing import Any

from blocks import detail, editing
from escalation.drafts import Draft
from escalation.gaps import NEEDS
from escalation.kinds import Depth, Growth, TargetTeam
from escalation.models import Escalation
from tests.blocks.client import as_typed, elements
from tests.blocks.facts import an_escalation


def sent(escalation: Escalation, **typed: str) -> dict[str, Any]:
    """The edit form as it comes back: opened for `escalation`, these fields typed over."""
    view = editing.edit(escalation)
    values = as_typed(view, {f"draft.{name}": text for name, text in typed.items()})
    return {**view, "state": {"values": values}}


DRAFT = Draft(issue="API returns 500", headline="API returns 500", customers=("Acme Corp",), environment="Firefox")


def test_only_what_was_typed_over_is_a_change() -> None:
    escalation = an_escalation(DRAFT)

    assert editing.read(sent(escalation), escalation) == {}
    assert editing.read(sent(escalation, needed="Fix it today"), escalation) == {"needed": "Fix it today"}


def test_whatever_a_gap_asks_for_can_be_filled_in() -> None:
    """Severity and team have forms of their own, with their reasons."""
    escalation = an_escalation(DRAFT)
    shown = {block.removeprefix("draft.").partition(".")[0] for block, _ in elements(editing.edit(escalation))}
    answers = {"customer": "customers", "queue_time": "started", "details": "frequency error"}
    fillable = shown | {field for name in shown for field in answers.get(name, "").split()}

    assert {need.field for needs in NEEDS.values() for need in needs} - fillable == set()


def test_the_customer_the_words_and_the_steps_can_be_edited_too() -> None:
    escalation = an_escalation(DRAFT)
    view = sent(escalation, customer="Acme Corp; Globex", issue="API returns 502", **{"details.engineering": "1. POST"})

    assert editing.read(view, escalation) == {
        "issue": "API returns 502",
        "customers": ("Acme Corp", "Globex"),
        "details": {TargetTeam.ENGINEERING: "1. POST"},
    }


def test_what_would_make_it_better_is_said_at_its_field() -> None:
    better = {
        "issue": "Word for word?",
        "needed": "By when?",
        "details": "Where?",
        "tried": "And?",
        "affected": "How many?",
    }
    view = editing.edit(an_escalation(DRAFT), better)
    hints = {block["block_id"]: block["hint"]["text"] for block in view["blocks"] if "hint" in block}

    assert {name: hints[f"draft.{name}"] for name in ("issue", "needed", "tried", "affected")} == {
        name: better[name] for name in ("issue", "needed", "tried", "affected")
    }
    assert hints["draft.details.engineering"] == "Where?"


def test_what_others_changed_while_the_form_stood_open_stays() -> None:
    opened = an_escalation(DRAFT)
    meanwhile = opened.model_copy(update={"draft": opened.draft.model_copy(update={"documents": "trace 77123"})})

    assert editing.read(sent(opened, needed="Fix it today"), meanwhile) == {"needed": "Fix it today"}


def test_a_choice_that_others_made_while_the_form_stood_open_stays() -> None:
    opened = an_escalation(DRAFT)
    meanwhile = opened.model_copy(update={"draft": opened.draft.model_copy(update={"growth": Growth.GROWING})})

    assert editing.read(sent(opened, depth=Depth.BLOCKED), meanwhile) == {"depth": Depth.BLOCKED}


def test_a_choice_is_told_by_its_value_however_slack_words_it() -> None:
    escalation = an_escalation(DRAFT.model_copy(update={"depth": Depth.BLOCKED}))
    view = sent(escalation)
    chosen = view["state"]["values"]["draft.depth"]["draft.depth"]
    chosen["selected_option"] = {"value": Depth.BLOCKED, "text": {"type": "plain_text", "text": "Blocked"}}

    assert editing.read(view, escalation) == {}


def test_of_securitys_nobody_is_named_to_keep_the_customer() -> None:
    fields = {
        target: {block.get("block_id") for block in editing.edit(an_escalation(DRAFT, target))["blocks"]}
        for target in (TargetTeam.ENGINEERING, TargetTeam.SECURITY)
    }
    assert detail.CONTACT in fields[TargetTeam.ENGINEERING]
    assert detail.CONTACT not in fields[TargetTeam.SECURITY]
