"""Who may do what. A refusal says who can; a Security escalation does not exist for those outside."""

from collections.abc import Callable
from typing import Any

import pytest

from escalation.drafts import MessageRef
from escalation.errors import NotAllowed, NotFound
from escalation.kinds import EndReason, EscalationId, TargetTeam
from escalation.letters import Form, Sent
from escalation.looking import Scope
from escalation.people import SetUp, TeamSetUp
from escalation.policy import Policy, TeamPolicy
from escalation.rights import Viewer
from escalation.setting_up import SECURITYS_OWN
from storage.memory import MemoryStore
from tests.escalation.makers import (
    ACME,
    ADA,
    BEN,
    CRITICAL,
    ENG,
    ENGINEERS,
    EVERYONE,
    GUARDS,
    GUS,
    HIGH,
    LEA,
    MAYA,
    MEDIUM,
    NORA,
    ON_SHIFT,
    PIA,
    PRODUCT,
    SAM,
    SEC,
    SUPPORT,
    TOM,
    ZOE,
    Office,
    a_draft,
    a_policy,
    a_viewer,
    without_channels,
)
from tests.stores import Machine

ROOT = a_viewer("Root", is_admin=True)
PEOPLE = (*EVERYONE, ROOT)
LEADS = frozenset({"Lea", "Tom", "Sam"})
TEAM = frozenset({"Ada", "Ben"}) | LEADS
PART = TEAM | {"Maya"}

FOR_ENGINEERING = "This is for Engineering to do: its group, and leads."
FOR_ITS_PEOPLE = "This is for Engineering, leads, the reporter and whoever has it to do."
NOT_HERE = "There is no ESC-1 that you can see here."


def waits(office: Office) -> EscalationId:
    return office.opens()


def is_held(office: Office) -> EscalationId:
    return office.taken(by=BEN)


def is_back(office: Office) -> EscalationId:
    number = is_held(office)
    office.does("de_escalate", number, BEN)
    return number


def is_resolved(office: Office) -> EscalationId:
    number = is_held(office)
    office.does("resolve", number, BEN)
    return number


Begins = Callable[[Office], EscalationId]
DEEDS: tuple[tuple[str, Begins, dict[str, Any], frozenset[str]], ...] = (
    ("acknowledge", waits, {}, TEAM),
    ("no_change", is_held, {}, TEAM),
    ("snooze", is_held, {}, TEAM),
    ("update", is_held, {"text": "rolling back"}, PART),
    ("reassign", is_held, {"to": ADA.person}, PART),
    ("hand_over", is_held, {"to": TargetTeam.PRODUCT}, PART),
    ("change_severity", is_held, {"to": CRITICAL}, PART),
    ("edit_brief", is_held, {"changes": {"needed": "find the cause"}}, PART),
    ("add_evidence", is_back, {"text": "a log"}, PART),
    ("customer_told", is_back, {}, PART),
    ("de_escalate", waits, {}, PART),
    ("undo", is_back, {}, PART),
    ("resolve", is_held, {}, PART),
    ("reopen", is_resolved, {}, PART),
    ("give_reason", is_back, {"reason": EndReason.WORKAROUND, "learning": ""}, PART),
    ("withdraw", waits, {}, frozenset({"Maya"})),
    ("take_over_customer", is_held, {}, frozenset({"Nora", "Tom"})),
)


@pytest.mark.parametrize(("deed", "begins", "more", "allowed"), DEEDS, ids=[deed for deed, *_ in DEEDS])
def test_each_deed_is_for_those_it_is_meant_for(
    deed: str, begins: Begins, more: dict[str, Any], allowed: frozenset[str]
) -> None:
    may = set()
    for viewer in PEOPLE:
        machine = Machine()
        one = Office(MemoryStore(machine_now=machine.now), machine)
        number = begins(one)
        before = one.everything()
        try:
            one.does(deed, number, viewer, **more)
        except NotAllowed:
            assert one.everything() == before
        else:
            may.add(viewer.person.name)
    assert may == allowed


def test_a_refusal_says_who_can(office: Office) -> None:
    number = office.taken(by=BEN)

    with office.refuses(FOR_ENGINEERING):
        office.does("no_change", number, MAYA)
    with office.refuses(FOR_ITS_PEOPLE):
        office.does("update", number, ZOE, text="?")
    elsewhere = office.opens(target=TargetTeam.PRODUCT)
    with office.refuses("This is for Product, leads, the reporter and whoever has it to do."):
        office.does("resolve", elsewhere, ADA)
    with office.refuses("Taking over a customer is for support: its on-shift group, or the people in its channel."):
        office.does("take_over_customer", number, ADA)


def test_whoever_was_given_it_from_outside_the_team_may_do_what_they_are_asked_for(office: Office) -> None:
    number = office.taken()
    office.does("reassign", number, ADA, to=ZOE.person)

    office.does("no_change", number, ZOE)
    office.does("snooze", number, ZOE)
    office.does("update", number, ZOE, text="found it")

    assert [one.by for one in office.trail(number)[-3:]] == [ZOE.person.id] * 3


def test_who_keeps_the_customer_has_a_part_but_is_not_the_team(office: Office) -> None:
    number = office.opens(contact=NORA.person.id)

    office.does("update", number, NORA, text="they called again")
    with office.refuses(FOR_ENGINEERING):
        office.does("acknowledge", number, NORA)


# The team


def test_where_a_group_is_named_being_in_the_channel_gives_no_rights(office: Office) -> None:
    number = office.opens()
    with office.refuses(FOR_ENGINEERING):
        office.does("acknowledge", number, a_viewer("Joe", channels=(ENG,)))


def test_where_a_group_is_named_its_members_need_not_be_in_the_channel(office: Office) -> None:
    number = office.opens()
    assert office.does("acknowledge", number, a_viewer("Joe", groups=(ENGINEERS,))).assignee == "U0JOE"


def test_where_no_group_is_named_whoever_is_in_the_teams_channel_counts(office: Office) -> None:
    number = office.opens(target=TargetTeam.PRODUCT)
    with office.refuses("This is for Product to do: the people in its channel, and leads."):
        office.does("acknowledge", number, ADA)
    assert office.does("acknowledge", number, PIA).assignee == PIA.person.id


def test_when_slack_cannot_be_asked_a_press_in_the_channel_counts_and_the_trail_says_so(office: Office) -> None:
    number = office.opens()

    office.does("acknowledge", number, a_viewer("Joe", channels=(ENG,), groups=None))

    assert office.trail(number)[-1].after["rights"] == "not verified"


def test_what_was_verified_or_needs_no_group_is_not_called_unverified(office: Office) -> None:
    number = office.opens()
    office.does("acknowledge", number, ADA)
    office.does("update", number, a_viewer("Maya", groups=None), text="they called again")
    office.does("no_change", number, a_viewer("Lea", groups=None))
    elsewhere = office.opens(target=TargetTeam.PRODUCT)
    office.does("acknowledge", elsewhere, a_viewer("Pia", channels=(PRODUCT,), groups=None))

    assert [one for which in (number, elsewhere) for one in office.trail(which) if "rights" in one.after] == []


def test_when_slack_cannot_be_asked_a_press_from_elsewhere_does_not_count(office: Office) -> None:
    number = office.opens()
    with office.refuses(FOR_ENGINEERING):
        office.does("acknowledge", number, a_viewer("Joe", channels=(SUPPORT,), groups=None))


def test_a_team_member_who_reported_it_cannot_take_it_for_the_team(office: Office) -> None:
    number = office.opens(by=ADA)
    with office.refuses(FOR_ENGINEERING):
        office.does("acknowledge", number, ADA)


@pytest.mark.parametrize("kind", ["is_guest", "is_stranger", "is_bot"])
def test_guests_strangers_and_apps_may_nothing_whatever_they_are_in(office: Office, kind: str) -> None:
    viewer = a_viewer("Ada", channels=(ENG, SUPPORT), groups=(ENGINEERS, ON_SHIFT), **{kind: True})
    number = office.opens()
    for deed in ("acknowledge", "de_escalate", "take_over_customer"):
        with pytest.raises(NotAllowed):
            office.does(deed, number, viewer)
    assert [one.kind for one in office.trail(number)] == ["opened"]


def test_nothing_can_be_done_to_what_is_not_there(office: Office) -> None:
    for deed in ("acknowledge", "de_escalate", "reopen", "withdraw"):
        with pytest.raises(NotFound):
            office.does(deed, EscalationId(99), ADA)


# Support


def test_where_support_names_no_group_its_channel_may_take_a_customer_over(office: Office) -> None:
    support = office.policy.support.model_copy(update={"group": None})
    office.policy = office.policy.model_copy(update={"support": support})
    number = office.opens()

    taken = office.does("take_over_customer", number, a_viewer("Joe", channels=(SUPPORT,)))

    assert taken.keeper == "U0JOE"


def test_who_keeps_the_customer_already_is_told_so(office: Office) -> None:
    number = office.opens(by=NORA)
    with office.refuses("You keep this customer already."):
        office.does("take_over_customer", number, NORA)


# Security


OUTSIDERS = [one for one in PEOPLE if one is not SAM]


@pytest.mark.parametrize("outsider", OUTSIDERS, ids=[one.person.name for one in OUTSIDERS])
def test_a_security_escalation_does_not_exist_for_others(office: Office, outsider: Viewer) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY, contact=NORA.person.id)
    for deed, _, more, _ in DEEDS:
        if deed == "add_evidence" and outsider is MAYA:
            continue
        with office.refuses(NOT_HERE):
            office.does(deed, number, outsider, **more)
    if not outsider.person.is_guest:
        assert office.desk.list_for(outsider, scope=Scope.ALL, workspace=ACME).rows == ()


def test_its_reporter_sees_the_state_and_may_add_what_they_know(office: Office) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY)

    _, sees_all = office.desk.show_to(number, MAYA, workspace=ACME)
    office.does("add_evidence", number, MAYA, text="they saw invoices of Initech")

    assert not sees_all
    assert {where for _, where, _ in office.carry()} == {"C0SEC"}


def test_an_outsider_is_told_the_same_of_a_security_escalation_as_of_none(office: Office) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY)
    with pytest.raises(NotFound) as here:
        office.desk.show_to(number, TOM, workspace=ACME)
    with pytest.raises(NotFound) as nowhere:
        office.desk.show_to(EscalationId(99), TOM, workspace=ACME)
    assert str(here.value).replace("ESC-1 ", "ESC-99 ") == str(nowhere.value)


def test_people_in_its_channel_see_it_and_its_group_acts(office: Office) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY)
    looks_on = a_viewer("Joe", channels=(SEC,))

    assert office.desk.show_to(number, looks_on, workspace=ACME)[1]
    with office.refuses("This is for Security to do: its group, and leads."):
        office.does("acknowledge", number, looks_on)
    assert office.does("acknowledge", number, a_viewer("Kim", channels=(SEC,), groups=(GUARDS,))).assignee == "U0KIM"


def test_for_security_a_press_does_not_count_when_slack_cannot_be_asked(office: Office) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY)
    with office.refuses("This is for Security to do: its group, and leads."):
        office.does("acknowledge", number, a_viewer("Kim", channels=(SEC,), groups=None))


def test_security_s_lead_acts_even_from_outside_the_channel(office: Office) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY)
    assert office.does("acknowledge", number, a_viewer("Sam", groups=None)).assignee == SAM.person.id


def test_nobody_takes_over_the_customer_of_a_security_escalation(office: Office) -> None:
    number = office.opens(HIGH, TargetTeam.SECURITY)
    both = a_viewer("Kim", channels=(SEC, SUPPORT), groups=(GUARDS, ON_SHIFT))
    with office.refuses("Security keeps the customers of its escalations informed."):
        office.does("take_over_customer", number, both)


# Seeing


@pytest.mark.parametrize(
    ("viewer", "sees"),
    [(MAYA, True), (ADA, True), (LEA, True), (TOM, True), (ROOT, False), (ZOE, False), (PIA, False), (GUS, False)],
    ids=lambda one: one.person.name if isinstance(one, Viewer) else "",
)
def test_one_sees_what_one_reported_what_is_in_ones_channel_and_leads_see_all(
    office: Office, viewer: Viewer, *, sees: bool
) -> None:
    number = office.opens(MEDIUM)
    try:
        seen = office.desk.show_to(number, viewer, workspace=ACME)[1]
    except NotFound:
        seen = False
    assert seen is sees


def test_no_other_lead_makes_themselves_securitys(office: Office) -> None:
    mine = SetUp(teams={TargetTeam.SECURITY: TeamSetUp(lead=TOM.person.id)})
    with office.refuses(SECURITYS_OWN):
        office.desk.choose(mine, by=TOM.person, workspace=ACME)
    with office.refuses(SECURITYS_OWN):
        office.desk.choose(mine, by=a_viewer("Admin", is_admin=True).person, workspace=ACME)

    office.desk.choose(mine, by=SAM.person, workspace=ACME)


def test_securitys_first_lead_is_named_by_an_admin(office: Office) -> None:
    office.policy = without_channels()
    mine = SetUp(teams={TargetTeam.SECURITY: TeamSetUp(lead=SAM.person.id)})
    office.desk.choose(mine, by=a_viewer("Admin", is_admin=True).person, workspace=ACME)
    assert office.desk.policy(ACME).team(TargetTeam.SECURITY).lead == SAM.person.id


def test_where_the_channel_was_known_by_its_name_the_people_in_it_count_once_the_card_stands(office: Office) -> None:
    office.policy = a_policy(teams={**a_policy().teams, TargetTeam.PRODUCT: TeamPolicy(channel="#product")})
    draft = a_draft(HIGH, TargetTeam.PRODUCT)
    number = office.desk.open(office.keeps(draft), draft, by=MAYA.person, workspace=ACME).id
    card = office.on_its_way(Form.CARD)
    assert office.desk.arrived(card, Sent(ref=MessageRef(channel=PRODUCT, ts="1.0")), parts=1)

    assert office.does("acknowledge", number, PIA).assignee == PIA.person.id


def test_an_admin_leads_until_somebody_is_named_who_does(office: Office) -> None:
    number = office.opens(HIGH)
    with office.refuses("This is for Engineering to do: its group, and leads."):
        office.does("acknowledge", number, ROOT)

    office.policy = Policy(teams={TargetTeam.ENGINEERING: TeamPolicy(channel=ENG, group=ENGINEERS)})
    assert office.does("acknowledge", number, ROOT).assignee == ROOT.person.id
    office.desk.choose(SetUp(), by=ROOT.person, workspace=ACME)
