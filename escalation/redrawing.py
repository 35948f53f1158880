"""A brief that stands follows its row: edited, or known more of, it is drawn again part by part."""

from escalation.deskwork import is_left_behind
from escalation.drafts import MessageRef
from escalation.facts import AnyFact, NotAsked
from escalation.letters import Form, Letter
from escalation.models import Escalation
from escalation.mornings import Mornings
from escalation.notices import BriefChanged, BriefContinued, EscalationOpened, PatternFound, ReminderFolded
from escalation.ports import Transaction

NO_PATTERN_NOW = "A pattern was asked about here. It is none any more."


class Redrawing(Mornings):
    """Only messages that have arrived are replaced; what was on its way is drawn again when it does."""

    def _draw_brief_again(self, tx: Transaction, changed: Escalation, *, number: int | str) -> None:
        """`number` is the place in the trail of what changed it, which tells one drawing from the next."""
        for one in tx.letters(changed.id):
            if one.ref and not is_left_behind(one.letter, changed):
                self._draw_part_again(tx, changed, one.letter, one.ref, number=number)

    def _draw_brief_late(self, tx: Transaction, escalation: Escalation, letter: Letter, ref: MessageRef) -> None:
        """A part that was on its way while something of it changed shows what was so before."""
        notice = letter.notice
        if not isinstance(notice, EscalationOpened | BriefContinued) or is_left_behind(letter, escalation):
            return
        was = notice.escalation
        if (was.draft, was.earlier) != (escalation.draft, escalation.earlier) or shown_of(was) != shown_of(escalation):
            self._draw_part_again(tx, escalation, letter, ref, number=len(tx.trail(escalation.id)))

    def _draw_part_again(
        self, tx: Transaction, changed: Escalation, letter: Letter, ref: MessageRef, *, number: int | str
    ) -> None:
        notice = letter.notice
        if letter.form is Form.BRIEF or isinstance(notice, BriefContinued):
            part = notice.part if isinstance(notice, BriefContinued) else 1
            key = f"brief again:{letter.id}:{number}"
            self._replace(tx, ref, key, BriefChanged(escalation=changed, part=part))

    def _draw_pattern_again(self, tx: Transaction, changed: Escalation, *, number: int | str) -> None:
        """The question that stands asks of those that may still be named; where it is no pattern any more, nothing."""
        asked = [one for one in tx.letters(changed.id) if _asks_of_pattern(one.letter) and one.ref]
        if not asked or (changed.pattern and changed.pattern.is_one is not None):
            return
        letter, ref = asked[-1].letter, asked[-1].ref
        assert ref  # noqa: S101 - only those were kept
        again: PatternFound | ReminderFolded = ReminderFolded(escalation=changed, said=NO_PATTERN_NOW)
        if changed.pattern and isinstance(letter.notice, PatternFound) and not is_left_behind(letter, changed):
            again = letter.notice.model_copy(update={"escalation": changed})
        self._replace(tx, ref, f"pattern again:{letter.id}:{number}", again)

    def _draw_pattern_late(self, tx: Transaction, escalation: Escalation, asked: PatternFound) -> None:
        """It was on its way while one that it names became Security's."""
        if escalation.pattern != asked.escalation.pattern:
            self._draw_pattern_again(tx, escalation, number=f"{len(tx.trail(escalation.id))} late")


def _asks_of_pattern(letter: Letter) -> bool:
    return letter.form is Form.LINE and isinstance(letter.notice, PatternFound)


def shown_of(escalation: Escalation) -> tuple[tuple[AnyFact, ...], tuple[NotAsked, ...]]:
    """What a brief shows of other products: what they know, and who could not be asked."""
    return (escalation.known.found, escalation.known.missing) if escalation.known else ((), ())
