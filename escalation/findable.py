"""By what an escalation is found again: what other products call it, its customers, and its words."""

from escalation import refs, telling
from escalation.facts import company
from escalation.models import Escalation
from escalation.record import Value


class Findable(Value):
    """A Security escalation has no words: no other is ever compared with it."""

    refs: tuple[str, ...]
    customers: tuple[str, ...]
    words: tuple[str, ...]
    is_open: bool


def findable(escalation: Escalation) -> Findable:
    draft = escalation.draft
    return Findable(
        refs=refs.refs_of(draft),
        customers=tuple(dict.fromkeys(name for one in draft.customers if (name := company(one)))),
        words=() if escalation.is_secret else telling.words_of(draft),
        is_open=not escalation.is_closed,
    )
