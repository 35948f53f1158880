"""Notes on tickets: to the tool that has the ticket, once, and whoever can mend a refusal is told of it."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from connectors.note_text import note_of
from connectors.notes import NoteTaker
from connectors.refusals import WRITE_WITHIN
from connectors.writers import WayBack
from escalation.delivery import LEASE, SETTLE, Delivery
from escalation.drafts import Draft
from escalation.errors import GiveUp, NothingToSay, TryAgain, Unclear
from escalation.facts import FailureKind, Ticket, TicketStatus
from escalation.kinds import ChannelId, LetterId, Status, WorkspaceId
from escalation.letters import Claim, Form, Letter, LetterState, Place
from escalation.models import Escalation
from escalation.notices import NoteKind, Standing, TicketNote
from escalation.sources import Capability, Category, Connector, Health, SourceFailed
from tests.blocks.facts import CARD, CHECKOUT, MONDAY, an_escalation
from tests.connectors.way_back import a_round, an_office, linking_to
from tests.connectors.written import Holding
from tests.escalation.makers import ACME, ADA, MAYA, Office, a_draft
from tests.stores import Machine

NUMBER = "35436"
LINK = "https://example.zendesk.com/agent/tickets/35436"


class Other:
    """Another support platform, which is only read."""

    kind = "other"
    category = Category.SUPPORT
    can = frozenset({Capability.TICKETS})

    def __init__(self, *, fails: FailureKind | None = FailureKind.NOT_THERE) -> None:
        self.name = "other"
        self.fails = fails

    async def check(self) -> Health:
        return Health(identity="us")

    async def get_ticket(self, id: str) -> Ticket:
        if self.fails:
            raise SourceFailed(self.fails)
        return Ticket(source=self.name, id=id, title="Another matter", status=TicketStatus.OPEN)


def a_row(ticket: str | None = LINK, **changes: Any) -> Escalation:
    draft = CHECKOUT.model_copy(update={"ticket": ticket})
    return an_escalation(draft, channel=CARD.channel).model_copy(update=changes)


def a_letter(escalation: Escalation, about: NoteKind = NoteKind.OPENED, **said: str) -> Letter:
    note = TicketNote(escalation=escalation, source="zendesk", about=about, at=MONDAY, **said)
    return Letter(
        id=LetterId("4f1c9a"),
        key="note:12:zendesk:opened",
        workspace=WorkspaceId("T0ACME"),
        form=Form.NOTE,
        lane=ChannelId("note:zendesk"),
        notice=note,
        escalation=escalation.id,
    )


def a_claim(ticket: str | None = LINK, *, turn: int = 2, since: float = 0.0) -> Claim:
    return Claim(letter=a_letter(a_row(ticket)), place=Place(), owner="one", tries=1, turn=turn, since=since)


def a_taker(*tools: Connector, with_card: bool = True, now: float = 1.0) -> NoteTaker:
    standing = Standing(escalation=a_row(), card=CARD if with_card else None)
    return NoteTaker(way_back=WayBack(tools), card_link=linking_to(standing), machine_time=lambda: now)


def words(product: Holding) -> list[str]:
    return [product.written.words(body) for body in product.writes]


# --- whose ticket it is


@pytest.mark.parametrize("ticket", [NUMBER, f"#{NUMBER}", LINK])
async def test_a_note_goes_to_the_ticket_that_was_named(ticket: str) -> None:
    product = Holding("zendesk")
    await a_taker(product.tool, Other()).deliver(a_claim(ticket))
    (said,) = words(product)
    assert "ESC-12: escalated to Engineering" in said
    assert "ESC-12 · 4f1c9a" in said
    assert f"https://acme.slack.com/{CARD.ts}" in said


async def test_a_number_that_two_tools_have_is_written_to_neither() -> None:
    product = Holding("zendesk")
    with pytest.raises(GiveUp, match="Put its link into Edit brief"):
        await a_taker(product.tool, Other(fails=None)).deliver(a_claim(NUMBER))
    await a_taker(product.tool, Other(fails=None)).deliver(a_claim(LINK))
    assert len(product.writes) == 1


async def test_a_number_that_only_another_tool_has_is_not_noted() -> None:
    product = Holding("zendesk")
    with pytest.raises(NothingToSay, match="zendesk has no ticket of this number"):
        await a_taker(product.tool, Other(fails=None)).deliver(a_claim("1"))
    assert product.writes == []


@pytest.mark.parametrize(
    ("fails", "means"), [(FailureKind.TIMEOUT, TryAgain), (FailureKind.UNAVAILABLE, TryAgain), (FailureKind.AUTH, None)]
)
async def test_whose_a_number_is_is_asked_again_while_another_tool_is_away(
    fails: FailureKind, means: type[Exception] | None
) -> None:
    product = Holding("zendesk")
    taker = a_taker(product.tool, Other(fails=fails))
    if means is None:  # it lets nobody in, and will not tomorrow
        await taker.deliver(a_claim(NUMBER))
    else:
        with pytest.raises(means, match="other"):
            await taker.deliver(a_claim(NUMBER))
    assert len(product.writes) == (means is None)


@pytest.mark.parametrize(
    ("ticket", "links", "takes"),
    [
        (NUMBER, (), ["zendesk", "intercom"]),
        (LINK, ("https://app.intercom.com/a/inbox/abc123/inbox/conversation/515",), ["zendesk"]),
        (None, ("https://example.com/4711", LINK), ["zendesk"]),
        (None, (), []),
        ("their e-mail of Monday", (), []),
    ],
)
def test_a_link_says_whose_it_is_and_a_number_does_not(
    ticket: str | None, links: tuple[str, ...], takes: list[str]
) -> None:
    way_back = WayBack([Holding("zendesk").tool, Holding("intercom").tool, Other()])
    assert way_back.of_ticket(Draft(ticket=ticket, links=links)) == takes


# --- what each answer means


def answering(status: int, **headers: str) -> Callable[[httpx2.Request], httpx2.Response]:
    return lambda _: httpx2.Response(status, headers=headers)


def slow(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ReadTimeout("slow", request=request)


@pytest.mark.parametrize(
    ("answers", "means", "says"),
    [
        (answering(403), GiveUp, r"Zendesk does not let us in \(403\)"),
        (answering(422), GiveUp, "Zendesk refused it"),
        (answering(404), GiveUp, "Zendesk does not have it"),
        (answering(429, **{"Retry-After": "7"}), TryAgain, "Zendesk asks for a pause"),
        (answering(503), Unclear, "Zendesk is not available"),
        (slow, Unclear, "Zendesk did not answer in time"),
    ],
)
async def test_each_answer_says_whose_move_it_is(
    answers: Callable[[httpx2.Request], httpx2.Response], means: type[Exception], says: str
) -> None:
    with pytest.raises(means, match=says):
        await a_taker(Holding("zendesk", answers).tool).deliver(a_claim())


async def test_a_pause_that_is_asked_for_is_kept() -> None:
    with pytest.raises(TryAgain) as busy:
        await a_taker(Holding("zendesk", answering(429, **{"Retry-After": "7"})).tool).deliver(a_claim())
    assert busy.value.after_seconds == 7


async def test_after_a_day_people_have_to_write_it() -> None:
    taker = a_taker(Holding("zendesk", answering(429)).tool, now=WRITE_WITHIN)
    with pytest.raises(GiveUp, match="for a day"):
        await taker.deliver(a_claim())


async def test_a_note_waits_for_its_card_once_and_then_goes_without_a_link() -> None:
    product = Holding("zendesk")
    taker = a_taker(product.tool, with_card=False)
    with pytest.raises(TryAgain):
        await taker.deliver(a_claim(turn=1))
    await taker.deliver(a_claim(turn=2))
    assert ["Thread in Slack" in said for said in words(product)] == [False]


async def test_a_tool_that_is_switched_off_meanwhile_is_not_written_to() -> None:
    with pytest.raises(NothingToSay):
        await a_taker(Other()).deliver(a_claim())


async def test_not_looked_is_not_not_found() -> None:
    product = Holding("zendesk")
    product.played.instead = answering(503)
    with pytest.raises(TryAgain):
        await a_taker(product.tool).find(a_claim())


@pytest.mark.parametrize("status", [401, 404, 422])
async def test_what_cannot_be_looked_for_any_more_is_left_to_people_who_are_told_to_look(status: int) -> None:
    product = Holding("zendesk")
    product.played.instead = answering(status)
    with pytest.raises(GiveUp, match="it may be there all the same, so look first: Zendesk"):
        await a_taker(product.tool).find(a_claim())


async def test_after_a_day_nothing_is_looked_for() -> None:
    product = Holding("zendesk")
    product.played.instead = answering(503)
    with pytest.raises(GiveUp, match=r"it may be there all the same, so look first: Zendesk .*, for a day"):
        await a_taker(product.tool, now=WRITE_WITHIN).find(a_claim())


async def test_another_tool_that_is_away_for_a_day_ends_the_waiting() -> None:
    product = Holding("zendesk")
    taker = a_taker(product.tool, Other(fails=FailureKind.UNAVAILABLE), now=WRITE_WITHIN)
    said = "other, which may have a ticket of this number too, is not available, for a day"
    with pytest.raises(GiveUp, match=said):
        await taker.deliver(a_claim(NUMBER))
    with pytest.raises(GiveUp, match=said):
        await taker.find(a_claim(NUMBER))
    assert product.writes == []


# --- what it says


def said(about: NoteKind, *, more: Iterable[tuple[str, Any]] = (), **note: str) -> list[str]:
    letter = a_letter(a_row(**dict(more)), about, **note)
    assert isinstance(letter.notice, TicketNote)
    return list(note_of(letter, letter.notice, link=None).lines)


def test_what_each_note_says() -> None:
    resolved = {"status": Status.RESOLVED, "closed_at": MONDAY, "outcome": "bad deploy\n4.12"}
    handed_back = {**resolved, "status": Status.DE_ESCALATED, "outcome": "Workaround found"}
    told = [
        said(NoteKind.OPENED, by_name="Maya"),
        said(NoteKind.SEVERITY, by_name="Maya", before="Medium", text="It spreads"),
        said(NoteKind.UPDATED, by_name="Ada", text="Found it.\n\nRolling back"),
        said(NoteKind.ENDED, by_name="Ada", more=resolved.items()),
        said(NoteKind.ENDED, by_name="Ada", more=handed_back.items()),
        said(NoteKind.ENDED, by_name="Maya", more={**handed_back, "withdrawn": True}.items()),
        said(NoteKind.REASON, by_name="Ada", more=handed_back.items()),
        said(NoteKind.AGAIN, by_name="Ada"),
    ]
    assert told == [
        ["ESC-12: escalated to Engineering by Maya. Severity High."],
        ["ESC-12 is High now, before Medium by Maya. Why: It spreads"],
        ["ESC-12, news from Engineering by Ada:", "Found it.", "Rolling back"],
        ["ESC-12 was resolved by Ada.", "Cause: bad deploy 4.12"],
        ["ESC-12 went back to support, de-escalated by Ada.", "Why: Workaround found"],
        ["ESC-12 was withdrawn by Maya. Nobody works on it."],
        ["ESC-12, why it went back to support by Ada: Workaround found"],
        ["ESC-12 was taken up again by Ada. It is with Engineering, severity High."],
    ]


# --- never doubled, with the real store and the real round


@pytest.fixture
def machine() -> Machine:
    return Machine()


def a_desk(machine: Machine, product: Holding) -> tuple[Office, NoteTaker]:
    office, way_back, card_link = an_office(machine, product)
    return office, NoteTaker(way_back=way_back, card_link=card_link, machine_time=lambda: machine.now().timestamp())


async def carried(office: Office, delivery: Delivery, *, rounds: int = 12) -> None:
    for _ in range(rounds):
        for claim in await delivery.claim(16):
            if claim.letter.form is Form.NOTE:
                await delivery.carry(claim)
            else:
                office.arrives(claim)
        office.waits(SETTLE.total_seconds() + 1)


async def test_killed_between_the_write_and_its_settling_there_is_one_note(machine: Machine) -> None:
    product = Holding("zendesk")
    office, taker = a_desk(machine, product)
    number = office.opens(ticket=None)
    office.does("edit_brief", number, MAYA, changes={"ticket": NUMBER})

    killed = office.on_its_way(Form.NOTE)
    await taker.deliver(killed)  # and its process is gone before it could say so
    office.waits(LEASE.total_seconds() + 1)
    await carried(office, a_round(office, Form.NOTE, taker, owner="another"))

    assert len(product.writes) == 1
    states = [one.state for one in office.letters(number) if one.letter.form is Form.NOTE]
    assert states == [LetterState.SENT]


async def test_an_answer_that_was_lost_doubles_no_note(machine: Machine) -> None:
    product = Holding("zendesk", slow)
    office, taker = a_desk(machine, product)
    number = office.opens(ticket=None)
    office.does("edit_brief", number, MAYA, changes={"ticket": LINK})
    await carried(office, a_round(office, Form.NOTE, taker, owner="one"))
    assert len(product.writes) == 1
    assert office.row(number).noted_in == "zendesk"


async def test_a_lost_answer_and_a_token_that_is_taken_back_end_with_word_to_the_reporter(machine: Machine) -> None:
    product = Holding("zendesk", slow)
    office, taker = a_desk(machine, product)
    number = office.opens(ticket=None)
    office.does("edit_brief", number, MAYA, changes={"ticket": LINK})
    delivery = a_round(office, Form.NOTE, taker, owner="one")
    await carried(office, delivery, rounds=1)
    product.played.instead = answering(401)
    await carried(office, delivery, rounds=2)
    states = [one.state for one in office.letters(number) if one.letter.form is Form.NOTE]
    (reason,) = [one.reason for one in office.notices(number, Form.DIRECT) if isinstance(one, TicketNote)]
    assert states == [LetterState.PARKED]
    assert "look first: Zendesk does not let us in" in reason


async def test_a_write_that_never_arrived_is_made_again(machine: Machine) -> None:
    product = Holding("zendesk", slow, arrives=False)
    office, taker = a_desk(machine, product)
    number = office.opens(ticket=None)
    office.does("edit_brief", number, MAYA, changes={"ticket": LINK})
    delivery = a_round(office, Form.NOTE, taker, owner="one")
    await carried(office, delivery, rounds=2)
    product.answers = None
    await carried(office, delivery, rounds=6)
    assert len(product.writes) == 1


async def test_a_tool_that_is_away_for_hours_gets_its_notes_in_order(machine: Machine) -> None:
    product = Holding("zendesk")
    office, taker = a_desk(machine, product)
    draft = a_draft(ticket=LINK)
    number = office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME).id
    office.does("acknowledge", number, ADA)
    product.played.instead = answering(503)
    delivery = a_round(office, Form.NOTE, taker, owner="one")
    await carried(office, delivery)
    office.does("resolve", number, ADA, cause="Rolled back")
    product.played.instead = product._answer
    product.played.now = timedelta(hours=1).total_seconds()
    office.waits(product.played.now)
    await carried(office, delivery)

    assert ["escalated to" in one for one in words(product)] == [True, False]
    assert office.row(number).ticket_knows
