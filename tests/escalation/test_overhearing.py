"""Where a product does not tell by itself its ticket is asked, before the customer's clock asks; and of tagged ones."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from escalation import overhearing as module
from escalation.asking import Asking
from escalation.facts import FailureKind, Found, Ticket, TicketEvent, TicketStatus
from escalation.happenings import Happened, Happening, Heard
from escalation.kinds import ClockKind, EscalationId, TargetTeam, UserId, WorkspaceId
from escalation.notices import Deed, DraftOffered
from escalation.overhearing import Overhearing
from escalation.sources import Capability, Category, Health, Query, SourceFailed
from tests.escalation.makers import ACME, ADA, HIGH, MAYA, MONDAY, SAM, TOM, Office
from tests.escalation.test_asking import People, at_once

TICKET = "https://acme.zendesk.com/agent/tickets/4711"


@dataclass
class Helpdesk:
    """A support platform with one ticket, which it `has`; `fails` is what it does instead of answering."""

    name: str = "zendesk"
    kind: str = "zendesk"
    category: Category = Category.SUPPORT
    can: frozenset[Capability] = frozenset({Capability.TICKETS})
    said: list[TicketEvent] = field(default_factory=list)
    has: str = "4711"
    email: str | None = "maya@example.com"
    title: str = "Export fails for Northwind"
    fails: Callable[[], Awaitable[None]] | None = None
    asked: list[str] = field(default_factory=list)

    async def check(self) -> Health:
        return Health(identity="desk")

    async def find_tickets(self, query: Query, *, limit: int) -> Found:
        raise AssertionError(f"nothing is searched for: {query}, {limit}")

    async def get_ticket(self, id: str) -> Ticket:
        self.asked.append(id)
        if self.fails:
            await self.fails()
        if id != self.has:
            raise SourceFailed(FailureKind.NOT_THERE)
        return Ticket(
            source=self.name,
            id=self.has,
            url=TICKET if self.name == "zendesk" else None,
            title=self.title,
            status=TicketStatus.OPEN,
            assignee_email=self.email,
            events=tuple(self.said),
        )

    def says(self, at: datetime, **more: object) -> None:
        self.said.append(TicketEvent.model_validate({"at": at, "author": "Grace", "text": "Hello", **more}))


@pytest.fixture
def helpdesk() -> Helpdesk:
    return Helpdesk()


async def by_email(_: WorkspaceId, email: str) -> UserId | None:
    return MAYA.person.id if email == "maya@example.com" else None


def listening(office: Office, *helpdesks: Helpdesk, tells: bool = False) -> Overhearing:
    return Overhearing(
        connectors=helpdesks,
        told_by={one.name for one in helpdesks} if tells else (),
        desk=office.desk,
        off_loop=at_once,
        by_email=by_email,
        now=lambda: office.moment,
    )


async def beats(office: Office, *helpdesks: Helpdesk, tells: bool = False) -> int:
    """The beat, with a look at tickets before."""
    look = listening(office, *helpdesks, tells=tells).look
    asking = Asking(
        store=office.store, desk=office.desk, directory=People(), off_loop=at_once, now=lambda: office.moment, look=look
    )
    return await asking.round()


def due(office: Office) -> EscalationId:
    """One whose customer is due word in this moment; the team's question is far off."""
    number = office.taken(ticket="#4711")
    office.passes(hours=1)
    office.does("update", number, ADA, text="On it")
    office.passes(hours=3)
    return number


def asked_for_word(office: Office, number: EscalationId) -> bool:
    return any(one.clock is ClockKind.CUSTOMER for one in office.reminders(number))


async def test_a_reply_that_stands_on_the_ticket_is_word_to_the_customer(office: Office, helpdesk: Helpdesk) -> None:
    number = due(office)
    at = office.moment - timedelta(minutes=20)
    helpdesk.says(at)

    await beats(office, helpdesk)
    assert not asked_for_word(office, number)
    assert (office.row(number).told_at, office.last_line(number).deed) == (at, Deed.CUSTOMER_TOLD)
    assert office.clocks(number)[ClockKind.CUSTOMER].due_at == at + timedelta(hours=4)
    await beats(office, helpdesk)
    assert helpdesk.asked == ["4711"]


async def test_a_reply_too_long_ago_asks_again_with_what_they_last_heard(office: Office, helpdesk: Helpdesk) -> None:
    number = office.taken(ticket="#4711")
    office.passes(minutes=1)
    helpdesk.says(office.moment)
    office.passes(hours=4, minutes=30)

    await beats(office, helpdesk)
    assert office.row(number).told_at == helpdesk.said[0].at
    await beats(office, helpdesk)
    assert any(one.clock is ClockKind.CUSTOMER or one.with_customer for one in office.reminders(number))


@pytest.mark.parametrize(
    "what",
    [
        {"is_public": False},
        {"by_customer": True},
        {"by_machine": True},
        {"at": MONDAY - timedelta(days=1)},
    ],
)
async def test_notes_bots_and_what_was_before_are_no_word(
    office: Office, helpdesk: Helpdesk, what: dict[str, object]
) -> None:
    number = due(office)
    helpdesk.says(**{"at": office.moment - timedelta(minutes=20), **what})  # type: ignore[arg-type]  # a moment, or more
    await beats(office, helpdesk)
    assert asked_for_word(office, number)
    assert office.row(number).told_at is None


async def test_silence_is_looked_at_before_it_counts_as_a_yes(office: Office, helpdesk: Helpdesk) -> None:
    number = office.taken(ticket="#4711")
    office.does("resolve", number, ADA)
    office.does("customer_told", number, MAYA)
    helpdesk.says(office.passes(hours=1), by_customer=True)
    office.moment = office.clocks(number)[ClockKind.CUSTOMER].due_at or office.moment

    await beats(office, helpdesk)
    row = office.row(number)
    assert (row.is_silent, row.customer_waits) == (False, True)


async def test_a_product_is_called_as_it_spells_itself(office: Office) -> None:
    number = due(office)
    hubspot = Helpdesk(name="hubspot", kind="hubspot")
    hubspot.says(office.moment - timedelta(minutes=20))
    await beats(office, hubspot)
    assert office.last_line(number).by_name == "Grace (HubSpot)"


async def test_a_product_that_tells_by_itself_is_not_asked(office: Office, helpdesk: Helpdesk) -> None:
    number = due(office)
    helpdesk.says(office.moment - timedelta(minutes=20))
    await beats(office, helpdesk, tells=True)
    assert (helpdesk.asked, asked_for_word(office, number)) == ([], True)


async def test_of_a_security_escalation_no_other_tool_is_asked(office: Office, helpdesk: Helpdesk) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY, ticket="#4711")
    office.does("acknowledge", number, SAM)
    office.passes(hours=4)
    await beats(office, helpdesk)
    assert helpdesk.asked == []


# --- a number that may be another tool's


def another(**more: object) -> Helpdesk:
    return Helpdesk(**{"name": "intercom", "kind": "intercom", **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("has", "fails", "counts"),
    [
        ("4711", None, False),
        ("9", None, True),
        ("4711", FailureKind.UNAVAILABLE, False),
        ("4711", FailureKind.AUTH, True),
    ],
)
@pytest.mark.parametrize("tells", [False, True])
async def test_a_reply_on_a_number_counts_where_no_other_tool_has_it(
    office: Office, helpdesk: Helpdesk, has: str, fails: FailureKind | None, *, tells: bool, counts: bool
) -> None:
    async def failing() -> None:
        if fails:
            raise SourceFailed(fails)

    number = due(office)
    helpdesk.says(office.moment - timedelta(minutes=20))
    others = [helpdesk, another(has=has, fails=failing)]
    if tells:
        at = office.moment - timedelta(minutes=20)
        told = Happening(
            what=Happened.SUPPORT_ANSWERED, source="zendesk", product="Zendesk", refs=("4711",), at=at, url=TICKET
        )
        await listening(office, *others, tells=True).take_in(Heard(keys=("a",), happenings=(told,)), workspace=ACME)
    else:
        await beats(office, *others)
    assert bool(office.row(number).told_at) is counts


async def test_a_tool_that_hangs_may_have_the_number(
    office: Office, helpdesk: Helpdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WITHIN", 0.05)
    number = due(office)
    told = Happening(
        what=Happened.SUPPORT_ANSWERED, source="zendesk", product="Zendesk", refs=("4711",), at=office.moment
    )
    listens = listening(office, helpdesk, another(fails=hangs), tells=True)
    await listens.take_in(Heard(keys=("a",), happenings=(told,)), workspace=ACME)
    assert office.row(number).told_at is None


async def test_of_a_security_escalations_number_no_other_tool_is_asked(office: Office, helpdesk: Helpdesk) -> None:
    number = office.opens(ticket="#4711", target=TargetTeam.SECURITY)
    office.passes(minutes=30)
    told = Happening(
        what=Happened.SUPPORT_ANSWERED, source="zendesk", product="Zendesk", refs=("4711",), at=office.moment
    )
    other = another()
    await listening(office, helpdesk, other, tells=True).take_in(Heard(keys=("a",), happenings=(told,)), workspace=ACME)
    assert other.asked == []
    assert office.row(number).told_at is None


async def test_where_its_notes_go_decides_whose_a_number_is(office: Office, helpdesk: Helpdesk) -> None:
    number = due(office)
    with office.store.begin(ACME) as tx:
        tx.save(tx.load(number).model_copy(update={"noted_in": "zendesk"}))
    helpdesk.says(office.moment - timedelta(minutes=20))
    other = another()
    other.says(office.moment - timedelta(minutes=10))
    await beats(office, helpdesk, other)
    assert office.row(number).told_at == helpdesk.said[0].at


async def refuses() -> None:
    raise SourceFailed(FailureKind.UNAVAILABLE)


async def breaks() -> None:
    raise RuntimeError("a fault of ours")


async def hangs() -> None:
    await asyncio.Event().wait()


@pytest.mark.parametrize("failure", [refuses, breaks, hangs])
async def test_whatever_goes_wrong_there_the_reminder_is_written(
    office: Office, helpdesk: Helpdesk, failure: Callable[[], Awaitable[None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WITHIN", 0.01)
    number = due(office)
    helpdesk.fails = failure
    await beats(office, helpdesk)
    assert asked_for_word(office, number)


# --- a tagged ticket


async def tagged(office: Office, helpdesk: Helpdesk) -> list[tuple[str, DraftOffered]]:
    told = Happening(
        what=Happened.TICKET_TAGGED,
        source="zendesk",
        product="Zendesk",
        refs=("4711",),
        url=TICKET,
        at=office.moment,
    )
    await listening(office, helpdesk).take_in(Heard(keys=("a",), happenings=(told,)), workspace=ACME)
    office.carry()
    return [(one.lane, one.notice) for one in office.delivered if isinstance(one.notice, DraftOffered)]


async def test_whoever_has_a_tagged_ticket_gets_what_it_says(office: Office, helpdesk: Helpdesk) -> None:
    helpdesk.says(office.moment, by_customer=True, text="Export returns 500 since Monday, 3 users blocked")
    ((lane, notice),) = await tagged(office, helpdesk)

    draft = office.desk.draft(notice.draft, by=MAYA.person.id, workspace=ACME).draft
    assert (lane, notice.title) == (MAYA.person.id, "Export fails for Northwind")
    assert (draft.ticket, draft.error) == (TICKET, "returns 500")
    assert draft.issue == "Export fails for Northwind\n\nExport returns 500 since Monday, 3 users blocked"


async def test_whom_slack_does_not_know_support_s_lead_stands_in_for(office: Office, helpdesk: Helpdesk) -> None:
    helpdesk.email = "gone@example.com"
    ((lane, notice),) = await tagged(office, helpdesk)
    assert (lane, notice.title, notice.is_theirs) == (TOM.person.id, "Export fails for Northwind", False)


async def test_a_ticket_that_cannot_be_read_is_offered_with_its_link(office: Office, helpdesk: Helpdesk) -> None:
    helpdesk.fails = refuses
    ((lane, notice),) = await tagged(office, helpdesk)
    assert lane == TOM.person.id
    assert office.desk.draft(notice.draft, by=TOM.person.id, workspace=ACME).draft.ticket == TICKET


KEY = f"sk_live_{'q7' * 10}9xY4"
LEFT = "[Stripe key ending 9xY4]"


async def test_a_key_on_a_ticket_that_is_offered_is_masked(office: Office, helpdesk: Helpdesk) -> None:
    helpdesk.title = f"Payments fail with {KEY}"
    helpdesk.says(office.moment, by_customer=True, text=f"Our key {KEY} returns 500")
    ((_, notice),) = await tagged(office, helpdesk)

    draft = office.desk.draft(notice.draft, by=MAYA.person.id, workspace=ACME).draft
    assert notice.title == f"Payments fail with {LEFT}"
    assert draft.issue == f"Payments fail with {LEFT}\n\nOur key {LEFT} returns 500"
