"""File a bug: where, what it says, filled from the brief; or one that is there already, by its key or link."""

from collections.abc import Iterable, Sequence

from blocks import ids, kit, limits
from blocks.draft import Values
from blocks.forms import choice, form, text_of, typed_in
from blocks.kit import Block
from escalation import bug_report
from escalation.facts import spelt
from escalation.kinds import at_most
from escalation.models import Escalation
from escalation.record import Value
from escalation.writers import Tracker

WHERE, TITLE, TEXT, EXISTING = "bug.where", "bug.title", "bug.text", "bug.existing"
LONGEST_TITLE = 254
"""Letters that all trackers take: Jira fewer than 255, GitHub 256."""


class Bug(Value):
    tracker: str
    place: str
    title: str
    text: str
    existing: str


def modal(escalation: Escalation, trackers: Sequence[Tracker]) -> Block:
    places = list(_places(trackers))
    filed = ", ".join(one.id for one in escalation.issues)
    title, text = (
        at_most(bug_report.title(escalation), LONGEST_TITLE),
        bug_report.text(escalation, most=limits.INPUT_TEXT),
    )
    return form(
        ids.View.FILE_BUG,
        "File a bug",
        escalation,
        [
            *([kit.said(f"Filed or linked already: {filed}.")] if filed else []),
            kit.field(WHERE, "Where?", kit.select(places, chosen=places[0]["value"]), optional=False),
            kit.field(TITLE, "Title", kit.text_input(title, most=LONGEST_TITLE)),
            kit.field(
                TEXT,
                "Description",
                kit.text_input(text, lines=True),
                hint="Whoever reads the tracker reads this. The link to the thread is added.",
            ),
            kit.field(
                EXISTING,
                "Or link one that is there",
                kit.text_input(placeholder="ENG-123, or its link"),
                hint="Then nothing new is filed.",
            ),
        ],
        submit="File",
    )


def _places(trackers: Sequence[Tracker]) -> Iterable[Block]:
    for tracker in trackers:
        for place in tracker.places:
            yield kit.option(f"{place} ({spelt(tracker.name)})", f"{tracker.name}:{place}")


def read(values: Values) -> Bug:
    said = typed_in(values)
    tracker, _, place = choice(said, WHERE).partition(":")
    return Bug(
        tracker=tracker,
        place=place,
        title=" ".join(text_of(said, TITLE).split()),
        text=text_of(said, TEXT),
        existing=text_of(said, EXISTING),
    )
