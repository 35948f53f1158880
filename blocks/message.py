"""Which message a letter becomes: a notice in a form, dressed for where it goes."""

from collections.abc import Callable
from typing import assert_never

from blocks import (
    brief,
    card,
    direct,
    evidence,
    kit,
    morning,
    overheard,
    pattern,
    reminder,
    reply_to_customer,
    thread,
    undoing,
)
from blocks.kit import Message
from escalation.drafts import MessageRef
from escalation.letters import Form, Letter
from escalation.models import Escalation
from escalation.notices import (
    BriefChanged,
    BriefContinued,
    CardChanged,
    ContactAsked,
    CouldNotDeliver,
    Done,
    DraftOffered,
    Due,
    EscalationOpened,
    Gathered,
    IssueWanted,
    Joined,
    Morning,
    MorningList,
    MovedAway,
    NoChannelYet,
    Overheard,
    Paged,
    PatternFound,
    ReminderDue,
    ReminderFolded,
    ReplyApproved,
    Standing,
    TakenOut,
    TestBrief,
    TicketNote,
)


def parts(letter: Letter) -> int:
    """How many messages the letter's fact needs; more than one only for a long brief."""
    if letter.form is Form.BRIEF and isinstance(letter.notice, EscalationOpened):
        return len(brief.messages(letter.notice.escalation))
    return 1


def render(  # noqa: C901, PLR0911, PLR0912 - one arm for each notice
    letter: Letter,
    found: Standing | Morning | None,
    *,
    link_to: Callable[[MessageRef | None], str | None] = lambda _: None,
) -> Message:
    """`found` is how the escalation is now, for edits, or what waits for a person; `link_to` leads to a card."""
    standing = found if isinstance(found, Standing) else None
    link = link_to(standing.card) if standing else None
    match letter.notice:
        case EscalationOpened() as opened:
            return _opened(letter.form, opened, standing, link=link)
        case BriefContinued() as continued:
            return brief.again(_naming(continued.escalation, standing), continued.part)
        case CouldNotDeliver() as failed:
            return direct.could_not_deliver(failed)
        case NoChannelYet() as early:
            return direct.no_channel_yet(early)
        case ContactAsked() as asked:
            return direct.contact_asked(asked, link=link)
        case Joined() as joined:
            return direct.joined(joined, link=link)
        case TakenOut() as gone:
            return undoing.taken_out(gone, to=letter.lane)
        case PatternFound() as found_pattern:
            named = _naming(found_pattern.escalation, standing)
            return pattern.message(found_pattern.model_copy(update={"escalation": named}))
        case TestBrief() as test:
            return test_brief(test)
        case ReminderDue() as due:
            direct_to = letter.lane if letter.form is Form.DIRECT else None
            return reminder.message(due, to=direct_to, link=link if direct_to else None)
        case Paged() as call:
            return thread.paged(call, direct=letter.form is Form.DIRECT)
        case TicketNote() as note:
            return thread.noted(note)
        case IssueWanted() as wanted:
            return thread.not_filed(wanted)
        case ReplyApproved() as reply:
            return reply_to_customer.returned(reply) if reply.reason else reply_to_customer.waits(reply)
        case Gathered() as gathered:
            return evidence.message(gathered)
        case Overheard() as told:
            return overheard.message(told)
        case DraftOffered() as offered:
            return overheard.offered(offered)
        case MorningList() as due_today:
            return morning.message(due_today, found if isinstance(found, Morning) else Morning(), link_to=link_to)
        case Done() as done:
            direct_to = letter.lane if letter.form is Form.DIRECT else None
            return thread.message(done, direct=done.is_direct or letter.form is Form.DIRECT, to=direct_to)
        case CardChanged() as changed:
            return card.message(*(_now(standing) or (changed.escalation, Due())))
        case BriefChanged() as edited:
            return brief.again(_naming(edited.escalation, standing), edited.part)
        case ReminderFolded() as folded:
            return thread.folded(folded)
        case MovedAway() as moved:
            return thread.moved_away(moved)
        case _ as never:
            assert_never(never)


def _opened(form: Form, opened: EscalationOpened, standing: Standing | None, *, link: str | None) -> Message:
    match form:
        case Form.CARD | Form.EDIT | Form.FOLD:
            return card.opened(opened)
        case Form.BRIEF:
            return brief.messages(_naming(opened.escalation, standing))[0]
        case Form.DIRECT | Form.LINE | Form.LONE | Form.PAGE | Form.NOTE | Form.ISSUE | Form.REPLY:
            return direct.opened(opened, link=link, card=standing.card if standing else None)
        case _ as never:
            assert_never(never)


def _naming(told: Escalation, standing: Standing | None) -> Escalation:
    """As it was told, naming only those others that may be named by now: none that became Security's meanwhile."""
    if standing is None:
        return told
    now = standing.escalation
    return told.model_copy(update={"earlier": now.earlier, "pattern": now.pattern})


def _now(standing: Standing | None) -> tuple[Escalation, Due] | None:
    return (standing.escalation, standing.due) if standing else None


def test_brief(test: TestBrief) -> Message:
    if test.reason:
        return direct.test_failed(test)
    said = f"Test brief for {test.team}, from Set up. Escalations to {test.team} will arrive here. Nothing to do."
    return Message(text=said, blocks=[kit.header(f"Test brief for {test.team}"), kit.said(said)])
