"""Replies to customers: word for word what a person approved, once, and given back where they cannot go out in time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx2
import pytest
from pydantic import ValidationError

from connectors.product import Means
from connectors.register import set_up
from connectors.replies import CLOCKS_DIFFER, REPLY_WITHIN, SHOWN_WITHIN, Replier, same
from connectors.writers import WayBack
from escalation.delivery import LEASE, SETTLE, Delivery
from escalation.drafts import Draft
from escalation.errors import GiveUp, NothingToSay, TryAgain, Unclear
from escalation.kinds import ChannelId, EscalationId, LetterId, WorkspaceId
from escalation.letters import Claim, Form, Letter, LetterState, Place
from escalation.models import Escalation
from escalation.notices import Deed, Done, ReplyApproved, Standing
from escalation.replied import MAY_BE_THERE, SAY_SO_AFTER
from escalation.sources import Capability
from escalation.writers import ReplyPlace
from tests.blocks.facts import CARD, CHECKOUT, MONDAY, an_escalation
from tests.connectors.examples import Example, Played
from tests.connectors.test_notes import Other
from tests.connectors.way_back import a_round, an_office
from tests.connectors.written import REPLIES, Holding, example_of
from tests.escalation.makers import MAYA, Office
from tests.stores import Machine

NUMBER = "35436"
LINK = "https://example.zendesk.com/agent/tickets/35436"
TEXT = "Good news & thanks: it is *fixed*.\nTry <b>again</b>, please.\n\n:wave: Maya 👋🏽"


def a_row(ticket: str | None = LINK, **changes: Any) -> Escalation:
    return an_escalation(CHECKOUT.model_copy(update={"ticket": ticket}), channel=CARD.channel).model_copy(
        update=changes
    )


def a_claim(
    ticket: str = LINK,
    *,
    id: str = NUMBER,
    text: str = TEXT,
    at: datetime = MONDAY,
    turn: int = 1,
    source: str = "zendesk",
    **claimed: Any,
) -> Claim:
    row, by = a_row(ticket), MAYA.person.id
    reply = ReplyApproved(escalation=row, source=source, ticket=id, text=text, by=by, by_name="M", at=at)
    letter = Letter(
        id=LetterId("4f1c9a"),
        key="reply:12:zendesk:35436:V1",
        workspace=WorkspaceId("T0ACME"),
        form=Form.REPLY,
        lane=ChannelId("reply:zendesk"),
        notice=reply,
        escalation=row.id,
    )
    return Claim(letter=letter, place=Place(), owner="one", turn=turn, **{"tries": turn, **claimed})


def a_replier(*tools: Any, since: timedelta = timedelta(), machine: float = 0.0, secret: bool = False) -> Replier:
    async def standing(_: Claim) -> Standing:
        if secret:
            raise NothingToSay("of Security")
        return Standing(escalation=a_row())

    return Replier(way_back=WayBack(tools), standing=standing, now=lambda: MONDAY + since, machine_time=lambda: machine)


def zendesk(answers: Callable[[httpx2.Request], httpx2.Response] | None = None, **more: Any) -> Holding:
    return Holding("zendesk", answers, answers_customers=True, **more)


def answering(status: int, **headers: str) -> Callable[[httpx2.Request], httpx2.Response]:
    return lambda _: httpx2.Response(status, headers=headers)


def slow(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ReadTimeout("slow", request=request)


def unreachable(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ConnectError("refused", request=request)


# --- in each product


@pytest.fixture(params=sorted(REPLIES))
def product(request: pytest.FixtureRequest) -> Holding:
    return Holding(str(request.param), answers_customers=True)


async def test_the_customer_reads_exactly_the_text_and_nothing_beside_it(product: Holding) -> None:
    await product.tool.add_reply(product.written.ticket, TEXT)
    (body,) = product.writes
    assert not product.written.is_private(body)
    said = product.written.words(body)
    if product.kind == "salesforce":  # which shows plain text as it stands
        assert said == TEXT
    else:
        first, second = "Good news &amp; thanks: it is *fixed*.", "Try &lt;b&gt;again&lt;/b&gt;, please."
        assert said == f"<p>{first}<br>{second}</p><p>:wave: Maya 👋🏽</p>"


async def test_a_reply_that_stands_there_is_known_by_its_words(product: Holding) -> None:
    since = MONDAY - timedelta(days=1)
    assert same(TEXT) not in map(same, await product.tool.replies(product.written.ticket, since=since))
    await product.tool.add_reply(product.written.ticket, TEXT)
    assert same(TEXT) in map(same, await product.tool.replies(product.written.ticket, since=since))
    later = MONDAY + timedelta(days=365)
    assert list(await product.tool.replies(product.written.ticket, since=later)) == []


async def test_a_note_with_the_same_words_is_no_reply(product: Holding) -> None:
    note: dict[str, Any] = {
        "zendesk": {"ticket": {"comment": {"html_body": "<p>Fixed</p>", "public": False}}},
        "intercom": {"message_type": "note", "body": "<p>Fixed</p>"},
        "hubspot": {"type": "COMMENT", "text": "Fixed"},
        "salesforce": {"CommentBody": "Fixed", "IsPublished": False},
    }
    product._told = product.written.holds(product._told, note[product.kind])
    assert "Fixed" not in await product.tool.replies(product.written.ticket, since=MONDAY - timedelta(days=1))


@pytest.mark.parametrize("kind", sorted(REPLIES))
def test_replying_is_a_switch_of_its_own_that_needs_the_other(kind: str) -> None:
    example = example_of(kind)
    settings = type(Holding(kind).tool).Settings
    for given, can in (({}, False), ({"write": True}, False), ({"write": True, "reply": "yes"}, True)):
        plain = {key: value for key, value in example.settings.items() if key not in {"write", "reply"}}
        tool = Played(Example(settings={**plain, **given}, answers={})).connector(kind)
        assert (Capability.REPLIES in tool.can) is can
    with pytest.raises(ValidationError, match="reply = true needs write = true beside it"):
        settings.model_validate({**example.settings, "write": False})


def refusal(kind: str, **settings: object) -> str:
    means = Means(client=httpx2.AsyncClient, seconds=lambda: 0.0)
    made = set_up({kind: {**example_of(kind).settings, **settings}}, named=lambda _: None, means=means)
    assert made.connectors == ()
    return made.problems[0]


def test_what_is_wrong_with_the_switch_is_said_with_its_place_and_the_remedy() -> None:
    assert refusal("zendesk", write=False) == "[connectors.zendesk]: reply = true needs write = true beside it"
    hubspot = refusal("hubspot", reply_as="9586504")
    assert hubspot == "[connectors.hubspot]: reply_as: write the e-mail address of a user of HubSpot"


# --- where the box is offered


OTHER_LINK = "https://app.intercom.com/a/inbox/abc123/inbox/conversation/515"


@pytest.mark.parametrize(
    ("ticket", "noted_in", "on"),
    [
        (LINK, "", ("zendesk", NUMBER)),
        (OTHER_LINK, "", ("intercom", "515")),
        (NUMBER, "", None),
        (NUMBER, "zendesk", ("zendesk", NUMBER)),
        (NUMBER, "hubspot", None),
        ("their e-mail of Monday", "", None),
        (None, "", None),
    ],
)
def test_a_reply_goes_where_it_is_clear_who_has_the_ticket(
    ticket: str | None, noted_in: str, on: tuple[str, str] | None
) -> None:
    noting = {**example_of("hubspot").settings, "reply": False}
    hubspot: Any = Played(Example(settings=noting, answers={})).connector("hubspot")
    way_back = WayBack([*(Holding(kind).tool for kind in ("zendesk", "intercom")), hubspot])
    place = way_back.replies_on(Draft(ticket=ticket), noted_in=noted_in)
    assert place == (ReplyPlace(tool=on[0], ticket=on[1]) if on else None)


def test_salesforce_says_how_long_a_reply_may_be() -> None:
    tool = Holding("salesforce")
    place = WayBack([tool.tool]).replies_on(Draft(ticket=tool.written.ticket), noted_in="")
    assert place is not None
    assert place.longest == 4000


# --- what each answer means


@pytest.mark.parametrize(
    ("answers", "means", "says"),
    [
        (answering(401), GiveUp, r"Zendesk does not let us in \(401\)"),
        (answering(403), GiveUp, r"Zendesk does not let us in \(403\)"),
        (answering(404), GiveUp, "Zendesk does not have it"),
        (answering(422), GiveUp, "Zendesk did not take it. The ticket may be closed there"),
        (answering(429, **{"Retry-After": "7"}), TryAgain, "Zendesk asks for a pause"),
        (unreachable, TryAgain, "Zendesk is not available"),
        (answering(500), Unclear, "Zendesk is not available"),
        (slow, Unclear, "Zendesk did not answer in time"),
    ],
)
async def test_each_answer_says_whose_move_it_is(
    answers: Callable[[httpx2.Request], httpx2.Response], means: type[Exception], says: str
) -> None:
    with pytest.raises(means, match=says):
        await a_replier(zendesk(answers).tool).deliver(a_claim())


async def test_a_number_is_answered_only_where_no_other_tool_has_it() -> None:
    product = zendesk()
    with pytest.raises(GiveUp, match="Put its link into Edit brief"):
        await a_replier(product.tool, Other(fails=None)).deliver(a_claim(NUMBER))
    assert product.writes == []
    await a_replier(product.tool, Other()).deliver(a_claim(NUMBER))
    assert len(product.writes) == 1


async def test_a_tool_that_is_switched_off_meanwhile_gives_it_back() -> None:
    product = zendesk()
    with pytest.raises(GiveUp, match="takes no replies from here any more"):
        await a_replier(Other()).deliver(a_claim())
    with pytest.raises(GiveUp, match="another ticket"):
        await a_replier(product.tool).deliver(a_claim(id="1"))
    assert product.writes == []


async def test_of_securitys_nothing_is_sent_any_more() -> None:
    product = zendesk()
    with pytest.raises(NothingToSay):
        await a_replier(product.tool, secret=True).deliver(a_claim())
    assert product.writes == []


async def test_after_an_hour_it_is_given_back_unsent() -> None:
    product = zendesk()
    late = a_replier(product.tool, since=REPLY_WITHIN)
    with pytest.raises(GiveUp, match="did not take it within an hour") as back:
        await late.deliver(a_claim())
    assert (back.value.code, product.writes) == ("too_late", [])


async def test_after_an_hour_nobody_says_that_it_was_not_sent_where_nobody_knows() -> None:
    product = zendesk()
    product.played.instead = answering(503)
    late, claim = a_replier(product.tool, since=REPLY_WITHIN), a_claim(turn=9, look_first=True)
    assert await late.find(claim) is None
    with pytest.raises(GiveUp, match="never said") as back:
        await late.deliver(claim)
    assert back.value.code == MAY_BE_THERE


async def test_one_that_arrived_counts_even_after_an_hour() -> None:
    product = zendesk()
    await product.tool.add_reply(NUMBER, TEXT)
    assert await a_replier(product.tool, since=REPLY_WITHIN).find(a_claim(look_first=True)) is not None


async def test_not_looked_and_not_shown_yet_are_not_not_found() -> None:
    product = zendesk()
    again = a_claim(turn=2, look_first=True)
    with pytest.raises(TryAgain) as early:
        await a_replier(product.tool, machine=20).find(again)
    assert early.value.after_seconds == SHOWN_WITHIN - 20
    assert await a_replier(product.tool, machine=SHOWN_WITHIN).find(again) is None
    with pytest.raises(TryAgain):  # another write may have left since, and gets as long to show
        await a_replier(product.tool, machine=SHOWN_WITHIN).find(a_claim(turn=3, look_first=True))
    product.played.instead = answering(503)
    with pytest.raises(TryAgain):
        await a_replier(product.tool, machine=SHOWN_WITHIN).find(again)


async def test_any_later_try_looks_before_it_writes() -> None:
    product = zendesk()
    replier = a_replier(product.tool)
    await replier.deliver(a_claim())
    await replier.deliver(a_claim(turn=2))
    assert len(product.writes) == 1


async def test_the_same_words_of_long_ago_are_another_reply() -> None:
    product = zendesk()
    await product.tool.add_reply(NUMBER, TEXT)
    replier = a_replier(product.tool, machine=SHOWN_WITHIN)
    later = a_claim(at=MONDAY + CLOCKS_DIFFER + timedelta(minutes=1), turn=2, look_first=True)
    assert await replier.find(later) is None


@pytest.mark.parametrize(
    ("given_back", "is_same"),
    [
        (TEXT, True),
        (TEXT.replace("\n", " ").replace(" ", "\u00a0"), True),
        (f"{TEXT}\u200b\r\n", True),
        (TEXT.replace("fixed", "broken"), False),
        (f"> {TEXT}", False),
        (f"{TEXT} Thanks!", False),
    ],
)
def test_a_text_is_known_however_its_lines_are_broken(given_back: str, *, is_same: bool) -> None:
    assert (same(given_back) == same(TEXT)) is is_same


# --- never doubled, with the real store and the real round


@pytest.fixture
def machine() -> Machine:
    return Machine()


def a_desk(machine: Machine, product: Holding) -> tuple[Office, Replier]:
    office, way_back, _ = an_office(machine, product)

    async def standing(claim: Claim) -> Any:
        return office.desk.by_letter(claim)

    machine_time = machine.now
    return office, Replier(
        way_back=way_back,
        standing=standing,
        now=lambda: office.moment,
        machine_time=lambda: machine_time().timestamp(),
    )


def approves(office: Office, **said: str) -> EscalationId:
    number = office.opens(ticket=LINK)
    office.does("reply", number, MAYA, **{"text": TEXT, "tool": "zendesk", "ticket": NUMBER, "form": "V1", **said})
    return number


async def carried(office: Office, delivery: Delivery, *, rounds: int = 14) -> None:
    for _ in range(rounds):
        for claim in await delivery.claim(16):
            if claim.letter.form is Form.REPLY:
                await delivery.carry(claim)
            else:
                office.arrives(claim)
        office.waits(SETTLE.total_seconds() + 1)


def states(office: Office, number: EscalationId) -> list[LetterState]:
    return [one.state for one in office.letters(number) if one.letter.form is Form.REPLY]


def told(office: Office, number: EscalationId) -> list[Done]:
    return [one for one in office.notices(number) if isinstance(one, Done) and one.deed is Deed.CUSTOMER_TOLD]


async def test_a_reply_counts_once_its_product_has_it(machine: Machine) -> None:
    product = zendesk()
    office, replier = a_desk(machine, product)
    number = approves(office)
    assert told(office, number) == []
    await carried(office, a_round(office, Form.REPLY, replier, owner="one"))
    assert len(product.writes) == 1
    assert [(one.sent_on, one.sent_in, one.note) for one in told(office, number)] == [(NUMBER, "zendesk", TEXT)]


async def test_whoever_approved_it_reads_what_the_product_says_of_its_refusal(machine: Machine) -> None:
    refused = {"error": "RecordInvalid", "description": "Status: closed prevents ticket update"}
    product = zendesk(lambda _: httpx2.Response(422, json=refused), arrives=False)
    office, replier = a_desk(machine, product)
    number = approves(office)
    await carried(office, a_round(office, Form.REPLY, replier, owner="one"))
    (back,) = replies_told(office, number, Form.DIRECT)
    told = "Zendesk did not take it. The ticket may be closed there. It says: Status: closed prevents ticket update"
    assert (back.reason, back.text, back.may_be_there) == (told, TEXT, False)


async def test_killed_between_the_write_and_its_settling_the_customer_reads_it_once(machine: Machine) -> None:
    product = zendesk()
    office, replier = a_desk(machine, product)
    number = approves(office)

    killed = office.on_its_way(Form.REPLY)
    await replier.deliver(killed)  # and its process is gone before it could say so
    office.waits(LEASE.total_seconds() + 1)
    await carried(office, a_round(office, Form.REPLY, replier, owner="another"))

    assert len(product.writes) == 1
    assert states(office, number) == [LetterState.SENT]
    assert len(told(office, number)) == 1


@pytest.mark.parametrize("answers", [slow, answering(500), answering(502)])
async def test_an_answer_that_was_lost_doubles_no_reply(
    machine: Machine, answers: Callable[[httpx2.Request], httpx2.Response]
) -> None:
    product = zendesk(answers)
    office, replier = a_desk(machine, product)
    number = approves(office)
    await carried(office, a_round(office, Form.REPLY, replier, owner="one"))
    assert len(product.writes) == 1
    assert len(told(office, number)) == 1


async def test_a_reply_that_never_arrived_is_sent_again(machine: Machine) -> None:
    product = zendesk(slow, arrives=False)
    office, replier = a_desk(machine, product)
    number = approves(office)
    delivery = a_round(office, Form.REPLY, replier, owner="one")
    await carried(office, delivery, rounds=2)
    product.answers = None
    await carried(office, delivery)
    assert len(product.writes) == 1
    assert len(told(office, number)) == 1


async def test_a_pause_is_waited_for(machine: Machine) -> None:
    product = zendesk(answering(429, **{"Retry-After": "30"}), arrives=False)
    office, replier = a_desk(machine, product)
    number = approves(office)
    delivery = a_round(office, Form.REPLY, replier, owner="one")
    await carried(office, delivery, rounds=1)
    assert states(office, number) == [LetterState.WAITING]
    product.answers, product.played.now = None, 31
    await carried(office, delivery, rounds=4)
    assert len(product.writes) == 1


async def test_a_tool_that_is_away_is_said_once_and_then_the_text_comes_back(machine: Machine) -> None:
    product = zendesk(unreachable, arrives=False)
    office, replier = a_desk(machine, product)
    number = approves(office)
    delivery = a_round(office, Form.REPLY, replier, owner="one")
    await carried(office, delivery, rounds=3)
    assert replies_told(office, number, Form.LINE) == []

    office.moment += SAY_SO_AFTER
    await carried(office, delivery, rounds=40)
    (waits,) = replies_told(office, number, Form.LINE)
    assert waits.text == ""

    office.moment += REPLY_WITHIN - SAY_SO_AFTER
    await carried(office, delivery, rounds=40)
    product.answers = None
    await carried(office, delivery, rounds=20)
    (back,) = replies_told(office, number, Form.DIRECT)
    assert (back.text, back.may_be_there) == (TEXT, False)
    assert (product.writes, told(office, number), office.row(number).told_at) == ([], [], None)
    assert states(office, number) == [LetterState.PARKED]


def replies_told(office: Office, number: EscalationId, form: Form) -> list[ReplyApproved]:
    return [one for one in office.notices(number, form) if isinstance(one, ReplyApproved)]
