"""Which message a letter becomes: a notice in a form, dressed for where it goes."""

from typing import assert_never

from blocks import brief, card, direct, kit
from blocks.kit import Message
from escalation.letters import Form, Letter
from escalation.notices import (
    BriefContinued,
    ContactAsked,
    CouldNotDeliver,
    EscalationOpened,
    NoChannelYet,
    ReminderDue,
    Standing,
    TestBrief,
)


def parts(letter: Letter) -> int:
    """How many messages the letter's fact needs; more than one only for a long brief."""
    if letter.form is Form.BRIEF and isinstance(letter.notice, EscalationOpened):
        return len(brief.messages(letter.notice.escalation))
    return 1


def render(letter: Letter, standing: Standing | None, *, link: str | None = None) -> Message:
    """`standing` is how the escalation is now, for edits; `link` leads to its card."""
    match letter.notice:
        case EscalationOpened() as opened:
            return _opened(letter.form, opened, standing, link=link)
        case BriefContinued() as continued:
            return brief.messages(continued.escalation)[continued.part - 1]
        case CouldNotDeliver() as failed:
            return direct.could_not_deliver(failed)
        case NoChannelYet() as early:
            return direct.no_channel_yet(early)
        case ContactAsked() as asked:
            return direct.contact_asked(asked, link=link)
        case TestBrief() as test:
            return test_brief(test)
        case ReminderDue():
            raise NotImplementedError
        case _ as never:
            assert_never(never)


def _opened(form: Form, opened: EscalationOpened, standing: Standing | None, *, link: str | None) -> Message:
    match form:
        case Form.CARD | Form.EDIT:
            return card.message(opened)
        case Form.BRIEF:
            return brief.messages(opened.escalation)[0]
        case Form.DIRECT | Form.LINE | Form.LONE:
            return direct.opened(opened, link=link, card=standing.card if standing else None)
        case _ as never:
            assert_never(never)


def test_brief(test: TestBrief) -> Message:
    said = f"Test brief for {test.team}, from Set up. Escalations to {test.team} will arrive here. Nothing to do."
    return Message(text=said, blocks=[kit.header(f"Test brief for {test.team}"), kit.said(said)])
