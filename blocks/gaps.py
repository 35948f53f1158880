"""The one view between the form and the post: at most three questions of weight, and a way past them."""

from collections.abc import Sequence
from typing import Any

from blocks import ids, kit
from blocks.draft import Values
from blocks.kit import Block
from escalation.models import Draft, DraftId, Gap, TargetTeam


def modal(id: DraftId, gaps: Sequence[Gap], *, team: TargetTeam) -> Block:
    """Once, before posting: at most three questions of weight, and a way past them."""
    questions = [
        kit.field(f"gap.{gap.field}", gap.question, kit.text_input(lines=gap.field == "details")) for gap in gaps
    ]
    return kit.modal(
        ids.View.GAPS,
        "Before it goes out",
        [
            kit.said(f"{team} will ask for these. A line each is enough."),
            *questions,
            kit.actions(kit.button("Post as it is", ids.Action.POST_AS_IT_IS), block_id="gap.skip"),
        ],
        submit="Post escalation",
        close="Back",
        metadata=id,
    )


def read(values: Values, draft: Draft, *, team: TargetTeam) -> Draft:
    """`draft` with the answers of the gap view laid into its fields."""
    changes: dict[str, Any] = {}
    for block, actions in values.items():
        name = block.removeprefix("gap.")
        answer = str(next(iter(actions.values()), {}).get("value") or "").strip()
        if answer and name in Draft.model_fields:
            changes |= _answered(draft, name, answer, team)
    return draft.model_copy(update=changes)


def _answered(draft: Draft, name: str, answer: str, team: TargetTeam) -> dict[str, Any]:
    if name == "details":
        before = draft.details.get(team, "")
        return {"details": {**draft.details, team: f"{before}\n{answer}".strip()}}
    if name == "tried":
        return {"tried": (*draft.tried, *(line.strip() for line in answer.splitlines() if line.strip()))}
    return {name: answer}


def done(text: str, *, title: str = "New escalation") -> Block:
    """What a modal becomes where only a button could end it, or where its answer is a sentence."""
    return kit.modal("done", title, [kit.said(text)], close="Close")
