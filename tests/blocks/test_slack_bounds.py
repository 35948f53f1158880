"""Whatever people type: no message and no view that Slack would refuse, and no word of theirs read as markup."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blocks import (
    brief,
    bug,
    card,
    decision,
    deeds,
    direct,
    draft,
    editing,
    evidence,
    explaining,
    gaps,
    home,
    kit,
    private,
    reminder,
    reply_to_customer,
    setup,
    thread,
)
from blocks import message as messages
from escalation.drafts import Draft, Gap
from escalation.facts import (
    Account,
    Article,
    Evidence,
    Issue,
    IssueState,
    Money,
    NotAsked,
    Ticket,
    TicketMoment,
    TicketStatus,
    Told,
    key,
)
from escalation.kinds import (
    ChannelId,
    ClockKind,
    DraftId,
    EndReason,
    GroupId,
    Severity,
    Status,
    TargetTeam,
    UserId,
    WorkspaceId,
)
from escalation.known import MOST_SHOWN, Place
from escalation.looking import Page, Row, Scope
from escalation.models import Escalation, Event
from escalation.notices import (
    ContactAsked,
    CouldNotDeliver,
    Deed,
    Done,
    EscalationOpened,
    Gathered,
    IssueWanted,
    MovedAway,
    NoChannelYet,
    NoteKind,
    Paged,
    ReminderDue,
    ReminderFolded,
    ReplyApproved,
    Standing,
    TestBrief,
    TicketNote,
)
from escalation.people import SetUp, TeamSetUp
from escalation.policy import Policy, TeamPolicy
from escalation.ports import KeptDraft, TeamReach
from escalation.sources import Category, ToolState
from escalation.writers import ReplyPlace, Tracker
from tests.blocks.contents import anything, drafts, escalations, words
from tests.blocks.facts import ADA, CARD, CHECKOUT, DUE, LEA, MAYA, MONDAY, ONCALL, a_form, a_thread, an_escalation
from tests.blocks.slack_rules import broken_in_message, broken_in_view

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
A_TRAIL = [Event(kind=deed, at=MONDAY, by=ADA, after={"assignee": MAYA}) for deed in Deed] * 3
AN_ISSUE = Issue(source="jira", id="ENG-43", url="https://acme.example/43", title="500", state=IssueState.TODO)
TRACKERS = [Tracker(name=name, places=tuple(f"{name}/{n}" for n in range(90))) for name in ("jira", "github")]
LINK = "https://acme.slack.com/archives/C0ENG/p1795435800000100"


def all_broken(found: Iterator[tuple[str, list[str]]]) -> list[str]:
    return [f"{name}: {rule}" for name, rules in found for rule in rules]


def a_page(found: Sequence[Escalation], *, total: int = 0) -> Page:
    rows = tuple(Row(escalation=one, owed_at=MONDAY, owed="news to the customer") for one in found)
    return Page(rows=rows, total=total or len(rows), skip=15 if total else 0)


# Messages


@anything
@given(escalations(), words)
def test_every_card_brief_and_direct_message_is_one_that_slack_takes(escalation: Escalation, typed: str) -> None:
    assert all_broken(_opening(escalation, typed)) == []


def known(typed: str) -> Evidence:
    """Everything there can be, each with these words."""
    url = "https://acme.example/1"
    said = typed or "-"
    facts = (
        Account(source="crm", id="1", url=url, title=said, tier=said, owner=said, arr=Money(amount=410_000)),
        Ticket(source="desk", id="2", title=said, status=TicketStatus.OPEN, assignee=said, updated_at=MONDAY),
        Issue(source="tracker", id="3", url=url, title=said, state=IssueState.DOING, status=said),
        Article(source="wiki", id="4", url=url, title=said, collection=said, verified=True),
        TicketMoment(source="desk", id="5", title=said, told=Told.TRIED, ticket="2", author=said, text=said),
    )
    many = tuple(one.model_copy(update={"id": f"{number}"}) for number in range(5) for one in facts)
    missing = tuple(NotAsked(source=f"s{number}", why=said) for number in range(9))
    return Evidence(gathered_at=MONDAY, found=many, searched=(said,) * 9, missing=missing)


def a_note(escalation: Escalation) -> TicketNote:
    return TicketNote(escalation=escalation, source="zendesk", about=NoteKind.ENDED, at=MONDAY)


def a_bug(escalation: Escalation, typed: str) -> IssueWanted:
    said = {"title": typed, "text": typed, "existing": typed, "reason": typed}
    return IssueWanted(escalation=escalation, source="jira", by=ADA, by_name=typed, at=MONDAY, **said)


def a_reply(escalation: Escalation, typed: str) -> ReplyApproved:
    said = {"text": typed, "reason": typed or "403", "ticket": typed, "by_name": " ".join(typed.split())[:80]}
    return ReplyApproved(escalation=escalation, source="zendesk", by=ADA, at=MONDAY, **said)


def _opening(escalation: Escalation, typed: str) -> Iterator[tuple[str, list[str]]]:
    opened = EscalationOpened(escalation=escalation, due=DUE, calls_group=ONCALL, calls_person=LEA)
    contact = ContactAsked(escalation=escalation, due=DUE)
    failed = CouldNotDeliver(escalation=escalation, channel="C0ENG", reason=typed or "is archived", went_to="#support")
    made = {
        "card": card.opened(opened),
        "card without dates": card.message(escalation, Standing(escalation=escalation).due),
        "reporter": direct.opened(opened, link=LINK, card=CARD),
        "reporter without a card": direct.opened(opened, link=None, card=None),
        "contact": direct.contact_asked(contact, link=LINK),
        "could not deliver": direct.could_not_deliver(failed),
        "no channel": direct.no_channel_yet(NoChannelYet(escalation=escalation)),
        "moved away": thread.moved_away(MovedAway(escalation=escalation, by_name=typed, to=TargetTeam.PRODUCT)),
        "gathered": evidence.message(Gathered(escalation=escalation, evidence=known(typed))),
        "paged": thread.paged(Paged(escalation=escalation), direct=False),
        "not paged": thread.paged(Paged(escalation=escalation, reason=typed, page=typed, lead=LEA), direct=True),
        "noted": thread.noted(a_note(escalation)),
        "not noted": thread.noted(a_note(escalation).model_copy(update={"reason": typed or "403"})),
        "not filed": thread.not_filed(a_bug(escalation, typed)),
        "reply given back": reply_to_customer.returned(a_reply(escalation, typed)),
        "reply that may be there": reply_to_customer.returned(
            a_reply(escalation, typed).model_copy(update={"may_be_there": True})
        ),
        "reply that waits": reply_to_customer.waits(a_reply(escalation, typed)),
        "folded reminder": thread.folded(ReminderFolded(escalation=escalation, said=f"Answered: {typed}")),
        "shown": private.shown(Standing(escalation=escalation), link=LINK, trail=A_TRAIL),
        "shown to the reporter of a secret": private.shown(Standing(escalation=escalation), state_only=True),
        "listed": private.listed(a_page([escalation] * 15, total=200), scope=Scope.ALL, now=MONDAY),
        "as text": private.as_text(escalation),
    }
    yield from ((name, broken_in_message(one)) for name, one in made.items())
    yield from ((f"part {n}", broken_in_message(one)) for n, one in enumerate(brief.messages(escalation), start=1))
    plainer = [one for one in made.values() if isinstance(one, kit.Message)]
    yield from (
        ("in plain words", broken_in_message({"text": "-", "blocks": kit.in_plain_words(one)})) for one in plainer
    )


@anything
@given(escalations(), words, st.sampled_from(Deed), st.sampled_from(Status))
def test_every_line_and_reminder_in_a_thread_is_one_that_slack_takes(
    escalation: Escalation, typed: str, deed: Deed, status: Status
) -> None:
    now = escalation.model_copy(
        update={
            "status": status,
            "closed_at": MONDAY + timedelta(hours=2),
            "closed_by_name": " ".join(typed.split())[:80],
            "assignee_name": " ".join(typed.split())[:80],
            "told_at": MONDAY,
        }
    )
    assert all_broken(_afterwards(now, typed, deed)) == []


def _afterwards(escalation: Escalation, typed: str, deed: Deed) -> Iterator[tuple[str, list[str]]]:
    done = Done(
        escalation=escalation,
        deed=deed,
        by=ADA,
        by_name=" ".join(typed.split())[:80],
        at=MONDAY,
        due=DUE,
        note=typed,
        before=typed,
        lead=LEA,
    )
    yield "line", broken_in_message(thread.message(done, direct=False))
    known = escalation.model_copy(update={"told_at": MONDAY + timedelta(hours=3), "learning": typed})
    again = done.model_copy(update={"escalation": known, "undo_by": MONDAY})
    yield "line drawn again", broken_in_message(thread.message(again, direct=False))
    yield "line to one", broken_in_message(thread.message(done, direct=True))
    sent = done.model_copy(update={"sent_on": typed, "sent_in": "zendesk"})
    yield "line about a reply", broken_in_message(thread.message(sent, direct=False))
    yield "card", broken_in_message(card.message(escalation, DUE))
    for clock in (ClockKind.INTERNAL, ClockKind.CUSTOMER):
        due = ReminderDue(escalation=escalation, clock=clock, due_at=MONDAY, due=DUE, people=(ADA, MAYA), group=ONCALL)
        yield f"{clock} reminder", broken_in_message(reminder.message(due))
        late = due.model_copy(update={"is_overdue": True, "late": True, "with_customer": True, "next_at": MONDAY})
        yield f"{clock} reminder, late", broken_in_message(reminder.message(late))
        wrote = due.model_copy(update={"wrote": escalation.news})
        yield f"{clock} reminder, answered in the thread", broken_in_message(reminder.message(wrote))


@pytest.mark.parametrize("team", TargetTeam)
def test_a_test_brief_is_one_that_slack_takes(team: TargetTeam) -> None:
    test = TestBrief(team=team, by=MAYA)
    failed = test.model_copy(update={"channel": "C0ENG", "reason": "is archived"})
    assert [*broken_in_message(messages.test_brief(test)), *broken_in_message(messages.test_brief(failed))] == []


def test_a_security_notification_says_nothing_of_what_it_is_about() -> None:
    secret = an_escalation(CHECKOUT, TargetTeam.SECURITY)
    opened = EscalationOpened(escalation=secret, due=DUE)
    texts = [card.opened(opened).text, direct.opened(opened, link=None, card=None).text]
    texts += [one.text for one in brief.messages(secret)]
    assert [text for text in texts if "checkout" in text.lower() or "Acme" in text] == []


# Views


@anything
@given(typed=drafts, team=st.sampled_from(TargetTeam), expanded=st.booleans(), takes_files=st.booleans())
def test_every_form_is_one_that_slack_takes(
    typed: Draft, team: TargetTeam, *, expanded: bool, takes_files: bool
) -> None:
    chosen = typed.model_copy(update={"target": team})
    form = a_form(chosen, expanded=expanded, takes_files=takes_files, known=_place(typed.issue))
    assert broken_in_view(draft.modal(form)) == []
    assert broken_in_view(editing.edit(an_escalation(chosen, team))) == []
    assert broken_in_view(bug.modal(an_escalation(chosen, team, issues=(AN_ISSUE,) * 50), TRACKERS)) == []


def _place(typed: str) -> Place:
    """As much as there can be of what other tools know."""
    evidence = known(typed)
    found = evidence.found[:MOST_SHOWN]
    later = tuple(one.model_copy(update={"id": f"later {one.id}"}) for one in found)
    ticked = frozenset(key(one) for one in later)
    return Place(waves=(found, later), ticked=ticked, missing=evidence.missing)


def _filled(letter: str) -> Draft:
    """Every field as full as Slack lets it be."""
    full = letter * 3000
    lines = dict.fromkeys((*ONE_LINERS, "threads", "documents"), full)
    return Draft(
        text=full,
        issue=full * 4,
        customers=(full,),
        target=TargetTeam.ENGINEERING,
        details={TargetTeam.ENGINEERING: full},
        tried=(full,),
        source=a_thread(10, is_private=True, text=full),
        **lines,
    )


ONE_LINERS = (
    *("needed", "ticket", "affected", "workflow_impact", "revenue", "queue_time", "workaround", "environment"),
    *("last_update", "expectation", "risk"),
)


def test_the_fullest_form_stays_under_what_slack_takes() -> None:
    assert (
        broken_in_view(draft.modal(a_form(_filled("w"), expanded=True, takes_files=True, known=_place("w" * 200))))
        == []
    )


def test_a_form_opened_with_nothing_but_emoji_stays_under_what_slack_takes() -> None:
    """Sent as escaped JSON, where each of these letters has twelve bytes."""
    assert broken_in_view(draft.modal(a_form(_filled("🔥"), takes_files=True, known=Place(waiting=("tracker",))))) == []


@pytest.mark.parametrize("team", TargetTeam)
@given(st.lists(st.sampled_from(["details", "tried", "risk", "revenue", "deadline_at", "customers"]), max_size=3))
@settings(max_examples=10)
def test_every_view_of_gaps_is_one_that_slack_takes(team: TargetTeam, fields: list[str]) -> None:
    asked = [Gap(field=field, name=field, question=f"What about {field}?", weight=3) for field in fields]
    assert broken_in_view(gaps.modal(DraftId("D0DRAFT"), asked, team=team)) == []


@anything
@given(words)
def test_every_view_that_says_how_it_ended_is_one_that_slack_takes(said: str) -> None:
    assert broken_in_view(gaps.done(said)) == []


@anything
@given(escalations())
def test_every_small_form_behind_a_button_is_one_that_slack_takes(escalation: Escalation) -> None:
    standing = Standing(escalation=escalation, due=DUE)
    place = ReplyPlace(tool="t" * 90, ticket="500R0000003bfrzIAA" * 9)
    word = deeds.word_to_customer(standing, next_by="Mon 17:45", place=place)
    made = {
        "update": deeds.update(escalation),
        "reason": explaining.reason(escalation),
        "duplicate": explaining.reason(escalation, EndReason.DUPLICATE),
        "resolved itself": explaining.reason(escalation, EndReason.ITSELF),
        "decision": decision.yes(escalation),
        "another decision": decision.again(escalation),
        "later": decision.later(escalation),
        "resolve": deeds.resolve(escalation),
        "severity": deeds.severity(escalation),
        "reassign": deeds.reassign(escalation),
        "evidence": deeds.evidence(escalation),
        "word": deeds.word_to_customer(standing, next_by="Mon 17:45"),
        "word, to be sent": word,
        "word, to be sent, ticked": reply_to_customer.with_submit(word, sends=True, otherwise=deeds.SENT_BY_HAND),
    }
    assert all_broken((name, broken_in_view(view)) for name, view in made.items()) == []


GROUPS = {f"S{number:03}": f"group-{number}" for number in range(150)}
CHOSEN = SetUp(
    teams={team: TeamSetUp(channel=ChannelId("C0A"), group=GroupId("S149"), lead=LEA) for team in TargetTeam},
    support=TeamSetUp(channel=ChannelId("C0S"), group=GroupId("S000"), lead=MAYA),
    fallback=ChannelId("C0F"),
)
FILE = Policy(
    teams={team: TeamPolicy(channel="#eng", group=ONCALL, lead=ADA) for team in TargetTeam},
    support=TeamPolicy(channel="C0SUPPORT", group=ONCALL, lead=ADA),
    fallback="#escalations",
)


@pytest.mark.parametrize("groups", [None, {}, {"S1": "x" * 200}, GROUPS])
@pytest.mark.parametrize("chosen", [SetUp(), CHOSEN])
@pytest.mark.parametrize("policy", [Policy(), FILE.for_workspace(WorkspaceId("T0"), SetUp())])
def test_every_set_up_is_one_that_slack_takes(chosen: SetUp, policy: Policy, groups: dict[str, str] | None) -> None:
    changed = Event(kind="set up", at=MONDAY, by=LEA)
    assert broken_in_view(setup.modal(chosen, policy, groups=groups, changed=changed)) == []


@anything
@given(found=st.lists(escalations(), max_size=2), problem=words, leads=st.booleans())
def test_every_home_is_one_that_slack_takes(found: list[Escalation], problem: str, *, leads: bool) -> None:
    reach = [TeamReach(team=team, channel="#gone", problem=problem[:300]) for team in TargetTeam]
    page = a_page((found * 15)[:15], total=200)
    tool = ToolState(name="x" * 80, kind="jira", category=Category.TRACKER, asked_at=MONDAY, problem=problem[:300])
    tools = [tool, tool.model_copy(update={"rests_until": MONDAY + timedelta(hours=1)})] * 40
    assert (
        broken_in_view(home.view(page, reach, (tools, [problem[:300]]), now=MONDAY, command="/escalate", leads=leads))
        == []
    )
    assert broken_in_view(home.for_guests("Guests can't escalate.")) == []


# Private answers


@anything
@given(drafts, words)
def test_every_private_answer_is_one_that_slack_takes(typed: Draft, text: str) -> None:
    kept = KeptDraft(id=DraftId("D0DRAFT"), draft=typed, by=UserId("U0MAYA"), kept_at=MONDAY)
    made = {
        "form failed": private.form_failed("expired_trigger_id", text=text, draft=kept.id),
        "unfinished": private.unfinished(kept),
        "help": private.help_text("/escalate"),
        "nothing": private.listed(a_page([]), scope=Scope.MINE, now=MONDAY),
    }
    assert all_broken((name, broken_in_message(answer)) for name, answer in made.items()) == []


# What the notification's words are for


def test_a_mention_typed_by_someone_calls_nobody() -> None:
    shouting = Draft(headline="<!channel> <@U123> *now* <http://x|y>", customers=("<!here>",))
    said = card.opened(EscalationOpened(escalation=an_escalation(shouting))).text
    assert "&lt;!channel&gt; &lt;@U123&gt;" in said
    assert all(mark not in said for mark in ("<!channel", "<@U123", "<http", "*now*", "<!here"))


def test_nothing_we_show_is_markup() -> None:
    opened = EscalationOpened(escalation=an_escalation(CHECKOUT, severity=Severity.CRITICAL), calls_group=ONCALL)
    shown: list[Any] = [card.opened(opened).blocks, [one.blocks for one in brief.messages(opened.escalation)]]
    assert "mrkdwn" not in str(shown)
