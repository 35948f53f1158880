"""The card: at most twelve lines, the ask and its date first, nothing said twice."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given

from blocks import card
from escalation.drafts import Draft, Gap
from escalation.kinds import Severity, Status, TargetTeam
from escalation.models import Escalation, News
from escalation.notices import Due, EscalationOpened
from tests.blocks.cases import CASES
from tests.blocks.client import lines
from tests.blocks.contents import anything, escalations
from tests.blocks.facts import ADA, CHECKOUT, DUE, GAPS, MONDAY, ONCALL, an_escalation, concluded

FULL = {
    TargetTeam.L2_SUPPORT: "Ticket in short: a\nTried, and what came of it: b\nThe customer: c",
    TargetTeam.ENGINEERING: CHECKOUT.details[TargetTeam.ENGINEERING],
    TargetTeam.PRODUCT: "Use case, in the customer's words: a\nWhat it costs them: b\nHow many asked: c\n"
    "Workaround today: d\nCompetitors named: e",
    TargetTeam.SECURITY: "What was seen: a\nWho or what is affected: b\nContained so far: c\nHow urgent, and why: d",
    TargetTeam.LEADERSHIP: "Situation, in three sentences: a\nRevenue: b\nWhat was tried: c\n"
    "Decision asked for, by when: d\nIf nothing happens: e\nWe recommend: f",
}

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


def shown(escalation: Escalation, *, called: bool = False) -> list[str]:
    return lines(
        card.opened(EscalationOpened(escalation=escalation, due=DUE, calls_group=ONCALL if called else None)).blocks
    )


def full(team: TargetTeam) -> Escalation:
    """Everything that can stand on a card of this team."""
    gaps = GAPS * 5
    triage = concluded(Severity.MEDIUM, TargetTeam.LEADERSHIP if team is TargetTeam.PRODUCT else TargetTeam.PRODUCT)
    draft = CHECKOUT.model_copy(update={"details": FULL, "workaround": "by hand", "needed": None})
    return an_escalation(
        draft, team, severity=Severity.CRITICAL, triage=triage.model_copy(update={"gaps": gaps}), deadline_at=MONDAY
    )


# Length


@pytest.mark.parametrize("team", TargetTeam)
def test_a_card_with_everything_on_it_has_at_most_twelve_lines(team: TargetTeam) -> None:
    news = News(text="rolling back", at=MONDAY, by=ADA, by_name="Ada")
    later = full(team).model_copy(update={"news": news, "status": Status.ACKNOWLEDGED})
    assert len(shown(full(team), called=True)) <= 12
    assert len(lines(card.message(later, DUE).blocks)) <= 12


# What is late


def test_a_promise_that_is_kept_so_far_says_by_when() -> None:
    taken = an_escalation(CHECKOUT, status=Status.ACKNOWLEDGED, assignee_name="Ada", acknowledged_at=MONDAY)
    due = Due(news_by=MONDAY + timedelta(hours=2), customer_by=MONDAY + timedelta(hours=4))
    assert last_lines(taken, due) == [
        "Ada has it since Mon 23 Nov 12:10 UTC. Next news by Mon 23 Nov 14:10 UTC.",
        "Acme Corp +1: Maya. Hears from us by Mon 23 Nov 16:10 UTC.",
    ]


def test_a_broken_promise_says_since_when_and_when_it_is_asked_again() -> None:
    taken = an_escalation(CHECKOUT, status=Status.ACKNOWLEDGED, assignee_name="Ada", acknowledged_at=MONDAY)
    later = MONDAY + timedelta(hours=4)
    due = Due(news_by=later, unmet_since=MONDAY + timedelta(hours=2), customer_by=MONDAY, customer_is_late=True)
    assert last_lines(taken, due) == [
        (
            "Ada has it since Mon 23 Nov 12:10 UTC. News is late, due Mon 23 Nov 14:10 UTC. "
            "Asked again Mon 23 Nov 16:10 UTC."
        ),
        "Acme Corp +1: Maya. Word is late, promised by Mon 23 Nov 12:10 UTC.",
    ]


def test_what_nobody_took_says_since_when_it_waits() -> None:
    due = Due(acknowledge_by=MONDAY + timedelta(hours=1), unmet_since=MONDAY)
    assert last_lines(an_escalation(CHECKOUT), due)[0] == (
        "Waiting for Engineering: nobody has it. Acknowledgement is late, due Mon 23 Nov 12:10 UTC. "
        "Asked again Mon 23 Nov 13:10 UTC."
    )


def last_lines(escalation: Escalation, due: Due) -> list[str]:
    """Whose move it is, and the customer's line."""
    made = lines(card.message(escalation, due).blocks)
    first = next(place for place, line in enumerate(made) if "has it" in line)
    return made[first : first + 2]


@anything
@given(escalations())
def test_no_text_makes_a_card_longer(escalation: Escalation) -> None:
    made = shown(escalation.model_copy(update={"news": None}), called=True)
    assert len(made) <= 12
    assert max(map(len, made)) < 1300


@pytest.mark.parametrize("status", [Status.DE_ESCALATED, Status.RESOLVED])
def test_a_closed_card_folds_to_three_lines(status: Status) -> None:
    closed = full(TargetTeam.ENGINEERING).model_copy(
        update={
            "status": status,
            "closed_at": MONDAY,
            "outcome": "Bad deploy 4.12, rolled back",
            "closed_by_name": "Ada",
        }
    )
    assert lines(card.message(closed, DUE).blocks) == [
        f"{status.capitalize()}: API returns 500 on checkout, Acme Corp +1",
        "Bad deploy 4.12, rolled back. Ada, Mon 23 Nov 12:10 UTC; open 0 min.",
        "Acme Corp +1 has not been told yet: Maya.",
        "[Reopen] [...]",
        "ESC-12 · from Maya · ticket 4711 · full brief in the thread",
    ]


# Order and words


def test_an_engineers_card_says_the_ask_first_and_names_what_is_not_known() -> None:
    triage = concluded().model_copy(update={"gaps": (*GAPS, Gap(field="x", name="plan", question="?"))})
    assert shown(an_escalation(CHECKOUT, severity=Severity.CRITICAL, triage=triage, deadline_at=MONDAY)) == [
        "🔴 Critical: API returns 500 on checkout, Acme Corp +1",
        "Needed: Find the cause and fix it, by Mon 23 Nov 12:10 UTC",
        "Acme Corp, Globex; about 140 users, growing. Their customers cannot pay. $240k a year, renews 1 Dec.",
        "Since Mon 13:10, intermittent. Error: 502 upstream timed out (POST /v2/orders)",
        "Waiting for Engineering: nobody has it. Acknowledge by Mon 23 Nov 12:55 UTC.",
        "Acme Corp +1: Maya. Hears from us by Mon 23 Nov 16:10 UTC.",
        "Not known: steps, plan. Critical (Maya; suggested High).",
        "[Acknowledge] [Post update] [De-escalate] [...]",
        "ESC-12 · from Maya · ticket 4711 · full brief in the thread",
    ]


FIRST_LINES = {
    TargetTeam.L2_SUPPORT: "Needed:",
    TargetTeam.ENGINEERING: "Needed:",
    TargetTeam.PRODUCT: "Use case:",
    TargetTeam.SECURITY: "Seen:",
    TargetTeam.LEADERSHIP: "Decide:",
}


@pytest.mark.parametrize("team", TargetTeam)
def test_each_teams_card_begins_with_what_that_team_decides_by(team: TargetTeam) -> None:
    assert shown(full(team))[1].startswith(FIRST_LINES[team])


@pytest.mark.parametrize("status", [Status.OPEN, Status.ACKNOWLEDGED, Status.RESOLVED])
@pytest.mark.parametrize("team", TargetTeam)
def test_a_card_has_at_most_three_buttons_and_more(team: TargetTeam, status: Status) -> None:
    made = card.message(full(team).model_copy(update={"status": status, "closed_at": MONDAY}), DUE)
    buttons = next(block for block in made.blocks if block["type"] == "actions")["elements"]
    assert [one["type"] for one in buttons][-1] == "overflow"
    assert len(buttons) <= 4


def test_acknowledge_and_de_escalate_never_stand_side_by_side() -> None:
    row = next(line for line in shown(full(TargetTeam.ENGINEERING)) if "[Acknowledge]" in line)
    assert "[Acknowledge] [De-escalate]" not in row
    assert "[De-escalate] [Acknowledge]" not in row


def test_the_severity_is_said_in_a_word_beside_its_one_emoji() -> None:
    headers = [shown(an_escalation(CHECKOUT, severity=severity))[0] for severity in Severity]
    assert [header.split(":")[0] for header in headers] == ["🔴 Critical", "🟠 High", "🟡 Medium"]
    assert not [line for line in shown(full(TargetTeam.ENGINEERING))[1:] if {"🔴", "🟠", "🟡"} & set(line)]


# Nothing twice


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        ("Find the cause, by Mon 17:00", "Needed: Find the cause, by Mon 17:00"),
        ("Decide by the end of the quarter", "Needed: Decide by the end of the quarter"),
        ("Fix it by hand", "Needed: Fix it by hand, by Mon 23 Nov 12:10 UTC (assumed)"),
        (None, "Needed: find the cause and fix it, by Mon 23 Nov 12:10 UTC (assumed)"),
    ],
)
def test_a_date_that_the_ask_has_said_is_not_said_again(ask: str | None, said: str) -> None:
    made = an_escalation(Draft(headline="x", needed=ask), deadline_at=MONDAY, deadline_assumed=True)
    assert shown(made)[1] == said


@pytest.mark.parametrize(
    ("stated", "said"),
    [("by Friday 5pm.", ", by Friday 5pm"), ("Friday 5pm", ", by Friday 5pm"), ("ASAP", ", ASAP")],
)
def test_a_date_in_words_is_said_in_those_words(stated: str, said: str) -> None:
    made = an_escalation(
        Draft(headline="x", needed="Fix it", deadline=stated), deadline_at=MONDAY, deadline_assumed=True
    )
    assert shown(made)[1] == f"Needed: Fix it{said}"


def test_what_the_header_says_is_not_said_again_below_it() -> None:
    assert shown(CASES["engineering_from_one_line"]) == [
        "🟠 High: API returning 500 errors intermittently, Acme Corp",
        "Needed: find the cause and fix it, by Mon 23 Nov 17:00 UTC (assumed)",
        "Waiting for Engineering: nobody has it. Acknowledge by Mon 23 Nov 12:55 UTC.",
        "Acme Corp: Maya. Hears from us by Mon 23 Nov 16:10 UTC.",
        "[Acknowledge] [Post update] [De-escalate] [...]",
        "ESC-32 · from Maya · full brief in the thread",
    ]


def test_a_critical_one_without_a_date_is_wanted_now_and_says_that_this_is_assumed() -> None:
    made = an_escalation(Draft(headline="x"), severity=Severity.CRITICAL, deadline_at=MONDAY, deadline_assumed=True)
    assert shown(made)[1] == "Needed: find the cause and fix it, now (assumed)"


def test_a_customer_nobody_knows_is_called_the_customer() -> None:
    unknown = an_escalation(Draft(headline="Exports time out", customer_unknown=True))
    assert "The customer: Maya. Hears from us by Mon 23 Nov 16:10 UTC." in shown(unknown)
    assert card.customer(unknown) == "the customer"


def test_what_the_phone_says_is_a_sentence_of_its_own() -> None:
    said = card.notification(an_escalation(CHECKOUT, severity=Severity.CRITICAL), DUE)
    assert said.startswith(
        "ESC-12 Critical for Engineering: API returns 500 on checkout, Acme Corp +1. Acknowledge by <!"
    )


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (None, ""),
        ("", " Slack may not wake anyone: page on-call."),
        ("+49 30 1234567", " Slack may not wake anyone: page on-call (+49 30 1234567)."),
    ],
)
def test_at_night_a_critical_says_how_to_wake_someone(page: str | None, says: str) -> None:
    row = an_escalation(CHECKOUT, severity=Severity.CRITICAL)
    said = lines(card.message(row, Due(page=page)).blocks)
    assert f"Waiting for Engineering: nobody has it.{says}" in said


def test_where_on_call_is_paged_by_us_nobody_is_told_to_do_it() -> None:
    row = an_escalation(CHECKOUT, severity=Severity.CRITICAL)
    said = lines(card.message(row, Due(page="+49 30 1234567", is_paged=True)).blocks)
    end = " Slack may not wake anyone: on-call is paged too (+49 30 1234567)."
    assert f"Waiting for Engineering: nobody has it.{end}" in said


def test_asked_once_the_news_is_asked_for_and_asked_twice_it_is_late() -> None:
    has_it: dict[str, Any] = {"status": Status.ACKNOWLEDGED, "assignee": ADA, "assignee_name": "Ada"}
    has_it["acknowledged_at"] = MONDAY
    due = Due(unmet_since=MONDAY, news_by=MONDAY + timedelta(hours=4))
    once, twice = (
        lines(card.message(an_escalation(CHECKOUT, unanswered=count, **has_it), due).blocks) for count in (1, 2)
    )
    has_it_since = "Ada has it since Mon 23 Nov 12:10 UTC."
    assert f"{has_it_since} Asked for news Mon 23 Nov 12:10 UTC, again Mon 23 Nov 16:10 UTC." in once
    assert f"{has_it_since} News is late, due Mon 23 Nov 12:10 UTC. Asked again Mon 23 Nov 16:10 UTC." in twice
