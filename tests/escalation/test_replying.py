"""A reply that a person approves: one letter, and word to the customer once their product has it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from escalation.drafts import Draft
from escalation.errors import NotAllowed, NothingToSay
from escalation.happenings import Happened, Happening, Heard
from escalation.kinds import ClockKind, EscalationId, TargetTeam
from escalation.letters import Claim, Dropped, Form, Letter, LetterState, Parked, PutOff, Uncertain
from escalation.notices import Deed, Done, Notice, ReplyApproved
from escalation.ports import Store
from escalation.replied import ECHO, SAY_SO_AFTER
from escalation.undelivered import resend, undelivered
from escalation.writers import NOBODY_WRITES, ReplyPlace
from storage.memory import MemoryStore
from tests.escalation.makers import ACME, ADA, HIGH, MAYA, SAM, ZOE, Office
from tests.stores import Machine

TICKET = "4711"
TEXT = "Good news: this is fixed.\nCould you check on your side?"
REPLY = {"text": TEXT, "tool": "zendesk", "ticket": TICKET, "form": "V1"}


class Tools:
    """One support platform lets people reply, on whatever ticket is named."""

    def __init__(self) -> None:
        self.longest: int | None = None
        self.trackers, self.issue_in = NOBODY_WRITES.trackers, NOBODY_WRITES.issue_in

    def of_ticket(self, draft: Draft) -> Sequence[str]:  # noqa: ARG002 - it takes no notes
        return ()

    def replies_on(self, draft: Draft, *, noted_in: str) -> ReplyPlace | None:  # noqa: ARG002 - there is one tool
        return ReplyPlace(tool="zendesk", ticket=draft.ticket, longest=self.longest) if draft.ticket else None


@pytest.fixture
def tools() -> Tools:
    return Tools()


@pytest.fixture
def office(store: Store, machine: Machine, tools: Tools) -> Office:
    return Office(store, machine, writers=tools)


@pytest.fixture
def one_office(tools: Tools) -> Office:
    machine = Machine()
    return Office(MemoryStore(machine_now=machine.now), machine, writers=tools)


def replies(office: Office, number: EscalationId) -> list[Letter]:
    return [one.letter for one in office.letters(number) if one.letter.form is Form.REPLY]


def told(office: Office, number: EscalationId) -> list[Done]:
    lines: list[Notice] = office.notices(number)
    return [one for one in lines if isinstance(one, Done) and one.deed is Deed.CUSTOMER_TOLD]


def in_form(office: Office, number: EscalationId, form: Form) -> list[ReplyApproved]:
    return [one for one in office.notices(number, form) if isinstance(one, ReplyApproved)]


def approved(office: Office) -> tuple[EscalationId, Claim]:
    """A reply that has left, and of which nobody knows yet what became of it."""
    number = office.taken(ticket=TICKET)
    office.does("reply", number, MAYA, **REPLY)
    return number, office.on_its_way(Form.REPLY)


def hears(office: Office, at: datetime, *, who: str = "Desk", key: str = "d1") -> int:
    said = Happening(
        what=Happened.SUPPORT_ANSWERED, source="zendesk", product="Zendesk", refs=(TICKET,), at=at, who=who
    )
    return office.desk.hear(Heard(keys=(key,), happenings=(said,)), workspace=ACME)


def test_what_was_approved_is_a_letter_of_exactly_that_text(office: Office) -> None:
    number = office.taken(ticket=TICKET)
    office.does("reply", number, MAYA, **{**REPLY, "text": f"  {TEXT}\n"})
    (letter,) = replies(office, number)
    assert (letter.lane, letter.form) == ("reply:zendesk", Form.REPLY)
    (reply,) = in_form(office, number, Form.REPLY)
    assert (reply.text, reply.ticket, reply.by, reply.by_name) == (TEXT, TICKET, MAYA.person.id, "Maya")
    assert told(office, number) == []
    assert office.trail(number)[-1].kind == "reply approved"


def test_pressed_twice_it_is_sent_once(office: Office) -> None:
    number = office.taken(ticket=TICKET)
    for _ in range(2):
        office.does("reply", number, MAYA, **REPLY)
    assert len(replies(office, number)) == 1
    office.carry()
    office.does("reply", number, MAYA, **REPLY)
    assert len(replies(office, number)) == 1
    assert len(told(office, number)) == 1


def test_the_same_words_from_another_form_wait_until_the_first_have_arrived(one_office: Office) -> None:
    number, claim = approved(one_office)
    with one_office.refuses("This very text is on its way already. The thread says when the customer has it."):
        one_office.does("reply", number, MAYA, **{**REPLY, "form": "V2"})
    one_office.arrives(claim)
    one_office.does("reply", number, MAYA, **{**REPLY, "form": "V2"})
    assert len(replies(one_office, number)) == 2


def test_it_counts_as_word_to_the_customer_when_it_has_arrived(office: Office) -> None:
    number, claim = approved(office)
    before = office.due(number)["customer"]
    office.passes(minutes=20)
    assert office.row(number).told_at is None

    office.arrives(claim)

    assert office.row(number).told_at == office.moment
    assert office.due(number)["customer"] != before
    (line,) = told(office, number)
    assert (line.by, line.by_name, line.note) == (MAYA.person.id, "Maya", TEXT)
    assert (line.sent_on, line.sent_in) == (TICKET, "zendesk")
    after = office.trail(number)[-1].after
    assert (after["sent_in"], after["ref"], after["note"]) == ("zendesk", TICKET, TEXT)


def test_a_reminder_of_the_customer_is_answered_by_it(one_office: Office) -> None:
    number = one_office.taken(ticket=TICKET)
    due_at = one_office.clocks(number)[ClockKind.CUSTOMER].due_at
    assert due_at is not None
    one_office.lets_pass(due_at)
    one_office.carry()
    one_office.does("reply", number, MAYA, **REPLY)
    one_office.carry()
    folded = [getattr(one, "said", "") for one in one_office.notices(number, Form.FOLD)]
    assert "Asked, and Maya told the customer." in folded


def test_what_its_product_tells_of_it_afterwards_is_not_told_twice(office: Office) -> None:
    number, claim = approved(office)
    at = office.passes(seconds=5)
    office.arrives(claim)
    heard = office.row(number).told_at
    office.passes(minutes=1)
    assert hears(office, at) == 0
    assert hears(office, at + timedelta(seconds=30), key="d2") == 0  # its clock is ahead of ours
    assert (len(told(office, number)), office.row(number).told_at) == (1, heard)


def test_what_its_product_tells_of_it_before_we_know_is_not_told_twice(office: Office) -> None:
    number, claim = approved(office)
    at = office.passes(seconds=5)
    assert hears(office, at) == 0
    with office.store.begin(ACME) as tx:
        assert tx.settle(claim, Uncertain(reason="slow", after=timedelta(seconds=1)))
    assert hears(office, at, key="d2") == 0
    office.arrives(office.on_its_way(Form.REPLY))
    assert [one.by_name for one in told(office, number)] == ["Maya"]


def test_another_reply_by_support_still_counts(office: Office) -> None:
    number, claim = approved(office)
    office.arrives(claim)
    at = office.passes(hours=2)
    assert hears(office, at, who="Grace") == 1
    assert [one.by_name for one in told(office, number)] == ["Maya", "Grace (Zendesk)"]
    assert office.row(number).told_at == at


def test_while_it_waits_here_what_a_colleague_writes_there_counts(office: Office) -> None:
    number, claim = approved(office)
    assert office.desk.put_off(claim, PutOff(reason="zendesk is not available", after=timedelta(minutes=5)))
    at = office.passes(seconds=ECHO.total_seconds() + 1)
    assert hears(office, at, who="Grace") == 1
    assert office.row(number).told_at == at


def test_a_refusal_gives_the_text_back_and_the_clock_runs_on(office: Office) -> None:
    number, claim = approved(office)
    before = office.due(number)
    assert office.desk.parked(claim, Parked(reason="zendesk does not let us in (403)", code="refused"))
    office.carry()
    (back,) = [one for one in office.delivered if one.form is Form.DIRECT and isinstance(one.notice, ReplyApproved)]
    assert isinstance(back.notice, ReplyApproved)
    assert (back.lane, back.notice.text, back.notice.may_be_there) == (MAYA.person.id, TEXT, False)
    assert back.notice.reason == "zendesk does not let us in (403)"
    assert (told(office, number), office.row(number).told_at, office.due(number)) == ([], None, before)
    assert office.trail(number)[-1].kind == "not replied"


def test_what_was_given_back_is_not_sent_again_by_the_operator(office: Office) -> None:
    number, claim = approved(office)
    office.desk.parked(claim, Parked(reason="zendesk does not let us in (403)", code="refused"))
    office.carry()
    (parked,) = [one for one in undelivered(office.store, now=office.moment) if one.state is LetterState.PARKED]
    assert parked.kind == "reply approved"
    assert resend(office.store, parked) == "whoever approved it has it back"
    office.carry()
    assert told(office, number) == []


@pytest.mark.parametrize("code", ["may_be_there", "tried_enough"])
def test_where_nobody_knows_it_says_so(one_office: Office, code: str) -> None:
    number, claim = approved(one_office)
    one_office.desk.parked(claim, Parked(reason="Slack never said whether it arrived", code=code))
    (back,) = in_form(one_office, number, Form.DIRECT)
    assert (back.may_be_there, back.reason) == (True, "zendesk never said whether it took it")


def test_one_that_waits_for_long_is_told_of_once_in_the_thread(office: Office) -> None:
    number, claim = approved(office)
    away = PutOff(reason="zendesk is not available", after=timedelta(seconds=1))
    assert office.desk.put_off(claim, away)
    assert in_form(office, number, Form.LINE) == []
    for _ in range(2):
        office.passes(seconds=SAY_SO_AFTER.total_seconds())
        assert office.desk.put_off(office.on_its_way(Form.REPLY), away)
    assert len(in_form(office, number, Form.LINE)) == 1
    assert not office.desk.put_off(claim, away)  # another has it now


def test_of_security_there_is_nothing_to_tick_and_nothing_goes_out(one_office: Office) -> None:
    number = one_office.opens(HIGH, TargetTeam.SECURITY, ticket=TICKET)
    assert one_office.desk.reply_place(one_office.row(number)) is None
    with pytest.raises(NotAllowed, match="Nothing was sent"):
        one_office.does("reply", number, SAM, **REPLY)
    assert replies(one_office, number) == []


def test_handed_to_security_before_it_left_it_is_given_back(office: Office) -> None:
    number, claim = approved(office)
    office.does("hand_over", number, ADA, to=TargetTeam.SECURITY)
    with pytest.raises(NothingToSay):
        office.desk.by_letter(claim)
    assert office.desk.dropped(claim, Dropped(reason="answered, or taken"))
    (back,) = in_form(office, number, Form.DIRECT)
    assert back.escalation.is_secret
    assert (back.text, back.reason) == (TEXT, "Security has it now, and keeps its customers informed")
    assert told(office, number) == []
    office.carry()
    assert any(isinstance(one.notice, ReplyApproved) and one.form is Form.DIRECT for one in office.delivered)


def test_handed_to_another_team_it_still_goes(one_office: Office) -> None:
    number = one_office.taken(ticket=TICKET)
    one_office.does("reply", number, MAYA, **REPLY)
    one_office.does("hand_over", number, ADA, to=TargetTeam.PRODUCT)
    one_office.carry()
    states = [one.state for one in one_office.letters(number) if one.letter.form is Form.REPLY]
    assert states == [LetterState.SENT]


def test_another_ticket_than_the_one_that_was_shown_gets_nothing(one_office: Office) -> None:
    number = one_office.taken(ticket=TICKET)
    one_office.does("edit_brief", number, MAYA, changes={"ticket": "4712"})
    with pytest.raises(NotAllowed, match="is another one now"):
        one_office.does("reply", number, MAYA, **REPLY)
    assert replies(one_office, number) == []


def test_who_has_no_part_in_it_sends_nothing(one_office: Office) -> None:
    number = one_office.taken(ticket=TICKET)
    with pytest.raises(NotAllowed):
        one_office.does("reply", number, ZOE, **REPLY)
    assert replies(one_office, number) == []


def test_after_the_end_it_is_word_of_the_end_and_not_where_it_was_approved_before(one_office: Office) -> None:
    number, claim = approved(one_office)
    one_office.passes(minutes=5)
    one_office.does("resolve", number, ADA, cause="Rolled back")
    one_office.arrives(claim)
    assert not one_office.row(number).customer_knows
    assert one_office.due(number)["customer"] is not None

    one_office.passes(minutes=5)
    one_office.does("reply", number, MAYA, **{**REPLY, "form": "V2"})
    one_office.carry()
    assert one_office.row(number).customer_knows


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Write what the customer is to read, or take the tick out below."),
        (" \n\u200b", "Write what the customer is to read, or take the tick out below."),
        ("Dear {name}, it is fixed.", 'Something is left to be filled in: "{name}". Nothing was sent.'),
        ("Dear {{ticket.requester}}", 'Something is left to be filled in: "{{". Nothing was sent.'),
        ("By [date], promised", 'Something is left to be filled in: "[date]". Nothing was sent.'),
        ("Regards, [your name]", 'Something is left to be filled in: "[your name]". Nothing was sent.'),
        ("The cause was [...]", 'Something is left to be filled in: "[...]". Nothing was sent.'),
        ("We expect it by ____.", 'Something is left to be filled in: "____". Nothing was sent.'),
        ("It was TODO", 'Something is left to be filled in: "TODO". Nothing was sent.'),
    ],
)
def test_a_text_that_is_not_finished_is_not_sent(one_office: Office, text: str, says: str) -> None:
    number = one_office.taken(ticket=TICKET)
    with one_office.refuses(says):
        one_office.does("reply", number, MAYA, **{**REPLY, "text": text})


@pytest.mark.parametrize(
    "text",
    [
        "Press [Save], then [Add user] under [Customer portal], and choose <Export>.",
        'Send {"id": 1} to /v2/orders, see [1].',
        "*Fixed* in <b>4.12</b> & later, _really_. 👋🏽 :wave:",
        "ü" * 3000,
        "[" * 3000,
        "<" * 1500 + "{" + "a " * 700,
    ],
)
def test_a_text_with_signs_in_it_is_sent_as_it_stands(one_office: Office, text: str) -> None:
    number = one_office.taken(ticket=TICKET)
    one_office.does("reply", number, MAYA, **{**REPLY, "text": text})
    assert [one.text for one in in_form(one_office, number, Form.REPLY)] == [text.strip()]


def test_a_reply_that_its_product_would_cut_is_not_sent(one_office: Office, tools: Tools) -> None:
    tools.longest = 4000
    number = one_office.taken(ticket=TICKET)
    with one_office.refuses("Too long for a reply there: 4,000 bytes at most. Shorten it, or send it by hand."):
        one_office.does("reply", number, MAYA, **{**REPLY, "text": "ü" * 2001})
    one_office.does("reply", number, MAYA, **{**REPLY, "text": "ü" * 2000})


def test_a_product_that_is_away_does_not_make_the_desk_unready(office: Office) -> None:
    _, claim = approved(office)
    office.desk.put_off(claim, PutOff(reason="zendesk is not available", after=timedelta(hours=1)))
    office.carry()
    office.waits(1000)
    assert not office.store.late(office.moment).letters
