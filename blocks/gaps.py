"""The one view between the form and the post: at most three questions of weight, and a way past them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from blocks import ids, kit
from blocks.draft import Values, customers
from blocks.forms import form
from blocks.kit import Block
from escalation.drafts import Draft, Gap
from escalation.kinds import DraftId, Frequency, TargetTeam
from escalation.models import Escalation


def modal(id: DraftId, gaps: Sequence[Gap], *, team: TargetTeam) -> Block:
    """Once, before posting: at most three questions of weight, and a way past them."""
    return kit.modal(
        ids.View.GAPS,
        "Before it goes out",
        [
            kit.said(f"{team} will ask for these. A line each is enough."),
            *_questions(gaps),
            kit.actions(kit.button("Post as it is", ids.Action.POST_AS_IT_IS), block_id="gap.skip"),
        ],
        submit="Post escalation",
        close="Back",
        metadata=id,
    )


def pass_on(escalation: Escalation, gaps: Sequence[Gap], *, team: TargetTeam) -> Block:
    """Once, before it goes to another team: what that team asks for and nobody was asked before."""
    asked = {**kit.said(f"{team} will ask for these. A line each is enough."), "block_id": f"{_TEAM}{team.value}"}
    as_it_is = kit.button("Pass on as it is", ids.Action.HAND_OVER_AS_IT_IS, value=str(escalation.id))
    return form(
        ids.View.HAND_OVER,
        "Before it goes there",
        escalation,
        [asked, *_questions(gaps), kit.actions(as_it_is, block_id="gap.skip")],
        submit="Pass on",
        close="Back",
    )


_TEAM = "gap.team."


def team_of(view: Mapping[str, Any]) -> TargetTeam:
    """Where it was to go, as the view that asked says."""
    found = (str(block.get("block_id")) for block in view.get("blocks") or ())
    return TargetTeam(next(name.removeprefix(_TEAM) for name in found if name.startswith(_TEAM)))


def _questions(gaps: Sequence[Gap]) -> list[Block]:
    return [kit.field(block, gap.question, kit.text_input(lines=gap.field in _LONG)) for block, gap in _named(gaps)]


_LONG = {"details", "tried"}


def _named(gaps: Sequence[Gap]) -> Iterator[tuple[str, Gap]]:
    """Each with a block of its own: two may ask for the same field, such as the steps and the use case."""
    fields: list[str] = []
    for gap in gaps:
        before = fields.count(gap.field)
        yield f"gap.{gap.field}.{before + 1}" if before else f"gap.{gap.field}", gap
        fields.append(gap.field)


def read(values: Values, draft: Draft, *, team: TargetTeam) -> Draft:
    """`draft` with the answers of the gap view laid into its fields."""
    for block, actions in values.items():
        name = block.removeprefix("gap.").partition(".")[0]
        answer = str(next(iter(actions.values()), {}).get("value") or "").strip()
        if answer and name in Draft.model_fields:
            draft = draft.model_copy(update=_answered(draft, name, answer, team))
    return draft


def _answered(draft: Draft, name: str, answer: str, team: TargetTeam) -> dict[str, Any]:
    """An answer is a text, also where the draft has another kind of value for what the form could choose."""
    match name:
        case "details":
            return _detail(draft, answer, team)
        case "tried":
            return {"tried": (*draft.tried, *(line.strip() for line in answer.splitlines() if line.strip()))}
        case "customers":
            return {
                "customers": tuple(dict.fromkeys((*draft.customers, *customers(answer)))),
                "customer_unknown": False,
            }
        case "deadline_at":
            return {"deadline": answer}
        case "frequency":
            often = next((one for one, said in _OFTEN.items() if re.match(said, answer, re.IGNORECASE)), None)
            return {"frequency": often} if often else _detail(draft, f"Always or sometimes? {answer}", team)
        case _:
            return {name: f"{draft.issue}\n{answer}" if name == "issue" else answer}


_OFTEN = {Frequency.ALWAYS: r"always|every\s?time", Frequency.INTERMITTENT: r"sometimes|intermittent|now and then"}


def _detail(draft: Draft, answer: str, team: TargetTeam) -> dict[str, Any]:
    before = draft.details.get(team, "")
    return {"details": {**draft.details, team: f"{before}\n{answer}".strip()}}


def done(text: str, *, title: str = "New escalation") -> Block:
    """What a modal becomes where only a button could end it, or where its answer is a sentence."""
    return {**kit.modal("done", title, [kit.said(text)], close="Close"), "clear_on_close": True}
