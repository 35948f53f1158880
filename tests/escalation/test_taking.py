"""Who has it: acknowledging, taking back, reassigning, handing over to another team, taking over the customer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from escalation import completing
from escalation.errors import GiveUp, NotAllowed
from escalation.kinds import ClockKind, EscalationId, Severity, Status, TargetTeam
from escalation.letters import Form, Parked
from escalation.notices import BriefChanged, Deed, Done, EscalationOpened, MovedAway, ReminderDue, ReminderFolded
from escalation.rights import Viewer
from tests.escalation.makers import (
    ACME,
    ADA,
    BEN,
    CRITICAL,
    ENG,
    GUARDS,
    GUS,
    HIGH,
    LEA,
    MAYA,
    MEDIUM,
    NORA,
    PIA,
    PRODUCT,
    SAM,
    SEC,
    ZOE,
    Office,
    a_draft,
    a_policy,
    berlin,
    called,
    told,
)


def test_who_acknowledges_has_it_and_the_card_the_thread_and_the_reporter_say_so(any_office: Office) -> None:
    number = any_office.opens()
    any_office.passes(minutes=12)

    taken = any_office.does("acknowledge", number, ADA)

    assert (taken.status, taken.assignee, taken.assignee_name) == (Status.ACKNOWLEDGED, ADA.person.id, "Ada")
    assert taken.acknowledged_at == any_office.moment
    assert any_office.row(number) == taken
    assert any_office.carry() == [
        told("edit", ENG, "card changed"),
        told("line", ENG, "acknowledged"),
        told("direct", "U0MAYA", "acknowledged"),
    ]


@pytest.mark.parametrize(("severity", "news_by"), [(CRITICAL, "Mon 12:12"), (HIGH, "Mon 14:12"), (MEDIUM, "Tue 10:12")])
def test_the_internal_clock_starts_with_the_acknowledgement_and_the_customers_goes_on(
    office: Office, severity: Severity, news_by: str
) -> None:
    number = office.opens(severity)
    customer = office.due(number)["customer"]
    office.passes(minutes=12)

    office.does("acknowledge", number, ADA)

    assert office.due(number) == {"customer": customer, "internal": news_by}


def test_the_trail_says_who_took_it_and_what_it_became(any_office: Office) -> None:
    number = any_office.taken()

    newest = any_office.trail(number)[-1]

    assert (newest.kind, newest.by, newest.at) == ("acknowledged", ADA.person.id, any_office.moment)
    assert newest.after == {
        "status": "acknowledged",
        "severity": "High",
        "target": "Engineering",
        "assignee": "U0ADA",
    }


def test_who_presses_second_hears_who_was_first_and_how_to_take_over(office: Office) -> None:
    number = office.taken()
    office.passes(minutes=7)

    with office.refuses("Ada took it 7 min ago. Use More > Reassign to take over."):
        office.does("acknowledge", number, BEN)


def test_of_two_who_press_at_the_same_moment_one_has_it(any_office: Office) -> None:
    number = any_office.opens()

    def presses(viewer: Viewer) -> str:
        try:
            return any_office.does("acknowledge", number, viewer).assignee_name
        except NotAllowed as refusal:
            return str(refusal)

    with ThreadPoolExecutor(2) as threads:
        answers = set(threads.map(presses, (ADA, BEN)))

    holder = any_office.row(number).assignee_name
    assert answers == {holder, f"{holder} took it just now. Use More > Reassign to take over."}
    assert [one.kind for one in any_office.trail(number)] == ["opened", "acknowledged"]


def test_a_reminder_of_the_ladder_that_was_sent_becomes_one_line_when_someone_takes_it(office: Office) -> None:
    number = office.opens()
    office.passes(hours=1)
    office.beat()
    office.carry()

    office.does("acknowledge", number, ADA)

    fold = office.notices(number, Form.FOLD)
    assert [one.said for one in fold if isinstance(one, ReminderFolded)] == ["Asked, and Ada took it."]
    assert told("fold", ENG, "reminder folded") in office.carry()


def test_a_reminder_that_still_waits_when_someone_takes_it_is_never_sent(any_office: Office) -> None:
    number = any_office.opens()
    any_office.passes(hours=1)
    any_office.beat()

    any_office.does("acknowledge", number, ADA)
    any_office.carry()

    assert any_office.thread(number) == ["acknowledged"]


# Taken back


def test_an_acknowledgement_is_taken_back_within_ten_minutes_and_the_ladder_starts_again(office: Office) -> None:
    number = office.taken()
    office.passes(minutes=10)

    office.does("take_back", number, ADA)

    row = office.row(number)
    assert (row.status, row.assignee, row.assignee_name, row.acknowledged_at) == (Status.OPEN, None, "", None)
    assert office.due(number)["internal"] == "Mon 11:10"
    assert office.carry() == [told("edit", ENG, "card changed"), told("line", ENG, "taken back")]


@pytest.mark.parametrize(("viewer", "minutes"), [(ADA, 10.1), (BEN, 1), (LEA, 1)])
def test_it_is_not_taken_back_too_late_or_by_somebody_else(office: Office, viewer: Viewer, minutes: float) -> None:
    number = office.taken()
    office.passes(minutes=minutes)
    before = office.everything()

    assert office.does("take_back", number, viewer) is None
    assert office.everything() == before


# Reassigned


def test_reassigning_gives_it_to_somebody_and_starts_the_clock_afresh_for_them(office: Office) -> None:
    number = office.taken()
    office.passes(hours=1)

    changed = office.does("reassign", number, MAYA, to=BEN.person)

    line = office.last_line(number)
    assert (changed.status, changed.assignee, changed.assignee_name) == (Status.ACKNOWLEDGED, BEN.person.id, "Ben")
    assert (line.deed, line.before, line.person) == (Deed.REASSIGNED, "Ada", BEN.person.id)
    assert office.due(number)["internal"] == "Mon 15:00"
    assert office.carry() == [
        told("edit", ENG, "card changed"),
        told("line", ENG, "reassigned"),
        told("direct", "U0BEN", "reassigned"),
    ]


def test_reassigning_what_nobody_has_is_an_acknowledgement_for_them(office: Office) -> None:
    number = office.opens()

    changed = office.does("reassign", number, LEA, to=BEN.person)

    assert (changed.status, changed.acknowledged_at) == (Status.ACKNOWLEDGED, office.moment)
    assert office.last_line(number).before == "nobody"


def test_who_gets_it_does_not_answer_for_reminders_before_them(office: Office) -> None:
    number = office.taken()
    office.passes(hours=4)
    office.beat()
    office.does("reassign", number, ADA, to=BEN.person)
    office.passes(hours=3, minutes=59)
    office.beat()
    office.moment = berlin("2026-03-03 09:00")

    office.beat()

    asked = [one for one in office.reminders(number) if one.clock is ClockKind.INTERNAL]
    assert called(asked[-1]).split()[0] == "U0BEN"
    assert LEA.person.id not in asked[-1].people


def test_the_question_put_to_the_one_before_is_folded(office: Office) -> None:
    number = office.taken()
    office.passes(hours=4)
    office.beat()
    office.carry()

    office.does("reassign", number, ADA, to=BEN.person)

    [folded] = office.notices(number, Form.FOLD)
    assert isinstance(folded, ReminderDue)
    assert (folded.clock, folded.said) == (ClockKind.CUSTOMER, "Asked, and Ada gave it to someone else.")


@pytest.mark.parametrize(
    ("to", "says"),
    [
        (ADA, "Ada has ESC-1 already."),
        (GUS, "Gus is a guest, an app, or from another company. Choose a full member."),
    ],
)
def test_it_is_not_given_to_whoever_has_it_or_may_not_take_part(office: Office, to: Viewer, says: str) -> None:
    number = office.taken()
    with office.refuses(says):
        office.does("reassign", number, MAYA, to=to.person)


# Handed over


def test_handed_to_another_team_its_card_goes_there_and_a_stub_stays(any_office: Office) -> None:
    number = any_office.taken()
    any_office.passes(minutes=30)

    moved = any_office.does("hand_over", number, ADA, to=TargetTeam.PRODUCT)

    assert (moved.target, moved.channel, moved.status, moved.assignee) == (
        TargetTeam.PRODUCT,
        PRODUCT,
        Status.OPEN,
        None,
    )
    assert any_office.carry() == [
        told("fold", ENG, "moved away"),
        told("card", PRODUCT, "opened"),
        told("brief", PRODUCT, "opened"),
        told("line", PRODUCT, "handed to another team"),
        told("direct", "U0MAYA", "handed to another team"),
    ]
    stub = any_office.notices(number, Form.FOLD)[0]
    assert isinstance(stub, MovedAway)
    assert (stub.by_name, stub.to) == ("Ada", TargetTeam.PRODUCT)


def test_the_ladder_starts_again_for_the_new_team_and_the_customers_clock_goes_on(office: Office) -> None:
    number = office.taken()
    customer = office.due(number)["customer"]
    office.passes(minutes=30)

    office.does("hand_over", number, ADA, to=TargetTeam.PRODUCT)

    assert office.due(number) == {"customer": customer, "internal": "Mon 11:30"}


def test_a_critical_calls_the_group_of_the_new_team(office: Office) -> None:
    number = office.taken(CRITICAL, target=TargetTeam.PRODUCT, by=LEA)

    office.does("hand_over", number, LEA, to=TargetTeam.SECURITY)

    card = office.notices(number, Form.CARD)[-1]
    assert isinstance(card, EscalationOpened)
    assert card.calls_group == GUARDS


def test_handed_to_security_without_a_channel_it_goes_to_its_lead(office: Office) -> None:
    teams = {**office.policy.teams, TargetTeam.SECURITY: a_policy().team(TargetTeam.SECURITY)}
    teams[TargetTeam.SECURITY] = teams[TargetTeam.SECURITY].model_copy(update={"channel": None})
    office.policy = a_policy(teams=teams)
    number = office.taken()

    office.does("hand_over", number, ADA, to=TargetTeam.SECURITY)

    assert {where for _, where, says in office.carry() if says in {"opened", "handed to another team"}} == {
        SAM.person.id,
        MAYA.person.id,
    }


@pytest.mark.parametrize("attempts", [1, 2])
def test_handed_to_security_and_refused_there_not_a_word_of_it_goes_to_where_it_came_from(
    any_office: Office, attempts: int
) -> None:
    any_office.policy = a_policy(fallback="C0FALLBACK")
    number = any_office.taken()
    any_office.does("hand_over", number, ADA, to=TargetTeam.SECURITY)

    for _ in range(attempts):
        any_office.refused(Form.CARD, "is_archived")
    heard = any_office.carry()
    any_office.does("update", number, SAM, text="A token leaked.")
    heard += any_office.carry()

    assert {one for one in heard if one[1] == ENG} == {told("fold", ENG, "moved away")}
    assert len([one for one in heard if one[1] == ENG]) == 3, "the card, the brief and the line say nothing any more"
    wrote = {where for form, where, _ in heard if form in {"card", "brief", "line"}}
    assert wrote == ({"U0SAM"} if attempts == 1 else set())


@pytest.mark.parametrize(
    ("to", "says"),
    [
        (TargetTeam.ENGINEERING, "ESC-1 is with Engineering already."),
        (
            TargetTeam.LEADERSHIP,
            "Leadership has no channel yet, so nobody would see it. A lead can choose one in Set up.",
        ),
    ],
)
def test_it_is_not_handed_to_where_it_is_or_to_where_nobody_would_see_it(
    office: Office, to: TargetTeam, says: str
) -> None:
    number = office.taken()
    with office.refuses(says):
        office.does("hand_over", number, ADA, to=to)


def test_a_reminder_that_waited_for_the_old_team_is_not_put_to_the_new_one(office: Office) -> None:
    number = office.taken()
    office.passes(hours=4, minutes=30)
    office.beat()

    office.does("hand_over", number, ADA, to=TargetTeam.PRODUCT)
    office.carry()

    assert "reminder: internal" not in office.thread(number)


@pytest.mark.parametrize("to", [TargetTeam.SECURITY, TargetTeam.PRODUCT])
def test_what_still_waited_for_the_old_place_is_not_said_there_or_anywhere(any_office: Office, to: TargetTeam) -> None:
    number = any_office.taken()
    any_office.does("update", number, ADA, text="Bad index on orders.")

    any_office.does("hand_over", number, ADA, to=to)

    assert {says for _, where, says in any_office.carry() if where == ENG} == {"moved away"}
    assert "updated" not in any_office.thread(number)


@pytest.mark.parametrize("form", [Form.CARD, Form.BRIEF, Form.EDIT, Form.LINE])
def test_what_was_on_its_way_when_it_went_to_security_is_a_stub_as_soon_as_it_arrives(
    any_office: Office, form: Form
) -> None:
    typed = any_office.keeps(a_draft())
    number = any_office.desk.open(typed, a_draft(), by=MAYA.person, workspace=ACME).id
    if form in {Form.EDIT, Form.LINE}:
        any_office.carry()
        any_office.does("acknowledge", number, ADA)
    late = any_office.on_its_way(form)

    any_office.does("hand_over", number, ADA, to=TargetTeam.SECURITY)
    any_office.arrives(late, parts=3)
    any_office.carry()

    folds = [one.letter for one in any_office.letters(number) if one.letter.form is Form.FOLD]
    ref = next(one.ref for one in any_office.letters(number) if one.letter.id == late.letter.id)
    assert ref is not None
    assert isinstance([one for one in folds if one.edits == ref.ts][-1].notice, MovedAway)
    assert {one.notice.kind for one in folds} == {"moved away"}


@pytest.mark.parametrize("form", [Form.EDIT, Form.LINE, Form.DIRECT])
def test_what_has_to_be_sent_again_is_not_sent_to_where_it_no_longer_is(office: Office, form: Form) -> None:
    number = office.taken(contact=NORA.person.id)
    office.does("resolve", number, ADA)
    office.does("reopen", number, ADA)
    late = office.on_its_way(form)
    assert office.desk.by_letter(late) is not None

    office.does("hand_over", number, ADA, to=TargetTeam.SECURITY)

    with pytest.raises(GiveUp):
        office.desk.by_letter(late)


def test_an_old_card_is_never_drawn_again_from_the_row(office: Office) -> None:
    number = office.taken()
    office.does("update", number, ADA, text="Rolling back 4.12.")
    late = office.on_its_way(Form.EDIT)
    office.does("hand_over", number, ADA, to=TargetTeam.PRODUCT)
    office.carry()
    office.does("hand_over", number, PIA, to=TargetTeam.ENGINEERING)
    office.carry()

    with pytest.raises(GiveUp):
        office.desk.by_letter(late)


def test_a_brief_edited_inside_security_is_not_drawn_again_where_it_came_from(office: Office) -> None:
    number = office.taken()
    office.does("hand_over", number, ADA, to=TargetTeam.SECURITY)
    office.carry()

    office.does("edit_brief", number, SAM, changes={"needed": "rotate the tokens"})

    office.waits(5)
    claims = office.store.claim_letters(owner="one", limit=50, lease=timedelta(seconds=60))
    again = {one.letter.lane: one for one in claims if isinstance(one.letter.notice, BriefChanged)}
    assert set(again) == {SEC}
    assert office.desk.by_letter(again[SEC]) is not None


def test_a_brief_on_its_way_to_be_drawn_again_stays_as_it_was_once_handed_over(office: Office) -> None:
    number = office.taken()
    office.does("edit_brief", number, ADA, changes={"needed": "rotate the tokens"})
    late = office.on_its_way(Form.FOLD)
    assert isinstance(late.letter.notice, BriefChanged)
    office.does("hand_over", number, ADA, to=TargetTeam.SECURITY)

    with pytest.raises(GiveUp):
        office.desk.by_letter(late)


def test_refused_where_it_no_longer_belongs_a_card_is_not_sent_to_the_fallback(office: Office) -> None:
    office.policy = a_policy(fallback="C0FALLBACK")
    typed = office.keeps(a_draft())
    number = office.desk.open(typed, a_draft(), by=MAYA.person, workspace=ACME).id
    late = office.on_its_way(Form.CARD)
    office.does("hand_over", number, ADA, to=TargetTeam.SECURITY)

    assert office.desk.parked(late, Parked(reason="is archived", code="is_archived"))

    assert {where for form, where, _ in office.carry() if form == "card"} == {SEC}
    assert office.row(number).channel == SEC


def test_a_customers_question_that_still_waited_is_put_anew_where_it_went(office: Office) -> None:
    number = office.opens()
    office.passes(hours=4)
    office.beat()
    office.does("hand_over", number, ADA, to=TargetTeam.PRODUCT)
    office.carry()

    office.beat()
    office.carry()

    assert "reminder: customer" in office.thread(number)


# Security


def test_a_security_escalation_is_given_to_somebody_in_its_channel_only(office: Office) -> None:
    number = office.taken(target=TargetTeam.SECURITY, by=SAM)

    with office.refuses("Choose someone in Security's channel."):
        office.does("reassign", number, SAM, to=ZOE.person)
    given = office.does("reassign", number, SAM, to=ZOE.person, to_is_inside=True)
    again = office.does("reassign", number, SAM, to=SAM.person)

    assert (given.assignee, again.assignee) == (ZOE.person.id, SAM.person.id)
    assert [where for form, where, _ in office.carry() if form == "direct"] == ["U0MAYA", "U0MAYA"]


def test_handed_from_security_to_others_nothing_goes_along_that_was_said_inside(any_office: Office) -> None:
    inside = {TargetTeam.SECURITY: "Contained so far: tokens of Initech", TargetTeam.ENGINEERING: "Steps: log in"}
    number = any_office.taken(target=TargetTeam.SECURITY, by=SAM, details=inside, documents="https://logs.example")
    any_office.does("update", number, SAM, text="A token leaked.", for_customer="We are looking at your account.")
    any_office.does("add_evidence", number, SAM, text="The token is in the log.")
    any_office.carry()
    any_office.does("update", number, SAM, text="It leaked twice.")

    moved = any_office.does("hand_over", number, SAM, to=TargetTeam.ENGINEERING)

    assert (moved.news, moved.for_customer, moved.outcome, moved.learning) == (None, None, "", "")
    assert moved.draft.details == {TargetTeam.ENGINEERING: "Steps: log in"}
    assert moved.draft.documents == "https://logs.example"
    assert {says for _, where, says in any_office.carry() if where == ENG} == {"opened", "handed to another team"}
    public = [one.letter.notice.model_dump_json() for one in any_office.letters(number) if one.letter.lane == ENG]
    assert [one for one in public if "leaked" in one or "token" in one.lower()] == []


# The customer taken over


def test_who_takes_the_customer_over_keeps_them_from_now_on_and_the_reporter_hears_of_it(office: Office) -> None:
    number = office.taken(HIGH)
    before = office.due(number)

    changed = office.does("take_over_customer", number, NORA)

    assert (changed.keeper, changed.reporter) == (NORA.person.id, MAYA.person.id)
    assert office.due(number) == before
    assert office.carry() == [
        told("edit", ENG, "card changed"),
        told("line", ENG, "taken over"),
        told("direct", "U0MAYA", "taken over"),
    ]
    office.passes(hours=4)
    office.beat()
    assert NORA.person.id in office.reminders(number)[-1].people


# Closed


@pytest.mark.parametrize(
    ("deed", "more"),
    [("acknowledge", {}), ("reassign", {"to": BEN.person}), ("hand_over", {"to": TargetTeam.PRODUCT})],
)
def test_what_is_closed_is_not_taken_but_reopened(office: Office, deed: str, more: dict[str, Any]) -> None:
    number = office.taken()
    office.does("resolve", number, ADA)
    with office.refuses("ESC-1 was resolved by Ada. Reopen it to take it up again."):
        office.does(deed, number, BEN, **more)


def test_each_deed_is_told_in_the_thread_with_who_did_it_and_when(office: Office) -> None:
    number = office.taken()
    line = office.last_line(number)
    assert isinstance(line, Done)
    assert (line.by, line.by_name, line.at) == (ADA.person.id, "Ada", office.moment)
    assert line.due.news_by == office.clocks(EscalationId(number))[ClockKind.INTERNAL].due_at
    assert ZOE.person.id not in {one.letter.lane for one in office.letters(number)}


def test_what_the_new_team_asks_for_goes_along_and_its_card_names_what_is_still_open(office: Office) -> None:
    number = office.taken()
    told_for = {TargetTeam.PRODUCT: "Use case, in the customer's words: export the audit log"}

    moved = office.does("hand_over", number, ADA, to=TargetTeam.PRODUCT, changes={"details": told_for})

    assert moved.draft.details[TargetTeam.PRODUCT].endswith("export the audit log")
    names = {gap.name for gap in moved.triage.gaps}
    assert "use case" not in names
    assert "environment" not in names
    assert "revenue" in names


def test_another_team_is_asked_for_what_the_first_did_not_need(office: Office) -> None:
    asked = completing.to_ask_for(office.row(office.taken()), TargetTeam.PRODUCT)
    assert [gap.name for gap in asked][:1] == ["use case"]


@pytest.mark.parametrize(
    ("severity", "target", "team"),
    [
        (CRITICAL, TargetTeam.ENGINEERING, TargetTeam.PRODUCT),
        (HIGH, TargetTeam.ENGINEERING, TargetTeam.SECURITY),
        (HIGH, TargetTeam.SECURITY, TargetTeam.ENGINEERING),
    ],
)
def test_critical_and_security_are_passed_on_without_a_question(
    office: Office, severity: Severity, target: TargetTeam, team: TargetTeam
) -> None:
    assert completing.to_ask_for(office.row(office.opens(severity, target)), team) == ()


def test_handed_to_security_after_a_month_nothing_of_it_stays_readable(any_office: Office) -> None:
    number = any_office.taken()
    any_office.does("update", number, ADA, text="found it in the order service")
    any_office.carry()
    stands = {one.ref for one in any_office.letters(number) if one.letter.lane == ENG}
    any_office.waits(timedelta(days=31).total_seconds())
    any_office.store.prune(any_office.passes(days=31))

    any_office.does("hand_over", number, LEA, to=TargetTeam.SECURITY)

    stubs = {one.letter.edits for one in any_office.letters(number) if isinstance(one.letter.notice, MovedAway)}
    assert stubs >= {ref.ts for ref in stands if ref}


def test_what_was_written_inside_security_stays_there_when_it_is_handed_out(office: Office) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY, documents="catalog export, see blog")
    before = office.row(number).draft
    inside = {"threads": "#sec-war-room", "tried": ("Rotated the key",), "needed": "Trace the intruder"}
    office.does("edit_brief", number, SAM, changes=inside)
    office.does("add_evidence", number, SAM, text="log")
    office.does("add_evidence", number, SAM, text="203.0.113.9")

    details = {TargetTeam.ENGINEERING: "1. Start: logged in"}
    moved = office.does("hand_over", number, SAM, to=TargetTeam.ENGINEERING, changes={"details": details})

    assert moved.draft == before.model_copy(update={"details": {TargetTeam.ENGINEERING: "1. Start: logged in"}})


def test_what_was_known_before_it_went_to_security_comes_back_with_it(office: Office) -> None:
    number = office.taken()
    office.does("edit_brief", number, ADA, changes={"threads": "#eng, yesterday"})
    before = office.row(number).draft
    office.does("hand_over", number, ADA, to=TargetTeam.SECURITY, changes={"affected": "everyone"})
    office.does("edit_brief", number, SAM, changes={"threads": "#sec-war-room"})

    assert office.does("hand_over", number, SAM, to=TargetTeam.PRODUCT).draft == before
