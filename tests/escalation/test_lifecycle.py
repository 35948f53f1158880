"""From which status an escalation may go to which."""

from itertools import product

import pytest

from escalation import lifecycle
from escalation.errors import WrongStatus
from escalation.kinds import Status
from tests.escalation.makers import ADA
from tests.storage.facts import an_escalation

OPEN, ACKNOWLEDGED, DE_ESCALATED, RESOLVED = Status
MAY_FOLLOW = {
    (OPEN, ACKNOWLEDGED),
    (OPEN, DE_ESCALATED),
    (OPEN, RESOLVED),
    (ACKNOWLEDGED, OPEN),
    (ACKNOWLEDGED, DE_ESCALATED),
    (ACKNOWLEDGED, RESOLVED),
    (DE_ESCALATED, OPEN),
    (DE_ESCALATED, ACKNOWLEDGED),
    (RESOLVED, OPEN),
}


@pytest.mark.parametrize(("was", "to"), sorted(MAY_FOLLOW))
def test_a_status_that_may_follow_is_taken(was: Status, to: Status) -> None:
    assert lifecycle.move(an_escalation(status=was), to).status is to


@pytest.mark.parametrize(("was", "to"), sorted(set(product(Status, Status)) - MAY_FOLLOW))
def test_any_other_is_refused_with_the_status_it_has(was: Status, to: Status) -> None:
    with pytest.raises(WrongStatus) as refusal:
        lifecycle.move(an_escalation(status=was), to)
    assert str(refusal.value) == f"This escalation is {was} now, so it cannot become {to}."


def test_what_changes_along_changes_in_the_same_step_and_the_old_one_stays_as_it_was() -> None:
    before = an_escalation()
    after = lifecycle.move(before, ACKNOWLEDGED, assignee=ADA.person.id)
    assert (after.status, after.assignee) == (ACKNOWLEDGED, ADA.person.id)
    assert (before.status, before.assignee) == (OPEN, None)


@pytest.mark.parametrize("status", list(Status))
def test_no_status_is_a_dead_end(status: Status) -> None:
    assert lifecycle.FOLLOWS[status]
