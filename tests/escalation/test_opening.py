"""A draft becomes an escalation, once: who may, under which number, and who hears of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from escalation.errors import NotAllowed, NotFound
from escalation.kinds import ChannelId, ClockKind, EscalationId, Severity, TargetTeam
from escalation.letters import Form, Parked
from escalation.models import Clock
from escalation.notices import EscalationOpened, MovedAway
from escalation.people import SetUp
from escalation.policy import Policy, TeamPolicy
from escalation.ports import KeptDraft
from escalation.triage import triage
from tests.escalation.makers import (
    ACME,
    ADA,
    CRITICAL,
    GUARDS,
    GUS,
    HIGH,
    MAYA,
    MEDIUM,
    MONDAY,
    NORA,
    SAM,
    SEC,
    TOM,
    Office,
    a_draft,
    a_policy,
    berlin,
    opened_for_engineering,
    told,
    without_channels,
)


def test_a_draft_becomes_one_escalation_and_everybody_concerned_hears_of_it(any_office: Office) -> None:
    typed = any_office.keeps(a_draft())

    opened = any_office.desk.open(typed, a_draft(), by=MAYA.person, workspace=ACME)

    assert (opened.label, opened.reporter, opened.severity) == ("ESC-1", MAYA.person.id, HIGH)
    assert any_office.carry() == opened_for_engineering()
    assert [one.kind for one in any_office.trail(opened.id)] == ["opened"]


def test_the_same_draft_sent_again_gives_the_same_escalation_back(any_office: Office) -> None:
    typed = any_office.keeps(a_draft())
    first = any_office.desk.open(typed, a_draft(), by=MAYA.person, workspace=ACME)
    before = any_office.everything()

    assert any_office.desk.open(typed, a_draft(), by=MAYA.person, workspace=ACME) == first
    assert any_office.everything() == before


def test_pressed_twice_at_the_same_moment_it_is_opened_once(any_office: Office) -> None:
    typed = any_office.keeps(a_draft())

    with ThreadPoolExecutor(8) as threads:
        pressed = [
            threads.submit(any_office.desk.open, typed, a_draft(), by=MAYA.person, workspace=ACME) for _ in range(8)
        ]
    opened = [one.result() for one in pressed]

    assert {one.id for one in opened} == {EscalationId(1)}
    assert any_office.carry() == opened_for_engineering()


def test_drafts_sent_at_the_same_moment_are_numbered_without_gaps(any_office: Office) -> None:
    drafts = [any_office.keeps(a_draft()) for _ in range(6)]

    with ThreadPoolExecutor(6) as threads:
        sent = [threads.submit(any_office.desk.open, one, a_draft(), by=MAYA.person, workspace=ACME) for one in drafts]

    assert sorted(one.result().id for one in sent) == [1, 2, 3, 4, 5, 6]


def test_a_guest_may_not_escalate_and_uses_up_no_number(office: Office) -> None:
    typed = office.keeps(a_draft(), by=GUS)

    with office.refuses(
        "Guests and people of other companies can't escalate. Please ask a full member of your workspace."
    ):
        office.desk.open(typed, a_draft(), by=GUS.person, workspace=ACME)

    assert office.opens() == EscalationId(1)


@pytest.mark.parametrize("kind", ["is_stranger", "is_bot"])
def test_people_of_other_companies_and_apps_may_not_escalate(office: Office, kind: str) -> None:
    typed = office.keeps(a_draft())
    with pytest.raises(NotAllowed):
        office.desk.open(typed, a_draft(), by=MAYA.person.model_copy(update={kind: True}), workspace=ACME)


def test_without_any_channel_it_is_kept_and_goes_to_its_reporter_and_the_installer(office: Office) -> None:
    office.policy = without_channels()
    with office.store.begin(ACME) as tx:
        tx.keep_set_up(SetUp(installer=NORA.person.id))
    typed = office.keeps(a_draft())

    opened = office.desk.open(typed, a_draft(), by=MAYA.person, workspace=ACME)

    assert opened.channel is None
    assert office.carry() == [
        told("card", "U0MAYA", "opened"),
        told("brief", "U0MAYA", "opened"),
        told("direct", "U0MAYA", "no channel yet"),
        told("direct", "U0NORA", "no channel yet"),
    ]


def test_who_installed_us_hears_of_a_security_escalation_only_that_a_channel_is_missing(office: Office) -> None:
    with office.store.begin(ACME) as tx:
        tx.keep_set_up(SetUp(installer=NORA.person.id))
    office.policy = a_policy(teams={TargetTeam.SECURITY: TeamPolicy(channel=SEC), TargetTeam.PRODUCT: TeamPolicy()})
    typed = office.keeps(a_draft(HIGH, TargetTeam.SECURITY))
    office.desk.open(typed, a_draft(HIGH, TargetTeam.SECURITY), by=MAYA.person, workspace=ACME)
    office.refused(Form.CARD, "is_archived")
    office.policy = without_channels()

    office.opens(HIGH, TargetTeam.SECURITY)

    heard = [one.letter.notice.kind for one in office.letters() if one.letter.lane == NORA.person.id]
    assert heard == ["no channel yet"], "not that a channel refused it, and never a word of it"


def test_a_card_that_did_not_arrive_is_told_to_the_reporter_and_the_teams_lead(office: Office) -> None:
    office.policy = a_policy(fallback="C0FALLBACK")
    typed = office.keeps(a_draft())
    office.desk.open(typed, a_draft(), by=MAYA.person, workspace=ACME)

    office.refused(Form.CARD, "is_archived")

    assert office.carry() == [
        told("brief", "C0FALLBACK", "opened"),
        told("card", "C0FALLBACK", "opened"),
        told("direct", "U0MAYA", "could not deliver"),
        told("direct", "U0LEA", "could not deliver"),
        told("direct", "U0MAYA", "opened"),
    ]


def test_kept_for_want_of_a_channel_its_reporter_hears_when_it_has_gone_out(office: Office) -> None:
    office.policy = without_channels()
    office.opens()
    assert told("direct", "U0MAYA", "opened") not in office.carry()

    office.policy = a_policy()
    office.desk.choose(SetUp(), by=TOM.person, workspace=ACME)

    assert told("direct", "U0MAYA", "opened") in office.carry()


def test_the_only_channel_there_is_is_everyones(office: Office) -> None:
    office.policy = Policy(teams={TargetTeam.PRODUCT: TeamPolicy(channel="C0ONLY")})
    assert office.row(office.opens()).channel == ChannelId("C0ONLY")


def test_security_is_told_in_its_own_channel_with_its_group(office: Office) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY)

    card = office.letters(number)[0].letter
    assert isinstance(card.notice, EscalationOpened)
    assert (card.lane, card.notice.calls_group) == ("C0SEC", GUARDS)


@pytest.mark.parametrize("fallback", [None, "C0FALLBACK"])
def test_security_without_a_channel_is_told_its_lead_and_never_the_fallback(
    office: Office, fallback: str | None
) -> None:
    office.policy = a_policy(
        teams={
            TargetTeam.SECURITY: TeamPolicy(lead=SAM.person.id),
            TargetTeam.PRODUCT: TeamPolicy(channel="C0PRODUCT"),
        },
        fallback=fallback,
    )
    typed = office.keeps(a_draft(HIGH, TargetTeam.SECURITY))

    office.desk.open(typed, a_draft(HIGH, TargetTeam.SECURITY), by=MAYA.person, workspace=ACME)

    assert office.carry() == [
        told("card", "U0SAM", "opened"),
        told("brief", "U0SAM", "opened"),
        told("direct", "U0MAYA", "opened"),
    ]


def test_security_with_nobody_to_reach_comes_back_to_its_reporter_with_a_remedy(office: Office) -> None:
    office.policy = without_channels()
    typed = office.keeps(a_draft(HIGH, TargetTeam.SECURITY))

    office.desk.open(typed, a_draft(HIGH, TargetTeam.SECURITY), by=MAYA.person, workspace=ACME)

    assert told("direct", "U0MAYA", "no channel yet") in office.carry()


def test_who_was_named_to_keep_the_customer_is_asked(office: Office) -> None:
    draft = a_draft(contact=NORA.person.id)
    office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME)

    card, brief, reporter = opened_for_engineering()
    assert office.carry() == [card, brief, told("direct", "U0NORA", "contact asked"), reporter]


def test_the_reporter_named_as_contact_is_not_asked_what_they_know(office: Office) -> None:
    draft = a_draft(contact=MAYA.person.id)
    office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME)

    assert office.carry() == opened_for_engineering()


def test_of_a_security_escalation_the_contact_hears_nothing(office: Office) -> None:
    draft = a_draft(HIGH, TargetTeam.SECURITY, contact=NORA.person.id)
    office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME)

    assert {where for _, where, _ in office.carry()} == {"C0SEC", "U0MAYA"}


@pytest.mark.parametrize(
    ("severity", "opened", "deadline"),
    [
        (CRITICAL, "2026-03-02 10:00", "2026-03-02 10:00"),
        (HIGH, "2026-03-02 10:00", "2026-03-02 18:00"),
        (HIGH, "2026-03-02 19:00", "2026-03-03 09:00"),
        (MEDIUM, "2026-03-02 10:00", "2026-03-06 18:00"),
        (MEDIUM, "2026-03-06 18:30", "2026-03-13 18:00"),
    ],
)
def test_a_deadline_nobody_gave_is_assumed_and_marked_so(
    office: Office, severity: Severity, opened: str, deadline: str
) -> None:
    office.moment = berlin(opened)
    row = office.row(office.opens(severity))
    assert (row.deadline_at, row.deadline_assumed) == (berlin(deadline), True)


def test_a_deadline_that_was_given_is_kept(office: Office) -> None:
    row = office.row(office.opens(deadline_at=berlin("2026-03-05 12:00")))
    assert (row.deadline_at, row.deadline_assumed) == (berlin("2026-03-05 12:00"), False)


def test_what_was_chosen_counts_and_what_was_suggested_is_kept_beside_it(office: Office) -> None:
    shown = triage(a_draft(None, None))
    assert (shown.severity.value, shown.target.value) != (MEDIUM, TargetTeam.PRODUCT)
    typed = office.keeps(a_draft(None, None), triage=shown)

    opened = office.desk.open(typed, a_draft(MEDIUM, TargetTeam.PRODUCT), by=MAYA.person, workspace=ACME)

    assert (opened.severity, opened.target) == (MEDIUM, TargetTeam.PRODUCT)
    assert (opened.triage.severity, opened.triage.target) == (shown.severity, shown.target)


def test_where_nothing_was_chosen_the_suggestion_that_was_shown_counts(office: Office) -> None:
    shown = triage(a_draft(None, None))
    calmer = shown.model_copy(update={"severity": shown.severity.model_copy(update={"value": MEDIUM})})
    typed = office.keeps(a_draft(None, None), triage=calmer)

    opened = office.desk.open(typed, a_draft(None, None), by=MAYA.person, workspace=ACME)

    assert opened.severity is MEDIUM


def test_both_clocks_run_from_the_moment_it_is_opened(any_office: Office) -> None:
    number = any_office.opens(HIGH)

    assert any_office.clocks(number) == {
        ClockKind.INTERNAL: Clock(
            escalation=number, kind=ClockKind.INTERNAL, due_at=berlin("2026-03-02 11:00"), anchor=MONDAY
        ),
        ClockKind.CUSTOMER: Clock(
            escalation=number, kind=ClockKind.CUSTOMER, due_at=berlin("2026-03-02 14:00"), anchor=MONDAY
        ),
    }


def test_a_draft_is_kept_for_a_day_and_gone_then(any_office: Office) -> None:
    typed = any_office.keeps(a_draft())
    any_office.passes(hours=24)
    assert any_office.desk.draft(typed, by=MAYA.person.id, workspace=ACME).id == typed

    any_office.passes(seconds=1)
    with any_office.refuses("This draft is older than a day and is gone. Please start again."):
        any_office.desk.open(typed, a_draft(), by=MAYA.person, workspace=ACME)
    assert any_office.desk.latest_draft(by=MAYA.person.id, workspace=ACME) is None


def test_somebody_elses_draft_is_told_like_one_that_is_gone(office: Office) -> None:
    typed = office.keeps(a_draft())

    with office.refuses("This draft is older than a day and is gone. Please start again."):
        office.desk.open(typed, a_draft(), by=NORA.person, workspace=ACME)
    with pytest.raises(NotFound):
        office.desk.draft(typed, by=NORA.person.id, workspace=ACME)


def test_a_draft_that_was_opened_is_neither_changed_nor_forgotten_nor_offered_again(any_office: Office) -> None:
    typed = any_office.keeps(a_draft())
    any_office.desk.open(typed, a_draft(), by=MAYA.person, workspace=ACME)
    kept = any_office.desk.draft(typed, by=MAYA.person.id, workspace=ACME)

    changed = KeptDraft(id=typed, draft=a_draft(MEDIUM), by=MAYA.person.id, kept_at=MONDAY + timedelta(minutes=5))
    any_office.desk.keep_draft(ACME, changed)
    any_office.desk.forget_draft(typed, by=MAYA.person.id, workspace=ACME)

    assert any_office.desk.draft(typed, by=MAYA.person.id, workspace=ACME) == kept
    assert any_office.desk.latest_draft(by=MAYA.person.id, workspace=ACME) is None


@pytest.mark.parametrize(
    ("at", "severity", "page"),
    [
        ("2026-03-02 22:00", CRITICAL, "+49 30 1234567"),
        ("2026-03-07 12:00", CRITICAL, "+49 30 1234567"),
        ("2026-03-02 12:00", CRITICAL, None),
        ("2026-03-02 22:00", HIGH, None),
    ],
)
def test_outside_the_teams_hours_a_critical_tells_how_to_wake_someone(
    office: Office, at: str, severity: Severity, page: str | None
) -> None:
    teams = {**office.policy.teams}
    engineering = teams[TargetTeam.ENGINEERING].model_copy(update={"page": "+49 30 1234567"})
    office.policy = office.policy.model_copy(update={"teams": {**teams, TargetTeam.ENGINEERING: engineering}})
    office.moment = berlin(at)

    number = office.opens(severity)

    assert office.desk.show(number, workspace=ACME).due.page == page
    office.does("acknowledge", number, ADA)
    assert office.desk.show(number, workspace=ACME).due.page is None


def test_what_was_withdrawn_is_not_sent_again(office: Office) -> None:
    draft = a_draft()
    number = office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME).id
    office.refused(Form.CARD, "is_archived")
    office.carry()
    office.does("withdraw", number, MAYA)
    with office.refuses("ESC-1 was de-escalated by Maya. Reopen it to take it up again."):
        office.does("try_again", number, MAYA)


def test_withdrawn_while_its_card_was_refused_nobody_is_called_and_nothing_is_promised(office: Office) -> None:
    office.policy = a_policy(fallback="C0FALLBACK")
    draft = a_draft(CRITICAL)
    number = office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME).id
    card = office.on_its_way(Form.CARD)
    office.does("withdraw", number, MAYA)
    assert office.desk.parked(card, Parked(reason="is archived", code="is_archived"))

    said = office.carry()

    assert told("direct", "U0MAYA", "opened") not in said
    *_, again = [one for one in office.notices(number, Form.CARD) if isinstance(one, EscalationOpened)]
    assert (again.calls_group, again.calls_person) == (None, None)


def test_where_a_card_went_for_want_of_a_channel_only_a_stub_stays_once_one_is_chosen(office: Office) -> None:
    office.policy = without_channels()
    number = office.opens()
    hers = next(one.ref for one in office.letters(number) if one.letter.form is Form.CARD)

    office.policy = a_policy()
    office.desk.choose(SetUp(), by=TOM.person, workspace=ACME)

    assert told("fold", "U0MAYA", "moved away") in office.carry()
    stubs = [one.letter for one in office.letters(number) if isinstance(one.letter.notice, MovedAway)]
    assert hers
    assert [(one.lane, one.edits) for one in stubs] == [(hers.channel, hers.ts)]


def test_all_that_waited_for_a_channel_go_out_however_many(office: Office) -> None:
    office.policy = without_channels()
    for _ in range(101):
        draft = a_draft()
        office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME)

    office.policy = a_policy()
    assert office.desk.choose(SetUp(), by=TOM.person, workspace=ACME) == 101
