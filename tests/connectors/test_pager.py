"""One call to a paging product: what it is told, and what each of its answers means."""

from collections.abc import Callable

import httpx2
import pytest
from pydantic import SecretStr

from connectors.pager import WAKE_WITHIN, Pager, address
from escalation.drafts import MessageRef
from escalation.errors import GiveUp, NothingToSay, TryAgain, Unclear
from escalation.kinds import ChannelId, LetterId, TargetTeam, WorkspaceId
from escalation.letters import Claim, Form, Letter, Place
from escalation.models import Escalation
from escalation.notices import Paged, Standing
from escalation.policy import Policy, TeamPolicy
from tests.blocks.facts import CARD, CHECKOUT, an_escalation

URL = "https://page.example.com/s3cret"
ROW = an_escalation(CHECKOUT, channel=CARD.channel)
Answers = Callable[[httpx2.Request], httpx2.Response]


def a_claim(escalation: Escalation = ROW, *, turn: int = 2, since: float = 0.0) -> Claim:
    letter = Letter(
        id=LetterId("l1"),
        key="page:12:engineering:1",
        workspace=WorkspaceId("T0ACME"),
        form=Form.PAGE,
        lane=ChannelId("page:engineering"),
        notice=Paged(escalation=escalation),
        escalation=escalation.id,
    )
    return Claim(letter=letter, place=Place(), owner="one", tries=1, turn=turn, since=since)


def a_pager(answers: Answers, *, standing: Standing, now: float = 1.0, webhook: str | None = URL) -> Pager:
    team = TeamPolicy(page_webhook=SecretStr(webhook) if webhook else None)

    async def policy(_: WorkspaceId) -> Policy:
        return Policy(teams={TargetTeam.ENGINEERING: team, TargetTeam.SECURITY: team})

    async def stands(_: Claim) -> Standing:
        return standing

    return Pager(
        client=lambda: httpx2.AsyncClient(transport=httpx2.MockTransport(answers)),
        policy=policy,
        standing=stands,
        link_to=lambda _, card: f"https://acme.slack.com/{card.ts}" if card else None,
        named=lambda name: SecretStr(URL) if name == "PAGE" else None,
        machine_time=lambda: now,
    )


def answering(status: int, **headers: str) -> Answers:
    return lambda _: httpx2.Response(status, headers=headers)


def failing(failure: Exception) -> Answers:
    def fails(_: httpx2.Request) -> httpx2.Response:
        raise failure

    return fails


async def called(answers: Answers, *, now: float = 1.0) -> MessageRef:
    return await a_pager(answers, standing=Standing(escalation=ROW, card=CARD), now=now).deliver(a_claim())


@pytest.mark.parametrize("status", [200, 201, 202, 204])
async def test_a_call_that_was_taken_is_done(status: int) -> None:
    assert await called(answering(status)) == MessageRef(channel=ChannelId("page:engineering"), ts="l1")


@pytest.mark.parametrize(
    ("answers", "means", "says"),
    [
        (answering(503), TryAgain, "the webhook answered 503"),
        (answering(500), Unclear, "the webhook answered 500"),
        (answering(404), GiveUp, "the webhook answered 404"),
        (answering(301, Location="https://elsewhere.example.com"), GiveUp, "the webhook answered 301"),
        (failing(httpx2.InvalidURL("no")), GiveUp, "the webhook's address is none"),
        (failing(httpx2.ConnectError("refused")), TryAgain, "the webhook cannot be reached (ConnectError)"),
        (failing(httpx2.ReadTimeout("slow")), Unclear, "the webhook did not answer (ReadTimeout)"),
        (failing(httpx2.RemoteProtocolError("closed")), Unclear, "the webhook did not answer (RemoteProtocolError)"),
    ],
)
async def test_each_answer_says_whose_move_it_is(answers: Answers, means: type[Exception], says: str) -> None:
    with pytest.raises(means) as failure:
        await called(answers)
    assert str(failure.value) == says


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7.0), ("3600", 30.0), ("-1", 5.0), ("Wed, 21 Oct 2026 07:28:00 GMT", 5.0)]
)
async def test_a_busy_one_names_its_own_pause_and_no_long_one(header: str, seconds: float) -> None:
    with pytest.raises(TryAgain) as busy:
        await called(answering(429, **{"Retry-After": header}))
    assert busy.value.after_seconds == seconds


@pytest.mark.parametrize("answers", [answering(503), failing(httpx2.ReadTimeout("slow"))])
async def test_after_five_minutes_people_have_to_call(answers: Answers) -> None:
    with pytest.raises(GiveUp, match="for 5 minutes"):
        await called(answers, now=WAKE_WITHIN)


@pytest.mark.parametrize("turn", [1, 2])
async def test_a_call_waits_for_its_card_once(turn: int) -> None:
    told: list[httpx2.Request] = []

    def answers(request: httpx2.Request) -> httpx2.Response:
        told.append(request)
        return httpx2.Response(202)

    pager = a_pager(answers, standing=Standing(escalation=ROW))
    if turn == 1:
        with pytest.raises(TryAgain):
            await pager.deliver(a_claim(turn=turn))
    else:
        await pager.deliver(a_claim(turn=turn))
    assert len(told) == turn - 1


async def test_of_security_a_call_says_no_more_than_that_there_is_something() -> None:
    told: list[str] = []

    def answers(request: httpx2.Request) -> httpx2.Response:
        told.append(request.content.decode())
        return httpx2.Response(202)

    secret = an_escalation(CHECKOUT, TargetTeam.SECURITY, channel=CARD.channel)
    await a_pager(answers, standing=Standing(escalation=secret, card=CARD)).deliver(a_claim(secret))
    (body,) = told
    assert "a Security escalation" in body
    assert [word for word in ("checkout", "Acme") if word in body] == []


async def test_a_team_that_is_not_called_any_more_has_nothing_to_hear() -> None:
    pager = a_pager(answering(202), standing=Standing(escalation=ROW, card=CARD), webhook=None)
    with pytest.raises(NothingToSay):
        await pager.deliver(a_claim())


@pytest.mark.parametrize(
    ("written", "holds", "says"),
    [
        ("env:NOWHERE", None, "NOWHERE is not set"),
        ("env:NOWHERE", "s3cret", "NOWHERE holds no address that begins with https://"),
        ("env:NOWHERE", "https://[bad", "NOWHERE holds no address that begins with https://"),
        ("env:NOWHERE", "https://exa mple/x", "NOWHERE holds no address that begins with https://"),
        ("env:NOWHERE", "https://host:abc/x", "NOWHERE holds no address that begins with https://"),
    ],
)
def test_an_address_that_is_missing_names_its_variable_and_never_itself(
    written: str, holds: str | None, says: str
) -> None:
    with pytest.raises(GiveUp) as missing:
        address(SecretStr(written), lambda _: SecretStr(holds) if holds else None)
    assert str(missing.value) == says
