"""Deeds in any order, by anybody, again and again, while time passes, the beat asks and letters arrive or wait.

The trail is replayed by taking, for each key, the newest event whose `after` names it: status, severity, target and
assignee are then the row's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from escalation.errors import NotAllowed
from escalation.happenings import Happened, Heard
from escalation.kinds import ClockKind, EndReason, EscalationId, Severity, Status, TargetTeam, Verdict
from escalation.letters import Form, LetterState, LetterStatus
from escalation.lifecycle import FOLLOWS
from escalation.models import Escalation, News
from escalation.notices import Deed, Done, MorningList, Notice, ReminderDue
from escalation.policy import Policy, TeamPolicy
from escalation.rights import Viewer
from storage.memory import MemoryStore
from tests.escalation.makers import (
    ACME,
    ADA,
    EVERYONE,
    LEA,
    MAYA,
    NEVER_DOWN,
    NORA,
    PIA,
    PRODUCT,
    SAM,
    SEC,
    Office,
    a_policy,
    wall,
)
from tests.escalation.test_hearing import ISSUE, happening
from tests.stores import Machine

PEOPLE = st.sampled_from([*EVERYONE, MAYA, ADA, ADA, LEA, SAM])
TEAMS = st.sampled_from([TargetTeam.ENGINEERING, TargetTeam.PRODUCT, TargetTeam.SECURITY, TargetTeam.LEADERSHIP])
MINUTES = st.sampled_from([0, 1, 9, 10, 11, 15, 30, 31, 61, 125, 245, 600, 1445, 4000])
DEEDS = st.sampled_from(
    [
        "acknowledge",
        "acknowledge",
        "take_back",
        "reassign",
        "hand_over",
        "take_over_customer",
        "update",
        "no_change",
        "snooze",
        "count_it",
        "decide",
        "decide_later",
        "customer_told",
        "change_severity",
        "edit_brief",
        "add_evidence",
        "de_escalate",
        "undo",
        "resolve",
        "reopen",
        "withdraw",
        "give_reason",
    ]
)
SAID_AGAIN = {Happened.TICKET_SOLVED, Happened.TICKET_REOPENED}
"""Only a delivery's keys tell these from what happened before: a ticket may be solved again and again."""

MORNINGS = {f"{day} 09:00" for day in ("Mon", "Tue", "Wed", "Thu", "Fri")}
ENDED = {Deed.DE_ESCALATED, Deed.RESOLVED, Deed.WITHDRAWN}
TAKEN_UP = {Deed.UNDONE, Deed.REOPENED}


def who_decides() -> Policy:
    """Leadership sits in Product's channel, and two of its three who decide are elsewhere."""
    team = TeamPolicy(channel=PRODUCT, deciders=tuple(one.person.id for one in (LEA, PIA, NORA)))
    plain = a_policy()
    return plain.model_copy(update={"teams": {**plain.teams, TargetTeam.LEADERSHIP: team}})


@dataclass(frozen=True)
class Press:
    """A deed with all that any of them may need; each takes its own."""

    deed: str
    by: Viewer
    person: Viewer
    team: TargetTeam
    severity: Severity
    minutes: int


PRESSES = st.builds(
    Press, deed=DEEDS, by=PEOPLE, person=PEOPLE, team=TEAMS, severity=st.sampled_from(Severity), minutes=MINUTES
)


class AnyOrder(RuleBasedStateMachine):
    numbers: Bundle[EscalationId] = Bundle("numbers")

    def __init__(self) -> None:
        super().__init__()
        machine = Machine()
        self.office = Office(MemoryStore(machine_now=machine.now), machine, who_decides())
        self.statuses: dict[EscalationId, Status] = {}

    @initialize(target=numbers, severity=st.sampled_from(Severity))
    def begins(self, severity: Severity) -> EscalationId:
        return self.opens(severity, TargetTeam.ENGINEERING, MAYA)

    @rule(target=numbers, severity=st.sampled_from(Severity), team=TEAMS, by=PEOPLE)
    def escalates(self, severity: Severity, team: TargetTeam, by: Viewer) -> Any:
        return multiple() if by.person.is_guest else self.opens(severity, team, by)

    def opens(self, severity: Severity, team: TargetTeam, by: Viewer) -> EscalationId:
        contact = NORA.person.id if by is ADA else None
        number = self.office.opens(severity, team, by=by, contact=contact, ticket="#4711", links=(ISSUE,))
        self.statuses[number] = Status.OPEN
        return number

    @rule(number=numbers, press=PRESSES)
    def does(self, number: EscalationId, press: Press) -> None:
        """A deed is told by exactly one line, or it is refused and nothing has changed."""
        office, minutes = self.office, press.minutes
        more: dict[str, dict[str, Any]] = {
            "reassign": {"to": press.person.person, "to_is_inside": SEC in press.person.channels},
            "hand_over": {"to": press.team},
            "update": {"text": "word", "next_by": office.moment + timedelta(minutes=minutes)},
            "count_it": {"at": office.moment - timedelta(minutes=minutes)},
            "change_severity": {"to": press.severity, "reason": "as it is"},
            "edit_brief": {"changes": {"needed": f"by {minutes}"}},
            "add_evidence": {"text": "a log"},
            "decide": {"verdict": Verdict.PLANNED, "text": "as it is", "again": minutes % 2 == 0},
            "decide_later": {"until": (office.moment + timedelta(days=1, minutes=minutes)).date()},
            "give_reason": {
                "reason": EndReason.DUPLICATE if minutes % 2 else EndReason.ITSELF,
                "duplicate_of": EscalationId(1 + minutes % 3) if minutes % 2 else None,
                "watch_until": (office.moment + timedelta(days=3)).date(),
            },
        }
        before, lines = office.everything(), len(office.notices(number))
        try:
            done: Escalation | None = office.does(press.deed, number, press.by, **more.get(press.deed, {}))
        except NotAllowed:
            done = None
        if done is None:
            assert office.everything() == before
        else:
            assert done == office.row(number)
            assert len(office.notices(number)) == lines + 1
            assert isinstance(office.notices(number)[-1], Done)

    @rule(what=st.sampled_from(Happened), minutes=MINUTES)
    def a_product_tells(self, what: Happened, minutes: int) -> None:
        """Of all that name the ticket or the issue; the newest word counts, however late it is told."""
        office = self.office
        told = happening(what, office.moment - timedelta(minutes=minutes))
        office.desk.hear(Heard(keys=(), happenings=(told,)), workspace=ACME)
        before = office.everything()
        if what not in SAID_AGAIN:
            office.desk.hear(Heard(keys=(), happenings=(told,)), workspace=ACME)
            assert office.everything() == before

    @rule(minutes=MINUTES)
    def time_passes(self, minutes: int) -> None:
        self.office.passes(minutes=minutes)

    @rule(was_down=st.booleans(), wrote=st.booleans())
    def the_beat_asks(self, *, was_down: bool, wrote: bool) -> None:
        """Each reminder is one line in its thread, and every clock has moved on."""
        office = self.office
        lines = sum(len(office.reminders(number)) for number in self.statuses)
        said = News(text="found it", at=office.moment, by=ADA.person.id, by_name="Ada") if wrote else None
        asked = office.beat(up_since=office.moment if was_down else NEVER_DOWN, wrote=said)
        assert sum(len(office.reminders(number)) for number in self.statuses) == lines + asked
        assert office.store.due_clocks(office.moment, limit=10) == ()

    @rule()
    def letters_arrive(self) -> None:
        """What stands in somebody's list then is theirs to do, and nothing of Security."""
        office = self.office
        office.carry()
        for (person, day), drawn in office.lists.items():
            if day < (office.moment - timedelta(days=30)).date():
                continue  # letters are kept for thirty days
            for owed in drawn[-1].items:
                row = office.row(owed.escalation.id)
                assert not row.is_secret
                assert person == (row.assignee if owed.clock is ClockKind.INTERNAL else row.keeper)

    # --- what always holds

    @invariant()
    def the_status_goes_only_where_it_may(self) -> None:
        for number, was in self.statuses.items():
            now = self.office.row(number).status
            assert now is was or now in FOLLOWS[was]
            self.statuses[number] = now

    @invariant()
    def the_clocks_run_while_it_is_open_and_the_teams_rests_when_it_is_closed(self) -> None:
        for number in self.statuses:
            row, clocks = self.office.row(number), self.office.clocks(number)
            internal, customer = clocks[ClockKind.INTERNAL], clocks[ClockKind.CUSTOMER]
            rests = row.is_closed or row.is_decided or self.is_at_the_end_of_its_ladder(number)
            assert (internal.due_at is None) == rests
            assert row.is_closed or customer.due_at is not None

    def is_at_the_end_of_its_ladder(self, number: EscalationId) -> bool:
        """The ladder of a Medium ends with the lead; then it rests until someone takes it."""
        row, internal = self.office.row(number), self.office.clocks(number)[ClockKind.INTERNAL]
        return row.status is Status.OPEN and row.severity is Severity.MEDIUM and internal.round >= 2

    @invariant()
    def the_team_is_not_reminded_below_an_end(self) -> None:
        for number in self.statuses:
            arrived = [one.notice for one in self.office.delivered if one.form is Form.LINE]
            assert not reminded_after_an_end(one for one in arrived if of(one) == number)

    @invariant()
    def nothing_that_waits_reminds_the_team_of_what_is_closed(self) -> None:
        for number in self.statuses:
            if self.office.row(number).is_closed:
                assert [one for one in self.waiting(number) if is_for_the_team(one.letter.notice)] == []

    @invariant()
    def a_card_waits_to_be_drawn_at_most_once(self) -> None:
        for number in self.statuses:
            assert sum(one.letter.form is Form.EDIT for one in self.waiting(number)) <= 1

    @invariant()
    def the_trail_replays_to_the_row(self) -> None:
        for number in self.statuses:
            replayed: dict[str, object] = {}
            for event in self.office.trail(number):
                replayed |= event.after
            row = self.office.row(number)
            told = (replayed["status"], replayed["severity"], replayed["target"], replayed["assignee"])
            assert told == (row.status, row.severity, row.target, row.assignee)

    @invariant()
    def every_letter_is_one_fact(self) -> None:
        keys = [one.letter.key for one in self.office.letters()]
        assert len(keys) == len(set(keys))

    @invariant()
    def each_person_has_one_list_a_morning(self) -> None:
        letters = [one.letter for one in self.office.letters() if one.letter.form is Form.DIRECT]
        lists = [(one.notice.person, one.notice.day) for one in letters if isinstance(one.notice, MorningList)]
        assert len(lists) == len(set(lists))

    @invariant()
    def a_morning_is_planned_only_for_what_is_gathered_and_within_working_time(self) -> None:
        for number in self.statuses:
            row, morning = self.office.row(number), self.office.clocks(number).get(ClockKind.MORNING)
            if morning and morning.due_at:
                assert not row.is_secret
                assert row.severity is Severity.MEDIUM
                assert wall(morning.due_at) in MORNINGS

    @invariant()
    def whoever_has_it_is_named_and_a_closed_one_says_by_whom(self) -> None:
        for number in self.statuses:
            row = self.office.row(number)
            assert (row.status is Status.ACKNOWLEDGED) <= (row.assignee is not None)
            assert (row.status is Status.OPEN) <= (row.assignee is None)
            assert row.is_closed == (row.closed_by is not None)

    @invariant()
    def what_is_securitys_stays_with_its_people(self) -> None:
        for number in self.statuses:
            for letter in (one.letter for one in self.office.letters(number)):
                told: Escalation | None = getattr(letter.notice, "escalation", None)
                if told and told.is_secret and letter.form is not Form.FOLD:
                    assert letter.lane in {SEC, SAM.person.id, told.reporter}

    def waiting(self, number: EscalationId) -> list[LetterStatus]:
        return [one for one in self.office.letters(number) if one.state is LetterState.WAITING]


def of(notice: Notice) -> EscalationId | None:
    escalation: Escalation | None = getattr(notice, "escalation", None)
    return escalation.id if escalation else None


def is_for_the_team(notice: Notice) -> bool:
    return isinstance(notice, ReminderDue) and notice.clock in {ClockKind.INTERNAL, ClockKind.DECISION}


def reminded_after_an_end(notices: Iterable[Notice]) -> bool:
    is_ended = False
    for notice in notices:
        if isinstance(notice, Done):
            is_ended = notice.deed in ENDED or (is_ended and notice.deed not in TAKEN_UP)
        elif is_ended and is_for_the_team(notice):
            return True
    return False


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=60, stateful_step_count=30, suppress_health_check=[HealthCheck.too_slow])
