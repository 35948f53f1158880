"""What became Security's is named nowhere else: not in what others' customers brought before, and in no pattern.

Whoever names another is found by that again, whatever their customers were called then, and whichever came first.
"""

import re

from escalation import earlier, pattern, refs
from escalation.deeds import Deeds
from escalation.deskwork import is_left_behind
from escalation.kinds import EscalationId, label
from escalation.letters import Form
from escalation.models import Escalation
from escalation.notices import BriefContinued, ReminderFolded
from escalation.ports import Transaction

_NUMBERS = re.compile(r"\bESC-\d+\b")


class Unnaming(Deeds):
    def _name_nowhere_else(self, tx: Transaction, secret: EscalationId) -> None:
        for number in tx.with_ref(refs.telling_of(secret)):
            one = tx.load(number)
            without = self._without_in_pattern(tx, earlier.without(one, secret), secret)
            if without == one:
                continue
            tx.save(without)
            when = f"{len(tx.trail(number))} without {secret}"
            if (without.earlier, without.draft) != (one.earlier, one.draft):
                self._draw_brief_again(tx, without, number=when)
                self._fold_briefs_elsewhere(tx, without, when)
            self._draw_pattern_again(tx, without, number=when)

    def _without_in_pattern(self, tx: Transaction, escalation: Escalation, gone: EscalationId) -> Escalation:
        found = escalation.pattern
        if found is None or gone not in found.escalations:
            return escalation
        others = [tx.load(one) for one in found.escalations if one != gone]
        left = pattern.left_of(found, escalation, others)
        parts = (escalation.draft.affected or "").split("; ")
        said = [(pattern.also(escalation.draft, left) if left else "") if _names(one, gone) else one for one in parts]
        affected = "; ".join(one for one in said if one) or None
        draft = escalation.draft.model_copy(update={"affected": affected})
        return escalation.model_copy(update={"pattern": left, "draft": draft})

    def _fold_briefs_elsewhere(self, tx: Transaction, escalation: Escalation, when: str) -> None:
        """A brief that was left where another team can read it is drawn no more: it says where it went."""
        for one in tx.letters(escalation.id):
            is_brief = one.letter.form is Form.BRIEF or isinstance(one.letter.notice, BriefContinued)
            if is_brief and one.ref and is_left_behind(one.letter, escalation):
                moved = ReminderFolded(escalation=escalation, said=f"This brief is with {escalation.target} now.")
                self._replace(tx, one.ref, f"brief elsewhere:{one.letter.id}:{when}", moved)


def _names(part: str, gone: EscalationId) -> bool:
    """Whether that part of "who is affected" was written when a pattern was confirmed, and names it."""
    return part.startswith(pattern.WRITTEN) and label(gone) in _NUMBERS.findall(part)
