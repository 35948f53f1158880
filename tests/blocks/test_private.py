"""What one person is shown privately of an escalation."""

from blocks import private
from escalation.notices import Standing
from tests.blocks.client import spoken
from tests.blocks.facts import CHECKOUT, an_escalation

CAME_BACK = "It was handled in support first, and came back."


def test_what_was_handled_in_support_first_says_so() -> None:
    back = an_escalation(CHECKOUT, handled_before=True)
    assert CAME_BACK in spoken(private.shown(Standing(escalation=back))["blocks"])
    assert CAME_BACK not in spoken(private.shown(Standing(escalation=an_escalation(CHECKOUT)))["blocks"])
