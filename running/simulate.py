"""What would be asked, of whom, and when: the desk itself on a store in memory, from due moment to due moment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from escalation.desk import EscalationDesk
from escalation.drafts import Draft
from escalation.kinds import ChannelId, ClockKind, EscalationId, Severity, TargetTeam, UserId, WorkspaceId
from escalation.letters import Form
from escalation.notices import MorningList, ReminderDue
from escalation.people import Person
from escalation.policy import Policy, TeamPolicy
from escalation.ports import DueClock, KeptDraft
from escalation.rights import Viewer
from storage.memory import MemoryStore

HERE = WorkspaceId("T0SIMULATED")
REPORTER = Person(id=UserId("reporter"), name="the reporter")
ASSIGNEE = Person(id=UserId("assignee"), name="whoever has it")
LEAD = UserId("the team's lead")
CHANNEL = ChannelId("C0SIMULATED")
MOST = 1000


@dataclass(frozen=True)
class Asked:
    """One reminder: when, which clock, to whom, and why."""

    at: datetime
    clock: ClockKind
    to: str
    why: str


@dataclass
class Told:
    """The moment the desk believes it is."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


def simulate(  # noqa: PLR0913 - what the terminal asks
    policy: Policy,
    *,
    severity: Severity,
    target: TargetTeam,
    start: datetime,
    lasts: timedelta,
    zone: str,
    taken_after: timedelta | None,
) -> Iterator[Asked]:
    """All reminders of one escalation opened at `start` that nobody answers, in order.

    Taken after `taken_after`, or by nobody.
    """
    told = Told(start)
    store = MemoryStore(machine_now=told.now)
    numbers = count(1)
    teams = {**policy.teams, target: _reachable(policy.team(target))}
    here = policy.model_copy(update={"teams": teams})
    desk = EscalationDesk(store=store, policies=lambda _: here, now=told.now, new_id=lambda: f"id{next(numbers)}")
    number = _opened(desk, severity=severity, target=target, zone=zone)
    if taken_after is not None:
        yield from _until(store, desk, told, start + taken_after)
        told.moment = max(told.moment, start + taken_after)
        team = here.team(target)
        viewer = Viewer(
            person=ASSIGNEE, channels=frozenset({CHANNEL}), groups=frozenset({team.group} if team.group else ())
        )
        desk.acknowledge(number, viewer, workspace=HERE)
    yield from _until(store, desk, told, start + lasts)


def _reachable(team: TeamPolicy) -> TeamPolicy:
    return team.model_copy(update={"channel": CHANNEL, "lead": team.lead or LEAD})


def _opened(desk: EscalationDesk, *, severity: Severity, target: TargetTeam, zone: str) -> EscalationId:
    draft = Draft(issue="Simulated", headline="Simulated", customer_unknown=True, severity=severity, target=target)
    kept = KeptDraft(id=desk.new_draft(), draft=draft, by=REPORTER.id, kept_at=desk.now())
    desk.keep_draft(HERE, kept)
    by = REPORTER.model_copy(update={"zone": zone})
    return desk.open(kept.id, draft, by=by, workspace=HERE).id


def _until(store: MemoryStore, desk: EscalationDesk, told: Told, end: datetime) -> Iterator[Asked]:
    for _ in range(MOST):
        due = next(iter(store.due_clocks(end, limit=1)), None)
        if due is None:
            return
        told.moment = max(told.moment, due.due_at)
        before = _lists(store)
        asked = desk.remind(due, in_channel=None, up_since=told.moment)
        yield from (_listed(store, due, to, at=told.moment) for to in _lists(store)[len(before) :])
        if asked:
            yield _asked(store, due, at=told.moment)


def _asked(store: MemoryStore, due: DueClock, *, at: datetime) -> Asked:
    with store.read(HERE) as tx:
        reminders = [one.letter.notice for one in tx.letters(due.escalation) if one.letter.form is Form.LINE]
    newest = next(one for one in reversed(reminders) if isinstance(one, ReminderDue))
    clock = ClockKind.CUSTOMER if newest.clock is ClockKind.CUSTOMER else ClockKind.INTERNAL
    return Asked(at=at, clock=clock, to=_whom(newest), why=_why(newest))


def _lists(store: MemoryStore) -> list[UserId]:
    """Whose lists were written so far."""
    with store.read(HERE) as tx:
        notices = [one.letter.notice for one in tx.letters() if one.letter.form is Form.DIRECT]
    return [one.person for one in notices if isinstance(one, MorningList)]


def _listed(store: MemoryStore, due: DueClock, to: UserId, *, at: datetime) -> Asked:
    with store.read(HERE) as tx:
        has_it = tx.load(due.escalation).assignee == to
    clock, owed = (ClockKind.INTERNAL, "news") if has_it else (ClockKind.CUSTOMER, "word to the customer")
    return Asked(at=at, clock=clock, to=_name(to), why=f"the morning's list: {owed}, due today")


def _name(person: UserId) -> str:
    names: dict[str, str] = {REPORTER.id: "reporter", ASSIGNEE.id: "assignee", LEAD: "lead"}
    return names.get(person, f"@{person}")


def _whom(reminder: ReminderDue) -> str:
    people = [_name(one) for one in reminder.people if one not in reminder.told]
    called = [*([f"group {reminder.group}"] if reminder.group else []), *people]
    return " and ".join(called) or ("the thread, nobody called" if reminder.told else "the channel")


def _why(reminder: ReminderDue) -> str:
    rules: tuple[tuple[Callable[[ReminderDue], bool], str], ...] = (
        (lambda one: one.clock is ClockKind.CUSTOMER and one.is_overdue, "the customer was promised word before now"),
        (lambda one: one.clock is ClockKind.CUSTOMER, "the customer is due word"),
        (lambda one: one.clock is ClockKind.DECISION, "who was asked to decide before has not"),
        (lambda one: one.escalation.assignee is None, "nobody has it"),
        (lambda one: one.with_customer, "news, and the customer is due word"),
        (lambda one: one.is_overdue, "no news since it was last asked"),
    )
    return next((why for holds, why in rules if holds(reminder)), "news from the team")
