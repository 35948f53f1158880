"""Undo of a join, for as long as it works, and what they are told whose customer was taken out again."""

from blocks import ids, kit
from blocks.card import title
from blocks.kit import Block, Message
from escalation.kinds import at_most
from escalation.notices import Done, Joined, TakenOut

MOST = 200
"""Letters of a customer's name, or of what is escalated, in a line."""


def button(notice: Done | Joined) -> list[Block]:
    """A join can be taken back with one press, for as long as it says."""
    if notice.join is None or notice.undo_by is None:
        return []
    return [kit.button("Undo", ids.Action.UNDO_JOIN, value=f"{notice.escalation.id}:{notice.join}")]


def until(notice: Done | Joined) -> list[Block]:
    return [kit.rich(["Undo until ", kit.when(notice.undo_by, "{time}"), "."])] if notice.undo_by else []


def below(done: Done) -> list[Block]:
    """Under the line of a join in the thread."""
    shown = button(done)
    return [kit.actions(*shown, block_id=f"undo.{done.escalation.id}.{done.join}"), *until(done)] if shown else []


def taken_out(notice: TakenOut, *, to: str) -> Message:
    """To whoever had joined, with what they had typed; and to the one they had named, without."""
    who = "You" if to == notice.by else notice.by_name or "Someone"
    about, number = at_most(notice.about, MOST), notice.escalation.label
    said = f"{who} took {about} out of {number} again."
    blocks = [kit.rich([kit.bold(said)], [at_most(title(notice.escalation), MOST)])]
    if notice.draft:
        blocks += [
            kit.said("Your text is kept for a day, to be posted after all, or forgotten."),
            kit.actions(
                kit.button("Open the form", ids.Action.OPEN_FORM, value=notice.draft, style="primary"),
                kit.button("Forget it", ids.Action.DISMISS_DRAFT, value=notice.draft),
            ),
        ]
    return Message(text=kit.notification(kit.escaped(said)), blocks=blocks)
