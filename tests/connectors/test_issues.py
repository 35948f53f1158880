"""Bugs in trackers: filed once, looked for before again, and existing ones linked once."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from connectors.adf import adf
from connectors.issues import IssueFiler
from connectors.writers import WayBack
from escalation.delivery import LEASE, SETTLE
from escalation.errors import GiveUp, TryAgain, Unclear
from escalation.kinds import ChannelId, LetterId, WorkspaceId
from escalation.letters import Claim, Form, IssueRef, Letter, Place
from escalation.notices import IssueWanted, Standing
from tests.blocks.facts import ADA, CARD, CHECKOUT, MONDAY, an_escalation
from tests.connectors.examples import Played
from tests.connectors.way_back import a_round, an_office, linking_to
from tests.connectors.written import Holding, example_of
from tests.escalation.makers import ADA as AN_ENGINEER
from tests.stores import Machine

ID = LetterId("4f1c9a00000000000000000000000000")
ROW = an_escalation(CHECKOUT, channel=CARD.channel)


def a_claim(source: str = "github", *, turn: int = 2, **said: str) -> Claim:
    wanted = {"place": "acme/shop", "title": "Checkout answers 500", "text": "1. Pay", **said}
    notice = IssueWanted(escalation=ROW, source=source, by=ADA, by_name="Ada", at=MONDAY, **wanted)
    letter = Letter(
        id=ID,
        key="issue:12:V1",
        workspace=WorkspaceId("T0ACME"),
        form=Form.ISSUE,
        lane=ChannelId(f"issue:{source}"),
        notice=notice,
        escalation=ROW.id,
    )
    return Claim(letter=letter, place=Place(), owner="one", tries=1, turn=turn)


def a_filer(*tools: Any, with_card: bool = True) -> IssueFiler:
    card_link = linking_to(Standing(escalation=ROW, card=CARD if with_card else None))
    return IssueFiler(way_back=WayBack(tools), card_link=card_link, machine_time=lambda: 1.0)


async def test_a_bug_that_was_filed_says_which_issue_it_is() -> None:
    product = Holding("github")
    ref = await a_filer(product.tool).deliver(a_claim())
    assert isinstance(ref, IssueRef)
    assert (ref.issue.id, ref.issue.url) == ("acme/shop#90", "https://github.com/acme/shop/issues/90")
    (body,) = product.writes
    assert body["title"] == "Checkout answers 500"
    assert body["body"] == f"```text\n1. Pay\n```\n\nThread in Slack: https://acme.slack.com/{CARD.ts}\n\nESC-12 · {ID}"


async def test_it_waits_for_its_card_once() -> None:
    product = Holding("github")
    filer = a_filer(product.tool, with_card=False)
    with pytest.raises(TryAgain):
        await filer.deliver(a_claim(turn=1))
    await filer.deliver(a_claim(turn=2))
    assert len(product.writes) == 1


async def test_a_tracker_that_is_switched_off_meanwhile_is_told() -> None:
    with pytest.raises(GiveUp, match="GitHub is not written to any more"):
        await a_filer().deliver(a_claim())


@pytest.mark.parametrize(
    ("answers", "means"),
    [
        (lambda _: httpx2.Response(403), GiveUp),
        (lambda _: httpx2.Response(422), GiveUp),
        (lambda _: httpx2.Response(429), TryAgain),
        (lambda _: httpx2.Response(500), Unclear),
    ],
)
async def test_each_answer_says_whose_move_it_is(
    answers: Callable[[httpx2.Request], httpx2.Response], means: type[Exception]
) -> None:
    with pytest.raises(means, match="GitHub"):
        await a_filer(Holding("github", answers).tool).deliver(a_claim())


async def test_whoever_files_much_in_a_short_time_is_put_off_by_github_and_not_refused() -> None:
    """Its secondary limit, which says so in words alone."""
    told = {"message": "You have exceeded a secondary rate limit and have been temporarily blocked."}
    answers = {"X-RateLimit-Remaining": "14", "X-RateLimit-Reset": "1795436130"}
    product = Holding("github", lambda _: httpx2.Response(403, json=told, headers=answers), arrives=False)
    with pytest.raises(TryAgain, match="GitHub asks for a pause") as busy:
        await a_filer(product.tool).deliver(a_claim())
    assert busy.value.after_seconds == 60


async def test_a_bug_that_cannot_be_looked_for_any_more_is_left_to_people() -> None:
    product = Holding("github")
    product.played.instead = lambda _: httpx2.Response(401)
    with pytest.raises(GiveUp, match="it may be there all the same, so look first: GitHub does not let us in"):
        await a_filer(product.tool).find(a_claim())


async def test_a_bug_is_looked_for_again_while_its_tracker_is_away() -> None:
    product = Holding("github")
    product.played.instead = lambda _: httpx2.Response(503)
    with pytest.raises(TryAgain, match="GitHub"):
        await a_filer(product.tool).find(a_claim())


JIRAS = {"errorMessages": [], "errors": {"customfield_10010": "Team is required.", "summary": "Too long."}}
GITHUBS = {
    "message": "Validation Failed",
    "errors": [{"resource": "Issue", "code": "custom", "message": "body is too long"}],
}
SIMPLE = {"message": "Validation Failed", "documentation_url": "https://docs.github.com/rest", "errors": ["Spammed."]}
JIRAS_LIMIT = {"errorMessages": ["The limit of remote links is reached."], "errors": {}, "status": 413}
JIRAS_SET_UP = {"errorMessages": ["The workflow has no first status."], "errors": {}, "status": 422}
BARE = {"message": "Validation Failed", "errors": [{"resource": "Issue", "field": "title", "code": "missing_field"}]}
LINEARS = {"errors": [{"message": "Argument Validation Error", "extensions": {"code": "INVALID_INPUT"}}]}


@pytest.mark.parametrize(
    ("kind", "status", "answer", "reason", "told"),
    [
        ("jira", 400, JIRAS, "Jira refused it (400: ", "customfield_10010: Team is required.; summary: Too long"),
        ("jira", 413, JIRAS_LIMIT, "Jira refused it (413: ", "The limit of remote links is reached"),
        ("jira", 422, JIRAS_SET_UP, "Jira refused it (422: ", "The workflow has no first status"),
        ("github", 422, SIMPLE, "GitHub refused it (422: ", "Spammed"),
        ("github", 422, GITHUBS, "GitHub refused it (422: ", "body is too long"),
        ("github", 422, BARE, "GitHub refused it (422: ", "title: missing_field"),
        ("linear", 200, LINEARS, "Linear refused it (", "Argument Validation Error"),
        ("linear", 400, LINEARS, "Linear refused it (400: ", "Argument Validation Error"),
        ("github", 422, "<p>", "GitHub refused it (422: ", ""),
        ("github", 422, {"errors": 7, "message": None}, "GitHub refused it (422: ", ""),
    ],
)
async def test_a_refused_bug_says_that_it_was_refused_and_why(
    kind: str, status: int, answer: Any, reason: str, told: str
) -> None:
    body = {"text": answer} if isinstance(answer, str) else {"json": answer}
    product = Holding(kind, lambda _: httpx2.Response(status, **body), arrives=False)
    with pytest.raises(GiveUp) as refused:
        await a_filer(product.tool).deliver(a_claim(kind, place=product.tool.places[0]))
    assert str(refused.value) == f"{reason}something is missing, too long or not allowed)"
    assert refused.value.told == told


async def test_what_a_tracker_says_of_a_refusal_is_told_to_who_filed_and_to_no_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    machine = Machine()
    product = Holding("jira", lambda _: httpx2.Response(400, json=JIRAS), arrives=False)
    office, way_back, card_link = an_office(machine, product)
    filer = IssueFiler(way_back=way_back, card_link=card_link, machine_time=lambda: 1.0)
    number = office.taken()
    bug = {"tracker": "jira", "place": "ENG", "title": "500", "text": "1. Pay"}
    office.does("file_bug", number, AN_ENGINEER, form="V1", **bug)
    with caplog.at_level("INFO"):
        await a_round(office, Form.ISSUE, filer, owner="one").carry(office.on_its_way(Form.ISSUE))
    (told,) = [one for one in office.notices(number, Form.DIRECT) if isinstance(one, IssueWanted)]
    assert told.reason.endswith("not allowed). It says: customfield_10010: Team is required.; summary: Too long")
    assert not [one for one in caplog.records if "Team" in f"{one.getMessage()}{vars(one)}"]
    assert not [one for one in office.letters(number) if "Team" in (one.reason or "")]


# --- what is there already


def linking(kind: str) -> tuple[Played, IssueFiler]:
    """A tracker that takes links and comments, and has the issue of its example."""
    played = Played(example_of(kind))
    links: dict[tuple[str, str], Any] = {
        ("POST", "/rest/api/3/issue/ENG-42/remotelink"): {
            "id": 10000,
            "self": "https://acme.atlassian.net/rest/api/3/issue/ENG-42/remotelink/10000",
        },
        ("GET", "/repos/acme/shop/issues/81/comments"): [],
        ("POST", "/repos/acme/shop/issues/81/comments"): {"id": 1, "body": None, "user": None},
    }
    played.example = example_of(kind)
    answers = {**played.example.answers, **links}
    if kind == "linear":
        data = answers["POST", "/graphql"]["data"]
        answers["POST", "/graphql"] = {"data": {**data, "issue": {**data["issue"], "id": "u1"}}}
    played.example = type(played.example)(settings=played.example.settings, answers=answers)
    return played, a_filer(played.connector(kind))


@pytest.mark.parametrize(
    ("kind", "existing", "link"),
    [
        ("github", "acme/shop#81", "/repos/acme/shop/issues/81/comments"),
        ("jira", "ENG-42", "/rest/api/3/issue/ENG-42/remotelink"),
        ("linear", "ENG-42", "/graphql"),
    ],
)
async def test_an_issue_that_is_there_gets_the_link_and_nothing_else(kind: str, existing: str, link: str) -> None:
    played, filer = linking(kind)
    ref = await filer.deliver(a_claim(kind, existing=existing))
    assert isinstance(ref, IssueRef)
    assert ref.issue.id == existing
    body = played.bodies("POST", link)[-1]
    assert f"https://acme.slack.com/{CARD.ts}" in body
    assert "1. Pay" not in body


async def test_an_issue_that_is_not_there_is_told() -> None:
    _, filer = linking("github")
    with pytest.raises(GiveUp, match="GitHub does not have it"):
        await filer.deliver(a_claim(existing="acme/shop#404"))


async def test_githubs_comment_is_looked_for_before_it_is_made() -> None:
    played, filer = linking("github")
    answers = {**played.example.answers, ("GET", "/repos/acme/shop/issues/81/comments"): [{"body": f"ESC-12 · {ID}"}]}
    played.example = type(played.example)(settings=played.example.settings, answers=answers)
    await filer.deliver(a_claim(existing="acme/shop#81"))
    assert played.bodies("POST", "/repos/acme/shop/issues/81/comments") == []


# --- never doubled, with the real store and the real round


@pytest.mark.parametrize("kind", ["github", "jira", "linear"])
async def test_killed_between_the_filing_and_its_settling_there_is_one_bug(kind: str) -> None:
    machine, product = Machine(), Holding(kind)
    if kind == "linear":
        product.forgets()
    office, way_back, card_link = an_office(machine, product)
    filer = IssueFiler(way_back=way_back, card_link=card_link, machine_time=lambda: 1.0)
    number = office.taken()
    bug = {"tracker": kind, "place": product.tool.places[0], "title": "500", "text": "1. Pay"}
    office.does("file_bug", number, AN_ENGINEER, form="V1", **bug)

    await filer.deliver(office.on_its_way(Form.ISSUE))  # and its process is gone before it could say so
    office.waits(LEASE.total_seconds() + 1)
    delivery = a_round(office, Form.ISSUE, filer, owner="another")
    for claim in await delivery.claim(16):
        await delivery.carry(claim)

    assert len(product.writes) == 1
    assert [one.id for one in office.row(number).issues] == [product.written.ticket]


async def filed_in(product: Holding, *, within: timedelta) -> list[str]:
    """What the escalation names after this time, of a bug that somebody filed."""
    machine = Machine()
    office, way_back, card_link = an_office(machine, product)
    filer = IssueFiler(way_back=way_back, card_link=card_link, machine_time=lambda: machine.now().timestamp())
    number = office.taken()
    bug = {"tracker": product.kind, "place": product.tool.places[0], "title": "500", "text": "1. Pay"}
    office.does("file_bug", number, AN_ENGINEER, form="V1", **bug)
    delivery, until = a_round(office, Form.ISSUE, filer, owner="one"), machine.now() + within
    while machine.now() < until:
        for claim in await delivery.claim(16):
            if claim.letter.form is Form.ISSUE:
                await delivery.carry(claim)
            else:
                office.arrives(claim)
        office.waits(SETTLE.total_seconds() + 1)
    return [issue.id for issue in office.row(number).issues]


def losing(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ReadTimeout("slow", request=request)


async def test_jiras_cloud_has_minutes_to_show_a_bug_whose_answer_was_lost() -> None:
    """Its search knows a new issue after "a few seconds to minutes"."""
    product = Holding("jira", losing, hidden=6)
    assert await filed_in(product, within=timedelta(minutes=4)) == ["ENG-43"]
    assert len(product.writes) == 1


@pytest.mark.parametrize(("minutes", "tries"), [(4, 1), (6, 2), (9, 2), (11, 3)])
async def test_a_bug_that_never_reached_jiras_cloud_is_filed_again_after_minutes(minutes: int, tries: int) -> None:
    product = Holding("jira", losing, arrives=False)
    assert await filed_in(product, within=timedelta(minutes=minutes)) == []
    assert len(product.played.bodies(*product.written.route)) == tries


# --- how it is written


def test_lines_become_paragraphs_that_hold_text_only() -> None:
    made = adf(("Steps:", "1. *Pay*", "", "", "[~ada] {code}"))
    first, second = made["content"]
    assert [leaf["type"] for leaf in first["content"]] == ["text", "hardBreak", "text"]
    assert second["content"] == [{"type": "text", "text": "[~ada] {code}"}]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("[~ada] {noformat} *x*", "[~ada] (noformat} *x*"),
        ("{nofor{noformat}mat}[~ada]", "{nofor(noformat}mat}[~ada]"),
        ("{{noformat}noformat}[~ada]", "{(noformat}noformat}[~ada]"),
        ("{NoFormat:title=x}[~ada]", "(NoFormat:title=x}[~ada]"),
    ],
)
async def test_jira_of_ones_own_gets_typed_words_without_its_markup(typed: str, written: str) -> None:
    settings = {"url": "https://jira.acme.example", "token": "s3cret", "project": "ENG", "write": True}
    example = example_of("jira")
    made = {("POST", "/rest/api/2/issue"): {"key": "ENG-43"}}
    played = Played(type(example)(settings=settings, answers=made))
    await a_filer(played.connector("jira")).deliver(a_claim("jira", place="ENG", text=typed))
    (body,) = played.bodies("POST", "/rest/api/2/issue")
    told = json.loads(body)["fields"]["description"]
    assert told.startswith(f"{{noformat}}\n{written}\n{{noformat}}\n")
    assert told.casefold().count("{noformat") == 2


@pytest.mark.parametrize(("kind", "key"), [("jira", "project"), ("linear", "team")])
def test_a_tracker_that_may_be_written_to_names_where(kind: str, key: str) -> None:
    settings = {name: value for name, value in example_of(kind).settings.items() if name != key}
    tool = type(Holding(kind).tool)
    with pytest.raises(ValueError, match=f"write = true needs {key}"):
        tool.Settings.model_validate(settings)
